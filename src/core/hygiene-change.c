/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-private.h"

#include <glib/gi18n-lib.h>

#include "core/normalize.h"
#include "core/store.h"

enum
{
  RESULTS,
};

static const XySql statements[] = {
  [RESULTS] = { &xy_hygiene_result_type, "WHERE t.round = ?1 AND t.del = 0 ORDER BY t.sort, t.id" },
};

static gboolean
set_state (XyTxn *txn, const XyId *id, const char *state, const char *excuse, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (store, id, error);
  g_autoptr (XyHygieneRound) round = result != NULL ? xy_hygiene_round_get_open (store, &result->round, error) : NULL;

  if (round == NULL)
    return FALSE;
  if (g_str_equal (state, "absent") && result->n > 0)
    {
      g_autofree char *name = xy_hygiene_result_describe (store, result);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   ngettext ("%s was judged already: %d sheet of it is typed.",
                             "%s was judged already: %d sheets of it are typed.", (gulong) result->n),
                   name, (int) result->n);
      return FALSE;
    }
  xy_set_str (&result->state, state);
  xy_set_str (&result->excuse, g_str_equal (state, "in") || excuse[0] == '\0' ? NULL : excuse);
  /* Lists decided beforehand are of who is judged. */
  if (!g_str_equal (state, "in"))
    xy_set_str (&result->list, NULL);
  xy_set_str (&result->reason, g_str_equal (state, "in") ? result->reason : NULL);
  return xy_record_save (txn, result, error);
}

gboolean
xy_hygiene_state_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneStating *stating = data;
  g_autofree char *excuse = xy_text_clean (stating->excuse);
  const char *label = xy_word_label (xy_hygiene_words ("state"), stating->state);

  if (label == NULL)
    {
      xy_set_invalid (error, "state", _ ("%s: “%s” is none of the choices."), _ ("State"),
                      stating->state != NULL ? stating->state : "");
      return FALSE;
    }
  if (g_str_equal (stating->state, "excused") && excuse[0] == '\0')
    {
      xy_set_invalid (error, "excuse", _ ("Please say why it is helped instead of judged; it stays in the office."));
      return FALSE;
    }
  for (guint i = 0; i < stating->n; i++)
    if (!set_state (txn, &stating->results[i], stating->state, excuse, error))
      return FALSE;
  /* Translators: how many households, and 参评, 不参评（帮扶）, 未评上. */
  g_autofree char *title = g_strdup_printf (
      ngettext ("Hygiene of %u household: %s", "Hygiene of %u households: %s", stating->n), stating->n, label);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_hygiene_remark_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneRemark *remark = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (store, &remark->result, error);
  g_autoptr (XyHygieneRound) round = result != NULL ? xy_hygiene_round_get_open (store, &result->round, error) : NULL;

  if (round == NULL)
    return FALSE;
  if (remark->bright != NULL)
    xy_set_str (&result->bright, remark->bright);
  if (remark->problem != NULL)
    xy_set_str (&result->problem, remark->problem);
  if (remark->photo != NULL)
    xy_set_str (&result->photo, remark->photo[0] != '\0' ? remark->photo : NULL);
  g_autofree char *name = xy_hygiene_result_describe (store, result);
  g_autofree char *title = g_strdup_printf (_ ("Write down what was seen at %s"), name);
  xy_txn_set_title (txn, title);
  return xy_record_save (txn, result, error);
}

/* Where STOP comes among RESULTS, whose places on the walk of the whole village are ORDER's. */
static gint64
find_sort (GPtrArray *results, GHashTable *order, const XyId *id)
{
  guint own = GPOINTER_TO_UINT (g_hash_table_lookup (order, id));
  gint64 before = 0, after = 0;

  for (guint i = 0; i < results->len && after == 0; i++)
    {
      const XyHygieneResult *result = results->pdata[i];
      const XyId *other = xy_id_is_none (&result->place) ? &result->household : &result->place;
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (order, other));
      if (at != 0 && at > own)
        after = result->sort;
      else
        before = result->sort;
    }
  return after == 0 ? before + XY_HYGIENE_STEP : before + (after - before) / 2;
}

static gboolean
add_one (XyTxn *txn, const XyHygieneRound *round, GArray *walk, GHashTable *order, const XyId *id, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (order, id));
  g_autoptr (GPtrArray) results = xy_record_list (store, &xy_hygiene_result_type, statements[RESULTS].text,
                                                  XY_BIND (XY_ID (&round->record.id)), error);

  if (results == NULL)
    return FALSE;
  if (at == 0)
    {
      xy_set_invalid (error, "ids", _ ("Only households that live here, and public areas, are judged."));
      return FALSE;
    }
  for (guint i = 0; i < results->len; i++)
    {
      const XyHygieneResult *result = results->pdata[i];
      if (!xy_id_same (&result->household, id) && !xy_id_same (&result->place, id))
        continue;
      g_autofree char *name = xy_hygiene_result_describe (store, result);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is in this round already."), name);
      return FALSE;
    }
  return xy_hygiene_put_result (txn, round, &g_array_index (walk, XyHygieneStop, at - 1),
                                find_sort (results, order, id), error);
}

gboolean
xy_hygiene_add_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneAdding *adding = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get_open (store, &adding->round, error);
  g_autoptr (XyHygieneRound) whole = NULL;
  g_autoptr (GHashTable) order = g_hash_table_new (xy_id_hash, xy_id_equal);

  if (round == NULL)
    return FALSE;
  whole = xy_record_copy (round);
  xy_set_str (&whole->units, NULL);
  g_autoptr (GArray) walk = xy_hygiene_walk (store, whole, TRUE, error);
  if (walk == NULL)
    return FALSE;
  for (guint i = 0; i < walk->len; i++)
    g_hash_table_insert (order, &g_array_index (walk, XyHygieneStop, i).id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < adding->n; i++)
    if (!add_one (txn, round, walk, order, &adding->ids[i], error))
      return FALSE;
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_autofree char *title = g_strdup_printf (
      ngettext ("Add %u household to the %s", "Add %u households to the %s", adding->n), adding->n, name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_hygiene_change_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

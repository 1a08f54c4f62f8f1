/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/store.h"
#include "core/unit.h"

enum
{
  N_SHEETS,
  N_SHEETS_OF_JUDGE,
  RESULTS,
};

static const XySql statements[] = {
  [N_SHEETS] = { NULL, "SELECT coalesce (sum (n), 0) FROM hygiene_result WHERE round = ?1 AND del = 0" },
  [N_SHEETS_OF_JUDGE] = { NULL, "SELECT count (*) FROM hygiene_sheet WHERE judge = ?1 AND del = 0" },
  [RESULTS] = { &xy_hygiene_result_type, "WHERE t.round = ?1 AND t.del = 0 ORDER BY t.sort, t.id" },
};

static gboolean
put_judge (XyTxn *txn, const XyId *round, const XyHygieneSeat *seat, guint number, GPtrArray *old, GError **error)
{
  g_autoptr (XyHygieneJudge) judge = NULL;

  for (guint i = 0; judge == NULL && i < old->len; i++)
    {
      const XyHygieneJudge *was = old->pdata[i];
      if (xy_id_is_none (&seat->person) ? g_str_equal (was->name, seat->name)
                                        : xy_id_same (&was->person, &seat->person))
        {
          judge = xy_record_copy (was);
          g_ptr_array_remove_index (old, i);
        }
    }
  if (judge == NULL)
    judge = xy_record_new (&xy_hygiene_judge_type);
  judge->round = *round;
  judge->person = seat->person;
  judge->number = number;
  xy_set_str (&judge->name, seat->name);
  xy_set_str (&judge->post, seat->post);
  return xy_record_save (txn, judge, error);
}

/* Those who go must not have judged already; they go first, so that a name can come again with its person. */
static gboolean
put_judges (XyTxn *txn, const XyId *round, const XyHygieneSeat *seats, guint n, GError **error)
{
  g_autoptr (GPtrArray) old = xy_hygiene_judges (xy_txn_get_store (txn), round, error);

  if (old == NULL)
    return FALSE;
  for (guint i = 0; i < old->len;)
    {
      XyHygieneJudge *was = old->pdata[i];
      gboolean stays = FALSE;
      gint64 n_sheets = 0;

      for (guint k = 0; !stays && k < n; k++)
        stays = xy_id_is_none (&seats[k].person) ? g_str_equal (was->name, seats[k].name)
                                                 : xy_id_same (&was->person, &seats[k].person);
      if (stays)
        {
          i++;
          continue;
        }
      if (!xy_db_number (xy_txn_get_db (txn), statements[N_SHEETS_OF_JUDGE].text, XY_BIND (XY_ID (&was->record.id)),
                         &n_sheets, error))
        return FALSE;
      if (n_sheets > 0)
        {
          g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                       _ ("%s has judged %u households already and stays a judge of this round."), was->name,
                       (guint) n_sheets);
          return FALSE;
        }
      if (!xy_record_set_deleted (txn, was, TRUE, error))
        return FALSE;
      g_ptr_array_remove_index (old, i);
    }
  for (guint i = 0; i < n; i++)
    if (!put_judge (txn, round, &seats[i], i + 1, old, error))
      return FALSE;
  return TRUE;
}

gboolean
xy_hygiene_put_result (XyTxn *txn, const XyHygieneRound *round, const XyHygieneStop *stop, gint64 sort, GError **error)
{
  XyId id = xy_hygiene_result_id (&round->record.id, &stop->id);
  g_autoptr (GPtrArray) found =
      xy_record_list (xy_txn_get_store (txn), &xy_hygiene_result_type, "WHERE t.id = ?1", XY_BIND (XY_ID (&id)), error);
  g_autoptr (XyHygieneResult) result = NULL;

  if (found == NULL)
    return FALSE;
  result = found->len > 0 ? xy_record_copy (found->pdata[0]) : xy_record_new (&xy_hygiene_result_type);
  result->record.id = id;
  result->sort = sort;
  result->unit = stop->unit;
  if (!result->record.stored || result->record.deleted)
    {
      result->record.deleted = FALSE;
      result->round = round->record.id;
      if (g_str_equal (round->target, "place"))
        result->place = stop->id;
      else
        result->household = stop->id;
      xy_set_str (&result->state, stop->excuse != NULL ? "excused" : "in");
      xy_set_str (&result->excuse, stop->excuse);
    }
  return xy_record_save (txn, result, error);
}

/* A result for each stop; what is no longer in the area goes, unless it was judged. */
static gboolean
put_results (XyTxn *txn, const XyHygieneRound *round, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GArray) walk = xy_hygiene_walk (store, round, TRUE, error);
  g_autoptr (GPtrArray) nodes = xy_unit_list_tree (store, error != NULL && *error != NULL ? NULL : error);
  g_autoptr (GHashTable) area = NULL;

  if (walk == NULL || nodes == NULL || !xy_unit_area (nodes, round->units, &area, error))
    return FALSE;
  if (walk->len == 0)
    {
      xy_set_invalid (error, "units",
                      g_str_equal (round->target, "place")
                          ? _ ("There is no public area there. Please write them down first.")
                          : _ ("There are no households there."));
      return FALSE;
    }
  for (guint i = 0; i < walk->len; i++)
    if (!xy_hygiene_put_result (txn, round, &g_array_index (walk, XyHygieneStop, i), (gint64) (i + 1) * XY_HYGIENE_STEP,
                                error))
      return FALSE;
  if (area == NULL)
    return TRUE;

  g_autoptr (GPtrArray) results = xy_record_list (store, &xy_hygiene_result_type, statements[RESULTS].text,
                                                  XY_BIND (XY_ID (&round->record.id)), error);
  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      XyHygieneResult *result = results->pdata[i];
      if (g_hash_table_contains (area, &result->unit))
        continue;
      if (result->n > 0)
        {
          g_autofree char *name = xy_hygiene_result_describe (store, result);
          g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                       _ ("%s has been judged already; its group stays in the round."), name);
          return FALSE;
        }
      if (!xy_record_set_deleted (txn, result, TRUE, error))
        return FALSE;
    }
  return results != NULL;
}

gboolean
xy_hygiene_make_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneMaking *making = data;
  XyHygieneRound *round = making->round;

  if (!xy_txn_require (txn, XY_MAY_KEEP_HYGIENE, error)
      || !xy_hygiene_check_making (xy_txn_get_store (txn), round, making->seats, making->n_seats, error))
    return FALSE;
  xy_set_str (&round->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, round, error) || !put_judges (txn, &round->record.id, making->seats, making->n_seats, error)
      || !put_results (txn, round, error))
    return FALSE;
  making->made = round->record.id;
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_autofree char *title = g_strdup_printf (_ ("Begin the %s"), name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

/* Its number is one of that year. */
static gboolean
check_year (const XyHygieneRound *was, const XyHygieneRound *round, GError **error)
{
  if (strncmp (was->day, round->day, 4) == 0)
    return TRUE;
  xy_set_invalid (error, "day", _ ("This round has its number in %.4s; for another year please make a new one."),
                  was->day);
  return FALSE;
}

/* What was typed by a checklist means nothing by another. */
static gboolean
check_typed (XyTxn *txn, const XyHygieneRound *was, const XyHygieneRound *round, GError **error)
{
  gint64 n = 0;

  if (g_str_equal (was->mode, round->mode) && xy_id_same (&was->checklist, &round->checklist))
    return TRUE;
  if (!xy_db_number (xy_txn_get_db (txn), statements[N_SHEETS].text, XY_BIND (XY_ID (&was->record.id)), &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("%u sheets are typed already; the way of scoring stays as it is for this round."), (guint) n);
  return FALSE;
}

gboolean
xy_hygiene_change_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneMaking *making = data;
  XyStore *store = xy_txn_get_store (txn);
  XyHygieneRound *round = making->round;
  g_autoptr (XyHygieneRound) was = xy_hygiene_round_get_open (store, &round->record.id, error);
  g_autoptr (GArray) now = was != NULL ? xy_hygiene_seats (store, &round->record.id, NULL, error) : NULL;
  const XyHygieneSeat *seats = making->seats;
  guint n = making->n_seats;

  if (now == NULL || !xy_txn_require (txn, XY_MAY_KEEP_HYGIENE, error))
    return FALSE;
  if (n == 0)
    {
      seats = (const XyHygieneSeat *) (void *) now->data;
      n = now->len;
    }
  if (!xy_hygiene_check_making (store, round, seats, n, error) || !check_year (was, round, error)
      || !check_typed (txn, was, round, error) || !xy_record_save (txn, round, error)
      || (making->n_seats > 0 && !put_judges (txn, &round->record.id, seats, n, error))
      || (g_strcmp0 (was->units, round->units) != 0 && !put_results (txn, round, error)))
    return FALSE;
  making->made = round->record.id;
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_autofree char *title = g_strdup_printf (_ ("Change the %s"), name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_hygiene_discard_act (XyTxn *txn, gpointer data, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get_open (store, data, error);
  g_autoptr (GPtrArray) judges = round != NULL ? xy_hygiene_judges (store, data, error) : NULL;
  g_autoptr (GPtrArray) results = judges != NULL
                                      ? xy_record_list (store, &xy_hygiene_result_type, statements[RESULTS].text,
                                                        XY_BIND (XY_ID ((const XyId *) data)), error)
                                      : NULL;

  if (results == NULL)
    return FALSE;
  g_autofree char *name = xy_hygiene_round_describe (round);
  for (guint i = 0; i < results->len; i++)
    if (((XyHygieneResult *) results->pdata[i])->n > 0)
      {
        g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                     _ ("Sheets of the %s are typed already. Take them out first, if it was never held."), name);
        return FALSE;
      }
  for (guint i = 0; i < judges->len; i++)
    if (!xy_record_set_deleted (txn, judges->pdata[i], TRUE, error))
      return FALSE;
  for (guint i = 0; i < results->len; i++)
    if (!xy_record_set_deleted (txn, results->pdata[i], TRUE, error))
      return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Take back the %s"), name);
  xy_txn_set_title (txn, title);
  return xy_record_set_deleted (txn, round, TRUE, error);
}

const XySql *
xy_hygiene_make_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

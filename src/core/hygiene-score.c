/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-score.h"

#include <glib/gi18n-lib.h>

#include "core/hygiene-private.h"
#include "core/id-array.h"
#include "core/number.h"
#include "core/store.h"

enum
{
  FIND_SHEET,
  DIFFERS,
};

static const XySql statements[] = {
  [FIND_SHEET] = { &xy_hygiene_sheet_type, "WHERE t.id = ?1" },
  [DIFFERS] = { NULL,
                "SELECT r.id FROM hygiene_result AS r WHERE (r.n, r.total) <> (SELECT count (*), "
                "coalesce (sum (s.sum), 0) FROM hygiene_sheet AS s WHERE s.result = r.id AND s.del = 0) ORDER BY r.id",
                "each result is looked at" },
};

/* What is the same for many sheets of one round. */
typedef struct
{
  XyTxn *txn;
  XyStore *store;
  XyHygieneRound *round;
  GArray *items;
  GHashTable *asides; /* XyId of a judge → GHashTable of xy_hygiene_asides() */
  GPtrArray *judges;
} Typing;

static void
typing_clear (Typing *self)
{
  g_clear_object (&self->round);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->asides, g_hash_table_unref);
  g_clear_pointer (&self->judges, g_ptr_array_unref);
}

static gboolean
typing_init (Typing *self, const XyId *round, GError **error)
{
  if (self->round != NULL && xy_id_same (&self->round->record.id, round))
    return TRUE;
  typing_clear (self);
  g_autoptr (XyHygieneRound) open = xy_hygiene_round_get_open (self->store, round, error);
  g_autoptr (XyHygieneChecklist) checklist = NULL;

  if (open == NULL)
    return FALSE;
  if (g_str_equal (open->mode, "items"))
    {
      checklist = xy_record_get (self->store, &xy_hygiene_checklist_type, &open->checklist, error);
      if (checklist == NULL)
        return FALSE;
    }
  self->judges = xy_hygiene_judges (self->store, round, error);
  if (self->judges == NULL)
    return FALSE;
  self->items = xy_hygiene_items_read (checklist != NULL ? checklist->items : NULL, TRUE);
  self->asides = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->round = g_steal_pointer (&open);
  return TRUE;
}

gboolean
xy_hygiene_scores_check (const GArray *items, const gint64 *scores, guint n_scores, gint64 *sum, GError **error)
{
  gint64 total = 0;

  if (sum != NULL)
    *sum = 0;
  if (n_scores != items->len)
    {
      xy_set_invalid (error, "scores", _ ("The sheet has %u items, and %u scores were typed."), items->len, n_scores);
      return FALSE;
    }
  for (guint i = 0; i < n_scores; i++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, i);
      if (scores[i] < 0 || scores[i] > item->most)
        {
          g_autofree char *score = xy_points_format (scores[i]), *most = xy_points_format (item->most);
          xy_set_invalid (error, "scores", _ ("“%s” gives 0 to %s points; %s was typed."), item->name, most, score);
          return FALSE;
        }
      total += scores[i];
    }
  if (sum != NULL)
    *sum = total;
  return TRUE;
}

static gboolean
check_sum (const XyHygieneRound *round, const GArray *items, const XyHygieneScoring *one, gint64 *sum, GError **error)
{
  if (g_str_equal (round->mode, "items"))
    {
      if (!xy_hygiene_scores_check (items, one->scores, one->n_scores, sum, error))
        return FALSE;
    }
  else if (g_str_equal (round->mode, "tick") ? one->sum != 0 && one->sum != XY_HYGIENE_FULL
                                             : one->sum < 0 || one->sum > XY_HYGIENE_FULL)
    {
      g_autofree char *score = xy_points_format (one->sum);
      if (g_str_equal (round->mode, "tick"))
        xy_set_invalid (error, "sum", _ ("In this round there is only passed or not; %s was typed."), score);
      else
        xy_set_invalid (error, "sum", _ ("The score is from 0 to 100; %s was typed."), score);
      return FALSE;
    }
  else
    *sum = one->sum;
  if (!one->has_said || one->said == *sum)
    return TRUE;
  g_autofree char *is = xy_points_format (*sum), *said = xy_points_format (one->said);
  xy_set_invalid (error, "sum", _ ("The scores come to %s; the paper says %s. Please read the line again."), is, said);
  return FALSE;
}

static gboolean
check_judge (Typing *self, const XyHygieneScoring *one, const XyHygieneResult *result, GError **error)
{
  const XyHygieneJudge *judge = NULL;
  GHashTable *asides = g_hash_table_lookup (self->asides, &one->judge);
  const XyId *what = xy_id_is_none (&result->place) ? &result->household : &result->place;

  for (guint i = 0; judge == NULL && i < self->judges->len; i++)
    if (xy_id_same (&((XyRecord *) self->judges->pdata[i])->id, &one->judge))
      judge = self->judges->pdata[i];
  if (judge == NULL)
    {
      xy_set_invalid (error, "judge", _ ("Who is to have judged is no judge of this round."));
      return FALSE;
    }
  if (asides == NULL)
    {
      asides = xy_hygiene_asides (self->store, judge->name, &judge->person, error);
      if (asides == NULL)
        return FALSE;
      g_hash_table_insert (self->asides, xy_id_copy (&one->judge), asides);
    }
  const char *why = g_hash_table_lookup (asides, what);
  if (why == NULL)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_DENIED, _ ("%s Nobody judges there himself; leave this sheet out."), why);
  return FALSE;
}

static gboolean
check_result (Typing *self, const XyHygieneResult *result, GError **error)
{
  if (g_str_equal (result->state, "in"))
    return TRUE;
  g_autofree char *name = xy_hygiene_result_describe (self->store, result);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               g_str_equal (result->state, "excused")
                   ? _ ("%s is not judged but helped. If it is to be judged, change that first.")
                   : _ ("%s is written down as not judged. If there is a sheet after all, change that first."),
               name);
  return FALSE;
}

static char *
write_scores (const XyHygieneScoring *one, const Typing *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", one->scores[i]);
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static gboolean
put_sheet (Typing *self, XyHygieneScoring *one, const XyHygieneResult *result, gint64 sum, GError **error)
{
  XyId id = xy_hygiene_sheet_id (&one->result, &one->judge);
  g_autofree char *scores = write_scores (one, self);
  g_autoptr (GPtrArray) found =
      xy_record_list (self->store, &xy_hygiene_sheet_type, statements[FIND_SHEET].text, XY_BIND (XY_ID (&id)), error);
  g_autoptr (XyHygieneSheet) sheet = NULL;

  if (found == NULL)
    return FALSE;
  one->made = id;
  sheet = found->len > 0 ? g_object_ref (found->pdata[0]) : xy_record_new (&xy_hygiene_sheet_type);
  if (sheet->record.stored && !sheet->record.deleted)
    {
      if (sheet->sum == sum && g_strcmp0 (sheet->scores, scores) == 0
          && (one->note == NULL || g_strcmp0 (sheet->note, one->note) == 0))
        return TRUE;
      if (!one->replace)
        {
          g_autofree char *name = xy_hygiene_result_describe (self->store, result);
          g_autofree char *was = xy_points_format (sheet->sum);
          g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                       _ ("This judge has judged %s already and gave %s. A judge judges a household once; change that "
                          "sheet if it was typed wrong."),
                       name, was);
          return FALSE;
        }
    }
  sheet->record.id = id;
  sheet->record.deleted = FALSE;
  sheet->result = one->result;
  sheet->judge = one->judge;
  sheet->sum = sum;
  sheet->at = xy_txn_get_now (self->txn);
  xy_set_str (&sheet->scores, scores);
  xy_set_str (&sheet->note, one->note);
  xy_set_str (&sheet->recorder, xy_txn_get_actor (self->txn)->name);
  return xy_record_save (self->txn, sheet, error);
}

/* The sheet was saved by now: the result's rebuildable columns are read anew. */
static gboolean
put_remarks (Typing *self, const XyHygieneScoring *one, GError **error)
{
  if (one->bright == NULL && one->problem == NULL)
    return TRUE;
  g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (self->store, &one->result, error);
  if (result == NULL)
    return FALSE;
  if (one->bright != NULL)
    xy_set_str (&result->bright, one->bright);
  if (one->problem != NULL)
    xy_set_str (&result->problem, one->problem);
  return xy_record_save (self->txn, result, error);
}

static gboolean
type_sheet (Typing *self, XyHygieneScoring *one, GError **error)
{
  g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (self->store, &one->result, error);
  gint64 sum = 0;

  return result != NULL && typing_init (self, &result->round, error) && check_result (self, result, error)
         && check_judge (self, one, result, error) && check_sum (self->round, self->items, one, &sum, error)
         && put_sheet (self, one, result, sum, error) && put_remarks (self, one, error);
}

gboolean
xy_hygiene_score_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneScoring *one = data;
  Typing self = { .txn = txn, .store = xy_txn_get_store (txn) };
  gboolean done = type_sheet (&self, one, error);

  typing_clear (&self);
  if (!done)
    return FALSE;
  g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (xy_txn_get_store (txn), &one->result, error);
  if (result == NULL)
    return FALSE;
  g_autofree char *name = xy_hygiene_result_describe (xy_txn_get_store (txn), result);
  g_autofree char *title = g_strdup_printf (_ ("Type a score sheet: %s"), name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_hygiene_scores_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneScorings *all = data;
  Typing self = { .txn = txn, .store = xy_txn_get_store (txn) };
  g_autoptr (GError) problem = NULL;

  for (all->failed = 0; all->failed < all->n; all->failed++)
    if (!type_sheet (&self, &all->ones[all->failed], &problem))
      break;
  typing_clear (&self);
  if (problem != NULL)
    {
      g_autoptr (XyHygieneResult) result =
          xy_hygiene_result_get (xy_txn_get_store (txn), &all->ones[all->failed].result, NULL);
      g_autofree char *name = result != NULL ? xy_hygiene_result_describe (xy_txn_get_store (txn), result) : NULL;
      const char *field = xy_error_get_field (problem);

      if (name == NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else if (problem->domain == XY_ERROR && problem->code == XY_ERROR_INVALID)
        /* Translators: household and what is wrong with its line */
        xy_set_invalid (error, field, _ ("%s: %s"), name, problem->message);
      else
        g_set_error (error, problem->domain, problem->code, _ ("%s: %s"), name, problem->message);
      return FALSE;
    }
  g_autofree char *title = g_strdup_printf (ngettext ("Type %u score sheet", "Type %u score sheets", all->n), all->n);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_hygiene_sheet_clear_act (XyTxn *txn, gpointer data, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneSheet) sheet = xy_record_get (store, &xy_hygiene_sheet_type, data, error);
  g_autoptr (XyHygieneResult) result = sheet != NULL ? xy_hygiene_result_get (store, &sheet->result, error) : NULL;
  g_autoptr (XyHygieneRound) round = result != NULL ? xy_hygiene_round_get_open (store, &result->round, error) : NULL;

  if (round == NULL)
    return FALSE;
  g_autofree char *name = xy_hygiene_result_describe (store, result);
  g_autofree char *title = g_strdup_printf (_ ("Take out a score sheet: %s"), name);
  xy_txn_set_title (txn, title);
  return sheet->record.deleted || xy_record_set_deleted (txn, sheet, TRUE, error);
}

GArray *
xy_hygiene_score_verify (XyStore *store, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[DIFFERS].text, XY_BIND_NONE, error);

  return xy_id_array_read (rows, FALSE, error);
}

const XySql *
xy_hygiene_score_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

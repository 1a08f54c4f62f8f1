/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-decide.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/hygiene-private.h"
#include "core/hygiene-score.h"
#include "core/normalize.h"
#include "core/store.h"

enum
{
  POSTED,
  CORRECTIONS,
  RESULTS,
};

static const XySql statements[] = {
  [POSTED] = { NULL, "SELECT min (n.posted_on) FROM paper AS p JOIN notice AS n ON n.paper = p.id "
                     "WHERE p.subject = ?1 AND (?2 IS NULL OR p.kind = ?2) AND n.del = 0 AND n.posted_on IS NOT NULL "
                     "AND (?3 = 0 OR n.taken_down_on IS NULL)" },
  [CORRECTIONS] = { &xy_hygiene_correction_type, "JOIN hygiene_result AS r ON r.id = t.result WHERE r.round = ?1 "
                                                 "AND t.del = 0 ORDER BY t.day, t.at, t.id" },
  [RESULTS] = { &xy_hygiene_result_type, "WHERE t.round = ?1 AND t.del = 0 ORDER BY t.sort, t.id" },
};

char *
xy_hygiene_posted_on (XyStore *store, const XyId *round, const char *kind, gboolean hangs, GError **error)
{
  return xy_db_text (xy_store_get_db (store), statements[POSTED].text,
                     XY_BIND (XY_ID (round), XY_TEXT (kind), XY_INT (hangs)), error);
}

/* CONFLICT once something about the round hung. */
static gboolean
check_not_posted (XyStore *store, const XyHygieneRound *round, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *day = xy_hygiene_posted_on (store, &round->record.id, NULL, FALSE, &problem);

  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (day == NULL)
    return TRUE;
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("The %s was posted on %s. What is changed now is a correction, with a notice of its own."), name,
               day);
  return FALSE;
}

static gboolean
check_list (const char *list, gboolean ranked, GError **error)
{
  if (list != NULL && !g_str_equal (list, "red") && !g_str_equal (list, "low"))
    {
      xy_set_invalid (error, "list", _ ("%s: “%s” is none of the choices."), _ ("List"), list);
      return FALSE;
    }
  if (list == NULL || ranked)
    return TRUE;
  xy_set_invalid (error, "list", _ ("Only who was judged can be on a list."));
  return FALSE;
}

/* Writes what was decided about RESULT into it. */
static gboolean
decide (XyStore *store,
        XyHygieneResult *result,
        const char *suggested,
        gboolean ranked,
        const XyHygieneDecision *decision,
        GError **error)
{
  g_autofree char *reason = xy_text_clean (decision->reason);

  if (!check_list (decision->list, ranked, error))
    return FALSE;
  if (g_strcmp0 (decision->list, suggested) == 0)
    {
      xy_set_str (&result->list, suggested);
      xy_set_str (&result->reason, NULL);
      return TRUE;
    }
  if (reason[0] == '\0')
    {
      g_autofree char *name = xy_hygiene_result_describe (store, result);
      xy_set_invalid (error, "reason",
                      _ ("%s is put on another list than its score suggests. Please say why; the reason is kept."),
                      name);
      return FALSE;
    }
  xy_set_str (&result->list, decision->list);
  xy_set_str (&result->reason, reason);
  return TRUE;
}

static const XyHygieneOutcome *
outcome_of (GPtrArray *outcomes, const XyId *result)
{
  for (guint i = 0; i < outcomes->len; i++)
    if (xy_id_same (&((XyHygieneOutcome *) outcomes->pdata[i])->result, result))
      return outcomes->pdata[i];
  return NULL;
}

gboolean
xy_hygiene_decide_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneDeciding *deciding = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get (store, &deciding->round, error);
  g_autoptr (GPtrArray) outcomes = NULL;

  if (round == NULL || !check_not_posted (store, round, error))
    return FALSE;
  outcomes = xy_hygiene_outcomes (store, &deciding->round, error);
  if (outcomes == NULL)
    return FALSE;
  for (guint i = 0; i < deciding->n; i++)
    {
      const XyHygieneDecision *decision = &deciding->decisions[i];
      const XyHygieneOutcome *outcome = outcome_of (outcomes, &decision->result);
      g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (store, &decision->result, error);

      if (result == NULL)
        return FALSE;
      if (outcome == NULL)
        {
          xy_set_invalid (error, "result", _ ("One of the households is not in this round."));
          return FALSE;
        }
      if (!decide (store, result, outcome->suggested, outcome->rank > 0, decision, error))
        return FALSE;
      /* While scores are typed, only what was decided otherwise is kept. */
      if (round->closed_on == NULL && result->reason == NULL)
        xy_set_str (&result->list, NULL);
      if (!xy_record_save (txn, result, error))
        return FALSE;
    }
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_autofree char *title = g_strdup_printf (
      ngettext ("Decide the list of %u household: %s", "Decide the lists of %u households: %s", deciding->n),
      deciding->n, name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

static gboolean
check_missing (const XyHygieneGrid *grid, const char *reason, GError **error)
{
  g_auto (XyHygieneMissing) missing = { 0 };
  gboolean judged = FALSE;

  for (guint i = 0; !judged && i < grid->rows->len; i++)
    {
      const XyHygieneGridRow *row = grid->rows->pdata[i];
      judged = row->n > 0 && g_str_equal (row->state, "in");
    }
  if (!judged)
    {
      xy_set_invalid (error, "round", _ ("Nothing was judged in this round yet."));
      return FALSE;
    }
  xy_hygiene_grid_missing (grid, &missing);
  if (missing.sentence == NULL || reason[0] != '\0')
    return TRUE;
  xy_set_invalid (error, "missing", _ ("%s Type them, or say why the lists are decided without them."),
                  missing.sentence);
  return FALSE;
}

/* Who has no sheet at all was not judged; why is the reason that the closing gives. */
static gboolean
set_absent (XyTxn *txn, const XyHygieneGrid *grid, const char *reason, GError **error)
{
  for (guint i = 0; i < grid->rows->len; i++)
    {
      const XyHygieneGridRow *row = grid->rows->pdata[i];
      if (row->n > 0 || !g_str_equal (row->state, "in"))
        continue;
      g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (xy_txn_get_store (txn), &row->result, error);
      if (result == NULL)
        return FALSE;
      xy_set_str (&result->state, "absent");
      xy_set_str (&result->list, NULL);
      xy_set_str (&result->reason, reason);
      if (!xy_record_save (txn, result, error))
        return FALSE;
    }
  return TRUE;
}

static const XyHygieneDecision *
decision_of (const XyHygieneClosing *closing, const XyId *result)
{
  for (guint i = 0; i < closing->n; i++)
    if (xy_id_same (&closing->decisions[i].result, result))
      return &closing->decisions[i];
  return NULL;
}

static gboolean
freeze (XyTxn *txn, const XyHygieneClosing *closing, const XyHygieneOutcome *outcome, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  const XyHygieneDecision *decision = decision_of (closing, &outcome->result);
  g_autoptr (XyHygieneResult) result = NULL;

  if (outcome->rank == 0)
    return decision == NULL || check_list (decision->list, FALSE, error);
  result = xy_hygiene_result_get (store, &outcome->result, error);
  if (result == NULL)
    return FALSE;
  result->score = outcome->score;
  result->rank = outcome->rank;
  xy_set_str (&result->band, outcome->band);
  xy_set_str (&result->suggested, outcome->suggested);
  if (decision != NULL)
    {
      if (!decide (store, result, outcome->suggested, TRUE, decision, error))
        return FALSE;
    }
  else if (result->reason == NULL || g_strcmp0 (result->list, outcome->suggested) == 0)
    {
      xy_set_str (&result->list, outcome->suggested);
      xy_set_str (&result->reason, NULL);
    }
  return xy_record_save (txn, result, error);
}

gboolean
xy_hygiene_close_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneClosing *closing = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *reason = xy_text_clean (closing->missing);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get_open (store, &closing->round, error);
  g_autoptr (XyHygieneGrid) grid = NULL;
  char day[XY_DAY_SIZE];

  if (round == NULL || !xy_txn_require (txn, XY_MAY_KEEP_HYGIENE, error)
      || !xy_hygiene_day (txn, closing->day, day, error))
    return FALSE;
  if (strcmp (day, round->day) < 0)
    {
      xy_set_invalid (error, "day", _ ("It was judged on %s; its lists cannot be decided before."), round->day);
      return FALSE;
    }
  grid = xy_hygiene_grid (store, &closing->round, error);
  if (grid == NULL || !check_missing (grid, reason, error) || !set_absent (txn, grid, reason, error))
    return FALSE;
  g_autoptr (GPtrArray) outcomes = xy_hygiene_outcomes (store, &closing->round, error);
  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    if (!freeze (txn, closing, outcomes->pdata[i], error))
      return FALSE;
  if (outcomes == NULL)
    return FALSE;
  xy_set_str (&round->closed_on, day);
  xy_set_str (&round->closed_by, xy_txn_get_actor (txn)->name);
  xy_set_str (&round->missing, reason[0] != '\0' ? reason : NULL);
  g_autofree char *name = xy_hygiene_round_describe (round);
  g_autofree char *title = g_strdup_printf (_ ("Decide the lists: %s"), name);
  xy_txn_set_title (txn, title);
  return xy_record_save (txn, round, error);
}

static gboolean
thaw (XyTxn *txn, XyHygieneResult *result, GError **error)
{
  if (g_str_equal (result->state, "absent") && result->reason != NULL)
    {
      xy_set_str (&result->state, "in");
      xy_set_str (&result->reason, NULL);
    }
  if (result->reason == NULL)
    xy_set_str (&result->list, NULL);
  result->score = 0;
  result->rank = 0;
  xy_set_str (&result->band, NULL);
  xy_set_str (&result->suggested, NULL);
  xy_set_str (&result->plate, NULL);
  return xy_record_save (txn, result, error);
}

gboolean
xy_hygiene_reopen_act (XyTxn *txn, gpointer data, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get (store, data, error);

  if (round == NULL || !check_not_posted (store, round, error))
    return FALSE;
  g_autofree char *name = xy_hygiene_round_describe (round);
  if (round->closed_on == NULL || round->points_on != NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   round->closed_on == NULL
                       ? _ ("The %s is open.")
                       : _ ("The %s was handed to the points already; it stays as it was decided."),
                   name);
      return FALSE;
    }
  g_autoptr (GPtrArray) results = xy_record_list (store, &xy_hygiene_result_type, statements[RESULTS].text,
                                                  XY_BIND (XY_ID ((const XyId *) data)), error);
  for (guint i = 0; results != NULL && i < results->len; i++)
    if (!thaw (txn, results->pdata[i], error))
      return FALSE;
  if (results == NULL)
    return FALSE;
  xy_set_str (&round->closed_on, NULL);
  xy_set_str (&round->closed_by, NULL);
  xy_set_str (&round->missing, NULL);
  g_autofree char *title = g_strdup_printf (_ ("Open the %s again"), name);
  xy_txn_set_title (txn, title);
  return xy_record_save (txn, round, error);
}

/* The result of a closed round. */
static XyHygieneResult *
get_decided (XyStore *store, const XyId *id, XyHygieneRound **round, GError **error)
{
  g_autoptr (XyHygieneResult) result = xy_hygiene_result_get (store, id, error);
  g_autoptr (XyHygieneRound) of = result != NULL ? xy_hygiene_round_get (store, &result->round, error) : NULL;

  if (of == NULL)
    return NULL;
  if (of->closed_on == NULL)
    {
      g_autofree char *name = xy_hygiene_round_describe (of);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The lists of the %s are not decided yet."), name);
      return NULL;
    }
  *round = g_steal_pointer (&of);
  return g_steal_pointer (&result);
}

static gboolean
check_correction (XyStore *store,
                  const XyHygieneRound *round,
                  const XyHygieneResult *result,
                  const char *list,
                  const char *reason,
                  GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *posted = xy_hygiene_posted_on (store, &round->record.id, NULL, FALSE, &problem);

  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (posted == NULL)
    {
      g_autofree char *name = xy_hygiene_round_describe (round);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("The %s was never posted; its lists can still be decided otherwise."), name);
      return FALSE;
    }
  if (!check_list (list, result->rank > 0, error))
    return FALSE;
  if (g_strcmp0 (list, result->list) == 0)
    xy_set_invalid (error, "list", _ ("It is on that list already; there is nothing to correct."));
  else if (reason[0] == '\0')
    xy_set_invalid (error, "reason", _ ("Please say why the list is corrected; the notice says it."));
  else
    return TRUE;
  return FALSE;
}

gboolean
xy_hygiene_correct_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneCorrecting *correcting = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *reason = xy_text_clean (correcting->reason);
  g_autoptr (XyHygieneRound) round = NULL;
  g_autoptr (XyHygieneResult) result = get_decided (store, &correcting->result, &round, error);
  g_autoptr (XyHygieneCorrection) correction = xy_record_new (&xy_hygiene_correction_type);
  char day[XY_DAY_SIZE];

  if (result == NULL || !check_correction (store, round, result, correcting->list, reason, error)
      || !xy_hygiene_day (txn, correcting->day, day, error))
    return FALSE;
  correction->result = correcting->result;
  correction->at = xy_txn_get_now (txn);
  xy_set_str (&correction->day, day);
  xy_set_str (&correction->was, result->list);
  xy_set_str (&correction->list, correcting->list);
  xy_set_str (&correction->reason, reason);
  xy_set_str (&correction->recorder, xy_txn_get_actor (txn)->name);
  xy_set_str (&result->list, correcting->list);
  xy_set_str (&result->reason, g_strcmp0 (correcting->list, result->suggested) == 0 ? NULL : reason);
  if (!xy_record_save (txn, correction, error) || !xy_record_save (txn, result, error))
    return FALSE;
  correcting->made = correction->record.id;
  g_autofree char *name = xy_hygiene_result_describe (store, result);
  g_autofree char *title = g_strdup_printf (_ ("Correct the list: %s"), name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

GPtrArray *
xy_hygiene_corrections (XyStore *store, const XyId *round, GError **error)
{
  return xy_record_list (store, &xy_hygiene_correction_type, statements[CORRECTIONS].text, XY_BIND (XY_ID (round)),
                         error);
}

gboolean
xy_hygiene_plate_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygienePlating *plating = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *plate = xy_text_clean (plating->plate);

  for (guint i = 0; i < plating->n; i++)
    {
      g_autoptr (XyHygieneRound) round = NULL;
      g_autoptr (XyHygieneResult) result = get_decided (store, &plating->results[i], &round, error);

      if (result == NULL)
        return FALSE;
      if (plate[0] != '\0' && (result->rank == 0 || g_strcmp0 (result->list, "low") == 0))
        {
          g_autofree char *name = xy_hygiene_result_describe (store, result);
          xy_set_invalid (error, "plate",
                          _ ("%s gets no plate: it was not judged, or is on the list of those to help."), name);
          return FALSE;
        }
      xy_set_str (&result->plate, plate[0] != '\0' ? plate : NULL);
      if (!xy_record_save (txn, result, error))
        return FALSE;
    }
  g_autofree char *title = g_strdup_printf (
      plate[0] != '\0' ? ngettext ("Give %u household the plate “%s”", "Give %u households the plate “%s”", plating->n)
                       : ngettext ("Take the plate from %u household", "Take the plate from %u households", plating->n),
      plating->n, plate);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_hygiene_decide_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

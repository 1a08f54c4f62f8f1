/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-batch.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/store.h"

/* Reads where TXN is NULL; otherwise records. */
typedef struct
{
  XyStore *store;
  XyTxn *txn;
  XyPointsBatch *batch;
} Run;

typedef struct
{
  XyPointsBatch *batch;
  gboolean done;
} Trial;

static void
outcome_free (gpointer data)
{
  XyPointsOutcome *outcome = data;

  g_free (outcome->problem);
  g_free (outcome->field);
  g_free (outcome->line.why);
  g_free (outcome);
}

static void
set_line (XyPointsOutcome *outcome, const XyPointsLine *line)
{
  g_free (outcome->line.why);
  outcome->line = *line;
  outcome->line.why = g_strdup (line->why);
}

/* Whether B goes into one draft with A. */
static gboolean
same_draft (const XyPointsOne *a, const XyPointsOne *b)
{
  return xy_id_same (&a->rule, &b->rule) && a->amount == b->amount && a->score == b->score
         && g_strcmp0 (a->day, b->day) == 0 && g_strcmp0 (a->witness, b->witness) == 0
         && g_strcmp0 (a->note, b->note) == 0 && g_strcmp0 (a->photo, b->photo) == 0 && xy_id_is_none (&a->person)
         && xy_id_is_none (&b->person);
}

static XyPointsDraft
make_draft (const XyPointsOne *one, const XyId *households, guint n)
{
  return (XyPointsDraft){
    .rule = one->rule,
    .day = one->day,
    .amount = one->amount,
    .score = one->score,
    .witness = one->witness,
    .note = one->note,
    .photo = one->photo,
    .person = one->person,
    .households = households,
    .n_households = n,
  };
}

static XyPointsOutcome *
outcome_at (XyPointsBatch *batch, guint at)
{
  return batch->outcomes->pdata[at];
}

/* Of N lines from FIRST on, as far as they are not left out. */
static void
take_lines (Run *run, guint first, guint n, GArray *lines)
{
  XyPointsBatch *batch = run->batch;

  for (guint i = 0, at = 0; i < n; i++)
    {
      XyPointsOutcome *outcome = outcome_at (batch, first + i);
      if (outcome->left_out)
        continue;
      set_line (outcome, &g_array_index (lines, XyPointsLine, at++));
      outcome->repeat = outcome->line.repeat;
      batch->n_recorded++;
      batch->sum += outcome->line.delta;
    }
}

/* Looks which lines repeat what is there. FALSE as xy_points_preview(). */
static gboolean
leave_out_repeats (Run *run, guint first, guint n, const XyPointsDraft *draft, GError **error)
{
  g_autoptr (GArray) lines = xy_points_preview (run->store, draft, error);

  for (guint i = 0; lines != NULL && i < n; i++)
    {
      XyPointsOutcome *outcome = outcome_at (run->batch, first + i);
      set_line (outcome, &g_array_index (lines, XyPointsLine, i));
      outcome->repeat = outcome->left_out = outcome->line.repeat;
    }
  return lines != NULL;
}

static gboolean
run_draft (Run *run, guint first, guint n, GError **error)
{
  const XyPointsOne *ones = run->batch->ones;
  g_autofree XyId *households = g_new (XyId, n);
  guint n_left = 0;

  for (guint i = 0; i < n; i++)
    households[i] = ones[first + i].household;
  XyPointsDraft draft = make_draft (&ones[first], households, n);
  if (run->batch->skip_repeats && !leave_out_repeats (run, first, n, &draft, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!outcome_at (run->batch, first + i)->left_out)
      households[n_left++] = ones[first + i].household;
  if (n_left == 0)
    return TRUE;

  g_autoptr (GArray) lines = NULL;
  draft.n_households = n_left;
  if (run->txn == NULL)
    lines = xy_points_preview (run->store, &draft, error);
  else if (!xy_points_record (run->txn, &draft, &lines, error))
    return FALSE;
  if (lines == NULL)
    return FALSE;
  take_lines (run, first, n, lines);
  return TRUE;
}

/* What is wrong with a line is said at the line; what is wrong with the file ends it all. */
static gboolean
is_about_line (const GError *error)
{
  return g_error_matches (error, XY_ERROR, XY_ERROR_INVALID) || g_error_matches (error, XY_ERROR, XY_ERROR_NOT_FOUND)
         || g_error_matches (error, XY_ERROR, XY_ERROR_CONFLICT);
}

static gboolean
run_lines (Run *run, guint first, guint n, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (run_draft (run, first, n, &problem))
    return TRUE;
  for (guint i = 0; i < n; i++)
    outcome_at (run->batch, first + i)->left_out = FALSE;
  if (!is_about_line (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (n == 1)
    {
      XyPointsOutcome *outcome = outcome_at (run->batch, first);
      outcome->problem = g_strdup (problem->message);
      outcome->field = g_strdup (xy_error_get_field (problem));
      outcome->left_out = TRUE;
      return TRUE;
    }
  /* Nothing of the draft was written; one by one it shows which line it is. */
  for (guint i = 0; i < n; i++)
    if (!run_lines (run, first + i, 1, error))
      return FALSE;
  return TRUE;
}

static gboolean
run_batch (XyStore *store, XyTxn *txn, XyPointsBatch *batch, GError **error)
{
  Run run = { .store = store, .txn = txn, .batch = batch };

  xy_points_batch_clear (batch);
  batch->outcomes = g_ptr_array_new_with_free_func (outcome_free);
  for (guint i = 0; i < batch->n; i++)
    g_ptr_array_add (batch->outcomes, g_new0 (XyPointsOutcome, 1));
  for (guint first = 0, n; first < batch->n; first += n)
    {
      for (n = 1; first + n < batch->n && same_draft (&batch->ones[first], &batch->ones[first + n]); n++)
        ;
      if (!run_lines (&run, first, n, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
try_act (XyTxn *txn, gpointer data, GError **error)
{
  Trial *trial = data;

  trial->done =
      xy_txn_require (txn, XY_MAY_RECORD_POINTS, error) && run_batch (xy_txn_get_store (txn), txn, trial->batch, error);
  if (trial->done)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, "a trial is taken back");
  return FALSE;
}

static gboolean
refuse_line (XyStore *store, const XyPointsOne *one, const XyPointsOutcome *outcome, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, &one->household, NULL);
  g_autofree char *name = household != NULL ? xy_household_describe (household) : NULL;

  if (name != NULL)
    /* Translators: household and what is wrong with its line */
    xy_set_invalid (error, outcome->field, _ ("%s: %s"), name, outcome->problem);
  else
    xy_set_invalid (error, outcome->field, "%s", outcome->problem);
  return FALSE;
}

static char *
make_title (XyStore *store, const XyPointsBatch *batch)
{
  g_autoptr (GHashTable) households = g_hash_table_new (xy_id_hash, xy_id_equal);
  const XyPointsOne *last = NULL;
  gboolean one_rule = TRUE;

  for (guint i = 0; i < batch->n; i++)
    if (!outcome_at ((XyPointsBatch *) batch, i)->left_out)
      {
        one_rule = one_rule && (last == NULL || xy_id_same (&last->rule, &batch->ones[i].rule));
        last = &batch->ones[i];
        g_hash_table_add (households, (gpointer) &last->household);
      }

  guint n = g_hash_table_size (households);
  if (last != NULL && one_rule)
    {
      XyPointsDraft draft = make_draft (last, &last->household, n);
      return xy_points_draft_title (store, &draft);
    }
  return g_strdup_printf (ngettext ("Record points for %u household", "Record points for %u households", n), n);
}

void
xy_points_batch_clear (XyPointsBatch *batch)
{
  g_clear_pointer (&batch->outcomes, g_ptr_array_unref);
  batch->n_recorded = 0;
  batch->sum = 0;
}

gboolean
xy_points_batch_look (XyStore *store, XyPointsBatch *batch, GError **error)
{
  return run_batch (store, NULL, batch, error);
}

gboolean
xy_points_batch_try (XyStore *store, const XyActor *actor, XyPointsBatch *batch, GError **error)
{
  Trial trial = { .batch = batch };
  g_autoptr (GError) problem = NULL;

  xy_store_act (store, actor, "", try_act, &trial, &problem);
  if (trial.done)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
xy_points_batch_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsBatch *batch = data;
  XyStore *store = xy_txn_get_store (txn);

  if (!run_batch (store, txn, batch, error))
    return FALSE;
  for (guint i = 0; i < batch->n; i++)
    if (outcome_at (batch, i)->problem != NULL)
      return refuse_line (store, &batch->ones[i], outcome_at (batch, i), error);

  g_autofree char *title = batch->title != NULL ? g_strdup (batch->title) : make_title (store, batch);
  xy_txn_set_title (txn, title);
  return TRUE;
}

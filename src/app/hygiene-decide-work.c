/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/hygiene-decide-private.h"
#include "core/draft.h"
#include "core/error.h"
#include "core/hygiene-score.h"
#include "core/paper-list.h"
#include "core/store.h"

#define READ_DELAY 200
#define DRAFT_DELAY 300
#define PLATE "最美庭院"

static void
choice_free (gpointer data)
{
  XyHygieneChoice *choice = data;

  g_free (choice->reason);
  g_free (choice);
}

static void
desk_clear (gpointer data)
{
  XyHygieneDesk *self = data;

  g_clear_object (&self->desk);
  g_clear_object (&self->round);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_free (self->sentence);
}

XyHygieneDesk *
xy_hygiene_desk_ref (XyHygieneDesk *self)
{
  return g_rc_box_acquire (self);
}

void
xy_hygiene_desk_unref (XyHygieneDesk *self)
{
  g_rc_box_release_full (self, desk_clear);
}

/* What is chosen */

const XyHygieneOutcome *
xy_hygiene_desk_outcome (const XyHygieneDesk *self, guint row)
{
  return self->outcomes->pdata[row];
}

gboolean
xy_hygiene_desk_is_closed (const XyHygieneDesk *self)
{
  return self->round != NULL && self->round->closed_on != NULL;
}

XyHygieneChoice *
xy_hygiene_desk_choice (const XyHygieneDesk *self, guint row)
{
  return g_hash_table_lookup (self->choices, &xy_hygiene_desk_outcome (self, row)->result);
}

const char *
xy_hygiene_desk_list (const XyHygieneDesk *self, guint row)
{
  const XyHygieneChoice *choice = xy_hygiene_desk_choice (self, row);

  return choice != NULL ? choice->list : xy_hygiene_desk_outcome (self, row)->list;
}

/* A correction always says why; a decision where it is not what the figures say. */
gboolean
xy_hygiene_desk_wants_reason (const XyHygieneDesk *self, guint row)
{
  if (self->posted && xy_hygiene_desk_choice (self, row) != NULL)
    return TRUE;
  return g_strcmp0 (xy_hygiene_desk_list (self, row), xy_hygiene_desk_outcome (self, row)->suggested) != 0;
}

const char *
xy_hygiene_desk_reason (const XyHygieneDesk *self, guint row)
{
  const XyHygieneChoice *choice = xy_hygiene_desk_choice (self, row);
  const char *reason = choice != NULL ? choice->reason : xy_hygiene_desk_outcome (self, row)->reason;

  return reason != NULL ? reason : "";
}

static const char *
static_list (const char *list)
{
  return g_strcmp0 (list, "red") == 0 ? "red" : g_strcmp0 (list, "low") == 0 ? "low" : NULL;
}

static XyHygieneChoice *
add_choice (XyHygieneDesk *self, const XyId *result, const char *list, const char *reason)
{
  XyHygieneChoice *choice = g_new0 (XyHygieneChoice, 1);

  choice->result = *result;
  choice->list = static_list (list);
  choice->reason = reason != NULL && reason[0] != '\0' ? g_strdup (reason) : NULL;
  g_hash_table_replace (self->choices, &choice->result, choice);
  return choice;
}

void
xy_hygiene_desk_forget (XyHygieneDesk *self, guint row)
{
  g_hash_table_remove (self->choices, &xy_hygiene_desk_outcome (self, row)->result);
  self->in_reason = FALSE;
  xy_cells_refresh_row (self->cells, row);
  xy_hygiene_desk_keep_draft (self);
  xy_hygiene_desk_show_state (self);
}

void
xy_hygiene_desk_choose (XyHygieneDesk *self, guint row, const char *list)
{
  const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, row);

  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  if (outcome->rank == 0)
    {
      xy_dialog_set_error (XY_DIALOG (self->dialog), _ ("Who is not ranked stands on no list."));
      return;
    }
  if (g_strcmp0 (list, outcome->list) == 0)
    {
      xy_hygiene_desk_forget (self, row);
      xy_cells_go_down (self->cells);
      return;
    }
  add_choice (self, &outcome->result, list, xy_hygiene_desk_reason (self, row));
  xy_hygiene_desk_keep_draft (self);
  self->in_reason = xy_hygiene_desk_wants_reason (self, row);
  xy_cells_refresh_row (self->cells, row);
  xy_hygiene_desk_show_state (self);
  if (self->in_reason)
    return;
  if (xy_hygiene_desk_is_closed (self))
    xy_hygiene_desk_change (self, row);
  xy_cells_go_down (self->cells);
}

void
xy_hygiene_desk_set_reason (XyHygieneDesk *self, guint row, const char *reason)
{
  XyHygieneChoice *choice = xy_hygiene_desk_choice (self, row);

  if (choice == NULL)
    return;
  g_free (choice->reason);
  choice->reason = reason[0] != '\0' ? g_strdup (reason) : NULL;
  xy_hygiene_desk_keep_draft (self);
}

void
xy_hygiene_desk_reason_entered (XyHygieneDesk *self, guint row)
{
  if (xy_hygiene_desk_reason (self, row)[0] == '\0')
    return;
  self->in_reason = FALSE;
  if (xy_hygiene_desk_is_closed (self))
    xy_hygiene_desk_change (self, row);
  xy_cells_go_down (self->cells);
  gtk_widget_grab_focus (GTK_WIDGET (self->cells));
}

/* The draft: a line each, result, list, reason */

static char *
draft_name (XyHygieneDesk *self)
{
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&self->id, id);
  return g_strconcat ("hygiene-decide:", id, NULL);
}

static char *
dump (XyHygieneDesk *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->choices);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const XyHygieneChoice *choice = data;
      char id[XY_ID_TEXT_LENGTH + 1];
      g_autofree char *reason = g_strdup (choice->reason != NULL ? choice->reason : "");

      xy_id_to_text (&choice->result, id);
      g_string_append_printf (out, "%s\t%s\t%s\n", id, choice->list != NULL ? choice->list : "",
                              g_strdelimit (reason, "\t\n", ' '));
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static void
restore (XyHygieneDesk *self, const char *draft)
{
  g_auto (GStrv) lines = g_strsplit (draft, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);
      XyId id;
      if (g_strv_length (parts) == 3 && xy_id_from_text (parts[0], &id))
        add_choice (self, &id, parts[1], parts[2]);
    }
}

void
xy_hygiene_desk_keep_draft_now (XyHygieneDesk *self)
{
  g_autofree char *name = draft_name (self), *body = dump (self);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  xy_desk_save_draft (self->desk, name, body);
}

static gboolean
on_draft_due (gpointer data)
{
  XyHygieneDesk *self = data;

  self->draft_source = 0;
  xy_hygiene_desk_keep_draft_now (self);
  return G_SOURCE_REMOVE;
}

/* Of a closed round each change is an act; only its unwritten reason could be lost. */
void
xy_hygiene_desk_keep_draft (XyHygieneDesk *self)
{
  if (!xy_hygiene_desk_is_closed (self) && self->draft_source == 0)
    self->draft_source = g_timeout_add (DRAFT_DELAY, on_draft_due, self);
}

void
xy_hygiene_desk_drop_draft (XyHygieneDesk *self)
{
  g_autofree char *name = draft_name (self);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  xy_desk_save_draft (self->desk, name, NULL);
}

/* Reading */

typedef struct
{
  XyId id;
  char *name;
  XyHygieneRound *round;
  GPtrArray *outcomes;
  char *sentence, *draft;
  XyId paper;
  gboolean posted;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_free (loading->name);
  g_clear_object (&loading->round);
  g_clear_pointer (&loading->outcomes, g_ptr_array_unref);
  g_free (loading->sentence);
  g_free (loading->draft);
  g_free (loading);
}

static gpointer
load_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  loading->round = xy_record_get (store, &xy_hygiene_round_type, &loading->id, error);
  loading->outcomes = loading->round != NULL ? xy_hygiene_outcomes (store, &loading->id, error) : NULL;
  if (loading->outcomes == NULL)
    return NULL;
  if (loading->round->closed_on == NULL)
    {
      g_autoptr (XyHygieneGrid) grid = xy_hygiene_grid (store, &loading->id, error);
      g_auto (XyHygieneMissing) missing = { 0 };
      if (grid == NULL)
        return NULL;
      xy_hygiene_grid_missing (grid, &missing);
      loading->sentence = g_steal_pointer (&missing.sentence);
      loading->draft = xy_draft_load (store, loading->name, NULL);
    }
  else
    {
      g_autofree char *posted = xy_hygiene_posted_on (store, &loading->id, NULL, FALSE, NULL);
      loading->posted = posted != NULL;
      if (!xy_paper_list_about (store, &loading->id, &loading->paper))
        loading->paper = XY_ID_NONE;
    }
  return loading;
}

/* What was chosen for somebody who is not in the round any more, or is as it is chosen already. */
static gboolean
is_settled (gpointer key, gpointer value, gpointer data)
{
  XyHygieneDesk *self = data;
  const XyHygieneChoice *choice = value;

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, i);
      if (xy_id_same (&outcome->result, &choice->result))
        return g_strcmp0 (outcome->list, choice->list) == 0 || outcome->rank == 0;
    }
  return TRUE;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  XyHygieneDesk *self = data;
  g_autoptr (GError) error = NULL;
  Loading *loading = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && loading != NULL)
    {
      gboolean first = self->outcomes == NULL;
      g_clear_object (&self->round);
      g_clear_pointer (&self->outcomes, g_ptr_array_unref);
      g_free (self->sentence);
      self->round = g_steal_pointer (&loading->round);
      self->outcomes = g_steal_pointer (&loading->outcomes);
      self->sentence = g_steal_pointer (&loading->sentence);
      self->paper = loading->paper;
      self->posted = loading->posted;
      if (first && loading->draft != NULL)
        restore (self, loading->draft);
      g_hash_table_foreach_remove (self->choices, is_settled, self);
      xy_hygiene_desk_show_all (self);
    }
  else if (self->dialog != NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  xy_hygiene_desk_unref (self);
}

static gboolean
on_read_due (gpointer data)
{
  XyHygieneDesk *self = data;
  Loading *loading = g_new0 (Loading, 1);

  self->read_source = 0;
  loading->id = self->id;
  loading->name = draft_name (self);
  /* The answer is the question, filled in. */
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, load_on_worker, loading, loading_free, NULL, NULL,
                 on_loaded, xy_hygiene_desk_ref (self));
  return G_SOURCE_REMOVE;
}

static void
on_changed (XyWorker *worker, guint topics, XyHygieneDesk *self)
{
  if ((topics & (XY_TOPIC_HYGIENE | XY_TOPIC_NOTICE)) == 0)
    return;
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->read_source = g_timeout_add (READ_DELAY, on_read_due, self);
}

void
xy_hygiene_desk_load (XyHygieneDesk *self)
{
  self->choices = g_hash_table_new_full (xy_id_hash, xy_id_equal, NULL, choice_free);
  self->changed_handler = g_signal_connect (xy_desk_get_worker (self->desk), "changed", G_CALLBACK (on_changed), self);
  on_read_due (self);
}

/* Acts */

typedef struct
{
  XyHygieneDesk *self;
  XyActFunc func;
  gpointer data; /* what it gets: one of the following */
  XyHygieneClosing closing;
  XyHygieneDeciding deciding;
  XyHygieneCorrecting correcting;
  XyHygienePlating plating;
  XyId id;
  GArray *decisions; /* of XyHygieneDecision */
  GPtrArray *owned;
  const char *done; /* what is said then; static */
} Doing;

static void
doing_free (Doing *doing)
{
  g_array_unref (doing->decisions);
  g_ptr_array_unref (doing->owned);
  xy_hygiene_desk_unref (doing->self);
  g_free (doing);
}

static Doing *
doing_new (XyHygieneDesk *self, const char *done)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->self = xy_hygiene_desk_ref (self);
  doing->decisions = g_array_new (FALSE, TRUE, sizeof (XyHygieneDecision));
  doing->owned = g_ptr_array_new_with_free_func (g_free);
  doing->id = self->id;
  doing->done = done;
  return doing;
}

static const char *
own (Doing *doing, const char *text)
{
  char *copy = g_strdup (text);

  if (copy != NULL)
    g_ptr_array_add (doing->owned, copy);
  return copy;
}

static gboolean
run (XyTxn *txn, gpointer data, GError **error)
{
  Doing *doing = data;

  return doing->func (txn, doing->data, error);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Doing *doing = data;
  XyHygieneDesk *self = doing->self;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  self->busy = FALSE;
  if (done && doing->func == xy_hygiene_close_act)
    {
      g_hash_table_remove_all (self->choices);
      xy_hygiene_desk_drop_draft (self);
    }
  if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      xy_dialog_set_error (XY_DIALOG (self->dialog), done ? NULL : error->message);
      xy_dialog_set_note (XY_DIALOG (self->dialog), done ? doing->done : NULL);
      if (!done && g_strcmp0 (xy_error_get_field (error), "missing") == 0)
        {
          gtk_widget_set_visible (self->missing, TRUE);
          gtk_widget_grab_focus (self->missing_reason);
        }
    }
  doing_free (doing);
}

static void
start (Doing *doing, const char *title, XyActFunc func, gpointer data)
{
  XyHygieneDesk *self = doing->self;

  doing->func = func;
  doing->data = data;
  self->busy = TRUE;
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), NULL, -1);
  xy_desk_act (self->desk, title, run, doing, NULL, on_done, doing);
}

void
xy_hygiene_desk_close_round (XyHygieneDesk *self, const char *missing)
{
  Doing *doing = doing_new (self, _ ("The lists are decided. Below they are printed and posted."));

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const XyHygieneChoice *choice = xy_hygiene_desk_choice (self, i);
      if (choice == NULL)
        continue;
      XyHygieneDecision decision = { choice->result, choice->list, own (doing, choice->reason) };
      g_array_append_val (doing->decisions, decision);
    }
  doing->closing.round = self->id;
  doing->closing.missing = missing != NULL && missing[0] != '\0' ? own (doing, missing) : NULL;
  doing->closing.decisions = (const XyHygieneDecision *) (gpointer) doing->decisions->data;
  doing->closing.n = doing->decisions->len;
  start (doing, _ ("Decide the lists of a round"), xy_hygiene_close_act, &doing->closing);
}

void
xy_hygiene_desk_change (XyHygieneDesk *self, guint row)
{
  const XyHygieneChoice *choice = xy_hygiene_desk_choice (self, row);
  Doing *doing;

  if (choice == NULL || self->busy)
    return;
  doing = doing_new (self, self->posted ? _ ("Corrected. A notice of correction is to be posted now.") : NULL);
  if (self->posted)
    {
      doing->correcting.result = choice->result;
      doing->correcting.list = choice->list;
      doing->correcting.reason = own (doing, choice->reason);
      start (doing, _ ("Correct a list that hung"), xy_hygiene_correct_act, &doing->correcting);
      return;
    }
  XyHygieneDecision decision = { choice->result, choice->list, own (doing, choice->reason) };
  g_array_append_val (doing->decisions, decision);
  doing->deciding.round = self->id;
  doing->deciding.decisions = (const XyHygieneDecision *) (gpointer) doing->decisions->data;
  doing->deciding.n = 1;
  start (doing, _ ("Change a list"), xy_hygiene_decide_act, &doing->deciding);
}

void
xy_hygiene_desk_plate (XyHygieneDesk *self, guint row)
{
  const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, row);
  Doing *doing;

  if (!xy_hygiene_desk_is_closed (self))
    {
      xy_dialog_set_error (XY_DIALOG (self->dialog), _ ("The plate is given once the lists are decided."));
      return;
    }
  if (self->busy)
    return;
  doing = doing_new (self, NULL);
  doing->id = outcome->result;
  doing->plating.results = &doing->id;
  doing->plating.n = 1;
  doing->plating.plate = outcome->plate == NULL ? PLATE : NULL;
  start (doing, outcome->plate == NULL ? _ ("Give a plate") : _ ("Take a plate back"), xy_hygiene_plate_act,
         &doing->plating);
}

void
xy_hygiene_desk_reopen (XyHygieneDesk *self)
{
  Doing *doing = doing_new (self, _ ("The round is open again; sheets can be typed."));

  start (doing, _ ("Open a round again"), xy_hygiene_reopen_act, &doing->id);
}

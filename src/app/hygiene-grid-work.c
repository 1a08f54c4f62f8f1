/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/hygiene-grid-private.h"
#include "core/draft.h"
#include "core/store.h"

#define READ_DELAY 300

static void
desk_clear (gpointer data)
{
  XyHygieneGridDesk *self = data;

  xy_draft_keeper_flush (self->keeper);
  g_clear_pointer (&self->keeper, xy_draft_keeper_free);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->typing, xy_hygiene_typing_free);
  g_array_unref (self->units);
  g_free (self->before);
  g_free (self->said);
  if (self->jump != NULL)
    g_string_free (self->jump, TRUE);
}

XyHygieneGridDesk *
xy_hygiene_grid_desk_ref (XyHygieneGridDesk *self)
{
  return g_rc_box_acquire (self);
}

void
xy_hygiene_grid_desk_unref (XyHygieneGridDesk *self)
{
  g_rc_box_release_full (self, desk_clear);
}

/* The draft: written with every key, so that a kill takes the last cell at most. */

char *
xy_hygiene_grid_dump_draft (gpointer desk)
{
  return xy_hygiene_typing_dump (((XyHygieneGridDesk *) desk)->typing);
}

/* Reading */

static gpointer
read_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_hygiene_grid (store, data, error);
}

static void
free_grid (gpointer grid)
{
  xy_hygiene_grid_free (grid);
}

/* Where the judge's sheet of a household is another than in OLD. */
static gboolean
find_change (const XyHygieneTyping *typing, const XyHygieneGrid *fresh, guint *judge, guint *row)
{
  const XyHygieneGrid *old = typing->grid;

  if (old->rows->len != fresh->rows->len || old->judges->len != fresh->judges->len)
    return FALSE;
  for (*judge = 0; *judge < old->judges->len; (*judge)++)
    for (*row = 0; *row < old->rows->len; (*row)++)
      {
        const XyHygieneGridRow *one = old->rows->pdata[*row], *other = fresh->rows->pdata[*row];
        if (!xy_id_same (&one->cells[*judge].sheet, &other->cells[*judge].sheet)
            || one->cells[*judge].sum != other->cells[*judge].sum)
          return TRUE;
      }
  return FALSE;
}

static gboolean
same_rows (const XyHygieneGrid *old, const XyHygieneGrid *fresh)
{
  if (old->rows->len != fresh->rows->len || old->judges->len != fresh->judges->len)
    return FALSE;
  for (guint i = 0; i < old->rows->len; i++)
    if (!xy_id_same (&((XyHygieneGridRow *) old->rows->pdata[i])->result,
                     &((XyHygieneGridRow *) fresh->rows->pdata[i])->result))
      return FALSE;
  return TRUE;
}

static void
take_fresh (XyHygieneGridDesk *self, XyHygieneGrid *fresh)
{
  gboolean same = same_rows (self->typing->grid, fresh);
  guint n_columns = self->typing->n_columns, judge = 0, row = 0;
  gboolean changed = self->undoing && find_change (self->typing, fresh, &judge, &row);

  xy_hygiene_typing_take (self->typing, fresh);
  self->judge = MIN (self->judge, MAX (fresh->judges->len, 1) - 1);
  if (!same || n_columns != self->typing->n_columns)
    {
      xy_hygiene_grid_show_all (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->cells));
    }
  else
    xy_cells_refresh (self->cells);
  if (self->undoing && changed)
    {
      xy_hygiene_grid_set_judge (self, judge);
      xy_hygiene_grid_go (self, row, 0);
    }
  self->undoing = self->undoing && !changed;
  xy_hygiene_grid_show_state (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  XyHygieneGridDesk *self = data;
  g_autoptr (GError) error = NULL;
  XyHygieneGrid *fresh = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && fresh != NULL)
    take_fresh (self, g_steal_pointer (&fresh));
  else if (self->dialog != NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  g_clear_pointer (&fresh, xy_hygiene_grid_free);
  xy_hygiene_grid_desk_unref (self);
}

static gboolean
on_read_due (gpointer data)
{
  XyHygieneGridDesk *self = data;

  self->read_source = 0;
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_on_worker, xy_id_copy (&self->round), g_free,
                 free_grid, NULL, on_read, xy_hygiene_grid_desk_ref (self));
  return G_SOURCE_REMOVE;
}

/* Acts, of this window or another program, follow one another quickly: reads once they pause. What was taken back is
 * looked at right away. */
static void
on_changed (XyWorker *worker, guint topics, XyHygieneGridDesk *self)
{
  if ((topics & XY_TOPIC_HYGIENE) == 0 || self->typing == NULL)
    return;
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->read_source = g_timeout_add (self->undoing ? 0 : READ_DELAY, on_read_due, self);
}

static void
show_first (XyHygieneGridDesk *self, const char *draft)
{
  const XyHygieneGrid *grid = self->typing->grid;
  guint row = 0, gap = 0, judge = 0;
  guint back = draft != NULL ? xy_hygiene_typing_restore (self->typing, draft, &judge, &row) : 0;

  if (grid->judges->len == 0 || grid->rows->len == 0)
    {
      xy_dialog_set_error (XY_DIALOG (self->dialog),
                           _ ("There is nobody to judge in this round, or nobody who judges."));
      return;
    }
  /* Where somebody stopped he goes on. */
  for (guint i = 0; back == 0 && i < grid->judges->len; i++)
    if (xy_hygiene_typing_next_gap (self->typing, i, 0, &gap))
      {
        judge = i;
        break;
      }
  self->judge = judge;
  gtk_widget_set_visible (self->resumed, back > 0);
  xy_hygiene_grid_show_all (self);
  /* The last cell may be half typed: what is typed next takes its place. */
  if (back > 0)
    {
      guint column = self->typing->n_columns - 1;
      while (column > 0 && xy_hygiene_typing_get (self->typing, judge, row, column) == NULL)
        column--;
      xy_hygiene_grid_go (self, row, column);
    }
  else
    {
      guint n;
      const guint *rows = xy_cells_get_rows (self->cells, &n);
      if (n > 0 && xy_hygiene_typing_next_gap (self->typing, judge, rows[0], &gap))
        xy_hygiene_grid_go (self, gap, 0);
      gtk_widget_grab_focus (GTK_WIDGET (self->cells));
    }
  if (grid->round->closed_on != NULL)
    xy_dialog_set_note (XY_DIALOG (self->dialog),
                        _ ("The lists of this round are decided; its sheets stay as they are."));
}

typedef struct
{
  XyId round;
  char *name;
  XyHygieneGrid *grid;
  char *draft;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_free (loading->name);
  g_free (loading->draft);
  g_clear_pointer (&loading->grid, xy_hygiene_grid_free);
  g_free (loading);
}

static gpointer
load_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  loading->grid = xy_hygiene_grid (store, &loading->round, error);
  loading->draft = loading->grid != NULL ? xy_draft_load (store, loading->name, NULL) : NULL;
  return loading->grid != NULL ? loading : NULL;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  XyHygieneGridDesk *self = data;
  g_autoptr (GError) error = NULL;
  Loading *loading = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && loading != NULL)
    {
      self->typing = xy_hygiene_typing_new (g_steal_pointer (&loading->grid));
      show_first (self, loading->draft);
    }
  else if (self->dialog != NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  xy_hygiene_grid_desk_unref (self);
}

void
xy_hygiene_grid_load (XyHygieneGridDesk *self)
{
  XyWorker *worker = xy_desk_get_worker (self->desk);
  Loading *loading = g_new0 (Loading, 1);

  loading->round = self->round;
  loading->name = g_strdup (xy_draft_keeper_get_name (self->keeper));
  self->changed_handler = g_signal_connect (worker, "changed", G_CALLBACK (on_changed), self);
  /* The answer is the question, filled in. */
  xy_worker_run (worker, XY_WORKER_QUERY, load_on_worker, loading, loading_free, NULL, NULL, on_loaded,
                 xy_hygiene_grid_desk_ref (self));
}

/* Keeping */

typedef struct
{
  XyHygieneGridDesk *self;
  XyHygieneKeeping *keeping;
} Kept;

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  Kept *kept = data;
  XyHygieneGridDesk *self = kept->self;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  xy_hygiene_typing_kept (self->typing, kept->keeping, error);
  xy_draft_keeper_now (self->keeper);
  if (self->dialog != NULL)
    {
      for (guint i = 0; i < kept->keeping->rows->len; i++)
        xy_cells_refresh_row (self->cells, g_array_index (kept->keeping->rows, guint, i));
      if (!done)
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
      xy_hygiene_grid_show_state (self);
    }
  xy_hygiene_keeping_free (kept->keeping);
  g_free (kept);
  xy_hygiene_grid_desk_unref (self);
}

void
xy_hygiene_grid_keep (XyHygieneGridDesk *self, const guint *rows, guint n)
{
  Kept *kept = g_new0 (Kept, 1);

  gtk_widget_set_visible (self->resumed, FALSE);
  kept->self = xy_hygiene_grid_desk_ref (self);
  kept->keeping = xy_hygiene_keeping_new (self->typing, self->judge, rows, n);
  xy_desk_act (self->desk, _ ("Type the sheets"), xy_hygiene_keeping_act, kept->keeping, NULL, on_kept, kept);
}

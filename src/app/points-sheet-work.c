/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/points-sheet-private.h"
#include "core/number.h"
#include "core/store.h"
#include "core/unit.h"

#define DRAFT_NAME "points-sheet"
#define LAST_RULES "points.sheet-rules"
#define DRAFT_DELAY 500
#define CHECK_DELAY 200

/* What a sheet is made of, read on the worker's thread. */
typedef struct
{
  gboolean whole; /* rows and units too */
  char **codes;   /* NULL: those of the last sheet */
  char *day;
  XyId further;
  GPtrArray *rows;
  GPtrArray *units;
  GPtrArray *rules;
} Loading;

typedef struct
{
  XyPointsSheetJob *job;
  gint64 expected; /* points, as they are shown */
  char **codes;
} Saving;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_strfreev (loading->codes);
  g_free (loading->day);
  g_clear_pointer (&loading->rows, g_ptr_array_unref);
  g_clear_pointer (&loading->units, g_ptr_array_unref);
  g_clear_pointer (&loading->rules, g_ptr_array_unref);
  g_free (loading);
}

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  xy_points_sheet_job_free (saving->job);
  g_strfreev (saving->codes);
  g_free (saving);
}

static void
sheet_clear (gpointer data)
{
  XyPointsSheet *self = data;

  g_clear_object (&self->desk);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_free (self->draft);
  xy_points_sheet_data_free (self->data);
}

XyPointsSheet *
xy_points_sheet_ref (XyPointsSheet *self)
{
  return g_rc_box_acquire (self);
}

void
xy_points_sheet_unref (XyPointsSheet *self)
{
  g_rc_box_release_full (self, sheet_clear);
}

/* Reading */

static gpointer
load_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  if (loading->codes == NULL)
    {
      g_autofree char *last = xy_store_get_local (store, LAST_RULES);
      loading->codes = g_strsplit (last != NULL ? last : "", "\t", -1);
    }
  loading->rules = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; loading->codes[i] != NULL; i++)
    {
      XyPointsRule *rule =
          loading->codes[i][0] != '\0' ? xy_points_rule_find (store, loading->codes[i], loading->day, NULL) : NULL;
      /* A rule that does not hold that day stays: each cell says so. */
      if (rule == NULL && loading->codes[i][0] != '\0')
        rule = xy_points_rule_find (store, loading->codes[i], NULL, NULL);
      if (rule != NULL)
        g_ptr_array_add (loading->rules, rule);
    }
  if (!xy_id_is_none (&loading->further))
    {
      XyPointsRule *rule = xy_record_get (store, &xy_points_rule_type, &loading->further, NULL);
      if (rule != NULL)
        g_ptr_array_add (loading->rules, rule);
    }
  if (loading->whole)
    {
      loading->rows = xy_points_sheet_read_rows (store, error);
      loading->units = loading->rows != NULL ? xy_unit_list_tree (store, error) : NULL;
      if (loading->units == NULL)
        return NULL;
    }
  return loading;
}

static void
take_rules (XyPointsSheet *self, GPtrArray *rules)
{
  for (guint i = 0; i < rules->len; i++)
    {
      XyPointsRule *rule = rules->pdata[i];
      gboolean known = FALSE;

      for (guint k = 0; k < self->data->rules->len && !known; k++)
        if (g_strcmp0 (((XyPointsRule *) self->data->rules->pdata[k])->code, rule->code) == 0)
          {
            known = TRUE;
            g_object_unref (self->data->rules->pdata[k]);
            self->data->rules->pdata[k] = g_object_ref (rule);
          }
      if (!known)
        xy_points_sheet_add_rule (self->data, rule);
    }
  xy_points_sheet_uncheck (self->data);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsSheet *self = data;
  g_autoptr (GError) error = NULL;
  Loading *loading = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && loading == NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  if (self->dialog != NULL && loading != NULL)
    {
      if (loading->whole)
        {
          g_ptr_array_unref (self->data->rows);
          self->data->rows = g_steal_pointer (&loading->rows);
          self->units = g_steal_pointer (&loading->units);
        }
      take_rules (self, loading->rules);
      if (self->draft != NULL)
        {
          g_autofree char *draft = g_steal_pointer (&self->draft);
          xy_points_sheet_restore (self->data, draft);
          gtk_widget_set_visible (self->resumed, TRUE);
        }
      xy_points_sheet_show_all (self);
      xy_points_sheet_touch (self);
    }
  xy_points_sheet_unref (self);
}

static void
run_loading (XyPointsSheet *self, Loading *loading)
{
  loading->day = g_strdup (self->data->day);
  /* The answer is the question, filled in. */
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, load_on_worker, loading, loading_free, NULL, NULL,
                 on_loaded, xy_points_sheet_ref (self));
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsSheet *self = data;
  Loading *loading = g_new0 (Loading, 1);

  self->draft = xy_desk_load_draft_finish (XY_DESK (source), result, NULL);
  loading->whole = TRUE;
  if (self->draft != NULL)
    loading->codes = xy_points_sheet_draft_codes (self->draft);
  run_loading (self, loading);
  xy_points_sheet_unref (self);
}

void
xy_points_sheet_load (XyPointsSheet *self, const XyId *unit)
{
  if (unit != NULL)
    self->data->unit = *unit;
  xy_desk_load_draft (self->desk, DRAFT_NAME, on_draft_loaded, xy_points_sheet_ref (self));
}

static char **
get_codes (XyPointsSheet *self)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < self->data->rules->len; i++)
    g_strv_builder_add (codes, ((XyPointsRule *) self->data->rules->pdata[i])->code);
  return g_strv_builder_end (codes);
}

void
xy_points_sheet_read_rules (XyPointsSheet *self, const XyId *further)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->codes = get_codes (self);
  if (further != NULL)
    loading->further = *further;
  run_loading (self, loading);
}

/* Checking */

static gpointer
check_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  XyPointsSheetJob *job = data;

  return xy_points_batch_look (store, &job->batch, error) ? job : NULL;
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsSheet *self = data;
  g_autoptr (GError) error = NULL;
  XyPointsSheetJob *job = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && job == NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  else if (self->dialog != NULL && job != NULL && xy_points_sheet_take (self->data, job))
    {
      xy_points_grid_refresh (self->grid);
      xy_points_sheet_show_state (self);
    }
  xy_points_sheet_unref (self);
}

static gboolean
on_check_due (gpointer data)
{
  XyPointsSheet *self = data;
  XyPointsSheetJob *job = xy_points_sheet_job_new (self->data, TRUE);

  self->check_source = 0;
  if (job->batch.n == 0)
    xy_points_sheet_job_free (job);
  else
    xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, check_on_worker, job,
                   (GDestroyNotify) xy_points_sheet_job_free, NULL, NULL, on_checked, xy_points_sheet_ref (self));
  return G_SOURCE_REMOVE;
}

static gboolean
on_draft_due (gpointer data)
{
  XyPointsSheet *self = data;
  g_autofree char *draft = xy_points_sheet_dump (self->data);

  self->draft_source = 0;
  xy_desk_save_draft (self->desk, DRAFT_NAME, draft);
  return G_SOURCE_REMOVE;
}

/* The draft is written while somebody goes on typing, not only when he stops. */
void
xy_points_sheet_touch (XyPointsSheet *self)
{
  if (self->draft_source == 0)
    self->draft_source = g_timeout_add (DRAFT_DELAY, on_draft_due, self);
  if (self->check_source == 0)
    self->check_source = g_timeout_add (CHECK_DELAY, on_check_due, self);
}

void
xy_points_sheet_drop_draft (XyPointsSheet *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  xy_desk_save_draft (self->desk, DRAFT_NAME, NULL);
}

/* Recording */

/* First the trial: what several columns come to together may be less than each alone, and is shown before it counts. */
static gboolean
save_on_worker (XyStore *store, const XyActor *actor, gpointer data, GError **error)
{
  Saving *saving = data;
  XyPointsBatch *batch = &saving->job->batch;

  if (!xy_points_batch_try (store, actor, batch, error))
    return FALSE;
  if (batch->n_recorded < batch->n)
    {
      xy_set_invalid (error, NULL, _ ("Some cells cannot be recorded; nothing was. They are marked."));
      return FALSE;
    }
  if (batch->sum != saving->expected)
    {
      g_autofree char *sum = xy_points_format_change (batch->sum);
      xy_set_invalid (error, NULL, _ ("Taken together the sheet comes to %s. Please look at it and record it again."),
                      sum);
      return FALSE;
    }
  if (!xy_store_act (store, actor, "", xy_points_batch_act, batch, error))
    return FALSE;
  g_autofree char *codes = g_strjoinv ("\t", saving->codes);
  xy_store_set_local (store, LAST_RULES, codes, NULL);
  return TRUE;
}

typedef struct
{
  XyPointsSheet *self;
  Saving *saving;
} Asked;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;
  XyPointsSheet *self = asked->self;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  self->saving = FALSE;
  if (done)
    xy_points_sheet_drop_draft (self);
  if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      if (done)
        xy_points_sheet_recorded (self);
      else
        {
          xy_points_sheet_take (self->data, asked->saving->job);
          xy_points_grid_refresh (self->grid);
          xy_points_sheet_show_state (self);
          xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
        }
    }
  saving_free (asked->saving);
  xy_points_sheet_unref (self);
  g_free (asked);
}

void
xy_points_sheet_save (XyPointsSheet *self)
{
  Saving *saving = g_new0 (Saving, 1);
  Asked *asked = g_new0 (Asked, 1);

  saving->job = xy_points_sheet_job_new (self->data, FALSE);
  saving->codes = get_codes (self);
  for (guint i = 0; i < self->data->rules->len; i++)
    saving->expected += xy_points_sheet_sum (self->data, i).points;
  asked->self = xy_points_sheet_ref (self);
  asked->saving = saving;
  self->saving = TRUE;
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Recording"), -1);
  xy_desk_run (self->desk, save_on_worker, saving, NULL, on_saved, asked);
}

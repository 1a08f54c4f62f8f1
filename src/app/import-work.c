/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/import-work.h"
#include "core/error.h"
#include "tabular/roster-import.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

struct _XyImportWork
{
  GObject parent_instance;

  XyDesk *desk;
  GCancellable *cancellable; /* of what is under way */

  char *path;
  char *name;
  gint64 size;
  char *today;
  XyWorkbook *workbook;
  GPtrArray *layouts;
  GHashTable *sources; /* layout and column → XyImportSource */
  XyImportResult *result;

  GMutex lock; /* for the next two, which the working threads write */
  guint64 done, total;
};

G_DEFINE_FINAL_TYPE (XyImportWork, xy_import_work, G_TYPE_OBJECT)

/*
 * One step of the work. None of its threads gets the cancellable by way of a GTask: that would report as cancelled what
 * was saved a moment before.
 */
typedef struct
{
  XyImportWork *work; /* kept alive by the task */
  GCancellable *cancellable;
  char *path;
  char *charset;
  char *group;
  char *today;
  gint64 size;
  XyWorkbook *workbook;
  GPtrArray *layouts;
  GHashTable *sources;
  XyRosterRead *read;
  XyImportResult *result;
} Job;

static void
job_free (gpointer p)
{
  Job *job = p;

  g_clear_object (&job->cancellable);
  g_free (job->path);
  g_free (job->charset);
  g_free (job->group);
  g_free (job->today);
  g_clear_pointer (&job->workbook, xy_workbook_unref);
  g_clear_pointer (&job->layouts, g_ptr_array_unref);
  g_clear_pointer (&job->sources, g_hash_table_unref);
  g_clear_pointer (&job->read, xy_roster_read_free);
  g_clear_pointer (&job->result, xy_import_result_unref);
  g_free (job);
}

static gpointer
source_key (guint layout, guint column)
{
  return GUINT_TO_POINTER (layout << 16 | (column & 0xffff));
}

static void
set_progress (XyImportWork *self, guint64 done, guint64 total)
{
  g_mutex_lock (&self->lock);
  self->done = done;
  self->total = total;
  g_mutex_unlock (&self->lock);
}

/* On any thread. */
static void
note_bytes (guint64 done, guint64 total, gpointer p)
{
  set_progress (p, done, total);
}

/* On any thread. */
static void
note_rows (guint done, guint total, gpointer p)
{
  set_progress (p, done, total);
}

static GTask *
begin (XyImportWork *self, GAsyncReadyCallback callback, gpointer user_data, Job **job)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_assert (self->cancellable == NULL);
  self->cancellable = g_cancellable_new ();
  set_progress (self, 0, 0);
  *job = g_new0 (Job, 1);
  (*job)->work = self;
  (*job)->cancellable = g_object_ref (self->cancellable);
  (*job)->today = g_strdup (self->today);
  if (self->workbook != NULL)
    (*job)->workbook = xy_workbook_ref (self->workbook);
  if (self->layouts != NULL)
    (*job)->layouts = g_ptr_array_ref (self->layouts);
  if (self->result != NULL)
    (*job)->result = xy_import_result_ref (self->result);
  g_task_set_task_data (task, *job, job_free);
  return task;
}

/* Takes TASK, and ERROR, which is NULL where all went well. */
static void
end (GTask *task, GError *error)
{
  XyImportWork *self = g_task_get_source_object (task);

  g_clear_object (&self->cancellable);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
set_cancelled (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped; nothing was changed."));
}

/* Runs FUNC on a thread of its own with the job of TASK, then FINISHED here. */
static void
run_in_thread (GTask *task, GTaskThreadFunc func, GAsyncReadyCallback finished)
{
  GTask *inner = g_task_new (g_task_get_source_object (task), NULL, finished, task);

  g_task_set_task_data (inner, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (inner, func);
  g_object_unref (inner);
}

/* On a thread of its own. */
static void
read_in_thread (GTask *task, gpointer source, gpointer p, GCancellable *unused)
{
  Job *job = p;
  XyReadOptions options = { .charset = job->charset };
  GError *error = NULL;
  GStatBuf info;

  job->size = g_stat (job->path, &info) == 0 ? info.st_size : 0;
  job->workbook = xy_workbook_read (job->path, &options, job->cancellable, note_bytes, job->work, &error);
  if (job->workbook != NULL)
    job->layouts = xy_roster_detect (job->workbook, NULL, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* On the worker's thread. */
static gpointer
recall_on_worker (XyStore *store, gpointer p, GCancellable *unused, GError **error)
{
  Job *job = p;
  g_autoptr (GHashTable) before = g_hash_table_new (NULL, NULL);

  job->today = xy_env_today (store != NULL ? xy_store_get_env (store) : xy_env_system ());
  if (store == NULL)
    return NULL;
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < job->layouts->len; i++)
        {
          const XyRosterLayout *layout = job->layouts->pdata[i];
          for (guint c = 0; c < layout->columns->len; c++)
            {
              const XyRosterColumn *column = layout->columns->pdata[c];
              gpointer key = source_key (i, column->column);
              if (pass == 0)
                g_hash_table_insert (before, key, GUINT_TO_POINTER (column->field));
              else if (GPOINTER_TO_UINT (g_hash_table_lookup (before, key)) != column->field)
                g_hash_table_insert (job->sources, key, GUINT_TO_POINTER (XY_IMPORT_REMEMBERED));
            }
        }
      if (pass == 0)
        xy_roster_layouts_recall (job->layouts, job->workbook, store);
    }
  return NULL;
}

static void
on_recalled (GObject *source, GAsyncResult *result, gpointer p)
{
  GTask *task = p;
  XyImportWork *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  xy_worker_run_finish (XY_WORKER (source), result, &error);
  if (error == NULL && g_cancellable_is_cancelled (job->cancellable))
    set_cancelled (&error);
  if (error == NULL)
    {
      g_free (self->path);
      g_free (self->name);
      g_free (self->today);
      g_clear_pointer (&self->workbook, xy_workbook_unref);
      g_clear_pointer (&self->layouts, g_ptr_array_unref);
      g_clear_pointer (&self->sources, g_hash_table_unref);
      g_clear_pointer (&self->result, xy_import_result_unref);
      self->path = g_steal_pointer (&job->path);
      self->name = g_filename_display_basename (self->path);
      self->today = g_steal_pointer (&job->today);
      self->size = job->size;
      self->workbook = g_steal_pointer (&job->workbook);
      self->layouts = g_steal_pointer (&job->layouts);
      self->sources = g_steal_pointer (&job->sources);
    }
  end (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer p)
{
  GTask *task = p;
  XyImportWork *self = XY_IMPORT_WORK (source);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      end (task, error);
      return;
    }
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, recall_on_worker, g_task_get_task_data (task), NULL,
                 NULL, NULL, on_recalled, task);
}

/* On a thread of its own. */
static void
look_in_thread (GTask *task, gpointer source, gpointer p, GCancellable *unused)
{
  Job *job = p;
  GError *error = NULL;

  job->read = xy_roster_read (job->workbook, job->layouts, job->today, job->group, job->cancellable, note_rows,
                              job->work, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* On the worker's thread. */
static gpointer
compare_on_worker (XyStore *store, gpointer p, GCancellable *unused, GError **error)
{
  Job *job = p;
  XyRosterPlan *plan = NULL;

  if (store == NULL)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("No village is open."));
  else if (xy_roster_layouts_remember (job->layouts, store, error))
    plan = xy_roster_plan (store, job->read, job->cancellable, note_rows, job->work, error);
  return plan != NULL ? xy_import_result_new (g_steal_pointer (&job->read), plan) : NULL;
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer p)
{
  GTask *task = p;
  XyImportWork *self = g_task_get_source_object (task);
  GError *error = NULL;
  XyImportResult *made = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (made != NULL)
    {
      g_clear_pointer (&self->result, xy_import_result_unref);
      self->result = made;
    }
  end (task, error);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer p)
{
  GTask *task = p;
  XyImportWork *self = XY_IMPORT_WORK (source);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      end (task, error);
      return;
    }
  set_progress (self, 0, 0);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, compare_on_worker, g_task_get_task_data (task), NULL,
                 (GDestroyNotify) xy_import_result_unref, NULL, on_compared, task);
}

/* On the worker's thread. */
static gboolean
save_on_worker (XyStore *store, const XyActor *actor, gpointer p, GError **error)
{
  Job *job = p;
  g_autofree char *name = g_filename_display_basename (job->path);

  return xy_roster_import (store, actor, job->result->plan, name, NULL, job->cancellable, note_rows, job->work, error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer p)
{
  GError *error = NULL;

  xy_desk_act_finish (XY_DESK (source), result, &error);
  end (p, error);
}

/* On a thread of its own. */
static void
write_rest_in_thread (GTask *task, gpointer source, gpointer p, GCancellable *unused)
{
  Job *job = p;
  GError *error = NULL;

  if (xy_roster_rest_write (job->result->plan, job->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_rest_written (GObject *source, GAsyncResult *result, gpointer p)
{
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  end (p, error);
}

static void
xy_import_work_finalize (GObject *object)
{
  XyImportWork *self = XY_IMPORT_WORK (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->workbook, xy_workbook_unref);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->result, xy_import_result_unref);
  g_free (self->path);
  g_free (self->name);
  g_free (self->today);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (xy_import_work_parent_class)->finalize (object);
}

static void
xy_import_work_class_init (XyImportWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_import_work_finalize;
}

static void
xy_import_work_init (XyImportWork *self)
{
  g_mutex_init (&self->lock);
}

XyImportWork *
xy_import_work_new (XyDesk *desk)
{
  XyImportWork *self = g_object_new (XY_TYPE_IMPORT_WORK, NULL);
  self->desk = g_object_ref (desk);
  return self;
}

void
xy_import_work_open (XyImportWork *self,
                     const char *path,
                     const char *charset,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (XY_IS_IMPORT_WORK (self) && path != NULL);
  Job *job;
  GTask *task = begin (self, callback, user_data, &job);

  g_clear_pointer (&job->workbook, xy_workbook_unref);
  g_clear_pointer (&job->layouts, g_ptr_array_unref);
  g_clear_pointer (&job->today, g_free);
  job->path = g_strdup (path);
  job->charset = g_strdup (charset);
  job->sources = g_hash_table_new (NULL, NULL);
  run_in_thread (task, read_in_thread, on_read);
}

void
xy_import_work_compare (XyImportWork *self, const char *group, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (XY_IS_IMPORT_WORK (self) && self->layouts != NULL);
  Job *job;
  GTask *task = begin (self, callback, user_data, &job);

  job->group = group != NULL && *group != '\0' ? g_strdup (group) : NULL;
  run_in_thread (task, look_in_thread, on_looked);
}

void
xy_import_work_save (XyImportWork *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (XY_IS_IMPORT_WORK (self) && self->result != NULL);
  Job *job;
  GTask *task = begin (self, callback, user_data, &job);

  job->path = g_strdup (self->path);
  xy_desk_run (self->desk, save_on_worker, job, NULL, on_saved, task);
}

void
xy_import_work_save_rest (XyImportWork *self, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (XY_IS_IMPORT_WORK (self) && self->result != NULL);
  Job *job;
  GTask *task = begin (self, callback, user_data, &job);

  job->path = g_strdup (path);
  run_in_thread (task, write_rest_in_thread, on_rest_written);
}

gboolean
xy_import_work_finish (XyImportWork *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
xy_import_work_cancel (XyImportWork *self)
{
  g_return_if_fail (XY_IS_IMPORT_WORK (self));
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

gboolean
xy_import_work_is_busy (XyImportWork *self)
{
  g_return_val_if_fail (XY_IS_IMPORT_WORK (self), FALSE);
  return self->cancellable != NULL;
}

double
xy_import_work_get_progress (XyImportWork *self, guint64 *done, guint64 *total)
{
  g_return_val_if_fail (XY_IS_IMPORT_WORK (self), -1);
  g_mutex_lock (&self->lock);
  *done = self->done;
  *total = self->total;
  g_mutex_unlock (&self->lock);
  return *total > 0 ? (double) *done / (double) *total : -1;
}

const char *
xy_import_work_get_path (XyImportWork *self)
{
  return self->path;
}

const char *
xy_import_work_get_name (XyImportWork *self)
{
  return self->name;
}

gint64
xy_import_work_get_size (XyImportWork *self)
{
  return self->size;
}

XyWorkbook *
xy_import_work_get_workbook (XyImportWork *self)
{
  return self->workbook;
}

GPtrArray *
xy_import_work_get_layouts (XyImportWork *self)
{
  return self->layouts;
}

gboolean
xy_import_work_use_sheet (XyImportWork *self, guint index, gboolean used)
{
  g_return_val_if_fail (XY_IS_IMPORT_WORK (self) && index < self->layouts->len, FALSE);
  XyRosterLayout *layout = self->layouts->pdata[index];

  g_clear_pointer (&self->result, xy_import_result_unref);
  if (used && layout->columns->len == 0)
    {
      g_autoptr (GPtrArray) found = xy_roster_detect (self->workbook, layout->name, NULL);
      if (found != NULL && found->len == 1)
        {
          layout = found->pdata[0];
          g_ptr_array_set_free_func (found, NULL);
          g_ptr_array_remove_index (self->layouts, index);
          g_ptr_array_insert (self->layouts, (int) index, layout);
        }
    }
  layout->used = used && layout->columns->len > 0;
  return layout->used == used;
}

void
xy_import_work_set_field (XyImportWork *self, guint index, guint column, XyRosterField field)
{
  g_return_if_fail (XY_IS_IMPORT_WORK (self) && index < self->layouts->len);
  const XyRosterLayout *corrected = self->layouts->pdata[index];

  g_clear_pointer (&self->result, xy_import_result_unref);
  for (guint i = 0; i < self->layouts->len; i++)
    {
      XyRosterLayout *layout = self->layouts->pdata[i];
      if (i != index && g_strcmp0 (layout->fingerprint, corrected->fingerprint) != 0)
        continue;
      if (xy_roster_layout_set_field (layout, self->workbook, column, field))
        g_hash_table_insert (self->sources, source_key (i, column), GUINT_TO_POINTER (XY_IMPORT_CHOSEN));
    }
}

XyImportSource
xy_import_work_get_source (XyImportWork *self, guint layout, guint column)
{
  g_return_val_if_fail (XY_IS_IMPORT_WORK (self), XY_IMPORT_DETECTED);
  return (XyImportSource) GPOINTER_TO_UINT (g_hash_table_lookup (self->sources, source_key (layout, column)));
}

XyImportResult *
xy_import_work_get_result (XyImportWork *self)
{
  return self->result;
}

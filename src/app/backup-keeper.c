/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/backup-keeper.h"
#include "app/prefs.h"
#include "core/backup.h"

#include <glib/gi18n-lib.h>

#define LOOK_SECONDS 60

struct _XyBackupKeeper
{
  GObject parent_instance;

  XyDesk *desk;
  gulong desk_id;
  guint source;
  char *looked_at; /* the file whose backups were looked for */
  gboolean is_taking;

  gint64 last; /* instant; 0: none */
  char *words;
  char *failure;
};

typedef struct
{
  char *path;
  char *folder;
  char *code;
  gboolean take;
  const char *reason;

  gint64 last;
  guint n_bad;
  char *elsewhere; /* why it was not taken where it should be */
} Job;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyBackupKeeper, xy_backup_keeper, G_TYPE_OBJECT)

static void
job_free (gpointer p)
{
  Job *job = p;
  g_free (job->path);
  g_free (job->folder);
  g_free (job->code);
  g_free (job->elsewhere);
  g_free (job);
}

static char *
say_age (gint64 last)
{
  gint64 minutes = (xy_env_now (xy_env_system ()) - last) / 60000;

  if (last == 0)
    return g_strdup (_ ("No backup yet"));
  if (minutes < 2)
    return g_strdup (_ ("Backed up just now"));
  if (minutes < 90)
    return g_strdup_printf (_ ("Backed up %d minutes ago"), (int) minutes);
  if (minutes < 48 * 60)
    return g_strdup_printf (_ ("Backed up %d hours ago"), (int) ((minutes + 30) / 60));
  return g_strdup_printf (_ ("Backed up %d days ago"), (int) (minutes / (24 * 60)));
}

static void
update_words (XyBackupKeeper *self)
{
  g_free (self->words);
  self->words = xy_desk_get_village (self->desk) == NULL || xy_desk_get_scope (self->desk) != XY_SCOPE_VILLAGE
                    ? NULL
                    : say_age (self->last);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The stick is not there: on this computer itself is better than nowhere. */
static char *
take_here (Job *job, GCancellable *cancellable, GError **error)
{
  char *taken = xy_backup_take (job->path, xy_env_system (), NULL, job->reason, cancellable, NULL);

  if (taken == NULL)
    return NULL;
  job->elsewhere = g_strdup_printf (_ ("%s For now the backup is on this computer itself."), (*error)->message);
  g_clear_error (error);
  return taken;
}

static void
run_job (GTask *task, gpointer source, gpointer p, GCancellable *cancellable)
{
  Job *job = p;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) bad = NULL;
  g_autofree char *taken = NULL;
  GError *error = NULL;

  if (job->take)
    {
      taken = xy_backup_take (job->path, xy_env_system (), job->folder, job->reason, cancellable, &error);
      if (g_error_matches (error, XY_ERROR, XY_ERROR_NOT_FOUND))
        taken = take_here (job, cancellable, &error);
      if (taken == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
    }
  if (!g_file_test (job->folder, G_FILE_TEST_IS_DIR))
    {
      g_free (job->folder);
      job->folder = xy_backup_default_folder (job->path);
    }
  backups = xy_backup_list (job->folder, job->code);
  bad = xy_backup_list_bad (job->folder, job->code);
  job->last = backups->len > 0 ? ((XyBackupInfo *) backups->pdata[0])->at : 0;
  job->n_bad = bad->len;
  g_task_return_boolean (task, TRUE);
}

static void
on_job_done (GObject *source, GAsyncResult *result, gpointer data)
{
  XyBackupKeeper *self = XY_BACKUP_KEEPER (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->is_taking = FALSE;
  if (self->source == 0)
    return;
  g_clear_pointer (&self->failure, g_free);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->failure = g_strdup_printf (_ ("The backup did not succeed. %s"), error->message);
      /* Taking a backup reads every page, so it is here that most damage is met first. */
      if (g_error_matches (error, XY_ERROR, XY_ERROR_CORRUPT)
          && g_strcmp0 (job->path, xy_desk_get_path (self->desk)) == 0)
        xy_desk_tell_damaged (self->desk, error);
    }
  else
    {
      self->last = job->last;
      if (job->elsewhere != NULL)
        self->failure = g_steal_pointer (&job->elsewhere);
      else if (job->n_bad > 0)
        self->failure =
            g_strdup_printf (ngettext ("%u earlier backup is damaged on its disk and does not count.",
                                       "%u earlier backups are damaged on their disk and do not count.", job->n_bad),
                             job->n_bad);
    }
  update_words (self);
}

static void
start (XyBackupKeeper *self, gboolean take, const char *reason)
{
  const XyVillage *village = xy_desk_get_village (self->desk);
  const char *path = xy_desk_get_path (self->desk);
  g_autofree char *folder = g_settings_get_string (xy_prefs (), "backup-folder");

  /* What a township looks at is kept by the village and the county. */
  if (self->is_taking || village == NULL || path == NULL || xy_desk_is_read_only (self->desk)
      || xy_desk_get_scope (self->desk) != XY_SCOPE_VILLAGE)
    return;
  self->is_taking = TRUE;
  Job *job = g_new0 (Job, 1);
  job->path = g_strdup (path);
  job->code = g_strdup (village->code);
  /* Practice is not to lie among the real ones on the stick. */
  job->folder =
      *folder != '\0' && !xy_desk_is_sample (self->desk) ? g_steal_pointer (&folder) : xy_backup_default_folder (path);
  job->take = take;
  job->reason = reason;

  g_autoptr (GTask) task = g_task_new (self, NULL, on_job_done, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_job);
}

/* On the worker's thread. */
static gpointer
ask_due (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (store != NULL && !xy_store_is_read_only (store) && xy_backup_due (store));
}

static void
on_due_asked (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyBackupKeeper) self = p;
  gboolean due = GPOINTER_TO_INT (xy_worker_run_finish (XY_WORKER (source), result, NULL));

  if (self->source == 0)
    return;
  if (due && !xy_desk_is_sample (self->desk))
    start (self, TRUE, XY_BACKUP_TIMER);
  else
    update_words (self);
}

static gboolean
on_look_due (gpointer p)
{
  XyBackupKeeper *self = p;

  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_LATER, ask_due, NULL, NULL, NULL, NULL, on_due_asked,
                 g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

static void
on_desk_changed (XyBackupKeeper *self)
{
  const char *path = xy_desk_get_path (self->desk);

  if (xy_desk_get_village (self->desk) == NULL || g_strcmp0 (path, self->looked_at) == 0)
    return;
  g_free (self->looked_at);
  self->looked_at = g_strdup (path);
  self->last = 0;
  start (self, FALSE, NULL);
}

static void
xy_backup_keeper_finalize (GObject *object)
{
  XyBackupKeeper *self = XY_BACKUP_KEEPER (object);

  xy_backup_keeper_stop (self);
  g_clear_object (&self->desk);
  g_free (self->looked_at);
  g_free (self->words);
  g_free (self->failure);

  G_OBJECT_CLASS (xy_backup_keeper_parent_class)->finalize (object);
}

static void
xy_backup_keeper_class_init (XyBackupKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_backup_keeper_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_BACKUP_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_backup_keeper_init (XyBackupKeeper *self)
{
  self->source = g_timeout_add_seconds (LOOK_SECONDS, on_look_due, self);
}

XyBackupKeeper *
xy_backup_keeper_new (XyDesk *desk)
{
  XyBackupKeeper *self = g_object_new (XY_TYPE_BACKUP_KEEPER, NULL);

  self->desk = g_object_ref (desk);
  self->desk_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (on_desk_changed), self);
  return self;
}

void
xy_backup_keeper_take (XyBackupKeeper *self)
{
  g_return_if_fail (XY_IS_BACKUP_KEEPER (self));
  start (self, TRUE, XY_BACKUP_MANUAL);
}

void
xy_backup_keeper_stop (XyBackupKeeper *self)
{
  g_return_if_fail (XY_IS_BACKUP_KEEPER (self));
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_signal_handler (&self->desk_id, self->desk);
}

const char *
xy_backup_keeper_get_words (XyBackupKeeper *self)
{
  g_return_val_if_fail (XY_IS_BACKUP_KEEPER (self), NULL);
  return self->words;
}

const char *
xy_backup_keeper_get_failure (XyBackupKeeper *self)
{
  g_return_val_if_fail (XY_IS_BACKUP_KEEPER (self), NULL);
  return self->failure;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/desk.h"
#include "app/desk-facts.h"
#include "core/restore.h"

#include <glib/gi18n-lib.h>

/* How often another program's commits are looked for. */
#define POLL_SECONDS 3

struct _XyDesk
{
  GObject parent_instance;

  XyWorker *worker;
  char *path;
  XyVillage *village;
  char *office;    /* its name, where its own file is open */
  gboolean county; /* and it is the county's */
  XyScope scope;
  GPtrArray *users;
  char *undo_title;
  char *redo_title;
  gint64 undo_number;

  GArray *pins; /* gboolean for each of users: whether his PIN is asked */
  XyPinPolicy *policy;

  XyUser *user;
  guint permissions;
  guint poll_source;
  gboolean is_read_only;
  gboolean is_reading;
  gboolean read_again;
};

enum
{
  CHANGED,
  ACTED,
  REFUSED,
  DAMAGED,
  LEAVING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyDesk, xy_desk, G_TYPE_OBJECT)

typedef enum
{
  DO,
  RUN,
  UNDO,
  REDO,
} Way;

typedef struct
{
  Way way;
  char *title;
  XyActFunc func;
  XyDeskFunc run;
  gpointer data;
  GDestroyNotify free_data;
  XyActor actor;
  char *actor_name;
  gboolean has_callback;
} ActJob;

typedef struct
{
  char *title; /* NULL where nothing was changed */
  gboolean can_undo;
} Acted;

static void read_facts (XyDesk *self);

static void
act_job_free (gpointer p)
{
  ActJob *job = p;
  if (job->free_data != NULL && job->data != NULL)
    job->free_data (job->data);
  g_free (job->title);
  g_free (job->actor_name);
  g_free (job);
}

static void
acted_free (gpointer p)
{
  Acted *acted = p;
  g_free (acted->title);
  g_free (acted);
}

static void
set_user (XyDesk *self, XyUser *user)
{
  const XyRole *role = user != NULL ? xy_role_by_id (user->role) : NULL;

  g_set_object (&self->user, user);
  self->permissions = (role != NULL ? role->permissions : 0) & xy_scope_permissions (self->scope);
}

/* The operator's role may have been changed, or the operator removed. */
static void
renew_user (XyDesk *self)
{
  XyUser *found = NULL;

  for (guint i = 0; self->user != NULL && i < self->users->len; i++)
    {
      XyUser *user = self->users->pdata[i];
      if (xy_id_same (&user->record.id, &self->user->record.id))
        found = user;
    }
  if (self->user == NULL && self->users->len == 1 && !xy_desk_asks_pin (self, self->users->pdata[0]))
    found = self->users->pdata[0];
  set_user (self, found);
}

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDesk) self = p;
  g_autoptr (GError) error = NULL;
  XyDeskFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, &error);

  self->is_reading = FALSE;
  if (facts == NULL)
    {
      g_info ("The village's own record could not be read: %s", error->message);
      if (self->is_read_only)
        {
          g_autoptr (GError) lost = g_error_new (
              XY_ERROR, XY_ERROR_UNREADABLE, _ ("So much of the file is damaged that it cannot even be looked at."));
          g_signal_emit (self, signals[DAMAGED], 0, lost);
        }
      return;
    }
  g_set_object (&self->village, facts->village);
  xy_set_str (&self->office, facts->office);
  self->county = facts->county;
  self->scope = facts->scope;
  if (facts->users != NULL)
    {
      g_ptr_array_unref (self->users);
      g_array_unref (self->pins);
      xy_pin_policy_free (self->policy);
      self->policy = g_steal_pointer (&facts->policy);
      self->users = g_steal_pointer (&facts->users);
      self->pins = g_steal_pointer (&facts->pins);
    }
  renew_user (self);
  g_free (self->undo_title);
  g_free (self->redo_title);
  self->undo_title = facts->undo != NULL ? g_strdup (facts->undo->title) : NULL;
  self->redo_title = facts->redo != NULL ? g_strdup (facts->redo->title) : NULL;
  xy_desk_facts_free (facts);
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->read_again)
    read_facts (self);
}

static void
read_facts (XyDesk *self)
{
  self->read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  xy_worker_run (self->worker, XY_WORKER_QUERY, xy_desk_facts_read, NULL, NULL, xy_desk_facts_free, NULL, on_facts_read,
                 g_object_ref (self));
}

/* On the worker's thread: the store's own signal goes on to the main thread. */
static void
on_store_changed (XyStore *store, guint topics, XyWorker *worker)
{
  xy_worker_changed (worker, topics);
}

/* On the worker's thread. */
static void
close_store (gpointer store)
{
  g_object_unref (store);
}

typedef struct
{
  XyWorker *worker;
  char *path;
  guint flags;
  XyVillage *village; /* of a file to be made */
  char *administrator;
  gboolean direct;
  char *file; /* a backup to be put there before */
  char *password;
  XyUser *user; /* who restores; NULL where the file knows nobody */
} OpenJob;

typedef struct
{
  char *path;
  char *aside;
  gboolean is_read_only;
} Opened;

static void
open_job_free (gpointer p)
{
  OpenJob *job = p;
  g_clear_object (&job->village);
  g_clear_object (&job->user);
  g_free (job->administrator);
  g_free (job->file);
  g_free (job->password);
  g_free (job->path);
  g_free (job);
}

static void
opened_free (gpointer p)
{
  Opened *opened = p;
  g_free (opened->path);
  g_free (opened->aside);
  g_free (opened);
}

static void
take_store (OpenJob *job, XyStore *store)
{
  g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), job->worker);
  xy_worker_take_store (job->worker, store, close_store);
}

/* On the worker's thread: what is open of the file makes room. Where it fails, it comes back if it can. */
static gboolean
restore_on_worker (OpenJob *job, XyStore *old, char **aside, GError **error)
{
  XyActor actor;
  gboolean is_open = old != NULL && g_strcmp0 (xy_store_get_path (old), job->path) == 0;
  guint flags = is_open && xy_store_is_read_only (old) ? XY_STORE_READ_ONLY : 0;

  if (job->user != NULL)
    xy_user_actor (job->user, &actor);
  if (is_open)
    xy_worker_take_store (job->worker, NULL, NULL);
  if (xy_restore (job->file, job->password, job->path, xy_env_system (), job->user != NULL ? &actor : NULL, aside,
                  error))
    return TRUE;

  XyStore *store = is_open ? xy_store_open (job->path, xy_env_system (), flags, NULL) : NULL;
  if (store != NULL)
    take_store (job, store);
  return FALSE;
}

/* On the worker's thread. */
static gpointer
open_on_worker (XyStore *old, gpointer p, GCancellable *cancellable, GError **error)
{
  OpenJob *job = p;
  g_autofree char *aside = NULL;

  if (job->file != NULL && !restore_on_worker (job, old, &aside, error))
    return NULL;
  XyStore *store = job->village != NULL ? xy_village_found (job->path, xy_env_system (), job->village,
                                                            job->administrator, job->direct, error)
                                        : xy_store_open (job->path, xy_env_system (), job->flags, error);
  if (store == NULL)
    return NULL;

  take_store (job, store);
  Opened *opened = g_new0 (Opened, 1);
  opened->path = g_strdup (job->path);
  opened->aside = g_steal_pointer (&aside);
  opened->is_read_only = xy_store_is_read_only (store);
  return opened;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GTask) task = p;
  XyDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  Opened *opened = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (opened == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!xy_desk_same_office (self->path, opened->path))
    set_user (self, NULL);
  g_free (self->path);
  self->path = g_strdup (opened->path);
  self->is_read_only = opened->is_read_only;
  xy_worker_changed (self->worker, XY_TOPIC_ALL);
  g_task_return_pointer (task, opened, opened_free);
}

static void
start_opening (XyDesk *self, OpenJob *job, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_signal_emit (self, signals[LEAVING], 0);
  job->worker = self->worker;
  job->path = g_strdup (path);
  xy_worker_run (self->worker, XY_WORKER_OPEN, open_on_worker, job, open_job_free, opened_free, NULL, on_opened,
                 g_task_new (self, NULL, callback, user_data));
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GTask) task = p;
  XyDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (XyUser) user = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  set_user (self, user);
  g_signal_emit (self, signals[CHANGED], 0);
  /* He may have got a PIN, or another one. */
  xy_worker_changed (self->worker, XY_TOPIC_USER);
  g_task_return_boolean (task, user != NULL);
}

/* On the worker's thread. */
static gpointer
poll_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  if (store != NULL)
    xy_store_poll (store);
  return NULL;
}

static gboolean
on_poll_due (gpointer p)
{
  XyDesk *self = p;
  xy_worker_run (self->worker, XY_WORKER_LATER, poll_on_worker, NULL, NULL, NULL, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

/* On the worker's thread. */
static gpointer
act_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  ActJob *job = p;
  gboolean done = FALSE;

  if (store == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("No village is open."));
      return NULL;
    }
  g_autoptr (XyActInfo) before = xy_store_get_undo (store, NULL);
  g_autoptr (XyActInfo) redo = xy_store_get_redo (store, NULL);
  if (job->way == DO)
    done = xy_store_act (store, &job->actor, job->title, job->func, job->data, error);
  else if (job->way == RUN)
    done = job->run (store, &job->actor, job->data, error);
  else if (job->way == UNDO)
    done = xy_store_undo (store, &job->actor, error);
  else
    done = xy_store_redo (store, &job->actor, error);
  if (!done)
    return NULL;

  Acted *acted = g_new0 (Acted, 1);
  g_autoptr (XyActInfo) after = xy_store_get_undo (store, NULL);
  if (job->way == UNDO)
    {
      acted->title = before != NULL ? g_strdup_printf (_ ("Undone: %s"), before->title) : NULL;
    }
  else if (job->way == REDO)
    {
      acted->title = redo != NULL ? g_strdup_printf (_ ("Done again: %s"), redo->title) : NULL;
      acted->can_undo = TRUE;
    }
  else if (after != NULL && (before == NULL || before->number != after->number))
    {
      acted->title = g_strdup (after->title);
      acted->can_undo = TRUE;
    }
  return acted;
}

static void
on_act_done (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GTask) task = p;
  XyDesk *self = g_task_get_source_object (task);
  gboolean has_callback = GPOINTER_TO_INT (g_task_get_task_data (task));
  GError *error = NULL;
  Acted *acted = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (acted == NULL)
    {
      if (!has_callback)
        g_signal_emit (self, signals[REFUSED], 0, error);
      g_task_return_error (task, error);
      return;
    }
  if (acted->title != NULL)
    g_signal_emit (self, signals[ACTED], 0, acted->title, acted->can_undo);
  acted_free (acted);
  g_task_return_boolean (task, TRUE);
}

static void
run_act (XyDesk *self, ActJob *job, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, GINT_TO_POINTER (callback != NULL), NULL);
  job->actor_name = g_strdup (self->user != NULL ? self->user->name : "");
  job->actor.user = self->user != NULL ? self->user->record.id : XY_ID_NONE;
  job->actor.name = job->actor_name;
  job->actor.permissions = self->permissions;
  xy_worker_run (self->worker, XY_WORKER_ACT, act_on_worker, job, act_job_free, acted_free, NULL, on_act_done, task);
}

static void
xy_desk_finalize (GObject *object)
{
  XyDesk *self = XY_DESK (object);

  xy_desk_close (self);
  g_clear_object (&self->worker);
  g_clear_object (&self->village);
  g_clear_object (&self->user);
  g_clear_pointer (&self->users, g_ptr_array_unref);
  g_clear_pointer (&self->pins, g_array_unref);
  g_clear_pointer (&self->policy, xy_pin_policy_free);
  g_free (self->path);
  g_free (self->office);
  g_free (self->undo_title);
  g_free (self->redo_title);

  G_OBJECT_CLASS (xy_desk_parent_class)->finalize (object);
}

static void
xy_desk_class_init (XyDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_desk_finalize;

  signals[CHANGED] = g_signal_new ("changed", XY_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTED] = g_signal_new ("acted", XY_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[REFUSED] =
      g_signal_new ("refused", XY_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[LEAVING] = g_signal_new ("leaving", XY_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DAMAGED] =
      g_signal_new ("damaged", XY_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

/* Who looks at a damaged file knows. */
static void
on_worker_damaged (XyDesk *self, const GError *error)
{
  if (!self->is_read_only)
    g_signal_emit (self, signals[DAMAGED], 0, error);
}

static void
xy_desk_init (XyDesk *self)
{
  self->worker = xy_worker_new ();
  self->users = g_ptr_array_new ();
  self->pins = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->policy = xy_pin_policy_fallback (XY_PIN_POLICY_OFFICE);
  g_signal_connect_swapped (self->worker, "changed", G_CALLBACK (read_facts), self);
  g_signal_connect_swapped (self->worker, "damaged", G_CALLBACK (on_worker_damaged), self);
  self->poll_source = g_timeout_add_seconds (POLL_SECONDS, on_poll_due, self);
}

XyDesk *
xy_desk_new (void)
{
  return g_object_new (XY_TYPE_DESK, NULL);
}

void
xy_desk_open (XyDesk *self, const char *path, guint flags, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (XY_IS_DESK (self));

  OpenJob *job = g_new0 (OpenJob, 1);
  job->flags = flags;
  start_opening (self, job, path, callback, user_data);
}

void
xy_desk_found (XyDesk *self,
               const char *path,
               XyVillage *village,
               const char *administrator,
               gboolean direct,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_return_if_fail (XY_IS_DESK (self));

  OpenJob *job = g_new0 (OpenJob, 1);
  job->village = g_object_ref (village);
  job->administrator = g_strdup (administrator);
  job->direct = direct;
  start_opening (self, job, path, callback, user_data);
}

gboolean
xy_desk_open_finish (XyDesk *self, GAsyncResult *result, GError **error)
{
  return xy_desk_restore_finish (self, result, NULL, error);
}

void
xy_desk_restore (XyDesk *self,
                 const char *path,
                 const char *file,
                 const char *password,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_return_if_fail (XY_IS_DESK (self));

  OpenJob *job = g_new0 (OpenJob, 1);
  job->file = g_strdup (file);
  job->password = g_strdup (password);
  if (self->user != NULL && g_strcmp0 (self->path, path) == 0)
    job->user = g_object_ref (self->user);
  start_opening (self, job, path, callback, user_data);
}

gboolean
xy_desk_restore_finish (XyDesk *self, GAsyncResult *result, char **aside, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  Opened *opened = g_task_propagate_pointer (G_TASK (result), error);

  if (opened == NULL)
    return FALSE;
  if (aside != NULL)
    *aside = g_steal_pointer (&opened->aside);
  opened_free (opened);
  return TRUE;
}

void
xy_desk_tell_damaged (XyDesk *self, const GError *error)
{
  g_return_if_fail (XY_IS_DESK (self));
  g_signal_emit (self, signals[DAMAGED], 0, error);
}

gboolean
xy_desk_is_read_only (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), FALSE);
  return self->is_read_only;
}

const char *
xy_desk_get_path (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), NULL);
  return self->path;
}

void
xy_desk_close (XyDesk *self)
{
  g_return_if_fail (XY_IS_DESK (self));
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->worker, self);
  xy_worker_stop (self->worker);
}

XyWorker *
xy_desk_get_worker (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), NULL);
  return self->worker;
}

const XyVillage *
xy_desk_get_village (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), NULL);
  return self->village;
}

gboolean
xy_desk_is_county (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), FALSE);
  return self->county;
}

const char *
xy_desk_get_office (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), NULL);
  return self->office;
}

XyScope
xy_desk_get_scope (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), XY_SCOPE_VILLAGE);
  return self->scope;
}

gboolean
xy_desk_is_sample (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), FALSE);
  return self->village != NULL && self->village->sample != 0;
}

void
xy_desk_sign_in (XyDesk *self,
                 XyUser *user,
                 const char *pin,
                 const char *renewed,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_return_if_fail (XY_IS_DESK (self) && user != NULL);

  xy_worker_run (self->worker, XY_WORKER_ACT, xy_desk_come_in, xy_desk_coming_new (user, pin, renewed),
                 xy_desk_coming_free, g_object_unref, NULL, on_signed_in, g_task_new (self, NULL, callback, user_data));
}

gboolean
xy_desk_sign_in_finish (XyDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

const XyUser *
xy_desk_get_user (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), NULL);
  return self->user;
}

gboolean
xy_desk_user_has_pin (XyDesk *self, const XyUser *user)
{
  g_return_val_if_fail (XY_IS_DESK (self), FALSE);
  for (guint i = 0; i < self->users->len; i++)
    if (xy_id_same (&((XyUser *) self->users->pdata[i])->record.id, &user->record.id))
      return g_array_index (self->pins, gboolean, i);
  return TRUE;
}

const XyPinPolicy *
xy_desk_get_pin_policy (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), NULL);
  return self->policy;
}

gboolean
xy_desk_asks_pin (XyDesk *self, const XyUser *user)
{
  g_return_val_if_fail (XY_IS_DESK (self), TRUE);
  return self->policy->required || xy_desk_user_has_pin (self, user);
}

gboolean
xy_desk_may (XyDesk *self, guint permission)
{
  g_return_val_if_fail (XY_IS_DESK (self), FALSE);
  return (self->permissions & permission) == permission;
}

guint
xy_desk_get_permissions (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), 0);
  return self->permissions;
}

GPtrArray *
xy_desk_get_users (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), NULL);
  return self->users;
}

const char *
xy_desk_get_undo_title (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), NULL);
  return self->undo_title;
}

const char *
xy_desk_get_redo_title (XyDesk *self)
{
  g_return_val_if_fail (XY_IS_DESK (self), NULL);
  return self->redo_title;
}

void
xy_desk_act (XyDesk *self,
             const char *title,
             XyActFunc func,
             gpointer data,
             GDestroyNotify free_data,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_return_if_fail (XY_IS_DESK (self));

  ActJob *job = g_new0 (ActJob, 1);
  job->way = DO;
  job->title = g_strdup (title);
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  run_act (self, job, callback, user_data);
}

void
xy_desk_run (XyDesk *self,
             XyDeskFunc func,
             gpointer data,
             GDestroyNotify free_data,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_return_if_fail (XY_IS_DESK (self) && func != NULL);

  ActJob *job = g_new0 (ActJob, 1);
  job->way = RUN;
  job->run = func;
  job->data = data;
  job->free_data = free_data;
  run_act (self, job, callback, user_data);
}

gboolean
xy_desk_act_finish (XyDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
xy_desk_undo (XyDesk *self)
{
  g_return_if_fail (XY_IS_DESK (self));
  ActJob *job = g_new0 (ActJob, 1);
  job->way = UNDO;
  run_act (self, job, NULL, NULL);
}

void
xy_desk_redo (XyDesk *self)
{
  g_return_if_fail (XY_IS_DESK (self));
  ActJob *job = g_new0 (ActJob, 1);
  job->way = REDO;
  run_act (self, job, NULL, NULL);
}

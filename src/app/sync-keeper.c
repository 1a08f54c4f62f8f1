/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-keeper.h"

#include <glib/gi18n-lib.h>

#include "core/record.h"

#define KEY "xy-sync-keeper"

struct _XySyncKeeper
{
  GObject parent_instance;
  XyDesk *desk; /* which owns this; NULL once it is gone */
  XySyncWorker *worker;
  char *path; /* of the file that the worker is on */
  gboolean stopped;
  gboolean carrying;
  guint tries; /* that have ended */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (XySyncKeeper, xy_sync_keeper, G_TYPE_OBJECT)

static void
let_go (XySyncKeeper *self)
{
  if (self->worker == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->worker, self);
  xy_sync_worker_stop (self->worker);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->path, g_free);
  if (!self->stopped)
    g_signal_emit (self, changed_signal, 0);
}

static void
on_line_changed (XySyncKeeper *self)
{
  guint tries = xy_sync_worker_get_progress (self->worker)->tries;

  /* The window would notice what came by itself, but only after a while. */
  if (tries != self->tries)
    xy_worker_changed (xy_desk_get_worker (self->desk), XY_TOPIC_ALL);
  self->tries = tries;
  g_signal_emit (self, changed_signal, 0);
}

static void
on_written (XySyncKeeper *self)
{
  if (self->worker != NULL)
    xy_sync_worker_look (self->worker);
}

static void
on_desk_changed (XySyncKeeper *self)
{
  const char *path = xy_desk_get_path (self->desk);

  if (self->worker != NULL && g_strcmp0 (path, self->path) == 0)
    return;
  let_go (self);
  if (self->stopped || path == NULL || xy_desk_get_village (self->desk) == NULL || xy_desk_is_sample (self->desk)
      || xy_desk_is_read_only (self->desk) || xy_desk_get_scope (self->desk) != XY_SCOPE_VILLAGE)
    return;
  self->path = g_strdup (path);
  self->worker = xy_sync_worker_new (path, xy_env_system ());
  g_signal_connect_swapped (self->worker, "changed", G_CALLBACK (on_line_changed), self);
  g_signal_emit (self, changed_signal, 0);
}

/* The desk is gone; somebody may hold on to the keeper. */
static void
on_desk_gone (gpointer data)
{
  XySyncKeeper *self = data;

  xy_sync_keeper_stop (self);
  self->desk = NULL;
  g_object_unref (self);
}

static void
xy_sync_keeper_dispose (GObject *object)
{
  XY_SYNC_KEEPER (object)->stopped = TRUE;
  let_go (XY_SYNC_KEEPER (object));
  G_OBJECT_CLASS (xy_sync_keeper_parent_class)->dispose (object);
}

static void
xy_sync_keeper_class_init (XySyncKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_sync_keeper_dispose;
  changed_signal =
      g_signal_new ("changed", XY_TYPE_SYNC_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_sync_keeper_init (XySyncKeeper *self)
{
}

XySyncKeeper *
xy_sync_keeper_of (XyDesk *desk)
{
  XySyncKeeper *self = g_object_get_data (G_OBJECT (desk), KEY);

  if (self != NULL)
    return self;
  self = g_object_new (XY_TYPE_SYNC_KEEPER, NULL);
  self->desk = desk;
  g_object_set_data_full (G_OBJECT (desk), KEY, self, on_desk_gone);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "leaving", G_CALLBACK (let_go), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (xy_desk_get_worker (desk), "changed", G_CALLBACK (on_written), self, G_CONNECT_SWAPPED);
  on_desk_changed (self);
  return self;
}

XySyncWorker *
xy_sync_keeper_get_worker (XySyncKeeper *self)
{
  g_return_val_if_fail (XY_IS_SYNC_KEEPER (self), NULL);
  return self->worker;
}

const XySyncState *
xy_sync_keeper_get_state (XySyncKeeper *self)
{
  g_return_val_if_fail (XY_IS_SYNC_KEEPER (self), NULL);
  return self->worker != NULL ? xy_sync_worker_get_state (self->worker) : NULL;
}

static gboolean
needs_hand (XySyncKeeper *self)
{
  const XySyncState *state = xy_sync_keeper_get_state (self);

  return state != NULL && state->enrolment != XY_ENROLMENT_NONE
         && (state->deletions > 0 || state->conflicts > 0 || state->returned > 0
             || state->enrolment == XY_ENROLMENT_AGAIN || xy_sync_state_is_silent (state));
}

/* "3 conflicts", "12 to report"; NULL where the computer is not enrolled. */
static char *
say_words (XySyncKeeper *self)
{
  const XySyncState *state = xy_sync_keeper_get_state (self);

  if (state == NULL || state->enrolment == XY_ENROLMENT_NONE)
    return NULL;
  if (xy_sync_worker_get_progress (self->worker)->running)
    return g_strdup (_ ("Reporting to the county…"));
  if (state->deletions > 0)
    return g_strdup_printf (_ ("%d deletions to look at"), (int) state->deletions);
  if (state->conflicts > 0)
    return g_strdup_printf (ngettext ("%d conflict", "%d conflicts", (gulong) state->conflicts),
                            (int) state->conflicts);
  if (state->returned > 0)
    return g_strdup_printf (_ ("%d sent back"), (int) state->returned);
  if (state->receipt_age >= XY_DAY_MS && state->waiting > 0)
    return g_strdup_printf (_ ("Not reported for %d days · %d to report"), (int) (state->receipt_age / XY_DAY_MS),
                            (int) state->waiting);
  if (state->waiting > 0)
    return g_strdup_printf (_ ("%d to report"), (int) state->waiting);
  return g_strdup (_ ("All is reported"));
}

void
xy_sync_keeper_show (XySyncKeeper *self, GtkWidget *button, GtkLabel *label)
{
  g_autofree char *words = NULL;

  g_return_if_fail (XY_IS_SYNC_KEEPER (self));
  words = say_words (self);
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (button, words != NULL);
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (needs_hand (self))
    gtk_widget_add_css_class (button, "alert");
  else
    gtk_widget_remove_css_class (button, "alert");
}

char *
xy_sync_keeper_get_warning (XySyncKeeper *self)
{
  const XySyncState *state = xy_sync_keeper_get_state (self);

  if (state == NULL || state->enrolment == XY_ENROLMENT_NONE)
    return NULL;
  if (state->enrolment == XY_ENROLMENT_AGAIN)
    return g_strdup (_ ("The county no longer knows this computer, so nothing is reported. Ask the county for a new "
                        "code and enrol again."));
  if (state->deletions > 0)
    return g_strdup_printf (_ ("What came from the county would delete %d records here, so it waits. Look at the page "
                               "“Reporting”: ask the county, or let it through."),
                            (int) state->deletions);
  if (!xy_sync_state_is_silent (state))
    return NULL;
  if (state->receipt_age < 0)
    return g_strdup (_ ("The county has not confirmed anything from this computer yet."));
  return g_strdup_printf (_ ("For %d days the county has confirmed nothing from this computer; %d changes wait."),
                          (int) (state->receipt_age / XY_DAY_MS), (int) state->waiting);
}

void
xy_sync_keeper_set_carrying (XySyncKeeper *self, gboolean carrying)
{
  g_return_if_fail (XY_IS_SYNC_KEEPER (self));
  self->carrying = carrying;
  /* What the stick brought is counted and shown anew. */
  if (self->worker != NULL && !carrying)
    {
      xy_sync_worker_look (self->worker);
      xy_worker_changed (xy_desk_get_worker (self->desk), XY_TOPIC_ALL);
    }
  if (!self->stopped)
    g_signal_emit (self, changed_signal, 0);
}

gboolean
xy_sync_keeper_is_carrying (XySyncKeeper *self)
{
  g_return_val_if_fail (XY_IS_SYNC_KEEPER (self), FALSE);
  return self->carrying;
}

void
xy_sync_keeper_stop (XySyncKeeper *self)
{
  g_return_if_fail (XY_IS_SYNC_KEEPER (self));
  self->stopped = TRUE;
  let_go (self);
}

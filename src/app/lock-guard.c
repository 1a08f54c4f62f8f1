/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/lock-guard.h"

#include "app/prefs.h"

#define CHECK_SECONDS 15

struct _XyLockGuard
{
  GtkWindow *window;
  XyDesk *desk;
  void (*on_idle) (GtkWindow *window);
  GPtrArray *hidden; /* GtkWindow * */
  gint64 last_touch;
  guint source;
};

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, XyLockGuard *guard)
{
  xy_lock_guard_touch (guard);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_idle_checked (gpointer p)
{
  XyLockGuard *guard = p;
  gint64 minutes =
      xy_pin_policy_idle (xy_desk_get_pin_policy (guard->desk), g_settings_get_int (xy_prefs (), "lock-minutes"));
  const XyUser *user = xy_desk_get_user (guard->desk);

  if (minutes > 0 && user != NULL && xy_desk_asks_pin (guard->desk, user)
      && g_get_monotonic_time () - guard->last_touch > minutes * 60 * G_USEC_PER_SEC)
    guard->on_idle (guard->window);
  return G_SOURCE_CONTINUE;
}

XyLockGuard *
xy_lock_guard_new (GtkWindow *window, XyDesk *desk, void (*on_idle) (GtkWindow *window))
{
  XyLockGuard *guard = g_new0 (XyLockGuard, 1);
  GtkEventController *touch = gtk_event_controller_legacy_new ();

  guard->window = window;
  guard->desk = g_object_ref (desk);
  guard->on_idle = on_idle;
  guard->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_event_controller_set_propagation_phase (touch, GTK_PHASE_CAPTURE);
  g_signal_connect (touch, "event", G_CALLBACK (on_event), guard);
  gtk_widget_add_controller (GTK_WIDGET (window), touch);
  xy_lock_guard_touch (guard);
  guard->source = g_timeout_add_seconds (CHECK_SECONDS, on_idle_checked, guard);
  return guard;
}

void
xy_lock_guard_free (XyLockGuard *guard)
{
  if (guard == NULL)
    return;
  g_source_remove (guard->source);
  g_ptr_array_unref (guard->hidden);
  g_object_unref (guard->desk);
  g_free (guard);
}

void
xy_lock_guard_touch (XyLockGuard *guard)
{
  guard->last_touch = g_get_monotonic_time ();
}

void
xy_lock_guard_hide_dialogs (XyLockGuard *guard)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (window != guard->window && gtk_window_get_transient_for (window) != NULL
          && gtk_widget_get_visible (GTK_WIDGET (window)))
        g_ptr_array_add (guard->hidden, g_object_ref (window));
    }
  for (guint i = 0; i < guard->hidden->len; i++)
    gtk_widget_set_visible (guard->hidden->pdata[i], FALSE);
}

void
xy_lock_guard_show_dialogs (XyLockGuard *guard)
{
  for (guint i = 0; i < guard->hidden->len; i++)
    gtk_window_present (guard->hidden->pdata[i]);
  g_ptr_array_set_size (guard->hidden, 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"
#include "app/help-window.h"
#include "app/prefs.h"
#include "app/style.h"
#include "app/tips.h"
#include "app/window.h"
#include "core/practice-village.h"
#include "sync/office.h"

#include <glib-unix.h>
#include <signal.h>

#include "config.h"

struct _XyApplication
{
  GtkApplication parent_instance;

  XyWindow *window; /* owned by GTK */
};

G_DEFINE_FINAL_TYPE (XyApplication, xy_application, GTK_TYPE_APPLICATION)

/* The village that was open last, or the only one that there is. Practice ends with the day, where there is another.
 * Returns: (transfer full), NULL where it is unclear. */
static char *
find_village (void)
{
  g_autofree char *last = g_settings_get_string (xy_prefs (), "village");
  g_autofree char *own = xy_practice_village_is_one (last) ? xy_application_find_own_village () : NULL;

  if (own != NULL)
    return g_steal_pointer (&own);
  if (*last != '\0' && g_file_test (last, G_FILE_TEST_EXISTS))
    {
      g_autofree char *office = xy_office_file_of (last);
      return office != NULL ? g_steal_pointer (&office) : g_steal_pointer (&last);
    }
  return xy_application_find_own_village ();
}

static void
forget_window (gpointer p, GObject *window)
{
  XY_APPLICATION (p)->window = NULL;
}

static void
present (XyApplication *self, const char *path)
{
  gboolean is_new = self->window == NULL;

  if (is_new)
    {
      self->window = xy_window_new (GTK_APPLICATION (self));
      g_object_weak_ref (G_OBJECT (self->window), forget_window, self);
    }
  /* A village that a township looks at is come to by the list of its office. */
  g_autofree char *office = path != NULL ? xy_office_file_of (path) : NULL;
  if (path != NULL)
    {
      xy_window_open_store (self->window, office != NULL ? office : path, 0);
    }
  else if (is_new)
    {
      g_autofree char *village = find_village ();
      xy_window_open_store (self->window, village, 0);
    }
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
on_terminated (gpointer p)
{
  XyApplication *self = p;

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_application_quit (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

static void
on_help_activated (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window != NULL)
    xy_help_open (GTK_WIDGET (window));
}

static void
xy_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = { { .name = "help", .activate = on_help_activated } };
  static const char *const help_keys[] = { "F1", NULL };

  G_APPLICATION_CLASS (xy_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.help", help_keys);

  xy_style_init (gdk_display_get_default ());
  xy_tips_install ();
  gtk_window_set_default_icon_name (XY_APP_ID);
  g_unix_signal_add (SIGTERM, on_terminated, application);
  g_unix_signal_add (SIGINT, on_terminated, application);
}

static void
xy_application_activate (GApplication *application)
{
  present (XY_APPLICATION (application), NULL);
}

static void
xy_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autofree char *path = g_file_get_path (files[0]);
  present (XY_APPLICATION (application), path);
}

static void
xy_application_class_init (XyApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = xy_application_startup;
  application_class->activate = xy_application_activate;
  application_class->open = xy_application_open;
}

static void
xy_application_init (XyApplication *self)
{
}

XyApplication *
xy_application_new (void)
{
  return g_object_new (XY_TYPE_APPLICATION, "application-id", XY_APP_ID, "resource-base-path", "/org/xiangyue/Xiangyue",
                       "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}

char *
xy_application_find_own_village (void)
{
  g_autofree char *folder = xy_store_default_folder ();
  g_autofree char *office = xy_office_file_of (folder);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *found = NULL;
  const char *name;

  if (office != NULL)
    return g_steal_pointer (&office);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_suffix (name, ".xiangyue"))
        continue;
      if (found != NULL)
        return NULL;
      found = g_build_filename (folder, name, NULL);
    }
  return g_steal_pointer (&found);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each page of the window on the village to practise in, at three text sizes, light and dark, in the two sizes of
 * window that offices have: nothing clipped, nothing outside the window, no control without a name.
 */
#include "app/pages.h"
#include "app/prefs.h"
#include "app/settings-dialog.h"
#include "app/style.h"
#include "app/window.h"
#include "core/i18n.h"
#include "core/sample.h"
#include "tests/app/look.h"

#include <glib/gstdio.h>

static GtkApplication *application;
static char *village;

static gboolean
on_time_up (gpointer done)
{
  *(gboolean *) done = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean done = FALSE;
  g_timeout_add (ms, on_time_up, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* Looks until all is well, for a page may still be reading or changing its size; gives up after some seconds. */
static void
check_window (GtkWidget *window, const char *where, int width, int height)
{
  Look look = { window, where, 0, g_string_new (NULL) };
  int least_width, least_height;

  for (int i = 0; i < 12; i++)
    {
      g_string_truncate (look.problems, 0);
      look_at (&look, window);
      if (look.problems->len == 0)
        break;
      wait_ms (250);
    }

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, width, &least_height, NULL, NULL, NULL);
  if (least_width > width || least_height > height)
    g_string_append_printf (look.problems, "%s: needs at least %d×%d\n", where, least_width, least_height);
  g_assert_cmpuint (look.n_seen, >, 20);
  if (look.problems->len > 0)
    {
      g_test_message ("%s", look.problems->str);
      g_test_fail ();
    }
  g_string_free (look.problems, TRUE);
}

static void
test_pages (gconstpointer p)
{
  int size = GPOINTER_TO_INT (p) % 3, dark = GPOINTER_TO_INT (p) / 3 % 2, small = GPOINTER_TO_INT (p) / 6;
  int width = small ? 1280 : 1366, height = small ? 720 : 768;
  XyWindow *window;

  g_settings_set_enum (xy_prefs (), "text-size", size);
  g_settings_set_enum (xy_prefs (), "colours", dark ? 2 : 1);
  g_settings_set (xy_prefs (), "window-size", "(ii)", width, height);
  g_settings_set_boolean (xy_prefs (), "maximised", FALSE);
  window = xy_window_new (application);
  xy_window_open_store (window, village, 0);
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 200 && xy_desk_get_user (xy_window_get_desk (window)) == NULL; i++)
    wait_ms (20);
  for (const XyPageEntry *const *entry = xy_pages (); *entry != NULL; entry++)
    {
      g_autofree char *where = g_strdup_printf ("%s %d pt %s %d×%d", (*entry)->name,
                                                size == 0   ? 11
                                                : size == 1 ? 13
                                                            : 16,
                                                dark ? "dark" : "light", width, height);
      xy_window_show_page (window, (*entry)->name, NULL);
      wait_ms (400);
      check_window (GTK_WIDGET (window), where, width, height);
    }

  g_autofree char *where = g_strdup_printf ("settings %d", size);
  GtkWidget *settings = xy_settings_dialog_new (GTK_WIDGET (window), xy_window_get_desk (window));
  gtk_window_present (GTK_WINDOW (settings));
  wait_ms (200);
  check_window (settings, where, width, height);
  gtk_window_destroy (GTK_WINDOW (settings));

  g_action_group_activate_action (G_ACTION_GROUP (window), "lock", NULL);
  wait_ms (300);
  check_window (GTK_WIDGET (window), "lock", width, height);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (50);
}

static void
test_first_start (gconstpointer p)
{
  int size = GPOINTER_TO_INT (p);

  g_settings_set_enum (xy_prefs (), "text-size", size);
  g_settings_set (xy_prefs (), "window-size", "(ii)", 1280, 720);
  XyWindow *window = xy_window_new (application);
  xy_window_open_store (window, NULL, 0);
  gtk_window_present (GTK_WINDOW (window));
  wait_ms (300);
  check_window (GTK_WIDGET (window), "first start", 1280, 720);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (50);
}

int
main (int argc, char **argv)
{
  XySampleOptions options = XY_SAMPLE_OPTIONS_DEFAULT;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  xy_i18n_init ();
  gtk_disable_setlocale ();
  gtk_test_init (&argc, &argv, NULL);
  xy_style_init (gdk_display_get_default ());

  folder = g_dir_make_tmp ("xiangyue-look-XXXXXX", &error);
  g_assert_no_error (error);
  village = g_build_filename (folder, XY_SAMPLE_CODE ".xiangyue", NULL);
  options.households = 60;
  options.persons = 0;
  options.groups = 4;
  options.today = "2026-11-20";
  xy_sample_create (village, &options, &error);
  g_assert_no_error (error);

  application = g_object_new (GTK_TYPE_APPLICATION, "application-id", "org.xiangyue.Look", "resource-base-path",
                              "/org/xiangyue/Xiangyue", "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *path = g_strdup_printf ("/look/pages/%s/%s/%d", i / 6 ? "1280x720" : "1366x768",
                                               i / 3 % 2 ? "dark" : "light", i % 3);
      g_test_add_data_func (path, GINT_TO_POINTER (i), test_pages);
    }
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("/look/first-start/%d", i);
      g_test_add_data_func (path, GINT_TO_POINTER (i), test_first_start);
    }
  return g_test_run ();
}

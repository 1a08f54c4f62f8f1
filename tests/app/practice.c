/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/practice.h"

#include "app/prefs.h"
#include "app/style.h"
#include "core/i18n.h"
#include "core/sample.h"
#include "print/sample-papers.h"
#include "tests/app/look.h"

static gboolean
on_time_up (gpointer done)
{
  *(gboolean *) done = TRUE;
  return G_SOURCE_REMOVE;
}

void
wait_ms (guint ms)
{
  gboolean done = FALSE;
  g_timeout_add (ms, on_time_up, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

void
practice_set_up (Practice *practice, const char *name, int *argc, char ***argv)
{
  XySampleOptions options = XY_SAMPLE_OPTIONS_DEFAULT;
  g_autofree char *id = g_strconcat ("org.xiangyue.", name, NULL);
  g_autoptr (GError) error = NULL;

  xy_i18n_init ();
  gtk_disable_setlocale ();
  gtk_test_init (argc, argv, NULL);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  xy_style_init (gdk_display_get_default ());

  practice->folder = g_dir_make_tmp ("xiangyue-practice-XXXXXX", &error);
  g_assert_no_error (error);
  practice->village = g_build_filename (practice->folder, XY_SAMPLE_CODE ".xiangyue", NULL);
  options.households = 60;
  options.persons = 0;
  options.groups = 4;
  options.today = "2026-11-20";
  options.print = xy_sample_paper_print;
  xy_sample_create (practice->village, &options, &error);
  g_assert_no_error (error);

  practice->application = g_object_new (GTK_TYPE_APPLICATION, "application-id", id, "resource-base-path",
                                        "/org/xiangyue/Xiangyue", "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_application_register (G_APPLICATION (practice->application), NULL, &error);
  g_assert_no_error (error);
}

XyWindow *
practice_open_window (Practice *practice, int size, gboolean dark, int width, int height)
{
  XyWindow *window;

  g_settings_set_enum (xy_prefs (), "text-size", size);
  g_settings_set_enum (xy_prefs (), "colours", dark ? 2 : 1);
  g_settings_set (xy_prefs (), "window-size", "(ii)", width, height);
  g_settings_set_boolean (xy_prefs (), "maximised", FALSE);
  window = xy_window_new (practice->application);
  xy_window_open_store (window, practice->village, 0);
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 200 && xy_desk_get_user (xy_window_get_desk (window)) == NULL; i++)
    wait_ms (20);
  return window;
}

void
practice_close_window (XyWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (50);
}

/* One that turns unseen has the window paint frames for ever. */
static void
check_spinners (GtkWidget *widget)
{
  if (GTK_IS_SPINNER (widget))
    g_assert_true (gtk_widget_get_mapped (widget) || !gtk_spinner_get_spinning (GTK_SPINNER (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_spinners (child);
}

/* As it stands; what is well is looked at once more as it is painted. */
static void
look_once (Look *look, LookPaint *paint)
{
  look->paint = NULL;
  look_paint_clear (paint);
  for (int pass = 0; pass < 2; pass++)
    {
      g_string_truncate (look->problems, 0);
      g_hash_table_remove_all (look->keys);
      look_at (look, look->root);
      if (look->problems->len > 0 || look->paint != NULL || !look_paint (paint, look->root))
        return;
      look->paint = paint;
    }
}

static void
look_at_room (Look *look, int width, int height)
{
  int least_width, least_height;

  gtk_widget_measure (look->root, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  /* As GTK reckons how small the window may be. */
  gtk_widget_measure (look->root, GTK_ORIENTATION_VERTICAL, least_width, &least_height, NULL, NULL, NULL);
  if (least_width > width || least_height > height)
    g_string_append_printf (look->problems, "%s: needs at least %d×%d\n", look->where, least_width, least_height);
}

void
practice_check_look (GtkWidget *window, const char *where, int width, int height)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);
  Look look = {
    .root = window, .where = where, .chinese = !xy_i18n_is_english (), .keys = keys, .problems = g_string_new (NULL)
  };
  g_auto (LookPaint) paint = { 0 };

  /* What is still being read, or turns from one colour to another, is looked at again. */
  for (int i = 0; i < 12; i++)
    {
      look_once (&look, &paint);
      look_at_room (&look, width, height);
      if (look.problems->len == 0)
        break;
      wait_ms (250);
    }
  /* Nothing is painted while it is laid out anew. */
  for (int i = 0; i < 40 && paint.texture == NULL && !look_paint (&paint, window); i++)
    wait_ms (25);
  g_assert_nonnull (paint.texture);
  look_paint_keep (&paint, where);

  check_spinners (window);
  g_assert_cmpuint (look.n_seen, >, 20);
  if (look.problems->len > 0)
    {
      g_test_message ("%s", look.problems->str);
      g_test_fail ();
    }
  g_string_free (look.problems, TRUE);
}

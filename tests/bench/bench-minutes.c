/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-minutes: the minutes of a long meeting in the real window, under the display there is.
 *
 *   bench-minutes VILLAGE     a village's file (xiangyue-cli sample --households 300 …), which gets a meeting
 *
 * desk   from the verb to the painted desk, 300 lines, 120 households
 * key    a character in the line in hand, until it is painted, while the draft is written again and again
 * line   the same of a line that is left and stands among the others
 */
#include <gtk/gtk.h>

#include "app/application.h"
#include "app/dialog.h"
#include "app/meeting-desk.h"
#include "app/window.h"
#include "bench.h"
#include "core/i18n.h"
#include "tests/app/minutes-world.h"

#define N_LINES 300
#define N_PEOPLE 120
#define N_KEYS 600

static gboolean painted;
static double began, spent;

static void
on_before_paint (void)
{
  began = bench_now ();
}

static void
on_after_paint (void)
{
  spent = bench_now () - began;
  painted = TRUE;
}

static gboolean
on_time_up (gpointer data)
{
  painted = TRUE;
  return G_SOURCE_CONTINUE;
}

/* What was painted already is not painted again. */
static void
wait_for_paint (void)
{
  guint source = g_timeout_add (500, on_time_up, NULL);

  painted = FALSE;
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    g_error ("%s", error->message);
  *(gboolean *) done = TRUE;
}

static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root) && gtk_widget_is_sensitive (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The text in hand, once the meeting is read; its frames are watched. */
static GtkWidget *
wait_for_text (void)
{
  GtkWidget *watched = NULL;

  for (;;)
    {
      g_autoptr (GList) windows = gtk_window_list_toplevels ();
      for (GList *l = windows; l != NULL; l = l->next)
        if (XY_IS_DIALOG (l->data) && gtk_widget_get_realized (l->data))
          {
            GtkWidget *text = find_widget (l->data, GTK_TYPE_TEXT_VIEW);
            if (watched == NULL)
              {
                GdkFrameClock *clock = gtk_widget_get_frame_clock (l->data);
                g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), NULL);
                g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
                watched = l->data;
              }
            GtkWidget *row = find_widget (l->data, GTK_TYPE_LIST_BOX_ROW);
            if (text != NULL && row != NULL)
              return text;
          }
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
pause_for (double seconds)
{
  for (double end = bench_now () + seconds; bench_now () < end;)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static double
type (GtkTextBuffer *buffer, const char *text)
{
  double pressed = bench_now ();

  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  double handled = bench_now () - pressed;
  wait_for_paint ();
  return handled + spent;
}

int
main (int argc, char *argv[])
{
  static const char *const words[] = { "路", "口", "太", "窄", "，", "农", "用", "车", "会", "不", "了", "。" };
  MinutesMaking making = { .body = "consult", .n_lines = N_LINES, .n_come = N_PEOPLE };
  g_autofree char *today = xy_env_today (xy_env_system ());
  XyApplication *application;
  GtkWindow *window;
  XyDesk *desk;
  gboolean done = FALSE;
  double keys[N_KEYS], lines[20];

  if (argc != 2)
    {
      g_printerr ("usage: bench-minutes VILLAGE\n");
      return 2;
    }
  /* Modules of input methods ask for it. */
  g_set_prgname ("bench");
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  xy_i18n_init ();
  gtk_disable_setlocale ();
  application = xy_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (argv[1]);
  g_application_open (G_APPLICATION (application), &file, 1, "");
  while ((window = gtk_application_get_active_window (GTK_APPLICATION (application))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  desk = xy_window_get_desk (XY_WINDOW (window));
  while (xy_desk_get_user (desk) == NULL)
    g_main_context_iteration (NULL, TRUE);
  making.day = today;
  xy_desk_act (desk, "Bench", minutes_make, &making, NULL, on_made, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  pause_for (2);

  double start = bench_now (), worked = bench_worked ();
  xy_meeting_desk_open (GTK_WIDGET (window), desk, &making.made);
  GtkWidget *text = wait_for_text ();
  wait_for_paint ();
  bench_print ("minutes: the desk opened", (bench_now () - start) * 1000, "ms");
  bench_print ("minutes: the desk opened, processor time", (bench_worked () - worked) * 1000, "ms");
  gtk_widget_grab_focus (text);
  pause_for (1);

  /* As quickly as nobody writes, so that the draft is always on its way. */
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  for (guint i = 0; i < N_KEYS; i++)
    keys[i] = type (buffer, words[i % G_N_ELEMENTS (words)]);
  bench_print ("minutes: a key", bench_quantile (keys, N_KEYS, 0.5) * 1000, "ms");
  bench_print ("minutes: a key, p95", bench_quantile (keys, N_KEYS, 0.95) * 1000, "ms");

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      type (buffer, "路口太窄，农用车会不了车。");
      start = bench_now ();
      type (buffer, "\n");
      if (gtk_text_buffer_get_char_count (buffer) > 0)
        wait_for_paint ();
      lines[i] = bench_now () - start;
      pause_for (0.4);
    }
  bench_print ("minutes: a line left, the next begun", bench_quantile (lines, G_N_ELEMENTS (lines), 0.5) * 1000, "ms");
  return 0;
}

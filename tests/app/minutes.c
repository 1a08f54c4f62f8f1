/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * minutes: the window with the desk of a meeting in it, for the test that kills it and for a look.
 *
 *   minutes VILLAGE [BODY LINES PEOPLE]     the meeting that is being written; makes one where there is none
 */
#include <stdlib.h>

#include "app/application.h"
#include "app/meeting-desk.h"
#include "app/window.h"
#include "core/i18n.h"
#include "tests/app/minutes-world.h"

static gpointer
find_meeting (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) open = xy_record_list (
      store, &xy_meeting_type, "WHERE t.del = 0 AND t.stage = 1 ORDER BY t.day DESC", XY_BIND_NONE, error);

  return open != NULL && open->len > 0 ? xy_id_copy (&((XyRecord *) open->pdata[0])->id) : NULL;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  *(XyId **) data = xy_worker_run_finish (XY_WORKER (source), result, NULL);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    g_error ("%s", error->message);
  *(gboolean *) done = TRUE;
}

int
main (int argc, char *argv[])
{
  XyApplication *application;
  GtkWindow *window;
  XyDesk *desk;
  XyId *found = (XyId *) &found;
  gboolean done = FALSE;
  g_autofree char *today = xy_env_today (xy_env_system ());
  MinutesMaking making = { .body = argc > 2 ? argv[2] : "consult",
                           .day = today,
                           .groups = 2,
                           .n_lines = argc > 3 ? (guint) strtoul (argv[3], NULL, 10) : 0,
                           .n_come = argc > 4 ? (guint) strtoul (argv[4], NULL, 10) : 3 };

  if (argc < 2)
    {
      g_printerr ("usage: minutes VILLAGE [BODY LINES PEOPLE]\n");
      return 2;
    }
  /* Modules of input methods ask for it, and here nobody runs the application, which would set it. */
  g_set_prgname ("minutes");
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
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, find_meeting, NULL, NULL, g_free, NULL, on_found, &found);
  while (found == (XyId *) &found)
    g_main_context_iteration (NULL, TRUE);
  if (found != NULL)
    making.made = *found;
  else
    {
      xy_desk_act (desk, "Test", minutes_make, &making, NULL, on_made, &done);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
    }
  g_free (found);
  xy_meeting_desk_open (GTK_WIDGET (window), desk, &making.made);
  while (gtk_application_get_active_window (GTK_APPLICATION (application)) != NULL)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-typing: the sheets of a hygiene round in the real window, under the display there is.
 *
 *   bench-typing VILLAGE     a village's file (xiangyue-cli sample --households 300 …), which gets a round
 *
 * grid   from the verb to the painted rows, nine items, three judges, two thirds of the sheets there
 * cell   a digit and Enter, until the next cell is painted: what it costs, without waiting for the screen's next frame
 */
#include <gtk/gtk.h>

#include "app/application.h"
#include "app/cells.h"
#include "app/dialog.h"
#include "app/hygiene-grid.h"
#include "app/window.h"
#include "bench.h"
#include "core/hygiene-score.h"
#include "core/i18n.h"
#include "core/store.h"

#define N_ITEMS 9
#define N_JUDGES 3
#define N_CELLS 400

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

static void
wait_for_paint (void)
{
  painted = FALSE;
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
}

/* A round, with the sheets of all judges but the last. */
static gboolean
make_round (XyTxn *txn, gpointer data, GError **error)
{
  XyId *made = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneChecklist) checklist = xy_record_new (&xy_hygiene_checklist_type);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_propose (store, "special", "household", NULL, error);
  g_autoptr (GString) items = g_string_new (NULL);
  const gint64 scores[N_ITEMS] = { 900, 800, 700, 600, 500, 400, 300, 200, 100 };
  XyHygieneSeat seats[N_JUDGES] = { { (char *) "甄一", XY_ID_NONE, NULL },
                                    { (char *) "甄二", XY_ID_NONE, NULL },
                                    { (char *) "甄三", XY_ID_NONE, NULL } };
  XyHygieneMaking making = { .round = round, .seats = seats, .n_seats = N_JUDGES };

  if (round == NULL)
    return FALSE;
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (XyHygieneItem));
  g_array_set_clear_func (list, (GDestroyNotify) xy_hygiene_item_clear);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      XyHygieneItem item = { .name = g_strdup_printf ("第%u项整洁", i + 1), .most = 1000, .on = TRUE };
      g_array_append_val (list, item);
    }
  xy_set_str (&checklist->name, "测速评比表");
  xy_set_str (&checklist->target, "household");
  checklist->items = xy_hygiene_items_write (list);
  if (!xy_hygiene_checklist_save_act (txn, checklist, error))
    return FALSE;
  xy_set_str (&round->mode, "items");
  xy_set_str (&round->name, "测速");
  round->checklist = checklist->record.id;
  if (!xy_hygiene_make_act (txn, &making, error))
    return FALSE;
  *made = making.made;
  g_autoptr (XyHygieneGrid) grid = xy_hygiene_grid (store, made, error);
  for (guint i = 0; grid != NULL && i < grid->rows->len; i++)
    for (guint k = 0; k + 1 < N_JUDGES; k++)
      {
        const XyHygieneGridRow *row = grid->rows->pdata[i];
        XyHygieneScoring one = { .result = row->result,
                                 .judge = ((XyRecord *) grid->judges->pdata[k])->id,
                                 .scores = scores,
                                 .n_scores = N_ITEMS };
        if (g_strcmp0 (row->state, "in") == 0 && row->cells[k].aside == NULL
            && !xy_hygiene_score_act (txn, &one, error))
          return FALSE;
      }
  return grid != NULL;
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
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The cells of the dialog, once they are there; their frames are watched. */
static XyCells *
wait_for_cells (void)
{
  GtkWidget *watched = NULL;

  for (;;)
    {
      g_autoptr (GList) windows = gtk_window_list_toplevels ();
      for (GList *l = windows; l != NULL; l = l->next)
        if (XY_IS_DIALOG (l->data) && gtk_widget_get_realized (l->data))
          {
            GtkWidget *cells = find_widget (l->data, XY_TYPE_CELLS);
            if (watched == NULL)
              {
                GdkFrameClock *clock = gtk_widget_get_frame_clock (l->data);
                g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), NULL);
                g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
                watched = l->data;
              }
            if (cells != NULL)
              return XY_CELLS (cells);
          }
      g_main_context_iteration (NULL, TRUE);
    }
}

int
main (int argc, char *argv[])
{
  XyApplication *application;
  GtkWindow *window;
  XyDesk *desk;
  XyId round = XY_ID_NONE;
  gboolean done = FALSE;
  double cells[N_CELLS];

  if (argc != 2)
    {
      g_printerr ("usage: bench-typing VILLAGE\n");
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
  xy_desk_act (desk, "Bench", make_round, &round, NULL, on_made, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  for (double end = bench_now () + 2; bench_now () < end;)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }

  double start = bench_now ();
  xy_hygiene_grid_open (GTK_WIDGET (window), desk, &round, NULL);
  XyCells *grid = wait_for_cells ();
  wait_for_paint ();
  bench_print ("typing: the grid opened", (bench_now () - start) * 1000, "ms");

  for (guint i = 0; i < N_CELLS; i++)
    {
      /* Nine scores of 1 and their sum. */
      gboolean sum = i % (N_ITEMS + 1) == N_ITEMS;
      double pressed = bench_now ();
      xy_cells_type (grid, sum ? '9' : '1');
      xy_cells_enter (grid);
      double handled = bench_now () - pressed;
      wait_for_paint ();
      cells[i] = handled + spent;
    }
  bench_print ("typing: a cell to the next", bench_quantile (cells, N_CELLS, 0.5) * 1000, "ms");
  bench_print ("typing: a cell to the next, p95", bench_quantile (cells, N_CELLS, 0.95) * 1000, "ms");
  return 0;
}

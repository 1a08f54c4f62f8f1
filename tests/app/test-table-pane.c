/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside a pane that says nothing a table chooses its first row by itself, where the window is wide; never in the way
 * of somebody who chooses, or of a page that is on the way to another row. */
#include "app/detail.h"
#include "app/pane-box.h"
#include "app/prefs.h"
#include "app/style.h"
#include "app/table-private.h"
#include "tests/app/world.h"

#define WIDE 1300
#define NARROW 800

static char *
get_number (gconstpointer record)
{
  return g_strdup_printf ("%u", ((const WorldRecord *) record)->number);
}

static const XyColumn columns[] = {
  { "number", "Number", 90, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_number },
};

typedef struct
{
  World world;
  XyWorker *worker;
  XyList *list;
  XyTable *table;
  XyDetail *detail;
  GtkWidget *window;
  XyId shown;
  guint n_shown; /* how many records the pane showed */
  XyId wanted;
} Fixture;

static void
on_chosen (Fixture *f)
{
  g_autoptr (XyRow) row = xy_table_get_row (f->table);

  if (row == NULL)
    {
      xy_detail_show_count (f->detail, xy_table_get_n_chosen (f->table));
      return;
    }
  xy_detail_start (f->detail);
  if (!xy_id_same (&f->shown, xy_row_get_id (row)))
    f->n_shown++;
  f->shown = *xy_row_get_id (row);
}

static void
on_answered (Fixture *f)
{
  xy_table_choose_wanted (f->table, &f->wanted);
}

static void
set_up (Fixture *f, gconstpointer single)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  world_init (&f->world, 50);
  f->worker = xy_worker_new ();
  f->list = xy_list_new (f->worker, &world_source, 1);
  f->table = XY_TABLE (xy_table_new ("pane", columns, G_N_ELEMENTS (columns)));
  f->detail = XY_DETAIL (xy_detail_new ());
  f->wanted = f->shown = XY_ID_NONE;
  f->n_shown = 0;
  if (single != NULL)
    xy_table_set_single (f->table);
  xy_detail_show_nothing (f->detail, NULL);
  gtk_box_append (GTK_BOX (pane), GTK_WIDGET (f->detail));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), WIDE, 600);
  gtk_window_set_child (GTK_WINDOW (f->window), xy_pane_box_new (GTK_WIDGET (f->table), pane));
  g_signal_connect_swapped (f->table, "chosen", G_CALLBACK (on_chosen), f);
  xy_table_set_list (f->table, f->list);
  g_signal_connect_swapped (f->list, "answered", G_CALLBACK (on_answered), f);
  gtk_window_present (GTK_WINDOW (f->window));
  while (gtk_widget_get_width (f->window) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *f, gconstpointer single)
{
  g_signal_handlers_disconnect_by_data (f->list, f);
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  xy_worker_stop (f->worker);
  g_clear_object (&f->list);
  g_clear_object (&f->worker);
  world_clear (&f->world);
}

static void
resize (Fixture *f, int width)
{
  gtk_window_set_default_size (GTK_WINDOW (f->window), width, 600);
  while (gtk_widget_get_width (f->window) != width || f->table->fit_tick != 0)
    g_main_context_iteration (NULL, TRUE);
  for (gint64 until = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 4; g_get_monotonic_time () < until;)
    g_main_context_iteration (NULL, FALSE);
}

static void
ask (Fixture *f, guint32 divisor)
{
  world_ask (&f->world, f->list, divisor);
  world_wait (f->list);
}

/* The number of the one chosen row; -1: none or several are. */
static int
chosen (Fixture *f)
{
  g_autoptr (XyRow) row = xy_table_get_row (f->table);

  return row != NULL ? (int) world_number (xy_row_get_id (row)) : -1;
}

static void
test_first (Fixture *f, gconstpointer single)
{
  int first;

  ask (f, 1);
  first = (int) world_number (xy_list_get_id (f->list, 0));
  g_assert_cmpint (chosen (f), ==, first);
  /* The pane is asked for that one record once, and no question is asked twice. */
  g_assert_cmpuint (f->n_shown, ==, 1);
  g_assert_cmpuint (f->world.n_asked, ==, 1);

  /* It stays where rows come before it; one that is gone makes room for the first there is. */
  guint32 extra = 1000;
  g_array_insert_val (f->world.numbers, 0, extra);
  xy_worker_changed (f->worker, 1);
  world_wait (f->list);
  g_assert_cmpint (chosen (f), ==, first);
  XyId gone = world_id (20);
  g_assert_true (xy_table_choose (f->table, &gone));
  ask (f, 7);
  g_assert_cmpint (chosen (f), ==, (int) world_number (xy_list_get_id (f->list, 0)));
  g_assert_true (xy_id_same (&f->shown, xy_list_get_id (f->list, 0)));
}

/* What nobody chose gives its room back in a narrow window, and comes again in a wide one. */
static void
test_narrow (Fixture *f, gconstpointer single)
{
  resize (f, NARROW);
  ask (f, 1);
  g_assert_cmpint (chosen (f), ==, -1);
  resize (f, WIDE);
  g_assert_cmpint (chosen (f), ==, (int) world_number (xy_list_get_id (f->list, 0)));
  resize (f, NARROW);
  g_assert_cmpint (chosen (f), ==, -1);

  /* What somebody chose stays, be it the same row. */
  XyId id = *xy_list_get_id (f->list, 0);
  g_assert_true (xy_table_choose (f->table, &id));
  resize (f, NARROW + 10);
  g_assert_cmpint (chosen (f), ==, (int) world_number (&id));
  id = world_id (20);
  g_assert_true (xy_table_choose (f->table, &id));
  resize (f, WIDE);
  resize (f, NARROW);
  g_assert_cmpint (chosen (f), ==, 20);
}

/* The page's own row is chosen at once, and no other before it. */
static void
test_wanted (Fixture *f, gconstpointer single)
{
  f->wanted = world_id (20);
  ask (f, 1);
  g_assert_cmpint (chosen (f), ==, 20);
  g_assert_cmpuint (f->n_shown, ==, 1);
}

static void
test_unchosen (Fixture *f, gconstpointer single)
{
  xy_table_leave_unchosen (f->table);
  ask (f, 1);
  resize (f, WIDE + 10);
  g_assert_cmpint (chosen (f), ==, -1);
}

/* Who takes rows one by one has those alone; one that was taken itself is among them. */
static void
test_taken (Fixture *f, gconstpointer single)
{
  ask (f, 1);
  while (g_list_model_get_n_items (G_LIST_MODEL (f->table->selection)) < 20)
    g_main_context_iteration (NULL, TRUE);
  xy_table_take_over (f->table, TRUE);
  gtk_selection_model_select_item (f->table->selection, 10, FALSE);
  g_assert_cmpint (chosen (f), ==, (int) world_number (xy_list_get_id (f->list, 10)));

  xy_table_choose_none (f->table);
  ask (f, 1);
  g_assert_cmpint (chosen (f), ==, (int) world_number (xy_list_get_id (f->list, 0)));
  xy_table_take_over (f->table, FALSE);
  xy_table_take_over (f->table, TRUE);
  gtk_selection_model_select_item (f->table->selection, 10, FALSE);
  g_assert_cmpuint (xy_table_get_n_chosen (f->table), ==, 2);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  xy_style_init (gdk_display_get_default ());
  g_settings_set_enum (xy_prefs (), "text-size", XY_TEXT_STANDARD);
  g_test_add ("/table-pane/first", Fixture, NULL, set_up, test_first, tear_down);
  g_test_add ("/table-pane/first-of-single", Fixture, "single", set_up, test_first, tear_down);
  g_test_add ("/table-pane/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/table-pane/narrow-of-single", Fixture, "single", set_up, test_narrow, tear_down);
  g_test_add ("/table-pane/wanted", Fixture, NULL, set_up, test_wanted, tear_down);
  g_test_add ("/table-pane/unchosen", Fixture, NULL, set_up, test_unchosen, tear_down);
  g_test_add ("/table-pane/taken", Fixture, NULL, set_up, test_taken, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/detail.h"
#include "app/pane-box.h"
#include "app/prefs.h"
#include "app/style.h"
#include "app/table-private.h"
#include "tests/app/world.h"

#include <glib/gstdio.h>

static char *
get_number (gconstpointer record)
{
  return g_strdup_printf ("%u", ((const WorldRecord *) record)->number);
}

static char *
get_name (gconstpointer record)
{
  guint32 number = ((const WorldRecord *) record)->number;
  return number == 3 ? g_strdup ("张\t三") : g_strdup_printf ("户%u", number);
}

static const char *state = "已入账";

static char *
get_state (gconstpointer record)
{
  return g_strdup (state);
}

static XyPillKind
get_state_kind (gconstpointer record)
{
  return XY_PILL_DONE;
}

static const XyColumn columns[] = {
  { "number", "Number", 90, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_number },
  { "name", "Name", 180, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name },
  { "state", "State", 120, XY_COLUMN_PILL, 0, get_state, get_state_kind },
  { "secret", "Secret", 120, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_name },
};

typedef struct
{
  World world;
  XyWorker *worker;
  XyList *list;
  XyTable *table;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer name)
{
  world_init (&f->world, 50);
  f->worker = xy_worker_new ();
  f->list = xy_list_new (f->worker, &world_source, 1);
  f->table = XY_TABLE (xy_table_new (name, columns, G_N_ELEMENTS (columns)));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->table));
  xy_table_set_list (f->table, f->list);
  world_ask (&f->world, f->list, 1);
  gtk_window_present (GTK_WINDOW (f->window));
  world_wait (f->list);
}

static void
tear_down (Fixture *f, gconstpointer name)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  xy_worker_stop (f->worker);
  g_clear_object (&f->list);
  g_clear_object (&f->worker);
  world_clear (&f->world);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer text)
{
  *(char **) text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static GtkSelectionModel *
find_selection (Fixture *f)
{
  for (GtkWidget *w = GTK_WIDGET (f->table); w != NULL && !GTK_IS_COLUMN_VIEW (w); w = gtk_widget_get_first_child (w))
    if (GTK_IS_COLUMN_VIEW (gtk_widget_get_first_child (w)))
      return gtk_column_view_get_model (GTK_COLUMN_VIEW (gtk_widget_get_first_child (w)));
  g_assert_not_reached ();
}

/* Until the view was told of all rows, as it is some frames after the first. */
static void
wait_for_rows (Fixture *f)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (find_selection (f))) < xy_list_get_count (f->list))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_copy (Fixture *f, gconstpointer name)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (f->table));
  GdkContentProvider *before = gdk_clipboard_get_content (clipboard);
  g_autofree char *text = NULL;

  for (guint32 number = 2; number <= 4; number++)
    {
      XyId id = world_id (number);
      g_assert_true (xy_table_choose (f->table, &id));
      g_assert_cmpuint (xy_table_get_n_chosen (f->table), ==, 1);
    }
  GtkSelectionModel *selection = find_selection (f);
  wait_for_rows (f);
  gtk_selection_model_select_range (selection, 2, 3, TRUE);
  g_assert_cmpuint (xy_table_get_n_chosen (f->table), ==, 3);

  xy_table_copy (f->table);
  while (gdk_clipboard_get_content (clipboard) == before)
    g_main_context_iteration (NULL, TRUE);
  gdk_clipboard_read_text_async (clipboard, NULL, on_text, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (text, ==, "2\t户2\t已入账\r\n3\t\"张\t三\"\t已入账\r\n4\t户4\t已入账\r\n");
}

/* A spreadsheet of the list has its rows in their order, the columns that are shown, and those that hide by themselves.
 */
static void
test_export (Fixture *f, gconstpointer name)
{
  g_autofree char *folder = g_dir_make_tmp ("xy-XXXXXX", NULL), *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *all = NULL, *some = NULL;
  g_autoptr (GError) error = NULL;
  GtkSelectionModel *selection = find_selection (f);
  guint n;

  xy_list_set_sort (f->list, "number", TRUE);
  world_wait (f->list);
  XyTableExport *export = xy_table_export_new (f->table, "红星村", "Table");
  g_assert_true (xy_table_export_write (NULL, path, export, NULL, NULL, NULL, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 50);
  g_assert_true (g_file_get_contents (path, &all, NULL, NULL));
  g_assert_true (g_str_has_prefix (all, "\xef\xbb\xbfNumber,Name,State,Secret\r\n49,户49,已入账,户49\r\n48,"));
  xy_table_export_free (export);

  /* Chosen rows are meant where several are. */
  wait_for_rows (f);
  gtk_selection_model_select_range (selection, 46, 2, TRUE);
  export = xy_table_export_new (f->table, "红星村", "Table");
  g_assert_true (xy_table_export_write (NULL, path, export, NULL, NULL, NULL, &n, &error));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (g_file_get_contents (path, &some, NULL, NULL));
  g_assert_cmpstr (some, ==,
                   "\xef\xbb\xbfNumber,Name,State,Secret\r\n3,\"张\t三\",已入账,\"张\t三\"\r\n2,户2,已入账,户2\r\n");

  /* The question failed: nothing is written over what was there. */
  f->world.fails = TRUE;
  gtk_selection_model_unselect_all (selection);
  xy_table_export_free (export);
  export = xy_table_export_new (f->table, "红星村", "Table");
  g_assert_false (xy_table_export_write (NULL, path, export, NULL, NULL, NULL, &n, &error));
  g_clear_pointer (&all, g_free);
  g_assert_true (g_file_get_contents (path, &all, NULL, NULL));
  g_assert_cmpstr (all, ==, some);
  f->world.fails = FALSE;
  xy_table_export_free (export);
  g_unlink (path);
  g_rmdir (folder);
}

/* What is chosen stays chosen when rows before it come and go, and when it moves. */
static void
test_chosen_stays (Fixture *f, gconstpointer name)
{
  XyId id = world_id (20);
  guint32 extra = 1000;

  g_assert_true (xy_table_choose (f->table, &id));
  g_array_insert_val (f->world.numbers, 3, extra);
  g_array_remove_index (f->world.numbers, 40);
  xy_worker_changed (f->worker, 1);
  world_wait (f->list);
  g_autoptr (XyRow) row = xy_table_get_row (f->table);
  g_assert_nonnull (row);
  g_assert_cmpuint (world_number (xy_row_get_id (row)), ==, 20);

  xy_list_set_sort (f->list, "number", TRUE);
  world_wait (f->list);
  g_autoptr (XyRow) moved = xy_table_get_row (f->table);
  g_assert_nonnull (moved);
  g_assert_cmpuint (world_number (xy_row_get_id (moved)), ==, 20);

  /* A row that is gone is not chosen any more. */
  g_array_remove_index (f->world.numbers, 21);
  xy_worker_changed (f->worker, 1);
  world_wait (f->list);
  g_assert_cmpuint (xy_table_get_n_chosen (f->table), ==, 0);
}

/* The first cell with a text under WIDGET. */
static GtkInscription *
find_cell (GtkWidget *widget)
{
  GtkInscription *found = NULL;

  if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL)
    return GTK_INSCRIPTION (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_cell (child);
  return found;
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

static void
fill (Fixture *f, guint32 from, guint32 n)
{
  g_array_set_size (f->world.numbers, 0);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 number = from + i;
      g_array_append_val (f->world.numbers, number);
    }
  xy_worker_changed (f->worker, 1);
  world_wait (f->list);
}

/* From wherever a row that was chosen brought it. */
static void
scroll_to_top (Fixture *f)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (find_cell (GTK_WIDGET (f->table))), GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  while (gtk_adjustment_get_value (vertical) <= 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_adjustment_set_value (vertical, 0);
}

/* A long list has the widgets of what is seen first; the rest follows, and is there for whoever asks for it. */
static void
test_fills (Fixture *f, gconstpointer name)
{
  GListModel *told = G_LIST_MODEL (find_selection (f));
  XyId far = world_id (5900), near = world_id (7003);

  wait_for_rows (f);
  fill (f, 1000, 2000);
  g_assert_cmpuint (g_list_model_get_n_items (told), <, 60);
  g_assert_cmpuint (g_list_model_get_n_items (told), >, 18);
  g_assert_cmpuint (count_rows (GTK_WIDGET (f->table)), <, 60);
  g_assert_cmpuint (xy_list_get_count (f->list), ==, 2000);
  wait_for_rows (f);
  g_assert_cmpuint (count_rows (GTK_WIDGET (f->table)), >, 150);

  /* A row further down is chosen at once. */
  fill (f, 4000, 2000);
  g_assert_cmpuint (g_list_model_get_n_items (told), <, 60);
  g_assert_true (xy_table_choose (f->table, &far));
  g_assert_cmpuint (g_list_model_get_n_items (told), ==, 2000);
  g_autoptr (XyRow) row = xy_table_get_row (f->table);
  g_assert_cmpuint (world_number (xy_row_get_id (row)), ==, 5900);

  /* What is chosen among the first needs no more than them, and stays chosen while the rest comes. */
  xy_table_choose_none (f->table);
  scroll_to_top (f);
  fill (f, 7000, 2000);
  g_assert_true (xy_table_choose (f->table, &near));
  g_assert_cmpuint (g_list_model_get_n_items (told), <, 60);
  wait_for_rows (f);
  g_assert_cmpuint (xy_table_get_n_chosen (f->table), ==, 1);
  g_autoptr (XyRow) still = xy_table_get_row (f->table);
  g_assert_cmpuint (world_number (xy_row_get_id (still)), ==, 7003);

  /* Chosen far down, and the list comes in another order: found again where it went. */
  far = world_id (8900);
  g_assert_true (xy_table_choose (f->table, &far));
  scroll_to_top (f);
  xy_list_set_sort (f->list, "number", TRUE);
  world_wait (f->list);
  g_autoptr (XyRow) moved = xy_table_get_row (f->table);
  g_assert_nonnull (moved);
  g_assert_cmpuint (world_number (xy_row_get_id (moved)), ==, 8900);
}

/* Whether each cell of ROW, a row of the list inside, shows the record that stands there. */
static gboolean
is_shown (GtkWidget *row, guint32 number)
{
  WorldRecord record = { .number = number };
  GtkWidget *outer = gtk_widget_get_first_child (row);

  for (guint i = 0; outer != NULL; i++, outer = gtk_widget_get_next_sibling (outer))
    {
      GtkWidget *cell = gtk_widget_get_first_child (outer);
      g_autofree char *words = columns[i].text (&record);

      if (gtk_widget_get_opacity (cell) < 1
          || (GTK_IS_INSCRIPTION (cell) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (cell)), words) != 0))
        return FALSE;
    }
  return TRUE;
}

/* Whether all rows in sight do, and leave no gap. */
static gboolean
is_sight_right (Fixture *f)
{
  GtkWidget *view = GTK_WIDGET (f->table->view), *rows = xy_table_get_rows (f->table);
  int left = gtk_widget_get_height (rows);

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      graphene_rect_t place, in_view;
      if (!gtk_widget_get_mapped (row) || !gtk_widget_compute_bounds (row, rows, &place)
          || !gtk_widget_compute_bounds (row, view, &in_view))
        continue;
      double top = MAX (place.origin.y, 0);
      double end = MIN (place.origin.y + place.size.height, gtk_widget_get_height (rows));
      if (end - top < 2)
        continue;
      guint position = xy_table_pick (f->table, 40, in_view.origin.y - place.origin.y + (top + end) / 2);
      const XyId *id = xy_list_get_id (f->list, position);
      if (id == NULL || !is_shown (row, world_number (id)))
        return FALSE;
      left -= (int) (end - top);
    }
  return left < 4;
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer n)
{
  return --*(int *) n > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
wait_for_frames (Fixture *f, int n)
{
  gtk_widget_add_tick_callback (f->window, on_tick, &n, NULL);
  while (n > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Wherever a long list jumps or is moved to, and whatever comes between, what is in sight is what stands there. */
static void
test_in_sight (Fixture *f, gconstpointer name)
{
  GtkAdjustment *vertical = f->table->vertical;

  wait_for_rows (f);
  fill (f, 1000, 5000);
  wait_for_rows (f);
  for (guint i = 0; i < 60; i++)
    {
      double value = gtk_adjustment_get_value (vertical);
      gint64 patience = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
        case 1:
          gtk_adjustment_set_value (vertical, g_test_rand_double_range (0, gtk_adjustment_get_upper (vertical)));
          break;
        case 2:
          for (guint step = 0; step < 20; step++)
            {
              gtk_adjustment_set_value (vertical, value + step * 47);
              wait_for_frames (f, 1);
            }
          break;
        case 3:
          xy_list_set_sort (f->list, "number", g_test_rand_bit ());
          break;
        case 4:
          fill (f, (guint32) g_test_rand_int_range (0, 3000), (guint32) g_test_rand_int_range (100, 4000));
          wait_for_rows (f);
          break;
        default:
          gtk_widget_set_margin_bottom (GTK_WIDGET (f->table), g_test_rand_int_range (0, 300));
        }
      wait_for_frames (f, 4);
      while (!is_sight_right (f) && g_get_monotonic_time () < patience)
        wait_for_frames (f, 1);
      g_assert_true (is_sight_right (f));
    }
}

/* Sort and widths come back under the table's name. */
static void
test_memory (Fixture *f, gconstpointer name)
{
  GVariant *table = g_variant_new_parsed ("{%s: ([('state', 150, true), ('number', 60, true), ('name', 0, false)], "
                                          "'number', true)}",
                                          "remembered");
  g_settings_set_value (xy_prefs (), "tables", table);

  GtkWidget *window = gtk_window_new ();
  XyTable *other = XY_TABLE (xy_table_new ("remembered", columns, G_N_ELEMENTS (columns)));
  g_autoptr (XyList) list = xy_list_new (f->worker, &world_source, 1);
  gboolean descending;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (other));
  xy_table_set_list (other, list);
  g_assert_cmpstr (xy_list_get_sort (list, &descending), ==, "number");
  g_assert_true (descending);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkColumnView *
find_view (Fixture *f)
{
  return GTK_COLUMN_VIEW (
      gtk_widget_get_ancestor (GTK_WIDGET (find_cell (GTK_WIDGET (f->table))), GTK_TYPE_COLUMN_VIEW));
}

/* What the columns that are shown have; WIDTHS has room for those of the table. Returns their sum. */
static int
get_widths (GtkColumnView *view, int *widths)
{
  GListModel *all = gtk_column_view_get_columns (view);
  int sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (all, i);
      widths[i] = gtk_column_view_column_get_fixed_width (column);
      sum += gtk_column_view_column_get_visible (column) ? widths[i] : 0;
    }
  return sum;
}

/* Until the columns together want no more than MOST and no less than LEAST, and the frames after that. */
static void
wait_for_widths (GtkColumnView *view, int least, int most, int *widths)
{
  gint64 until = g_get_monotonic_time () + 5 * G_TIME_SPAN_SECOND;
  int sum;

  while ((sum = get_widths (view, widths)) > most || sum < least)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* The table no wider than WIDTH, however wide the window is. */
static void
make_narrow (Fixture *f, int width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  g_object_ref (f->table);
  gtk_window_set_child (GTK_WINDOW (f->window), NULL);
  gtk_widget_set_size_request (GTK_WIDGET (f->table), width, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->table));
  g_object_unref (f->table);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
}

/* In a narrow place columns give up what their words do not need, in a wide one they share what is left; what a person
 * gave one stays, and is remembered. */
static void
test_fits (Fixture *f, gconstpointer name)
{
  static const XyColumn wide[] = {
    { "number", "Number", 290, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_number },
    { "name", "Name", 280, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name },
    { "state", "State", 260, XY_COLUMN_PILL, 0, get_state, get_state_kind },
    { "secret", "Secret", 120, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_name },
  };
  int widths[G_N_ELEMENTS (wide)];

  f->table = XY_TABLE (xy_table_new (name, wide, G_N_ELEMENTS (wide)));
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->table));
  xy_table_set_list (f->table, f->list);
  while (find_cell (GTK_WIDGET (f->table)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  GtkColumnView *view = find_view (f);
  wait_for_widths (view, 880, 900, widths);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (widths[i], >, wide[i].width + 15);
      g_assert_cmpint (widths[i], <, wide[i].width + 35);
    }

  make_narrow (f, 400);
  wait_for_widths (view, 380, 400, widths);
  g_assert_cmpint (widths[0], <, 200);
  g_assert_cmpint (widths[2], >, 60);

  /* Drawn wider. The others give way further. */
  g_autoptr (GtkColumnViewColumn) number = g_list_model_get_item (gtk_column_view_get_columns (view), 0);
  gtk_column_view_column_set_fixed_width (number, 210);
  gtk_widget_set_size_request (GTK_WIDGET (f->table), 404, -1);
  wait_for_widths (view, 390, 404, widths);
  g_assert_cmpint (widths[0], ==, 210);
  xy_table_save_columns (f->table);
  g_autoptr (GVariant) tables = g_settings_get_value (xy_prefs (), "tables");
  g_autofree char *saved = g_variant_print (tables, FALSE);
  g_assert_nonnull (strstr (saved, "('number', 210, true), ('name', 280, true), ('state', 260, true)"));

  /* Where there is room again all have what they had, and the others what is left. */
  gtk_widget_set_size_request (GTK_WIDGET (f->table), 890, -1);
  wait_for_widths (view, 870, 900, widths);
  g_assert_cmpint (widths[0], ==, 210);
  g_assert_cmpint (ABS (widths[1] - widths[2] * 280 / 260), <=, 2);
}

static void
wait_until_fitted (Fixture *f)
{
  while (!f->table->is_fitted || f->table->fit_tick != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Rows that come later move the columns only where a state would be cut. */
static void
test_state_whole (Fixture *f, gconstpointer name)
{
  int widths[G_N_ELEMENTS (columns)], later[G_N_ELEMENTS (columns)];

  while (find_cell (GTK_WIDGET (f->table)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  GtkColumnView *view = find_view (f);
  wait_until_fitted (f);
  get_widths (view, widths);
  xy_list_set_sort (f->list, "number", TRUE);
  world_wait (f->list);
  wait_until_fitted (f);
  get_widths (view, later);
  g_assert_cmpmem (widths, sizeof widths, later, sizeof later);

  state = "在等村民会议定，定了以后还要在村里和组里公示十五天";
  xy_list_set_sort (f->list, "number", FALSE);
  world_wait (f->list);
  wait_until_fitted (f);
  get_widths (view, later);
  state = "已入账";
  g_assert_cmpint (later[2], >, widths[2]);
}

static char *
get_sentence (gconstpointer record)
{
  return g_strdup ("Of the whole village, and of whoever comes from another one");
}

/* Long words have what is left over, before the column that takes the rest. */
static void
test_long_words (Fixture *f, gconstpointer name)
{
  static const XyColumn wordy[] = {
    { "words", "Words", 90, XY_COLUMN_TEXT, 0, get_sentence },
    { "name", "Name", 90, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name },
  };
  g_autofree char *sentence = get_sentence (NULL);
  int widths[G_N_ELEMENTS (wordy)], wanted;

  f->table = XY_TABLE (xy_table_new (name, wordy, G_N_ELEMENTS (wordy)));
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->table));
  gtk_widget_set_size_request (GTK_WIDGET (f->table), 890, -1);
  xy_table_set_list (f->table, f->list);
  while (find_cell (GTK_WIDGET (f->table)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (find_view (f)), sentence);
  pango_layout_get_pixel_size (layout, &wanted, NULL);
  g_assert_cmpint (wanted, >, 200);
  wait_for_widths (find_view (f), wanted, 900, widths);
  g_assert_cmpint (widths[0], >=, wanted);

  /* Where there is little they give way to short ones, first to the width of any long words, then to less. */
  make_narrow (f, 270);
  wait_for_widths (find_view (f), 200, 270, widths);
  g_assert_cmpint (widths[0], >=, 150);
  gtk_widget_set_size_request (GTK_WIDGET (f->table), 190, -1);
  wait_for_widths (find_view (f), 160, 190, widths);
  g_assert_cmpint (widths[0], <, 150);
}

static double
get_edge (GtkWidget *widget, GtkWidget *within, gboolean at_end)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, within, &bounds));
  return at_end ? bounds.origin.x + bounds.size.width : bounds.origin.x;
}

/* A figure stands clear of the words behind it ("6" and "1组" are not 61), under its title, and whole. */
static void
test_behind_number (Fixture *f, gconstpointer name)
{
  static const XyColumn close[] = {
    { "number", "N", 10, XY_COLUMN_NUMBER, 0, get_number },
    { "name", "Name", 90, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name },
  };

  f->table = XY_TABLE (xy_table_new (name, close, G_N_ELEMENTS (close)));
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->table));
  xy_table_set_list (f->table, f->list);
  while (find_cell (GTK_WIDGET (f->table)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_until_fitted (f);
  GtkWidget *view = GTK_WIDGET (find_view (f)), *figure = GTK_WIDGET (find_cell (view));
  GtkWidget *words = gtk_widget_get_first_child (gtk_widget_get_next_sibling (gtk_widget_get_parent (figure)));
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (gtk_widget_get_first_child (view)));
  while (gtk_widget_get_allocated_width (figure) < 2)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpfloat (get_edge (words, view, FALSE) - get_edge (figure, view, TRUE), >=, 18);
  g_assert_cmpfloat_with_epsilon (get_edge (title, view, TRUE), get_edge (figure, view, TRUE), 1.1);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (figure, "50");
  int width;
  pango_layout_get_pixel_size (layout, &width, NULL);
  g_assert_cmpint (gtk_widget_get_width (figure), >=, width);
}

/* Where the table is moved sideways anyway, what it is about is not cut as well. */
static void
test_moved (Fixture *f, gconstpointer name)
{
  static const XyColumn many[] = {
    { "words", "Words", 90, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_sentence },
    { "number", "Number of the record", 150, XY_COLUMN_NUMBER, 0, get_number },
    { "fourth", "The number once more", 150, XY_COLUMN_NUMBER, 0, get_number },
    { "fifth", "And the number again", 150, XY_COLUMN_NUMBER, 0, get_number },
  };
  int widths[G_N_ELEMENTS (many)];

  f->table = XY_TABLE (xy_table_new (name, many, G_N_ELEMENTS (many)));
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->table));
  make_narrow (f, 390);
  xy_table_set_list (f->table, f->list);
  while (find_cell (GTK_WIDGET (f->table)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_until_fitted (f);
  g_assert_cmpint (get_widths (find_view (f), widths), >, gtk_widget_get_width (GTK_WIDGET (find_view (f))));
  g_assert_cmpint (widths[0], >=, 150);
}

static char *
get_left (gconstpointer record)
{
  return g_strdup ("112 days over");
}

/* Titles go on in a second line before a column goes out of sight, and what says nothing by half is whole. */
static void
test_two_lines (Fixture *f, gconstpointer name)
{
  static const XyColumn many[] = {
    { "number", "Number of it", 150, XY_COLUMN_NUMBER, 0, get_number },
    { "left", "Time that is left", 150, XY_COLUMN_TEXT, XY_COLUMN_WHOLE, get_left },
    { "words", "Words", 90, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_sentence },
    { "again", "每季度限兑换数", 150, XY_COLUMN_NUMBER, 0, get_number },
  };
  g_autofree char *left = get_left (NULL);
  int widths[G_N_ELEMENTS (many)], wanted;

  f->table = XY_TABLE (xy_table_new (name, many, G_N_ELEMENTS (many)));
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->table));
  xy_table_set_list (f->table, f->list);
  while (find_cell (GTK_WIDGET (f->table)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  GtkColumnView *view = find_view (f);
  GtkWidget *head = gtk_widget_get_first_child (GTK_WIDGET (view));
  wait_until_fitted (f);
  int height = gtk_widget_get_height (head);

  make_narrow (f, 450);
  wait_for_widths (view, 420, 450, widths);
  for (gint64 until = g_get_monotonic_time () + G_TIME_SPAN_SECOND; g_get_monotonic_time () < until;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (gtk_widget_get_height (head), >, height);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (view), left);
  pango_layout_get_pixel_size (layout, &wanted, NULL);
  g_assert_cmpint (widths[1], >=, wanted);
}

/* What a table is about keeps more than other long words, even if that takes a second line of titles. */
static void
test_about (Fixture *f, gconstpointer name)
{
  static const XyColumn few[] = {
    { "words", "Words", 90, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_sentence },
    { "number", "Number of it", 150, XY_COLUMN_NUMBER, 0, get_number },
    { "again", "Number of it", 150, XY_COLUMN_NUMBER, 0, get_number },
  };
  int widths[G_N_ELEMENTS (few)];

  f->table = XY_TABLE (xy_table_new (name, few, G_N_ELEMENTS (few)));
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->table));
  xy_table_set_list (f->table, f->list);
  while (find_cell (GTK_WIDGET (f->table)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  make_narrow (f, 332);
  wait_for_widths (find_view (f), 240, 332, widths);
  g_assert_cmpint (widths[0], >=, 126);
}

/* Until COLUMN is shown, or is not, and its table is fitted. */
static void
wait_for_shown (Fixture *f, GtkColumnViewColumn *column, gboolean shown)
{
  gint64 until = g_get_monotonic_time () + 5 * G_TIME_SPAN_SECOND;

  while (gtk_column_view_column_get_visible (column) != shown || f->table->fit_tick != 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* Where the pane takes the room of the last columns they go, until the pane does; nobody is told that they went. */
static void
test_aside (Fixture *f, gconstpointer name)
{
  static const XyColumn many[] = {
    { "number", "Number of the record", 150, XY_COLUMN_NUMBER, 0, get_number },
    { "name", "Name", 150, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name },
    { "fourth", "The number once more", 150, XY_COLUMN_NUMBER, 0, get_number },
    { "state", "State", 150, XY_COLUMN_PILL, 0, get_state, get_state_kind },
    { "fifth", "And the number again", 150, XY_COLUMN_NUMBER, 0, get_number },
    { "secret", "Secret", 120, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_name },
  };
  GtkColumnViewColumn *column[G_N_ELEMENTS (many)];
  int widths[G_N_ELEMENTS (many)];
  XyDetail *detail = XY_DETAIL (xy_detail_new ());
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->table = XY_TABLE (xy_table_new (name, many, G_N_ELEMENTS (many)));
  gtk_widget_set_size_request (GTK_WIDGET (f->table), 390, -1);
  gtk_widget_set_size_request (pane, 900 - 390, -1);
  gtk_box_append (GTK_BOX (pane), GTK_WIDGET (detail));
  gtk_widget_set_visible (GTK_WIDGET (detail), FALSE);
  gtk_window_set_child (GTK_WINDOW (f->window), xy_pane_box_new (GTK_WIDGET (f->table), pane));
  xy_table_set_list (f->table, f->list);
  while (find_cell (GTK_WIDGET (f->table)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  GtkColumnView *view = find_view (f);
  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    {
      column[i] = g_list_model_get_item (gtk_column_view_get_columns (view), i);
      g_object_unref (column[i]); /* the view has it */
    }
  /* What the pane does not say stays to be seen. */
  wait_until_fitted (f);
  g_assert_cmpint (get_widths (view, widths), >, gtk_widget_get_width (GTK_WIDGET (view)));
  g_assert_true (gtk_column_view_column_get_visible (column[4]));

  gtk_widget_set_visible (GTK_WIDGET (detail), TRUE);
  xy_detail_show_nothing (detail, NULL);
  while (gtk_widget_get_width (GTK_WIDGET (view)) < 800)
    g_main_context_iteration (NULL, TRUE);
  xy_detail_start (detail);
  wait_for_shown (f, column[4], FALSE);
  g_assert_true (gtk_column_view_column_get_visible (column[0]));
  g_assert_true (gtk_column_view_column_get_visible (column[1]));
  g_assert_true (gtk_column_view_column_get_visible (column[3]));
  g_assert_cmpint (get_widths (view, widths), <=, gtk_widget_get_width (GTK_WIDGET (view)));
  g_autoptr (GPtrArray) copied = xy_table_list_columns (f->table);
  g_assert_cmpuint (copied->len, ==, 5);
  xy_table_save_columns (f->table);
  g_autoptr (GVariant) tables = g_settings_get_value (xy_prefs (), "tables");
  g_autofree char *saved = g_variant_print (tables, FALSE);
  g_assert_nonnull (strstr (saved, "('fifth', 150, true), ('secret', 120, false)"));

  /* Whoever wants it back has it back, and another one goes. */
  gtk_widget_activate_action (gtk_widget_get_first_child (GTK_WIDGET (view)), "columns.fifth", NULL);
  wait_for_shown (f, column[2], FALSE);
  g_assert_true (gtk_column_view_column_get_visible (column[4]));

  gtk_widget_set_size_request (pane, 900 - 150, -1);
  gtk_widget_set_size_request (GTK_WIDGET (f->table), 150, -1);
  for (gint64 until = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 2; g_get_monotonic_time () < until;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (gtk_column_view_column_get_visible (column[0]));

  xy_detail_show_nothing (detail, NULL);
  wait_for_shown (f, column[2], TRUE);
  g_assert_true (gtk_column_view_column_get_visible (column[4]));
  g_assert_false (gtk_column_view_column_get_visible (column[5]));
}

/* A pane that would say the row in full, or a form, goes before the last columns too. */
static void
test_aside_unchosen (Fixture *f, gconstpointer name)
{
  static const XyColumn many[] = {
    { "name", "Name", 150, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name },
    { "state", "State", 150, XY_COLUMN_PILL, 0, get_state, get_state_kind },
    { "last", "Numberonceagain", 150, XY_COLUMN_NUMBER, 0, get_number },
    { "left", "Left", 90, XY_COLUMN_TEXT, XY_COLUMN_WHOLE, get_left },
  };
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *detail = xy_detail_new ();

  f->table = XY_TABLE (xy_table_new (name, many, G_N_ELEMENTS (many)));
  gtk_widget_set_size_request (GTK_WIDGET (f->table), 320, -1);
  gtk_box_append (GTK_BOX (pane), detail);
  gtk_widget_set_size_request (pane, 900 - 320, -1);
  gtk_window_set_child (GTK_WINDOW (f->window), xy_pane_box_new (GTK_WIDGET (f->table), pane));
  xy_table_set_list (f->table, f->list);
  while (find_cell (GTK_WIDGET (f->table)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (GtkColumnViewColumn) last = g_list_model_get_item (gtk_column_view_get_columns (find_view (f)), 2);

  xy_pane_box_set_form (detail);
  wait_for_shown (f, last, FALSE);
  xy_pane_box_set_blank (detail, TRUE);
  wait_for_shown (f, last, TRUE);
  gtk_widget_set_size_request (gtk_widget_get_parent (GTK_WIDGET (f->table)), -1, -1);
  gtk_widget_set_size_request (pane, 10, -1);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 320, 600);
  wait_for_shown (f, last, FALSE);
  g_autoptr (GtkColumnViewColumn) left = g_list_model_get_item (gtk_column_view_get_columns (find_view (f)), 3);
  g_assert_true (gtk_column_view_column_get_visible (left));
}

static char *
get_loss (gconstpointer record)
{
  return g_strdup ("−5.0");
}

static const XyColumn losses[] = { { "loss", "Loss", 90, XY_COLUMN_SCORE, 0, get_loss } };

static char *
get_colours (GtkInscription *cell)
{
  PangoAttrList *attributes = gtk_inscription_get_attributes (cell);
  return attributes != NULL ? pango_attr_list_to_string (attributes) : g_strdup ("none");
}

/* The red of a minus is that of the light look or the dark one, whichever is shown. */
static void
test_minus (Fixture *f, gconstpointer name)
{
  XyTable *table = XY_TABLE (xy_table_new (name, losses, G_N_ELEMENTS (losses)));
  GtkInscription *cell = NULL;

  g_settings_set_enum (xy_prefs (), "colours", 1);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (table));
  xy_table_set_list (table, f->list);
  while (cell == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      cell = find_cell (GTK_WIDGET (table));
    }
  g_autofree char *light = get_colours (cell);
  g_assert_nonnull (strstr (light, "foreground"));

  g_settings_set_enum (xy_prefs (), "colours", 2);
  g_autofree char *dark = g_strdup (light);
  while (g_str_equal (light, dark))
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (dark);
      dark = get_colours (cell);
    }
  g_assert_nonnull (strstr (dark, "foreground"));
  g_settings_set_enum (xy_prefs (), "colours", 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  xy_style_init (gdk_display_get_default ());
  g_test_add ("/table/copy", Fixture, "copy", set_up, test_copy, tear_down);
  g_test_add ("/table/export", Fixture, "export", set_up, test_export, tear_down);
  g_test_add ("/table/chosen-stays", Fixture, "stays", set_up, test_chosen_stays, tear_down);
  g_test_add ("/table/fills", Fixture, "fills", set_up, test_fills, tear_down);
  g_test_add ("/table/fits", Fixture, "fits", set_up, test_fits, tear_down);
  g_test_add ("/table/state-whole", Fixture, "state-whole", set_up, test_state_whole, tear_down);
  g_test_add ("/table/long-words", Fixture, "long-words", set_up, test_long_words, tear_down);
  g_test_add ("/table/behind-number", Fixture, "behind", set_up, test_behind_number, tear_down);
  g_test_add ("/table/moved", Fixture, "moved", set_up, test_moved, tear_down);
  g_test_add ("/table/aside", Fixture, "aside", set_up, test_aside, tear_down);
  g_test_add ("/table/two-lines", Fixture, "two-lines", set_up, test_two_lines, tear_down);
  g_test_add ("/table/about", Fixture, "about", set_up, test_about, tear_down);
  g_test_add ("/table/aside/unchosen", Fixture, "unchosen", set_up, test_aside_unchosen, tear_down);
  g_test_add ("/table/in-sight", Fixture, "sight", set_up, test_in_sight, tear_down);
  g_test_add ("/table/memory", Fixture, "memory", set_up, test_memory, tear_down);
  g_test_add ("/table/minus", Fixture, "minus", set_up, test_minus, tear_down);
  return g_test_run ();
}

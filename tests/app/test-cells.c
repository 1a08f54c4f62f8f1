/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of cells: that what is in sight is there with its row, and that nothing is made for what is not. */
#include "app/cells.h"

#define N_ROWS 300
#define MOST_LINES 40 /* more than fit on the test's screen */

typedef struct
{
  GtkWidget *window;
  XyCells *cells;
  guint n_made;
  gboolean with_entry;
} Office;

typedef struct
{
  XyCellsLine line;
  GtkWidget *words, *entry;
  GtkWidget *cells[1];
  guint row;
} Line;

static XyCellsLine *
make_line (gpointer data)
{
  Office *office = data;
  Line *line = g_new0 (Line, 1);

  office->n_made++;
  line->line.box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  line->line.cells = line->cells;
  line->cells[0] = line->words = gtk_label_new (NULL);
  gtk_widget_set_hexpand (line->words, TRUE);
  gtk_widget_add_css_class (line->line.box, "line");
  gtk_box_append (GTK_BOX (line->line.box), line->words);
  if (office->with_entry)
    gtk_box_append (GTK_BOX (line->line.box), line->entry = gtk_entry_new ());
  g_object_set_data (G_OBJECT (line->line.box), "line", line);
  return &line->line;
}

static void
show_line (XyCellsLine *cells_line, guint row, gboolean is_now, guint column, gpointer data)
{
  Line *line = (Line *) cells_line;
  g_autofree char *words = g_strdup_printf ("%u", row);

  line->row = row;
  gtk_label_set_text (GTK_LABEL (line->words), words);
  xy_cells_set_css (line->line.box, "now", is_now);
}

static const char *
get_text (guint row, guint column, gpointer data)
{
  return NULL;
}

static void
set_text (guint row, guint column, const char *text, gpointer data)
{
}

static char *
describe (guint row, guint column, gpointer data)
{
  return g_strdup ("cell");
}

static void
on_painted (gboolean *painted)
{
  *painted = TRUE;
}

/* Until the window's next frame is painted. */
static void
paint (Office *office)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (office->window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_painted), &painted);

  gtk_widget_queue_draw (office->window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* The rows of the owner go down by two from the last, so that none is its own position. */
static guint
row_of (guint position)
{
  return 2 * (N_ROWS - position);
}

static void
show_rows (Office *office, guint n)
{
  g_autofree guint *rows = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    rows[i] = row_of (i);
  xy_cells_show (office->cells, rows, n);
}

static void
open_office (Office *office, gboolean with_entry)
{
  static const XyCellsUse use = {
    .make_line = make_line, .show_line = show_line, .get_text = get_text, .set_text = set_text, .describe = describe
  };

  *office = (Office){ .with_entry = with_entry };
  office->window = gtk_window_new ();
  office->cells = XY_CELLS (xy_cells_new (&use, office, "Cells"));
  gtk_window_set_default_size (GTK_WINDOW (office->window), 400, 420);
  gtk_window_set_child (GTK_WINDOW (office->window), GTK_WIDGET (office->cells));
  gtk_widget_realize (office->window);
  xy_cells_set_columns (office->cells, 1);
  show_rows (office, N_ROWS);
  gtk_window_present (GTK_WINDOW (office->window));
  paint (office);
}

static GtkWidget *
find_rows (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_SCROLLABLE (child) ? child : find_rows (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkAdjustment *
vertical (Office *office)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_rows (office->window)));
}

/* The line that is painted at Y, with the text that stands in it. */
static Line *
line_at (Office *office, double y)
{
  GtkWidget *rows = find_rows (office->window);

  for (GtkWidget *box = gtk_widget_get_first_child (rows); box != NULL; box = gtk_widget_get_next_sibling (box))
    {
      graphene_rect_t bounds;
      Line *line = g_object_get_data (G_OBJECT (box), "line");
      if (gtk_widget_get_mapped (box) && gtk_widget_compute_bounds (box, rows, &bounds) && y >= bounds.origin.y
          && y < bounds.origin.y + bounds.size.height)
        {
          g_autofree char *words = g_strdup_printf ("%u", line->row);
          g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (line->words)), ==, words);
          return line;
        }
    }
  return NULL;
}

/* That the page shows the rows of its place one under another, each once, with no gap. Returns: how many. */
static guint
check_page (Office *office, guint n)
{
  GtkWidget *rows = find_rows (office->window);
  double upper = gtk_adjustment_get_upper (vertical (office)), top = gtk_adjustment_get_value (vertical (office));
  Line *any = line_at (office, 1);
  int height = any != NULL ? gtk_widget_get_height (any->line.box) : 0;
  guint seen = 0, last = G_MAXUINT;

  g_assert_nonnull (any);
  g_assert_cmpint (height, >, 10);
  g_assert_cmpint ((int) upper, ==, MAX ((int) n * height, gtk_widget_get_height (rows)));
  for (int y = 0; y < gtk_widget_get_height (rows); y++)
    {
      guint position = (guint) ((top + y) / height);
      Line *line = line_at (office, y);
      g_assert_true ((line != NULL) == (position < n));
      if (line == NULL)
        continue;
      g_assert_cmpuint (line->row, ==, row_of (position));
      g_assert_cmpuint (line->line.position, ==, position);
      seen += position != last;
      last = position;
    }
  return seen;
}

static void
test_in_sight (void)
{
  Office office;
  open_office (&office, FALSE);
  guint seen = check_page (&office, N_ROWS), made = office.n_made;

  g_assert_cmpuint (seen, >=, 8);
  g_assert_cmpuint (made, <=, MOST_LINES);
  for (guint i = 0; i < 40; i++)
    {
      guint position = (guint) g_test_rand_int_range (0, N_ROWS), row, column;
      if (i % 2 == 0)
        gtk_adjustment_set_value (vertical (&office),
                                  g_test_rand_double_range (0, gtk_adjustment_get_upper (vertical (&office))));
      else
        {
          g_assert_true (xy_cells_go (office.cells, row_of (position), 0));
          g_assert_true (xy_cells_get_place (office.cells, &row, &column));
          g_assert_cmpuint (row, ==, row_of (position));
        }
      paint (&office);
      check_page (&office, N_ROWS);
      /* The row with the keys is in sight once they went there, and says so. */
      for (int y = 0, found = 0; i % 2 == 1 && !found; y++)
        {
          Line *line = line_at (&office, y);
          g_assert_nonnull (line);
          g_assert_true (gtk_widget_has_css_class (line->line.box, "now") == (line->row == row_of (position)));
          found = line->row == row_of (position);
        }
    }
  /* Scrolling takes the lines that are there. */
  g_assert_cmpuint (office.n_made, <=, made + 2);
  gtk_window_destroy (GTK_WINDOW (office.window));
}

static void
test_other_rows (void)
{
  Office office;
  open_office (&office, FALSE);
  guint few = check_page (&office, N_ROWS);

  xy_cells_go (office.cells, row_of (N_ROWS - 1), 0);
  paint (&office);
  /* Fewer rows than the page has place for, then many again, in a window that grew. */
  show_rows (&office, 3);
  paint (&office);
  g_assert_cmpuint (check_page (&office, 3), ==, 3);
  show_rows (&office, 0);
  paint (&office);
  g_assert_null (line_at (&office, 1));
  show_rows (&office, N_ROWS);
  gtk_window_set_default_size (GTK_WINDOW (office.window), 400, 700);
  while (gtk_widget_get_height (office.window) < 700)
    paint (&office);
  g_assert_cmpuint (check_page (&office, N_ROWS), >, few);
  /* A place that is asked for before the rows have one. */
  show_rows (&office, 3);
  paint (&office);
  show_rows (&office, N_ROWS);
  xy_cells_go (office.cells, row_of (200), 0);
  paint (&office);
  check_page (&office, N_ROWS);
  Line *bottom = line_at (&office, gtk_widget_get_height (find_rows (office.window)) - 2);
  g_assert_cmpuint (bottom->row, ==, row_of (200));
  gtk_window_destroy (GTK_WINDOW (office.window));
}

/* Somebody writes into a line: it stays the line of its row while others pass. */
static void
test_written_into (void)
{
  Office office;
  open_office (&office, TRUE);
  Line *line = line_at (&office, 1);
  guint row = line->row;

  gtk_widget_grab_focus (line->entry);
  for (guint i = 0; i < 8; i++)
    {
      gtk_adjustment_set_value (vertical (&office), i * gtk_adjustment_get_upper (vertical (&office)) / 8 + 400);
      paint (&office);
      check_page (&office, N_ROWS);
      g_assert_cmpuint (line->row, ==, row);
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (office.window)), line->entry));
    }
  gtk_window_destroy (GTK_WINDOW (office.window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cells/in-sight", test_in_sight);
  g_test_add_func ("/cells/other-rows", test_other_rows);
  g_test_add_func ("/cells/written-into", test_written_into);
  return g_test_run ();
}

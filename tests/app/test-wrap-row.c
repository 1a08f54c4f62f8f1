/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that go on in the next row: at each width all parts are inside and none lies on another; one row where one is
 * enough, whatever is in it. */
#include "app/wrap-row.h"

#define SPACING 12

static XyWrapRow *row, *inner;

static void
set_up (void)
{
  static const char *const words[] = { "", "Synchronise all", "Send to the villages…", "Open the village" };
  GtkWidget *title = gtk_label_new ("Villages");

  row = XY_WRAP_ROW (g_object_ref_sink (xy_wrap_row_new (SPACING)));
  inner = XY_WRAP_ROW (xy_wrap_row_new (SPACING));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (inner), GTK_ALIGN_END);
  xy_wrap_row_append (row, title);
  xy_wrap_row_append (row, GTK_WIDGET (inner));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    xy_wrap_row_append (inner, words[i][0] == '\0' ? gtk_label_new (NULL) : gtk_button_new_with_label (words[i]));
}

static int
height_of (gpointer widget, int width)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  return least;
}

static void
widths_of (gpointer widget, int *least, int *natural)
{
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, least, natural, NULL, NULL);
}

static void
check_parts (XyWrapRow *of, int width, int height)
{
  graphene_rect_t boxes[8], all = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  guint n = 0;

  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (of)); part != NULL;
       part = gtk_widget_get_next_sibling (part), n++)
    {
      g_assert_true (gtk_widget_compute_bounds (part, GTK_WIDGET (of), &boxes[n]));
      g_assert_true (graphene_rect_contains_rect (&all, &boxes[n]));
      for (guint i = 0; i < n; i++)
        {
          graphene_rect_t both;
          g_assert_false (graphene_rect_intersection (&boxes[i], &boxes[n], &both) && both.size.width > 0.5f
                          && both.size.height > 0.5f);
        }
    }
}

static void
test_widths (void)
{
  int least, natural, before = G_MAXINT;

  set_up ();
  widths_of (row, &least, &natural);
  g_assert_cmpint (least, <, natural);
  for (int width = least; width <= natural + 100; width++)
    {
      int height = height_of (row, width);
      g_assert_cmpint (height, <=, before);
      before = height;
      gtk_widget_allocate (GTK_WIDGET (row), width, height, -1, NULL);
      check_parts (row, width, height);
    }
  g_object_unref (row);
}

/* What is empty has its space too: a row that is as wide as it wishes is not broken for it. */
static void
test_one_row (void)
{
  int least, natural, one;

  set_up ();
  widths_of (row, &least, &natural);
  one = height_of (gtk_widget_get_last_child (GTK_WIDGET (inner)), -1);
  g_assert_cmpint (height_of (row, natural), ==, one);
  g_assert_cmpint (height_of (row, natural + 300), ==, one);
  g_assert_cmpint (height_of (row, least), >, 2 * one);
  g_object_unref (row);
}

/* One that wants two in a row is as wide as two of its widest would be, and as high as it is then. */
static void
test_wanted (void)
{
  int least, all, two, widest;

  set_up ();
  widths_of (inner, &widest, &all);
  xy_wrap_row_set_wanted (inner, 2);
  widths_of (inner, &least, &two);
  g_assert_cmpint (least, ==, widest);
  g_assert_cmpint (two, ==, 2 * widest + SPACING);
  g_assert_cmpint (two, <, all);
  g_assert_cmpint (height_of (inner, -1), ==, height_of (inner, two));
  g_assert_cmpint (height_of (inner, -1), >, height_of (inner, all));
  g_object_unref (row);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wrap-row/widths", test_widths);
  g_test_add_func ("/wrap-row/one-row", test_one_row);
  g_test_add_func ("/wrap-row/wanted", test_wanted);
  return g_test_run ();
}

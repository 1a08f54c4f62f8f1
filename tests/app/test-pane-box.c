/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane beside a table: one that says nothing gives its room to the table where the window is narrow, and only
 * there; what is chosen is always shown, nothing lies on another, and the keyboard stays where it is. */
#include "app/detail.h"
#include "app/pane-box.h"
#include "app/prefs.h"
#include "core/i18n.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *table; /* in its place a field, which has the keyboard */
  XyDetail *detail;
  GtkWidget *stack;
  GtkWidget *pane;
  XyPaneBox *box;
} Page;

static void
set_up (Page *page)
{
  g_settings_set_enum (xy_prefs (), "text-size", XY_TEXT_STANDARD);
  page->table = gtk_entry_new ();
  page->detail = XY_DETAIL (xy_detail_new ());
  page->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (page->stack), FALSE);
  gtk_stack_add_child (GTK_STACK (page->stack), GTK_WIDGET (page->detail));
  gtk_stack_add_child (GTK_STACK (page->stack), xy_detail_new ());
  page->pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_size_request (page->pane, 280, -1); /* as style.c has it */
  gtk_box_append (GTK_BOX (page->pane), page->stack);
  page->box = XY_PANE_BOX (xy_pane_box_new (page->table, page->pane));
  page->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (page->window), GTK_WIDGET (page->box));
}

static void
tear_down (Page *page)
{
  gtk_window_destroy (GTK_WINDOW (page->window));
}

static void
choose (Page *page)
{
  xy_detail_start (page->detail);
  xy_detail_add_title (page->detail, "2026年第三季度积分公示", "A3 · 2页", NULL);
}

static int
least_width (Page *page)
{
  int least;

  gtk_widget_measure (GTK_WIDGET (page->box), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* Whether the pane is shown in a box of WIDTH; the parts fill it, the one beside the other. */
static gboolean
shows (Page *page, int width)
{
  graphene_rect_t table, pane;
  int height;

  gtk_widget_measure (GTK_WIDGET (page->box), GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (page->box), width, height, -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (page->table, GTK_WIDGET (page->box), &table));
  g_assert_cmpint ((int) table.origin.x, ==, 0);
  if (!gtk_widget_get_child_visible (page->pane))
    {
      g_assert_cmpint ((int) table.size.width, ==, width);
      return FALSE;
    }
  g_assert_true (gtk_widget_compute_bounds (page->pane, GTK_WIDGET (page->box), &pane));
  g_assert_cmpint ((int) pane.origin.x, >, (int) table.size.width);
  g_assert_cmpint ((int) (pane.origin.x + pane.size.width), ==, width);
  return TRUE;
}

/* From which width on an empty pane is shown. */
static int
find_wide (Page *page)
{
  int width = least_width (page);

  while (!shows (page, width))
    g_assert_cmpint (width++, <, 1366);
  return width;
}

static void
test_widths (void)
{
  Page page;

  set_up (&page);
  int least = least_width (&page), from = find_wide (&page);
  g_assert_cmpint (from, >, 700); /* what a page has in a window of 1280 with the largest text */
  for (int width = least; width < 1366; width += 7)
    {
      g_assert_true (shows (&page, width) == (width >= from));
      choose (&page);
      g_assert_true (shows (&page, width));
      xy_detail_show_count (page.detail, 2);
      g_assert_true (shows (&page, width));
      xy_detail_show_count (page.detail, 0);
    }
  /* Words that say what to do here are no empty pane. */
  xy_detail_show_words (page.detail, "可以拖动。");
  g_assert_true (shows (&page, from - 1));
  tear_down (&page);
}

/* A window that is as small as it can be does not grow when a row is chosen. */
static void
test_least (void)
{
  Page page;

  set_up (&page);
  xy_detail_show_nothing (page.detail, NULL);
  int least = least_width (&page), height, chosen;
  gtk_widget_measure (GTK_WIDGET (page.box), GTK_ORIENTATION_VERTICAL, least, &height, NULL, NULL, NULL);
  choose (&page);
  gtk_widget_measure (GTK_WIDGET (page.box), GTK_ORIENTATION_VERTICAL, least, &chosen, NULL, NULL, NULL);
  g_assert_cmpint (least_width (&page), ==, least);
  g_assert_cmpint (chosen, ==, height);
  tear_down (&page);
}

/* The pane of another tab counts only while that tab is shown; a page may want no pane at all. */
static void
test_tabs (void)
{
  Page page;

  set_up (&page);
  int narrow = find_wide (&page) - 50;
  choose (&page);
  gtk_stack_set_visible_child (GTK_STACK (page.stack), gtk_widget_get_last_child (page.stack));
  g_assert_false (shows (&page, narrow));
  gtk_stack_set_visible_child (GTK_STACK (page.stack), GTK_WIDGET (page.detail));
  g_assert_true (shows (&page, narrow));
  gtk_widget_set_visible (page.pane, FALSE);
  g_assert_false (shows (&page, 1300));
  tear_down (&page);
}

/* Whatever its verbs are called, the pane leaves the table most of the room. */
static void
test_most (void)
{
  Page page;

  set_up (&page);
  choose (&page);
  for (int i = 0; i < 3; i++)
    xy_detail_add_button (page.detail, gtk_button_new_with_label ("Enter what was done in the village last month"));
  xy_detail_start (page.detail);
  int least;
  gtk_widget_measure (page.pane, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  for (int width = least_width (&page); width < 1900; width += 50)
    {
      g_assert_true (shows (&page, width));
      g_assert_cmpint (gtk_widget_get_width (page.pane), <=, MAX (least, width * 35 / 100));
    }
  tear_down (&page);
}

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

static gboolean
is_seen (Page *page)
{
  for (int i = 0; i < 10; i++)
    wait_ms (20);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (page->window)), page->table));
  return gtk_widget_get_mapped (page->pane);
}

static guint n_sizes;

static void
on_layout (void)
{
  n_sizes++;
}

/* In a window: rows are chosen and no longer, the text is made larger and smaller, the window wider and narrower. */
static void
test_window (void)
{
  Page page;

  set_up (&page);
  xy_detail_show_nothing (page.detail, NULL);
  int from = find_wide (&page);
  gtk_window_set_default_size (GTK_WINDOW (page.window), from - 50, 500);
  gtk_window_present (GTK_WINDOW (page.window));
  gtk_widget_grab_focus (page.table);
  g_assert_false (is_seen (&page));
  for (int i = 0; i < 3; i++)
    {
      choose (&page);
      g_assert_true (is_seen (&page));
      xy_detail_show_nothing (page.detail, NULL);
      g_assert_false (is_seen (&page));
    }
  gtk_window_set_default_size (GTK_WINDOW (page.window), from + 50, 500);
  g_assert_true (is_seen (&page));
  g_settings_set_enum (xy_prefs (), "text-size", 2);
  gtk_widget_queue_resize (page.table); /* as the letters do that grow */
  g_assert_false (is_seen (&page));
  g_settings_set_enum (xy_prefs (), "text-size", XY_TEXT_STANDARD);
  gtk_widget_queue_resize (page.table);
  g_assert_true (is_seen (&page));
  gtk_window_set_default_size (GTK_WINDOW (page.window), from - 50, 500);
  g_assert_false (is_seen (&page));

  /* Then it is at rest. */
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (page.window));
  gulong id = g_signal_connect (surface, "layout", G_CALLBACK (on_layout), NULL);
  wait_ms (300);
  g_assert_cmpuint (n_sizes, <=, 1);
  g_signal_handler_disconnect (surface, id);
  tear_down (&page);
}

int
main (int argc, char **argv)
{
  xy_i18n_init ();
  gtk_disable_setlocale ();
  gtk_test_init (&argc, &argv, NULL);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_add_func ("/pane-box/widths", test_widths);
  g_test_add_func ("/pane-box/least", test_least);
  g_test_add_func ("/pane-box/most", test_most);
  g_test_add_func ("/pane-box/tabs", test_tabs);
  g_test_add_func ("/pane-box/window", test_window);
  return g_test_run ();
}

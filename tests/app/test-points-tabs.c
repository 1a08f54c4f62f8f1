/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tabs of the page of points, when the window goes while they still read; the exchange in a small window. */
#include "app/page.h"
#include "app/points-reward-counter-private.h"
#include "app/points-reward-tab.h"
#include "app/table.h"
#include "tests/app/practice.h"

static Practice practice;

/* The answer finds a tab whose page is gone. */
static void
test_outlived (void)
{
  static const char *const tabs[] = { "waiting", "charts", "reward" };

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      XyWindow *window = practice_open_window (&practice, 0, FALSE, 1366, 768);
      XyPage *page = xy_window_show_page (window, "points", NULL);
      XyWorker *worker = xy_desk_get_worker (xy_window_get_desk (window));

      xy_page_set_tab (page, tabs[i]);
      wait_ms (500);
      g_assert_cmpstr (xy_page_get_tab (page), ==, tabs[i]);
      g_object_ref (worker);
      g_signal_emit_by_name (worker, "changed", ~0u);
      practice_close_window (window);
      /* And what is changed later meets nobody. */
      g_signal_emit_by_name (worker, "changed", ~0u);
      wait_ms (200);
      g_object_unref (worker);
    }
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* All fields are seen without scrolling, what ends the exchange follows at once; the ledger has the form's room. */
static void
test_exchange (void)
{
  XyWindow *window = practice_open_window (&practice, 2, FALSE, 1280, 720);
  XyPage *page = xy_window_show_page (window, "points", NULL);

  xy_page_set_tab (page, "reward");
  wait_ms (800);
  XyRewardCounter *counter = (gpointer) find (GTK_WIDGET (page), xy_reward_counter_get_type ());
  GtkWidget *scrolled = gtk_widget_get_ancestor (counter->good, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  graphene_rect_t fields, print;

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (counter)));
  g_assert_cmpfloat (gtk_adjustment_get_upper (vertical), <=, gtk_adjustment_get_page_size (vertical));
  g_assert_true (gtk_widget_compute_bounds (scrolled, GTK_WIDGET (counter), &fields));
  g_assert_true (gtk_widget_compute_bounds (counter->print, GTK_WIDGET (counter), &print));
  g_assert_cmpfloat (print.origin.y - fields.origin.y - fields.size.height, <=, 12);

  GtkWidget *toggles = gtk_widget_get_first_child (find (GTK_WIDGET (page), xy_reward_tab_get_type ()));
  GtkWidget *toggle = gtk_widget_get_first_child (toggles);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (toggle))),
                                TRUE);
  wait_ms (300);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (counter)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  wait_ms (300);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (counter)));
  practice_close_window (window);
}

/* Beside the tables of the exchange stands its form, also where it has nothing to do with them: no row is chosen. */
static void
test_unchosen (void)
{
  XyWindow *window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  XyPage *page = xy_window_show_page (window, "points", NULL);

  wait_ms (500);
  g_assert_cmpuint (xy_table_get_n_chosen (XY_TABLE (find (GTK_WIDGET (page), XY_TYPE_TABLE))), ==, 1);
  xy_page_set_tab (page, "reward");
  wait_ms (500);
  GtkWidget *tab = find (GTK_WIDGET (page), xy_reward_tab_get_type ());
  for (GtkWidget *toggle = gtk_widget_get_first_child (gtk_widget_get_first_child (tab)); toggle != NULL;
       toggle = gtk_widget_get_next_sibling (toggle))
    if (GTK_IS_TOGGLE_BUTTON (toggle))
      {
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
        wait_ms (400);
        GtkWidget *stack = gtk_widget_get_parent (find (tab, XY_TYPE_TABLE));
        g_assert_cmpuint (xy_table_get_n_chosen (XY_TABLE (gtk_stack_get_visible_child (GTK_STACK (stack)))), ==, 0);
      }
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "PointsTabs", &argc, &argv);
  g_test_add_func ("/points-tabs/outlived", test_outlived);
  g_test_add_func ("/points-tabs/exchange", test_exchange);
  g_test_add_func ("/points-tabs/unchosen", test_unchosen);
  return g_test_run ();
}

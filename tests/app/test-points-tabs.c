/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tabs of the page of points, when the window goes while they still read. */
#include "app/page.h"
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

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "PointsTabs", &argc, &argv);
  g_test_add_func ("/points-tabs/outlived", test_outlived);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of the roster is filtered by is there again in the next window. */
#include "app/filter-keep.h"
#include "app/household-page-private.h"
#include "tests/app/practice.h"

static Practice practice;

static XyHouseholdPage *
open_page (XyWindow **window)
{
  XyHouseholdPage *page;

  *window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  page = XY_HOUSEHOLD_PAGE (xy_window_show_page (*window, "households", NULL));
  return page;
}

static guint
n_of (XyHouseholdPage *page)
{
  for (int i = 0; i < 300 && (page->units->len == 0 || xy_list_get_state (page->list[0]) != XY_LIST_ANSWERED); i++)
    wait_ms (20);
  wait_ms (200);
  return xy_list_get_count (page->list[XY_TAB_HOUSEHOLDS]);
}

static void
test_kept (void)
{
  XyWindow *window;
  XyHouseholdPage *page = open_page (&window);
  guint all = n_of (page);

  g_assert_cmpuint (page->units->len, >, 2);
  gtk_drop_down_set_selected (page->unit_filter, 2);
  gtk_drop_down_set_selected (page->who_filter, 1);
  XyId unit = g_array_index (page->units, XyId, 1);
  guint some = n_of (page);
  g_assert_cmpuint (some, >, 0);
  g_assert_cmpuint (some, <, all);
  practice_close_window (window);

  /* It asks so from the first on, before it is known which groups there are. */
  page = open_page (&window);
  XyId asked = xy_household_page_get_unit (page);
  g_assert_true (xy_id_same (&asked, &unit));
  g_assert_cmpuint (n_of (page), ==, some);
  g_assert_cmpuint (gtk_drop_down_get_selected (page->unit_filter), ==, 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (page->who_filter), ==, 1);
  g_assert_true (xy_household_page_is_filtered (page));
  g_signal_emit_by_name (page, "clear-filters");
  g_assert_cmpuint (n_of (page), ==, all);
  practice_close_window (window);

  page = open_page (&window);
  g_assert_false (xy_household_page_is_filtered (page));
  g_assert_cmpuint (n_of (page), ==, all);
  practice_close_window (window);
}

/* A group that is gone filters nothing. */
static void
test_gone (void)
{
  XyWindow *window;
  XyHouseholdPage *page = open_page (&window);
  guint all = n_of (page);

  page->wanted_unit = page->household;
  g_array_set_size (page->units, 0);
  gtk_drop_down_set_selected (page->unit_filter, 0);
  xy_household_page_ask (page);
  practice_close_window (window);
  page = open_page (&window);
  g_assert_cmpuint (n_of (page), ==, all);
  g_assert_false (xy_household_page_is_filtered (page));
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "HouseholdFilters", &argc, &argv);
  g_test_add_func ("/household-filters/kept", test_kept);
  g_test_add_func ("/household-filters/gone", test_gone);
  return g_test_run ();
}

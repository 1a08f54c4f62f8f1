/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board out of a village's file: whatever period, group and order, it adds up to the ledger, or is not made. */
#include <locale.h>

#include "../core/points-office.h"
#include "core/setting.h"
#include "print/points-board-load.h"

static gboolean
change_roster (XyTxn *txn, gpointer data, GError **error)
{
  PointsOffice *points = data;
  g_autoptr (XyHousehold) moved =
      xy_record_get (xy_txn_get_store (txn), &xy_household_type, &points->household[7], NULL);
  g_autoptr (XyPointsEntry) opening = xy_record_new (&xy_points_entry_type);

  xy_set_str (&moved->state, "moved");
  opening->household = points->household[1];
  opening->delta = 1200;
  opening->at = xy_txn_get_now (txn);
  xy_set_str (&opening->kind, "opening");
  xy_set_str (&opening->category, "结转");
  xy_set_str (&opening->item, "上年结转");
  xy_set_str (&opening->day, "2026-10-01");
  return xy_record_save (txn, moved, error) && xy_record_save (txn, opening, error);
}

static gboolean
change_row (XyTxn *txn, gpointer data, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), data, XY_BIND_NONE, error);
}

static void
correct (PointsOffice *points, XyId entry)
{
  XyPointsReversal reversal = { .entry = entry, .reason = "记错了" };

  g_assert_true (
      xy_store_act (points->office.store, &points->office.actor, "", xy_points_reverse_act, &reversal, NULL));
}

/* Among the rest: one who moved away with points, and in the last quarter has only what a correction took back. */
static void
fill (PointsOffice *points)
{
  static const char *const days[] = { "2025-12-30", "2026-07-01", "2026-09-30", "2026-10-01", "2026-11-21" };

  for (guint h = 0; h < POINTS_HOUSEHOLDS; h++)
    for (guint d = 0; d < G_N_ELEMENTS (days); d++)
      if ((h + d) % 3 != 0 && (h != 7 || d < 3))
        points_one (points, (h + d) % 4 == 0 ? &points->litter : &points->sweep, h, days[d], 0, 0);
  correct (points, points_one (points, &points->sweep, 7, "2026-10-05", 0, 0));
  correct (points, points_one (points, &points->sweep, 2, "2026-09-05", 0, 0));
  points_one (points, &points->sweep, 3, "2026-11-05", 0, 0);
  g_assert_true (xy_store_undo (points->office.store, &points->office.actor, NULL));
  office_act (&points->office, "Change", change_roster, points);
}

static void
test_adds_up (void)
{
  static const char *const periods[] = { NULL, "2025", "2026", "2026Q3", "2026Q4", "2026-10", "2026-11", "2026-01" };
  PointsOffice points;
  points_open (&points, 1);
  fill (&points);

  for (guint p = 0; p < G_N_ELEMENTS (periods); p++)
    for (int unit = -1; unit < POINTS_UNITS; unit++)
      for (guint order = 0; xy_points_board_paper.orders[order].name != NULL; order++)
        {
          XyPaperAsk ask = { .period = periods[p],
                             .unit = unit >= 0 ? points.unit[unit] : XY_ID_NONE,
                             .order = order,
                             .parts = order == 0 ? XY_BOARD_ALL : XY_BOARD_ALL & ~(guint) XY_BOARD_RANK,
                             .number = "JF-2026-0001",
                             .printed_at = 1795309200000 };
          g_autoptr (GError) error = NULL;
          g_autoptr (XyPaper) paper = xy_points_board_load (points.office.store, &ask, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (xy_paper_get_n_pages (paper), >, 0);
        }
  points_close (&points);
}

static void
test_refused (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 2);
  fill (&points);
  XyPaperAsk ask = { .period = "2026-13", .parts = XY_BOARD_ALL, .printed_at = 1795309200000 };

  g_assert_null (xy_points_board_load (points.office.store, &ask, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  /* A balance changed from outside never reaches the notice board. */
  ask.period = "2026Q4";
  office_act (&points.office, "", change_row, "UPDATE points_month SET plus = plus + 100 WHERE month = '2026-11'");
  g_assert_null (xy_points_board_load (points.office.store, &ask, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-board-load/adds-up", test_adds_up);
  g_test_add_func ("/points-board-load/refused", test_refused);
  return g_test_run ();
}

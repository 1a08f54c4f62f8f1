/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "flow-office.h"

#define STEP(kind) (1U << XY_POINTS_STEP_##kind)
#define ALL (STEP (CHECK) | STEP (REVIEW) | STEP (APPROVE) | STEP (POST))
#define THREE "钱国强、孙国强、李国强"

/* From the registration to the ledger, all steps on; then all of it undone and done again. */
static void
test_whole_way (void)
{
  FlowOffice self;
  g_autoptr (GError) error = NULL;

  flow_open (&self, 1, ALL);
  XyId item = flow_record (&self, CLERK, &self.points.sweep, 0, "2026-11-20");
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_RECORDED);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_CHECK);
  flow_judge (&self, HEAD, XY_POINTS_STEP_CHECK, NULL, &item);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_REVIEW);
  flow_judge (&self, CLERK, XY_POINTS_STEP_REVIEW, THREE, &item);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_APPROVE);
  flow_judge (&self, REVIEWER, XY_POINTS_STEP_APPROVE, NULL, &item);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_LIST);
  XyId list = flow_list (&self);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_POST);
  XyId paper = flow_print (&self, &list);
  XyId notice = flow_post (&self, &paper, NULL);
  g_assert_cmpint (flow_stage (&self, &item), ==, XY_POINTS_POSTED);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_DAYS);
  g_autoptr (XyPointsSitting) sitting = xy_record_get (self.store, &xy_points_sitting_type, &list, &error);
  g_assert_no_error (error);
  g_assert_true (xy_id_same (&sitting->notice, &notice));

  XyPointsBooking early = flow_book (&self);
  g_assert_cmpuint (early.booked, ==, 0);
  g_assert_cmpuint (early.waiting, ==, 1);
  /* Posted on the 22nd: the three days are the 23rd to the 25th. */
  flow_go_to (&self, "2026-11-25");
  g_assert_cmpuint (flow_book (&self).booked, ==, 0);
  flow_go_to (&self, "2026-11-26");
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_WAIT_BOOK);
  g_assert_cmpint (flow_total (&self, 0), ==, 0);
  g_assert_cmpuint (flow_book (&self).booked, ==, 1);
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  g_assert_cmpint (flow_waits (&self, &item), ==, XY_POINTS_DONE);
  g_assert_cmpuint (flow_book (&self).booked, ==, 0);

  XyId id = xy_points_item_entry_id (&item);
  g_autoptr (XyPointsEntry) entry = xy_record_get (self.store, &xy_points_entry_type, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry->day, ==, "2026-11-20");
  g_assert_cmpstr (entry->recorder, ==, "曾小平");
  g_assert_true (xy_id_same (&entry->origin, &item));

  g_autoptr (GPtrArray) steps = xy_points_steps_of (self.store, &item, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 6);

  /* Back to nothing, then forward again, and the booking once more by hand. */
  static const XyPointsStage back[] = { XY_POINTS_POSTED,   XY_POINTS_LISTED,  XY_POINTS_APPROVED,
                                        XY_POINTS_REVIEWED, XY_POINTS_CHECKED, XY_POINTS_RECORDED };
  for (guint i = 0; i < G_N_ELEMENTS (back); i++)
    {
      xy_store_undo (self.store, &self.points.office.actor, &error);
      g_assert_no_error (error);
      g_assert_cmpint (flow_stage (&self, &item), ==, back[i]);
      g_assert_cmpint (flow_total (&self, 0), ==, 0);
    }
  for (guint i = G_N_ELEMENTS (back) - 1; i > 0; i--)
    {
      xy_store_redo (self.store, &self.points.office.actor, &error);
      g_assert_no_error (error);
      g_assert_cmpint (flow_stage (&self, &item), ==, back[i - 1]);
    }
  g_assert_cmpuint (flow_book (&self).booked, ==, 1);
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  xy_store_undo (self.store, &self.points.office.actor, &error);
  g_assert_no_error (error);
  g_assert_cmpint (flow_total (&self, 0), ==, 0);
  xy_store_redo (self.store, &self.points.office.actor, &error);
  g_assert_no_error (error);
  g_assert_cmpint (flow_total (&self, 0), ==, 100);
  flow_close (&self);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-flow/whole-way", test_whole_way);
  return g_test_run ();
}

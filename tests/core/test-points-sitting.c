/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the papers of the flow say, what the notice board waits for, what a household has still to come. */
#include <locale.h>

#include "core/error.h"
#include "core/notice-list.h"
#include "core/paper-list.h"
#include "core/points-sitting.h"
#include "flow-office.h"

#define REVIEW_AND_POST (1U << XY_POINTS_STEP_REVIEW | 1U << XY_POINTS_STEP_POST)
#define FOUR "钱国强、孙国强、李国强、赵国强"

typedef struct
{
  FlowOffice flow;
  XyId items[3]; /* of the households 0 to 2 */
} Case;

static void
open_case (Case *self)
{
  flow_open (&self->flow, 1, REVIEW_AND_POST);
  for (guint i = 0; i < 3; i++)
    self->items[i] = flow_record (&self->flow, CLERK, &self->flow.points.sweep, i, "2026-11-20");
}

static GPtrArray *
rows_of (Case *self, const XyId *sitting)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = sitting != NULL ? xy_points_sitting_rows (self->flow.store, sitting, &error)
                                    : xy_points_sitting_waiting (self->flow.store, &XY_ID_NONE, &error);

  g_assert_no_error (error);
  return rows;
}

static guint
count_waiting (Case *self, const XyId *unit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = xy_points_sitting_waiting (self->flow.store, unit, &error);

  g_assert_no_error (error);
  return rows->len;
}

/* What is due about LIST; NULL: nothing. */
static XyNoticeRow *
find_due (Case *self, const XyId *list)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = xy_env_today (xy_store_get_env (self->flow.store));
  g_autoptr (GPtrArray) rows = xy_notice_due (self->flow.store, today, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    if (xy_id_same (&((const XyNoticeRow *) rows->pdata[i])->list, list))
      return g_ptr_array_steal_index (rows, i);
  return NULL;
}

static void
test_papers (void)
{
  Case self;
  g_autoptr (GError) error = NULL;

  open_case (&self);
  g_assert_cmpuint (count_waiting (&self, &XY_ID_NONE), ==, 3);
  /* The households lie in groups one after the other. */
  g_assert_cmpuint (count_waiting (&self, &self.flow.points.unit[1]), ==, 1);
  g_autoptr (GPtrArray) waiting = rows_of (&self, NULL);
  const XyPointsSittingRow *first = waiting->pdata[0];
  g_assert_cmpstr (first->head, ==, "赵国强");
  g_assert_cmpstr (first->unit_name, ==, "1组");
  g_assert_cmpstr (first->measure, ==, "次");
  g_assert_null (first->step);

  XyPointsVerdict verdict = { .item = self.items[0], .pass = TRUE, .recused = "赵国强" };
  g_autoptr (GArray) judges = xy_points_judges_parse (self.flow.store, FOUR, &error);
  XyPointsJudging judging = { .kind = XY_POINTS_STEP_REVIEW,
                              .judges = (const XyPointsJudge *) (gpointer) judges->data,
                              .n_judges = judges->len,
                              .verdicts = &verdict,
                              .n_verdicts = 1 };
  flow_try (&self.flow, CLERK, xy_points_judge_act, &judging, &error);
  g_assert_no_error (error);
  flow_try_judge (&self.flow, CLERK, XY_POINTS_STEP_REVIEW, FOUR, &self.items[1], "没有来", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_waiting (&self, &XY_ID_NONE), ==, 1);

  g_autoptr (XyPointsSitting) sitting = xy_points_sitting_find (self.flow.store, "review", "2026-1", &error);
  g_assert_no_error (error);
  g_auto (GStrv) names = xy_points_sitting_names (sitting);
  g_assert_cmpuint (g_strv_length (names), ==, 4);
  g_assert_cmpstr (names[3], ==, "赵国强");
  g_autoptr (GPtrArray) judged = rows_of (&self, &sitting->record.id);
  g_assert_cmpuint (judged->len, ==, 1);
  g_assert_cmpstr (((const XyPointsSittingRow *) judged->pdata[0])->step->kind, ==, "review");
  g_assert_cmpstr (((const XyPointsSittingRow *) judged->pdata[0])->step->recused, ==, "赵国强");
  g_autoptr (XyPointsSitting) second = xy_points_sitting_find (self.flow.store, "review", "2", &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) refused = rows_of (&self, &second->record.id);
  g_assert_cmpstr (((const XyPointsSittingRow *) refused->pdata[0])->step->note, ==, "没有来");

  static const char *const wrong[] = { "3", "2025-1", "2026-", "x", "", "2026-1-1" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (XyPointsSitting) none = xy_points_sitting_find (self.flow.store, "review", wrong[i], &error);
      g_assert_null (none);
      g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  flow_close (&self.flow);
}

static void
test_due (void)
{
  Case self;
  g_autoptr (GError) error = NULL;
  XyId paper;

  open_case (&self);
  flow_judge (&self.flow, CLERK, XY_POINTS_STEP_REVIEW, "钱国强、孙国强、李国强", &self.items[0]);
  XyId list = flow_list (&self.flow);
  g_autoptr (XyNoticeRow) made = find_due (&self, &list);
  g_assert_nonnull (made);
  g_assert_cmpstr (made->paper_kind, ==, "points-list");
  g_assert_true (xy_id_is_none (&made->list_paper));
  g_assert_false (xy_paper_list_about (self.flow.store, &list, &paper));

  XyId printed = flow_print (&self.flow, &list);
  g_assert_true (xy_paper_list_about (self.flow.store, &list, &paper));
  g_assert_true (xy_id_same (&paper, &printed));
  g_autoptr (XyNoticeRow) waits = find_due (&self, &list);
  g_assert_true (xy_id_same (&waits->list_paper, &printed));

  flow_post (&self.flow, &printed, NULL);
  g_assert_null (find_due (&self, &list));

  /* What is withdrawn is on the list no more; a list of nothing is not due. */
  flow_judge (&self.flow, CLERK, XY_POINTS_STEP_REVIEW, "钱国强、赵国强、李国强", &self.items[2]);
  XyId other = flow_list (&self.flow);
  g_autoptr (GPtrArray) one = rows_of (&self, &other);
  g_assert_cmpuint (one->len, ==, 1);
  XyPointsWithdrawal withdrawal = { self.items[2], "记重了" };
  flow_try (&self.flow, CLERK, xy_points_withdraw_act, &withdrawal, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) none = rows_of (&self, &other);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (find_due (&self, &other));
  flow_close (&self.flow);
}

static void
test_pending (void)
{
  Case self;
  g_autoptr (GError) error = NULL;
  gint64 sum = -1;
  guint n = 99;

  open_case (&self);
  flow_record (&self.flow, CLERK, &self.flow.points.litter, 0, "2026-11-20");
  g_assert_true (xy_points_item_pending (self.flow.store, &self.flow.points.household[0], &n, &sum, &error));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (sum, ==, 100 - 500);
  g_assert_true (xy_points_item_pending (self.flow.store, &self.flow.points.household[5], &n, &sum, &error));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (sum, ==, 0);
  flow_try_judge (&self.flow, CLERK, XY_POINTS_STEP_REVIEW, FOUR, &self.items[0], "没有来", &error);
  g_assert_no_error (error);
  g_assert_true (xy_points_item_pending (self.flow.store, &self.flow.points.household[0], &n, &sum, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (sum, ==, -500);
  flow_close (&self.flow);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-sitting/papers", test_papers);
  g_test_add_func ("/points-sitting/due", test_due);
  g_test_add_func ("/points-sitting/pending", test_pending);
  return g_test_run ();
}

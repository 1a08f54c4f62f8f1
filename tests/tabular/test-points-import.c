/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "../core/points-office.h"
#include "core/backup.h"
#include "core/points-balance.h"
#include "fixture.h"
#include "tabular/points-import.h"

#define TODAY "2026-11-22"

static XyPointsPlan *
plan_text (PointsOffice *points, const char *text, const XyPointsPlanAsk *ask, GError **error)
{
  XyPointsPlanAsk none = { 0 };
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_pasted (text, NULL);
  g_autoptr (GPtrArray) rules = xy_points_rule_list (points->office.store, NULL, NULL);
  g_assert_nonnull (workbook);
  g_autoptr (GPtrArray) layouts = xy_points_detect (workbook, NULL, rules, TODAY, error);

  g_assert_nonnull (layouts);
  return xy_points_plan (points->office.store, &points->office.actor, workbook, layouts, ask != NULL ? ask : &none,
                         error);
}

/* "row state household item points" of each line. */
static char *
show (const XyPointsPlan *plan)
{
  static const char signs[] = { '+', '=', 'x' };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < plan->lines->len; i++)
    {
      const XyPointsPlanLine *line = xy_points_plan_line (plan, i);
      g_string_append_printf (out, "%s%u%c%s %s %d", i > 0 ? "; " : "", line->row + 1, signs[line->state],
                              line->household != NULL ? line->household : "?", line->item != NULL ? line->item : "?",
                              (int) line->delta);
      if (line->state == XY_POINTS_PLAN_REFUSED)
        g_assert_cmpstr (line->problem, !=, NULL);
    }
  return g_string_free (out, FALSE);
}

static gint64
total (PointsOffice *points, guint household)
{
  XyPointsBalance balance;

  g_assert_true (xy_points_balance (points->office.store, &points->household[household], &balance, NULL));
  return balance.total;
}

static void
import_plan (PointsOffice *points, const XyPointsPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  xy_points_import (points->office.store, &points->office.actor, plan, "积分表.xlsx", &backup, NULL, &error);
  g_assert_no_error (error);
  g_assert_true ((backup != NULL) == (plan->counts[XY_POINTS_PLAN_NEW] > 0));
  if (backup != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (backup);
      g_unlink (backup);
      g_rmdir (folder);
    }
}

static void
test_list (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 1);
  const char *text = "石板溪村2026年11月积分登记表\t\t\t\t\t\t\n"
                     "序号\t日期\t户主\t事项\t数量\t积分\t备注\n"
                     "1\t2026-11-03\t赵国强\t义务清扫\t2\t\t路面\n"
                     "2\t2026.11.4\t钱国强\tT02\t\t\t\n"
                     "3\t11月4日\t孙国强\t义务清扫\t\t\t\n"
                     "4\t\t李国强\t乱倒垃圾\t\t-5\t\n"
                     "5\t2026-11-05\t周国强\t义务防汛\t\t2.5\t\n"
                     "6\t2026-11-05\t谁也不是\t义务清扫\t\t\t\n"
                     "7\t2026-11-05\t吴国强\t没有的事\t\t\t\n"
                     "8\t2026-11-05\t吴国强\t义务防汛\t\t9\t\n"
                     "9\t2026-12-05\t吴国强\t义务清扫\t\t\t\n"
                     "10\t2026-11-05\t郑国强\t捐款\t\t0.3\t\n"
                     "11\t2026-11-05\t郑国强\t捐款\t5\t\t\n"
                     "12\t2026-11-03\t赵国强\t义务清扫\t2\t\t又抄了一遍\n"
                     "合计\t\t\t\t\t\t\n";
  g_autoptr (XyPointsPlan) plan = plan_text (&points, text, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *shown = show (plan);
  g_assert_cmpstr (shown, ==,
                   "3+1组 · 1-001 · 赵国强 义务清扫 200; 4+2组 · 2-001 · 钱国强 邻里互助 100; "
                   "5x3组 · 3-001 · 孙国强 义务清扫 0; 6+4组 · 4-001 · 李国强 乱倒垃圾 -500; "
                   "7+1组 · 1-002 · 周国强 义务防汛 250; 8x? 义务清扫 0; 9x2组 · 2-002 · 吴国强 没有的事 0; "
                   "10x2组 · 2-002 · 吴国强 义务防汛 0; 11x2组 · 2-002 · 吴国强 义务清扫 0; "
                   "12+3组 · 3-002 · 郑国强 捐款 30; 13x3组 · 3-002 · 郑国强 捐款 0; "
                   "14=1组 · 1-001 · 赵国强 义务清扫 200");
  /* A row without a day is of the month's last day, as far as it has come. */
  g_assert_cmpstr (xy_points_plan_line (plan, 3)->one.day, ==, TODAY);
  g_assert_cmpuint (plan->n_households, ==, 5);
  g_assert_cmpint (plan->sum, ==, 200 + 100 - 500 + 250 + 30);

  g_autofree char *before = xy_store_dump (points.office.store, NULL);
  import_plan (&points, plan);
  g_assert_cmpint (total (&points, 0), ==, 200);
  g_assert_cmpint (total (&points, 3), ==, -500);
  g_autoptr (XyActInfo) act = xy_store_get_undo (points.office.store, NULL);
  g_assert_nonnull (strstr (act->title, "积分表.xlsx"));

  /* The same file once more changes nothing, and says what was there. */
  g_autoptr (XyPointsPlan) again = plan_text (&points, text, NULL, &error);
  g_assert_cmpuint (again->counts[XY_POINTS_PLAN_NEW], ==, 0);
  g_assert_cmpuint (again->counts[XY_POINTS_PLAN_REPEAT], ==, 6);
  g_autofree char *after = xy_store_dump (points.office.store, NULL);
  import_plan (&points, again);
  g_autofree char *twice = xy_store_dump (points.office.store, NULL);
  g_assert_cmpstr (after, ==, twice);

  g_assert_true (xy_store_undo (points.office.store, &points.office.actor, &error));
  g_autofree char *undone = xy_store_dump (points.office.store, NULL);
  g_assert_cmpstr (before, ==, undone);

  g_autofree char *rest = g_build_filename (points.office.folder, "rest.xlsx", NULL);
  g_assert_true (xy_points_rest_write (plan, rest, &error));
  g_autoptr (XyWorkbook) written = xy_workbook_read (rest, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (xy_sheet_get_rows (xy_workbook_get_sheet (written, 0)), ==, 1 + 6);
  points_close (&points);
}

static void
test_sheet (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 2);
  const char *text = "户号\t户主\t义务清扫\t邻里互助\t义务防汛\t乱倒垃圾\n"
                     "1组\t\t\t\t\t\n"
                     "1\t赵国强\t2\t3\t\t\n"
                     "1-002\t周国强\t√\t\t3\t1\n"
                     "2组\t\t\t\t\t\n"
                     "1\t钱国强\t0\t\t\t/\n"
                     "2\t赵国强\t1\t\t\t\n"
                     "3-001\t\t1.5\tx\t4\t\n";
  XyPointsPlanAsk ask = { .day = "2026-10-31", .witness = "老李" };
  g_autoptr (XyPointsPlan) plan = plan_text (&points, text, &ask, &error);
  g_assert_no_error (error);
  g_autofree char *shown = show (plan);
  /* The cap of two a month is shared by all that the sheet says. */
  g_assert_cmpstr (shown, ==,
                   "3+1组 · 1-001 · 赵国强 义务清扫 200; 3+1组 · 1-001 · 赵国强 邻里互助 200; "
                   "4+1组 · 1-002 · 周国强 义务清扫 100; 4+1组 · 1-002 · 周国强 义务防汛 300; "
                   "4+1组 · 1-002 · 周国强 乱倒垃圾 -500; 7x? 义务清扫 0; 8x? 义务清扫 0; 8x? 邻里互助 0; "
                   "8x? 义务防汛 0");
  g_assert_cmpstr (xy_points_plan_line (plan, 0)->one.day, ==, "2026-10-31");
  g_assert_cmpstr (xy_points_plan_line (plan, 0)->one.witness, ==, "老李");
  g_assert_nonnull (xy_points_plan_line (plan, 1)->problem);
  import_plan (&points, plan);
  g_assert_cmpint (total (&points, 0), ==, 400);
  points_close (&points);
}

static void
test_refusals (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 3);
  g_autoptr (XyPointsPlan) plan = plan_text (&points, "甲\t乙\n1\t2\n", NULL, &error);

  g_assert_null (plan);
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);
  /* Names, but nothing they did. */
  g_autoptr (XyPointsPlan) nothing = plan_text (&points, "户主\t备注\n赵国强\t好\n", NULL, &error);
  g_assert_null (nothing);
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  /* What is recorded between looking and saving: as much of the file as was there is left out. */
  g_autoptr (XyPointsPlan) late = plan_text (&points, "户主\t义务清扫\n赵国强\t2\n钱国强\t1\n", NULL, &error);
  points_one (&points, &points.sweep, 0, TODAY, 200, 0);
  import_plan (&points, late);
  g_assert_cmpint (total (&points, 0), ==, 200);
  g_assert_cmpint (total (&points, 1), ==, 100);

  XyActor looker = { .user = points.office.actor.user, .name = "监督员", .permissions = XY_MAY_RECORD_POINTS };
  g_autoptr (XyPointsPlan) more = plan_text (&points, "户主\t义务清扫\n赵国强\t5\n", NULL, &error);
  g_assert_false (xy_points_import (points.office.store, &looker, more, "x", NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  points_close (&points);
}

/* Whatever a table holds: no crash, each line accounted for, and what is imported is what the plan said. */
static void
test_random (void)
{
  static const char *const cells[] = { "户主",  "姓名",       "义务清扫", "T02",      "事项", "数量",       "积分",
                                       "日期",  "赵国强",     "钱国强",   "孙国强",   "3",    "2026-11-01", "1",
                                       "√",     "",           "-1",       "合计",     "1组",  "1-001",      "户号",
                                       "99999", "2026年11月", "0.5",      "邻里互助", "组别", "捐款",       "x",
                                       "/",     "1e9",        "义务防汛", "2.5" };
  PointsOffice points;
  points_open (&points, (guint64) g_test_rand_int ());

  for (guint round = 0; round < 120; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n_columns = (guint) g_test_rand_int_range (1, 7), n_rows = (guint) g_test_rand_int_range (1, 12);
      gint64 sum = 0, before = 0, now = 0;
      g_autoptr (GError) error = NULL;

      if (g_test_rand_bit ())
        g_string_append (text, "户主\t事项\t义务清扫\t邻里互助\t数量\t积分\n");
      for (guint i = 0; i < n_rows * n_columns; i++)
        g_string_append_printf (text, "%s%c", cells[g_test_rand_int_range (0, G_N_ELEMENTS (cells))],
                                i % n_columns == n_columns - 1 ? '\n' : '\t');
      g_autoptr (XyPointsPlan) plan = plan_text (&points, text->str, NULL, &error);
      if (plan == NULL)
        {
          g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
          continue;
        }
      guint counted = 0;
      for (guint i = 0; i < XY_POINTS_PLAN_N_STATES; i++)
        counted += plan->counts[i];
      g_assert_cmpuint (counted, ==, plan->lines->len);
      for (guint i = 0; i < plan->lines->len; i++)
        if (xy_points_plan_line (plan, i)->state == XY_POINTS_PLAN_NEW)
          sum += xy_points_plan_line (plan, i)->delta;
      g_assert_cmpint (sum, ==, plan->sum);
      for (guint h = 0; h < POINTS_HOUSEHOLDS; h++)
        before += total (&points, h);
      import_plan (&points, plan);
      for (guint h = 0; h < POINTS_HOUSEHOLDS; h++)
        now += total (&points, h);
      g_assert_cmpint (now - before, ==, sum);
      g_autoptr (XyPointsPlan) again = plan_text (&points, text->str, NULL, &error);
      g_assert_cmpuint (again->counts[XY_POINTS_PLAN_NEW], ==, 0);
    }
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-import/list", test_list);
  g_test_add_func ("/points-import/sheet", test_sheet);
  g_test_add_func ("/points-import/refusals", test_refusals);
  g_test_add_func ("/points-import/random", test_random);
  return g_test_run ();
}

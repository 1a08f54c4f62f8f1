/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "../core/points-office.h"
#include "app/points-sheet-data.h"

static XyPointsSheetData *
make_data (PointsOffice *points)
{
  XyPointsSheetData *data = xy_points_sheet_data_new ();
  const XyId ids[] = { points->sweep, points->help, points->flood };

  g_ptr_array_unref (data->rows);
  data->rows = xy_points_sheet_read_rows (points->office.store, NULL);
  g_assert_nonnull (data->rows);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (XyPointsRule) rule = xy_record_get (points->office.store, &xy_points_rule_type, &ids[i], NULL);
      g_assert_true (xy_points_sheet_add_rule (data, rule));
      g_assert_false (xy_points_sheet_add_rule (data, rule));
    }
  data->day = g_strdup ("2026-11-20");
  return data;
}

static void
test_cells (void)
{
  PointsOffice points;
  points_open (&points, 1);
  g_autoptr (XyPointsSheetData) data = make_data (&points);
  const guint rows[] = { 0, 1, 2, 3 };

  g_assert_cmpuint (data->rows->len, ==, POINTS_HOUSEHOLDS);
  g_assert_cmpstr (xy_points_sheet_row (data, 1)->number, ==, "1-002");
  xy_points_sheet_set_text (data, 0, 0, "2");
  xy_points_sheet_set_text (data, 2, 0, "1.5");
  xy_points_sheet_set_text (data, 3, 0, "x");
  xy_points_sheet_set_text (data, 4, 0, "0");
  xy_points_sheet_set_text (data, 0, 1, "3");
  xy_points_sheet_set_text (data, 1, 2, "2.5");
  xy_points_sheet_set_text (data, 2, 2, "9");
  g_assert_cmpstr (xy_points_sheet_text_above (data, rows, 2, 0), ==, "2");
  g_assert_cmpstr (xy_points_sheet_text_above (data, rows, 0, 0), ==, NULL);
  XyPointsSheetSum sum = xy_points_sheet_sum (data, 0);
  g_assert_cmpuint (sum.n, ==, 2);
  g_assert_cmpint (sum.sum, ==, 350);
  g_assert_cmpuint (sum.n_wrong, ==, 1);

  XyPointsSheetJob *job = xy_points_sheet_job_new (data, TRUE);
  g_assert_cmpuint (job->batch.n, ==, 5);
  g_assert_true (xy_points_batch_look (points.office.store, &job->batch, NULL));
  /* What was typed meanwhile is not what was looked at. */
  xy_points_sheet_set_text (data, 2, 0, "4");
  g_assert_true (xy_points_sheet_take (data, job));
  xy_points_sheet_job_free (job);
  g_assert_cmpint (xy_points_sheet_cell (data, 0, 0)->delta, ==, 200);
  g_assert_false (xy_points_sheet_cell (data, 2, 0)->checked);
  g_assert_cmpint (xy_points_sheet_cell (data, 0, 1)->cut, ==, 100);
  g_assert_nonnull (xy_points_sheet_cell (data, 0, 1)->why);
  g_assert_cmpint (xy_points_sheet_cell (data, 1, 2)->delta, ==, 250);
  g_assert_nonnull (xy_points_sheet_cell (data, 2, 2)->problem);

  /* A column goes with what stands in it; those after it move up. */
  xy_points_sheet_remove_rule (data, 1);
  g_assert_cmpuint (data->rules->len, ==, 2);
  g_assert_cmpstr (xy_points_sheet_cell (data, 1, 1)->text, ==, "2.5");
  g_assert_cmpstr (xy_points_sheet_cell (data, 0, 1)->text, ==, NULL);
  g_assert_cmpstr (xy_points_sheet_cell (data, 0, 2)->text, ==, NULL);
  points_close (&points);
}

static void
test_draft (void)
{
  PointsOffice points;
  points_open (&points, 2);
  g_autoptr (XyPointsSheetData) data = make_data (&points), again = make_data (&points);

  g_assert_null (xy_points_sheet_dump (data));
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", g_test_rand_int_range (0, 5));
      xy_points_sheet_set_text (data, (guint) g_test_rand_int_range (0, POINTS_HOUSEHOLDS),
                                (guint) g_test_rand_int_range (0, 3), g_test_rand_bit () ? text : "");
    }
  xy_points_sheet_set_text (data, 0, 0, "1");
  data->unit = points.unit[2];
  g_autofree char *draft = xy_points_sheet_dump (data);
  g_auto (GStrv) codes = xy_points_sheet_draft_codes (draft);
  g_assert_cmpuint (g_strv_length (codes), ==, 3);
  g_assert_cmpstr (codes[1], ==, "T02");
  xy_points_sheet_restore (again, draft);
  g_autofree char *same = xy_points_sheet_dump (again);
  g_assert_cmpstr (draft, ==, same);
  g_assert_true (xy_id_same (&again->unit, &points.unit[2]));

  /* A rule that is gone takes only its own column along. */
  xy_points_sheet_clear (again);
  xy_points_sheet_remove_rule (again, 0);
  xy_points_sheet_restore (again, draft);
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    g_assert_cmpstr (xy_points_sheet_cell (again, i, 0)->text, ==, xy_points_sheet_cell (data, i, 1)->text);
  xy_points_sheet_restore (again, "nonsense");
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-sheet/cells", test_cells);
  g_test_add_func ("/points-sheet/draft", test_draft);
  return g_test_run ();
}

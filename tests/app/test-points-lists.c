/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "../core/points-office.h"
#include "app/points-page-lists.h"
#include "core/points-rank.h"

static XyListAnswer *
ask (PointsOffice *points, XyPointsQuery *query, const char *sort, gboolean descending)
{
  const XyListQuery asked = { .data = query, .sort = sort, .descending = descending };
  g_autoptr (GError) error = NULL;
  XyListAnswer *answer = xy_points_rank_source.ids (points->office.store, &asked, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

/* The order and the rows come out of one reading, however often they are sorted; a new entry is another. */
static void
test_read_once (void)
{
  PointsOffice points;
  XyPointsQuery query = { .period = (char *) "2026-11" };
  const XyPointsRankQuery wanted = xy_points_rank_query (&query);
  const XyListQuery asked = { .data = &query };

  points_open (&points, 5);
  for (guint h = 0; h < 4; h++)
    for (guint i = 0; i <= h; i++)
      points_one (&points, &points.sweep, h, "2026-11-03", 0, 0);

  /* What is planted in the one that is kept shows who reads it. */
  g_autoptr (GPtrArray) kept = xy_points_rank_shared (points.office.store, &wanted, NULL);
  ((XyPointsStanding *) kept->pdata[0])->plus += 777;
  g_autoptr (GPtrArray) true_one = xy_points_rank (points.office.store, &wanted, NULL);
  gint64 sum = 777;
  for (guint i = 0; i < true_one->len; i++)
    sum += ((const XyPointsStanding *) true_one->pdata[i])->plus;

  XyListAnswer *first = ask (&points, &query, NULL, FALSE), *up = ask (&points, &query, "plus", FALSE),
               *down = ask (&points, &query, "plus", TRUE);
  g_assert_cmpuint (first->n_ids, ==, kept->len);
  g_assert_cmpint (first->sums[0], ==, sum);
  g_assert_cmpint (up->sums[0], ==, sum);
  g_assert_cmpint (down->sums[0], ==, sum);
  for (guint i = 0; i < kept->len; i++)
    g_assert_true (xy_id_same (&first->ids[i], xy_points_standing_id ((XyPointsStanding *) kept->pdata[i])));
  g_assert_true (xy_id_same (&down->ids[0], &first->ids[0]));
  g_assert_true (xy_id_same (&up->ids[up->n_ids - 1], &first->ids[0]));

  g_autoptr (GPtrArray) rows = xy_points_rank_source.records (points.office.store, &asked, first->ids, 2, NULL, NULL);
  g_assert_cmpint (((const XyPointsStanding *) rows->pdata[0])->plus, ==,
                   ((const XyPointsStanding *) kept->pdata[0])->plus);

  points_one (&points, &points.sweep, 4, "2026-11-04", 0, 0);
  XyListAnswer *later = ask (&points, &query, NULL, FALSE);
  g_assert_cmpint (later->sums[0], >, sum - 777);
  g_assert_cmpint (later->sums[0], <, sum);

  query.period = (char *) "no month";
  g_autoptr (GError) error = NULL;
  g_assert_null (xy_points_rank_source.ids (points.office.store, &asked, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);

  xy_list_answer_free (first);
  xy_list_answer_free (up);
  xy_list_answer_free (down);
  xy_list_answer_free (later);
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-lists/read-once", test_read_once);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-statistics.h"

#include <string.h>

#include "core/day.h"
#include "core/points-account.h"
#include "core/store.h"

/* ?1 and ?2: first and last month (day, where entries are read), ?3: the unit, ?4: the account, ?5: the category. */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define SIDES                                                                                                          \
  "sum (iif (sign (e.amount) = sign (e.delta), e.delta, 0)), sum (iif (sign (e.amount) = - sign (e.delta), e.delta, 0))"
/* A person's group is that of his household, wherever he earned it. */
#define OF_LEDGER                                                                                                      \
  "FROM points_entry AS e WHERE e.cancelled = 0 AND e.day BETWEEN ?1 AND ?2 AND e.account IS ?4 "                      \
  "AND e.kind IN ('entry', 'reversal') AND (?3 IS NULL OR iif (e.account IS NULL, e.household, "                       \
  "(SELECT p.household FROM person AS p WHERE p.id = e.person)) "                                                      \
  "IN (SELECT x.id FROM household AS x WHERE x.unit IN below)) "
#define VILLAGE_MONTHS_SQL                                                                                             \
  "SELECT m.month, sum (m.plus), sum (m.minus) FROM points_total AS t "                                                \
  "CROSS JOIN points_month AS m ON m.household = t.household AND m.month BETWEEN ?1 AND ?2 GROUP BY m.month"
#define UNIT_MONTHS_SQL                                                                                                \
  BELOW "SELECT m.month, sum (m.plus), sum (m.minus) FROM household AS h "                                             \
        "CROSS JOIN points_month AS m ON m.household = h.id AND m.month BETWEEN ?1 AND ?2 "                            \
        "WHERE h.unit IN below GROUP BY m.month"
#define LEDGER_MONTHS_SQL                                                                                              \
  BELOW "SELECT substr (e.day, 1, 7) AS month, " SIDES " " OF_LEDGER "AND (?5 IS NULL OR e.category = ?5) "            \
        "GROUP BY month"
#define CATEGORIES_SQL                                                                                                 \
  BELOW "SELECT e.category, sum (e.kind = 'entry' AND e.reversed = 0), " SIDES " " OF_LEDGER                           \
        "GROUP BY e.category ORDER BY 2 DESC, 1"

#define OF_UNIT "the households of a unit"

static const XySql statements[] = {
  { NULL, VILLAGE_MONTHS_SQL, "a trend is of all households" },
  { NULL, UNIT_MONTHS_SQL, NULL },
  { NULL, LEDGER_MONTHS_SQL, OF_UNIT },
  { NULL, CATEGORIES_SQL, OF_UNIT },
};

static gboolean
find_days (XyStore *store, const XyPointsRankQuery *query, char from[XY_DAY_SIZE], char to[XY_DAY_SIZE], GError **error)
{
  g_strlcpy (from, "0001-01-01", XY_DAY_SIZE);
  g_strlcpy (to, "9999-12-31", XY_DAY_SIZE);
  return query->period == NULL || xy_period_parse (query->period, NULL, from, to)
         || xy_points_refuse_period (query->period, error);
}

static GArray *
empty_months (XyStore *store, const XyPointsRankQuery *query, guint n, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (XyPointsMonthSum));

  if (!find_days (store, query, from, to, error))
    return NULL;
  g_autofree char *last = xy_period_of (query->period != NULL ? to : today, XY_SPAN_MONTH);
  g_array_set_size (list, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *month = xy_period_move (last, (int) i + 1 - (int) n);
      g_strlcpy (g_array_index (list, XyPointsMonthSum, i).month, month, sizeof (char[8]));
    }
  return g_steal_pointer (&list);
}

GArray *
xy_points_statistics_months (XyStore *store, const XyPointsRankQuery *query, guint n, GError **error)
{
  g_autoptr (GArray) list = empty_months (store, query, MAX (n, 1), error);
  g_autoptr (GError) problem = NULL;
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE], other[XY_DAY_SIZE];
  gboolean kept = query->account == NULL && query->category == NULL;

  if (list == NULL)
    return NULL;
  xy_period_parse (g_array_index (list, XyPointsMonthSum, 0).month, NULL, first, other);
  xy_period_parse (g_array_index (list, XyPointsMonthSum, list->len - 1).month, NULL, other, last);
  if (kept)
    first[7] = last[7] = '\0';
  const char *sql = !kept ? LEDGER_MONTHS_SQL : xy_id_is_none (&query->unit) ? VILLAGE_MONTHS_SQL : UNIT_MONTHS_SQL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql,
                                         XY_BIND (XY_TEXT (first), XY_TEXT (last), XY_ID (&query->unit),
                                                  XY_TEXT (query->account), XY_TEXT (query->category)),
                                         &problem);
  while (xy_rows_next (rows, &problem))
    for (guint i = 0; i < list->len; i++)
      {
        XyPointsMonthSum *sum = &g_array_index (list, XyPointsMonthSum, i);
        if (!g_str_equal (sum->month, xy_rows_text (rows, 0)))
          continue;
        sum->plus = xy_rows_int (rows, 1);
        sum->minus = xy_rows_int (rows, 2);
      }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

void
xy_points_category_sum_free (XyPointsCategorySum *sum)
{
  if (sum == NULL)
    return;
  g_free (sum->name);
  g_free (sum);
}

GPtrArray *
xy_points_statistics_categories (XyStore *store, const XyPointsRankQuery *query, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_category_sum_free);
  g_autoptr (GError) problem = NULL;
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];

  if (!find_days (store, query, from, to, error))
    return NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), CATEGORIES_SQL,
                   XY_BIND (XY_TEXT (from), XY_TEXT (to), XY_ID (&query->unit), XY_TEXT (query->account)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyPointsCategorySum *sum = g_new (XyPointsCategorySum, 1);
      *sum = (XyPointsCategorySum){ g_strdup (xy_rows_text (rows, 0)), xy_rows_int (rows, 1), xy_rows_int (rows, 2),
                                    xy_rows_int (rows, 3) };
      g_ptr_array_add (list, sum);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

void
xy_points_unit_sum_free (XyPointsUnitSum *sum)
{
  if (sum == NULL)
    return;
  g_free (sum->name);
  g_free (sum);
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const XyPointsUnitSum *left = *(XyPointsUnitSum *const *) a, *right = *(XyPointsUnitSum *const *) b;

  if (left->sort != right->sort)
    return left->sort < right->sort ? -1 : 1;
  int order = g_strcmp0 (left->name, right->name);
  return order != 0 ? order : xy_id_compare (&left->unit, &right->unit);
}

GPtrArray *
xy_points_statistics_units (XyStore *store, const XyPointsRankQuery *query, GError **error)
{
  g_autoptr (GPtrArray) standings = xy_points_rank (store, query, error);
  g_autoptr (GHashTable) known = g_hash_table_new (xy_id_hash, xy_id_equal);

  if (standings == NULL)
    return NULL;
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_unit_sum_free);
  for (guint i = 0; i < standings->len; i++)
    {
      const XyPointsStanding *standing = standings->pdata[i];
      XyPointsUnitSum *sum = g_hash_table_lookup (known, &standing->unit);
      if (sum == NULL)
        {
          sum = g_new0 (XyPointsUnitSum, 1);
          sum->unit = standing->unit;
          sum->name = g_strdup (standing->unit_name);
          sum->sort = standing->unit_sort;
          g_hash_table_insert (known, &sum->unit, sum);
          g_ptr_array_add (list, sum);
        }
      sum->n++;
      sum->plus += standing->plus;
      sum->minus += standing->minus;
      sum->total += standing->total;
    }
  g_ptr_array_sort (list, compare_units);
  return list;
}

/* The multiple of WIDTH at or next below POINTS, also of what is less than nought. */
static gint64
round_down (gint64 points, gint64 width)
{
  gint64 rest = points % width;

  return points - (rest < 0 ? rest + width : rest);
}

GArray *
xy_points_statistics_bins (XyStore *store, const XyPointsRankQuery *query, guint most, GError **error)
{
  static const gint64 steps[] = { 2, 5, 10 };
  g_autoptr (GPtrArray) standings = xy_points_rank (store, query, error);
  gboolean by_total = query->by_total || query->period == NULL;
  gint64 low = G_MAXINT64, high = G_MININT64, width = 100, scale = 100;

  if (standings == NULL)
    return NULL;
  g_autofree gint64 *points = g_new (gint64, standings->len + 1);
  GArray *list = g_array_new (FALSE, TRUE, sizeof (XyPointsBin));
  for (guint i = 0; i < standings->len; i++)
    {
      const XyPointsStanding *standing = standings->pdata[i];
      points[i] = by_total ? standing->total : xy_points_standing_current (standing);
      low = MIN (low, points[i]);
      high = MAX (high, points[i]);
    }
  if (standings->len == 0)
    return list;
  for (guint i = 0; (round_down (high, width) - round_down (low, width)) / width + 1 > MAX (most, 3); i++)
    {
      width = scale * steps[i % 3];
      if (i % 3 == 2)
        scale *= 10;
    }
  gint64 first = round_down (low, width);
  g_array_set_size (list, (guint) ((round_down (high, width) - first) / width + 1));
  for (guint i = 0; i < list->len; i++)
    g_array_index (list, XyPointsBin, i) = (XyPointsBin){ first + i * width, first + (i + 1) * width, 0 };
  for (guint i = 0; i < standings->len; i++)
    g_array_index (list, XyPointsBin, (guint) ((points[i] - first) / width)).n++;
  return list;
}

const XySql *
xy_points_statistics_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

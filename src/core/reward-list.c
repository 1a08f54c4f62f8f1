/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reward-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/find.h"
#include "core/number.h"
#include "core/record-rows.h"
#include "core/store.h"

/*
 * The filter's parameters: ?1 and ?2 first and last day, ?3 unit, ?4 household, ?5 good, ?6 words in the taker's or the
 * good's name, ?7 to ?9 what a household's key must have.
 */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define FILTERED                                                                                                       \
  "FROM reward_redemption AS r JOIN household AS h ON h.id = r.household JOIN reward_good AS g ON g.id = r.good "      \
  "WHERE r.del = 0 AND r.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR h.unit IN below) "                                   \
  "AND (?4 IS NULL OR r.household = ?4) AND (?5 IS NULL OR r.good = ?5) "                                              \
  "AND (?6 IS NULL OR instr (r.taker, ?6) OR instr (g.name, ?6) "                                                      \
  "OR (instr (h.find, ?7) AND instr (h.find, ?8) AND instr (h.find, ?9))) "

enum
{
  GOODS,
  GOODS_OF_DAY,
  DAYS,
  IDS,
  SUMS,
  WHOSE,
  N_HOUSEHOLDS,
  BY_GOOD,
  BY_SOURCE,
  ON_SHELVES,
  VERIFY,
};

static const XySql statements[] = {
  [GOODS] = { &xy_reward_good_type, "WHERE t.del = 0 ORDER BY t.sort, t.id", NULL },
  [GOODS_OF_DAY] = { &xy_reward_good_type, "WHERE t.del = 0 AND (t.ends IS NULL OR t.ends >= ?1) ORDER BY t.sort, t.id",
                     NULL },
  [DAYS] = { &xy_reward_day_type, "WHERE t.del = 0 AND t.day BETWEEN ?1 AND ?2 ORDER BY t.day DESC", NULL },
  [IDS] = { NULL, BELOW "SELECT r.id " FILTERED "ORDER BY r.day DESC, r.number DESC, r.id", NULL },
  [SUMS] = { NULL, BELOW "SELECT count (*), sum (r.pieces), sum (r.points), sum (r.cost) " FILTERED, NULL },
  [WHOSE] = { NULL,
              "SELECT u.name, h.number, h.head_name, g.sort, g.name, g.unit, g.account, p.name FROM household AS h "
              "LEFT JOIN unit AS u ON u.id = h.unit LEFT JOIN reward_good AS g ON g.id = ?2 "
              "LEFT JOIN person AS p ON p.id = ?3 WHERE h.id = ?1",
              NULL },
  [N_HOUSEHOLDS] = { NULL,
                     "SELECT count (DISTINCT household) FROM reward_redemption WHERE del = 0 AND day BETWEEN ?1 AND ?2",
                     NULL },
  [BY_GOOD] = { NULL,
                "SELECT g.sort, g.name, g.unit, NULL, count (*), sum (r.pieces), sum (r.points), sum (r.cost) "
                "FROM reward_redemption AS r JOIN reward_good AS g ON g.id = r.good "
                "WHERE r.del = 0 AND r.day BETWEEN ?1 AND ?2 GROUP BY g.id ORDER BY g.sort, g.id",
                NULL },
  [BY_SOURCE] = { NULL,
                  "WITH m AS (SELECT m.source, m.pieces, m.cost, m.decision, "
                  "row_number () OVER (PARTITION BY m.source, m.decision ORDER BY m.day) AS nth "
                  "FROM reward_move AS m WHERE m.del = 0 AND m.kind = 'in' AND m.day BETWEEN ?1 AND ?2) "
                  "SELECT 0, source, NULL, group_concat (iif (nth = 1, decision, NULL), '；'), count (*), sum (pieces), "
                  "0, sum (cost) FROM m GROUP BY source ORDER BY sum (cost) DESC, source",
                  NULL },
  [ON_SHELVES] = { NULL, "SELECT sum (stock * cost) FROM reward_good WHERE del = 0 AND kind = 'goods'", NULL },
  [VERIFY] = { NULL,
               "SELECT g.id FROM reward_good AS g WHERE g.stock IS NOT "
               "coalesce ((SELECT sum (m.pieces) FROM reward_move AS m WHERE m.good = g.id AND m.del = 0), 0) - "
               "iif (g.kind = 'goods', coalesce ((SELECT sum (r.pieces) FROM reward_redemption AS r "
               "WHERE r.good = g.id AND r.del = 0), 0), 0) OR g.stock < 0",
               NULL },
};

static void
total_free (gpointer data)
{
  XyRewardTotal *total = data;

  g_free (total->name);
  g_free (total->unit);
  g_free (total->decision);
  g_free (total);
}

static GPtrArray *
list_totals (XyStore *store, guint statement, const XyRewardTotals *totals, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (total_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[statement].text,
                                         XY_BIND (XY_TEXT (totals->from), XY_TEXT (totals->to)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyRewardTotal *total = g_new0 (XyRewardTotal, 1);
      total->number = xy_rows_int (rows, 0);
      total->name = g_strdup (xy_rows_text (rows, 1));
      total->unit = g_strdup (xy_rows_text (rows, 2));
      total->decision = g_strdup (xy_rows_text (rows, 3));
      total->n = xy_rows_int (rows, 4);
      total->pieces = xy_rows_int (rows, 5);
      total->points = xy_rows_int (rows, 6);
      total->cost = xy_rows_int (rows, 7);
      g_ptr_array_add (list, total);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *
xy_reward_good_list (XyStore *store, const char *day, GError **error)
{
  if (day == NULL)
    return xy_record_list (store, &xy_reward_good_type, statements[GOODS].text, XY_BIND_NONE, error);
  return xy_record_list (store, &xy_reward_good_type, statements[GOODS_OF_DAY].text, XY_BIND (XY_TEXT (day)), error);
}

typedef struct
{
  int rank;
  XyRewardGood *good;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *x = a, *y = b;

  if (x->rank != y->rank)
    return x->rank - y->rank;
  return (x->good->sort > y->good->sort) - (x->good->sort < y->good->sort);
}

GPtrArray *
xy_reward_good_match (GPtrArray *goods, const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (XyFindPattern) pattern = xy_find_pattern_new (text);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  gint64 number = 0;

  if (!g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, &number, NULL))
    number = 0;
  for (guint i = 0; i < goods->len; i++)
    {
      XyRewardGood *good = goods->pdata[i];
      Found hit = { pattern != NULL ? xy_find_pattern_match (pattern, good->find) : 0, good };
      if (good->sort == number)
        {
          g_ptr_array_add (list, g_object_ref (good));
          return list;
        }
      /* A number is typed whole; a name that has it inside is something else. */
      if (number == 0 && hit.rank >= 0)
        g_array_append_val (found, hit);
    }
  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (list, g_object_ref (g_array_index (found, Found, i).good));
  return list;
}

GPtrArray *
xy_reward_good_find (XyStore *store, const char *text, const char *day, GError **error)
{
  g_autoptr (GPtrArray) goods = xy_reward_good_list (store, day, error);

  return goods != NULL ? xy_reward_good_match (goods, text) : NULL;
}

char *
xy_reward_good_describe (const XyRewardGood *good)
{
  g_autofree char *points = xy_points_format (good->points);

  if (g_str_equal (good->kind, XY_REWARD_SERVICE))
    return g_strdup_printf (_ ("%s points · service"), points);
  return g_strdup_printf (_ ("%s points · %d left"), points, (int) good->stock);
}

GPtrArray *
xy_reward_day_list (XyStore *store, const char *period, GError **error)
{
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];

  if (!xy_reward_period (period, from, to, error))
    return NULL;
  return xy_record_list (store, &xy_reward_day_type, statements[DAYS].text, XY_BIND (XY_TEXT (from), XY_TEXT (to)),
                         error);
}

void
xy_reward_row_free (XyRewardRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->redemption);
  g_free (row->good);
  g_free (row->unit);
  g_free (row->account);
  g_free (row->unit_name);
  g_free (row->number);
  g_free (row->head);
  g_free (row->person);
  g_free (row);
}

static XyRows *
query (XyStore *store, guint statement, const XyRewardFilter *filter, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (filter->text != NULL ? filter->text : ""));
  g_autoptr (XyFindPattern) pattern = xy_find_pattern_new (text);
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];

  if (!xy_reward_period (filter->period, from, to, error))
    return NULL;
  return xy_db_query (xy_store_get_db (store), statements[statement].text,
                      XY_BIND (XY_TEXT (from), XY_TEXT (to), XY_ID (&filter->unit), XY_ID (&filter->household),
                               XY_ID (&filter->good), XY_TEXT (pattern != NULL ? text : NULL),
                               XY_TEXT (pattern != NULL ? pattern->needles[0] : ""),
                               XY_TEXT (pattern != NULL ? pattern->needles[1] : ""),
                               XY_TEXT (pattern != NULL ? pattern->needles[2] : "")),
                      error);
}

GArray *
xy_reward_redemption_ids (XyStore *store, const XyRewardFilter *filter, XyRewardSums *sums, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = query (store, IDS, filter, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (ids, id);
    }
  if (problem == NULL && sums != NULL)
    {
      g_autoptr (XyRows) sum = query (store, SUMS, filter, &problem);
      *sums = (XyRewardSums){ 0 };
      if (xy_rows_next (sum, &problem))
        *sums =
            (XyRewardSums){ xy_rows_int (sum, 0), xy_rows_int (sum, 1), xy_rows_int (sum, 2), xy_rows_int (sum, 3) };
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
fill_row (XyStore *store, gpointer data, const char *today, gconstpointer unused, GError **error)
{
  XyRewardRow *row = data;
  const XyRewardRedemption *redemption = row->redemption;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (store), statements[WHOSE].text,
      XY_BIND (XY_ID (&redemption->household), XY_ID (&redemption->good), XY_ID (&redemption->person)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      row->unit_name = g_strdup (xy_rows_text (rows, 0));
      row->number = g_strdup (xy_rows_text (rows, 1));
      row->head = g_strdup (xy_rows_text (rows, 2));
      row->good_number = xy_rows_int (rows, 3);
      row->good = g_strdup (xy_rows_text (rows, 4));
      row->unit = g_strdup (xy_rows_text (rows, 5));
      row->account = g_strdup (xy_rows_text (rows, 6));
      row->person = g_strdup (xy_rows_text (rows, 7));
    }
  return xy_error_pass (error, &problem);
}

static const XyRowShape reward_redemption_rows = { &xy_reward_redemption_type, sizeof (XyRewardRow),
                                                   (GDestroyNotify) xy_reward_row_free, fill_row };

GPtrArray *
xy_reward_redemption_rows (XyStore *store, const XyId *ids, guint n, GError **error)
{
  return xy_record_rows (store, &reward_redemption_rows, ids, n, NULL, error);
}

void
xy_reward_totals_free (XyRewardTotals *totals)
{
  if (totals == NULL)
    return;
  g_clear_pointer (&totals->goods, g_ptr_array_unref);
  g_clear_pointer (&totals->sources, g_ptr_array_unref);
  g_free (totals);
}

XyRewardTotals *
xy_reward_totals (XyStore *store, const char *period, GError **error)
{
  g_autoptr (XyRewardTotals) totals = g_new0 (XyRewardTotals, 1);
  XyDb *db = xy_store_get_db (store);

  if (!xy_reward_period (period, totals->from, totals->to, error)
      || !xy_db_number (db, statements[N_HOUSEHOLDS].text, XY_BIND (XY_TEXT (totals->from), XY_TEXT (totals->to)),
                        &totals->n_households, error)
      || !xy_db_number (db, statements[ON_SHELVES].text, XY_BIND_NONE, &totals->stock, error))
    return NULL;
  totals->goods = list_totals (store, BY_GOOD, totals, error);
  totals->sources = totals->goods != NULL ? list_totals (store, BY_SOURCE, totals, error) : NULL;
  if (totals->sources == NULL)
    return NULL;
  for (guint i = 0; i < totals->goods->len; i++)
    {
      const XyRewardTotal *total = totals->goods->pdata[i];
      totals->sums.n += total->n;
      totals->sums.pieces += total->pieces;
      totals->sums.points += total->points;
      totals->sums.cost += total->cost;
    }
  for (guint i = 0; i < totals->sources->len; i++)
    totals->bought += ((const XyRewardTotal *) totals->sources->pdata[i])->cost;
  return g_steal_pointer (&totals);
}

GArray *
xy_reward_verify (XyStore *store, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[VERIFY].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (list, id);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

const XySql *
xy_reward_list_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

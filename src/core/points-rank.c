/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-rank.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/store.h"

/* ?3: the unit, or NULL. */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define HOUSEHOLD "SELECT h.id, h.unit, h.number, h.head_name, h.state, h.sort, "
#define WANTED "h.del = 0 AND (?3 IS NULL OR h.unit IN below) "
#define LIVES "h.state IN ('here', 'away')"
#define ALL_SQL                                                                                                        \
  BELOW HOUSEHOLD "coalesce (t.plus, 0), coalesce (t.minus, 0), coalesce (t.total, 0) "                                \
                  "FROM household AS h LEFT JOIN points_total AS t ON t.household = h.id "                             \
                  "WHERE " WANTED "AND " LIVES " AND ?1 IS NULL AND ?2 IS NULL"
#define IN_PERIOD "FROM points_month AS m WHERE m.household = h.id AND m.month BETWEEN ?1 AND ?2"
/* The balance is that of the last month with an entry, up to the end of the period. */
#define PERIOD_SQL                                                                                                     \
  BELOW "SELECT * FROM (" HOUSEHOLD "coalesce ((SELECT sum (m.plus) " IN_PERIOD "), 0) AS plus, "                      \
        "coalesce ((SELECT sum (m.minus) " IN_PERIOD "), 0) AS minus, "                                                \
        "coalesce ((SELECT m.total FROM points_month AS m WHERE m.household = h.id AND m.month <= ?2 "                 \
        "ORDER BY m.month DESC LIMIT 1), 0) FROM household AS h WHERE " WANTED ") AS h "                               \
        "WHERE " LIVES " OR plus <> 0 OR minus <> 0"
#define UNITS_SQL "SELECT id, name, sort FROM unit"

static const XySql statements[] = {
  { NULL, ALL_SQL, "a ranking is of all households" },
  { NULL, PERIOD_SQL, "a ranking is of all households" },
  { NULL, UNITS_SQL },
};

typedef struct
{
  char *name;
  gint64 sort;
} Unit;

static void
unit_free (gpointer data)
{
  g_free (((Unit *) data)->name);
  g_free (data);
}

static GHashTable *
list_units (XyStore *store, GError **error)
{
  g_autoptr (GHashTable) units = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, unit_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), UNITS_SQL, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      Unit *unit = g_new (Unit, 1);
      *unit = (Unit){ g_strdup (xy_rows_text (rows, 1)), xy_rows_int (rows, 2) };
      g_hash_table_insert (units, xy_id_copy (&id), unit);
    }
  if (problem == NULL)
    return g_steal_pointer (&units);

  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static XyPointsStanding *
standing_from_row (XyRows *rows, GHashTable *units)
{
  XyPointsStanding *standing = g_new0 (XyPointsStanding, 1);

  standing->household = xy_rows_id (rows, 0);
  standing->unit = xy_rows_id (rows, 1);
  standing->number = g_strdup (xy_rows_text (rows, 2));
  standing->head = g_strdup (xy_rows_text (rows, 3));
  standing->state = g_strdup (xy_rows_text (rows, 4));
  standing->sort = xy_rows_int (rows, 5);
  standing->plus = xy_rows_int (rows, 6);
  standing->minus = xy_rows_int (rows, 7);
  standing->total = xy_rows_int (rows, 8);
  standing->before = standing->total - standing->plus - standing->minus;

  const Unit *unit = g_hash_table_lookup (units, &standing->unit);
  standing->unit_name = unit != NULL ? g_strdup (unit->name) : NULL;
  standing->unit_sort = unit != NULL ? unit->sort : G_MAXINT;
  return standing;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer by_total)
{
  const XyPointsStanding *left = *(XyPointsStanding *const *) a, *right = *(XyPointsStanding *const *) b;
  gint64 x = by_total ? left->total : xy_points_standing_current (left);
  gint64 y = by_total ? right->total : xy_points_standing_current (right);

  if (x != y)
    return x > y ? -1 : 1;
  if (left->sort != right->sort)
    return left->sort < right->sort ? -1 : 1;
  return xy_id_compare (&left->household, &right->household);
}

static void
give_places (GPtrArray *list, gboolean by_total)
{
  for (guint i = 0; i < list->len; i++)
    {
      XyPointsStanding *standing = list->pdata[i], *above = i > 0 ? list->pdata[i - 1] : NULL;
      gboolean equal = above != NULL
                       && (by_total ? above->total == standing->total
                                    : xy_points_standing_current (above) == xy_points_standing_current (standing));
      standing->place = equal ? above->place : i + 1;
    }
}

void
xy_points_standing_free (XyPointsStanding *standing)
{
  if (standing == NULL)
    return;
  g_free (standing->unit_name);
  g_free (standing->number);
  g_free (standing->head);
  g_free (standing->state);
  g_free (standing);
}

GPtrArray *
xy_points_rank (XyStore *store, const XyPointsRankQuery *query, GError **error)
{
  char from[XY_DAY_SIZE] = "", to[XY_DAY_SIZE] = "";
  gboolean all = query->period == NULL, by_total = all || query->by_total;
  const char *sql = ALL_SQL;

  if (!all)
    {
      if (!xy_period_parse (query->period, NULL, from, to))
        {
          xy_set_invalid (error, "period", _ ("“%s” is no month, quarter or year; 2026-11, 2026Q4 and 2026 are."),
                          query->period);
          return NULL;
        }
      from[7] = to[7] = '\0';
      sql = PERIOD_SQL;
    }

  g_autoptr (GHashTable) units = list_units (store, error);
  if (units == NULL)
    return NULL;

  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_standing_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), sql,
                   XY_BIND (XY_TEXT (all ? NULL : from), XY_TEXT (all ? NULL : to), XY_ID (&query->unit)), &problem);
  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (list, standing_from_row (rows, units));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  g_ptr_array_sort_with_data (list, compare, GINT_TO_POINTER (by_total));
  give_places (list, by_total);
  return g_steal_pointer (&list);
}

GPtrArray *
xy_points_rank_rows (XyStore *store, const XyPointsRankQuery *query, const XyId *ids, guint n, GError **error)
{
  g_autoptr (GPtrArray) all = xy_points_rank (store, query, error);

  if (all == NULL)
    return NULL;

  g_autoptr (GHashTable) places = g_hash_table_new (xy_id_hash, xy_id_equal);
  GPtrArray *list = g_ptr_array_new_full (n, (GDestroyNotify) xy_points_standing_free);
  for (guint i = 0; i < all->len; i++)
    g_hash_table_insert (places, &((XyPointsStanding *) all->pdata[i])->household, GUINT_TO_POINTER (i));
  for (guint i = 0; i < n; i++)
    {
      gpointer at;
      /* Taken out of ALL, which frees what is left. */
      XyPointsStanding *standing = NULL;
      if (g_hash_table_lookup_extended (places, &ids[i], NULL, &at))
        {
          standing = all->pdata[GPOINTER_TO_UINT (at)];
          all->pdata[GPOINTER_TO_UINT (at)] = NULL;
        }
      g_ptr_array_add (list, standing);
    }
  return list;
}

const XySql *
xy_points_rank_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

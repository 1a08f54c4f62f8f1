/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-balance.h"

#include <string.h>

#include "core/store.h"

#define BALANCE_SQL "SELECT plus, minus, total, spend FROM points_total WHERE household = ?1"

#define COUNT_SQL "SELECT count (*) FROM points_entry"
#define SIDES                                                                                                          \
  "sum (iif (sign (amount) = sign (delta), delta, 0)) AS plus, "                                                       \
  "sum (iif (sign (amount) = - sign (delta), delta, 0)) AS minus, sum (delta) AS total "
#define FIGURES(t) "(" t ".plus, " t ".minus, " t ".total)"
#define TOTALS_SQL                                                                                                     \
  "WITH e AS (SELECT household, " SIDES "FROM points_entry GROUP BY household) "                                       \
  "SELECT e.household, '', coalesce (t.total, 0), e.total FROM e LEFT JOIN points_total AS t USING (household) "       \
  "WHERE " FIGURES ("t") " IS NOT " FIGURES (                                                                          \
      "e") " UNION ALL "                                                                                               \
           "SELECT t.household, '', t.total, 0 FROM points_total AS t WHERE t.household NOT IN (SELECT household FROM e)"
#define MONTHS_SQL                                                                                                     \
  "WITH m AS (SELECT household, substr (day, 1, 7) AS month, " SIDES "FROM points_entry GROUP BY household, month), "  \
  "e AS (SELECT household, month, plus, minus, sum (total) OVER (PARTITION BY household ORDER BY month) AS total "     \
  "FROM m) "                                                                                                           \
  "SELECT e.household, e.month, coalesce (k.total, 0), e.total "                                                       \
  "FROM e LEFT JOIN points_month AS k USING (household, month) "                                                       \
  "WHERE " FIGURES ("k") " IS NOT " FIGURES (                                                                          \
      "e") " UNION ALL "                                                                                               \
           "SELECT k.household, k.month, k.total, 0 "                                                                  \
           "FROM points_month AS k LEFT JOIN e USING (household, month) WHERE e.month IS NULL"
#define MARKS_SQL                                                                                                      \
  "WITH u AS (SELECT rev_of AS id, count (*) % 2 AS odd FROM points_entry WHERE kind = 'undo' GROUP BY rev_of), "      \
  "c AS (SELECT e.id, e.kind = 'undo' OR coalesce (u.odd, 0) AS cancelled FROM points_entry AS e "                     \
  "LEFT JOIN u ON u.id = e.id), "                                                                                      \
  "r AS (SELECT e.rev_of AS id, max (1 - c.cancelled) AS reversed FROM points_entry AS e JOIN c ON c.id = e.id "       \
  "WHERE e.kind = 'reversal' GROUP BY e.rev_of) "                                                                      \
  "SELECT e.household, '*', e.cancelled + 2 * e.reversed, c.cancelled + 2 * coalesce (r.reversed, 0) "                 \
  "FROM points_entry AS e JOIN c ON c.id = e.id LEFT JOIN r ON r.id = e.id "                                           \
  "WHERE e.cancelled <> c.cancelled OR e.reversed <> coalesce (r.reversed, 0)"

#define WHOLE "verifying reads the whole ledger"
/* Of the households that a ranking of the period has (points-rank.h), but from the entries alone. */
#define LEDGER_SQL                                                                                                     \
  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id), "      \
  "s AS (SELECT e.household, sum (iif (e.day >= ?1 AND sign (e.amount) = sign (e.delta), e.delta, 0)) AS plus, "       \
  "sum (iif (e.day >= ?1 AND sign (e.amount) = - sign (e.delta), e.delta, 0)) AS minus, sum (e.delta) AS total "       \
  "FROM points_entry AS e WHERE e.cancelled = 0 AND e.day <= ?2 GROUP BY e.household) "                                \
  "SELECT sum (s.plus), sum (s.minus), sum (s.total) FROM s JOIN household AS h ON h.id = s.household "                \
  "WHERE h.del = 0 AND (?3 IS NULL OR h.unit IN below) "                                                               \
  "AND (h.state IN ('here', 'away') OR (?1 <> '' AND (s.plus <> 0 OR s.minus <> 0)))"
#define CORRECTIONS_SQL                                                                                                \
  "SELECT e.household, sum (e.delta) FROM points_entry AS e WHERE e.cancelled = 0 AND e.day BETWEEN ?1 AND ?2 "        \
  "AND e.kind = 'reversal' GROUP BY e.household"

static const XySql statements[] = {
  { NULL, BALANCE_SQL, NULL }, { NULL, COUNT_SQL, WHOLE },
  { NULL, TOTALS_SQL, WHOLE }, { NULL, MONTHS_SQL, WHOLE },
  { NULL, MARKS_SQL, WHOLE },  { NULL, LEDGER_SQL, "a board is compared with the whole ledger" },
  { NULL, CORRECTIONS_SQL },
};

static gboolean
add_differences (GArray *list, XyDb *db, const char *sql, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, sql, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyPointsDifference difference = { .household = xy_rows_id (rows, 0),
                                        .kept = xy_rows_int (rows, 2),
                                        .rebuilt = xy_rows_int (rows, 3) };
      g_strlcpy (difference.month, xy_rows_text (rows, 1), sizeof difference.month);
      g_array_append_val (list, difference);
    }
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
xy_points_balance (XyStore *store, const XyId *household, XyPointsBalance *balance, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), BALANCE_SQL, XY_BIND (XY_ID (household)), &problem);

  memset (balance, 0, sizeof *balance);
  if (xy_rows_next (rows, &problem))
    *balance =
        (XyPointsBalance){ xy_rows_int (rows, 0), xy_rows_int (rows, 1), xy_rows_int (rows, 2), xy_rows_int (rows, 3) };
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

GArray *
xy_points_verify (XyStore *store, gint64 *n_entries, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (XyPointsDifference));
  gint64 n = 0;

  if (!xy_db_number (db, COUNT_SQL, XY_BIND_NONE, &n, error) || !add_differences (list, db, TOTALS_SQL, error)
      || !add_differences (list, db, MONTHS_SQL, error) || !add_differences (list, db, MARKS_SQL, error))
    return NULL;
  if (n_entries != NULL)
    *n_entries = n;
  return g_steal_pointer (&list);
}

gboolean
xy_points_ledger_sums (XyStore *store,
                       const XyId *unit,
                       const char *from,
                       const char *to,
                       gint64 *before,
                       gint64 *plus,
                       gint64 *minus,
                       GError **error)
{
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), LEDGER_SQL, XY_BIND (XY_TEXT (from), XY_TEXT (to), XY_ID (unit)), error);

  if (!xy_rows_next (rows, error))
    return FALSE;
  *plus = xy_rows_int (rows, 0);
  *minus = xy_rows_int (rows, 1);
  *before = xy_rows_int (rows, 2) - *plus - *minus;
  return TRUE;
}

GHashTable *
xy_points_corrections (XyStore *store, const char *from, const char *to, GError **error)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), CORRECTIONS_SQL, XY_BIND (XY_TEXT (from), XY_TEXT (to)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId household = xy_rows_id (rows, 0);
      gint64 sum = xy_rows_int (rows, 1);
      g_hash_table_insert (sums, xy_id_copy (&household), g_memdup2 (&sum, sizeof sum));
    }
  if (problem == NULL)
    return g_steal_pointer (&sums);

  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

const XySql *
xy_points_balance_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

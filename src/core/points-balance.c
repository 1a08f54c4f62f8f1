/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-balance.h"

#include <string.h>

#include "core/day.h"
#include "core/points-account.h"
#include "core/setting.h"
#include "core/store.h"

#define BALANCE_SQL "SELECT plus, minus, total, spend FROM points_total WHERE household = ?1"
#define CURRENT_SQL "SELECT sum (plus + minus) FROM points_month WHERE household = ?1 AND month BETWEEN ?2 AND ?3"
#define PERSON_BALANCE_SQL                                                                                             \
  "SELECT plus, minus, total, spend FROM points_person_total WHERE account = ?2 AND person = ?1"
#define PERSON_CURRENT_SQL                                                                                             \
  "SELECT sum (plus + minus) FROM points_person_month WHERE account = ?4 AND person = ?1 AND month BETWEEN ?2 AND ?3"

#define COUNT_SQL "SELECT count (*) FROM points_entry"
#define SIDES                                                                                                          \
  "sum (iif (sign (amount) = sign (delta), delta, 0)) AS plus, "                                                       \
  "sum (iif (sign (amount) = - sign (delta), delta, 0)) AS minus, sum (delta) AS total "
#define FIGURES(t) "(" t ".plus, " t ".minus, " t ".total)"
/*
 * Each answers: household, person, account, what, kept, rebuilt. KEY: whose balance; EVERY: the same, of one account
 * where there are several.
 */
#define OF_HOUSEHOLD(t) t ".household, NULL, NULL, "
#define OF_PERSON(t) "NULL, " t ".person, " t ".account, "
#define TOTALS(table, key, entries, whose_t, whose_e)                                                                  \
  "WITH e AS (SELECT " key ", " SIDES ", sum (delta - withheld) AS spend FROM points_entry WHERE " entries             \
  " GROUP BY " key ") SELECT " whose_e "'', coalesce (t.total, 0), e.total FROM e LEFT JOIN " table                    \
  " AS t USING (" key                                                                                                  \
  ") WHERE " FIGURES ("t") " IS NOT " FIGURES ("e") " UNION ALL SELECT " whose_e                                       \
                                                    "'=', coalesce (t.spend, 0), e.spend FROM e LEFT JOIN " table      \
                                                    " AS t USING (" key ") WHERE t.spend IS NOT e.spend"               \
                                                    " UNION ALL SELECT " whose_t "'', t.total, 0 FROM " table          \
                                                    " AS t LEFT JOIN e USING (" key ") WHERE e.total IS NULL"
#define TOTALS_SQL TOTALS ("points_total", "household", "account IS NULL", OF_HOUSEHOLD ("t"), OF_HOUSEHOLD ("e"))
#define PERSON_TOTALS_SQL                                                                                              \
  TOTALS ("points_person_total", "account, person", "account IS NOT NULL", OF_PERSON ("t"), OF_PERSON ("e"))
#define MONTHS(table, key, entries, whose_k, whose_e)                                                                  \
  "WITH m AS (SELECT " key ", substr (day, 1, 7) AS month, " SIDES "FROM points_entry WHERE " entries " GROUP BY " key \
  ", month), e AS (SELECT " key ", month, plus, minus, sum (total) OVER (PARTITION BY " key                            \
  " ORDER BY month) AS total FROM m) "                                                                                 \
  "SELECT " whose_e "e.month, coalesce (k.total, 0), e.total FROM e LEFT JOIN " table " AS k USING (" key ", month) "  \
  "WHERE " FIGURES ("k") " IS NOT " FIGURES ("e") " UNION ALL SELECT " whose_k "k.month, k.total, 0 FROM " table       \
                                                  " AS k LEFT JOIN e USING (" key ", month) "                          \
                                                  "WHERE e.total IS NULL"
#define MONTHS_SQL MONTHS ("points_month", "household", "account IS NULL", OF_HOUSEHOLD ("k"), OF_HOUSEHOLD ("e"))
#define PERSON_MONTHS_SQL                                                                                              \
  MONTHS ("points_person_month", "account, person", "account IS NOT NULL", OF_PERSON ("k"), OF_PERSON ("e"))
#define MARKS_SQL                                                                                                           \
  "WITH u AS (SELECT rev_of AS id, count (*) % 2 AS odd FROM points_entry WHERE kind = 'undo' GROUP BY rev_of), "           \
  "c AS (SELECT e.id, e.kind = 'undo' OR coalesce (u.odd, 0) AS cancelled FROM points_entry AS e "                          \
  "LEFT JOIN u ON u.id = e.id), "                                                                                           \
  "r AS (SELECT e.rev_of AS id, max (1 - c.cancelled) AS reversed FROM points_entry AS e JOIN c ON c.id = e.id "            \
  "WHERE e.kind = 'reversal' GROUP BY e.rev_of) "                                                                           \
  "SELECT e.household, e.person, e.account, '*', e.cancelled + 2 * e.reversed, c.cancelled + 2 * coalesce (r.reversed, 0) " \
  "FROM points_entry AS e JOIN c ON c.id = e.id LEFT JOIN r ON r.id = e.id "                                                \
  "WHERE e.cancelled <> c.cancelled OR e.reversed <> coalesce (r.reversed, 0)"

#define WHOLE "verifying reads the whole ledger"
/* Of the households that a ranking of the period has (points-rank.h), but from the entries alone. */
#define LEDGER_SQL                                                                                                     \
  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id), "      \
  "s AS (SELECT e.household, sum (iif (e.day >= ?1 AND sign (e.amount) = sign (e.delta), e.delta, 0)) AS plus, "       \
  "sum (iif (e.day >= ?1 AND sign (e.amount) = - sign (e.delta), e.delta, 0)) AS minus, sum (e.delta) AS total "       \
  "FROM points_entry AS e WHERE e.cancelled = 0 AND e.day <= ?2 AND e.account IS NULL GROUP BY e.household) "          \
  "SELECT sum (s.plus), sum (s.minus), sum (s.total) FROM s JOIN household AS h ON h.id = s.household "                \
  "WHERE h.del = 0 AND (?3 IS NULL OR h.unit IN below) "                                                               \
  "AND (h.state IN ('here', 'away') OR (?1 <> '' AND (s.plus <> 0 OR s.minus <> 0)))"
#define CORRECTIONS_SQL                                                                                                \
  "SELECT e.household, sum (e.delta) FROM points_entry AS e WHERE e.cancelled = 0 AND e.day BETWEEN ?1 AND ?2 "        \
  "AND e.kind = 'reversal' AND e.account IS NULL GROUP BY e.household"

static const XySql statements[] = {
  { NULL, BALANCE_SQL },
  { NULL, CURRENT_SQL },
  { NULL, PERSON_BALANCE_SQL },
  { NULL, PERSON_CURRENT_SQL },
  { NULL, COUNT_SQL, WHOLE },
  { NULL, TOTALS_SQL, WHOLE },
  { NULL, PERSON_TOTALS_SQL, WHOLE },
  { NULL, MONTHS_SQL, WHOLE },
  { NULL, PERSON_MONTHS_SQL, WHOLE },
  { NULL, MARKS_SQL, WHOLE },
  { NULL, LEDGER_SQL, "a board is compared with the whole ledger" },
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
                                        .person = xy_rows_id (rows, 1),
                                        .account = xy_points_account (xy_rows_text (rows, 2)),
                                        .kept = xy_rows_int (rows, 4),
                                        .rebuilt = xy_rows_int (rows, 5) };
      g_strlcpy (difference.month, xy_rows_text (rows, 3), sizeof difference.month);
      g_array_append_val (list, difference);
    }
  return xy_error_pass (error, &problem);
}

char *
xy_points_current_period (XyStore *store)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autofree char *span = xy_setting_get (store, XY_SETTING_POINTS_SPAN);

  return xy_period_of (today, g_str_equal (span, "month") ? XY_SPAN_MONTH : XY_SPAN_QUARTER);
}

gboolean
xy_points_balance_of (XyStore *store,
                      const char *account,
                      const XyId *owner,
                      const char *period,
                      XyPointsBalance *balance,
                      GError **error)
{
  XyDb *db = xy_store_get_db (store);
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];
  g_autofree char *current = period == NULL ? xy_points_current_period (store) : NULL;
  g_autoptr (GError) problem = NULL;

  memset (balance, 0, sizeof *balance);
  if (!xy_period_parse (period != NULL ? period : current, NULL, from, to))
    return xy_points_refuse_period (period, error);
  from[7] = to[7] = '\0';
  g_autoptr (XyRows) rows = xy_db_query (db, account == NULL ? BALANCE_SQL : PERSON_BALANCE_SQL,
                                         XY_BIND (XY_ID (owner), XY_TEXT (account)), &problem);
  if (xy_rows_next (rows, &problem))
    *balance = (XyPointsBalance){ .plus = xy_rows_int (rows, 0),
                                  .minus = xy_rows_int (rows, 1),
                                  .total = xy_rows_int (rows, 2),
                                  .spend = xy_rows_int (rows, 3) };
  if (problem == NULL)
    return xy_db_number (db, account == NULL ? CURRENT_SQL : PERSON_CURRENT_SQL,
                         XY_BIND (XY_ID (owner), XY_TEXT (from), XY_TEXT (to), XY_TEXT (account)), &balance->current,
                         error);

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
xy_points_balance (XyStore *store, const XyId *household, XyPointsBalance *balance, GError **error)
{
  return xy_points_balance_of (store, NULL, household, NULL, balance, error);
}

GArray *
xy_points_verify (XyStore *store, gint64 *n_entries, GError **error)
{
  static const char *const checks[] = { TOTALS_SQL, MONTHS_SQL, PERSON_TOTALS_SQL, PERSON_MONTHS_SQL, MARKS_SQL };
  XyDb *db = xy_store_get_db (store);
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (XyPointsDifference));
  gint64 n = 0;

  if (!xy_db_number (db, COUNT_SQL, XY_BIND_NONE, &n, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (!add_differences (list, db, checks[i], error))
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
  return xy_error_pass (error, &problem) ? g_steal_pointer (&sums) : NULL;
}

const XySql *
xy_points_balance_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

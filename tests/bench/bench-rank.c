/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-rank: ranking 20,000 households over 1,000,000 entries of three years, all time, this month, an old month and
 * one group; beside it the same sums by plain SQL over the ledger in the sqlite3 shell. And one rule recorded for 300
 * households, beside the same in plain SQL. The entries go in through bare SQLite: how they got there is bench-insert's
 * matter.
 */
#include <sqlite3.h>

#include "../core/office.h"
#include "bench.h"
#include "core/day.h"
#include "core/household.h"
#include "core/points-list.h"
#include "core/points-rank.h"
#include "core/points-record.h"
#include "core/unit.h"

#define UNITS 200
#define MONTHS 36
#define ROUNDS 15
#define ACT 300 /* households of one act */

typedef struct
{
  int n_households;
  XyId unit[UNITS];
  XyId *household;
} Roster;

static gboolean
add_roster (XyTxn *txn, gpointer data, GError **error)
{
  Roster *roster = data;

  for (int i = 0; i < UNITS; i++)
    {
      g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);
      g_autofree char *name = g_strdup_printf ("%d组", i + 1);
      xy_set_str (&unit->kind, "组");
      xy_set_str (&unit->name, name);
      unit->sort = i + 1;
      if (!xy_record_save (txn, unit, error))
        return FALSE;
      roster->unit[i] = unit->record.id;
    }
  for (int i = 0; i < roster->n_households; i++)
    {
      g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
      g_autofree char *number = g_strdup_printf ("%d-%03d", i % UNITS + 1, i / UNITS + 1);
      xy_set_str (&household->number, number);
      xy_set_str (&household->head_name, "曾国强");
      xy_set_str (&household->state, "here");
      household->unit = roster->unit[i % UNITS];
      if (!xy_record_save (txn, household, error))
        return FALSE;
      roster->household[i] = household->record.id;
    }
  return TRUE;
}

static void
add_entries (Office *office, sqlite3 *db, const Roster *roster, int n_entries)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  sqlite3_stmt *stmt;

  sqlite3_prepare_v2 (db,
                      "INSERT INTO points_entry (id, household, category, item, day, delta, kind, recorder, at) "
                      "VALUES (?1, ?2, '环境整治', '义务清扫主次干道', ?3, ?4, 'entry', '曾小平', ?5)",
                      -1, &stmt, NULL);
  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  for (int i = 0; i < n_entries; i++)
    {
      int month = (int) ((gint64) i * MONTHS / n_entries), h = g_rand_int_range (rand, 0, roster->n_households);
      char day[XY_DAY_SIZE];
      XyId id = xy_id_new (&office->fixed.env);

      xy_day_from_parts (2023 + (11 + month) / 12, (11 + month) % 12 + 1, g_rand_int_range (rand, 1, 29), day);
      sqlite3_bind_blob (stmt, 1, id.b, 16, SQLITE_TRANSIENT);
      sqlite3_bind_blob (stmt, 2, roster->household[h].b, 16, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 3, day, -1, SQLITE_TRANSIENT);
      sqlite3_bind_int64 (stmt, 4, g_rand_int_range (rand, 0, 5) == 0 ? -500 : 100 * g_rand_int_range (rand, 1, 6));
      sqlite3_bind_int64 (stmt, 5, 1795309200000 + i);
      if (sqlite3_step (stmt) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (db));
      sqlite3_reset (stmt);
    }
  sqlite3_exec (db, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
  sqlite3_finalize (stmt);
}

static double
time_rank (Office *office, const XyPointsRankQuery *query)
{
  double times[ROUNDS];

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      double start = bench_now ();
      g_autoptr (GPtrArray) list = xy_points_rank (office->store, query, &error);
      times[i] = (bench_now () - start) * 1000;
      if (list == NULL || list->len == 0)
        g_error ("no ranking");
    }
  return bench_quantile (times, ROUNDS, 0.5);
}

/* What the page asks when it opens: the ids of the period with their sums, and the first lines. */
static double
time_list (Office *office, const char *period)
{
  double times[ROUNDS];

  for (int i = 0; i < ROUNDS; i++)
    {
      XyPointsFilter filter = { .period = period };
      XyPointsSums sums;
      double start = bench_now ();
      g_autoptr (GArray) ids = xy_points_list_ids (office->store, &filter, XY_POINTS_BY_DAY, FALSE, &sums, NULL);
      g_autoptr (GPtrArray) rows =
          xy_points_list_rows (office->store, (const XyId *) (void *) ids->data, MIN (ids->len, 60), NULL);
      times[i] = (bench_now () - start) * 1000;
      if (rows == NULL || rows->len == 0)
        g_error ("no ledger");
    }
  return bench_quantile (times, ROUNDS, 0.5);
}

/* The sqlite3 shell on SQL, with what it prints thrown away: milliseconds from start to end. */
static double
run_shell (const char *path, const char *sql)
{
  const char *argv[] = { "sqlite3", path, sql, NULL };
  g_autoptr (GError) error = NULL;
  double start = bench_now ();
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
  return (bench_now () - start) * 1000;
}

/* The same without what the shell itself takes. */
static double
time_shell (const char *path, const char *sql)
{
  double times[5], empty[5];

  for (int i = 0; i < 5; i++)
    {
      empty[i] = run_shell (path, "SELECT 1");
      times[i] = run_shell (path, sql);
    }
  return bench_quantile (times, 5, 0.5) - bench_quantile (empty, 5, 0.5);
}

static gboolean
add_rule (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyPointsRule) rule = xy_record_new (&xy_points_rule_type);

  xy_set_str (&rule->code, "H01");
  xy_set_str (&rule->category, "环境整治");
  xy_set_str (&rule->name, "义务清扫主次干道");
  xy_set_str (&rule->unit, "次");
  xy_set_str (&rule->cap_period, "year");
  rule->score = rule->score_max = 100;
  rule->cap = 1000000;
  if (!xy_points_rule_save (txn, rule, NULL, error))
    return FALSE;
  *(XyId *) data = rule->record.id;
  return TRUE;
}

/* One rule for 300 households, in one act. */
static double
time_act (Office *office, const Roster *roster)
{
  double times[ROUNDS];
  XyId rule;

  office_act (office, "Rule", add_rule, &rule);
  for (int i = 0; i < ROUNDS; i++)
    {
      XyPointsDraft draft = {
        .rule = rule, .day = "2026-11-21", .households = roster->household + i * ACT, .n_households = ACT
      };
      double start = bench_now ();
      office_act (office, "", xy_points_record_act, &draft);
      times[i] = (bench_now () - start) * 1000;
    }
  return bench_quantile (times, ROUNDS, 0.5);
}

/*
 * The same in plain SQL, over and over for other households: is he there, what did the rule give him this year, then
 * the line. It captures nothing and chains nothing.
 */
static double
time_plain_act (const char *path, const Roster *roster)
{
  double times[5], empty[5];

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GString) sql = g_string_new ("PRAGMA synchronous = FULL; BEGIN IMMEDIATE;");
      for (int h = 0; h < ACT; h++)
        {
          const XyId *id = &roster->household[(ROUNDS + i) * ACT + h];
          g_autoptr (GString) hex = g_string_new (NULL);
          for (guint k = 0; k < sizeof id->b; k++)
            g_string_append_printf (hex, "%02x", id->b[k]);
          g_string_append_printf (
              sql,
              "SELECT del, state FROM household WHERE id = x'%s';"
              "SELECT r.code, e.day, e.amount, e.delta, e.cut FROM points_entry AS e INDEXED BY "
              "points_entry_by_household JOIN points_rule AS r ON r.id = e.rule WHERE e.household = x'%s' "
              "AND e.account IS NULL AND e.kind = 'entry' AND e.cancelled = 0 AND e.reversed = 0 "
              "AND e.day BETWEEN '2026-01-01' AND '2026-12-31' AND r.code = 'H01';"
              "INSERT INTO points_entry (id, household, rule, category, item, day, delta, kind, recorder, at) SELECT "
              "randomblob (16), x'%s', id, '环境整治', name, '2026-11-21', 100, 'entry', '曾小平', 1 FROM points_rule "
              "WHERE code = 'H01';",
              hex->str, hex->str, hex->str);
        }
      g_string_append (sql, "COMMIT");
      g_autofree char *file = g_strconcat (path, ".sql", NULL), *read = g_strconcat (".read ", file, NULL);
      g_file_set_contents (file, sql->str, -1, NULL);
      empty[i] = run_shell (path, "SELECT 1");
      times[i] = run_shell (path, read);
    }
  return bench_quantile (times, 5, 0.5) - bench_quantile (empty, 5, 0.5);
}

int
main (int argc, char *argv[])
{
  int n_entries = argc > 1 ? (int) g_ascii_strtoll (argv[1], NULL, 10) : 1000000;
  Roster roster = { .n_households = argc > 2 ? (int) g_ascii_strtoll (argv[2], NULL, 10) : 20000 };
  Office office;
  sqlite3 *db;

  office_open (&office, 1);
  roster.household = g_new (XyId, roster.n_households);
  office_act (&office, "Roster", add_roster, &roster);
  g_clear_object (&office.store);
  sqlite3_open (office.path, &db);
  sqlite3_exec (db, "PRAGMA cache_size = -262144", NULL, NULL, NULL);
  add_entries (&office, db, &roster, n_entries);
  office_reopen (&office);

  XyPointsRankQuery all = { 0 }, last = { .period = "2026-11" }, old = { .period = "2025-06" },
                    year = { .period = "2026" }, unit = { .period = "2026-11", .unit = roster.unit[3] };
  double ms = time_rank (&office, &all), month = time_rank (&office, &last);
  double plain = time_shell (office.path,
                             "SELECT household, sum (delta) AS s FROM points_entry GROUP BY household ORDER BY s DESC");
  double plain_month =
      time_shell (office.path, "SELECT household, sum (delta) AS s FROM points_entry WHERE cancelled = 0 "
                               "AND day BETWEEN '2026-11-01' AND '2026-11-30' GROUP BY household ORDER BY s DESC");
  bench_print ("rank all time", ms, "ms");
  bench_print ("rank this month", month, "ms");
  bench_print ("rank an old month", time_rank (&office, &old), "ms");
  bench_print ("rank a year", time_rank (&office, &year), "ms");
  bench_print ("rank one group's month", time_rank (&office, &unit), "ms");
  bench_print ("ledger of this month", time_list (&office, "2026-11"), "ms");
  bench_print ("ledger of all time", time_list (&office, NULL), "ms");
  bench_print ("rank by plain SQL in the shell", plain, "ms");
  bench_print ("rank ratio", ms / plain, "x");
  bench_print ("rank a month by plain SQL in the shell", plain_month, "ms");
  bench_print ("month ratio", month / plain_month, "x");
  double recorded = time_act (&office, &roster);
  g_clear_object (&office.store);
  double plain_act = time_plain_act (office.path, &roster);
  bench_print ("record for 300 households", recorded, "ms");
  bench_print ("record by plain SQL in the shell", plain_act, "ms");
  bench_print ("record ratio", recorded / plain_act, "x");
  sqlite3_close (db);
  g_free (roster.household);
  office_close (&office);
  return 0;
}

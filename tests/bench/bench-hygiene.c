/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-hygiene: a round of 300 households × 9 items × 3 judges: its grid, a typed sheet, its results, its closing; in
 * a village's file, and in a county's of 20,000 households whose twelve rounds went through all of them. Beside it what
 * the grid shows by plain SQL in the sqlite3 shell. The sheets go in through bare SQLite.
 */
#include <sqlite3.h>

#include "../core/office.h"
#include "bench.h"
#include "core/day.h"
#include "core/household.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-score.h"
#include "core/hygiene-statistics.h"
#include "core/hygiene-trend.h"
#include "core/unit.h"

#define IN_UNIT 300
#define MONTHS 12
#define JUDGES 3
#define ITEMS 9
#define TIMES 15

typedef struct
{
  Office office;
  guint n_units;
  XyId *units;
  XyId checklist;
  XyId round; /* of one group only, its sheets typed */
} County;

static gboolean
add_roster (XyTxn *txn, gpointer data, GError **error)
{
  County *self = data;

  for (guint i = 0; i < self->n_units; i++)
    {
      g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);
      g_autofree char *name = g_strdup_printf ("%u组", i + 1);
      xy_set_str (&unit->kind, "组");
      xy_set_str (&unit->name, name);
      unit->sort = i + 1;
      if (!xy_record_save (txn, unit, error))
        return FALSE;
      self->units[i] = unit->record.id;
      for (guint k = 0; k < IN_UNIT; k++)
        {
          g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
          g_autofree char *number = g_strdup_printf ("%u-%03u", i + 1, k + 1);
          xy_set_str (&household->number, number);
          xy_set_str (&household->head_name, "曾国强");
          xy_set_str (&household->state, "here");
          household->unit = unit->record.id;
          if (!xy_record_save (txn, household, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* The round of DAY through UNITS (NULL: all); its id. */
static XyId
make_round (County *self, const char *day, const char *units)
{
  static XyHygieneSeat seats[JUDGES] = { { .name = "镇干部甲" }, { .name = "党员乙" }, { .name = "代表丙" } };
  g_autoptr (GError) error = NULL;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_propose (self->office.store, "monthly", "household", day, &error);

  if (round == NULL)
    g_error ("%s", error->message);
  xy_set_str (&round->units, units);
  xy_set_str (&round->mode, "items");
  round->checklist = self->checklist;
  XyHygieneMaking making = { .round = round, .seats = seats, .n_seats = JUDGES };
  office_act (&self->office, "Round", xy_hygiene_make_act, &making);
  return making.made;
}

/*
 * The sheets of all rounds, of scores that differ so that ranks do; closed but for the last. The sums are set by hand,
 * for a trigger that fires 700,000 times is no part of what is measured.
 */
static void
fill (County *self)
{
  static const char sql[] =
      "PRAGMA cache_size = -262144; BEGIN;"
      "CREATE TEMP TABLE made AS SELECT sql FROM sqlite_schema WHERE name = 'hygiene_sheet_made';"
      "DROP TRIGGER hygiene_sheet_made;"
      "INSERT INTO hygiene_sheet (id, result, judge, scores, sum, recorder, at) SELECT randomblob (16), r.id, j.id, "
      "printf ('1000 %d 900 1100 800 1050 1150 700 1000', 400 + abs (r.sort * 37 + j.number * 11) % 800), "
      "7700 + 400 + abs (r.sort * 37 + j.number * 11) % 800, '曾小平', 1 FROM hygiene_result AS r "
      "JOIN hygiene_judge AS j ON j.round = r.round;"
      "UPDATE hygiene_result SET n = 3, total = (SELECT sum (s.sum) FROM hygiene_sheet AS s "
      "WHERE s.result = hygiene_result.id);"
      "UPDATE hygiene_result SET score = total / 3, rank = 1 + abs (random () % 20000), band = '合格', "
      "list = iif (total % 5 = 0, 'red', iif (total % 7 = 0, 'low', NULL)) "
      "WHERE round IN (SELECT id FROM hygiene_round WHERE units IS NULL);"
      "UPDATE hygiene_round SET closed_on = day WHERE units IS NULL;";
  char *problem = NULL, **made;
  sqlite3 *db;

  sqlite3_open (self->office.path, &db);
  sqlite3_exec (db, sql, NULL, NULL, &problem);
  if (problem != NULL)
    g_error ("%s", problem);
  sqlite3_get_table (db, "SELECT sql FROM made", &made, NULL, NULL, NULL);
  sqlite3_exec (db, made[1], NULL, NULL, NULL);
  sqlite3_free_table (made);
  sqlite3_exec (db, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
  sqlite3_close (db);
}

/* A month more, as the first was. */
static void
copy_round (County *self, const XyId *first, guint month, const char *day)
{
  sqlite3 *db;
  char *problem = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);

  for (guint i = 0; i < sizeof first->b; i++)
    g_string_append_printf (hex, "%02x", first->b[i]);
  g_autofree char *sql = g_strdup_printf (
      "BEGIN; CREATE TEMP TABLE one AS SELECT randomblob (16) AS id;"
      "INSERT INTO hygiene_round (id, number, kind, period, day, target, checklist, mode, red_by, red_value, low_by, "
      "low_value, ties, bands, "
      "recorder) SELECT (SELECT id FROM one), number + %u, kind, substr ('%s', 1, 7), '%s', target, checklist, mode, "
      "red_by, red_value, low_by, low_value, ties, bands, recorder FROM hygiene_round WHERE id = x'%s';"
      "INSERT INTO hygiene_judge (id, round, name, number) SELECT randomblob (16), (SELECT id FROM one), name, number "
      "FROM hygiene_judge WHERE round = x'%s';"
      "INSERT INTO hygiene_result (id, round, household, unit, sort) SELECT randomblob (16), (SELECT id FROM one), "
      "household, unit, sort FROM hygiene_result WHERE round = x'%s'; COMMIT",
      month, day, day, hex->str, hex->str, hex->str);
  sqlite3_open (self->office.path, &db);
  sqlite3_exec (db, sql, NULL, NULL, &problem);
  if (problem != NULL)
    g_error ("%s", problem);
  sqlite3_close (db);
}

static void
open_county (County *self, guint n_units)
{
  g_autoptr (XyHygieneChecklist) checklist = xy_record_new (&xy_hygiene_checklist_type);
  g_autoptr (GString) items = g_string_new (NULL);
  char unit[XY_ID_TEXT_LENGTH + 1];

  office_open (&self->office, 1);
  self->n_units = n_units;
  self->units = g_new (XyId, n_units);
  office_act (&self->office, "Roster", add_roster, self);
  for (guint i = 0; i < ITEMS; i++)
    g_string_append_printf (items, "%s第%u项\t%d\t\t0\t1", i > 0 ? "\n" : "", i + 1, 1200);
  xy_set_str (&checklist->name, "评分表");
  xy_set_str (&checklist->target, "household");
  xy_set_str (&checklist->items, items->str);
  office_act (&self->office, "Checklist", xy_hygiene_checklist_save_act, checklist);
  self->checklist = checklist->record.id;

  char day[XY_DAY_SIZE] = "2025-11-15";
  XyId first = make_round (self, day, NULL);
  for (guint i = 1; i < MONTHS; i++)
    {
      xy_day_add (day, 30, day);
      copy_round (self, &first, i, day);
    }
  xy_id_to_text (&self->units[n_units / 2], unit);
  self->round = make_round (self, "2026-11-21", unit);
  fill (self);
  office_reopen (&self->office);
}

static double
time_rounds (County *self)
{
  double times[TIMES];

  for (guint i = 0; i < TIMES; i++)
    {
      XyHygieneRoundFilter filter = { .kind = NULL };
      double start = bench_now ();
      g_autoptr (GArray) ids = xy_hygiene_round_ids (self->office.store, &filter, NULL);
      g_autoptr (GPtrArray) rows =
          xy_hygiene_round_rows (self->office.store, (const XyId *) (void *) ids->data, ids->len, NULL);
      times[i] = (bench_now () - start) * 1000;
      if (rows == NULL || rows->len != MONTHS + 1)
        g_error ("no rounds");
    }
  return bench_quantile (times, TIMES, 0.5);
}

static double
time_grid (County *self)
{
  double times[TIMES];

  for (guint i = 0; i < TIMES; i++)
    {
      double start = bench_now ();
      g_autoptr (XyHygieneGrid) grid = xy_hygiene_grid (self->office.store, &self->round, NULL);
      times[i] = (bench_now () - start) * 1000;
      if (grid == NULL || grid->n_sheets != IN_UNIT * JUDGES)
        g_error ("no grid");
    }
  return bench_quantile (times, TIMES, 0.5);
}

static double
time_results (County *self)
{
  double times[TIMES];

  for (guint i = 0; i < TIMES; i++)
    {
      double start = bench_now ();
      g_autoptr (GPtrArray) list = xy_hygiene_outcomes (self->office.store, &self->round, NULL);
      times[i] = (bench_now () - start) * 1000;
      if (list == NULL || list->len != IN_UNIT)
        g_error ("no results");
    }
  return bench_quantile (times, TIMES, 0.5);
}

static double
time_series (County *self)
{
  double times[5];

  for (guint i = 0; i < 5; i++)
    {
      XyHygieneSeriesQuery query = { .kind = "monthly" };
      double start = bench_now ();
      g_autoptr (GPtrArray) list = xy_hygiene_series (self->office.store, &query, NULL);
      times[i] = (bench_now () - start) * 1000;
      if (list == NULL || list->len != MONTHS)
        g_error ("no series");
    }
  return bench_quantile (times, 5, 0.5);
}

/* A year of one group, for a picture; with NULL of all of them. */
static double
time_trend (County *self, const XyId *unit)
{
  double times[5];

  for (guint i = 0; i < 5; i++)
    {
      double start = bench_now ();
      g_autoptr (XyHygieneTrend) trend = xy_hygiene_trend (self->office.store, NULL, unit, MONTHS, NULL);
      times[i] = (bench_now () - start) * 1000;
      if (trend == NULL || trend->rounds->len != MONTHS)
        g_error ("no trend");
    }
  return bench_quantile (times, 5, 0.5);
}

/* The year of each of some households, one after the other, as somebody walks over the map with the arrow keys. */
static double
time_stays (County *self)
{
  double times[TIMES];
  g_autoptr (XyHygieneGrid) grid = xy_hygiene_grid (self->office.store, &self->round, NULL);

  for (guint i = 0; i < TIMES; i++)
    {
      const XyHygieneGridRow *row = grid->rows->pdata[i * 5];
      double start = bench_now ();
      g_autoptr (GPtrArray) stays = xy_hygiene_stays (self->office.store, &row->household, MONTHS, NULL);
      times[i] = (bench_now () - start) * 1000;
      if (stays == NULL || stays->len != MONTHS)
        g_error ("no stays");
    }
  return bench_quantile (times, TIMES, 0.5);
}

/* One sheet typed again, as an act with its capture. */
static double
time_sheet (County *self)
{
  double times[TIMES];
  g_autoptr (XyHygieneGrid) grid = xy_hygiene_grid (self->office.store, &self->round, NULL);

  for (guint i = 0; i < TIMES; i++)
    {
      gint64 scores[ITEMS] = { 50 * (gint64) i };
      XyHygieneScoring scoring = { .result = ((XyHygieneGridRow *) grid->rows->pdata[i * 7])->result,
                                   .judge = ((XyRecord *) grid->judges->pdata[i % JUDGES])->id,
                                   .scores = scores,
                                   .n_scores = ITEMS,
                                   .replace = TRUE };
      double start = bench_now ();
      office_act (&self->office, "", xy_hygiene_score_act, &scoring);
      times[i] = (bench_now () - start) * 1000;
    }
  return bench_quantile (times, TIMES, 0.5);
}

static double
time_close (County *self)
{
  XyHygieneClosing closing = { .round = self->round };
  double start = bench_now ();

  office_act (&self->office, "", xy_hygiene_close_act, &closing);
  return (bench_now () - start) * 1000;
}

/* The rows and sheets of the round in the sqlite3 shell, without what the shell itself takes. */
static double
time_shell (County *self)
{
  g_autoptr (GString) hex = g_string_new (NULL);
  double times[2][5];

  for (guint i = 0; i < sizeof self->round.b; i++)
    g_string_append_printf (hex, "%02x", self->round.b[i]);
  g_autofree char *sql = g_strdup_printf (
      "SELECT r.id, h.number, h.head_name, u.name, r.state FROM hygiene_result AS r JOIN household AS h "
      "ON h.id = r.household JOIN unit AS u ON u.id = r.unit WHERE r.round = x'%s' ORDER BY r.sort;"
      "SELECT s.* FROM hygiene_result AS r JOIN hygiene_sheet AS s ON s.result = r.id WHERE r.round = x'%s'",
      hex->str, hex->str);
  for (guint i = 0; i < 10; i++)
    {
      const char *argv[] = { "sqlite3", self->office.path, i % 2 == 0 ? sql : "SELECT 1", NULL };
      g_autoptr (GError) error = NULL;
      double start = bench_now ();

      if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                         NULL, NULL, &error))
        g_error ("%s", error->message);
      times[i % 2][i / 2] = (bench_now () - start) * 1000;
    }
  return bench_quantile (times[0], 5, 0.5) - bench_quantile (times[1], 5, 0.5);
}

int
main (int argc, char *argv[])
{
  guint households = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 20000;
  County village, county;

  open_county (&village, 1);
  open_county (&county, MAX (households / IN_UNIT, 1));
  double grid = time_grid (&county), of_village = time_grid (&village), shell = time_shell (&county);
  double rounds = time_rounds (&county), results = time_results (&county);
  bench_print ("hygiene grid", grid, "ms");
  bench_print ("hygiene grid in a village's file", of_village, "ms");
  bench_print ("hygiene grid ratio of files", grid / of_village, "x");
  bench_print ("hygiene grid by plain SQL in the shell", shell, "ms");
  bench_print ("hygiene grid ratio", grid / shell, "x");
  bench_print ("hygiene rounds", rounds, "ms");
  bench_print ("hygiene rounds in a village's file", time_rounds (&village), "ms");
  bench_print ("hygiene results", results, "ms");
  bench_print ("hygiene results in a village's file", time_results (&village), "ms");
  bench_print ("hygiene series", time_series (&county), "ms");
  bench_print ("hygiene trend of a group", time_trend (&county, &county.units[county.n_units / 2]), "ms");
  bench_print ("hygiene trend in a village's file", time_trend (&village, NULL), "ms");
  bench_print ("hygiene trend of all", time_trend (&county, NULL), "ms");
  bench_print ("hygiene household's year", time_stays (&county), "ms");
  bench_print ("hygiene sheet", time_sheet (&county), "ms");
  bench_print ("hygiene closing", time_close (&county), "ms");
  g_free (village.units);
  g_free (county.units);
  office_close (&village.office);
  office_close (&county.office);
  return 0;
}

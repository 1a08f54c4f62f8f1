/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-report: each report of a county of 87 townships and 2,100 villages with twelve months of figures, by township,
 * by village and for the county, of the year. The figures go in through the base: how they come there is the push's
 * matter. With XIANGYUE_TEST_PG the county is on PostgreSQL.
 */
#include <glib/gstdio.h>

#include "bench.h"
#include "server/report.h"

#define VILLAGES 2100
#define TOWNSHIPS 87
#define MONTHS 12
#define ROUNDS 5

static const char *const cells[][2] = {
  { "points.plus", "" },
  { "points.plus", "环境整治" },
  { "points.plus", "互助" },
  { "points.plus", "平安" },
  { "points.plus", "文明" },
  { "points.plus", "志愿" },
  { "points.minus", "" },
  { "points.minus", "环境整治" },
  { "points.minus", "文明" },
  { "points.households", "" },
  { "points.households", "环境整治" },
  { "points.households", "互助" },
  { "points.households", "文明" },
  { "points.people", "" },
  { "points.redeemed", "" },
  { "volunteer.plus", "" },
  { "hygiene.rounds", "" },
  { "hygiene.ranked", "" },
  { "hygiene.red", "" },
  { "hygiene.low", "" },
  { "hygiene.excused", "" },
  { "slip.issued", "" },
  { "slip.stage", "0" },
  { "slip.stage", "2" },
  { "slip.stage", "3" },
  { "slip.late", "2026-05-20" },
  { "meeting.held", "consult" },
  { "meeting.held", "villagers" },
  { "meeting.due", "consult" },
  { "meeting.due", "villagers" },
  { "meeting.came", "consult" },
  { "meeting.came", "villagers" },
  { "meeting.people", "consult" },
  { "meeting.decided", "consult" },
  { "meeting.spot", "consult" },
  { "meeting.matter", "consult" },
  { "meeting.ended", "consult" },
  { "meeting.content", "consult" },
  { "matter.raised", "visit" },
  { "matter.raised", "meeting" },
  { "matter.raised", "wish" },
  { "matter.stage", "0" },
  { "matter.stage", "1" },
  { "matter.stage", "2" },
  { "matter.stage", "3" },
  { "matter.stage", "4" },
  { "matter.stage", "7" },
  { "matter.stage", "8" },
  { "matter.late", "2026-04-12" },
  { "matter.late", "2026-08-12" },
  { "matter.answer", "good" },
  { "matter.answer", "fair" },
  { "bylaw.stage", "general 8" },
  { "notice.posted", "finance" },
  { "notice.posted", "points" },
  { "notice.for", "finance" },
  { "notice.for", "decisions" },
  { "notice.for", "relief" },
  { "notice.state", "waiting" },
  { "notice.state", "up" },
};
static const char *const exact[] = { "points.households.quarter", "points.households.year", "points.people.quarter",
                                     "points.people.year" };

static gint64
sid_of (int i)
{
  return G_GINT64_CONSTANT (431399000200) + (gint64) (i % TOWNSHIPS + 1) * 1000 + i / TOWNSHIPS;
}

static void
add (XyBase *base, gint64 sid, const char *kind, int month, const char *rule, gint64 n)
{
  g_autoptr (GError) error = NULL;

  xy_base_run (base, "INSERT INTO rollup (sid, kind, month, rule, n, v) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
               XY_BIND (XY_INT (sid), XY_TEXT (kind), XY_INT (month), XY_TEXT (rule), XY_INT (n), XY_INT (150 * n)),
               &error);
  g_assert_no_error (error);
}

static void
fill (XyServerStore *store)
{
  XyBase *base = xy_server_store_get_base (store);
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_base_begin (base, &error));
  for (int i = 0; i < VILLAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("村%d", i), *township = g_strdup_printf ("镇%d", i % TOWNSHIPS);
      gint64 sid = sid_of (i);
      xy_base_run (base, "INSERT INTO stream (sid, head, same_upto) VALUES (?1, 0, 0)", XY_BIND (XY_INT (sid)), &error);
      g_assert_no_error (error);
      xy_base_run (
          base, "INSERT INTO rollup_village (sid, name, township, county, since) VALUES (?1, ?2, ?3, '清江县', 202501)",
          XY_BIND (XY_INT (sid), XY_TEXT (name), XY_TEXT (township)), &error);
      g_assert_no_error (error);
      for (guint k = 0; k < G_N_ELEMENTS (cells); k++)
        for (int month = 1; month <= MONTHS; month++)
          add (base, sid, cells[k][0], 202600 + month, cells[k][1], (i + month) % 9 + 1);
      for (guint k = 0; k < G_N_ELEMENTS (exact); k++)
        add (base, sid, exact[k], 202601, "", i % 7 + 3);
    }
  g_assert_true (xy_base_commit (base, &error));
}

/* What a report takes of one core: other programs are not in it. PostgreSQL is another program. */
static double
time_report (XyServerStore *store, const char *name, XyReportBy by)
{
  double ms[ROUNDS];
  const char *pg = g_getenv ("XIANGYUE_TEST_PG");

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) json = g_string_new (NULL);
      XyReportAsk ask = { name, 431399, "2026", NULL, by, XY_REPORT_WHOLE };
      double start = pg != NULL ? bench_now () : bench_worked ();
      g_autoptr (XyReport) report = xy_report_run (store, &ask, &error);
      g_assert_no_error (error);
      xy_report_append_json (json, store, report);
      ms[i] = 1000 * ((pg != NULL ? bench_now () : bench_worked ()) - start);
    }
  return bench_quantile (ms, ROUNDS, 0.5);
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = { "points",  "points-groups",  "hygiene", "meetings", "meeting-kinds",
                                       "matters", "matter-sources", "bylaws",  "notices" };
  const char *pg = g_getenv ("XIANGYUE_TEST_PG");
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-report-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "county.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XyServerStore) store = xy_server_store_open (pg != NULL ? pg : path, xy_env_system (), &error);
  double slowest = 0, villages = 0;

  g_assert_no_error (error);
  fill (store);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("report %s", names[i]);
      double ms = time_report (store, names[i], XY_REPORT_BY_TOWNSHIP);
      bench_print (name, ms, "ms");
      slowest = MAX (slowest, ms);
      villages = MAX (villages, time_report (store, names[i], XY_REPORT_BY_VILLAGE));
    }
  bench_print ("report by township", slowest, "ms");
  bench_print ("report by village", villages, "ms");
  g_clear_pointer (&store, xy_server_store_close);
  static const char *const left[] = { "", "-wal", "-shm" };
  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autofree char *file = g_strconcat (path, left[i], NULL);
      g_unlink (file);
    }
  g_rmdir (folder);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of a made-up county of three townships with four villages each, against figures that are added up here. */
#include <locale.h>

#include <glib/gstdio.h>

#include "core/day.h"
#include "county.h"
#include "server/report.h"
#include "tabular/read.h"

#define COUNTY 431399
#define TOWNSHIPS 3
#define VILLAGES 4 /* of each */
#define N (TOWNSHIPS * VILLAGES)
#define FAMILIES 6 /* of each village */
#define FEW 3
#define ID(n) "0197a3f2-c1d4-7003-8000-0000000000" n

static gint64
sid_of (guint i)
{
  return G_GINT64_CONSTANT (431399101201) + i / VILLAGES * 1000 + i % VILLAGES;
}

static XyReport *
run (County *county, const char *name, gint64 scope, const char *from, const char *to, XyReportBy by, XyReportEach each)
{
  g_autoptr (GError) error = NULL;
  XyReportAsk ask = { name, scope, from, to, by, each };
  XyReport *report = xy_report_run (county->store, &ask, &error);

  g_assert_no_error (error);
  return report;
}

/* The value of the column KEY in ROW as the village would print it. */
static char *
value_of (const XyReport *report, const XyReportRow *row, const char *key)
{
  for (guint i = 0; i < report->columns->len; i++)
    {
      const XyReportColumn *column = report->columns->pdata[i];
      if (g_str_equal (column->key, key))
        return xy_report_value_text (report, column->unit, &row->values[i]);
    }
  g_error ("no column %s", key);
  return NULL;
}

static const XyReportRow *
row_of (const XyReport *report, gint64 area, const char *period, const char *rule)
{
  for (guint i = 0; i < report->rows->len; i++)
    {
      const XyReportRow *row = report->rows->pdata[i];
      if (row->area == area && g_strcmp0 (row->period, period) == 0 && g_strcmp0 (row->rule, rule) == 0)
        return row;
    }
  return NULL;
}

#define assert_value(report, row, key, expected)                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *value = value_of (report, row, key);                                                              \
    g_assert_cmpstr (value, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END

/* ---- points, added up here ---- */

typedef struct
{
  guint village, month, family;
  gint64 delta;
} Entry;

static void
push_entry (County *county, Device *device, int id, const Entry *entry)
{
  g_autofree char *fields = g_strdup_printf (
      "{\"household\":\"" ID (
          "1%u") "\",\"category\":\"%s\",\"item\":\"清扫\",\"day\":\"2026-%02u-1%u\",\"amount\":100,"
                 "\"delta\":%d,\"cut\":0,\"kind\":\"entry\",\"at\":1767225600000}",
      entry->family, entry->family % 2 ? "环境" : "互助", entry->month, entry->family, (int) entry->delta);

  assert_push ("ok", county, device, "points_entry", 'i', id, 0, NULL, fields);
}

/* What the entries of the villages FROM to TO in the months FIRST to LAST come to; *TAKING: households. */
static gint64
add_up (const GArray *entries, guint from, guint to, guint first, guint last, gboolean plus, guint *n, guint *taking)
{
  gboolean took[N][FAMILIES] = { 0 };
  gint64 sum = 0;

  *n = *taking = 0;
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      if (entry->village < from || entry->village > to || entry->month < first || entry->month > last)
        continue;
      (*n)++;
      *taking += !took[entry->village][entry->family];
      took[entry->village][entry->family] = TRUE;
      if ((entry->delta > 0) == plus)
        sum += ABS (entry->delta);
    }
  return sum;
}

static char *
points_text (gint64 sum)
{
  return g_strdup_printf ("%d.%d", (int) sum / 100, (int) sum % 100 / 10);
}

/* All rows, each of WIDTH villages; what is not shown follows from the households that took part. */
static void
check_rows (const XyReport *report, const GArray *entries, guint width, guint first, guint last)
{
  gboolean hidden[N] = { 0 };
  guint n_hidden = 0, least = G_MAXUINT, next = N, n, taking;

  g_assert_cmpuint (report->rows->len, ==, N / width);
  for (guint i = 0; i < N / width; i++)
    {
      add_up (entries, i * width, i * width + width - 1, first, last, TRUE, &n, &taking);
      hidden[i] = taking > 0 && taking < FEW;
      n_hidden += hidden[i];
      if (!hidden[i] && taking > 0 && taking < least)
        {
          least = taking;
          next = i;
        }
    }
  if (n_hidden == 1 && next < N)
    hidden[next] = TRUE;
  for (guint i = 0; i < N / width; i++)
    {
      gint64 sum = add_up (entries, i * width, i * width + width - 1, first, last, TRUE, &n, &taking);
      const XyReportRow *row = row_of (report, width == 1 ? sid_of (i) : sid_of (i * width) / 1000, NULL, NULL);
      g_autofree char *points = points_text (sum);
      g_autofree char *count = g_strdup_printf ("%u", taking), *entered = g_strdup_printf ("%u", n);
      assert_value (report, row, "awarded", hidden[i] ? "不足3" : points);
      assert_value (report, row, "households", hidden[i] ? "不足3" : count);
      assert_value (report, row, "entries", entered);
    }
  gint64 sum = add_up (entries, 0, N - 1, first, last, FALSE, &n, &taking);
  gboolean covered = (taking > 0 && taking < FEW) || (n_hidden == 1 && next == N);
  g_autofree char *points = points_text (sum), *count = g_strdup_printf ("%u", taking);
  assert_value (report, report->total, "deducted", covered ? "不足3" : points);
  assert_value (report, report->total, "households", covered ? "不足3" : count);
}

static void
open_county (County *county, Device devices[N])
{
  county_open (county);
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *village = g_strdup_printf ("{\"code\":\"%" G_GINT64_FORMAT
                                                  "\",\"name\":\"村%u\",\"township\":\"镇%u\",\"county\":\"清江县\"}",
                                                  sid_of (i), i, i / VILLAGES);
      devices[i] = county_device_of (county, sid_of (i), i + 1);
      assert_push ("ok", county, &devices[i], "village", 'i', 1, 0, NULL, village);
      for (guint k = 0; k < FAMILIES; k++)
        assert_push ("ok", county, &devices[i], "household", 'i', 10 + (int) k, 0, NULL, "{\"head_name\":\"户\"}");
    }
}

static void
test_points (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  static const struct
  {
    const char *from, *to;
    guint first, last;
  } times[] = {
    { "2026-03", NULL, 3, 3 }, { "2026Q2", NULL, 4, 6 }, { "2026", NULL, 1, 12 }, { "2026-07", "2026-09", 7, 9 }
  };
  County county;
  Device devices[N];

  open_county (&county, devices);
  for (int i = 0; i < 220; i++)
    {
      Entry entry = { (guint) g_rand_int_range (rand, 0, N), (guint) g_rand_int_range (rand, 1, 12),
                      (guint) g_rand_int_range (rand, 0, FAMILIES), 10 * g_rand_int_range (rand, -50, 200) };
      if (entry.delta == 0 || entry.village == 7)
        continue;
      push_entry (&county, &devices[entry.village], 100 + i, &entry);
      g_array_append_val (entries, entry);
    }
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (XyReport) villages =
          run (&county, "points", COUNTY, times[i].from, times[i].to, XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE);
      g_autoptr (XyReport) townships =
          run (&county, "points", COUNTY, times[i].from, times[i].to, XY_REPORT_BY_TOWNSHIP, XY_REPORT_WHOLE);
      g_autoptr (XyReport) whole =
          run (&county, "points", COUNTY, times[i].from, times[i].to, XY_REPORT_BY_COUNTY, XY_REPORT_WHOLE);
      g_assert_cmpuint (whole->rows->len, ==, 1);
      check_rows (villages, entries, 1, times[i].first, times[i].last);
      check_rows (townships, entries, VILLAGES, times[i].first, times[i].last);
    }

  /* Month by month: the months add up, households do not. */
  g_autoptr (XyReport) months = run (&county, "points", COUNTY, "2026", NULL, XY_REPORT_BY_COUNTY, XY_REPORT_MONTHS);
  g_assert_cmpuint (months->rows->len, ==, 12);
  guint n, taking;
  gint64 sum = add_up (entries, 0, N - 1, 3, 3, TRUE, &n, &taking);
  g_autofree char *march = points_text (sum);
  assert_value (months, row_of (months, COUNTY, "2026-03", NULL), "awarded", march);
  sum = add_up (entries, 0, N - 1, 1, 12, TRUE, &n, &taking);
  g_autofree char *year = points_text (sum);
  assert_value (months, months->total, "awarded", year);
  assert_value (months, months->total, "households", "");

  /* Two months together: nobody can say how many households those are. */
  g_autoptr (XyReport) two =
      run (&county, "points", 431399101, "2026-02", "2026-03", XY_REPORT_BY_TOWNSHIP, XY_REPORT_WHOLE);
  g_assert_cmpuint (two->rows->len, ==, 1);
  assert_value (two, two->total, "households", "");
  g_assert_cmpstr (two->scope_name, ==, "镇0");
  g_assert_cmpstr (two->time, ==, "2026年2月至2026年3月");

  /* By group: what each category came to. */
  g_autoptr (XyReport) groups =
      run (&county, "points-groups", COUNTY, "2026", NULL, XY_REPORT_BY_COUNTY, XY_REPORT_WHOLE);
  g_assert_cmpuint (groups->rows->len, ==, 2);
  gint64 expected = 0;
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      expected += entry->family % 2 && entry->delta > 0 ? entry->delta : 0;
    }
  g_autofree char *hygiene = points_text (expected);
  assert_value (groups, row_of (groups, COUNTY, NULL, "环境"), "awarded", hygiene);
  assert_value (groups, groups->total, "villages", "");
  county_close (&county);
}

/* Of three villages one has two households: its figures are not shown, and neither are those that would tell them. */
static void
test_few (void)
{
  static const guint families[] = { 5, 2, 4, 0 };
  County county;
  Device devices[N];

  open_county (&county, devices);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    for (guint k = 0; k < families[i]; k++)
      push_entry (&county, &devices[i], 200 + (int) k, &(Entry){ i, 11, k, 100 });
  g_autoptr (XyReport) report =
      run (&county, "points", 431399101, "2026-11", NULL, XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE);
  assert_value (report, row_of (report, sid_of (0), NULL, NULL), "households", "5");
  assert_value (report, row_of (report, sid_of (0), NULL, NULL), "awarded", "5.0");
  assert_value (report, row_of (report, sid_of (1), NULL, NULL), "households", "不足3");
  assert_value (report, row_of (report, sid_of (1), NULL, NULL), "awarded", "不足3");
  assert_value (report, row_of (report, sid_of (2), NULL, NULL), "households", "不足3");
  assert_value (report, row_of (report, sid_of (3), NULL, NULL), "households", "0");
  assert_value (report, report->total, "households", "11");
  assert_value (report, report->total, "awarded", "11.0");

  /* One alone: not the total either. */
  g_autoptr (XyReport) one =
      run (&county, "points", sid_of (1), "2026-11", NULL, XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE);
  assert_value (one, one->total, "awarded", "不足3");
  g_autoptr (GString) json = g_string_new (NULL);
  xy_report_append_json (json, county.store, one);
  g_assert_nonnull (strstr (json->str, "\"<3\""));
  county_close (&county);
}

/* ---- all else, by hand ---- */

#define STEP(of, owner, number, kind, day, more)                                                                       \
  "{\"" of "\":\"" ID (owner) "\",\"number\":" number ",\"kind\":\"" kind "\",\"day\":\"" day                          \
                              "\",\"by\":\"甲\",\"recorder\":\"甲\",\"at\":1767225600000" more "}"
#define MATTER(day) "{\"number\":1,\"source\":\"visit\",\"day\":\"" day "\",\"title\":\"路灯\",\"recorder\":\"甲\"}"

static void
test_matters (void)
{
  County county;
  Device devices[N];
  Device *a = &devices[0], *b = &devices[1];

  open_county (&county, devices);
  /* The first village: one since September, overdue since the 20th of November; one of October, closed in November; one
   * put off. The second: one that is due after today. */
  assert_push ("ok", &county, a, "matter", 'i', 21, 0, NULL, MATTER ("2026-09-05"));
  assert_push ("ok", &county, a, "matter_step", 'i', 31, 0, NULL,
               STEP ("matter", "21", "1", "assign", "2026-09-06", ",\"until\":\"2026-11-20\""));
  assert_push ("ok", &county, a, "matter", 'i', 22, 0, NULL, MATTER ("2026-10-05"));
  assert_push ("ok", &county, a, "matter_step", 'i', 32, 0, NULL,
               STEP ("matter", "22", "1", "satisfied", "2026-11-06", ",\"satisfaction\":\"good\""));
  assert_push ("ok", &county, a, "matter_step", 'i', 33, 0, NULL,
               STEP ("matter", "22", "2", "close", "2026-11-07", ""));
  assert_push ("ok", &county, a, "matter", 'i', 23, 0, NULL, MATTER ("2026-11-02"));
  assert_push ("ok", &county, a, "matter_step", 'i', 34, 0, NULL,
               STEP ("matter", "23", "1", "unready", "2026-11-03", ""));
  assert_push ("ok", &county, b, "matter", 'i', 21, 0, NULL, MATTER ("2026-11-05"));
  assert_push ("ok", &county, b, "matter_step", 'i', 31, 0, NULL,
               STEP ("matter", "21", "1", "assign", "2026-11-06", ",\"until\":\"2026-11-25\""));

  g_autoptr (XyReport) report =
      run (&county, "matters", COUNTY, "2026-11", NULL, XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE);
  const XyReportRow *row = row_of (report, sid_of (0), NULL, NULL);
  assert_value (report, row, "carried", "2");
  assert_value (report, row, "raised", "1");
  assert_value (report, row, "closed", "1");
  assert_value (report, row, "shelved", "1");
  assert_value (report, row, "left", "1");
  assert_value (report, row, "overdue", "1");
  assert_value (report, row, "good", "1");
  row = row_of (report, sid_of (1), NULL, NULL);
  assert_value (report, row, "left", "1");
  assert_value (report, row, "overdue", "0");
  assert_value (report, report->total, "carried", "2");
  assert_value (report, report->total, "raised", "2");
  assert_value (report, report->total, "left", "2");

  /* Quarter by quarter what was left goes on, and is not added. */
  g_autoptr (XyReport) months =
      run (&county, "matters", 431399101, "2026-09", "2026-11", XY_REPORT_BY_TOWNSHIP, XY_REPORT_MONTHS);
  assert_value (months, row_of (months, 431399101, "2026-09", NULL), "left", "1");
  assert_value (months, row_of (months, 431399101, "2026-10", NULL), "left", "2");
  assert_value (months, row_of (months, 431399101, "2026-10", NULL), "overdue", "0");
  assert_value (months, row_of (months, 431399101, "2026-11", NULL), "left", "2");
  assert_value (months, months->total, "left", "2");
  assert_value (months, months->total, "carried", "0");
  assert_value (months, months->total, "raised", "4");

  g_autoptr (XyReport) sources =
      run (&county, "matter-sources", COUNTY, "2026", NULL, XY_REPORT_BY_COUNTY, XY_REPORT_WHOLE);
  g_assert_cmpuint (sources->rows->len, ==, 1);
  assert_value (sources, row_of (sources, COUNTY, NULL, "走访"), "raised", "4");

  /* Three days later it is late too. */
  county.fixed.instant += 4 * 24 * 3600 * G_GINT64_CONSTANT (1000);
  g_autoptr (XyReport) later = run (&county, "matters", COUNTY, "2026-11", NULL, XY_REPORT_BY_COUNTY, XY_REPORT_WHOLE);
  assert_value (later, later->total, "overdue", "2");
  county_close (&county);
}

static void
test_meetings_and_hygiene (void)
{
  County county;
  Device devices[N];
  Device *a = &devices[0];

  open_county (&county, devices);
  assert_push ("ok", &county, a, "meeting_kind", 'i', 71, 0, NULL,
               "{\"name\":\"屋场会\",\"body\":\"consult\",\"comes\":\"household\"}");
  assert_push ("ok", &county, a, "meeting", 'i', 41, 0, NULL,
               "{\"kind\":\"" ID ("71") "\",\"day\":\"2026-11-05\",\"due\":8,\"maker\":\"甲\"}");
  assert_push ("ok", &county, a, "meeting_step", 'i', 73, 0, NULL,
               STEP ("meeting", "41", "1", "begin", "2026-11-05", ""));
  for (int i = 51; i < 56; i++)
    assert_push ("ok", &county, a, "meeting_presence", 'i', i, 0, NULL,
                 "{\"meeting\":\"" ID (
                     "41") "\",\"number\":1,\"name\":\"户\",\"role\":\"due\",\"state\":\"present\",\"people\":1}");
  g_autoptr (XyReport) report =
      run (&county, "meetings", COUNTY, "2026Q4", NULL, XY_REPORT_BY_TOWNSHIP, XY_REPORT_WHOLE);
  const XyReportRow *row = row_of (report, 431399101, NULL, NULL);
  assert_value (report, row, "villages", "1");
  assert_value (report, row, "held", "1");
  assert_value (report, row, "attendance", "62.5");
  assert_value (report, row, "followed", "");
  assert_value (report, row_of (report, 431399102, NULL, NULL), "attendance", "");
  g_autoptr (XyReport) kinds =
      run (&county, "meeting-kinds", COUNTY, "2026", NULL, XY_REPORT_BY_COUNTY, XY_REPORT_WHOLE);
  assert_value (kinds, row_of (kinds, COUNTY, NULL, "屋场会等协商活动"), "came", "5");

  assert_push (
      "ok", &county, a, "hygiene_round", 'i', 81, 0, NULL,
      "{\"number\":1,\"kind\":\"monthly\",\"day\":\"2026-11-18\",\"target\":\"household\",\"mode\":\"score\",\"red_by\":\"none\","
      "\"low_by\":\"none\",\"ties\":\"with\",\"closed_on\":\"2026-11-19\",\"recorder\":\"甲\"}");
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *result =
          g_strdup_printf ("{\"round\":\"" ID ("81") "\",\"household\":\"" ID (
                               "1%d") "\",\"state\":\"in\",\"rank\":%d,\"score\":%d,\"list\":\"%s\"}",
                           i, i + 1, 9000 - 100 * i, i < 3 ? "red" : "low");
      assert_push ("ok", &county, a, "hygiene_result", 'i', 83 + i, 0, NULL, result);
    }
  g_autoptr (XyReport) hygiene =
      run (&county, "hygiene", COUNTY, "2026-11", NULL, XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE);
  row = row_of (hygiene, sid_of (0), NULL, NULL);
  assert_value (hygiene, row, "rounds", "1");
  assert_value (hygiene, row, "ranked", "4");
  assert_value (hygiene, row, "average", "88.5");
  assert_value (hygiene, row, "red", "3");
  assert_value (hygiene, row, "low", "不足3");
  county_close (&county);
}

static void
test_bylaws_and_notices (void)
{
  static const char *const steps[][2] = {
    { "draft", "2026-01-10" }, { "advise", "2026-01-20" }, { "submit", "2026-02-10" },  { "approve", "2026-03-01" },
    { "pass", "2026-05-04" },  { "file", "2026-05-10" },   { "publish", "2026-05-20" }, { "force", "2026-06-01" },
    { "draft", "2026-09-06" }, { "advise", "2026-09-10" }, { "submit", "2026-10-04" },
  };
  static const char *const due[] = { "decisions", "relief", "government", "consultation", "finance" };
  County county;
  Device devices[N];
  Device *a = &devices[0];

  open_county (&county, devices);
  /* In force since June, and revised: the draft is at the township. */
  assert_push ("ok", &county, a, "bylaw", 'i', 91, 0, NULL, "{\"name\":\"村规民约\",\"kind\":\"general\"}");
  assert_push ("ok", &county, a, "bylaw_version", 'i', 92, 0, NULL,
               "{\"bylaw\":\"" ID ("91") "\",\"number\":1,\"since\":\"2026-01-05\",\"recorder\":\"甲\"}");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *step =
          g_strdup_printf ("{\"version\":\"" ID ("%d") "\",\"number\":%u,\"kind\":\"%s\",\"day\":\"%s\",\"by\":\"甲\","
                                                       "\"recorder\":\"甲\",\"at\":1767225600000}",
                           i < 8 ? 92 : 93, i < 8 ? i + 1 : i - 7, steps[i][0], steps[i][1]);
      if (i == 8)
        assert_push ("ok", &county, a, "bylaw_version", 'i', 93, 0, NULL,
                     "{\"bylaw\":\"" ID ("91") "\",\"number\":2,\"since\":\"2026-09-05\",\"recorder\":\"甲\"}");
      assert_push ("ok", &county, a, "bylaw_step", 'i', 60 + (int) i, 0, NULL, step);
    }
  g_autoptr (XyReport) villages =
      run (&county, "bylaws", 431399101, "2026-11", NULL, XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE);
  const XyReportRow *row = row_of (villages, sid_of (0), NULL, NULL);
  assert_value (villages, row, "stage", "乡镇审核中");
  assert_value (villages, row, "passed_on", "2026-05-04");
  assert_value (villages, row, "filed_on", "2026-05-10");
  assert_value (villages, row, "force_on", "2026-06-01");
  assert_value (villages, row_of (villages, sid_of (1), NULL, NULL), "stage", "");
  g_autoptr (XyReport) spring = run (&county, "bylaws", COUNTY, "2026Q2", NULL, XY_REPORT_BY_COUNTY, XY_REPORT_WHOLE);
  assert_value (spring, spring->total, "force", "1");
  assert_value (spring, spring->total, "work", "0");
  assert_value (spring, spring->total, "passed", "1");
  g_autoptr (XyReport) autumn = run (&county, "bylaws", COUNTY, "2026-11", NULL, XY_REPORT_BY_COUNTY, XY_REPORT_WHOLE);
  assert_value (autumn, autumn->total, "work", "1");
  assert_value (autumn, autumn->total, "review", "1");
  assert_value (autumn, autumn->total, "passed", "0");

  /* What the law has each village publish: one did for the third quarter, but a month of one item; the other not. Both
   * began in January. */
  for (guint i = 0; i < G_N_ELEMENTS (due); i++)
    {
      g_autofree char *notice = g_strdup_printf (
          "{\"item\":\"%s\",\"title\":\"公示\",\"period\":\"%s\",\"prepared\":\"2026-10-02\",\"posted_on\":\"2026-10-09\"}",
          due[i], i == 0 ? "2026-07" : "2026Q3");
      assert_push ("ok", &county, a, "notice", 'i', 30 + (int) i, 0, NULL, notice);
    }
  g_autofree char *began = g_strdup_printf ("UPDATE rollup_village SET since = 202601 WHERE sid IN (%" G_GINT64_FORMAT
                                            ", %" G_GINT64_FORMAT ")",
                                            sid_of (0), sid_of (5));
  g_assert_true (xy_base_run (xy_server_store_get_base (county.store), began, XY_BIND_NONE, NULL));
  g_autoptr (XyReport) notices =
      run (&county, "notices", COUNTY, "2026Q3", NULL, XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE);
  row = row_of (notices, sid_of (0), NULL, NULL);
  assert_value (notices, row, "due", "5");
  assert_value (notices, row, "done", "4");
  assert_value (notices, row, "share", "80.0");
  assert_value (notices, row_of (notices, sid_of (5), NULL, NULL), "done", "0");
  /* Who began in November owes nothing of the summer. */
  assert_value (notices, row_of (notices, sid_of (1), NULL, NULL), "due", "");
  assert_value (notices, notices->total, "due", "10");
  g_autoptr (XyReport) october =
      run (&county, "notices", COUNTY, "2026-10", NULL, XY_REPORT_BY_COUNTY, XY_REPORT_WHOLE);
  assert_value (october, october->total, "due", "");
  assert_value (october, october->total, "posted", "5");
  county_close (&county);
}

/* ---- as files ---- */

static void
test_files (void)
{
  County county;
  Device devices[N];
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-report-XXXXXX", NULL);
  g_autofree char *xlsx = g_build_filename (folder, "表.xlsx", NULL), *csv = g_build_filename (folder, "表.csv", NULL);
  gint64 valid = 0;

  open_county (&county, devices);
  for (guint k = 0; k < 4; k++)
    push_entry (&county, &devices[2], 200 + (int) k, &(Entry){ 2, 11, k, 150 });
  g_autoptr (XyReport) report = run (&county, "points", COUNTY, "2026-11", NULL, XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE);
  g_assert_true (xy_report_write (report, xlsx, &error));
  g_assert_no_error (error);
  g_assert_true (xy_report_write (report, csv, &error));
  g_assert_no_error (error);

  g_autoptr (XyWorkbook) book = xy_workbook_read (xlsx, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  const XySheet *sheet = xy_workbook_get_sheet (book, 0);
  g_assert_cmpstr (xy_sheet_get (sheet, 0, 0)->text, ==, "清江县积分情况统计表（2026年11月）");
  g_assert_cmpstr (xy_sheet_get (sheet, 1, 2)->text, ==, "村");
  g_assert_cmpstr (xy_sheet_get (sheet, 4, 0)->text, ==, "431399101203");
  g_assert_cmpstr (xy_sheet_get (sheet, 4, 3)->raw, ==, "6");
  g_assert_cmpstr (xy_sheet_get (sheet, 2 + N, 0)->text, ==, "合计");
  g_autoptr (XyWorkbook) plain = xy_workbook_read (csv, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  sheet = xy_workbook_get_sheet (plain, 0);
  g_assert_cmpuint (xy_sheet_get_rows (sheet), ==, N + 2);
  g_assert_cmpstr (xy_sheet_get (sheet, 0, 0)->text, ==, "区划代码");

  g_autoptr (GString) json = g_string_new (NULL), list = g_string_new (NULL);
  xy_report_append_json (json, county.store, report);
  XyDb *db = xy_wire_get_db (county.wire);
  g_assert_true (xy_db_number (
      db, "SELECT json_valid (?1) AND ?1 ->> '$.rows[2][5][0]' = 600 AND ?1 ->> '$.columns[0][0]' = 'awarded'",
      XY_BIND (XY_TEXT (json->str)), &valid, &error));
  g_assert_cmpint (valid, ==, 1);
  g_assert_true (xy_report_list_json (county.store, list, &error));
  g_assert_true (
      xy_db_number (db, "SELECT json_array_length (?1, '$.reports')", XY_BIND (XY_TEXT (list->str)), &valid, &error));
  g_assert_cmpint (valid, >=, 9);
  g_unlink (xlsx);
  g_unlink (csv);
  g_rmdir (folder);
  county_close (&county);
}

/* Each report that is named can be run, each way. */
static void
test_all (void)
{
  static const char *const names[] = { "points",  "points-groups",  "hygiene", "meetings", "meeting-kinds",
                                       "matters", "matter-sources", "bylaws",  "notices" };
  static const struct
  {
    const char *name, *from, *to;
    gint64 scope;
    int code;
  } wrong[] = {
    { "people", "2026", NULL, COUNTY, XY_ERROR_NOT_FOUND }, { "points", "2026-13", NULL, COUNTY, XY_ERROR_INVALID },
    { "points", "2026", "2025", COUNTY, XY_ERROR_INVALID }, { "points", "2026", NULL, 43, XY_ERROR_INVALID },
    { "points", "1990", "2026", COUNTY, XY_ERROR_INVALID }, { "points", "2026", "later", COUNTY, XY_ERROR_INVALID },
  };
  County county;
  Device devices[N];

  open_county (&county, devices);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (int by = XY_REPORT_BY_VILLAGE; by <= XY_REPORT_BY_COUNTY; by++)
      for (int each = XY_REPORT_WHOLE; each <= XY_REPORT_YEARS; each++)
        {
          g_autoptr (XyReport) report = run (&county, names[i], COUNTY, "2025-11", "2026-12", by, each);
          g_assert_nonnull (report);
          g_assert_cmpuint (report->columns->len, >, 0);
        }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      XyReportAsk ask = { wrong[i].name, wrong[i].scope,       wrong[i].from,
                          wrong[i].to,   XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE };
      g_assert_null (xy_report_run (county.store, &ask, &error));
      g_assert_error (error, XY_ERROR, wrong[i].code);
    }
  county_close (&county);
}

/* The note that figures are not whole yet, or NULL. */
static const char *
rebuilding (const XyReport *report)
{
  for (guint i = 0; i < report->notes->len; i++)
    if (strstr (report->notes->pdata[i], "从备份恢复") != NULL)
      return report->notes->pdata[i];
  return NULL;
}

/* EXPECTED: NULL where no such note is to be. */
static void
assert_rebuilding (County *county, gint64 scope, const char *expected)
{
  g_autoptr (XyReport) found = run (county, "points", scope, "2026-11", NULL, XY_REPORT_BY_VILLAGE, XY_REPORT_WHOLE);
  const char *note = rebuilding (found);

  g_assert_true ((note != NULL) == (expected != NULL));
  g_assert_true (note == NULL || strstr (note, expected) != NULL);
}

/* After a restore a report says how many villages it still lacks, until the last of them has spoken. */
static void
test_rebuilding (void)
{
  County county;
  Device devices[N];

  open_county (&county, devices);
  for (guint i = 0; i < 3; i++)
    push_entry (&county, &devices[i], 300 + (int) i, &(Entry){ i, 11, 1, 150 });
  assert_rebuilding (&county, COUNTY, NULL);
  county.fixed.instant += 60000;
  g_assert_true (xy_server_store_begin_epoch (county.store, NULL));
  assert_rebuilding (&county, COUNTY, "还有12个村");
  assert_rebuilding (&county, sid_of (0), "还有1个村");
  county.fixed.instant += 60000;
  for (guint i = 0; i < N; i++)
    push_entry (&county, &devices[i], 400 + (int) i, &(Entry){ i, 11, 2, 150 });
  assert_rebuilding (&county, COUNTY, NULL);
  g_assert_true (xy_server_store_begin_epoch (county.store, NULL));
  county.fixed.instant += 60000;
  for (guint i = 1; i < N; i++)
    push_entry (&county, &devices[i], 500 + (int) i, &(Entry){ i, 11, 3, 150 });
  assert_rebuilding (&county, COUNTY, "还有1个村");
  assert_rebuilding (&county, sid_of (1), NULL);
  county.fixed.instant += 91 * 24 * 3600 * G_GINT64_CONSTANT (1000);
  assert_rebuilding (&county, COUNTY, NULL);
  county_close (&county);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/report/points", test_points);
  g_test_add_func ("/server/report/few", test_few);
  g_test_add_func ("/server/report/matters", test_matters);
  g_test_add_func ("/server/report/meetings-and-hygiene", test_meetings_and_hygiene);
  g_test_add_func ("/server/report/bylaws-and-notices", test_bylaws_and_notices);
  g_test_add_func ("/server/report/files", test_files);
  g_test_add_func ("/server/report/all", test_all);
  g_test_add_func ("/server/report/rebuilding", test_rebuilding);
  return g_test_run ();
}

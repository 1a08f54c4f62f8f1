/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A township's office: how it begins, what it keeps of reports; and what a village keeps of tries and computers. */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "core/scope.h"
#include "fake-county.h"
#include "sync/computers.h"
#include "sync/history.h"
#include "sync/office-report.h"

#define KEY64 "1111111111111111111111111111111111111111111111111111111111111111"
#define ENROLLED                                                                                                       \
  "{\"p\":\"xy1\",\"a\":\"ok\",\"account\":\"7\",\"token\":\"" FAKE_TOKEN                                              \
  "\",\"role\":\"township\",\"scope\":431399101,\"ep\":\"a1\",\"server\":\"" KEY64 "\",\"box\":\"" KEY64               \
  "\",\"now\":1}\n"
#define NAMES "{\"p\":\"xy1\",\"a\":\"ok\",\"reports\":[[\"points\",\"积分表\"],[\"new\",\"新的表\"]],\"now\":1}\n"
#define HEAD                                                                                                                  \
  "{\"p\":\"xy1\",\"a\":\"ok\",\"report\":\"points\",\"title\":\"积分情况统计表\",\"scope\":431399101,\"scope_name\":" \
  "\"云岭镇\",\"time\":\"2026年11月\",\"from\":\"2026-11\",\"to\":\"2026-11\",\"by\":\"%s\",\"each\":\"%s\","            \
  "\"rows_of\":%s,\"few\":3,\"today\":\"2026-11-22\",\"source\":\"台账\",\"notes\":[\"说明\"],"                           \
  "\"chart\":[\"awarded\",\"deducted\"],\"columns\":[[\"entries\",\"笔数\",\"count\"],[\"awarded\",\"加分\","             \
  "\"points\"],[\"deducted\",\"扣分\",\"points\"],[\"day\",\"最近\",\"day\"]],\"rows\":["
#define TAIL "],\"total\":[9,1750,25,null],\"now\":1}\n"
#define ROW(name, township, period, rule, points)                                                                      \
  "[\"431399101201\",\"" name "\",\"" township "\"," period "," rule ",[4," points ",\"<3\",\"2026-11-05\"]]"

static char *writer; /* what is kept beside a file */

static XyOfficeReport *
read_report (const char *by, const char *each, const char *rows_of, const char *rows)
{
  g_autofree char *head = g_strdup_printf (HEAD, by, each, rows_of), *json = g_strconcat (head, rows, TAIL, NULL);
  g_autoptr (GError) error = NULL;
  XyOfficeReport *report = xy_office_report_read (json, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_read (void)
{
  g_autoptr (XyOfficeReport) report = read_report (
      "village", "", "null",
      ROW ("石板溪村", "云岭镇", "null", "null", "750") "," ROW ("枫树坪村", "云岭镇", "null", "null", "null"));
  g_autoptr (GPtrArray) labels = xy_office_report_labels (report);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (report->name, ==, "points");
  g_assert_cmpstr (report->title, ==, "云岭镇积分情况统计表（2026年11月）");
  g_assert_cmpstr (report->scope, ==, "云岭镇");
  g_assert_cmpuint (report->n_about, ==, 2);
  g_assert_cmpuint (report->area, ==, 1);
  g_assert_cmpuint (report->rows->len, ==, 3);
  g_assert_cmpuint (report->n_chart, ==, 2);
  g_assert_cmpstr (g_array_index (report->columns, XyOfficeReportColumn, report->chart[0]).title, ==, "加分");
  g_assert_cmpstr (g_array_index (report->columns, XyOfficeReportColumn, report->chart[1]).title, ==, "扣分");
  g_assert_false (g_array_index (report->columns, XyOfficeReportColumn, 5).figures);
  const gint64 *first = report->sums->pdata[0], *second = report->sums->pdata[1], *total = report->sums->pdata[2];
  g_assert_cmpint (first[3], ==, 750);
  g_assert_cmpint (first[4], ==, 0); /* too few to be shown */
  g_assert_cmpint (second[3], ==, 0);
  g_assert_cmpint (total[3], ==, 1750);
  g_assert_cmpstr (((char **) report->rows->pdata[0])[4], ==, "不足3");
  g_assert_cmpstr (((char **) report->rows->pdata[1])[3], ==, "");
  g_assert_cmpstr (((char **) report->rows->pdata[2])[0], ==, "合计");
  g_assert_cmpuint (labels->len, ==, 2);
  g_assert_cmpstr (labels->pdata[1], ==, "枫树坪村");

  g_assert_null (xy_office_report_read ("{\"rows\":[]}", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
}

/* One word tells the rows apart, or none does. */
static void
test_labels (void)
{
  static const struct
  {
    const char *by, *each, *rows_of, *rows;
    const char *second; /* NULL: no labels */
  } cases[] = {
    { "village", "", "null", ROW ("石板溪村", "云岭镇", "null", "null", "1"), NULL },
    { "village", "", "null",
      ROW ("中心村", "云岭镇", "null", "null", "1") "," ROW ("枫树坪村", "白石乡", "null", "null", "1"), "枫树坪村" },
    { "township", "month", "null",
      ROW ("云岭镇", "", "\"2026-10\"", "null", "1") "," ROW ("云岭镇", "", "\"2026-11\"", "null", "1"), "2026-11" },
    { "township", "", "\"类别\"",
      ROW ("云岭镇", "", "null", "\"卫生\"", "1") "," ROW ("云岭镇", "", "null", "\"公益\"", "1"), "公益" },
    { "township", "", "\"类别\"",
      ROW ("云岭镇", "", "null", "\"卫生\"", "1") "," ROW ("白石乡", "", "null", "\"公益\"", "1"), NULL },
    { "village", "month", "null",
      ROW ("石板溪村", "云岭镇", "\"2026-10\"", "null", "1") "," ROW ("枫树坪村", "云岭镇", "\"2026-11\"", "null", "1"),
      NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (XyOfficeReport) report = read_report (cases[i].by, cases[i].each, cases[i].rows_of, cases[i].rows);
      g_autoptr (GPtrArray) labels = xy_office_report_labels (report);
      g_assert_true ((labels != NULL) == (cases[i].second != NULL));
      if (labels != NULL)
        g_assert_cmpstr (labels->pdata[1], ==, cases[i].second);
    }
}

static void
test_key (void)
{
  const XyOfficeReportAsk full = {
    .name = "points-groups", .scope = 431399101, .from = "2026-01", .to = "2026-11", .by = "township", .each = "month"
  };
  g_autofree char *key = xy_office_report_key (&full);
  XyOfficeReportAsk ask;
  g_auto (GStrv) words = xy_office_report_ask (key, &ask);
  g_autofree char *again = xy_office_report_key (&ask);

  g_assert_cmpstr (again, ==, key);
  g_assert_cmpstr (ask.each, ==, "month");
  g_assert_cmpint (ask.scope, ==, 431399101);
  g_autofree char *least = xy_office_report_key (&(XyOfficeReportAsk){ .name = "points" });
  g_auto (GStrv) few = xy_office_report_ask (least, &ask);
  g_assert_null (ask.from);
  g_assert_null (ask.each);
  g_assert_cmpstr (ask.by, ==, "village");
  g_auto (GStrv) none = xy_office_report_ask ("points", &ask);
  g_assert_cmpstr (ask.name, ==, "");
}

/* What the county of these tests answers; its thread reads it between requests only. */
typedef struct
{
  gboolean silent;
  const char *enroll; /* NULL: yes */
  char *body;         /* of the last enrolment */
} Answers;

static void
answer (FakeCounty *county, const FakeRequest *request, GString *out, gpointer data)
{
  Answers *answers = data;
  g_autofree char *head = g_strdup_printf (HEAD, "village", "", "null");
  g_autofree char *report = g_strconcat (head, ROW ("石板溪村", "云岭镇", "null", "null", "750"), TAIL, NULL);
  const char *text = g_str_equal (request->path, "/v1/enroll")   ? ENROLLED
                     : g_str_equal (request->path, "/v1/report") ? NAMES
                                                                 : report;

  if (g_str_equal (request->path, "/v1/enroll"))
    {
      g_free (answers->body);
      answers->body = g_strdup (request->body->str);
    }
  if (answers->silent)
    return;
  if (answers->enroll != NULL && text[0] == ENROLLED[0] && g_str_equal (request->path, "/v1/enroll"))
    fake_county_answer (out, "403 Forbidden", "", answers->enroll, strlen (answers->enroll));
  else
    fake_county_answer (out, "200 OK", "", text, strlen (text));
}

typedef struct
{
  XyFixedEnv fixed;
  char *folder;
  FakeCounty *county;
  Answers answers;
} Town;

static void
town_open (Town *town)
{
  *town = (Town){ 0 };
  xy_fixed_env_init (&town->fixed, 1795309200000, 8);
  town->folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  town->county = fake_county_new ();
  town->county->data = &town->answers;
  town->county->func = answer;
}

static void
town_close (Town *town)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", town->folder);

  fake_county_free (town->county);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (town->answers.body);
  g_free (town->folder);
}

static char *
begin (Town *town, const char *name, GError **error)
{
  XyEnrolment enrolment = { .url = town->county->url, .code = FAKE_CODE, .name = "镇政府电脑" };

  return xy_office_begin (town->folder, &town->fixed.env, name, "周向前", &enrolment, NULL, error);
}

static char *
nonce_of (const Answers *answers)
{
  const char *at = strstr (answers->body, "\"nonce\":\"");

  return g_strndup (at, 60);
}

/* Nothing is left where the county says no; a lost answer is asked for again with the same nonce. */
static void
test_begin (void)
{
  Town town;
  g_autoptr (GError) error = NULL;
  town_open (&town);
  g_autofree char *begun = g_build_filename (town.folder, ".office-begun", NULL);
  g_autofree char *own = g_build_filename (town.folder, XY_OFFICE_FILE, NULL);

  town.answers.enroll = "{\"p\":\"xy1\",\"a\":\"denied\",\"why\":\"kind\"}\n";
  g_assert_null (begin (&town, "云岭镇", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_nonnull (strstr (town.answers.body, "\"for\":\"office\""));
  g_assert_false (g_file_test (begun, G_FILE_TEST_EXISTS));
  g_assert_null (begin (&town, "", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  town.answers = (Answers){ .silent = TRUE, .body = town.answers.body };
  g_assert_null (begin (&town, "云岭镇", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
  g_autofree char *lost = nonce_of (&town.answers);
  town.answers.silent = FALSE;
  g_autofree char *path = begin (&town, "云岭镇人民政府", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (path, ==, own);
  g_autofree char *found = nonce_of (&town.answers);
  g_assert_cmpstr (found, ==, lost);
  g_assert_false (g_file_test (begun, G_FILE_TEST_EXISTS));

  g_autoptr (XyStore) office = xy_store_open (path, &town.fixed.env, 0, &error);
  g_autofree char *name = xy_office_name (office);
  g_autoptr (XyAccount) account = xy_account_load (office, &error);
  g_assert_cmpstr (name, ==, "云岭镇人民政府");
  g_assert_cmpstr (account->role, ==, "township");
  g_clear_object (&office);
  g_assert_null (begin (&town, "云岭镇", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "office");
  town_close (&town);
}

/* A village's own file stays one. */
static void
test_beside (void)
{
  Town town;
  g_autoptr (GError) error = NULL;
  town_open (&town);
  g_autofree char *village = g_build_filename (town.folder, "431399101201.xiangyue", NULL);
  g_autofree char *wanted = g_build_filename (town.folder, "office", XY_OFFICE_FILE, NULL);

  g_assert_true (g_file_set_contents (village, "", 0, NULL));
  g_autofree char *path = begin (&town, "云岭镇", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (path, ==, wanted);
  g_assert_null (xy_office_file_of (village));
  town_close (&town);
}

static void
test_kept (void)
{
  Town town;
  g_autoptr (GError) error = NULL;
  const XyOfficeReportAsk ask = { .name = "points", .from = "2026-11" },
                          other = { .name = "points", .from = "2026-10" };
  town_open (&town);
  g_autofree char *path = begin (&town, "云岭镇", &error);
  g_autoptr (XyStore) office = xy_store_open (path, &town.fixed.env, 0, &error);

  /* Before anybody was asked the program knows them by itself. */
  g_autoptr (GPtrArray) known = xy_office_report_choices (office, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (known->len, ==, 2 * 9);
  g_assert_cmpstr (known->pdata[0], ==, "points");
  g_assert_null (xy_office_report_kept (office, &ask, &error));
  g_assert_no_error (error);

  g_autoptr (XyOfficeReport) fresh = xy_office_report_fetch (office, &ask, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (xy_env_now (&town.fixed.env) - fresh->kept_at, <, 100);
  g_autoptr (GPtrArray) names = xy_office_report_names (office, NULL, &error);
  g_assert_cmpuint (names->len, ==, 4);
  g_autoptr (GPtrArray) choices = xy_office_report_choices (office, &error);
  g_assert_cmpuint (choices->len, ==, 4);
  g_assert_cmpstr (choices->pdata[3], ==, "新的表");

  town.answers.silent = TRUE;
  town.fixed.instant += 1000;
  g_assert_null (xy_office_report_fetch (office, &ask, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_OFFLINE);
  g_clear_error (&error);
  g_autoptr (XyOfficeReport) kept = xy_office_report_kept (office, &ask, &error);
  g_assert_cmpstr (kept->json, ==, fresh->json);
  g_assert_cmpint (kept->kept_at, ==, fresh->kept_at);
  g_assert_null (xy_office_report_kept (office, &other, &error));
  g_assert_no_error (error);

  /* The oldest go. */
  town.answers.silent = FALSE;
  for (int year = 1950; year < 2020; year++)
    {
      g_autofree char *from = g_strdup_printf ("%d", year);
      town.fixed.instant += 1000;
      g_autoptr (XyOfficeReport) one =
          xy_office_report_fetch (office, &(XyOfficeReportAsk){ .name = "points", .from = from }, NULL, &error);
      g_assert_no_error (error);
    }
  gint64 n = 0;
  g_assert_true (
      xy_db_number (xy_store_get_db (office), "SELECT count (*) FROM office_report", XY_BIND_NONE, &n, NULL));
  g_assert_cmpint (n, ==, 60);
  g_assert_null (xy_office_report_kept (office, &ask, &error));
  g_clear_object (&office);
  town_close (&town);
}

static void
keep (Office *office, XyTrouble trouble, gint64 sent, gint64 fetched)
{
  g_autoptr (GError) error = NULL;

  office->fixed.instant += 1000;
  xy_history_keep (office->store, xy_env_now (&office->fixed.env), trouble, sent, fetched, &error);
  g_assert_no_error (error);
}

/* Tries that came to nothing alike are one line, others never. */
static void
test_history (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 4);

  for (guint i = 0; i < 3; i++)
    keep (&office, XY_TROUBLE_NONE, 0, 0);
  for (guint i = 0; i < 2; i++)
    keep (&office, XY_TROUBLE_OFFLINE, 0, 0);
  keep (&office, XY_TROUBLE_NONE, 5, 2);
  keep (&office, XY_TROUBLE_NONE, 5, 2);
  keep (&office, XY_TROUBLE_NONE, 0, 0);
  keep (&office, XY_TROUBLE_CUT, 4, 0);
  {
    static const struct
    {
      gint64 times, sent;
      XyTrouble trouble;
    } wanted[] = {
      { 1, 4, XY_TROUBLE_CUT },  { 1, 0, XY_TROUBLE_NONE },    { 1, 5, XY_TROUBLE_NONE },
      { 1, 5, XY_TROUBLE_NONE }, { 2, 0, XY_TROUBLE_OFFLINE }, { 3, 0, XY_TROUBLE_NONE },
    };
    g_autoptr (GArray) tries = xy_history_list (office.store, &error);
    g_assert_cmpuint (tries->len, ==, G_N_ELEMENTS (wanted));
    for (guint i = 0; i < tries->len; i++)
      {
        const XyTry *try = &g_array_index (tries, XyTry, i);
        g_autofree char *sentence = xy_try_sentence (try);
        g_assert_cmpint (try->times, ==, wanted[i].times);
        g_assert_cmpint (try->sent, ==, wanted[i].sent);
        g_assert_cmpint (try->trouble, ==, wanted[i].trouble);
        g_assert_cmpint ((try->at - try->first_at) / 1000, ==, try->times - 1);
        g_assert_cmpuint (strlen (sentence), >, 0);
      }
  }
  for (guint i = 0; i < 2 * XY_HISTORY_MOST; i++)
    keep (&office, XY_TROUBLE_NONE, i % 2, 1);
  g_autoptr (GArray) last = xy_history_list (office.store, &error);
  g_assert_cmpuint (last->len, ==, XY_HISTORY_MOST);
  g_assert_cmpint (g_array_index (last, XyTry, 0).sent, ==, 1);
  office_close (&office);
}

static void
devices (FakeCounty *county, const FakeRequest *request, GString *out, gpointer data)
{
  static const char text[] =
      "{\"p\":\"xy1\",\"a\":\"ok\",\"devices\":[[\"7\",\"村部\\\"电脑\",\"village\",1000,5000,0],"
      "[\"8\",\"旧电脑\",\"village\",2000,3000,1],[\"9\",\"镇里\",\"township\",4000,4000,0]],"
      "\"now\":9000}\n";

  if (g_str_has_prefix (request->path, "/v1/devices?s="))
    fake_county_answer (out, "200 OK", "", text, strlen (text));
  else
    fake_county_serve (county, request, out);
}

static void
test_computers (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 5);
  FakeCounty *county = fake_county_new ();
  XyEnrolment enrolment = { .url = county->url, .code = FAKE_CODE, .name = "村部" };
  gint64 at = -1;

  county->func = devices;
  g_autoptr (GPtrArray) none = xy_computers_list (office.store, &at, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (at, ==, 0);
  g_assert_false (xy_computers_fetch (office.store, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (xy_account_enroll (office.store, &enrolment, NULL, &error));
  g_assert_true (xy_computers_fetch (office.store, NULL, &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) list = xy_computers_list (office.store, &at, &error);
  g_assert_cmpint (at, ==, 9000);
  g_assert_cmpuint (list->len, ==, 3);
  const XyComputer *own = list->pdata[0], *old = list->pdata[1], *town = list->pdata[2];
  g_assert_true (own->own && own->live && !old->own && !old->live && town->live);
  g_assert_cmpstr (own->name, ==, "村部\"电脑");
  g_assert_cmpint (own->seen, ==, 5000);
  g_assert_cmpuint (town->number, ==, 3);
  g_assert_cmpstr (town->role, ==, "township");
  g_assert_false (xy_id_same (&own->id, &old->id));
  fake_county_free (county);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  writer = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_setenv ("XIANGYUE_CONFIG", writer, TRUE);
  g_test_add_func ("/office/read", test_read);
  g_test_add_func ("/office/labels", test_labels);
  g_test_add_func ("/office/key", test_key);
  g_test_add_func ("/office/begin", test_begin);
  g_test_add_func ("/office/beside", test_beside);
  g_test_add_func ("/office/kept", test_kept);
  g_test_add_func ("/office/history", test_history);
  g_test_add_func ("/office/computers", test_computers);
  int code = g_test_run ();
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", writer);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  g_free (writer);
  return code;
}

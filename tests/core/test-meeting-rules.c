/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/i18n.h"
#include "core/meeting-count.h"
#include "core/rule-file.h"
#include "core/village.h"
#include "office.h"

static XyMeetingRules *
rules_at (Office *office, const char *province, const char *day)
{
  g_autoptr (GError) error = NULL;
  XyMeetingRules *rules = xy_meeting_rules_at (office->store, province, day, &error);

  g_assert_no_error (error);
  return rules;
}

/* The vectors of domain.md 3.1, which the law of 2025 left alone, and those of law.md 1. */
static void
test_vectors (void)
{
  static const struct
  {
    const char *day, *body;
    guint attend;
    gint64 due, need, present, pass;
  } vectors[] = {
    { "2025-06-01", "villagers", 0, 1000, 501, 501, 251 },
    { "2026-06-01", "villagers", 0, 1000, 501, 501, 251 },
    { "2026-06-01", "villagers", 0, 1001, 501, 501, 251 },
    { "2026-06-01", "villagers", 1, 476, 318, 318, 160 },
    { "2026-06-01", "villagers", 1, 476, 318, 319, 160 },
    { "2026-06-01", "villagers", 1, 476, 318, 320, 161 },
    { "2025-06-01", "representatives", 0, 43, 29, 29, 15 },
    { "2026-06-01", "representatives", 0, 43, 29, 29, 15 },
    { "2026-06-01", "group", 0, 90, 60, 60, 31 },
    { "2026-06-01", "group", 1, 31, 21, 21, 11 },
    { "2026-06-01", "collective", 0, 100, 67, 70, 67 },
    { "2026-06-01", "collective-representatives", 0, 30, 20, 25, 20 },
  };
  Office office;
  office_open (&office, 1);

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (XyMeetingRules) rules = rules_at (&office, "national", vectors[i].day);
      const XyMeetingBody *body = xy_meeting_rules_body (rules, vectors[i].body);
      XyMeetingCount count = { vectors[i].attend, vectors[i].due, vectors[i].present, vectors[i].pass, 0, 0 };
      g_auto (XyMeetingVerdict) verdict = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_true (xy_meeting_count_check (body, &count, &error));
      xy_meeting_count_judge (body, &count, &verdict);
      g_assert_cmpint (verdict.attend_need, ==, vectors[i].need);
      g_assert_cmpint (verdict.pass_need, ==, vectors[i].pass);
      g_assert_true (verdict.passed);
      xy_meeting_verdict_clear (&verdict);
      count.yes--;
      xy_meeting_count_judge (body, &count, &verdict);
      g_assert_true (verdict.quorum && !verdict.passed);
    }
  office_close (&office);
}

/* What the law says, in words of another kind: counted, not computed. */
static gboolean
more_than_half (gint64 part, gint64 whole)
{
  return part > whole - part;
}

static gboolean
two_thirds (gint64 part, gint64 whole)
{
  gint64 third = 0;

  while (third * 3 < whole * 2)
    third++;
  return part >= third;
}

/* Each boundary (n − 1, n, n + 1) of each body from nobody to 5,000. */
static void
test_boundaries (void)
{
  static const struct
  {
    const char *body;
    guint attend;
    gboolean (*comes) (gint64, gint64), (*agrees) (gint64, gint64);
    gboolean of_all;
  } bodies[] = {
    { "villagers", 0, more_than_half, more_than_half, FALSE },   { "villagers", 1, two_thirds, more_than_half, FALSE },
    { "representatives", 0, two_thirds, more_than_half, FALSE }, { "group", 0, two_thirds, more_than_half, FALSE },
    { "group", 1, two_thirds, more_than_half, FALSE },           { "collective", 0, two_thirds, two_thirds, TRUE },
  };
  Office office;
  office_open (&office, 1);
  g_autoptr (XyMeetingRules) rules = rules_at (&office, "national", "2026-01-01");

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    for (gint64 due = 1; due <= 5000; due += due < 200 ? 1 : 37)
      {
        const XyMeetingBody *body = xy_meeting_rules_body (rules, bodies[i].body);
        gint64 edge = xy_meeting_share_need (&body->attend[bodies[i].attend], due);
        for (gint64 present = MAX (edge - 1, 0); present <= MIN (edge + 1, due); present++)
          {
            gint64 whole = bodies[i].of_all ? due : present, pass = xy_meeting_share_need (&body->pass, whole);
            for (gint64 yes = MAX (pass - 1, 0); yes <= MIN (pass + 1, present); yes++)
              {
                XyMeetingCount count = { bodies[i].attend, due, present, yes, present - yes, 0 };
                g_auto (XyMeetingVerdict) verdict = { 0 };
                xy_meeting_count_judge (body, &count, &verdict);
                gboolean quorum = bodies[i].comes (present, due);
                g_assert_true (verdict.quorum == quorum);
                g_assert_true (verdict.passed == (quorum && bodies[i].agrees (yes, whole)));
              }
          }
      }
  office_close (&office);
}

/* Which body may decide what, before and after 2026-01-01, and where a province says more. */
static void
test_matters (void)
{
  static const struct
  {
    const char *province, *day, *matter;
    const char *may; /* NULL: the matter is not reserved that day */
  } known[] = {
    { "national", "2025-12-31", "house-sites", "villagers representatives" },
    { "national", "2026-01-01", "house-sites", NULL },
    { "national", "2025-12-31", "support", NULL },
    { "national", "2026-01-01", "support", "villagers representatives" },
    { "national", "2026-01-01", "planning", "villagers representatives" },
    { "national", "2025-12-31", "land-compensation", "villagers representatives" },
    { "national", "2026-01-01", "land-compensation", "collective" },
    { "national", "2026-01-01", "land-contract", "collective" },
    { "national", "2026-01-01", "collective-property", "collective collective-representatives" },
    { "national", "2025-12-31", "bylaw", "villagers" },
    { "hunan", "2026-01-01", "bylaw", "villagers" },
    { "hainan", "2026-01-01", "bylaw", "villagers" },
  };
  Office office;
  office_open (&office, 1);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (XyMeetingRules) rules = rules_at (&office, known[i].province, known[i].day);
      const XyMeetingMatter *matter = xy_meeting_rules_matter (rules, known[i].matter);
      g_assert_true ((matter != NULL) == (known[i].may != NULL));
      if (matter == NULL)
        continue;
      g_auto (GStrv) may = g_strsplit (known[i].may, " ", -1);
      for (guint b = 0; b < rules->bodies->len; b++)
        {
          const XyMeetingBody *body = rules->bodies->pdata[b];
          g_assert_true (xy_meeting_may_decide (matter, body)
                         == g_strv_contains ((const char *const *) may, body->key));
        }
      /* Since 2026 the Party organisation discusses first. */
      g_assert_true (matter->party == (strcmp (known[i].day, "2026") > 0));
      g_assert_nonnull (matter->source);
    }

  g_autoptr (XyMeetingRules) now = rules_at (&office, "national", "2026-06-01");
  g_assert_cmpstr (xy_meeting_rules_guess (now, "八组修路筹资方案")->key, ==, "public-works");
  g_assert_null (xy_meeting_rules_guess (now, "晒谷坪"));
  /* Nobody votes in a consultation. */
  g_assert_false (xy_meeting_may_decide (NULL, xy_meeting_rules_body (now, "consult")));
  office_close (&office);
}

static gboolean
set_code (XyTxn *txn, gpointer code, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (xy_txn_get_store (txn), error);
  g_autoptr (XyVillage) copy = xy_record_copy (village);

  xy_set_str (&copy->code, code);
  return xy_record_save (txn, copy, error);
}

/* What lies on the national rules, and who has others. */
static void
test_profiles (void)
{
  Office office;
  office_open (&office, 1);

  g_autoptr (XyMeetingRules) hainan = rules_at (&office, "hainan", "2026-06-01");
  const XyMeetingBody *body = xy_meeting_rules_body (hainan, "representatives");
  g_assert_cmpint (body->topic_days, ==, 3);
  g_assert_cmpint (body->least, ==, 20);
  g_assert_cmpint (body->attend[0].num, ==, 2);
  g_assert_cmpstr (hainan->name, ==, "海南 2026-01-01");
  g_autoptr (XyMeetingRules) hubei = rules_at (&office, "hubei", "2026-06-01");
  g_assert_cmpstr (hubei->name, ==, "湖北 2026-01-01");

  g_autoptr (XyMeetingRules) old = rules_at (&office, "national", "2019-05-01");
  g_assert_null (xy_meeting_rules_body (old, "collective"));
  g_assert_cmpint (xy_meeting_rules_body (old, "villagers")->notice_days, ==, 10);
  g_assert_false (xy_meeting_rules_body (old, "villagers")->special);
  g_autoptr (XyMeetingRules) between = rules_at (&office, "national", "2025-05-01");
  g_assert_true (xy_meeting_rules_body (between, "collective")->online);
  g_assert_false (xy_meeting_rules_body (between, "villagers")->online);

  office_act (&office, "", set_code, (gpointer) "431399101201");
  g_assert_false (xy_village_is_community (office.store));
  office_act (&office, "", set_code, (gpointer) "431399101001");
  g_assert_true (xy_village_is_community (office.store));
  g_autoptr (XyMeetingRules) community = rules_at (&office, NULL, "2026-06-01");
  g_assert_true (xy_meeting_rules_body (community, "villagers")->attend[1].over);
  g_assert_null (xy_meeting_rules_body (community, "representatives"));
  office_close (&office);
}

#define FILE_OF(share)                                                                                                 \
  "{\"name\":\"甲\",\"date\":\"2027-01-01\",\"sets\":[{\"from\":\"2026-01-01\",\"source\":\"法\",\"bodies\":["       \
  "{\"key\":\"villagers\",\"attend\":\"" share "\",\"pass\":\"present > 1/2\",\"source\":\"第一条\"}]}]}"

/* Another file gives another answer, without another program; one that cannot be is refused whole. */
static void
test_files (void)
{
  static const char *const damaged[] = {
    "",
    "[]",
    "{",
    "{\"name\":\"甲\",\"date\":\"2027-01-01\"}",
    "{\"name\":\"甲\",\"date\":\"2027-01-01\",\"sets\":[]}",
    FILE_OF (""),
    FILE_OF ("adults"),
    FILE_OF ("adults > half"),
    FILE_OF ("cows > 1/2"),
    FILE_OF ("adults > 3/2"),
    FILE_OF ("adults > 1/0"),
    FILE_OF ("adults = 1/2"),
    FILE_OF ("adults > 1/2 or adults > 1/3 or members > 1/4"),
  };
  Office office;
  office_open (&office, 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_assert_null (xy_meeting_rules_parse (office.store, damaged[i], NULL, "2026-06-01", &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
      g_clear_error (&error);
    }
  g_autoptr (XyMeetingRules) rules =
      xy_meeting_rules_parse (office.store, FILE_OF ("adults >= 3/4"), NULL, "2026-06-01", &error);
  g_assert_no_error (error);
  const XyMeetingBody *body = xy_meeting_rules_body (rules, "villagers");
  g_assert_cmpint (xy_meeting_share_need (&body->attend[0], 101), ==, 76);
  g_assert_cmpstr (body->source, ==, "法第一条");
  office_close (&office);
}

static void
assert_refused (const XyMeetingBody *body, XyMeetingCount count, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_meeting_count_check (body, &count, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

/* Figures that do not fit each other, and the sentence. */
static void
test_sentence (void)
{
  Office office;
  office_open (&office, 1);
  g_autoptr (XyMeetingRules) rules = rules_at (&office, "national", "2026-06-01");
  const XyMeetingBody *villagers = xy_meeting_rules_body (rules, "villagers");

  assert_refused (villagers, (XyMeetingCount){ 0 }, "due");
  assert_refused (villagers, (XyMeetingCount){ 0, 10, 11, 0, 0, 0 }, "present");
  assert_refused (villagers, (XyMeetingCount){ 0, 10, 9, 5, 4, 1 }, "yes");
  assert_refused (villagers, (XyMeetingCount){ 0, 10, 9, 5, -1, 1 }, "no");
  assert_refused (xy_meeting_rules_body (rules, "collective-representatives"), (XyMeetingCount){ 0, 20, 20, 20, 0, 0 },
                  "due");

  const struct
  {
    XyMeetingCount count;
    const char *chinese;
  } known[] = {
    { { 1, 476, 320, 201, 100, 19 },
      "应到 476 户，实到 320 户，达到三分之二（318 户）；赞成 201 户，超过到会的半数（161 户），通过。" },
    { { 1, 476, 317, 317, 0, 0 }, "应到 476 户，实到 317 户，没有达到三分之二（318 户），不能表决。" },
    { { 0, 1000, 501, 250, 251, 0 },
      "应到 1000 人，实到 501 人，超过半数（501 人）；赞成 250 人，没有超过到会的半数（251 人），没有通过。" },
  };
  gboolean chinese = g_str_has_prefix (setlocale (LC_MESSAGES, NULL), "zh_CN");
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_auto (XyMeetingVerdict) verdict = { 0 };
      xy_meeting_count_judge (villagers, &known[i].count, &verdict);
      /* The sentence says all figures whatever the language. */
      g_autofree char *need = g_strdup_printf ("%d", (int) verdict.attend_need);
      g_assert_nonnull (strstr (verdict.sentence, need));
      if (chinese && g_getenv ("XIANGYUE_LOCALEDIR") != NULL)
        g_assert_cmpstr (verdict.sentence, ==, known[i].chinese);
    }
  office_close (&office);
}

/* 四议两公开: each step is a body of the rules, the last one either of two; a chain without figures is refused. */
static void
test_chain (void)
{
  Office office;
  office_open (&office, 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (XyMeetingRules) rules = rules_at (&office, "hunan", i == 0 ? "2025-06-01" : "2026-06-01");
      const XyMeetingChain *chain = rules->chain;
      g_assert_nonnull (chain);
      g_assert_cmpuint (g_strv_length (chain->steps), ==, 4);
      for (char **step = chain->steps; *step != NULL; step++)
        {
          g_auto (GStrv) bodies = g_strsplit (*step, "|", -1);
          for (char **body = bodies; *body != NULL; body++)
            g_assert_nonnull (xy_meeting_rules_body (rules, *body));
        }
      g_assert_cmpstr (chain->steps[0], ==, "branch");
      g_assert_cmpint (xy_meeting_share_need (&chain->attend, 31), ==, 21);
      g_assert_cmpint (xy_meeting_share_need (&chain->agree, 31), ==, 16);
      g_assert_cmpint (chain->publish_days, ==, 7);
      g_assert_cmpint (chain->run_days, ==, 20);
      g_assert_true (chain->merge && chain->check);
    }
#define SET(chain)                                                                                                            \
  "{\"name\":\"x\",\"date\":\"2026-01-01\",\"sets\":[{\"from\":\"2026-01-01\",\"source\":\"法\",\"bodies\":[],\"matters\":[" \
  "]" chain "}]}"
  g_autoptr (XyMeetingRules) none = xy_meeting_rules_parse (office.store, SET (""), NULL, "2026-01-01", &error);
  g_assert_no_error (error);
  g_assert_null (none->chain);
  g_assert_null (xy_meeting_rules_parse (office.store,
                                         SET (",\"chain\":{\"steps\":\"branch party\",\"publish_days\":7,"
                                              "\"source\":\"县里\"}"),
                                         NULL, "2026-01-01", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  if (g_getenv ("XIANGYUE_LOCALEDIR") != NULL)
    xy_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-rules/vectors", test_vectors);
  g_test_add_func ("/meeting-rules/boundaries", test_boundaries);
  g_test_add_func ("/meeting-rules/matters", test_matters);
  g_test_add_func ("/meeting-rules/profiles", test_profiles);
  g_test_add_func ("/meeting-rules/files", test_files);
  g_test_add_func ("/meeting-rules/sentence", test_sentence);
  g_test_add_func ("/meeting-rules/chain", test_chain);
  return g_test_run ();
}

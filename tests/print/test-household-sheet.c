/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "core/error.h"
#include "print/household-sheet.h"

#define MOST_ENTRIES 60

static const XyHouseholdEvent events[] = { { "2026-03-02", "新生儿上户", "孙女" }, { "2019-05-01", "分户", NULL } };

static const XyHouseholdRound rounds[] = {
  { "2026年第3期", "2026-09-18", "92.33", "清洁", "红榜", NULL },
  { "2026年第2期", "2026-06-17", "57.17", "不合格", "待改进", "整改 2026-014 已销号 2026-06-26" },
  { "2026年第1期", "2026-03-16", NULL, "帮扶（不参评）", NULL, NULL },
};

/* The sheet of household WHICH of FIXTURE; ENTRIES has room for MOST_ENTRIES. */
static XyHouseholdSheet
describe (const FixtureRoster *fixture, guint which, XyHouseholdEntry *entries, gsize n_entries)
{
  const XyRosterHousehold *home = &fixture->roster.households[which];

  for (gsize i = 0; i < n_entries; i++)
    entries[i] =
        (XyHouseholdEntry){ "2026-09-12", "义务清扫主次干道", i % 5 == 0 ? -100 : 200, 20650 - (gint64) i * 150 };
  return (XyHouseholdSheet){
    .village = "石板溪村",
    .number = home->number,
    .group = home->group,
    .head = home->persons[0].name,
    .address = "石板溪村1组18号，沿新修的组级公路过石桥后左手第二家，与村小学旧址相邻，门前有一棵三人合抱的老樟树",
    .phone = "199****0012",
    .tags = "脱贫户、党员户",
    .persons = home->persons,
    .n_persons = home->n_persons,
    .points_total = 20650,
    .points_period = 3050,
    .points_to_spend = 8800,
    .entries = entries,
    .n_entries = n_entries,
    .rounds = rounds,
    .n_rounds = G_N_ELEMENTS (rounds),
    .events = events,
    .n_events = G_N_ELEMENTS (events),
    .issuer = "石板溪村民委员会",
    .date = "2026-10-08",
    .record_number = "BH-2026-0101",
    .printed_at = G_GINT64_CONSTANT (1791421920000),
  };
}

static XyPaper *
make (const XyHouseholdSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  XyPaper *paper = xy_household_sheet_new (sheet, XY_PAGE_A4, &error);

  g_assert_no_error (error);
  return paper;
}

/* One page, with as many of the latest entries as it holds, and a line that says so. */
static void
test_one_page (void)
{
  FixtureRoster fixture;
  XyHouseholdEntry entries[MOST_ENTRIES];
  fixture_roster_init (&fixture, 10, 1);

  for (guint i = 0; i < 10; i += 3)
    {
      XyHouseholdSheet sheet = describe (&fixture, i, entries, MOST_ENTRIES);
      g_autoptr (XyPaper) paper = make (&sheet);
      g_autofree char *pdf = fixture_write (paper, "household.pdf");
      g_auto (GStrv) pages = fixture_page_texts (pdf);
      g_autofree char *text = fixture_squeeze (pages[0]);
      guint shown = fixture_count (text, "义务清扫主次干道");
      g_autofree char *said = g_strdup_printf ("上表为最近%u笔，台账共有60笔。", shown);

      g_assert_cmpuint (g_strv_length (pages), ==, 1);
      g_assert_cmpuint (shown, >=, 3);
      g_assert_nonnull (strstr (text, said));
      for (gsize p = 0; p < sheet.n_persons; p++)
        g_assert_nonnull (strstr (text, sheet.persons[p].id_number));
      g_assert_nonnull (strstr (text, "累计积分206.5本期积分+30.5可兑积分88.0"));
      /* The rounds give way where a household is large. */
      gboolean has_rounds = strstr (text, "2026年第3期2026-09-1892.33清洁红榜") != NULL;
      g_assert_true (has_rounds || sheet.n_persons > 5);
      g_assert_nonnull (strstr (text, has_rounds ? "四、户籍变动" : "三、户籍变动"));
      g_assert_nonnull (strstr (text, "新生儿上户"));
      g_assert_nonnull (strstr (text, "如有不符，请告知村委会更正"));
      g_assert_false (fixture_has_long_number (pages[0]));
      g_assert_cmpfloat (fixture_compare_page (paper, 0, pdf, 96), <=, 0.01);
    }
  fixture_roster_clear (&fixture);
}

/* A few entries are all shown; without any, and without members, the sheet says so. */
static void
test_few (void)
{
  FixtureRoster fixture;
  XyHouseholdEntry entries[MOST_ENTRIES];
  fixture_roster_init (&fixture, 4, 2);
  XyHouseholdSheet sheet = describe (&fixture, 0, entries, 3);
  g_autoptr (XyPaper) paper = make (&sheet);
  g_autofree char *pdf = fixture_write (paper, "household-few.pdf");
  g_autofree char *text = fixture_text (pdf);

  g_assert_cmpuint (fixture_count (text, "义务清扫主次干道"), ==, 3);
  g_assert_null (strstr (text, "上表为最近"));
  g_assert_nonnull (strstr (text, "57.17"));
  g_assert_nonnull (strstr (text, "待改进"));
  g_assert_nonnull (strstr (text, "帮扶（不参评）"));

  sheet.n_persons = sheet.n_entries = sheet.n_events = sheet.n_rounds = 0;
  g_autoptr (XyPaper) empty = make (&sheet);
  g_autofree char *empty_pdf = fixture_write (empty, "household-empty.pdf");
  g_autofree char *empty_text = fixture_text (empty_pdf);
  g_assert_nonnull (strstr (empty_text, "没有登记成员"));
  g_assert_nonnull (strstr (empty_text, "还没有积分记录"));
  g_assert_nonnull (strstr (empty_text, "没有变动"));
  g_assert_nonnull (strstr (empty_text, "三、户籍变动"));
  g_assert_null (strstr (empty_text, "人居环境"));
  fixture_roster_clear (&fixture);
}

/* Fifteen people stand on it whole. */
static void
test_fifteen (void)
{
  FixtureRoster fixture;
  XyHouseholdEntry entries[MOST_ENTRIES];
  XyRosterPerson persons[15];
  fixture_roster_init (&fixture, 40, 3);
  XyHouseholdSheet sheet = describe (&fixture, 0, entries, 20);

  for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
    persons[i] = fixture.roster.households[i].persons[0];
  sheet.persons = persons;
  sheet.n_persons = G_N_ELEMENTS (persons);
  g_autoptr (XyPaper) paper = make (&sheet);
  g_autofree char *pdf = fixture_write (paper, "household-fifteen.pdf");
  g_autofree char *text = fixture_text (pdf);
  for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
    g_assert_nonnull (strstr (text, persons[i].id_number));
  fixture_roster_clear (&fixture);
}

static void
test_masking (void)
{
  FixtureRoster fixture;
  XyHouseholdEntry entries[MOST_ENTRIES];
  fixture_roster_init (&fixture, 4, 4);
  XyHouseholdSheet sheet = describe (&fixture, 0, entries, 3);
  g_autoptr (GError) error = NULL;

  sheet.phone = "19900000001";
  g_assert_null (xy_household_sheet_new (&sheet, XY_PAGE_A4, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  sheet.unmasked = TRUE;
  g_autoptr (XyPaper) paper = make (&sheet);
  g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, 1);
  fixture_roster_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/household-sheet/one-page", test_one_page);
  g_test_add_func ("/household-sheet/few", test_few);
  g_test_add_func ("/household-sheet/fifteen", test_fifteen);
  g_test_add_func ("/household-sheet/masking", test_masking);
  return g_test_run ();
}

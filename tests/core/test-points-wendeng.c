/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole scheme of 文登 (domain.md 4.1, 4.2) from data alone: the catalogue is adopted, everybody gets the base, and
 * a year of three people is recorded. Each figure is computed by hand in the comment beside it.
 */
#include <locale.h>
#include <string.h>

#include "core/catalogue.h"
#include "core/points-balance.h"
#include "core/points-scheme.h"
#include "points-rules.h"

typedef struct
{
  PointsOffice points;
  XyId wang, li, student;
} Wendeng;

static gboolean
begin (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyCatalogue) catalogue = xy_catalogue_get (xy_txn_get_store (txn), "points-wendeng-2020", error);

  return catalogue != NULL && xy_catalogue_adopt (txn, catalogue, NULL, error);
}

static gboolean
give (XyTxn *txn, gpointer data, GError **error)
{
  return xy_points_scheme_give_base (txn, "2026", NULL, error);
}

static gboolean
set_starts (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyPointsScheme) scheme = xy_points_scheme_get (xy_txn_get_store (txn), NULL, error);
  g_autoptr (XyPointsScheme) copy = xy_record_copy (scheme);

  xy_set_str (&copy->name, "石板溪村信用积分办法");
  xy_set_str (&copy->meeting, "村民代表会议");
  xy_set_str (&copy->adopted_on, "2025-12-20");
  xy_set_str (&copy->starts, "2026-01-01");
  copy->present = 41;
  copy->in_favour = 39;
  return xy_points_scheme_save (txn, copy, error);
}

static void
wendeng_open (Wendeng *village, guint64 seed)
{
  Office *office = &village->points.office;

  points_open (&village->points, seed);
  office_act (office, "", begin, NULL);
  office_act (office, "", set_starts, NULL);
  village->wang = rules_person (office, &village->points.household[0], "王建国", "户主", "1968-04-01");
  village->li = rules_person (office, &village->points.household[0], "李秀英", "妻", "1970-08-12");
  village->student = rules_person (office, &village->points.household[0], "王小军", "子", "2005-02-03");
  rules_tag (office, "在外就读", XY_TAG_PERSON, &village->student);
  office_act (office, "", give, NULL);
}

static XyPointsDraft
draft_of (Wendeng *village, const XyId *person, const char *code, const char *day, gint64 amount, gint64 score)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPointsRule) rule = xy_points_rule_find (village->points.office.store, code, day, &error);

  g_assert_no_error (error);
  return (XyPointsDraft){ .rule = rule->record.id,
                          .day = day,
                          .amount = amount,
                          .score = score,
                          .households = village->points.household,
                          .n_households = 1,
                          .person = *person };
}

/* One deed, what it must come to, and what is cut of it; all in hundredths. */
static void
deed (Wendeng *village,
      const XyId *person,
      const char *code,
      const char *day,
      gint64 amount,
      gint64 score,
      gint64 delta,
      gint64 cut)
{
  XyPointsDraft draft = draft_of (village, person, code, day, amount, score);
  XyStore *store = village->points.office.store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = xy_points_preview (store, &draft, &error);

  g_assert_no_error (error);
  if (g_array_index (lines, XyPointsLine, 0).delta != delta)
    g_error ("%s on %s comes to %d, not %d", code, day, (int) g_array_index (lines, XyPointsLine, 0).delta,
             (int) delta);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 0).cut, ==, cut);
  points_try (&village->points, &draft, &error);
  g_assert_no_error (error);
}

static gint64
total (Wendeng *village, const XyId *person)
{
  gint64 sum = 0;

  xy_db_number (xy_store_get_db (village->points.office.store),
                "SELECT total FROM points_person_total WHERE account = 'person' AND person = ?1",
                XY_BIND (XY_ID (person)), &sum, NULL);
  return sum;
}

static const char *
grade (Wendeng *village, const XyId *person)
{
  static char name[32];
  g_autoptr (XyPointsScheme) scheme = xy_points_scheme_get (village->points.office.store, "2026-11-22", NULL);
  g_autoptr (GPtrArray) bands = xy_points_bands (scheme->bands, NULL);

  g_strlcpy (name, xy_points_band_of (bands, total (village, person)), sizeof name);
  return name;
}

static void
test_year_of_wang (void)
{
  Wendeng village;
  wendeng_open (&village, 1);
  const XyId *wang = &village.wang;

  /* Base: 1000, three stars begin at 1020, so two stars. */
  g_assert_cmpint (total (&village, wang), ==, 100000);
  g_assert_cmpstr (grade (&village, wang), ==, "二星");

  /* Volunteer hours, together in the year: 3 are nothing, 3 + 2 = 5 pass 4 (+1), 5 + 6 = 11 pass 10 (2 - 1 = +1),
   * 11 + 15 = 26 pass 20 (5 - 2 = +3), 26 + 280 = 306 pass 50, 100 and 300 (50 - 5 = +45). 1050. */
  deed (&village, wang, "W01", "2026-01-10", 300, 0, 0, 0);
  deed (&village, wang, "W01", "2026-02-10", 200, 0, 100, 0);
  deed (&village, wang, "W01", "2026-03-10", 600, 0, 100, 0);
  deed (&village, wang, "W01", "2026-04-10", 1500, 0, 300, 0);
  deed (&village, wang, "W01", "2026-10-10", 28000, 0, 4500, 0);
  g_assert_cmpint (total (&village, wang), ==, 105000);
  g_assert_cmpstr (grade (&village, wang), ==, "四星");

  /* Donations: 95 yuan are 9 tens, +0.9; 100 yuan are +1; 1,250 yuan are 12 hundreds, +12; 3,000 yuan would be +30, but
   * 40 a year leave 40 - 13.9 = 26.1, and 3.9 are cut; after that nothing. 1050 + 40 = 1090. */
  deed (&village, wang, "F03", "2026-01-15", 9500, 0, 90, 0);
  deed (&village, wang, "F03", "2026-02-15", 10000, 0, 100, 0);
  deed (&village, wang, "F03", "2026-03-15", 125000, 0, 1200, 0);
  deed (&village, wang, "F03", "2026-04-15", 300000, 0, 2610, 390);
  deed (&village, wang, "F03", "2026-05-15", 5000, 0, 0, 50);
  g_assert_cmpint (total (&village, wang), ==, 109000);
  g_assert_cmpstr (grade (&village, wang), ==, "五星");

  /* Helping with a machine: 2 a month; training: 3 a year. */
  deed (&village, wang, "F02", "2026-06-01", 100, 0, 100, 0);
  deed (&village, wang, "F02", "2026-06-02", 200, 0, 100, 100);
  deed (&village, wang, "F02", "2026-07-01", 100, 0, 100, 0);
  deed (&village, wang, "C01", "2026-03-01", 200, 0, 200, 0);
  deed (&village, wang, "C01", "2026-09-01", 200, 0, 100, 100);
  /* 1090 + 3 + 3 = 1096. */
  g_assert_cmpint (total (&village, wang), ==, 109600);
  points_close (&village.points);
}

static void
test_largest_only (void)
{
  Wendeng village;
  wendeng_open (&village, 2);
  const XyId *wang = &village.wang;

  /* Commended by village, town and county for one thing on one day: 20, not 28. The county's comes in last, so it
   * brings 20 - 3 - 2 = 15. */
  deed (&village, wang, "W09", "2026-05-04", 0, 0, 300, 0);
  deed (&village, wang, "W10", "2026-05-04", 0, 0, 200, 300);
  deed (&village, wang, "W11", "2026-05-04", 0, 0, 1500, 500);
  deed (&village, wang, "W09", "2026-05-04", 0, 0, 0, 300);
  g_assert_cmpint (total (&village, wang), ==, 102000);
  /* Another day is another matter. */
  deed (&village, wang, "W09", "2026-05-05", 0, 0, 300, 0);

  /* He fought a fire with his own machine (2.5), did it outstandingly (2), and was there (1): 2.5, in one act. */
  XyPointsDraft drafts[] = { draft_of (&village, wang, "A01", "2026-06-18", 0, 0),
                             draft_of (&village, wang, "A03", "2026-06-18", 0, 250),
                             draft_of (&village, wang, "A02", "2026-06-18", 0, 0) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines =
      xy_points_preview_many (village.points.office.store, drafts, G_N_ELEMENTS (drafts), &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 0).delta, ==, 0);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 1).delta, ==, 250);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 2).delta, ==, 0);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 2).cut, ==, 200);
  points_close (&village.points);
}

static void
test_faults (void)
{
  Wendeng village;
  wendeng_open (&village, 3);
  const XyId *li = &village.li;

  /* Litter: 5, again 10, a third time 10: 1000 - 25 = 975, one star (above 800, below 990). */
  deed (&village, li, "H01", "2026-02-01", 0, 0, -500, 0);
  deed (&village, li, "H01", "2026-06-01", 0, 0, -1000, 0);
  deed (&village, li, "H01", "2026-06-20", 0, 0, -1000, 0);
  g_assert_cmpint (total (&village, li), ==, 97500);
  g_assert_cmpstr (grade (&village, li), ==, "一星");
  /* Another fault is not a repeat of that one. */
  deed (&village, li, "H02", "2026-06-21", 0, 0, -500, 0);
  /* A fire by careless burning: 50, and the burning itself, 20, is in it. 970 - 50 = 920. */
  deed (&village, li, "A05", "2026-07-01", 0, 0, -5000, 0);
  deed (&village, li, "A04", "2026-07-01", 0, 0, 0, -2000);
  g_assert_cmpint (total (&village, li), ==, 92000);
  /* The yard, once a quarter for each person. */
  deed (&village, li, "H06", "2026-07-02", 0, 0, -100, 0);
  deed (&village, li, "H06", "2026-08-02", 0, 0, 0, -100);
  deed (&village, li, "H06", "2026-10-02", 0, 0, -100, 0);
  /* An old parent not cared for, twice: 50 and 100. 918 - 150 = 768: at most 800, no star. */
  deed (&village, li, "W16", "2026-10-03", 0, 0, -5000, 0);
  deed (&village, li, "W16", "2026-11-03", 0, 0, -10000, 0);
  g_assert_cmpint (total (&village, li), ==, 76800);
  g_assert_cmpstr (grade (&village, li), ==, "零星");
  /* Of all that nothing was her husband's. */
  g_assert_cmpint (total (&village, &village.wang), ==, 100000);
  points_close (&village.points);
}

static void
test_for_whom (void)
{
  Wendeng village;
  wendeng_open (&village, 4);
  g_autoptr (GError) error = NULL;

  /* The student has his base, and is left alone by every rule while he is away. */
  g_assert_cmpint (total (&village, &village.student), ==, 100000);
  XyPointsDraft draft = draft_of (&village, &village.student, "H01", "2026-05-01", 0, 0);
  g_assert_false (points_try (&village.points, &draft, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "person");
  g_clear_error (&error);
  /* The rule of representatives is not for her. */
  draft = draft_of (&village, &village.li, "W19", "2026-05-01", 0, 0);
  g_assert_false (points_try (&village.points, &draft, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "person");
  rules_tag (&village.points.office, "村民代表", XY_TAG_PERSON, &village.li);
  deed (&village, &village.li, "W19", "2026-05-01", 0, 0, -500, 0);
  points_close (&village.points);
}

/* The borders of the stars: more than 1060 is five, 1060 still four; 800 is none, a tenth more is one. */
static void
test_stars (void)
{
  static const struct
  {
    gint64 points;
    const char *star;
  } cases[] = { { 106010, "五星" }, { 106000, "四星" }, { 104000, "四星" }, { 103990, "三星" }, { 102000, "三星" },
                { 101990, "二星" }, { 99000, "二星" },  { 98990, "一星" },  { 80010, "一星" },  { 80000, "零星" } };
  Wendeng village;
  wendeng_open (&village, 5);
  g_autoptr (XyPointsScheme) scheme = xy_points_scheme_get (village.points.office.store, NULL, NULL);
  g_autoptr (GPtrArray) bands = xy_points_bands (scheme->bands, NULL);

  g_assert_cmpstr (scheme->name, ==, "石板溪村信用积分办法");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (xy_points_band_of (bands, cases[i].points), ==, cases[i].star);

  /* Adopted once more, the village's own name and meeting stay. */
  office_act (&village.points.office, "", begin, NULL);
  g_autoptr (XyPointsScheme) after = xy_points_scheme_get (village.points.office.store, NULL, NULL);
  g_assert_cmpint (after->version, ==, scheme->version);
  points_close (&village.points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-wendeng/year-of-wang", test_year_of_wang);
  g_test_add_func ("/points-wendeng/largest-only", test_largest_only);
  g_test_add_func ("/points-wendeng/faults", test_faults);
  g_test_add_func ("/points-wendeng/for-whom", test_for_whom);
  g_test_add_func ("/points-wendeng/stars", test_stars);
  return g_test_run ();
}

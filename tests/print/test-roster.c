/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "core/error.h"

static XyPaper *
make (const FixtureRoster *fixture, const XyRosterOptions *options)
{
  g_autoptr (GError) error = NULL;
  XyPaper *paper = xy_roster_new (&fixture->roster, options, &error);

  g_assert_no_error (error);
  return paper;
}

/* Every person once, in order; a household on one page, its number on its first row only. */
static void
check_persons (const FixtureRoster *fixture, char **pages)
{
  guint household = 0, person = 0;

  for (guint p = 0; pages[p] != NULL; p++)
    {
      g_auto (GStrv) lines = g_strsplit (pages[p], "\n", -1);
      for (guint l = 0; lines[l] != NULL; l++)
        {
          if (strstr (lines[l], "431399***") == NULL)
            continue;
          g_assert_cmpuint (household, <, fixture->roster.n_households);
          const XyRosterHousehold *home = &fixture->roster.households[household];
          const XyRosterPerson *who = &home->persons[person];
          g_autofree char *count = g_strdup_printf ("%s%u", home->number, (guint) home->n_persons);
          g_autofree char *line = fixture_squeeze (lines[l]);
          g_autofree char *expected =
              g_strconcat (person == 0 ? count : "", who->name, who->relation, who->sex, who->birthday, who->id_number,
                           who->phone != NULL ? who->phone : "", who->note, NULL);
          g_assert_cmpstr (line, ==, expected);
          if (++person == home->n_persons)
            {
              person = 0;
              household++;
            }
        }
      g_assert_cmpuint (person, ==, 0);
    }
  g_assert_cmpuint (household, ==, fixture->roster.n_households);
}

static void
test_roster (void)
{
  FixtureRoster fixture;
  fixture_roster_init (&fixture, 90, 1);
  g_autoptr (XyPaper) paper = make (&fixture, NULL);
  g_autofree char *pdf = fixture_write (paper, "roster.pdf");
  g_auto (GStrv) pages = fixture_page_texts (pdf);
  g_autofree char *text = fixture_text (pdf);
  g_autofree char *all = fixture_squeeze (text);
  g_autofree char *totals = g_strdup_printf ("合计90户%u人", fixture.n_persons);
  guint n_pages = g_strv_length (pages);

  check_persons (&fixture, pages);
  g_assert_cmpuint (fixture_count (all, totals), ==, 1);
  g_assert_cmpuint (fixture_count (all, "户编号人数姓名与户主关系性别出生日期公民身份号码联系电话备注"), ==, n_pages);
  g_assert_nonnull (strstr (all, "截至2026年10月8日"));
  /* Each group is counted once; where it goes on over a page its name is said again. */
  g_assert_cmpuint (fixture_count (all, "枫树屋场30户"), ==, 1);
  g_assert_cmpuint (fixture_count (all, "枫树屋场（续）"), >, 0);
  g_assert_false (fixture_has_long_number (text));
  g_assert_cmpfloat (fixture_compare_page (paper, 1, pdf, 96), <=, 0.01);
  fixture_roster_clear (&fixture);
}

static void
test_options (void)
{
  FixtureRoster fixture;
  fixture_roster_init (&fixture, 30, 2);
  const XyRosterOptions options = { XY_PAGE_A4, TRUE, TRUE, XY_ROSTER_BIRTHDAY };
  g_autoptr (XyPaper) paper = make (&fixture, &options);
  g_autofree char *pdf = fixture_write (paper, "roster-groups.pdf");
  g_auto (GStrv) pages = fixture_page_texts (pdf);
  guint heads = 0;

  for (guint p = 0; pages[p] != NULL; p++)
    {
      g_autofree char *page = fixture_squeeze (pages[p]);
      guint here = fixture_count (page, "组10户") + fixture_count (page, "枫树屋场10户");
      g_assert_cmpuint (here, <=, 1);
      heads += here;
      g_assert_null (strstr (page, "431399"));
      g_assert_null (strstr (page, "公民身份号码"));
    }
  g_assert_cmpuint (heads, ==, 3);
  g_assert_cmpfloat (xy_paper_get_width (paper), <, xy_paper_get_height (paper));
  fixture_roster_clear (&fixture);
}

/* A whole number is refused in a masked roster, wherever it stands, and printed in one that says it is unmasked. */
static void
test_masking (void)
{
  static const char *const numbers[] = { "43139919630512001X", "431399196305120", "19900000001",
                                         "6217000000000000001" };
  FixtureRoster fixture;
  fixture_roster_init (&fixture, 5, 3);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      XyRosterPerson *person = fixture.persons->pdata[3];
      XyRosterPerson before = *person;
      g_autoptr (GError) error = NULL;
      g_autofree char *note = g_strconcat ("电话", numbers[i], NULL);
      if (i % 2 == 0)
        person->id_number = numbers[i];
      else
        person->note = note;
      g_assert_null (xy_roster_new (&fixture.roster, NULL, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
      g_assert_nonnull (strstr (error->message, person->name));
      g_assert_null (strstr (error->message, numbers[i]));
      *person = before;
    }
  fixture.roster.unmasked = TRUE;
  ((XyRosterPerson *) fixture.persons->pdata[0])->id_number = numbers[0];
  g_autoptr (XyPaper) paper = make (&fixture, NULL);
  g_autofree char *pdf = fixture_write (paper, "roster-unmasked.pdf");
  g_autofree char *text = fixture_text (pdf);
  g_assert_true (fixture_has_long_number (text));
  fixture_roster_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/roster", test_roster);
  g_test_add_func ("/roster/options", test_options);
  g_test_add_func ("/roster/masking", test_masking);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each paper of hygiene says and leaves unsaid; how it looks is told in test-papers. */
#include <locale.h>
#include <string.h>

#include "core/hygiene-decide.h"
#include "core/hygiene-list.h"
#include "core/hygiene-score.h"
#include "core/hygiene-slip.h"
#include "core/number.h"
#include "core/unit.h"
#include "fixture.h"
#include "papers-world.h"
#include "print/words.h"

#define HOUSEHOLDS 60
#define TODAY "2026-11-22"

static World world;
static XyId yards; /* the round of the households */
static GPtrArray *outcomes;

static XyPaper *
make (const char *name, const XyId *record, guint order, int parts, GError **error)
{
  const XyPaperKind *kind = xy_paper_kind_find (name);
  XyPaperAsk ask = { .record = *record,
                     .order = order,
                     .parts = parts < 0 ? xy_paper_kind_get_parts (kind) : (guint) parts,
                     .number = "ZZ-2026-0001",
                     .printed_at = WORLD_NOW };

  return kind->make (world.store, &ask, error);
}

/* The pages, without spaces and line ends. */
static char **
make_pages (const char *name, const XyId *record, guint order, int parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = make (name, record, order, parts, &error);

  g_assert_no_error (error);
  g_autofree char *pdf = fixture_write (paper, "hygiene.pdf");
  char **pages = fixture_page_texts (pdf);
  for (guint i = 0; pages[i] != NULL; i++)
    {
      g_autofree char *squeezed = fixture_squeeze (pages[i]);
      g_auto (GStrv) lines = g_strsplit (squeezed, "\n", -1);
      g_free (pages[i]);
      pages[i] = g_strjoinv ("", lines);
    }
  return pages;
}

static char *
make_text (const char *name, const XyId *record, guint order, int parts)
{
  g_auto (GStrv) pages = make_pages (name, record, order, parts);

  return g_strjoinv ("", pages);
}

static const XyHygieneOutcome *
get_outcome (guint i)
{
  return outcomes->pdata[i];
}

/* A sheet for each judge and group, each household once in each; who is not judged without the reason. */
static void
test_sheet (void)
{
  g_auto (GStrv) pages = make_pages ("hygiene-sheet", &yards, 0, -1);
  g_autofree char *all = g_strjoinv ("", pages), *blank = make_text ("hygiene-sheet", &yards, 0, 0);
  guint n_excused = 0;

  for (guint i = 0; i < outcomes->len; i++)
    {
      g_assert_cmpuint (fixture_count (all, get_outcome (i)->number), ==, 4);
      g_assert_cmpuint (fixture_count (blank, get_outcome (i)->number), ==, 1);
      n_excused += g_str_equal (get_outcome (i)->state, "excused");
    }
  g_assert_cmpuint (n_excused, >, 0);
  g_assert_cmpuint (fixture_count (blank, "不参评"), ==, n_excused);
  g_assert_cmpuint (fixture_count (all, "不参评"), ==, 4 * n_excused);
  g_assert_cmpint (world_count (&world, "SELECT count (*) FROM hygiene_result WHERE excuse IS NOT NULL"), >, 0);
  g_assert_null (strstr (all, "五保"));
  g_assert_null (strstr (all, "残疾"));
  g_assert_null (strstr (all, "独居"));
  /* One judge is from here; of the rule below the table each copy has its words too. */
  g_autoptr (GArray) asides = xy_hygiene_recusals (world.store, &yards, NULL);
  guint n_aside = 0;
  for (guint i = 0; i < asides->len; i++)
    for (guint o = 0; o < outcomes->len; o++)
      n_aside += xy_id_same (&g_array_index (asides, XyHygieneRecusal, i).result, &get_outcome (o)->result)
                 && !g_str_equal (get_outcome (o)->state, "excused");
  g_assert_cmpuint (n_aside, >, 0);
  g_assert_cmpuint (fixture_count (all, "回避"), ==, 4 * fixture_count (blank, "回避") + n_aside);
  g_assert_nonnull (strstr (blank, "15分"));
  g_assert_nonnull (strstr (blank, "100分"));
  g_assert_null (strstr (blank, "厨房"));
  g_assert_nonnull (strstr (blank, "只看屋外"));
}

/* One group is a page of its own, and may be printed alone. */
static void
test_sheet_group (void)
{
  g_autoptr (GPtrArray) units =
      xy_record_list (world.store, &xy_unit_type, "WHERE t.del = 0 ORDER BY t.sort LIMIT 2", XY_BIND_NONE, NULL);
  const XyPaperKind *kind = xy_paper_kind_find ("hygiene-sheet");
  const XyUnit *unit = units->pdata[0];
  XyPaperAsk ask = { .record = yards, .unit = unit->record.id, .scope = unit->name, .printed_at = WORLD_NOW };
  g_autoptr (XyPaper) paper = kind->make (world.store, &ask, NULL);

  g_assert_nonnull (paper);
  g_autofree char *pdf = fixture_write (paper, "hygiene.pdf"), *text = fixture_text (pdf);
  for (guint i = 0; i < outcomes->len; i++)
    g_assert_cmpint (strstr (text, get_outcome (i)->number) != NULL, ==,
                     xy_id_same (&get_outcome (i)->unit, &unit->record.id));
}

/* The red list has them all, by score or group, with nobody else's score. */
static void
test_red (void)
{
  g_autofree char *by_score = make_text ("hygiene-red", &yards, 0, -1), *bare = make_text ("hygiene-red", &yards, 0, 0);
  g_autofree char *by_group = make_text ("hygiene-red", &yards, 1, -1);
  const char *at = by_score;
  guint n = 0;

  for (guint i = 0; i < outcomes->len; i++)
    {
      g_autofree char *score = xy_words_points (get_outcome (i)->score, 2, FALSE);
      if (g_strcmp0 (get_outcome (i)->list, "red") != 0)
        continue;
      g_autofree char *row = g_strdup_printf ("%s%s%s", get_outcome (i)->unit_name, get_outcome (i)->name, score);
      at = strstr (at, row);
      g_assert_nonnull (at);
      at += strlen (row);
      g_assert_nonnull (strstr (by_group, row));
      g_assert_null (strstr (bare, score));
      n++;
    }
  g_autofree char *lead = g_strdup_printf ("下列%u户", n);
  g_assert_cmpuint (n, >, 3);
  g_assert_nonnull (strstr (by_score, lead));
  g_assert_nonnull (strstr (by_score, "2026年11月18日"));
  g_assert_nonnull (strstr (by_score, "公示期"));
  g_assert_nonnull (strstr (by_score, "监督电话"));
}

/* The list to help is as the core gives it for the day; a household that was closed is not on it. */
static void
test_low (void)
{
  g_autofree char *text = make_text ("hygiene-low", &yards, 0, -1);
  g_autoptr (GPtrArray) rows = xy_hygiene_low_board (world.store, &yards, TODAY, FALSE, NULL);
  guint n = 0, n_gone = 0;

  for (guint i = 0; i < rows->len; i++)
    g_assert_nonnull (strstr (text, ((const XyHygieneBoardRow *) rows->pdata[i])->number));
  for (guint i = 0; i < outcomes->len; i++)
    {
      gboolean low = g_strcmp0 (get_outcome (i)->list, "low") == 0;
      gboolean there = strstr (text, get_outcome (i)->number) != NULL;
      g_assert_true (low || !there);
      n += there;
      n_gone += low && !there;
    }
  g_assert_cmpuint (n, ==, rows->len);
  g_assert_cmpuint (n_gone, ==, 1);
  g_assert_nonnull (strstr (text, "不公布姓名"));
  g_assert_nonnull (strstr (text, "11月27日"));
}

/* Two copies of each, the office's with what was found since. */
static void
test_slip (void)
{
  g_autoptr (GPtrArray) slips = xy_record_list (
      world.store, &xy_hygiene_slip_type,
      "WHERE t.del = 0 AND t.result IN (SELECT r.id FROM hygiene_result AS r JOIN hygiene_round AS o ON o.id = r.round "
      "WHERE o.note = '看样') ORDER BY t.id",
      XY_BIND_NONE, NULL);
  guint n_closed = 0, n_help = 0;

  g_assert_cmpuint (slips->len, >, 3);
  for (guint i = 0; i < slips->len; i++)
    {
      const XyHygieneSlip *slip = slips->pdata[i];
      g_auto (GStrv) pages = make_pages ("hygiene-slip", &slip->record.id, 0, -1);
      g_autofree char *number = xy_hygiene_slip_number (slip);
      g_assert_cmpuint (g_strv_length (pages), ==, 1);
      g_assert_cmpuint (fixture_count (pages[0], number), ==, 2);
      g_assert_cmpuint (fixture_count (pages[0], "第一联"), ==, 1);
      g_assert_cmpuint (fixture_count (pages[0], "第二联"), ==, 1);
      g_assert_cmpint (strstr (pages[0], "上门帮扶") != NULL, ==, slip->help);
      g_assert_cmpint (strstr (pages[0], "2026-12-04") != NULL, ==, slip->stage == XY_HYGIENE_CLOSED);
      n_closed += slip->stage == XY_HYGIENE_CLOSED;
      n_help += slip->help != 0;
    }
  g_assert_cmpuint (n_closed, >, 0);
  g_assert_cmpuint (n_help, >, 0);
}

/* Every sheet, average and place; the sums agree with the file. */
static void
test_results (void)
{
  g_autofree char *text = make_text ("hygiene-results", &yards, 0, -1);
  guint n_ranked = 0, n_red = 0, n_low = 0, n_excused = 0, n_absent = 0;

  for (guint i = 0; i < outcomes->len; i++)
    {
      const XyHygieneOutcome *outcome = get_outcome (i);
      g_autofree char *average = xy_words_points (outcome->score, 2, FALSE);
      g_autofree char *tail = g_strdup_printf ("%s%u%s", average, outcome->rank, outcome->band);
      g_assert_true (outcome->rank == 0 || strstr (text, tail) != NULL);
      n_ranked += outcome->rank > 0;
      n_red += g_strcmp0 (outcome->list, "red") == 0;
      n_low += g_strcmp0 (outcome->list, "low") == 0;
      n_excused += g_str_equal (outcome->state, "excused");
      n_absent += g_str_equal (outcome->state, "absent");
    }
  g_autofree char *sums = g_strdup_printf ("共%u户：参评%u户，不参评%u户，未评上%u户；红榜%u户，待改进%u户。",
                                           outcomes->len, n_ranked, n_excused, n_absent, n_red, n_low);
  g_assert_nonnull (strstr (text, sums));
  g_assert_nonnull (strstr (text, "一户当天锁门"));
  g_assert_null (strstr (text, "五保"));
}

/* The groups add up to the whole, and what they say is nobody's name. */
static void
test_groups (void)
{
  g_autofree char *text = make_text ("hygiene-groups", &yards, 0, -1);
  const char *names[] = { "清洁", "合格", "不合格", "未评上", "合计", "不排名次" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (strstr (text, names[i]));
  for (guint i = 0; i < outcomes->len; i++)
    g_assert_null (strstr (text, get_outcome (i)->number));
}

static void
test_plate (void)
{
  g_auto (GStrv) plates = make_pages ("hygiene-plate", &yards, 0, -1);
  g_auto (GStrv) awards = make_pages ("hygiene-plate", &yards, 0, 3);

  g_assert_cmpuint (g_strv_length (plates), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_nonnull (strstr (plates[i], "最美庭院"));
      g_assert_nonnull (strstr (plates[i], get_outcome (i)->name));
      g_assert_nonnull (strstr (awards[i], "奖状"));
      g_assert_nonnull (strstr (awards[i], "特发此状"));
    }
}

/* Boards of a round whose lists nobody decided are refused; its sheets are not. */
static void
test_open (void)
{
  static const char *const boards[] = { "hygiene-red",        "hygiene-low",     "hygiene-groups",
                                        "hygiene-correction", "hygiene-results", "hygiene-plate" };

  world_change (&world, "UPDATE hygiene_round SET closed_on = NULL WHERE note = '看样'");
  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (make (boards[i], &yards, 0, -1, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
    }
  g_autoptr (XyPaper) sheet = make ("hygiene-sheet", &yards, 0, -1, NULL);
  g_assert_nonnull (sheet);
  world_change (&world, "UPDATE hygiene_round SET closed_on = '2026-11-19' WHERE note = '看样'");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  world_open (&world, HOUSEHOLDS);
  g_autoptr (GPtrArray) rounds = world_list_records (&world, xy_paper_kind_find ("hygiene-red"));
  yards = ((XyRecord *) rounds->pdata[0])->id;
  outcomes = xy_hygiene_outcomes (world.store, &yards, &error);
  g_assert_no_error (error);
  g_test_add_func ("/hygiene-papers/sheet", test_sheet);
  g_test_add_func ("/hygiene-papers/sheet-of-a-group", test_sheet_group);
  g_test_add_func ("/hygiene-papers/red", test_red);
  g_test_add_func ("/hygiene-papers/low", test_low);
  g_test_add_func ("/hygiene-papers/slip", test_slip);
  g_test_add_func ("/hygiene-papers/results", test_results);
  g_test_add_func ("/hygiene-papers/groups", test_groups);
  g_test_add_func ("/hygiene-papers/plate", test_plate);
  g_test_add_func ("/hygiene-papers/open", test_open);
  int status = g_test_run ();
  g_ptr_array_unref (outcomes);
  world_close (&world);
  return status;
}

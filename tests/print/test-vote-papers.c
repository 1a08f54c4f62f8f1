/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the papers of votes promise; the rest is test-papers. */
#include <locale.h>
#include <string.h>

#include "core/error.h"
#include "core/household.h"
#include "core/vote-act.h"
#include "paper-look.h"
#include "papers-world.h"
#include "vote-world.h"

#define HOUSEHOLDS 60

/* Of the world's votes, in their order; see vote-world.c. */
enum
{
  BYLAW,   /* ballots, open */
  FEES,    /* ballots, partly counted */
  PASSED,  /* ballots, closed */
  LOST,    /* ballots, closed */
  LAMPS,   /* doors, partly keyed */
  YARD,    /* doors, closed */
  TELLERS, /* hands, closed */
  N_VOTES,
};

enum
{
  BALLOT_TWO = 1 << 0,
  BALLOT_ALONE = 1 << 1,
};

static World world;

static XyActor
get_actor (void)
{
  return (XyActor){ .user = xy_id_new (&world.fixed.env), .name = "曾小平", .permissions = ~0u };
}

static XyVote *
get_vote (guint which)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) votes = xy_vote_list (world.store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < votes->len; i++)
    {
      XyVote *vote = votes->pdata[i];
      if (g_strcmp0 (vote->note, VOTE_WORLD_NOTE) == 0 && vote->number == which + 1)
        return g_object_ref (vote);
    }
  g_assert_not_reached ();
}

static XyPaper *
try (const char *name, const XyId *vote, guint parts, XyPageSize size, GError **error)
{
  const XyPaperKind *kind = xy_paper_kind_find (name);
  XyPaperAsk ask;

  g_assert_true (world_ask (&world, kind, &ask));
  ask.record = *vote;
  ask.parts ^= parts;
  ask.size = size;
  return kind->make (world.store, &ask, error);
}

static XyPaper *
make (const char *name, guint which, guint parts)
{
  g_autoptr (XyVote) vote = get_vote (which);
  g_autoptr (GError) error = NULL;
  XyPaper *paper = try (name, &vote->record.id, parts, XY_PAGE_A4, &error);

  g_assert_no_error (error);
  return paper;
}

/* All that stands on PAPER, without spaces and line ends. */
static char *
read_paper (XyPaper *paper)
{
  g_autoptr (Look) look = look_at (paper);
  GString *text = g_string_new (NULL);

  look_check_masked (look);
  for (guint p = 0; p < look->pages->len; p++)
    for (guint l = 0; l < look_get_page (look, p)->lines->len; l++)
      g_string_append (text, ((LookLine *) look_get_page (look, p)->lines->pdata[l])->text);
  return g_string_free (text, FALSE);
}

/* N, each once, from 0001 on, four on a sheet and two on one of the larger ones; and nobody's name. */
static void
test_serials (void)
{
  static const guint counts[] = { 1, 2, 4, 5, 47, 2000 };
  g_autoptr (GPtrArray) households =
      xy_record_list (world.store, &xy_household_type, "WHERE t.del = 0", XY_BIND_NONE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      guint n = counts[i], per = i % 2 == 0 ? 4 : 2;
      g_autofree char *sql = g_strdup_printf ("UPDATE vote SET due = %u, present = %u, women = 0, proxies = 0, given = "
                                              "%u, returned = 0 WHERE number = 1 AND note = '" VOTE_WORLD_NOTE "'",
                                              n + 7, n, n);
      world_change (&world, sql);
      g_autoptr (XyPaper) paper = make ("vote-ballot", BYLAW, per == 4 ? 0 : BALLOT_TWO);
      g_autofree char *text = read_paper (paper);
      g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, (n + per - 1) / per);
      g_assert_cmpuint (fixture_count (text, "表决票"), ==, n);
      const char *at = text;
      for (guint number = 1; number <= n; number++)
        {
          g_autofree char *serial = g_strdup_printf ("编号：%04u", number);
          g_assert_cmpuint (n <= 50 ? fixture_count (text, serial) : 1, ==, 1);
          g_assert_nonnull (strstr (at, serial));
          at = n <= 50 ? text : strstr (at, serial);
        }
      for (guint h = 0; n <= 50 && h < households->len; h++)
        g_assert_null (strstr (text, ((const XyHousehold *) households->pdata[h])->head_name));
    }
}

/* What one meeting asks the same people stands on one ballot, unless it is wanted alone. */
static void
test_questions (void)
{
  g_autoptr (XyVote) fees = get_vote (FEES);
  g_autofree char *sql =
      g_strdup_printf ("UPDATE vote SET due = %d, present = %d, given = %d WHERE number = 1 AND note "
                       "= '" VOTE_WORLD_NOTE "'",
                       (int) fees->due, (int) fees->present, (int) fees->given);

  world_change (&world, sql);
  g_autoptr (XyPaper) both = make ("vote-ballot", FEES, 0), alone = make ("vote-ballot", FEES, BALLOT_ALONE);
  g_autofree char *text = read_paper (both), *one = read_paper (alone);
  g_assert_cmpuint (fixture_count (text, "1.关于修订"), ==, fees->given);
  g_assert_cmpuint (fixture_count (text, "2.2027年度"), ==, fees->given);
  g_assert_cmpuint (fixture_count (text, "该项无效"), ==, fees->given);
  g_assert_cmpuint (fixture_count (one, "表决事项：2027年度"), ==, fees->given);
  g_assert_null (strstr (one, "关于修订"));
  /* What other votes of the meeting asked is closed, or not asked on paper. */
  g_assert_null (strstr (text, "水渠"));
  g_assert_null (strstr (text, "路灯"));
}

static void
check_refused (const char *name, const XyId *vote)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = try (name, vote, 0, XY_PAGE_A4, &error);

  g_assert_null (paper);
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
}

/* No ballots where there are none, when it is over, or to count again. */
static void
test_refused (void)
{
  static const guint none[] = { PASSED, LAMPS, TELLERS };
  g_autoptr (XyVote) passed = get_vote (PASSED);
  XyVoteRecounting again = { .of = passed->record.id, .reason = "有人提出异议" };
  XyActor actor = get_actor ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (XyVote) vote = get_vote (none[i]);
      check_refused ("vote-ballot", &vote->record.id);
    }
  xy_store_act (world.store, &actor, "", xy_vote_recount_act, &again, &error);
  g_assert_no_error (error);
  check_refused ("vote-ballot", &again.made);
}

/* A question that has no room on a small card goes on a larger one; one without end is refused in words. */
static void
test_long_question (void)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (XyVote) vote = get_vote (BYLAW);
  guint pages = 0;

  for (guint n = 20; n <= 8000; n *= 20)
    {
      g_autoptr (GError) error = NULL;
      while (title->len < n * 3)
        g_string_append (title, "修渠");
      g_autofree char *sql = g_strdup_printf (
          "UPDATE vote SET title = '%s' WHERE number = 1 AND note = '" VOTE_WORLD_NOTE "'", title->str);
      world_change (&world, sql);
      g_autoptr (XyPaper) paper = try ("vote-ballot", &vote->record.id, BALLOT_ALONE, XY_PAGE_A4, &error);
      if (paper == NULL)
        {
          g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
          g_assert_cmpuint (n, ==, 8000);
          continue;
        }
      g_autofree char *text = read_paper (paper);
      g_assert_cmpuint (fixture_count (text, title->str), ==, vote->given);
      g_assert_cmpuint (xy_paper_get_n_pages (paper), >, pages);
      pages = xy_paper_get_n_pages (paper);
    }
  world_change (&world, "UPDATE vote SET title = '修订村规民约' WHERE number = 1 AND note = '" VOTE_WORLD_NOTE "'");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  world_open (&world, HOUSEHOLDS);
  g_test_add_func ("/vote-papers/questions", test_questions);
  g_test_add_func ("/vote-papers/serials", test_serials);
  g_test_add_func ("/vote-papers/refused", test_refused);
  g_test_add_func ("/vote-papers/long-question", test_long_question);
  int status = g_test_run ();
  world_close (&world);
  return status;
}

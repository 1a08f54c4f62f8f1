/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every paper of a village that is nothing, one household, or too much: no rows, one row, 20,000 rows, rare characters,
 * names of 25 characters, a household of many, a title of three lines. Drawn right, or refused in words.
 */
#include <locale.h>
#include <string.h>

#include "core/error.h"
#include "paper-look.h"
#include "papers-world.h"

#define RARE_ONE "\U0002B4B6"
#define RARE_TWO "\U0002EC93"
#define LONG_NAME "阿卜杜热西提·买买提艾力·吐尔逊江·阿不力孜·木沙"
#define LONG_VILLAGE                                                                                                   \
  "清江县云岭镇石板溪河上游易地扶贫搬迁集中安置点与枫树坳老屋场合并组建的新石板溪枫树坳塘湾里联合示范中心村"

/* FALSE where the paper was refused, in a sentence. */
static gboolean
check (World *world, const XyPaperKind *kind, const XyPaperAsk *ask)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = kind->make (world->store, ask, &error);

  if (paper == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == XY_ERROR);
      g_assert_cmpuint (strlen (error->message), >, 10);
      g_test_message ("%s: refused: %s", kind->name, error->message);
      return FALSE;
    }
  g_autoptr (Look) look = look_at (paper);
  XyPageSetup setup = world_get_setup (kind, ask, paper);
  g_test_message ("%s: %u pages", kind->name, look->pages->len);
  look_check_sheet (look, &setup);
  /* Of several cards on a sheet each is signed. */
  look_check_order (look, (kind->flags & XY_PAPER_CARDS) != 0 ? NULL : world->issuer);
  look_check_signature (look, paper);
  look_check_masked (look);
  return TRUE;
}

/* Papers of the village; those of a record where there is one. */
static guint
check_all (World *world)
{
  guint n = 0;

  for (const XyPaperKind *const *kind = xy_paper_kinds (); *kind != NULL; kind++)
    {
      XyPaperAsk ask;
      g_autoptr (GPtrArray) records = world_list_records (world, *kind);
      if ((*kind)->of == NULL || records->len > 0)
        {
          world_ask (world, *kind, &ask);
          n += check (world, *kind, &ask);
        }
    }
  return n;
}

static void
test_empty (void)
{
  World world;

  world_open (&world, 0);
  check_all (&world);
  world_close (&world);
}

static void
test_one (void)
{
  World world;

  world_open (&world, 1);
  g_assert_cmpint (world_count (&world, "SELECT count (*) FROM household WHERE del = 0"), ==, 1);
  g_assert_cmpuint (check_all (&world), >=, 5);
  world_close (&world);
}

/* TEXT stands on the paper of NAME, or its notices say which of the characters cannot be drawn. */
static void
check_stands (World *world, const char *name, const char *text)
{
  const XyPaperKind *kind = xy_paper_kind_find (name);
  XyPaperAsk ask;

  g_assert_true (world_ask (world, kind, &ask));
  g_autoptr (XyPaper) paper = world_make (world, kind, &ask);
  g_autoptr (Look) look = look_at (paper);
  g_autofree char *body = look_get_body (look);
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  g_autofree char *flat = g_strjoinv ("", lines);
  const GPtrArray *notices = xy_paper_get_notices (paper);
  gboolean told = strstr (flat, text) != NULL;

  for (guint i = 0; i < notices->len; i++)
    {
      const XyPaperNotice *notice = notices->pdata[i];
      told = told || (notice->kind == XY_PAPER_NOTICE_UNDRAWABLE && strstr (text, notice->subject) != NULL);
    }
  if (!told)
    {
      g_test_message ("“%s” is neither on the paper “%s” nor named as what cannot be drawn", text, name);
      g_test_fail ();
    }
}

static void
test_names (void)
{
  World world;

  world_open (&world, 12);
  world_change (&world,
                "UPDATE person SET name = '" RARE_ONE RARE_TWO "' WHERE id = (SELECT head FROM household ORDER BY"
                " number LIMIT 1)");
  world_change (&world, "UPDATE household SET head_name = '" RARE_ONE RARE_TWO "' WHERE id = (SELECT id FROM household"
                        " ORDER BY number LIMIT 1)");
  world_change (&world,
                "UPDATE person SET name = '" LONG_NAME "' WHERE id = (SELECT head FROM household ORDER BY number"
                " LIMIT 1 OFFSET 1)");
  world_change (&world, "UPDATE household SET head_name = '" LONG_NAME "' WHERE id = (SELECT id FROM household ORDER BY"
                        " number LIMIT 1 OFFSET 1)");
  /* Everybody who is not a head lives in one house. */
  world_change (&world, "UPDATE person SET household = (SELECT id FROM household ORDER BY id LIMIT 1) WHERE relation <>"
                        " '户主' AND del = 0");
  g_assert_cmpint (world_count (&world, "SELECT max (n) FROM (SELECT count (*) AS n FROM person GROUP BY household)"),
                   >=, 15);
  g_assert_cmpuint (g_utf8_strlen (LONG_NAME, -1), ==, 25);
  g_assert_cmpuint (check_all (&world), >=, 5);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const papers[] = { "points-board", "roster", "sign-in" };
      check_stands (&world, papers[i], RARE_ONE RARE_TWO);
      check_stands (&world, papers[i], LONG_NAME);
    }
  world_close (&world);
}

static void
test_long_title (void)
{
  World world;

  world_open (&world, 12);
  world_change (&world, "UPDATE village SET name = '" LONG_VILLAGE "'");
  g_assert_cmpuint (check_all (&world), >=, 5);
  check_stands (&world, "points-board", LONG_VILLAGE "积分公示榜");
  check_stands (&world, "roster", LONG_VILLAGE "户籍花名册");
  world_close (&world);
}

static void
test_20000_rows (void)
{
  g_autoptr (GError) error = NULL;
  FixtureBoard fixture;

  fixture_board_init (&fixture, 20000, 1);
  g_autoptr (XyPaper) paper = xy_points_board_new (&fixture.board, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *pdf = fixture_write (paper, "board-20000.pdf");
  g_autofree char *text = fixture_run ("pdftotext", "-enc", "UTF-8", "-raw", pdf, "-", NULL);
  guint n = xy_paper_get_n_pages (paper);

  /* A row has its group, the head of each page the word 组别. */
  g_assert_cmpuint (n, >, 500);
  g_assert_cmpuint (fixture_count (text, "组"), ==, 20000 + n);
  g_assert_cmpuint (fixture_count (text, "组别"), ==, n);
  g_assert_cmpuint (fixture_count (text, "合计"), ==, 1);
  g_assert_cmpfloat (fixture_compare_page (paper, n - 1, pdf, 72), <=, 0.01);
  fixture_board_clear (&fixture);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers-extreme/empty", test_empty);
  g_test_add_func ("/papers-extreme/one", test_one);
  g_test_add_func ("/papers-extreme/names", test_names);
  g_test_add_func ("/papers-extreme/long-title", test_long_title);
  g_test_add_func ("/papers-extreme/20000-rows", test_20000_rows);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The large board at the crossroads: at most ten short lines, as large as the sheet holds, to be read from the road. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "print/bylaw-paper.h"
#include "print/paper-parts.h"

#define UNDER "（%s）"
#define FORCE "（%s，%s起施行）"

/* Points on A4; on a larger sheet they grow with it, so that a title on A3 has more than 48 even where it is long. */
#define TITLE_SIZE 54
#define LINE_SIZE 52
#define UNDER_SIZE 13
#define FOOT_SIZE 16
#define INSET 8
#define STEP 0.97
#define SMALLEST 0.25
#define MOST_LINES 10

enum
{
  PART_RED = 1 << 0,
  PART_NUMBERS = 1 << 1,
};

static const XyPaperPart parts[] = {
  { "red", N_ ("Red border"), FALSE },
  { "numbers", N_ ("Numbers of the lines"), TRUE },
  { NULL, NULL, FALSE },
};

typedef struct
{
  const XyBylawPaper *of;
  GPtrArray *lines; /* char * */
  char *under;
  char *issuer, *date; /* NULL: not passed, nobody signs */
} Board;

static void
board_clear (Board *board)
{
  g_clear_pointer (&board->lines, g_ptr_array_unref);
  g_free (board->under);
  g_free (board->issuer);
  g_free (board->date);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Board, board_clear)

static gboolean
read_lines (Board *board, GError **error)
{
  const XyBylawPaper *of = board->of;
  g_auto (GStrv) lines = g_strsplit (of->version->board != NULL ? of->version->board : "", "\n", -1);

  board->lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *text = xy_bylaw_paper_text (lines[i]);
      if (*text != '\0')
        g_ptr_array_add (board->lines, text);
      else
        g_free (text);
    }
  if (board->lines->len > 0 && board->lines->len <= MOST_LINES)
    return TRUE;
  g_autofree char *what = xy_bylaw_version_describe (of->store, of->version);
  if (board->lines->len == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("%s has no short form for a board yet."), what);
  else
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 ngettext ("The short form of %s has %u line; a board holds %d.",
                           "The short form of %s has %u lines; a board holds %d.", board->lines->len),
                 what, board->lines->len, MOST_LINES);
  return FALSE;
}

static void
add_line (XyPaper *paper, const char *text, XyFont font, double height, double before)
{
  XyBlock *block = xy_block_text_new (text, font, height, 0, XY_ALIGN_CENTRE);

  xy_block_set_space_before (block, before);
  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

/* LINE: of the lines on A4; GAP: the height of one, in its sizes. */
static XyPaper *
build (const Board *board, const XyPageSetup *setup, double line, double gap)
{
  const XyPaperAsk *ask = board->of->ask;
  double k = board->of->k;
  XyPaper *paper = xy_paper_new (board->of->bylaw->name, setup);

  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  xy_paper_set_border (paper, XY_BORDER_CLOUD, (ask->parts & PART_RED) != 0 ? XY_INK_RED : XY_INK_BLACK, INSET * k);
  xy_bylaw_paper_set_furniture (board->of, paper, board->of->bylaw->name, FALSE);
  XyBlock *title =
      xy_block_title_new (board->of->bylaw->name, (XyFont){ XY_FONT_TITLE, MAX (TITLE_SIZE, line * 1.1) * k });
  if ((ask->parts & PART_RED) != 0)
    xy_block_set_ink (title, XY_INK_RED);
  xy_paper_add (paper, title);
  add_line (paper, board->under, (XyFont){ XY_FONT_KAI, UNDER_SIZE * k }, UNDER_SIZE * 1.6 * k, 2 * k);
  for (guint i = 0; i < board->lines->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u．", i + 1);
      g_autofree char *text =
          g_strconcat ((ask->parts & PART_NUMBERS) != 0 ? number : "", board->lines->pdata[i], NULL);
      add_line (paper, text, (XyFont){ XY_FONT_HEI, line * k }, line * gap * k, i == 0 ? 6 * k : 0);
    }
  if (board->issuer == NULL)
    return paper;
  add_line (paper, board->issuer, (XyFont){ XY_FONT_BODY, FOOT_SIZE * k }, FOOT_SIZE * 1.5 * k, 10 * k);
  xy_paper_add (paper, xy_block_text_new (board->date, (XyFont){ XY_FONT_BODY, FOOT_SIZE * k }, FOOT_SIZE * 1.5 * k, 0,
                                          XY_ALIGN_CENTRE));
  return paper;
}

/* All on one sheet, each line on one of its own. */
static gboolean
fits (const Board *board, XyPaper *paper)
{
  return xy_paper_get_n_pages (paper) == 1;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyBylawPaper) of = { 0 };
  g_auto (Board) board = { .of = &of };
  GError *problem = NULL;

  if (!xy_bylaw_paper_open (&of, store, ask, error) || !read_lines (&board, error))
    return NULL;
  g_autofree char *passed = xy_bylaw_paper_passed (&of, &problem);
  if (!xy_error_pass (error, &problem))
    return NULL;
  g_autofree char *force = xy_day_to_chinese (of.version->force_on);
  board.under = passed == NULL   ? g_strdup_printf (UNDER, xy_bylaw_paper_state (&of))
                : *force == '\0' ? g_strdup_printf (UNDER, passed)
                                 : g_strdup_printf (FORCE, passed, force);
  if (passed != NULL)
    {
      const XyBylawStep *published = xy_bylaw_paper_step (&of, XY_BYLAW_PUBLISH);
      board.issuer = xy_village_committee (of.village);
      board.date = xy_day_to_chinese (published != NULL ? published->day : of.version->passed_on);
    }
  XyPageSetup setup = of.setup;
  /* Clear of the clouds in the corners. */
  setup.top_mm = 32 * of.k;
  setup.bottom_mm = 26 * of.k;
  setup.left_mm = setup.right_mm = 30 * of.k;
  double width = (setup.width_mm - setup.left_mm - setup.right_mm) * XY_MM / of.k;
  glong longest = 1;
  for (guint i = 0; i < board.lines->len; i++)
    longest = MAX (longest, g_utf8_strlen (board.lines->pdata[i], -1));
  if ((ask->parts & PART_NUMBERS) != 0)
    longest += 2;
  double line = MIN (LINE_SIZE, width / longest);
  for (; line > LINE_SIZE * SMALLEST; line *= STEP)
    {
      /* What room is left goes between the lines. */
      for (double gap = 2; gap >= 1.3; gap -= 0.1)
        {
          g_autoptr (XyPaper) tried = build (&board, &setup, line, gap);
          if (fits (&board, tried))
            return g_steal_pointer (&tried);
        }
    }
  return build (&board, &setup, line, 1.3);
}

const XyPaperKind xy_bylaw_board_paper = {
  .name = "bylaw-board",
  .title = N_ ("Board of the bylaw"),
  .act = N_ ("Print the board of the bylaw"),
  .prefix = "GB",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_TURNS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3 | 1 << XY_PAGE_8K,
  .parts = parts,
  .of = &xy_bylaw_version_type,
  .make = make,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 征求意见稿: the draft as it goes to each house, with a slip to be torn off and handed in. Nobody must write his name.
 */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "print/bylaw-paper.h"
#include "print/paper-parts.h"

#define KIND "征求意见稿"
#define SUBTITLE "（征求意见稿）"
#define LEAD                                                                                                                                                                  \
  "各位乡亲：%s是大家的约定，由大家商量来定。下面是草案，哪条要改、哪条要加、哪条不合适，请您在%s前告诉我们：可以填好" \
  "文后的意见单，交给组长或者投进村部意见箱，也可以在屋场会上提。每一条意见我们都会答复。"
#define UNTIL_BLANK "　　月　　日"
#define SIGNED "%s　%s"
#define CUT "—　—　—　—　—　—　—　—　请 沿 此 线 撕 下　—　—　—　—　—　—　—　—"
#define SLIP "《%s》意见单"
#define CLAUSE "第几条"
#define OPINION "意见和建议（怎么改、为什么）"
#define NOTE "请在%s前交给组长，或者投进村部意见箱。写不写姓名都一样看待。"

/* Points on A4. */
#define TITLE_SIZE 24
#define TEXT_SIZE 14
#define SLIP_TITLE_SIZE 16
#define CELL_SIZE 12
#define ROW 34
#define CUT_SIZE 9
/* How long people have. */
#define DAYS 15
#define ROWS 4
#define ROWS_OF_A_PAGE 14

enum
{
  PART_SLIP = 1 << 0,
  PART_DAY = 1 << 1,
};

static const XyPaperPart parts[] = {
  { "slip", N_ ("Slip to hand in"), FALSE },
  { "day", N_ ("The last day, 15 days from now; else left to be filled in"), FALSE },
  { NULL, NULL, FALSE },
};

static void
add_line (XyPaper *paper, const char *text, XyFont font, XyAlign align, double before)
{
  XyBlock *block = xy_block_text_new (text, font, font.size * 1.5, 0, align);

  xy_block_set_space_before (block, before);
  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

/* Where it is a page of its own nothing is torn off, and there is more room. */
static void
add_slip (const XyBylawPaper *of, XyPaper *paper, const char *until, gboolean own_page)
{
  static const char *const who[] = { "组别：", "户主：", "姓名（可以不写）：", NULL };
  double k = of->k;
  XyFont cell = { XY_FONT_BODY, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = CLAUSE, .align = XY_ALIGN_CENTRE, .font = cell, .min_width = 70 * k },
    { .title = OPINION, .align = XY_ALIGN_LEFT, .font = cell, .weight = 1, .min_width = 200 * k },
  };
  XyTableStyle style = xy_paper_list_style (k, -1);
  const char *empty[] = { " ", " " };
  g_autofree char *title = g_strdup_printf (SLIP, of->bylaw->name), *note = g_strdup_printf (NOTE, until);

  if (own_page)
    xy_paper_add (paper, xy_block_page_break_new ());
  else
    add_line (paper, CUT, (XyFont){ XY_FONT_SANS, CUT_SIZE * k }, XY_ALIGN_CENTRE, 10 * k);
  add_line (paper, title, (XyFont){ XY_FONT_HEI, SLIP_TITLE_SIZE * k }, XY_ALIGN_CENTRE, 4 * k);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = ROW * k;
  style.head_height = 24 * k;
  style.head_font = (XyFont){ XY_FONT_HEI, CELL_SIZE * k };
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < (own_page ? ROWS_OF_A_PAGE : ROWS); i++)
    xy_paper_table_add_row (table, i == 0 ? XY_ROW_PLAIN : XY_ROW_GLUED, empty);
  xy_block_set_space_before (table, 4 * k);
  xy_block_set_keep (table, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, table);
  XyBlock *blanks = xy_block_blanks_new (who, cell, CELL_SIZE * 2.4 * k);
  xy_block_set_keep (blanks, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, blanks);
  xy_paper_add (paper, xy_block_text_new (note, cell, CELL_SIZE * 1.6 * k, 0, XY_ALIGN_LEFT));
}

static XyPaper *
build (const XyBylawPaper *of, gboolean slip, gboolean own_page)
{
  double k = of->k;
  g_autofree char *today = xy_day_from_instant (of->ask->printed_at), *day = xy_day_to_chinese (today);
  g_autofree char *committee = xy_village_committee (of->village);
  char last[XY_DAY_SIZE];
  XyPaper *paper = xy_paper_new (of->bylaw->name, &of->setup);

  xy_day_add (today, DAYS, last);
  g_autofree char *until = (of->ask->parts & PART_DAY) != 0 ? xy_day_to_chinese (last) : g_strdup (UNTIL_BLANK);
  g_autofree char *lead = g_strdup_printf (LEAD, of->bylaw->name, until);
  g_autofree char *signed_by = g_strdup_printf (SIGNED, committee, day);
  xy_bylaw_paper_set_furniture (of, paper, KIND, FALSE);
  xy_paper_add_heading (paper, of->bylaw->name, TITLE_SIZE, SUBTITLE, k);
  XyBlock *block =
      xy_block_text_new (lead, (XyFont){ XY_FONT_KAI, TEXT_SIZE * k }, TEXT_SIZE * 1.55 * k, 2, XY_ALIGN_LEFT);
  xy_block_set_space_before (block, 4 * k);
  xy_paper_add (paper, block);
  block =
      xy_block_text_new (signed_by, (XyFont){ XY_FONT_BODY, TEXT_SIZE * k }, TEXT_SIZE * 1.55 * k, 0, XY_ALIGN_RIGHT);
  xy_paper_add (paper, block);
  xy_paper_add (paper, xy_block_space_new (6 * k));
  xy_bylaw_paper_add_clauses (of, paper, TEXT_SIZE * k, TEXT_SIZE * 1.55 * k, 0);
  if (slip)
    add_slip (of, paper, until, own_page);
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyBylawPaper) of = { 0 };

  if (!xy_bylaw_paper_open (&of, store, ask, error))
    return NULL;
  if ((ask->parts & PART_SLIP) == 0)
    return build (&of, FALSE, FALSE);
  g_autoptr (XyPaper) bare = build (&of, FALSE, FALSE);
  g_autoptr (XyPaper) paper = build (&of, TRUE, FALSE);
  if (xy_paper_get_n_pages (paper) == xy_paper_get_n_pages (bare))
    return g_steal_pointer (&paper);
  return build (&of, TRUE, TRUE);
}

const XyPaperKind xy_bylaw_draft_paper = {
  .name = "bylaw-draft",
  .title = N_ ("Draft of the bylaw for opinions"),
  .act = N_ ("Print the draft of the bylaw for opinions"),
  .prefix = "GC",
  .flags = XY_PAPER_PUBLIC,
  .parts = parts,
  .of = &xy_bylaw_version_type,
  .make = make,
};

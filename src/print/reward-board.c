/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/mask.h"
#include "core/number.h"
#include "core/reward-list.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/reward-papers.h"
#include "print/words.h"

#define KIND "兑换公示"
#define TITLE "积分兑换公示"
#define CONTINUED "%s积分兑换公示（续）"
#define SUMMARY "%s共有%d户兑换%d次，用去积分%s分，折合物品金额%s元。"
#define NOTHING "%s没有兑换。"
#define GOODS "一、兑换情况"
#define SOURCES "二、物品采购和资金来源"
#define STOCK "现有库存物品折合金额%s元。"
#define NO_GOODS "没有兑换"
#define NO_SOURCES "没有采购"
#define OBJECTION "对以上内容有疑问的，请向村务监督委员会或村民委员会提出。"

/* Sizes on A4, points. */
#define TITLE_SIZE 34
#define CELL_SIZE 13

static XyBlock *
new_table (const XyPaperColumn *columns, guint n, const char *village, const char *empty, double k)
{
  g_autofree char *continued = g_strdup_printf (CONTINUED, village);
  XyTableStyle style = xy_paper_rows_style (k, -1, 22, 26, CELL_SIZE, continued);

  style.empty = empty;
  return xy_paper_table_new (&style, columns, n);
}

static XyBlock *
build_goods (const XyRewardTotals *totals, const char *village, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 38 * k },
    { .title = "物品", .fit = XY_FIT_WRAP, .font = song, .weight = 3, .min_width = 110 * k, .limit = 14 },
    { .title = "单位", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = song, .weight = 1, .limit = 5 },
    { .title = "次数", .align = XY_ALIGN_RIGHT, .font = sans, .weight = 1 },
    { .title = "数量", .align = XY_ALIGN_RIGHT, .font = sans, .weight = 1 },
    { .title = "用去积分", .align = XY_ALIGN_RIGHT, .font = sans, .weight = 1 },
    { .title = "金额（元）", .align = XY_ALIGN_RIGHT, .font = sans, .weight = 1 },
  };
  XyBlock *table = new_table (columns, G_N_ELEMENTS (columns), village, NO_GOODS, k);

  for (guint i = 0; i < totals->goods->len; i++)
    {
      const XyRewardTotal *total = totals->goods->pdata[i];
      g_autofree char *place = g_strdup_printf ("%u", i + 1), *name = xy_mask_text (total->name);
      g_autofree char *n = g_strdup_printf ("%d", (int) total->n),
                      *pieces = g_strdup_printf ("%d", (int) total->pieces);
      g_autofree char *points = xy_words_points (total->points, 1, FALSE), *cost = xy_money_to_text (total->cost);
      const char *cells[] = { place, name, total->unit, n, pieces, points, cost };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  if (totals->goods->len > 0)
    {
      g_autofree char *n = g_strdup_printf ("%d", (int) totals->sums.n);
      g_autofree char *pieces = g_strdup_printf ("%d", (int) totals->sums.pieces);
      g_autofree char *points = xy_words_points (totals->sums.points, 1, FALSE);
      g_autofree char *cost = xy_money_to_text (totals->sums.cost);
      const char *sums[] = { NULL, "合计", NULL, n, pieces, points, cost };
      xy_paper_table_set_totals (table, sums);
    }
  return table;
}

static XyBlock *
build_sources (const XyRewardTotals *totals, const char *village, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 38 * k },
    { .title = "资金或物品来源", .fit = XY_FIT_WRAP, .font = song, .weight = 2, .min_width = 120 * k, .limit = 14 },
    { .title = "决定依据", .fit = XY_FIT_WRAP, .font = song, .weight = 3, .min_width = 130 * k, .limit = 20 },
    { .title = "数量", .align = XY_ALIGN_RIGHT, .font = sans, .weight = 1 },
    { .title = "金额（元）", .align = XY_ALIGN_RIGHT, .font = sans, .weight = 1 },
  };
  XyBlock *table = new_table (columns, G_N_ELEMENTS (columns), village, NO_SOURCES, k);
  gint64 all = 0;

  for (guint i = 0; i < totals->sources->len; i++)
    {
      const XyRewardTotal *total = totals->sources->pdata[i];
      g_autofree char *place = g_strdup_printf ("%u", i + 1), *name = xy_mask_text (total->name);
      g_autofree char *decision = xy_mask_text (total->decision != NULL ? total->decision : "—");
      g_autofree char *pieces = g_strdup_printf ("%d", (int) total->pieces), *cost = xy_money_to_text (total->cost);
      const char *cells[] = { place, name, decision, pieces, cost };
      all += total->pieces;
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  if (totals->sources->len > 0)
    {
      g_autofree char *pieces = g_strdup_printf ("%d", (int) all), *cost = xy_money_to_text (totals->bought);
      const char *sums[] = { NULL, "合计", NULL, pieces, cost };
      xy_paper_table_set_totals (table, sums);
    }
  return table;
}

static XyBlock *
build_end (const XyVillage *village, const XyPaperAsk *ask, double k)
{
  static const char *const notes[] = { OBJECTION };
  g_autofree char *today = xy_day_from_instant (ask->printed_at);

  return xy_paper_public_end_new (village, ask, notes, G_N_ELEMENTS (notes), today, k);
}

static void
add_text (XyPaper *paper, const char *text, XyKeep keep, double k)
{
  XyBlock *block = xy_block_text_new (text, (XyFont){ XY_FONT_BODY, 14 * k }, 24 * k, 2, XY_ALIGN_LEFT);

  xy_block_set_keep (block, keep);
  xy_block_set_space_before (xy_paper_add (paper, block), 4 * k);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (XyRewardTotals) totals = village != NULL ? xy_reward_totals (store, ask->period, error) : NULL;
  XyPageSetup setup = xy_page_setup (ask->size, ask->turned);
  double k = xy_paper_get_scale (&setup);

  if (totals == NULL)
    return NULL;
  g_autofree char *period = ask->period == NULL             ? g_strdup ("历年")
                            : xy_day_is_valid (ask->period) ? xy_day_to_chinese (ask->period)
                                                            : xy_period_to_chinese (ask->period);
  g_autofree char *title = g_strconcat (village->name, TITLE, NULL);
  g_autofree char *points = xy_words_points (totals->sums.points, 1, FALSE);
  g_autofree char *cost = xy_money_to_text (totals->sums.cost), *stock = xy_money_to_text (totals->stock);
  g_autofree char *summary = totals->sums.n > 0 ? g_strdup_printf (SUMMARY, period, (int) totals->n_households,
                                                                   (int) totals->sums.n, points, cost)
                                                : g_strdup_printf (NOTHING, period);
  g_autofree char *shelves = g_strdup_printf (STOCK, stock);
  XyPaper *paper = xy_paper_new (title, &setup);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .kind = KIND,
                                                 .period = period,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, period, k);
  add_text (paper, summary, XY_KEEP_WITH_NEXT, k);
  xy_paper_add_section (paper, GOODS, k);
  xy_paper_add (paper, build_goods (totals, village->name, k));
  xy_paper_add_section (paper, SOURCES, k);
  xy_paper_add (paper, build_sources (totals, village->name, k));
  add_text (paper, shelves, XY_KEEP_WITH_PREVIOUS, k);
  xy_paper_add (paper, build_end (village, ask, k));
  return paper;
}

const XyPaperKind xy_reward_board_paper = {
  .name = "reward-board",
  .title = N_ ("Board of the exchange"),
  .act = N_ ("Print the board of the exchange"),
  .prefix = "DG",
  .flags = XY_PAPER_PERIOD | XY_PAPER_PUBLIC | XY_PAPER_SEAL | XY_PAPER_TURNS,
  .make = make,
};

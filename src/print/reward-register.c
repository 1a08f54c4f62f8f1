/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/mask.h"
#include "core/reward-list.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/reward-papers.h"
#include "print/words.h"

#define TITLE "积分兑换登记表"
#define CONTINUED "积分兑换登记表（续）"
#define RULE "领取人核对物品、数量和余分以后签名；不会写字的按手印，由经办人代写姓名。积分不兑换现金。"
#define SIGNATURES "经办人：", "监督人："

#define TITLE_SIZE 24
#define CELL_SIZE 11
#define NAME_SIZE 12.5
#define LEAST_ROWS 13 /* of empty ones, for a sheet that goes on by hand */

enum
{
  PART_BLANK = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "blank", N_ ("Empty rows"), TRUE },
  { NULL, NULL, FALSE },
};

static void
add_row (XyBlock *table, const XyRewardRow *row)
{
  const XyRewardRedemption *redemption = row->redemption;
  g_autofree char *number = g_strdup_printf ("%d", (int) redemption->number);
  g_autofree char *pieces = g_strdup_printf ("%d%s", (int) redemption->pieces, row->unit != NULL ? row->unit : "");
  g_autofree char *points = xy_words_points (redemption->points, 1, FALSE);
  g_autofree char *left = xy_words_points (redemption->left, 1, FALSE);
  g_autofree char *good = xy_mask_text (row->good);
  const char *cells[] = { number, redemption->day, row->unit_name, row->head, redemption->taker,   good,
                          pieces, points,          left,           NULL,      redemption->recorder };

  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
}

static XyBlock *
build_table (GPtrArray *rows, const XyRewardSums *sums, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "编号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = "日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 66 * k },
    { .title = "组别", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 40 * k, .limit = 5 },
    xy_paper_name_column ("户主", NAME_SIZE * k, 60 * k),
    xy_paper_name_column ("领取人", NAME_SIZE * k, 60 * k),
    { .title = "物品", .fit = XY_FIT_WRAP, .font = song, .weight = 2, .min_width = 90 * k, .limit = 12 },
    { .title = "数量", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 44 * k, .limit = 6 },
    { .title = "扣分", .align = XY_ALIGN_RIGHT, .font = sans, .min_width = 44 * k },
    { .title = "余分", .align = XY_ALIGN_RIGHT, .font = sans, .min_width = 46 * k },
    { .title = "签名／手印", .align = XY_ALIGN_CENTRE, .font = sans, .weight = 1, .min_width = 92 * k },
    xy_paper_name_column ("经办人", NAME_SIZE * k, 60 * k),
  };
  XyTableStyle style = xy_paper_list_style (k, 3);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 27 * k; /* room for a thumb */
  style.head_height = 27 * k;
  style.head_font.size = 11.5 * k;
  style.padding = 3 * k;
  style.continued = CONTINUED;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  const char *blank[G_N_ELEMENTS (columns)] = { NULL };

  /* As they came, not the last first. */
  for (guint i = rows != NULL ? rows->len : 0; i-- > 0;)
    add_row (table, rows->pdata[i]);
  for (guint i = rows != NULL ? rows->len : 0; i < LEAST_ROWS; i++)
    xy_paper_table_add_row (table, XY_ROW_PLAIN, blank);
  if (rows != NULL && rows->len > 0)
    {
      g_autofree char *count = g_strdup_printf ("%d笔", (int) sums->n);
      g_autofree char *pieces = g_strdup_printf ("%d", (int) sums->pieces);
      g_autofree char *points = xy_words_points (sums->points, 1, FALSE);
      const char *totals[] = { NULL, "合计", NULL, count, NULL, NULL, pieces, points, NULL, NULL, NULL };
      xy_paper_table_set_totals (table, totals);
    }
  return table;
}

/* "2026年11月22日", "2026年第三季度". */
static char *
period_words (const char *period)
{
  if (period == NULL)
    return NULL;
  return xy_day_is_valid (period) ? xy_day_to_chinese (period) : xy_period_to_chinese (period);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  gboolean blank = (ask->parts & PART_BLANK) != 0;
  XyRewardFilter filter = { .period = ask->period, .unit = ask->unit };
  XyRewardSums sums = { 0 };
  g_autoptr (GArray) ids = village != NULL && !blank ? xy_reward_redemption_ids (store, &filter, &sums, error) : NULL;
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_reward_redemption_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  g_autofree char *period = blank ? NULL : period_words (ask->period);
  XyPageSetup setup = xy_page_setup (ask->size, !ask->turned);
  double k = xy_paper_get_scale (&setup);

  if (village == NULL || (rows == NULL && !blank))
    return NULL;
  g_autofree char *title = g_strconcat (village->name, ask->scope != NULL ? ask->scope : "", TITLE, NULL);
  XyPaper *paper = xy_paper_new (title, &setup);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .kind = "兑换登记",
                                                 .period = period,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, period, k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (rows, &sums, k)), 6 * k);
  XyBlock *rule = xy_block_text_new (RULE, (XyFont){ XY_FONT_BODY, 10.5 * k }, 20 * k, 0, XY_ALIGN_LEFT);
  xy_block_set_keep (rule, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, rule);
  XyBlock *signatures =
      xy_block_blanks_new ((const char *const[]){ SIGNATURES, NULL }, (XyFont){ XY_FONT_BODY, 12 * k }, 25 * k);
  xy_block_set_keep (signatures, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, signatures);
  return paper;
}

const XyPaperKind xy_reward_register_paper = {
  .name = "reward-register",
  .title = N_ ("Register of exchanges"),
  .act = N_ ("Print the register of exchanges"),
  .prefix = "DH",
  .flags = XY_PAPER_PERIOD | XY_PAPER_UNIT | XY_PAPER_TURNS | XY_PAPER_LANDSCAPE,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .parts = parts,
  .make = make,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/mask.h"
#include "core/reward-list.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/paper-sheets.h"
#include "print/reward-papers.h"
#include "print/words.h"

#define TITLE "积分兑换单"
#define OF_PERSON "%s（%s）"
#define MANY_MORE "……等%u种"

/* On an A6 card, points. */
#define TITLE_SIZE 20
#define TEXT_SIZE 13
#define FEW_GOODS 4  /* for which there is room at that size */
#define MOST_GOODS 8 /* of one card; a cart rarely has more */
#define SMALLER 0.84

enum
{
  PART_TWO = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "two", N_ ("Two on a sheet, larger"), TRUE },
  { NULL, NULL, FALSE },
};

static void
add_line (XyPaper *paper, const char *label, const char *text, double k)
{
  g_autofree char *line = g_strdup_printf ("%s：%s", label, text);
  XyBlock *block =
      xy_block_text_new (line, (XyFont){ XY_FONT_SONG, TEXT_SIZE * k }, TEXT_SIZE * 1.55 * k, 0, XY_ALIGN_LEFT);

  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

static XyBlock *
build_goods (GPtrArray *rows, guint first, guint n, double k)
{
  XyFont sans = { XY_FONT_SANS, TEXT_SIZE * k }, song = { XY_FONT_SONG, TEXT_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "物品", .fit = XY_FIT_SHRINK, .font = song, .weight = 1, .min_width = 70 * k, .limit = 12 },
    { .title = "数量", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 40 * k, .limit = 6 },
    { .title = "扣分", .align = XY_ALIGN_RIGHT, .font = sans, .min_width = 42 * k },
  };
  XyTableStyle style = xy_paper_list_style (k, 0);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 18 * k;
  style.head_height = 18 * k;
  style.head_font.size = 11 * k;
  style.padding = 3 * k;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  gint64 sum = 0;

  for (guint i = first; i < first + n; i++)
    {
      const XyRewardRow *row = rows->pdata[i];
      g_autofree char *pieces =
          g_strdup_printf ("%d%s", (int) row->redemption->pieces, row->unit != NULL ? row->unit : "");
      g_autofree char *points = xy_words_points (row->redemption->points, 1, FALSE);
      g_autofree char *good = xy_mask_text (row->good);
      const char *cells[] = { good, pieces, points };
      sum += row->redemption->points;
      if (i - first < MOST_GOODS)
        xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  g_autofree char *more = n > MOST_GOODS ? g_strdup_printf (MANY_MORE, n) : NULL;
  g_autofree char *points = xy_words_points (sum, 1, FALSE);
  const char *totals[] = { "合计", more, points };
  xy_paper_table_set_totals (table, totals);
  return table;
}

static void
add_blank (XyPaper *paper, const char *label, double k)
{
  XyBlock *line =
      xy_block_blanks_new ((const char *const[]){ label, NULL }, (XyFont){ XY_FONT_SONG, TEXT_SIZE * k }, 25 * k);

  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, line);
}

/* One household's visit: ROWS from FIRST, N of them. */
static void
add_slip (XyPaper *paper, GPtrArray *rows, guint first, guint n, double scale)
{
  double k = n > FEW_GOODS ? scale * SMALLER : scale;
  const XyRewardRow *row = rows->pdata[first], *last = rows->pdata[first + n - 1];
  g_autofree char *day = xy_day_to_chinese (row->redemption->day);
  g_autofree char *number =
      n > 1 ? g_strdup_printf ("%d—%d", (int) row->redemption->number, (int) last->redemption->number)
            : g_strdup_printf ("%d", (int) row->redemption->number);
  g_autofree char *head = row->person != NULL && g_strcmp0 (row->person, row->head) != 0
                              ? g_strdup_printf (OF_PERSON, row->head, row->person)
                              : g_strdup (row->head);
  g_autofree char *household = g_strdup_printf ("%s　%s　%s", head, row->unit_name != NULL ? row->unit_name : "",
                                                row->number != NULL ? row->number : "");
  g_autofree char *left = xy_words_points (last->redemption->left, 1, FALSE);

  xy_block_set_space_before (
      xy_paper_add (paper, xy_block_title_new (TITLE, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * scale })), 0);
  xy_block_set_keep (xy_paper_add (paper, xy_block_space_new (6 * k)), XY_KEEP_WITH_NEXT);
  add_line (paper, "编号", number, k);
  add_line (paper, "日期", day, k);
  add_line (paper, "户主", household, k);
  add_line (paper, "领取人", row->redemption->taker, k);
  xy_block_set_space_before (xy_paper_add (paper, build_goods (rows, first, n, k)), 5 * k);
  XyBlock *rest = xy_paper_add (paper, xy_block_space_new (4 * k));
  xy_block_set_keep (rest, XY_KEEP_WITH_PREVIOUS | XY_KEEP_WITH_NEXT);
  add_line (paper, "兑换后可兑积分", left, k);
  add_line (paper, "经办人", row->redemption->recorder, k);
  add_blank (paper, "签名或手印：", k);
}

static gboolean
is_same_visit (const XyRewardRow *a, const XyRewardRow *b)
{
  return a->redemption->at == b->redemption->at && xy_id_same (&a->redemption->household, &b->redemption->household)
         && g_str_equal (a->redemption->day, b->redemption->day);
}

/* In the order in which they were handed out; of RECORD all that was handed out with it. (transfer full) */
static GPtrArray *
load_rows (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  XyRewardFilter filter = { .period = ask->period, .unit = ask->unit };
  g_autoptr (XyRewardRedemption) one = NULL;

  if (!xy_id_is_none (&ask->record))
    {
      one = xy_record_get (store, &xy_reward_redemption_type, &ask->record, error);
      if (one == NULL)
        return NULL;
      filter = (XyRewardFilter){ .period = one->day, .household = one->household };
    }
  g_autoptr (GArray) ids = xy_reward_redemption_ids (store, &filter, NULL, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_reward_redemption_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  if (rows == NULL)
    return NULL;
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_reward_row_free);
  for (guint i = rows->len; i-- > 0;)
    if (one == NULL || ((const XyRewardRow *) rows->pdata[i])->redemption->at == one->at)
      g_ptr_array_add (list, g_steal_pointer (&rows->pdata[i]));
  return list;
}

/* Cards of a size that so many of fit a sheet. */
static XyPaper *
build (GPtrArray *rows, const char *village, const XyPaperAsk *ask, XyPageSize size)
{
  XyPageSetup setup = xy_page_setup (size, ask->size == XY_PAGE_A4 && size == XY_PAGE_A5);
  double side = MAX (setup.left_mm, setup.top_mm);
  double k = size == XY_PAGE_A6 ? 1 : 1.2;
  g_autofree char *title = g_strconcat (village, TITLE, NULL);
  /* Lying or upright, the scissors leave as much. */
  setup.left_mm = setup.right_mm = side;
  XyPaper *paper = xy_paper_new (title, &setup);

  xy_paper_set_furniture (
      paper, &(XyFurniture){ .village = village, .record_number = ask->number, .printed_at = ask->printed_at });
  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  for (guint first = 0, n = 0; first < rows->len; first += n)
    {
      for (n = 1; first + n < rows->len && is_same_visit (rows->pdata[first], rows->pdata[first + n]); n++)
        ;
      if (first > 0)
        xy_paper_add (paper, xy_block_page_break_new ());
      add_slip (paper, rows, first, n, k);
    }
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GPtrArray) rows = village != NULL ? load_rows (store, ask, error) : NULL;
  gboolean two = (ask->parts & PART_TWO) != 0;

  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nothing was handed out then."));
      return NULL;
    }
  if (ask->size != XY_PAGE_A4)
    return build (rows, village->name, ask, ask->size);
  g_autoptr (XyPaper) cards = build (rows, village->name, ask, two ? XY_PAGE_A5 : XY_PAGE_A6);
  return xy_paper_n_up (cards, two ? 2 : 4);
}

const XyPaperKind xy_reward_slip_paper = {
  .name = "reward-slip",
  .title = N_ ("Exchange slips"),
  .act = N_ ("Print exchange slips"),
  .prefix = "DD",
  .flags = XY_PAPER_PERIOD | XY_PAPER_UNIT | XY_PAPER_OF_ALL | XY_PAPER_CARDS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A5 | 1 << XY_PAGE_A6,
  .parts = parts,
  .of = &xy_reward_redemption_type,
  .make = make,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/points-card.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/mask.h"
#include "core/points-account.h"
#include "core/points-balance.h"
#include "core/points-list.h"
#include "core/roster-list.h"
#include "core/store.h"
#include "core/unit.h"
#include "core/village.h"
#include "print/block-code.h"
#include "print/paper-parts.h"
#include "print/paper-sheets.h"
#include "print/words.h"

#define TITLE "积分卡"

/* On an A6 card, points. Nothing that is to be read is smaller than 16. */
#define TITLE_SIZE 20
#define TEXT_SIZE 16
#define LINE 21.5
#define CODE_SIDE 60
#define A5_SCALE 1.12
/* Lines of the passbook that a card has room for, and how many fewer with the code. */
#define A6_LINES 8
#define A5_LINES 7
#define CODE_LINES 3

enum
{
  PART_TWO = 1 << 0,
  PART_CODE = 1 << 1,
};

static const XyPaperPart parts[] = {
  { "two", N_ ("Two on a sheet, larger"), TRUE },
  { "code", N_ ("QR code with the household's number"), TRUE },
  { NULL, NULL, FALSE },
};

static void
add_line (XyPaper *paper, const char *text, double k)
{
  XyBlock *block = xy_block_text_new (text, (XyFont){ XY_FONT_SONG, TEXT_SIZE * k }, LINE * k, 0, XY_ALIGN_LEFT);

  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

static XyTableStyle
card_style (double k)
{
  XyTableStyle style = xy_paper_list_style (k, -1);

  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = LINE * k;
  style.head_height = LINE * k;
  style.head_font.size = TEXT_SIZE * k;
  style.padding = 2.5 * k;
  return style;
}

static XyBlock *
build_figures (const XyPointsBalance *balance, double k)
{
  XyFont bold = { XY_FONT_SANS_BOLD, TEXT_SIZE * 1.1 * k };
  const XyPaperColumn columns[] = {
    { .title = "累计", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = bold, .weight = 1 },
    { .title = "本期", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = bold, .weight = 1 },
    { .title = "可兑", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = bold, .weight = 1 },
  };
  XyTableStyle style = card_style (k);
  style.row_height = LINE * 1.15 * k;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  g_autofree char *total = xy_words_points (balance->total, 1, FALSE);
  g_autofree char *current = xy_words_points (balance->current, 1, TRUE);
  g_autofree char *spend = xy_words_points (xy_points_spendable (balance), 1, FALSE);
  const char *cells[] = { total, current, spend };

  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
  return table;
}

/* The last of what came, in the order in which it came; empty lines to go on by hand. */
static XyBlock *
build_book (GPtrArray *rows, guint n_lines, double k)
{
  XyFont sans = { XY_FONT_SANS, TEXT_SIZE * k }, song = { XY_FONT_SONG, TEXT_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 48 * k },
    { .title = "事项", .fit = XY_FIT_SHRINK, .font = song, .weight = 1, .limit = 10 },
    { .title = "分值", .align = XY_ALIGN_RIGHT, .font = sans, .min_width = 52 * k },
  };
  XyTableStyle style = card_style (k);
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  const char *blank[G_N_ELEMENTS (columns)] = { NULL };

  for (guint i = MIN (rows->len, n_lines); i-- > 0;)
    {
      const XyPointsRow *row = rows->pdata[i];
      gint64 change = row->entry->delta != 0 ? row->entry->delta : row->spend;
      g_autofree char *points = xy_words_points (change, 1, TRUE), *item = xy_mask_text (row->entry->item);
      const char *cells[] = { row->entry->day + strlen ("2026-"), item, points };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  for (guint i = rows->len; i < n_lines; i++)
    xy_paper_table_add_row (table, XY_ROW_PLAIN, blank);
  return table;
}

static gboolean
add_card (XyPaper *paper,
          const char *title,
          XyStore *store,
          const XyPaperAsk *ask,
          const XyId *id,
          guint n_lines,
          double k,
          GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, id, error);
  XyPointsFilter filter = { .period = ask->period, .household = *id, .account = XY_POINTS_HOUSEHOLD };
  XyPointsBalance balance;
  g_autoptr (GArray) ids =
      household != NULL ? xy_points_list_ids (store, &filter, XY_POINTS_BY_DAY, FALSE, NULL, error) : NULL;
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_points_list_rows (store, (const XyId *) (void *) ids->data, MIN (ids->len, n_lines), error)
                  : NULL;

  if (rows == NULL || !xy_points_balance_of (store, NULL, id, ask->period, &balance, error))
    return FALSE;

  g_autoptr (XyUnit) unit =
      !xy_id_is_none (&household->unit) ? xy_record_get (store, &xy_unit_type, &household->unit, NULL) : NULL;
  const char *number = household->number != NULL ? household->number : "";
  g_autofree char *head = g_strdup_printf ("户主：%s", household->head_name != NULL ? household->head_name : "");
  g_autofree char *place = g_strdup_printf ("户编号：%s　%s", number, unit != NULL ? unit->name : "");

  xy_block_set_space_before (
      xy_paper_add (paper, xy_block_title_new (title, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * k })), 0);
  xy_block_set_keep (xy_paper_add (paper, xy_block_space_new (4 * k)), XY_KEEP_WITH_NEXT);
  add_line (paper, head, k);
  add_line (paper, place, k);
  xy_block_set_space_before (xy_paper_add (paper, build_figures (&balance, k)), 3 * k);
  xy_block_set_space_before (xy_paper_add (paper, build_book (rows, n_lines, k)), 6 * k);
  if ((ask->parts & PART_CODE) != 0 && number[0] != '\0')
    {
      XyBlock *code = xy_block_code_new (number, CODE_SIDE * k, number, (XyFont){ XY_FONT_SANS, TEXT_SIZE * k });
      xy_block_set_space_before (code, 3 * k);
      xy_block_set_keep (code, XY_KEEP_WITH_PREVIOUS);
      xy_paper_add (paper, code);
    }
  return TRUE;
}

/* Cards of SIZE, one to a page. */
static XyPaper *
build (XyStore *store, const XyVillage *village, GArray *ids, const XyPaperAsk *ask, XyPageSize size, GError **error)
{
  XyPageSetup setup = xy_page_setup (size, FALSE);
  gboolean small = size == XY_PAGE_A6, code = (ask->parts & PART_CODE) != 0;
  /* Two of A5 lie across a sheet: as high as a card of A6. */
  if (ask->size == XY_PAGE_A4 && !small)
    setup = xy_page_setup (size, TRUE);
  double side = MAX (setup.left_mm, setup.top_mm), k = small ? 1 : A5_SCALE;
  guint n_lines = (small ? A6_LINES : A5_LINES) - (code ? CODE_LINES : 0);
  g_autofree char *title = g_strconcat (village->name, TITLE, NULL);
  g_autofree char *period = ask->period != NULL ? xy_period_to_chinese (ask->period) : xy_points_current_period (store);
  setup.left_mm = setup.right_mm = side;
  g_autoptr (XyPaper) paper = xy_paper_new (title, &setup);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .period = period,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  for (guint i = 0; i < ids->len; i++)
    {
      if (i > 0)
        xy_paper_add (paper, xy_block_page_break_new ());
      if (!add_card (paper, title, store, ask, &g_array_index (ids, XyId, i), n_lines, k, error))
        return NULL;
    }
  return g_steal_pointer (&paper);
}

/* Of whom: one, or all who live there, in their order. (transfer full) */
static GArray *
list_households (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  XyRosterFilter filter = { .unit = ask->unit, .who = XY_WHO_LIVE };

  if (xy_id_is_none (&ask->record))
    return xy_household_list_ids (store, &filter, XY_HOUSEHOLDS_BY_NUMBER, FALSE, NULL, error);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  return g_array_append_val (ids, ask->record);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GArray) ids = village != NULL ? list_households (store, ask, error) : NULL;
  gboolean two = (ask->parts & PART_TWO) != 0;

  if (ids == NULL)
    return NULL;
  if (ids->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no household to print a card for."));
      return NULL;
    }
  if (ask->size != XY_PAGE_A4)
    return build (store, village, ids, ask, ask->size, error);
  g_autoptr (XyPaper) cards = build (store, village, ids, ask, two ? XY_PAGE_A5 : XY_PAGE_A6, error);
  return cards != NULL ? xy_paper_n_up (cards, two ? 2 : 4) : NULL;
}

const XyPaperKind xy_points_card_paper = {
  .name = "points-card",
  .title = N_ ("Points cards"),
  .act = N_ ("Print points cards"),
  .prefix = "JK",
  .flags = XY_PAPER_PERIOD | XY_PAPER_UNIT | XY_PAPER_OF_ALL | XY_PAPER_CARDS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A5 | 1 << XY_PAGE_A6,
  .parts = parts,
  .of = &xy_household_type,
  .make = make,
};

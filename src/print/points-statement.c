/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/points-statement.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/household.h"
#include "core/mask.h"
#include "core/points-account.h"
#include "core/points-list.h"
#include "core/points-rule.h"
#include "core/store.h"
#include "core/village.h"
#include "print/list-paper.h"
#include "print/words.h"

#define TITLE "积分明细"

enum
{
  OF_ONE = 8,
  OF_MANY = 8,
};

/* Cells of one list, and the texts that they borrow. */
typedef struct
{
  GPtrArray *cells;
  GPtrArray *kept;
} Cells;

static void
cells_clear (Cells *cells)
{
  g_ptr_array_unref (cells->cells);
  g_ptr_array_unref (cells->kept);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cells, cells_clear)

static void
add (Cells *cells, char *text)
{
  g_ptr_array_add (cells->kept, text);
  g_ptr_array_add (cells->cells, text);
}

/* What counts, and what was exchanged for a reward. */
static void
add_change (Cells *cells, const XyPointsRow *row)
{
  gboolean redeemed = row->state == XY_POINTS_REDEEMED;

  add (cells, redeemed ? NULL : xy_words_points (row->entry->delta, 1, TRUE));
  add (cells, redeemed ? xy_words_points (row->spend, 1, TRUE) : NULL);
}

/* "4小时"; nothing where it is once. */
static char *
amount_words (const XyPointsRow *row)
{
  if (row->measure == NULL || row->entry->amount <= 0)
    return NULL;
  g_autofree char *amount = xy_amount_format (row->entry->amount);
  return g_strconcat (amount, row->measure, NULL);
}

/* Why a line is there, or what became of it. */
static char *
remark (const XyPointsRow *row)
{
  if (row->entry->note != NULL)
    return xy_mask_text (row->entry->note);
  if (row->entry->why != NULL)
    return g_strdup (row->entry->why);
  return NULL;
}

/*
 * The oldest first, with what counted and could be spent after each line: ROWS are all that the household ever had, and
 * those between FROM and TO are written. Returns: what these add up to.
 */
static gint64
fill_one (Cells *cells, GPtrArray *rows, const char *from, const char *to)
{
  gint64 total = 0, spend = 0, sum = 0;

  for (guint i = rows->len; i-- > 0;)
    {
      const XyPointsRow *row = rows->pdata[i];
      total += row->entry->delta;
      spend += row->spend;
      if (strcmp (row->entry->day, from) < 0 || (to[0] != '\0' && strcmp (row->entry->day, to) > 0))
        continue;
      sum += row->entry->delta;
      add (cells, g_strdup (row->entry->day));
      add (cells, xy_mask_text (row->entry->item));
      add (cells, amount_words (row));
      add_change (cells, row);
      add (cells, xy_words_points (total, 1, FALSE));
      add (cells, xy_words_points (MAX (spend, 0), 1, FALSE));
      add (cells, remark (row));
    }
  return sum;
}

static void
fill_many (Cells *cells, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const XyPointsRow *row = rows->pdata[i];
      add (cells, g_strdup (row->unit_name));
      add (cells, g_strdup (row->head));
      add (cells, g_strdup (row->entry->day));
      add (cells, xy_mask_text (row->entry->item));
      add (cells, amount_words (row));
      add_change (cells, row);
      add (cells, remark (row));
    }
}

static const XyListColumn columns_of_one[OF_ONE] = {
  { .title = "日期" },
  { .title = "事项", .wide = TRUE },
  { .title = "数量", .align = XY_ALIGN_RIGHT },
  { .title = "分值", .align = XY_ALIGN_RIGHT },
  { .title = "兑换", .align = XY_ALIGN_RIGHT },
  { .title = "累计", .align = XY_ALIGN_RIGHT },
  { .title = "可兑", .align = XY_ALIGN_RIGHT },
  { .title = "备注", .wide = TRUE },
};

static const XyListColumn columns_of_many[OF_MANY] = {
  { .title = "组别" },
  { .title = "户主", .name = TRUE },
  { .title = "日期" },
  { .title = "事项", .wide = TRUE },
  { .title = "数量", .align = XY_ALIGN_RIGHT },
  { .title = "分值", .align = XY_ALIGN_RIGHT },
  { .title = "兑换", .align = XY_ALIGN_RIGHT },
  { .title = "备注", .wide = TRUE },
};

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  gboolean one = !xy_id_is_none (&ask->record);
  XyPointsFilter filter = {
    .period = one ? NULL : ask->period, .unit = ask->unit, .household = ask->record, .account = XY_POINTS_HOUSEHOLD
  };
  XyPointsSums sums = { 0 };
  char from[XY_DAY_SIZE] = "", to[XY_DAY_SIZE] = "";
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (XyHousehold) household =
      village != NULL && one ? xy_record_get (store, &xy_household_type, &ask->record, error) : NULL;
  if (village == NULL || (one && household == NULL))
    return NULL;

  g_autoptr (GArray) ids =
      xy_points_list_ids (store, &filter, one ? XY_POINTS_BY_DAY : XY_POINTS_BY_HOUSEHOLD, FALSE, &sums, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_points_list_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  if (rows == NULL)
    return NULL;

  g_auto (Cells) cells = { g_ptr_array_new (), g_ptr_array_new_with_free_func (g_free) };
  gint64 all = sums.plus + sums.minus;
  xy_period_parse (ask->period, NULL, from, to);
  if (one)
    all = fill_one (&cells, rows, from, to);
  else
    fill_many (&cells, rows);

  g_autofree char *committee = xy_village_committee (village), *today = xy_day_from_instant (ask->printed_at);
  g_autofree char *sum = xy_words_points (all, 1, TRUE);
  g_autofree char *period = ask->period != NULL ? xy_period_to_chinese (ask->period) : NULL;
  g_autofree char *who = one ? g_strdup_printf ("户主：%s　户编号：%s", household->head_name, household->number) : NULL;
  g_autofree char *subtitle = one ? g_strjoin ("　", who, period, NULL) : g_strdup (period);
  g_autofree char *title = g_strconcat (village->name, ask->scope != NULL && !one ? ask->scope : "", TITLE, NULL);
  const char *totals_one[OF_ONE] = { "合计", NULL, NULL, sum, NULL, NULL, NULL, NULL };
  const char *totals_many[OF_MANY] = { "合计", NULL, NULL, NULL, NULL, sum, NULL, NULL };
  XyListPaper list = { .village = village->name,
                       .title = title,
                       .subtitle = subtitle,
                       .columns = one ? columns_of_one : columns_of_many,
                       .n_columns = one ? OF_ONE : OF_MANY,
                       .cells = (const char *const *) cells.cells->pdata,
                       .n_rows = cells.cells->len / (one ? OF_ONE : OF_MANY),
                       .totals = one ? totals_one : totals_many,
                       .unmasked = FALSE,
                       .issuer = one ? committee : NULL,
                       .date = today,
                       .record_number = ask->number,
                       .printed_at = ask->printed_at };
  XyListPaperOptions options = { .size = ask->size, .landscape = ask->turned };
  return xy_list_paper_new (&list, &options, error);
}

const XyPaperKind xy_points_statement_paper = {
  .name = "points-statement",
  .title = N_ ("Points statement"),
  .act = N_ ("Print a points statement"),
  .prefix = "MX",
  .flags = XY_PAPER_PERIOD | XY_PAPER_UNIT | XY_PAPER_TURNS | XY_PAPER_OF_ALL,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .of = &xy_household_type,
  .make = make,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/points-review-sheet.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/mask.h"
#include "core/number.h"
#include "core/points-rule.h"
#include "core/points-sitting.h"
#include "core/setting.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"

#define TITLE "积分评议签字表"
#define CONTINUED "积分评议签字表（续）"
#define TO_TICK "□同意\n□不同意"
#define AGREED "同意"
#define NOT_AGREED "不同意"
#define ASIDE "回避：%s"
#define RULE "评议人对本户和近亲属的事项应当回避，不得参加该项评议；不同意的，在备注栏写明理由。"
#define SIGNATURES "评议人签名（不少于%s人）："

#define TITLE_SIZE 24
#define CELL_SIZE 11
#define NAME_SIZE 12.5
#define MOST_SIGNERS 30
#define SIGNERS_ABREAST 3

/* "1.5小时", "2次"; of what has no unit nothing. */
static char *
format_amount (const XyPointsSittingRow *row)
{
  g_autofree char *amount = xy_amount_format (row->item->amount);

  return g_strconcat (amount, row->measure != NULL ? row->measure : "", NULL);
}

static char *
format_item (const XyPointsSittingRow *row)
{
  g_autofree char *item = xy_mask_text (row->item->item);

  return row->person != NULL ? g_strdup_printf ("%s（%s）", item, row->person) : g_steal_pointer (&item);
}

/* Who stepped aside, why it was refused, what was cut. */
static char *
format_note (const XyPointsSittingRow *row)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (row->step != NULL && row->step->recused != NULL)
    {
      g_auto (GStrv) names = g_strsplit (row->step->recused, "\n", -1);
      g_autofree char *joined = g_strjoinv ("、", names);
      g_ptr_array_add (parts, g_strdup_printf (ASIDE, joined));
    }
  if (row->step != NULL && row->step->note != NULL)
    g_ptr_array_add (parts, xy_mask_text (row->step->note));
  else if (row->step == NULL && row->item->note != NULL)
    g_ptr_array_add (parts, xy_mask_text (row->item->note));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("；", (char **) parts->pdata);
}

static const char *
get_verdict (const XyPointsSittingRow *row)
{
  if (row->step == NULL)
    return TO_TICK;
  return g_str_equal (row->step->kind, "reject") ? NOT_AGREED : AGREED;
}

static XyBlock *
build_table (GPtrArray *rows, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 32 * k },
    { .title = "组别", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 40 * k, .limit = 5 },
    { .title = "户主",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_SHRINK,
      .font = { XY_FONT_SONG, NAME_SIZE * k },
      .min_width = 56 * k,
      .limit = 5,
      .name = TRUE },
    { .title = "事项", .fit = XY_FIT_WRAP, .font = song, .weight = 3, .min_width = 90 * k, .limit = 14 },
    { .title = "日期", .align = XY_ALIGN_CENTRE, .font = sans },
    { .title = "数量", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 42 * k, .limit = 5 },
    { .title = "分值", .align = XY_ALIGN_RIGHT, .font = sans, .min_width = 34 * k },
    { .title = "意见", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_WRAP, .font = song, .weight = 0.5, .min_width = 46 * k },
    { .title = "备注", .fit = XY_FIT_WRAP, .font = song, .weight = 2, .min_width = 60 * k, .limit = 8 },
  };
  XyTableStyle style = xy_paper_list_style (k, 2);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 25 * k;
  style.head_height = 26 * k;
  style.head_font.size = 11.5 * k;
  style.padding = 3 * k;
  style.continued = CONTINUED;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rows->len; i++)
    {
      const XyPointsSittingRow *row = rows->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *item = format_item (row), *amount = format_amount (row), *note = format_note (row);
      g_autofree char *points = xy_points_format_change (row->item->delta);
      const char *cells[] = { number, row->unit_name, row->head,         item, row->item->day,
                              amount, points,         get_verdict (row), note };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static void
add_blanks (XyPaper *paper, const char *const *labels, XyKeep keep, double k)
{
  XyBlock *line = xy_block_blanks_new (labels, (XyFont){ XY_FONT_BODY, 12 * k }, 25 * k);

  xy_block_set_keep (line, keep);
  xy_paper_add (paper, line);
}

static void
add_line (XyPaper *paper, const char *text, XyKeep keep, double k)
{
  XyBlock *line = xy_block_text_new (text, (XyFont){ XY_FONT_BODY, 12 * k }, 23 * k, 0, XY_ALIGN_LEFT);

  xy_block_set_keep (line, keep);
  xy_paper_add (paper, line);
}

/* A line for each who judged, with his name where it is known. */
static void
add_signatures (XyPaper *paper, XyStore *store, char **names, double k)
{
  guint least = (guint) MAX (xy_setting_get_number (store, XY_SETTING_POINTS_REVIEWERS), 3);
  guint n = names != NULL ? g_strv_length (names) : 0, places = CLAMP (MAX (n, least), 3, MOST_SIGNERS);
  g_autofree char *count = xy_chinese_number ((int) least), *head = g_strdup_printf (SIGNATURES, count);

  add_line (paper, head, XY_KEEP_WITH_PREVIOUS | XY_KEEP_WITH_NEXT, k);
  for (guint i = 0; i < places; i += SIGNERS_ABREAST)
    {
      g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
      for (guint s = i; s < i + SIGNERS_ABREAST; s++)
        g_ptr_array_add (labels, s < n ? g_strdup_printf ("%s：", names[s]) : g_strdup_printf ("%u.", s + 1));
      g_ptr_array_add (labels, NULL);
      add_blanks (paper, (const char *const *) labels->pdata, XY_KEEP_WITH_PREVIOUS, k);
    }
}

static void
add_head (XyPaper *paper, const XyPointsSitting *sitting, double k)
{
  if (sitting == NULL)
    {
      add_blanks (paper, (const char *const[]){ "时间：", "地点：", NULL }, XY_KEEP_WITH_NEXT, k);
      return;
    }
  g_autofree char *day = xy_day_to_chinese (sitting->day);
  g_autofree char *text = sitting->place != NULL ? g_strdup_printf ("时间：%s　　地点：%s", day, sitting->place)
                                                 : g_strdup_printf ("时间：%s", day);
  add_line (paper, text, XY_KEEP_WITH_NEXT, k);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  gboolean held = !xy_id_is_none (&ask->record);
  g_autoptr (XyPointsSitting) sitting =
      village != NULL && held ? xy_record_get (store, &xy_points_sitting_type, &ask->record, error) : NULL;
  g_autoptr (GPtrArray) rows = NULL;
  XyPageSetup setup = xy_page_setup (ask->size, ask->turned);
  double k = xy_paper_get_scale (&setup);

  if (village == NULL || (held && sitting == NULL))
    return NULL;
  rows =
      held ? xy_points_sitting_rows (store, &ask->record, error) : xy_points_sitting_waiting (store, &ask->unit, error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("No points wait for a review."));
      return NULL;
    }
  g_autofree char *title = g_strconcat (village->name, ask->scope != NULL ? ask->scope : "", TITLE, NULL);
  g_autofree char *year = held ? g_strndup (sitting->day, 4) : NULL;
  g_autofree char *subtitle = held ? g_strdup_printf ("%s年第%" G_GINT64_FORMAT "次", year, sitting->number) : NULL;
  g_auto (GStrv) names = held ? xy_points_sitting_names (sitting) : NULL;
  g_autofree char *full_title = subtitle != NULL ? g_strconcat (title, " ", subtitle, NULL) : g_strdup (title);
  XyPaper *paper = xy_paper_new (full_title, &setup);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .kind = "积分评议",
                                                 .period = subtitle != NULL ? subtitle : ask->scope,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, subtitle, k);
  add_head (paper, sitting, k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (rows, k)), 4 * k);
  add_signatures (paper, store, names, k);
  add_blanks (paper, (const char *const[]){ "主持人：", "记录人：", "监督委员会：", NULL }, XY_KEEP_WITH_PREVIOUS, k);
  XyBlock *rule = xy_block_text_new (RULE, (XyFont){ XY_FONT_BODY, 10.5 * k }, 19 * k, 0, XY_ALIGN_LEFT);
  xy_block_set_keep (rule, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, rule);
  return paper;
}

const XyPaperKind xy_points_review_paper = {
  .name = "points-review",
  .title = N_ ("Review sheet of points"),
  .act = N_ ("Print a review sheet of points"),
  .prefix = "PY",
  .flags = XY_PAPER_UNIT | XY_PAPER_TURNS | XY_PAPER_OF_ALL,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .of = &xy_points_sitting_type,
  .make = make,
};

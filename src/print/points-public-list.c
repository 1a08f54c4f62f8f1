/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/points-public-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/mask.h"
#include "core/notice.h"
#include "core/number.h"
#include "core/objection.h"
#include "core/points-sitting.h"
#include "core/setting.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define KIND "积分公示"
#define TITLE "积分公示名单"
#define FULL_TITLE "%s %s年第%d期" /* in the register and among notices */
#define CONTINUED "%s积分公示名单（续）"
#define SUBTITLE "%s年第%d期　%s"
#define PUBLICITY "公示期：自张贴之日起%s日（张贴当日不计）"
#define HUNG "张贴日期：　　　　年　　月　　日"
#define OBJECTION                                                                                                      \
  "对名单有异议的，请在公示期内向村务监督委员会或村民委员会提出，%s日内答复；有异议的事项在答复前不计分。"
#define BOOKED "公示期满没有异议的，计入本户积分。"

/* Sizes on A4, points. */
#define TITLE_SIZE 34
#define NAME_SIZE 14
#define CELL_SIZE 12
#define FOOT_SIZE 12.5

typedef struct
{
  guint households;
  gint64 plus, minus;
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];
} Sums;

static Sums
add_up (GPtrArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (xy_id_hash, xy_id_equal);
  Sums sums = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      const XyPointsItem *item = ((const XyPointsSittingRow *) rows->pdata[i])->item;
      g_hash_table_add (seen, (gpointer) &item->household);
      *(item->delta < 0 ? &sums.minus : &sums.plus) += item->delta;
      if (sums.from[0] == '\0' || strcmp (item->day, sums.from) < 0)
        g_strlcpy (sums.from, item->day, sizeof sums.from);
      if (strcmp (item->day, sums.to) > 0)
        g_strlcpy (sums.to, item->day, sizeof sums.to);
    }
  sums.households = g_hash_table_size (seen);
  return sums;
}

static XyBlock *
build_table (GPtrArray *rows, const Sums *sums, const char *village, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = "组别", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 50 * k, .limit = 6 },
    { .title = "户主",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_SHRINK,
      .font = { XY_FONT_SONG, NAME_SIZE * k },
      .weight = 1,
      .min_width = 70 * k,
      .limit = 5,
      .name = TRUE },
    { .title = "事项",
      .fit = XY_FIT_WRAP,
      .font = { XY_FONT_SONG, CELL_SIZE * k },
      .weight = 4,
      .min_width = 130 * k,
      .limit = 20 },
    { .title = "日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 70 * k },
    { .title = "分值", .align = XY_ALIGN_RIGHT, .font = sans, .min_width = 46 * k },
  };
  g_autofree char *continued = g_strdup_printf (CONTINUED, village);
  XyTableStyle style = xy_paper_rows_style (k, 2, 20, 25, CELL_SIZE, continued);
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rows->len; i++)
    {
      const XyPointsSittingRow *row = rows->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", i + 1), *masked = xy_mask_text (row->item->item);
      g_autofree char *item = row->person != NULL ? g_strdup_printf ("%s（%s）", masked, row->person) : NULL;
      g_autofree char *points = xy_points_format_change (row->item->delta);
      const char *cells[] = { number, row->unit_name, row->head, item != NULL ? item : masked, row->item->day, points };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  g_autofree char *households = g_strdup_printf ("%u户", sums->households);
  g_autofree char *sum = xy_points_format_change (sums->plus + sums->minus);
  g_autofree char *plus = xy_points_format_change (sums->plus), *minus = xy_points_format_change (sums->minus);
  g_autofree char *items = sums->minus != 0 ? g_strdup_printf ("%u项，加分%s，减分%s", rows->len, plus, minus)
                                            : g_strdup_printf ("%u项", rows->len);
  const char *totals[] = { NULL, "合计", households, items, NULL, sum };
  xy_paper_table_set_totals (table, totals);
  return table;
}

/* How many days there are for objections, by the rules of DAY. FALSE where the rules cannot be read. */
static gboolean
count_days (XyStore *store, const char *day, int *days, int *reply, GError **error)
{
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  XyNoticeTerms terms;

  if (publicity == NULL)
    return FALSE;
  *days = xy_notice_terms (store, publicity, "points", day, &terms) ? xy_day_between (day, terms.objections_until) : 0;
  *reply = xy_objection_reply_days (store, publicity, day);
  return TRUE;
}

static XyBlock *
build_end (const XyVillage *village, const XyPaperAsk *ask, const char *date, int reply, double k)
{
  g_autofree char *reply_text = xy_chinese_number (reply);
  g_autofree char *objection = g_strdup_printf (OBJECTION, reply_text);
  const char *notes[] = { HUNG, objection, BOOKED };

  return xy_paper_public_end_new (village, ask, notes, G_N_ELEMENTS (notes), date, k);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (XyPointsSitting) sitting =
      village != NULL ? xy_record_get (store, &xy_points_sitting_type, &ask->record, error) : NULL;
  g_autoptr (GPtrArray) rows = sitting != NULL ? xy_points_sitting_rows (store, &ask->record, error) : NULL;
  g_autofree char *today = xy_day_from_instant (ask->printed_at);
  XyPageSetup setup = xy_page_setup (ask->size, ask->turned);
  double k = xy_paper_get_scale (&setup);
  int days = 0, reply = 0;

  if (rows == NULL || !count_days (store, today, &days, &reply, error))
    return NULL;
  if (rows->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nothing is left on this list."));
      return NULL;
    }
  Sums sums = add_up (rows);
  g_autofree char *title = g_strconcat (village->name, TITLE, NULL), *year = g_strndup (sitting->day, 4);
  g_autofree char *span =
      g_str_equal (sums.from, sums.to) ? xy_day_to_chinese (sums.from) : xy_words_span (sums.from, sums.to);
  g_autofree char *subtitle = g_strdup_printf (SUBTITLE, year, (int) sitting->number, span);
  g_autofree char *full_title = g_strdup_printf (FULL_TITLE, title, year, (int) sitting->number);
  XyPaper *paper = xy_paper_new (full_title, &setup);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .kind = KIND,
                                                 .period = span,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, subtitle, k);
  g_autofree char *days_text = xy_chinese_number (days), *publicity = g_strdup_printf (PUBLICITY, days_text);
  XyBlock *line =
      xy_block_text_new (publicity, (XyFont){ XY_FONT_HEI, FOOT_SIZE * k }, FOOT_SIZE * 1.7 * k, 0, XY_ALIGN_CENTRE);
  xy_block_set_keep (line, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, line);
  xy_block_set_space_before (xy_paper_add (paper, build_table (rows, &sums, village->name, k)), 8 * k);
  xy_paper_add (paper, build_end (village, ask, today, reply, k));
  return paper;
}

const XyPaperKind xy_points_list_paper = {
  .name = "points-list",
  .title = N_ ("List of points for the board"),
  .act = N_ ("Print a list of points for the board"),
  .prefix = "JM",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_SEAL | XY_PAPER_TURNS,
  .of = &xy_points_sitting_type,
  .make = make,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/stamp-register.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/mask.h"
#include "core/stamp.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/register.h"

#define TITLE "公章使用登记簿"
#define CONTINUED "公章使用登记簿（续）"
#define RULE "公章由专人保管，经村委会主任审批后使用，每次用印即时登记；空白纸张、空白凭证不得用印。"

#define CELL_SIZE 11
#define LEAST_ROWS 13 /* a sheet that goes on by hand */

enum
{
  PART_BLANK = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "blank", N_ ("Empty rows"), TRUE },
  { NULL, NULL, FALSE },
};

static XyBlock *
build_table (GPtrArray *stamps, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = "日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 66 * k },
    { .title = "用印事项", .fit = XY_FIT_WRAP, .font = song, .weight = 3, .min_width = 150 * k, .limit = 24 },
    { .title = "用印文件", .fit = XY_FIT_WRAP, .font = song, .weight = 2, .min_width = 100 * k, .limit = 16 },
    { .title = "份数", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    xy_paper_name_column ("申请人", CELL_SIZE * k, 62 * k),
    xy_paper_name_column ("审批人", CELL_SIZE * k, 62 * k),
    xy_paper_name_column ("用印人", CELL_SIZE * k, 62 * k),
    { .title = "备注", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 70 * k, .limit = 10 },
  };
  XyTableStyle style = xy_paper_list_style (k, 2);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 26 * k;
  style.head_height = 27 * k;
  style.head_font.size = 11.5 * k;
  style.continued = CONTINUED;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; stamps != NULL && i < stamps->len; i++)
    {
      const XyStamp *stamp = stamps->pdata[i];
      g_autofree char *number = g_strdup_printf ("%d", (int) stamp->number);
      g_autofree char *copies = g_strdup_printf ("%d", (int) stamp->copies);
      g_autofree char *matter = xy_mask_text (stamp->matter), *paper = xy_mask_text (stamp->paper);
      g_autofree char *note = xy_mask_text (stamp->note);
      const char *cells[] = { number,           stamp->day,      matter,        paper, copies,
                              stamp->applicant, stamp->approver, stamp->keeper, note };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  const char *blank[G_N_ELEMENTS (columns)] = { NULL };
  for (guint i = stamps != NULL ? stamps->len : 0; i < LEAST_ROWS; i++)
    xy_paper_table_add_row (table, XY_ROW_PLAIN, blank);
  return table;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  gboolean blank = (ask->parts & PART_BLANK) != 0;
  g_autoptr (GPtrArray) stamps = village != NULL && !blank ? xy_stamp_list (store, ask->period, error) : NULL;
  g_autofree char *period = ask->period != NULL ? xy_period_to_chinese (ask->period) : NULL;
  XyPageSetup setup = xy_page_setup (ask->size, !ask->turned);
  double k = xy_paper_get_scale (&setup);

  if (village == NULL || (stamps == NULL && !blank))
    return NULL;
  g_autofree char *title = g_strconcat (village->name, TITLE, NULL);
  return xy_register_make (village, ask, &setup,
                           &(XyRegister){ .kind = "用印登记",
                                          .title = title,
                                          .subtitle = period,
                                          .period = period,
                                          .table = build_table (stamps, k),
                                          .rule = RULE,
                                          .rule_line = 20 });
}

const XyPaperKind xy_stamp_register_paper = {
  .name = "stamp-register",
  .title = N_ ("Register of the seal"),
  .act = N_ ("Print the register of the seal"),
  .prefix = "YY",
  .flags = XY_PAPER_PERIOD | XY_PAPER_TURNS | XY_PAPER_LANDSCAPE,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .parts = parts,
  .make = make,
};

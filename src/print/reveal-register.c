/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/mask.h"
#include "core/privacy.h"
#include "core/reveal.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/privacy-papers.h"
#include "print/register.h"

#define KIND "完整号码查看登记"
#define TITLE "%s完整号码查看登记表"
#define RULE "身份证号、电话、银行账号平时遮盖。要看全的先写理由，谁、什么时候、为什么看的都记在这里，不能删改。"
#define NOTHING "没有人看过完整号码"
#define SIGNATURES "村务监督委员会查阅：", "日期："

#define CELL_SIZE 11

static XyBlock *
build_table (const GPtrArray *reveals, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = "时间", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 104 * k },
    { .title = "看的什么", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 110 * k, .limit = 16 },
    { .title = "理由", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 130 * k, .limit = 20 },
    xy_paper_name_column ("查看人", CELL_SIZE * k, 62 * k),
  };
  XyTableStyle style = xy_paper_rows_style (k, -1, 22, 24, 11, KIND "（续）");
  style.empty = NOTHING;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  /* On paper the first of the period stands first. */
  for (guint i = reveals->len; i-- > 0;)
    {
      const XyReveal *reveal = reveals->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", reveals->len - i), *at = xy_instant_format (reveal->at);
      g_autofree char *subject = xy_mask_text (reveal->subject), *reason = xy_mask_text (reveal->reason);
      const char *cells[] = { number, at, subject, reason, reveal->who };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GPtrArray) reveals = village != NULL ? xy_privacy_reveals (store, ask->period, NULL, error) : NULL;
  g_autofree char *period = ask->period != NULL ? xy_period_to_chinese (ask->period) : NULL;
  XyPageSetup setup = xy_page_setup (ask->size, ask->turned);
  double k = xy_paper_get_scale (&setup);

  if (reveals == NULL)
    return NULL;
  g_autofree char *title = g_strdup_printf (TITLE, village->name);
  return xy_register_make (village, ask, &setup,
                           &(XyRegister){ .kind = KIND,
                                          .title = title,
                                          .subtitle = period,
                                          .period = period,
                                          .table = build_table (reveals, k),
                                          .rule = RULE,
                                          .rule_line = 20,
                                          .signatures = (const char *const[]){ SIGNATURES, NULL } });
}

const XyPaperKind xy_reveal_register_paper = {
  .name = "reveal-register",
  .title = N_ ("Register of full numbers looked at"),
  .act = N_ ("Print the register of full numbers looked at"),
  .prefix = "CK",
  .flags = XY_PAPER_PERIOD | XY_PAPER_TURNS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .make = make,
};

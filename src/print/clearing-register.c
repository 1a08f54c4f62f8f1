/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/cleaning.h"
#include "core/day.h"
#include "core/mask.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/privacy-papers.h"
#include "print/register.h"

#define KIND "个人信息清理记录"
#define TITLE "%s个人信息清理记录"
#define SUBTITLE "（销毁清册）"
/* The law it names is that of the rules (retention.h). */
#define RULE "共清理%u项。按保存期限清理，依据：%s。"
#define STAYS                                                                                                                                                                                                                \
  "人员只留姓名、户和去向，户只留户编号和户主；文件和照片删的是村里电脑上的留底，打印登记、得分照旧。会议记录、积分账、村规民约、公示等档案不清理。" \
  "人员和户清掉的内容，变更记录里、县里和村里别的电脑上一并清除；已经送到县里的文件、清理以前的备份里仍有原来的内容，只保存，不再使用；备份按期自行清除。"
#define NOTHING "没有清理过"
#define SIGNATURES "清理人：", "监督人：", "村民委员会（章）：", "日期："

#define CELL_SIZE 11

/* The paper is Chinese whatever language the window speaks: what it was, and what went. */
static const char *const words[XY_RETENTION_N_KINDS][2] = {
  [XY_RETENTION_MOVED] = { "迁出人员", "号码、生日、健康、标签等" },
  [XY_RETENTION_DEAD] = { "去世人员", "号码、生日、健康、标签等" },
  [XY_RETENTION_HOUSEHOLDS] = { "迁走、并掉的户", "账号、电话、住址、标签等" },
  [XY_RETENTION_PAPERS] = { "印有完整号码的文件", "PDF留底" },
  [XY_RETENTION_PHOTOS] = { "卫生、积分照片", "照片" },
  [XY_RETENTION_DRAFTS] = { "没填完的表", "全部" },
  [XY_RETENTION_ASIDE] = { "换下的旧数据文件", "全部" },
};

static void
add_cleaning (XyStore *store, XyBlock *table, const XyCleaning *cleaning, guint *n)
{
  g_autoptr (GPtrArray) rows = xy_cleaning_rows (store, cleaning);

  for (guint i = 0; i < rows->len; i++)
    {
      char **row = rows->pdata[i];
      XyRetentionKind kind = xy_retention_kind_of (row[XY_CLEANED_KIND]);
      gboolean known = kind != XY_RETENTION_N_KINDS && words[kind][0] != NULL;
      g_autofree char *number = g_strdup_printf ("%u", ++*n), *title = xy_mask_text (row[XY_CLEANED_TITLE]);
      g_autofree char *years = g_strconcat (row[XY_CLEANED_YEARS], "年", NULL);
      const char *cells[] = { number,
                              known ? words[kind][0] : row[XY_CLEANED_KIND],
                              title,
                              row[XY_CLEANED_SINCE],
                              years,
                              known ? words[kind][1] : "",
                              cleaning->day,
                              cleaning->who,
                              cleaning->witness };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
}

static XyBlock *
build_table (XyStore *store, const GPtrArray *cleanings, const char *first, const char *last, double k, guint *n)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = "类别", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 74 * k, .limit = 8 },
    { .title = "名称", .fit = XY_FIT_WRAP, .font = song, .weight = 2, .min_width = 120 * k, .limit = 16 },
    { .title = "起算日", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 70 * k },
    { .title = "保存期限", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 52 * k },
    { .title = "清理的内容", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 140 * k, .limit = 14 },
    { .title = "清理日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 70 * k },
    xy_paper_name_column ("清理人", CELL_SIZE * k, 58 * k),
    xy_paper_name_column ("监督人", CELL_SIZE * k, 58 * k),
  };
  XyTableStyle style = xy_paper_rows_style (k, -1, 22, 24, 11, KIND "（续）");
  style.empty = NOTHING;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  /* On paper the first of the period stands first. */
  for (guint i = cleanings->len; i-- > 0;)
    {
      const XyCleaning *cleaning = cleanings->pdata[i];
      if (strcmp (cleaning->day, first) >= 0 && strcmp (cleaning->day, last) <= 0)
        add_cleaning (store, table, cleaning, n);
    }
  return table;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GPtrArray) cleanings = village != NULL ? xy_cleaning_list (store, error) : NULL;
  g_autofree char *period = ask->period != NULL ? xy_period_to_chinese (ask->period) : NULL;
  char first[XY_DAY_SIZE] = "1000-01-01", last[XY_DAY_SIZE] = "9999-12-31";
  XyPageSetup setup = xy_page_setup (ask->size, !ask->turned);
  double k = xy_paper_get_scale (&setup);
  guint n = 0;

  if (cleanings == NULL)
    return NULL;
  if (ask->period != NULL && !xy_period_parse (ask->period, NULL, first, last))
    {
      xy_set_invalid (error, "period", _ ("“%s” is no period. Please write 2026, 2026Q3 or 2026-11."), ask->period);
      return NULL;
    }
  g_autofree char *title = g_strdup_printf (TITLE, village->name);
  g_autofree char *subtitle = period != NULL ? g_strconcat (SUBTITLE, " ", period, NULL) : g_strdup (SUBTITLE);
  XyBlock *table = build_table (store, cleanings, first, last, k, &n);
  g_autoptr (XyRetentionRules) rules = xy_retention_rules_read ();
  g_autofree char *rule = g_strdup_printf (RULE STAYS, n, rules->law != NULL ? rules->law : "");
  return xy_register_make (village, ask, &setup,
                           &(XyRegister){ .kind = KIND,
                                          .title = title,
                                          .subtitle = subtitle,
                                          .period = period,
                                          .table = table,
                                          .rule = rule,
                                          .rule_line = 18,
                                          .rule_indent = 2,
                                          .signatures = (const char *const[]){ SIGNATURES, NULL } });
}

const XyPaperKind xy_clearing_register_paper = {
  .name = "clearing-register",
  .title = N_ ("Record of clearing"),
  .act = N_ ("Print the record of clearing"),
  .prefix = "QL",
  .flags = XY_PAPER_PERIOD | XY_PAPER_TURNS | XY_PAPER_LANDSCAPE,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .make = make,
};

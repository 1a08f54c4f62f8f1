/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 个人信息保护影响评估表: one page, filled in with what the office knows of itself; what has to be judged is left to
 * people. Each statement about the program is one that it keeps.
 */
#include <glib/gi18n-lib.h>

#include "core/privacy.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/privacy-papers.h"

#define KIND "个人信息保护影响评估"
#define TITLE "%s个人信息保护影响评估表"
#define BASIS                                                                                                                                                                   \
  "依据《个人信息保护法》第五十五条、第五十六条：处理敏感个人信息、向他人提供或者公开个人信息之前评估；评估报告和处理" \
  "情况记录至少保存三年。"
#define ENROLLED "本机已接入县里：登记的内容上报到县级平台，逐栏清单见“同步”页；上报途中加密。"
#define NOT_ENROLLED "没有接入县里，数据只在村里的电脑上。"

#define TITLE_SIZE 22
#define TEXT_SIZE 10.5
#define CELL_SIZE 10.5
#define SMALLEST 0.7
#define STEP 0.96

static void
add_row (XyBlock *table, const char *head, const char *text)
{
  const char *cells[] = { head, text, NULL };

  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
}

/* "…" with numbers in their order. */
static void G_GNUC_PRINTF (3, 4) add_facts (XyBlock *table, const char *head, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  add_row (table, head, text);
}

static XyBlock *
build_table (const XyPrivacyFacts *facts, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "评估内容", .fit = XY_FIT_WRAP, .font = sans, .min_width = 84 * k, .limit = 8 },
    { .title = "情况（由程序按实际填写）", .fit = XY_FIT_WRAP, .font = song, .weight = 4, .min_width = 220 * k },
    { .title = "评估意见", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 90 * k },
  };
  XyTableStyle style = xy_paper_list_style (k, -1);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 34 * k;
  style.head_height = 22 * k;
  style.head_font.size = CELL_SIZE * k;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  add_row (table, "处理目的和依据",
           "村民自治和村务管理：户籍、积分、卫生评比、会议表决、台账、村务公开，依村民委员会组织法履行法定职责所必需；"
           "公开什么、挂多久，公示栏按规定逐项列出。");
  add_facts (table, "处理的信息",
             "在册%d户、%d人，另有迁出、去世%d人的历史记录。其中有身份证号%d人、电话%d人、出生日期%d人，银行账号%d户。",
             (int) facts->households, (int) facts->persons, (int) facts->former, (int) facts->id_numbers,
             (int) facts->phones, (int) facts->birthdays, (int) facts->banks);
  add_facts (table, "敏感个人信息",
             "不满十四周岁%d人，有健康状况%d人，敏感标签%d种，加上银行账号：只在村办使用，不上墙、不进公示名单。",
             (int) facts->minors, (int) facts->health, (int) facts->tags);
  add_facts (table, "公开",
             "近一年张贴%d份。号码一律遮盖；待改进通报只写户编号；有异议的先答复。完整号码打印%d次，都写了理由。",
             (int) facts->posted, (int) facts->unmasked);
  add_row (table, "向他人提供", facts->enrolled ? ENROLLED : NOT_ENROLLED);
  add_facts (
      table, "谁能看",
      "用户%d人，本机设了口令的%d人，能看完整号码的%d人。近一年看完整号码%d次，谁、何时、为何都有登记，不能删改。",
      (int) facts->users, (int) facts->pins, (int) facts->full, (int) facts->reveals);
  add_row (table, "保存",
           "数据在村里的电脑上，自动备份并核对；交接包和带走的备份可用口令加密。每次改动都有记录，被改过看得出来。"
           "电脑里的数据文件本身没有加密，要靠锁门、锁屏和开机口令。");
  add_row (table, "村民的权利", "随时可看、可复制（打印本户信息），写错的当场改（打印更正记录）。");
  add_row (table, "对个人的影响和安全风险", "（由评估人填写：可能泄露的环节、影响多大）");
  add_row (table, "措施是否够", "（由评估人填写：还要做什么、谁做、什么时候做完）");
  return table;
}

static XyPaper *
build (const XyVillage *village, const XyPrivacyFacts *facts, const XyPaperAsk *ask, const XyPageSetup *setup, double k)
{
  static const char *const signatures[] = { "评估人：", "村委会主任：", "日期：", NULL };
  g_autofree char *title = g_strdup_printf (TITLE, village->name);
  XyPaper *paper = xy_paper_new (title, setup);

  xy_paper_set_furniture (
      paper, &(XyFurniture){
                 .village = village->name, .kind = KIND, .record_number = ask->number, .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, NULL, k);
  xy_paper_add (
      paper, xy_block_text_new (BASIS, (XyFont){ XY_FONT_BODY, TEXT_SIZE * k }, TEXT_SIZE * 1.6 * k, 2, XY_ALIGN_LEFT));
  xy_block_set_space_before (xy_paper_add (paper, build_table (facts, k)), 6 * k);
  XyBlock *line = xy_paper_add (paper, xy_block_blanks_new (signatures, (XyFont){ XY_FONT_BODY, 11 * k }, 30 * k));
  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  return paper;
}

/* On one page, with smaller type if need be. */
static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  XyPrivacyFacts facts;
  XyPageSetup setup = xy_page_setup (ask->size, FALSE);
  double scale = xy_paper_get_scale (&setup);

  if (village == NULL || !xy_privacy_facts (store, &facts, error))
    return NULL;
  for (double k = 1.15; k > SMALLEST; k *= STEP)
    {
      XyPaper *paper = build (village, &facts, ask, &setup, scale * k);
      if (xy_paper_get_n_pages (paper) == 1)
        return paper;
      g_object_unref (paper);
    }
  return build (village, &facts, ask, &setup, scale * SMALLEST);
}

const XyPaperKind xy_impact_assessment_paper = {
  .name = "impact-assessment",
  .title = N_ ("Impact assessment"),
  .act = N_ ("Print the impact assessment"),
  .prefix = "PG",
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .make = make,
};

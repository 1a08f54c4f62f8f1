/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/correction.h"
#include "core/household.h"
#include "core/mask.h"
#include "core/record-format.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/privacy-papers.h"

#define TITLE "个人信息更正记录"
#define LEAD                                                                                                                                                                    \
  "《个人信息保护法》第四十六条：个人发现自己的信息不准确、不完整的，有权要求更正、补充。下面是本户信息登记以后改过的" \
  "地方；号码已遮盖。别的电脑上改的，记在那台电脑上。"
#define NOTHING "登记以后没有改过"
#define OWN "本户"

#define TITLE_SIZE 24
#define TEXT_SIZE 12
#define CELL_SIZE 11

/* The paper is Chinese whatever language the window speaks. */
static const XyWord names[] = {
  { "number", "户编号" },     { "head_name", "户主" },      { "address", "地址" },
  { "phone", "电话" },        { "bank", "银行账号" },       { "category", "户类别" },
  { "note", "备注" },         { "state", "状态" },          { "since", "起始日期" },
  { "name", "姓名" },         { "relation", "与户主关系" }, { "sex", "性别" },
  { "nation", "民族" },       { "id_number", "身份证号" },  { "birthday", "出生日期" },
  { "politics", "政治面貌" }, { "education", "文化程度" },  { "marriage", "婚姻状况" },
  { "health", "健康状况" },   { "work_place", "务工地点" }, { NULL },
};

static const XyWord states[] = {
  { "here", "在村" },   { "away", "外出" }, { "moved", "已迁出" }, { "dead", "已去世" }, { "merged", "已并户" },
  { "gone", "已销户" }, { NULL },
};

static const char *
look_up (const XyWord *words, const char *value)
{
  for (; words->value != NULL; words++)
    if (g_strcmp0 (words->value, value) == 0)
      return words->label;
  return value;
}

/* What stood there, as it may be shown. (transfer full) */
static char *
show (const XyCorrection *correction, const char *text)
{
  const XyField *field = correction->field;

  if (field == NULL)
    return g_strdup (g_strcmp0 (text, "1") == 0 ? "已删除" : "在册");
  if (text == NULL)
    return g_strdup ("（空）");
  if (g_str_equal (field->name, "state"))
    return g_strdup (look_up (states, text));
  if ((field->flags & XY_FIELD_PERSONAL) != 0)
    return xy_field_format (field, text, TRUE);
  return xy_mask_text (text);
}

static XyBlock *
build_table (const GPtrArray *list, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "更正日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 66 * k },
    xy_paper_name_column ("谁的", CELL_SIZE * k, 58 * k),
    { .title = "项目", .fit = XY_FIT_SHRINK, .font = song, .min_width = 62 * k },
    { .title = "更正前", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 90 * k, .limit = 14 },
    { .title = "更正后", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 90 * k, .limit = 14 },
    xy_paper_name_column ("经办人", CELL_SIZE * k, 58 * k),
  };
  XyTableStyle style = xy_paper_rows_style (k, 1, 22, 24, 11, TITLE "（续）");
  style.empty = NOTHING;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < list->len; i++)
    {
      const XyCorrection *correction = list->pdata[i];
      g_autofree char *day = xy_day_from_instant (correction->at);
      g_autofree char *before = show (correction, correction->before), *after = show (correction, correction->after);
      const char *what = correction->field != NULL ? look_up (names, correction->field->name) : "登记";
      const char *cells[] = { day,   correction->whose != NULL ? correction->whose : OWN,
                              what,  before,
                              after, correction->who };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  static const char *const signatures[] = { "本人核对：", "日期：", NULL };
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (XyHousehold) household =
      village != NULL ? xy_record_get (store, &xy_household_type, &ask->record, error) : NULL;
  g_autoptr (GPtrArray) list = household != NULL ? xy_correction_list (store, &ask->record, error) : NULL;
  XyPageSetup setup = xy_page_setup (ask->size, FALSE);
  double k = xy_paper_get_scale (&setup);

  if (list == NULL)
    return NULL;
  const char *head = household->head_name != NULL ? household->head_name : "";
  g_autofree char *title = g_strconcat (TITLE, " ", head, NULL);
  g_autofree char *subtitle = g_strconcat (village->name, " ", head, "户", NULL);
  XyPaper *paper = xy_paper_new (title, &setup);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .kind = TITLE,
                                                 .period = household->number,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, TITLE, TITLE_SIZE, subtitle, k);
  xy_paper_add (
      paper, xy_block_text_new (LEAD, (XyFont){ XY_FONT_BODY, TEXT_SIZE * k }, TEXT_SIZE * 1.7 * k, 2, XY_ALIGN_LEFT));
  xy_block_set_space_before (xy_paper_add (paper, build_table (list, k)), 6 * k);
  XyBlock *line = xy_paper_add (paper, xy_block_blanks_new (signatures, (XyFont){ XY_FONT_BODY, 12 * k }, 32 * k));
  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  return paper;
}

const XyPaperKind xy_correction_paper = {
  .name = "corrections",
  .title = N_ ("Record of corrections"),
  .act = N_ ("Print the record of corrections"),
  .prefix = "GX",
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .of = &xy_household_type,
  .make = make,
};

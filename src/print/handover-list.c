/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/handover-list.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/handover.h"
#include "core/mask.h"
#include "core/store.h"
#include "core/today.h"
#include "core/user.h"
#include "core/village.h"
#include "print/handover-words.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define KIND "移交清单"
#define TITLE "%s村务工作移交清单"
#define AS_OF "清点到%s"
#define LEAD                                                                                                                                                              \
  "《村民委员会组织法》第二十四条：新一届村民委员会产生之日起十日内完成工作移交。下列数据、文书和还没有办完的事，" \
  "由移交人当面交给接收人，监交人在场见证。"
#define NOTHING_WAITS "没有等着办的事。"
#define PACKAGE                                                                                                        \
  "交接包在文件夹“%s”里：全部数据的备份一个%s，存档文件%u份，校验单一张。原始数据仍在村里的电脑上，没有删除。"
#define SEALED "（已加密，口令另纸封好，当面交接收人）"
#define OPEN "（没有加密，请妥善保管）"
#define NO_PACKAGE "交接包：文件夹                    ，备份    个，存档文件    份。"
#define KEYS "接收人使用自己设的口令；移交人的用户在签字以后关闭。移交人知道的口令、钥匙、密码不再使用。"
#define COUNTY                                                                                                                                                                  \
  "本机已接入县里。上报用的密钥由县里管：请县里发新登记码，在“同步”页重新接入，并请县里停用旧的。更换日期：            " \
  "经办人："
#define STATEMENT "以上各项已当面点清，与实际相符。本清单一式三份，移交人、接收人各执一份，存档一份。"

#define TITLE_SIZE 24
#define TEXT_SIZE 12
#define CELL_SIZE 11
#define MOST_WAITING 60
#define THINGS_BLANK 3

/* What lies in the office; how much of it there is, people write themselves. */
static const char *const things[] = { "村民委员会公章", "电脑和打印机",           "U盘、移动硬盘",
                                      "柜子和门的钥匙", "纸质档案（按年度装盒）", "积分超市存货（另附盘点表）" };

static const char *const kinds[] = {
  [XY_HANDOVER_HOUSEHOLDS] = "户籍：在册户",
  [XY_HANDOVER_PERSONS] = "户籍：在册人口",
  [XY_HANDOVER_FORMER] = "户籍：迁出、去世人员",
  [XY_HANDOVER_EVENTS] = "户籍：变动记录",
  [XY_HANDOVER_SCHEMES] = "积分：管理办法",
  [XY_HANDOVER_ENTRIES] = "积分：入账记录",
  [XY_HANDOVER_REGISTERED] = "积分：还没入账的",
  [XY_HANDOVER_CLOSES] = "积分：期末结账",
  [XY_HANDOVER_REDEMPTIONS] = "积分：兑换登记",
  [XY_HANDOVER_ROUNDS] = "卫生：评比",
  [XY_HANDOVER_SLIPS] = "卫生：整改通知",
  [XY_HANDOVER_MEETINGS] = "会议记录",
  [XY_HANDOVER_VOTES] = "表决",
  [XY_HANDOVER_BYLAWS] = "村规民约（各版本）",
  [XY_HANDOVER_MATTERS] = "台账事项",
  [XY_HANDOVER_NOTICES] = "公示公开",
  [XY_HANDOVER_OBJECTIONS] = "异议",
  [XY_HANDOVER_DOCUMENTS] = "自拟文稿",
  [XY_HANDOVER_PAPERS] = "打印留底（PDF）",
  [XY_HANDOVER_STAMPS] = "用印登记",
  [XY_HANDOVER_REVEALS] = "完整号码查看记录",
};

/* The paper is Chinese whatever language the window speaks. */
static const char *const waits[] = {
  [XY_TODAY_ANSWER] = "待答复",     [XY_TODAY_PUBLISH] = "该公开", [XY_TODAY_POST] = "待张贴",
  [XY_TODAY_REPOST] = "需重贴",     [XY_TODAY_REPLACE] = "需更换", [XY_TODAY_TAKE_DOWN] = "可撤下",
  [XY_TODAY_MATTER] = "待办结",     [XY_TODAY_RECTIFY] = "待整改", [XY_TODAY_HOLD] = "待召开",
  [XY_TODAY_CALL] = "该召开",       [XY_TODAY_DECIDE] = "待评定",  [XY_TODAY_OPINIONS] = "意见待答",
  [XY_TODAY_BYLAW] = "村规民约",    [XY_TODAY_CHECK] = "待初核",   [XY_TODAY_REVIEW] = "待评议",
  [XY_TODAY_APPROVE] = "待审核",    [XY_TODAY_LIST] = "待列名单",  [XY_TODAY_BOOK] = "待入账",
  [XY_TODAY_ASSIGN] = "待分办",     [XY_TODAY_VISIT] = "待回访",   [XY_TODAY_CLOSE] = "待销号",
  [XY_TODAY_CLOSE_SLIP] = "待销号", [XY_TODAY_WRITE] = "待写完",   [XY_TODAY_SIGN] = "待签字",
  [XY_TODAY_BACK_UP] = "该备份",    [XY_TODAY_CLEAR] = "该清理",
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == XY_HANDOVER_N_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (waits) == XY_TODAY_N_KINDS);

static XyTableStyle
grid (const char *continued, double k)
{
  XyTableStyle style = xy_paper_list_style (k, -1);

  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 22 * k;
  style.head_height = 24 * k;
  style.head_font.size = CELL_SIZE * k;
  style.continued = continued;
  return style;
}

static void
add_text (XyPaper *paper, const char *text, XyKeep keep, double k)
{
  XyFont font = { XY_FONT_BODY, TEXT_SIZE * k };
  XyBlock *block = xy_paper_add (paper, xy_block_text_new (text, font, TEXT_SIZE * 1.7 * k, 2, XY_ALIGN_LEFT));

  xy_block_set_space_before (block, 4 * k);
  xy_block_set_keep (block, keep);
}

static XyBlock *
build_people (const XyHandoverSheet *sheet, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, (CELL_SIZE + 1) * k };
  XyPaperColumn columns[6];
  XyTableStyle style = grid (NULL, k);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    columns[i] = (XyPaperColumn){ .align = XY_ALIGN_CENTRE,
                                  .fit = i % 2 == 0 ? XY_FIT_WHOLE : XY_FIT_SHRINK,
                                  .font = i % 2 == 0 ? sans : song,
                                  .weight = i % 2 };
  style.head_height = 0;
  style.row_height = 26 * k;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  const char *cells[] = { "移交人", sheet->from, "接收人", sheet->to, "监交人", sheet->overseer };
  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
  return table;
}

static XyBlock *
build_lines (const GPtrArray *lines, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = "类别", .fit = XY_FIT_SHRINK, .font = song, .weight = 2, .min_width = 130 * k },
    { .title = "数量", .align = XY_ALIGN_RIGHT, .font = sans, .min_width = 52 * k },
    { .title = "起止日期", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 138 * k },
    { .title = "其中没办完", .align = XY_ALIGN_RIGHT, .font = sans, .min_width = 62 * k },
    { .title = "核对", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 40 * k },
  };
  XyTableStyle style = grid ("数据和文书（续）", k);
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  for (guint i = 0, n = 0; i < lines->len; i++)
    {
      const XyHandoverLine *line = lines->pdata[i];
      if (line->n == 0)
        continue;
      g_autofree char *number = g_strdup_printf ("%u", ++n);
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, line->n);
      g_autofree char *open = line->open > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, line->open) : NULL;
      gboolean one_day = g_strcmp0 (line->first, line->last) == 0;
      g_autofree char *span = line->first == NULL ? NULL
                              : one_day           ? g_strdup (line->first)
                                                  : g_strdup_printf ("%s 至 %s", line->first, line->last);
      const char *cells[] = { number, kinds[line->kind], count, span, open, NULL };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static XyBlock *
build_waiting (XyStore *store, const GPtrArray *waiting, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = "要办的", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 58 * k },
    { .title = "内容", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 180 * k, .limit = 24 },
    { .title = "期限", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 70 * k },
    { .title = "核对", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 40 * k },
  };
  XyTableStyle style = grid ("没有办完的事（续）", k);
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < MIN (waiting->len, MOST_WAITING); i++)
    {
      const XyTodayLine *line = waiting->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *words = xy_handover_words (store, line);
      g_autofree char *masked = xy_mask_text (words);
      const char *cells[] = { number, waits[line->kind], masked, line->has_limit ? line->day : NULL, NULL };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static const XyWord roles[] = {
  { "clerk", "录入员" },      { "reviewer", "评议员" },      { "head", "村主任" },
  { "supervisor", "监督员" }, { "administrator", "管理员" }, { NULL },
};

/* "村文书", "村文书（管理员）"; never translated. (transfer full) */
static char *
name_post (const XyUser *user)
{
  const char *role = "";

  for (const XyWord *word = roles; word->value != NULL; word++)
    if (g_strcmp0 (word->value, user->role) == 0)
      role = word->label;
  return user->post != NULL ? g_strdup_printf ("%s（%s）", user->post, role) : g_strdup (role);
}

/* Users, then computers. */
static XyBlock *
build_users (const GPtrArray *users, const XyHandoverSheet *sheet, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "用户、电脑", .fit = XY_FIT_SHRINK, .font = song, .weight = 1, .min_width = 110 * k },
    { .title = "岗位", .fit = XY_FIT_SHRINK, .font = song, .weight = 1, .min_width = 90 * k },
    { .title = "移交以后", .fit = XY_FIT_SHRINK, .font = song, .weight = 1, .min_width = 90 * k },
    { .title = "核对", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 40 * k },
  };
  XyTableStyle style = grid ("用户和电脑（续）", k);
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < users->len; i++)
    {
      const XyUser *user = users->pdata[i];
      const char *then = g_strcmp0 (user->name, sheet->from) == 0 ? "关闭"
                         : g_strcmp0 (user->name, sheet->to) == 0 ? "接任，口令自设"
                                                                  : "不变";
      g_autofree char *post = name_post (user);
      const char *cells[] = { user->name, post, sheet->from != NULL ? then : NULL, NULL };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  for (guint i = 0; sheet->computers != NULL && sheet->computers[i] != NULL; i++)
    {
      const char *cells[] = { sheet->computers[i], "电脑", NULL, NULL };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static XyBlock *
build_things (double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "实物（由移交人填写）", .fit = XY_FIT_SHRINK, .font = song, .weight = 2, .min_width = 150 * k },
    { .title = "数量", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 60 * k },
    { .title = "存放地点、说明", .font = song, .weight = 2, .min_width = 120 * k },
    { .title = "核对", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 40 * k },
  };
  XyTableStyle style = grid ("实物（续）", k);
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < G_N_ELEMENTS (things) + THINGS_BLANK; i++)
    {
      const char *cells[] = { i < G_N_ELEMENTS (things) ? things[i] : NULL, NULL, NULL, NULL };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static void
add_package (XyPaper *paper, const XyHandoverSheet *sheet, double k)
{
  g_autofree char *package =
      sheet->folder != NULL ? g_strdup_printf (PACKAGE, sheet->folder, sheet->sealed ? SEALED : OPEN, sheet->n_papers)
                            : g_strdup (NO_PACKAGE);

  xy_paper_add_section (paper, "五、交接包和口令", k);
  add_text (paper, package, XY_KEEP_WITH_PREVIOUS, k);
  add_text (paper, KEYS, 0, k);
  if (sheet->enrolled)
    add_text (paper, COUNTY, 0, k);
}

/* Three people, each with a day. */
static void
add_signatures (XyPaper *paper, double k)
{
  static const char *const lines[][3] = { { "移交人：", "日期：", NULL },
                                          { "接收人：", "日期：", NULL },
                                          { "监交人：", "日期：", NULL } };

  add_text (paper, STATEMENT, XY_KEEP_WITH_NEXT, k);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      XyBlock *line = xy_paper_add (paper, xy_block_blanks_new (lines[i], (XyFont){ XY_FONT_BODY, 13 * k }, 32 * k));
      xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
    }
}

XyPaper *
xy_handover_list_new (XyStore *store, const XyHandoverSheet *sheet, XyPageSize size, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GPtrArray) lines = village != NULL ? xy_handover_lines (store, error) : NULL;
  g_autoptr (GPtrArray) waiting = lines != NULL ? xy_today (store, error) : NULL;
  g_autoptr (GPtrArray) users = waiting != NULL ? xy_user_list (store, error) : NULL;
  XyPageSetup setup = xy_page_setup (size, FALSE);
  double k = xy_paper_get_scale (&setup);

  if (users == NULL)
    return NULL;
  g_autofree char *title = g_strdup_printf (TITLE, village->name), *today = xy_day_from_instant (sheet->printed_at);
  g_autofree char *day = xy_day_to_chinese (today), *as_of = g_strdup_printf (AS_OF, day);
  XyPaper *paper = xy_paper_new (title, &setup);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .kind = KIND,
                                                 .record_number = sheet->number,
                                                 .printed_at = sheet->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, as_of, k);
  add_text (paper, LEAD, 0, k);
  xy_block_set_space_before (xy_paper_add (paper, build_people (sheet, k)), 6 * k);
  xy_paper_add_section (paper, "一、数据和文书", k);
  xy_paper_add (paper, build_lines (lines, k));
  xy_paper_add_section (paper, "二、没有办完的事", k);
  if (waiting->len > 0)
    xy_paper_add (paper, build_waiting (store, waiting, k));
  else
    add_text (paper, NOTHING_WAITS, XY_KEEP_WITH_PREVIOUS, k);
  xy_paper_add_section (paper, "三、用户和电脑", k);
  xy_paper_add (paper, build_users (users, sheet, k));
  xy_paper_add_section (paper, "四、实物", k);
  xy_paper_add (paper, build_things (k));
  add_package (paper, sheet, k);
  add_signatures (paper, k);
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  const XyHandoverSheet sheet = { .number = ask->number, .printed_at = ask->printed_at };

  return xy_handover_list_new (store, &sheet, ask->size, error);
}

const XyPaperKind xy_handover_list_paper = {
  .name = "handover",
  .title = N_ ("Handover list"),
  .act = N_ ("Print the handover list"),
  .prefix = "YJ",
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .make = make,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/matter-parts.h"

#include "print/paper-parts.h"

#define OVERDUE "▲逾期%d天"

static const XyWord sources[] = {
  { "meeting", "会议议定" },  { "visit", "走访" },      { "wish", "微心愿" },
  { "suggestion", "建议" },   { "inspection", "巡查" }, { "dispute", "纠纷" },
  { "township", "镇里交办" }, { "other", "其他" },      { NULL, NULL },
};

static const XyWord satisfactions[] = {
  { "good", "满意" },
  { "fair", "基本满意" },
  { "bad", "不满意" },
  { NULL, NULL },
};

static const XyWord kinds[] = {
  { "assign", "分办" },
  { "start", "开始办理" },
  { "note", "办理情况" },
  { "extend", "延期" },
  { "raise", "升级调解" },
  { "finish", "办结" },
  { "satisfied", "回访" },
  { "unsatisfied", "回访" },
  { "close", "销号" },
  { "pass-on", "转镇" },
  { "answer", "镇里答复" },
  { "submit", "提交会议" },
  { "decide", "会议决定" },
  { "unready", "暂不具备条件" },
  { "unsettled", "未达成一致" },
  { "reopen", "重新办理" },
  { "void", "作废" },
  { NULL, NULL },
};

static const XyWord does[] = {
  { "spot", "当场办结" }, { "village", "村里办" }, { "township", "转镇里" }, { "meeting", "须经村民（代表）会议" },
  { NULL, NULL },
};

static const XyWord heard[] = {
  { "business", "市场主体" },
  { "villager", "村民" },
  { "cadre", "干部职工" },
  { NULL, NULL },
};

static const XyWord asked[] = {
  { "difficulty", "困难" },
  { "hope", "期盼" },
  { "advice", "建议" },
  { NULL, NULL },
};

static const char *const stages[XY_MATTER_N_STAGES] = {
  [XY_MATTER_REGISTERED] = "待分办",    [XY_MATTER_ASSIGNED] = "已分办", [XY_MATTER_WORKING] = "办理中",
  [XY_MATTER_DONE] = "已办结",          [XY_MATTER_VISITED] = "已回访",  [XY_MATTER_PASSED_ON] = "已转镇",
  [XY_MATTER_AT_MEETING] = "待会议定",  [XY_MATTER_CLOSED] = "已销号",   [XY_MATTER_NOT_READY] = "暂不具备条件",
  [XY_MATTER_UNSETTLED] = "未达成一致", [XY_MATTER_VOID] = "作废",
};

static const char *
find (const XyWord *words, const char *value)
{
  for (; words->value != NULL; words++)
    if (g_strcmp0 (words->value, value) == 0)
      return words->label;
  return NULL;
}

const char *
xy_matter_paper_source (const char *source)
{
  return find (sources, source);
}

const char *
xy_matter_paper_stage (gint64 stage)
{
  return stage >= 0 && stage < XY_MATTER_N_STAGES ? stages[stage] : NULL;
}

const char *
xy_matter_paper_satisfaction (const char *satisfaction)
{
  return find (satisfactions, satisfaction);
}

const char *
xy_matter_paper_kind (const char *kind)
{
  return find (kinds, kind);
}

const char *
xy_matter_paper_does (const char *value)
{
  return find (does, value);
}

const char *
xy_matter_paper_level (gint64 level)
{
  static const char *const words[] = { NULL, "组长初调", "村调委会调解", "镇里调解" };

  return level > 0 && level <= XY_MATTER_LEVELS ? words[level] : NULL;
}

const char *
xy_matter_paper_heard (const char *value)
{
  return find (heard, value);
}

const char *
xy_matter_paper_asked (const char *value)
{
  return find (asked, value);
}

char *
xy_matter_paper_state (const XyMatterRow *row)
{
  return row->overdue ? g_strdup_printf (OVERDUE, -row->days) : g_strdup (xy_matter_paper_stage (row->matter->stage));
}

XyBlock *
xy_matter_paper_add_line (XyPaper *paper, const char *text, XyFont font, XyAlign align, XyKeep keep)
{
  XyBlock *line = xy_block_text_new (text, font, font.size * 1.7, 0, align);

  xy_block_set_keep (line, keep);
  return xy_paper_add (paper, line);
}

XyBlock *
xy_matter_paper_form_new (double size, double row_height, double k)
{
  XyFont song = { XY_FONT_SONG, size * k }, hei = { XY_FONT_HEI, size * k };
  XyPaperColumn label = { .align = XY_ALIGN_CENTRE, .font = hei, .min_width = size * 5.5 * k };
  XyPaperColumn text = {
    .align = XY_ALIGN_LEFT, .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = size * 10 * k, .limit = 14
  };
  const XyPaperColumn columns[] = { label, text, label, text };
  XyTableStyle style = xy_paper_list_style (k, -1);

  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = row_height * k;
  style.head_height = 0;
  return xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
}

void
xy_matter_paper_form_add (XyBlock *form,
                          const char *label,
                          const char *text,
                          const char *second_label,
                          const char *second_text)
{
  const char *cells[] = { label, text != NULL ? text : " ", second_label, second_text };

  xy_paper_table_add_row (form, second_label != NULL ? XY_ROW_PLAIN : XY_ROW_JOINED, cells);
}

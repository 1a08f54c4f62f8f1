/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 会议记录 as a form, the way villages keep them in a folder; empty, it is written in by hand. */
#include <string.h>

#include "core/day.h"
#include "print/block-ruled.h"
#include "print/meeting-minutes.h"
#include "print/meeting-sign-in.h"
#include "print/meeting-words.h"
#include "print/paper-parts.h"

#define SIGN_IN "参会签到表"
#define NOTHING "无"
#define HOST "主持人（签名）："
#define RECORDER "记录人（签名）："
#define DAY "日期："

#define TITLE_SIZE 22
#define TEXT_SIZE 12
#define LINE 20
#define LABEL_SIZE 11.5
#define LABEL_WIDTH 62
#define PADDING 5

/* Of the room to write by hand, in quarters, what each section has; and the most and least lines there may be. */
static const guint hand_shares[] = { 2, 1, 4, 3, 1 };
#define HAND_MOST 14
#define HAND_LEAST 3

static void
add_text (XyBlock *table, const char *text, guint lead)
{
  xy_block_ruled_add_paragraph (table, text, lead > 0 ? XY_FONT_HEI : XY_FONT_BODY, lead);
}

/* Short ones two in a row. */
static void
add_fields (XyBlock *table, const GPtrArray *fields)
{
  static const struct
  {
    const char *first, *second;
  } rows[] = { { "会议名称", "会议类型" }, { "时间", "地点" }, { "主持人", "记录人" }, { "出席", NULL },
               { "列席", NULL },           { "请假", NULL },   { "会前研究", NULL } };

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      gboolean begun = FALSE;
      for (guint i = 0; i < fields->len; i++)
        {
          const XyMinutesField *field = fields->pdata[i];
          if (g_strcmp0 (field->label, rows[r].first) != 0 && g_strcmp0 (field->label, rows[r].second) != 0)
            continue;
          if (!begun)
            xy_block_ruled_add_row (table, 1);
          begun = TRUE;
          xy_block_ruled_add_box (table, field->label);
          add_text (table, field->text, 0);
        }
    }
}

static void
add_section (XyBlock *table, const XyMinutesSection *section, guint least)
{
  xy_block_ruled_add_row (table, least);
  xy_block_ruled_add_box (table, section->head);
  if (section->items->len == 0 && least == 0)
    add_text (table, NOTHING, 0);
  for (guint i = 0; i < section->items->len; i++)
    {
      const XyMinutesItem *item = section->items->pdata[i];
      g_autofree char *text = xy_minutes_item_text (item);
      /* Who speaks stands out; so do the heads of what follows them. */
      guint mark = (guint) (strlen (text) - strlen (item->text));
      add_text (table, text, item->lead > 0 ? mark + item->lead : item->level == 2 ? (guint) strlen (text) : 0);
    }
}

static void
add_blanks (const XyMeetingPaper *self, XyPaper *paper)
{
  g_autofree char *signed_on = xy_day_to_chinese (self->sheet->meeting->signed_on);
  g_autofree char *day = g_strconcat (DAY, signed_on, NULL);
  XyFont font = { XY_FONT_BODY, TEXT_SIZE * self->k };
  const char *const labels[] = { HOST, RECORDER };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      XyBlock *line = xy_block_blanks_new ((const char *const[]){ "", labels[i], NULL }, font, 30 * self->k);
      xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
      xy_paper_add (paper, line);
    }
  const char *const last[] = { "", day, NULL };
  XyBlock *line = *signed_on != '\0' ? xy_block_list_new (last, 2, font, 26 * self->k)
                                     : xy_block_blanks_new (last, font, 30 * self->k);
  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, line);
}

static void
add_additions (const XyMeetingPaper *self, XyPaper *paper)
{
  XyMinutesSection *additions = xy_minutes_additions (self);
  XyFont font = { XY_FONT_BODY, TEXT_SIZE * self->k };

  if (additions == NULL)
    return;
  xy_paper_add_section (paper, additions->head, self->k);
  for (guint i = 0; i < additions->items->len; i++)
    {
      g_autofree char *text = xy_minutes_item_text (additions->items->pdata[i]);
      xy_paper_add (paper, xy_block_text_new (text, font, LINE * self->k, 2, XY_ALIGN_LEFT));
    }
  xy_minutes_section_free (additions);
}

/* With HAND lines to write on, where it is written by hand. */
static XyPaper *
build (const XyMeetingPaper *self, const GPtrArray *came, guint hand)
{
  g_autofree char *title = xy_minutes_title (self), *end = xy_minutes_end (self);
  g_autoptr (GPtrArray) fields = xy_minutes_fields (self), sections = xy_minutes_sections (self);
  double k = self->k;
  const XyRuledStyle style = { .label_font = { XY_FONT_HEI, LABEL_SIZE * k },
                               .font = { XY_FONT_BODY, TEXT_SIZE * k },
                               .line_height = LINE * k,
                               .label_width = LABEL_WIDTH * k,
                               .padding = PADDING * k };
  XyPaper *paper = xy_paper_new (title, &self->setup);

  xy_paper_add_heading (paper, title, TITLE_SIZE, NULL, k);
  XyBlock *table = xy_block_ruled_new (&style);
  add_fields (table, fields);
  for (guint i = 0; i < sections->len; i++)
    {
      const XyMinutesSection *section = sections->pdata[i];
      guint share = hand_shares[i % G_N_ELEMENTS (hand_shares)];
      add_section (table, section, section->items->len == 0 ? (hand * share + 3) / 4 : 0);
    }
  if (end != NULL)
    {
      xy_block_ruled_add_row (table, 0);
      xy_block_ruled_add_box (table, "散会");
      add_text (table, end, 0);
    }
  xy_block_set_space_before (xy_paper_add (paper, table), 6 * k);
  add_blanks (self, paper);
  add_additions (self, paper);
  if ((self->ask->parts & XY_MINUTES_SIGN_IN) != 0 && came->len > 0)
    {
      xy_paper_add (paper, xy_block_page_break_new ());
      xy_paper_add_heading (paper, SIGN_IN, TITLE_SIZE, NULL, k);
      xy_block_set_space_before (xy_paper_add (paper, xy_meeting_sign_in_table (self, came, FALSE, 0, k)), 6 * k);
    }
  return paper;
}

XyPaper *
xy_minutes_table_new (const XyMeetingPaper *self, GError **error)
{
  g_autoptr (GPtrArray) came = xy_meeting_paper_came (self, error);

  if (came == NULL)
    return NULL;
  if (self->sheet->meeting->stage != XY_MEETING_PLANNED)
    return build (self, came, 0);
  for (guint hand = HAND_MOST; hand > HAND_LEAST; hand--)
    {
      g_autoptr (XyPaper) tried = build (self, came, hand);
      if (xy_paper_get_n_pages (tried) == 1)
        return g_steal_pointer (&tried);
    }
  return build (self, came, HAND_LEAST);
}

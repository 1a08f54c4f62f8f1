/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 会议记录 as GB/T 9704-2012 sets an official paper, and what its other form has as well. */
#include "print/meeting-minutes.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "print/meeting-papers.h"
#include "print/meeting-sign-in.h"
#include "print/meeting-words.h"
#include "print/official.h"

#define SIGN_IN "参会签到表"
#define HOST "主持人（签名）："
#define RECORDER "记录人（签名）："
#define DAY "日期："

static const XyPaperPart parts[] = {
  { "speeches", N_ ("Speeches"), FALSE },
  { "words", N_ ("In their own words too"), FALSE },
  { "sign-in", N_ ("Who came, behind the minutes"), FALSE },
  { "other-form", N_ ("The other form: official document or table"), TRUE },
  { NULL, NULL, FALSE },
};

/* A line at the lower right, to be written on. */
static void
add_blank (XyPaper *paper, const char *label)
{
  XyBlock *line =
      xy_block_blanks_new ((const char *const[]){ "", label, NULL }, (XyFont){ XY_FONT_BODY, 16 }, XY_OFFICIAL_LINE);

  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, line);
}

static void
add_signatures (const XyMeetingPaper *self, XyPaper *paper)
{
  g_autofree char *signed_on = xy_day_to_chinese (self->sheet->meeting->signed_on);
  XyBlock *space = xy_block_space_new (XY_OFFICIAL_LINE);

  xy_block_set_keep (space, XY_KEEP_WITH_PREVIOUS | XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, space);
  add_blank (paper, HOST);
  add_blank (paper, RECORDER);
  if (*signed_on == '\0')
    {
      add_blank (paper, DAY);
      return;
    }
  g_autofree char *day = g_strconcat (DAY, signed_on, NULL);
  XyBlock *line =
      xy_block_list_new ((const char *const[]){ "", day, NULL }, 2, (XyFont){ XY_FONT_BODY, 16 }, XY_OFFICIAL_LINE);
  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, line);
}

static void
add_section (XyPaper *paper, guint *number, const XyMinutesSection *section)
{
  if (section == NULL || section->items->len == 0)
    return;
  xy_official_add_heading (paper, 1, ++*number, section->head);
  for (guint i = 0; i < section->items->len; i++)
    {
      g_autofree char *text = xy_minutes_item_text (section->items->pdata[i]);
      xy_official_add_paragraph (paper, text);
    }
}

XyPaper *
xy_minutes_official_new (const XyMeetingPaper *self, GError **error)
{
  g_autofree char *title = xy_minutes_title (self), *end = xy_minutes_end (self);
  g_autoptr (GPtrArray) fields = xy_minutes_fields (self), sections = xy_minutes_sections (self);
  g_autoptr (GPtrArray) came = xy_meeting_paper_came (self, error);
  XyMinutesSection *additions = xy_minutes_additions (self);
  guint number = 0;

  if (came == NULL)
    {
      g_clear_pointer (&additions, xy_minutes_section_free);
      return NULL;
    }
  XyPaper *paper = xy_official_new (title, NULL);
  gboolean signs = (self->ask->parts & XY_MINUTES_SIGN_IN) != 0 && came->len > 0;
  for (guint i = 0; i < fields->len; i++)
    {
      const XyMinutesField *field = fields->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s：%s。", field->label, field->text);
      if (*field->text != '\0')
        xy_official_add_paragraph (paper, line);
    }
  for (guint i = 0; i < sections->len; i++)
    add_section (paper, &number, sections->pdata[i]);
  if (end != NULL)
    xy_official_add_paragraph (paper, end);
  if (signs)
    xy_official_add_attachments (paper, (const char *const[]){ SIGN_IN, NULL });
  add_signatures (self, paper);
  add_section (paper, &number, additions);
  if (signs)
    {
      xy_official_begin_attachment (paper, 0, SIGN_IN);
      xy_paper_add (paper, xy_meeting_sign_in_table (self, came, FALSE, 0, 1));
    }
  g_clear_pointer (&additions, xy_minutes_section_free);
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyMeetingPaper) self = { 0 };

  if (!xy_meeting_paper_open (&self, store, ask, error))
    return NULL;
  /* Before it begins there is nothing but a form to write in. */
  gboolean table = g_str_equal (self.sheet->kind->form, "table") != ((ask->parts & XY_MINUTES_OTHER) != 0);
  XyPaper *paper = table || self.sheet->meeting->stage == XY_MEETING_PLANNED ? xy_minutes_table_new (&self, error)
                                                                             : xy_minutes_official_new (&self, error);
  if (paper != NULL)
    xy_meeting_paper_set_furniture (&self, paper, "会议记录", TRUE);
  return paper;
}

const XyPaperKind xy_meeting_minutes_paper = {
  .name = "meeting-minutes",
  .title = N_ ("Minutes of a meeting"),
  .act = N_ ("Print the minutes of a meeting"),
  .prefix = "JL",
  .sizes = 1 << XY_PAGE_A4,
  .parts = parts,
  .of = &xy_meeting_type,
  .make = make,
};

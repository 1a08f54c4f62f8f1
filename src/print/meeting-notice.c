/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/number.h"
#include "print/meeting-paper.h"
#include "print/meeting-papers.h"
#include "print/meeting-words.h"
#include "print/words.h"

#define KIND "会议通知"
#define TITLE "%s关于召开%s%s的通知"
#define TITLE_GROUPS 12 /* characters; a longer list of groups stands in the text only */
#define LEAD "%s定于%s召开%s。现将有关事项通知如下："
#define POSTPONED "因%s，会议改期，"
#define OF_HOUSEHOLD "，每户一名能做主的成年人"
#define OTHER_TOPICS "其他有关事项"
#define COME "请届时参加。因事不能参加的，请提前%s请假。"
#define TOLD "本通知于%s张贴，距开会%d日。"
#define AT_ONCE "因%s，本次会议临时通知。"
#define CONTACT "联系人：{联系人}"
#define CONTACT_PHONE "联系人：{联系人}，电话：{监督电话}"
#define CLOSING "特此通知。"

/* "一、会议时间。" and what it is; a list begins on a line of its own. */
static void
add_part (GString *body, guint *number, const char *head, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_autofree char *level = xy_words_level (1, ++*number);
  g_string_append_printf (body, strchr (text, '\n') != NULL ? "%s%s\n%s\n" : "%s%s。%s\n", level, head, text);
}

/* One a line, "1. …；"; what is nobody else's business has no name here. */
static char *
list_topics (const XyMeetingPaper *self)
{
  g_autoptr (GPtrArray) topics = xy_meeting_paper_lines (self, "topic"), said = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean hidden = FALSE;

  for (guint i = 0; i < topics->len; i++)
    if (xy_meeting_paper_is_private (self, topics->pdata[i]))
      hidden = TRUE;
    else
      g_ptr_array_add (said, xy_meeting_words_text (((const XyMeetingLine *) topics->pdata[i])->text));
  if (hidden)
    g_ptr_array_add (said, g_strdup (OTHER_TOPICS));
  for (guint i = 0; i < said->len; i++)
    if (said->len == 1)
      g_string_append_printf (text, "%s。", (char *) said->pdata[i]);
    else
      g_string_append_printf (text, "%s%u. %s%s", i > 0 ? "\n" : "", i + 1, (char *) said->pdata[i],
                              i + 1 < said->len ? "；" : "。");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Who is to come, and who sits in. */
static char *
list_people (const XyMeetingPaper *self, GError **error)
{
  g_autofree char *audience = xy_meeting_paper_audience (self);
  g_autoptr (GPtrArray) members =
      xy_meeting_members (self->store, &self->sheet->kind->record.id, self->sheet->meeting->day, error);
  g_autoptr (GString) text = g_string_new (audience);
  gboolean first = TRUE;

  if (members == NULL)
    return NULL;
  if (g_str_equal (self->sheet->kind->comes, "household"))
    g_string_append (text, OF_HOUSEHOLD);
  for (guint i = 0; i < members->len; i++)
    {
      const XyMeetingMember *member = members->pdata[i];
      if (!g_str_equal (member->role, "guest"))
        continue;
      g_autofree char *name = xy_meeting_words_text (member->name), *post = xy_meeting_words_text (member->post);
      g_string_append_printf (text, "%s%s%s", first ? "；列席：" : "、", post, name);
      first = FALSE;
    }
  g_string_append (text, "。");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Why it is on another day than people were told; "" where it is not. */
static char *
say_postponed (const XyMeetingPaper *self)
{
  for (guint i = self->sheet->steps->len; i-- > 0;)
    {
      const XyMeetingStep *step = self->sheet->steps->pdata[i];
      g_autofree char *note = g_str_equal (step->kind, "postpone") ? xy_meeting_words_text (step->note) : g_strdup ("");
      if (*note != '\0')
        return g_strdup_printf (POSTPONED, note);
    }
  return g_strdup ("");
}

/* When it was posted, where the law counts its days. */
static void
add_told (const XyMeetingPaper *self, const char *posted, GString *body)
{
  const XyMeeting *meeting = self->sheet->meeting;
  g_autofree char *day = xy_day_to_chinese (posted), *special = xy_meeting_words_text (meeting->special);
  int days = xy_day_between (posted, meeting->day);

  if (*special != '\0')
    g_string_append_printf (body, AT_ONCE "\n", special);
  if (self->sheet->body != NULL && self->sheet->body->notice_days > 0 && days > 0)
    g_string_append_printf (body, TOLD "\n", day, days);
}

static char *
make_body (const XyMeetingPaper *self, const char *posted, GError **error)
{
  const XyMeeting *meeting = self->sheet->meeting;
  g_autofree char *day = xy_day_to_chinese (meeting->day), *when = xy_meeting_words_when (meeting);
  g_autofree char *place = xy_meeting_words_text (meeting->place), *topics = list_topics (self);
  g_autofree char *people = list_people (self, error), *postponed = say_postponed (self);
  g_autofree char *host = xy_meeting_words_text (meeting->host), *post = xy_meeting_words_text (meeting->host_post);
  g_autofree char *presides =
      *host != '\0' ? g_strconcat (host, *post != '\0' ? "（" : "", post, *post != '\0' ? "）" : "", "。", NULL) : NULL;
  g_autofree char *where = *place != '\0' ? g_strconcat (place, "。", NULL) : NULL;
  g_autofree char *time = g_strconcat (when, "。", NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  guint number = 0;

  if (people == NULL)
    return NULL;
  g_string_printf (body, LEAD "\n", postponed, day, self->name);
  add_part (body, &number, "会议时间", time);
  add_part (body, &number, "会议地点", where);
  add_part (body, &number, "参会人员", people);
  add_part (body, &number, "会议议题", topics);
  add_part (body, &number, "会议主持", presides);
  g_string_append_printf (body, COME "\n", g_str_equal (self->sheet->kind->comes, "member") ? "" : "向组长");
  add_told (self, posted, body);
  if (self->village->contact != NULL)
    g_string_append (body, self->village->phone != NULL ? CONTACT_PHONE "\n" : CONTACT "\n");
  g_string_append (body, CLOSING);
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyMeetingPaper) self = { 0 };
  g_autoptr (XyDocument) document = xy_record_new (&xy_document_type);
  g_autofree char *today = xy_day_from_instant (ask->printed_at);

  if (!xy_meeting_paper_open (&self, store, ask, error))
    return NULL;
  const XyMeeting *meeting = self.sheet->meeting;
  const char *posted = meeting->notified_on != NULL ? meeting->notified_on : today;
  gboolean few = self.groups != NULL && g_utf8_strlen (self.groups, -1) <= TITLE_GROUPS;
  g_autofree char *title = g_strdup_printf (TITLE, self.village->name, few ? self.groups : "", self.name);
  g_autofree char *audience = xy_meeting_paper_audience (&self), *body = make_body (&self, posted, error);
  if (body == NULL)
    return NULL;
  xy_set_str (&document->title, title);
  xy_set_str (&document->addressee, audience);
  xy_set_str (&document->body, body);
  xy_set_str (&document->day, posted);
  return xy_meeting_paper_post (&self, document, KIND, meeting->stage == XY_MEETING_CANCELLED, error);
}

const XyPaperKind xy_meeting_notice_paper = {
  .name = "meeting-notice",
  .title = N_ ("Notice of a meeting"),
  .act = N_ ("Print the notice of a meeting"),
  .prefix = "HT",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_TURNS | XY_PAPER_SEAL,
  .of = &xy_meeting_type,
  .make = make,
};

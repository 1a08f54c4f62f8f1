/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/meeting-minutes.h"

#include <string.h>

#include "core/day.h"
#include "print/meeting-words.h"
#include "print/words.h"

#define RECORD "记录"
#define MEETING "会议"
#define WORDS "%s。原话：“%s。”"
#define SPEAKER "%s："
#define VOTE "表决：%s。"
#define NOBODY "有人"
#define OTHERWISE "其他发言"
#define END "会议于%s%s散会。"
#define ADDED "%s%s%s补充：%s。"
#define DISCUSSED "村党组织已于%s研究讨论"

static void
item_free (gpointer data)
{
  XyMinutesItem *item = data;

  g_free (item->text);
  g_free (item);
}

void
xy_minutes_section_free (XyMinutesSection *section)
{
  g_ptr_array_unref (section->items);
  g_free (section);
}

void
xy_minutes_field_free (XyMinutesField *field)
{
  g_free (field->text);
  g_free (field);
}

static XyMinutesSection *
section_new (const char *head)
{
  XyMinutesSection *section = g_new0 (XyMinutesSection, 1);

  section->head = head;
  section->items = g_ptr_array_new_with_free_func (item_free);
  return section;
}

/* TEXT: (transfer full). */
static XyMinutesItem *
add_item (XyMinutesSection *section, guint level, guint number, char *text)
{
  XyMinutesItem *item = g_new0 (XyMinutesItem, 1);

  item->level = level;
  item->number = number;
  item->text = text;
  g_ptr_array_add (section->items, item);
  return item;
}

/* TEXT: (transfer full). */
static void
add_field (GPtrArray *fields, const char *label, char *text)
{
  XyMinutesField *field = g_new0 (XyMinutesField, 1);

  field->label = label;
  field->text = text;
  g_ptr_array_add (fields, field);
}

char *
xy_minutes_title (const XyMeetingPaper *self)
{
  return g_strconcat (self->village->name, self->issue != NULL ? self->issue : "", self->name,
                      g_str_has_suffix (self->name, MEETING) ? "" : MEETING, RECORD, NULL);
}

/* Those on the list for whom WANTED says yes, with their posts. (transfer full) */
static char *
list_presences (const XyMeetingPaper *self, gboolean (*wanted) (const XyMeetingPresence *presence))
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->sheet->presences->len; i++)
    {
      const XyMeetingPresence *presence = self->sheet->presences->pdata[i];
      if (!wanted (presence))
        continue;
      g_autofree char *name = xy_meeting_words_text (presence->name), *post = xy_meeting_words_text (presence->post);
      g_string_append_printf (names, *post != '\0' ? "%s%s（%s）" : "%s%s", names->len > 0 ? "、" : "", name, post);
    }
  return g_string_free (names, FALSE);
}

static gboolean
is_guest (const XyMeetingPresence *presence)
{
  return g_str_equal (presence->role, "guest");
}

static gboolean
is_on_leave (const XyMeetingPresence *presence)
{
  return !is_guest (presence) && g_str_equal (presence->state, "leave");
}

/* Those on leave, and what was written of others. */
static char *
list_absent (const XyMeetingPaper *self)
{
  g_autofree char *names = list_presences (self, is_on_leave);
  g_autofree char *excused = xy_meeting_words_text (self->sheet->meeting->excused);

  return g_strconcat (names, *names != '\0' && *excused != '\0' ? "；" : "", excused, NULL);
}

GPtrArray *
xy_minutes_fields (const XyMeetingPaper *self)
{
  const XyMeeting *meeting = self->sheet->meeting;
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_minutes_field_free);
  g_autofree char *host = xy_meeting_words_text (meeting->host), *post = xy_meeting_words_text (meeting->host_post);
  g_autofree char *party = xy_day_to_chinese (meeting->party_on);

  add_field (fields, "会议名称", g_strdup (self->called));
  add_field (fields, "会议类型", xy_meeting_words_text (self->sheet->kind->name));
  add_field (fields, "时间", xy_meeting_words_span (meeting));
  add_field (fields, "地点", xy_meeting_words_text (meeting->place));
  add_field (fields, "主持人", *post != '\0' ? g_strdup_printf ("%s（%s）", host, post) : g_strdup (host));
  add_field (fields, "记录人", xy_meeting_words_text (meeting->recorder));
  add_field (fields, "出席",
             meeting->stage > XY_MEETING_PLANNED ? xy_meeting_words_attendance (self->sheet) : g_strdup (""));
  add_field (fields, "列席", list_presences (self, is_guest));
  add_field (fields, "请假", list_absent (self));
  if (*party != '\0')
    add_field (fields, "会前研究", g_strdup_printf (DISCUSSED, party));
  return fields;
}

/* LINES one after the other, each with its number. */
static XyMinutesSection *
list_lines (const XyMeetingPaper *self, const char *head, const char *kind)
{
  g_autoptr (GPtrArray) lines = xy_meeting_paper_lines (self, kind);
  XyMinutesSection *section = section_new (head);

  for (guint i = 0; i < lines->len; i++)
    {
      const XyMeetingLine *line = lines->pdata[i];
      g_autofree char *text = xy_meeting_words_text (line->text), *who = xy_meeting_paper_speaker (self, line);
      g_autofree char *speaks = who != NULL ? g_strdup_printf (SPEAKER, who) : g_strdup ("");
      add_item (section, lines->len > 1 ? 3 : 0, i + 1, g_strconcat (speaks, text, "。", NULL));
    }
  return section;
}

static void
add_speech (const XyMeetingPaper *self, XyMinutesSection *section, const XyMeetingLine *line, guint number)
{
  g_autofree char *who = xy_meeting_paper_speaker (self, line), *text = xy_meeting_words_text (line->text);
  g_autofree char *words = xy_meeting_words_text (line->words);
  g_autofree char *speaks = g_strdup_printf (SPEAKER, who != NULL ? who : NOBODY);
  gboolean quoted = *words != '\0' && (self->ask->parts & XY_MINUTES_WORDS) != 0;
  g_autofree char *said = quoted ? g_strdup_printf (WORDS, text, words) : g_strconcat (text, "。", NULL);

  add_item (section, 3, number, g_strconcat (speaks, said, NULL))->lead = (guint) strlen (speaks);
}

/* Those on TOPIC (none: on none) under their head. */
static void
add_speeches_on (const XyMeetingPaper *self,
                 XyMinutesSection *section,
                 const GPtrArray *speeches,
                 const XyId *topic,
                 const char *head,
                 guint *heads)
{
  guint n = 0;

  for (guint i = 0; i < speeches->len; i++)
    {
      const XyMeetingLine *line = speeches->pdata[i];
      if (!xy_id_same (&line->topic, topic))
        continue;
      if (n == 0 && head != NULL)
        add_item (section, 2, ++*heads, g_strdup (head));
      add_speech (self, section, line, ++n);
    }
}

/* By topic where there are several, as they were said where there are not. */
static XyMinutesSection *
list_speeches (const XyMeetingPaper *self)
{
  g_autoptr (GPtrArray) topics = xy_meeting_paper_lines (self, "topic");
  g_autoptr (GPtrArray) speeches = xy_meeting_paper_lines (self, "speech");
  XyMinutesSection *section = section_new ("发言");
  gboolean by_topic = FALSE;
  guint heads = 0;

  if ((self->ask->parts & XY_MINUTES_SPEECHES) == 0)
    return section;
  for (guint i = 0; i < speeches->len && topics->len > 1; i++)
    by_topic = by_topic || xy_meeting_sheet_topic (self->sheet, speeches->pdata[i]) != NULL;
  for (guint i = 0; i < speeches->len && !by_topic; i++)
    add_speech (self, section, speeches->pdata[i], i + 1);
  for (guint i = 0; i < topics->len && by_topic; i++)
    {
      const XyMeetingLine *topic = topics->pdata[i];
      g_autofree char *head = xy_meeting_words_text (topic->text);
      add_speeches_on (self, section, speeches, &topic->record.id, head, &heads);
    }
  if (by_topic)
    add_speeches_on (self, section, speeches, &XY_ID_NONE, OTHERWISE, &heads);
  return section;
}

static XyMinutesSection *
list_decisions (const XyMeetingPaper *self)
{
  g_autoptr (GPtrArray) lines = xy_meeting_paper_lines (self, "decision");
  XyMinutesSection *section = section_new ("议定事项");

  for (guint i = 0; i < lines->len; i++)
    {
      const XyMeetingLine *line = lines->pdata[i];
      g_autofree char *text = xy_meeting_words_text (line->text), *duty = xy_meeting_words_duty (line);
      g_autofree char *verdict = xy_meeting_words_verdict (self->sheet, line, NULL);
      add_item (section, 2, i + 1, g_strconcat (text, "。", NULL));
      if (verdict != NULL)
        add_item (section, 0, 0, g_strdup_printf (VOTE, verdict));
      if (*duty != '\0')
        add_item (section, 0, 0, g_strconcat (duty, "。", NULL));
    }
  return section;
}

GPtrArray *
xy_minutes_sections (const XyMeetingPaper *self)
{
  GPtrArray *sections = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_minutes_section_free);

  g_ptr_array_add (sections, list_lines (self, "议题", "topic"));
  g_ptr_array_add (sections, list_lines (self, "政策宣讲", "policy"));
  g_ptr_array_add (sections, list_speeches (self));
  g_ptr_array_add (sections, list_decisions (self));
  g_ptr_array_add (sections, list_lines (self, "未达成一致事项", "dissent"));
  return sections;
}

XyMinutesSection *
xy_minutes_additions (const XyMeetingPaper *self)
{
  g_autoptr (GPtrArray) lines = xy_meeting_paper_lines (self, "addition");
  XyMinutesSection *section = lines->len > 0 ? section_new ("补充说明") : NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const XyMeetingLine *line = lines->pdata[i];
      g_autofree char *text = xy_meeting_words_text (line->text), *who = xy_meeting_words_text (line->who);
      g_autofree char *day = xy_day_to_chinese (line->day);
      add_item (section, lines->len > 1 ? 3 : 0, i + 1,
                g_strdup_printf (ADDED, day, *who != '\0' ? "由" : "", who, text));
    }
  return section;
}

char *
xy_minutes_item_text (const XyMinutesItem *item)
{
  g_autofree char *level = item->level > 0 ? xy_words_level (item->level, item->number) : g_strdup ("");

  return g_strconcat (level, item->text, NULL);
}

char *
xy_minutes_end (const XyMeetingPaper *self)
{
  g_autofree char *hour = xy_meeting_words_hour (self->sheet->meeting->ends);

  if (*hour == '\0')
    return NULL;
  return g_strdup_printf (END, xy_meeting_ends_next_day (self->sheet->meeting) ? "次日" : "", hour);
}

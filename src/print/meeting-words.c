/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/meeting-words.h"

#include <string.h>

#include "core/day.h"
#include "core/mask.h"
#include "print/matter-parts.h"

/* Until when an hour is called so. */
static const struct
{
  int until;
  const char *word;
} parts_of_day[] = { { 5, "凌晨" }, { 8, "早上" }, { 12, "上午" }, { 13, "中午" }, { 18, "下午" }, { 24, "晚上" } };

static const char *const weekdays[] = { "日", "一", "二", "三", "四", "五", "六" };

static gboolean
read_hour (const char *text, int *hour, int *minute)
{
  char *end = NULL;

  if (text == NULL)
    return FALSE;
  *hour = (int) g_ascii_strtoll (text, &end, 10);
  if (end == text || *end != ':')
    return FALSE;
  *minute = (int) g_ascii_strtoll (end + 1, NULL, 10);
  return TRUE;
}

char *
xy_meeting_words_hour (const char *text)
{
  int hour = 0, minute = 0;

  if (!read_hour (text, &hour, &minute))
    return g_strdup ("");
  return minute != 0 ? g_strdup_printf ("%d时%d分", hour, minute) : g_strdup_printf ("%d时", hour);
}

/* "晚上7时30分". */
static char *
say_hour (const char *text)
{
  int hour = 0, minute = 0;
  guint part = 0;

  if (!read_hour (text, &hour, &minute))
    return g_strdup ("");
  while (part + 1 < G_N_ELEMENTS (parts_of_day) && hour >= parts_of_day[part].until)
    part++;
  g_autofree char *twelve = g_strdup_printf ("%d:%02d", hour > 12 ? hour - 12 : hour, minute);
  g_autofree char *said = xy_meeting_words_hour (twelve);
  return g_strconcat (parts_of_day[part].word, said, NULL);
}

char *
xy_meeting_words_when (const XyMeeting *meeting)
{
  g_autofree char *day = xy_day_to_chinese (meeting->day), *hour = say_hour (meeting->starts);
  int weekday = xy_day_weekday (meeting->day);

  return g_strdup_printf ("%s（星期%s）%s", day, weekdays[MAX (weekday, 0)], hour);
}

char *
xy_meeting_words_span (const XyMeeting *meeting)
{
  g_autofree char *day = xy_day_to_chinese (meeting->day);
  g_autofree char *from = xy_meeting_words_hour (meeting->starts), *to = xy_meeting_words_hour (meeting->ends);

  if (*from == '\0' || *to == '\0')
    return g_strconcat (day, from, NULL);
  return g_strconcat (day, from, "至", xy_meeting_ends_next_day (meeting) ? "次日" : "", to, NULL);
}

/* The mark that TEXT ends in, or NULL. */
static const char *
find_end (const char *text)
{
  static const char *const ends[] = { "。", "；", "，", "、", ";", " " };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]))
      return ends[i];
  return NULL;
}

char *
xy_meeting_words_text (const char *text)
{
  g_autofree char *masked = xy_mask_text (text);
  g_auto (GStrv) lines = g_strsplit (masked, "\n", -1);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      if (*line != '\0' && all->len > 0 && find_end (all->str) == NULL)
        g_string_append (all, "；");
      g_string_append (all, line);
    }
  /* Braces are blanks to be filled in of the office's documents, which some of these papers are. */
  g_string_replace (all, "{", "｛", 0);
  g_string_replace (all, "}", "｝", 0);
  for (const char *end = find_end (all->str); end != NULL; end = find_end (all->str))
    g_string_truncate (all, all->len - strlen (end));
  return g_string_free (g_steal_pointer (&all), FALSE);
}

const char *
xy_meeting_words_measure (const XyMeetingKind *kind)
{
  return g_str_equal (kind->comes, "household") ? "户" : "人";
}

char *
xy_meeting_words_attendance (const XyMeetingSheet *sheet)
{
  const char *measure = xy_meeting_words_measure (sheet->kind);
  GString *text = g_string_new (NULL);
  gint64 absent = sheet->due - sheet->n_present - sheet->n_leave;

  if (sheet->due > 0)
    g_string_append_printf (text, "应到%d%s，", (int) sheet->due, measure);
  g_string_append_printf (text, "实到%u%s", sheet->n_present, measure);
  if (g_str_equal (measure, "户") && sheet->n_people > 0)
    g_string_append_printf (text, "、%u人", sheet->n_people);
  if (sheet->n_leave > 0)
    g_string_append_printf (text, "，请假%u%s", sheet->n_leave, measure);
  if (sheet->due > 0 && absent > 0)
    g_string_append_printf (text, "，缺席%d%s", (int) absent, measure);
  return g_string_free (text, FALSE);
}

/* "半数", "三分之二", "4/5". */
static char *
say_share (const XyMeetingShare *share)
{
  if (share->num == 1 && share->den == 2)
    return g_strdup ("半数");
  if (share->num == 2 && share->den == 3)
    return g_strdup ("三分之二");
  return g_strdup_printf ("%d/%d", share->num, share->den);
}

/* Whom the body counts by: the share of who attends that the meeting met by. */
static guint
find_attend (const XyMeetingSheet *sheet)
{
  gboolean households = g_str_equal (sheet->kind->comes, "household");

  for (guint i = 0; i < sheet->body->n_attend; i++)
    if ((sheet->body->attend[i].of == XY_MEETING_HOUSEHOLDS) == households)
      return i;
  return 0;
}

char *
xy_meeting_words_judged (const XyMeetingBody *body,
                         const XyMeetingCount *count,
                         const XyMeetingVerdict *verdict,
                         const char *measure)
{
  const XyMeetingShare *attend = &body->attend[MIN (count->attend, body->n_attend - 1)], *pass = &body->pass;
  g_autofree char *of_all = say_share (attend), *of_them = say_share (pass);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "应到%d%s，实到%d%s，", (int) count->due, measure, (int) count->present, measure);
  g_string_append_printf (text, "%s%s（%d%s）",
                          verdict->quorum ? (attend->over ? "超过" : "达到") : (attend->over ? "未超过" : "不足"),
                          of_all, (int) verdict->attend_need, measure);
  if (!verdict->quorum)
    {
      g_string_append (text, "，不能作出决定");
      return g_string_free (text, FALSE);
    }
  g_string_append_printf (text, "；赞成%d%s、反对%d%s、弃权%d%s，", (int) count->yes, measure, (int) count->no, measure,
                          (int) count->abstain, measure);
  g_string_append_printf (text, "赞成的%s%s%s的%s（%d%s），%s",
                          verdict->passed ? (pass->over ? "超过" : "达到") : (pass->over ? "未超过" : "不足"),
                          pass->of == XY_MEETING_PRESENT ? "到会" : "应到",
                          g_str_equal (measure, "户") ? "户数" : "人数", of_them, (int) verdict->pass_need, measure,
                          verdict->passed ? "通过" : "未通过");
  return g_string_free (text, FALSE);
}

char *
xy_meeting_words_verdict (const XyMeetingSheet *sheet, const XyMeetingLine *decision, gboolean *passed)
{
  g_auto (XyMeetingVerdict) verdict = { 0 };

  if (!xy_meeting_sheet_judge (sheet, decision, &verdict))
    return NULL;
  const XyMeetingCount count = { .attend = find_attend (sheet),
                                 .due = sheet->due,
                                 .present = sheet->n_present,
                                 .yes = decision->yes,
                                 .no = decision->no,
                                 .abstain = decision->abstain };
  if (passed != NULL)
    *passed = verdict.passed;
  return xy_meeting_words_judged (sheet->body, &count, &verdict, xy_meeting_words_measure (sheet->kind));
}

static void
append (GString *text, const char *label, const char *what, const char *after)
{
  if (what == NULL || *what == '\0')
    return;
  g_autofree char *masked = xy_meeting_words_text (what);
  g_string_append_printf (text, "%s%s：%s%s", text->len > 0 ? "；" : "", label, masked, after);
}

char *
xy_meeting_words_duty (const XyMeetingLine *decision)
{
  GString *text = g_string_new (NULL);
  g_autofree char *until = xy_day_to_chinese (decision->until);

  append (text, "责任人", decision->owner, "");
  append (text, "配合", decision->helpers, "");
  append (text, "村外协办", decision->partner, "");
  append (text, "时限", until, "前");
  append (text, "办理方式", xy_matter_paper_does (decision->does), "");
  append (text, "办理结果", decision->result, "");
  return g_string_free (text, FALSE);
}

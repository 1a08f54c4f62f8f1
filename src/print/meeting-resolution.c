/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 决议公告 and, of 四议两公开 the second publication, what came of it. */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "print/matter-parts.h"
#include "print/meeting-paper.h"
#include "print/meeting-papers.h"
#include "print/meeting-words.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define KIND "决议公告"
#define KIND_RESULT "决议实施结果公告"
#define LEAD "%s，%s召开%s。%s%s会议经表决形成以下决议，现予公告。"
#define HOST "会议由%s主持。"
#define LEAD_RESULT "%s，%s%s作出的决议，实施结果现公告如下。"
#define DISCUSSED "会前村党组织已于%s研究讨论。"
#define RESULT "实施结果：%s（%s）。"
#define NOT_DONE "实施结果：%s。"
#define OBJECTION "对决议有异议的，请在公示期内向村务监督委员会提出。"
#define OBJECTION_RESULT "对实施结果有异议的，请在公示期内向村务监督委员会提出。"

enum
{
  PART_RESULT = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "result", N_ ("What came of it: the second publication"), TRUE },
  { NULL, NULL, FALSE },
};

/* "一、…。", the arithmetic, and who does what until when. */
static void
add_decision (const XyMeetingPaper *self, const XyMeetingLine *line, guint number, GString *body)
{
  g_autofree char *level = xy_words_level (1, number), *text = xy_meeting_words_text (line->text);
  gboolean passed = FALSE;
  g_autofree char *verdict = xy_meeting_words_verdict (self->sheet, line, &passed);
  g_autofree char *duty = xy_meeting_words_duty (line);

  g_string_append_printf (body, "%s%s。\n%s。\n", level, text, verdict);
  if (passed && *duty != '\0')
    g_string_append_printf (body, "%s。\n", duty);
}

/* What was done about it, from the ledger. FALSE on an error. */
static gboolean
add_result (const XyMeetingPaper *self, const XyMeetingLine *line, guint number, GString *body, GError **error)
{
  const XyMatter *matter = xy_meeting_paper_matter (self, line);
  g_autofree char *level = xy_words_level (1, number), *text = xy_meeting_words_text (line->text);
  g_autoptr (GPtrArray) steps = matter != NULL ? xy_matter_steps (self->store, &matter->record.id, error) : NULL;
  g_autofree char *said = xy_meeting_words_text (line->result);
  g_autofree char *day = matter != NULL ? xy_day_to_chinese (matter->done_on) : g_strdup ("");

  if (matter != NULL && steps == NULL)
    return FALSE;
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const XyMatterStep *step = steps->pdata[i];
      if (!g_str_equal (step->kind, "finish"))
        continue;
      g_free (said);
      said = xy_meeting_words_text (step->note);
    }
  g_string_append_printf (body, "%s%s。\n", level, text);
  if (*said == '\0')
    {
      g_free (said);
      said = g_strdup (matter != NULL ? xy_matter_paper_stage (matter->stage) : "正在办理");
    }
  g_string_append_printf (body, *day != '\0' ? RESULT "\n" : NOT_DONE "\n", said, day);
  return TRUE;
}

/* Those that were voted on; of what came of it those that passed. (transfer container) */
static GPtrArray *
find_decisions (const XyMeetingPaper *self, gboolean result)
{
  g_autoptr (GPtrArray) lines = xy_meeting_paper_lines (self, "decision");
  GPtrArray *voted = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      gboolean passed = FALSE;
      g_autofree char *verdict = xy_meeting_words_verdict (self->sheet, lines->pdata[i], &passed);
      if (verdict != NULL && (passed || !result) && !xy_meeting_paper_is_private (self, lines->pdata[i]))
        g_ptr_array_add (voted, lines->pdata[i]);
    }
  return voted;
}

static void
add_lead (const XyMeetingPaper *self, gboolean result, GString *body)
{
  const XyMeeting *meeting = self->sheet->meeting;
  g_autofree char *day = xy_day_to_chinese (meeting->day), *party = xy_day_to_chinese (meeting->party_on);
  g_autofree char *host = xy_meeting_words_text (meeting->host);
  g_autofree char *presided = *host != '\0' ? g_strdup_printf (HOST, host) : g_strdup ("");
  g_autofree char *discussed = *party != '\0' ? g_strdup_printf (DISCUSSED, party) : g_strdup ("");

  if (result)
    g_string_append_printf (body, LEAD_RESULT "\n", day, self->village->name, self->called);
  else
    g_string_append_printf (body, LEAD "\n", day, self->village->name, self->called, presided, discussed);
}

static char *
make_body (const XyMeetingPaper *self, const GPtrArray *lines, gboolean result, GError **error)
{
  g_autoptr (GString) body = g_string_new (NULL);

  add_lead (self, result, body);
  for (guint i = 0; i < lines->len; i++)
    if (!result)
      add_decision (self, lines->pdata[i], i + 1, body);
    else if (!add_result (self, lines->pdata[i], i + 1, body, error))
      return NULL;
  g_string_append (body, result ? OBJECTION_RESULT : OBJECTION);
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyMeetingPaper) self = { 0 };
  g_autoptr (XyDocument) document = xy_record_new (&xy_document_type);
  gboolean result = (ask->parts & PART_RESULT) != 0;
  g_autofree char *today = xy_day_from_instant (ask->printed_at);

  if (!xy_meeting_paper_open (&self, store, ask, error))
    return NULL;
  if (self.sheet->body != NULL && !self.sheet->body->votes)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("%s consults and does not vote. Print the list of agreed matters instead."),
                   self.sheet->kind->name);
      return NULL;
    }
  g_autoptr (GPtrArray) lines = find_decisions (&self, result);
  if (lines->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                           result ? _ ("Nothing was passed at this meeting.")
                                  : _ ("Nothing was voted on at this meeting."));
      return NULL;
    }
  g_autofree char *body = make_body (&self, lines, result, error);
  int days = body != NULL ? xy_paper_publicity_days (store, "decisions", today, error) : 0;
  if (days == 0)
    return NULL;
  g_autofree char *title = g_strconcat (self.village->name, self.name, result ? KIND_RESULT : KIND, NULL);
  xy_set_str (&document->title, title);
  xy_set_str (&document->body, body);
  xy_set_str (&document->day, today);
  document->notice_days = days;
  return xy_meeting_paper_post (&self, document, result ? KIND_RESULT : KIND, TRUE, error);
}

const XyPaperKind xy_meeting_resolution_paper = {
  .name = "meeting-resolution",
  .title = N_ ("Resolutions of a meeting"),
  .act = N_ ("Print the resolutions of a meeting"),
  .prefix = "JY",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_TURNS | XY_PAPER_SEAL,
  .parts = parts,
  .of = &xy_meeting_type,
  .make = make,
};

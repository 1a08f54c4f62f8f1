/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-decide.h"

#include <string.h>

#include "core/matter.h"
#include "core/meeting-line-vote.h"
#include "core/meeting-private.h"
#include "core/store.h"

/* What a register shows in a line; the rest of a long decision stands below it. */
#define TITLE_MOST 60
#define NOTE_MOST 2000

enum
{
  SAME_LINK,
  LAST_DAY,
};

static const XySql statements[] = {
  [SAME_LINK] = { NULL, "SELECT count (*) FROM matter_link WHERE matter = ?1 AND target = ?2 AND del = 0" },
  [LAST_DAY] = { NULL, "SELECT max (day) FROM matter_step WHERE matter = ?1 AND del = 0" },
};

typedef struct
{
  XyTxn *txn;
  XyStore *store;
  const XyMeetingSheet *sheet;
  char *name; /* of the meeting, Chinese: what it writes stands on papers */
} Work;

/* FALSE where a vote on DECISION did not pass. */
static gboolean
stands (const XyMeetingSheet *sheet, const XyMeetingLine *decision)
{
  g_auto (XyMeetingVerdict) verdict = { 0 };

  return !xy_meeting_sheet_judge (sheet, decision, &verdict) || verdict.passed;
}

XyId
xy_meeting_decide_matter (const XyMeetingSheet *sheet, const XyMeetingLine *decision)
{
  const XyMeetingLine *topic = xy_meeting_sheet_topic (sheet, decision);

  if (topic == NULL || xy_id_is_none (&topic->matter))
    return XY_ID_NONE;
  for (guint i = 0; stands (sheet, decision) && i < sheet->lines->len; i++)
    {
      const XyMeetingLine *line = sheet->lines->pdata[i];
      if (line == decision || xy_id_same (&line->record.id, &decision->record.id))
        break;
      if (g_strcmp0 (line->kind, "decision") == 0 && xy_id_same (&line->topic, &decision->topic)
          && stands (sheet, line))
        return XY_ID_NONE;
    }
  return topic->matter;
}

static gboolean
tie (Work *work, const XyId *matter, const char *kind, const XyId *target, GError **error)
{
  g_autoptr (XyMatterLink) link = xy_record_new (&xy_matter_link_type);
  gint64 same = 0;

  if (!xy_db_number (xy_txn_get_db (work->txn), statements[SAME_LINK].text, XY_BIND (XY_ID (matter), XY_ID (target)),
                     &same, error))
    return FALSE;
  if (same > 0 || xy_id_same (matter, target))
    return TRUE;
  link->matter = *matter;
  link->target = *target;
  xy_set_str (&link->kind, kind);
  return xy_record_save (work->txn, link, error);
}

/* A step on MATTER; on the day of the meeting, or of its last step where that was later. */
static gboolean
step (Work *work, const XyId *matter, XyMatterKind kind, const XyMeetingLine *line, const char *note, GError **error)
{
  const XyMeeting *meeting = work->sheet->meeting;
  g_autofree char *last =
      xy_db_text (xy_txn_get_db (work->txn), statements[LAST_DAY].text, XY_BIND (XY_ID (matter)), NULL);
  const char *day = last != NULL && strcmp (last, meeting->day) > 0 ? last : meeting->day;
  XyMatterStepping asked = { .matters = matter,
                             .n = 1,
                             .kind = kind,
                             .day = day,
                             .by = meeting->host,
                             .note = note,
                             .owner = line->owner,
                             .helpers = line->helpers,
                             .partner = line->partner,
                             .does = line->does,
                             .until = line->until != NULL ? line->until : day };

  return xy_matter_step_act (work->txn, &asked, error);
}

/* TEXT, as much of it as a step's note can hold besides its own words. */
static char *
cut (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= NOTE_MOST)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, NOTE_MOST);
  return g_strconcat (start, "…", NULL);
}

/* "2026年第2次村民代表会议议定：…" */
static char *
note_of (const Work *work, const char *what, const char *text)
{
  g_autofree char *part = cut (text);

  return g_strdup_printf ("%s%s：%s", work->name, what, part);
}

/* "2026年第2次村民代表会议表决通过：赞成31，反对2，弃权1。…" */
static char *
vote_of (const Work *work, const XyMeetingLine *line, gboolean passed)
{
  g_autofree char *part = cut (line->text);

  return g_strdup_printf ("%s表决%s：赞成%d，反对%d，弃权%d。%s", work->name, passed ? "通过" : "未通过",
                          (int) line->yes, (int) line->no, (int) line->abstain, part);
}

/* Where the matter goes that was just assigned. */
static gboolean
send_on (Work *work, const XyId *matter, const XyMeetingLine *line, GError **error)
{
  g_autofree char *note = note_of (work, "议定", line->text);

  if (g_strcmp0 (line->does, "spot") == 0)
    return step (work, matter, XY_MATTER_FINISH, line, line->result, error);
  if (g_strcmp0 (line->does, "township") == 0)
    return step (work, matter, XY_MATTER_PASS_ON, line, note, error);
  if (g_strcmp0 (line->does, "meeting") == 0)
    return step (work, matter, XY_MATTER_SUBMIT, line, note, error);
  return TRUE;
}

static gboolean
assign (Work *work, const XyId *matter, const XyMeetingLine *line, GError **error)
{
  return step (work, matter, XY_MATTER_ASSIGN, line, NULL, error) && send_on (work, matter, line, error);
}

static gboolean
note (Work *work, const XyId *matter, const XyMeetingLine *line, GError **error)
{
  g_autofree char *text =
      line->voted ? vote_of (work, line, stands (work->sheet, line)) : note_of (work, "议定", line->text);

  return step (work, matter, XY_MATTER_NOTE, line, text, error);
}

/* The only group that the meeting was for. */
static XyId
unit_of (const XyMeeting *meeting)
{
  XyId id = XY_ID_NONE;

  if (meeting->units != NULL && strchr (meeting->units, '\n') == NULL && !xy_id_from_text (meeting->units, &id))
    return XY_ID_NONE;
  return id;
}

/* A matter of its own. One that did not pass is kept too, as what it is: without accord. */
static gboolean
register_new (Work *work, const XyMeetingLine *line, XyId *made, GError **error)
{
  const XyMeeting *meeting = work->sheet->meeting;
  const XyMeetingLine *topic = xy_meeting_sheet_topic (work->sheet, line);
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };
  gboolean is_short = strchr (line->text, '\n') == NULL && g_utf8_strlen (line->text, -1) <= TITLE_MOST;

  xy_set_str (&matter->source, "meeting");
  xy_set_str (&matter->day, meeting->day);
  xy_set_str (&matter->title, line->text);
  if (!is_short)
    {
      g_auto (GStrv) rows = g_strsplit (line->text, "\n", 2);
      g_autofree char *first =
          g_utf8_strlen (rows[0], -1) > TITLE_MOST ? g_utf8_substring (rows[0], 0, TITLE_MOST - 1) : g_strdup (rows[0]);
      g_autofree char *title = g_strconcat (first, "…", NULL);
      xy_set_str (&matter->title, title);
      xy_set_str (&matter->content, line->text);
    }
  xy_set_str (&matter->reserved, line->reserved);
  matter->origin = line->record.id;
  matter->household = line->household;
  matter->person = line->person;
  matter->unit = unit_of (meeting);
  if (!xy_matter_write_act (work->txn, &writing, error))
    return FALSE;
  *made = writing.made;
  if (topic != NULL && !xy_id_is_none (&topic->matter) && !tie (work, made, "matter", &topic->matter, error))
    return FALSE;
  if (stands (work->sheet, line))
    return assign (work, made, line, error);
  g_autofree char *text = vote_of (work, line, FALSE);
  return step (work, made, XY_MATTER_NO_ACCORD, line, text, error);
}

/* A matter that waits for a vote: a vote that passed decides it, all else is noted. */
static gboolean
decide_waiting (Work *work, const XyMatter *matter, const XyMeetingLine *line, GError **error)
{
  const XyMeetingSheet *sheet = work->sheet;
  const char *key = line->reserved != NULL ? line->reserved : matter->reserved;
  gboolean may =
      sheet->body != NULL
      && xy_meeting_may_decide (key != NULL ? xy_meeting_rules_matter (sheet->rules, key) : NULL, sheet->body);

  if (!may || !line->voted || g_strcmp0 (line->does, "meeting") == 0)
    return note (work, &matter->record.id, line, error);
  g_autofree char *text = vote_of (work, line, TRUE);
  return step (work, &matter->record.id, XY_MATTER_DECIDE, line, text, error)
         && assign (work, &matter->record.id, line, error);
}

/* *USED becomes FALSE where MATTER is past being moved on by a meeting. */
static gboolean
move_on (Work *work, const XyId *id, const XyMeetingLine *line, gboolean *used, GError **error)
{
  g_autoptr (XyMatter) matter = xy_matter_get (work->store, id, error);
  g_autofree char *text = note_of (work, "议定", line->text);
  gboolean passed = stands (work->sheet, line);

  if (matter == NULL)
    return FALSE;
  *used = TRUE;
  XyMatterStage stage = (XyMatterStage) matter->stage;
  if (!passed && xy_matter_stage_after (stage, XY_MATTER_NOTE) != XY_MATTER_N_STAGES)
    return note (work, id, line, error);
  switch (stage)
    {
    case XY_MATTER_REGISTERED:
    case XY_MATTER_ASSIGNED:
    case XY_MATTER_WORKING:
      return assign (work, id, line, error);
    case XY_MATTER_PASSED_ON:
      return g_strcmp0 (line->does, "township") == 0
                 ? note (work, id, line, error)
                 : step (work, id, XY_MATTER_ANSWER, line, text, error) && assign (work, id, line, error);
    case XY_MATTER_AT_MEETING:
      return decide_waiting (work, matter, line, error);
    case XY_MATTER_NOT_READY:
    case XY_MATTER_UNSETTLED:
      if (passed)
        return step (work, id, XY_MATTER_REOPEN, line, text, error) && assign (work, id, line, error);
      break;
    case XY_MATTER_DONE:
    case XY_MATTER_VISITED:
    case XY_MATTER_CLOSED:
    case XY_MATTER_VOID:
    case XY_MATTER_N_STAGES:
    default:
      break;
    }
  *used = FALSE;
  return TRUE;
}

static gboolean
decide (Work *work, const XyMeetingLine *line, GError **error)
{
  XyId matter = xy_meeting_decide_matter (work->sheet, line);
  gboolean used = FALSE;

  if (!xy_id_is_none (&matter) && !move_on (work, &matter, line, &used, error))
    return FALSE;
  if (!used && !register_new (work, line, &matter, error))
    return FALSE;
  if (!tie (work, &matter, "meeting", &work->sheet->meeting->record.id, error))
    return FALSE;
  g_autoptr (XyMeetingLine) copy = xy_record_copy (line);
  copy->matter = matter;
  /* Figures that were typed before all who came were written down. */
  if (!xy_meeting_line_write_vote (work->txn, work->sheet->meeting, work->sheet->kind, copy, line, error))
    return FALSE;
  return xy_record_save (work->txn, copy, error);
}

/* A topic out of the ledger: the meeting is in its thread; what came to no accord is noted there. */
static gboolean
take_topic (Work *work, const XyMeetingLine *topic, GError **error)
{
  for (guint i = 0; i < work->sheet->lines->len; i++)
    {
      const XyMeetingLine *line = work->sheet->lines->pdata[i];
      if (g_strcmp0 (line->kind, "dissent") != 0 || !xy_id_same (&line->topic, &topic->record.id))
        continue;
      g_autoptr (XyMatter) matter = xy_matter_get (work->store, &topic->matter, error);
      if (matter == NULL)
        return FALSE;
      g_autofree char *text = note_of (work, "未达成一致", line->text);
      if (xy_matter_stage_after ((XyMatterStage) matter->stage, XY_MATTER_NOTE) != XY_MATTER_N_STAGES
          && !step (work, &topic->matter, XY_MATTER_NOTE, line, text, error))
        return FALSE;
    }
  return tie (work, &topic->matter, "meeting", &work->sheet->meeting->record.id, error);
}

gboolean
xy_meeting_decide (XyTxn *txn, const XyMeetingSheet *sheet, GError **error)
{
  g_autofree char *name = xy_meeting_sheet_name (sheet);
  Work work = { txn, xy_txn_get_store (txn), sheet, name };

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const XyMeetingLine *line = sheet->lines->pdata[i];
      if (g_strcmp0 (line->kind, "decision") == 0 && !decide (&work, line, error))
        return FALSE;
    }
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const XyMeetingLine *line = sheet->lines->pdata[i];
      if (g_strcmp0 (line->kind, "topic") == 0 && !xy_id_is_none (&line->matter) && !take_topic (&work, line, error))
        return FALSE;
    }
  return TRUE;
}

const XySql *
xy_meeting_decide_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

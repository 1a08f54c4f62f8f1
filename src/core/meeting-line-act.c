/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of the minutes are written, moved, taken out. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/matter.h"
#include "core/meeting-line-vote.h"
#include "core/meeting-line.h"
#include "core/meeting-private.h"
#include "core/normalize.h"
#include "core/person.h"
#include "core/store.h"

#define VOICES_MOST 100000

enum
{
  SAME_MATTER,
  OF_TOPIC,
};

static const XySql statements[] = {
  [SAME_MATTER] = { NULL, "SELECT count (*) FROM meeting_line WHERE meeting = ?1 AND matter = ?2 AND id IS NOT ?3 "
                          "AND kind = 'topic' AND del = 0" },
  [OF_TOPIC] = { &xy_meeting_line_type, "WHERE t.meeting = ?1 AND t.topic = ?2 AND t.del = 0 ORDER BY t.sort, t.id" },
};

typedef struct
{
  XyTxn *txn;
  XyStore *store;
  XyMeeting *meeting;
  XyMeetingLine *line;
  XyMeetingLine *was; /* NULL: a new one */
} Work;

static void
work_clear (Work *work)
{
  g_clear_object (&work->meeting);
  g_clear_object (&work->was);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
is_kind (const XyMeetingLine *line, const char *kind)
{
  return g_strcmp0 (line->kind, kind) == 0;
}

/* What may be written at the stage where the meeting stands. */
static gboolean
check_stage (const XyMeeting *meeting, const char *kind, GError **error)
{
  gboolean addition = g_strcmp0 (kind, "addition") == 0;

  if (meeting->stage == XY_MEETING_PLANNED && g_strcmp0 (kind, "topic") == 0)
    return TRUE;
  if (meeting->stage == XY_MEETING_PLANNED)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The meeting has not begun yet; only topics can be written."));
  else if (addition && xy_meeting_is_locked (meeting))
    return TRUE;
  else if (addition && (meeting->stage == XY_MEETING_RECORDING || meeting->stage == XY_MEETING_READY))
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The minutes are not signed yet: change the line itself."));
  else
    return xy_meeting_check_open (meeting, error);
  return FALSE;
}

static gboolean
tidy_day (char **member, const char *field, GError **error)
{
  char day[XY_DAY_SIZE];

  if (*member == NULL || (*member)[0] == '\0')
    {
      xy_set_str (member, NULL);
      return TRUE;
    }
  if (!xy_meeting_read_day (*member, NULL, NULL, field, day, error))
    return FALSE;
  xy_set_str (member, day);
  return TRUE;
}

static gboolean
check_topic (Work *work, GError **error)
{
  g_autoptr (XyMeetingLine) topic = NULL;

  if (is_kind (work->line, "topic"))
    work->line->topic = XY_ID_NONE;
  if (xy_id_is_none (&work->line->topic))
    return TRUE;
  topic = xy_record_get (work->store, &xy_meeting_line_type, &work->line->topic, NULL);
  if (topic != NULL && !topic->record.deleted && is_kind (topic, "topic")
      && xy_id_same (&topic->meeting, &work->meeting->record.id))
    return TRUE;
  xy_set_invalid (error, "topic", _ ("This topic is not on the agenda any more. Please choose another."));
  return FALSE;
}

/* A topic out of the ledger: one that can still be moved on, and once on an agenda. */
static gboolean
check_matter (Work *work, GError **error)
{
  XyMeetingLine *line = work->line;
  gint64 same = 0;

  /* What a decision became is written when the minutes are signed. */
  if (!is_kind (line, "topic"))
    line->matter = work->was != NULL && !is_kind (work->was, "topic") ? work->was->matter : XY_ID_NONE;
  if (!is_kind (line, "topic") || xy_id_is_none (&line->matter))
    return TRUE;
  g_autoptr (XyMatter) matter = xy_matter_get (work->store, &line->matter, error);
  if (matter == NULL
      || !xy_db_number (xy_txn_get_db (work->txn), statements[SAME_MATTER].text,
                        XY_BIND (XY_ID (&line->meeting), XY_ID (&line->matter),
                                 XY_ID (work->was != NULL ? &line->record.id : &XY_ID_NONE)),
                        &same, error))
    return FALSE;
  g_autofree char *what = xy_matter_describe (matter);
  if (same > 0)
    xy_set_invalid (error, "matter", _ ("%s is on the agenda already."), what);
  else if (matter->stage == XY_MATTER_CLOSED || matter->stage == XY_MATTER_VOID)
    xy_set_invalid (error, "matter", _ ("%s is over (%s); it needs no meeting."), what,
                    xy_matter_stage_word ((XyMatterStage) matter->stage));
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_until (Work *work, GError **error)
{
  XyMeetingLine *line = work->line;

  if (!tidy_day (&line->until, "until", error))
    return FALSE;
  if (line->until == NULL)
    return TRUE;
  if (strcmp (line->until, work->meeting->day) < 0)
    xy_set_invalid (error, "until", _ ("The last day %s is before the meeting of %s."), line->until,
                    work->meeting->day);
  else if (xy_day_between (work->meeting->day, line->until) > XY_MEETING_UNTIL_MOST)
    xy_set_invalid (error, "until", _ ("The last day %s is more than three years off."), line->until);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_voices (XyMeetingLine *line, const XyMeetingSheet *rules, GError **error)
{
  static const char *const fields[] = { "yes", "no", "abstain" };
  const gint64 voices[] = { line->yes, line->no, line->abstain };

  if (!line->voted && xy_id_is_none (&line->vote))
    {
      line->yes = line->no = line->abstain = 0;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (voices); i++)
    if (voices[i] < 0 || voices[i] > VOICES_MOST)
      {
        xy_set_invalid (error, fields[i], _ ("%d voices cannot be."), (int) voices[i]);
        return FALSE;
      }
  if (rules->body != NULL && rules->body->votes)
    return TRUE;
  xy_set_invalid (error, "voted",
                  _ ("%s only consults and does not vote. What it agrees goes to the meeting that may decide it."),
                  rules->kind->name);
  return FALSE;
}

/* 村民委员会组织法 28: where another meeting must decide, the line goes there. */
static gboolean
check_law (Work *work, const XyMeetingSheet *rules, GError **error)
{
  XyMeetingLine *line = work->line;
  const XyMeetingMatter *matter = NULL;

  if (line->reserved == NULL || line->reserved[0] == '\0')
    return TRUE;
  matter = xy_meeting_rules_matter (rules->rules, line->reserved);
  if (matter == NULL)
    {
      xy_set_invalid (error, "reserved", _ ("The rules of %s know no such reserved matter."), work->meeting->day);
      return FALSE;
    }
  if (rules->body != NULL && xy_meeting_may_decide (matter, rules->body))
    return TRUE;
  if (line->does == NULL || line->does[0] == '\0')
    xy_set_str (&line->does, "meeting");
  if (g_str_equal (line->does, "meeting"))
    return TRUE;
  g_autofree char *warning = xy_meeting_sheet_warn (rules, line);
  xy_set_invalid (error, "does", "%s", warning);
  return FALSE;
}

/* What the ledger says of the topic's matter holds for what is decided on it. */
static gboolean
take_reserved (Work *work, const XyMeetingRules *rules, GError **error)
{
  XyMeetingLine *line = work->line;
  g_autoptr (XyMeetingLine) topic = NULL;

  if (work->was != NULL || line->reserved != NULL || xy_id_is_none (&line->topic))
    return TRUE;
  topic = xy_record_get (work->store, &xy_meeting_line_type, &line->topic, error);
  if (topic == NULL)
    return FALSE;
  if (xy_id_is_none (&topic->matter))
    return TRUE;
  g_autoptr (XyMatter) matter = xy_matter_get (work->store, &topic->matter, error);
  if (matter == NULL)
    return FALSE;
  if (xy_meeting_rules_matter (rules, matter->reserved) != NULL)
    xy_set_str (&line->reserved, matter->reserved);
  return TRUE;
}

static gboolean
check_decision (Work *work, GError **error)
{
  XyMeetingLine *line = work->line;
  /* As much of the sheet as is needed here. */
  g_autoptr (XyMeetingSheet) rules = g_new0 (XyMeetingSheet, 1);

  rules->meeting = g_object_ref (work->meeting);
  rules->kind = xy_meeting_get_kind (work->store, work->meeting, error);
  if (rules->kind == NULL)
    return FALSE;
  rules->rules = xy_meeting_rules_of (work->store, work->meeting, rules->kind, &rules->body, error);
  if (rules->rules == NULL || !take_reserved (work, rules->rules, error) || !check_until (work, error)
      || !check_voices (line, rules, error) || !check_law (work, rules, error)
      || !xy_meeting_line_write_vote (work->txn, work->meeting, rules->kind, line, work->was, error))
    return FALSE;
  return line->owner == NULL || xy_person_check_lives (work->store, line->owner, "owner", error);
}

/* Only a decision has an owner, a last day, voices. */
static void
clear_decision (XyMeetingLine *line)
{
  xy_set_str (&line->owner, NULL);
  xy_set_str (&line->helpers, NULL);
  xy_set_str (&line->partner, NULL);
  xy_set_str (&line->until, NULL);
  xy_set_str (&line->does, NULL);
  xy_set_str (&line->reserved, NULL);
  xy_set_str (&line->result, NULL);
  line->voted = line->yes = line->no = line->abstain = 0;
  line->vote = XY_ID_NONE;
}

static gboolean
check_addition (Work *work, GError **error)
{
  XyMeetingLine *line = work->line;
  const XyMeeting *meeting = work->meeting;
  g_autofree char *today = xy_env_today (xy_txn_get_env (work->txn));
  char day[XY_DAY_SIZE];

  if (work->was != NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("An addition stays as it was written. Write another one."));
      return FALSE;
    }
  if (!xy_meeting_read_day (line->day, today, today, "day", day, error))
    return FALSE;
  xy_set_str (&line->day, day);
  if (meeting->signed_on != NULL && strcmp (day, meeting->signed_on) < 0)
    {
      xy_set_invalid (error, "day", _ ("The minutes were signed on %s; an addition comes after that."),
                      meeting->signed_on);
      return FALSE;
    }
  if (line->who == NULL || line->who[0] == '\0')
    xy_set_str (&line->who, xy_txn_get_actor (work->txn)->name);
  return TRUE;
}

/* A topic that others stand under stays one. */
static gboolean
check_kind_change (Work *work, GError **error)
{
  const XyMeetingLine *line = work->line;

  if (work->was == NULL || g_strcmp0 (work->was->kind, line->kind) == 0)
    return TRUE;
  if (is_kind (work->was, "addition"))
    return check_addition (work, error);
  if (!is_kind (work->was, "topic"))
    return TRUE;
  g_autoptr (GPtrArray) lines = xy_record_list (work->store, &xy_meeting_line_type, statements[OF_TOPIC].text,
                                                XY_BIND (XY_ID (&line->meeting), XY_ID (&line->record.id)), error);
  if (lines == NULL || lines->len == 0)
    return lines != NULL;
  xy_set_invalid (error, "kind", _ ("Other lines belong to this topic; it stays one."));
  return FALSE;
}

static gboolean
check_line (Work *work, GError **error)
{
  XyMeetingLine *line = work->line;

  if (!check_stage (work->meeting, line->kind, error) || !check_kind_change (work, error) || !check_topic (work, error)
      || !check_matter (work, error))
    return FALSE;
  if (!is_kind (line, "addition"))
    xy_set_str (&line->day, NULL);
  if (is_kind (line, "addition"))
    {
      clear_decision (line);
      return check_addition (work, error);
    }
  if (is_kind (line, "decision"))
    return check_decision (work, error);
  if (work->was != NULL && !xy_meeting_line_drop_vote (work->txn, work->was, error))
    return FALSE;
  clear_decision (line);
  if (line->who == NULL && !xy_id_is_none (&line->person))
    {
      g_autoptr (XyPerson) person = xy_record_get (work->store, &xy_person_type, &line->person, error);
      if (person == NULL)
        return FALSE;
      xy_set_str (&line->who, person->name);
    }
  return TRUE;
}

/* Finds room behind AFTER (none: at the beginning) for LINE, moving others on where there is none. */
static gboolean
make_room (XyTxn *txn, const XyId *meeting, const XyId *line, const XyId *after, gint64 *sort, GError **error)
{
  g_autoptr (GPtrArray) lines = xy_meeting_lines (xy_txn_get_store (txn), meeting, error);
  gint64 before = 0;
  guint at = 0;

  if (lines == NULL)
    return FALSE;
  for (guint i = lines->len; i-- > 0;)
    if (xy_id_same (&((XyMeetingLine *) lines->pdata[i])->record.id, line))
      g_ptr_array_remove_index (lines, i);
  while (!xy_id_is_none (after) && at < lines->len
         && !xy_id_same (&((XyMeetingLine *) lines->pdata[at])->record.id, after))
    at++;
  if (!xy_id_is_none (after) && at == lines->len)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The line before it is not there any more."));
      return FALSE;
    }
  if (!xy_id_is_none (after))
    before = ((XyMeetingLine *) lines->pdata[at++])->sort;
  *sort = before + XY_MEETING_LINE_GAP;
  if (at == lines->len)
    return TRUE;
  gint64 next = ((XyMeetingLine *) lines->pdata[at])->sort;
  if (next - before >= 2)
    {
      *sort = before + (next - before) / 2;
      return TRUE;
    }
  for (gint64 last = *sort; at < lines->len && ((XyMeetingLine *) lines->pdata[at])->sort <= last; at++)
    {
      XyMeetingLine *moved = lines->pdata[at];
      moved->sort = last += XY_MEETING_LINE_GAP;
      if (!xy_record_save (txn, moved, error))
        return FALSE;
    }
  return TRUE;
}

/* "发言：修路要先量": what Undo shows. */
static void
set_title (XyTxn *txn, const char *verb, const XyMeetingLine *line)
{
  g_autofree char *first = g_utf8_strlen (line->text, -1) > 20 ? g_utf8_substring (line->text, 0, 19) : NULL;
  g_autofree char *title =
      g_strdup_printf ("%s%s%s", verb, first != NULL ? first : line->text, first != NULL ? "…" : "");

  xy_txn_set_title (txn, title);
}

static gboolean
open_work (Work *work, const XyId *meeting, GError **error)
{
  if (!xy_txn_require (work->txn, XY_MAY_KEEP_MEETINGS, error))
    return FALSE;
  work->store = xy_txn_get_store (work->txn);
  work->meeting = xy_meeting_get (work->store, meeting, error);
  return work->meeting != NULL;
}

/* The line of ID as it stands. (transfer full) */
static XyMeetingLine *
get_line (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyMeetingLine) line = xy_record_get (store, &xy_meeting_line_type, id, error);

  if (line == NULL || !line->record.deleted)
    return g_steal_pointer (&line);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("This line was taken out of the minutes."));
  return NULL;
}

gboolean
xy_meeting_line_write_act (XyTxn *txn, gpointer data, GError **error)
{
  XyMeetingLineWriting *writing = data;
  XyMeetingLine *line = writing->line;
  gboolean is_new = !line->record.stored;
  g_auto (Work) work = { .txn = txn, .line = line };

  if (!open_work (&work, &line->meeting, error))
    return FALSE;
  if (!is_new && (work.was = get_line (work.store, &line->record.id, error)) == NULL)
    return FALSE;
  if (!check_line (&work, error))
    return FALSE;
  if (is_new && !xy_id_is_none (&writing->after)
      && !make_room (txn, &line->meeting, &XY_ID_NONE, &writing->after, &line->sort, error))
    return FALSE;
  if (is_new)
    {
      xy_set_str (&line->recorder, xy_txn_get_actor (txn)->name);
      line->at = xy_txn_get_now (txn);
    }
  if (!xy_record_save (txn, line, error))
    return FALSE;
  writing->made = line->record.id;
  g_autofree char *verb = g_strdup_printf (_ ("%s: "), xy_word_label (xy_meeting_line_kinds, line->kind));
  set_title (txn, verb, line);
  return TRUE;
}

gboolean
xy_meeting_line_move_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMeetingLineMoving *moving = data;
  g_autoptr (XyMeetingLine) line = get_line (xy_txn_get_store (txn), &moving->line, error);
  g_auto (Work) work = { .txn = txn };

  if (line == NULL || !open_work (&work, &line->meeting, error) || !check_stage (work.meeting, line->kind, error))
    return FALSE;
  if (is_kind (line, "addition"))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("An addition stays as it was written. Write another one."));
      return FALSE;
    }
  if (xy_id_same (&moving->line, &moving->after))
    return TRUE;
  if (!make_room (txn, &line->meeting, &moving->line, &moving->after, &line->sort, error)
      || !xy_record_save (txn, line, error))
    return FALSE;
  set_title (txn, _ ("Move: "), line);
  return TRUE;
}

gboolean
xy_meeting_line_delete_act (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyMeetingLine) line = get_line (xy_txn_get_store (txn), data, error);
  g_auto (Work) work = { .txn = txn };

  if (line == NULL || !open_work (&work, &line->meeting, error) || !check_stage (work.meeting, line->kind, error))
    return FALSE;
  if (is_kind (line, "addition"))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("An addition stays as it was written. Write another one."));
      return FALSE;
    }
  g_autoptr (GPtrArray) lines = xy_record_list (work.store, &xy_meeting_line_type, statements[OF_TOPIC].text,
                                                XY_BIND (XY_ID (&line->meeting), XY_ID (&line->record.id)), error);
  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      XyMeetingLine *below = lines->pdata[i];
      below->topic = XY_ID_NONE;
      if (!xy_record_save (txn, below, error))
        return FALSE;
    }
  if (!xy_meeting_line_drop_vote (txn, line, error) || !xy_record_set_deleted (txn, line, TRUE, error))
    return FALSE;
  set_title (txn, _ ("Take out: "), line);
  return TRUE;
}

const XySql *
xy_meeting_line_act_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

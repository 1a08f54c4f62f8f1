/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting goes a step of the drawing. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/meeting-decide.h"
#include "core/meeting-private.h"
#include "core/normalize.h"
#include "core/store.h"

enum
{
  NEXT_NUMBER,
  LAST_DAY,
};

static const XySql statements[] = {
  /* One that was undone keeps its number, so that the order of those that stand is never in doubt. */
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM meeting_step WHERE meeting = ?1" },
  [LAST_DAY] = { NULL, "SELECT day FROM meeting_step WHERE meeting = ?1 AND del = 0 ORDER BY number DESC LIMIT 1" },
};

typedef struct
{
  XyTxn *txn;
  XyStore *store;
  const XyMeetingStepping *asked;
  XyMeeting *meeting; /* a copy */
  XyMeetingSheet *sheet;
  char day[XY_DAY_SIZE];
  char until[XY_DAY_SIZE];
  char *by;
  char *note;
} Work;

static void
work_clear (Work *work)
{
  g_clear_object (&work->meeting);
  g_clear_pointer (&work->sheet, xy_meeting_sheet_free);
  g_free (work->by);
  g_free (work->note);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
refuse_way (const XyMeeting *meeting, XyMeetingStepKind kind, GError **error)
{
  /* Translators: the day of a meeting, what somebody wanted to do, where the meeting stands. */
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The meeting of %s: “%s” does not fit now. It stands at: %s."),
               meeting->day, xy_meeting_step_label (kind), xy_meeting_stage_word ((XyMeetingStage) meeting->stage));
  return FALSE;
}

/* Days go on: nothing of a meeting happens before what happened to it last, nor its minutes before the meeting. */
static gboolean
check_day (Work *work, GError **error)
{
  XyMeetingStepKind kind = work->asked->kind;
  const XyMeeting *meeting = work->meeting;
  gboolean of_minutes = kind != XY_MEETING_POSTPONE && kind != XY_MEETING_CANCEL;
  g_autofree char *today = xy_env_today (xy_txn_get_env (work->txn));

  if (kind == XY_MEETING_BEGIN && strcmp (meeting->day, today) > 0)
    {
      xy_set_invalid (error, "day",
                      _ ("It is called for %s, which is still to come. If it is held today, change its day first."),
                      meeting->day);
      return FALSE;
    }
  g_autofree char *last =
      xy_db_text (xy_txn_get_db (work->txn), statements[LAST_DAY].text, XY_BIND (XY_ID (&meeting->record.id)), NULL);
  const char *least = of_minutes && (last == NULL || strcmp (last, meeting->day) < 0) ? meeting->day : last;
  if (!xy_meeting_read_day (work->asked->day, kind == XY_MEETING_BEGIN && least != NULL ? least : today, today, "day",
                            work->day, error))
    return FALSE;
  if (least == NULL || strcmp (work->day, least) >= 0)
    return TRUE;
  xy_set_invalid (error, "day", _ ("%s is before %s, when the last thing happened; what came after cannot be older."),
                  work->day, least);
  return FALSE;
}

static gboolean
check_until (Work *work, GError **error)
{
  if (work->asked->until == NULL || work->asked->until[0] == '\0')
    xy_set_invalid (error, "until", _ ("Please write to which day it is put off."));
  else if (!xy_meeting_read_day (work->asked->until, NULL, NULL, "until", work->until, error))
    return FALSE;
  else if (strcmp (work->until, work->day) < 0)
    xy_set_invalid (error, "until", _ ("%s is before %s."), work->until, work->day);
  else if (g_str_equal (work->until, work->meeting->day))
    xy_set_invalid (error, "until", _ ("It is called for %s already."), work->until);
  else if (xy_day_between (work->day, work->until) > XY_MEETING_DAYS_AHEAD)
    xy_set_invalid (error, "until", _ ("%s is more than half a year off. Call it off, and call it anew then."),
                    work->until);
  else
    return TRUE;
  return FALSE;
}

static gboolean
needs_note (XyMeetingStepKind kind)
{
  return kind == XY_MEETING_POSTPONE || kind == XY_MEETING_CANCEL || kind == XY_MEETING_MAKE_VOID;
}

/* Finishing and signing ask for a whole record; the sentence names the first thing that it lacks. */
static gboolean
check_whole (Work *work, GError **error)
{
  work->sheet = xy_meeting_sheet_load (work->store, &work->meeting->record.id, error);
  g_autoptr (GPtrArray) gaps = work->sheet != NULL ? xy_meeting_sheet_missing (work->store, work->sheet, error) : NULL;

  if (gaps == NULL)
    return FALSE;
  if (gaps->len == 0)
    return TRUE;
  const XyMeetingGap *gap = gaps->pdata[0];
  if (gaps->len == 1)
    xy_set_invalid (error, gap->field, "%s", gap->sentence);
  else
    /* Translators: a sentence, and how many further ones there are. */
    xy_set_invalid (error, gap->field, ngettext ("%s (And %u thing more.)", "%s (And %u things more.)", gaps->len - 1),
                    gap->sentence, gaps->len - 1);
  return FALSE;
}

/* Who signs the minutes presided and wrote; who does all else is who acts. */
static char *
who (const Work *work)
{
  const XyMeeting *meeting = work->meeting;

  if (work->asked->by != NULL && work->asked->by[0] != '\0')
    return xy_text_clean (work->asked->by);
  if (work->asked->kind == XY_MEETING_SIGN && meeting->host != NULL && meeting->recorder != NULL)
    return g_strcmp0 (meeting->host, meeting->recorder) == 0
               ? g_strdup (meeting->host)
               : g_strdup_printf ("%s、%s", meeting->host, meeting->recorder);
  return g_strdup (xy_txn_get_actor (work->txn)->name);
}

static gboolean
begin (Work *work, GError **error)
{
  XyMeeting *meeting = work->meeting;

  if (meeting->number == 0 && !xy_meeting_next_number (work->txn, meeting, &meeting->number, error))
    return FALSE;
  if (meeting->due == 0)
    {
      g_autoptr (XyMeetingKind) kind = xy_meeting_get_kind (work->store, meeting, error);
      if (kind == NULL || (meeting->due = xy_meeting_count_due (work->store, meeting, kind, error)) < 0)
        return FALSE;
    }
  return xy_record_save (work->txn, meeting, error);
}

static gboolean
postpone (Work *work, GError **error)
{
  if (!check_until (work, error))
    return FALSE;
  xy_set_str (&work->meeting->day, work->until);
  return xy_record_save (work->txn, work->meeting, error);
}

/* What goes before the step's own row: once that is written, the meeting stands elsewhere. */
static gboolean
take (Work *work, GError **error)
{
  switch (work->asked->kind)
    {
    case XY_MEETING_POSTPONE:
      return postpone (work, error);
    case XY_MEETING_BEGIN:
      return begin (work, error);
    case XY_MEETING_FINISH:
      return check_whole (work, error);
    case XY_MEETING_SIGN:
      return check_whole (work, error) && xy_meeting_decide (work->txn, work->sheet, error);
    case XY_MEETING_CANCEL:
    case XY_MEETING_RESUME:
    case XY_MEETING_FILE:
    case XY_MEETING_MAKE_VOID:
    case XY_MEETING_N_KINDS:
    default:
      return TRUE;
    }
}

static gboolean
write_step (Work *work, GError **error)
{
  const XyActor *actor = xy_txn_get_actor (work->txn);
  g_autoptr (XyMeetingStep) step = xy_record_new (&xy_meeting_step_type);

  if (!xy_db_number (xy_txn_get_db (work->txn), statements[NEXT_NUMBER].text,
                     XY_BIND (XY_ID (&work->meeting->record.id)), &step->number, error))
    return FALSE;
  step->meeting = work->meeting->record.id;
  step->at = xy_txn_get_now (work->txn);
  step->user = actor->user;
  xy_set_str (&step->kind, xy_meeting_step_name (work->asked->kind));
  xy_set_str (&step->day, work->day);
  xy_set_str (&step->by, work->by);
  xy_set_str (&step->note, work->note);
  xy_set_str (&step->photo, work->asked->photo);
  xy_set_str (&step->recorder, actor->name);
  return xy_record_save (work->txn, step, error);
}

gboolean
xy_meeting_step_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMeetingStepping *asked = data;
  g_auto (Work) work = { .txn = txn, .store = xy_txn_get_store (txn), .asked = asked };

  g_return_val_if_fail (asked->kind < XY_MEETING_N_KINDS, FALSE);
  if (!xy_txn_require (txn, XY_MAY_KEEP_MEETINGS, error))
    return FALSE;
  work.meeting = xy_meeting_get (work.store, &asked->meeting, error);
  if (work.meeting == NULL)
    return FALSE;
  if (xy_meeting_stage_after ((XyMeetingStage) work.meeting->stage, asked->kind) == XY_MEETING_N_STAGES)
    return refuse_way (work.meeting, asked->kind, error);
  if (!check_day (&work, error))
    return FALSE;
  work.note = xy_text_clean_lines (asked->note);
  if (needs_note (asked->kind) && work.note[0] == '\0')
    {
      xy_set_invalid (error, "note", _ ("Please write the reason."));
      return FALSE;
    }
  work.by = who (&work);
  if (!take (&work, error) || !write_step (&work, error))
    return FALSE;
  g_autofree char *what = xy_meeting_read_name (work.store, work.meeting, error);
  if (what == NULL)
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), what, xy_meeting_step_label (asked->kind));
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_meeting_step_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

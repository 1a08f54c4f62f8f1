/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The acts of the desk. They follow one another in the order in which they were asked for. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/dialog.h"
#include "app/meeting-desk-private.h"
#include "core/day-limit.h"
#include "core/error.h"
#include "core/find.h"
#include "core/store.h"

/* What an act is about, and whom to tell. */
typedef struct
{
  XyMeetingDesk *self;
  XyMeetingLine *line;
  XyMeetingComing *coming;
  XyMeetingArriving arriving;
  XyMeetingArrivingAll arriving_all;
  XyMeetingLineMoving moving;
  XyMeetingStepping stepping;
  XyId id;
  char *field, *value;
} Act;

static Act *
act_new (XyMeetingDesk *self)
{
  Act *act = g_new0 (Act, 1);

  act->self = xy_meeting_desk_ref (self);
  return act;
}

static void
act_free (Act *act)
{
  g_clear_object (&act->line);
  g_clear_pointer (&act->coming, xy_meeting_coming_free);
  g_free ((gpointer) act->arriving_all.ids);
  g_free (act->field);
  g_free (act->value);
  xy_meeting_desk_unref (act->self);
  g_free (act);
}

/* A sentence where it is seen, for an act that says no more. */
static void
on_acted (GObject *source, GAsyncResult *result, gpointer data)
{
  Act *act = data;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (act->self->dialog != NULL)
    {
      xy_meeting_desk_say (act->self, !done, done ? NULL : error->message);
      if (done)
        xy_meeting_desk_show_saved (act->self, NULL);
      else if (act->self->sheet != NULL)
        xy_meeting_desk_show (act->self);
    }
  act_free (act);
}

/* Lines */

/* Initials whose answer was not waited for. */
static gboolean
is_typed_short (const char *name)
{
  for (const char *c = name; c != NULL && *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-')
      return FALSE;
  return name != NULL && name[0] != '\0';
}

static gboolean
resolve (XyStore *store, XyMeetingLine *line, GError **error)
{
  if (is_typed_short (line->who))
    {
      g_autoptr (XyMeeting) meeting = xy_meeting_get (store, &line->meeting, error);
      g_autoptr (GPtrArray) people =
          meeting != NULL ? xy_meeting_people_speaking (store, meeting, line->who, 1, error) : NULL;
      if (people == NULL)
        return FALSE;
      if (people->len > 0)
        {
          const XyMeetingPerson *person = people->pdata[0];
          xy_set_str (&line->who, person->name);
          line->household = person->household;
          line->person = person->person;
        }
    }
  if (is_typed_short (line->owner))
    {
      g_autoptr (GPtrArray) hits = xy_find (store, line->owner, 1, error);
      if (hits == NULL)
        return FALSE;
      if (hits->len > 0)
        xy_set_str (&line->owner, ((const XyHit *) hits->pdata[0])->title);
    }
  return TRUE;
}

static gboolean
send_line (XyTxn *txn, gpointer data, GError **error)
{
  Act *act = data;
  g_autoptr (XyMeetingLine) line = xy_record_copy (act->line);
  XyMeetingLineWriting writing = { .line = line };

  return resolve (xy_txn_get_store (txn), line, error) && xy_meeting_line_write_act (txn, &writing, error);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  Act *act = data;
  XyMeetingDesk *self = act->self;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  /* Where nobody looks any more, the draft keeps what was refused. */
  if (self->dialog != NULL)
    {
      g_ptr_array_remove (self->sending, act->line);
      if (done)
        {
          xy_meeting_desk_keep_draft_soon (self);
          xy_meeting_desk_say (self, FALSE, NULL);
          xy_meeting_desk_show_saved (self, NULL);
        }
      else
        xy_meeting_desk_refused (self, act->line, error);
    }
  act_free (act);
}

void
xy_meeting_desk_send (XyMeetingDesk *self, XyMeetingLine *line)
{
  Act *act = act_new (self);
  char day[XY_DAY_SIZE];

  if (line->until != NULL && xy_day_parse_limit (line->until, self->sheet->meeting->day, day))
    xy_set_str (&line->until, day);
  act->line = line;
  g_ptr_array_add (self->sending, g_object_ref (line));
  xy_desk_act (self->desk, _ ("Write in the minutes"), send_line, act, NULL, on_sent, act);
  xy_meeting_desk_keep_draft_soon (self);
}

static gboolean
move_line (XyTxn *txn, gpointer data, GError **error)
{
  return xy_meeting_line_move_act (txn, &((Act *) data)->moving, error);
}

void
xy_meeting_desk_move (XyMeetingDesk *self, const XyId *line, const XyId *after)
{
  Act *act = act_new (self);

  act->moving.line = *line;
  if (after != NULL)
    act->moving.after = *after;
  xy_desk_act (self->desk, _ ("Move a line of the minutes"), move_line, act, NULL, on_acted, act);
}

static gboolean
delete_line (XyTxn *txn, gpointer data, GError **error)
{
  return xy_meeting_line_delete_act (txn, &((Act *) data)->id, error);
}

void
xy_meeting_desk_delete_line (XyMeetingDesk *self, const XyId *line)
{
  Act *act = act_new (self);

  act->id = *line;
  xy_desk_act (self->desk, _ ("Take a line out of the minutes"), delete_line, act, NULL, on_acted, act);
}

/* People */

static gboolean
arrive (XyTxn *txn, gpointer data, GError **error)
{
  return xy_meeting_arrive_act (txn, &((Act *) data)->arriving, error);
}

static void
on_arrived (GObject *source, GAsyncResult *result, gpointer data)
{
  Act *act = data;
  g_autoptr (GError) error = NULL;

  xy_desk_act_finish (XY_DESK (source), result, &error);
  if (act->self->dialog != NULL)
    {
      xy_meeting_desk_came (act->self, g_steal_pointer (&act->coming), error);
      if (error == NULL)
        xy_meeting_desk_show_saved (act->self, NULL);
    }
  act_free (act);
}

void
xy_meeting_desk_arrive (XyMeetingDesk *self, XyMeetingComing *coming)
{
  Act *act = act_new (self);
  const XyMeetingPerson *person = coming->person;
  const char *comes = self->sheet->kind->comes;
  gboolean by_household = g_strcmp0 (comes, "household") == 0;

  act->coming = coming;
  act->arriving.meeting = self->id;
  act->arriving.people = coming->people;
  act->arriving.state = coming->leave ? "leave" : NULL;
  act->arriving.guest = coming->guest;
  act->arriving.sure = coming->sure;
  if (person == NULL)
    {
      act->arriving.name = coming->name;
      act->arriving.post = coming->post;
    }
  else if (!xy_id_is_none (&person->member))
    act->arriving.member = person->member;
  else if (by_household && !xy_id_is_none (&person->household))
    {
      act->arriving.household = person->household;
      act->arriving.person = person->person;
    }
  else
    act->arriving.person = person->person;
  xy_desk_act (self->desk, _ ("Attendance"), arrive, act, NULL, on_arrived, act);
}

void
xy_meeting_desk_set_people (XyMeetingDesk *self, const XyMeetingPresence *presence, gint64 people)
{
  Act *act = act_new (self);

  act->arriving.meeting = self->id;
  act->arriving.presence = presence->record.id;
  act->arriving.people = people;
  xy_desk_act (self->desk, _ ("How many came"), arrive, act, NULL, on_acted, act);
}

static gboolean
arrive_all (XyTxn *txn, gpointer data, GError **error)
{
  return xy_meeting_arrive_all_act (txn, &((Act *) data)->arriving_all, error);
}

void
xy_meeting_desk_arrive_all (XyMeetingDesk *self, const XyId *ids, guint n)
{
  Act *act = act_new (self);

  act->arriving_all.meeting = self->id;
  act->arriving_all.ids = g_memdup2 (ids, n * sizeof *ids);
  act->arriving_all.n = n;
  xy_desk_act (self->desk, _ ("Tick off the list"), arrive_all, act, NULL, on_acted, act);
}

static gboolean
take_off (XyTxn *txn, gpointer data, GError **error)
{
  return xy_meeting_leave_act (txn, &((Act *) data)->id, error);
}

void
xy_meeting_desk_take_off (XyMeetingDesk *self, const XyId *presence)
{
  Act *act = act_new (self);

  act->id = *presence;
  xy_desk_act (self->desk, _ ("Take off the list"), take_off, act, NULL, on_acted, act);
}

/* The meeting */

/* The record as it is now: another field may have been kept a moment ago. A name may be typed by its initials. */
static gboolean
set_field (XyTxn *txn, gpointer data, GError **error)
{
  Act *act = data;
  g_autoptr (XyMeeting) meeting = xy_meeting_get (xy_txn_get_store (txn), &act->self->id, error);
  g_autoptr (XyMeeting) copy = meeting != NULL ? xy_record_copy (meeting) : NULL;
  XyMeetingWriting writing = { .meeting = copy, .day_sure = TRUE };

  return copy != NULL && xy_record_set_text (copy, xy_record_type_field (&xy_meeting_type, act->field), act->value)
         && xy_meeting_write_act (txn, &writing, error);
}

void
xy_meeting_desk_set_field (XyMeetingDesk *self, const char *field, const char *value)
{
  Act *act = act_new (self);

  act->field = g_strdup (field);
  act->value = g_strdup (value);
  xy_desk_act (self->desk, _ ("Change the meeting"), set_field, act, NULL, on_acted, act);
}

static gboolean
step (XyTxn *txn, gpointer data, GError **error)
{
  return xy_meeting_step_act (txn, &((Act *) data)->stepping, error);
}

void
xy_meeting_desk_step (XyMeetingDesk *self, XyMeetingStepKind kind)
{
  Act *act = act_new (self);

  act->stepping = (XyMeetingStepping){ .meeting = self->id, .kind = kind };
  xy_desk_act (self->desk, xy_meeting_step_label (kind), step, act, NULL, on_acted, act);
}

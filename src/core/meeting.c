/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting.h"

#include <glib/gi18n-lib.h>

#include "core/record-check.h"
#include "core/store.h"

enum
{
  STAGE,
  N_STEPS,
  N_LATER,
  KIND_BEFORE,
  STEPS,
  OF_DAY,
  VERIFY,
};

#define OF "FROM meeting_step AS s WHERE s.meeting = m.id AND s.del = 0 "
#define LAST "ORDER BY s.number DESC LIMIT 1"

static const XySql statements[] = {
  [STAGE] = { NULL, "SELECT stage FROM meeting WHERE id = ?1" },
  [N_STEPS] = { NULL, XY_FLOW_COUNT ("meeting_step", "meeting") },
  [N_LATER] = { NULL, XY_FLOW_LATER ("meeting_step", "meeting") },
  [KIND_BEFORE] = { NULL, XY_FLOW_BEFORE ("meeting_step", "meeting") },
  [STEPS] = { &xy_meeting_step_type, "WHERE t.meeting = ?1 AND t.del = 0 ORDER BY t.number, t.id" },
  [OF_DAY] = { &xy_meeting_type, "WHERE t.day = ?1 AND t.del = 0 AND t.stage < 5 ORDER BY t.starts, t.id" },
  [VERIFY] = { NULL,
               "SELECT m.id, m.stage, (SELECT s.kind " OF "AND s.kind <> 'postpone' " LAST
               "), m.signed_on IS NOT (SELECT s.day " OF "AND s.kind = 'sign' " LAST ") "
               "OR m.ended_on IS NOT (SELECT iif (s.kind IN ('file', 'cancel', 'void'), s.day, NULL) " OF
               "AND s.kind <> 'postpone' " LAST ") FROM meeting AS m ORDER BY m.id",
               "verifying reads all meetings" },
};

static gboolean check_meeting (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_meeting (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean guard_step (XyTxn *txn, const XyRecord *record, GError **error);

static const XyField meeting_fields[] = {
  { "kind", N_ ("Meeting"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeeting, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeeting, number), 0 },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, name), 0 },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeeting, day), XY_FIELD_REQUIRED },
  { "starts", N_ ("Begins"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, starts), 0 },
  { "ends", N_ ("Ends"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, ends), 0 },
  { "place", N_ ("Place"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, place), 0 },
  { "units", N_ ("Groups"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, units), XY_FIELD_TABLE },
  { "host", N_ ("Presided by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, host), 0 },
  { "host_post", N_ ("Post"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, host_post), 0 },
  { "recorder", N_ ("Minutes by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, recorder), 0 },
  { "notified_on", N_ ("People were told on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeeting, notified_on), 0 },
  { "special", N_ ("Why at short notice"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, special), 0 },
  { "party_on", N_ ("Discussed by the Party organisation on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeeting, party_on), 0 },
  { "due", N_ ("Should come"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeeting, due), 0 },
  { "excused", N_ ("Asked for leave"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, excused), XY_FIELD_LONG_TEXT },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, note), XY_FIELD_LONG_TEXT },
  { "maker", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeeting, maker), XY_FIELD_REQUIRED },
  { "stage", N_ ("Stage"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeeting, stage), XY_FIELD_DERIVED },
  { "signed_on", N_ ("Signed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeeting, signed_on), XY_FIELD_DERIVED },
  { "ended_on", N_ ("Ended on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeeting, ended_on), XY_FIELD_DERIVED },
};

const XyRecordType xy_meeting_type = {
  .table = "meeting",
  .noun = N_ ("meeting"),
  .topic = XY_TOPIC_MEETING,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_MEETINGS,
  .fields = meeting_fields,
  .n_fields = G_N_ELEMENTS (meeting_fields),
  .get_gtype = xy_meeting_get_type,
  .check = check_meeting,
  .guard = guard_meeting,
};

XY_DEFINE_RECORD (XyMeeting, xy_meeting)

static const XyField step_fields[] = {
  { "meeting", N_ ("Meeting"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingStep, meeting),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeetingStep, number), XY_FIELD_IMMUTABLE },
  { "kind", N_ ("Step"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingStep, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    xy_meeting_step_kinds },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeetingStep, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "by", N_ ("Who"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingStep, by), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingStep, note),
    XY_FIELD_IMMUTABLE | XY_FIELD_LONG_TEXT },
  { "photo", N_ ("Photo"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingStep, photo),
    XY_FIELD_IMMUTABLE | XY_FIELD_ATTACHMENT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingStep, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "user", N_ ("User"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingStep, user), XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyMeetingStep, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_meeting_step_type = {
  .table = "meeting_step",
  .noun = N_ ("step of a meeting"),
  .topic = XY_TOPIC_MEETING,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_MEETINGS,
  .fields = step_fields,
  .n_fields = G_N_ELEMENTS (step_fields),
  .get_gtype = xy_meeting_step_get_type,
  .check = xy_flow_check_step,
  .guard = guard_step,
};

XY_DEFINE_RECORD (XyMeetingStep, xy_meeting_step)

static gboolean
check_meeting (XyTxn *txn, XyRecord *record, GError **error)
{
  XyMeeting *meeting = (XyMeeting *) record;
  XyMeetingStage stage = XY_MEETING_PLANNED;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (!record->stored)
    return TRUE;
  if (!xy_meeting_read_stage (txn, &record->id, &stage, error))
    return FALSE;
  if (stage < XY_MEETING_SIGNED)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               stage <= XY_MEETING_FILED
                   ? _ ("The minutes are signed and do not change any more. Put a mistake right by an addition.")
                   : _ ("The meeting of %s is over: %s."),
               meeting->day, xy_meeting_stage_word (stage));
  return FALSE;
}

/* By whatever way, undo and redo too, what is signed stays as it is. What people worked on stays known; calling off and
 * making void take it out of use. */
static gboolean
guard_meeting (XyTxn *txn, const XyRecord *record, GError **error)
{
  XyMeetingStage stage = XY_MEETING_PLANNED;

  if (!xy_meeting_read_stage (txn, &record->id, &stage, error))
    return FALSE;
  if (stage == XY_MEETING_SIGNED || stage == XY_MEETING_FILED)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("The minutes are signed and do not change any more. Put a mistake right by an addition."));
      return FALSE;
    }
  return xy_flow_guard_thing (
      txn, statements[N_STEPS].text, record,
      _ ("This cannot be undone: the meeting has gone on since. Call it off or make it void instead."), error);
}

static gboolean
guard_step (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyMeetingStep *step = (const XyMeetingStep *) record;
  XyFlowStep of = { step->meeting, step->number, step->kind, statements[N_LATER].text, statements[KIND_BEFORE].text };

  return xy_flow_guard_step (txn, &xy_meeting_flow, &of, record,
                             _ ("This cannot be done now: the meeting has gone on a step since."), error);
}

gboolean
xy_meeting_read_stage (XyTxn *txn, const XyId *meeting, XyMeetingStage *stage, GError **error)
{
  gint64 number = XY_MEETING_PLANNED;

  if (!xy_db_number (xy_txn_get_db (txn), statements[STAGE].text, XY_BIND (XY_ID (meeting)), &number, error))
    return FALSE;
  *stage = (XyMeetingStage) number;
  return TRUE;
}

gboolean
xy_meeting_ends_next_day (const XyMeeting *meeting)
{
  return meeting->starts != NULL && meeting->ends != NULL && strcmp (meeting->ends, meeting->starts) < 0
         && strcmp (meeting->starts, "12:00") >= 0 && strcmp (meeting->ends, "06:00") < 0;
}

char *
xy_meeting_hours_text (const XyMeeting *meeting)
{
  if (meeting->starts == NULL || meeting->ends == NULL)
    return g_strdup (meeting->starts);
  return g_strdup_printf (xy_meeting_ends_next_day (meeting) ? _ ("%s–%s the next day") : "%s–%s", meeting->starts,
                          meeting->ends);
}

gboolean
xy_meeting_is_open (const XyMeeting *meeting)
{
  return meeting->stage == XY_MEETING_RECORDING;
}

gboolean
xy_meeting_is_locked (const XyMeeting *meeting)
{
  return meeting->stage == XY_MEETING_SIGNED || meeting->stage == XY_MEETING_FILED;
}

char *
xy_meeting_describe (const XyMeeting *meeting, const char *kind_name)
{
  int month = (int) g_ascii_strtoll (meeting->day + 5, NULL, 10),
      day = (int) g_ascii_strtoll (meeting->day + 8, NULL, 10);
  const char *what = kind_name != NULL ? kind_name : "会议";

  if (meeting->name != NULL)
    return g_strdup (meeting->name);
  if (meeting->number > 0)
    return g_strdup_printf ("%.4s年第%d次%s", meeting->day, (int) meeting->number, what);
  return g_strdup_printf ("%s（%d月%d日）", what, month, day);
}

XyMeeting *
xy_meeting_get (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyMeeting) meeting = xy_record_get (store, &xy_meeting_type, id, error);

  if (meeting == NULL || !meeting->record.deleted)
    return g_steal_pointer (&meeting);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The meeting of %s was undone."), meeting->day);
  return NULL;
}

XyMeeting *
xy_meeting_of_day (XyStore *store, const char *day, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) meetings =
      xy_record_list (store, &xy_meeting_type, statements[OF_DAY].text, XY_BIND (XY_TEXT (day)), error);
  g_autoptr (GString) names = g_string_new (NULL);
  XyMeeting *found = NULL;
  guint n = 0;

  if (meetings == NULL)
    return NULL;
  for (guint i = 0; i < meetings->len; i++)
    {
      g_autoptr (XyMeetingKind) of = xy_meeting_get_kind (store, meetings->pdata[i], error);
      if (of == NULL)
        return NULL;
      if (kind != NULL && g_strcmp0 (kind, of->name) != 0)
        continue;
      found = meetings->pdata[i];
      n++;
      g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "", of->name);
    }
  if (n == 1)
    return g_object_ref (found);
  if (n == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no such meeting on %s."), day != NULL ? day : "");
  else
    xy_set_invalid (error, "kind", _ ("On %s there were several: %s. Please say which."), day, names->str);
  return NULL;
}

XyMeetingKind *
xy_meeting_get_kind (XyStore *store, const XyMeeting *meeting, GError **error)
{
  return xy_record_get (store, &xy_meeting_kind_type, &meeting->kind, error);
}

GPtrArray *
xy_meeting_steps (XyStore *store, const XyId *meeting, GError **error)
{
  return xy_record_list (store, &xy_meeting_step_type, statements[STEPS].text, XY_BIND (XY_ID (meeting)), error);
}

GArray *
xy_meeting_verify (XyStore *store, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[VERIFY].text, XY_BIND_NONE, error);

  return xy_flow_verify (&xy_meeting_flow, rows, error);
}

const XySql *
xy_meeting_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

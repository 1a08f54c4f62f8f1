/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-presence.h"

#include <glib/gi18n-lib.h>

#include "core/record-check.h"
#include "core/store.h"

enum
{
  NEXT_NUMBER,
  PRESENCES,
};

static const XySql statements[] = {
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM meeting_presence WHERE meeting = ?1" },
  [PRESENCES] = { &xy_meeting_presence_type, "WHERE t.meeting = ?1 AND t.del = 0 ORDER BY t.number, t.id" },
};

static gboolean check_presence (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_presence (XyTxn *txn, const XyRecord *record, GError **error);

const XyWord xy_meeting_presence_roles[] = {
  { "due", N_ ("is to come") },
  { "guest", N_ ("sits in") },
  { NULL, NULL },
};

const XyWord xy_meeting_presence_states[] = {
  { "present", N_ ("came") },
  { "online", N_ ("takes part online") },
  { "proxy", N_ ("is stood for in writing") },
  { "leave", N_ ("asked for leave") },
  { NULL, NULL },
};

static const XyField presence_fields[] = {
  { "meeting", N_ ("Meeting"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingPresence, meeting),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeetingPresence, number), 0 },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingPresence, household), XY_FIELD_IMMUTABLE },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingPresence, person), 0 },
  { "member", N_ ("Member"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingPresence, member), XY_FIELD_IMMUTABLE },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingPresence, name), XY_FIELD_REQUIRED },
  { "role", N_ ("Role"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingPresence, role), XY_FIELD_REQUIRED,
    xy_meeting_presence_roles },
  { "state", N_ ("Attendance"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingPresence, state), XY_FIELD_REQUIRED,
    xy_meeting_presence_states },
  { "people", N_ ("How many came"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeetingPresence, people), 0 },
  { "post", N_ ("Post"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingPresence, post), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingPresence, note), 0 },
};

const XyRecordType xy_meeting_presence_type = {
  .table = "meeting_presence",
  .noun = N_ ("attendance"),
  .topic = XY_TOPIC_MEETING,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_MEETINGS,
  .fields = presence_fields,
  .n_fields = G_N_ELEMENTS (presence_fields),
  .get_gtype = xy_meeting_presence_get_type,
  .check = check_presence,
  .guard = guard_presence,
};

XY_DEFINE_RECORD (XyMeetingPresence, xy_meeting_presence)

static gboolean
check_presence (XyTxn *txn, XyRecord *record, GError **error)
{
  XyMeetingPresence *presence = (XyMeetingPresence *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (presence->name == NULL)
    {
      xy_set_invalid (error, "name", _ ("Please write who came."));
      return FALSE;
    }
  return presence->number != 0
         || xy_db_number (xy_txn_get_db (txn), statements[NEXT_NUMBER].text, XY_BIND (XY_ID (&presence->meeting)),
                          &presence->number, error);
}

/* People come while the record is written, and never to one that is signed. */
static gboolean
guard_presence (XyTxn *txn, const XyRecord *record, GError **error)
{
  XyMeetingStage stage = XY_MEETING_PLANNED;

  if (!xy_meeting_read_stage (txn, &((const XyMeetingPresence *) record)->meeting, &stage, error))
    return FALSE;
  if (stage == XY_MEETING_RECORDING || stage == XY_MEETING_READY)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               stage == XY_MEETING_PLANNED
                   ? _ ("The meeting has not begun yet; nobody can have come.")
                   : _ ("The minutes are signed and do not change any more. Put a mistake right by an addition."));
  return FALSE;
}

XyId
xy_meeting_presence_id (const XyId *meeting, const XyId *who, const char *name)
{
  g_autofree char *text = NULL;

  if (who == NULL || xy_id_is_none (who))
    text = g_strconcat ("guest:", name, NULL);
  else
    {
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (who, id);
      text = g_strdup (id);
    }
  return xy_id_derive (meeting, text);
}

GPtrArray *
xy_meeting_presences (XyStore *store, const XyId *meeting, GError **error)
{
  return xy_record_list (store, &xy_meeting_presence_type, statements[PRESENCES].text, XY_BIND (XY_ID (meeting)),
                         error);
}

const XySql *
xy_meeting_presence_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-line.h"

#include <glib/gi18n-lib.h>

#include "core/matter.h"
#include "core/meeting-line-vote.h"
#include "core/record-check.h"
#include "core/store.h"

enum
{
  NEXT_SORT,
  LINES,
};

static const XySql statements[] = {
  [NEXT_SORT] = { NULL, "SELECT coalesce (max (sort), 0) + " G_STRINGIFY (
                            XY_MEETING_LINE_GAP) " FROM meeting_line WHERE meeting = ?1 AND del = 0" },
  [LINES] = { &xy_meeting_line_type, "WHERE t.meeting = ?1 AND t.del = 0 ORDER BY t.sort, t.id" },
};

static gboolean check_line (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_line (XyTxn *txn, const XyRecord *record, GError **error);

const XyWord xy_meeting_line_kinds[] = {
  { "topic", N_ ("topic") },
  { "policy", N_ ("policy explained") },
  { "speech", N_ ("speech") },
  { "decision", N_ ("agreed matter") },
  { "dissent", N_ ("without agreement") },
  { "addition", N_ ("addition") },
  { NULL, NULL },
};

static const XyField line_fields[] = {
  { "meeting", N_ ("Meeting"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingLine, meeting),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeetingLine, sort), 0 },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, kind), XY_FIELD_REQUIRED,
    xy_meeting_line_kinds },
  { "topic", N_ ("Topic"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingLine, topic), 0 },
  { "text", N_ ("Point"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, text),
    XY_FIELD_REQUIRED | XY_FIELD_LONG_TEXT },
  { "words", N_ ("In their words"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, words), XY_FIELD_LONG_TEXT },
  { "who", N_ ("Who"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, who), 0 },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingLine, household), 0 },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingLine, person), 0 },
  { "matter", N_ ("Matter"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingLine, matter), 0 },
  { "owner", N_ ("Owner"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, owner), 0 },
  { "helpers", N_ ("Helpers"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, helpers), 0 },
  { "partner", N_ ("Partner outside"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, partner), 0 },
  { "until", N_ ("Last day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeetingLine, until), 0 },
  { "does", N_ ("Who does it"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, does), 0, xy_matter_does },
  { "reserved", N_ ("Reserved matter"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, reserved), 0 },
  { "result", N_ ("Result"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, result), 0 },
  { "vote", N_ ("Vote"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingLine, vote), 0 },
  { "voted", N_ ("Voted"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyMeetingLine, voted), 0 },
  { "yes", N_ ("In favour"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeetingLine, yes), 0 },
  { "no", N_ ("Against"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeetingLine, no), 0 },
  { "abstain", N_ ("Abstained"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeetingLine, abstain), 0 },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeetingLine, day), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingLine, recorder), XY_FIELD_REQUIRED },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyMeetingLine, at), 0 },
};

const XyRecordType xy_meeting_line_type = {
  .table = "meeting_line",
  .noun = N_ ("line of the minutes"),
  .topic = XY_TOPIC_MEETING,
  .merge = XY_MERGE_DOCUMENT,
  .permission = XY_MAY_KEEP_MEETINGS,
  .fields = line_fields,
  .n_fields = G_N_ELEMENTS (line_fields),
  .get_gtype = xy_meeting_line_get_type,
  .check = check_line,
  .guard = guard_line,
};

XY_DEFINE_RECORD (XyMeetingLine, xy_meeting_line)

static gboolean
check_line (XyTxn *txn, XyRecord *record, GError **error)
{
  XyMeetingLine *line = (XyMeetingLine *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  /* One place has the figures. */
  if (!xy_id_is_none (&line->vote))
    {
      line->voted = TRUE;
      line->yes = line->no = line->abstain = 0;
    }
  if (line->text == NULL)
    {
      xy_set_invalid (error, "text", _ ("Please write the point."));
      return FALSE;
    }
  return line->sort != 0
         || xy_db_number (xy_txn_get_db (txn), statements[NEXT_SORT].text, XY_BIND (XY_ID (&line->meeting)),
                          &line->sort, error);
}

/* By whatever way, undo too: what is signed stays as it is, and only what is signed has additions. */
static gboolean
guard_line (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyMeetingLine *line = (const XyMeetingLine *) record;
  gboolean addition = g_strcmp0 (line->kind, "addition") == 0;
  XyMeetingStage stage = XY_MEETING_PLANNED;

  if (!xy_meeting_read_stage (txn, &line->meeting, &stage, error))
    return FALSE;
  if (stage == XY_MEETING_PLANNED && g_strcmp0 (line->kind, "topic") != 0)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The meeting has not begun yet; only topics can be written."));
  else if (stage >= XY_MEETING_SIGNED && !(addition && stage <= XY_MEETING_FILED))
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 _ ("The minutes are signed and do not change any more. Put a mistake right by an addition."));
  else if (stage < XY_MEETING_SIGNED && addition)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The minutes are not signed yet: change the line itself."));
  else
    return TRUE;
  return FALSE;
}

GPtrArray *
xy_meeting_lines (XyStore *store, const XyId *meeting, GError **error)
{
  g_autoptr (GPtrArray) lines =
      xy_record_list (store, &xy_meeting_line_type, statements[LINES].text, XY_BIND (XY_ID (meeting)), error);

  return lines != NULL && xy_meeting_line_read_votes (store, meeting, lines, error) ? g_steal_pointer (&lines) : NULL;
}

const XySql *
xy_meeting_line_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-kind.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/meeting-due.h"
#include "core/record-check.h"
#include "core/store.h"

enum
{
  KINDS,
  MEMBERS,
};

static const XySql statements[] = {
  [KINDS] = { &xy_meeting_kind_type,
              "WHERE t.del = 0 AND (?1 IS NULL OR (coalesce (t.starts, '') <= ?1 AND coalesce (t.ends, '9') > ?1)) "
              "ORDER BY t.sort, t.id",
              "some dozens of kinds" },
  [MEMBERS] = { &xy_meeting_member_type,
                "WHERE t.kind = ?1 AND t.del = 0 AND (?2 IS NULL OR (coalesce (t.starts, '') <= ?2 "
                "AND coalesce (t.ends, '9') > ?2)) ORDER BY t.sort, t.id" },
};

static gboolean check_kind (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_member (XyTxn *txn, XyRecord *record, GError **error);

const XyWord xy_meeting_comes[] = {
  { "household", N_ ("one of each household") },
  { "person", N_ ("everybody of 18 and more") },
  { "member", N_ ("its members") },
  { NULL, NULL },
};

const XyWord xy_meeting_forms[] = {
  { "official", N_ ("as an official document (GB/T 9704)") },
  { "table", N_ ("as a form") },
  { NULL, NULL },
};

const XyWord xy_meeting_roles[] = {
  { "member", N_ ("member") },
  { "guest", N_ ("sits in") },
  { NULL, NULL },
};

static const XyField kind_fields[] = {
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingKind, name), XY_FIELD_REQUIRED },
  { "body", N_ ("What it is by law"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingKind, body),
    XY_FIELD_REQUIRED | XY_FIELD_HARD },
  { "comes", N_ ("Who is to come"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingKind, comes), XY_FIELD_REQUIRED,
    xy_meeting_comes },
  { "recurs", N_ ("How often"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingKind, recurs), 0 },
  { "hour", N_ ("Usual time"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingKind, hour), 0 },
  { "place", N_ ("Usual place"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingKind, place), 0 },
  { "purpose", N_ ("What it is for"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingKind, purpose), 0 },
  { "form", N_ ("Form of the minutes"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingKind, form), XY_FIELD_REQUIRED,
    xy_meeting_forms },
  { "starts", N_ ("From"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeetingKind, starts), 0 },
  { "ends", N_ ("Until"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeetingKind, ends), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingKind, note), XY_FIELD_LONG_TEXT },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeetingKind, sort), 0 },
};

const XyRecordType xy_meeting_kind_type = {
  .table = "meeting_kind",
  .noun = N_ ("kind of meeting"),
  .topic = XY_TOPIC_MEETING,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_MEETINGS,
  .fields = kind_fields,
  .n_fields = G_N_ELEMENTS (kind_fields),
  .get_gtype = xy_meeting_kind_get_type,
  .check = check_kind,
};

XY_DEFINE_RECORD (XyMeetingKind, xy_meeting_kind)

static const XyField member_fields[] = {
  { "kind", N_ ("Meeting"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingMember, kind),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingMember, name), XY_FIELD_REQUIRED },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMeetingMember, person), 0 },
  { "post", N_ ("Post"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingMember, post), 0 },
  { "role", N_ ("Role"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingMember, role), XY_FIELD_REQUIRED, xy_meeting_roles },
  { "woman", N_ ("Woman"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyMeetingMember, woman), 0 },
  { "represents", N_ ("Stands for"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMeetingMember, represents), 0 },
  { "starts", N_ ("From"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeetingMember, starts), 0 },
  { "ends", N_ ("Until"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMeetingMember, ends), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMeetingMember, sort), 0 },
};

const XyRecordType xy_meeting_member_type = {
  .table = "meeting_member",
  .noun = N_ ("member of a meeting"),
  .topic = XY_TOPIC_MEETING,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_MEETINGS,
  .fields = member_fields,
  .n_fields = G_N_ELEMENTS (member_fields),
  .get_gtype = xy_meeting_member_get_type,
  .check = check_member,
};

XY_DEFINE_RECORD (XyMeetingMember, xy_meeting_member)

static gboolean
check_kind (XyTxn *txn, XyRecord *record, GError **error)
{
  XyMeetingKind *kind = (XyMeetingKind *) record;
  XyMeetingRecurs recurs;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (kind->name == NULL)
    xy_set_invalid (error, "name", _ ("Please write what the village calls this meeting."));
  else if (kind->recurs != NULL && !xy_meeting_recurs_parse (kind->recurs, &recurs))
    xy_set_invalid (error, "recurs", _ ("Nobody knows when “%s” is. Please choose how often it is held."),
                    kind->recurs);
  else if (kind->ends != NULL && kind->starts != NULL && strcmp (kind->ends, kind->starts) < 0)
    xy_set_invalid (error, "ends", _ ("The last day %s is before %s."), kind->ends, kind->starts);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_member (XyTxn *txn, XyRecord *record, GError **error)
{
  XyMeetingMember *member = (XyMeetingMember *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (member->name == NULL)
    xy_set_invalid (error, "name", _ ("Please write a name."));
  else if (member->ends != NULL && member->starts != NULL && strcmp (member->ends, member->starts) < 0)
    xy_set_invalid (error, "ends", _ ("The last day %s is before %s."), member->ends, member->starts);
  else
    return TRUE;
  return FALSE;
}

GPtrArray *
xy_meeting_kinds (XyStore *store, const char *day, GError **error)
{
  return xy_record_list (store, &xy_meeting_kind_type, statements[KINDS].text, XY_BIND (XY_TEXT (day)), error);
}

XyMeetingKind *
xy_meeting_kind_find (XyStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) kinds = xy_meeting_kinds (store, NULL, error);
  XyMeetingKind *found = NULL;
  guint n = 0;

  if (kinds == NULL)
    return NULL;
  for (guint i = 0; i < kinds->len; i++)
    {
      XyMeetingKind *kind = kinds->pdata[i];
      if (g_strcmp0 (kind->name, name) == 0)
        return g_object_ref (kind);
      if (name != NULL && name[0] != '\0' && g_str_has_prefix (kind->name, name))
        {
          found = kind;
          n++;
        }
    }
  if (n == 1)
    return g_object_ref (found);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no kind of meeting called “%s”."),
               name != NULL ? name : "");
  return NULL;
}

GPtrArray *
xy_meeting_members (XyStore *store, const XyId *kind, const char *day, GError **error)
{
  return xy_record_list (store, &xy_meeting_member_type, statements[MEMBERS].text,
                         XY_BIND (XY_ID (kind), XY_TEXT (day)), error);
}

const XySql *
xy_meeting_kind_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

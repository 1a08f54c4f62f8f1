/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/objection.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/notice.h"
#include "core/person.h"
#include "core/points-entry.h"
#include "core/points-flow-private.h"
#include "core/record-check.h"
#include "core/setting.h"
#include "core/store.h"

enum
{
  LIST,
};

static const XySql statements[] = {
  [LIST] = { &xy_objection_type, "WHERE t.del = 0 AND (?1 IS NULL OR t.notice = ?1)"
                                 " AND (?2 = 0 OR t.answered_on IS NULL) ORDER BY t.received_on DESC, t.id DESC" },
};

const XyWord xy_objection_results[] = {
  { XY_OBJECTION_UPHELD, N_ ("upheld") },
  { XY_OBJECTION_PARTLY, N_ ("partly upheld") },
  { XY_OBJECTION_REJECTED, N_ ("not upheld") },
  { XY_OBJECTION_WITHDRAWN, N_ ("withdrawn") },
  { NULL, NULL },
};

static gboolean check (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "notice", N_ ("Notice"), XY_FIELD_ID, G_STRUCT_OFFSET (XyObjection, notice),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "entry", N_ ("Points entry"), XY_FIELD_ID, G_STRUCT_OFFSET (XyObjection, entry), 0 },
  { "item", N_ ("Registered points"), XY_FIELD_ID, G_STRUCT_OFFSET (XyObjection, item), 0 },
  { "received_on", N_ ("Received on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyObjection, received_on), XY_FIELD_REQUIRED },
  { "person", N_ ("Who objects"), XY_FIELD_ID, G_STRUCT_OFFSET (XyObjection, person), 0 },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyObjection, household), 0 },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyObjection, name), XY_FIELD_PERSONAL },
  { "about", N_ ("Objection"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyObjection, about),
    XY_FIELD_REQUIRED | XY_FIELD_PERSONAL | XY_FIELD_LONG_TEXT },
  { "answer_due", N_ ("Answer due"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyObjection, answer_due), XY_FIELD_REQUIRED },
  { "answered_on", N_ ("Answered on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyObjection, answered_on), 0 },
  { "answered_by", N_ ("Answered by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyObjection, answered_by), 0 },
  { "answer", N_ ("Answer"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyObjection, answer),
    XY_FIELD_PERSONAL | XY_FIELD_LONG_TEXT },
  { "result", N_ ("Result"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyObjection, result), 0, xy_objection_results },
};

const XyRecordType xy_objection_type = {
  .table = "objection",
  .noun = N_ ("objection"),
  .topic = XY_TOPIC_NOTICE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_HEAR_OBJECTIONS,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_objection_get_type,
  .check = check,
};

XY_DEFINE_RECORD (XyObjection, xy_objection)

/* DAY of FIELD is a whole day, not to come, and not before EARLIEST. */
static gboolean
check_day (XyTxn *txn, const char *field, const char *day, const char *earliest, GError **error)
{
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));

  if (!xy_day_is_valid (day))
    xy_set_invalid (error, field, _ ("This is no day of the calendar. Please write it as 2026-11-22."));
  else if (strcmp (day, today) > 0)
    xy_set_invalid (error, field, _ ("%s is still to come. Please enter what was done, when it is done."), day);
  else if (strcmp (day, earliest) >= 0)
    return TRUE;
  else if (g_str_equal (field, "received_on"))
    xy_set_invalid (error, field, _ ("The paper was posted on %s; nobody can have objected before."), earliest);
  else
    xy_set_invalid (error, field, _ ("The objection was received on %s; it cannot have been answered before."),
                    earliest);
  return FALSE;
}

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  XyObjection *objection = (XyObjection *) record;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyNotice) notice = xy_record_get (store, &xy_notice_type, &objection->notice, error);

  if (notice == NULL || !xy_record_tidy (objection, error)
      || !xy_record_check_length (objection, "name", objection->name, XY_NAME_MOST, error))
    return FALSE;
  if (notice->record.deleted || notice->posted_on == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” never hung on the board, so nobody can object to it."),
                   notice->title);
      return FALSE;
    }
  if (objection->about == NULL)
    {
      xy_set_invalid (error, "about", _ ("Please write what is objected to."));
      return FALSE;
    }
  if (!check_day (txn, "received_on", objection->received_on, notice->posted_on, error))
    return FALSE;
  if (!xy_id_is_none (&objection->entry))
    {
      g_autoptr (XyPointsEntry) entry = xy_record_get (store, &xy_points_entry_type, &objection->entry, error);
      if (entry == NULL)
        return FALSE;
    }
  return objection->answered_on == NULL
         || check_day (txn, "answered_on", objection->answered_on, objection->received_on, error);
}

int
xy_objection_reply_days (XyStore *store, XyPublicity *publicity, const char *day)
{
  int ruled = xy_publicity_at (publicity, day)->values[XY_PUBLICITY_REPLY_DAYS].value;
  int own = (int) xy_setting_get_number (store, XY_SETTING_REPLY_DAYS);

  if (ruled == 0)
    return own;
  return xy_setting_is_decided (store, XY_SETTING_REPLY_DAYS) ? MIN (ruled, own) : ruled;
}

/* Only what hangs on that list and is not over can be objected to. */
static gboolean
take_item (XyStore *store, const XyObjectionFiling *filing, XyObjection *objection, GError **error)
{
  g_autoptr (XyPointsItem) item = xy_record_get (store, &xy_points_item_type, &filing->item, error);
  gboolean on_notice = FALSE;

  if (item == NULL || !xy_points_item_on_notice (store, &filing->item, &filing->notice, &on_notice, error))
    return FALSE;
  g_autofree char *what = xy_points_item_describe (store, item);
  if (item->record.deleted || !on_notice)
    {
      xy_set_invalid (error, "item", _ ("“%s” is not on that list."), what);
      return FALSE;
    }
  if (item->stage > XY_POINTS_BOOKED)
    {
      g_autoptr (XyPointsItem) open = xy_points_item_get_open (store, &filing->item, error);
      return open != NULL;
    }
  objection->item = filing->item;
  if (item->stage == XY_POINTS_BOOKED)
    objection->entry = xy_points_item_entry_id (&filing->item);
  return TRUE;
}

/* What an objection that is upheld does to the points. */
static gboolean
take_back (XyTxn *txn, const XyObjection *objection, GError **error)
{
  if (!xy_id_is_none (&objection->item)
      && !xy_points_item_answer (txn, &objection->item, objection->answered_on, objection->answer, error))
    return FALSE;
  return xy_id_is_none (&objection->entry)
         || xy_points_entry_answer (txn, &objection->entry, objection->answered_on, objection->answer, error);
}

gboolean
xy_objection_file_act (XyTxn *txn, gpointer data, GError **error)
{
  XyObjectionFiling *filing = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  g_autoptr (XyObjection) objection = xy_record_new (&xy_objection_type);
  g_autoptr (XyNotice) notice =
      publicity != NULL ? xy_record_get (store, &xy_notice_type, &filing->notice, error) : NULL;
  char day[XY_DAY_SIZE], due[XY_DAY_SIZE];

  if (notice == NULL)
    return FALSE;
  if (!xy_id_is_none (&filing->item) && !take_item (store, filing, objection, error))
    return FALSE;
  objection->notice = filing->notice;
  if (!xy_id_is_none (&filing->entry))
    objection->entry = filing->entry;
  objection->person = filing->person;
  objection->household = filing->household;
  xy_set_str (&objection->name, filing->name);
  xy_set_str (&objection->about, filing->about);
  xy_day_parse (filing->received_on != NULL ? filing->received_on : today, day);
  xy_set_str (&objection->received_on, xy_day_is_valid (day) ? day : filing->received_on);
  if (xy_day_is_valid (day))
    {
      xy_day_add (day, xy_objection_reply_days (store, publicity, day), due);
      xy_set_str (&objection->answer_due, due);
    }
  if (!xy_record_save (txn, objection, error))
    return FALSE;
  filing->made = objection->record.id;
  g_autofree char *title = g_strdup_printf (_ ("Objection to %s"), notice->title);
  xy_txn_set_title (txn, title);
  return TRUE;
}

static gboolean
has_words (const char *text)
{
  return text != NULL && text[strspn (text, " \t\n\r")] != '\0';
}

gboolean
xy_objection_answer_act (XyTxn *txn, gpointer data, GError **error)
{
  XyObjectionAnswer *answer = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));
  g_autoptr (XyObjection) stored = xy_record_get (store, &xy_objection_type, &answer->objection, error);
  char day[XY_DAY_SIZE];

  if (stored == NULL)
    return FALSE;
  if (stored->record.deleted || stored->answered_on != NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("This objection is answered already."));
      return FALSE;
    }
  if (!has_words (answer->answer))
    {
      xy_set_invalid (error, "answer", _ ("Please write what was answered."));
      return FALSE;
    }
  if (answer->result == NULL)
    {
      xy_set_invalid (error, "result", _ ("Please say whether the objection is upheld."));
      return FALSE;
    }
  g_autoptr (XyNotice) notice = xy_record_get (store, &xy_notice_type, &stored->notice, error);
  g_autoptr (XyObjection) objection = xy_record_copy (stored);
  if (notice == NULL)
    return FALSE;
  xy_day_parse (answer->day != NULL ? answer->day : today, day);
  xy_set_str (&objection->answered_on, xy_day_is_valid (day) ? day : answer->day);
  xy_set_str (&objection->answered_by, answer->by != NULL ? answer->by : xy_txn_get_actor (txn)->name);
  xy_set_str (&objection->answer, answer->answer);
  xy_set_str (&objection->result, answer->result);
  if (!xy_record_save (txn, objection, error))
    return FALSE;
  gboolean right =
      g_str_equal (objection->result, XY_OBJECTION_UPHELD) || g_str_equal (objection->result, XY_OBJECTION_PARTLY);
  if (right && !take_back (txn, objection, error))
    return FALSE;
  /* A list of household hygiene is made right by a correction of its own (hygiene-decide.h). */
  g_autofree char *title =
      g_strdup_printf (right && g_str_equal (notice->item, "hygiene")
                           ? _ ("Answer the objection to %s: the list is to be corrected, and the correction posted")
                           : _ ("Answer the objection to %s"),
                       notice->title);
  xy_txn_set_title (txn, title);
  return TRUE;
}

char *
xy_objection_dup_who (XyStore *store, const XyObjection *objection)
{
  g_autoptr (XyPerson) person = NULL;
  g_autoptr (XyHousehold) household = NULL;

  if (objection->name != NULL)
    return g_strdup (objection->name);
  if (!xy_id_is_none (&objection->person))
    person = xy_record_get (store, &xy_person_type, &objection->person, NULL);
  if (person != NULL)
    return g_strdup (person->name);
  if (!xy_id_is_none (&objection->household))
    household = xy_record_get (store, &xy_household_type, &objection->household, NULL);
  return household != NULL ? xy_household_describe (household) : NULL;
}

GPtrArray *
xy_objection_list (XyStore *store, const XyId *notice, gboolean open_only, GError **error)
{
  static const XyId none = { { 0 } };

  return xy_record_list (store, &xy_objection_type, statements[LIST].text,
                         XY_BIND (XY_ID (notice != NULL ? notice : &none), XY_INT (open_only)), error);
}

const XySql *
xy_objection_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

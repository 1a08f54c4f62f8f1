/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/stamp.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/record-check.h"
#include "core/store.h"

enum
{
  LIST,
  LAST,
  N_STATEMENTS,
};

static const XySql statements[] = {
  [LIST] = { &xy_stamp_type,
             "WHERE t.del = 0 AND t.day >= ?1 AND t.day <= ?2 ORDER BY substr (t.day, 1, 4), t.number, t.id", NULL },
  [LAST] = { NULL, "SELECT max (number) FROM stamp WHERE day >= ?1 AND day <= ?2", NULL },
};

static gboolean check (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyStamp, day), XY_FIELD_REQUIRED },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyStamp, number), XY_FIELD_IMMUTABLE },
  { "matter", N_ ("Matter"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyStamp, matter), XY_FIELD_REQUIRED },
  { "paper", N_ ("Paper"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyStamp, paper), 0 },
  { "document", N_ ("Document"), XY_FIELD_ID, G_STRUCT_OFFSET (XyStamp, document), 0 },
  { "copies", N_ ("Copies"), XY_FIELD_INT, G_STRUCT_OFFSET (XyStamp, copies), 0 },
  { "applicant", N_ ("Asked for by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyStamp, applicant), XY_FIELD_REQUIRED },
  { "approver", N_ ("Agreed by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyStamp, approver), XY_FIELD_REQUIRED },
  { "keeper", N_ ("Stamped by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyStamp, keeper), XY_FIELD_REQUIRED },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyStamp, note), 0 },
};

const XyRecordType xy_stamp_type = {
  .table = "stamp",
  .noun = N_ ("use of the seal"),
  .topic = XY_TOPIC_STAMP,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_POST,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_stamp_get_type,
  .check = check,
};

XY_DEFINE_RECORD (XyStamp, xy_stamp)

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  XyStamp *stamp = (XyStamp *) record;
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (stamp->day == NULL)
    xy_set_str (&stamp->day, today);
  if (!xy_record_tidy (stamp, error))
    return FALSE;
  if (!xy_day_is_valid (stamp->day))
    {
      xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), stamp->day);
      return FALSE;
    }
  if (strcmp (stamp->day, today) > 0)
    {
      xy_set_invalid (error, "day", _ ("The seal cannot have been used on a day that is still to come."));
      return FALSE;
    }
  if (stamp->copies == 0 && !record->stored)
    stamp->copies = 1;
  if (stamp->copies < 1 || stamp->copies > 9999)
    {
      xy_set_invalid (error, "copies", _ ("Say how many copies were stamped, at least one."));
      return FALSE;
    }
  if (record->stored)
    return TRUE;

  xy_day_span (stamp->day, XY_SPAN_YEAR, first, last);
  stamp->number = 0;
  if (!xy_db_number (xy_txn_get_db (txn), statements[LAST].text, XY_BIND (XY_TEXT (first), XY_TEXT (last)),
                     &stamp->number, error))
    return FALSE;
  stamp->number++;
  return TRUE;
}

GPtrArray *
xy_stamp_list (XyStore *store, const char *year, GError **error)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (year == NULL)
    return xy_record_list (store, &xy_stamp_type, statements[LIST].text, XY_BIND (XY_TEXT (""), XY_TEXT ("9999")),
                           error);
  if (!xy_period_parse (year, NULL, first, last))
    {
      xy_set_invalid (error, "period", _ ("“%s” is no year, quarter or month."), year);
      return NULL;
    }
  return xy_record_list (store, &xy_stamp_type, statements[LIST].text, XY_BIND (XY_TEXT (first), XY_TEXT (last)),
                         error);
}

const XySql *
xy_stamp_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

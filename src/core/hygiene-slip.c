/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-slip.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/record-check.h"
#include "core/store.h"

enum
{
  NEXT_NUMBER,
};

static const XySql statements[] = {
  /* One that was undone keeps its number, for it may be on a paper. */
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM hygiene_slip WHERE day BETWEEN "
                          "substr (?1, 1, 4) || '-01-01' AND substr (?1, 1, 4) || '-12-31'" },
};

static gboolean check_slip (XyTxn *txn, XyRecord *record, GError **error);

static const XyWord kinds[] = {
  { "pass", N_ ("put right") }, { "extend", N_ ("more time") }, { "pass-on", N_ ("passed on to the village") },
  { "close", N_ ("closed") },   { "void", N_ ("void") },        { NULL, NULL },
};

static const XyField slip_fields[] = {
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneSlip, number), XY_FIELD_IMMUTABLE },
  { "result", N_ ("Result"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneSlip, result), XY_FIELD_IMMUTABLE },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneSlip, household), XY_FIELD_IMMUTABLE },
  { "place", N_ ("Public area"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneSlip, place), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Issued on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneSlip, day),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "due", N_ ("To be done by"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneSlip, due), XY_FIELD_REQUIRED },
  { "problem", N_ ("Problem"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneSlip, problem), XY_FIELD_REQUIRED },
  { "photo", N_ ("Photo"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneSlip, photo), XY_FIELD_ATTACHMENT },
  { "helper", N_ ("Helper"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneSlip, helper), 0 },
  { "help", N_ ("Is helped"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyHygieneSlip, help), 0 },
  { "received_on", N_ ("Received on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneSlip, received_on), 0 },
  { "received_by", N_ ("Received by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneSlip, received_by), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneSlip, recorder), XY_FIELD_REQUIRED },
  { "stage", N_ ("Stage"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneSlip, stage), XY_FIELD_DERIVED },
  { "until", N_ ("Last day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneSlip, until), XY_FIELD_DERIVED },
  { "closed_on", N_ ("Closed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneSlip, closed_on), XY_FIELD_DERIVED },
};

const XyRecordType xy_hygiene_slip_type = {
  .table = "hygiene_slip",
  .noun = N_ ("rectification notice"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = slip_fields,
  .n_fields = G_N_ELEMENTS (slip_fields),
  .get_gtype = xy_hygiene_slip_get_type,
  .check = check_slip,
};

XY_DEFINE_RECORD (XyHygieneSlip, xy_hygiene_slip)

static const XyField recheck_fields[] = {
  { "slip", N_ ("Rectification notice"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneRecheck, slip),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneRecheck, number), XY_FIELD_IMMUTABLE },
  { "kind", N_ ("Result"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRecheck, kind),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE, kinds },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneRecheck, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "until", N_ ("New last day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneRecheck, until), XY_FIELD_IMMUTABLE },
  { "by", N_ ("Looked by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRecheck, by),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRecheck, note), XY_FIELD_IMMUTABLE },
  { "photo", N_ ("Photo"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRecheck, photo),
    XY_FIELD_IMMUTABLE | XY_FIELD_ATTACHMENT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneRecheck, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyHygieneRecheck, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_hygiene_recheck_type = {
  .table = "hygiene_recheck",
  .noun = N_ ("recheck"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = recheck_fields,
  .n_fields = G_N_ELEMENTS (recheck_fields),
  .get_gtype = xy_hygiene_recheck_get_type,
};

XY_DEFINE_RECORD (XyHygieneRecheck, xy_hygiene_recheck)

static gboolean
check_slip (XyTxn *txn, XyRecord *record, GError **error)
{
  XyHygieneSlip *slip = (XyHygieneSlip *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  return slip->number != 0
         || xy_db_number (xy_txn_get_db (txn), statements[NEXT_NUMBER].text, XY_BIND (XY_TEXT (slip->day)),
                          &slip->number, error);
}

const XySql *
xy_hygiene_slip_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

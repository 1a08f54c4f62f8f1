/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-slip.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/hygiene-place.h"
#include "core/hygiene-slip-private.h"
#include "core/record-check.h"
#include "core/serial.h"
#include "core/store.h"

enum
{
  NEXT_NUMBER,
  BY_NUMBER,
  N_RECHECKS,
  STAGE_BEFORE,
  N_LATER,
};

static const XySql statements[] = {
  /* One that was undone keeps its number, for it may be on a paper. */
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM hygiene_slip WHERE day BETWEEN "
                          "substr (?1, 1, 4) || '-01-01' AND substr (?1, 1, 4) || '-12-31'" },
  [BY_NUMBER] = { &xy_hygiene_slip_type, "WHERE t.day BETWEEN ?1 || '-01-01' AND ?1 || '-12-31' AND t.number = ?2 "
                                         "AND t.del = 0" },
  [N_RECHECKS] = { NULL, "SELECT count (*) FROM hygiene_recheck WHERE slip = ?1 AND del = 0" },
  [STAGE_BEFORE] = { NULL, "SELECT CASE kind WHEN 'pass-on' THEN 1 WHEN 'pass' THEN 2 WHEN 'close' THEN 3 ELSE 4 END "
                           "FROM hygiene_recheck WHERE slip = ?1 AND del = 0 AND kind <> 'extend' AND number < ?2 "
                           "ORDER BY number DESC LIMIT 1" },
  [N_LATER] = { NULL, "SELECT count (*) FROM hygiene_recheck WHERE slip = ?1 AND del = 0 AND number >= ?2 "
                      "AND id <> ?3" },
};

static gboolean check_slip (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_slip (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean check_recheck (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_recheck (XyTxn *txn, const XyRecord *record, GError **error);

static const XyWord kinds[] = {
  { "pass", N_ ("put right") }, { "extend", N_ ("more time") }, { "pass-on", N_ ("passed on to the village") },
  { "close", N_ ("closed") },   { "void", N_ ("void") },        { NULL, NULL },
};

static const XyWord stages[] = {
  { "issued", N_ ("to be put right") }, { "passed-on", N_ ("passed on") }, { "good", N_ ("good, to be closed") },
  { "closed", N_ ("closed") },          { "void", N_ ("void") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == XY_HYGIENE_N_KINDS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (stages) == XY_HYGIENE_N_STAGES);

#define NO XY_HYGIENE_N_STAGES

/* The drawing of the header. */
static const XyHygieneStage ways[XY_HYGIENE_N_STAGES][XY_HYGIENE_N_KINDS] = {
  /*                          pass             extend                pass on               close              void */
  [XY_HYGIENE_ISSUED] = { XY_HYGIENE_GOOD, XY_HYGIENE_ISSUED, XY_HYGIENE_PASSED_ON, NO, XY_HYGIENE_VOID },
  [XY_HYGIENE_PASSED_ON] = { XY_HYGIENE_GOOD, XY_HYGIENE_PASSED_ON, NO, NO, XY_HYGIENE_VOID },
  [XY_HYGIENE_GOOD] = { NO, NO, NO, XY_HYGIENE_CLOSED, XY_HYGIENE_VOID },
  [XY_HYGIENE_CLOSED] = { NO, NO, NO, NO, NO },
  [XY_HYGIENE_VOID] = { NO, NO, NO, NO, NO },
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
  .guard = guard_slip,
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
  .check = check_recheck,
  .guard = guard_recheck,
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

/* What somebody looked at again stays known; void takes it out of use. */
static gboolean
guard_slip (XyTxn *txn, const XyRecord *record, GError **error)
{
  gint64 n = 0;

  if (!record->deleted)
    return TRUE;
  if (!xy_db_number (xy_txn_get_db (txn), statements[N_RECHECKS].text, XY_BIND (XY_ID (&record->id)), &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("This cannot be undone: the notice was looked at again since. Make it void instead."));
  return FALSE;
}

static gboolean
check_recheck (XyTxn *txn, XyRecord *record, GError **error)
{
  if (!record->stored)
    return xy_record_tidy (record, error);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("A recheck that was written never changes. Undo it instead."));
  return FALSE;
}

/* By whatever way, undo and redo too, a slip goes only the ways of the drawing, and is taken back from its end. */
static gboolean
guard_recheck (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyHygieneRecheck *recheck = (const XyHygieneRecheck *) record;
  XyHygieneRecheckKind kind = xy_hygiene_recheck_from_name (recheck->kind);
  XyDb *db = xy_txn_get_db (txn);
  gint64 n_later = 0, stage = XY_HYGIENE_ISSUED;

  if (!xy_db_number (db, statements[N_LATER].text,
                     XY_BIND (XY_ID (&recheck->slip), XY_INT (recheck->number), XY_ID (&record->id)), &n_later, error)
      || !xy_db_number (db, statements[STAGE_BEFORE].text, XY_BIND (XY_ID (&recheck->slip), XY_INT (recheck->number)),
                        &stage, error))
    return FALSE;
  if (n_later == 0 && (record->deleted || xy_hygiene_stage_after ((XyHygieneStage) stage, kind) != NO))
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("This cannot be done now: the notice has gone on a step since."));
  return FALSE;
}

const char *
xy_hygiene_recheck_name (XyHygieneRecheckKind kind)
{
  return kind < XY_HYGIENE_N_KINDS ? kinds[kind].value : NULL;
}

const char *
xy_hygiene_recheck_label (XyHygieneRecheckKind kind)
{
  return kind < XY_HYGIENE_N_KINDS ? _ (kinds[kind].label) : "";
}

XyHygieneRecheckKind
xy_hygiene_recheck_from_name (const char *name)
{
  for (guint i = 0; i < XY_HYGIENE_N_KINDS; i++)
    if (g_strcmp0 (kinds[i].value, name) == 0)
      return (XyHygieneRecheckKind) i;
  return XY_HYGIENE_N_KINDS;
}

XyHygieneStage
xy_hygiene_stage_after (XyHygieneStage stage, XyHygieneRecheckKind kind)
{
  return stage < XY_HYGIENE_N_STAGES && kind < XY_HYGIENE_N_KINDS ? ways[stage][kind] : NO;
}

const char *
xy_hygiene_stage_name (XyHygieneStage stage)
{
  return stage < XY_HYGIENE_N_STAGES ? stages[stage].value : NULL;
}

const char *
xy_hygiene_stage_word (XyHygieneStage stage)
{
  return stage < XY_HYGIENE_N_STAGES ? _ (stages[stage].label) : "";
}

gboolean
xy_hygiene_slip_is_overdue (const XyHygieneSlip *slip, const char *today)
{
  return slip->stage <= XY_HYGIENE_PASSED_ON && slip->until != NULL && strcmp (slip->until, today) < 0;
}

char *
xy_hygiene_slip_number (const XyHygieneSlip *slip)
{
  return g_strdup_printf ("%.4s-%03d", slip->day, (int) slip->number);
}

XyHygieneSlip *
xy_hygiene_slip_by_number (XyStore *store, const char *number, const char *today, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  char year[5];
  gint64 n;

  if (xy_serial_parse (number, today, year, &n))
    {
      found = xy_record_list (store, &xy_hygiene_slip_type, statements[BY_NUMBER].text,
                              XY_BIND (XY_TEXT (year), XY_INT (n)), error);
      if (found == NULL)
        return NULL;
      if (found->len > 0)
        return g_object_ref (found->pdata[0]);
    }
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no rectification notice %s."), number);
  return NULL;
}

char *
xy_hygiene_slip_whose (XyStore *store, const XyHygieneSlip *slip)
{
  if (xy_id_is_none (&slip->household))
    {
      g_autoptr (XyHygienePlace) place = xy_record_get (store, &xy_hygiene_place_type, &slip->place, NULL);
      return g_strdup (place != NULL ? place->name : "");
    }
  g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, &slip->household, NULL);
  return household != NULL ? xy_household_describe (household) : g_strdup ("");
}

char *
xy_hygiene_slip_describe (XyStore *store, const XyHygieneSlip *slip)
{
  g_autofree char *number = xy_hygiene_slip_number (slip), *whose = xy_hygiene_slip_whose (store, slip);

  /* Translators: number of a rectification notice, whose it is */
  return g_strdup_printf (_ ("notice %s of %s"), number, whose);
}

XyHygieneSlip *
xy_hygiene_slip_get (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyHygieneSlip) slip = xy_record_get (store, &xy_hygiene_slip_type, id, error);

  if (slip == NULL || !slip->record.deleted)
    return g_steal_pointer (&slip);
  g_autofree char *number = xy_hygiene_slip_number (slip);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The rectification notice %s was undone."), number);
  return NULL;
}

const XySql *
xy_hygiene_slip_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

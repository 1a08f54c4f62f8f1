/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-place.h"

#include <glib/gi18n-lib.h>

#include "core/record-check.h"
#include "core/store.h"

#define LIST_SQL "WHERE t.del = 0 ORDER BY t.sort, t.id"

enum
{
  LIST,
  SAME_NAME,
};

static const XySql statements[] = {
  [LIST] = { &xy_hygiene_place_type, LIST_SQL },
  [SAME_NAME] = { NULL, "SELECT count (*) FROM hygiene_place WHERE name = ?1 AND del = 0 AND id IS NOT ?2" },
};

static gboolean check (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygienePlace, name), XY_FIELD_REQUIRED },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygienePlace, kind), 0 },
  { "unit", N_ ("Group"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygienePlace, unit), 0 },
  { "keeper", N_ ("Looked after by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygienePlace, keeper), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygienePlace, note), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygienePlace, sort), 0 },
};

const XyRecordType xy_hygiene_place_type = {
  .table = "hygiene_place",
  .noun = N_ ("public area"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_hygiene_place_get_type,
  .check = check,
};

XY_DEFINE_RECORD (XyHygienePlace, xy_hygiene_place)

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyHygienePlace *place = (const XyHygienePlace *) record;
  gint64 same = 0;

  if (!xy_record_tidy (record, error)
      || !xy_db_number (xy_txn_get_db (txn), statements[SAME_NAME].text,
                        XY_BIND (XY_TEXT (place->name), XY_ID (&record->id)), &same, error))
    return FALSE;
  if (same == 0)
    return TRUE;
  xy_set_invalid (error, "name", _ ("There is already a place named %s."), place->name);
  return FALSE;
}

GPtrArray *
xy_hygiene_place_list (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_hygiene_place_type, LIST_SQL, XY_BIND_NONE, error);
}

const XySql *
xy_hygiene_place_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

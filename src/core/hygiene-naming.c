/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-naming.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/record-check.h"
#include "core/store.h"

static gboolean check_naming (XyTxn *txn, XyRecord *record, GError **error);

static const XyField naming_fields[] = {
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneNaming, household), XY_FIELD_IMMUTABLE },
  { "basis", N_ ("Ground"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneNaming, basis), XY_FIELD_REQUIRED },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneNaming, day), XY_FIELD_REQUIRED },
  { "reviewed_on", N_ ("Reviewed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneNaming, reviewed_on), 0 },
  { "reviewer", N_ ("Reviewed by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneNaming, reviewer), 0 },
  { "ended_on", N_ ("Ended on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneNaming, ended_on), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneNaming, recorder), XY_FIELD_REQUIRED },
};

const XyRecordType xy_hygiene_naming_type = {
  .table = "hygiene_naming",
  .noun = N_ ("ground for naming"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = naming_fields,
  .n_fields = G_N_ELEMENTS (naming_fields),
  .get_gtype = xy_hygiene_naming_get_type,
  .check = check_naming,
};

XY_DEFINE_RECORD (XyHygieneNaming, xy_hygiene_naming)

static gboolean
check_naming (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyHygieneNaming *naming = (const XyHygieneNaming *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (!xy_id_is_none (&naming->household) || naming->reviewed_on != NULL)
    return TRUE;
  xy_set_invalid (error, "reviewed_on",
                  _ ("A clause names households only after its legal review: say when that was."));
  return FALSE;
}

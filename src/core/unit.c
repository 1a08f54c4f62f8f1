/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/unit.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "parent", N_ ("Belongs to"), XY_FIELD_ID, G_STRUCT_OFFSET (XyUnit, parent), 0 },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUnit, kind), XY_FIELD_REQUIRED },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUnit, name), XY_FIELD_REQUIRED },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyUnit, sort), 0 },
  { "name_key", N_ ("Key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUnit, name_key), XY_FIELD_DERIVED },
};

const XyRecordType xy_unit_type = {
  .table = "unit",
  .noun = N_ ("unit"),
  .topic = XY_TOPIC_UNIT,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_unit_get_type,
};

XY_DEFINE_RECORD (XyUnit, xy_unit)

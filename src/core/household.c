/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/household.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "number", N_ ("Household number"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, number), 0 },
  { "unit", N_ ("Group"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHousehold, unit), 0 },
  { "head", N_ ("Head"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHousehold, head), XY_FIELD_HARD },
  { "head_name", N_ ("Head of household"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, head_name), 0 },
  { "address", N_ ("Address"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, address), XY_FIELD_PERSONAL },
  { "phone", N_ ("Phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, phone), XY_FIELD_PERSONAL },
  { "bank", N_ ("Bank account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, bank),
    XY_FIELD_PERSONAL | XY_FIELD_SENSITIVE | XY_FIELD_HARD },
  { "category", N_ ("Category"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, category), XY_FIELD_SENSITIVE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, note), XY_FIELD_LONG_TEXT },
  { "state", N_ ("State"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, state), 0 },
  { "since", N_ ("Since"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHousehold, since), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHousehold, sort), XY_FIELD_DERIVED },
  { "find", N_ ("Search key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHousehold, find), XY_FIELD_DERIVED },
  { "stroke", N_ ("Stroke key"), XY_FIELD_BYTES, G_STRUCT_OFFSET (XyHousehold, stroke), XY_FIELD_DERIVED },
};

const XyRecordType xy_household_type = {
  .table = "household",
  .noun = N_ ("household"),
  .topic = XY_TOPIC_HOUSEHOLD,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_household_get_type,
};

XY_DEFINE_RECORD (XyHousehold, xy_household)

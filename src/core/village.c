/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/village.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "code", N_ ("Village code"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, code), XY_FIELD_REQUIRED | XY_FIELD_HARD },
  { "name", N_ ("Village"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, name), XY_FIELD_REQUIRED },
  { "township", N_ ("Township"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, township), 0 },
  { "county", N_ ("County"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, county), 0 },
  { "committee", N_ ("Signs as"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, committee), 0 },
  { "contact", N_ ("Contact"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, contact), 0 },
  { "phone", N_ ("Supervision phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, phone), 0 },
  { "township_phone", N_ ("Township phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, township_phone), 0 },
  { "sample", N_ ("Practice village"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyVillage, sample), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_village_type = {
  .table = "village",
  .noun = N_ ("village"),
  .topic = XY_TOPIC_VILLAGE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_CHANGE_SETTINGS,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_village_get_type,
};

XY_DEFINE_RECORD (XyVillage, xy_village)

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/setting.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "key", N_ ("Setting"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XySetting, key), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "value", N_ ("Value"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XySetting, value), 0 },
};

const XyRecordType xy_setting_type = {
  .table = "setting",
  .noun = N_ ("setting"),
  .topic = XY_TOPIC_SETTING,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_CHANGE_SETTINGS,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_setting_get_type,
};

XY_DEFINE_RECORD (XySetting, xy_setting)

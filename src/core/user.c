/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/user.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUser, name), XY_FIELD_REQUIRED },
  { "post", N_ ("Post"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUser, post), 0 },
  { "role", N_ ("Role"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUser, role), XY_FIELD_REQUIRED },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyUser, person), 0 },
};

const XyRecordType xy_user_type = {
  .table = "user",
  .noun = N_ ("user"),
  .topic = XY_TOPIC_USER,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_MANAGE_USERS,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_user_get_type,
};

XY_DEFINE_RECORD (XyUser, xy_user)

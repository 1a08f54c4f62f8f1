/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-close.h"

#include <glib/gi18n-lib.h>

#include "core/points-account.h"

const XyWord xy_points_close_modes[] = {
  { "carry", N_ ("carried on") },
  { "share", N_ ("carried on in part") },
  { "clear", N_ ("cleared") },
  { "expire", N_ ("expire by age") },
  { NULL, NULL },
};

static const XyField fields[] = {
  { "period", N_ ("Period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, period),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, account), XY_FIELD_IMMUTABLE,
    xy_points_accounts },
  { "mode", N_ ("What becomes of the points"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, mode),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE, xy_points_close_modes },
  { "share", N_ ("Share carried on"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsClose, share), XY_FIELD_IMMUTABLE },
  { "months", N_ ("Months until expiry"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsClose, months), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsClose, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "n", N_ ("Entries"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsClose, n), XY_FIELD_IMMUTABLE },
  { "delta", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsClose, delta), XY_FIELD_IMMUTABLE },
  { "spend", N_ ("Can be spent"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsClose, spend), XY_FIELD_IMMUTABLE },
  { "decision", N_ ("Decision"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, decision), 0 },
  { "confirmed_on", N_ ("Confirmed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsClose, confirmed_on), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPointsClose, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_points_close_type = {
  .table = "points_close",
  .noun = N_ ("close"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_close_get_type,
};

XY_DEFINE_RECORD (XyPointsClose, xy_points_close)

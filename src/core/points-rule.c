/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-rule.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "code", N_ ("Code"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, code), XY_FIELD_REQUIRED },
  { "version", N_ ("Version"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsRule, version), 0 },
  { "catalogue", N_ ("Catalogue"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, catalogue), 0 },
  { "category", N_ ("Category"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, category), XY_FIELD_REQUIRED },
  { "name", N_ ("Item"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, name), XY_FIELD_REQUIRED },
  { "unit", N_ ("Unit"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, unit), 0 },
  { "score", N_ ("Score"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsRule, score), 0 },
  { "score_max", N_ ("Highest score"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsRule, score_max), 0 },
  { "step", N_ ("Amount per step"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsRule, step), 0 },
  { "cap", N_ ("Cap"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsRule, cap), 0 },
  { "cap_period", N_ ("Cap period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, cap_period), 0 },
  { "starts", N_ ("From"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsRule, starts), 0 },
  { "ends", N_ ("Until"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsRule, ends), 0 },
  { "basis", N_ ("Basis"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, basis), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsRule, sort), 0 },
  { "find", N_ ("Search key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsRule, find), XY_FIELD_DERIVED },
};

const XyRecordType xy_points_rule_type = {
  .table = "points_rule",
  .noun = N_ ("rule"),
  .topic = XY_TOPIC_RULE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_rule_get_type,
};

XY_DEFINE_RECORD (XyPointsRule, xy_points_rule)

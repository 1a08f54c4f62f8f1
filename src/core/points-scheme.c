/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-scheme.h"

#include <glib/gi18n-lib.h>

#include "core/points-account.h"

static const XyField fields[] = {
  { "version", N_ ("Version"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsScheme, version), 0 },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, name), XY_FIELD_REQUIRED },
  { "catalogue", N_ ("Catalogue"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, catalogue), 0 },
  { "meeting", N_ ("Meeting"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, meeting), 0 },
  { "adopted_on", N_ ("Adopted on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsScheme, adopted_on), 0 },
  { "present", N_ ("Present"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsScheme, present), 0 },
  { "in_favour", N_ ("In favour"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsScheme, in_favour), 0 },
  { "starts", N_ ("From"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsScheme, starts), 0 },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, account), 0, xy_points_accounts },
  { "base", N_ ("Base points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsScheme, base), 0 },
  { "bands", N_ ("Grades"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, bands), XY_FIELD_TABLE },
  { "value", N_ ("Worth of a point"), XY_FIELD_MONEY, G_STRUCT_OFFSET (XyPointsScheme, value), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, note), XY_FIELD_LONG_TEXT },
};

const XyRecordType xy_points_scheme_type = {
  .table = "points_scheme",
  .noun = N_ ("points scheme"),
  .topic = XY_TOPIC_RULE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_scheme_get_type,
};

XY_DEFINE_RECORD (XyPointsScheme, xy_points_scheme)

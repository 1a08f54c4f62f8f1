/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-template.h"

#include <glib/gi18n-lib.h>

#include "core/store.h"

#define LIST_SQL "WHERE t.del = 0 ORDER BY t.sort, t.id"

static const XySql statements[] = {
  { &xy_points_template_type, LIST_SQL },
};

static const XyField fields[] = {
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsTemplate, name), XY_FIELD_REQUIRED },
  { "code", N_ ("Rule"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsTemplate, code), XY_FIELD_REQUIRED },
  { "amount", N_ ("Amount"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsTemplate, amount), 0 },
  { "score", N_ ("Score"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsTemplate, score), 0 },
  { "witness", N_ ("Witness"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsTemplate, witness), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsTemplate, note), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsTemplate, sort), 0 },
};

const XyRecordType xy_points_template_type = {
  .table = "points_template",
  .noun = N_ ("usual entry"),
  .topic = XY_TOPIC_RULE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_RECORD_POINTS,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_template_get_type,
};

XY_DEFINE_RECORD (XyPointsTemplate, xy_points_template)

GPtrArray *
xy_points_template_list (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_points_template_type, LIST_SQL, XY_BIND_NONE, error);
}

const XySql *
xy_points_template_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

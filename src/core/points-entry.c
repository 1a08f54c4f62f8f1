/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-entry.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsEntry, household), XY_FIELD_REQUIRED },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsEntry, person), 0 },
  { "rule", N_ ("Rule"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsEntry, rule), 0 },
  { "category", N_ ("Category"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, category), XY_FIELD_REQUIRED },
  { "item", N_ ("Item"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, item), XY_FIELD_REQUIRED },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsEntry, day), XY_FIELD_REQUIRED },
  { "amount", N_ ("Amount"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsEntry, amount), 0 },
  { "delta", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsEntry, delta), 0 },
  { "cut", N_ ("Cut by cap"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsEntry, cut), 0 },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, kind), XY_FIELD_REQUIRED },
  { "rev_of", N_ ("Reverses"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsEntry, rev_of), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, note), 0 },
  { "witness", N_ ("Witness"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, witness), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, recorder), 0 },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPointsEntry, at), 0 },
  { "cancelled", N_ ("Undone"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyPointsEntry, cancelled), XY_FIELD_DERIVED },
  { "reversed", N_ ("Reversed"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyPointsEntry, reversed), XY_FIELD_DERIVED },
};

const XyRecordType xy_points_entry_type = {
  .table = "points_entry",
  .noun = N_ ("points entry"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_APPEND_ONLY,
  .permission = XY_MAY_RECORD_POINTS,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_entry_get_type,
};

XY_DEFINE_RECORD (XyPointsEntry, xy_points_entry)

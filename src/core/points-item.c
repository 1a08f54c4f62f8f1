/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-item.h"

#include <glib/gi18n-lib.h>

#include "core/points-account.h"

static const XyWord step_kinds[] = {
  { "check", N_ ("checked by the group") },
  { "review", N_ ("reviewed") },
  { "approve", N_ ("approved") },
  { "list", N_ ("put on the list") },
  { "post", N_ ("posted") },
  { "book", N_ ("booked") },
  { "reject", N_ ("rejected") },
  { "withdraw", N_ ("withdrawn") },
  { NULL, NULL },
};

static const XyWord sitting_kinds[] = {
  { "check", N_ ("check by the group") },
  { "review", N_ ("review") },
  { "approve", N_ ("approval") },
  { "post", N_ ("list for the board") },
  { NULL, NULL },
};

static const XyField item_fields[] = {
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsItem, household),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsItem, person), XY_FIELD_IMMUTABLE },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, account), XY_FIELD_IMMUTABLE,
    xy_points_accounts },
  { "rule", N_ ("Rule"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsItem, rule), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "category", N_ ("Category"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, category),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "item", N_ ("Item"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, item), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsItem, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "amount", N_ ("Amount"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsItem, amount), XY_FIELD_IMMUTABLE },
  { "delta", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsItem, delta), XY_FIELD_IMMUTABLE },
  { "cut", N_ ("Cut by cap"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsItem, cut), XY_FIELD_IMMUTABLE },
  { "why", N_ ("Why"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, why), XY_FIELD_IMMUTABLE },
  { "withheld", N_ ("Cannot be spent"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsItem, withheld), XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, note), XY_FIELD_IMMUTABLE },
  { "witness", N_ ("Witness"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, witness), XY_FIELD_IMMUTABLE },
  { "photo", N_ ("Photo"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, photo),
    XY_FIELD_IMMUTABLE | XY_FIELD_ATTACHMENT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "typist", N_ ("User"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsItem, typist), XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPointsItem, at), XY_FIELD_IMMUTABLE },
  { "stage", N_ ("Stage"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsItem, stage), XY_FIELD_DERIVED },
  { "frozen", N_ ("Frozen"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyPointsItem, frozen), XY_FIELD_DERIVED },
};

const XyRecordType xy_points_item_type = {
  .table = "points_item",
  .noun = N_ ("registered points"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_RECORD_POINTS,
  .fields = item_fields,
  .n_fields = G_N_ELEMENTS (item_fields),
  .get_gtype = xy_points_item_get_type,
};

XY_DEFINE_RECORD (XyPointsItem, xy_points_item)

static const XyField step_fields[] = {
  { "item", N_ ("Item"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsStep, item), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsStep, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    step_kinds },
  { "sitting", N_ ("Sitting"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsStep, sitting), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsStep, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "recused", N_ ("Stepped aside"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsStep, recused), XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsStep, note), XY_FIELD_IMMUTABLE },
  { "by", N_ ("By"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsStep, by), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "user", N_ ("User"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsStep, user), XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPointsStep, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_points_step_type = {
  .table = "points_step",
  .noun = N_ ("step"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = 0,
  .fields = step_fields,
  .n_fields = G_N_ELEMENTS (step_fields),
  .get_gtype = xy_points_step_get_type,
};

XY_DEFINE_RECORD (XyPointsStep, xy_points_step)

static const XyField sitting_fields[] = {
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    sitting_kinds },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsSitting, number), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsSitting, day), XY_FIELD_REQUIRED },
  { "place", N_ ("Place"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, place), 0 },
  { "members", N_ ("Members"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, members), XY_FIELD_TABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, note), XY_FIELD_LONG_TEXT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, recorder), XY_FIELD_REQUIRED },
  { "notice", N_ ("Notice"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsSitting, notice), 0 },
};

const XyRecordType xy_points_sitting_type = {
  .table = "points_sitting",
  .noun = N_ ("sitting"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = 0,
  .fields = sitting_fields,
  .n_fields = G_N_ELEMENTS (sitting_fields),
  .get_gtype = xy_points_sitting_get_type,
};

XY_DEFINE_RECORD (XyPointsSitting, xy_points_sitting)

XyId
xy_points_item_entry_id (const XyId *item)
{
  return xy_id_derive (item, "book");
}

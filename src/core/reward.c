/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reward.h"

#include <glib/gi18n-lib.h>

#include "core/points-account.h"

static const XyWord good_kinds[] = {
  { XY_REWARD_GOODS, N_ ("goods") },
  { XY_REWARD_SERVICE, N_ ("service") },
  { NULL, NULL },
};

static const XyWord move_kinds[] = {
  { "in", N_ ("came in") },
  { "out", N_ ("spoilt or lost") },
  { "count", N_ ("found by counting") },
  { NULL, NULL },
};

static const XyField good_fields[] = {
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, name), XY_FIELD_REQUIRED },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, kind), XY_FIELD_REQUIRED, good_kinds },
  { "unit", N_ ("Unit"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, unit), 0 },
  { "cost", N_ ("Cost"), XY_FIELD_MONEY, G_STRUCT_OFFSET (XyRewardGood, cost), 0 },
  { "points", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyRewardGood, points), 0 },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, account), 0, xy_points_accounts },
  { "most", N_ ("Most in a quarter"), XY_FIELD_INT, G_STRUCT_OFFSET (XyRewardGood, most), 0 },
  { "ends", N_ ("Until"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyRewardGood, ends), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, note), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyRewardGood, sort), 0 },
  { "find", N_ ("Search key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, find), XY_FIELD_DERIVED },
  { "stock", N_ ("Stock"), XY_FIELD_INT, G_STRUCT_OFFSET (XyRewardGood, stock), XY_FIELD_DERIVED },
};

const XyRecordType xy_reward_good_type = {
  .table = "reward_good",
  .noun = N_ ("reward"),
  .topic = XY_TOPIC_REWARD,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = good_fields,
  .n_fields = G_N_ELEMENTS (good_fields),
  .get_gtype = xy_reward_good_get_type,
};

XY_DEFINE_RECORD (XyRewardGood, xy_reward_good)

static const XyField day_fields[] = {
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyRewardDay, day), XY_FIELD_REQUIRED },
  { "hours", N_ ("Hours"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardDay, hours), 0 },
  { "place", N_ ("Place"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardDay, place), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardDay, note), 0 },
};

const XyRecordType xy_reward_day_type = {
  .table = "reward_day",
  .noun = N_ ("exchange day"),
  .topic = XY_TOPIC_REWARD,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_RECORD_POINTS,
  .fields = day_fields,
  .n_fields = G_N_ELEMENTS (day_fields),
  .get_gtype = xy_reward_day_get_type,
};

XY_DEFINE_RECORD (XyRewardDay, xy_reward_day)

static const XyField move_fields[] = {
  { "good", N_ ("Reward"), XY_FIELD_ID, G_STRUCT_OFFSET (XyRewardMove, good), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyRewardMove, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardMove, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    move_kinds },
  { "pieces", N_ ("Pieces"), XY_FIELD_INT, G_STRUCT_OFFSET (XyRewardMove, pieces), XY_FIELD_IMMUTABLE },
  { "cost", N_ ("Cost"), XY_FIELD_MONEY, G_STRUCT_OFFSET (XyRewardMove, cost), XY_FIELD_IMMUTABLE },
  { "source", N_ ("Source of the money"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardMove, source), 0 },
  { "decision", N_ ("Decision"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardMove, decision), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardMove, note), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardMove, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyRewardMove, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_reward_move_type = {
  .table = "reward_move",
  .noun = N_ ("movement of stock"),
  .topic = XY_TOPIC_REWARD,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_RECORD_POINTS,
  .fields = move_fields,
  .n_fields = G_N_ELEMENTS (move_fields),
  .get_gtype = xy_reward_move_get_type,
};

XY_DEFINE_RECORD (XyRewardMove, xy_reward_move)

static const XyField redemption_fields[] = {
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyRewardRedemption, number), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyRewardRedemption, day),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyRewardRedemption, household),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyRewardRedemption, person), XY_FIELD_IMMUTABLE },
  { "good", N_ ("Reward"), XY_FIELD_ID, G_STRUCT_OFFSET (XyRewardRedemption, good),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "pieces", N_ ("Pieces"), XY_FIELD_INT, G_STRUCT_OFFSET (XyRewardRedemption, pieces), XY_FIELD_IMMUTABLE },
  { "points", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyRewardRedemption, points), XY_FIELD_IMMUTABLE },
  { "left", N_ ("Left to spend"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyRewardRedemption, left), XY_FIELD_IMMUTABLE },
  { "cost", N_ ("Cost"), XY_FIELD_MONEY, G_STRUCT_OFFSET (XyRewardRedemption, cost), XY_FIELD_IMMUTABLE },
  { "taker", N_ ("Fetched by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardRedemption, taker),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardRedemption, note), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardRedemption, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyRewardRedemption, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_reward_redemption_type = {
  .table = "reward_redemption",
  .noun = N_ ("redemption"),
  .topic = XY_TOPIC_REWARD,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_RECORD_POINTS,
  .fields = redemption_fields,
  .n_fields = G_N_ELEMENTS (redemption_fields),
  .get_gtype = xy_reward_redemption_get_type,
};

XY_DEFINE_RECORD (XyRewardRedemption, xy_reward_redemption)

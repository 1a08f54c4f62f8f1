/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample village's exchange: a dozen goods, what came in, and one exchange day with those who fetched something. */
#include "core/reward-redeem.h"
#include "core/reward-stock.h"
#include "core/sample-private.h"

#define FETCHING 30 /* households, at most */

static const struct
{
  const char *name;
  const char *kind;
  const char *unit;
  gint64 points;
  gint64 cost;
  gint64 most;
  gint64 stock;
} goods[] = {
  { "洗衣液", XY_REWARD_GOODS, "瓶", 600, 1250, 2, 60 },  { "食用盐", XY_REWARD_GOODS, "包", 100, 250, 0, 120 },
  { "毛巾", XY_REWARD_GOODS, "条", 300, 580, 4, 80 },     { "香皂", XY_REWARD_GOODS, "块", 200, 380, 0, 90 },
  { "洗洁精", XY_REWARD_GOODS, "瓶", 400, 760, 2, 50 },   { "抽纸", XY_REWARD_GOODS, "提", 800, 1480, 2, 40 },
  { "雨伞", XY_REWARD_GOODS, "把", 1000, 1900, 1, 20 },   { "保温杯", XY_REWARD_GOODS, "个", 1800, 3300, 1, 12 },
  { "食用油", XY_REWARD_GOODS, "桶", 3000, 5900, 1, 15 }, { "大米", XY_REWARD_GOODS, "袋", 2500, 4800, 1, 18 },
  { "家电维修", XY_REWARD_SERVICE, "次", 500, 0, 0, 0 },  { "理发", XY_REWARD_SERVICE, "次", 300, 0, 0, 0 },
};

typedef struct
{
  XyDice dice; /* its own: what the rest of the village is does not depend on it */
  char bought[XY_DAY_SIZE];
  char market[XY_DAY_SIZE];
  char next[XY_DAY_SIZE];
  XyId ids[G_N_ELEMENTS (goods)];
} Market;

static gboolean
save_day (XyTxn *txn, const char *day, GError **error)
{
  g_autoptr (XyRewardDay) record = xy_record_new (&xy_reward_day_type);

  xy_set_str (&record->day, day);
  xy_set_str (&record->hours, "9:00—11:30");
  xy_set_str (&record->place, "村部便民服务大厅");
  return xy_record_save (txn, record, error);
}

static gboolean
fill_shelves (XyTxn *txn, gpointer data, GError **error)
{
  Market *market = data;

  for (guint i = 0; i < G_N_ELEMENTS (goods); i++)
    {
      g_autoptr (XyRewardGood) good = xy_record_new (&xy_reward_good_type);
      gboolean given = i >= G_N_ELEMENTS (goods) - 4;

      xy_set_str (&good->name, goods[i].name);
      xy_set_str (&good->kind, goods[i].kind);
      xy_set_str (&good->unit, goods[i].unit);
      good->points = goods[i].points;
      good->cost = goods[i].cost;
      good->most = goods[i].most;
      good->sort = i + 1;
      if (!xy_record_save (txn, good, error))
        return FALSE;
      market->ids[i] = good->record.id;
      XyRewardStocking stocking = { .good = good->record.id,
                                    .kind = "in",
                                    .day = market->bought,
                                    .pieces = goods[i].stock,
                                    .cost = goods[i].stock * goods[i].cost,
                                    .source = given ? "社会捐赠" : XY_REWARD_COLLECTIVE,
                                    .decision = given ? NULL : "年初村民代表会议" };
      if (goods[i].stock > 0 && !xy_reward_stock_act (txn, &stocking, error))
        return FALSE;
    }
  xy_txn_set_title (txn, "积分超市进货");
  return save_day (txn, market->market, error) && save_day (txn, market->next, error);
}

/* One household's visit; where it cannot have what it wished for, it goes home. */
static gboolean
visit (Market *market, const XyId *household, XyStore *store, const XyActor *actor, GError **error)
{
  XyRewardWish wishes[2];
  XyRewardBill bill;
  guint first = (guint) xy_dice_below (&market->dice, G_N_ELEMENTS (goods));
  guint n = (guint) xy_dice_between (&market->dice, 1, 2);

  for (guint i = 0; i < n; i++)
    wishes[i] = (XyRewardWish){ market->ids[(first + i * 5) % G_N_ELEMENTS (goods)], 1 };
  XyRewardCart cart = { .household = *household, .day = market->market, .wishes = wishes, .n_wishes = n };
  g_autoptr (GError) refused = NULL;
  if (!xy_reward_weigh (store, &cart, &bill, &refused))
    {
      if (g_error_matches (refused, XY_ERROR, XY_ERROR_INVALID))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&refused));
      return FALSE;
    }
  gboolean ok = xy_store_act (store, actor, "", xy_reward_redeem_act, &cart, error);
  g_clear_pointer (&cart.made, g_array_unref);
  return ok;
}

gboolean
xy_sample_exchange (XySample *sample, XyStore *store, const XyActor *actor, GError **error)
{
  Market market = { .dice = { sample->options.seed ^ 0x7265776172640a } };
  guint n = MIN (sample->households->len, FETCHING);

  xy_day_add (sample->today, -12, market.bought);
  xy_day_add (sample->today, -5, market.market);
  xy_day_add (sample->today, 9, market.next);
  if (!xy_store_act (store, actor, "", fill_shelves, &market, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      guint at = (guint) xy_dice_below (&market.dice, (int) sample->households->len);
      if (!visit (&market, &g_array_index (sample->households, XySampleHousehold, at).id, store, actor, error))
        return FALSE;
    }
  return TRUE;
}

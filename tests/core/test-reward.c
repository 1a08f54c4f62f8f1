/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exchange: what is refused and with which field, what a cart writes, what undo gives back, what the lists say. */
#include <locale.h>
#include <string.h>

#include <sqlite3.h>

#include "core/board.h"
#include "core/notice.h"
#include "core/objection.h"
#include "core/points-balance.h"
#include "core/points-close.h"
#include "core/reward-list.h"
#include "core/reward-redeem.h"
#include "core/reward-stock.h"
#include "core/verify.h"
#include "points-office.h"

#define TODAY "2026-11-22"

typedef struct
{
  PointsOffice points;
  XyId soap;    /* 5 points, 10 pieces */
  XyId towel;   /* 2.5 points, 3 pieces, at most 2 a quarter */
  XyId haircut; /* service, 3 points */
} Shop;

static gboolean
save_record (XyTxn *txn, gpointer record, GError **error)
{
  return xy_record_save (txn, record, error);
}

static gboolean
office_save (Office *office, gpointer record, GError **error)
{
  return xy_store_act (office->store, &office->actor, "", save_record, record, error);
}

static XyId
add_good (Shop *shop, const char *name, const char *kind, gint64 points, gint64 most, GError **error)
{
  g_autoptr (XyRewardGood) good = xy_record_new (&xy_reward_good_type);

  xy_set_str (&good->name, name);
  xy_set_str (&good->kind, kind);
  xy_set_str (&good->unit, "件");
  good->points = points;
  good->cost = points * 2;
  good->most = most;
  if (!office_save (&shop->points.office, good, error))
    return XY_ID_NONE;
  return good->record.id;
}

static gboolean
stock (Shop *shop, const XyId *good, const char *kind, gint64 pieces, GError **error)
{
  XyRewardStocking stocking = { .good = *good,
                                .kind = kind,
                                .day = "2026-11-01",
                                .pieces = pieces,
                                .cost = pieces * 500,
                                .source = "社会捐赠",
                                .note = "过期" };

  if (strcmp (kind, "count") == 0)
    stocking.day = NULL;
  return xy_store_act (shop->points.office.store, &shop->points.office.actor, "", xy_reward_stock_act, &stocking,
                       error);
}

static void
shop_open (Shop *shop, guint64 seed)
{
  g_autoptr (GError) error = NULL;

  points_open (&shop->points, seed);
  shop->soap = add_good (shop, "洗衣液", XY_REWARD_GOODS, 500, 0, &error);
  g_assert_no_error (error);
  shop->towel = add_good (shop, "毛巾", XY_REWARD_GOODS, 250, 2, &error);
  shop->haircut = add_good (shop, "理发", XY_REWARD_SERVICE, 300, 0, &error);
  g_assert_no_error (error);
  g_assert_true (stock (shop, &shop->soap, "in", 10, &error));
  g_assert_true (stock (shop, &shop->towel, "in", 3, &error));
  g_assert_no_error (error);
}

static gboolean
redeem (Shop *shop, guint household, const XyRewardWish *wishes, guint n, GError **error)
{
  XyRewardCart cart = { .household = shop->points.household[household], .wishes = wishes, .n_wishes = n };
  gboolean ok =
      xy_store_act (shop->points.office.store, &shop->points.office.actor, "", xy_reward_redeem_act, &cart, error);

  g_clear_pointer (&cart.made, g_array_unref);
  return ok;
}

static gboolean
redeem_one (Shop *shop, guint household, const XyId *good, gint64 pieces, GError **error)
{
  XyRewardWish wish = { *good, pieces };

  return redeem (shop, household, &wish, 1, error);
}

static void
assert_refused (GError **error, const char *field)
{
  g_assert_error (*error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (*error), ==, field);
  g_clear_error (error);
}

static gint64
spend_of (Shop *shop, guint household)
{
  XyPointsBalance balance;

  g_assert_true (xy_points_balance (shop->points.office.store, &shop->points.household[household], &balance, NULL));
  return balance.spend;
}

static gint64
stock_of (Shop *shop, const XyId *good)
{
  g_autoptr (XyRewardGood) record = xy_record_get (shop->points.office.store, &xy_reward_good_type, good, NULL);

  return record->stock;
}

static void
assert_whole (Shop *shop)
{
  g_autoptr (XyVerifyReport) report = xy_verify (shop->points.office.store, XY_VERIFY_ALL, NULL);

  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", (const char *) report->problems->pdata[i]);
  g_assert_cmpint (report->n_problems, ==, 0);
}

static void
test_cart (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  shop_open (&shop, 1);
  Office *office = &shop.points.office;
  XyRewardWish wishes[] = { { shop.soap, 2 }, { shop.towel, 1 }, { shop.haircut, 1 } };
  XyPointsBalance balance;

  points_one (&shop.points, &shop.points.sweep, 0, "2026-11-02", 2000, 0);
  g_assert_cmpint (spend_of (&shop, 0), ==, 2000);
  g_assert_true (redeem (&shop, 0, wishes, 3, &error));
  g_assert_no_error (error);
  g_assert_cmpint (spend_of (&shop, 0), ==, 2000 - 1000 - 250 - 300);
  g_assert_true (xy_points_balance (office->store, &shop.points.household[0], &balance, NULL));
  g_assert_cmpint (balance.total, ==, 2000);
  g_assert_cmpint (balance.minus, ==, 0);
  g_assert_cmpint (stock_of (&shop, &shop.soap), ==, 8);
  g_assert_cmpint (stock_of (&shop, &shop.towel), ==, 2);
  g_assert_cmpint (stock_of (&shop, &shop.haircut), ==, 0);
  assert_whole (&shop);

  XyRewardFilter filter = { .period = TODAY };
  XyRewardSums sums;
  g_autoptr (GArray) ids = xy_reward_redemption_ids (office->store, &filter, &sums, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpint (sums.points, ==, 1550);
  g_assert_cmpint (sums.pieces, ==, 4);
  g_assert_cmpint (sums.cost, ==, 3100);
  g_autoptr (GPtrArray) rows =
      xy_reward_redemption_rows (office->store, (const XyId *) (void *) ids->data, ids->len, &error);
  const XyRewardRow *last = rows->pdata[0], *first = rows->pdata[2];
  g_assert_cmpint (first->redemption->number, ==, 1);
  g_assert_cmpint (first->redemption->left, ==, 1000);
  g_assert_cmpint (last->redemption->left, ==, 450);
  g_assert_cmpstr (first->redemption->taker, ==, "赵国强");
  g_assert_cmpstr (first->good, ==, "洗衣液");
  g_assert_cmpstr (last->head, ==, "赵国强");

  /* One act: undone and done again as a whole. */
  g_assert_true (xy_store_undo (office->store, &office->actor, &error));
  g_assert_cmpint (spend_of (&shop, 0), ==, 2000);
  g_assert_cmpint (stock_of (&shop, &shop.soap), ==, 10);
  assert_whole (&shop);
  g_assert_true (xy_store_redo (office->store, &office->actor, &error));
  g_assert_cmpint (spend_of (&shop, 0), ==, 450);
  g_assert_cmpint (stock_of (&shop, &shop.soap), ==, 8);
  assert_whole (&shop);
  points_close (&shop.points);
}

static void
test_refused (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  shop_open (&shop, 2);
  Office *office = &shop.points.office;
  XyRewardWish twice[] = { { shop.soap, 1 }, { shop.soap, 2 } };
  XyRewardCart cart = { .household = shop.points.household[0], .wishes = twice, .n_wishes = 2 };
  XyRewardBill bill;

  points_one (&shop.points, &shop.points.sweep, 0, "2026-11-02", 1400, 0);
  /* The second wish is one too many, and the bill says how much there is. */
  g_assert_false (xy_reward_weigh (office->store, &cart, &bill, &error));
  assert_refused (&error, "pieces");
  g_assert_cmpuint (cart.at, ==, 1);
  g_assert_cmpint (bill.spend, ==, 1400);
  g_assert_false (redeem (&shop, 0, twice, 2, &error));
  assert_refused (&error, "pieces");
  g_assert_cmpint (spend_of (&shop, 0), ==, 1400);
  g_assert_false (redeem_one (&shop, 1, &shop.soap, 1, &error));
  assert_refused (&error, "pieces");

  points_one (&shop.points, &shop.points.sweep, 2, "2026-11-02", 20000, 0);
  g_assert_false (redeem_one (&shop, 2, &shop.soap, 11, &error));
  assert_refused (&error, "pieces");
  g_assert_false (redeem_one (&shop, 2, &shop.towel, 3, &error));
  assert_refused (&error, "pieces");
  g_assert_true (redeem_one (&shop, 2, &shop.towel, 2, &error));
  g_assert_false (redeem_one (&shop, 2, &shop.towel, 1, &error));
  assert_refused (&error, "pieces");
  g_assert_false (redeem_one (&shop, 2, &shop.soap, 0, &error));
  assert_refused (&error, "pieces");

  XyRewardWish wish = { shop.soap, 1 };
  XyRewardCart wrong[] = {
    { .household = shop.points.household[2], .day = "2026-11-23", .wishes = &wish, .n_wishes = 1 },
    { .household = shop.points.household[2], .day = "2014-01-01", .wishes = &wish, .n_wishes = 1 },
    { .household = shop.points.household[2], .wishes = &wish, .n_wishes = 0 },
    { .household = XY_ID_NONE, .wishes = &wish, .n_wishes = 1 },
    { .household = shop.points.household[2], .taker = " ", .wishes = &wish, .n_wishes = 1 },
  };
  const char *const fields[] = { "day", "day", "good", "household", "taker" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (xy_reward_weigh (office->store, &wrong[i], &bill, &error));
      assert_refused (&error, fields[i]);
    }

  g_autoptr (XyRewardGood) soap = xy_record_get (office->store, &xy_reward_good_type, &shop.soap, &error);
  office_act (office, "", xy_reward_good_end_act, soap);
  g_assert_false (redeem_one (&shop, 2, &shop.soap, 1, &error));
  assert_refused (&error, "good");
  assert_whole (&shop);
  points_close (&shop.points);
}

static gboolean
save_state (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (xy_txn_get_store (txn), &xy_household_type, data, error);
  g_autoptr (XyHousehold) copy = xy_record_copy (household);

  xy_set_str (&copy->state, "moved");
  return xy_record_save (txn, copy, error);
}

static gboolean
save_close (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyPointsClose) close = xy_record_new (&xy_points_close_type);

  xy_set_str (&close->period, data);
  xy_set_str (&close->mode, "carry");
  xy_set_str (&close->day, TODAY);
  xy_set_str (&close->recorder, "测试");
  close->at = xy_txn_get_now (txn);
  return xy_record_save (txn, close, error);
}

static void
test_household (void)
{
  static char third_quarter[] = "2026Q3", november[] = "2026-11";
  Shop shop;
  g_autoptr (GError) error = NULL;
  shop_open (&shop, 3);
  Office *office = &shop.points.office;
  XyRewardWish wish = { shop.soap, 1 };
  XyRewardCart early = { .household = shop.points.household[1], .day = "2026-09-30", .wishes = &wish, .n_wishes = 1 };
  XyRewardBill bill;

  points_one (&shop.points, &shop.points.sweep, 0, "2026-11-02", 2000, 0);
  points_one (&shop.points, &shop.points.sweep, 1, "2026-11-02", 2000, 0);
  office_act (office, "", save_state, &shop.points.household[0]);
  g_assert_false (redeem_one (&shop, 0, &shop.soap, 1, &error));
  assert_refused (&error, "household");

  g_assert_true (xy_reward_weigh (office->store, &early, &bill, &error));
  xy_store_act (office->store, &office->actor, "", save_close, third_quarter, &error);
  g_assert_no_error (error);
  g_assert_false (xy_reward_weigh (office->store, &early, &bill, &error));
  assert_refused (&error, "day");
  g_assert_true (redeem_one (&shop, 1, &shop.soap, 1, &error));
  office_act (office, "", save_close, november);
  g_assert_false (redeem_one (&shop, 1, &shop.soap, 1, &error));
  assert_refused (&error, "day");
  assert_whole (&shop);
  points_close (&shop.points);
}

/* Nothing is handed out while an objection to points of the household is open. */
static void
test_objection (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  shop_open (&shop, 4);
  Office *office = &shop.points.office;
  XyId entry = points_one (&shop.points, &shop.points.sweep, 0, "2026-11-02", 2000, 0);
  XyNoticePosting posting = {
    .item = "points", .title = "积分公示", .period = "2026Q3", .sheets = 1, .posted_on = "2026-11-03"
  };

  points_one (&shop.points, &shop.points.sweep, 1, "2026-11-02", 2000, 0);
  g_autoptr (XyBoard) board = xy_record_new (&xy_board_type);
  xy_set_str (&board->name, "村部");

  office_act (office, "", xy_board_save_act, board);
  office_act (office, "", xy_notice_post_act, &posting);
  XyObjectionFiling filing = { .notice = posting.made, .entry = entry, .about = "那天不在家" };
  office_act (office, "", xy_objection_file_act, &filing);
  g_assert_false (redeem_one (&shop, 0, &shop.soap, 1, &error));
  assert_refused (&error, "household");
  g_assert_false (xy_reward_check_household (office->store, &shop.points.household[0], &error));
  assert_refused (&error, "household");
  g_assert_true (redeem_one (&shop, 1, &shop.soap, 1, &error));

  g_autoptr (GPtrArray) open = xy_objection_list (office->store, NULL, TRUE, &error);
  g_assert_cmpuint (open->len, ==, 1);
  XyObjectionAnswer answer = { .objection = ((XyRecord *) open->pdata[0])->id,
                               .answer = "核对过签到表，属实",
                               .result = XY_OBJECTION_REJECTED };
  office_act (office, "", xy_objection_answer_act, &answer);
  g_assert_true (redeem_one (&shop, 0, &shop.soap, 1, &error));
  points_close (&shop.points);
}

/* What corrections took away is owed first; a redemption never goes below nothing. */
static void
test_owed (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  shop_open (&shop, 5);
  Office *office = &shop.points.office;
  XyId entry = points_one (&shop.points, &shop.points.sweep, 0, "2026-11-02", 1000, 0);
  XyPointsReversal reversal = { .entry = entry, .reason = "记错了" };

  g_assert_true (redeem_one (&shop, 0, &shop.soap, 2, &error));
  office_act (office, "", xy_points_reverse_act, &reversal);
  g_assert_cmpint (spend_of (&shop, 0), ==, -1000);
  points_one (&shop.points, &shop.points.sweep, 0, "2026-11-02", 1400, 0);
  g_assert_false (redeem_one (&shop, 0, &shop.soap, 1, &error));
  assert_refused (&error, "pieces");
  g_assert_true (redeem_one (&shop, 0, &shop.haircut, 1, &error));
  g_assert_cmpint (spend_of (&shop, 0), ==, 100);
  assert_whole (&shop);
  points_close (&shop.points);
}

static XyRewardRedemption *
only_redemption (Shop *shop)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (shop->points.office.store, &xy_reward_redemption_type, "", XY_BIND_NONE, NULL);

  g_assert_cmpuint (list->len, ==, 1);
  return g_object_ref (list->pdata[0]);
}

static gboolean
delete_record (XyTxn *txn, gpointer record, GError **error)
{
  return xy_record_set_deleted (txn, record, TRUE, error);
}

static void
test_take_back (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  shop_open (&shop, 6);
  Office *office = &shop.points.office;

  points_one (&shop.points, &shop.points.sweep, 0, "2026-11-02", 600, 0);
  g_assert_true (redeem_one (&shop, 0, &shop.soap, 1, &error));
  g_autoptr (XyRewardRedemption) redemption = only_redemption (&shop);
  XyRewardReturn back = { .redemption = redemption->record.id, .reason = " " };

  g_assert_false (xy_store_act (office->store, &office->actor, "", xy_reward_take_back_act, &back, &error));
  assert_refused (&error, "note");
  g_assert_false (xy_store_act (office->store, &office->actor, "", delete_record, redemption, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  XyPointsReversal reversal = { .entry = xy_id_derive (&redemption->record.id, "redeem"), .reason = "记错了" };
  g_assert_false (xy_store_act (office->store, &office->actor, "", xy_points_reverse_act, &reversal, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);

  back.reason = "登记错了户";
  office_act (office, "", xy_reward_take_back_act, &back);
  g_assert_cmpint (spend_of (&shop, 0), ==, 600);
  g_assert_cmpint (stock_of (&shop, &shop.soap), ==, 10);
  g_assert_false (xy_store_act (office->store, &office->actor, "", xy_reward_take_back_act, &back, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_whole (&shop);

  g_assert_true (xy_store_undo (office->store, &office->actor, &error));
  g_assert_cmpint (spend_of (&shop, 0), ==, 100);
  g_assert_cmpint (stock_of (&shop, &shop.soap), ==, 9);
  g_assert_true (xy_store_redo (office->store, &office->actor, &error));
  g_assert_cmpint (spend_of (&shop, 0), ==, 600);
  assert_whole (&shop);

  /* The number is not given a second time. */
  g_assert_true (redeem_one (&shop, 0, &shop.soap, 1, &error));
  g_autoptr (GArray) ids = xy_reward_redemption_ids (office->store, &(XyRewardFilter){ 0 }, NULL, &error);
  g_autoptr (XyRewardRedemption) second =
      xy_record_get (office->store, &xy_reward_redemption_type, &g_array_index (ids, XyId, 0), &error);
  g_assert_cmpint (second->number, ==, 2);
  points_close (&shop.points);
}

static void
test_stock (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  shop_open (&shop, 7);
  Office *office = &shop.points.office;

  g_assert_false (stock (&shop, &shop.soap, "out", 11, &error));
  assert_refused (&error, "pieces");
  g_assert_false (stock (&shop, &shop.haircut, "in", 1, &error));
  assert_refused (&error, "good");
  g_assert_true (stock (&shop, &shop.soap, "out", 2, &error));
  g_assert_true (stock (&shop, &shop.soap, "count", 7, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stock_of (&shop, &shop.soap), ==, 7);

  XyRewardStocking bought = { .good = shop.soap, .kind = "in", .pieces = 5, .cost = 6000 };
  g_assert_false (xy_store_act (office->store, &office->actor, "", xy_reward_stock_act, &bought, &error));
  assert_refused (&error, "source");
  bought.source = XY_REWARD_COLLECTIVE;
  g_assert_false (xy_store_act (office->store, &office->actor, "", xy_reward_stock_act, &bought, &error));
  assert_refused (&error, "decision");
  bought.decision = "2026-03-02 村民代表会议";
  office_act (office, "", xy_reward_stock_act, &bought);
  g_assert_cmpint (bought.stock, ==, 12);

  g_autoptr (GPtrArray) lines = xy_reward_stock_list (office->store, &shop.soap, NULL, &error);
  static const gint64 left[] = { 12, 7, 8, 10 };
  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (left));
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpint (((const XyRewardStockLine *) lines->pdata[i])->left, ==, left[i]);

  /* A good that came in is not deleted, and one of the same name or number is not made. */
  g_autoptr (XyRewardGood) soap = xy_record_get (office->store, &xy_reward_good_type, &shop.soap, &error);
  g_assert_false (xy_store_act (office->store, &office->actor, "", delete_record, soap, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  add_good (&shop, "洗衣液", XY_REWARD_GOODS, 100, 0, &error);
  assert_refused (&error, "name");
  add_good (&shop, "香皂", XY_REWARD_GOODS, 0, 0, &error);
  assert_refused (&error, "points");

  /* An old copy, saved, leaves the stock alone. */
  g_autoptr (XyRewardGood) old = xy_record_copy (soap);
  g_assert_true (stock (&shop, &shop.soap, "out", 1, &error));
  xy_set_str (&old->note, "两瓶一组");
  g_assert_true (office_save (office, old, &error));
  g_assert_cmpint (stock_of (&shop, &shop.soap), ==, 11);
  assert_whole (&shop);
  points_close (&shop.points);
}

static void
test_lists (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  shop_open (&shop, 8);
  Office *office = &shop.points.office;
  char next[XY_DAY_SIZE];

  points_one (&shop.points, &shop.points.sweep, 0, "2026-11-02", 2000, 0);
  points_one (&shop.points, &shop.points.sweep, 1, "2026-11-02", 2000, 0);
  g_assert_true (redeem_one (&shop, 0, &shop.soap, 1, &error));
  g_assert_true (redeem_one (&shop, 1, &shop.soap, 2, &error));
  g_assert_true (redeem_one (&shop, 1, &shop.haircut, 1, &error));

  static const struct
  {
    const char *text;
    guint n;
  } asked[] = { { "1", 1 }, { "xyy", 1 }, { "xiyi", 1 }, { "毛巾", 1 }, { "9", 0 }, { "", 3 } };
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (GPtrArray) found = xy_reward_good_find (office->store, asked[i].text, TODAY, &error);
      g_assert_cmpuint (found->len, ==, asked[i].n);
    }

  g_autoptr (XyRewardTotals) totals = xy_reward_totals (office->store, "2026Q4", &error);
  g_assert_cmpint (totals->sums.n, ==, 3);
  g_assert_cmpint (totals->sums.points, ==, 1800);
  g_assert_cmpint (totals->sums.cost, ==, 3600);
  g_assert_cmpint (totals->n_households, ==, 2);
  g_assert_cmpuint (totals->goods->len, ==, 2);
  g_assert_cmpuint (totals->sources->len, ==, 1);
  g_assert_cmpint (totals->bought, ==, 13 * 500);
  g_assert_cmpint (totals->stock, ==, 7 * 1000 + 3 * 500);
  g_autoptr (XyRewardTotals) before = xy_reward_totals (office->store, "2026Q3", &error);
  g_assert_cmpint (before->sums.n, ==, 0);
  g_assert_null (xy_reward_totals (office->store, "gestern", &error));
  assert_refused (&error, "period");

  g_assert_true (xy_reward_is_open (office->store, TODAY, next, &error));
  g_assert_cmpstr (next, ==, "");
  g_autoptr (XyRewardDay) day = xy_record_new (&xy_reward_day_type);
  xy_set_str (&day->day, "2026-12-05");
  g_assert_true (office_save (office, day, &error));
  g_assert_false (xy_reward_is_open (office->store, TODAY, next, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (next, ==, "2026-12-05");
  g_assert_true (redeem_one (&shop, 1, &shop.soap, 1, &error));
  g_autoptr (XyRewardDay) again = xy_record_new (&xy_reward_day_type);
  xy_set_str (&again->day, "2026-12-05");
  g_assert_false (office_save (office, again, &error));
  assert_refused (&error, "day");
  points_close (&shop.points);
}

/* A stock that was altered past the program is found. */
static void
test_verify (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  shop_open (&shop, 9);
  sqlite3 *db = NULL;

  assert_whole (&shop);
  g_assert_cmpint (sqlite3_open (shop.points.office.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE reward_good SET stock = stock + 1 WHERE sort = 1", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (db);
  g_autoptr (GArray) bad = xy_reward_verify (shop.points.office.store, &error);
  g_assert_cmpuint (bad->len, ==, 1);
  g_autoptr (XyVerifyReport) report = xy_verify (shop.points.office.store, XY_VERIFY_DERIVED, NULL);
  g_assert_cmpint (report->n_problems, ==, 1);
  points_close (&shop.points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reward/cart", test_cart);
  g_test_add_func ("/reward/refused", test_refused);
  g_test_add_func ("/reward/household", test_household);
  g_test_add_func ("/reward/objection", test_objection);
  g_test_add_func ("/reward/owed", test_owed);
  g_test_add_func ("/reward/take-back", test_take_back);
  g_test_add_func ("/reward/stock", test_stock);
  g_test_add_func ("/reward/lists", test_lists);
  g_test_add_func ("/reward/verify", test_verify);
  return g_test_run ();
}

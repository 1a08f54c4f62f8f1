/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reward.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "core/day.h"
#include "core/find.h"
#include "core/points-account.h"
#include "core/points-balance.h"
#include "core/points-record.h"
#include "core/record-check.h"
#include "core/store.h"

/* A hundred thousand yuan, ten thousand points, a hundred thousand pieces: more is a slip of the finger. */
#define COST_LIMIT 10000000
#define POINTS_LIMIT 1000000
#define PIECES_LIMIT 100000

enum
{
  STOCK,
  SAME_NAME,
  SAME_NUMBER,
  NEXT_NUMBER,
  USED,
  SAME_DAY,
  LAST_NUMBER,
  ENTRY,
};

static const XySql statements[] = {
  [STOCK] = { NULL, "SELECT stock FROM reward_good WHERE id = ?1", NULL },
  [SAME_NAME] = { NULL, "SELECT 1 FROM reward_good WHERE name = ?1 AND del = 0 AND id <> ?2", NULL },
  [SAME_NUMBER] = { NULL, "SELECT name FROM reward_good WHERE sort = ?1 AND del = 0 AND id <> ?2", NULL },
  [NEXT_NUMBER] = { NULL, "SELECT coalesce (max (sort), 0) + 1 FROM reward_good WHERE del = 0", NULL },
  [USED] = { NULL,
             "SELECT EXISTS (SELECT 1 FROM reward_move WHERE good = ?1 AND del = 0)"
             " OR EXISTS (SELECT 1 FROM reward_redemption WHERE good = ?1 AND del = 0)",
             NULL },
  [SAME_DAY] = { NULL, "SELECT 1 FROM reward_day WHERE day = ?1 AND del = 0 AND id <> ?2", NULL },
  [LAST_NUMBER] = { NULL, "SELECT max (number) FROM reward_redemption WHERE day BETWEEN ?1 AND ?2", NULL },
  [ENTRY] = { NULL,
              "SELECT max (1 - e.reversed), count (*) FROM points_entry AS e WHERE e.origin = ?1 AND e.kind = 'redeem'"
              " AND e.cancelled = 0",
              NULL },
};

static void derive_good (XyRecord *record);
static gboolean check_good (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_delete_good (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_good (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean check_exchange_day (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_move (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_move (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean check_redemption (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_delete_redemption (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_redemption (XyTxn *txn, const XyRecord *record, GError **error);

const char *const xy_reward_sources[] = { XY_REWARD_COLLECTIVE, "上级奖补资金", "社会捐赠", "村级公用经费", NULL };

const XyWord xy_reward_kinds[] = {
  { XY_REWARD_GOODS, N_ ("goods") },
  { XY_REWARD_SERVICE, N_ ("service") },
  { NULL, NULL },
};

const XyWord xy_reward_move_kinds[] = {
  { "in", N_ ("came in") },
  { "out", N_ ("spoilt or lost") },
  { "count", N_ ("found by counting") },
  { NULL, NULL },
};

static const XyField good_fields[] = {
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, name), XY_FIELD_REQUIRED },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    xy_reward_kinds },
  { "unit", N_ ("Unit"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, unit), 0 },
  { "cost", N_ ("Cost"), XY_FIELD_MONEY, G_STRUCT_OFFSET (XyRewardGood, cost), 0 },
  { "points", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyRewardGood, points), 0 },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, account), XY_FIELD_IMMUTABLE,
    xy_points_accounts },
  { "most", N_ ("Most in a quarter"), XY_FIELD_INT, G_STRUCT_OFFSET (XyRewardGood, most), 0 },
  { "ends", N_ ("Until"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyRewardGood, ends), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardGood, note), 0 },
  { "sort", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyRewardGood, sort), 0 },
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
  .derive = derive_good,
  .check = check_good,
  .check_delete = check_delete_good,
  .guard = guard_good,
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
  .check = check_exchange_day,
};

XY_DEFINE_RECORD (XyRewardDay, xy_reward_day)

static const XyField move_fields[] = {
  { "good", N_ ("Reward"), XY_FIELD_ID, G_STRUCT_OFFSET (XyRewardMove, good), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyRewardMove, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyRewardMove, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    xy_reward_move_kinds },
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
  .check = check_move,
  .guard = guard_move,
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
  .noun = N_ ("exchange"),
  .topic = XY_TOPIC_REWARD,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_RECORD_POINTS,
  .fields = redemption_fields,
  .n_fields = G_N_ELEMENTS (redemption_fields),
  .get_gtype = xy_reward_redemption_get_type,
  .check = check_redemption,
  .check_delete = check_delete_redemption,
  .guard = guard_redemption,
};

XY_DEFINE_RECORD (XyRewardRedemption, xy_reward_redemption)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, sentence);
  return FALSE;
}

static gboolean
full_day (const char *field, const char *day, GError **error)
{
  if (day == NULL || xy_day_is_valid (day))
    return TRUE;
  xy_set_invalid (error, field, _ ("“%s” is not a day of the calendar."), day);
  return FALSE;
}

/* Something that was done: not before there were points, not on a day that is still to come. */
static gboolean
check_done_day (XyTxn *txn, const char *day, GError **error)
{
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));

  if (!full_day ("day", day, error))
    return FALSE;
  if (strcmp (day, XY_POINTS_FIRST_DAY) < 0)
    xy_set_invalid (error, "day", _ ("%s is too long ago for points. Please check the year."), day);
  else if (strcmp (day, today) > 0)
    xy_set_invalid (error, "day", _ ("%s is still to come; today is %s. Please check the date."), day, today);
  else
    return TRUE;
  return FALSE;
}

/* Goods */

static void
derive_good (XyRecord *record)
{
  XyRewardGood *good = (XyRewardGood *) record;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, good->sort);

  g_free (good->find);
  good->find = xy_find_key (good->name, NULL, NULL, number);
}

/* What there is of GOOD is what the triggers say: a copy that was read earlier may be older. */
static gboolean
number_good (XyTxn *txn, XyRewardGood *good, GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  const XyId *id = &good->record.id;

  if (!xy_db_number (db, statements[STOCK].text, XY_BIND (XY_ID (id)), &good->stock, error))
    return FALSE;
  if (good->sort == 0 && !xy_db_number (db, statements[NEXT_NUMBER].text, XY_BIND_NONE, &good->sort, error))
    return FALSE;
  if (good->sort < 1 || good->sort > 9999)
    {
      xy_set_invalid (error, "sort", _ ("The number is from 1 to 9999."));
      return FALSE;
    }
  /* An id of none is NULL in SQL, and nothing differs from that. */
  XyId any = xy_id_is_none (id) ? xy_id_new (xy_txn_get_env (txn)) : *id;
  gint64 taken = 0;
  if (!xy_db_number (db, statements[SAME_NAME].text, XY_BIND (XY_TEXT (good->name), XY_ID (&any)), &taken, error))
    return FALSE;
  if (taken)
    {
      xy_set_invalid (error, "name", _ ("There is a good named “%s” already."), good->name);
      return FALSE;
    }
  g_autoptr (GError) problem = NULL;
  g_autofree char *other =
      xy_db_text (db, statements[SAME_NUMBER].text, XY_BIND (XY_INT (good->sort), XY_ID (&any)), &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (other != NULL)
    xy_set_invalid (error, "sort", _ ("The number %d belongs to “%s”."), (int) good->sort, other);
  return other == NULL;
}

static gboolean
check_good (XyTxn *txn, XyRecord *record, GError **error)
{
  XyRewardGood *good = (XyRewardGood *) record;

  if (!xy_record_tidy (good, error) || !xy_record_check_length (good, "name", good->name, XY_NAME_MOST, error)
      || !full_day ("ends", good->ends, error))
    return FALSE;
  if (good->name == NULL)
    xy_set_invalid (error, "name", _ ("Please say what is given out."));
  else if (good->points <= 0 || good->points > POINTS_LIMIT)
    xy_set_invalid (error, "points", _ ("Please say how many points one takes: above 0 and up to 10,000."));
  else if (good->cost < 0 || good->cost > COST_LIMIT)
    xy_set_invalid (error, "cost", _ ("What one costs is from ¥0 to ¥100,000."));
  else if (good->most < 0 || good->most > 9999)
    xy_set_invalid (error, "most", _ ("The most for one household in a quarter is from 1 to 9999; 0: any number."));
  else
    return number_good (txn, good, error);
  return FALSE;
}

static gboolean
check_delete_good (XyTxn *txn, XyRecord *record, GError **error)
{
  gint64 used = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[USED].text, XY_BIND (XY_ID (&record->id)), &used, error))
    return FALSE;
  return !used || refuse (error, _ ("Of this good some came in or was exchanged, so it stays known. End it instead."));
}

/* After any write, by undo too. */
static gboolean
guard_stock (XyTxn *txn, const XyId *good, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  gint64 stock = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[STOCK].text, XY_BIND (XY_ID (good)), &stock, error))
    return FALSE;
  if (stock >= 0)
    return TRUE;
  g_autoptr (XyRewardGood) record = xy_record_get (store, &xy_reward_good_type, good, NULL);
  xy_set_invalid (error, "pieces", _ ("There would be %d of “%s” left; there can be no fewer than none."), (int) stock,
                  record != NULL ? record->name : "");
  return FALSE;
}

static gboolean
guard_good (XyTxn *txn, const XyRecord *record, GError **error)
{
  return guard_stock (txn, &record->id, error);
}

/* Exchange days */

static gboolean
check_exchange_day (XyTxn *txn, XyRecord *record, GError **error)
{
  XyRewardDay *day = (XyRewardDay *) record;
  XyId any = xy_id_is_none (&record->id) ? xy_id_new (xy_txn_get_env (txn)) : record->id;
  gint64 taken = 0;

  if (!xy_record_tidy (day, error) || !full_day ("day", day->day, error))
    return FALSE;
  if (day->day == NULL)
    {
      xy_set_invalid (error, "day", _ ("Please say on which day points are exchanged."));
      return FALSE;
    }
  if (!xy_db_number (xy_txn_get_db (txn), statements[SAME_DAY].text, XY_BIND (XY_TEXT (day->day), XY_ID (&any)), &taken,
                     error))
    return FALSE;
  if (taken)
    xy_set_invalid (error, "day", _ ("%s is an exchange day already."), day->day);
  return !taken;
}

/* Moves of stock */

static gboolean
check_move_of (const XyRewardMove *move, const XyRewardGood *good, GError **error)
{
  gboolean in = g_strcmp0 (move->kind, "in") == 0, out = g_strcmp0 (move->kind, "out") == 0;

  if (good->record.deleted || g_str_equal (good->kind, XY_REWARD_SERVICE))
    xy_set_invalid (error, "good", _ ("“%s” is a service; there is no stock of it."), good->name);
  else if (ABS (move->pieces) > PIECES_LIMIT || (in && move->pieces <= 0) || (out && move->pieces >= 0))
    xy_set_invalid (error, "pieces", _ ("Please say how many pieces: from 1 to 100,000."));
  else if (move->cost < 0 || move->cost > COST_LIMIT * 10)
    xy_set_invalid (error, "cost", _ ("What all together cost is from ¥0 to ¥1,000,000."));
  else if (in && move->source == NULL)
    xy_set_invalid (error, "source", _ ("Please say where the money or the goods come from; it is published."));
  else if (in && move->decision == NULL && xy_reward_source_needs_decision (move->source))
    xy_set_invalid (error, "decision",
                    _ ("What the collective's income is used for is decided by the villagers: please name the meeting "
                       "and its day."));
  else if (out && move->note == NULL)
    xy_set_invalid (error, "note", _ ("Please say what became of them: spoilt, lost, past their date."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_move (XyTxn *txn, XyRecord *record, GError **error)
{
  XyRewardMove *move = (XyRewardMove *) record;
  g_autoptr (XyRewardGood) good = xy_record_get (xy_txn_get_store (txn), &xy_reward_good_type, &move->good, error);

  return good != NULL && xy_record_tidy (move, error) && check_done_day (txn, move->day, error)
         && check_move_of (move, good, error);
}

static gboolean
guard_move (XyTxn *txn, const XyRecord *record, GError **error)
{
  return guard_stock (txn, &((const XyRewardMove *) record)->good, error);
}

/* Redemptions */

static gboolean
check_redemption (XyTxn *txn, XyRecord *record, GError **error)
{
  XyRewardRedemption *redemption = (XyRewardRedemption *) record;
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (!xy_record_tidy (redemption, error)
      || !xy_record_check_length (redemption, "taker", redemption->taker, XY_NAME_MOST, error)
      || !check_done_day (txn, redemption->day, error))
    return FALSE;
  if (redemption->taker == NULL)
    {
      xy_set_invalid (error, "taker", _ ("Please say who fetched it."));
      return FALSE;
    }
  if (redemption->pieces < 1 || redemption->pieces > PIECES_LIMIT)
    {
      xy_set_invalid (error, "pieces", _ ("Please say how many pieces: from 1 to 100,000."));
      return FALSE;
    }
  if (record->stored)
    return TRUE;
  /* Numbers of what was taken back are not given again. */
  xy_day_span (redemption->day, XY_SPAN_YEAR, first, last);
  redemption->number = 0;
  if (!xy_db_number (xy_txn_get_db (txn), statements[LAST_NUMBER].text, XY_BIND (XY_TEXT (first), XY_TEXT (last)),
                     &redemption->number, error))
    return FALSE;
  redemption->number++;
  return TRUE;
}

/* STANDS: the entry of REDEMPTION still takes its points; ANY: or did, until it was taken back. */
static gboolean
find_entry (XyTxn *txn, const XyId *redemption, gboolean *stands, gboolean *any, GError **error)
{
  g_autoptr (XyRows) rows =
      xy_db_query (xy_txn_get_db (txn), statements[ENTRY].text, XY_BIND (XY_ID (redemption)), error);

  if (!xy_rows_next (rows, error))
    return FALSE;
  *stands = xy_rows_int (rows, 0) != 0;
  *any = xy_rows_int (rows, 1) != 0;
  return TRUE;
}

static gboolean
check_delete_redemption (XyTxn *txn, XyRecord *record, GError **error)
{
  gboolean stands, any;

  if (!find_entry (txn, &record->id, &stands, &any, error))
    return FALSE;
  return !stands || refuse (error, _ ("What was handed out stays known. Take the exchange back, with the reason."));
}

/*
 * The redemption is written before its entry takes the points, when it is made as when it is done again: as long as
 * there is no entry, there must be enough points. What an undone taking-back brings back was paid already.
 */
static gboolean
guard_redemption (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyRewardRedemption *redemption = (const XyRewardRedemption *) record;
  gboolean stands, any;
  XyPointsBalance balance = { 0 };

  if (!guard_stock (txn, &redemption->good, error))
    return FALSE;
  if (record->deleted)
    return TRUE;
  if (!find_entry (txn, &record->id, &stands, &any, error))
    return FALSE;
  if (any)
    return TRUE;
  g_autoptr (XyRewardGood) good =
      xy_record_get (xy_txn_get_store (txn), &xy_reward_good_type, &redemption->good, error);
  if (good == NULL
      || !xy_points_balance_of (xy_txn_get_store (txn), good->account,
                                good->account == NULL ? &redemption->household : &redemption->person, NULL, &balance,
                                error))
    return FALSE;
  return balance.spend >= redemption->points
         || refuse (error, _ ("There are no longer enough points for this exchange."));
}

gboolean
xy_reward_source_needs_decision (const char *source)
{
  return source != NULL && strstr (source, "集体") != NULL;
}

gboolean
xy_reward_period (const char *period, char *from, char *to, GError **error)
{
  g_strlcpy (from, "0001-01-01", XY_DAY_SIZE);
  g_strlcpy (to, "9999-12-31", XY_DAY_SIZE);
  if (period == NULL || xy_period_parse (period, NULL, from, to))
    return TRUE;
  if (xy_day_is_valid (period))
    {
      g_strlcpy (from, period, XY_DAY_SIZE);
      g_strlcpy (to, period, XY_DAY_SIZE);
      return TRUE;
    }
  xy_set_invalid (error, "period",
                  _ ("“%s” is no day, month, quarter or year; 2026-11-22, 2026-11, 2026Q4 and 2026 are."), period);
  return FALSE;
}

gboolean
xy_reward_good_is_offered (const XyRewardGood *good, const char *day)
{
  return !good->record.deleted && (good->ends == NULL || strcmp (day, good->ends) <= 0);
}

gboolean
xy_reward_good_end_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyRewardGood *wanted = data;
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  g_autoptr (XyRewardGood) stored =
      xy_record_get (xy_txn_get_store (txn), &xy_reward_good_type, &wanted->record.id, error);

  if (stored == NULL)
    return FALSE;
  if (!xy_reward_good_is_offered (stored, today))
    return refuse (error, _ ("This good is no longer given out already."));
  g_autoptr (XyRewardGood) copy = xy_record_copy (stored);
  g_autofree char *title = g_strdup_printf (_ ("End the good “%s”"), copy->name);
  char yesterday[XY_DAY_SIZE];
  xy_day_add (today, -1, yesterday);
  xy_set_str (&copy->ends, yesterday);
  xy_txn_set_title (txn, title);
  return xy_record_save (txn, copy, error);
}

const XySql *
xy_reward_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reward-redeem.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/household.h"
#include "core/normalize.h"
#include "core/number.h"
#include "core/person.h"
#include "core/points-balance.h"
#include "core/points-close.h"
#include "core/points-entry.h"
#include "core/points-record.h"
#include "core/store.h"

enum
{
  OPEN_OBJECTION,
  FETCHED,
  ANY_DAY,
  IS_DAY,
  NEXT_DAY,
  ENTRY,
};

static const XySql statements[] = {
  /* About an entry or an item of theirs; or their own, about a list of points, without saying which line. */
  [OPEN_OBJECTION] = { NULL,
                       "SELECT o.received_on FROM objection AS o JOIN notice AS n ON n.id = o.notice "
                       "LEFT JOIN points_entry AS e ON e.id = o.entry LEFT JOIN points_item AS i ON i.id = o.item "
                       "WHERE o.del = 0 AND o.answered_on IS NULL AND ("
                       "(e.household = ?1 AND e.account IS ?2 AND (?2 IS NULL OR e.person = ?3)) OR "
                       "(i.household = ?1 AND i.account IS ?2 AND (?2 IS NULL OR i.person = ?3)) OR "
                       "(o.entry IS NULL AND o.item IS NULL AND o.household = ?1 AND n.item LIKE 'points%')) "
                       "ORDER BY o.received_on LIMIT 1",
                       NULL },
  [FETCHED] = { NULL,
                "SELECT sum (pieces) FROM reward_redemption WHERE good = ?1 AND day BETWEEN ?2 AND ?3 AND del = 0"
                " AND household = ?4 AND person IS ?5",
                NULL },
  [ANY_DAY] = { NULL, "SELECT 1 FROM reward_day WHERE del = 0 LIMIT 1", NULL },
  [IS_DAY] = { NULL, "SELECT 1 FROM reward_day WHERE del = 0 AND day = ?1", NULL },
  [NEXT_DAY] = { NULL, "SELECT min (day) FROM reward_day WHERE del = 0 AND day >= ?1", NULL },
  [ENTRY] = { &xy_points_entry_type, "WHERE t.origin = ?1 AND t.kind = 'redeem' AND t.cancelled = 0 AND t.reversed = 0",
              NULL },
};

/* A cart that is looked at. */
typedef struct
{
  XyStore *store;
  XyRewardCart *cart;
  XyRewardBill *bill;
  char day[XY_DAY_SIZE];
  char first[XY_DAY_SIZE]; /* of the quarter */
  char last[XY_DAY_SIZE];
  XyHousehold *household;
  char *taker;
  GPtrArray *goods; /* of XyRewardGood, one for each wish */
} Work;

static void
work_clear (Work *work)
{
  g_clear_object (&work->household);
  g_clear_pointer (&work->taker, g_free);
  g_clear_pointer (&work->goods, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static const char *
name_of (const XyHousehold *household)
{
  return household->head_name != NULL ? household->head_name : household->number;
}

static gboolean
check_state (const XyHousehold *household, GError **error)
{
  const char *name = name_of (household);

  if (household->record.deleted)
    xy_set_invalid (error, "household", _ ("The household of %s was deleted."), name);
  else if (g_str_equal (household->state, "moved"))
    xy_set_invalid (error, "household", _ ("The household of %s has moved away, so nothing is handed out to it."),
                    name);
  else if (g_str_equal (household->state, "merged"))
    xy_set_invalid (error, "household",
                    _ ("The household of %s was merged into another one; its points are spent there."), name);
  else if (g_str_equal (household->state, "gone"))
    xy_set_invalid (error, "household", _ ("The household of %s has ended, so nothing is handed out to it."), name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_objections (XyStore *store, const XyHousehold *household, const char *account, const XyId *person, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *since =
      xy_db_text (xy_store_get_db (store), statements[OPEN_OBJECTION].text,
                  XY_BIND (XY_ID (&household->record.id), XY_TEXT (account), XY_ID (person)), &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (since != NULL)
    xy_set_invalid (error, "household",
                    _ ("An objection to the points of %s, received on %s, is open. Answer it first; then points can be "
                       "exchanged again."),
                    name_of (household), since);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_day (Work *work, GError **error)
{
  const char *asked = work->cart->day;
  g_autofree char *today = xy_env_today (xy_store_get_env (work->store));

  if (asked == NULL)
    asked = today;
  if (xy_day_parse (asked, work->day) != XY_DAY_FULL)
    xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), asked);
  else if (strcmp (work->day, XY_POINTS_FIRST_DAY) < 0)
    xy_set_invalid (error, "day", _ ("%s is too long ago for points. Please check the year."), work->day);
  else if (strcmp (work->day, today) > 0)
    xy_set_invalid (error, "day", _ ("%s is still to come; today is %s. Please check the date."), work->day, today);
  else
    {
      GError *problem = NULL;
      work->bill->off_day = !xy_reward_is_open (work->store, work->day, NULL, &problem);
      if (problem == NULL)
        return xy_day_span (work->day, XY_SPAN_QUARTER, work->first, work->last);
      g_propagate_error (error, problem);
    }
  return FALSE;
}

/* The goods are all paid from one account, so that a slip says one number that is left. */
static gboolean
load_goods (Work *work, GError **error)
{
  XyRewardCart *cart = work->cart;
  const XyRewardGood *first = NULL;

  for (cart->at = 0; cart->at < cart->n_wishes; cart->at++)
    {
      XyRewardGood *good = xy_record_get (work->store, &xy_reward_good_type, &cart->wishes[cart->at].good, error);
      if (good == NULL)
        return FALSE;
      g_ptr_array_add (work->goods, good);
      first = first != NULL ? first : good;
      if (!xy_reward_good_is_offered (good, work->day))
        {
          xy_set_invalid (error, "good", _ ("“%s” is no longer given out."), good->name);
          return FALSE;
        }
      if (g_strcmp0 (first->account, good->account) != 0)
        {
          xy_set_invalid (error, "good", _ ("“%s” and “%s” are paid from different points: hand them out one by one."),
                          first->name, good->name);
          return FALSE;
        }
    }
  if (first != NULL && first->account != NULL && xy_id_is_none (&cart->person))
    {
      xy_set_invalid (error, "person", _ ("“%s” is paid from the points of one person: please say whose."),
                      first->name);
      return FALSE;
    }
  if (first == NULL)
    xy_set_invalid (error, "good", _ ("Please say what is handed out."));
  return first != NULL;
}

static gboolean
check_person (Work *work, GError **error)
{
  if (xy_id_is_none (&work->cart->person))
    return TRUE;
  g_autoptr (XyPerson) person = xy_record_get (work->store, &xy_person_type, &work->cart->person, error);
  if (person == NULL)
    return FALSE;
  if (xy_person_is_live (person) && xy_id_same (&person->household, &work->cart->household))
    return TRUE;
  xy_set_invalid (error, "person", _ ("%s does not live in this household."), person->name);
  return FALSE;
}

/* The most that a household may have in a quarter, with what the cart has before WISH. */
static gboolean
check_most (Work *work, guint wish, GError **error)
{
  const XyRewardCart *cart = work->cart;
  const XyRewardGood *good = work->goods->pdata[wish];
  gint64 fetched = 0, wanted = 0;
  XyId person = good->account != NULL ? cart->person : XY_ID_NONE;

  if (good->most == 0)
    return TRUE;
  if (!xy_db_number (xy_store_get_db (work->store), statements[FETCHED].text,
                     XY_BIND (XY_ID (&good->record.id), XY_TEXT (work->first), XY_TEXT (work->last),
                              XY_ID (&cart->household), XY_ID (&person)),
                     &fetched, error))
    return FALSE;
  for (guint i = 0; i <= wish; i++)
    if (xy_id_same (&cart->wishes[i].good, &good->record.id))
      wanted += cart->wishes[i].pieces;
  if (fetched + wanted <= good->most)
    return TRUE;
  if (fetched > 0)
    xy_set_invalid (error, "pieces",
                    _ ("Of “%s” a household has at most %d in a quarter, and %d were exchanged already."), good->name,
                    (int) good->most, (int) fetched);
  else
    xy_set_invalid (error, "pieces", _ ("Of “%s” a household has at most %d in a quarter."), good->name,
                    (int) good->most);
  return FALSE;
}

static gboolean
check_stock (Work *work, guint wish, GError **error)
{
  const XyRewardCart *cart = work->cart;
  const XyRewardGood *good = work->goods->pdata[wish];
  gint64 wanted = 0;

  if (g_str_equal (good->kind, XY_REWARD_SERVICE))
    return TRUE;
  for (guint i = 0; i <= wish; i++)
    if (xy_id_same (&cart->wishes[i].good, &good->record.id))
      wanted += cart->wishes[i].pieces;
  if (wanted <= good->stock)
    return TRUE;
  if (good->stock == 0)
    xy_set_invalid (error, "pieces", _ ("There is nothing left of “%s”."), good->name);
  else
    xy_set_invalid (error, "pieces", _ ("There are only %d left of “%s”."), (int) good->stock, good->name);
  return FALSE;
}

static gboolean
weigh_wish (Work *work, guint wish, GError **error)
{
  XyRewardBill *bill = work->bill;
  const XyRewardGood *good = work->goods->pdata[wish];
  gint64 pieces = work->cart->wishes[wish].pieces;

  if (pieces < 1 || pieces > 9999)
    {
      xy_set_invalid (error, "pieces", _ ("Please say how many pieces: from 1 to 9999."));
      return FALSE;
    }
  if (!check_stock (work, wish, error) || !check_most (work, wish, error))
    return FALSE;
  bill->points += pieces * good->points;
  bill->cost += pieces * good->cost;
  bill->left = bill->spend - bill->points;
  if (bill->left >= 0)
    return TRUE;

  g_autofree char *spend = xy_points_format (bill->spend), *points = xy_points_format (bill->points);
  g_autofree char *lacking = xy_points_format (-bill->left);
  xy_set_invalid (error, "pieces", _ ("%s can spend %s points; this takes %s, which is %s too many."),
                  name_of (work->household), spend, points, lacking);
  return FALSE;
}

static gboolean
work_run (Work *work, GError **error)
{
  XyRewardCart *cart = work->cart;
  gint64 spend = 0;

  cart->at = cart->n_wishes;
  work->goods = g_ptr_array_new_with_free_func (g_object_unref);
  if (xy_id_is_none (&cart->household))
    {
      xy_set_invalid (error, "household", _ ("Please say for which household."));
      return FALSE;
    }
  work->household = xy_record_get (work->store, &xy_household_type, &cart->household, error);
  if (work->household == NULL || !check_state (work->household, error) || !check_day (work, error)
      || !load_goods (work, error) || !check_person (work, error))
    return FALSE;

  const char *account = ((const XyRewardGood *) work->goods->pdata[0])->account;
  work->taker = xy_name_clean (cart->taker != NULL ? cart->taker : work->household->head_name);
  if (work->taker[0] == '\0')
    {
      xy_set_invalid (error, "taker", _ ("Please say who fetched it."));
      return FALSE;
    }
  if (!check_objections (work->store, work->household, account, &cart->person, error)
      || !xy_points_close_check (work->store, account, work->day, error)
      || !xy_reward_spend (work->store, account, &cart->household, &cart->person, &spend, error))
    return FALSE;
  work->bill->spend = work->bill->left = MAX (spend, 0);
  for (cart->at = 0; cart->at < cart->n_wishes; cart->at++)
    if (!weigh_wish (work, cart->at, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_entry (XyTxn *txn, const XyRewardRedemption *redemption, const XyRewardGood *good, GError **error)
{
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);
  g_autofree char *item = g_strdup_printf ("%s×%d", good->name, (int) redemption->pieces);

  entry->record.id = xy_id_derive (&redemption->record.id, "redeem");
  entry->household = redemption->household;
  entry->person = redemption->person;
  entry->amount = 0;
  entry->withheld = redemption->points;
  entry->origin = redemption->record.id;
  entry->at = redemption->at;
  xy_set_str (&entry->account, good->account);
  xy_set_str (&entry->category, XY_REWARD_CATEGORY);
  xy_set_str (&entry->item, item);
  xy_set_str (&entry->day, redemption->day);
  xy_set_str (&entry->kind, "redeem");
  xy_set_str (&entry->note, redemption->note);
  xy_set_str (&entry->recorder, redemption->recorder);
  return xy_record_save (txn, entry, error);
}

/* LEFT is what could be spent before, then afterwards. */
static gboolean
write_wish (XyTxn *txn, Work *work, guint wish, gint64 *left, GError **error)
{
  const XyRewardCart *cart = work->cart;
  const XyRewardGood *good = work->goods->pdata[wish];
  g_autoptr (XyRewardRedemption) redemption = xy_record_new (&xy_reward_redemption_type);

  redemption->household = cart->household;
  redemption->person = good->account != NULL ? cart->person : XY_ID_NONE;
  redemption->good = good->record.id;
  redemption->pieces = cart->wishes[wish].pieces;
  redemption->points = redemption->pieces * good->points;
  redemption->cost = redemption->pieces * good->cost;
  redemption->left = *left -= redemption->points;
  redemption->at = xy_txn_get_now (txn);
  xy_set_str (&redemption->day, work->day);
  xy_set_str (&redemption->taker, work->taker);
  xy_set_str (&redemption->note, cart->note);
  xy_set_str (&redemption->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, redemption, error) || !write_entry (txn, redemption, good, error))
    return FALSE;
  g_array_append_val (work->cart->made, redemption->record.id);
  return TRUE;
}

static char *
act_title (const Work *work)
{
  g_autoptr (GString) items = g_string_new (NULL);

  for (guint i = 0; i < work->goods->len; i++)
    g_string_append_printf (items, "%s%s×%d", i > 0 ? _ (", ") : "",
                            ((const XyRewardGood *) work->goods->pdata[i])->name, (int) work->cart->wishes[i].pieces);
  return g_strdup_printf (_ ("Exchange points of %s: %s"), name_of (work->household), items->str);
}

gboolean
xy_reward_weigh (XyStore *store, XyRewardCart *cart, XyRewardBill *bill, GError **error)
{
  g_auto (Work) work = { .store = store, .cart = cart, .bill = bill };

  *bill = (XyRewardBill){ 0 };
  return work_run (&work, error);
}

gboolean
xy_reward_redeem_act (XyTxn *txn, gpointer data, GError **error)
{
  XyRewardBill bill = { 0 };
  XyRewardCart *cart = data;
  g_auto (Work) work = { .store = xy_txn_get_store (txn), .cart = cart, .bill = &bill };

  if (!work_run (&work, error))
    return FALSE;
  gint64 left = bill.spend;
  cart->made = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (cart->at = 0; cart->at < cart->n_wishes; cart->at++)
    if (!write_wish (txn, &work, cart->at, &left, error))
      {
        g_clear_pointer (&cart->made, g_array_unref);
        return FALSE;
      }
  g_autofree char *title = act_title (&work);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_reward_take_back_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyRewardReturn *taking_back = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *note = xy_text_clean (taking_back->reason), *today = xy_env_today (xy_txn_get_env (txn));
  g_autoptr (XyRewardRedemption) redemption =
      xy_record_get (store, &xy_reward_redemption_type, &taking_back->redemption, error);
  g_autoptr (GPtrArray) entries = redemption != NULL
                                      ? xy_record_list (store, &xy_points_entry_type, statements[ENTRY].text,
                                                        XY_BIND (XY_ID (&taking_back->redemption)), error)
                                      : NULL;

  if (entries == NULL)
    return FALSE;
  if (redemption->record.deleted || entries->len == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("This exchange was taken back already."));
      return FALSE;
    }
  if (note[0] == '\0')
    {
      xy_set_invalid (error, "note", _ ("Please say why it is taken back; the reason stays in the ledger."));
      return FALSE;
    }
  const XyPointsEntry *entry = entries->pdata[0];
  if (!xy_points_close_check (store, entry->account, today, error))
    return FALSE;
  /* The points first: a redemption whose entry still stands may not go. */
  g_autoptr (XyPointsEntry) opposite = xy_points_entry_new_opposite (txn, entry, "reversal");
  xy_set_str (&opposite->day, today);
  xy_set_str (&opposite->note, note);
  if (!xy_points_entry_next_id (store, &entry->record.id, "rev", &opposite->record.id, error)
      || !xy_record_save (txn, opposite, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Take back exchange %d: %s"), (int) redemption->number, entry->item);
  xy_txn_set_title (txn, title);
  return xy_record_set_deleted (txn, redemption, TRUE, error);
}

gboolean
xy_reward_spend (XyStore *store,
                 const char *account,
                 const XyId *household,
                 const XyId *person,
                 gint64 *spend,
                 GError **error)
{
  XyPointsBalance balance = { 0 };

  if (!xy_points_balance_of (store, account, account == NULL ? household : person, NULL, &balance, error))
    return FALSE;
  *spend = balance.spend;
  return TRUE;
}

gboolean
xy_reward_check_household (XyStore *store, const XyId *household, GError **error)
{
  g_autoptr (XyHousehold) record = xy_record_get (store, &xy_household_type, household, error);

  return record != NULL && check_state (record, error) && check_objections (store, record, NULL, NULL, error);
}

gboolean
xy_reward_is_open (XyStore *store, const char *day, char next[], GError **error)
{
  XyDb *db = xy_store_get_db (store);
  gint64 any = 0, is = 0;

  if (next != NULL)
    {
      g_autofree char *text = xy_db_text (db, statements[NEXT_DAY].text, XY_BIND (XY_TEXT (day)), error);
      g_strlcpy (next, text != NULL ? text : "", XY_DAY_SIZE);
    }
  return xy_db_number (db, statements[ANY_DAY].text, XY_BIND_NONE, &any, error)
         && xy_db_number (db, statements[IS_DAY].text, XY_BIND (XY_TEXT (day)), &is, error) && (!any || is);
}

const XySql *
xy_reward_redeem_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

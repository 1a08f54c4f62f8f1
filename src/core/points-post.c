/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-flow.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/notice.h"
#include "core/paper-record.h"
#include "core/points-close.h"
#include "core/points-entry.h"
#include "core/points-flow-private.h"
#include "core/points-record.h"
#include "core/points-weigh.h"
#include "core/record-check.h"
#include "core/store.h"

enum
{
  ON_LIST,
  STEPS_OF_LIST,
  IS_ON_NOTICE,
};

static const XySql statements[] = {
  /* What is still open of a list. */
  [ON_LIST] = { &xy_points_item_type, "JOIN points_step AS s ON s.item = t.id WHERE s.sitting = ?1 AND s.kind = 'list' "
                                      "AND s.del = 0 AND t.del = 0 AND t.stage < 6 ORDER BY s.id" },
  [STEPS_OF_LIST] = { &xy_points_step_type, "WHERE t.sitting = ?1 AND t.kind = ?2 AND t.del = 0 ORDER BY t.id" },
  [IS_ON_NOTICE] = { NULL, "SELECT 1 FROM points_step AS s JOIN points_sitting AS p ON p.id = s.sitting "
                           "WHERE s.item = ?1 AND s.kind = 'post' AND s.del = 0 AND p.notice = ?2" },
};

gboolean
xy_points_withdraw_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyPointsWithdrawal *withdrawal = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));
  g_autofree char *reason = xy_text_clean (withdrawal->reason != NULL ? withdrawal->reason : "");
  g_autoptr (XyPointsItem) item = xy_points_item_get_open (store, &withdrawal->item, error);

  if (item == NULL || !xy_points_item_not_frozen (store, item, error))
    return FALSE;
  if (reason[0] == '\0')
    {
      xy_set_invalid (error, "reason", _ ("Please say why it is withdrawn."));
      return FALSE;
    }
  g_autofree char *what = xy_points_item_describe (store, item);
  g_autofree char *title = g_strdup_printf (_ ("Withdraw %s"), what);
  xy_txn_set_title (txn, title);
  return xy_points_step_add (txn, &withdrawal->item, "withdraw", NULL, today, NULL, reason, error);
}

static gboolean
list_item (XyTxn *txn, guint steps, const XyId *id, const XyId *list, const char *day, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyPointsItem) item = xy_points_item_get_open (store, id, error);

  if (item == NULL || !xy_points_item_not_frozen (store, item, error))
    return FALSE;
  if (item->stage >= XY_POINTS_LISTED
      || xy_points_flow_next (steps, (XyPointsStage) item->stage) != XY_POINTS_STEP_POST)
    {
      g_autofree char *what = xy_points_item_describe (store, item);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” cannot be put on a list now. It stands at: %s."), what,
                   xy_points_stage_word (steps, item));
      return FALSE;
    }
  return xy_points_step_add (txn, id, "list", list, day, NULL, NULL, error);
}

gboolean
xy_points_list_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsListing *listing = data;
  XyStore *store = xy_txn_get_store (txn);
  XyPointsItemFilter ready = { .what = XY_POINTS_WAIT_LIST, .order = XY_POINTS_BY_HOUSEHOLD };
  g_autoptr (GArray) all = listing->n == 0 ? xy_points_item_ids (store, &ready, error) : NULL;
  const XyId *ids = listing->n == 0 && all != NULL ? (const XyId *) (void *) all->data : listing->items;
  guint n = listing->n == 0 && all != NULL ? all->len : listing->n, steps = xy_points_flow_steps (store);
  g_autoptr (XyPointsSitting) list = xy_record_new (&xy_points_sitting_type);
  char day[XY_DAY_SIZE];

  if ((listing->n == 0 && all == NULL) || !xy_points_flow_day (txn, listing->day, day, error))
    return FALSE;
  if (n == 0)
    {
      xy_set_invalid (error, "items", _ ("There is nothing that waits to be posted."));
      return FALSE;
    }
  xy_set_str (&list->kind, "post");
  xy_set_str (&list->day, day);
  xy_set_str (&list->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, list, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!list_item (txn, steps, &ids[i], &list->record.id, day, error))
      return FALSE;
  listing->made = list->record.id;
  listing->listed = n;
  g_autofree char *name = xy_points_sitting_describe (list);
  g_autofree char *title = g_strdup_printf (_ ("Make the %s: %u registrations"), name, n);
  xy_txn_set_title (txn, title);
  return TRUE;
}

/* Marks the steps of KIND that LIST made of what is still open as deleted. */
static gboolean
drop_steps (XyTxn *txn, const XyId *list, const char *kind, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) found = xy_record_list (store, &xy_points_step_type, statements[STEPS_OF_LIST].text,
                                                XY_BIND (XY_ID (list), XY_TEXT (kind)), error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      XyPointsStep *step = found->pdata[i];
      g_autoptr (XyPointsItem) item = xy_record_get (store, &xy_points_item_type, &step->item, error);
      if (item == NULL || (item->stage < XY_POINTS_BOOKED && !xy_record_set_deleted (txn, step, TRUE, error)))
        return FALSE;
    }
  return found != NULL;
}

gboolean
xy_points_unlist_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyId *id = data;
  g_autoptr (XyPointsSitting) list = xy_record_get (xy_txn_get_store (txn), &xy_points_sitting_type, id, error);

  if (list == NULL)
    return FALSE;
  g_autofree char *name = xy_points_sitting_describe (list);
  if (list->record.deleted || !g_str_equal (list->kind, "post"))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("There is no such list to take back."));
      return FALSE;
    }
  if (!xy_id_is_none (&list->notice))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("The %s hung on the board; that stays known. What is wrong in it can be withdrawn."), name);
      return FALSE;
    }
  g_autofree char *title = g_strdup_printf (_ ("Take back the %s"), name);
  xy_txn_set_title (txn, title);
  return drop_steps (txn, id, "list", error) && xy_record_set_deleted (txn, list, TRUE, error);
}

gboolean
xy_points_list_hang (XyTxn *txn, const XyId *id, const XyNotice *notice, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyPointsSitting) stored = xy_record_get (store, &xy_points_sitting_type, id, error);

  if (stored == NULL)
    return FALSE;
  if (stored->record.deleted)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("The list on this paper was taken back. Please print the one that holds."));
      return FALSE;
    }

  g_autoptr (XyPointsSitting) list = xy_record_copy (stored);
  list->notice = notice->record.id;
  /* Where only the day that it hung is corrected, the steps get the right one. */
  if (xy_id_same (&stored->notice, &notice->record.id) ? !drop_steps (txn, id, "post", error)
                                                       : !xy_record_save (txn, list, error))
    return FALSE;
  g_autoptr (GPtrArray) items =
      xy_record_list (store, &xy_points_item_type, statements[ON_LIST].text, XY_BIND (XY_ID (id)), error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const XyPointsItem *item = items->pdata[i];
      if (item->stage == XY_POINTS_LISTED
          && !xy_points_step_add (txn, &item->record.id, "post", id, notice->posted_on, NULL, NULL, error))
        return FALSE;
    }
  return items != NULL;
}

gboolean
xy_points_list_posted (XyTxn *txn, const XyNotice *notice, GError **error)
{
  g_autoptr (XyPaperRecord) paper = NULL;

  if (notice->posted_on == NULL || xy_id_is_none (&notice->paper))
    return TRUE;
  paper = xy_record_get (xy_txn_get_store (txn), &xy_paper_record_type, &notice->paper, error);
  if (paper == NULL)
    return FALSE;
  return g_strcmp0 (paper->kind, XY_POINTS_LIST_PAPER) != 0 || xy_id_is_none (&paper->subject)
         || xy_points_list_hang (txn, &paper->subject, notice, error);
}

gboolean
xy_points_item_on_notice (XyStore *store, const XyId *item, const XyId *notice, gboolean *yes, GError **error)
{
  gint64 found = 0;

  if (!xy_db_number (xy_store_get_db (store), statements[IS_ON_NOTICE].text, XY_BIND (XY_ID (item), XY_ID (notice)),
                     &found, error))
    return FALSE;
  *yes = found != 0;
  return TRUE;
}

/* The entry of ITEM, which a booking that was undone left in the ledger; NULL without an error where there is none. */
static XyPointsEntry *
find_entry (XyStore *store, const XyPointsItem *item, GError **error)
{
  XyId id = xy_points_item_entry_id (&item->record.id);
  g_autoptr (GPtrArray) found =
      xy_record_list (store, &xy_points_entry_type, "WHERE t.id = ?1", XY_BIND (XY_ID (&id)), error);

  return found != NULL && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

gboolean
xy_points_item_book (XyTxn *txn, const XyPointsItem *item, const char *day, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyPointsEntry) stored = find_entry (store, item, &problem);

  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (!xy_points_close_check (store, item->account, item->day, error)
      || !xy_points_step_add (txn, &item->record.id, "book", NULL, day, NULL, NULL, error))
    return FALSE;
  /* A booking that was undone and is done again is the one that it was. */
  if (stored != NULL)
    return !stored->cancelled || xy_points_entry_type.cancel (txn, &stored->record.id, error);

  XyPointsLine line = { 0 };
  if (!xy_points_weigh_item (store, item, &line, error))
    {
      g_free (line.why);
      return FALSE;
    }
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);
  entry->why = line.why;
  entry->record.id = xy_points_item_entry_id (&item->record.id);
  entry->household = item->household;
  entry->person = item->person;
  entry->rule = item->rule;
  entry->amount = item->amount;
  entry->delta = line.delta;
  entry->cut = line.cut;
  entry->withheld = line.withheld;
  entry->origin = item->record.id;
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->account, item->account);
  xy_set_str (&entry->category, item->category);
  xy_set_str (&entry->item, item->item);
  xy_set_str (&entry->day, item->day);
  xy_set_str (&entry->kind, "entry");
  xy_set_str (&entry->note, item->note);
  xy_set_str (&entry->witness, item->witness);
  xy_set_str (&entry->photo, item->photo);
  xy_set_str (&entry->recorder, item->recorder);
  return xy_record_save (txn, entry, error);
}

/* Books ITEM if it is due; otherwise counts it, or, where it was NAMED, says what keeps it. */
static gboolean
book_one (XyTxn *txn, XyPointsBooking *booking, const XyId *id, gboolean named, const char *today, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyPointsItem) item = xy_points_item_get_open (store, id, error);
  char until[XY_DAY_SIZE];
  XyPointsWaiting what;

  if (item == NULL || !xy_points_item_waits (store, id, today, &what, until, error))
    return FALSE;
  if (what == XY_POINTS_WAIT_BOOK)
    {
      if (!named && !xy_points_close_check (store, item->account, item->day, NULL))
        {
          booking->closed++;
          return TRUE;
        }
      booking->booked++;
      return xy_points_item_book (txn, item, today, error);
    }
  if (!named)
    {
      booking->waiting += what == XY_POINTS_WAIT_DAYS;
      booking->frozen += what == XY_POINTS_WAIT_ANSWER;
      return TRUE;
    }
  if (!xy_points_item_not_frozen (store, item, error))
    return FALSE;

  g_autofree char *name = xy_points_item_describe (store, item);
  if (what == XY_POINTS_WAIT_DAYS)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” hangs for objections until %s. It is booked after that."),
                 name, until);
  else
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” cannot be booked yet. It stands at: %s."), name,
                 xy_points_waiting_word (what));
  return FALSE;
}

gboolean
xy_points_book_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsBooking *booking = data;
  XyStore *store = xy_txn_get_store (txn);
  XyPointsItemFilter open = { .what = XY_POINTS_WAIT_ALL, .order = XY_POINTS_BY_HOUSEHOLD };
  gboolean named = booking->n > 0;
  g_autoptr (GArray) all = named ? NULL : xy_points_item_ids (store, &open, error);
  /* What was registered first comes first to room that became free. Ids are in the order of their time. */
  if (all != NULL)
    g_array_sort (all, (GCompareFunc) xy_id_compare);
  const XyId *ids = all != NULL ? (const XyId *) (void *) all->data : booking->items;
  guint n = all != NULL ? all->len : booking->n;
  char today[XY_DAY_SIZE];

  if ((!named && all == NULL) || !xy_points_flow_day (txn, booking->today, today, error))
    return FALSE;
  booking->booked = booking->waiting = booking->frozen = booking->closed = 0;
  for (guint i = 0; i < n; i++)
    if (!book_one (txn, booking, &ids[i], named, today, error))
      return FALSE;
  g_autofree char *title =
      g_strdup_printf (ngettext ("Book %u registration", "Book %u registrations", booking->booked), booking->booked);
  xy_txn_set_title (txn, title);
  return TRUE;
}

/* A reason holds less than an answer may. (transfer full) */
static char *
shorten (const char *answer)
{
  g_autofree char *clean = xy_text_clean (answer);

  if (g_utf8_strlen (clean, -1) <= XY_TEXT_MOST)
    return g_steal_pointer (&clean);
  g_autofree char *start = g_utf8_substring (clean, 0, XY_TEXT_MOST - 1);
  return g_strconcat (start, "…", NULL);
}

gboolean
xy_points_item_answer (XyTxn *txn, const XyId *id, const char *day, const char *answer, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyPointsItem) item = xy_record_get (store, &xy_points_item_type, id, error);
  g_autofree char *reason = shorten (answer);

  if (item == NULL)
    return FALSE;
  if (item->stage == XY_POINTS_BOOKED)
    {
      XyId entry = xy_points_item_entry_id (id);
      return xy_points_entry_answer (txn, &entry, day, answer, error);
    }
  return item->stage > XY_POINTS_BOOKED || xy_points_step_add (txn, id, "reject", NULL, day, NULL, reason, error);
}

gboolean
xy_points_entry_answer (XyTxn *txn, const XyId *id, const char *day, const char *answer, GError **error)
{
  g_autoptr (XyPointsEntry) entry = xy_record_get (xy_txn_get_store (txn), &xy_points_entry_type, id, error);
  g_autofree char *reason = shorten (answer);

  if (entry == NULL)
    return FALSE;
  if (entry->cancelled || entry->reversed)
    return TRUE;
  return xy_points_reverse (txn, id, reason, strcmp (day, entry->day) < 0 ? entry->day : day, NULL, error);
}

const XySql *
xy_points_post_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

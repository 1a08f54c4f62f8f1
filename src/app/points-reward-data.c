/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-reward-data.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/suggest-entry.h"
#include "core/day.h"
#include "core/find.h"
#include "core/household.h"
#include "core/person.h"
#include "core/store.h"

#define MOST_HITS 8

GPtrArray *
xy_reward_find_households (XyStore *store, const char *text, GError **error)
{
  g_autoptr (GPtrArray) found = xy_find (store, text, 2 * MOST_HITS, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  GPtrArray *list;

  if (found == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_suggestion_free);
  for (guint i = 0; i < found->len && list->len < MOST_HITS; i++)
    {
      const XyHit *hit = found->pdata[i];
      if (xy_id_is_none (&hit->household) || !g_hash_table_add (seen, xy_id_copy (&hit->household)))
        continue;
      g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, &hit->household, NULL);
      g_autofree char *title = household != NULL ? xy_household_describe (household) : g_strdup (hit->title);
      g_ptr_array_add (list, xy_suggestion_new (&hit->household, title, hit->subtitle));
    }
  return list;
}

gpointer
xy_reward_find_typed (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_reward_find_households (store, data, error);
}

void
xy_reward_visitor_free (XyRewardVisitor *visitor)
{
  if (visitor == NULL)
    return;
  g_free (visitor->head);
  g_strfreev (visitor->members);
  g_clear_pointer (&visitor->persons, g_array_unref);
  g_free (visitor->refused);
  g_free (visitor);
}

gpointer
xy_reward_read_visitor (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyId *id = data;
  g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, id, error);
  g_autoptr (GPtrArray) members = household != NULL ? xy_household_list_members (store, id, TRUE, error) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) refused = NULL;
  XyRewardVisitor *visitor;
  gint64 spend = 0;

  if (members == NULL || !xy_reward_spend (store, NULL, id, NULL, &spend, error))
    return NULL;
  visitor = g_new0 (XyRewardVisitor, 1);
  visitor->id = *id;
  visitor->head = g_strdup (household->head_name);
  visitor->spend = spend;
  visitor->persons = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < members->len; i++)
    {
      const XyPerson *person = members->pdata[i];
      g_strv_builder_add (names, person->name);
      g_array_append_val (visitor->persons, person->record.id);
    }
  visitor->members = g_strv_builder_end (names);
  if (!xy_reward_check_household (store, id, &refused))
    visitor->refused = g_strdup (refused->message);
  return visitor;
}

void
xy_reward_shelf_free (XyRewardShelf *shelf)
{
  if (shelf == NULL)
    return;
  g_clear_pointer (&shelf->goods, g_ptr_array_unref);
  g_free (shelf->note);
  g_free (shelf);
}

gpointer
xy_reward_read_shelf (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *day = data;
  g_autoptr (GPtrArray) goods = xy_reward_good_list (store, day, error);
  char next[XY_DAY_SIZE];
  XyRewardShelf *shelf;

  if (goods == NULL)
    return NULL;
  shelf = g_new0 (XyRewardShelf, 1);
  g_strlcpy (shelf->day, day, sizeof shelf->day);
  shelf->goods = g_steal_pointer (&goods);
  if (!xy_reward_is_open (store, day, next, NULL))
    shelf->note = next[0] != '\0' ? g_strdup_printf (_ ("No exchange day; the next one is %s."), next)
                                  : g_strdup (_ ("This is no exchange day of the village."));
  return shelf;
}

static void
hand_clear (gpointer data)
{
  XyRewardHand *hand = data;

  g_clear_pointer (&hand->cart.made, g_array_unref);
  g_array_unref (hand->wishes);
  g_free (hand->taker);
  g_free (hand->day);
}

XyRewardHand *
xy_reward_hand_new (const XyRewardVisitor *visitor, const char *taker, const char *day, const GArray *wishes)
{
  XyRewardHand *hand = g_atomic_rc_box_new0 (XyRewardHand);

  hand->wishes = g_array_new (FALSE, FALSE, sizeof (XyRewardWish));
  g_array_append_vals (hand->wishes, wishes->data, wishes->len);
  hand->taker = g_strdup (taker);
  hand->day = g_strdup (day);
  hand->cart = (XyRewardCart){ .household = visitor->id, .taker = hand->taker, .day = hand->day };
  for (guint i = 0; i < visitor->persons->len; i++)
    if (g_strcmp0 (visitor->members[i], taker) == 0)
      hand->cart.person = g_array_index (visitor->persons, XyId, i);
  return hand;
}

XyRewardHand *
xy_reward_hand_ref (XyRewardHand *hand)
{
  return g_atomic_rc_box_acquire (hand);
}

void
xy_reward_hand_unref (XyRewardHand *hand)
{
  if (hand != NULL)
    g_atomic_rc_box_release_full (hand, hand_clear);
}

static void
point_to_wishes (XyRewardHand *hand)
{
  hand->cart.wishes = (const XyRewardWish *) (void *) hand->wishes->data;
  hand->cart.n_wishes = hand->wishes->len;
}

gpointer
xy_reward_weigh_hand (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  XyRewardHand *hand = data;

  point_to_wishes (hand);
  return xy_reward_weigh (store, &hand->cart, &hand->bill, error) ? xy_reward_hand_ref (hand) : NULL;
}

gboolean
xy_reward_hand_act (XyTxn *txn, gpointer data, GError **error)
{
  XyRewardHand *hand = data;

  point_to_wishes (hand);
  return xy_reward_redeem_act (txn, &hand->cart, error);
}

char *
xy_reward_split_wish (const char *text, gint64 *pieces)
{
  static const char *const marks[] = { "*", "×", " ", "＊" };
  g_autofree char *whole = g_strstrip (g_strdup (text));

  *pieces = 1;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      char *at = g_strrstr (whole, marks[i]);
      if (at == NULL || at == whole
          || !g_ascii_string_to_signed (g_strchug (at + strlen (marks[i])), 10, 1, 9999, pieces, NULL))
        continue;
      *at = '\0';
      return g_strdup (g_strstrip (whole));
    }
  *pieces = 1;
  return g_steal_pointer (&whole);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reward-redeem: points are exchanged for goods. What one household fetches on one day is one act, however many goods
 * it takes (a cart): a redemption for each good, and for each an entry of kind redeem in the ledger, which takes from
 * what can be spent (可兑) and nothing from what counts (累计). Undo takes all of it back and puts the goods on the
 * shelf again.
 *
 * Refused, with the field the sentence belongs to (domain.md 4.4): more points than can be spent (pieces), more than
 * there are (pieces) or than a household may have in a quarter (pieces), a good that is no longer given out (good), a
 * household that moved away or ended, or about whose points an objection is open (household), a day that is still to
 * come or in a closed period (day), nobody who fetched it (taker). A day that is no exchange day is only said.
 */
#pragma once

#include "core/reward.h"

G_BEGIN_DECLS

/* The category of the ledger's entries. */
#define XY_REWARD_CATEGORY "兑换"

typedef struct
{
  XyId good;
  gint64 pieces;
} XyRewardWish;

/* Borrows all it points to. */
typedef struct
{
  XyId household;
  XyId person;       /* whose points, for goods that are paid from a person's account; else none */
  const char *taker; /* NULL: the head of the household */
  const char *day;   /* NULL: today */
  const char *note;
  const XyRewardWish *wishes;
  guint n_wishes;

  guint at;     /* out, on an error: the wish that it is about; n_wishes: none of them */
  GArray *made; /* out, by the act: XyId of the redemptions; (transfer full) */
} XyRewardCart;

/* What a cart comes to. */
typedef struct
{
  gint64 points; /* all together */
  gint64 cost;
  gint64 spend;     /* what the household can spend, 0 where it owes points */
  gint64 left;      /* of that, afterwards */
  gboolean off_day; /* the village has exchange days, and this is none */
} XyRewardBill;

/* Whether the act would do CART, and what it comes to. BILL is filled as far as it is known on an error too. */
gboolean xy_reward_weigh (XyStore *store, XyRewardCart *cart, XyRewardBill *bill, GError **error);

/* XyActFunc: hands out CART (an XyRewardCart) and gives the act its sentence. */
gboolean xy_reward_redeem_act (XyTxn *txn, gpointer cart, GError **error);

typedef struct
{
  XyId redemption;
  const char *reason;
} XyRewardReturn;

/*
 * XyActFunc: takes a redemption back, days later: the goods are on the shelf again, the ledger gets a correction of
 * today with the reason. INVALID: note. CONFLICT where it was taken back already.
 */
gboolean xy_reward_take_back_act (XyTxn *txn, gpointer taking_back, GError **error);

/*
 * What HOUSEHOLD, or of another ACCOUNT than a household's PERSON, can spend; less than 0 where points are owed.
 */
gboolean xy_reward_spend (XyStore *store,
                          const char *account,
                          const XyId *household,
                          const XyId *person,
                          gint64 *spend,
                          GError **error);

/* Whether the household can be given anything on DAY: INVALID household. ACCOUNT and PERSON as above. */
gboolean xy_reward_check_household (XyStore *store, const XyId *household, GError **error);

/*
 * Whether DAY is an exchange day, or the village has none; NEXT (may be NULL) becomes the next one from DAY on, or "".
 */
gboolean xy_reward_is_open (XyStore *store, const char *day, char next[], GError **error);

/* For the test of every statement. */
const XySql *xy_reward_redeem_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-reward-data: what the counter of the exchange asks of the store and hands to it. Functions that take a store
 * run on the worker's thread.
 */
#pragma once

#include "core/reward-list.h"
#include "core/reward-redeem.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* XySuggestFind: households, each once, whoever of it is found. */
GPtrArray *xy_reward_find_households (XyStore *store, const char *text, GError **error);
/* XyWorkerFunc: the same; DATA is the text. */
gpointer xy_reward_find_typed (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);

/* The household that stands at the counter. */
typedef struct
{
  XyId id;
  char *head;
  gint64 spend;
  char **members;  /* names of those who live in it */
  GArray *persons; /* their XyId */
  char *refused;   /* why nothing is handed out to it; NULL */
} XyRewardVisitor;

void xy_reward_visitor_free (XyRewardVisitor *visitor);
/* XyWorkerFunc; DATA is the XyId. */
gpointer xy_reward_read_visitor (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);

/* What can be had on a day. */
typedef struct
{
  char day[11];
  GPtrArray *goods; /* of XyRewardGood */
  char *note;       /* that it is no exchange day, and when the next one is; NULL */
} XyRewardShelf;

void xy_reward_shelf_free (XyRewardShelf *shelf);
/* XyWorkerFunc; DATA is the day. */
gpointer xy_reward_read_shelf (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);

/* A cart that owns what it points to. */
typedef struct
{
  XyRewardCart cart;
  XyRewardBill bill;
  GArray *wishes; /* of XyRewardWish; the cart's are these once it is used */
  char *taker;
  char *day;
} XyRewardHand;

/* A copy of what stands at the counter. A TAKER who lives there is whose points are meant, for goods of persons. */
XyRewardHand *
xy_reward_hand_new (const XyRewardVisitor *visitor, const char *taker, const char *day, const GArray *wishes);
XyRewardHand *xy_reward_hand_ref (XyRewardHand *hand);
void xy_reward_hand_unref (XyRewardHand *hand);

/* XyWorkerFunc: another reference to the hand DATA where it could be handed out. */
gpointer xy_reward_weigh_hand (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
/* XyActFunc */
gboolean xy_reward_hand_act (XyTxn *txn, gpointer hand, GError **error);

/* "2*3", "2×3", "xyy 3", "洗衣液": the good's part of TEXT, and how many. (transfer full) */
char *xy_reward_split_wish (const char *text, gint64 *pieces);

G_END_DECLS

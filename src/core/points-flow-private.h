/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-flow-private: what the files of the flow share; see points-flow.h. */
#pragma once

#include "core/notice.h"
#include "core/points-flow.h"

G_BEGIN_DECLS

/* The live item of ID, neither booked, rejected nor withdrawn; CONFLICT says which. (transfer full) */
XyPointsItem *xy_points_item_get_open (XyStore *store, const XyId *id, GError **error);

/* "曾国强: 义务清扫" for a sentence about ITEM. (transfer full) */
char *xy_points_item_describe (XyStore *store, const XyPointsItem *item);

/* CONFLICT where an objection to ITEM is open. */
gboolean xy_points_item_not_frozen (XyStore *store, const XyPointsItem *item, GError **error);

/* Sets DAY out of TYPED (NULL: today); INVALID, field "day", where it is no day or still to come. */
gboolean xy_points_flow_day (XyTxn *txn, const char *typed, char day[], GError **error);

/* Writes one step of ITEM; SITTING may be NULL or none. */
gboolean xy_points_step_add (XyTxn *txn,
                             const XyId *item,
                             const char *kind,
                             const XyId *sitting,
                             const char *day,
                             const char *recused,
                             const char *note,
                             GError **error);

/* What an item waits for; and its last day for objections, "" where it does not hang. */
gboolean xy_points_item_waits (XyStore *store,
                               const XyId *item,
                               const char *today,
                               XyPointsWaiting *what,
                               char until[],
                               GError **error);

/* Books ITEM, which is due: its entry and its step. */
gboolean xy_points_item_book (XyTxn *txn, const XyPointsItem *item, const char *day, GError **error);

/* LIST hangs by NOTICE: its items are posted. For notice.c, where a paper that was posted now is such a list. */
gboolean xy_points_list_hang (XyTxn *txn, const XyId *list, const XyNotice *notice, GError **error);
gboolean xy_points_list_posted (XyTxn *txn, const XyNotice *notice, GError **error);

/* For objection.c: whether ITEM is on the list that hangs, or hung, as NOTICE. */
gboolean xy_points_item_on_notice (XyStore *store, const XyId *item, const XyId *notice, gboolean *yes, GError **error);

/* For objection.c: an objection was upheld, so ITEM is rejected, or its ENTRY taken back. */
gboolean xy_points_item_answer (XyTxn *txn, const XyId *item, const char *day, const char *answer, GError **error);
gboolean xy_points_entry_answer (XyTxn *txn, const XyId *entry, const char *day, const char *answer, GError **error);

G_END_DECLS

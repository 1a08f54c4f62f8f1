/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-gather: the balances of many entries that come at once. The triggers of the schema reckon one entry after the
 * other; between begin and end they leave it, and what the entries come to is added once for each household (or
 * person) and month. It comes to the same, in whatever order.
 */
#pragma once

#include "core/points-entry.h"

G_BEGIN_DECLS

typedef struct _XyPointsGather XyPointsGather;

/* Within a transaction, which is to be taken back whole where end fails, or is not come to. NULL on an error. */
XyPointsGather *xy_points_gather_begin (XyTxn *txn, GError **error);
/* ENTRY has been added to its table. */
void xy_points_gather_add (XyPointsGather *gather, const XyPointsEntry *entry);
/* Writes the balances; the triggers reckon again. CONFLICT: a balance is more than a number can say, as it would have
 * been with one of the entries alone. */
gboolean xy_points_gather_end (XyPointsGather *gather, GError **error);

void xy_points_gather_free (XyPointsGather *gather);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPointsGather, xy_points_gather_free)

G_END_DECLS

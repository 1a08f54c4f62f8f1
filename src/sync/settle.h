/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settle: what somebody does about what came back or met. Each way is an act like any other: what it changes are
 * ordinary operations, of which one (or one that changes nothing) says what it settles ("fx", wire.h). The county then
 * closes the row that showed it, and all computers of the village see that. Until then the row is not shown here.
 *
 *   SEND  the record as it is now, whole where the county has nothing of it
 *   DROP  what was returned is taken back: a record that never came is deleted (an entry of the ledger undone by a
 *         further one), the fields of a change get their old values, unless somebody changed them since
 *   KEEP  nothing changes
 *   TAKE  the value that gave way is put in the place of the other, past the same checks as if it were typed
 *
 * An approved text or a closed vote refuses TAKE in its own words.
 */
#pragma once

#include "core/act.h"
#include "sync/standing.h"

G_BEGIN_DECLS

typedef struct
{
  XyId row; /* of a returned record any of its rows; of a conflict its own */
  XySettleWay way;
} XySettlement;

/*
 * An XyActFunc: DATA is an XySettlement. NOT_FOUND where the row is over, INVALID where that way is none of its ways,
 * and whatever the record's own checks say.
 */
gboolean xy_settle (XyTxn *txn, gpointer data, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rules: what follows for an operation from other records than its own. Merge kinds, fields and ids are the record
 * type's (store.h); these are the few rules that no type can say of itself.
 *
 *   "step"            a bylaw goes only the ways of its flow (bylaw.h), and is taken back from its end
 *   "closed"          what the township has looked at does not change; nobody votes behind the closing
 *   "ballots-differ"  a vote is closed over the voices that are here, of which none is contested; the detail says which
 *                     the device had not read: {"here":12,"missing":["0197…"],"contested":[]}
 *   "overdraft"       more was fetched than could be spent: taken, since the goods are gone, with a row of _conflict
 *   "double"          another device has the same deed of the same household and day: taken, with such a row
 *
 * What is rejected by the first three goes down again as it is here, so that the device that wrote it shows what all
 * show.
 */
#pragma once

#include "server/store-private.h"

G_BEGIN_DECLS

/* Of a record that is changed: sets DECISION where OP is not to be taken. */
gboolean xy_rules_check (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error);

/* Notes what the rules will ask for when OP, which stays where it is until the end of the batch, is taken. */
void xy_rules_want (XyBatch *batch, const XyWireOp *op);

/* Of an entry that is taken: sets DECISION where something is to be said of it. */
gboolean xy_rules_entry (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error);

G_END_DECLS

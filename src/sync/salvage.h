/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * salvage: what the county has lost and this computer still has.
 *
 * A county that was restored from a backup is sent again what was written since, each computer its own. What was
 * written on a computer that is gone, or that went back to an older disk itself, nobody sends; but others have read it.
 * So a computer that has read all of another history notes which records it had been given before and that are not in
 * it (table sync_lost), and offers those: an operation of its own each, which makes the record as it is here and says
 * "sv" (wire.h). What comes down meanwhile is not lost, and what is deleted here is not offered.
 *
 * The county takes it where it has no such record, as something that is older than all else: its author may come yet.
 * What he made first stands in it already, and what he wrote since counts as on a record of his own. Where the record
 * is there, that stands; what is different in it is shown as a conflict. What breaks a rule is returned, what this
 * computer may not write (the township's steps) waits for who may, or for somebody's word. All that goes by line and by
 * stick as other operations do, and is decided once.
 *
 * A vote is offered as open, and closed by a second operation behind its voices, which the county counts. What is of a
 * kind that this program does not know stays noted until it is a newer one. A township's or the county's computer
 * offers nothing: it may write nothing of that.
 */
#pragma once

#include "sync/local.h"

G_BEGIN_DECLS

/* Before what is kept aside is written into the records. Within xy_store_receive(). */
gboolean xy_salvage_note (XyTxn *txn, const XyLocal *local, GError **error);
/* The county's history is another one: what it lacks is seen when all of that is read. Likewise. */
gboolean xy_salvage_forget (XyTxn *txn, GError **error);

/* Offers what is noted: an act, and nothing where nothing is. */
gboolean xy_salvage_offer (XyStore *store, GError **error);

G_END_DECLS

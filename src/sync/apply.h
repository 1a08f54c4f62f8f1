/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * apply: what came down, into the village's records. Within xy_store_receive().
 *
 * Rows are kept aside until the last page of a reading is there, and then written together: kind after kind in the
 * order of xy_record_types(), within a kind in the order in which they came to be, since a record reckons into those
 * before it. Entries of points that take nothing back come before the others of their kind, many in one statement
 * (tables sync_staged and sync_entries). A row is what the county has of a record, whole; on top of it come this
 * computer's operations that are not answered yet. A record that is so already is left alone.
 *
 * A row for which this program has no table, or which its table refuses, is kept as it is in sync_row: the reading goes
 * on, and nothing is lost; it is tried again with each further reading. Absence of a row means nothing.
 */
#pragma once

#include "sync/local.h"

G_BEGIN_DECLS

/* Keeps the rows of a page aside; LINES are those of xy_wire_read_page(). INVALID where one is no row. */
gboolean xy_apply_stage (XyTxn *txn, XyWireLines lines, GError **error);
/* Throws that away, and what brake.h knows of it. */
gboolean xy_apply_unstage (XyTxn *txn, GError **error);
/* Writes all that is kept aside. LOCAL is the state that is then kept. */
gboolean xy_apply (XyTxn *txn, const XyLocal *local, GError **error);

G_END_DECLS

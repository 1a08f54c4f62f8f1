/* SPDX-License-Identifier: GPL-3.0-or-later */
/* apply: for its own files. */
#pragma once

#include "core/points-gather.h"
#include "sync/wire.h"

G_BEGIN_DECLS

/* Sets FIELDS of RECORD. The names of what this program does not know go to EXT. FALSE where one is no value of its
 * field. */
gboolean xy_apply_set_fields (XyRecord *record, const XyRecordType *type, const XyWireFields *fields, GString *ext);

/*
 * Plain entries of points: those that take nothing back. They are most of what a village has, they never change, and
 * none reckons into another, so that it does not matter in which order they are written: they are kept aside a page in
 * one (table sync_entries), and written many at once.
 */

/* Whether plain entries are kept aside there: in a first reading, where nothing that was read before may be missing. */
gboolean xy_entries_may_stage (XyTxn *txn, gboolean *may, GError **error);
/* Whether ROW, a line of a page, is a plain entry. */
gboolean xy_entries_is_plain (const XyWireFields *row);
/* Keeps ROWS, lines of a page, aside. */
gboolean xy_entries_stage (XyTxn *txn, const GString *rows, GError **error);
gboolean xy_entries_unstage (XyTxn *txn, GError **error);

/* One entry that is there already, or does not fit: to be looked at by itself. */
typedef gboolean (*XyEntriesFunc) (gpointer data, const XyId *id, gint64 seq, const char *body, GError **error);

/* Writes them all. SUMS gets what was added; NULL: triggers reckon. ANSWERED: as in sync_row's op. */
gboolean
xy_entries_apply (XyTxn *txn, gint64 answered, XyPointsGather *sums, XyEntriesFunc one, gpointer data, GError **error);

G_END_DECLS

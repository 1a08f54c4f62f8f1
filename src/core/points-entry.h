/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-entry: one line of the points ledger. It is never changed and never removed.
 *
 * kind     what it is                                             rev_of
 * entry    points by a rule                                       -
 * opening  points carried over; on neither side, amount 0         -
 * base     what everybody starts with; likewise, not to be spent  -
 * redeem   a reward was fetched: takes what can be spent, and     -
 *          nothing from what counts
 * close    a period was closed (points-close.h); on neither side  -
 * reversal takes back an entry that was wrong, with its reason    that entry
 * undo     what Undo and Redo leave behind                        the entry, opening or reversal undone (also by a
 * redo)
 *
 * What takes back has the opposite amount, points and cut (红冲): so the sign of amount × delta tells which side,
 * points given or points taken, a line belongs to, and a correction lowers the side it corrects.
 *
 * An undone entry is marked cancelled, and so is each undo; lists and sums leave them out, and they add up to nothing.
 * A redo is a further undo that lets the entry stand again. Ids of reversals and undos follow from what they take back
 * (xy_id_derive), so that two computers that correct the same entry make the same record. See schema 0001 for the
 * triggers that keep cancelled, reversed and the balances.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPointsEntry, xy_points_entry)

struct _XyPointsEntry
{
  XyRecord record;
  XyId household;
  XyId person;
  XyId rule;
  char *category;
  char *item;
  char *day;
  gint64 amount; /* hundredths of the rule's unit */
  gint64 delta;  /* hundredths of a point */
  gint64 cut;    /* what a cap took away */
  char *kind;
  XyId rev_of;
  char *note;
  char *witness;
  char *recorder;
  gint64 at;
  char *account;   /* whose points; points-account.h. NULL: the household's */
  gint64 withheld; /* of delta, what cannot be spent: delta - withheld goes to, or from, what can be */
  char *why;       /* why something was cut or doubled */
  XyId origin;     /* the item, redemption or close that it comes from */
  char *photo;     /* among the attachments, where there is no item that has it */
  gint64 cancelled;
  gint64 reversed;
};

/* A new, unsaved record that takes ENTRY back, of KIND "reversal" or "undo". Returns: (transfer full). */
XyPointsEntry *xy_points_entry_new_opposite (XyTxn *txn, const XyPointsEntry *entry, const char *kind);

/*
 * The id of the next reversal or undo of OF: the first one that follows from it by NAME ("rev", "undo") and is not
 * taken. FALSE on an error of the file.
 */
gboolean xy_points_entry_next_id (XyStore *store, const XyId *of, const char *name, XyId *id, GError **error);

/* For the test of every statement. */
const XySql *xy_points_entry_statements (guint *n);

G_END_DECLS

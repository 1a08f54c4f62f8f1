/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-close: the close (结账) of a month, quarter or year. Afterwards nothing is entered, corrected or booked with a
 * day in it, or before it. What becomes of the points that there are then:
 *
 *   carry   all of them are carried on
 *   share   of what is above nought SHARE percent are carried on, down to the hundredth; what is owed is carried whole
 *   clear   nothing: both what counts and what can be spent are nought, whether they were above it or below
 *   expire  what was earned more than MONTHS months before the period's last month was over and has not been spent by
 *           now falls away from what can be spent, the oldest being spent first; what counts stays
 *
 * What everybody starts with (base) stays in the close of a month or quarter. A year that is closed otherwise than by
 * carry or expire takes it too, and gives the next year's by the scheme (points-scheme.h).
 *
 * The entries of a close are of the first day after the period, so that its own ranking stays what it was. A correction
 * since then of something in the period belongs to the period; what was fetched since then was fetched with its points.
 *
 * A close is one act; its entries are of kind "close". Until it is confirmed it can be undone, or taken back as a
 * whole; afterwards never.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPointsClose, xy_points_close)

struct _XyPointsClose
{
  XyRecord record;
  char *period; /* 2026-11, 2026Q4, 2026 */
  char *account;
  char *mode;   /* carry share clear expire */
  gint64 share; /* percent that is carried on */
  gint64 months;
  char *day;
  gint64 n; /* entries made; hundredths that they took (≤ 0) */
  gint64 delta;
  gint64 spend;
  char *decision;
  char *confirmed_on;
  char *recorder;
  gint64 at;
};

extern const XyWord xy_points_close_modes[];

/*
 * INVALID, field "day", where DAY is closed for ACCOUNT (NULL: households): in the last closed period or before it, for
 * whatever came before was closed with it. For all that writes the ledger: entries, corrections, what is booked and
 * what is fetched.
 */
gboolean xy_points_close_check (XyStore *store, const char *account, const char *day, GError **error);

/* What to close; borrows all it points to. */
typedef struct
{
  const char *period;
  const char *account; /* NULL: households' */
  const char *mode;
  gint64 share;  /* of share: 1 to 99 */
  gint64 months; /* of expire: 1 and more */
  const char *decision;

  XyId made;   /* out: the close */
  guint based; /* out: how many were given the base points of the next year */
} XyPointsClosing;

/* What a close does to one household, or to one person's account; hundredths. */
typedef struct
{
  XyId household;
  XyId person;     /* none of a household's account */
  char *unit_name; /* may be NULL, as may the next three */
  char *number;
  char *head;
  char *name;   /* of the person */
  gint64 total; /* what counts and what can be spent of the period's points, before the close */
  gint64 spend;
  gint64 take_total; /* what the close takes of either */
  gint64 take_spend;
} XyPointsCloseRow;

void xy_points_close_row_free (XyPointsCloseRow *row);

/*
 * What CLOSING would do, without writing; those who have neither points nor debts are left out. In the roster's order.
 * Errors: INVALID with the field: period (none, not over yet, closed already), mode, share, months; CONFLICT where
 * registered points of that time still wait. Returns: (transfer full) array of XyPointsCloseRow.
 */
GPtrArray *xy_points_close_preview (XyStore *store, const XyPointsClosing *closing, GError **error);

/* XyActFunc: does it, with its sentence. Errors as above. */
gboolean xy_points_close_act (XyTxn *txn, gpointer closing, GError **error);

/* XyActFunc of the XyId of a close: it stays for good. CONFLICT where it is confirmed or was taken back. Final. */
gboolean xy_points_close_confirm_act (XyTxn *txn, gpointer id, GError **error);

/* XyActFunc of the XyId of a close: takes it back. CONFLICT where it is confirmed, or another one came after it. */
gboolean xy_points_close_take_back_act (XyTxn *txn, gpointer id, GError **error);

/* All closes that stand, the last first. Returns: (transfer full) array of XyPointsClose. */
GPtrArray *xy_points_close_list (XyStore *store, GError **error);

/* For points-close-weigh.c and points-close-act.c. */
/* The standing close of ACCOUNT that ends last, or NULL with no error. LAST becomes its last day or "". */
XyPointsClose *xy_points_close_last (XyStore *store, const char *account, char last[], GError **error);

/* For the test of every statement. */
const XySql *xy_points_close_statements (guint *n);
const XySql *xy_points_close_weigh_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-close: the close (结账) of a month, quarter or year. Afterwards nothing is entered, corrected or booked with a
 * day in it. What there is then is carried on (carry), carried on in part (share), cleared (clear), or loses what has
 * lain longer than some months without being spent (expire, oldest first; only what can be spent, not what counts).
 *
 * A close is one act; its entries are of kind "close". Until it is confirmed it can be undone; afterwards never.
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

/* For the test of every statement. */
const XySql *xy_points_close_statements (guint *n);

G_END_DECLS

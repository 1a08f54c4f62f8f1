/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-sitting: what lay before a sitting, for its paper: each item with its household and what was said about it.
 */
#pragma once

#include "core/points-item.h"

G_BEGIN_DECLS

/* One line of the paper; what is not known is NULL. */
typedef struct
{
  XyPointsItem *item;
  XyPointsStep *step; /* that the sitting made of it; NULL: it still waits */
  char *unit_name;
  char *number; /* of the household */
  char *head;
  char *person;  /* who did it, where the points are his own */
  char *measure; /* 次, 小时 */
} XyPointsSittingRow;

void xy_points_sitting_row_free (XyPointsSittingRow *row);

/*
 * The items of SITTING by group and household. Of a list those that were rejected or withdrawn since are left out: it
 * is to hang as it holds. Returns: (transfer full) array of XyPointsSittingRow.
 */
GPtrArray *xy_points_sitting_rows (XyStore *store, const XyId *sitting, GError **error);

/* The same of what waits for a review, in UNIT and the units below; none: the whole village. */
GPtrArray *xy_points_sitting_waiting (XyStore *store, const XyId *unit, GError **error);

/* The names of SITTING's members. Returns: (transfer full). */
char **xy_points_sitting_names (const XyPointsSitting *sitting);

/*
 * The sitting of KIND that TEXT names: "2026-3", the third of 2026, or "3", of this year. NOT_FOUND. (transfer full)
 */
XyPointsSitting *xy_points_sitting_find (XyStore *store, const char *kind, const char *text, GError **error);

/* For the test of every statement. */
const XySql *xy_points_sitting_statements (guint *n);

G_END_DECLS

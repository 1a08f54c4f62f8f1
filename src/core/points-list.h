/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-list: the ledger as a page or a spreadsheet shows it. First the ids of all entries that a filter finds,
 * packed, with their sums; then the lines of those that are looked at.
 *
 * What was undone, and what undid it, is left out unless asked for; it adds nothing to a sum. Figures are hundredths.
 */
#pragma once

#include "core/points-entry.h"

G_BEGIN_DECLS

/* All that is NULL or none does not filter. */
typedef struct
{
  const char *period; /* "2026-11", "2026Q4", "2026" */
  XyId unit;          /* households of it and of the units below */
  const char *category;
  XyId household;
  const char *text; /* in the item or its pinyin, or finds the household (find.h) */
  gboolean with_undone;
  const char *account; /* XY_POINTS_HOUSEHOLD or one of points-account.h */
  XyId person;         /* who earned it, for whichever account */
  const char *kind;    /* of points-entry.h */
} XyPointsFilter;

typedef enum
{
  XY_POINTS_BY_DAY, /* newest first */
  XY_POINTS_BY_HOUSEHOLD,
  XY_POINTS_BY_ITEM,
  XY_POINTS_BY_POINTS, /* most first */
} XyPointsOrder;

typedef struct
{
  gint64 n;
  gint64 plus;
  gint64 minus;
} XyPointsSums;

/*
 * The ids of the entries that FILTER finds; REVERSED turns the order round. SUMS may be NULL.
 * Returns: (transfer full) array of XyId.
 */
GArray *xy_points_list_ids (XyStore *store,
                            const XyPointsFilter *filter,
                            XyPointsOrder order,
                            gboolean reversed,
                            XyPointsSums *sums,
                            GError **error);

typedef enum
{
  XY_POINTS_STANDS,
  XY_POINTS_REVERSED,   /* a correction took it back */
  XY_POINTS_CORRECTION, /* it takes one back */
  XY_POINTS_UNDONE,     /* or itself an undo */
  XY_POINTS_OPENING,    /* carried over */
  XY_POINTS_BASE,       /* what everybody starts with */
  XY_POINTS_REDEEMED,   /* a reward was fetched: takes from what can be spent */
  XY_POINTS_CLOSED,     /* taken by the close of a period */
} XyPointsState;

/* One line of the ledger. */
typedef struct
{
  XyPointsEntry *entry;
  char *unit_name; /* of the household; may be NULL, as may the next two */
  char *number;
  char *head;
  char *measure; /* of the rule: 次, 小时, 元; NULL where there is none */
  char *person;  /* name of who earned it; NULL where nobody is named */
  XyPointsState state;
  gint64 spend; /* what it does to what can be spent */
} XyPointsRow;

void xy_points_row_free (XyPointsRow *row);

/* 有效, 已更正, 更正, 已撤销, 结转, 基础分, 兑换, 结账; translated. Static. */
const char *xy_points_state_label (XyPointsState state);

/* The lines of IDS in their order, NULL for one that is gone. Returns: (transfer full) array of N XyPointsRow or NULL.
 */
GPtrArray *xy_points_list_rows (XyStore *store, const XyId *ids, guint n, GError **error);

/* What IDS add up to. */
gboolean xy_points_list_sum (XyStore *store, const XyId *ids, guint n, XyPointsSums *sums, GError **error);

/* The categories that rules or entries have, in the scheme's order. (transfer full) */
char **xy_points_list_categories (XyStore *store, GError **error);

/* For the test of every statement. */
const XySql *xy_points_list_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-waiting-lists: what the table of the tab 待办 asks and shows (records XyPointsItemRow), and what its pane
 * reads about one item.
 */
#pragma once

#include "app/notice-page-lists.h"
#include "app/table.h"
#include "core/points-flow.h"

G_BEGIN_DECLS

/* The tab's filters. Never changed once it is given to a list. */
typedef struct
{
  XyPointsWaiting what;
  XyId unit; /* none: the whole village */
  char *text;
} XyPointsWaitingQuery;

XyPointsWaitingQuery *xy_points_waiting_query_new (XyPointsWaiting what, const XyId *unit, const char *text);
void xy_points_waiting_query_free (gpointer query);

extern const XyListSource xy_points_waiting_source;
extern const XyColumn xy_points_waiting_columns[];
extern const guint xy_points_n_waiting_columns;

/* How an item stands, as a sign. */
XyPillKind xy_points_waiting_pill (const XyPointsItemRow *row);

/* What is known of an item beside its row. */
typedef struct
{
  XyPointsItemRow *row;
  GPtrArray *steps;      /* of XyPointsStep */
  GPtrArray *sittings;   /* the sitting of each, NULL where it has none */
  GPtrArray *objections; /* of XyObjectionLine, oldest first */
  XyId review; /* the sitting that reviewed it, the list it is on, the paper and notice of that list; or none */
  XyId list;
  XyId paper;
  XyId notice;
  char *photo; /* path, or NULL */
} XyPointsItemFacts;

/* On the worker's thread; DATA: XyId of the item. Gives an XyPointsItemFacts. */
gpointer xy_points_read_item (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
void xy_points_item_facts_free (gpointer facts);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matter-lists: the ledger as the page 台账 lists it, and what is read of one matter for the pane beside it. */
#pragma once

#include "app/table.h"
#include "core/matter-list.h"
#include "core/matter-thread.h"

G_BEGIN_DECLS

/* The page's filters. Never changed once given to a list. */
typedef struct
{
  XyMatterFilter filter;
  char *text;
  char *source;
  char *owner;
  char *period;
} XyMatterQuery;

/* FILTER's texts, which may be NULL, are copied. */
XyMatterQuery *xy_matter_query_new (const XyMatterFilter *filter);
void xy_matter_query_free (gpointer query);

extern const XyListSource xy_matter_source;
extern const XyColumn xy_matter_columns[];
extern const guint xy_matter_n_columns;

XyPillKind xy_matter_pill (gconstpointer row);
/* 还有 3 天, 今天, 过期 2 天; NULL where nobody has it in hand. (transfer full) */
char *xy_matter_left (gconstpointer row);
/* "曾国强 3-016", or who raised it in words. NULL where nobody is written. (transfer full) */
char *xy_matter_who (const XyMatterRow *row);

/* What is known of a matter beside its row. */
typedef struct
{
  XyMatterRow *row;
  GPtrArray *steps; /* of XyMatterStep */
  GPtrArray *ties;  /* of XyMatterTie */
  char *reserved;   /* which meeting must decide it, in a sentence; NULL: none */
} XyMatterFacts;

/* On the worker's thread; DATA: XyId of the matter. Gives an XyMatterFacts. */
gpointer xy_matter_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
void xy_matter_facts_free (gpointer facts);

G_END_DECLS

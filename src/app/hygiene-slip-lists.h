/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-slip-lists: what the table of the tab 整改 asks and shows (records XyHygieneSlipRow), and what its pane reads
 * about one slip.
 */
#pragma once

#include "app/table.h"
#include "core/hygiene-slip.h"

G_BEGIN_DECLS

/* The tab's filters. Never changed once given to a list. */
typedef struct
{
  XyHygieneSlipFilter filter;
  char *text;
} XyHygieneSlipQuery;

XyHygieneSlipQuery *xy_hygiene_slip_query_new (XyHygieneSlipWhich which, const XyId *unit, const char *text);
void xy_hygiene_slip_query_free (gpointer query);

extern const XyListSource xy_hygiene_slip_source;
extern const XyColumn xy_hygiene_slip_columns[];
extern const guint xy_hygiene_n_slip_columns;

XyPillKind xy_hygiene_slip_pill (gconstpointer row);
/* 还有 3 天, 今天, 过期 2 天; NULL where it waits for nobody. (transfer full) */
char *xy_hygiene_slip_left (gconstpointer row);
/* Whose it is: "曾国强 3-016", or the place. (transfer full) */
char *xy_hygiene_slip_owner (const XyHygieneSlipRow *row);

/* What is known of a slip beside its row. */
typedef struct
{
  XyHygieneSlipRow *row;
  GPtrArray *rechecks; /* of XyHygieneRecheck */
  char *photo;         /* path, or NULL */
} XyHygieneSlipFacts;

/* On the worker's thread; DATA: XyId of the slip. Gives an XyHygieneSlipFacts. */
gpointer xy_hygiene_slip_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
void xy_hygiene_slip_facts_free (gpointer facts);

G_END_DECLS

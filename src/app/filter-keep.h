/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * filter-keep: the button 常用筛选 at the end of a page's filters. Below it hang the filters that somebody kept under a
 * name; one is chosen by a click, and at the foot what the page is filtered by now is kept under a name of its own. The
 * page's last filters are remembered too, over restarts. Both are kept on this PC, as the widths of columns are.
 *
 *   keep = xy_filter_keep_new ("points", get_filters, set_filters, self);
 *   xy_page_add_filter (page, keep);
 *   values = xy_filter_keep_get_last ("points");   once, for the page's own filters
 *   xy_filter_keep_note (XY_FILTER_KEEP (keep));   whenever the person changed one
 *
 * Filters are texts by their names, as { "period": "2026Q4", "category": "环境整治" }; one that is as it is at first is
 * left out, so that no value means anything to this module. What is not offered any more the page leaves as at first.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_FILTER_KEEP (xy_filter_keep_get_type ())
G_DECLARE_FINAL_TYPE (XyFilterKeep, xy_filter_keep, XY, FILTER_KEEP, GtkWidget)

/* What the page is filtered by: TEXT too, which is kept under a name but not over a restart. A floating a{ss}. */
typedef GVariant *(*XyFilterGet) (gboolean with_text, gpointer data);

/* The person chose a filter: it takes the place of what is chosen. VALUES is a{ss}. */
typedef void (*XyFilterSet) (GVariant *values, gpointer data);

/* PAGE is the name under which they are kept. DATA outlives the widget's use. */
GtkWidget *xy_filter_keep_new (const char *page, XyFilterGet get, XyFilterSet set, gpointer data);

void xy_filter_keep_note (XyFilterKeep *keep);

/* Returns: (transfer full) a{ss}, empty where nothing is remembered. */
GVariant *xy_filter_keep_get_last (const char *page);

/* What the button at the foot does: keeps what is chosen now under NAME, in the place of another of that name. */
void xy_filter_keep_add (XyFilterKeep *keep, const char *name);

G_END_DECLS

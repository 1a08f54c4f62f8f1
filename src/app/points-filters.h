/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-filters: the filters of the points page: period, group, category, whose points, ranked by what, and the search
 * entry; and the button under which they are kept (filter-keep.h). What may be chosen is read from the village's file
 * each time the page is shown; what was chosen stays as far as it is still there.
 *
 * Signals
 * "changed" ()         ask anew
 * "find-activated" ()  Enter in the search entry
 */
#pragma once

#include "app/page.h"
#include "app/points-page-lists.h"

G_BEGIN_DECLS

#define XY_TYPE_POINTS_FILTERS (xy_points_filters_get_type ())
G_DECLARE_FINAL_TYPE (XyPointsFilters, xy_points_filters, XY, POINTS_FILTERS, GObject)

enum
{
  XY_POINTS_FILTER_PERIOD = 1 << 0,
  XY_POINTS_FILTER_UNIT = 1 << 1,
  XY_POINTS_FILTER_CATEGORY = 1 << 2,
  XY_POINTS_FILTER_ACCOUNT = 1 << 3, /* shown where there is more than the households' */
  XY_POINTS_FILTER_MEASURE = 1 << 4,
  XY_POINTS_FILTER_TEXT = 1 << 5,
};

/* Adds them to the filters of PAGE, which outlives them, as they were last. (transfer full) */
XyPointsFilters *xy_points_filters_new (XyPage *page);

/* Which of them the tab has. */
void xy_points_filters_show (XyPointsFilters *filters, guint which);

/* Reads what may be chosen; the page has its desk. */
void xy_points_filters_read (XyPointsFilters *filters);

/* FALSE as long as what was chosen last has not been found in the file; then "changed" comes. */
gboolean xy_points_filters_is_ready (XyPointsFilters *filters);

/* (transfer full) */
XyPointsQuery *xy_points_filters_make_query (XyPointsFilters *filters);

/* NULL: all time; the households' points. Owned by the filters. */
const char *xy_points_filters_get_period (XyPointsFilters *filters);
const char *xy_points_filters_get_account (XyPointsFilters *filters);

/* The search entry. */
GtkWidget *xy_points_filters_get_find (XyPointsFilters *filters);

/* Nothing is left out any more. */
void xy_points_filters_clear (XyPointsFilters *filters);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household-view: everything about one household on one screen: who lives in it, its points, tags and phones, what
 * happened, and what is wrong in it with the verb that mends it. Numbers are masked; the page asks for the reason and
 * then calls xy_household_view_reveal(). It reads anew when an act touched the roster or the ledger.
 *
 * The buttons activate the page's actions: household.edit, household.event, household.print-sheet,
 * household.add-member, household.tag, household.reveal.
 */
#pragma once

#include "app/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_HOUSEHOLD_VIEW (xy_household_view_get_type ())
G_DECLARE_FINAL_TYPE (XyHouseholdView, xy_household_view, XY, HOUSEHOLD_VIEW, GtkWidget)

void xy_household_view_set_desk (XyHouseholdView *view, XyDesk *desk);

/* Shows HOUSEHOLD (NULL: none) with PERSON (NULL: none) standing out among its members. */
void xy_household_view_show (XyHouseholdView *view, const XyId *household, const XyId *person);

/* Several are chosen: says how many, and what can be done with them together. */
void xy_household_view_show_many (XyHouseholdView *view, guint n);

/* Its numbers in full, until another household is shown. */
void xy_household_view_reveal (XyHouseholdView *view);

/* How a sentence calls the household that is shown; NULL while there is none. Owned by the view. */
const char *xy_household_view_get_name (XyHouseholdView *view);

/*
 * Signals
 * "member-activated" (gpointer id)   a member was chosen: const XyId *
 */

G_END_DECLS

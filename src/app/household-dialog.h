/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household-dialog: a new household with its head, or the facts of one that is there. One act. What is half typed is
 * kept as a draft and offered again. Who is head of a household that has members changes by an event
 * (event-dialog.h), not here.
 */
#pragma once

#include "app/roster-dialog.h"

G_BEGIN_DECLS

#define XY_TYPE_HOUSEHOLD_DIALOG (xy_household_dialog_get_type ())
G_DECLARE_FINAL_TYPE (XyHouseholdDialog, xy_household_dialog, XY, HOUSEHOLD_DIALOG, XyRosterDialog)

/* ID NULL: a new household. Signal "saved" (gpointer id): it is there; ID is a const XyId *. */
XyHouseholdDialog *xy_household_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *id);

G_END_DECLS

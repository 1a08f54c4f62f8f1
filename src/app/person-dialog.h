/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * person-dialog: a new member of a household, or all that is kept about a person. One act. What is half typed is kept
 * as a draft and offered again. Births, moves and the like are events (event-dialog.h); this is for what was never
 * written down and for what is wrong.
 */
#pragma once

#include "app/roster-dialog.h"

G_BEGIN_DECLS

#define XY_TYPE_PERSON_DIALOG (xy_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (XyPersonDialog, xy_person_dialog, XY, PERSON_DIALOG, XyRosterDialog)

/*
 * The person ID, or, with ID NULL, a new member of HOUSEHOLD (which may be NULL with ID). Signal "saved" (gpointer id):
 * it is there; ID is a const XyId *.
 */
XyPersonDialog *xy_person_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *id, const XyId *household);

G_END_DECLS

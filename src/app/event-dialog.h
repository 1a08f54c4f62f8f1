/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * event-dialog: 登记变动. What happened is chosen first, and the form asks for what that needs: who was born, died,
 * came or went, which households split or merge, who is head now. One act (core/event.h); people keep their history and
 * households their ledger.
 */
#pragma once

#include "app/roster-dialog.h"
#include "core/event.h"

G_BEGIN_DECLS

#define XY_TYPE_EVENT_DIALOG (xy_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (XyEventDialog, xy_event_dialog, XY, EVENT_DIALOG, XyRosterDialog)

/*
 * About HOUSEHOLD, with PERSON (may be NULL) chosen already. KIND: XY_EVENT_N_KINDS where the person chooses.
 * Signal "saved" (gpointer id): the household to look at now, a const XyId *.
 */
XyEventDialog *
xy_event_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *household, const XyId *person, XyEventKind kind);

G_END_DECLS

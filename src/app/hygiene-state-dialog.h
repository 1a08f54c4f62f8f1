/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-state-dialog: whether households of an open round are judged, and who came late into it. The fields that ask
 * the first are for other dialogs too.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/form.h"

G_BEGIN_DECLS

/* "state" and "excuse" at the end of FORM; EXCUSE, which is asked of those who are helped instead, may be NULL. */
void xy_hygiene_state_add_fields (XyForm *form, const char *state, const char *excuse);
/* What they say: the word of the state, and the excuse (transfer full), NULL where none is asked. NULL where it is
 * missing: its field says so and has the keyboard. */
const char *xy_hygiene_state_collect (XyForm *form, char **excuse);

/* WHO names the one, or says how many; STATE and EXCUSE (may be NULL) are what stands now. */
void xy_hygiene_state_dialog_open (GtkWidget *from,
                                   XyDesk *desk,
                                   const XyId *results,
                                   guint n,
                                   const char *who,
                                   const char *state,
                                   const char *excuse);

void xy_hygiene_late_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *round, gboolean of_places);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-state-dialog: whether households of an open round are judged, and who came late into it. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

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

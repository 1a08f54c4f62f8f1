/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * state-box: what stands in the middle of a page or panel that has nothing to show: that it reads, that there is
 * nothing yet and how to begin, that nothing fits, that it could not be read.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_STATE_BOX (xy_state_box_get_type ())
G_DECLARE_FINAL_TYPE (XyStateBox, xy_state_box, XY, STATE_BOX, GtkWidget)

/* Not visible, until somebody has it say something. */
XyStateBox *xy_state_box_new (void);

/* HEADING beneath ICON, or beneath a wheel that turns while ICON is NULL; WORDS and the button VERB with its ACTION
 * where they are not NULL. */
void xy_state_box_say (XyStateBox *self,
                       const char *icon,
                       const char *heading,
                       const char *words,
                       const char *verb,
                       const char *action);

G_END_DECLS

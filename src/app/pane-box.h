/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pane-box: the body of a page (page.h): its content, usually a table, and beside it the pane that shows the chosen
 * record in full.
 *
 * While nothing is chosen the pane has only a sentence to say. Where the window is wide it says it, so that a page that
 * is new to somebody explains itself; where the window is narrow for the size of its text the table has all the room
 * instead, no row is chosen before somebody chooses one, and the pane comes with it. In a wide one a table chooses its
 * first row rather than leave the pane empty (table.h). Whether a window is narrow is a matter of its width and of the
 * text size alone: a pane that came and went with what the rows say would be a window that jumps.
 *
 * The box wants as much room with the pane as without, so that the window does not grow when a row is chosen. A stack
 * in the pane is not homogeneous, or the box would not hear of it that another of its children is shown.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_PANE_BOX (xy_pane_box_get_type ())
G_DECLARE_FINAL_TYPE (XyPaneBox, xy_pane_box, XY, PANE_BOX, GtkWidget)

/* CONTENT and PANE are taken. Whoever wants no pane at all makes it invisible. */
GtkWidget *xy_pane_box_new (GtkWidget *content, GtkWidget *pane);

/* For PART, which stands somewhere in the pane: whether it only says that nothing is chosen, or has nothing to do with
 * what the content shows now. */
void xy_pane_box_set_blank (GtkWidget *part, gboolean blank);

/* PART is a form that is filled in beside the table. */
void xy_pane_box_set_form (GtkWidget *part);

/* Whether the window is not narrow; also before the box has its room. */
gboolean xy_pane_box_is_wide (XyPaneBox *box);

/* Whether the pane of a wide window, be it shown or about to be, says no more than that. */
gboolean xy_pane_box_lacks_record (XyPaneBox *box);

/* Whether the pane is there although it says no more than that. */
gboolean xy_pane_box_is_blank (XyPaneBox *box);

/* Whether the pane is there and says all of what is chosen. */
gboolean xy_pane_box_shows_record (XyPaneBox *box);

/* Whether the last columns of a table may go for the pane: it says all of a row, or will as soon as one is chosen, or
 * it is a form. */
gboolean xy_pane_box_goes_first (XyPaneBox *box);

G_END_DECLS

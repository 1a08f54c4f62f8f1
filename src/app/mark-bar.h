/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mark-bar: over a record that is shown in full, what waits to be settled with the county about it (sync/marks.h): the
 * word that its row has, why, and the way to the page 同步 where it is settled. A pane (detail.h) has one where it
 * scrolls, so that the window needs no more height; a page that follows a list tells those in its panes (page.h).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/list.h"
#include "app/pill.h"
#include "sync/marks.h"

G_BEGIN_DECLS

#define XY_TYPE_MARK_BAR (xy_mark_bar_get_type ())
G_DECLARE_FINAL_TYPE (XyMarkBar, xy_mark_bar, XY, MARK_BAR, GtkWidget)

GtkWidget *xy_mark_bar_new (void);

/* NULL: it is not there. */
void xy_mark_bar_show (XyMarkBar *bar, const XyMark *mark);
/* Shows that of the row of LIST that is chosen, from now on; NULL: no more. */
void xy_mark_bar_follow (XyMarkBar *bar, XyList *list);
/* All that are in WIDGET. */
void xy_mark_bar_follow_within (GtkWidget *widget, XyList *list);

/* The sign that goes with it in a row. */
XyPillKind xy_mark_pill (const XyMark *mark);

G_END_DECLS

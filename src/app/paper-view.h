/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-view: the pages of a paper under one another, as they will come out of the printer.
 *
 * Ctrl and the wheel, Ctrl+plus, Ctrl+minus and Ctrl+0 change the size; PgUp and PgDn go by what is seen, with Ctrl by
 * pages; Home and End to the first and last page.
 */
#pragma once

#include <gtk/gtk.h>

#include "print/paper.h"

G_BEGIN_DECLS

#define XY_TYPE_PAPER_VIEW (xy_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (XyPaperView, xy_paper_view, XY, PAPER_VIEW, GtkWidget)

/* Sizes that follow the window. */
#define XY_ZOOM_WIDTH 0.0 /* the page is as wide as the view */
#define XY_ZOOM_PAGE -1.0 /* the whole page is in view */

GtkWidget *xy_paper_view_new (void);

/* PAPER may be NULL. The place that is looked at stays where it is, as far as the new paper has it. */
void xy_paper_view_set_paper (XyPaperView *self, XyPaper *paper);

/* 1.0 is true size at 96 dpi. Property "zoom", which tells too when the window changes a size that follows it. */
void xy_paper_view_set_zoom (XyPaperView *self, double zoom);
double xy_paper_view_get_zoom (XyPaperView *self);

/* One step larger or smaller, from what is on the screen. */
void xy_paper_view_step_zoom (XyPaperView *self, gboolean larger);

/* How large it is on the screen, whatever the zoom; 1.0 is true size. */
double xy_paper_view_get_shown_zoom (XyPaperView *self);

/* The page that is looked at, from 0. Property "page". */
guint xy_paper_view_get_page (XyPaperView *self);
void xy_paper_view_set_page (XyPaperView *self, guint page);

/* As a printer without colours shows it. */
void xy_paper_view_set_mono (XyPaperView *self, gboolean mono);

G_END_DECLS

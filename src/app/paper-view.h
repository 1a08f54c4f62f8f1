/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-view: the pages of a paper under one another, as they will come out of the printer. Only the pages that are on
 * the screen are drawn. Ctrl and the wheel, Ctrl+plus and Ctrl+minus change the size.
 */
#pragma once

#include <gtk/gtk.h>

#include "print/paper.h"

G_BEGIN_DECLS

#define XY_TYPE_PAPER_VIEW (xy_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (XyPaperView, xy_paper_view, XY, PAPER_VIEW, GtkWidget)

GtkWidget *xy_paper_view_new (void);

/* PAPER may be NULL. The place that is looked at stays where it is, as far as the new paper has it. */
void xy_paper_view_set_paper (XyPaperView *self, XyPaper *paper);

/* 1.0 is true size at 96 dpi; 0 fits the page's width to the window. Property "zoom". */
void xy_paper_view_set_zoom (XyPaperView *self, double zoom);
double xy_paper_view_get_zoom (XyPaperView *self);

G_END_DECLS

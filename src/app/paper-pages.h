/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-pages: the sheets of a paper under one another, for paper-view.h, which scrolls it. Only what is looked at is
 * drawn, and kept as pictures until the paper, its size on the screen or its colours change.
 */
#pragma once

#include <gtk/gtk.h>

#include "print/paper.h"

G_BEGIN_DECLS

/* Between two sheets, and around them. */
#define XY_PAPER_GAP 18

#define XY_TYPE_PAPER_PAGES (xy_paper_pages_get_type ())
G_DECLARE_FINAL_TYPE (XyPaperPages, xy_paper_pages, XY, PAPER_PAGES, GtkWidget)

GtkWidget *xy_paper_pages_new (void);

/* VERTICAL tells what is looked at. */
void xy_paper_pages_set_adjustment (XyPaperPages *self, GtkAdjustment *vertical);

void xy_paper_pages_set_paper (XyPaperPages *self, XyPaper *paper);

/* Pixels to a point. */
void xy_paper_pages_set_scale (XyPaperPages *self, double scale);

/* As a printer without colours shows it: greys, and none where a tint is too pale for toner. */
void xy_paper_pages_set_mono (XyPaperPages *self, gboolean mono);

/* Where sheet PAGE begins, and how high each is. */
int xy_paper_pages_get_top (XyPaperPages *self, guint page);
int xy_paper_pages_get_page_height (XyPaperPages *self);

/* The height of all, with the gaps. */
int xy_paper_pages_get_height (XyPaperPages *self);

G_END_DECLS

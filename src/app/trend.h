/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trend: how a figure went over some rounds or months, for many things, one under the other: the name, a small line on
 * a scale that all of them share, the last figure, and how far it is from the one before. A gap is a round without a
 * figure. Shapes alone say it all, so that a photocopy can be read; the accessible name says every last figure and
 * change, the pointer over a line each figure of it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_TREND (xy_trend_get_type ())
G_DECLARE_FINAL_TYPE (XyTrend, xy_trend, XY, TREND, GtkWidget)

#define XY_TREND_NONE (-1)

typedef struct
{
  const char *name;
  const gint64 *values; /* hundredths, or XY_TREND_NONE; one for each of the trend's labels */
  gboolean bold;        /* the whole that the others are part of */
} XyTrendLine;

GtkWidget *xy_trend_new (void);

/* All is copied. LABELS are the rounds, oldest first. WORDS stand in the place of the picture where there is none. */
void xy_trend_show (XyTrend *trend,
                    const char *title,
                    const char *const *labels,
                    const XyTrendLine *lines,
                    guint n_lines,
                    const char *words);

/* The trend in its own type and colours, as large as said, with its corner at 0, 0. */
void xy_trend_draw (XyTrend *trend, cairo_t *cr, int width, int height);

G_END_DECLS

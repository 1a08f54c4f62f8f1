/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chart: a few figures as a picture with a title, drawn with Cairo: upright columns on an axis (a trend, a
 * distribution) or bars that lie, one under the other (a comparison of things with long names). A value may have two
 * sides, as points given and taken, and columns a line of what both come to.
 *
 * The sides are told apart by filling and hatching, not by colour alone, so that a photocopy can be read. The
 * accessible name says the title and every figure; the pointer over a value shows its figures.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_CHART (xy_chart_get_type ())
G_DECLARE_FINAL_TYPE (XyChart, xy_chart, XY, CHART, GtkWidget)

typedef enum
{
  XY_CHART_COLUMNS,
  XY_CHART_BARS,
} XyChartKind;

typedef enum
{
  XY_CHART_POINTS,  /* hundredths; with their sign */
  XY_CHART_COUNT,   /* the side says which way; no sign */
  XY_CHART_PERCENT, /* hundredths of a percent, none below 0; said to a tenth */
} XyChartMeasure;

typedef struct
{
  const char *label; /* of columns: may have a second line; a label that has one is kept where there is little room */
  gint64 plus;
  gint64 minus;
  const char *note; /* of bars: stands after the figures; may be NULL */
} XyChartValue;

GtkWidget *xy_chart_new (XyChartKind kind, XyChartMeasure measure);

/* CHARTS, called NAME, as high as they want to be: moved up and down where there is less room. */
GtkWidget *xy_chart_scroll_new (GtkWidget *charts, const char *name);

/* What the legend says. MINUS NULL: the values have one side; NET (of columns) NULL: no line. */
void xy_chart_set_names (XyChart *chart, const char *plus, const char *minus, const char *net);

/* All is copied. WORDS stand in the place of the picture where there is nothing but noughts. */
void xy_chart_show (XyChart *chart, const char *title, const XyChartValue *values, guint n_values, const char *words);

/* The chart in its own type and colours, as large as said, with its corner at 0, 0. */
void xy_chart_draw (XyChart *chart, cairo_t *cr, int width, int height);

G_END_DECLS

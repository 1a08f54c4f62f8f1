/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart-private: what the kinds of charts share. */
#pragma once

#include "app/chart.h"
#include "app/drawing.h"

G_BEGIN_DECLS

typedef enum
{
  XY_CHART_PLUS,
  XY_CHART_MINUS,
  XY_CHART_NET,
  XY_CHART_N_SIDES,
} XyChartSide;

typedef struct
{
  char *label;
  gint64 values[XY_CHART_N_SIDES];
  char *note;
} XyChartBar;

struct _XyChart
{
  GtkWidget parent_instance;

  XyChartKind kind;
  XyChartMeasure measure;
  char *names[XY_CHART_N_SIDES];
  char *title;
  char *words;
  GArray *bars;       /* of XyChartBar */
  int line;           /* height of one; 0: not known */
  double from, pitch; /* where the first value begins and the next follows, as last drawn */
};

typedef struct
{
  XyDrawing on;
  double top; /* under the title and the legend */
  GdkRGBA sides[XY_CHART_N_SIDES];
} XyChartDrawing;

const XyChartBar *xy_chart_get_bar (XyChart *chart, guint at);
int xy_chart_get_line (XyChart *chart);
gboolean xy_chart_has_side (XyChart *chart, XyChartSide side);
gboolean xy_chart_is_named (XyChart *chart, XyChartSide side);

/* A figure as short as it can be said; changes have a sign. */
char *xy_chart_figure (XyChart *chart, gint64 value, gboolean is_change);
double xy_chart_widest_figure (XyChart *chart, XyChartSide side, gboolean is_change);
void xy_chart_find_ends (XyChart *chart, gint64 *low, gint64 *high);
/* What is given is filled; what is taken has an edge and is hatched. */
void xy_chart_draw_side (XyChartDrawing *to, XyChartSide side, double x, double y, double width, double height);

/* The kinds. */
void xy_chart_draw_columns (XyChart *chart, XyChartDrawing *to);
void xy_chart_draw_bars (XyChart *chart, XyChartDrawing *to);
/* How high one bar that lies is, with the room around it. */
double xy_chart_row_height (XyChart *chart);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * drawing: what the pictures of the window share (chart.h): a widget's own type and colours on a Cairo context, words
 * at a place, and rectangles that are told apart by their filling and not by colour alone, so that a photocopy can be
 * read.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_DRAWING_SMALL 0.87 /* of the text's size: figures, labels, legends */
#define XY_DRAWING_GAP 6

typedef struct
{
  GtkWidget *widget;
  cairo_t *cr;
  double width, height;
  int line; /* height of a line of text */
  GdkRGBA ink, quiet, hair, panel;
} XyDrawing;

/* All but the solid one stand in an edge. */
typedef enum
{
  XY_FILL_SOLID,
  XY_FILL_HATCH,   /* strokes that rise to the right */
  XY_FILL_CROSS,   /* and strokes that fall */
  XY_FILL_LINES,   /* that lie */
  XY_FILL_COLUMNS, /* that stand */
  XY_FILL_DOTS,
  XY_FILL_EMPTY,
} XyFill;

/* Sizes and colours of WIDGET. */
XyDrawing xy_drawing_begin (GtkWidget *widget, cairo_t *cr, int width, int height);

/* A colour of ui/light.css and ui/dark.css; where there is none, that of the text. */
GdkRGBA xy_drawing_colour (GtkWidget *widget, const char *name);

/* The height of a line in the type of WIDGET. */
int xy_drawing_line_height (GtkWidget *widget);

/* SCALE: of the text's size. Figures have one width. (transfer full) */
PangoLayout *xy_drawing_text (GtkWidget *widget, const char *text, double scale, gboolean bold);
/* Small, its lines centred. (transfer full) */
PangoLayout *xy_drawing_label (GtkWidget *widget, const char *text);
/* WIDTH and HEIGHT may be NULL. */
void xy_drawing_measure (PangoLayout *layout, double *width, double *height);

/* ALIGN: 0 is X at the left of the text, 0.5 in its middle, 1 at its right. */
void xy_drawing_put (XyDrawing *to, PangoLayout *layout, const GdkRGBA *colour, double x, double y, double align);
void xy_drawing_put_label (XyDrawing *to, const char *text, const GdkRGBA *colour, double x, double y, double align);

/*
 * LABELS under columns, of which the first begins at LEFT and each PITCH after the one before; what is behind a line
 * feed, as the year of its first month, stands on a second line. Where they want more room than there is, every second
 * stands, or every third, and so on, with the last that has a second line.
 */
void xy_drawing_put_below (XyDrawing *to, const char *const *labels, guint n, double left, double pitch, double y);
/* The height they take. */
double xy_drawing_measure_below (GtkWidget *widget, const char *const *labels, guint n);

/* A bold line at the top, cut short where there is no room. Returns: where what is under it begins. */
double xy_drawing_title (XyDrawing *to, const char *title);
/* WORDS in the middle of what is under TOP: instead of a picture. Either may be NULL. */
void xy_drawing_blank (XyDrawing *to, const char *words, double top);

void xy_drawing_line (XyDrawing *to, const GdkRGBA *colour, double x, double y, double until_x, double until_y);
/* A ring, as on a line. */
void xy_drawing_knot (XyDrawing *to, const GdkRGBA *colour, double x, double y);
/* A height below 0 goes upwards. */
void
xy_drawing_box (XyDrawing *to, XyFill fill, const GdkRGBA *colour, double x, double y, double width, double height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-mark: how a result of a round looks in the pictures of hygiene: a box that is told by its shape on a
 * photocopy as well as by its colour on the screen. The red list has a white star on lacquer, the households to help a
 * lattice, the grades go from a plain box over lines to hatching, who is helped instead has dots, who could not be
 * judged a broken edge.
 */
#pragma once

#include "app/drawing.h"

G_BEGIN_DECLS

typedef enum
{
  XY_HYGIENE_MARK_RED,
  XY_HYGIENE_MARK_BEST, /* grades, of those on neither list */
  XY_HYGIENE_MARK_SECOND,
  XY_HYGIENE_MARK_THIRD,
  XY_HYGIENE_MARK_WORST,
  XY_HYGIENE_MARK_LOW,
  XY_HYGIENE_MARK_EXCUSED,
  XY_HYGIENE_MARK_ABSENT, /* not judged, or not yet */
  XY_HYGIENE_N_MARKS,
} XyHygieneMark;

/* The mark of the grade at place AT of N, the best first. */
XyHygieneMark xy_hygiene_mark_of_band (guint at, guint n);

/* What a mark means where the round does not say it in words of its own: not for grades. */
const char *xy_hygiene_mark_label (XyHygieneMark mark);

void xy_hygiene_mark_draw (XyDrawing *to, XyHygieneMark mark, double x, double y, double width, double height);

/* A score with both its decimals, so that they stand one under the other; a change with its sign. (transfer full) */
char *xy_hygiene_figure (gint64 score);
char *xy_hygiene_figure_change (gint64 change);

/* A legend: small boxes with words beside them, in as many lines as they need. */
GtkWidget *xy_hygiene_legend_new (void);
void xy_hygiene_legend_clear (GtkWidget *legend);
void xy_hygiene_legend_add (GtkWidget *legend, XyHygieneMark mark, const char *words);

/* The box alone, for a line of a list. */
#define XY_TYPE_HYGIENE_SWATCH (xy_hygiene_swatch_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneSwatch, xy_hygiene_swatch, XY, HYGIENE_SWATCH, GtkWidget)

GtkWidget *xy_hygiene_swatch_new (XyHygieneMark mark);

G_END_DECLS

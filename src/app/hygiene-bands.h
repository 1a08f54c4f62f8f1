/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-bands: what the rounds came to, a column for each: how large a part of the households was on the red list, in
 * each grade, to be helped, or not judged, filled as hygiene-mark.h draws them. The accessible name says every figure,
 * the pointer over a column those of its round.
 */
#pragma once

#include "app/hygiene-mark.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_BANDS (xy_hygiene_bands_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneBands, xy_hygiene_bands, XY, HYGIENE_BANDS, GtkWidget)

typedef struct
{
  char *label; /* may have a second line */
  guint n[XY_HYGIENE_N_MARKS];
} XyHygieneColumn;

GtkWidget *xy_hygiene_bands_new (void);

/* All is copied. NAMES: what each mark is called; NULL for one that no round has. */
void xy_hygiene_bands_show (XyHygieneBands *bands,
                            const char *title,
                            const char *const names[XY_HYGIENE_N_MARKS],
                            const XyHygieneColumn *columns,
                            guint n_columns,
                            const char *words);

void xy_hygiene_bands_draw (XyHygieneBands *bands, cairo_t *cr, int width, int height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-tiers: the score of a rule by how much there was (points-rule.h): lines "from<tab>step<tab>score". Of all
 * lines the last one counts whose FROM is reached; with a STEP its score is for each whole step of the whole amount,
 * without one it is given once. 文登: of a donation below 100 yuan 0.1 for every 10, from 100 on 1 for every 100, so
 *
 *   0<tab>10<tab>0.1
 *   100<tab>100<tab>1
 *
 * The text says units and points with up to two decimals; here all figures are hundredths.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 from;
  gint64 step; /* 0: once */
  gint64 score;
} XyPointsTier;

/*
 * TEXT read, the lowest first. A minus, commas and spaces may be as people type them, and what stands between the cells
 * may be a tab, "/" or "|". INVALID, field "tiers": a line that is no tier, not rising, of both signs, none at all.
 * Returns: (transfer full) array of XyPointsTier.
 */
GArray *xy_points_tiers (const char *text, GError **error);

/* The same as text, as it is stored. (transfer full) */
char *xy_points_tiers_to_text (GArray *tiers);

/* What AMOUNT comes to; 0 below the lowest. */
gint64 xy_points_tiers_value (GArray *tiers, gint64 amount);

/* "from 4 小时 on +1.0, from 10 小时 on +2.0". UNIT may be NULL. (transfer full) */
char *xy_points_tiers_sentence (GArray *tiers, const char *unit);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-layout-private: what finding a layout and correcting one share. Not for use outside src/tabular.
 */
#pragma once

#include "tabular/roster-layout.h"
#include "tabular/roster-words.h"

G_BEGIN_DECLS

#define XY_ROSTER_SAMPLE 300 /* rows below the heading that are looked at for what a column holds */

void xy_roster_layout_free (gpointer layout);

/* From the columns' fields works out which column is what, and what separates households. */
void xy_roster_layout_settle (XyRosterLayout *layout, const XySheet *sheet);

G_END_DECLS

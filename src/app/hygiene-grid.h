/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-grid: 录分. The judges' sheets of a round typed in, household after household in walking order, with the
 * number pad alone:
 *
 *   digits, Enter    to the next cell; after the last one the line is kept and the next household begins
 *   3-016, Enter     to that household; "-" begins the number of a household anywhere
 *   1, 0             passed, not passed, in a round of ticks (also the letters of 合 and 不)
 *   Alt+1 … Alt+9    another judge          F2   bright point, problem, photo of the household
 *   F3               to the next household without a sheet of this judge
 *   Ctrl+Z           takes back             Ctrl+V   a block of cells from WPS
 *
 * The last cell of a sheet with items is the sum as it stands on the paper: it must be what the scores come to. A line
 * is an act of its own the moment it is complete; what is half typed is kept as a draft with every key and comes back.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* UNIT (may be NULL) is shown from the start, where nothing half typed says otherwise. */
void xy_hygiene_grid_open (GtkWidget *from, XyDesk *desk, const XyId *round, const XyId *unit);

G_END_DECLS

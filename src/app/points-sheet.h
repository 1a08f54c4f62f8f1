/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-sheet: 按表登记. A month's paper sheet typed in one go, household after household in the order of the walk, by
 * the number pad alone (app/points-sheet-grid.h). What a cell comes to, what a cap cuts and what cannot be so stands in
 * the cell and, in words, below the table. Before anything is recorded the sum of each column is read from the paper a
 * second time (合计复核) and must agree; then the whole sheet is one act.
 *
 * What is typed survives a power cut: it is there again when the sheet is opened the next time.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* UNIT (may be NULL) is shown from the start, where nothing half typed says otherwise. */
void xy_points_sheet_open (GtkWidget *from, XyDesk *desk, const XyId *unit);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-export: the ranking or the ledger, as the points page's filters show it, as a spreadsheet. */
#pragma once

#include "app/desk.h"
#include "app/points-page-lists.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  XY_POINTS_EXPORT_RANKING,
  XY_POINTS_EXPORT_LEDGER,
} XyPointsExportKind;

/* Takes QUERY. Asks for the file, writes it on the worker's thread, and says what was written. */
void xy_points_export_open (GtkWidget *from, XyDesk *desk, XyPointsExportKind kind, XyPointsQuery *query);

G_END_DECLS

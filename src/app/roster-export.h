/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-export: the list of households or persons as a spreadsheet. Numbers are masked, as they are on the screen,
 * unless a reason was given.
 */
#pragma once

#include "app/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  XY_EXPORT_HOUSEHOLDS,
  XY_EXPORT_PERSONS,
} XyExportKind;

/* IDS are copied. Asks for the file, writes it on the worker's thread, and says what was written. */
void xy_roster_export_open (GtkWidget *from,
                            XyDesk *desk,
                            XyExportKind kind,
                            const XyId *ids,
                            guint n_ids,
                            gboolean unmasked);

G_END_DECLS

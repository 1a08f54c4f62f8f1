/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export: writing a spreadsheet from the window. Asks for the file, writes it on a thread of its own with a connection
 * of its own, so that the window goes on, shows how far it is and lets it be stopped where it takes long, and says what
 * was written or why nothing was. A list needs none of this: see xy_table_export() in table.h.
 */
#pragma once

#include "app/desk.h"
#include "tabular/list-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In a thread of its own: writes PATH, with N the number of rows. STORE is read-only; DATA nobody else's meanwhile. */
typedef gboolean (*XyExportFunc) (XyStore *store,
                                  const char *path,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  XyListProgress progress,
                                  gpointer progress_data,
                                  guint *n,
                                  GError **error);

/*
 * NAME, after the village's, is what the file is called to begin with: "积分流水". Takes DATA, which is freed on the
 * main thread, or on the export's, whichever lets go of it last.
 */
void xy_export_open (GtkWidget *from,
                     XyDesk *desk,
                     const char *name,
                     XyExportFunc func,
                     gpointer data,
                     GDestroyNotify free_data);

G_END_DECLS

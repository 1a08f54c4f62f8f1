/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-export: a list of households or persons as a spreadsheet, under headings that the import knows again; they are
 * Chinese whatever the program speaks. Numbers of persons are masked unless somebody gave a reason (core/reveal.h); a
 * masked file is for showing around, not for importing.
 */
#pragma once

#include <gio/gio.h>

#include "core/roster-list.h"
#include "tabular/roster-read.h"

G_BEGIN_DECLS

/*
 * Writes IDS in their order to PATH (xlsx, or csv where its name ends so). Errors: FULL, CANCELLED (nothing stands
 * under PATH then), those of the village's file. PROGRESS (may be NULL) is told rows done and rows in all.
 */
gboolean xy_roster_export_households (XyStore *store,
                                      const XyId *ids,
                                      guint n_ids,
                                      gboolean masked,
                                      const char *path,
                                      GCancellable *cancellable,
                                      XyRosterProgress progress,
                                      gpointer data,
                                      GError **error);
gboolean xy_roster_export_persons (XyStore *store,
                                   const XyId *ids,
                                   guint n_ids,
                                   gboolean masked,
                                   const char *path,
                                   GCancellable *cancellable,
                                   XyRosterProgress progress,
                                   gpointer data,
                                   GError **error);

G_END_DECLS

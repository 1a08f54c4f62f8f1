/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * home-charts: the month in three small charts, one under the other: points by category, the last round of hygiene by
 * group, and matters raised and closed. About the village's matters, never about who works on them.
 */
#pragma once

#include <gtk/gtk.h>

#include "core/store.h"

G_BEGIN_DECLS

/* Returns: (transfer floating) the charts, empty until they are told figures. */
GtkWidget *xy_home_charts_new (void);

/* On the worker's thread, as an XyWorkerFunc; DATA is not read. */
gpointer xy_home_figures_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
void xy_home_figures_free (gpointer figures);

void xy_home_charts_show (GtkWidget *charts, gconstpointer figures);

G_END_DECLS

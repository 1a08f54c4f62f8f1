/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-history: how one household, or public area, came out in the rounds, for a pane beside a table or a map. */
#pragma once

#include "app/detail.h"
#include "app/worker.h"
#include "core/hygiene-trend.h"

G_BEGIN_DECLS

/* On the worker's thread; ID: XyId. Gives what xy_hygiene_history_show() takes. */
gpointer xy_hygiene_history_read (XyStore *store, gpointer id, GCancellable *cancellable, GError **error);
void xy_hygiene_history_free (gpointer history);

void xy_hygiene_history_show (XyDetail *detail, gconstpointer history);

/* Whether it is a household, which has a page of its own. */
gboolean xy_hygiene_history_is_household (gconstpointer history);

/* A line for one round: its mark, what it came to, its score. */
GtkWidget *xy_hygiene_stay_line_new (const XyHygieneStay *stay);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync-brake: what came from the county and waits because it would delete much here (sync/brake.h), as the page
 * “Reporting” shows it, and letting it through.
 */
#pragma once

#include "app/detail.h"

G_BEGIN_DECLS

/* KINDS: of XyBrakeKind; NULL: not read yet. N: how many records in all. */
void xy_sync_brake_show (XyDetail *content, const GArray *kinds, gint64 n);

/* Lets it through in the village's file PATH, on a thread of its own. */
void xy_sync_brake_allow (GtkWidget *source, const char *path, GAsyncReadyCallback callback, gpointer data);
/* Returns: (transfer full) what people are told of it; NULL with an error. */
char *xy_sync_brake_allow_finish (GAsyncResult *result, GError **error);

G_END_DECLS

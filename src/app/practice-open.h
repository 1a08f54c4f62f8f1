/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * practice-open: opens the village to practise in (core/practice-village.h), makes it first where there is none, and
 * begins its tasks (core/practice.h).
 */
#pragma once

#include "app/desk.h"

G_BEGIN_DECLS

/* ANEW: a fresh one, in the place of the one that is there. */
void xy_practice_open (XyDesk *desk, gboolean anew, GAsyncReadyCallback callback, gpointer user_data);
gboolean xy_practice_open_finish (XyDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS

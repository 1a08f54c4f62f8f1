/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * drill: whether a backup of the county's database is one. Each backup is opened and compared with what the server has:
 * a copy that looks healthy and restores to something else is found that night, not on the day when it is needed.
 *
 * Entries never change: up to where the copy ends, both have the same. Of other records, what was not changed since
 * stands in the copy as it is. The chain of each device goes through where the copy ends.
 */
#pragma once

#include "server/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 villages;
  gint64 devices;
  gint64 entries;
  gint64 records;
} XyDrill;

/* CORRUPT says what is not the same. LIVE may be written meanwhile. */
gboolean xy_drill_compare (XyServerStore *live, XyServerStore *copy, XyDrill *drill, GError **error);

/*
 * Copies the database of LIVE, a file, into a new one at PATH, checks each page of it, opens it and compares. On an
 * error there is no file at PATH. CONFLICT where there was one before.
 */
gboolean xy_drill_run (XyServerStore *live, const char *path, const XyEnv *env, XyDrill *drill, GError **error);

G_END_DECLS

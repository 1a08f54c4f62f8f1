/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * migrate: the schema, version by version. data/schema/0001-….sql is version 1, and so on; a released file is never
 * edited. Each version is applied in a transaction of its own; PRAGMA user_version says where a file stands.
 */
#pragma once

#include "core/db.h"

G_BEGIN_DECLS

/* The number that marks a village's file (PRAGMA application_id): "XYUE". */
#define XY_APPLICATION_ID 0x58595545

/* The newest version this program knows. */
guint xy_migrate_newest (void);

/*
 * Brings DB to the newest version; an existing file is first backed up (backup.h), and stays as it is where that fails.
 * NEWER_SCHEMA where it is newer than the program, NOT_OURS where it is another program's database.
 */
gboolean xy_migrate (XyDb *db, const XyEnv *env, GError **error);

G_END_DECLS

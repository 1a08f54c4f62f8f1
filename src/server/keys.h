/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keys: what the county proves itself with to its villages, made once and kept in a file that nobody else may read.
 *
 * With the Ed25519 key it signs receipts, with the X25519 key it opens what comes on a stick (bundle.h). A third key
 * makes tokens and hides enrolment codes: who has a copy of the database alone has neither.
 *
 * Who loses the file has to enrol all computers again: it belongs into the backup, apart from the database.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint8 sign_public[32];
  guint8 sign_secret[64];
  guint8 box_public[32];
  guint8 box_secret[32];
  guint8 token[32];
} XyServerKeys;

/*
 * Reads the keys from the file at PATH; where there is none they are made, if CREATE says so. NOT_FOUND, CORRUPT;
 * DENIED where others may read the file.
 */
gboolean xy_server_keys_load (const char *path, gboolean create, XyServerKeys *keys, GError **error);
void xy_server_keys_clear (XyServerKeys *keys);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyServerKeys, xy_server_keys_clear)

G_END_DECLS

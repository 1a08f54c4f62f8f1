/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * attachment: files kept beside the village's file (xy_store_attachments_folder()), each named by the SHA-256 of what
 * it holds, in 64 hex digits. The same content is kept once. Nothing is changed and nothing is removed here.
 *
 * First the file, then the row that names it: a file is written under a name that begins with a dot, waited for until
 * the disk has it, and renamed. Power that fails in between leaves at most a file that no row names. Record fields that
 * hold such a name have the flag XY_FIELD_ATTACHMENT. Backups take the folder with them.
 *
 * PATH is the village's file. Any thread may call the functions that take no store.
 */
#pragma once

#include "core/store.h"

G_BEGIN_DECLS

#define XY_ATTACHMENT_NAME_LENGTH 64

/* Whether NAME is written as the name of an attachment. */
gboolean xy_attachment_is_name (const char *name);

/* Keeps LENGTH bytes of DATA. Returns: (transfer full) the name; NULL with FULL. */
char *xy_attachment_add (const char *path, const void *data, gsize length, GError **error);

/*
 * The same in two steps for who writes a file itself: a name for it in the folder, which is made where it is missing;
 * then the file takes its place, or is removed on an error. LENGTH may be NULL.
 * Returns: (transfer full).
 */
char *xy_attachment_reserve (const char *path, GError **error);
char *xy_attachment_adopt (const char *path, const char *file, gint64 *length, GError **error);

/* Where the attachment NAME is. Returns: (transfer full). */
char *xy_attachment_path (const char *path, const char *name);

/* What it holds. NOT_FOUND; CORRUPT where that no longer is what its name says. Returns: (transfer full). */
GBytes *xy_attachment_read (const char *path, const char *name, GError **error);

/* Writes a copy of it to the file TO, which is replaced as a whole. Errors as above, and FULL. */
gboolean xy_attachment_copy (const char *path, const char *name, const char *to, GError **error);

/*
 * Names of the files that neither a record, live or deleted, nor its history speaks of. Returns: (transfer full) array
 * of char *, sorted.
 */
GPtrArray *xy_attachment_list_unreferenced (XyStore *store, GError **error);

/* For the test of every statement. */
const XySql *xy_attachment_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * blob: the files that records name (photos, scans), as the county keeps them: FOLDER/STREAM/NAME, where NAME is the
 * SHA-256 of what is in it, in hex. They belong to one village each: whether another village has the same is told to
 * nobody. What comes on a stick is put there too (inbox.h).
 *
 * A file comes in pieces, in order; what has come is on the disk before it is answered, so that whoever sends may stop
 * anywhere and go on from there, today or in a month. Once as much is there as was said, the name is compared: a file
 * that is not what its name says is thrown away and begins anew.
 *
 * Any thread may call this.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define XY_BLOB_NAME_LENGTH 64
#define XY_BLOB_MOST (64 * 1024 * 1024) /* bytes of a file */
#define XY_BLOB_PIECE_MOST (256 * 1024) /* of a piece, either way */

gboolean xy_blob_is_name (const char *name);

typedef struct
{
  gint64 got;     /* bytes that are there; the size where it is whole */
  gboolean whole; /* and is what its name says */
} XyBlob;

/* What is there of NAME. */
void xy_blob_look (const char *folder, gint64 stream, const char *name, XyBlob *blob);

/*
 * Takes LENGTH bytes that stand at AT of a file of SIZE bytes. Where AT is not where it goes on, nothing is taken; BLOB
 * says in any case what is there then. FULL: the disk is; what was there before is.
 */
gboolean xy_blob_append (const char *folder,
                         gint64 stream,
                         const char *name,
                         gint64 at,
                         gint64 size,
                         const void *data,
                         gsize length,
                         XyBlob *blob,
                         GError **error);

/* A piece of at most XY_BLOB_PIECE_MOST bytes from AT. NOT_FOUND where it is not whole. Returns: (transfer full). */
GBytes *xy_blob_read (const char *folder, gint64 stream, const char *name, gint64 at, gint64 *size, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zip-writer: a zip of deflated parts, written straight through to its file. Each part's length and checksum are put
 * into its head once it is done, as programs that read office files like it best; every part is dated 1980-01-01, so
 * that the same table gives the same bytes. Not for use outside src/tabular.
 */
#pragma once

#include <gio/gio.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct _XyZipWriter XyZipWriter;

/* Takes FILE, which must be empty and allow seeking. */
XyZipWriter *xy_zip_writer_new (FILE *file);

/* All give FALSE from the first write on that failed. */
gboolean xy_zip_writer_begin (XyZipWriter *zip, const char *name);
gboolean xy_zip_writer_write (XyZipWriter *zip, const char *data, gsize length);
gboolean xy_zip_writer_end (XyZipWriter *zip);

/* A whole part. */
gboolean xy_zip_writer_add (XyZipWriter *zip, const char *name, const char *text);

/* Writes the directory and closes the file. */
gboolean xy_zip_writer_finish (XyZipWriter *zip);

void xy_zip_writer_free (XyZipWriter *zip);

G_END_DECLS

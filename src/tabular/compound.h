/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compound: the compound file (OLE 2) that .xls, .doc, .et and encrypted .xlsx are: a small file system of 512- or
 * 4096-byte sectors, chained by a table. Read from memory; every chain is followed at most as far as the file has
 * sectors. Not for use outside src/tabular.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _XyCompound XyCompound;

/* One stream: where its blocks lie in the file. Free with xy_compound_stream_clear(). */
typedef struct
{
  const guint8 *bytes;
  gsize file_length;
  GArray *blocks; /* guint32, offset of each block in the file divided by its size, see base */
  gsize block_size, base;
  gsize length;
} XyCompoundStream;

/* BYTES must outlive it. NULL where it is no sound compound file. */
XyCompound *xy_compound_open (const guint8 *bytes, gsize length);
void xy_compound_free (XyCompound *compound);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyCompound, xy_compound_free)

/* Whether the root folder holds NAME. */
gboolean xy_compound_has (const XyCompound *compound, const char *name);

/* FALSE where there is no such stream or its chain is broken. */
gboolean xy_compound_find (const XyCompound *compound, const char *name, XyCompoundStream *stream);
void xy_compound_stream_clear (XyCompoundStream *stream);

/* Copies up to LENGTH bytes from OFFSET on; fewer at the stream's or the file's end. */
gsize xy_compound_stream_read (const XyCompoundStream *stream, gsize offset, guint8 *buffer, gsize length);

G_END_DECLS

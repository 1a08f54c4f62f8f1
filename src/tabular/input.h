/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * input: what the readers share among themselves. Not for use outside src/tabular.
 */
#pragma once

#include "tabular/read.h"

#include <stdio.h>

G_BEGIN_DECLS

/* A file open for reading, or bytes in memory (FILE NULL). */
typedef struct
{
  FILE *file;
  const guint8 *bytes;
  guint64 length;
  const XyReadOptions *options; /* never NULL */
  GCancellable *cancellable;
  XyReadProgress progress;
  gpointer progress_data;
} XyInput;

/* Reads up to LENGTH bytes at OFFSET; fewer at the file's end or on an I/O error. */
gsize xy_input_read (XyInput *input, guint64 offset, guint8 *buffer, gsize length);

/* All of it. NULL only with ERROR set. Sets *OWNED where it had to be copied; free that. */
const guint8 *xy_input_read_all (XyInput *input, guint8 **owned, GError **error);

/* FALSE with ERROR set if the user stopped it. */
gboolean xy_input_step (XyInput *input, guint64 done, guint64 total, GError **error);

/* The readers. Each fills WORKBOOK and seals its sheets. */
gboolean xy_read_xlsx (XyWorkbook *workbook, XyInput *input, GError **error);
gboolean xy_read_xls (XyWorkbook *workbook, XyInput *input, GError **error);
gboolean xy_read_csv (XyWorkbook *workbook, XyInput *input, GError **error);

void xy_set_damaged (GError **error);
void xy_set_too_large (GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * output: what the writers of the two formats offer to write.c. Not for use outside src/tabular.
 */
#pragma once

#include "tabular/write.h"

G_BEGIN_DECLS

typedef struct
{
  /* Opens PATH, which exists and is empty. NULL with errno set. */
  gpointer (*open) (const char *path);
  gboolean (*begin) (gpointer file,
                     const char *name,
                     const char *title,
                     const XyTableColumn *columns,
                     guint n,
                     GError **error);
  /* TEXT is NULL for a number; neither for an empty cell. */
  gboolean (*put) (gpointer file,
                   guint row,
                   guint column,
                   XyColumnKind kind,
                   const char *text,
                   gint64 number,
                   GError **error);
  gboolean (*end_row) (gpointer file, GError **error);
  /* Writes the rest and frees FILE, in any case. */
  gboolean (*close) (gpointer file, GError **error);
  void (*discard) (gpointer file);
} XyOutput;

extern const XyOutput xy_output_xlsx;
extern const XyOutput xy_output_csv;

void xy_set_cannot_write (GError **error);

G_END_DECLS

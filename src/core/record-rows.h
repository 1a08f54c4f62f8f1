/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record-rows: the lines of a list of records. A list of the window first asks for the ids that a filter selects, then
 * for the lines that are seen; a line is a struct that begins with a pointer to its record, and then has what is shown
 * beside it.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

typedef struct
{
  const XyRecordType *type;
  gsize size;          /* of a row; its first member is the pointer to its record, which the row owns */
  GDestroyNotify free; /* of a row */
  /* What ROW shows beside its record; DATA is that of the call, TODAY the store's day. */
  gboolean (*fill) (XyStore *store, gpointer row, const char *today, gconstpointer data, GError **error);
} XyRowShape;

/* The rows of IDS in their order, NULL for a record that was deleted or never was. Returns: (transfer full) array of N
 * rows or NULL; NULL on an error. */
GPtrArray *
xy_record_rows (XyStore *store, const XyRowShape *shape, const XyId *ids, guint n, gconstpointer data, GError **error);

G_END_DECLS

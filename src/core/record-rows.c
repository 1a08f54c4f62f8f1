/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/record-rows.h"

#include <string.h>

#include "core/store.h"

/* The record of ID; NULL without an error where it was deleted or never was. */
static gpointer
get_record (XyStore *store, const XyRecordType *type, const XyId *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRecord) record = xy_record_get (store, type, id, &problem);

  if (record != NULL)
    return record->deleted ? NULL : g_steal_pointer (&record);
  if (!g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

GPtrArray *
xy_record_rows (XyStore *store, const XyRowShape *shape, const XyId *ids, guint n, gconstpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_full (n, shape->free);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < n && problem == NULL; i++)
    {
      gpointer record = get_record (store, shape->type, &ids[i], &problem);
      gpointer row = record != NULL ? g_malloc0 (shape->size) : NULL;

      g_ptr_array_add (list, row);
      if (row == NULL)
        continue;
      memcpy (row, &record, sizeof record);
      shape->fill (store, row, today, data, &problem);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

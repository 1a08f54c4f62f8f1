/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/leave.h"

static gboolean
add_field (XyStore *store, const XyRecordType *type, const XyField *field, GArray *out, GError **error)
{
  XyLeaving leaving = { .type = type, .field = field, .file = (field->flags & XY_FIELD_ATTACHMENT) != 0 };
  g_autofree char *sql = g_strdup_printf ("SELECT count (%s) FROM %s", field->name, type->table);

  if ((field->flags & XY_FIELD_DERIVED) != 0)
    return TRUE;
  if (!xy_db_number (xy_store_get_db (store), sql, XY_BIND_NONE, &leaving.records, error))
    return FALSE;
  g_array_append_val (out, leaving);
  return TRUE;
}

GArray *
xy_leave_list (XyStore *store, GError **error)
{
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (XyLeaving));

  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    for (guint i = 0; i < (*type)->n_fields; i++)
      if (!add_field (store, *type, &(*type)->fields[i], out, error))
        return NULL;
  return g_steal_pointer (&out);
}

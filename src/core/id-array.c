/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/id-array.h"

GArray *
xy_id_array_read (XyRows *rows, gboolean reversed, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return NULL;
  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (ids, id);
    }
  if (!xy_error_pass (error, &problem))
    return NULL;
  if (reversed)
    xy_id_array_reverse (ids);
  return g_steal_pointer (&ids);
}

void
xy_id_array_reverse (GArray *ids)
{
  for (guint i = 0; i < ids->len / 2; i++)
    {
      XyId *a = &g_array_index (ids, XyId, i), *b = &g_array_index (ids, XyId, ids->len - 1 - i), kept = *a;
      *a = *b;
      *b = kept;
    }
}

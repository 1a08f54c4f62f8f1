/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-returned.h"

#include "core/store.h"

/* Of an entry whose number is another's ("id", "already") the county's is here: it counts. */
static const XySql statements[] = {
  { NULL,
    "SELECT r.body ->> 'id' FROM sync_row AS r WHERE r.tbl = '_quar' AND r.body ->> 'del' = 0 "
    "AND r.body ->> 't' = 'points_entry' AND r.body ->> 'code' NOT IN ('id', 'already')",
    NULL },
};

GPtrArray *
xy_points_returned (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[0].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id;
      if (xy_rows_text (rows, 0) == NULL || !xy_id_from_text (xy_rows_text (rows, 0), &id))
        continue;
      /* Another computer's is not here. */
      g_autoptr (XyPointsEntry) entry = xy_record_get (store, &xy_points_entry_type, &id, NULL);
      if (entry != NULL && !entry->cancelled)
        g_ptr_array_add (list, g_steal_pointer (&entry));
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

const XySql *
xy_points_returned_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

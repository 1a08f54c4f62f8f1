/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sources whose queries read their rows whole have in common. */
#include "app/list.h"

#include <glib/gi18n-lib.h>

XyId
xy_list_record_id (gconstpointer record)
{
  return ((const XyRecord *) record)->id;
}

GArray *
xy_list_ids_of (const GPtrArray *rows, XyListIdOf id_of)
{
  GArray *ids;

  if (rows == NULL)
    return NULL;
  ids = g_array_sized_new (FALSE, FALSE, sizeof (XyId), rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      XyId id = id_of (rows->pdata[i]);
      g_array_append_val (ids, id);
    }
  return ids;
}

GPtrArray *
xy_list_pick (GPtrArray *rows, XyListIdOf id_of, const XyId *ids, guint n_ids)
{
  g_autoptr (GHashTable) places = NULL;
  g_autofree XyId *keys = NULL;
  GPtrArray *found;

  if (rows == NULL)
    return NULL;
  keys = g_new (XyId, MAX (rows->len, 1));
  places = g_hash_table_new (xy_id_hash, xy_id_equal);
  for (guint i = 0; i < rows->len; i++)
    {
      keys[i] = id_of (rows->pdata[i]);
      g_hash_table_insert (places, &keys[i], GUINT_TO_POINTER (i + 1));
    }
  found = g_ptr_array_new_full (n_ids, NULL);
  for (guint i = 0; i < n_ids; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &ids[i]));
      g_ptr_array_add (found, place > 0 ? g_steal_pointer (&rows->pdata[place - 1]) : NULL);
    }
  /* ROWS frees what is left in it, and not every free function takes NULL. */
  for (guint i = rows->len; i-- > 0;)
    if (rows->pdata[i] == NULL)
      g_ptr_array_steal_index_fast (rows, i);
  return found;
}

GPtrArray *
xy_list_get_records (XyStore *store, const XyRecordType *type, const XyId *ids, guint n_ids)
{
  GPtrArray *records = g_ptr_array_new_full (n_ids, NULL);

  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_add (records, xy_record_get (store, type, &ids[i], NULL));
  return records;
}

char *
xy_list_days_left (int days)
{
  if (days == 0)
    return g_strdup (_ ("today"));
  if (days > 0)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", days), days);
  return g_strdup_printf (ngettext ("%d day over", "%d days over", -days), -days);
}

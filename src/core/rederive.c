/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rederive.h"

#include "core/pinyin.h"
#include "core/record.h"
#include "core/stroke.h"

/* To be raised where a type's derive() puts its keys together otherwise. */
#define LAYOUT "1"
/* Records read at a time. */
#define PORTION 2000

static char *
current_keys (void)
{
  return g_strjoin (" ", LAYOUT, xy_pinyin_version (), xy_stroke_version (), NULL);
}

static gboolean
is_current (XyDb *db, const char *keys)
{
  g_autofree char *stored = xy_db_text (db, "SELECT value FROM local_setting WHERE key = 'keys'", XY_BIND_NONE, NULL);
  return g_strcmp0 (stored, keys) == 0;
}

/* Writes what is DERIVED in RECORD, if any of it changes. */
static gboolean
derive_record (XyDb *db, XyRecord *record, GError **error)
{
  const XyRecordType *type = xy_record_type (record);
  g_autoptr (XyRecord) fresh = xy_record_copy (record);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (XyValue));
  XyValue id = XY_ID (&record->id);
  gboolean differs = FALSE;

  type->derive (fresh);
  g_array_append_val (values, id);
  g_string_printf (sql, "UPDATE %s SET", type->table);
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & XY_FIELD_DERIVED) != 0)
      {
        XyValue value = xy_record_get_value (fresh, &type->fields[i]);
        differs = differs || !xy_record_field_equal (record, fresh, &type->fields[i]);
        g_array_append_val (values, value);
        g_string_append_printf (sql, "%s %s = ?%u", values->len > 2 ? "," : "", type->fields[i].name, values->len);
      }
  g_string_append (sql, " WHERE id = ?1");
  return !differs || xy_db_run (db, sql->str, (const XyValue *) (gpointer) values->data, values->len, error);
}

static gboolean
derive_portion (XyDb *db, const XyRecordType *type, XyId *after, gboolean *more, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s AS t WHERE t.id > ?1 ORDER BY t.id LIMIT ?2",
                                          xy_record_columns (type), type->table);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (db, sql, XY_BIND (XY_BYTES (after->b, sizeof after->b), XY_INT (PORTION)), &problem);

  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (list, xy_record_from_row (type, rows, 0));
  for (guint i = 0; problem == NULL && i < list->len; i++)
    derive_record (db, list->pdata[i], &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  *more = list->len == PORTION;
  if (*more)
    *after = ((XyRecord *) list->pdata[PORTION - 1])->id;
  return TRUE;
}

static gboolean
derive_all (XyDb *db, const char *keys, GError **error)
{
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    {
      XyId after = XY_ID_NONE;
      gboolean more = (*type)->derive != NULL;

      while (more)
        if (!derive_portion (db, *type, &after, &more, error))
          return FALSE;
    }
  return xy_db_run (db, "INSERT OR REPLACE INTO local_setting (key, value) VALUES ('keys', ?1)",
                    XY_BIND (XY_TEXT (keys)), error);
}

gboolean
xy_rederive (XyDb *db, GError **error)
{
  g_autofree char *keys = current_keys ();

  if (is_current (db, keys))
    return TRUE;
  if (!xy_db_begin (db, error))
    return FALSE;
  /* Another program may have done it while this one waited for its turn. */
  if (is_current (db, keys) || derive_all (db, keys, error))
    {
      if (xy_db_commit (db, error))
        return TRUE;
    }
  xy_db_rollback (db);
  return FALSE;
}

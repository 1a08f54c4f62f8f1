/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came down, in the village's file. */
#include "sync/down.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/record.h"

#define CURSOR_SQL "SELECT coalesce (max (down), 0) FROM line"
#define KEEP_SQL                                                                                                          \
  "INSERT OR IGNORE INTO down (id, seq, scope, kind, title, text, name, size, file, who, at, came_at, read_at, used_at) " \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0)"
#define MOVE_SQL "UPDATE line SET down = ?2 WHERE down >= ?1 AND down < ?2"
#define OF_SCOPE_SQL "SELECT id FROM down WHERE scope = ?1 AND kind <> '" XY_DOWN_WITHDRAWAL "'"
/* New once more where it was looked at; what nobody saw needs no look any more. */
#define WITHDRAWN_SQL "UPDATE down SET read_at = iif (read_at = 0, ?2, 0) WHERE id = ?1"
#define WITHDRAWALS_SQL "SELECT id, at, text FROM down WHERE kind = '" XY_DOWN_WITHDRAWAL "'"
#define HAS_SQL "SELECT count (*) FROM down WHERE id = ?1"
#define COLUMNS "seq, id, scope, kind, title, text, name, size, who, at, came_at, read_at, used_at"
#define LIST_SQL "SELECT " COLUMNS " FROM down WHERE kind <> '" XY_DOWN_WITHDRAWAL "' ORDER BY came_at DESC, seq DESC"
#define GET_SQL "SELECT " COLUMNS ", file FROM down WHERE id = ?1"

gboolean
xy_down_get_cursor (XyStore *store, gint64 *cursor, GError **error)
{
  *cursor = 0;
  return xy_db_number (xy_store_get_db (store), CURSOR_SQL, XY_BIND_NONE, cursor, error);
}

/* What is here and WITHDRAWAL takes back; none where it is not here. */
static gboolean
find_withdrawn (XyDb *db, const XyDown *withdrawal, XyId *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, OF_SCOPE_SQL, XY_BIND (XY_INT (withdrawal->scope)), &problem);

  *id = XY_ID_NONE;
  while (xy_id_is_none (id) && xy_rows_next (rows, &problem))
    {
      XyId one = xy_rows_id (rows, 0), takes = xy_down_withdrawal_of (&one);
      if (xy_id_same (&takes, &withdrawal->id))
        *id = one;
    }
  return xy_error_pass (error, &problem);
}

static gboolean
keep_withdrawal (XyTxn *txn, const XyDown *withdrawal, GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  XyId id;

  return find_withdrawn (db, withdrawal, &id, error)
         && (xy_id_is_none (&id)
             || xy_db_run (db, WITHDRAWN_SQL, XY_BIND (XY_ID (&id), XY_INT (xy_txn_get_now (txn))), error));
}

static gboolean
keep (XyTxn *txn, gpointer data, GError **error)
{
  const XyDownPage *page = data;
  XyDb *db = xy_txn_get_db (txn);

  for (guint i = 0; i < page->list->len; i++)
    {
      const XyDown *down = page->list->pdata[i];
      gboolean withdraws = g_strcmp0 (down->kind, XY_DOWN_WITHDRAWAL) == 0;
      gint64 has = 0;
      gsize length = 0;
      const void *bytes = down->file != NULL ? g_bytes_get_data (down->file, &length) : NULL;
      if (withdraws
          && (!xy_db_number (db, HAS_SQL, XY_BIND (XY_ID (&down->id)), &has, error)
              || (has == 0 && !keep_withdrawal (txn, down, error))))
        return FALSE;
      if (!xy_db_run (db, KEEP_SQL,
                      XY_BIND (XY_ID (&down->id), XY_INT (down->seq), XY_INT (down->scope), XY_TEXT (down->kind),
                               XY_TEXT (down->title), XY_TEXT (down->text), XY_TEXT (down->name), XY_INT (down->size),
                               XY_BYTES (bytes, length), XY_TEXT (down->who), XY_INT (down->at),
                               XY_INT (xy_txn_get_now (txn)), XY_INT (withdraws ? xy_txn_get_now (txn) : 0)),
                      error))
        return FALSE;
    }
  return xy_db_run (db, MOVE_SQL, XY_BIND (XY_INT (page->from), XY_INT (page->to)), error);
}

gboolean
xy_down_keep (XyStore *store, const XyDownPage *page, GError **error)
{
  return xy_store_receive (store, keep, (gpointer) page, error);
}

static XyDown *
from_row (XyRows *rows)
{
  XyDown *down = xy_down_new ();

  down->seq = xy_rows_int (rows, 0);
  down->id = xy_rows_id (rows, 1);
  down->scope = xy_rows_int (rows, 2);
  down->kind = g_strdup (xy_rows_text (rows, 3));
  down->title = g_strdup (xy_rows_text (rows, 4));
  xy_down_set_text (&down->text, xy_rows_text (rows, 5));
  down->name = g_strdup (xy_rows_text (rows, 6));
  down->size = xy_rows_int (rows, 7);
  xy_down_set_text (&down->who, xy_rows_text (rows, 8));
  down->at = xy_rows_int (rows, 9);
  down->came_at = xy_rows_int (rows, 10);
  down->read_at = xy_rows_int (rows, 11);
  down->used_at = xy_rows_int (rows, 12);
  return down;
}

/* Those of LIST that were withdrawn. */
static gboolean
mark_withdrawn (XyStore *store, const GPtrArray *list, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), WITHDRAWALS_SQL, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId withdrawal = xy_rows_id (rows, 0);
      for (guint i = 0; i < list->len; i++)
        {
          XyDown *down = list->pdata[i];
          XyId takes = xy_down_withdrawal_of (&down->id);
          if (!xy_id_same (&takes, &withdrawal))
            continue;
          down->withdrawn_at = xy_rows_int (rows, 1);
          xy_down_set_text (&down->withdrawn_why, xy_rows_text (rows, 2));
        }
    }
  return xy_error_pass (error, &problem);
}

GPtrArray *
xy_down_list (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_down_free);
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), LIST_SQL, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (list, from_row (rows));
  if (!xy_error_pass (error, &problem))
    return NULL;
  return mark_withdrawn (store, list, error) ? g_steal_pointer (&list) : NULL;
}

XyDown *
xy_down_get (XyStore *store, const XyId *id, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), GET_SQL, XY_BIND (XY_ID (id)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_down_free);
      XyDown *down = from_row (rows);
      gsize length = 0;
      const void *bytes = xy_rows_bytes (rows, 13, &length);
      if (down->name != NULL)
        down->file = g_bytes_new (bytes, length);
      g_ptr_array_add (one, down);
      return mark_withdrawn (store, one, error) ? g_ptr_array_steal_index (one, 0) : NULL;
    }
  if (xy_error_pass (error, &problem))
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no such notice or file of rules here."));
  return NULL;
}

gboolean
xy_down_count_new (XyStore *store, gint64 *n, GError **error)
{
  *n = 0;
  return xy_db_number (xy_store_get_db (store), "SELECT count (*) FROM down WHERE read_at = 0", XY_BIND_NONE, n, error);
}

gboolean
xy_down_mark_read (XyStore *store, const XyId *id, GError **error)
{
  return xy_store_write_local (store, "UPDATE down SET read_at = ?2 WHERE id = ?1 AND read_at = 0",
                               XY_BIND (XY_ID (id), XY_INT (xy_env_now (xy_store_get_env (store)))), error);
}

static char *
date_of (XyStore *store, const char *text)
{
  gint64 fine = 0;

  if (!g_utf8_validate (text, -1, NULL)
      || !xy_db_number (xy_store_get_db (store), "SELECT json_valid (?1)", XY_BIND (XY_TEXT (text)), &fine, NULL)
      || !fine)
    return NULL;
  return xy_db_text (xy_store_get_db (store), "SELECT ?1 ->> 'date'", XY_BIND (XY_TEXT (text)), NULL);
}

/* An older file of that name gives way, and is kept. */
static gboolean
give_way (XyStore *store, const char *path, const char *date, GError **error)
{
  g_autofree char *there = NULL, *old = g_strconcat (path, ".old", NULL);
  gsize length;

  if (!g_file_get_contents (path, &there, &length, NULL))
    return TRUE;
  g_autofree char *before = date_of (store, there);
  if (before != NULL && strcmp (before, date) >= 0)
    {
      xy_set_invalid (error, "date", _ ("The rules of that name on this computer are of %s, and these are not newer."),
                      before);
      return FALSE;
    }
  return g_file_set_contents (old, there, (gssize) length, error);
}

gboolean
xy_down_use (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyDown) down = xy_down_get (store, id, error);
  g_autoptr (XyWire) wire = down != NULL ? xy_wire_new (error) : NULL;
  g_autoptr (GError) problem = NULL;
  gsize length;

  if (wire == NULL)
    return FALSE;
  if (g_strcmp0 (down->kind, XY_DOWN_RULES) != 0)
    {
      xy_set_invalid (error, "kind", _ ("This is a notice: there is nothing in it to take up."));
      return FALSE;
    }
  if (down->withdrawn_at != 0)
    {
      xy_set_invalid (error, "withdrawn", _ ("These rules were withdrawn: %s"), down->withdrawn_why);
      return FALSE;
    }
  if (!xy_down_check (wire, down, error))
    return FALSE;
  const char *text = g_bytes_get_data (down->file, &length);
  g_autofree char *copy = g_strndup (text, length), *date = date_of (store, copy);
  g_autofree char *data = xy_store_default_folder (), *folder = g_build_filename (data, "rules", NULL);
  g_autofree char *path = g_build_filename (folder, down->name, NULL);
  g_mkdir_with_parents (folder, 0700);
  if (date == NULL || !give_way (store, path, date, &problem)
      || !g_file_set_contents (path, text, (gssize) length, &problem))
    {
      if (problem != NULL && problem->domain == XY_ERROR)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The folder cannot be written: %s"), folder);
      return FALSE;
    }
  return xy_store_write_local (store, "UPDATE down SET used_at = ?2, read_at = max (read_at, ?2) WHERE id = ?1",
                               XY_BIND (XY_ID (id), XY_INT (xy_env_now (xy_store_get_env (store)))), error);
}

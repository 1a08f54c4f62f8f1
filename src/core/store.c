/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/act.h"
#include "core/migrate.h"
#include "core/op.h"
#include "core/rederive.h"

/* A result, and as of which commits it is. */
typedef struct
{
  char *name; /* NULL: none */
  gpointer result;
  GDestroyNotify free;
  gint64 version;
  gint64 n_changes;
} Kept;

struct _XyStore
{
  GObject parent;
  XyDb *db;
  const XyEnv *env;
  XyOpLog *log;
  XyTxn *txn;
  gint64 data_version;
  gboolean read_only;
  Kept kept;
};

G_DEFINE_FINAL_TYPE (XyStore, xy_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What an entry is worth to the dump: those that only undid something, or were undone, are not. */
static const char *
dump_condition (const XyRecordType *type)
{
  if (type->cancel != NULL)
    return "t.cancelled = 0";
  return "t.del = 0";
}

static gboolean
dump_type (XyStore *self, const XyRecordType *type, GString *out, GError **error)
{
  g_autofree char *tail = g_strdup_printf ("WHERE %s ORDER BY t.id", dump_condition (type));
  g_autoptr (GPtrArray) list = xy_record_list (self, type, tail, XY_BIND_NONE, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const XyRecord *record = list->pdata[i];
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&record->id, id);
      g_string_append_printf (out, "%s %s", type->table, id);
      for (guint f = 0; f < type->n_fields; f++)
        {
          g_autofree char *text = xy_record_get_text (record, &type->fields[f]);
          g_autofree char *escaped = text != NULL ? g_strescape (text, NULL) : NULL;
          if (escaped != NULL)
            g_string_append_printf (out, " %s=\"%s\"", type->fields[f].name, escaped);
        }
      g_string_append_c (out, '\n');
    }
  return TRUE;
}

/* SQLite would take an empty file for a new database, and the program for a village without anybody in it. */
static gboolean
refuse_empty (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0 || status.st_size > 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT, _ ("The village's file is empty: what was in it is lost."));
  return FALSE;
}

/* Older keys only find and order a little otherwise: no full disk or busy file keeps the office closed for them. */
static gboolean
rederive (XyDb *db, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (xy_rederive (db, &problem) || !g_error_matches (problem, XY_ERROR, XY_ERROR_CORRUPT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
forget (XyStore *self)
{
  if (self->kept.name == NULL)
    return;
  self->kept.free (self->kept.result);
  g_free (self->kept.name);
  self->kept = (Kept){ NULL };
}

static void
xy_store_finalize (GObject *object)
{
  XyStore *self = XY_STORE (object);

  forget (self);
  g_clear_pointer (&self->db, xy_db_close);
  g_clear_pointer (&self->log, xy_op_log_free);
  G_OBJECT_CLASS (xy_store_parent_class)->finalize (object);
}

static void
xy_store_class_init (XyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_store_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
xy_store_init (XyStore *self)
{
}

XyStore *
xy_store_open (const char *path, const XyEnv *env, XyStoreFlags flags, GError **error)
{
  gboolean create = (flags & XY_STORE_CREATE) != 0, read_only = (flags & XY_STORE_READ_ONLY) != 0;

  if (create && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("There is already a village's file at %s"), path);
      return NULL;
    }

  if (!create && !refuse_empty (path, error))
    return NULL;

  g_autoptr (XyStore) self = g_object_new (XY_TYPE_STORE, NULL);
  self->env = env;
  self->read_only = read_only;
  self->db = xy_db_open (path, create ? XY_DB_CREATE : read_only ? XY_DB_READ_ONLY : 0, error);
  if (self->db == NULL)
    return NULL;
  if (!read_only)
    {
      if (!xy_migrate (self->db, env, error) || !rederive (self->db, error))
        return NULL;
      self->log = xy_op_log_new (self->db, error);
      if (self->log == NULL)
        return NULL;
    }
  xy_store_set_query_only (self, TRUE);
  self->data_version = xy_db_data_version (self->db);
  return g_steal_pointer (&self);
}

const char *
xy_store_get_path (XyStore *self)
{
  return xy_db_get_path (self->db);
}

const XyEnv *
xy_store_get_env (XyStore *self)
{
  return self->env;
}

XyDb *
xy_store_get_db (XyStore *self)
{
  return self->db;
}

gboolean
xy_store_rest (XyStore *self)
{
  gboolean kept = self->kept.name != NULL;

  forget (self);
  return xy_db_rest (self->db) || kept;
}

gpointer
xy_store_recall (XyStore *self, const char *name)
{
  if (g_strcmp0 (self->kept.name, name) != 0)
    return NULL;
  if (self->kept.version == xy_db_data_version (self->db) && self->kept.n_changes == xy_db_n_changes (self->db))
    return self->kept.result;
  forget (self);
  return NULL;
}

void
xy_store_keep (XyStore *self, const char *name, gpointer result, GDestroyNotify free_result)
{
  forget (self);
  /* What an act has written may be rolled back, and that counts as no change. */
  if (self->txn != NULL)
    {
      free_result (result);
      return;
    }
  self->kept = (Kept){ .name = g_strdup (name),
                       .result = result,
                       .free = free_result,
                       .version = xy_db_data_version (self->db),
                       .n_changes = xy_db_n_changes (self->db) };
}

gboolean
xy_store_poll (XyStore *self)
{
  gint64 version = xy_db_data_version (self->db);

  if (version == self->data_version)
    return FALSE;
  self->data_version = version;
  g_signal_emit (self, signals[CHANGED], 0, XY_TOPIC_ALL);
  return TRUE;
}

gboolean
xy_store_is_read_only (XyStore *self)
{
  return self->read_only;
}

gboolean
xy_store_refuse_write (GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_DENIED,
               _ ("The village's file is open only for looking at it, so nothing was changed."));
  return FALSE;
}

gboolean
xy_store_write_local (XyStore *self, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  if (self->read_only)
    return TRUE;
  if (self->txn != NULL)
    return xy_db_run (self->db, sql, values, n_values, error);

  xy_store_set_query_only (self, FALSE);
  gboolean ok = xy_db_run (self->db, sql, values, n_values, error);
  xy_store_set_query_only (self, TRUE);
  return ok;
}

char *
xy_store_get_local (XyStore *self, const char *key)
{
  return xy_db_text (self->db, "SELECT value FROM local_setting WHERE key = ?1", XY_BIND (XY_TEXT (key)), NULL);
}

gboolean
xy_store_set_local (XyStore *self, const char *key, const char *value, GError **error)
{
  if (value == NULL)
    return xy_store_write_local (self, "DELETE FROM local_setting WHERE key = ?1", XY_BIND (XY_TEXT (key)), error);
  return xy_store_write_local (self, "INSERT OR REPLACE INTO local_setting (key, value) VALUES (?1, ?2)",
                               XY_BIND (XY_TEXT (key), XY_TEXT (value)), error);
}

char *
xy_store_default_folder (void)
{
  const char *folder = g_getenv ("XIANGYUE_DATA");

  return folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_data_dir (), "xiangyue", NULL);
}

char *
xy_store_default_path (const char *village_code)
{
  g_autofree char *folder = xy_store_default_folder ();
  g_autofree char *name = g_strconcat (village_code, ".xiangyue", NULL);

  return g_build_filename (folder, name, NULL);
}

char *
xy_store_attachments_folder (const char *path)
{
  gsize length = strlen (path) - (g_str_has_suffix (path, ".xiangyue") ? strlen (".xiangyue") : 0);

  return g_strdup_printf ("%.*s.attachments", (int) length, path);
}

char *
xy_store_dump (XyStore *self, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    if (!dump_type (self, *type, out, error))
      return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

void
xy_store_set_query_only (XyStore *self, gboolean query_only)
{
  xy_db_set_query_only (self->db, query_only);
}

XyTxn *
xy_store_get_txn (XyStore *self)
{
  return self->txn;
}

void
xy_store_set_txn (XyStore *self, XyTxn *txn)
{
  self->txn = txn;
}

XyOpLog *
xy_store_get_op_log (XyStore *self)
{
  return self->log;
}

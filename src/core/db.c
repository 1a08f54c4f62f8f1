/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/db.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#define BUSY_PATIENCE_MS 5000
/* A cache of 16 MB keeps a village of 8,000 people and its indexes in memory. */
#define CACHE_KIB 16384
#define LARGE_CACHE_KIB 65536
#define LARGE_WAL_PAGES 4000
#define WORTH_FREEING (1024 * 1024)
/* Of SQLite's machine, between two looks at whether to stop: some 20 microseconds. */
#define STEPS_BETWEEN_LOOKS 1000

typedef struct
{
  sqlite3_stmt *stmt;
  gboolean in_use;
  const char *sql; /* the table's key */
} Kept;

/* Most texts are the program's own and stand where they stand. */
#define PLACES 64

struct _XyDb
{
  sqlite3 *handle;
  char *path;
  GHashTable *kept;     /* SQL text → Kept */
  Kept *places[PLACES]; /* of those, what was found last by a text that stands there */
  GError *raised;       /* what a function of ours answered while a statement ran */
  GCancellable *cancellable;
  gboolean query_only;
};

struct _XyRows
{
  XyDb *db;
  sqlite3_stmt *stmt;
  Kept *kept; /* NULL: a second use at the same time, finalized when freed */
  gboolean ended;
};

typedef struct
{
  XyDb *db;
  XyDbFunc func;
  gpointer data;
} Function;

static void
set_error (XyDb *db, int code, GError **error)
{
  if (db->raised != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&db->raised));
      return;
    }

  int extended = db->handle != NULL ? sqlite3_extended_errcode (db->handle) : code;
  if (code != SQLITE_INTERRUPT)
    g_info ("SQLite %d/%d: %s", code, extended,
            db->handle != NULL ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code));

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, XY_ERROR, XY_ERROR_BUSY,
                   _ ("Another program is writing to the village's file. Please try again in a moment."));
      break;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      g_set_error (
          error, XY_ERROR, XY_ERROR_FULL,
          _ ("The disk is full or cannot be written, so nothing was saved. Everything saved before is intact."));
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The village's file cannot be opened: %s"), db->path);
      break;
    case SQLITE_CORRUPT:
      g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT,
                   _ ("The village's file is damaged. It is kept as it is; please restore the last good backup."));
      break;
    case SQLITE_NOTADB:
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_OURS, _ ("This file is not a village's file: %s"), db->path);
      break;
    case SQLITE_INTERRUPT:
      g_set_error (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("This does not fit what is already recorded, so it was not saved."));
      break;
    default:
      g_set_error (error, XY_ERROR, XY_ERROR_FAILED, _ ("The village's file could not be used. Nothing was changed."));
      break;
    }
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  sqlite3_finalize (kept->stmt);
  g_free (kept);
}

static sqlite3_stmt *
prepare (XyDb *db, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (code != SQLITE_OK)
    {
      if ((code & 0xff) == SQLITE_ERROR)
        g_warning ("bad SQL: %s: %s", sqlite3_errmsg (db->handle), sql);
      set_error (db, code, error);
    }
  return stmt;
}

/* KEPT: SQLITE_STATIC where the values stay until the statement has ended. */
static void
bind (sqlite3_stmt *stmt, const XyValue *values, guint n_values, sqlite3_destructor_type kept)
{
  for (guint i = 0; i < n_values; i++)
    {
      const XyValue *value = &values[i];
      int at = (int) i + 1;

      switch (value->kind)
        {
        case 'n':
          sqlite3_bind_int64 (stmt, at, value->number);
          break;
        case 't':
          if (value->pointer != NULL)
            sqlite3_bind_text (stmt, at, value->pointer, -1, kept);
          break;
        case 'i':
        case 'b':
          if (value->pointer != NULL)
            sqlite3_bind_blob64 (stmt, at, value->pointer, value->length, kept);
          break;
        default:
          break;
        }
    }
}

static void
on_function_called (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  Function *function = sqlite3_user_data (context);
  g_autoptr (GError) error = NULL;

  if (function->func (function->data, args, n_args, &error))
    return;

  g_clear_error (&function->db->raised);
  function->db->raised = g_steal_pointer (&error);
  sqlite3_result_error (context, "refused", -1);
}

static void
on_switch_called (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  const gboolean *on = sqlite3_user_data (context);

  sqlite3_result_int (context, *on);
}

static int
on_steps_made (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/* By its last byte: the first one is that of most Chinese characters, and in most of them the last is another. */
static const char *
find_bytes (const char *text, gsize length, const char *part, gsize n)
{
  const char *end = text + length;

  if (n == 0 || n > length)
    return n == 0 ? text : NULL;
  for (const char *last = text + n - 1; last < end && (last = memchr (last, part[n - 1], (gsize) (end - last))) != NULL;
       last++)
    if (memcmp (last - (n - 1), part, n) == 0)
      return last - (n - 1);
  return NULL;
}

static gboolean
has_small (const char *text, gsize length, const char *part, gsize n)
{
  char small = (char) (part[n - 1] | 0x20);

  for (gsize last = n - 1; last < length; last++)
    if ((text[last] | 0x20) == small && g_ascii_strncasecmp (text + last - (n - 1), part, n) == 0)
      return TRUE;
  return FALSE;
}

/* says (part, text, …): whether PART, which is in small letters, is in one of the texts, their capitals taken as small.
 */
static void
on_says_called (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  const char *part = (const char *) sqlite3_value_text (args[0]);
  gsize n = (gsize) sqlite3_value_bytes (args[0]);
  gboolean letters = FALSE, found = FALSE;

  for (gsize i = 0; i < n; i++)
    letters = letters || g_ascii_isalpha (part[i]);
  for (int i = 1; i < n_args && !found && part != NULL; i++)
    {
      const char *text = (const char *) sqlite3_value_text (args[i]);
      gsize length = (gsize) sqlite3_value_bytes (args[i]);
      found =
          text != NULL && (letters ? has_small (text, length, part, n) : find_bytes (text, length, part, n) != NULL);
    }
  sqlite3_result_int (context, found);
}

/*
 * The same as SQLite's own, which goes from character to character and takes two thirds of the time in which the keys
 * of 100,000 people are searched.
 */
static void
on_instr_called (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  if (sqlite3_value_type (args[0]) == SQLITE_NULL || sqlite3_value_type (args[1]) == SQLITE_NULL)
    return;

  gboolean bytes = sqlite3_value_type (args[0]) == SQLITE_BLOB && sqlite3_value_type (args[1]) == SQLITE_BLOB;
  const char *text = sqlite3_value_blob (args[0]), *part = sqlite3_value_blob (args[1]);

  text = text != NULL ? text : "";
  const char *at =
      find_bytes (text, (gsize) sqlite3_value_bytes (args[0]), part, (gsize) sqlite3_value_bytes (args[1]));
  int place = 0;

  if (at != NULL)
    {
      place = 1;
      for (const char *before = text; before < at; before++)
        if (bytes || ((guchar) *before & 0xc0) != 0x80)
          place++;
    }
  sqlite3_result_int (context, place);
}

static gboolean
set_up (XyDb *db, XyDbFlags flags, GError **error)
{
  g_autofree char *pragmas =
      g_strdup_printf ("%sPRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; "
                       "PRAGMA cache_size = -%d; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;",
                       (flags & XY_DB_READ_ONLY) != 0 ? "" : "PRAGMA journal_mode = WAL; ", CACHE_KIB);

  sqlite3_busy_timeout (db->handle, BUSY_PATIENCE_MS);
  sqlite3_create_function_v2 (db->handle, "instr", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                              on_instr_called, NULL, NULL, NULL);
  sqlite3_create_function_v2 (db->handle, "says", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                              on_says_called, NULL, NULL, NULL);
  return xy_db_script (db, pragmas, error);
}

/* An empty file that only its owner may read: SQLite takes it for a new database, and its journals take after it. */
static void
make_private (const char *path)
{
  if (g_str_equal (path, ":memory:"))
    return;
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (fd >= 0)
    close (fd);
}

static gboolean
sync_file (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return ok;
}

/* SQLite keeps no count of its memory, which nobody asks for and which is a lock for each piece. */
static void
set_up_library (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&once, 1);
    }
}

XyValue
xy_value_id (const XyId *id)
{
  if (id == NULL || xy_id_is_none (id))
    return (XyValue){ .kind = '0' };

  return (XyValue){ .kind = 'i', .pointer = id, .length = sizeof id->b };
}

XyDb *
xy_db_open (const char *path, XyDbFlags flags, GError **error)
{
  XyDb *db = g_new0 (XyDb, 1);
  set_up_library ();
  int mode = (flags & XY_DB_READ_ONLY) != 0 ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

  if ((flags & XY_DB_CREATE) != 0)
    {
      mode |= SQLITE_OPEN_CREATE;
      make_private (path);
    }

  db->path = g_strdup (path);
  db->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);

  int code = sqlite3_open_v2 (path, &db->handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    set_error (db, code, error);
  else if (set_up (db, flags, error))
    return db;

  xy_db_close (db);
  return NULL;
}

void
xy_db_close (XyDb *db)
{
  if (db == NULL)
    return;

  g_hash_table_unref (db->kept);
  sqlite3_close_v2 (db->handle);
  g_clear_object (&db->cancellable);
  g_clear_error (&db->raised);
  g_free (db->path);
  g_free (db);
}

const char *
xy_db_get_path (XyDb *db)
{
  return db->path;
}

gboolean
xy_db_script (XyDb *db, const char *sql, GError **error)
{
  int code = db->query_only ? SQLITE_READONLY : sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  if ((code & 0xff) == SQLITE_ERROR && db->raised == NULL)
    g_warning ("bad SQL: %s", sqlite3_errmsg (db->handle));
  set_error (db, code, error);
  return FALSE;
}

void
xy_db_expect_much (XyDb *db)
{
  g_autofree char *cache = g_strdup_printf ("PRAGMA cache_size = -%d", LARGE_CACHE_KIB);

  sqlite3_exec (db->handle, cache, NULL, NULL, NULL);
  sqlite3_wal_autocheckpoint (db->handle, LARGE_WAL_PAGES);
}

void
xy_db_set_query_only (XyDb *db, gboolean query_only)
{
  db->query_only = query_only;
}

/* NULL where the text has not come yet. */
static Kept *
find_kept (XyDb *db, const char *sql)
{
  Kept **place = &db->places[((gsize) sql >> 3) % PLACES];

  if (*place == NULL || strcmp ((*place)->sql, sql) != 0)
    *place = g_hash_table_lookup (db->kept, sql);
  return *place;
}

static XyRows *
query (XyDb *db,
       const char *sql,
       const XyValue *values,
       guint n_values,
       sqlite3_destructor_type values_kept,
       GError **error)
{
  Kept *kept = find_kept (db, sql);
  sqlite3_stmt *stmt;

  if (kept == NULL || kept->in_use)
    {
      stmt = prepare (db, sql, error);
      if (stmt == NULL)
        return NULL;
      if (kept == NULL)
        {
          kept = g_new0 (Kept, 1);
          kept->stmt = stmt;
          kept->sql = g_strdup (sql);
          g_hash_table_insert (db->kept, (gpointer) kept->sql, kept);
        }
      else
        kept = NULL;
    }
  else
    stmt = kept->stmt;
  if (db->query_only && !sqlite3_stmt_readonly (stmt))
    {
      if (kept == NULL)
        sqlite3_finalize (stmt);
      set_error (db, SQLITE_READONLY, error);
      return NULL;
    }

  bind (stmt, values, n_values, values_kept);

  XyRows *rows = g_new0 (XyRows, 1);
  rows->db = db;
  rows->stmt = stmt;
  rows->kept = kept;
  if (kept != NULL)
    kept->in_use = TRUE;
  return rows;
}

XyRows *
xy_db_query (XyDb *db, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  return query (db, sql, values, n_values, SQLITE_TRANSIENT, error);
}

gboolean
xy_rows_next (XyRows *rows, GError **error)
{
  if (rows == NULL || rows->ended)
    return FALSE;

  int code = sqlite3_step (rows->stmt);
  if (code == SQLITE_ROW)
    return TRUE;

  rows->ended = TRUE;
  if (code != SQLITE_DONE)
    {
      /* The reason is told by the reset. */
      code = sqlite3_reset (rows->stmt);
      set_error (rows->db, code, error);
    }
  return FALSE;
}

gint64
xy_rows_int (XyRows *rows, int column)
{
  return sqlite3_column_int64 (rows->stmt, column);
}

const char *
xy_rows_text (XyRows *rows, int column)
{
  return (const char *) sqlite3_column_text (rows->stmt, column);
}

const void *
xy_rows_bytes (XyRows *rows, int column, gsize *length)
{
  const void *bytes = sqlite3_column_blob (rows->stmt, column);

  *length = (gsize) sqlite3_column_bytes (rows->stmt, column);
  return bytes;
}

XyId
xy_rows_id (XyRows *rows, int column)
{
  gsize length;
  const void *bytes = xy_rows_bytes (rows, column, &length);
  XyId id = XY_ID_NONE;

  if (bytes != NULL && length == sizeof id.b)
    id = *(const XyId *) bytes;
  return id;
}

gboolean
xy_rows_is_null (XyRows *rows, int column)
{
  return sqlite3_column_type (rows->stmt, column) == SQLITE_NULL;
}

static char
kind_of (int type)
{
  return type == SQLITE_INTEGER ? 'n' : type == SQLITE_TEXT ? 't' : type == SQLITE_BLOB ? 'b' : '0';
}

char
xy_rows_kind (XyRows *rows, int column)
{
  return kind_of (sqlite3_column_type (rows->stmt, column));
}

int
xy_rows_n_columns (XyRows *rows)
{
  return sqlite3_column_count (rows->stmt);
}

const char *
xy_rows_column_name (XyRows *rows, int column)
{
  return sqlite3_column_name (rows->stmt, column);
}

void
xy_rows_free (XyRows *rows)
{
  if (rows == NULL)
    return;

  if (rows->kept != NULL)
    {
      sqlite3_reset (rows->stmt);
      sqlite3_clear_bindings (rows->stmt);
      rows->kept->in_use = FALSE;
    }
  else
    sqlite3_finalize (rows->stmt);
  g_free (rows);
}

gboolean
xy_db_run (XyDb *db, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  g_autoptr (XyRows) rows = query (db, sql, values, n_values, SQLITE_STATIC, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return FALSE;

  while (xy_rows_next (rows, &problem))
    ;
  return xy_error_pass (error, &problem);
}

gboolean
xy_db_number (XyDb *db, const char *sql, const XyValue *values, guint n_values, gint64 *number, GError **error)
{
  g_autoptr (XyRows) rows = query (db, sql, values, n_values, SQLITE_STATIC, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return FALSE;
  if (xy_rows_next (rows, &problem) && !xy_rows_is_null (rows, 0))
    *number = xy_rows_int (rows, 0);
  return xy_error_pass (error, &problem);
}

gboolean
xy_db_counts (XyDb *db, const char *sql, const XyValue *values, guint n_values, guint *counts, guint n, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, sql, values, n_values, &problem);
  gboolean found = xy_rows_next (rows, &problem);

  for (guint i = 0; i < n; i++)
    counts[i] = found ? (guint) xy_rows_int (rows, (int) i) : 0;
  return xy_error_pass (error, &problem);
}

char *
xy_db_text (XyDb *db, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  g_autoptr (XyRows) rows = query (db, sql, values, n_values, SQLITE_STATIC, error);

  return xy_rows_next (rows, error) ? g_strdup (xy_rows_text (rows, 0)) : NULL;
}

gint64
xy_db_changes (XyDb *db)
{
  return sqlite3_changes64 (db->handle);
}

gboolean
xy_db_check_statement (XyDb *db, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = prepare (db, sql, error);

  sqlite3_finalize (stmt);
  return stmt != NULL;
}

gboolean
xy_db_begin (XyDb *db, GError **error)
{
  return xy_db_run (db, "BEGIN IMMEDIATE", XY_BIND_NONE, error);
}

gboolean
xy_db_commit (XyDb *db, GError **error)
{
  return xy_db_run (db, "COMMIT", XY_BIND_NONE, error);
}

void
xy_db_rollback (XyDb *db)
{
  /* After some errors SQLite has rolled back by itself. */
  if (!sqlite3_get_autocommit (db->handle))
    xy_db_run (db, "ROLLBACK", XY_BIND_NONE, NULL);
}

void
xy_db_set_cancellable (XyDb *db, GCancellable *cancellable)
{
  g_set_object (&db->cancellable, cancellable);
  sqlite3_progress_handler (db->handle, STEPS_BETWEEN_LOOKS, cancellable != NULL ? on_steps_made : NULL, cancellable);
}

gboolean
xy_db_rest (XyDb *db)
{
  int used = 0, most = 0;

  sqlite3_db_status (db->handle, SQLITE_DBSTATUS_CACHE_USED, &used, &most, 0);
  if (used < WORTH_FREEING)
    return FALSE;
  sqlite3_db_release_memory (db->handle);
  return TRUE;
}

gint64
xy_db_data_version (XyDb *db)
{
  gint64 version = 0;

  xy_db_number (db, "PRAGMA data_version", XY_BIND_NONE, &version, NULL);
  return version;
}

gint64
xy_db_n_changes (XyDb *db)
{
  return sqlite3_total_changes64 (db->handle);
}

gboolean
xy_db_add_function (XyDb *db, const char *name, XyDbFunc func, gpointer data, GError **error)
{
  Function *function = g_new0 (Function, 1);

  *function = (Function){ db, func, data };
  int code =
      sqlite3_create_function_v2 (db->handle, name, -1, SQLITE_UTF8, function, on_function_called, NULL, NULL, g_free);
  if (code == SQLITE_OK)
    return TRUE;
  set_error (db, code, error);
  return FALSE;
}

gboolean
xy_db_add_switch (XyDb *db, const char *name, const gboolean *on, GError **error)
{
  int code =
      sqlite3_create_function_v2 (db->handle, name, 0, SQLITE_UTF8, (void *) on, on_switch_called, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    set_error (db, code, error);
  return code == SQLITE_OK;
}

char
xy_arg_kind (XyArg *arg)
{
  return kind_of (sqlite3_value_type (arg));
}

gint64
xy_arg_int (XyArg *arg)
{
  return sqlite3_value_int64 (arg);
}

const char *
xy_arg_text (XyArg *arg, gsize *length)
{
  const char *text = (const char *) sqlite3_value_text (arg);

  *length = (gsize) sqlite3_value_bytes (arg);
  return text;
}

const void *
xy_arg_bytes (XyArg *arg, gsize *length)
{
  const void *bytes = sqlite3_value_blob (arg);

  *length = (gsize) sqlite3_value_bytes (arg);
  return bytes;
}

gboolean
xy_db_check (XyDb *db, gboolean full, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *answer =
      xy_db_text (db, full ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)", XY_BIND_NONE, &problem);

  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  if (answer != NULL)
    g_warning ("check: %s", answer);
  g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT, _ ("The file is damaged: %s"), db->path);
  return FALSE;
}

gboolean
xy_db_copy (XyDb *from, const char *to, GError **error)
{
  int code;

  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("There is already a file at %s"), to);
      return FALSE;
    }

  g_autoptr (XyDb) copy = g_new0 (XyDb, 1);
  copy->path = g_strdup (to);
  copy->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
  make_private (to);
  code = sqlite3_open_v2 (to, &copy->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_backup *backup = sqlite3_backup_init (copy->handle, "main", from->handle, "main");
      if (backup != NULL)
        {
          sqlite3_backup_step (backup, -1);
          code = sqlite3_backup_finish (backup);
        }
      else
        code = sqlite3_errcode (copy->handle);
    }

  if (code != SQLITE_OK)
    set_error (copy, code, error);
  else if (xy_db_script (copy, "PRAGMA journal_mode = DELETE", error) && xy_db_check (copy, TRUE, error))
    {
      g_clear_pointer (&copy, xy_db_close);
      if (sync_file (to))
        return TRUE;
      g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The copy could not be written to the disk: %s"), to);
    }

  g_unlink (to);
  return FALSE;
}

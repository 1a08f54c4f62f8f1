/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db: the one door to SQLite. No other module of the core calls sqlite3_* (backup copies a database through it too).
 *
 * A connection belongs to one thread. Statements are prepared once and kept by their text. Values are bound by number
 * (?1, ?2 …). Every function that can fail says why in a sentence for the user; SQLite's own words go to the log.
 *
 * Beside SQLite's own functions there is says (part, text, …): whether PART, written in small letters, stands in one of
 * the texts, whose A to Z are taken as a to z. It is several times as fast as LIKE.
 *
 *   g_autoptr (XyRows) rows = xy_db_query (db, "SELECT name FROM person WHERE household = ?1", XY_BIND (XY_ID (&id)),
 * &error); while (xy_rows_next (rows, &error)) puts (xy_rows_text (rows, 0));
 */
#pragma once

#include <gio/gio.h>

#include "core/error.h"
#include "core/id.h"

G_BEGIN_DECLS

typedef struct _XyDb XyDb;
typedef struct _XyRows XyRows;

/* One value to bind. Make it with the macros below; it borrows what it points to. */
typedef struct
{
  char kind; /* 'i' id, 'n' number, 't' text, 'b' bytes, '0' NULL */
  gint64 number;
  const void *pointer;
  gsize length;
} XyValue;

#define XY_ID(id) xy_value_id (id) /* none is bound as NULL */
#define XY_INT(n) ((XyValue){ .kind = 'n', .number = (n) })
#define XY_TEXT(text) ((XyValue){ .kind = 't', .pointer = (text) }) /* NULL is bound as NULL */
#define XY_BYTES(data, size) ((XyValue){ .kind = 'b', .pointer = (data), .length = (size) })
#define XY_BIND(...) (const XyValue[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const XyValue[]){ __VA_ARGS__ }))
#define XY_BIND_NONE NULL, 0

XyValue xy_value_id (const XyId *id);

typedef enum
{
  XY_DB_CREATE = 1 << 0,    /* make the file if it is not there; otherwise it must exist */
  XY_DB_READ_ONLY = 1 << 1, /* never write, not even a journal's recovery */
} XyDbFlags;

/*
 * Opens the file at PATH (or ":memory:"): WAL, synchronous=FULL, foreign keys on, five seconds of patience with another
 * process. Errors: NOT_FOUND, BUSY, CORRUPT, NOT_OURS (no database), FULL, FAILED.
 */
XyDb *xy_db_open (const char *path, XyDbFlags flags, GError **error);
void xy_db_close (XyDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyDb, xy_db_close)

const char *xy_db_get_path (XyDb *db);

/*
 * Refuses whatever writes, with FULL, until it is called with FALSE. PRAGMA query_only does that too, but each time it
 * is changed SQLite prepares all statements anew.
 */
void xy_db_set_query_only (XyDb *db, gboolean query_only);

/* Much will be written in one transaction: from now on more of the file may be in memory and in its journal, so that
 * each page goes to the disk once. */
void xy_db_expect_much (XyDb *db);

/* Runs several statements of SQL text, without values. */
gboolean xy_db_script (XyDb *db, const char *sql, GError **error);

/* Runs one statement to its end, its rows thrown away. */
gboolean xy_db_run (XyDb *db, const char *sql, const XyValue *values, guint n_values, GError **error);

/* The first column of the first row as a number; *NUMBER is left as it is where there is no row or it is NULL. */
gboolean
xy_db_number (XyDb *db, const char *sql, const XyValue *values, guint n_values, gint64 *number, GError **error);

/* The first N columns of the first row as COUNTS; all 0 where there is no row. */
gboolean
xy_db_counts (XyDb *db, const char *sql, const XyValue *values, guint n_values, guint *counts, guint n, GError **error);

/* The first column of the first row as text, NULL where there is none. Returns: (transfer full). */
char *xy_db_text (XyDb *db, const char *sql, const XyValue *values, guint n_values, GError **error);

/* How many rows the last statement changed. */
gint64 xy_db_changes (XyDb *db);

/*
 * Starts a query. Returns NULL where the statement cannot be run (SQL text and values are the program's own, so that is
 * a damaged file or a full disk). Free with xy_rows_free(), or let g_autoptr do it.
 */
XyRows *xy_db_query (XyDb *db, const char *sql, const XyValue *values, guint n_values, GError **error);

/* Moves to the next row. FALSE at the end and on an error; tell them apart by *ERROR. ROWS may be NULL (FALSE). */
gboolean xy_rows_next (XyRows *rows, GError **error);

gint64 xy_rows_int (XyRows *rows, int column);
const char *xy_rows_text (XyRows *rows, int column);                 /* borrowed until the next row; NULL where NULL */
const void *xy_rows_bytes (XyRows *rows, int column, gsize *length); /* borrowed, likewise */
XyId xy_rows_id (XyRows *rows, int column);
gboolean xy_rows_is_null (XyRows *rows, int column);
char xy_rows_kind (XyRows *rows, int column); /* as xy_arg_kind() */
int xy_rows_n_columns (XyRows *rows);
const char *xy_rows_column_name (XyRows *rows, int column);
void xy_rows_free (XyRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRows, xy_rows_free)

/* Only prepares SQL; for the test that looks at every statement. */
gboolean xy_db_check_statement (XyDb *db, const char *sql, GError **error);

/* Transactions: BEGIN IMMEDIATE always. Nested use is an error of the program. */
gboolean xy_db_begin (XyDb *db, GError **error);
gboolean xy_db_commit (XyDb *db, GError **error);
void xy_db_rollback (XyDb *db);

/*
 * Statements that take longer than a moment end with XY_ERROR_CANCELLED once CANCELLABLE is cancelled, from whatever
 * thread; NULL: no more. For reading only: what writes is not to be stopped in the middle.
 */
void xy_db_set_cancellable (XyDb *db, GCancellable *cancellable);

/* Lets the cache go, where there is much in it. Returns: whether there was. */
gboolean xy_db_rest (XyDb *db);

/* Changes each time another connection commits (PRAGMA data_version). */
gint64 xy_db_data_version (XyDb *db);

/* Rows that this connection has written, whether they were committed or not; never less than before. */
gint64 xy_db_n_changes (XyDb *db);

/* A function of the program that SQL (our triggers) may call. */
typedef struct sqlite3_value XyArg;
typedef gboolean (*XyDbFunc) (gpointer data, XyArg **args, int n_args, GError **error);
gboolean xy_db_add_function (XyDb *db, const char *name, XyDbFunc func, gpointer data, GError **error);

/* NAME () is whether *ON, which stays as long as the connection. */
gboolean xy_db_add_switch (XyDb *db, const char *name, const gboolean *on, GError **error);

/* The storage class of ARG: 'n' number, 't' text, 'b' bytes, '0' NULL. */
char xy_arg_kind (XyArg *arg);
gint64 xy_arg_int (XyArg *arg);
const char *xy_arg_text (XyArg *arg, gsize *length);
const void *xy_arg_bytes (XyArg *arg, gsize *length);

/*
 * Copies the whole database at FROM into a new file at TO, page by page through SQLite's backup interface, then opens
 * the copy, checks it (PRAGMA integrity_check) and syncs it to the disk. TO must not exist. On an error TO is removed.
 */
gboolean xy_db_copy (XyDb *from, const char *to, GError **error);

/* PRAGMA quick_check (or, with FULL, integrity_check); CORRUPT with what it found in the log. */
gboolean xy_db_check (XyDb *db, gboolean full, GError **error);

G_END_DECLS

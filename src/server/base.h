/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base: the database under the county's store, in two makes: a file of SQLite, or PostgreSQL (and what speaks as it
 * does). Whatever the server keeps goes through here, so that one text of SQL serves both.
 *
 * What such a text may use
 *   values by number (?1, ?2 …), each bound with XY_INT, XY_TEXT, XY_BYTES or XY_ID (core/db.h); a number is used for
 *   values of one kind only. Columns BIGINT, INT, TEXT and BYTEA. Plain INSERT, UPDATE, DELETE, SELECT; joins, UNION,
 *   WITH, CASE, coalesce, count, min, max, sum.
 * What it may not
 *   ON CONFLICT, RETURNING, LIMIT without ORDER BY, sequences, functions of one make only (iif, ifnull, printf, length
 *   of bytes), JSON in any form: JSON is read by the XyWire in front of both, so that both decide alike. min and max
 *   have one argument. Who must know whether a row is there asks, inside a transaction that has locked the village
 *   (UPDATE stream …).
 *   Every table's key begins with the village's number (sid) where it is about one, so that it can be divided by it.
 *
 * Reading outside of a transaction sees what is committed. In one transaction all else waits for xy_base_commit(), and
 * is durable when that has returned TRUE. Errors: CONFLICT (a key is there already), FULL (disk), BUSY (another process
 * holds the file or row for long, or the two of us would have waited for each other: all was rolled back, try it whole
 * again), OFFLINE (the connection to PostgreSQL was lost: so was the transaction), CORRUPT, FAILED.
 * A base belongs to one thread.
 */
#pragma once

#include "core/db.h"

G_BEGIN_DECLS

typedef struct _XyBase XyBase;
typedef struct _XyBaseRows XyBaseRows;

/*
 * Opens the file of SQLite at WHERE, which is made if it is not there (":memory:" for tests), or what a text that
 * begins with "postgresql:" names.
 */
XyBase *xy_base_open (const char *where, GError **error);
void xy_base_close (XyBase *base);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyBase, xy_base_close)

/* "sqlite", "postgresql". */
const char *xy_base_get_make (XyBase *base);

/* The file's connection; NULL where it is none. For backups, and for tests that look into it. */
XyDb *xy_base_get_db (XyBase *base);

/* Runs a CREATE TABLE or CREATE INDEX, its types written as those of PostgreSQL. */
gboolean xy_base_define (XyBase *base, const char *sql, GError **error);
gboolean xy_base_has_table (XyBase *base, const char *table, gboolean *has, GError **error);

/*
 * Whose rows this base sees and writes from now on: those of villages under the division code SCOPE; 0, as at first, of
 * all; XY_BASE_NOBODY of none. It holds for tables that begin with the village's number. PostgreSQL itself holds to it
 * (row level security), so that a query of ours that forgot to ask for the village gives nothing away; with a role that
 * no such rule binds, as a superuser, and with SQLite, it has no effect. Not to be changed after anything was written
 * in the same transaction.
 */
#define XY_BASE_NOBODY (-1)
void xy_base_set_scope (XyBase *base, gint64 scope);
/* Whether the database holds to it; FALSE of SQLite. */
gboolean xy_base_is_fenced (XyBase *base);

/* As those of db.h. */
gboolean xy_base_run (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error);
gboolean
xy_base_number (XyBase *base, const char *sql, const XyValue *values, guint n_values, gint64 *number, GError **error);
char *xy_base_text (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error);
XyBaseRows *xy_base_query (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error);

/*
 * The text of a query for COLUMNS of those rows of TABLE for which WHERE holds and whose column KEY is one of N values,
 * bound from number FIRST on: one look into the index for each. (Of IN both think that they may as well read all that
 * WHERE holds for, and of a village that is much.) A value twice may give its rows twice. Where the base takes lists,
 * all N of them are one value, XY_BASE_LIST, and the text is the same whatever N is. Returns: (transfer full).
 */
char *xy_base_keys_sql (XyBase *base,
                        const char *columns,
                        const char *table,
                        const char *where,
                        const char *key,
                        guint first,
                        guint n);

/* Whether many values can be bound as one: N values LIST of one kind, none of them NULL. */
gboolean xy_base_takes_lists (XyBase *base);
#define XY_BASE_LIST(list, n) ((XyValue){ .kind = 'l', .pointer = (list), .length = (n) })

/*
 * Within a transaction: as run, but it may be done at any time up to the next call of another function of this base,
 * and what is wrong with it is said by that. An INSERT (… VALUES (…)), UPDATE or DELETE. Those about one table keep
 * their order where they are not all INSERTs; those about several may change places. So many rows cost few round trips.
 * In an INSERT only what goes into a column of TEXT may be NULL.
 */
gboolean xy_base_later (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error);

gboolean xy_base_rows_next (XyBaseRows *rows, GError **error);
gint64 xy_base_rows_int (XyBaseRows *rows, int column);
const char *xy_base_rows_text (XyBaseRows *rows, int column);                 /* borrowed until the next row */
const void *xy_base_rows_bytes (XyBaseRows *rows, int column, gsize *length); /* borrowed, likewise */
XyId xy_base_rows_id (XyBaseRows *rows, int column);
gboolean xy_base_rows_is_null (XyBaseRows *rows, int column);
XyValue xy_base_rows_value (XyBaseRows *rows, int column); /* to be bound again; borrowed, likewise */
int xy_base_rows_n_columns (XyBaseRows *rows);
const char *xy_base_rows_column_name (XyBaseRows *rows, int column);
void xy_base_rows_free (XyBaseRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyBaseRows, xy_base_rows_free)

/* Transactions, one at a time; for writing. */
gboolean xy_base_begin (XyBase *base, GError **error);
gboolean xy_base_commit (XyBase *base, GError **error);
void xy_base_rollback (XyBase *base);

/*
 * A part of a transaction that can be taken back alone: what a savepoint NAME (a plain word) was set before is undone
 * by undo, which leaves it set; release forgets it.
 */
gboolean xy_base_savepoint (XyBase *base, const char *name, GError **error);
gboolean xy_base_undo (XyBase *base, const char *name, GError **error);
gboolean xy_base_release (XyBase *base, const char *name, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base-pg-rows: rows that one INSERT or UPDATE is to write, gathered by column. PostgreSQL is sent an array of each: it
 * plans and binds the statement once, however many rows there are.
 */
#pragma once

#include "server/base-private.h"

G_BEGIN_DECLS

/* Types of PostgreSQL's own catalogue, which never change. */
enum
{
  TYPE_BOOL = 16,
  TYPE_BYTES = 17,
  TYPE_INT8 = 20,
  TYPE_INT2 = 21,
  TYPE_INT4 = 23,
  TYPE_TEXT = 25,
  TYPE_BYTES_ARRAY = 1001,
  TYPE_TEXT_ARRAY = 1009,
  TYPE_INT8_ARRAY = 1016,
  TYPE_NUMERIC = 1700,
};

typedef struct _XyPgRows XyPgRows;

/* Whether SQL is what can be gathered: INSERT INTO … VALUES (…), or UPDATE … SET … = ? … WHERE … = ? AND …. */
gboolean xy_pg_rows_can (const char *sql);

/* SQL has N_COLUMNS values. */
XyPgRows *xy_pg_rows_new (const char *sql, guint n_columns);
void xy_pg_rows_free (XyPgRows *rows);

const char *xy_pg_rows_sql (const XyPgRows *rows);
/* The same as PostgreSQL is sent it for what is gathered now. */
const char *xy_pg_rows_text (XyPgRows *rows);
guint xy_pg_rows_n_columns (const XyPgRows *rows);

/* Whether an UPDATE of the row that VALUES name is gathered: of two in one statement PostgreSQL would take either. */
gboolean xy_pg_rows_has (const XyPgRows *rows, const XyValue *values);
/* A copy of the values of a row. What is NULL in the first rows of a column that is no TEXT cannot be told from one. */
void xy_pg_rows_add (XyPgRows *rows, const XyValue *values);
guint xy_pg_rows_count (const XyPgRows *rows);
void xy_pg_rows_clear (XyPgRows *rows);

/* A column as it is sent: an array, or where all rows have the same, that (NULL: none). Borrowed until a row is added.
 */
const char *xy_pg_rows_column (XyPgRows *rows, guint column, gsize *length, guint *type);

/* The N values LIST, as XY_BASE_LIST has them, as an array: its type, and its bytes, which OUT then has. */
guint xy_pg_list_type (const XyValue *list);
void xy_pg_list_write (const XyValue *list, guint n, GByteArray *out);

G_END_DECLS

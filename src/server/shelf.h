/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shelf: rows of one table and village that a transaction works with, at hand. What will be asked for is wanted first
 * and then fetched in a few statements; what was changed is written at the end, many rows in one. Between them nothing
 * goes to the database, which may be another machine.
 *
 * A row is known by its first columns (the keys); the first of all is what rows are fetched by. What is put stands for
 * all who ask the shelf, but is in the table only after xy_shelf_write(): who reads or writes the table itself has it
 * written before, and forgotten where he changes something.
 */
#pragma once

#include "server/base.h"

G_BEGIN_DECLS

#define XY_SHELF_COLUMNS_MOST 16

typedef struct
{
  const char *table;
  const char *columns[XY_SHELF_COLUMNS_MOST + 1]; /* but sid, and tbl where the shelf is of one */
  guint n_keys;
} XyShelfKind;

typedef struct _XyShelf XyShelf;

typedef struct _XyShelfRow XyShelfRow;
struct _XyShelfRow
{
  XyShelfRow *next; /* of the same first column */
  gboolean fresh;   /* not in the table */
  gboolean changed;
  gboolean gone;
  XyValue values[]; /* in the order of the columns */
};

/* The rows of STREAM, and, where TBL is not NULL, with TBL in their column tbl. */
XyShelf *xy_shelf_new (XyBase *base, gint64 stream, const XyShelfKind *kind, const char *tbl);
void xy_shelf_free (XyShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyShelf, xy_shelf_free)

/* Rows whose first column is KEY (a text or an id) will be asked for. */
void xy_shelf_want (XyShelf *shelf, XyValue key);
gboolean xy_shelf_fetch (XyShelf *shelf, GError **error);

/* The row of KEYS, of which there are as many as the kind has; NULL with no error where there is none. Borrowed. */
XyShelfRow *xy_shelf_find (XyShelf *shelf, const XyValue *keys, GError **error);
/* The rows whose first column is KEY, the first of them, those that are gone too; NULL where there is none. Borrowed.
 */
XyShelfRow *xy_shelf_rows (XyShelf *shelf, XyValue key, GError **error);

/* The row of the first VALUES is these now; a copy. WRITTEN: the table has it already. */
gboolean xy_shelf_put (XyShelf *shelf, const XyValue *values, gboolean written, GError **error);
/* The row is to go. */
void xy_shelf_drop (XyShelf *shelf, XyShelfRow *row);

gboolean xy_shelf_write (XyShelf *shelf, GError **error);
void xy_shelf_forget (XyShelf *shelf);

G_END_DECLS

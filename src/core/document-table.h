/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-table: the table of a document: pasted from WPS, read from a spreadsheet, kept as text.
 *
 * What may hang on a board is decided here, column by column. A column whose heads or cells say that it holds ID, phone
 * or bank numbers is masked unless somebody decides otherwise (个人信息保护法 28; domain.md 3.6). "Shown" still means
 * that no whole number gets on paper: for that a print asks for a reason.
 *
 * A last row 合计 is no data: it is compared with what the rows add up to, and rows 小计 are left out of that.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  XY_COLUMN_SHOW,
  XY_COLUMN_MASK,
  XY_COLUMN_HIDE, /* left out */
} XyColumnUse;

typedef enum
{
  XY_COLUMN_TEXT,
  XY_COLUMN_NAME,   /* of a person */
  XY_COLUMN_NUMBER, /* every filled cell is a number */
  XY_COLUMN_ID,
  XY_COLUMN_PHONE,
  XY_COLUMN_BANK,
} XyColumnKind;

typedef enum
{
  XY_TABLE_ROW_PLAIN,
  XY_TABLE_ROW_SUBTOTAL,
  XY_TABLE_ROW_TOTAL,
} XyTableRowKind;

typedef struct
{
  guint n_columns;
  guint n_rows;      /* without the heads */
  char **heads;      /* n_columns */
  char **cells;      /* n_rows × n_columns, row by row; never NULL */
  guint8 *row_kinds; /* XyTableRowKind, one for each row */
  XyColumnKind *kinds;
  XyColumnUse *uses;
  gboolean *summed; /* the column is added up at the foot */
  guint n_plain;    /* rows that are data */
} XyDocumentTable;

/*
 * TEXT is the table as it is kept, may be NULL; USES as in the document, NULL or too short: as the program guesses.
 * Never NULL; without any text it has no columns. Returns: (transfer full).
 */
XyDocumentTable *xy_document_table_parse (const char *text, const char *uses);
void xy_document_table_free (XyDocumentTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyDocumentTable, xy_document_table_free)

const char *xy_document_table_get (const XyDocumentTable *table, guint row, guint column);

/* The first column of names, -1 where there is none. */
int xy_document_table_find_names (const XyDocumentTable *table);

/* The cell as it may hang: masked by the kind of its column, or only where it looks like a number of a person. */
char *xy_document_table_format (const XyDocumentTable *table, guint row, guint column, gboolean unmasked);

/* The sum of a column that is summed, as its cells are written: "12", "1,234.50". (transfer full) */
char *xy_document_table_sum (const XyDocumentTable *table, guint column);

/* CONFLICT where the table's own row 合计 says something else than its rows add up to. */
gboolean xy_document_table_check_totals (const XyDocumentTable *table, GError **error);

/* "show,mask,hide" for the table's columns. (transfer full) */
char *xy_document_table_uses (const XyDocumentTable *table);

/* INVALID, field "columns", for a list that is none. NULL is one. */
gboolean xy_document_table_check_uses (const char *uses, GError **error);

/*
 * The rows of a block of cells as a document keeps them: cleaned, without empty rows and columns and without lines of
 * one cell above the heads, the first of which is the TITLE (may be NULL). ROWS: n × n_columns texts, NULL is empty.
 * Returns: (transfer full), NULL where nothing is left.
 */
char *xy_document_table_from_cells (const char *const *cells, guint n_rows, guint n_columns, char **title);

G_END_DECLS

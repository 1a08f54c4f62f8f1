/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * table: a spreadsheet in memory, as its readers leave it and the imports on top of it look at it.
 *
 * A workbook owns everything: its sheets, their cells and every text live as long as it does, and are freed with it.
 * Once read it never changes, so any thread may look at it. Rows and columns count from 0; what a person is told about
 * is row + 1.
 *
 * A cell has the text a person would see, and for whatever the file stores as a number also the digits as stored:
 *   TEXT    text; everything in a csv is this. Line breaks are "\n", other control characters are gone.
 *   NUMBER  raw is the number as stored ("4.3139919800101E+17"), text is it written out in full ("431399198001010000")
 *           or as its format shows it (leading zeros, per cent). An ID number of this kind has lost its last digits.
 *   DATE    known by its number format: text is "1963-05-12", with " 09:30" or " 09:30:15" where the format shows a
 *           time, "09:30" where it shows only that, and "1963-05" or "1963" where the format shows no more and the
 *           rest is the first of the month or year. raw is the serial, or the ISO date, as stored.
 *   BOOL    text is "TRUE" or "FALSE".
 *   ERROR   text is what the cell shows ("#N/A"), or the formula ("=A1+1") where the file holds no result of it.
 *
 * Limits below keep a hostile file from taking the machine: a reader that meets one refuses the whole file in one
 * sentence (XY_ERROR_UNREADABLE), within a second and 100 MB.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define XY_TABLE_MAX_ROWS 1048576  /* in one sheet, as in Excel and WPS */
#define XY_TABLE_MAX_COLUMNS 16384 /* in one sheet, likewise */
#define XY_TABLE_MAX_SHEETS 256    /* in one workbook */
#define XY_TABLE_MAX_CELLS 1200000 /* filled cells in one workbook: 100,000 people × 12 */
#define XY_TABLE_MAX_TEXT 40000000 /* bytes of UTF-8 in one workbook */
#define XY_TABLE_MAX_CELL 131072   /* bytes in one cell: Excel's 32,767 characters at four bytes */
#define XY_TABLE_MAX_MERGED 500000 /* columns × merged ranges in one sheet */

typedef enum
{
  XY_CELL_EMPTY,
  XY_CELL_TEXT,
  XY_CELL_NUMBER,
  XY_CELL_DATE,
  XY_CELL_BOOL,
  XY_CELL_ERROR,
} XyCellKind;

typedef struct
{
  const char *text; /* never NULL */
  const char *raw;  /* NULL but for NUMBER and DATE */
  guint16 column;
  guint8 kind; /* XyCellKind */
  guint8 formula;
} XyCell;

/* A merged range, both ends included. Its value is in its first cell. */
typedef struct
{
  guint row, column, last_row, last_column;
} XyCellRange;

typedef enum
{
  XY_FORMAT_XLSX,
  XY_FORMAT_XLS,
  XY_FORMAT_CSV,
} XyFormat;

typedef struct _XyWorkbook XyWorkbook;
typedef struct _XySheet XySheet;

/* Reading */

XyWorkbook *xy_workbook_ref (XyWorkbook *workbook);
void xy_workbook_unref (XyWorkbook *workbook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyWorkbook, xy_workbook_unref)

XyFormat xy_workbook_get_format (const XyWorkbook *workbook);

/* How a csv was read: the charset ("UTF-8", "GB18030", …), whether that was a guess (a BOM or the caller's word is
 * none), the separator, and how many characters could not be read and stand as U+FFFD. For others NULL, FALSE, 0, 0. */
const char *xy_workbook_get_charset (const XyWorkbook *workbook);
gboolean xy_workbook_charset_was_guessed (const XyWorkbook *workbook);
gunichar xy_workbook_get_separator (const XyWorkbook *workbook);
guint xy_workbook_get_unreadable (const XyWorkbook *workbook);

guint xy_workbook_get_n_sheets (const XyWorkbook *workbook);
const XySheet *xy_workbook_get_sheet (const XyWorkbook *workbook, guint index);

const char *xy_sheet_get_name (const XySheet *sheet);
gboolean xy_sheet_is_hidden (const XySheet *sheet);
gboolean xy_sheet_is_1904 (const XySheet *sheet);

/* How far filled cells reach. */
guint xy_sheet_get_rows (const XySheet *sheet);
guint xy_sheet_get_columns (const XySheet *sheet);

/* The first row at or after ROW that holds anything, or xy_sheet_get_rows(). For tables with a stray cell far down. */
guint xy_sheet_next_row (const XySheet *sheet, guint row);

/* The cell there, or an empty one. Never NULL. */
const XyCell *xy_sheet_get (const XySheet *sheet, guint row, guint column);

/* The same, but inside a merged range the value of the range. */
const XyCell *xy_sheet_get_merged (const XySheet *sheet, guint row, guint column);

/* The filled cells of a row in order of columns, N of them; NULL where there is none. */
const XyCell *xy_sheet_get_row (const XySheet *sheet, guint row, guint *n);

gboolean xy_sheet_has_merges (const XySheet *sheet);

/* The merged range that covers the cell, or NULL. */
const XyCellRange *xy_sheet_merge_at (const XySheet *sheet, guint row, guint column);

/* Known for rows that hold anything; FALSE for others. */
gboolean xy_sheet_is_row_hidden (const XySheet *sheet, guint row);
gboolean xy_sheet_is_column_hidden (const XySheet *sheet, guint column);

/* Making. For the readers, and for a test that needs a table. A sheet is filled, then sealed; before that nothing of it
 * may be looked at. FALSE is a limit passed. */

typedef struct
{
  guint row, column;
  XyCellKind kind;
  gboolean formula;
  const char *text; /* valid UTF-8, need not end in NUL */
  gsize length;
  const char *raw; /* NULL: for a number the same as text */
  gsize raw_length;
} XyNewCell;

XyWorkbook *xy_workbook_new (XyFormat format);
void xy_workbook_set_decoding (XyWorkbook *workbook,
                               const char *charset,
                               gboolean guessed,
                               gunichar separator,
                               guint unreadable);

/* NAME is cleaned like a cell. Returns: (transfer none). */
XySheet *
xy_workbook_add_sheet (XyWorkbook *workbook, const char *name, gboolean hidden, gboolean is_1904, GError **error);

/* A later cell at the same place wins; an empty text leaves no cell. */
gboolean xy_sheet_put (XySheet *sheet, const XyNewCell *cell, GError **error);
gboolean xy_sheet_put_text (XySheet *sheet, guint row, guint column, const char *text, GError **error);
gboolean xy_sheet_merge (XySheet *sheet, const XyCellRange *merge, GError **error);
void xy_sheet_hide_row (XySheet *sheet, guint row);
void xy_sheet_hide_columns (XySheet *sheet, guint first, guint last);
gboolean xy_sheet_seal (XySheet *sheet, GError **error);

/* A text that lives as long as the workbook; the same one for the same text where it came lately. */
const char *xy_workbook_intern (XyWorkbook *workbook, const char *text, gsize length, GError **error);

/* Puts a cell whose texts came from xy_workbook_intern(). */
gboolean xy_sheet_put_interned (XySheet *sheet,
                                guint row,
                                guint column,
                                XyCellKind kind,
                                gboolean formula,
                                const char *text,
                                const char *raw,
                                GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list-export: a list of texts, as the screen shows it, as a spreadsheet, .xlsx or .csv after the file's name. It knows
 * nothing of what the list is of, so that it serves each list of the program.
 *
 * Of a column of figures each text that is a number becomes one: "+14.0", "−5.0", "1,280", "¥12.80"; "—" becomes an
 * empty cell; what else it holds ("1.0~3.0") stays a text. Of the other columns a whole day becomes a date, and all
 * else stays the text it is, also an ID number.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const char *title;
  gboolean figures;
  guint width; /* in Chinese characters; 0 for what the title needs */
} XyListHeading;

/*
 * Appends to CELLS, row by row, one text (transfer full) or NULL for each heading, of N rows from FROM on; a row that
 * is gone is left out. FALSE with ERROR.
 */
typedef gboolean (*XyListFill) (gpointer data, guint from, guint n, GPtrArray *cells, GError **error);

/* DONE of TOTAL rows; called now and then, on the calling thread. */
typedef void (*XyListProgress) (guint done, guint total, gpointer data);

typedef struct
{
  const char *name;  /* of the sheet */
  const char *title; /* a line over the head, or NULL; a csv has none */
  const XyListHeading *headings;
  guint n_headings;
  guint n_rows;
  XyListFill fill;
  gpointer data;           /* for fill */
  XyListProgress progress; /* may be NULL */
  gpointer progress_data;
} XyListExport;

/*
 * Writes all rows in memory that does not grow with them. N gets how many were written. Errors: CANCELLED, FULL,
 * INVALID for more rows than a spreadsheet holds; PATH is untouched then.
 */
gboolean
xy_list_export (const XyListExport *list, const char *path, GCancellable *cancellable, guint *n, GError **error);

/*
 * The same of a table that is in memory whole: ROWS of char **, a text for each heading, and NOTES (of char *; may be
 * NULL), which stand below it in a spreadsheet; a csv has none.
 */
gboolean xy_list_export_rows (const XyListExport *list,
                              const GPtrArray *rows,
                              const GPtrArray *notes,
                              const char *path,
                              GError **error);

G_END_DECLS

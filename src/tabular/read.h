/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * read: opens whatever spreadsheet somebody brings. What the file is, is seen from its content and never from its
 * ending: .xlsx (Office Open XML, plain or strict), .xls (BIFF 5 and 8, also what WPS calls .et where it is that
 * inside), and text with separators in any charset met in a village office. Others (docx, pdf, pictures, ods, a web
 * page named .xls, a file with a password) are named in words, with what to do about it.
 *
 * A file is refused as a whole or read as a whole: there is no half a table. Errors: NOT_FOUND; NOT_OURS, a file of
 * another kind; UNREADABLE, damaged, encrypted, too large, no permission; INVALID, a charset in the options that is
 * unknown or not the file's; CANCELLED. The caps are those of table.h and these:
 */
#pragma once

#include "tabular/table.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define XY_READ_MAX_XLSX (G_GINT64_CONSTANT (256) << 20) /* bytes of the file; pictures in it are never unpacked */
#define XY_READ_MAX_XLS (24 << 20)
#define XY_READ_MAX_CSV (24 << 20)
#define XY_READ_MAX_PARTS 10000        /* parts in an xlsx */
#define XY_READ_MAX_UNPACKED 100000000 /* bytes of all parts that are read */
#define XY_READ_MAX_ELEMENTS 8000000   /* XML elements in them */
#define XY_READ_MAX_RATIO 200          /* unpacked to packed, counted from 4 MB on: real sheets stay below 60 */
#define XY_READ_MAX_DEPTH 64           /* nested XML elements */
#define XY_READ_MAX_STYLES 65536

/* Called now and then while reading, on the reading thread; DONE of TOTAL in no unit. */
typedef void (*XyReadProgress) (guint64 done, guint64 total, gpointer data);

typedef struct
{
  const char *charset; /* of a csv, as iconv names it; NULL to guess */
  gunichar separator;  /* of a csv; 0 to guess */
} XyReadOptions;

/* OPTIONS and PROGRESS may be NULL. Blocks: call it on a worker. Returns: (transfer full). */
XyWorkbook *xy_workbook_read (const char *path,
                              const XyReadOptions *options,
                              GCancellable *cancellable,
                              XyReadProgress progress,
                              gpointer data,
                              GError **error);

/* The same from memory: what was pasted, or a test's. */
XyWorkbook *
xy_workbook_read_bytes (GBytes *bytes, const XyReadOptions *options, GCancellable *cancellable, GError **error);

/* A block of cells from the clipboard: text with tabs, as WPS and Excel put it there. */
XyWorkbook *xy_workbook_read_pasted (const char *text, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * write: a table into a spreadsheet file, row after row, in constant memory.
 *
 *   g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, XY_FORMAT_XLSX, &error);
 *   xy_table_writer_begin (writer, "户籍", "乡约村户籍花名册", columns, n, &error)
 *     xy_table_writer_text (writer, "张三"); xy_table_writer_number (writer, 250); … xy_table_writer_end_row (writer,
 * &error) xy_table_writer_finish (writer, &error)
 *
 * Nothing stands under PATH before finish: the file is written beside it, checked, flushed to the disk and renamed. A
 * writer freed before that leaves nothing behind. Errors: FULL where the disk is full or cannot be written; INVALID for
 * what no spreadsheet can hold.
 *
 * xlsx: a bold head that stays in sight, a filter on it, widths, texts with the format "@", so that
 * an ID number or a phone is never taken for a number, days as dates, points and money as numbers with decimals.
 *
 * csv: UTF-8 with a byte order mark, which WPS needs, commas, CRLF. Two customs of spreadsheets keep a text what it is,
 * and xy_workbook_read() reads both back:
 *   ="431399198001010012"  a text of digits and signs that would come up as a rounded number or as a date: eleven
 *                          characters and more, a leading zero, 3-4, 1.10, 1E5;
 *   '=1+1                  a text that begins with = + - @ (also in full width), a tab, a line break or ' itself, so
 * that what somebody typed into a name is never run as a formula.
 */
#pragma once

#include "tabular/table.h"

G_BEGIN_DECLS

typedef enum
{
  XY_COLUMN_TEXT,
  XY_COLUMN_INTEGER,
  XY_COLUMN_POINTS, /* hundredths */
  XY_COLUMN_MONEY,  /* fen */
  XY_COLUMN_DAY,    /* text YYYY-MM-DD; a partial day stays a text */
} XyColumnKind;

typedef struct
{
  const char *title;
  XyColumnKind kind;
  guint width; /* in Chinese characters; 0 for what title and kind need */
} XyTableColumn;

typedef struct _XyTableWriter XyTableWriter;

/* CSV where PATH ends in .csv or .txt, else XLSX. */
XyFormat xy_format_from_path (const char *path);

/* FORMAT is XLSX or CSV. */
XyTableWriter *xy_table_writer_new (const char *path, XyFormat format, GError **error);
void xy_table_writer_free (XyTableWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyTableWriter, xy_table_writer_free)

/* Begins a sheet. NAME is made what a sheet may be called; TITLE is a first line over the head, or NULL. A csv has one
 * sheet only, no name, and no title. */
gboolean xy_table_writer_begin (XyTableWriter *writer,
                                const char *name,
                                const char *title,
                                const XyTableColumn *columns,
                                guint n,
                                GError **error);

/* The next cell of the row. For TEXT and DAY columns; NULL and "" leave the cell empty. */
void xy_table_writer_text (XyTableWriter *writer, const char *text);

/* For INTEGER, POINTS and MONEY columns. */
void xy_table_writer_number (XyTableWriter *writer, gint64 number);

/*
 * A cell as a list on the screen shows it, in a column of any kind. Of FIGURES a number, with its sign and decimals,
 * commas or ¥, is written as the number, and "—" as nothing. Otherwise a whole day is a date. All else is text.
 */
void xy_table_writer_shown (XyTableWriter *writer, const char *text, gboolean figures);

void xy_table_writer_skip (XyTableWriter *writer);

gboolean xy_table_writer_end_row (XyTableWriter *writer, GError **error);
gboolean xy_table_writer_finish (XyTableWriter *writer, GError **error);

G_END_DECLS

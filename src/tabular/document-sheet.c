/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/document-sheet.h"

#include <glib/gi18n-lib.h>

#include "core/document-table.h"
#include "core/error.h"
#include "tabular/read.h"

/* A board is no place for more; and a stray cell far away must not make a table of a million. */
#define MOST_COLUMNS 40
#define MOST_ROWS 5000

/* The text there; a value merged over several rows belongs to each of them, one merged over columns to the first. */
static const char *
get_text (const XySheet *sheet, guint row, guint column)
{
  const XyCellRange *merge = xy_sheet_merge_at (sheet, row, column);

  if (merge != NULL && merge->column == merge->last_column)
    return xy_sheet_get_merged (sheet, row, column)->text;
  return xy_sheet_get (sheet, row, column)->text;
}

char *
xy_document_sheet_read (const XySheet *sheet, char **title, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  guint n_columns = 0, n_rows = 0;
  guint columns[MOST_COLUMNS];
  char *text;

  for (guint c = 0; c < xy_sheet_get_columns (sheet) && n_columns < MOST_COLUMNS; c++)
    if (!xy_sheet_is_column_hidden (sheet, c))
      columns[n_columns++] = c;
  for (guint r = xy_sheet_next_row (sheet, 0); r < xy_sheet_get_rows (sheet) && n_rows <= MOST_ROWS;
       r = xy_sheet_next_row (sheet, r + 1))
    {
      if (xy_sheet_is_row_hidden (sheet, r))
        continue;
      for (guint c = 0; c < n_columns; c++)
        g_ptr_array_add (cells, (gpointer) get_text (sheet, r, columns[c]));
      n_rows++;
    }
  if (n_rows > MOST_ROWS)
    {
      xy_set_invalid (error, "sheet", _ ("The table has more than %d rows. Please make a document for each group."),
                      MOST_ROWS);
      return NULL;
    }
  text = xy_document_table_from_cells ((const char *const *) cells->pdata, n_rows, n_columns, title);
  if (text == NULL)
    xy_set_invalid (error, "sheet", _ ("There is nothing in this table."));
  return text;
}

char *
xy_document_sheet_read_file (const char *path, const char *name, char **title, GError **error)
{
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, error);

  if (workbook == NULL)
    return NULL;
  for (guint i = 0; i < xy_workbook_get_n_sheets (workbook); i++)
    {
      const XySheet *sheet = xy_workbook_get_sheet (workbook, i);
      if (name != NULL ? g_str_equal (xy_sheet_get_name (sheet), name)
                       : !xy_sheet_is_hidden (sheet) && xy_sheet_get_rows (sheet) > 0)
        return xy_document_sheet_read (sheet, title, error);
    }
  if (name != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The file has no table called “%s”."), name);
  else
    xy_set_invalid (error, "sheet", _ ("There is nothing in this table."));
  return NULL;
}

char *
xy_document_sheet_read_pasted (const char *text, char **title, GError **error)
{
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_pasted (text, error);

  return workbook != NULL ? xy_document_sheet_read (xy_workbook_get_sheet (workbook, 0), title, error) : NULL;
}

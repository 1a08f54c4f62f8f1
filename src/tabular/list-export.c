/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/list-export.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "tabular/write.h"

/* Rows that are read at once. */
#define BLOCK 500

static gboolean
begin (XyTableWriter *writer, const XyListExport *list, GError **error)
{
  g_autofree XyTableColumn *columns = g_new0 (XyTableColumn, list->n_headings);

  for (guint i = 0; i < list->n_headings; i++)
    columns[i] = (XyTableColumn){ .title = list->headings[i].title, .width = list->headings[i].width };
  return xy_table_writer_begin (writer, list->name, list->title, columns, list->n_headings, error);
}

static gboolean
write_block (XyTableWriter *writer, const XyListExport *list, const GPtrArray *cells, guint *n, GError **error)
{
  g_return_val_if_fail (cells->len % list->n_headings == 0, FALSE);

  for (guint i = 0; i < cells->len; i++)
    {
      const XyListHeading *heading = &list->headings[i % list->n_headings];
      xy_table_writer_shown (writer, cells->pdata[i], heading->figures);
      if ((i + 1) % list->n_headings != 0)
        continue;
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
      (*n)++;
    }
  return TRUE;
}

gboolean
xy_list_export (const XyListExport *list, const char *path, GCancellable *cancellable, guint *n, GError **error)
{
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, xy_format_from_path (path), error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  *n = 0;
  if (writer == NULL || !begin (writer, list, error))
    return FALSE;
  for (guint at = 0; at < list->n_rows; at += BLOCK)
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. No table was written."));
          return FALSE;
        }
      if (list->progress != NULL)
        list->progress (at, list->n_rows, list->progress_data);
      g_ptr_array_set_size (cells, 0);
      if (!list->fill (list->data, at, MIN (BLOCK, list->n_rows - at), cells, error)
          || !write_block (writer, list, cells, n, error))
        return FALSE;
    }
  return xy_table_writer_finish (writer, error);
}

gboolean
xy_list_export_rows (const XyListExport *list,
                     const GPtrArray *rows,
                     const GPtrArray *notes,
                     const char *path,
                     GError **error)
{
  XyFormat format = xy_format_from_path (path);
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, format, error);

  if (writer == NULL || !begin (writer, list, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      char **texts = rows->pdata[i];
      for (guint k = 0; k < list->n_headings; k++)
        xy_table_writer_shown (writer, texts[k], list->headings[k].figures);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  if (notes == NULL || format == XY_FORMAT_CSV)
    return xy_table_writer_finish (writer, error);
  if (!xy_table_writer_end_row (writer, error))
    return FALSE;
  for (guint i = 0; i < notes->len; i++)
    {
      xy_table_writer_text (writer, notes->pdata[i]);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  return xy_table_writer_finish (writer, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/notice-export.h"

#include <glib/gi18n-lib.h>

#include "core/village.h"
#include "tabular/write.h"

static void
write_row (XyTableWriter *writer, const XyArchiveRow *row)
{
  xy_table_writer_text (writer, row->number);
  xy_table_writer_text (writer, row->responsible);
  xy_table_writer_text (writer, row->document);
  xy_table_writer_text (writer, row->title);
  xy_table_writer_text (writer, row->day);
  xy_table_writer_text (writer, row->posted ? _ ("posted") : _ ("not posted"));
  xy_table_writer_number (writer, row->pages);
  xy_table_writer_text (writer, row->retention);
  xy_table_writer_text (writer, row->file != NULL ? row->file : _ ("on paper only"));
  xy_table_writer_text (writer, row->problem);
}

char *
xy_notice_export_index (XyStore *store, int year, GPtrArray *rows, const char *folder, GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("File number"), XY_COLUMN_TEXT, 4 },
    { _ ("Responsible"), XY_COLUMN_TEXT, 12 },
    { _ ("Document number"), XY_COLUMN_TEXT, 8 },
    { _ ("Title"), XY_COLUMN_TEXT, 24 },
    { _ ("Day"), XY_COLUMN_DAY, 6 },
    { _ ("On the board"), XY_COLUMN_TEXT, 5 },
    { _ ("Page count"), XY_COLUMN_INTEGER, 4 },
    { _ ("Retention"), XY_COLUMN_TEXT, 5 },
    { _ ("Kept as"), XY_COLUMN_TEXT, 24 },
    { _ ("Problem"), XY_COLUMN_TEXT, 12 },
  };
  g_autofree char *name = g_strdup_printf (_ ("Index %d.xlsx"), year);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (XyTableWriter) writer = village != NULL ? xy_table_writer_new (path, XY_FORMAT_XLSX, error) : NULL;
  g_autofree char *what = g_strdup_printf (_ ("Index of the notices of %d"), year);

  if (writer == NULL)
    return NULL;
  g_autofree char *title = g_strdup_printf ("%s %s", village->name, what);
  if (!xy_table_writer_begin (writer, what, title, columns, G_N_ELEMENTS (columns), error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      write_row (writer, rows->pdata[i]);
      if (!xy_table_writer_end_row (writer, error))
        return NULL;
    }
  return xy_table_writer_finish (writer, error) ? g_steal_pointer (&path) : NULL;
}

GPtrArray *
xy_notice_export_archive (XyStore *store, int year, const char *folder, char **index, GError **error)
{
  g_autoptr (GPtrArray) rows = xy_notice_archive (store, year, folder, error);
  g_autofree char *path = rows != NULL ? xy_notice_export_index (store, year, rows, folder, error) : NULL;

  if (path == NULL)
    return NULL;
  if (index != NULL)
    *index = g_steal_pointer (&path);
  return g_steal_pointer (&rows);
}

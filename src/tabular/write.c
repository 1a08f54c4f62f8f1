/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/output.h"

#include "core/day.h"
#include "core/error.h"
#include "core/number.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _XyTableWriter
{
  const XyOutput *output;
  gpointer file;
  char *path, *temporary;
  XyColumnKind *kinds;
  guint n_columns, n_sheets;
  guint row, column;
  GError *error; /* the first that a cell met; told at the row's end */
};

void
xy_set_cannot_write (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_FULL,
                       _ ("The file could not be written: the disk is full or does not let itself be written. Nothing "
                          "was left behind; choose another place or make room, then try again."));
}

XyFormat
xy_format_from_path (const char *path)
{
  g_autofree char *small = g_ascii_strdown (path, -1);

  return g_str_has_suffix (small, ".csv") || g_str_has_suffix (small, ".txt") ? XY_FORMAT_CSV : XY_FORMAT_XLSX;
}

XyTableWriter *
xy_table_writer_new (const char *path, XyFormat format, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (format == XY_FORMAT_XLSX || format == XY_FORMAT_CSV, NULL);

  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".xiangyue-XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      xy_set_cannot_write (error);
      return NULL;
    }
  close (fd);

  XyTableWriter *writer = g_new0 (XyTableWriter, 1);
  writer->output = format == XY_FORMAT_CSV ? &xy_output_csv : &xy_output_xlsx;
  writer->path = g_strdup (path);
  writer->temporary = g_steal_pointer (&temporary);
  writer->file = writer->output->open (writer->temporary);
  if (writer->file == NULL)
    {
      xy_set_cannot_write (error);
      g_clear_pointer (&writer, xy_table_writer_free);
    }
  return writer;
}

void
xy_table_writer_free (XyTableWriter *writer)
{
  if (writer->file != NULL)
    writer->output->discard (writer->file);
  if (writer->temporary != NULL)
    g_unlink (writer->temporary);
  g_clear_error (&writer->error);
  g_free (writer->temporary);
  g_free (writer->path);
  g_free (writer->kinds);
  g_free (writer);
}

gboolean
xy_table_writer_begin (XyTableWriter *writer,
                       const char *name,
                       const char *title,
                       const XyTableColumn *columns,
                       guint n,
                       GError **error)
{
  g_return_val_if_fail (writer->file != NULL, FALSE);
  g_return_val_if_fail (n > 0 && n <= XY_TABLE_MAX_COLUMNS, FALSE);
  g_return_val_if_fail (writer->output == &xy_output_xlsx || writer->n_sheets == 0, FALSE);

  g_free (writer->kinds);
  writer->kinds = g_new (XyColumnKind, n);
  for (guint i = 0; i < n; i++)
    writer->kinds[i] = columns[i].kind;
  writer->n_columns = n;
  writer->n_sheets++;
  writer->row = writer->column = 0;
  return writer->output->begin (writer->file, name, title, columns, n, error);
}

static void
put_as (XyTableWriter *writer, XyColumnKind kind, const char *text, gint64 number)
{
  guint column = writer->column++;

  g_return_if_fail (column < writer->n_columns);
  if (writer->error == NULL)
    writer->output->put (writer->file, writer->row, column, kind, text, number, &writer->error);
}

static void
put (XyTableWriter *writer, const char *text, gint64 number)
{
  g_return_if_fail (writer->column < writer->n_columns);
  put_as (writer, writer->kinds[writer->column], text, number);
}

void
xy_table_writer_text (XyTableWriter *writer, const char *text)
{
  if (text == NULL || *text == '\0')
    xy_table_writer_skip (writer);
  else
    put (writer, text, 0);
}

void
xy_table_writer_number (XyTableWriter *writer, gint64 number)
{
  put (writer, NULL, number);
}

void
xy_table_writer_shown (XyTableWriter *writer, const char *text, gboolean figures)
{
  gint64 number;

  if (text == NULL || *text == '\0' || (figures && strcmp (text, "—") == 0))
    xy_table_writer_skip (writer);
  else if (figures && strstr (text, "¥") != NULL && xy_money_parse (text, &number, NULL))
    put_as (writer, XY_COLUMN_MONEY, NULL, number);
  else if (figures && xy_points_parse (text, &number, NULL))
    {
      gboolean whole = strchr (text, '.') == NULL;
      put_as (writer, whole ? XY_COLUMN_INTEGER : XY_COLUMN_POINTS, NULL, whole ? number / 100 : number);
    }
  else
    put_as (writer, !figures && xy_day_is_valid (text) ? XY_COLUMN_DAY : XY_COLUMN_TEXT, text, 0);
}

void
xy_table_writer_skip (XyTableWriter *writer)
{
  writer->column++;
}

gboolean
xy_table_writer_end_row (XyTableWriter *writer, GError **error)
{
  writer->column = 0;
  writer->row++;
  if (writer->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&writer->error));
      return FALSE;
    }
  return writer->output->end_row (writer->file, error);
}

/* On the disk before the name points at it, and the name on the disk too. */
static gboolean
make_durable (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && g_fsync (fd) == 0;

  if (fd >= 0)
    ok = close (fd) == 0 && ok;
  return ok;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  g_fsync (fd);
  close (fd);
}

gboolean
xy_table_writer_finish (XyTableWriter *writer, GError **error)
{
  g_return_val_if_fail (writer->file != NULL && writer->n_sheets > 0, FALSE);

  gboolean ok = writer->output->close (g_steal_pointer (&writer->file), error);
  if (!ok)
    return FALSE;
  if (!make_durable (writer->temporary) || g_rename (writer->temporary, writer->path) != 0)
    {
      xy_set_cannot_write (error);
      return FALSE;
    }
  g_clear_pointer (&writer->temporary, g_free);
  sync_folder (writer->path);
  return TRUE;
}

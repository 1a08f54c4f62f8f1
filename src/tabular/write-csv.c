/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/output.h"

#include "core/day.h"
#include "core/number.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define FLUSH_AT 65536

typedef struct
{
  FILE *file;
  GString *line;
  guint column, n;
} Csv;

static gpointer
csv_open (const char *path)
{
  FILE *file = g_fopen (path, "wb");

  if (file == NULL)
    return NULL;
  Csv *csv = g_new0 (Csv, 1);
  csv->file = file;
  csv->line = g_string_new ("\xef\xbb\xbf");
  return csv;
}

static void
csv_discard (gpointer file)
{
  Csv *csv = file;

  fclose (csv->file);
  g_string_free (csv->line, TRUE);
  g_free (csv);
}

static gboolean
flush (Csv *csv, GError **error)
{
  gboolean ok = fwrite (csv->line->str, 1, csv->line->len, csv->file) == csv->line->len;

  g_string_truncate (csv->line, 0);
  if (!ok)
    xy_set_cannot_write (error);
  return ok;
}

/* A spreadsheet would make a number, a date or a fraction of it. A short plain number may become one. */
static gboolean
needs_keeping (const char *text)
{
  gsize length = strlen (text);

  if (!g_ascii_isdigit (*text) || length > 64 || strspn (text, "0123456789-/.:,%eE ") != length)
    return FALSE;
  return length > 10 || (*text == '0' && length > 1) || strspn (text, "0123456789") != length;
}

/* Control characters but line breaks and tabs are left out of what is written. */
static gboolean
is_dropped (char c)
{
  return ((guchar) c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

static gboolean
begins_formula (const char *text)
{
  static const gunichar starts[] = { '=', '+', '-', '@', '\t', '\n', '\'', 0xff1d, 0xff0b, 0xff0d, 0xff20 };

  while (is_dropped (*text) && *text != '\0')
    text++;
  gunichar first = g_utf8_get_char (text);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (first == starts[i])
      return TRUE;
  return FALSE;
}

static void
append_quoted (GString *line, const char *before, const char *text)
{
  g_string_append_c (line, '"');
  g_string_append (line, before);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      if (!is_dropped (*p))
        g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

static gboolean
needs_quotes (const char *text)
{
  if (*text == ' ' || strstr (text, "，") != NULL)
    return TRUE;
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || *p == 0x7f || strchr ("\",;|", *p) != NULL)
      return TRUE;
  return FALSE;
}

static void
append_text (GString *line, const char *text)
{
  if (needs_keeping (text))
    g_string_append_printf (line, "\"=\"\"%s\"\"\"", text);
  else if (begins_formula (text))
    append_quoted (line, "'", text);
  else if (needs_quotes (text))
    append_quoted (line, "", text);
  else
    g_string_append (line, text);
}

static gboolean
csv_put (gpointer file, guint row, guint column, XyColumnKind kind, const char *text, gint64 number, GError **error)
{
  Csv *csv = file;
  g_autofree char *written = NULL;

  for (; csv->column < column; csv->column++)
    g_string_append_c (csv->line, ',');
  switch (kind)
    {
    case XY_COLUMN_DAY:
      if (xy_day_is_valid (text))
        {
          g_string_append (csv->line, text);
          return TRUE;
        }
      append_text (csv->line, text);
      return TRUE;
    case XY_COLUMN_TEXT:
      append_text (csv->line, text);
      return TRUE;
    case XY_COLUMN_POINTS:
      written = xy_points_to_text (number);
      break;
    case XY_COLUMN_MONEY:
      written = xy_money_to_text (number);
      break;
    case XY_COLUMN_INTEGER:
    default:
      written = g_strdup_printf ("%" G_GINT64_FORMAT, number);
      break;
    }
  g_string_append (csv->line, written);
  return TRUE;
}

static gboolean
csv_end_row (gpointer file, GError **error)
{
  Csv *csv = file;

  for (; csv->column + 1 < csv->n; csv->column++)
    g_string_append_c (csv->line, ',');
  g_string_append (csv->line, "\r\n");
  csv->column = 0;
  return csv->line->len < FLUSH_AT || flush (csv, error);
}

static gboolean
csv_begin (gpointer file, const char *name, const char *title, const XyTableColumn *columns, guint n, GError **error)
{
  Csv *csv = file;

  csv->n = n;
  for (guint i = 0; i < n; i++)
    csv_put (csv, 0, i, XY_COLUMN_TEXT, columns[i].title, 0, NULL);
  return csv_end_row (csv, error);
}

static gboolean
csv_close (gpointer file, GError **error)
{
  Csv *csv = file;
  gboolean ok = flush (csv, error);

  if (fclose (csv->file) != 0 && ok)
    {
      xy_set_cannot_write (error);
      ok = FALSE;
    }
  g_string_free (csv->line, TRUE);
  g_free (csv);
  return ok;
}

const XyOutput xy_output_csv = {
  .open = csv_open,
  .begin = csv_begin,
  .put = csv_put,
  .end_row = csv_end_row,
  .close = csv_close,
  .discard = csv_discard,
};

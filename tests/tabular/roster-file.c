/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster-file.h"

#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "core/day.h"
#include "roster.h"

#define MAX_COLUMNS 64

typedef struct
{
  lxw_workbook *workbook;
  lxw_worksheet *sheet;
  lxw_format *date;
  char kinds[MAX_COLUMNS]; /* 'n' number, 'd' date, 'f' formula */
  lxw_row_t row;
} Writer;

static void
directive (Writer *writer, const char *line)
{
  unsigned a = 0, b = 0, c = 0, d = 0;

  if (sscanf (line, "!merge %u %u %u %u", &a, &b, &c, &d) == 4)
    worksheet_merge_range (writer->sheet, a, (lxw_col_t) b, c, (lxw_col_t) d, "", NULL);
  else if (sscanf (line, "!number %u", &a) == 1)
    writer->kinds[a] = 'n';
  else if (sscanf (line, "!date %u", &a) == 1)
    writer->kinds[a] = 'd';
  else if (sscanf (line, "!formula %u", &a) == 1)
    writer->kinds[a] = 'f';
  else if (sscanf (line, "!hide-column %u", &a) == 1)
    {
      lxw_row_col_options options = { .hidden = 1 };
      worksheet_set_column_opt (writer->sheet, (lxw_col_t) a, (lxw_col_t) a, 10, NULL, &options);
    }
  else if (sscanf (line, "!hide-row %u", &a) == 1)
    {
      lxw_row_col_options options = { .hidden = 1 };
      worksheet_set_row_opt (writer->sheet, a, 15, NULL, &options);
    }
  else if (g_str_equal (line, "!hidden"))
    worksheet_hide (writer->sheet);
  else
    g_error ("No such directive: %s", line);
}

static void
put (Writer *writer, lxw_col_t column, const char *text)
{
  char *end = NULL, day[XY_DAY_SIZE];
  double number = g_ascii_strtod (text, &end);
  gboolean is_number = text[0] != '\0' && *end == '\0';

  if (text[0] == '\0')
    return;
  if (writer->kinds[column] == 'd' && xy_day_parse (text, day) == XY_DAY_FULL)
    worksheet_write_number (writer->sheet, writer->row, column, xy_day_between ("1899-12-30", day), writer->date);
  else if (writer->kinds[column] == 'n' && is_number)
    worksheet_write_number (writer->sheet, writer->row, column, number, NULL);
  else if (writer->kinds[column] == 'f')
    {
      g_autofree char *formula = g_strdup_printf ("=TRIM(\"%s\")", text);
      worksheet_write_formula_str (writer->sheet, writer->row, column, formula, NULL, text);
    }
  else
    worksheet_write_string (writer->sheet, writer->row, column, text, NULL);
}

static char **
split_cells (const char *line)
{
  char **cells = g_strsplit (line, "|", -1);

  for (char **cell = cells; *cell != NULL; cell++)
    {
      char *expanded = roster_expand (*cell);
      g_free (*cell);
      *cell = expanded;
    }
  return cells;
}

static void
write_xlsx (const char *path, char **lines)
{
  Writer writer = { .workbook = workbook_new (path) };

  writer.date = workbook_add_format (writer.workbook);
  format_set_num_format (writer.date, "yyyy/m/d");
  for (char **line = lines; *line != NULL; line++)
    {
      if (writer.sheet == NULL || **line == '@')
        {
          writer.sheet = workbook_add_worksheet (writer.workbook, **line == '@' ? *line + 1 : NULL);
          memset (writer.kinds, 0, sizeof writer.kinds);
          writer.row = 0;
          if (**line == '@')
            continue;
        }
      if (**line == '!')
        {
          directive (&writer, *line);
          continue;
        }
      g_auto (GStrv) cells = split_cells (*line);
      for (guint c = 0; cells[c] != NULL; c++)
        put (&writer, (lxw_col_t) c, cells[c]);
      writer.row++;
    }
  g_assert_cmpint (workbook_close (writer.workbook), ==, LXW_NO_ERROR);
}

static void
append_csv (GString *out, const char *cell)
{
  if (strpbrk (cell, ",\"\n") == NULL)
    {
      g_string_append (out, cell);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
write_csv (const char *path, char **lines, RosterFormat format)
{
  static const char *const charsets[] = {
    [ROSTER_CSV] = "UTF-8",
    [ROSTER_CSV_BOM] = "UTF-8",
    [ROSTER_CSV_UTF16LE] = "UTF-16LE",
    [ROSTER_CSV_UTF16BE] = "UTF-16BE",
    [ROSTER_CSV_GB18030] = "GB18030",
    [ROSTER_TXT] = "GB18030",
  };
  gboolean bom = format == ROSTER_CSV_BOM || format == ROSTER_CSV_UTF16LE || format == ROSTER_CSV_UTF16BE;
  g_autoptr (GString) out = g_string_new (bom ? "\xef\xbb\xbf" : NULL);
  g_autoptr (GError) error = NULL;
  gsize length;

  for (char **line = lines; *line != NULL; line++)
    {
      if (**line == '!' || **line == '@' || (**line == '\0' && line[1] == NULL))
        continue;
      g_auto (GStrv) cells = split_cells (*line);
      for (guint c = 0; cells[c] != NULL; c++)
        {
          if (c > 0)
            g_string_append_c (out, format == ROSTER_TXT ? '\t' : ',');
          append_csv (out, cells[c]);
        }
      g_string_append (out, "\r\n");
    }
  g_autofree char *bytes = g_convert (out->str, (gssize) out->len, charsets[format], "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

char *
roster_file_write (const char *folder, const char *name, RosterFormat format, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *file = g_strconcat (name,
                                       format == ROSTER_XLSX  ? ".xlsx"
                                       : format == ROSTER_TXT ? ".txt"
                                                              : ".csv",
                                       NULL);
  char *path = g_build_filename (folder, file, NULL);

  if (format == ROSTER_XLSX)
    write_xlsx (path, lines);
  else
    write_csv (path, lines, format);
  return path;
}

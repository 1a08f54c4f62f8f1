/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster.h"

#include <stdio.h>
#include <string.h>

char *
roster_id (const char *birthday, guint order)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  g_autofree char *first = g_strdup_printf ("431399%s%03u", birthday, order % 1000);
  int sum = 0;

  for (guint i = 0; i < 17; i++)
    sum += (first[i] - '0') * weights[i];
  return g_strdup_printf ("%s%c", first, "10X98765432"[sum % 11]);
}

char *
roster_expand (const char *cell)
{
  const char *hash = cell[0] == '\'' ? cell + 1 : cell;

  if (hash[0] == '#')
    {
      g_autofree char *birthday = g_strndup (hash + 1, 8);
      g_autofree char *number = roster_id (birthday, (guint) g_ascii_strtoull (hash + 10, NULL, 10));
      return g_strdup_printf ("%.*s%s", (int) (hash - cell), cell, number);
    }
  g_auto (GStrv) parts = g_strsplit (cell, "\\n", -1);
  return g_strjoinv ("\n", parts);
}

XyWorkbook *
roster_workbook (const char *text)
{
  XyWorkbook *workbook = xy_workbook_new (XY_FORMAT_XLSX);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  XySheet *sheet = NULL;
  guint row = 0;

  for (char **line = lines; *line != NULL; line++)
    {
      if (sheet == NULL || **line == '@')
        {
          if (sheet != NULL)
            xy_sheet_seal (sheet, &error);
          sheet = xy_workbook_add_sheet (workbook, **line == '@' ? *line + 1 : "Sheet1", FALSE, FALSE, &error);
          row = 0;
          if (**line == '@')
            continue;
        }
      XyCellRange merge;
      if (sscanf (*line, "!merge %u %u %u %u", &merge.row, &merge.column, &merge.last_row, &merge.last_column) == 4)
        {
          xy_sheet_merge (sheet, &merge, &error);
          continue;
        }
      g_auto (GStrv) cells = g_strsplit (*line, "|", -1);
      for (guint c = 0; cells[c] != NULL; c++)
        {
          g_autofree char *cell = roster_expand (cells[c]);
          xy_sheet_put_text (sheet, row, c, cell, &error);
        }
      row++;
    }
  xy_sheet_seal (sheet, &error);
  g_assert_no_error (error);
  return workbook;
}

XyRosterRead *
roster_read (XyWorkbook *workbook)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) layouts = xy_roster_detect (workbook, NULL, &error);

  g_assert_no_error (error);
  XyRosterRead *read = xy_roster_read (workbook, layouts, ROSTER_TODAY, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return read;
}

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static void
show_messages (const XyRosterRead *read, GString *out)
{
  for (guint i = 0; i < read->messages->len; i++)
    {
      const XyRosterMessage *message = &g_array_index (read->messages, XyRosterMessage, i);
      g_autofree char *letters =
          message->column >= 0 ? xy_roster_column_letters ((guint) message->column) : g_strdup ("");
      if (message->severity != XY_ROSTER_HINT)
        g_string_append_printf (out, "%c %u!%s%u\n", message->severity == XY_ROSTER_ERROR ? 'E' : 'W',
                                message->sheet + 1, letters, message->row + 1);
    }
}

char *
roster_show (const XyRosterRead *read)
{
  GString *out = g_string_new (NULL);

  for (guint h = 0; h < read->households->len; h++)
    {
      const XyRosterHousehold *household = xy_roster_read_household (read, h);
      if (household->first == XY_ROSTER_NOBODY)
        continue;
      g_string_append_printf (out, "%s %s:", or_dash (household->number), or_dash (household->group));
      for (guint i = household->first; i != XY_ROSTER_NOBODY; i = xy_roster_read_row (read, i)->next)
        {
          const XyRosterRow *row = xy_roster_read_row (read, i);
          gboolean good = row->state == XY_ROSTER_GOOD;
          g_string_append_printf (out, good ? " %s %s" : " [%s %s]", or_dash (row->value[XY_ROSTER_RELATION]),
                                  or_dash (row->value[XY_ROSTER_NAME]));
        }
      g_string_append_c (out, '\n');
    }
  show_messages (read, out);
  return g_string_free (out, FALSE);
}

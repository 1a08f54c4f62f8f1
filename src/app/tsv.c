/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tsv.h"

#include <string.h>

void
xy_tsv_append_row (GString *text, const char *const *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      const char *cell = cells[i] != NULL ? cells[i] : "";
      if (i > 0)
        g_string_append_c (text, '\t');
      if (strpbrk (cell, "\t\r\n") == NULL && cell[0] != '"')
        {
          g_string_append (text, cell);
          continue;
        }
      g_string_append_c (text, '"');
      for (const char *p = cell; *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (text, '"');
          g_string_append_c (text, *p);
        }
      g_string_append_c (text, '"');
    }
  g_string_append (text, "\r\n");
}

/* Reads one cell at *P and moves on behind it. */
static char *
parse_cell (const char **p)
{
  GString *cell = g_string_new (NULL);
  const char *c = *p;

  if (*c == '"')
    {
      for (c++; *c != '\0'; c++)
        {
          if (*c == '"' && c[1] == '"')
            c++;
          else if (*c == '"')
            {
              c++;
              break;
            }
          g_string_append_c (cell, *c);
        }
    }
  while (*c != '\0' && *c != '\t' && *c != '\r' && *c != '\n')
    g_string_append_c (cell, *c++);

  *p = c;
  return g_string_free (cell, FALSE);
}

GPtrArray *
xy_tsv_parse (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  const char *p = text;

  while (*p != '\0')
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (rows, row);
      g_ptr_array_add (row, parse_cell (&p));
      while (*p == '\t')
        {
          p++;
          g_ptr_array_add (row, parse_cell (&p));
        }
      if (*p == '\r')
        p++;
      if (*p == '\n')
        p++;
    }
  return rows;
}

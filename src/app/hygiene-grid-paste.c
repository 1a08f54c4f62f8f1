/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of cells from WPS in the typing grid, and the numbers of households as they stand there. */
#include "app/hygiene-grid-data.h"

#include <string.h>

#include "app/tsv.h"
#include "core/normalize.h"

/* "03-016" and "3-16" are the same number. */
static char *
plain_number (const char *number)
{
  g_autofree char *clean = xy_digits_clean (number);
  g_auto (GStrv) parts = g_strsplit (clean, "-", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *start = parts[i];
      while (start[0] == '0' && start[1] != '\0')
        start++;
      memmove (parts[i], start, strlen (start) + 1);
    }
  return g_strjoinv ("-", parts);
}

gboolean
xy_hygiene_typing_find (const XyHygieneTyping *self, const char *number, guint *row)
{
  g_autofree char *wanted = plain_number (number);

  for (guint i = 0; wanted[0] != '\0' && i < self->grid->rows->len; i++)
    {
      g_autofree char *has = plain_number (xy_hygiene_typing_row (self, i)->number);
      if (g_str_equal (has, wanted))
        {
          *row = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* The block */

/* A tick as people write it. */
static const char *
read_tick (const char *text)
{
  static const char *const yes[] = { "1", "合格", "合", "√", "✓", "是", "y", NULL };
  static const char *const no[] = { "0", "不合格", "不", "×", "✗", "否", "x", "n", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return g_strv_contains (yes, lower) ? "1" : g_strv_contains (no, lower) ? "0" : text;
}

/* Whether most lines begin with what looks like the number of a household. */
static gboolean
has_numbers (GPtrArray *block)
{
  guint n = 0;

  for (guint i = 0; i < block->len; i++)
    {
      GPtrArray *cells = block->pdata[i];
      g_autofree char *first = xy_digits_clean (cells->len > 1 ? cells->pdata[0] : "");
      const char *dash = strchr (first, '-');

      n += dash != NULL && dash > first && dash[1] != '\0' && strspn (first, "0123456789-") == strlen (first);
    }
  return n > 0 && n * 2 >= block->len;
}

GArray *
xy_hygiene_typing_paste (XyHygieneTyping *self,
                         guint judge,
                         const guint *rows,
                         guint n,
                         guint from,
                         guint column,
                         const char *text,
                         guint *n_lost)
{
  g_autoptr (GPtrArray) block = xy_tsv_parse (text);
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean by_number = has_numbers (block);

  *n_lost = 0;
  for (guint i = 0; i < block->len; i++)
    {
      GPtrArray *cells = block->pdata[i];
      guint row = 0, first = by_number ? 1 : 0;
      gboolean found = by_number ? cells->len > 0 && xy_hygiene_typing_find (self, cells->pdata[0], &row)
                                 : from + i < n && (row = rows[from + i], TRUE);

      /* Of a block with numbers the first line may be its heading. */
      if (!found || !xy_hygiene_typing_may_stand (self, judge, row))
        {
          *n_lost += !(by_number && i == 0 && !found);
          continue;
        }
      for (guint k = first; k < cells->len && (by_number ? 0 : column) + k - first < self->n_columns; k++)
        {
          g_autofree char *cell = xy_text_clean (cells->pdata[k]);
          xy_hygiene_typing_set (self, judge, row, (by_number ? 0 : column) + k - first,
                                 self->ticks ? read_tick (cell) : cell);
        }
      g_array_append_val (changed, row);
    }
  return changed;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-act.h"

#include "core/number.h"

static void
clear_clause (gpointer data)
{
  g_free (((XyBylawTyped *) data)->text);
}

GArray *
xy_bylaw_typed_from (const XyBylawText *text)
{
  g_autoptr (GPtrArray) lines = xy_bylaw_text_lines (text);
  GArray *clauses = g_array_new (FALSE, TRUE, sizeof (XyBylawTyped));
  guint depth = 0; /* of the clause that items belong to, and one; 0: there is none yet */

  g_array_set_clear_func (clauses, clear_clause);
  for (guint i = 0; i < lines->len; i++)
    {
      const XyBylawLine *line = lines->pdata[i];
      XyBylawTyped clause = { .level = 2 };
      if (line->node->text[0] == '\0')
        continue;
      if (line->heading)
        {
          clause.level = 0;
          depth = 0;
        }
      else if (depth == 0 || line->depth < depth)
        {
          clause.level = 1;
          depth = line->depth + 1;
        }
      clause.text = g_strdup (line->node->text);
      g_array_append_val (clauses, clause);
    }
  return clauses;
}

GStrv
xy_bylaw_clauses_marks (GPtrArray *clauses)
{
  GStrv marks = g_new0 (char *, clauses->len + 1);
  guint numbers[3] = { 0 };

  for (guint i = 0; i < clauses->len; i++)
    {
      gsize level = (gsize) CLAMP (((const XyBylawClause *) clauses->pdata[i])->level, 0, 2);
      g_autofree char *han = xy_chinese_number (++numbers[level]);
      if (level < 2)
        numbers[2] = 0;
      marks[i] = level == 0   ? g_strdup_printf ("%s、", han)
                 : level == 1 ? g_strdup_printf ("第%s条", han)
                              : g_strdup_printf ("（%s）", han);
    }
  return marks;
}

char *
xy_bylaw_clauses_write (GPtrArray *clauses)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) marks = xy_bylaw_clauses_marks (clauses);

  for (guint i = 0; i < clauses->len; i++)
    {
      const XyBylawClause *clause = clauses->pdata[i];
      g_string_append_printf (text, "%s%s%s\n", marks[i], clause->level == 1 ? "　" : "", clause->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

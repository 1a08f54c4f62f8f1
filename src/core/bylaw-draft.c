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

char *
xy_bylaw_clauses_write (GPtrArray *clauses)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint heading = 0, article = 0, item = 0;

  for (guint i = 0; i < clauses->len; i++)
    {
      const XyBylawClause *clause = clauses->pdata[i];
      guint *number = clause->level == 0 ? &heading : clause->level == 1 ? &article : &item;
      g_autofree char *han = xy_chinese_number (++*number);
      if (clause->level < 2)
        item = 0;
      if (clause->level == 0)
        g_string_append_printf (text, "%s、%s\n", han, clause->text);
      else if (clause->level == 1)
        g_string_append_printf (text, "第%s条　%s\n", han, clause->text);
      else
        g_string_append_printf (text, "（%s）%s\n", han, clause->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

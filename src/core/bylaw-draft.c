/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-act.h"

#include <glib/gi18n-lib.h>

#include "core/number.h"

static void
clear_clause (gpointer data)
{
  g_free (((XyBylawTyped *) data)->text);
}

/* How many of LINES stand before the first heading or number: what a bylaw says before it begins. Where there is
 * neither, each line is a clause. */
static guint
count_before (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const XyBylawLine *line = lines->pdata[i];
      if (line->heading || line->node->style != XY_BYLAW_PLAIN)
        return i;
    }
  return 0;
}

GArray *
xy_bylaw_typed_from (const XyBylawText *text, char **preamble)
{
  g_autoptr (GPtrArray) lines = xy_bylaw_text_lines (text);
  g_autoptr (GString) before = g_string_new (NULL);
  GArray *clauses = g_array_new (FALSE, TRUE, sizeof (XyBylawTyped));
  guint depth = 0; /* of the clause that items belong to, and one; 0: there is none yet */
  guint first = count_before (lines);

  g_array_set_clear_func (clauses, clear_clause);
  for (guint i = 0; i < first; i++)
    g_string_append_printf (before, "%s%s", before->len > 0 ? "\n" : "",
                            ((const XyBylawLine *) lines->pdata[i])->node->text);
  *preamble = before->len > 0 ? g_string_free (g_steal_pointer (&before), FALSE) : NULL;
  for (guint i = first; i < lines->len; i++)
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
xy_bylaw_levels_words (const guint n[3])
{
  g_autofree char *headings = g_strdup_printf (ngettext ("%u heading", "%u headings", n[0]), n[0]);
  g_autofree char *clauses = g_strdup_printf (ngettext ("%u clause", "%u clauses", n[1]), n[1]);
  g_autofree char *items = g_strdup_printf (ngettext ("%u sub-item", "%u sub-items", n[2]), n[2]);

  return g_strjoin (" · ", headings, clauses, items, NULL);
}

char *
xy_bylaw_count_next (XyBylawCount *count, gint64 level)
{
  guint *number = level <= 0 ? &count->headings : level == 1 ? &count->articles : &count->items;
  g_autofree char *han = xy_chinese_number (++*number);

  if (level < 2)
    count->items = 0;
  return g_strdup_printf (level <= 0 ? "%s、" : level == 1 ? "第%s条" : "（%s）", han);
}

GStrv
xy_bylaw_clauses_marks (GPtrArray *clauses)
{
  GStrv marks = g_new0 (char *, clauses->len + 1);
  XyBylawCount count = { 0 };

  for (guint i = 0; i < clauses->len; i++)
    marks[i] = xy_bylaw_count_next (&count, ((const XyBylawClause *) clauses->pdata[i])->level);
  return marks;
}

GStrv
xy_bylaw_clauses_names (GPtrArray *clauses)
{
  GStrv names = g_new0 (char *, clauses->len + 1);
  XyBylawCount count = { 0 };
  const char *above = "";

  for (guint i = 0; i < clauses->len; i++)
    {
      gint64 level = ((const XyBylawClause *) clauses->pdata[i])->level;
      g_autofree char *mark = xy_bylaw_count_next (&count, level);
      g_autofree char *han = xy_chinese_number (count.headings);
      names[i] = level <= 0 ? g_strdup_printf ("第%s部分", han) : g_strconcat (level > 1 ? above : "", mark, NULL);
      if (level < 2)
        above = level == 1 ? names[i] : "";
    }
  return names;
}

char *
xy_bylaw_clauses_write (const char *preamble, GPtrArray *clauses)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) marks = xy_bylaw_clauses_marks (clauses);

  if (preamble != NULL)
    g_string_append_printf (text, "%s\n", preamble);
  for (guint i = 0; i < clauses->len; i++)
    {
      const XyBylawClause *clause = clauses->pdata[i];
      g_string_append_printf (text, "%s%s%s\n", marks[i], clause->level == 1 ? "　" : "", clause->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pane 条文 shows, read on the worker's thread. */
#include "app/bylaw-clauses-private.h"

#include "core/draft.h"
#include "core/points-rule.h"

void
xy_bylaw_clauses_read_free (gpointer data)
{
  XyBylawClausesRead *read = data;

  g_clear_object (&read->version);
  g_clear_pointer (&read->clauses, g_ptr_array_unref);
  g_clear_pointer (&read->marks, g_strfreev);
  g_clear_pointer (&read->findings, g_ptr_array_unref);
  g_clear_pointer (&read->lint, xy_bylaw_rules_free);
  g_clear_pointer (&read->opinions, g_ptr_array_unref);
  g_clear_pointer (&read->rules, g_hash_table_unref);
  g_free (read->draft);
  g_free (read);
}

int
xy_bylaw_clauses_read_find (const XyBylawClausesRead *read, const XyId *id)
{
  for (guint i = 0; read != NULL && i < read->clauses->len; i++)
    if (xy_id_same (&((XyRecord *) read->clauses->pdata[i])->id, id))
      return (int) i;
  return -1;
}

const char *
xy_bylaw_clauses_read_above (const XyBylawClausesRead *read, int at, gint64 level)
{
  for (int i = MIN (at, (int) read->clauses->len - 1); level == 2 && i >= 0; i--)
    {
      const XyBylawClause *clause = read->clauses->pdata[i];
      if (clause->level < 2)
        return clause->level == 1 && (g_str_has_suffix (clause->text, "：") || g_str_has_suffix (clause->text, ":"))
                   ? clause->text
                   : NULL;
    }
  return NULL;
}

/* The names of the points rules that the clauses name. */
static gboolean
read_rules (XyStore *store, XyBylawClausesRead *read, GError **error)
{
  read->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < read->clauses->len; i++)
    {
      const XyBylawClause *clause = read->clauses->pdata[i];
      g_auto (GStrv) ids = g_strsplit (clause->rules != NULL ? clause->rules : "", "\n", -1);
      for (guint k = 0; ids[k] != NULL; k++)
        {
          XyId id;
          if (!xy_id_from_text (ids[k], &id) || g_hash_table_contains (read->rules, ids[k]))
            continue;
          g_autoptr (XyPointsRule) rule = xy_record_get (store, &xy_points_rule_type, &id, error);
          if (rule == NULL)
            return FALSE;
          g_hash_table_insert (read->rules, g_strdup (ids[k]), g_strdup_printf ("%s %s", rule->code, rule->name));
        }
    }
  return TRUE;
}

static void
look_for_findings (XyBylawClausesRead *read)
{
  read->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < read->clauses->len; i++)
    {
      const XyBylawClause *clause = read->clauses->pdata[i];
      const char *above = xy_bylaw_clauses_read_above (read, (int) i - 1, clause->level);
      g_ptr_array_add (read->findings, read->lint != NULL ? xy_bylaw_lint_clause (read->lint, above, clause->text)
                                                          : g_ptr_array_new ());
    }
}

gpointer
xy_bylaw_clauses_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyBylawPaneAsk *ask = data;
  XyBylawClausesRead *read = g_new0 (XyBylawClausesRead, 1);
  char id[XY_ID_TEXT_LENGTH + 1];

  read->version = xy_bylaw_version_get (store, &ask->version, error);
  read->clauses = read->version != NULL ? xy_bylaw_clauses (store, &ask->version, error) : NULL;
  read->opinions = read->clauses != NULL ? xy_bylaw_opinions (store, &ask->version, error) : NULL;
  if (read->opinions == NULL || !read_rules (store, read, error))
    {
      xy_bylaw_clauses_read_free (read);
      return NULL;
    }
  read->marks = xy_bylaw_clauses_marks (read->clauses);
  read->lint = xy_bylaw_rules_load (store, NULL, NULL);
  look_for_findings (read);
  xy_id_to_text (&ask->version, id);
  g_autofree char *form = g_strconcat ("bylaw:", id, NULL);
  read->draft = xy_draft_load (store, form, NULL);
  return read;
}

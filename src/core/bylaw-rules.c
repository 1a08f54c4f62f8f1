/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bylaw-rules: reads the file of rules that bylaw-lint.c goes by. */
#include "core/bylaw-lint.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/rule-file.h"

#define FILE_NAME "bylaw-lint"
/* A word of the file may hold others; no deeper. */
#define WORD_MOST 20000

enum
{
  VALID,
  HEAD,
  WORDS,
  RULES,
  SOURCES,
  LIST,
};

static const XySql statements[] = {
  [VALID] = { NULL, "SELECT json_valid (?1) AND json_type (?1) = 'object' AND json_type (?1, '$.rules') = 'array'" },
  [HEAD] = { NULL, "SELECT ?1 ->> '$.name', ?1 ->> '$.date', ?1 ->> '$.note'" },
  [WORDS] = { NULL, "SELECT key, value FROM json_each (?1, '$.words') WHERE type = 'text'" },
  [RULES] = { NULL, "SELECT key, value ->> '$.key', value ->> '$.name', value ->> '$.reason'"
                    " FROM json_each (?1, '$.rules') WHERE type = 'object'" },
  [SOURCES] = { NULL, "SELECT v.value ->> '$.law', v.value ->> '$.article', v.value ->> '$.check'"
                      " FROM json_each (?1, '$.rules') AS r, json_each (r.value, '$.sources') AS v"
                      " WHERE r.key = ?2 AND v.type = 'object'" },
  [LIST] = { NULL, "SELECT v.value FROM json_each (?1, '$.rules') AS r, json_each (r.value, ?3) AS v"
                   " WHERE r.key = ?2 AND v.type = 'text'"
                   " UNION ALL SELECT value FROM json_each (?1, ?3) WHERE ?2 < 0 AND type = 'text'" },
};

/* One file as it is read. */
typedef struct
{
  XyDb *db;
  const char *text;
  GHashTable *words;
  XyBylawRules *rules;
} Reading;

static gboolean
unreadable (GError **error, const char *detail)
{
  g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The rules for the words of bylaws cannot be used: %s"),
               detail);
  return FALSE;
}

static void
rule_free (XyBylawRule *rule)
{
  g_free (rule->key);
  g_free (rule->name);
  g_free (rule->reason);
  g_free (rule->source);
  g_ptr_array_unref (rule->find);
  g_ptr_array_unref (rule->unless);
  g_strfreev (rule->wordings);
  g_strfreev (rule->sentences);
  g_free (rule);
}

void
xy_bylaw_rules_free (XyBylawRules *rules)
{
  if (rules == NULL)
    return;
  g_free (rules->name);
  g_free (rules->date);
  g_free (rules->note);
  g_free (rules->problem);
  g_ptr_array_unref (rules->rules);
  g_free (rules);
}

const XyBylawRule *
xy_bylaw_rules_get (const XyBylawRules *rules, const char *key)
{
  for (guint i = 0; i < rules->rules->len; i++)
    if (g_strcmp0 (((XyBylawRule *) rules->rules->pdata[i])->key, key) == 0)
      return rules->rules->pdata[i];
  return NULL;
}

/* PATTERN with the file's words in place of {name}. NULL where one is unknown, or all is far too long. */
static char *
expand (GHashTable *words, const char *pattern)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = pattern; *at != '\0';)
    {
      gsize length = *at == '{' ? strspn (at + 1, "abcdefghijklmnopqrstuvwxyz") : 0;

      if (length > 0 && at[length + 1] == '}')
        {
          g_autofree char *name = g_strndup (at + 1, length);
          const char *word = g_hash_table_lookup (words, name);
          if (word == NULL || out->len > WORD_MOST)
            return NULL;
          g_string_append (out, word);
          at += length + 2;
        }
      else
        g_string_append_c (out, *at++);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A word may use those before it. */
static gboolean
read_words (Reading *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (self->db, statements[WORDS].text, XY_BIND (XY_TEXT (self->text)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      char *word = expand (self->words, xy_rows_text (rows, 1));
      if (word == NULL)
        return unreadable (error, xy_rows_text (rows, 0));
      g_hash_table_replace (self->words, g_strdup (xy_rows_text (rows, 0)), word);
    }
  return problem == NULL || unreadable (error, _ ("the file is damaged."));
}

/* The texts of the list PATH of the rule at INDEX, or of the file itself for -1. */
static GPtrArray *
read_list (Reading *self, gint64 index, const char *path)
{
  g_autoptr (XyRows) rows = xy_db_query (self->db, statements[LIST].text,
                                         XY_BIND (XY_TEXT (self->text), XY_INT (index), XY_TEXT (path)), NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  while (xy_rows_next (rows, NULL))
    g_ptr_array_add (list, g_strdup (xy_rows_text (rows, 0)));
  return list;
}

static char **
read_words_list (Reading *self, gint64 index, const char *path)
{
  g_autoptr (GPtrArray) list = read_list (self, index, path);

  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_steal (list, NULL);
}

static gboolean
add_patterns (Reading *self, gint64 index, const char *path, GPtrArray *patterns, GError **error)
{
  g_autoptr (GPtrArray) texts = read_list (self, index, path);

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *pattern = expand (self->words, texts->pdata[i]);
      GRegex *regex = pattern != NULL ? g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL) : NULL;
      if (regex == NULL)
        return unreadable (error, texts->pdata[i]);
      g_ptr_array_add (patterns, regex);
    }
  return TRUE;
}

static void
read_sources (Reading *self, gint64 index, XyBylawRule *rule)
{
  g_autoptr (XyRows) rows =
      xy_db_query (self->db, statements[SOURCES].text, XY_BIND (XY_TEXT (self->text), XY_INT (index)), NULL);
  g_autoptr (GString) source = g_string_new (NULL);

  while (xy_rows_next (rows, NULL))
    {
      const char *law = xy_rows_text (rows, 0), *article = xy_rows_text (rows, 1);
      gboolean check = xy_rows_int (rows, 2) != 0;

      if (law == NULL)
        continue;
      g_string_append_printf (source, "%s《%s》%s%s", source->len > 0 ? "；" : "", law, article != NULL ? article : "",
                              check ? "（尚未核实）" : "");
      rule->check = rule->check || check;
    }
  rule->source = g_strdup (source->str);
}

/* Puts RULE, which is taken, in place of one with its key, or behind all. */
static void
lay_rule (XyBylawRules *rules, XyBylawRule *rule)
{
  for (guint i = 0; i < rules->rules->len; i++)
    if (g_str_equal (((XyBylawRule *) rules->rules->pdata[i])->key, rule->key))
      {
        rule_free (rules->rules->pdata[i]);
        rules->rules->pdata[i] = rule;
        return;
      }
  g_ptr_array_add (rules->rules, rule);
}

static gboolean
read_rules (Reading *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (self->db, statements[RULES].text, XY_BIND (XY_TEXT (self->text)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyBylawRule *rule = g_new0 (XyBylawRule, 1);
      gint64 index = xy_rows_int (rows, 0);

      rule->find = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
      rule->unless = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
      rule->key = g_strdup (xy_rows_text (rows, 1));
      rule->name = g_strdup (xy_rows_text (rows, 2));
      rule->reason = g_strdup (xy_rows_text (rows, 3));
      read_sources (self, index, rule);
      rule->wordings = read_words_list (self, index, "$.wordings");
      rule->sentences = read_words_list (self, index, "$.sentences");
      gboolean whole = rule->key != NULL && rule->name != NULL && rule->reason != NULL && rule->source[0] != '\0';
      if (!whole)
        {
          rule_free (rule);
          return unreadable (error, _ ("a rule does not say its name, its reason, or whence that comes."));
        }
      lay_rule (self->rules, rule);
      if (!add_patterns (self, index, "$.find", rule->find, error)
          || !add_patterns (self, index, "$.unless", rule->unless, error)
          || !add_patterns (self, -1, "$.unless", rule->unless, error))
        return FALSE;
    }
  return problem == NULL || unreadable (error, _ ("the file is damaged."));
}

static char *
dup_clean (XyRows *rows, int column)
{
  return xy_rows_is_null (rows, column) ? NULL : xy_text_clean (xy_rows_text (rows, column));
}

/* The edition in BYTES; its words are added to WORDS. */
static XyBylawRules *
read_edition (XyDb *db, GBytes *bytes, GHashTable *words, GError **error)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (XyBylawRules) rules = g_new0 (XyBylawRules, 1);
  Reading self = { db, text, words, rules };
  gint64 valid = 0;

  rules->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  if (strlen (text) != g_bytes_get_size (bytes) || !xy_text_is_valid (text, -1)
      || !xy_db_number (db, statements[VALID].text, XY_BIND (XY_TEXT (text)), &valid, NULL) || !valid)
    return unreadable (error, _ ("the file is damaged.")), NULL;
  {
    g_autoptr (XyRows) head = xy_db_query (db, statements[HEAD].text, XY_BIND (XY_TEXT (text)), NULL);
    if (xy_rows_next (head, NULL))
      {
        rules->name = dup_clean (head, 0);
        rules->date = dup_clean (head, 1);
        rules->note = dup_clean (head, 2);
      }
  }
  if (rules->name == NULL || rules->date == NULL || !xy_day_is_valid (rules->date))
    return unreadable (error, _ ("it does not say its name and date.")), NULL;
  return read_words (&self, error) && read_rules (&self, error) ? g_steal_pointer (&rules) : NULL;
}

static GHashTable *
copy_words (GHashTable *words)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, g_strdup (key), g_strdup (value));
  return copy;
}

/*
 * The edition of the file NAME that holds: the one with the later date. WORDS, those that it may use, get its own. NULL
 * with PROBLEM where the last one cannot be used, and without where there is none.
 */
static XyBylawRules *
load_edition (XyDb *db, const char *name, GHashTable **words, char **problem)
{
  g_autoptr (GPtrArray) texts = xy_rule_file_texts (name);
  g_autoptr (GHashTable) base = g_hash_table_ref (*words);
  XyBylawRules *best = NULL;

  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (GHashTable) own = copy_words (base);
      g_autoptr (GError) error = NULL;
      g_autoptr (XyBylawRules) rules = read_edition (db, texts->pdata[i], own, &error);

      if (rules == NULL)
        xy_set_str (problem, error->message);
      else if (best == NULL || strcmp (rules->date, best->date) >= 0)
        {
          xy_bylaw_rules_free (best);
          best = g_steal_pointer (&rules);
          g_hash_table_unref (*words);
          *words = g_steal_pointer (&own);
        }
    }
  return best;
}

/* What the province says goes before what the country says. */
static void
lay_province (XyBylawRules *rules, XyBylawRules *from)
{
  g_autofree char *name = g_strdup_printf ("%s；%s（%s）", rules->name, from->name, from->date);

  xy_set_str (&rules->name, name);
  while (from->rules->len > 0)
    lay_rule (rules, g_ptr_array_steal_index (from->rules, 0));
}

XyBylawRules *
xy_bylaw_rules_load (XyStore *store, const char *province, GError **error)
{
  g_autoptr (XyDb) own = store == NULL ? xy_db_open (":memory:", XY_DB_CREATE, error) : NULL;
  XyDb *db = store != NULL ? xy_store_get_db (store) : own;
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *problem = NULL;

  if (db == NULL)
    return NULL;
  XyBylawRules *rules = load_edition (db, FILE_NAME ".json", &words, &problem);
  if (rules == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           problem != NULL ? problem : _ ("The rules for the words of bylaws are not there."));
      return NULL;
    }
  const char *chosen = store != NULL ? xy_province_of (store, province) : province;
  if (chosen != NULL && g_ascii_isalpha (chosen[0]) && strchr (chosen, '/') == NULL)
    {
      g_autofree char *name = g_strdup_printf (FILE_NAME "-%s.json", chosen);
      g_autoptr (XyBylawRules) more = load_edition (db, name, &words, &problem);
      if (more != NULL)
        lay_province (rules, more);
    }
  rules->problem = g_steal_pointer (&problem);
  return rules;
}

const XySql *
xy_bylaw_rules_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

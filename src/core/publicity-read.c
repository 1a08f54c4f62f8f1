/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/publicity-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/rule-file.h"

#define LAST_DAY "9999-12-31"

enum
{
  VALID,
  HEAD,
  SETS,
  VALUES,
  ITEMS,
};

static const XySql statements[] = {
  [VALID] = { NULL, "SELECT json_valid (?1) AND json_type (?1) = 'object' AND json_type (?1, '$.sets') = 'array'" },
  [HEAD] = { NULL, "SELECT ?1 ->> '$.name', ?1 ->> '$.date'" },
  [SETS] = { NULL, "SELECT value ->> '$.from', value ->> '$.until', value ->> '$.source', value ->> '$.check'"
                   " FROM json_each (?1, '$.sets') WHERE type = 'object'" },
  [VALUES] = { NULL, "SELECT s.key, v.key, v.value ->> '$.value', v.value ->> '$.source', v.value ->> '$.date',"
                     " v.value ->> '$.check' FROM json_each (?1, '$.sets') AS s, json_each (s.value, '$.values') AS v"
                     " WHERE v.type = 'object'" },
  [ITEMS] = { NULL, "SELECT s.key, v.value ->> '$.key', v.value ->> '$.name', v.value ->> '$.span',"
                    " v.value ->> '$.shown', v.value ->> '$.paper', v.value ->> '$.law', v.value ->> '$.source',"
                    " v.value ->> '$.check' FROM json_each (?1, '$.sets') AS s, json_each (s.value, '$.items') AS v"
                    " WHERE v.type = 'object'" },
};

static const char *const value_keys[] = { "board_days",  "objection_days", "reply_days",
                                          "quarter_day", "month_day",      "event_days" };
static const char *const span_words[] = { "month", "quarter", "event", "free" };
static const char *const shown_words[] = { "always", "points", "used", "event" };

static void
set_free (gpointer data)
{
  XyPublicitySet *set = data;

  g_free (set->from);
  g_free (set->until);
  g_free (set->source);
  for (guint i = 0; i < XY_PUBLICITY_N_VALUES; i++)
    xy_publicity_value_clear (&set->values[i]);
  g_ptr_array_unref (set->items);
  g_free (set);
}

static gboolean
unreadable (GError **error, const char *detail)
{
  g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The rules of publication cannot be used: %s"), detail);
  return FALSE;
}

/* The reading ended with PROBLEM (NULL: with what cannot be): somebody stopped it, or the file is damaged. */
static gboolean
damaged (GError **error, const GError *problem)
{
  if (!g_error_matches (problem, XY_ERROR, XY_ERROR_CANCELLED))
    return unreadable (error, _ ("the file is damaged."));
  g_propagate_error (error, g_error_copy (problem));
  return FALSE;
}

/* The place of TEXT in WORDS, or -1. */
static int
place_of (const char *text, const char *const *words, int n)
{
  for (int i = 0; i < n; i++)
    if (g_strcmp0 (text, words[i]) == 0)
      return i;
  return -1;
}

static gboolean
read_sets (XyPublicityEdition *edition, XyDb *db, const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[SETS].text, XY_BIND (XY_TEXT (text)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyPublicitySet *set = g_new0 (XyPublicitySet, 1);
      const XyPublicitySet *before = edition->sets->len > 0 ? edition->sets->pdata[edition->sets->len - 1] : NULL;

      set->items = g_ptr_array_new_with_free_func (xy_publicity_item_free);
      g_ptr_array_add (edition->sets, set);
      set->from = xy_rule_word (rows, 0);
      set->until = xy_rule_word (rows, 1);
      set->source = xy_rule_word (rows, 2);
      set->check = xy_rows_int (rows, 3) != 0;
      if (!xy_day_is_valid (set->from) || (set->until != NULL && !xy_day_is_valid (set->until)) || set->source == NULL)
        return unreadable (error, _ ("a set has no source, or a day that is none."));
      if ((set->until != NULL && strcmp (set->until, set->from) < 0)
          || (before != NULL && strcmp (before->until != NULL ? before->until : LAST_DAY, set->from) >= 0))
        return unreadable (error, _ ("two sets hold at the same time."));
    }
  if (problem != NULL || edition->sets->len == 0)
    return damaged (error, problem);
  return TRUE;
}

static gboolean
read_values (XyPublicityEdition *edition, XyDb *db, const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[VALUES].text, XY_BIND (XY_TEXT (text)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      gint64 at = xy_rows_int (rows, 0), number = xy_rows_int (rows, 2);
      int key = place_of (xy_rows_text (rows, 1), value_keys, XY_PUBLICITY_N_VALUES);
      gboolean is_day = key == XY_PUBLICITY_QUARTER_DAY || key == XY_PUBLICITY_MONTH_DAY;

      if (key < 0 || at >= edition->sets->len || number < 1 || number > (is_day ? 28 : 366))
        return unreadable (error, _ ("it has a number that cannot be."));
      XyPublicityValue *value = &((XyPublicitySet *) edition->sets->pdata[at])->values[key];
      value->value = (int) number;
      value->source = xy_rule_word (rows, 3);
      value->date = xy_rule_word (rows, 4);
      value->check = xy_rows_int (rows, 5) != 0;
      if (value->source == NULL || !xy_day_is_valid (value->date))
        return unreadable (error, _ ("a number does not say its source and date."));
    }
  return problem == NULL || damaged (error, problem);
}

static gboolean
read_items (XyPublicityEdition *edition, XyDb *db, const char *text, gboolean national, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[ITEMS].text, XY_BIND (XY_TEXT (text)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      gint64 at = xy_rows_int (rows, 0);
      int span = place_of (xy_rows_text (rows, 3), span_words, G_N_ELEMENTS (span_words));
      int shown = place_of (xy_rows_text (rows, 4), shown_words, G_N_ELEMENTS (shown_words));
      XyPublicityItem *item = g_new0 (XyPublicityItem, 1);

      if (at >= edition->sets->len)
        {
          xy_publicity_item_free (item);
          return unreadable (error, _ ("the file is damaged."));
        }
      g_ptr_array_add (((XyPublicitySet *) edition->sets->pdata[at])->items, item);
      item->key = xy_rule_word (rows, 1);
      item->name = xy_rule_word (rows, 2);
      item->paper = xy_rule_word (rows, 5);
      item->law = xy_rows_int (rows, 6) != 0;
      item->source = xy_rule_word (rows, 7);
      item->check = xy_rows_int (rows, 8) != 0;
      if (item->key == NULL || item->source == NULL || span < 0 || (shown < 0 && !xy_rows_is_null (rows, 4))
          || (national && (item->name == NULL || item->paper == NULL || shown < 0)))
        return unreadable (error, _ ("an item does not say what it is, how often it is due or whence it comes."));
      item->span = (XyPublicitySpan) span;
      item->shown = shown < 0 ? XY_PUBLICITY_ALWAYS : (XyPublicityShown) shown;
    }
  return problem == NULL || damaged (error, problem);
}

void
xy_publicity_value_clear (XyPublicityValue *value)
{
  g_free (value->source);
  g_free (value->date);
}

void
xy_publicity_item_free (gpointer data)
{
  XyPublicityItem *item = data;

  g_free (item->key);
  g_free (item->name);
  g_free (item->paper);
  g_free (item->source);
  g_free (item);
}

void
xy_publicity_edition_free (XyPublicityEdition *edition)
{
  if (edition == NULL)
    return;
  g_free (edition->name);
  g_free (edition->date);
  g_ptr_array_unref (edition->sets);
  g_free (edition);
}

int
xy_publicity_span_from_word (const char *word)
{
  return place_of (word, span_words, G_N_ELEMENTS (span_words));
}

XyPublicityEdition *
xy_publicity_edition_parse (XyDb *db, const char *text, gsize length, gboolean national, GError **error)
{
  g_autoptr (XyPublicityEdition) edition = g_new0 (XyPublicityEdition, 1);
  g_autofree char *copy = g_strndup (text, length);
  g_autoptr (GError) problem = NULL;
  gint64 valid = 0;

  edition->sets = g_ptr_array_new_with_free_func (set_free);
  if (length > XY_RULE_FILE_SIZE || !xy_text_is_valid (copy, -1)
      || !xy_db_number (db, statements[VALID].text, XY_BIND (XY_TEXT (copy)), &valid, &problem) || !valid)
    {
      damaged (error, problem);
      return NULL;
    }
  {
    g_autoptr (XyRows) head = xy_db_query (db, statements[HEAD].text, XY_BIND (XY_TEXT (copy)), &problem);
    if (xy_rows_next (head, &problem))
      {
        edition->name = xy_rule_word (head, 0);
        edition->date = xy_rule_word (head, 1);
      }
  }
  if (problem != NULL)
    {
      damaged (error, problem);
      return NULL;
    }
  if (edition->name == NULL || !xy_day_is_valid (edition->date))
    {
      unreadable (error, _ ("it does not say its name and date."));
      return NULL;
    }
  if (!read_sets (edition, db, copy, error) || !read_values (edition, db, copy, error)
      || !read_items (edition, db, copy, national, error))
    return NULL;
  return g_steal_pointer (&edition);
}

const XySql *
xy_publicity_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

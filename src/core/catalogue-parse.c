/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/catalogue-private.h"
#include "core/normalize.h"
#include "core/number.h"
#include "core/rule-file.h"
#include "core/store.h"
#include "core/tag.h"

#define RULES_LIMIT 2000

#define VALID_SQL "SELECT json_valid (?1) AND json_type (?1) = 'object' AND json_type (?1, '$.rules') = 'array'"
#define HEAD_SQL                                                                                                       \
  "SELECT ?1 ->> '$.name', ?1 ->> '$.source', ?1 ->> '$.year', ?1 ->> '$.date', ?1 ->> '$.note', "                     \
  "json_type (?1, '$.scheme') = 'object'"
#define CATEGORIES_SQL "SELECT value FROM json_each (?1, '$.categories')"
#define TAG "iif (type = 'object', value, '{}') ->> "
#define TAGS_SQL "SELECT " TAG "'$.name', " TAG "'$.for', " TAG "'$.sensitive' FROM json_each (?1, '$.tags')"
#define LINES(json) "(SELECT group_concat (l.value, char (10)) FROM json_each (" json ") AS l)"
#define SCHEME(name) "?1 ->> '$.scheme." name "'"
#define SCHEME_SQL                                                                                                     \
  "SELECT " SCHEME ("name") ", " SCHEME ("account") ", " SCHEME ("base") ", " LINES (                                  \
      "?1, '$.scheme.bands'") ", " SCHEME ("value") ", " SCHEME ("note")

/* A key of the present rule, or of every rule where it does not say so itself. */
#define RULE(name) "iif (r.type = 'object', r.value, '{}') ->> '$." name "'"
#define EVERY(name) "coalesce (" RULE (name) ", ?1 ->> '$.every_rule." name "')"
#define RULES_SQL                                                                                                                              \
  "SELECT " RULE ("code") ", " RULE ("category") ", " RULE ("name") ", " RULE ("unit") ", " RULE ("score") ", " RULE ("score_max") ", " RULE ( \
      "step") ", " RULE ("cap") ", " RULE ("cap_act") ", " RULE ("round") ", " RULE ("cap_period") ", " RULE ("starts") ", " RULE ("ends") ", " RULE ("tiers_period") ", " RULE ("pool") ", " EVERY ("repeat_period") ", " EVERY ("account") ", " EVERY ("target") ", " EVERY ("exempt") ", " EVERY ("basis") ", " RULE ("unspendable") ", " RULE ("evidence") ", " LINES ("iif (r.type = 'object', r.value, '{}'), '$.tiers'") " FROM json_each (?1, '$.rules') AS r"

static const XySql statements[] = {
  { NULL, VALID_SQL }, { NULL, HEAD_SQL },   { NULL, CATEGORIES_SQL },
  { NULL, TAGS_SQL },  { NULL, SCHEME_SQL }, { NULL, RULES_SQL },
};

/* The text columns of RULES_SQL and where they go. */
static const struct
{
  int column;
  gsize offset;
} texts[] = {
  { 0, G_STRUCT_OFFSET (XyPointsRule, code) },        { 1, G_STRUCT_OFFSET (XyPointsRule, category) },
  { 2, G_STRUCT_OFFSET (XyPointsRule, name) },        { 3, G_STRUCT_OFFSET (XyPointsRule, unit) },
  { 10, G_STRUCT_OFFSET (XyPointsRule, cap_period) }, { 11, G_STRUCT_OFFSET (XyPointsRule, starts) },
  { 12, G_STRUCT_OFFSET (XyPointsRule, ends) },       { 13, G_STRUCT_OFFSET (XyPointsRule, tiers_period) },
  { 14, G_STRUCT_OFFSET (XyPointsRule, pool) },       { 15, G_STRUCT_OFFSET (XyPointsRule, repeat_period) },
  { 16, G_STRUCT_OFFSET (XyPointsRule, account) },    { 17, G_STRUCT_OFFSET (XyPointsRule, target) },
  { 18, G_STRUCT_OFFSET (XyPointsRule, exempt) },     { 19, G_STRUCT_OFFSET (XyPointsRule, basis) },
};

/* The columns that are points, or units. */
static const struct
{
  int column;
  gsize offset;
} figures[] = {
  { 4, G_STRUCT_OFFSET (XyPointsRule, score) }, { 6, G_STRUCT_OFFSET (XyPointsRule, step) },
  { 7, G_STRUCT_OFFSET (XyPointsRule, cap) },   { 8, G_STRUCT_OFFSET (XyPointsRule, cap_act) },
  { 9, G_STRUCT_OFFSET (XyPointsRule, round) },
};

#define COLUMN_SCORE 4
#define COLUMN_SCORE_MAX 5
#define COLUMN_UNSPENDABLE 20
#define COLUMN_EVIDENCE 21
#define COLUMN_TIERS 22

XyCatalogue *
xy_catalogue_new (const char *id)
{
  XyCatalogue *catalogue = g_new0 (XyCatalogue, 1);

  catalogue->id = g_strdup (id);
  catalogue->categories = g_new0 (char *, 1);
  catalogue->rules = g_ptr_array_new_with_free_func (g_object_unref);
  catalogue->tags = g_ptr_array_new_with_free_func (g_object_unref);
  return catalogue;
}

void
xy_catalogue_free (XyCatalogue *catalogue)
{
  if (catalogue == NULL)
    return;
  g_free (catalogue->id);
  g_free (catalogue->name);
  g_free (catalogue->source);
  g_free (catalogue->year);
  g_free (catalogue->date);
  g_free (catalogue->note);
  g_strfreev (catalogue->categories);
  g_ptr_array_unref (catalogue->rules);
  g_ptr_array_unref (catalogue->tags);
  g_clear_object (&catalogue->scheme);
  g_free (catalogue->problem);
  g_free (catalogue);
}

void
xy_catalogue_set_problem (XyCatalogue *catalogue, const char *format, ...)
{
  va_list args;
  g_autofree char *detail = NULL;

  va_start (args, format);
  detail = g_strdup_vprintf (format, args);
  va_end (args);
  g_free (catalogue->problem);
  catalogue->problem = g_strdup_printf (_ ("The catalogue of rules “%s” cannot be used: %s"), catalogue->id, detail);
}

static gboolean
read_points (XyRows *rows, int column, gint64 otherwise, gint64 *points)
{
  const char *text = xy_rows_text (rows, column);

  *points = otherwise;
  return text == NULL || xy_points_parse (text, points, NULL);
}

static gboolean
is_known (XyCatalogue *catalogue, const char *category)
{
  return g_strv_contains ((const char *const *) catalogue->categories, category);
}

static gboolean
read_figures (XyRows *rows, XyPointsRule *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (!read_points (rows, figures[i].column, 0, G_STRUCT_MEMBER_P (rule, figures[i].offset)))
      return FALSE;
  return read_points (rows, COLUMN_SCORE_MAX, rule->score, &rule->score_max);
}

/* The rule of the present row, or NULL with the catalogue's problem set. */
static XyPointsRule *
read_rule (XyCatalogue *catalogue, XyRows *rows)
{
  g_autoptr (XyPointsRule) rule = xy_record_new (&xy_points_rule_type);
  int number = (int) catalogue->rules->len + 1;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *(char **) G_STRUCT_MEMBER_P (rule, texts[i].offset) = xy_rule_word (rows, texts[i].column);
  xy_set_str (&rule->tiers, xy_rows_text (rows, COLUMN_TIERS));
  rule->catalogue = g_strdup (catalogue->id);
  rule->sort = number;
  rule->unspendable = xy_rows_int (rows, COLUMN_UNSPENDABLE) != 0;
  rule->evidence = xy_rows_int (rows, COLUMN_EVIDENCE) != 0;
  if (rule->code == NULL || rule->name == NULL || (xy_rows_is_null (rows, COLUMN_SCORE) && rule->tiers == NULL))
    xy_catalogue_set_problem (catalogue, _ ("rule %d has no code, no name or no score."), number);
  else if (rule->category == NULL || !is_known (catalogue, rule->category))
    xy_catalogue_set_problem (catalogue, _ ("rule %s is of no category that the catalogue names."), rule->code);
  else if (!read_figures (rows, rule))
    xy_catalogue_set_problem (catalogue, _ ("rule %s has a score, step or cap that is no number."), rule->code);
  else
    return g_steal_pointer (&rule);
  return NULL;
}

static gboolean
has_code (XyCatalogue *catalogue, const char *code)
{
  for (guint i = 0; i < catalogue->rules->len; i++)
    if (g_str_equal (((XyPointsRule *) catalogue->rules->pdata[i])->code, code))
      return TRUE;
  return FALSE;
}

static void
read_rules (XyCatalogue *catalogue, XyDb *db, const char *text)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, RULES_SQL, XY_BIND (XY_TEXT (text)), &problem);

  while (catalogue->problem == NULL && xy_rows_next (rows, &problem))
    {
      XyPointsRule *rule = read_rule (catalogue, rows);

      if (rule != NULL && has_code (catalogue, rule->code))
        xy_catalogue_set_problem (catalogue, _ ("the code %s stands there twice."), rule->code);
      else if (catalogue->rules->len >= RULES_LIMIT)
        xy_catalogue_set_problem (catalogue, _ ("it has more than %d rules."), RULES_LIMIT);
      if (rule != NULL)
        g_ptr_array_add (catalogue->rules, rule);
    }
  if (catalogue->problem == NULL && (problem != NULL || (catalogue->rules->len == 0 && catalogue->scheme == NULL)))
    xy_catalogue_set_problem (catalogue, _ ("it has no rules."));
}

static void
read_tags (XyCatalogue *catalogue, XyDb *db, const char *text)
{
  g_autoptr (XyRows) rows = xy_db_query (db, TAGS_SQL, XY_BIND (XY_TEXT (text)), NULL);

  while (xy_rows_next (rows, NULL))
    {
      g_autoptr (XyTag) tag = xy_record_new (&xy_tag_type);
      tag->name = xy_rule_word (rows, 0);
      tag->target = xy_rule_word (rows, 1);
      tag->sensitive = xy_rows_int (rows, 2) != 0;
      if (tag->name != NULL
          && (g_strcmp0 (tag->target, XY_TAG_HOUSEHOLD) == 0 || g_strcmp0 (tag->target, XY_TAG_PERSON) == 0))
        g_ptr_array_add (catalogue->tags, g_steal_pointer (&tag));
      else
        xy_catalogue_set_problem (catalogue, _ ("one of its tags has no name, or does not say for whom it is."));
    }
}

static void
read_scheme (XyCatalogue *catalogue, XyDb *db, const char *text)
{
  g_autoptr (XyRows) rows = xy_db_query (db, SCHEME_SQL, XY_BIND (XY_TEXT (text)), NULL);
  g_autoptr (XyPointsScheme) scheme = xy_record_new (&xy_points_scheme_type);
  const char *value;

  if (!xy_rows_next (rows, NULL))
    return;
  scheme->name = xy_rule_word (rows, 0);
  if (scheme->name == NULL)
    xy_set_str (&scheme->name, catalogue->name);
  scheme->account = xy_rule_word (rows, 1);
  xy_set_str (&scheme->bands, xy_rows_text (rows, 3));
  scheme->note = xy_rule_word (rows, 5);
  value = xy_rows_text (rows, 4);
  if (!read_points (rows, 2, 0, &scheme->base) || (value != NULL && !xy_money_parse (value, &scheme->value, NULL)))
    xy_catalogue_set_problem (catalogue, _ ("the base or the worth of a point is no number."));
  catalogue->scheme = g_steal_pointer (&scheme);
}

static void
read_head (XyCatalogue *catalogue, XyDb *db, const char *text)
{
  g_autoptr (GStrvBuilder) categories = g_strv_builder_new ();
  g_autoptr (XyRows) head = xy_db_query (db, HEAD_SQL, XY_BIND (XY_TEXT (text)), NULL);
  g_autoptr (XyRows) rows = xy_db_query (db, CATEGORIES_SQL, XY_BIND (XY_TEXT (text)), NULL);
  gboolean has_scheme = FALSE;

  if (xy_rows_next (head, NULL))
    {
      catalogue->name = xy_rule_word (head, 0);
      catalogue->source = xy_rule_word (head, 1);
      catalogue->year = xy_rule_word (head, 2);
      catalogue->date = xy_rule_word (head, 3);
      catalogue->note = xy_rule_word (head, 4);
      has_scheme = xy_rows_int (head, 5) != 0;
    }
  while (xy_rows_next (rows, NULL))
    {
      g_autofree char *category = xy_rule_word (rows, 0);
      if (category != NULL)
        g_strv_builder_add (categories, category);
    }
  g_strfreev (catalogue->categories);
  catalogue->categories = g_strv_builder_end (categories);
  if (catalogue->name == NULL || catalogue->source == NULL || catalogue->year == NULL)
    xy_catalogue_set_problem (catalogue, _ ("it does not say its name, source and year."));
  else if (has_scheme)
    read_scheme (catalogue, db, text);
}

XyCatalogue *
xy_catalogue_parse (XyStore *store, const char *id, const char *text, gsize length)
{
  XyDb *db = xy_store_get_db (store);
  XyCatalogue *catalogue = xy_catalogue_new (id);
  gint64 valid = 0;

  if (length > XY_RULE_FILE_SIZE || !xy_text_is_valid (text, (gssize) length))
    {
      xy_catalogue_set_problem (catalogue, _ ("the file is damaged."));
      return catalogue;
    }

  g_autofree char *copy = g_strndup (text, length);
  if (!xy_db_number (db, VALID_SQL, XY_BIND (XY_TEXT (copy)), &valid, NULL) || !valid)
    {
      xy_catalogue_set_problem (catalogue, _ ("the file is damaged."));
      return catalogue;
    }
  read_head (catalogue, db, copy);
  if (catalogue->problem == NULL)
    read_tags (catalogue, db, copy);
  if (catalogue->problem == NULL)
    read_rules (catalogue, db, copy);
  return catalogue;
}

const XySql *
xy_catalogue_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

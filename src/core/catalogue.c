/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue.h"

#include <string.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/normalize.h"
#include "core/number.h"
#include "core/store.h"

#define RESOURCE_FOLDER "/org/xiangyue/Xiangyue/data/rules/"
/* A catalogue of a thousand rules is some 200 kB. */
#define SIZE_LIMIT (1 << 20)
#define RULES_LIMIT 2000

#define VALID_SQL "SELECT json_valid (?1) AND json_type (?1) = 'object' AND json_type (?1, '$.rules') = 'array'"
#define HEAD_SQL "SELECT ?1 ->> '$.name', ?1 ->> '$.source', ?1 ->> '$.year', ?1 ->> '$.date', ?1 ->> '$.note'"
#define CATEGORIES_SQL "SELECT value FROM json_each (?1, '$.categories')"
#define RULE "iif (type = 'object', value, '{}') ->> "
#define RULES_SQL                                                                                                      \
  "SELECT " RULE "'$.code', " RULE "'$.category', " RULE "'$.name', " RULE "'$.unit', " RULE "'$.score', " RULE        \
  "'$.score_max', " RULE "'$.step', " RULE "'$.cap', " RULE "'$.cap_period', " RULE "'$.starts', " RULE "'$.ends' "    \
  "FROM json_each (?1, '$.rules')"

static const XySql statements[] = {
  { NULL, VALID_SQL },
  { NULL, HEAD_SQL },
  { NULL, CATEGORIES_SQL },
  { NULL, RULES_SQL },
};

static XyCatalogue *
catalogue_new (const char *id)
{
  XyCatalogue *catalogue = g_new0 (XyCatalogue, 1);

  catalogue->id = g_strdup (id);
  catalogue->categories = g_new0 (char *, 1);
  catalogue->rules = g_ptr_array_new_with_free_func (g_object_unref);
  return catalogue;
}

static void G_GNUC_PRINTF (2, 3) set_problem (XyCatalogue *catalogue, const char *format, ...)
{
  va_list args;
  g_autofree char *detail = NULL;

  va_start (args, format);
  detail = g_strdup_vprintf (format, args);
  va_end (args);
  g_free (catalogue->problem);
  catalogue->problem = g_strdup_printf (_ ("The catalogue of rules “%s” cannot be used: %s"), catalogue->id, detail);
}

static char *
dup_clean (XyRows *rows, int column)
{
  g_autofree char *text = xy_text_clean (xy_rows_text (rows, column));

  return text[0] != '\0' ? g_steal_pointer (&text) : NULL;
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

/* The rule of the present row, or NULL with the catalogue's problem set. */
static XyPointsRule *
read_rule (XyCatalogue *catalogue, XyRows *rows)
{
  g_autoptr (XyPointsRule) rule = xy_record_new (&xy_points_rule_type);
  int number = (int) catalogue->rules->len + 1;

  rule->code = dup_clean (rows, 0);
  rule->category = dup_clean (rows, 1);
  rule->name = dup_clean (rows, 2);
  rule->unit = dup_clean (rows, 3);
  rule->cap_period = dup_clean (rows, 8);
  rule->starts = dup_clean (rows, 9);
  rule->ends = dup_clean (rows, 10);
  rule->catalogue = g_strdup (catalogue->id);
  rule->sort = number;
  if (rule->code == NULL || rule->name == NULL || xy_rows_is_null (rows, 4))
    set_problem (catalogue, _ ("rule %d has no code, no name or no score."), number);
  else if (rule->category == NULL || !is_known (catalogue, rule->category))
    set_problem (catalogue, _ ("rule %s is of no category that the catalogue names."), rule->code);
  else if (!read_points (rows, 4, 0, &rule->score) || !read_points (rows, 5, rule->score, &rule->score_max)
           || !read_points (rows, 6, 0, &rule->step) || !read_points (rows, 7, 0, &rule->cap))
    set_problem (catalogue, _ ("rule %s has a score, step or cap that is no number."), rule->code);
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
        set_problem (catalogue, _ ("the code %s stands there twice."), rule->code);
      else if (catalogue->rules->len >= RULES_LIMIT)
        set_problem (catalogue, _ ("it has more than %d rules."), RULES_LIMIT);
      if (rule != NULL)
        g_ptr_array_add (catalogue->rules, rule);
    }
  if (catalogue->problem == NULL && (problem != NULL || catalogue->rules->len == 0))
    set_problem (catalogue, _ ("it has no rules."));
}

static void
read_head (XyCatalogue *catalogue, XyDb *db, const char *text)
{
  g_autoptr (GStrvBuilder) categories = g_strv_builder_new ();
  g_autoptr (XyRows) head = xy_db_query (db, HEAD_SQL, XY_BIND (XY_TEXT (text)), NULL);
  g_autoptr (XyRows) rows = xy_db_query (db, CATEGORIES_SQL, XY_BIND (XY_TEXT (text)), NULL);

  if (xy_rows_next (head, NULL))
    {
      catalogue->name = dup_clean (head, 0);
      catalogue->source = dup_clean (head, 1);
      catalogue->year = dup_clean (head, 2);
      catalogue->date = dup_clean (head, 3);
      catalogue->note = dup_clean (head, 4);
    }
  while (xy_rows_next (rows, NULL))
    {
      g_autofree char *category = dup_clean (rows, 0);
      if (category != NULL)
        g_strv_builder_add (categories, category);
    }
  g_strfreev (catalogue->categories);
  catalogue->categories = g_strv_builder_end (categories);
}

/* Puts CATALOGUE into the list, unless one of the same name and a later date is there. */
static void
add_edition (GPtrArray *list, XyCatalogue *catalogue)
{
  for (guint i = 0; i < list->len; i++)
    {
      XyCatalogue *other = list->pdata[i];

      if (!g_str_equal (other->id, catalogue->id) || other->problem != NULL || catalogue->problem != NULL)
        continue;
      if (g_strcmp0 (catalogue->date, other->date) >= 0)
        {
          xy_catalogue_free (other);
          list->pdata[i] = catalogue;
        }
      else
        xy_catalogue_free (catalogue);
      return;
    }
  g_ptr_array_add (list, catalogue);
}

static char *
catalogue_id (const char *file_name)
{
  if (!g_str_has_prefix (file_name, "points-") || !g_str_has_suffix (file_name, ".json"))
    return NULL;
  return g_strndup (file_name, strlen (file_name) - strlen (".json"));
}

static void
add_file (GPtrArray *list, XyStore *store, const char *folder, const char *name)
{
  g_autofree char *id = catalogue_id (name), *path = g_build_filename (folder, name, NULL), *text = NULL;
  GStatBuf info;
  gsize length = 0;

  if (id == NULL)
    return;
  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= SIZE_LIMIT
      && g_file_get_contents (path, &text, &length, NULL))
    {
      add_edition (list, xy_catalogue_parse (store, id, text, length));
      return;
    }
  XyCatalogue *catalogue = catalogue_new (id);
  set_problem (catalogue, _ ("the file cannot be read, or is far too large."));
  add_edition (list, catalogue);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const XyCatalogue *left = *(XyCatalogue *const *) a, *right = *(XyCatalogue *const *) b;
  int order = g_strcmp0 (left->id, right->id);

  return order != 0 ? order : (left->problem != NULL) - (right->problem != NULL);
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
  g_free (catalogue->problem);
  g_free (catalogue);
}

XyCatalogue *
xy_catalogue_parse (XyStore *store, const char *id, const char *text, gsize length)
{
  XyDb *db = xy_store_get_db (store);
  XyCatalogue *catalogue = catalogue_new (id);
  gint64 valid = 0;

  if (length > SIZE_LIMIT || !xy_text_is_valid (text, (gssize) length))
    {
      set_problem (catalogue, _ ("the file is damaged."));
      return catalogue;
    }

  g_autofree char *copy = g_strndup (text, length);
  if (!xy_db_number (db, VALID_SQL, XY_BIND (XY_TEXT (copy)), &valid, NULL) || !valid)
    {
      set_problem (catalogue, _ ("the file is damaged."));
      return catalogue;
    }
  read_head (catalogue, db, copy);
  if (catalogue->name == NULL || catalogue->source == NULL || catalogue->year == NULL)
    set_problem (catalogue, _ ("it does not say its name, source and year."));
  else
    read_rules (catalogue, db, copy);
  return catalogue;
}

GPtrArray *
xy_catalogue_list (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_catalogue_free);
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCE_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *data = xy_store_default_folder (), *folder = g_build_filename (data, "rules", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (names == NULL)
    return NULL;
  for (char **child = names; *child != NULL; child++)
    {
      g_autofree char *id = catalogue_id (*child), *path = g_strconcat (RESOURCE_FOLDER, *child, NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (id != NULL && bytes != NULL)
        add_edition (list, xy_catalogue_parse (store, id, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    add_file (list, store, folder, name);
  g_ptr_array_sort (list, compare_ids);
  return g_steal_pointer (&list);
}

XyCatalogue *
xy_catalogue_get (XyStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) list = xy_catalogue_list (store, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_str_equal (((XyCatalogue *) list->pdata[i])->id, id))
      return g_ptr_array_steal_index (list, i);
  if (list != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no catalogue of rules “%s”."), id);
  return NULL;
}

gboolean
xy_catalogue_adopt (XyTxn *txn, const XyCatalogue *catalogue, guint *n_changed, GError **error)
{
  g_autoptr (GPtrArray) present = NULL;
  guint n = 0;

  if (catalogue->problem != NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, catalogue->problem);
      return FALSE;
    }
  present = xy_points_rule_list (xy_txn_get_store (txn), NULL, error);
  if (present == NULL)
    return FALSE;
  for (guint i = 0; i < catalogue->rules->len; i++)
    {
      g_autoptr (XyPointsRule) rule = xy_record_copy (catalogue->rules->pdata[i]);
      gboolean changed = FALSE;

      for (guint p = 0; p < present->len; p++)
        {
          const XyPointsRule *other = present->pdata[p];
          if (g_str_equal (other->code, rule->code) && g_strcmp0 (other->catalogue, catalogue->id) != 0)
            {
              g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                           _ ("The code %s is already that of “%s”, a rule from elsewhere."), rule->code, other->name);
              return FALSE;
            }
        }
      if (!xy_points_rule_save (txn, rule, &changed, error))
        return FALSE;
      n += changed;
    }
  if (n_changed != NULL)
    *n_changed = n;
  return TRUE;
}

const XySql *
xy_catalogue_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

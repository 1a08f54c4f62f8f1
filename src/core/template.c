/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/template.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/error.h"

#define RESOURCE "/org/xiangyue/Xiangyue/data/rules/templates.json"
#define FILE_NAME "templates.json"
#define SIZE_LIMIT (1 << 20)
/* A name of a placeholder; more is a text in braces. */
#define NAME_MOST 12

#define VALID_SQL "SELECT json_valid (?1) AND json_type (?1, '$.templates') = 'array'"
#define ITEM "iif (type = 'object', value, '{}') ->> "
#define LIST_SQL                                                                                                       \
  "SELECT " ITEM "'$.id', " ITEM "'$.kind', " ITEM "'$.name', " ITEM "'$.about', " ITEM "'$.basis', " ITEM             \
  "'$.title', " ITEM "'$.addressee', " ITEM "'$.body', " ITEM "'$.heads', " ITEM "'$.issuer', " ITEM                   \
  "'$.publishes', " ITEM "'$.publicised' "                                                                             \
  "FROM json_each (?1, '$.templates')"

static const XySql statements[] = {
  { NULL, VALID_SQL },
  { NULL, LIST_SQL },
};

static const char *const builtins[] = { "村名",     "镇名",       "县名",           "村委会", "联系人",
                                        "监督电话", "镇监督电话", "公示期",         "公示起", "公示止",
                                        "天数",     "日期",       XY_TEMPLATE_LIST, NULL };

void
xy_template_free (XyTemplate *self)
{
  if (self == NULL)
    return;
  char **const texts[] = { &self->id,        &self->kind, &self->name,  &self->about,  &self->basis,    &self->title,
                           &self->addressee, &self->body, &self->heads, &self->issuer, &self->publishes };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_free (self);
}

static void
add (GPtrArray *list, XyTemplate *self)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((XyTemplate *) list->pdata[i])->id, self->id))
      {
        xy_template_free (list->pdata[i]);
        list->pdata[i] = self;
        return;
      }
  g_ptr_array_add (list, self);
}

/* WHERE is what a sentence calls the file. */
static gboolean
read_text (GPtrArray *list, XyStore *store, const char *text, const char *where, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  gint64 valid = 0;

  if (!xy_db_number (db, VALID_SQL, XY_BIND (XY_TEXT (text)), &valid, NULL) || !valid)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file of templates is damaged: %s"), where);
      return FALSE;
    }

  g_autoptr (XyRows) rows = xy_db_query (db, LIST_SQL, XY_BIND (XY_TEXT (text)), error);
  while (xy_rows_next (rows, error))
    {
      g_autoptr (XyTemplate) self = g_new0 (XyTemplate, 1);
      char **const texts[] = { &self->id,    &self->kind,   &self->name,      &self->about,
                               &self->basis, &self->title,  &self->addressee, &self->body,
                               &self->heads, &self->issuer, &self->publishes };
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        *texts[i] = g_strdup (xy_rows_text (rows, (int) i));
      self->publicised = xy_rows_int (rows, (int) G_N_ELEMENTS (texts)) != 0;
      if (self->id == NULL || self->kind == NULL || self->name == NULL || self->title == NULL)
        {
          g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file of templates is damaged: %s"), where);
          return FALSE;
        }
      add (list, g_steal_pointer (&self));
    }
  return rows != NULL && (error == NULL || *error == NULL);
}

GPtrArray *
xy_template_list (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_template_free);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *own = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *folder = xy_store_default_folder ();
  g_autofree char *path = g_build_filename (folder, "rules", FILE_NAME, NULL), *text = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length = 0;

  if (!read_text (list, store, own, FILE_NAME, &problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, NULL))
    return g_steal_pointer (&list);
  if (length > SIZE_LIMIT || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file of templates is damaged: %s"), path);
      return NULL;
    }
  if (!read_text (list, store, text, path, &problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&list);
}

XyTemplate *
xy_template_get (XyStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) list = xy_template_list (store, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyTemplate *self = list->pdata[i];
      if (g_str_equal (self->id, id) || g_str_equal (self->name, id))
        return g_ptr_array_steal_index (list, i);
    }
  if (list != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no template “%s”."), id);
  return NULL;
}

const XyTemplate *
xy_template_for_item (GPtrArray *templates, const char *item, const char *kind)
{
  const XyTemplate *first = NULL;

  for (guint i = 0; i < templates->len; i++)
    {
      const XyTemplate *self = templates->pdata[i];
      g_auto (GStrv) items = g_strsplit (self->publishes != NULL ? self->publishes : "", " ", -1);

      if (!g_str_equal (self->kind, kind))
        continue;
      if (g_strv_contains ((const char *const *) items, item))
        return self;
      if (first == NULL)
        first = self;
    }
  return first;
}

const char *const *
xy_template_builtins (void)
{
  return builtins;
}

/* The name that begins at the brace OPEN, and where it ends; NULL where it is none. */
static char *
read_name (const char *open, const char **end)
{
  const char *close = strpbrk (open + 1, "{}\n");

  if (close == NULL || *close != '}' || close == open + 1)
    return NULL;
  g_autofree char *name = g_strndup (open + 1, (gsize) (close - open - 1));
  if (g_utf8_strlen (name, -1) > NAME_MOST || strchr (name, '=') != NULL)
    return NULL;
  *end = close + 1;
  return g_steal_pointer (&name);
}

gboolean
xy_template_check (const char *text, GError **error)
{
  const char *end;

  for (const char *at = text; at != NULL && (at = strpbrk (at, "{}")) != NULL; at = end)
    {
      g_autofree char *name = *at == '{' ? read_name (at, &end) : NULL;
      if (name != NULL)
        continue;
      g_autofree char *near = g_utf8_substring (at, 0, MIN (g_utf8_strlen (at, -1), 8));
      xy_set_invalid (error, "body", _ ("The braces at “%s” do not hold the name of one field, like {会议时间}."),
                      near);
      return FALSE;
    }
  return TRUE;
}

static gboolean
has (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], name))
      return TRUE;
  return FALSE;
}

void
xy_template_add_names (const char *text, GPtrArray *names)
{
  const char *end;

  for (const char *at = text; at != NULL && (at = strchr (at, '{')) != NULL; at = end)
    {
      g_autofree char *name = read_name (at, &end);
      if (name == NULL)
        end = at + 1;
      else if (!has (names, name))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
}

char *
xy_template_fill (const char *text, GHashTable *values, GPtrArray *missing)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *from = text != NULL ? text : "", *end;

  for (const char *at; (at = strchr (from, '{')) != NULL; from = end)
    {
      g_autofree char *name = read_name (at, &end);
      const char *value = name != NULL ? g_hash_table_lookup (values, name) : NULL;

      g_string_append_len (filled, from, at - from);
      if (name == NULL)
        {
          g_string_append_c (filled, '{');
          end = at + 1;
        }
      else if (value != NULL && *value != '\0')
        g_string_append (filled, value);
      else
        {
          g_string_append_printf (filled, "【%s】", name);
          if (missing != NULL && !has (missing, name))
            g_ptr_array_add (missing, g_steal_pointer (&name));
        }
    }
  g_string_append (filled, from);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

const XySql *
xy_template_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

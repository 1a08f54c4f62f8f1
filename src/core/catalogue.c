/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue-private.h"

#include <string.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/store.h"
#include "core/tag.h"

#define RESOURCE_FOLDER "/org/xiangyue/Xiangyue/data/rules/"
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
  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= XY_CATALOGUE_SIZE
      && g_file_get_contents (path, &text, &length, NULL))
    {
      add_edition (list, xy_catalogue_parse (store, id, text, length));
      return;
    }
  XyCatalogue *catalogue = xy_catalogue_new (id);
  xy_catalogue_set_problem (catalogue, _ ("the file cannot be read, or is far too large."));
  add_edition (list, catalogue);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const XyCatalogue *left = *(XyCatalogue *const *) a, *right = *(XyCatalogue *const *) b;
  int order = g_strcmp0 (left->id, right->id);

  return order != 0 ? order : (left->problem != NULL) - (right->problem != NULL);
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

char **
xy_catalogue_categories (XyStore *store, GError **error)
{
  g_autoptr (GStrvBuilder) categories = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) list = xy_catalogue_list (store, error);

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    for (char **name = ((XyCatalogue *) list->pdata[i])->categories; *name != NULL; name++)
      if (g_hash_table_add (seen, *name))
        g_strv_builder_add (categories, *name);
  return g_strv_builder_end (categories);
}

static gboolean
make_tags (XyTxn *txn, const XyCatalogue *catalogue, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);

  for (guint i = 0; i < catalogue->tags->len; i++)
    {
      const XyTag *wanted = catalogue->tags->pdata[i];
      g_autoptr (GError) missing = NULL;
      g_autoptr (XyTag) known = xy_tag_get_by_name (store, wanted->name, wanted->target, &missing);

      if (known != NULL)
        continue;
      if (!g_error_matches (missing, XY_ERROR, XY_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&missing));
          return FALSE;
        }
      g_autoptr (XyTag) tag = xy_record_copy (wanted);
      if (!xy_record_save (txn, tag, error))
        return FALSE;
    }
  return TRUE;
}

/* Name, meeting and votes are the village's own; base, bands and worth are the catalogue's. */
static gboolean
adopt_scheme (XyTxn *txn, const XyCatalogue *catalogue, GError **error)
{
  const XyPointsScheme *head = catalogue->scheme;
  g_autoptr (GError) problem = NULL;

  if (head == NULL)
    return TRUE;
  g_autoptr (XyPointsScheme) present = xy_points_scheme_get (xy_txn_get_store (txn), NULL, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_autoptr (XyPointsScheme) scheme = xy_record_copy (present != NULL ? present : head);
  scheme->base = head->base;
  scheme->value = head->value;
  xy_set_str (&scheme->account, head->account);
  xy_set_str (&scheme->bands, head->bands);
  xy_set_str (&scheme->catalogue, catalogue->id);
  return xy_points_scheme_save (txn, scheme, error);
}

static gboolean
is_from_elsewhere (GPtrArray *present, const XyCatalogue *catalogue, const XyPointsRule *rule, GError **error)
{
  for (guint i = 0; i < present->len; i++)
    {
      const XyPointsRule *other = present->pdata[i];
      if (!g_str_equal (other->code, rule->code) || g_strcmp0 (other->catalogue, catalogue->id) == 0)
        continue;
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("The code %s is already that of “%s”, a rule from elsewhere."), rule->code, other->name);
      return TRUE;
    }
  return FALSE;
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
  if (present == NULL || !make_tags (txn, catalogue, error) || !adopt_scheme (txn, catalogue, error))
    return FALSE;
  for (guint i = 0; i < catalogue->rules->len; i++)
    {
      g_autoptr (XyPointsRule) rule = xy_record_copy (catalogue->rules->pdata[i]);
      gboolean changed = FALSE;

      if (is_from_elsewhere (present, catalogue, rule, error) || !xy_points_rule_save (txn, rule, &changed, error))
        return FALSE;
      n += changed;
    }
  if (n_changed != NULL)
    *n_changed = n;
  return TRUE;
}

gboolean
xy_catalogue_adopt_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyCatalogue *catalogue = data;
  g_autofree char *title = g_strdup_printf (_ ("Adopt the rules “%s”"), catalogue->name != NULL ? catalogue->name : "");

  xy_txn_set_title (txn, title);
  return xy_catalogue_adopt (txn, catalogue, NULL, error);
}

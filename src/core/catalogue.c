/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue-private.h"

#include <glib/gi18n-lib.h>

#include "core/rule-file.h"
#include "core/store.h"
#include "core/tag.h"

static XyEdition
edition (gconstpointer item)
{
  const XyCatalogue *catalogue = item;

  return (XyEdition){ catalogue->id, catalogue->date, catalogue->problem };
}

GPtrArray *
xy_catalogue_list (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_catalogue_free);
  g_autoptr (GPtrArray) files = xy_rule_files ("points-", error);

  if (files == NULL)
    return NULL;
  for (guint i = 0; i < files->len; i++)
    {
      const XyRuleFile *file = files->pdata[i];
      XyCatalogue *catalogue = NULL;

      if (file->bytes != NULL)
        catalogue =
            xy_catalogue_parse (store, file->id, g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
      else
        {
          catalogue = xy_catalogue_new (file->id);
          xy_catalogue_set_problem (catalogue, _ ("the file cannot be read, or is far too large."));
        }
      xy_rule_editions_add (list, catalogue, edition);
    }
  xy_rule_editions_sort (list, edition);
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
  if (!xy_error_pass (error, &problem))
    return FALSE;
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/desk-facts.h"

#include "core/store.h"
#include "sync/office.h"

void
xy_desk_facts_free (gpointer data)
{
  XyDeskFacts *facts = data;

  g_clear_object (&facts->village);
  g_free (facts->office);
  g_clear_pointer (&facts->users, g_ptr_array_unref);
  g_clear_pointer (&facts->pins, g_array_unref);
  g_clear_pointer (&facts->policy, xy_pin_policy_free);
  g_clear_pointer (&facts->undo, xy_act_info_free);
  g_clear_pointer (&facts->redo, xy_act_info_free);
  g_free (facts);
}

XyStore *
xy_desk_open_users (XyStore *store, GError **error)
{
  XyScope scope;

  if (!xy_scope_read (store, &scope, error))
    return NULL;
  g_autofree char *office = scope != XY_SCOPE_VILLAGE ? xy_office_file_of (xy_store_get_path (store)) : NULL;
  return office != NULL ? xy_store_open (office, xy_store_get_env (store), 0, error) : g_object_ref (store);
}

static gboolean
read_users (XyStore *store, XyDeskFacts *facts, GError **error)
{
  g_autoptr (XyStore) users = xy_desk_open_users (store, error);

  facts->users = users != NULL ? xy_user_list (users, error) : NULL;
  if (facts->users == NULL)
    return FALSE;
  facts->policy = xy_pin_policy_of (users);
  facts->pins = g_array_new (FALSE, FALSE, sizeof (gboolean));
  for (guint i = 0; i < facts->users->len; i++)
    {
      gboolean has_pin = xy_user_has_pin (users, facts->users->pdata[i]);
      g_array_append_val (facts->pins, has_pin);
    }
  return TRUE;
}

static gboolean
read_village (XyStore *store, XyDeskFacts *facts, GError **error)
{
  gboolean office = FALSE;

  /* A damaged file has perhaps not even these tables, and is looked at all the same. */
  if (xy_scope_is_office (store, &office, NULL) && office)
    {
      facts->office = xy_office_name (store);
      facts->county = xy_office_is_county (store);
      return TRUE;
    }
  facts->village = xy_village_get (store, error);
  return facts->village != NULL;
}

gpointer
xy_desk_facts_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  XyDeskFacts *facts = g_new0 (XyDeskFacts, 1);

  if (store == NULL)
    return facts;
  if (!read_village (store, facts, error) || !xy_scope_read (store, &facts->scope, error)
      || !read_users (store, facts, error))
    {
      xy_desk_facts_free (facts);
      return NULL;
    }
  facts->undo = xy_store_get_undo (store, NULL);
  facts->redo = xy_store_get_redo (store, NULL);
  return facts;
}

gboolean
xy_desk_same_office (const char *path, const char *other)
{
  g_autofree char *office = path != NULL ? xy_office_file_of (path) : NULL;
  g_autofree char *same = office != NULL ? xy_office_file_of (other) : NULL;

  return same != NULL && g_str_equal (office, same);
}

typedef struct
{
  XyUser *user;
  char *pin;
  char *renewed;
} Coming;

gpointer
xy_desk_coming_new (XyUser *user, const char *pin, const char *renewed)
{
  Coming *coming = g_new0 (Coming, 1);

  coming->user = g_object_ref (user);
  coming->pin = g_strdup (pin);
  coming->renewed = g_strdup (renewed);
  return coming;
}

void
xy_desk_coming_free (gpointer data)
{
  Coming *coming = data;

  g_object_unref (coming->user);
  g_free (coming->pin);
  g_free (coming->renewed);
  g_free (coming);
}

gpointer
xy_desk_come_in (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Coming *coming = data;
  g_autoptr (XyStore) users = store != NULL ? xy_desk_open_users (store, error) : NULL;

  if (users == NULL || !xy_user_come_in (users, coming->user, coming->pin, coming->renewed, error))
    return NULL;
  return g_object_ref (coming->user);
}

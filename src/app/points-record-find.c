/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-record-find.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/find.h"
#include "core/household.h"
#include "core/points-rule.h"
#include "core/setting.h"
#include "core/store.h"
#include "core/unit.h"

#define LAST_RULE "points.last-rule"

void
xy_points_taken_free (gpointer data)
{
  XyPointsTaken *taken = data;

  g_free (taken->title);
  g_free (taken->name);
  g_free (taken);
}

GPtrArray *
xy_points_find_households (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = xy_find (store, text, limit * 2, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  GPtrArray *hits;

  if (found == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < found->len && hits->len < limit; i++)
    {
      XyHit *hit = found->pdata[i];
      if (!xy_id_is_none (&hit->household) && g_hash_table_add (seen, xy_id_copy (&hit->household)))
        g_ptr_array_add (hits, xy_search_hit_new (&hit->household, hit->title, hit->subtitle));
    }
  return hits;
}

static gboolean
rule_fits (const XyPointsRule *rule, char **parts)
{
  g_autofree char *key = g_utf8_strdown (rule->find != NULL ? rule->find : rule->name, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (key, parts[i]) == NULL)
      return FALSE;
  return TRUE;
}

GPtrArray *
xy_points_find_rules (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) parts = g_strsplit_set (lower, " ", -1);
  g_autoptr (GPtrArray) rules = xy_points_rule_list (store, today, error);
  GPtrArray *hits;

  if (rules == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < rules->len && hits->len < limit; i++)
    {
      XyPointsRule *rule = rules->pdata[i];
      if (rule_fits (rule, parts))
        {
          g_autofree char *score = xy_points_rule_score_text (rule);
          g_autofree char *more = g_strjoin (" · ", rule->category, score, NULL);
          g_ptr_array_add (hits, xy_search_hit_new (&rule->record.id, rule->name, more));
        }
    }
  return hits;
}

gpointer
xy_points_read_rule (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  XyId id = XY_ID_NONE;

  if (data != NULL)
    id = *(XyId *) data;
  else
    {
      g_autofree char *last = xy_store_get_local (store, LAST_RULE);
      if (last == NULL || !xy_id_from_text (last, &id))
        return NULL;
    }
  XyPointsRule *rule = xy_record_get (store, &xy_points_rule_type, &id, NULL);
  if (rule != NULL && rule->record.deleted)
    g_clear_object (&rule);
  return rule;
}

static XyPointsTaken *
taken_from_row (XyRows *rows)
{
  XyPointsTaken *taken = g_new0 (XyPointsTaken, 1);
  const char *unit = xy_rows_text (rows, 2), *head = xy_rows_text (rows, 1);

  taken->id = xy_rows_id (rows, 0);
  taken->title = g_strjoin (" ", head != NULL ? head : _ ("(no head)"), unit, NULL);
  return taken;
}

#define TAKEN_SQL                                                                                                      \
  "SELECT h.id, h.head_name, u.name FROM household AS h LEFT JOIN unit AS u ON u.id = h.unit WHERE h.del = 0 AND "

static GPtrArray *
read_taken (XyStore *store, const char *sql, const XyId *id, GPtrArray *list, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql, XY_BIND (XY_ID (id)), error);

  while (xy_rows_next (rows, error))
    g_ptr_array_add (list, taken_from_row (rows));
  return list;
}

/* DATA: an array of ids of households. */
gpointer
xy_points_read_households (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;
  GPtrArray *list = g_ptr_array_new_with_free_func (xy_points_taken_free);

  for (guint i = 0; i < ids->len; i++)
    read_taken (store, TAKEN_SQL "h.id = ?1", &g_array_index (ids, XyId, i), list, NULL);
  return list;
}

gpointer
xy_points_read_group (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (xy_points_taken_free);

  return read_taken (store, TAKEN_SQL "h.unit = ?1 AND h.state IN ('here', 'away') ORDER BY h.sort", data, list, error);
}

gpointer
xy_points_read_members (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_household_list_members (store, data, TRUE, error);
}

gpointer
xy_points_read_rule_of_code (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  return xy_points_rule_find (store, data, today, error);
}

gpointer
xy_points_read_wants_person (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *split = xy_setting_get (store, XY_SETTING_POINTS_SPLIT);

  return GINT_TO_POINTER (g_strcmp0 (split, "follow") == 0);
}

gpointer
xy_points_read_units (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_record_list (store, &xy_unit_type, "WHERE t.del = 0 ORDER BY t.sort, t.name", XY_BIND_NONE, error);
}

gpointer
xy_points_remember_rule (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  char text[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (data, text);
  xy_store_set_local (store, LAST_RULE, text, NULL);
  return NULL;
}

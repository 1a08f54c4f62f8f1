/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/store.h"
#include "core/unit.h"

enum
{
  OF_UNIT,
  OF_NO_UNIT,
  PLACES,
  HOUSEHOLD_MARKS,
  MEMBER_MARKS,
};

#define LIVE "h.del = 0 AND h.state IN ('here', 'away') ORDER BY h.sort, h.id"

static const XySql statements[] = {
  [OF_UNIT] = { NULL, "SELECT h.id, h.category FROM household AS h WHERE h.unit = ?1 AND " LIVE },
  [OF_NO_UNIT] = { NULL, "SELECT h.id, h.category FROM household AS h WHERE h.unit IS NULL AND " LIVE },
  [PLACES] = { NULL, "SELECT t.id, t.unit FROM hygiene_place AS t LEFT JOIN unit AS u ON u.id = t.unit "
                     "WHERE t.del = 0 ORDER BY u.sort, u.name_key, t.sort, t.name, t.id" },
  [HOUSEHOLD_MARKS] = { NULL, "SELECT g.name FROM tag_link AS l JOIN tag AS g ON g.id = l.tag "
                              "WHERE l.target = ?1 AND l.del = 0 AND g.del = 0 ORDER BY g.name" },
  [MEMBER_MARKS] = { NULL, "SELECT p.id, p.birthday, g.name FROM person AS p "
                           "LEFT JOIN tag_link AS l ON l.target = p.id AND l.del = 0 "
                           "LEFT JOIN tag AS g ON g.id = l.tag AND g.del = 0 "
                           "WHERE p.household = ?1 AND p.del = 0 AND p.state = 'here' ORDER BY p.sort, p.id, g.name" },
};

/* Who bears one of these lives in a household that is helped; of the others, where no able adult lives with him. */
static const char *const alone[] = { "五保", "特困", "独居", "孤寡", "孤儿", NULL };
static const char *const weak[] = { "残疾", "大病", "重病", "失能", "留守老人", NULL };

static gboolean
is_one_of (const char *const *words, const char *text)
{
  for (; text != NULL && *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

static void
add_word (GString *words, const char *word)
{
  if (words->len > 0)
    g_string_append (words, "、");
  g_string_append (words, word);
}

/* Members who live here, each with his marks. */
static gboolean
member_marks (XyStore *store, const XyId *household, const char *day, GString *words, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GString) feeble = g_string_new (NULL);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[MEMBER_MARKS].text, XY_BIND (XY_ID (household)), &problem);
  XyId last = XY_ID_NONE;
  gboolean is_weak = FALSE;
  guint n_able = 0;

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      const char *mark = xy_rows_text (rows, 2);

      if (!xy_id_same (&id, &last))
        {
          int age = xy_day_age (xy_rows_text (rows, 1), day);
          is_weak = age >= 0 && (age < 18 || age >= 60);
          n_able += !is_weak;
          last = id;
        }
      if (is_one_of (alone, mark))
        add_word (words, mark);
      else if (is_one_of (weak, mark))
        {
          add_word (feeble, mark);
          n_able -= !is_weak;
          is_weak = TRUE;
        }
    }
  if (problem == NULL && n_able == 0 && feeble->len > 0)
    add_word (words, feeble->str);
  return xy_error_pass (error, &problem);
}

static gboolean
find_excuse (XyStore *store, const char *category, const char *day, XyHygieneStop *stop, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[HOUSEHOLD_MARKS].text, XY_BIND (XY_ID (&stop->id)), &problem);

  while (xy_rows_next (rows, &problem))
    if (is_one_of (alone, xy_rows_text (rows, 0)) || is_one_of (weak, xy_rows_text (rows, 0)))
      add_word (words, xy_rows_text (rows, 0));
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (words->len == 0 && is_one_of (alone, category))
    add_word (words, category);
  if (!member_marks (store, &stop->id, day, words, error))
    return FALSE;
  if (words->len > 0)
    stop->excuse = g_strdup (words->str);
  return TRUE;
}

static void
stop_clear (gpointer data)
{
  g_free (((XyHygieneStop *) data)->excuse);
}

typedef struct
{
  XyStore *store;
  const XyHygieneRound *round;
  gboolean excuses;
  GArray *walk;
} Walk;

static gboolean
walk_unit (Walk *self, const XyId *unit, GError **error)
{
  XyDb *db = xy_store_get_db (self->store);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = unit != NULL ? xy_db_query (db, statements[OF_UNIT].text, XY_BIND (XY_ID (unit)), &problem)
                                         : xy_db_query (db, statements[OF_NO_UNIT].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyHygieneStop stop = { .id = xy_rows_id (rows, 0), .unit = unit != NULL ? *unit : XY_ID_NONE };

      if (self->excuses && !find_excuse (self->store, xy_rows_text (rows, 1), self->round->day, &stop, &problem))
        break;
      g_array_append_val (self->walk, stop);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
walk_places (Walk *self, GHashTable *area, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (self->store), statements[PLACES].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyHygieneStop stop = { .id = xy_rows_id (rows, 0), .unit = xy_rows_id (rows, 1) };
      if (area == NULL || g_hash_table_contains (area, &stop.unit))
        g_array_append_val (self->walk, stop);
    }
  return xy_error_pass (error, &problem);
}

GArray *
xy_hygiene_walk (XyStore *store, const XyHygieneRound *round, gboolean excuses, GError **error)
{
  g_autoptr (GArray) walk = g_array_new (FALSE, TRUE, sizeof (XyHygieneStop));
  g_autoptr (GPtrArray) nodes = xy_unit_list_tree (store, error);
  g_autoptr (GHashTable) area = NULL;
  Walk self = { store, round, excuses, walk };

  g_array_set_clear_func (walk, stop_clear);
  if (nodes == NULL || !xy_unit_area (nodes, round->units, &area, error))
    return NULL;
  if (g_str_equal (round->target, "place"))
    return walk_places (&self, area, error) ? g_steal_pointer (&walk) : NULL;
  for (guint i = 0; i < nodes->len; i++)
    {
      const XyUnit *unit = ((XyUnitNode *) nodes->pdata[i])->unit;
      if ((area == NULL || g_hash_table_contains (area, &unit->record.id))
          && !walk_unit (&self, &unit->record.id, error))
        return NULL;
    }
  if (area == NULL && !walk_unit (&self, NULL, error))
    return NULL;
  return g_steal_pointer (&walk);
}

const XySql *
xy_hygiene_walk_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

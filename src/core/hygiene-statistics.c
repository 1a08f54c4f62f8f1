/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-statistics.h"

#include <glib/gi18n-lib.h>

#include "core/hygiene-checklist.h"
#include "core/hygiene-private.h"
#include "core/points-scheme.h"
#include "core/store.h"
#include "core/unit.h"

enum
{
  SHEETS,
};

static const XySql statements[] = {
  [SHEETS] = { NULL, "WITH RECURSIVE below (id) AS (SELECT ?2 UNION SELECT u.id FROM unit AS u JOIN below "
                     "ON u.parent = below.id) SELECT s.scores FROM hygiene_result AS r "
                     "JOIN hygiene_sheet AS s ON s.result = r.id WHERE r.round = ?1 AND r.del = 0 "
                     "AND r.state = 'in' AND s.del = 0 AND (?2 IS NULL OR r.unit IN below)" },
};

gint64
xy_hygiene_share (gint64 n, gint64 of)
{
  return of > 0 ? (2 * 10000 * n + of) / (2 * of) : 0;
}

static void
group_clear (XyHygieneGroup *group)
{
  g_free (group->unit_name);
  g_free (group->n_bands);
}

static void
group_free (gpointer data)
{
  group_clear (data);
  g_free (data);
}

void
xy_hygiene_groups_free (XyHygieneGroups *groups)
{
  if (groups == NULL)
    return;
  g_strfreev (groups->bands);
  g_clear_pointer (&groups->groups, g_ptr_array_unref);
  group_clear (&groups->whole);
  g_free (groups);
}

static char **
band_names (const XyHygieneRound *round, GError **error)
{
  g_autoptr (GPtrArray) bands = xy_points_bands (round->bands, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (bands == NULL)
    return NULL;
  if (g_str_equal (round->mode, "tick"))
    {
      g_ptr_array_add (names, g_strdup (XY_HYGIENE_TICK_PASSED));
      g_ptr_array_add (names, g_strdup (XY_HYGIENE_TICK_FAILED));
    }
  for (guint i = 0; i < bands->len; i++)
    g_ptr_array_add (names, g_strdup (((XyPointsBand *) bands->pdata[i])->name));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

static void
count_outcome (XyHygieneGroup *group, char *const *bands, const XyHygieneOutcome *outcome)
{
  group->n_results++;
  group->n_excused += g_str_equal (outcome->state, "excused");
  group->n_absent += g_str_equal (outcome->state, "absent");
  group->n_red += g_strcmp0 (outcome->list, "red") == 0;
  group->n_low += g_strcmp0 (outcome->list, "low") == 0;
  if (outcome->rank == 0)
    return;
  group->n_ranked++;
  group->sum += outcome->score;
  group->average = xy_hygiene_average (group->sum, group->n_ranked);
  for (guint i = 0; bands[i] != NULL; i++)
    group->n_bands[i] += g_strcmp0 (bands[i], outcome->band) == 0;
}

static XyHygieneGroup *
group_of (XyHygieneGroups *groups, const XyHygieneOutcome *outcome)
{
  for (guint i = groups->groups->len; i-- > 0;)
    {
      XyHygieneGroup *group = groups->groups->pdata[i];
      if (xy_id_same (&group->unit, &outcome->unit))
        return group;
    }
  XyHygieneGroup *group = g_new0 (XyHygieneGroup, 1);
  group->unit = outcome->unit;
  group->unit_name = g_strdup (outcome->unit_name);
  group->n_bands = g_new0 (guint, g_strv_length (groups->bands) + 1);
  g_ptr_array_add (groups->groups, group);
  return group;
}

static int
compare_walk (gconstpointer a, gconstpointer b)
{
  const XyHygieneOutcome *one = *(XyHygieneOutcome *const *) a, *two = *(XyHygieneOutcome *const *) b;

  return one->sort < two->sort ? -1 : one->sort > two->sort ? 1 : xy_id_compare (&one->result, &two->result);
}

XyHygieneGroups *
xy_hygiene_by_group (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyHygieneGroups) groups = g_new0 (XyHygieneGroups, 1);
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get (store, id, error);
  g_autoptr (GPtrArray) outcomes = round != NULL ? xy_hygiene_outcomes (store, id, error) : NULL;

  if (outcomes == NULL || (groups->bands = band_names (round, error)) == NULL)
    return NULL;
  groups->groups = g_ptr_array_new_with_free_func (group_free);
  groups->whole.n_bands = g_new0 (guint, g_strv_length (groups->bands) + 1);
  g_ptr_array_sort (outcomes, compare_walk);
  for (guint i = 0; i < outcomes->len; i++)
    {
      count_outcome (group_of (groups, outcomes->pdata[i]), groups->bands, outcomes->pdata[i]);
      count_outcome (&groups->whole, groups->bands, outcomes->pdata[i]);
    }
  return g_steal_pointer (&groups);
}

void
xy_hygiene_item_loss_free (XyHygieneItemLoss *loss)
{
  if (loss == NULL)
    return;
  g_free (loss->name);
  g_free (loss);
}

static GPtrArray *
list_items (XyStore *store, const XyHygieneRound *round, GError **error)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_item_loss_free);
  g_autoptr (XyHygieneChecklist) checklist = NULL;

  if (!g_str_equal (round->mode, "items"))
    return list;
  checklist = xy_record_get (store, &xy_hygiene_checklist_type, &round->checklist, error);
  if (checklist == NULL)
    {
      g_ptr_array_unref (list);
      return NULL;
    }
  g_autoptr (GArray) items = xy_hygiene_items_read (checklist->items, TRUE);
  for (guint i = 0; i < items->len; i++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, i);
      XyHygieneItemLoss *loss = g_new0 (XyHygieneItemLoss, 1);
      loss->name = g_strdup (item->name);
      loss->most = item->most;
      loss->inside = item->inside;
      g_ptr_array_add (list, loss);
    }
  return list;
}

static void
count_sheet (GPtrArray *items, const char *scores)
{
  for (guint i = 0; scores != NULL && i < items->len; i++)
    {
      XyHygieneItemLoss *loss = items->pdata[i];
      char *end;
      gint64 score = g_ascii_strtoll (scores, &end, 10);

      if (end == scores)
        return;
      scores = end;
      loss->n_sheets++;
      loss->n_full += score == loss->most;
      loss->n_none += score == 0;
      loss->lost += loss->most - score;
    }
}

/* The sort is stable: among equals the order of the sheet holds. */
static int
compare_loss (gconstpointer a, gconstpointer b)
{
  const XyHygieneItemLoss *one = *(XyHygieneItemLoss *const *) a, *two = *(XyHygieneItemLoss *const *) b;

  return one->lost_share > two->lost_share ? -1 : one->lost_share < two->lost_share ? 1 : 0;
}

GPtrArray *
xy_hygiene_by_item (XyStore *store, const XyId *id, const XyId *unit, GError **error)
{
  XyId none = XY_ID_NONE;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get (store, id, error);
  g_autoptr (GPtrArray) items = round != NULL ? list_items (store, round, error) : NULL;
  g_autoptr (GError) problem = NULL;

  if (items == NULL || items->len == 0)
    return g_steal_pointer (&items);
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[SHEETS].text,
                                         XY_BIND (XY_ID (id), XY_ID (unit != NULL ? unit : &none)), &problem);
  while (xy_rows_next (rows, &problem))
    count_sheet (items, xy_rows_text (rows, 0));
  if (!xy_error_pass (error, &problem))
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      XyHygieneItemLoss *loss = items->pdata[i];
      loss->lost_share = xy_hygiene_share (loss->lost, loss->most * loss->n_sheets);
    }
  g_ptr_array_sort (items, compare_loss);
  return g_steal_pointer (&items);
}

void
xy_hygiene_change_free (XyHygieneChange *change)
{
  if (change == NULL)
    return;
  g_free (change->number);
  g_free (change->name);
  g_free (change->unit_name);
  g_free (change->band[0]);
  g_free (change->band[1]);
  g_free (change);
}

void
xy_hygiene_comparison_free (XyHygieneComparison *comparison)
{
  if (comparison == NULL)
    return;
  g_clear_pointer (&comparison->changes, g_ptr_array_unref);
  g_free (comparison);
}

static gboolean
add_side (XyStore *store, const XyId *round, guint side, GHashTable *by_id, GPtrArray *changes, GError **error)
{
  g_autoptr (GPtrArray) outcomes = xy_hygiene_outcomes (store, round, error);

  if (outcomes == NULL)
    return FALSE;
  g_ptr_array_sort (outcomes, compare_walk);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const XyHygieneOutcome *outcome = outcomes->pdata[i];
      const XyId *id = xy_id_is_none (&outcome->place) ? &outcome->household : &outcome->place;
      XyHygieneChange *change = g_hash_table_lookup (by_id, id);

      if (outcome->rank == 0)
        continue;
      if (change == NULL)
        {
          change = g_new0 (XyHygieneChange, 1);
          change->id = *id;
          change->unit = outcome->unit;
          change->number = g_strdup (outcome->number);
          change->name = g_strdup (outcome->name);
          change->unit_name = g_strdup (outcome->unit_name);
          change->score[0] = change->score[1] = -1;
          g_ptr_array_add (changes, change);
          g_hash_table_insert (by_id, &change->id, change);
        }
      change->score[side] = outcome->score;
      change->rank[side] = outcome->rank;
      change->band[side] = g_strdup (outcome->band);
      change->list[side] = outcome->list;
    }
  return TRUE;
}

static int
compare_change (gconstpointer a, gconstpointer b)
{
  const XyHygieneChange *one = *(XyHygieneChange *const *) a, *two = *(XyHygieneChange *const *) b;
  gboolean both_one = one->score[0] >= 0 && one->score[1] >= 0, both_two = two->score[0] >= 0 && two->score[1] >= 0;
  gint64 gain_one = one->score[1] - one->score[0], gain_two = two->score[1] - two->score[0];

  if (both_one != both_two)
    return both_one ? -1 : 1;
  return !both_one || gain_one == gain_two ? 0 : gain_one > gain_two ? -1 : 1;
}

XyHygieneComparison *
xy_hygiene_compare (XyStore *store, const XyId *before, const XyId *after, GError **error)
{
  g_autoptr (XyHygieneComparison) comparison = g_new0 (XyHygieneComparison, 1);
  g_autoptr (GHashTable) by_id = g_hash_table_new (xy_id_hash, xy_id_equal);
  g_autoptr (XyHygieneRound) one = xy_hygiene_round_get (store, before, error);
  g_autoptr (XyHygieneRound) two = one != NULL ? xy_hygiene_round_get (store, after, error) : NULL;

  if (two == NULL)
    return NULL;
  if (!g_str_equal (one->target, two->target))
    {
      xy_set_invalid (error, "round", _ ("A round of households and one of public areas cannot be compared."));
      return NULL;
    }
  comparison->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_change_free);
  if (!add_side (store, after, 1, by_id, comparison->changes, error)
      || !add_side (store, before, 0, by_id, comparison->changes, error))
    return NULL;
  g_ptr_array_sort (comparison->changes, compare_change);
  for (guint i = 0; i < comparison->changes->len; i++)
    {
      const XyHygieneChange *change = comparison->changes->pdata[i];
      gboolean was_low = g_strcmp0 (change->list[0], "low") == 0, is_low = g_strcmp0 (change->list[1], "low") == 0;

      comparison->n_left_low += was_low && change->score[1] >= 0 && !is_low;
      comparison->n_still_low += was_low && is_low;
      if (change->score[0] < 0 || change->score[1] < 0)
        continue;
      comparison->n_better += change->score[1] > change->score[0];
      comparison->n_worse += change->score[1] < change->score[0];
      comparison->n_same += change->score[1] == change->score[0];
    }
  return g_steal_pointer (&comparison);
}

const XySql *
xy_hygiene_statistics_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-trend.h"

#include "core/hygiene-decide.h"
#include "core/hygiene-statistics.h"
#include "core/points-scheme.h"
#include "core/store.h"
#include "core/unit.h"

enum
{
  ROUNDS,
  COUNTS,
  COUNTS_OF_UNIT,
  STAYS,
  STAYS_OF_PLACE,
};

/* Read off the index alone, and counted here: to group them SQLite would sort them first. */
#define COUNTS_SQL(where)                                                                                              \
  "SELECT unit, band, state, rank > 0, score FROM hygiene_result INDEXED BY hygiene_result_counted "                   \
  "WHERE round = ?1 AND del = 0 " where
#define STAYS_SQL(column)                                                                                              \
  "SELECT r.id, r.round FROM hygiene_result AS r JOIN hygiene_round AS o ON o.id = r.round WHERE r." column            \
  " = ?1 AND r.del = 0 AND o.del = 0 AND o.closed_on IS NOT NULL ORDER BY o.day DESC, o.number DESC, o.id DESC LIMIT ?2"

static const XySql statements[] = {
  [ROUNDS] = { &xy_hygiene_round_type,
               "WHERE t.target = ?1 AND t.kind <> 'special' AND t.del = 0 "
               "AND t.closed_on IS NOT NULL ORDER BY t.day DESC, t.number DESC, t.id DESC LIMIT ?2" },
  [COUNTS] = { NULL, COUNTS_SQL ("") },
  [COUNTS_OF_UNIT] = { NULL, "WITH RECURSIVE below (id) AS (SELECT ?2 UNION SELECT u.id FROM unit AS u JOIN below "
                             "ON u.parent = below.id) " COUNTS_SQL ("AND unit IN below") },
  [STAYS] = { NULL, STAYS_SQL ("household") },
  [STAYS_OF_PLACE] = { NULL, STAYS_SQL ("place") },
};

static void
round_free (gpointer data)
{
  XyHygieneTrendRound *round = data;

  g_clear_object (&round->round);
  g_strfreev (round->bands);
  g_free (round->n_bands);
  g_free (round);
}

static void
unit_free (gpointer data)
{
  XyHygieneTrendUnit *unit = data;

  g_free (unit->name);
  g_free (unit->averages);
  g_free (unit);
}

void
xy_hygiene_trend_free (XyHygieneTrend *trend)
{
  if (trend == NULL)
    return;
  g_clear_pointer (&trend->rounds, g_ptr_array_unref);
  g_clear_pointer (&trend->units, g_ptr_array_unref);
  g_free (trend);
}

char **
xy_hygiene_round_bands (const XyHygieneRound *round)
{
  static const char *const ticks[] = { XY_HYGIENE_TICK_PASSED, XY_HYGIENE_TICK_FAILED, NULL };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (g_str_equal (round->mode, "tick"))
    return g_strdupv ((char **) ticks);
  g_autoptr (GPtrArray) bands = xy_points_bands (round->bands, NULL);
  for (guint i = 0; bands != NULL && i < bands->len; i++)
    g_ptr_array_add (names, g_strdup (((XyPointsBand *) bands->pdata[i])->name));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/* What one group has in one round, while it is counted. */
typedef struct
{
  guint n;
  gint64 sum;
} Share;

static void
count_row (XyRows *rows, XyHygieneTrendRound *round, GHashTable *shares)
{
  XyId unit = xy_rows_id (rows, 0);
  const char *band = xy_rows_text (rows, 1), *state = xy_rows_text (rows, 2);
  gboolean ranked = xy_rows_int (rows, 3) != 0;
  gint64 score = ranked ? xy_rows_int (rows, 4) : 0;
  Share *share = g_hash_table_lookup (shares, &unit);

  if (share == NULL)
    {
      share = g_new0 (Share, 1);
      g_hash_table_insert (shares, xy_id_copy (&unit), share);
    }
  share->n += ranked;
  share->sum += score;
  round->n_results++;
  round->n_ranked += ranked;
  round->sum += score;
  round->n_excused += g_str_equal (state, "excused");
  round->n_absent += g_str_equal (state, "absent");
  for (guint i = 0; ranked && round->bands[i] != NULL; i++)
    if (g_strcmp0 (round->bands[i], band) == 0)
      {
        round->n_bands[i]++;
        break;
      }
}

/* Returns: (transfer full) XyId of a group → Share. */
static GHashTable *
count_round (XyStore *store, XyHygieneTrendRound *round, const XyId *unit, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GHashTable) shares = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  g_autoptr (XyRows) rows = xy_id_is_none (unit)
                                ? xy_db_query (xy_store_get_db (store), statements[COUNTS].text,
                                               XY_BIND (XY_ID (&round->round->record.id)), &problem)
                                : xy_db_query (xy_store_get_db (store), statements[COUNTS_OF_UNIT].text,
                                               XY_BIND (XY_ID (&round->round->record.id), XY_ID (unit)), &problem);

  while (xy_rows_next (rows, &problem))
    count_row (rows, round, shares);
  if (!xy_error_pass (error, &problem))
    return NULL;
  round->average = xy_hygiene_average (round->sum, round->n_ranked);
  round->judged_share = xy_hygiene_share (round->n_ranked, round->n_results - round->n_excused);
  return g_steal_pointer (&shares);
}

static void
add_unit (XyHygieneTrend *trend, const XyId *id, const char *name, GHashTable *const *shares)
{
  XyHygieneTrendUnit *unit = NULL;

  for (guint i = 0; i < trend->rounds->len; i++)
    {
      const Share *share = g_hash_table_lookup (shares[i], id);
      if (share == NULL || share->n == 0)
        continue;
      if (unit == NULL)
        {
          unit = g_new0 (XyHygieneTrendUnit, 1);
          unit->unit = *id;
          unit->name = g_strdup (name);
          unit->averages = g_new (gint64, trend->rounds->len);
          for (guint k = 0; k < trend->rounds->len; k++)
            unit->averages[k] = -1;
          g_ptr_array_add (trend->units, unit);
        }
      unit->averages[i] = xy_hygiene_average (share->sum, share->n);
    }
}

XyHygieneTrend *
xy_hygiene_trend (XyStore *store, const char *target, const XyId *unit, guint most, GError **error)
{
  XyId area = unit != NULL ? *unit : XY_ID_NONE, none = XY_ID_NONE;
  g_autoptr (XyHygieneTrend) trend = g_new0 (XyHygieneTrend, 1);
  g_autoptr (GPtrArray) rounds =
      xy_record_list (store, &xy_hygiene_round_type, statements[ROUNDS].text,
                      XY_BIND (XY_TEXT (target != NULL ? target : "household"), XY_INT (most)), error);
  g_autoptr (GPtrArray) nodes = rounds != NULL ? xy_unit_list_tree (store, error) : NULL;
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  if (nodes == NULL)
    return NULL;
  trend->rounds = g_ptr_array_new_with_free_func (round_free);
  trend->units = g_ptr_array_new_with_free_func (unit_free);
  for (guint i = rounds->len; i-- > 0;)
    {
      XyHygieneTrendRound *round = g_new0 (XyHygieneTrendRound, 1);
      round->round = g_object_ref (rounds->pdata[i]);
      round->bands = xy_hygiene_round_bands (round->round);
      round->n_bands = g_new0 (guint, g_strv_length (round->bands) + 1);
      g_ptr_array_add (trend->rounds, round);
      GHashTable *counted = count_round (store, round, &area, error);
      if (counted == NULL)
        return NULL;
      if (round->n_results > 0)
        g_ptr_array_add (shares, counted);
      else
        {
          /* The round did not go through this group. */
          g_hash_table_unref (counted);
          g_ptr_array_remove_index (trend->rounds, trend->rounds->len - 1);
        }
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      const XyUnitNode *node = nodes->pdata[i];
      add_unit (trend, &node->unit->record.id, node->path, (GHashTable *const *) shares->pdata);
    }
  add_unit (trend, &none, NULL, (GHashTable *const *) shares->pdata);
  return g_steal_pointer (&trend);
}

void
xy_hygiene_stay_free (XyHygieneStay *stay)
{
  g_clear_object (&stay->round);
  g_clear_object (&stay->result);
  g_free (stay);
}

static gboolean
add_stays (XyStore *store, guint statement, const XyId *id, guint most, GPtrArray *stays, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[statement].text, XY_BIND (XY_ID (id), XY_INT (most)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId result = xy_rows_id (rows, 0), round = xy_rows_id (rows, 1);
      XyHygieneStay *stay = g_new0 (XyHygieneStay, 1);
      g_ptr_array_add (stays, stay);
      stay->result = xy_record_get (store, &xy_hygiene_result_type, &result, &problem);
      if (stay->result == NULL
          || (stay->round = xy_record_get (store, &xy_hygiene_round_type, &round, &problem)) == NULL)
        break;
    }
  return xy_error_pass (error, &problem);
}

GPtrArray *
xy_hygiene_stays (XyStore *store, const XyId *id, guint most, GError **error)
{
  g_autoptr (GPtrArray) stays = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_stay_free);

  if (!add_stays (store, STAYS, id, most, stays, error)
      || (stays->len == 0 && !add_stays (store, STAYS_OF_PLACE, id, most, stays, error)))
    return NULL;
  return g_steal_pointer (&stays);
}

const XySql *
xy_hygiene_trend_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

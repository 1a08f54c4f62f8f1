/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-private.h"
#include "core/hygiene-statistics.h"
#include "core/store.h"

enum
{
  HISTORY,
  HISTORY_OF_PLACE,
  SERIES,
};

#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?2 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "

#define HISTORY_SQL(column)                                                                                            \
  "SELECT r.id, r.round, r.state, r.score, r.rank, r.band, r.list, r.bright, r.problem, r.plate "                      \
  "FROM hygiene_result AS r JOIN hygiene_round AS o ON o.id = r.round WHERE r." column " = ?1 AND r.del = 0 "          \
  "AND o.del = 0 AND o.closed_on IS NOT NULL ORDER BY o.day DESC, o.number DESC, o.id DESC"

static const XySql statements[] = {
  [HISTORY] = { NULL, HISTORY_SQL ("household") },
  [HISTORY_OF_PLACE] = { NULL, HISTORY_SQL ("place") },
  [SERIES] = { NULL, BELOW "SELECT state, list, count (*), sum (rank > 0), sum (iif (rank > 0, score, 0)) "
                           "FROM hygiene_result INDEXED BY hygiene_result_counted WHERE round = ?1 AND del = 0 "
                           "AND (?2 IS NULL OR unit IN below) GROUP BY state, list" },
};

void
xy_hygiene_visit_free (XyHygieneVisit *visit)
{
  if (visit == NULL)
    return;
  g_free (visit->title);
  g_free (visit->day);
  g_free (visit->period);
  g_free (visit->kind);
  g_free (visit->state);
  g_free (visit->band);
  g_free (visit->bright);
  g_free (visit->problem);
  g_free (visit->plate);
  g_free (visit);
}

static const char *
list_of (const char *text)
{
  return text == NULL ? NULL : g_str_equal (text, "red") ? "red" : "low";
}

static gboolean
count_round (XyStore *store, const XyId *round, const XyId *unit, XyHygieneSeriesPoint *point, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 sum = 0;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[SERIES].text, XY_BIND (XY_ID (round), XY_ID (unit)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      const char *state = xy_rows_text (rows, 0), *list = xy_rows_text (rows, 1);
      guint n = (guint) xy_rows_int (rows, 2);

      point->n_results += n;
      point->n_ranked += (guint) xy_rows_int (rows, 3);
      point->n_excused += g_str_equal (state, "excused") ? n : 0;
      point->n_absent += g_str_equal (state, "absent") ? n : 0;
      point->n_red += g_strcmp0 (list, "red") == 0 ? n : 0;
      point->n_low += g_strcmp0 (list, "low") == 0 ? n : 0;
      sum += xy_rows_int (rows, 4);
    }
  point->average = xy_hygiene_average (sum, point->n_ranked);
  point->judged_share = xy_hygiene_share (point->n_ranked, point->n_results - point->n_excused);
  return xy_error_pass (error, &problem);
}

static gboolean
load_history (XyStore *store, guint statement, const XyId *id, GPtrArray *list, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[statement].text, XY_BIND (XY_ID (id)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyHygieneVisit *visit = g_new0 (XyHygieneVisit, 1);
      visit->result = xy_rows_id (rows, 0);
      visit->round = xy_rows_id (rows, 1);
      visit->state = g_strdup (xy_rows_text (rows, 2));
      visit->score = xy_rows_int (rows, 3);
      visit->rank = (guint) xy_rows_int (rows, 4);
      visit->band = g_strdup (xy_rows_text (rows, 5));
      visit->list = list_of (xy_rows_text (rows, 6));
      visit->bright = g_strdup (xy_rows_text (rows, 7));
      visit->problem = g_strdup (xy_rows_text (rows, 8));
      visit->plate = g_strdup (xy_rows_text (rows, 9));
      g_ptr_array_add (list, visit);
    }
  return xy_error_pass (error, &problem);
}

GPtrArray *
xy_hygiene_history (XyStore *store, const XyId *id, GError **error)
{
  XyId none = XY_ID_NONE;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_visit_free);

  if (!load_history (store, HISTORY, id, list, error)
      || (list->len == 0 && !load_history (store, HISTORY_OF_PLACE, id, list, error)))
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      XyHygieneVisit *visit = list->pdata[i];
      XyHygieneSeriesPoint point = { 0 };
      g_autoptr (XyHygieneRound) round = xy_hygiene_round_get (store, &visit->round, error);

      if (round == NULL || !count_round (store, &visit->round, &none, &point, error))
        return NULL;
      visit->title = xy_hygiene_round_describe (round);
      visit->day = g_strdup (round->day);
      visit->period = g_strdup (round->period);
      visit->kind = g_strdup (round->kind);
      visit->n_ranked = point.n_ranked;
    }
  return g_steal_pointer (&list);
}

void
xy_hygiene_series_point_free (XyHygieneSeriesPoint *point)
{
  if (point == NULL)
    return;
  g_free (point->title);
  g_free (point->day);
  g_free (point->period);
  g_free (point->kind);
  g_free (point);
}

GPtrArray *
xy_hygiene_series (XyStore *store, const XyHygieneSeriesQuery *query, GError **error)
{
  XyHygieneRoundFilter filter = {
    .kind = query->kind, .target = query->target != NULL ? query->target : "household", .unit = query->unit, .open = -1
  };
  g_autoptr (GArray) ids = xy_hygiene_round_ids (store, &filter, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_series_point_free);

  if (ids == NULL)
    return NULL;
  for (guint i = ids->len; i-- > 0;)
    {
      const XyId *id = &g_array_index (ids, XyId, i);
      g_autoptr (XyHygieneRound) round = xy_hygiene_round_get (store, id, error);
      XyHygieneSeriesPoint *point = NULL;

      if (round == NULL)
        return NULL;
      if ((query->from != NULL && g_strcmp0 (round->day, query->from) < 0)
          || (query->to != NULL && g_strcmp0 (round->day, query->to) > 0))
        continue;
      point = g_new0 (XyHygieneSeriesPoint, 1);
      point->round = *id;
      point->title = xy_hygiene_round_describe (round);
      point->day = g_strdup (round->day);
      point->period = g_strdup (round->period);
      point->kind = g_strdup (round->kind);
      g_ptr_array_add (list, point);
      if (!count_round (store, id, &query->unit, point, error))
        return NULL;
      if (point->n_results == 0)
        g_ptr_array_remove_index (list, list->len - 1);
    }
  return g_steal_pointer (&list);
}

const XySql *
xy_hygiene_series_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-score.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/hygiene-private.h"
#include "core/i18n.h"
#include "core/store.h"

enum
{
  ROWS,
  SHEETS,
  IS_THERE,
};

static const XySql statements[] = {
  [ROWS] = { NULL, "SELECT r.id, r.household, r.place, r.unit, h.number, coalesce (p.name, h.head_name), u.name, "
                   "r.state, r.excuse, r.bright, r.problem, r.photo FROM hygiene_result AS r "
                   "LEFT JOIN household AS h ON h.id = r.household LEFT JOIN hygiene_place AS p ON p.id = r.place "
                   "LEFT JOIN unit AS u ON u.id = r.unit WHERE r.round = ?1 AND r.del = 0 ORDER BY r.sort, r.id" },
  [SHEETS] = { NULL, "SELECT s.id, s.result, s.judge, s.scores, s.sum, s.note FROM hygiene_result AS r "
                     "JOIN hygiene_sheet AS s ON s.result = r.id WHERE r.round = ?1 AND r.del = 0 AND s.del = 0" },
  [IS_THERE] = { NULL, "SELECT count (*) FROM hygiene_result WHERE id = ?1 AND del = 0" },
};

static void
recusal_clear (gpointer data)
{
  g_free (((XyHygieneRecusal *) data)->why);
}

static gboolean
add_recusals (XyStore *store,
              const XyId *round,
              const XyHygieneJudge *judge,
              guint at,
              GArray *recusals,
              GError **error)
{
  g_autoptr (GHashTable) asides = xy_hygiene_asides (store, judge->name, &judge->person, error);
  GHashTableIter iter;
  gpointer key, why;

  if (asides == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, asides);
  while (g_hash_table_iter_next (&iter, &key, &why))
    {
      XyHygieneRecusal recusal = { judge->record.id, xy_hygiene_result_id (round, key), at, NULL };
      gint64 n = 0;

      if (!xy_db_number (xy_store_get_db (store), statements[IS_THERE].text, XY_BIND (XY_ID (&recusal.result)), &n,
                         error))
        return FALSE;
      if (n == 0)
        continue;
      recusal.why = g_strdup (why);
      g_array_append_val (recusals, recusal);
    }
  return TRUE;
}

static GArray *
list_recusals (XyStore *store, const XyId *round, GPtrArray *judges, GError **error)
{
  g_autoptr (GArray) recusals = g_array_new (FALSE, TRUE, sizeof (XyHygieneRecusal));

  g_array_set_clear_func (recusals, recusal_clear);
  for (guint i = 0; i < judges->len; i++)
    if (!add_recusals (store, round, judges->pdata[i], i, recusals, error))
      return NULL;
  return g_steal_pointer (&recusals);
}

GArray *
xy_hygiene_recusals (XyStore *store, const XyId *round, GError **error)
{
  g_autoptr (GPtrArray) judges = xy_hygiene_judges (store, round, error);

  return judges != NULL ? list_recusals (store, round, judges, error) : NULL;
}

static void
row_free (XyHygieneGridRow *row, guint n_judges)
{
  for (guint i = 0; i < n_judges; i++)
    {
      g_free (row->cells[i].scores);
      g_free (row->cells[i].note);
    }
  g_free (row->number);
  g_free (row->name);
  g_free (row->unit_name);
  g_free (row->state);
  g_free (row->excuse);
  g_free (row->bright);
  g_free (row->problem);
  g_free (row->photo);
  g_free (row->cells);
  g_free (row);
}

void
xy_hygiene_grid_free (XyHygieneGrid *grid)
{
  if (grid == NULL)
    return;
  for (guint i = 0; grid->rows != NULL && i < grid->rows->len; i++)
    row_free (grid->rows->pdata[i], grid->judges->len);
  g_clear_object (&grid->round);
  g_clear_object (&grid->checklist);
  g_clear_pointer (&grid->items, g_array_unref);
  g_clear_pointer (&grid->judges, g_ptr_array_unref);
  g_clear_pointer (&grid->rows, g_ptr_array_unref);
  g_clear_pointer (&grid->recusals, g_array_unref);
  g_free (grid);
}

static gboolean
load_rows (XyStore *store, XyHygieneGrid *grid, GHashTable *by_id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[ROWS].text, XY_BIND (XY_ID (&grid->round->record.id)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyHygieneGridRow *row = g_new0 (XyHygieneGridRow, 1);
      char **const texts[] = { &row->number, &row->name,   &row->unit_name, &row->state,
                               &row->excuse, &row->bright, &row->problem,   &row->photo };

      row->result = xy_rows_id (rows, 0);
      row->household = xy_rows_id (rows, 1);
      row->place = xy_rows_id (rows, 2);
      row->unit = xy_rows_id (rows, 3);
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        *texts[i] = g_strdup (xy_rows_text (rows, (int) i + 4));
      row->cells = g_new0 (XyHygieneCell, MAX (grid->judges->len, 1));
      g_ptr_array_add (grid->rows, row);
      g_hash_table_insert (by_id, &row->result, row);
    }
  return xy_error_pass (error, &problem);
}

static gint64 *
read_scores (const char *text, guint n_items)
{
  gint64 *scores;

  if (text == NULL || n_items == 0)
    return NULL;
  scores = g_new0 (gint64, n_items);
  for (guint i = 0; i < n_items && *text != '\0'; i++)
    {
      char *end;
      scores[i] = g_ascii_strtoll (text, &end, 10);
      if (end == text)
        break;
      text = end;
    }
  return scores;
}

static gboolean
load_sheets (XyStore *store, XyHygieneGrid *grid, GHashTable *by_id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[SHEETS].text,
                                         XY_BIND (XY_ID (&grid->round->record.id)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId result = xy_rows_id (rows, 1), judge = xy_rows_id (rows, 2);
      XyHygieneGridRow *row = g_hash_table_lookup (by_id, &result);
      guint at = 0;

      while (at < grid->judges->len && !xy_id_same (&((XyRecord *) grid->judges->pdata[at])->id, &judge))
        at++;
      if (row == NULL || at == grid->judges->len)
        continue;
      XyHygieneCell *cell = &row->cells[at];
      cell->sheet = xy_rows_id (rows, 0);
      cell->scores = read_scores (xy_rows_text (rows, 3), grid->items->len);
      cell->sum = xy_rows_int (rows, 4);
      cell->note = g_strdup (xy_rows_text (rows, 5));
      row->n++;
      row->total += cell->sum;
    }
  return xy_error_pass (error, &problem);
}

static void
sum_up (XyHygieneGrid *grid, GHashTable *by_id)
{
  for (guint i = 0; i < grid->recusals->len; i++)
    {
      const XyHygieneRecusal *recusal = &g_array_index (grid->recusals, XyHygieneRecusal, i);
      XyHygieneGridRow *row = g_hash_table_lookup (by_id, &recusal->result);
      if (row != NULL)
        row->cells[recusal->judge_at].aside = recusal->why;
    }
  for (guint i = 0; i < grid->rows->len; i++)
    {
      XyHygieneGridRow *row = grid->rows->pdata[i];
      row->score = xy_hygiene_average (row->total, row->n);
      for (guint k = 0; k < grid->judges->len && g_str_equal (row->state, "in"); k++)
        {
          gboolean typed = !xy_id_is_none (&row->cells[k].sheet);
          grid->n_sheets += typed;
          grid->n_expected += typed || row->cells[k].aside == NULL;
        }
    }
}

static gboolean
load_checklist (XyStore *store, XyHygieneGrid *grid, GError **error)
{
  grid->most = XY_HYGIENE_FULL;
  if (g_str_equal (grid->round->mode, "items"))
    {
      grid->checklist = xy_record_get (store, &xy_hygiene_checklist_type, &grid->round->checklist, error);
      if (grid->checklist == NULL)
        return FALSE;
      grid->most = xy_hygiene_checklist_most (grid->checklist);
    }
  grid->items = xy_hygiene_items_read (grid->checklist != NULL ? grid->checklist->items : NULL, TRUE);
  return TRUE;
}

XyHygieneGrid *
xy_hygiene_grid (XyStore *store, const XyId *round, GError **error)
{
  g_autoptr (XyHygieneGrid) grid = g_new0 (XyHygieneGrid, 1);
  g_autoptr (GHashTable) by_id = g_hash_table_new (xy_id_hash, xy_id_equal);

  if ((grid->round = xy_hygiene_round_get (store, round, error)) == NULL || !load_checklist (store, grid, error)
      || (grid->judges = xy_hygiene_judges (store, round, error)) == NULL
      || (grid->recusals = list_recusals (store, round, grid->judges, error)) == NULL)
    return NULL;
  grid->rows = g_ptr_array_new ();
  if (!load_rows (store, grid, by_id, error) || !load_sheets (store, grid, by_id, error))
    return NULL;
  sum_up (grid, by_id);
  return g_steal_pointer (&grid);
}

void
xy_hygiene_missing_clear (XyHygieneMissing *missing)
{
  g_clear_pointer (&missing->gaps, g_array_unref);
  g_clear_pointer (&missing->sentence, g_free);
}

static void
add_gap (const XyHygieneGrid *grid, XyHygieneMissing *missing, const XyHygieneGridRow *row, guint judge)
{
  XyHygieneGap gap = { judge, ((XyHygieneJudge *) grid->judges->pdata[judge])->name, row->unit, row->unit_name, 1 };

  missing->n_missing++;
  for (guint i = missing->gaps->len; i-- > 0;)
    {
      XyHygieneGap *old = &g_array_index (missing->gaps, XyHygieneGap, i);
      if (old->judge_at != judge || !xy_id_same (&old->unit, &row->unit))
        continue;
      old->n++;
      return;
    }
  g_array_append_val (missing->gaps, gap);
}

#define GAPS_SHOWN 6

static char *
say_missing (const XyHygieneGrid *grid, const XyHygieneMissing *missing)
{
  g_autoptr (GString) text = g_string_new (NULL), gaps = g_string_new (NULL);

  for (guint i = 0; i < MIN (missing->gaps->len, GAPS_SHOWN); i++)
    {
      const XyHygieneGap *gap = &g_array_index (missing->gaps, XyHygieneGap, i);
      g_string_append (gaps, i > 0 ? "、" : "");
      /* Translators: group, judge, how many sheets: 3组李建国5张 */
      g_string_append_printf (gaps, _ ("%s %s %u"), gap->unit_name != NULL ? gap->unit_name : "", gap->judge, gap->n);
    }
  if (missing->gaps->len > GAPS_SHOWN)
    g_string_append (gaps, "…");
  if (missing->n_missing > 0)
    g_string_append_printf (text,
                            ngettext ("%u sheet is missing: %s.", "%u sheets are missing: %s.", missing->n_missing),
                            missing->n_missing, gaps->str);
  if (text->len > 0 && missing->n_short > 0 && xy_i18n_is_english ())
    g_string_append_c (text, ' ');
  if (missing->n_short > 0)
    g_string_append_printf (text,
                            ngettext ("%u household has fewer than %d judges.",
                                      "%u households have fewer than %d judges.", missing->n_short),
                            missing->n_short, (int) grid->round->judges_least);
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

void
xy_hygiene_grid_missing (const XyHygieneGrid *grid, XyHygieneMissing *missing)
{
  *missing = (XyHygieneMissing){ .gaps = g_array_new (FALSE, TRUE, sizeof (XyHygieneGap)) };
  for (guint i = 0; i < grid->rows->len; i++)
    {
      const XyHygieneGridRow *row = grid->rows->pdata[i];

      if (!g_str_equal (row->state, "in"))
        continue;
      for (guint k = 0; k < grid->judges->len; k++)
        if (xy_id_is_none (&row->cells[k].sheet) && row->cells[k].aside == NULL)
          add_gap (grid, missing, row, k);
      missing->n_none += row->n == 0;
      missing->n_short += row->n < grid->round->judges_least;
    }
  missing->sentence = say_missing (grid, missing);
}

const XySql *
xy_hygiene_grid_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

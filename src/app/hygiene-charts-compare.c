/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-charts-compare.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/hygiene-charts-data.h"

enum
{
  BETTER,
  WORSE,
  SAME,
  LEFT_LOW,
};

static gboolean
is_in_both (const XyHygieneChange *change)
{
  return change->score[0] >= 0 && change->score[1] >= 0;
}

static gint64
gain (const XyHygieneChange *change)
{
  return is_in_both (change) ? change->score[1] - change->score[0] : 0;
}

/* Columns */

XY_TEXT_GETTER (get_unit, XyHygieneChange, unit_name)
XY_TEXT_GETTER (get_number, XyHygieneChange, number)
XY_TEXT_GETTER (get_name, XyHygieneChange, name)

static char *
say_score (const XyHygieneChange *change, int at)
{
  return change->score[at] >= 0 ? xy_hygiene_figure (change->score[at]) : g_strdup ("—");
}

static char *
get_before (gconstpointer record)
{
  return say_score (record, 0);
}

static char *
get_after (gconstpointer record)
{
  return say_score (record, 1);
}

static char *
get_gain (gconstpointer record)
{
  return is_in_both (record) ? xy_hygiene_figure_change (gain (record)) : NULL;
}

static char *
say_place (const XyHygieneChange *change, int at)
{
  return change->rank[at] > 0 ? g_strdup_printf ("%u", change->rank[at]) : g_strdup ("—");
}

static char *
get_places (gconstpointer record)
{
  g_autofree char *before = say_place (record, 0), *after = say_place (record, 1);

  return g_strdup_printf ("%s → %s", before, after);
}

/* On which list, else which grade. */
static const char *
standing (const XyHygieneChange *change, int at)
{
  if (change->list[at] != NULL)
    return xy_hygiene_mark_label (g_str_equal (change->list[at], "red") ? XY_HYGIENE_MARK_RED : XY_HYGIENE_MARK_LOW);
  return change->score[at] < 0 ? xy_hygiene_mark_label (XY_HYGIENE_MARK_ABSENT) : change->band[at];
}

static char *
get_was (gconstpointer record)
{
  return g_strdup (standing (record, 0));
}

static char *
get_is (gconstpointer record)
{
  return g_strdup (standing (record, 1));
}

static XyPillKind
get_is_pill (gconstpointer record)
{
  const char *list = ((const XyHygieneChange *) record)->list[1];

  return list == NULL ? XY_PILL_PLAIN : g_str_equal (list, "red") ? XY_PILL_DONE : XY_PILL_ALERT;
}

const XyColumn xy_hygiene_compare_columns[] = {
  { "unit", N_ ("Group"), 70, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_unit },
  { "number", N_ ("House no."), 80, XY_COLUMN_TEXT, 0, get_number },
  { "name", N_ ("Head"), 110, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name },
  { "before", N_ ("Score before"), 80, XY_COLUMN_NUMBER, 0, get_before },
  { "after", N_ ("Score now"), 80, XY_COLUMN_NUMBER, 0, get_after },
  { "gain", N_ ("Change"), 90, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_gain },
  { "place", N_ ("Rank"), 110, XY_COLUMN_TEXT, 0, get_places },
  { "was", N_ ("Grade before"), 100, XY_COLUMN_TEXT, 0, get_was },
  { "is", N_ ("Grade now"), 110, XY_COLUMN_PILL, 0, get_is, get_is_pill },
};
const guint xy_hygiene_n_compare_columns = G_N_ELEMENTS (xy_hygiene_compare_columns);

/* The list */

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const XyHygieneChange *one = *(XyHygieneChange *const *) a, *two = *(XyHygieneChange *const *) b;

  return g_strcmp0 (one->number, two->number);
}

static int
compare_gains (gconstpointer a, gconstpointer b)
{
  const XyHygieneChange *one = *(XyHygieneChange *const *) a, *two = *(XyHygieneChange *const *) b;
  gboolean first = is_in_both (one), second = is_in_both (two);

  if (first != second)
    return first ? -1 : 1;
  return gain (one) > gain (two) ? -1 : gain (one) < gain (two) ? 1 : 0;
}

static void
turn (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len / 2; i++)
    {
      gpointer row = rows->pdata[i];
      rows->pdata[i] = rows->pdata[rows->len - 1 - i];
      rows->pdata[rows->len - 1 - i] = row;
    }
}

static XyHygieneComparison *
read_comparison (XyStore *store, const XyListQuery *asked, GError **error)
{
  const XyHygieneCompareQuery *query = asked->data;
  XyHygieneComparison *comparison = xy_hygiene_compare (store, &query->before, &query->after, error);
  g_autoptr (GHashTable) area = NULL;

  if (comparison == NULL || xy_id_is_none (&query->unit))
    return comparison;
  area = xy_hygiene_charts_area (store, &query->unit, error);
  if (area == NULL)
    {
      xy_hygiene_comparison_free (comparison);
      return NULL;
    }
  for (guint i = comparison->changes->len; i-- > 0;)
    if (!g_hash_table_contains (area, &((XyHygieneChange *) comparison->changes->pdata[i])->unit))
      g_ptr_array_remove_index (comparison->changes, i);
  return comparison;
}

static XyId
id_of (gconstpointer record)
{
  return ((const XyHygieneChange *) record)->id;
}

static XyListAnswer *
read_ids (XyStore *store, const XyListQuery *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (XyHygieneComparison) comparison = read_comparison (store, query, error);

  if (comparison == NULL)
    return NULL;
  if (query->sort != NULL)
    g_ptr_array_sort (comparison->changes, g_str_equal (query->sort, "unit") ? compare_units : compare_gains);
  if (query->sort != NULL && query->descending)
    turn (comparison->changes);
  XyListAnswer *answer = xy_list_answer_new (xy_list_ids_of (comparison->changes, id_of));
  for (guint i = 0; i < comparison->changes->len; i++)
    {
      const XyHygieneChange *change = comparison->changes->pdata[i];
      if (is_in_both (change))
        answer->sums[gain (change) > 0 ? BETTER : gain (change) < 0 ? WORSE : SAME]++;
      answer->sums[LEFT_LOW] += g_strcmp0 (change->list[0], "low") == 0 && g_strcmp0 (change->list[1], "low") != 0;
    }
  return answer;
}

static GPtrArray *
read_records (XyStore *store,
              const XyListQuery *query,
              const XyId *ids,
              guint n_ids,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (XyHygieneComparison) comparison = read_comparison (store, query, error);

  if (comparison == NULL)
    return NULL;
  return xy_list_pick (comparison->changes, id_of, ids, n_ids);
}

const XyListSource xy_hygiene_compare_source = { read_ids, read_records, (GDestroyNotify) xy_hygiene_change_free,
                                                 NULL };

char *
xy_hygiene_compare_words (XyList *list, const char *before, const char *after)
{
  return g_strdup_printf (_ ("%s against %s: %d rose, %d fell, %d as before; %d left the list of those to help"), after,
                          before, (int) xy_list_get_sum (list, BETTER), (int) xy_list_get_sum (list, WORSE),
                          (int) xy_list_get_sum (list, SAME), (int) xy_list_get_sum (list, LEFT_LOW));
}

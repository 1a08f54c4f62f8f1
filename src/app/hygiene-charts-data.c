/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-charts-data.h"

#include <glib/gi18n-lib.h>

#include "app/hygiene-round-lists.h"
#include "core/hygiene-decide.h"
#include "core/store.h"
#include "core/unit.h"

static void
choice_clear (gpointer data)
{
  g_free (((XyHygieneChoice *) data)->title);
}

void
xy_hygiene_charts_facts_free (gpointer data)
{
  XyHygieneChartsFacts *facts = data;

  if (facts == NULL)
    return;
  g_clear_pointer (&facts->choices, g_array_unref);
  g_clear_pointer (&facts->plan, xy_hygiene_plan_free);
  g_clear_pointer (&facts->trend, xy_hygiene_trend_free);
  g_clear_pointer (&facts->items, g_ptr_array_unref);
  for (guint i = 0; i < XY_HYGIENE_N_MARKS; i++)
    g_free (facts->names[i]);
  g_free (facts);
}

const XyHygieneChoice *
xy_hygiene_charts_choice (const XyHygieneChartsFacts *facts, guint at)
{
  return at < facts->choices->len ? &g_array_index (facts->choices, XyHygieneChoice, at) : NULL;
}

XyHygieneMark
xy_hygiene_result_mark (const char *state, gboolean ranked, const char *list, const char *band, char *const *bands)
{
  if (g_strcmp0 (state, "excused") == 0)
    return XY_HYGIENE_MARK_EXCUSED;
  if (!ranked)
    return XY_HYGIENE_MARK_ABSENT;
  if (list != NULL)
    return g_str_equal (list, "red") ? XY_HYGIENE_MARK_RED : XY_HYGIENE_MARK_LOW;
  for (guint i = 0; bands[i] != NULL; i++)
    if (g_strcmp0 (bands[i], band) == 0)
      return xy_hygiene_mark_of_band (i, g_strv_length ((char **) bands));
  /* Without grades, or below the lowest. */
  return bands[0] == NULL ? XY_HYGIENE_MARK_BEST : XY_HYGIENE_MARK_WORST;
}

/* The rounds by their titles. */
static gboolean
read_choices (XyStore *store, XyHygieneChartsFacts *facts, GError **error)
{
  const XyHygieneRoundFilter filter = { .kind = NULL };
  g_autoptr (GArray) ids = xy_hygiene_round_ids (store, &filter, error);

  facts->choices = g_array_new (FALSE, TRUE, sizeof (XyHygieneChoice));
  g_array_set_clear_func (facts->choices, choice_clear);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const XyId *id = &g_array_index (ids, XyId, i);
      g_autoptr (XyHygieneRound) round = xy_record_get (store, &xy_hygiene_round_type, id, error);
      if (round == NULL)
        return FALSE;
      gboolean place = g_str_equal (round->target, "place"), closed = round->closed_on != NULL;
      g_autofree char *name = xy_hygiene_round_short (round);
      char *title = place    ? g_strdup_printf (_ ("%s · public areas"), name)
                    : closed ? g_strdup (name)
                             : g_strdup_printf (_ ("%s · under way"), name);
      XyHygieneChoice choice = { *id, title, place, closed };
      g_array_append_val (facts->choices, choice);
    }
  return ids != NULL;
}

/* The first choice from FROM on that fits; the number of choices where none does. */
static guint
find_choice (const XyHygieneChartsFacts *facts, guint from, const XyId *id, const gboolean *place, gboolean closed)
{
  for (guint i = from; i < facts->choices->len; i++)
    {
      const XyHygieneChoice *choice = xy_hygiene_charts_choice (facts, i);
      if ((id == NULL || xy_id_same (&choice->id, id)) && (place == NULL || choice->place == *place)
          && (!closed || choice->closed))
        return i;
    }
  return facts->choices->len;
}

static void
choose_rounds (const XyHygieneChartsQuery *query, XyHygieneChartsFacts *facts)
{
  static const gboolean household = FALSE;
  gboolean compare = query->view == XY_HYGIENE_VIEW_COMPARE;
  guint none = facts->choices->len;

  facts->at = xy_id_is_none (&query->round) ? none : find_choice (facts, 0, &query->round, NULL, compare);
  if (facts->at == none && !xy_id_is_none (&query->hint))
    facts->at = find_choice (facts, 0, &query->hint, NULL, TRUE);
  if (facts->at == none)
    facts->at = find_choice (facts, 0, NULL, &household, TRUE);
  if (facts->at == none)
    facts->at = find_choice (facts, 0, NULL, NULL, compare);
  facts->before = none;
  if (!compare || facts->at == none)
    return;
  gboolean place = xy_hygiene_charts_choice (facts, facts->at)->place;
  if (!xy_id_is_none (&query->before))
    facts->before = find_choice (facts, 0, &query->before, &place, TRUE);
  if (facts->before == none || facts->before == facts->at)
    facts->before = find_choice (facts, facts->at + 1, NULL, &place, TRUE);
}

/* The map */

static int
compare_walk (gconstpointer a, gconstpointer b)
{
  const XyHygieneOutcome *one = *(XyHygieneOutcome *const *) a, *two = *(XyHygieneOutcome *const *) b;

  return one->sort < two->sort ? -1 : one->sort > two->sort ? 1 : xy_id_compare (&one->result, &two->result);
}

/* What the pointer over it says. (transfer full) */
static char *
say_outcome (const XyHygieneOutcome *outcome, gboolean tick)
{
  g_autoptr (GString) words = g_string_new (outcome->number);

  if (outcome->name != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", outcome->name);
  if (g_str_equal (outcome->state, "excused"))
    g_string_append_printf (words, "\n%s", xy_hygiene_mark_label (XY_HYGIENE_MARK_EXCUSED));
  else if (outcome->rank == 0)
    g_string_append_printf (words, "\n%s", xy_hygiene_mark_label (XY_HYGIENE_MARK_ABSENT));
  else
    {
      g_autofree char *score = tick ? g_strdup ("") : xy_hygiene_figure (outcome->score);
      g_autofree char *place = g_strdup_printf (_ ("place %u"), outcome->rank);
      g_string_append_printf (words, "\n%s%s%s%s%s", score, score[0] != '\0' && outcome->band != NULL ? " · " : "",
                              outcome->band != NULL ? outcome->band : "", tick ? "" : " · ", tick ? "" : place);
    }
  if (outcome->list != NULL)
    g_string_append_printf (
        words, "\n%s",
        xy_hygiene_mark_label (g_str_equal (outcome->list, "red") ? XY_HYGIENE_MARK_RED : XY_HYGIENE_MARK_LOW));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_group (XyHygienePlan *plan, GPtrArray *outcomes, guint from, guint until, gboolean tick, char *const *bands)
{
  const XyHygieneOutcome *first = outcomes->pdata[from];
  gint64 sum = 0, n = 0;

  for (guint i = from; i < until; i++)
    {
      const XyHygieneOutcome *outcome = outcomes->pdata[i];
      n += outcome->rank > 0;
      sum += outcome->rank > 0 ? outcome->score : 0;
    }
  g_autofree char *average = n > 0 && !tick ? xy_hygiene_figure (xy_hygiene_average (sum, n)) : NULL;
  xy_hygiene_plan_add_group (plan, first->unit_name != NULL ? first->unit_name : _ ("Without a group"), average);
  for (guint i = from; i < until; i++)
    {
      const XyHygieneOutcome *outcome = outcomes->pdata[i];
      xy_hygiene_plan_add (
          plan, xy_id_is_none (&outcome->household) ? &outcome->place : &outcome->household,
          xy_hygiene_result_mark (outcome->state, outcome->rank > 0, outcome->list, outcome->band, bands),
          say_outcome (outcome, tick));
    }
}

GHashTable *
xy_hygiene_charts_area (XyStore *store, const XyId *unit, GError **error)
{
  g_autoptr (GHashTable) area = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  g_autoptr (GPtrArray) nodes = xy_unit_list_tree (store, error);
  guint depth = G_MAXUINT;

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const XyUnitNode *node = nodes->pdata[i];
      if (xy_id_same (&node->unit->record.id, unit))
        depth = node->depth;
      else if (node->depth <= depth)
        depth = G_MAXUINT;
      if (depth != G_MAXUINT)
        g_hash_table_add (area, xy_id_copy (&node->unit->record.id));
    }
  return nodes != NULL ? g_steal_pointer (&area) : NULL;
}

static void
name_bands (XyHygieneChartsFacts *facts, char *const *bands)
{
  for (guint i = 0; bands[i] != NULL; i++)
    {
      XyHygieneMark mark = xy_hygiene_mark_of_band (i, g_strv_length ((char **) bands));
      char *joined = facts->names[mark] != NULL ? g_strdup_printf ("%s、%s", facts->names[mark], bands[i]) : NULL;
      g_free (facts->names[mark]);
      facts->names[mark] = joined != NULL ? joined : g_strdup (bands[i]);
    }
}

static gboolean
read_map (XyStore *store, const XyHygieneChartsQuery *query, XyHygieneChartsFacts *facts, GError **error)
{
  const XyId *id = &xy_hygiene_charts_choice (facts, facts->at)->id;
  g_autoptr (XyHygieneRound) round = xy_record_get (store, &xy_hygiene_round_type, id, error);
  g_autoptr (GPtrArray) outcomes = round != NULL ? xy_hygiene_outcomes (store, id, error) : NULL;
  g_autoptr (GHashTable) area = NULL;

  if (outcomes == NULL
      || (!xy_id_is_none (&query->unit) && (area = xy_hygiene_charts_area (store, &query->unit, error)) == NULL))
    return FALSE;
  gboolean tick = g_str_equal (round->mode, "tick");
  g_auto (GStrv) bands = xy_hygiene_round_bands (round);
  name_bands (facts, bands);
  facts->plan = xy_hygiene_plan_new ();
  g_ptr_array_sort (outcomes, compare_walk);
  for (guint from = 0, until; from < outcomes->len; from = until)
    {
      const XyId *unit = &((XyHygieneOutcome *) outcomes->pdata[from])->unit;
      for (until = from; until < outcomes->len; until++)
        if (!xy_id_same (unit, &((XyHygieneOutcome *) outcomes->pdata[until])->unit))
          break;
      if (area == NULL || g_hash_table_contains (area, unit))
        add_group (facts->plan, outcomes, from, until, tick, bands);
    }
  return TRUE;
}

gpointer
xy_hygiene_charts_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyHygieneChartsQuery *query = data;
  XyHygieneChartsFacts *facts = g_new0 (XyHygieneChartsFacts, 1);
  gboolean ok = read_choices (store, facts, error);

  if (ok)
    choose_rounds (query, facts);
  const XyHygieneChoice *choice = ok ? xy_hygiene_charts_choice (facts, facts->at) : NULL;
  if (choice != NULL && query->view == XY_HYGIENE_VIEW_MAP)
    ok = read_map (store, query, facts, error);
  else if (choice != NULL && query->view == XY_HYGIENE_VIEW_TRENDS)
    {
      facts->trend =
          xy_hygiene_trend (store, choice->place ? "place" : "household", &query->unit, XY_HYGIENE_TREND_ROUNDS, error);
      facts->items = facts->trend != NULL ? xy_hygiene_by_item (store, &choice->id, &query->unit, error) : NULL;
      ok = facts->items != NULL;
    }
  if (ok)
    return facts;
  xy_hygiene_charts_facts_free (facts);
  return NULL;
}

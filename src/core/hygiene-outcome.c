/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-decide.h"

#include <string.h>

#include "core/hygiene-private.h"
#include "core/points-scheme.h"
#include "core/store.h"

enum
{
  ROWS,
  ROUNDS,
  PAST,
  PAST_OF_PLACES,
};

#define PAST_SQL(column)                                                                                               \
  "SELECT q.id, r.round, r.score, r.band, r.list FROM hygiene_result AS q "                                            \
  "CROSS JOIN hygiene_result AS r ON r." column " = q." column " WHERE q.round = ?1 AND q.del = 0 AND r.del = 0 "      \
  "AND r.rank > 0"

static const XySql statements[] = {
  [ROWS] = { NULL, "SELECT r.id, r.household, r.place, r.unit, r.sort, r.n, r.total, r.score, r.rank, h.number, "
                   "coalesce (p.name, h.head_name), u.name, r.state, r.band, r.reason, r.bright, r.problem, r.photo, "
                   "r.plate, r.suggested, r.list, EXISTS (SELECT 1 FROM hygiene_correction AS c WHERE c.result = r.id "
                   "AND c.del = 0) FROM hygiene_result AS r LEFT JOIN household AS h ON h.id = r.household "
                   "LEFT JOIN hygiene_place AS p ON p.id = r.place LEFT JOIN unit AS u ON u.id = r.unit "
                   "WHERE r.round = ?1 AND r.del = 0 ORDER BY r.sort, r.id" },
  /* What was before: the closed rounds in their order. */
  [ROUNDS] = { NULL, "SELECT id, kind FROM hygiene_round WHERE target = ?1 AND del = 0 AND closed_on IS NOT NULL "
                     "AND (day, number, id) < (?2, ?3, ?4) ORDER BY day, number, id" },
  [PAST] = { NULL, PAST_SQL ("household") },
  [PAST_OF_PLACES] = { NULL, PAST_SQL ("place") },
};

/* One result of a closed round before. */
typedef struct
{
  guint at; /* which of those rounds */
  gboolean special;
  gint64 score;
  char *band;
  const char *list;
} Past;

typedef struct
{
  XyStore *store;
  const XyHygieneRound *round;
  GPtrArray *all;    /* of XyHygieneOutcome, in walking order */
  GPtrArray *ranked; /* the best first */
  GHashTable *past;  /* XyId of a result → GArray of Past */
} Work;

void
xy_hygiene_outcome_free (XyHygieneOutcome *outcome)
{
  if (outcome == NULL)
    return;
  g_free (outcome->number);
  g_free (outcome->name);
  g_free (outcome->unit_name);
  g_free (outcome->state);
  g_free (outcome->band);
  g_free (outcome->reason);
  g_free (outcome->bright);
  g_free (outcome->problem);
  g_free (outcome->photo);
  g_free (outcome->plate);
  g_free (outcome);
}

static const char *
list_of (const char *text)
{
  return text == NULL ? NULL : g_str_equal (text, "red") ? "red" : "low";
}

/* All but places, lists and what was before; SUGGESTED gets what was kept. */
static gboolean
load (Work *self, GPtrArray *suggested, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (self->store), statements[ROWS].text,
                                         XY_BIND (XY_ID (&self->round->record.id)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyHygieneOutcome *outcome = g_new0 (XyHygieneOutcome, 1);
      char **const texts[] = {
        &outcome->number, &outcome->name,   &outcome->unit_name, &outcome->state, &outcome->band,
        &outcome->reason, &outcome->bright, &outcome->problem,   &outcome->photo, &outcome->plate
      };

      outcome->result = xy_rows_id (rows, 0);
      outcome->household = xy_rows_id (rows, 1);
      outcome->place = xy_rows_id (rows, 2);
      outcome->unit = xy_rows_id (rows, 3);
      outcome->sort = xy_rows_int (rows, 4);
      outcome->n = (guint) xy_rows_int (rows, 5);
      outcome->score = self->round->closed_on != NULL ? xy_rows_int (rows, 7)
                                                      : xy_hygiene_average (xy_rows_int (rows, 6), outcome->n);
      outcome->rank = (guint) xy_rows_int (rows, 8);
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        *texts[i] = g_strdup (xy_rows_text (rows, (int) i + 9));
      outcome->list = list_of (xy_rows_text (rows, 20));
      outcome->corrected = xy_rows_int (rows, 21) != 0;
      outcome->before = -1;
      g_ptr_array_add (self->all, outcome);
      g_ptr_array_add (suggested, (gpointer) list_of (xy_rows_text (rows, 19)));
      if (self->round->closed_on != NULL ? outcome->rank > 0 : g_str_equal (outcome->state, "in") && outcome->n > 0)
        g_ptr_array_add (self->ranked, outcome);
    }
  return xy_error_pass (error, &problem);
}

static void
past_clear (gpointer data)
{
  g_free (((Past *) data)->band);
}

static int
compare_past (gconstpointer a, gconstpointer b)
{
  const Past *one = a, *two = b;

  return one->at < two->at ? 1 : one->at > two->at ? -1 : 0;
}

/* The rounds before by id: their place in the order, from 1, doubled; odd where it was a special one. */
static GHashTable *
list_rounds (Work *self, GError **error)
{
  const XyHygieneRound *round = self->round;
  g_autoptr (GHashTable) rounds = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (self->store), statements[ROUNDS].text,
      XY_BIND (XY_TEXT (round->target), XY_TEXT (round->day), XY_INT (round->number), XY_ID (&round->record.id)),
      &problem);

  for (guint at = 1; xy_rows_next (rows, &problem); at++)
    {
      XyId id = xy_rows_id (rows, 0);
      gboolean special = g_str_equal (xy_rows_text (rows, 1), "special");
      g_hash_table_insert (rounds, xy_id_copy (&id), GUINT_TO_POINTER (2 * at + special));
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&rounds) : NULL;
}

static gboolean
load_past (Work *self, GError **error)
{
  gboolean places = g_str_equal (self->round->target, "place");
  g_autoptr (GHashTable) rounds = list_rounds (self, error);
  g_autoptr (GError) problem = NULL;
  GHashTableIter iter;
  gpointer value;

  if (rounds == NULL)
    return FALSE;
  if (g_hash_table_size (rounds) == 0)
    return TRUE;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (self->store), statements[places ? PAST_OF_PLACES : PAST].text,
                                         XY_BIND (XY_ID (&self->round->record.id)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyId result = xy_rows_id (rows, 0), round = xy_rows_id (rows, 1);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (rounds, &round));
      GArray *list = g_hash_table_lookup (self->past, &result);
      Past past = { at / 2, at % 2 == 1, xy_rows_int (rows, 2), NULL, list_of (xy_rows_text (rows, 4)) };

      if (at == 0)
        continue;
      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (Past));
          g_array_set_clear_func (list, past_clear);
          g_hash_table_insert (self->past, xy_id_copy (&result), list);
        }
      past.band = g_strdup (xy_rows_text (rows, 3));
      g_array_append_val (list, past);
    }
  g_hash_table_iter_init (&iter, self->past);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_array_sort (value, compare_past);
  return xy_error_pass (error, &problem);
}

static int
compare_walk (const XyHygieneOutcome *a, const XyHygieneOutcome *b)
{
  return a->sort != b->sort ? (a->sort < b->sort ? -1 : 1) : xy_id_compare (&a->result, &b->result);
}

static int
compare_score (gconstpointer a, gconstpointer b)
{
  const XyHygieneOutcome *one = *(XyHygieneOutcome *const *) a, *two = *(XyHygieneOutcome *const *) b;

  return one->score != two->score ? (one->score > two->score ? -1 : 1) : compare_walk (one, two);
}

/* Among equals at the edge: who goes onto the red list first. */
static int
compare_before_red (gconstpointer a, gconstpointer b)
{
  const XyHygieneOutcome *one = *(XyHygieneOutcome *const *) a, *two = *(XyHygieneOutcome *const *) b;

  return one->before != two->before ? (one->before > two->before ? -1 : 1) : compare_walk (one, two);
}

/* Who goes onto the other one first: the worse before; who was not in it comes behind. */
static int
compare_before_low (gconstpointer a, gconstpointer b)
{
  const XyHygieneOutcome *one = *(XyHygieneOutcome *const *) a, *two = *(XyHygieneOutcome *const *) b;

  if ((one->before < 0) != (two->before < 0))
    return one->before < 0 ? 1 : -1;
  return one->before != two->before ? (one->before < two->before ? -1 : 1) : compare_walk (two, one);
}

static int
compare_walk_red (gconstpointer a, gconstpointer b)
{
  return compare_walk (*(XyHygieneOutcome *const *) a, *(XyHygieneOutcome *const *) b);
}

static int
compare_walk_low (gconstpointer a, gconstpointer b)
{
  return compare_walk (*(XyHygieneOutcome *const *) b, *(XyHygieneOutcome *const *) a);
}

/* How many a list of N ranked is to have. */
static guint
list_size (const char *by, gint64 value, guint n)
{
  gint64 size = g_str_equal (by, "share") ? MAX ((2 * (gint64) n * value + 100) / 200, 1) : value;

  return (guint) MIN (size, (gint64) n);
}

/* The ones at the edge, which have the same score, onto the list as far as the rule for ties lets them. */
static void
list_equals (Work *self, GPtrArray *equals, guint room, gboolean red)
{
  const char *list = red ? "red" : "low";
  const char *ties = self->round->ties;
  guint n = equals->len;

  if (room < equals->len)
    {
      for (guint i = 0; i < equals->len; i++)
        ((XyHygieneOutcome *) equals->pdata[i])->tie = TRUE;
      if (g_str_equal (ties, "without"))
        n = 0;
      else if (!g_str_equal (ties, "with"))
        n = room;
      if (g_str_equal (ties, "before"))
        g_ptr_array_sort (equals, red ? compare_before_red : compare_before_low);
      else if (g_str_equal (ties, "order"))
        g_ptr_array_sort (equals, red ? compare_walk_red : compare_walk_low);
    }
  for (guint i = 0; i < n; i++)
    {
      XyHygieneOutcome *outcome = equals->pdata[i];
      if (outcome->suggested == NULL)
        outcome->suggested = list;
    }
}

static XyHygieneOutcome *
nth (const Work *self, guint i, gboolean red)
{
  return self->ranked->pdata[red ? i : self->ranked->len - 1 - i];
}

/* One list, from its own end of the ranking. Who is on the red list already is on no other. */
static void
make_list (Work *self, const char *by, gint64 value, gboolean red)
{
  guint n = self->ranked->len, size = g_str_equal (by, "score") ? n : list_size (by, value, n);

  if (g_str_equal (by, "none") || n == 0)
    return;
  for (guint first = 0, next; first < size; first = next)
    {
      gint64 score = nth (self, first, red)->score;
      g_autoptr (GPtrArray) equals = g_ptr_array_new ();

      if (g_str_equal (by, "score") && (red ? score < value : score >= value))
        return;
      for (next = first; next < n && nth (self, next, red)->score == score; next++)
        g_ptr_array_add (equals, nth (self, next, red));
      list_equals (self, equals, size - first, red);
    }
}

static gboolean
rank_all (Work *self, GError **error)
{
  const XyHygieneRound *round = self->round;
  gboolean tick = g_str_equal (round->mode, "tick");
  g_autoptr (GPtrArray) bands = xy_points_bands (round->bands, error);

  if (bands == NULL)
    return FALSE;
  g_ptr_array_sort (self->ranked, compare_score);
  for (guint i = 0; i < self->ranked->len; i++)
    {
      XyHygieneOutcome *outcome = self->ranked->pdata[i];
      const XyHygieneOutcome *above = i > 0 ? self->ranked->pdata[i - 1] : NULL;

      outcome->rank = above != NULL && above->score == outcome->score ? above->rank : i + 1;
      g_free (outcome->band);
      if (tick)
        outcome->band =
            g_strdup (outcome->score >= XY_HYGIENE_PASSED ? XY_HYGIENE_TICK_PASSED : XY_HYGIENE_TICK_FAILED);
      else
        outcome->band = g_strdup (xy_points_band_of (bands, outcome->score));
    }
  return TRUE;
}

static void
count_streaks (Work *self, XyHygieneOutcome *outcome)
{
  const GArray *list = g_hash_table_lookup (self->past, &outcome->result);
  gboolean band = outcome->band != NULL, on = outcome->list != NULL;

  if (g_str_equal (self->round->kind, "special") || outcome->rank == 0)
    return;
  outcome->streak_band = band;
  outcome->streak_list = on;
  for (guint i = 0; list != NULL && i < list->len && (band || on); i++)
    {
      const Past *past = &g_array_index (list, Past, i);
      if (past->special)
        continue;
      band = band && g_strcmp0 (past->band, outcome->band) == 0;
      on = on && past->list == outcome->list;
      outcome->streak_band += band;
      outcome->streak_list += on;
    }
}

static void
set_before (Work *self)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      XyHygieneOutcome *outcome = self->all->pdata[i];
      const GArray *list = g_hash_table_lookup (self->past, &outcome->result);
      if (list != NULL)
        outcome->before = g_array_index (list, Past, 0).score;
    }
}

static gboolean
work_out (Work *self, GPtrArray *kept, GError **error)
{
  const XyHygieneRound *round = self->round;
  gboolean closed = round->closed_on != NULL;

  if (!load (self, kept, error) || !load_past (self, error))
    return FALSE;
  set_before (self);
  if (closed)
    g_ptr_array_sort (self->ranked, compare_score);
  else if (!rank_all (self, error))
    return FALSE;
  make_list (self, round->red_by, round->red_value, TRUE);
  make_list (self, round->low_by, round->low_value, FALSE);
  for (guint i = 0; i < self->all->len; i++)
    {
      XyHygieneOutcome *outcome = self->all->pdata[i];
      if (closed)
        outcome->suggested = kept->pdata[i];
      else if (outcome->reason == NULL)
        outcome->list = outcome->suggested;
      count_streaks (self, outcome);
    }
  return TRUE;
}

GPtrArray *
xy_hygiene_outcomes (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_get (store, id, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_outcome_free);
  g_autoptr (GPtrArray) ranked = g_ptr_array_new (), kept = g_ptr_array_new ();
  g_autoptr (GHashTable) past = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, (GDestroyNotify) g_array_unref);
  Work self = { store, round, all, ranked, past };

  if (round == NULL || !work_out (&self, kept, error))
    return NULL;
  /* By rank; the others keep their walking order behind. */
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_outcome_free);
  g_ptr_array_extend (list, ranked, NULL, NULL);
  for (guint i = 0; i < all->len; i++)
    if (((XyHygieneOutcome *) all->pdata[i])->rank == 0)
      g_ptr_array_add (list, all->pdata[i]);
  g_ptr_array_set_free_func (all, NULL);
  return g_steal_pointer (&list);
}

const XySql *
xy_hygiene_outcome_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

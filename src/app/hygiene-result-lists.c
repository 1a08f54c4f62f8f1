/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-result-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/attachment.h"
#include "core/number.h"
#include "core/pinyin.h"
#include "core/store.h"

XyHygieneResultQuery *
xy_hygiene_result_query_new (const XyId *round,
                             const XyId *unit,
                             XyHygieneResultsWhich which,
                             const char *band,
                             const char *text)
{
  XyHygieneResultQuery *query = g_new0 (XyHygieneResultQuery, 1);

  query->round = *round;
  query->unit = *unit;
  query->which = which;
  query->band = g_strdup (band);
  query->text = g_strdup (text);
  return query;
}

void
xy_hygiene_result_query_free (gpointer data)
{
  XyHygieneResultQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->band);
  g_free (query->text);
  g_free (query);
}

static gboolean
is_in (const XyHygieneOutcome *outcome)
{
  return g_str_equal (outcome->state, "in");
}

static gboolean
has_list (const XyHygieneOutcome *outcome, const char *list)
{
  return g_strcmp0 (outcome->list, list) == 0;
}

static gboolean
is_of (const XyHygieneOutcome *outcome, XyHygieneResultsWhich which)
{
  switch (which)
    {
    case XY_HYGIENE_RESULTS_RED:
      return has_list (outcome, "red");
    case XY_HYGIENE_RESULTS_LOW:
      return has_list (outcome, "low");
    case XY_HYGIENE_RESULTS_NEITHER:
      return outcome->rank > 0 && outcome->list == NULL;
    case XY_HYGIENE_RESULTS_EXCUSED:
      return g_str_equal (outcome->state, "excused");
    case XY_HYGIENE_RESULTS_ABSENT:
      return g_str_equal (outcome->state, "absent");
    case XY_HYGIENE_RESULTS_WAITING:
      return is_in (outcome) && outcome->n == 0;
    case XY_HYGIENE_RESULTS_ALL:
    case XY_HYGIENE_RESULTS_N:
    default:
      return TRUE;
    }
}

static gboolean
has_text (const char *text, const char *wanted)
{
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  return lower != NULL && strstr (lower, wanted) != NULL;
}

static gboolean
fits (const XyHygieneOutcome *outcome, const XyHygieneResultQuery *query)
{
  if (!xy_id_is_none (&query->unit) && !xy_id_same (&query->unit, &outcome->unit))
    return FALSE;
  if (!is_of (outcome, query->which) || (query->band != NULL && g_strcmp0 (query->band, outcome->band) != 0))
    return FALSE;
  if (query->text == NULL)
    return TRUE;
  g_autofree char *initials = NULL;
  if (outcome->name != NULL)
    xy_pinyin_keys (outcome->name, NULL, &initials);
  return has_text (outcome->name, query->text) || has_text (outcome->number, query->text)
         || has_text (initials, query->text) || has_text (outcome->problem, query->text)
         || has_text (outcome->bright, query->text);
}

/* What the query finds, each a row of its own. */
static GPtrArray *
read_rows (XyStore *store, const XyHygieneResultQuery *query, GError **error)
{
  g_autoptr (XyHygieneRound) round = NULL;
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *rows;

  if (xy_id_is_none (&query->round))
    return g_ptr_array_new ();
  round = xy_record_get (store, &xy_hygiene_round_type, &query->round, error);
  all = round != NULL ? xy_hygiene_outcomes (store, &query->round, error) : NULL;
  if (all == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (xy_hygiene_result_source.free_record);
  for (guint i = 0; i < all->len; i++)
    if (fits (all->pdata[i], query))
      {
        XyHygieneResultRow *row = g_new0 (XyHygieneResultRow, 1);
        row->all = g_ptr_array_ref (all);
        row->outcome = all->pdata[i];
        row->closed = round->closed_on != NULL;
        g_ptr_array_add (rows, row);
      }
  return rows;
}

static XyId
row_id (gconstpointer row)
{
  return ((const XyHygieneResultRow *) row)->outcome->result;
}

static int
compare_score (gconstpointer a, gconstpointer b)
{
  const XyHygieneOutcome *one = (*(const XyHygieneResultRow *const *) a)->outcome;
  const XyHygieneOutcome *two = (*(const XyHygieneResultRow *const *) b)->outcome;

  /* Who is not ranked comes last. */
  if ((one->rank == 0) != (two->rank == 0))
    return one->rank == 0 ? 1 : -1;
  return one->score != two->score ? (one->score > two->score ? -1 : 1) : one->sort > two->sort ? 1 : -1;
}

static int
compare_walk (gconstpointer a, gconstpointer b)
{
  const XyHygieneOutcome *one = (*(const XyHygieneResultRow *const *) a)->outcome;
  const XyHygieneOutcome *two = (*(const XyHygieneResultRow *const *) b)->outcome;

  return one->sort == two->sort ? 0 : one->sort > two->sort ? 1 : -1;
}

static XyListAnswer *
result_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = read_rows (store, asked->data, error);
  gboolean by_score = g_strcmp0 (asked->sort, "score") == 0 || g_strcmp0 (asked->sort, "rank") == 0;
  gboolean reversed = asked->sort != NULL && asked->descending;
  gint64 sums[XY_LIST_N_SUMS] = { 0 };

  if (rows == NULL)
    return NULL;
  /* The most first is the higher score, but the lower place. */
  if (g_strcmp0 (asked->sort, "score") == 0)
    reversed = !asked->descending;
  if (asked->sort != NULL)
    g_ptr_array_sort (rows, by_score ? compare_score : compare_walk);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyHygieneOutcome *outcome = ((const XyHygieneResultRow *) rows->pdata[i])->outcome;
      sums[0] += outcome->rank > 0 ? outcome->score : 0;
      sums[1] += outcome->rank > 0;
      sums[2] += has_list (outcome, "red");
      sums[3] += has_list (outcome, "low");
    }
  GArray *ids = xy_list_ids_of (rows, row_id);
  for (guint i = 0; reversed && i < ids->len / 2; i++)
    {
      XyId id = g_array_index (ids, XyId, i);
      g_array_index (ids, XyId, i) = g_array_index (ids, XyId, ids->len - 1 - i);
      g_array_index (ids, XyId, ids->len - 1 - i) = id;
    }
  XyListAnswer *answer = xy_list_answer_new (ids);
  memcpy (answer->sums, sums, sizeof sums);
  return answer;
}

static GPtrArray *
result_records (XyStore *store,
                const XyListQuery *asked,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) rows = read_rows (store, asked->data, error);

  return xy_list_pick (rows, row_id, ids, n_ids);
}

static void
row_free (gpointer data)
{
  XyHygieneResultRow *row = data;

  if (row == NULL)
    return;
  g_ptr_array_unref (row->all);
  g_free (row);
}

#define OUTCOME(record) (((const XyHygieneResultRow *) (record))->outcome)

static char *
get_rank (gconstpointer record)
{
  return OUTCOME (record)->rank > 0 ? g_strdup_printf ("%u", OUTCOME (record)->rank) : NULL;
}

static char *
get_unit (gconstpointer record)
{
  return g_strdup (OUTCOME (record)->unit_name);
}

static char *
get_number (gconstpointer record)
{
  return g_strdup (OUTCOME (record)->number);
}

static char *
get_name (gconstpointer record)
{
  return g_strdup (OUTCOME (record)->name);
}

static char *
get_sheets (gconstpointer record)
{
  return OUTCOME (record)->n > 0 ? g_strdup_printf ("%u", OUTCOME (record)->n) : NULL;
}

static char *
get_score (gconstpointer record)
{
  return OUTCOME (record)->n > 0 ? xy_points_format (OUTCOME (record)->score) : NULL;
}

static char *
get_band (gconstpointer record)
{
  return g_strdup (OUTCOME (record)->band);
}

static char *
get_streak (gconstpointer record)
{
  guint streak = OUTCOME (record)->streak_list > 0 ? OUTCOME (record)->streak_list : OUTCOME (record)->streak_band;

  return streak > 1 ? g_strdup_printf ("%u", streak) : NULL;
}

static char *
get_remark (gconstpointer record)
{
  const XyHygieneOutcome *outcome = OUTCOME (record);

  return g_strdup (outcome->problem != NULL ? outcome->problem : outcome->bright);
}

static char *
get_bright (gconstpointer record)
{
  return g_strdup (OUTCOME (record)->bright);
}

static char *
get_before (gconstpointer record)
{
  return OUTCOME (record)->before >= 0 ? xy_points_format (OUTCOME (record)->before) : NULL;
}

static char *
get_plate (gconstpointer record)
{
  return g_strdup (OUTCOME (record)->plate);
}

static char *
get_reason (gconstpointer record)
{
  return g_strdup (OUTCOME (record)->reason);
}

char *
xy_hygiene_result_word (gconstpointer record)
{
  const XyHygieneResultRow *row = record;
  const XyHygieneOutcome *outcome = row->outcome;

  if (!is_in (outcome))
    return g_strdup (g_str_equal (outcome->state, "excused") ? _ ("Excused") : _ ("Not reached"));
  if (has_list (outcome, "red"))
    return g_strdup (row->closed ? _ ("Red list") : _ ("red so far"));
  if (has_list (outcome, "low"))
    return g_strdup (row->closed ? _ ("To improve") : _ ("low so far"));
  return outcome->n == 0 ? g_strdup (_ ("to be scored")) : NULL;
}

XyPillKind
xy_hygiene_result_pill (gconstpointer record)
{
  const XyHygieneResultRow *row = record;

  if (row->outcome->list == NULL || !is_in (row->outcome))
    return XY_PILL_PLAIN;
  return !row->closed ? XY_PILL_WAITING : has_list (row->outcome, "red") ? XY_PILL_DONE : XY_PILL_ALERT;
}

const XyColumn xy_hygiene_result_columns[] = {
  { "rank", N_ ("Place"), 69, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_rank, NULL },
  { "unit", N_ ("Group"), 60, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_unit, NULL },
  { "number", N_ ("House no."), 72, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_number, NULL },
  { "name", N_ ("Head or place"), 93, XY_COLUMN_TEXT, 0, get_name, NULL },
  { "score", N_ ("Score"), 66, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_score, NULL },
  { "band", N_ ("Band"), 66, XY_COLUMN_TEXT, 0, get_band, NULL },
  { "list", N_ ("List"), 90, XY_COLUMN_PILL, 0, xy_hygiene_result_word, xy_hygiene_result_pill },
  { "streak", N_ ("In a row"), 54, XY_COLUMN_NUMBER, 0, get_streak, NULL },
  { "remark", N_ ("What was seen"), 120, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_remark, NULL },
  { "sheets", N_ ("Sheets in"), 66, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_sheets, NULL },
  { "before", N_ ("Round before"), 72, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_before, NULL },
  { "bright", N_ ("Bright point"), 120, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_bright, NULL },
  { "plate", N_ ("Plate"), 84, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_plate, NULL },
  { "reason", N_ ("Why otherwise"), 120, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_reason, NULL },
};
const guint xy_hygiene_n_result_columns = G_N_ELEMENTS (xy_hygiene_result_columns);

const XyListSource xy_hygiene_result_source = {
  .ids = result_ids,
  .records = result_records,
  .free_record = row_free,
};

gpointer
xy_hygiene_result_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyHygieneResultAsked *asked = data;
  XyHygieneGrid *grid = xy_hygiene_grid (store, &asked->round, error);
  XyHygieneResultFacts *facts;

  if (grid == NULL)
    return NULL;
  facts = g_new0 (XyHygieneResultFacts, 1);
  facts->grid = grid;
  for (guint i = 0; i < grid->rows->len && facts->row == NULL; i++)
    if (xy_id_same (&((const XyHygieneGridRow *) grid->rows->pdata[i])->result, &asked->result))
      facts->row = grid->rows->pdata[i];
  if (facts->row != NULL && facts->row->photo != NULL)
    facts->photo = xy_attachment_path (xy_store_get_path (store), facts->row->photo);
  return facts;
}

void
xy_hygiene_result_facts_free (gpointer data)
{
  XyHygieneResultFacts *facts = data;

  if (facts == NULL)
    return;
  xy_hygiene_grid_free (facts->grid);
  g_free (facts->photo);
  g_free (facts);
}

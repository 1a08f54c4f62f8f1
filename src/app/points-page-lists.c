/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-page-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/store.h"

/* The ranking */

static int
compare_standings (gconstpointer a, gconstpointer b, gpointer data)
{
  const XyPointsStanding *x = *(const XyPointsStanding *const *) a, *y = *(const XyPointsStanding *const *) b;
  const XyListQuery *query = data;
  const char *sort = query->sort;
  gint64 left = x->place, right = y->place;
  int order;

  if (g_str_equal (sort, "unit"))
    {
      left = x->sort;
      right = y->sort;
    }
  else if (g_str_equal (sort, "before"))
    {
      left = x->before;
      right = y->before;
    }
  else if (g_str_equal (sort, "plus"))
    {
      left = x->plus;
      right = y->plus;
    }
  else if (g_str_equal (sort, "minus"))
    {
      left = x->minus;
      right = y->minus;
    }
  else if (g_str_equal (sort, "current"))
    {
      left = xy_points_standing_current (x);
      right = xy_points_standing_current (y);
    }
  else if (g_str_equal (sort, "total"))
    {
      left = x->total;
      right = y->total;
    }
  order = (left > right) - (left < right);
  return query->descending ? -order : order;
}

static XyId
standing_id (gconstpointer standing)
{
  return *xy_points_standing_id ((const XyPointsStanding *) standing);
}

static XyListAnswer *
rank_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  XyPointsRankQuery query = xy_points_rank_query (asked->data);
  g_autoptr (GPtrArray) ranking = xy_points_rank_shared (store, &query, error);
  g_autoptr (GPtrArray) standings = g_ptr_array_new ();
  XyListAnswer *answer;

  if (ranking == NULL)
    return NULL;
  g_ptr_array_extend (standings, ranking, NULL, NULL);
  if (asked->sort != NULL)
    g_ptr_array_sort_with_data (standings, compare_standings, (gpointer) asked);
  answer = xy_list_answer_new (xy_list_ids_of (standings, standing_id));
  for (guint i = 0; i < standings->len; i++)
    {
      const XyPointsStanding *standing = standings->pdata[i];
      answer->sums[0] += standing->plus;
      answer->sums[1] += standing->minus;
      answer->sums[2] += standing->total;
    }
  return answer;
}

static GPtrArray *
rank_records (XyStore *store,
              const XyListQuery *asked,
              const XyId *ids,
              guint n_ids,
              GCancellable *cancellable,
              GError **error)
{
  XyPointsRankQuery query = xy_points_rank_query (asked->data);

  return xy_points_rank_rows (store, &query, ids, n_ids, error);
}

static char *
get_place (gconstpointer record)
{
  return g_strdup_printf ("%u", ((const XyPointsStanding *) record)->place);
}

static char *
get_standing_unit (gconstpointer record)
{
  return g_strdup (((const XyPointsStanding *) record)->unit_name);
}

static char *
get_standing_number (gconstpointer record)
{
  return g_strdup (((const XyPointsStanding *) record)->number);
}

static char *
get_standing_head (gconstpointer record)
{
  return g_strdup (((const XyPointsStanding *) record)->head);
}

XY_TEXT_GETTER (get_standing_name, XyPointsStanding, name)

static char *
get_before (gconstpointer record)
{
  return xy_points_format (((const XyPointsStanding *) record)->before);
}

static char *
get_plus (gconstpointer record)
{
  return xy_points_format_change (((const XyPointsStanding *) record)->plus);
}

static char *
get_minus (gconstpointer record)
{
  gint64 minus = ((const XyPointsStanding *) record)->minus;

  return minus != 0 ? xy_points_format_change (minus) : g_strdup ("—");
}

static char *
get_current (gconstpointer record)
{
  return xy_points_format_change (xy_points_standing_current ((const XyPointsStanding *) record));
}

static char *
get_total (gconstpointer record)
{
  return xy_points_format (((const XyPointsStanding *) record)->total);
}

const XyColumn xy_points_rank_columns[] = {
  { "place", N_ ("Place"), 60, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_place, NULL },
  { "unit", N_ ("Group"), 70, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_standing_unit, NULL },
  { "number", N_ ("House no."), 80, XY_COLUMN_TEXT, 0, get_standing_number, NULL },
  { "head", N_ ("Head"), 110, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_standing_head, NULL },
  { "before", N_ ("Opening"), 90, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_before, NULL },
  { "plus", N_ ("Given"), 84, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_plus, NULL },
  { "minus", N_ ("Taken"), 84, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_minus, NULL },
  { "current", N_ ("This period"), 90, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_current, NULL },
  { "total", N_ ("Balance"), 90, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_total, NULL },
};
const guint xy_points_n_rank_columns = G_N_ELEMENTS (xy_points_rank_columns);

const XyColumn xy_points_people_columns[] = {
  { "place", N_ ("Place"), 60, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_place, NULL },
  { "name", N_ ("Name"), 110, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_standing_name, NULL },
  { "unit", N_ ("Group"), 70, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_standing_unit, NULL },
  { "number", N_ ("House no."), 80, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_standing_number, NULL },
  { "head", N_ ("Head"), 84, XY_COLUMN_TEXT, 0, get_standing_head, NULL },
  { "before", N_ ("Opening"), 90, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_before, NULL },
  { "plus", N_ ("Given"), 84, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_plus, NULL },
  { "minus", N_ ("Taken"), 84, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_minus, NULL },
  { "current", N_ ("This period"), 90, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_current, NULL },
  { "total", N_ ("Balance"), 90, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_total, NULL },
};
const guint xy_points_n_people_columns = G_N_ELEMENTS (xy_points_people_columns);

const XyListSource xy_points_rank_source = {
  .ids = rank_ids,
  .records = rank_records,
  .free_record = (GDestroyNotify) xy_points_standing_free,
};

/* The ledger */

static XyListAnswer *
ledger_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  XyPointsFilter filter = xy_points_ledger_filter (asked->data);
  XyPointsOrder order = XY_POINTS_BY_DAY;
  XyPointsSums sums = { 0 };
  gboolean reversed = asked->sort != NULL && !asked->descending;
  XyListAnswer *answer;

  if (g_strcmp0 (asked->sort, "head") == 0 || g_strcmp0 (asked->sort, "unit") == 0)
    {
      order = XY_POINTS_BY_HOUSEHOLD;
      reversed = asked->descending;
    }
  else if (g_strcmp0 (asked->sort, "item") == 0)
    {
      order = XY_POINTS_BY_ITEM;
      reversed = asked->descending;
    }
  else if (g_strcmp0 (asked->sort, "delta") == 0)
    order = XY_POINTS_BY_POINTS;

  answer = xy_list_answer_new (xy_points_list_ids (store, &filter, order, reversed, &sums, error));
  if (answer != NULL)
    {
      answer->sums[0] = sums.plus;
      answer->sums[1] = sums.minus;
    }
  return answer;
}

static GPtrArray *
ledger_records (XyStore *store,
                const XyListQuery *asked,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error)
{
  return xy_points_list_rows (store, ids, n_ids, error);
}

static char *
ledger_sum (XyStore *store,
            const XyListQuery *asked,
            const XyId *ids,
            guint n_ids,
            GCancellable *cancellable,
            GError **error)
{
  XyPointsSums sums = { 0 };

  if (!xy_points_list_sum (store, ids, n_ids, &sums, error))
    return NULL;
  g_autofree char *together = xy_points_format_change (sums.plus + sums.minus);
  return g_strdup_printf (_ ("together %s"), together);
}

static char *
get_day (gconstpointer record)
{
  return g_strdup (((const XyPointsRow *) record)->entry->day);
}

static char *
get_row_unit (gconstpointer record)
{
  return g_strdup (((const XyPointsRow *) record)->unit_name);
}

static char *
get_row_head (gconstpointer record)
{
  return g_strdup (((const XyPointsRow *) record)->head);
}

static char *
get_item (gconstpointer record)
{
  return g_strdup (((const XyPointsRow *) record)->entry->item);
}

static char *
get_category (gconstpointer record)
{
  return g_strdup (((const XyPointsRow *) record)->entry->category);
}

/* What was fetched for points takes nothing from what counts: it shows what it took from what can be spent. */
static char *
get_delta (gconstpointer record)
{
  const XyPointsRow *row = record;

  return xy_points_format_change (row->state == XY_POINTS_REDEEMED ? row->spend : row->entry->delta);
}

static char *
get_state (gconstpointer record)
{
  return g_strdup (xy_points_state_label (((const XyPointsRow *) record)->state));
}

static XyPillKind
get_state_pill (gconstpointer record)
{
  return xy_points_state_pill (((const XyPointsRow *) record)->state);
}

static char *
get_recorder (gconstpointer record)
{
  return g_strdup (((const XyPointsRow *) record)->entry->recorder);
}

XY_TEXT_GETTER (get_row_number, XyPointsRow, number)
XY_TEXT_GETTER (get_row_person, XyPointsRow, person)
XY_TEXT_GETTER (get_measure, XyPointsRow, measure)
XY_TEXT_GETTER (get_note, XyPointsRow, entry->note)
XY_TEXT_GETTER (get_witness, XyPointsRow, entry->witness)
XY_TEXT_GETTER (get_why, XyPointsRow, entry->why)

static char *
get_amount (gconstpointer record)
{
  const XyPointsEntry *entry = ((const XyPointsRow *) record)->entry;

  return entry->amount != 0 ? xy_points_format (entry->amount) : NULL;
}

static char *
get_cut (gconstpointer record)
{
  const XyPointsEntry *entry = ((const XyPointsRow *) record)->entry;

  return entry->cut != 0 ? xy_points_format_change (entry->cut) : NULL;
}

static char *
get_spend (gconstpointer record)
{
  return xy_points_format_change (((const XyPointsRow *) record)->spend);
}

static char *
get_account (gconstpointer record)
{
  return g_strdup (xy_points_account_label (((const XyPointsRow *) record)->entry->account));
}

const XyColumn xy_points_ledger_columns[] = {
  { "day", N_ ("Day"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_day, NULL },
  { "unit", N_ ("Group"), 60, XY_COLUMN_TEXT, 0, get_row_unit, NULL },
  { "head", N_ ("Head"), 84, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_row_head, NULL },
  { "item", N_ ("Item"), 200, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_item, NULL },
  { "category", N_ ("Category"), 84, XY_COLUMN_TEXT, 0, get_category, NULL },
  { "delta", N_ ("Points"), 72, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_delta, NULL },
  { "state", N_ ("State"), 102, XY_COLUMN_PILL, XY_COLUMN_MARKED, get_state, get_state_pill },
  { "recorder", N_ ("Recorder"), 72, XY_COLUMN_TEXT, 0, get_recorder, NULL },
  { "number", N_ ("House no."), 80, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_row_number, NULL },
  { "person", N_ ("Person"), 72, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_row_person, NULL },
  { "account", N_ ("Account"), 72, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_account, NULL },
  { "amount", N_ ("Amount"), 60, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_amount, NULL },
  { "measure", N_ ("Unit"), 54, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_measure, NULL },
  { "cut", N_ ("Cut by cap"), 84, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_cut, NULL },
  { "why", N_ ("Why"), 160, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_why, NULL },
  { "spend", N_ ("To spend"), 72, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_spend, NULL },
  { "note", N_ ("Note"), 160, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_note, NULL },
  { "witness", N_ ("Witness"), 72, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_witness, NULL },
};
const guint xy_points_n_ledger_columns = G_N_ELEMENTS (xy_points_ledger_columns);

const XyListSource xy_points_ledger_source = {
  .ids = ledger_ids,
  .records = ledger_records,
  .free_record = (GDestroyNotify) xy_points_row_free,
  .sum = ledger_sum,
};

/* The rules */

static gboolean
rule_fits (const XyPointsRule *rule, const XyPointsQuery *query)
{
  if (query->category != NULL && !g_str_equal (rule->category, query->category))
    return FALSE;
  return query->text == NULL || strstr (rule->find != NULL ? rule->find : rule->name, query->text) != NULL;
}

static XyListAnswer *
rules_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rules = xy_points_rule_list (store, NULL, error);

  for (guint i = rules != NULL ? rules->len : 0; i-- > 0;)
    if (!rule_fits (rules->pdata[i], asked->data))
      g_ptr_array_remove_index (rules, i);
  return xy_list_answer_new (xy_list_ids_of (rules, xy_list_record_id));
}

static GPtrArray *
rules_records (XyStore *store,
               const XyListQuery *asked,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  return xy_list_get_records (store, &xy_points_rule_type, ids, n_ids);
}

static char *
get_code (gconstpointer record)
{
  return g_strdup (((const XyPointsRule *) record)->code);
}

static char *
get_rule_category (gconstpointer record)
{
  return g_strdup (((const XyPointsRule *) record)->category);
}

static char *
get_rule_name (gconstpointer record)
{
  return g_strdup (((const XyPointsRule *) record)->name);
}

static char *
get_rule_score (gconstpointer record)
{
  return xy_points_rule_score_text (record);
}

static char *
get_rule_cap (gconstpointer record)
{
  return xy_points_rule_cap_text (record);
}

const XyColumn xy_points_rules_columns[] = {
  { "code", N_ ("Code"), 66, XY_COLUMN_TEXT, 0, get_code, NULL },
  { "category", N_ ("Category"), 90, XY_COLUMN_TEXT, 0, get_rule_category, NULL },
  { "name", N_ ("Item"), 260, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_rule_name, NULL },
  { "score", N_ ("Score"), 150, XY_COLUMN_SCORE, 0, get_rule_score, NULL },
  { "cap", N_ ("Cap"), 130, XY_COLUMN_TEXT, 0, get_rule_cap, NULL },
};
const guint xy_points_n_rules_columns = G_N_ELEMENTS (xy_points_rules_columns);

const XyListSource xy_points_rules_source = {
  .ids = rules_ids,
  .records = rules_records,
  .free_record = g_object_unref,
};

XyPointsRankQuery
xy_points_rank_query (const XyPointsQuery *query)
{
  return (XyPointsRankQuery){ .period = query->period,
                              .unit = query->unit,
                              .account = query->account,
                              .category = query->category,
                              .by_total = query->by_total };
}

XyPointsFilter
xy_points_ledger_filter (const XyPointsQuery *query)
{
  return (XyPointsFilter){ .period = query->period,
                           .unit = query->unit,
                           .category = query->category,
                           .household = query->household,
                           .text = query->text };
}

XyPointsQuery *
xy_points_query_copy (const XyPointsQuery *query)
{
  XyPointsQuery *copy = g_memdup2 (query, sizeof *query);

  copy->period = g_strdup (query->period);
  copy->category = g_strdup (query->category);
  copy->text = g_strdup (query->text);
  return copy;
}

void
xy_points_query_free (gpointer data)
{
  XyPointsQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->period);
  g_free (query->category);
  g_free (query->text);
  g_free (query);
}

XyPillKind
xy_points_state_pill (XyPointsState state)
{
  switch (state)
    {
    case XY_POINTS_STANDS:
      return XY_PILL_DONE;
    case XY_POINTS_REVERSED:
      return XY_PILL_ALERT;
    case XY_POINTS_CORRECTION:
      return XY_PILL_WAITING;
    case XY_POINTS_OPENING:
    case XY_POINTS_BASE:
    case XY_POINTS_REDEEMED:
    case XY_POINTS_CLOSED:
    case XY_POINTS_UNDONE:
    default:
      return XY_PILL_PLAIN;
    }
}

char **
xy_points_periods (const char *today)
{
  static const struct
  {
    XySpan span;
    int how_many;
  } wanted[] = { { XY_SPAN_QUARTER, 5 }, { XY_SPAN_MONTH, 12 }, { XY_SPAN_YEAR, 3 } };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *period = xy_period_of (today, wanted[i].span);
      for (int k = 0; k < wanted[i].how_many; k++)
        {
          g_autofree char *earlier = xy_period_move (period, -k);
          g_strv_builder_add (builder, earlier);
        }
    }
  return g_strv_builder_end (builder);
}

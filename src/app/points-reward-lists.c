/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-reward-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/number.h"
#include "core/store.h"

XyRewardQuery *
xy_reward_query_new (const char *day, const XyId *unit, const char *text)
{
  XyRewardQuery *query = g_new0 (XyRewardQuery, 1);

  query->day = g_strdup (day);
  query->unit = *unit;
  query->text = text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
  return query;
}

void
xy_reward_query_free (gpointer data)
{
  XyRewardQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->day);
  g_free (query->text);
  g_free (query);
}

/* What was fetched */

static XyListAnswer *
day_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyRewardQuery *query = asked->data;
  XyRewardFilter filter = { .period = query->day, .unit = query->unit, .text = query->text };
  XyRewardSums sums = { 0 };
  GArray *ids = xy_reward_redemption_ids (store, &filter, &sums, error);
  XyListAnswer *answer = xy_list_answer_new (ids);

  if (answer != NULL)
    {
      answer->sums[0] = sums.points;
      answer->sums[1] = sums.cost;
    }
  return answer;
}

static GPtrArray *
day_records (XyStore *store,
             const XyListQuery *asked,
             const XyId *ids,
             guint n_ids,
             GCancellable *cancellable,
             GError **error)
{
  return xy_reward_redemption_rows (store, ids, n_ids, error);
}

#define REDEMPTION(record) (((const XyRewardRow *) (record))->redemption)

XY_TEXT_GETTER (get_unit_name, XyRewardRow, unit_name)
XY_TEXT_GETTER (get_head, XyRewardRow, head)
XY_TEXT_GETTER (get_good, XyRewardRow, good)

static char *
get_number (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) REDEMPTION (record)->number);
}

static char *
get_taker (gconstpointer record)
{
  return g_strdup (REDEMPTION (record)->taker);
}

static char *
get_pieces (gconstpointer record)
{
  const XyRewardRow *row = record;

  return g_strdup_printf ("%d%s", (int) row->redemption->pieces, row->unit != NULL ? row->unit : "");
}

static char *
get_points (gconstpointer record)
{
  return xy_points_format (REDEMPTION (record)->points);
}

static char *
get_left (gconstpointer record)
{
  return xy_points_format (REDEMPTION (record)->left);
}

static char *
get_recorder (gconstpointer record)
{
  return g_strdup (REDEMPTION (record)->recorder);
}

const XyColumn xy_reward_day_columns[] = {
  { "number", N_ ("No."), 56, XY_COLUMN_NUMBER, 0, get_number, NULL },
  { "unit", N_ ("Group"), 60, XY_COLUMN_TEXT, 0, get_unit_name, NULL },
  { "head", N_ ("Head"), 84, XY_COLUMN_TEXT, 0, get_head, NULL },
  { "taker", N_ ("Fetched by"), 84, XY_COLUMN_TEXT, 0, get_taker, NULL },
  { "good", N_ ("Good"), 150, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_good, NULL },
  { "pieces", N_ ("Pieces"), 66, XY_COLUMN_NUMBER, 0, get_pieces, NULL },
  { "points", N_ ("Spent"), 72, XY_COLUMN_SCORE, 0, get_points, NULL },
  { "left", N_ ("Points left"), 72, XY_COLUMN_NUMBER, 0, get_left, NULL },
  { "recorder", N_ ("Recorder"), 72, XY_COLUMN_TEXT, 0, get_recorder, NULL },
};
const guint xy_reward_n_day_columns = G_N_ELEMENTS (xy_reward_day_columns);

const XyListSource xy_reward_day_source = {
  .ids = day_ids,
  .records = day_records,
  .free_record = (GDestroyNotify) xy_reward_row_free,
};

/* The goods: all of them, for without goods there is no exchange, whatever is looked for */

static XyListAnswer *
goods_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) goods = xy_reward_good_list (store, NULL, error);
  XyListAnswer *answer = xy_list_answer_new (xy_list_ids_of (goods, xy_list_record_id));

  for (guint i = 0; answer != NULL && i < goods->len; i++)
    answer->sums[1] += ((const XyRewardGood *) goods->pdata[i])->stock * ((const XyRewardGood *) goods->pdata[i])->cost;
  return answer;
}

static GPtrArray *
goods_records (XyStore *store,
               const XyListQuery *asked,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  return xy_list_get_records (store, &xy_reward_good_type, ids, n_ids);
}

XY_TEXT_GETTER (get_name, XyRewardGood, name)
XY_TEXT_GETTER (get_ends, XyRewardGood, ends)
XY_TEXT_GETTER (get_note, XyRewardGood, note)

static char *
get_good_number (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) ((const XyRewardGood *) record)->sort);
}

static char *
get_kind (gconstpointer record)
{
  return g_strdup (xy_word_label (xy_reward_kinds, ((const XyRewardGood *) record)->kind));
}

static char *
get_price (gconstpointer record)
{
  return xy_points_format (((const XyRewardGood *) record)->points);
}

static char *
get_cost (gconstpointer record)
{
  return xy_money_format (((const XyRewardGood *) record)->cost);
}

static char *
get_stock (gconstpointer record)
{
  const XyRewardGood *good = record;

  if (g_str_equal (good->kind, XY_REWARD_SERVICE))
    return g_strdup ("—");
  return g_strdup_printf ("%d%s", (int) good->stock, good->unit != NULL ? good->unit : "");
}

static char *
get_most (gconstpointer record)
{
  const XyRewardGood *good = record;

  return good->most > 0 ? g_strdup_printf ("%d", (int) good->most) : g_strdup ("—");
}

const XyColumn xy_reward_goods_columns[] = {
  { "number", N_ ("Good no."), 56, XY_COLUMN_NUMBER, 0, get_good_number, NULL },
  { "name", N_ ("Good"), 140, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name, NULL },
  { "kind", N_ ("Kind"), 60, XY_COLUMN_TEXT, 0, get_kind, NULL },
  { "points", N_ ("Points each"), 80, XY_COLUMN_SCORE, 0, get_price, NULL },
  { "cost", N_ ("Price each"), 84, XY_COLUMN_NUMBER, 0, get_cost, NULL },
  { "stock", N_ ("Stock"), 80, XY_COLUMN_NUMBER, 0, get_stock, NULL },
  { "most", N_ ("Per quarter"), 84, XY_COLUMN_NUMBER, 0, get_most, NULL },
  { "ends", N_ ("Until"), 96, XY_COLUMN_TEXT, 0, get_ends, NULL },
  { "note", N_ ("Note"), 90, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_note, NULL },
};
const guint xy_reward_n_goods_columns = G_N_ELEMENTS (xy_reward_goods_columns);

const XyListSource xy_reward_goods_source = {
  .ids = goods_ids,
  .records = goods_records,
  .free_record = g_object_unref,
};

/* The stock ledger */

static GPtrArray *
stock_lines (XyStore *store, const XyRewardQuery *query, GError **error)
{
  GPtrArray *lines = xy_reward_stock_list (store, NULL, NULL, error);

  for (guint i = lines != NULL ? lines->len : 0; query->text != NULL && i-- > 0;)
    {
      const XyRewardStockLine *line = lines->pdata[i];
      if (strstr (line->good, query->text) == NULL && (line->note == NULL || strstr (line->note, query->text) == NULL))
        g_ptr_array_remove_index (lines, i);
    }
  return lines;
}

static XyId
line_id (gconstpointer line)
{
  return ((const XyRewardStockLine *) line)->id;
}

static XyListAnswer *
stock_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = stock_lines (store, asked->data, error);

  return xy_list_answer_new (xy_list_ids_of (lines, line_id));
}

static GPtrArray *
stock_records (XyStore *store,
               const XyListQuery *asked,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) lines = stock_lines (store, asked->data, error);

  return xy_list_pick (lines, line_id, ids, n_ids);
}

XY_TEXT_GETTER (get_line_day, XyRewardStockLine, day)
XY_TEXT_GETTER (get_line_good, XyRewardStockLine, good)
XY_TEXT_GETTER (get_line_source, XyRewardStockLine, source)
XY_TEXT_GETTER (get_line_decision, XyRewardStockLine, decision)
XY_TEXT_GETTER (get_line_note, XyRewardStockLine, note)
XY_TEXT_GETTER (get_line_recorder, XyRewardStockLine, recorder)

static char *
get_line_kind (gconstpointer record)
{
  return g_strdup (xy_reward_stock_kind_label (((const XyRewardStockLine *) record)->kind));
}

static char *
get_line_pieces (gconstpointer record)
{
  gint64 pieces = ((const XyRewardStockLine *) record)->pieces;

  return g_strdup_printf ("%s%d", pieces > 0 ? "+" : pieces < 0 ? "−" : "", (int) ABS (pieces));
}

static char *
get_line_left (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) ((const XyRewardStockLine *) record)->left);
}

static char *
get_line_cost (gconstpointer record)
{
  gint64 cost = ((const XyRewardStockLine *) record)->cost;

  return cost > 0 ? xy_money_format (cost) : g_strdup ("—");
}

const XyColumn xy_reward_stock_columns[] = {
  { "day", N_ ("Day"), 102, XY_COLUMN_TEXT, 0, get_line_day, NULL },
  { "good", N_ ("Good"), 96, XY_COLUMN_TEXT, 0, get_line_good, NULL },
  { "kind", N_ ("In/out"), 60, XY_COLUMN_TEXT, 0, get_line_kind, NULL },
  { "pieces", N_ ("Pieces"), 60, XY_COLUMN_SCORE, 0, get_line_pieces, NULL },
  { "left", N_ ("In stock"), 60, XY_COLUMN_NUMBER, 0, get_line_left, NULL },
  { "cost", N_ ("Money"), 84, XY_COLUMN_NUMBER, 0, get_line_cost, NULL },
  { "source", N_ ("Money from"), 110, XY_COLUMN_TEXT, 0, get_line_source, NULL },
  { "decision", N_ ("Decision"), 120, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_line_decision, NULL },
  { "note", N_ ("Note"), 84, XY_COLUMN_TEXT, 0, get_line_note, NULL },
  { "recorder", N_ ("Recorder"), 72, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_line_recorder, NULL },
};
const guint xy_reward_n_stock_columns = G_N_ELEMENTS (xy_reward_stock_columns);

const XyListSource xy_reward_stock_source = {
  .ids = stock_ids,
  .records = stock_records,
  .free_record = (GDestroyNotify) xy_reward_stock_line_free,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reward-stock.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/store.h"

/* ?1 the good or NULL, ?2 and ?3 first and last day. What was left is added up over all time. */
#define LEDGER_SQL                                                                                                     \
  "WITH line AS ("                                                                                                     \
  "SELECT m.id, m.day, m.kind, m.good, m.pieces, m.cost, m.source, m.decision, m.note, m.recorder, m.at "              \
  "FROM reward_move AS m WHERE m.del = 0 AND (?1 IS NULL OR m.good = ?1) UNION ALL "                                   \
  "SELECT r.id, r.day, 'redeem', r.good, - r.pieces, r.cost, NULL, NULL, r.taker, r.recorder, r.at "                   \
  "FROM reward_redemption AS r WHERE r.del = 0 AND (?1 IS NULL OR r.good = ?1)), "                                     \
  "left_after AS (SELECT line.*, sum (line.pieces) OVER (PARTITION BY line.good ORDER BY line.day, line.at, line.id) " \
  "AS rest FROM line) "                                                                                                \
  "SELECT l.id, l.day, l.kind, g.sort, g.name, g.unit, l.pieces, l.rest, l.cost, l.source, l.decision, l.note, "       \
  "l.recorder FROM left_after AS l JOIN reward_good AS g ON g.id = l.good "                                            \
  "WHERE g.kind = 'goods' AND l.day BETWEEN ?2 AND ?3 ORDER BY l.day DESC, l.at DESC, l.id DESC"

static const XySql statements[] = {
  { NULL, LEDGER_SQL, NULL },
};

static char *
act_title (const XyRewardStocking *stocking, const XyRewardGood *good)
{
  int pieces = (int) stocking->pieces;

  if (g_str_equal (stocking->kind, "in"))
    return g_strdup_printf (_ ("Goods came in: %s × %d"), good->name, pieces);
  if (g_str_equal (stocking->kind, "out"))
    return g_strdup_printf (_ ("Goods spoilt or lost: %s × %d"), good->name, pieces);
  return g_strdup_printf (_ ("Count the goods: %s, %d found"), good->name, pieces);
}

gboolean
xy_reward_stock_act (XyTxn *txn, gpointer data, GError **error)
{
  XyRewardStocking *stocking = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  g_autoptr (XyRewardGood) good = xy_record_get (store, &xy_reward_good_type, &stocking->good, error);
  g_autoptr (XyRewardMove) move = xy_record_new (&xy_reward_move_type);
  gboolean count = g_str_equal (stocking->kind, "count");

  if (good == NULL)
    return FALSE;
  if (stocking->pieces < (count ? 0 : 1))
    {
      xy_set_invalid (error, "pieces", _ ("Please say how many pieces: from 1 to 100,000."));
      return FALSE;
    }
  if (count && stocking->day != NULL && strcmp (stocking->day, today) != 0)
    {
      xy_set_invalid (error, "day", _ ("A count is compared with what there is today; please enter it today."));
      return FALSE;
    }
  move->good = stocking->good;
  move->pieces = count                                 ? stocking->pieces - good->stock
                 : g_str_equal (stocking->kind, "out") ? -stocking->pieces
                                                       : stocking->pieces;
  move->cost = stocking->cost;
  move->at = xy_txn_get_now (txn);
  xy_set_str (&move->day, stocking->day != NULL ? stocking->day : today);
  xy_set_str (&move->kind, stocking->kind);
  xy_set_str (&move->source, stocking->source);
  xy_set_str (&move->decision, stocking->decision);
  xy_set_str (&move->note, stocking->note);
  xy_set_str (&move->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, move, error))
    return FALSE;
  stocking->made = move->record.id;
  stocking->change = move->pieces;
  stocking->stock = good->stock + move->pieces;
  g_autofree char *title = act_title (stocking, good);
  xy_txn_set_title (txn, title);
  return TRUE;
}

void
xy_reward_stock_line_free (XyRewardStockLine *line)
{
  if (line == NULL)
    return;
  g_free (line->day);
  g_free (line->kind);
  g_free (line->good);
  g_free (line->unit);
  g_free (line->source);
  g_free (line->decision);
  g_free (line->note);
  g_free (line->recorder);
  g_free (line);
}

const char *
xy_reward_stock_kind_label (const char *kind)
{
  const char *label = xy_word_label (xy_reward_move_kinds, kind);

  return label != NULL ? label : _ ("exchanged");
}

GPtrArray *
xy_reward_stock_list (XyStore *store, const XyId *good, const char *period, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_reward_stock_line_free);
  g_autoptr (GError) problem = NULL;
  char from[XY_DAY_SIZE] = "0001-01-01", to[XY_DAY_SIZE] = "9999-12-31";

  if (!xy_reward_period (period, from, to, error))
    return NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), LEDGER_SQL, XY_BIND (XY_ID (good), XY_TEXT (from), XY_TEXT (to)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyRewardStockLine *line = g_new0 (XyRewardStockLine, 1);
      line->id = xy_rows_id (rows, 0);
      line->day = g_strdup (xy_rows_text (rows, 1));
      line->kind = g_strdup (xy_rows_text (rows, 2));
      line->good_number = xy_rows_int (rows, 3);
      line->good = g_strdup (xy_rows_text (rows, 4));
      line->unit = g_strdup (xy_rows_text (rows, 5));
      line->pieces = xy_rows_int (rows, 6);
      line->left = xy_rows_int (rows, 7);
      line->cost = xy_rows_int (rows, 8);
      line->source = g_strdup (xy_rows_text (rows, 9));
      line->decision = g_strdup (xy_rows_text (rows, 10));
      line->note = g_strdup (xy_rows_text (rows, 11));
      line->recorder = g_strdup (xy_rows_text (rows, 12));
      g_ptr_array_add (list, line);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

const XySql *
xy_reward_stock_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/points-board-load.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/number.h"
#include "core/points-balance.h"
#include "core/points-returned.h"
#include "core/setting.h"
#include "core/store.h"
#include "core/stroke.h"
#include "core/unit.h"
#include "core/village.h"

enum
{
  BY_PLACE,
  BY_GROUP,
  BY_STROKES,
};

static int
compare_by_group (gconstpointer a, gconstpointer b)
{
  const XyPointsStanding *x = *(const XyPointsStanding *const *) a, *y = *(const XyPointsStanding *const *) b;

  if (x->unit_sort != y->unit_sort)
    return x->unit_sort < y->unit_sort ? -1 : 1;
  return (x->sort > y->sort) - (x->sort < y->sort);
}

static int
compare_by_strokes (gconstpointer a, gconstpointer b, gpointer keys)
{
  return g_bytes_compare (g_hash_table_lookup (keys, *(gconstpointer *) a),
                          g_hash_table_lookup (keys, *(gconstpointer *) b));
}

static void
sort_by_strokes (GPtrArray *standings)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < standings->len; i++)
    {
      XyPointsStanding *standing = standings->pdata[i];
      g_hash_table_insert (keys, standing, xy_stroke_key (standing->head != NULL ? standing->head : ""));
    }
  g_ptr_array_sort_with_data (standings, compare_by_strokes, keys);
}

/* 备注: why a column is less than what people remember, and who is here no longer. (transfer full) */
static char *
make_note (const XyPointsStanding *standing, GHashTable *corrections)
{
  const gint64 *sum = g_hash_table_lookup (corrections, &standing->household);
  g_autofree char *points = sum != NULL ? xy_points_format_change (*sum) : NULL;
  g_autofree char *corrected = points != NULL ? g_strconcat ("更正", points, NULL) : NULL;
  const char *left = g_str_equal (standing->state, "moved")    ? "已迁出"
                     : g_str_equal (standing->state, "merged") ? "已并户"
                     : g_str_equal (standing->state, "gone")   ? "已销户"
                                                               : NULL;

  if (corrected != NULL && left != NULL)
    return g_strconcat (left, "，", corrected, NULL);
  return corrected != NULL ? g_steal_pointer (&corrected) : g_strdup (left);
}

static XyPointsBoardRow *
make_rows (GPtrArray *standings, gboolean ranked, GHashTable *corrections, GPtrArray *notes)
{
  XyPointsBoardRow *rows = g_new0 (XyPointsBoardRow, standings->len);

  for (guint i = 0; i < standings->len; i++)
    {
      const XyPointsStanding *standing = standings->pdata[i];
      char *note = make_note (standing, corrections);

      g_ptr_array_add (notes, note);
      rows[i] = (XyPointsBoardRow){ .rank = ranked ? standing->place : 0,
                                    .group = standing->unit_name,
                                    .head = standing->head,
                                    .opening = standing->before,
                                    .added = standing->plus,
                                    .deducted = standing->minus,
                                    .note = note,
                                    .group_order = (int) standing->unit_sort };
    }
  return rows;
}

/* The ledger's sums without what the county did not take, as the rows are. */
static gboolean
leave_out_returned (XyStore *store, const GPtrArray *standings, XyPointsBoard *board, GError **error)
{
  g_autoptr (GPtrArray) returned = xy_points_returned (store, error);

  for (guint i = 0; returned != NULL && i < returned->len; i++)
    {
      const XyPointsEntry *entry = returned->pdata[i];
      gboolean on_board = FALSE;

      for (guint j = 0; j < standings->len && !on_board; j++)
        on_board = xy_id_equal (&((const XyPointsStanding *) standings->pdata[j])->household, &entry->household);
      if (!on_board || entry->account != NULL || (board->to != NULL && strcmp (entry->day, board->to) > 0))
        continue;
      if (board->from != NULL && strcmp (entry->day, board->from) < 0)
        board->ledger_opening -= entry->delta;
      else if (entry->amount == 0)
        board->ledger_opening -= entry->delta;
      else if ((entry->amount > 0) == (entry->delta > 0))
        board->ledger_added -= entry->delta;
      else
        board->ledger_deducted -= entry->delta;
    }
  return returned != NULL;
}

XyPaper *
xy_points_board_load (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  XyPointsRankQuery query = { .period = ask->period, .unit = ask->unit, .posted = TRUE };
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) corrections = NULL;
  g_autoptr (GPtrArray) standings = village != NULL ? xy_points_rank (store, &query, error) : NULL;
  g_autofree XyPointsBoardRow *rows = NULL;
  g_autofree char *period = NULL, *committee = NULL, *date = NULL, *title = NULL;
  char from[XY_DAY_SIZE] = "", to[XY_DAY_SIZE] = "", notice_from[XY_DAY_SIZE], notice_to[XY_DAY_SIZE];
  gint64 days;

  if (standings == NULL)
    return NULL;
  if (standings->len == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no household to put on the board."));
      return NULL;
    }
  if (ask->order == BY_GROUP)
    g_ptr_array_sort (standings, compare_by_group);
  else if (ask->order == BY_STROKES)
    sort_by_strokes (standings);

  period = ask->period != NULL ? xy_period_to_chinese (ask->period) : g_strdup ("历年累计");
  if (ask->period != NULL)
    xy_period_parse (ask->period, NULL, from, to);
  corrections = xy_points_corrections (store, from, to, error);
  if (corrections == NULL)
    return NULL;
  rows = make_rows (standings, (ask->parts & XY_BOARD_RANK) != 0, corrections, notes);
  date = xy_day_from_instant (ask->printed_at);
  days = xy_setting_get_number (store, XY_SETTING_BOARD_DAYS);
  xy_day_add (date, 1, notice_from);
  xy_day_add (date, (int) days, notice_to);
  committee = xy_village_committee (village);
  if (!xy_id_is_none (&ask->unit))
    {
      g_autoptr (XyUnit) unit = xy_record_get (store, &xy_unit_type, &ask->unit, error);
      if (unit == NULL)
        return NULL;
      title = g_strconcat (village->name, unit->name, NULL);
    }

  XyPointsBoard board = {
    .village = title != NULL ? title : village->name,
    .period = period,
    .from = from[0] != '\0' ? from : NULL,
    .to = to[0] != '\0' ? to : NULL,
    .rows = rows,
    .n_rows = standings->len,
    .notice_from = notice_from,
    .notice_to = notice_to,
    .reply_days = (guint) xy_setting_get_number (store, XY_SETTING_REPLY_DAYS),
    .contact = village->contact,
    .village_phone = village->phone,
    .township_phone = village->township_phone,
    .issuer = committee,
    .date = date,
    .record_number = ask->number,
    .printed_at = ask->printed_at,
  };
  XyPointsBoardOptions options = XY_POINTS_BOARD_OPTIONS_DEFAULT;
  options.size = ask->size;
  options.columns = ask->parts;
  options.seal = ask->seal;

  board.has_ledger = TRUE;
  if (!xy_points_ledger_sums (store, &ask->unit, from[0] != '\0' ? from : "", to[0] != '\0' ? to : "9999",
                              &board.ledger_opening, &board.ledger_added, &board.ledger_deducted, error))
    return NULL;
  if (!leave_out_returned (store, standings, &board, error))
    return NULL;
  return xy_points_board_new (&board, &options, error);
}

static const XyPaperOrder orders[] = {
  [BY_PLACE] = { "place", N_ ("By place") },
  [BY_GROUP] = { "group", N_ ("By group") },
  [BY_STROKES] = { "strokes", N_ ("By strokes of the name") },
  { NULL },
};

/* In the order of the bits of XyBoardColumns. */
static const XyPaperPart parts[] = {
  { "rank", N_ ("Place") },
  { "group", N_ ("Group") },
  { "opening", N_ ("Balance before") },
  { "added", N_ ("Added in the period") },
  { "deducted", N_ ("Deducted in the period") },
  { "net", N_ ("Change in the period") },
  { "closing", N_ ("Balance after") },
  { "note", N_ ("Note") },
  { NULL },
};

const XyPaperKind xy_points_board_paper = {
  .name = "points-board",
  .title = N_ ("Points board"),
  .act = N_ ("Print the points board"),
  .prefix = "JF",
  .flags = XY_PAPER_PERIOD | XY_PAPER_UNIT | XY_PAPER_PUBLIC | XY_PAPER_SEAL,
  .orders = orders,
  .parts = parts,
  .make = xy_points_board_load,
};

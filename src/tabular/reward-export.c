/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/reward-export.h"

#include <glib/gi18n-lib.h>

#include "core/points-account.h"
#include "core/village.h"
#include "tabular/write.h"

static XyTableWriter *
begin (XyStore *store, const char *path, const char *what, const XyTableColumn *columns, guint n, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (XyTableWriter) writer =
      village != NULL ? xy_table_writer_new (path, xy_format_from_path (path), error) : NULL;

  if (writer == NULL)
    return NULL;
  g_autofree char *title = g_strdup_printf ("%s %s", village->name, what);
  return xy_table_writer_begin (writer, what, title, columns, n, error) ? g_steal_pointer (&writer) : NULL;
}

gboolean
xy_reward_export_goods (XyStore *store, const char *path, guint *n, GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Good no."), XY_COLUMN_INTEGER, 4 },    { _ ("Good"), XY_COLUMN_TEXT, 12 },
    { _ ("Kind"), XY_COLUMN_TEXT, 5 },           { _ ("Unit"), XY_COLUMN_TEXT, 4 },
    { _ ("Points each"), XY_COLUMN_POINTS, 6 },  { _ ("Price each"), XY_COLUMN_MONEY, 6 },
    { _ ("Stock"), XY_COLUMN_INTEGER, 5 },       { _ ("Value of the stock"), XY_COLUMN_MONEY, 7 },
    { _ ("Per quarter"), XY_COLUMN_INTEGER, 6 }, { _ ("Paid from"), XY_COLUMN_TEXT, 7 },
    { _ ("Until"), XY_COLUMN_DAY, 7 },           { _ ("Note"), XY_COLUMN_TEXT, 14 },
  };
  g_autoptr (GPtrArray) goods = xy_reward_good_list (store, NULL, error);
  g_autoptr (XyTableWriter) writer =
      goods != NULL ? begin (store, path, _ ("Goods"), columns, G_N_ELEMENTS (columns), error) : NULL;

  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < goods->len; i++)
    {
      const XyRewardGood *good = goods->pdata[i];
      xy_table_writer_number (writer, good->sort);
      xy_table_writer_text (writer, good->name);
      xy_table_writer_text (writer, xy_word_label (xy_reward_kinds, good->kind));
      xy_table_writer_text (writer, good->unit);
      xy_table_writer_number (writer, good->points);
      xy_table_writer_number (writer, good->cost);
      xy_table_writer_number (writer, good->stock);
      xy_table_writer_number (writer, good->stock * good->cost);
      if (good->most > 0)
        xy_table_writer_number (writer, good->most);
      else
        xy_table_writer_skip (writer);
      xy_table_writer_text (writer, xy_points_account_label (good->account));
      xy_table_writer_text (writer, good->ends);
      xy_table_writer_text (writer, good->note);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  *n = goods->len;
  return xy_table_writer_finish (writer, error);
}

gboolean
xy_reward_export_redemptions (XyStore *store, const XyRewardFilter *filter, const char *path, guint *n, GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Number"), XY_COLUMN_INTEGER, 4 },   { _ ("Day"), XY_COLUMN_DAY, 7 },
    { _ ("Group"), XY_COLUMN_TEXT, 5 },       { _ ("House no."), XY_COLUMN_TEXT, 6 },
    { _ ("Head"), XY_COLUMN_TEXT, 6 },        { _ ("Fetched by"), XY_COLUMN_TEXT, 6 },
    { _ ("Good"), XY_COLUMN_TEXT, 12 },       { _ ("Pieces"), XY_COLUMN_INTEGER, 4 },
    { _ ("Unit"), XY_COLUMN_TEXT, 4 },        { _ ("Spent"), XY_COLUMN_POINTS, 6 },
    { _ ("Remaining"), XY_COLUMN_POINTS, 6 }, { _ ("Sum of money"), XY_COLUMN_MONEY, 6 },
    { _ ("Recorder"), XY_COLUMN_TEXT, 6 },    { _ ("Note"), XY_COLUMN_TEXT, 14 },
  };
  g_autoptr (GArray) ids = xy_reward_redemption_ids (store, filter, NULL, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_reward_redemption_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  g_autoptr (XyTableWriter) writer =
      rows != NULL ? begin (store, path, _ ("Exchanges"), columns, G_N_ELEMENTS (columns), error) : NULL;

  if (writer == NULL)
    return FALSE;
  for (guint i = rows->len; i-- > 0;)
    {
      const XyRewardRow *row = rows->pdata[i];
      xy_table_writer_number (writer, row->redemption->number);
      xy_table_writer_text (writer, row->redemption->day);
      xy_table_writer_text (writer, row->unit_name);
      xy_table_writer_text (writer, row->number);
      xy_table_writer_text (writer, row->head);
      xy_table_writer_text (writer, row->redemption->taker);
      xy_table_writer_text (writer, row->good);
      xy_table_writer_number (writer, row->redemption->pieces);
      xy_table_writer_text (writer, row->unit);
      xy_table_writer_number (writer, row->redemption->points);
      xy_table_writer_number (writer, row->redemption->left);
      xy_table_writer_number (writer, row->redemption->cost);
      xy_table_writer_text (writer, row->redemption->recorder);
      xy_table_writer_text (writer, row->redemption->note);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  *n = rows->len;
  return xy_table_writer_finish (writer, error);
}

gboolean
xy_reward_export_stock (XyStore *store,
                        const XyId *good,
                        const char *period,
                        const char *path,
                        guint *n,
                        GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Day"), XY_COLUMN_DAY, 7 },
    { _ ("Good no."), XY_COLUMN_INTEGER, 4 },
    { _ ("Good"), XY_COLUMN_TEXT, 12 },
    { _ ("In/out"), XY_COLUMN_TEXT, 6 },
    { _ ("Pieces"), XY_COLUMN_INTEGER, 4 },
    { _ ("In stock"), XY_COLUMN_INTEGER, 4 },
    { _ ("Sum of money"), XY_COLUMN_MONEY, 6 },
    { _ ("Money from"), XY_COLUMN_TEXT, 10 },
    { _ ("Decision"), XY_COLUMN_TEXT, 14 },
    { _ ("Note"), XY_COLUMN_TEXT, 12 },
    { _ ("Recorder"), XY_COLUMN_TEXT, 6 },
  };
  g_autoptr (GPtrArray) lines = xy_reward_stock_list (store, good, period, error);
  g_autoptr (XyTableWriter) writer =
      lines != NULL ? begin (store, path, _ ("Stock ledger"), columns, G_N_ELEMENTS (columns), error) : NULL;

  if (writer == NULL)
    return FALSE;
  for (guint i = lines->len; i-- > 0;)
    {
      const XyRewardStockLine *line = lines->pdata[i];
      xy_table_writer_text (writer, line->day);
      xy_table_writer_number (writer, line->good_number);
      xy_table_writer_text (writer, line->good);
      xy_table_writer_text (writer, xy_reward_stock_kind_label (line->kind));
      xy_table_writer_number (writer, line->pieces);
      xy_table_writer_number (writer, line->left);
      xy_table_writer_number (writer, line->cost);
      xy_table_writer_text (writer, line->source);
      xy_table_writer_text (writer, line->decision);
      xy_table_writer_text (writer, line->note);
      xy_table_writer_text (writer, line->recorder);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  *n = lines->len;
  return xy_table_writer_finish (writer, error);
}

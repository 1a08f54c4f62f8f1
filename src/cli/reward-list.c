/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reward-list.h"

#include <glib/gi18n-lib.h>

#include "cli/reward.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/reward-stock.h"

int
xy_cli_reward_goods (XyCli *cli, const XyCliReward *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Good number"), XY_CLI_NUMBER },
    { "name", N_ ("Good") },
    { "kind", N_ ("Kind") },
    { "unit", N_ ("Unit") },
    { "points", N_ ("Points for one"), XY_CLI_POINTS },
    { "cost", N_ ("Price of one"), XY_CLI_MONEY },
    { "stock", N_ ("Stock"), XY_CLI_NUMBER },
    { "most", N_ ("Most in a quarter"), XY_CLI_NUMBER },
    { "account", N_ ("Paid from") },
    { "ends", N_ ("Until") },
    { "note", N_ ("Note") },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("goods", columns, G_N_ELEMENTS (columns));
  g_autofree char *today = xy_env_today (cli->env);

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) goods = xy_reward_good_list (cli->store, options->all ? NULL : today, error);
  for (guint i = 0; goods != NULL && i < goods->len; i++)
    {
      const XyRewardGood *good = goods->pdata[i];
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&good->record.id, id);
      xy_cli_table_add (
          table, good->sort, good->name, cli->json ? good->kind : xy_word_label (xy_reward_kinds, good->kind),
          good->unit, good->points, good->cost, good->stock, good->most,
          cli->json ? good->account : xy_points_account_label (good->account), good->ends, good->note, id);
    }
  return goods != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

int
xy_cli_reward_stock (XyCli *cli, const XyCliReward *options, const char *text, GError **error)
{
  static const XyCliColumn columns[] = {
    { "day", N_ ("Day") },
    { "number", N_ ("Good number"), XY_CLI_NUMBER },
    { "good", N_ ("Good") },
    { "kind", N_ ("In and out") },
    { "pieces", N_ ("Pieces"), XY_CLI_NUMBER },
    { "left", N_ ("Left in stock"), XY_CLI_NUMBER },
    { "cost", N_ ("Sum of money"), XY_CLI_MONEY },
    { "source", N_ ("Source of the money") },
    { "decision", N_ ("Decision") },
    { "note", N_ ("Note") },
    { "recorder", N_ ("Recorded by") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("stock", columns, G_N_ELEMENTS (columns));
  g_autoptr (XyRewardGood) good = NULL;

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  if (text != NULL && (good = xy_cli_get_good (cli, text, NULL, error)) == NULL)
    return XY_CLI_REFUSED;
  g_autoptr (GPtrArray) lines =
      xy_reward_stock_list (cli->store, good != NULL ? &good->record.id : NULL, options->period, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const XyRewardStockLine *line = lines->pdata[i];
      xy_cli_table_add (table, line->day, line->good_number, line->good,
                        cli->json ? line->kind : xy_reward_stock_kind_label (line->kind), line->pieces, line->left,
                        line->cost, line->source, line->decision, line->note, line->recorder);
    }
  return lines != NULL ? xy_cli_table_print (cli, table) : XY_CLI_REFUSED;
}

int
xy_cli_reward_days (XyCli *cli, const XyCliReward *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "day", N_ ("Day") },
    { "hours", N_ ("Hours") },
    { "place", N_ ("Place") },
    { "note", N_ ("Note") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("days", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) days = xy_reward_day_list (cli->store, options->period, error);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const XyRewardDay *day = days->pdata[i];
      xy_cli_table_add (table, day->day, day->hours, day->place, day->note);
    }
  return days != NULL ? xy_cli_table_print (cli, table) : XY_CLI_REFUSED;
}

int
xy_cli_reward_redemptions (XyCli *cli, const XyCliReward *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number"), XY_CLI_NUMBER },
    { "day", N_ ("Day") },
    { "group", N_ ("Group") },
    { "household", N_ ("Household") },
    { "head", N_ ("Head") },
    { "taker", N_ ("Fetched by") },
    { "good_number", N_ ("Good number"), XY_CLI_NUMBER },
    { "good", N_ ("Good") },
    { "pieces", N_ ("Pieces"), XY_CLI_NUMBER },
    { "points", N_ ("Points taken"), XY_CLI_POINTS },
    { "left", N_ ("Points left"), XY_CLI_POINTS },
    { "cost", N_ ("Sum of money"), XY_CLI_MONEY },
    { "recorder", N_ ("Recorded by") },
    { "note", N_ ("Note") },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("redemptions", columns, G_N_ELEMENTS (columns));
  XyRewardFilter filter = { .period = options->period, .text = options->text };

  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &filter.unit, error)
      || (options->household != NULL && !xy_cli_household (cli, options->household, &filter.household, error)))
    return XY_CLI_FAILED;
  g_autoptr (GArray) ids = xy_reward_redemption_ids (cli->store, &filter, NULL, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_reward_redemption_rows (cli->store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyRewardRow *row = rows->pdata[i];
      const XyRewardRedemption *redemption = row->redemption;
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&redemption->record.id, id);
      xy_cli_table_add (table, redemption->number, redemption->day, row->unit_name, row->number, row->head,
                        redemption->taker, row->good_number, row->good, redemption->pieces, redemption->points,
                        redemption->left, redemption->cost, redemption->recorder, redemption->note, id);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_REFUSED;
}

static void
print_totals (const XyRewardTotals *totals)
{
  g_autofree char *points = xy_points_format (totals->sums.points), *cost = xy_money_format (totals->sums.cost);
  g_autofree char *bought = xy_money_format (totals->bought), *stock = xy_money_format (totals->stock);

  g_print ("%s: %d\n%s: %d\n%s: %s\n%s: %s\n", _ ("Number of exchanges"), (int) totals->sums.n, _ ("Households"),
           (int) totals->n_households, _ ("Points taken"), points, _ ("Sum of money"), cost);
  for (guint i = 0; i < totals->goods->len; i++)
    {
      const XyRewardTotal *total = totals->goods->pdata[i];
      g_autofree char *taken = xy_points_format (total->points), *money = xy_money_format (total->cost);
      g_print ("  %d %s × %d  %s  %s\n", (int) total->number, total->name, (int) total->pieces, taken, money);
    }
  g_print ("%s: %s\n", _ ("Bought"), bought);
  for (guint i = 0; i < totals->sources->len; i++)
    {
      const XyRewardTotal *total = totals->sources->pdata[i];
      g_autofree char *money = xy_money_format (total->cost);
      g_print ("  %s  %s  %s\n", total->name, money, total->decision != NULL ? total->decision : "");
    }
  g_print ("%s: %s\n", _ ("Value of the stock"), stock);
}

static int
answer_totals (XyCli *cli, const XyRewardTotals *totals)
{
  g_autoptr (XyJson) json = xy_json_new ();

  xy_json_open (json, NULL, '{');
  xy_json_open (json, "totals", '{');
  xy_json_text (json, "from", totals->from);
  xy_json_text (json, "to", totals->to);
  xy_json_int (json, "redemptions", totals->sums.n);
  xy_json_int (json, "households", totals->n_households);
  xy_json_int (json, "points", totals->sums.points);
  xy_json_int (json, "cost", totals->sums.cost);
  xy_json_int (json, "bought", totals->bought);
  xy_json_int (json, "stock", totals->stock);
  xy_json_open (json, "goods", '[');
  for (guint i = 0; i < totals->goods->len; i++)
    {
      const XyRewardTotal *total = totals->goods->pdata[i];
      xy_json_open (json, NULL, '{');
      xy_json_int (json, "number", total->number);
      xy_json_text (json, "name", total->name);
      xy_json_text (json, "unit", total->unit);
      xy_json_int (json, "redemptions", total->n);
      xy_json_int (json, "pieces", total->pieces);
      xy_json_int (json, "points", total->points);
      xy_json_int (json, "cost", total->cost);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_open (json, "sources", '[');
  for (guint i = 0; i < totals->sources->len; i++)
    {
      const XyRewardTotal *total = totals->sources->pdata[i];
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "source", total->name);
      xy_json_text (json, "decision", total->decision);
      xy_json_int (json, "cost", total->cost);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

int
xy_cli_reward_totals (XyCli *cli, const XyCliReward *options, GError **error)
{
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyRewardTotals) totals = xy_reward_totals (cli->store, options->period, error);
  if (totals == NULL)
    return XY_CLI_REFUSED;
  if (cli->json)
    return answer_totals (cli, totals);
  print_totals (totals);
  return XY_CLI_DONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/reward.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/roster.h"
#include "core/number.h"
#include "core/reward-redeem.h"
#include "core/reward-stock.h"

static void
options_clear (XyCliReward *options)
{
  char **const texts[] = { &options->period, &options->group,    &options->household, &options->text, &options->day,
                           &options->source, &options->decision, &options->cost,      &options->note, &options->taker,
                           &options->person, &options->reason,   &options->hours,     &options->place };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyCliReward, options_clear)

XyRewardGood *
xy_cli_get_good (XyCli *cli, const char *text, const char *day, GError **error)
{
  g_autoptr (GPtrArray) list = xy_reward_good_find (cli->store, text, day, error);
  g_autoptr (GString) names = g_string_new (NULL);

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      XyRewardGood *good = list->pdata[i];
      if (list->len == 1 || g_str_equal (good->name, text))
        return g_object_ref (good);
      g_string_append_printf (names, "\n  %d %s", (int) good->sort, good->name);
    }
  if (list->len == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no good “%s”."), text);
  else
    xy_set_invalid (error, "good", _ ("Several goods are found by “%s”; please give the number:%s"), text, names->str);
  return NULL;
}

static gboolean
parse_count (const char *text, gint64 *count, GError **error)
{
  if (g_ascii_string_to_signed (text, 10, 0, 100000, count, NULL))
    return TRUE;
  xy_set_invalid (error, "pieces", _ ("“%s” is no number of pieces."), text);
  return FALSE;
}

/* Sets "name=value" of the command line. */
static gboolean
set_field (XyRewardGood *good, const char *pair, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (pair, "=", 2);
  const char *name = parts[0] != NULL ? parts[0] : "", *value = name[0] != '\0' ? parts[1] : NULL;

  if (value != NULL && g_str_equal (name, "points"))
    return xy_points_parse (value, &good->points, error);
  if (value != NULL && g_str_equal (name, "cost"))
    return xy_money_parse (value, &good->cost, error);
  if (value != NULL && g_str_equal (name, "most"))
    return parse_count (value, &good->most, error);
  if (value != NULL && g_str_equal (name, "number"))
    return parse_count (value, &good->sort, error);

  const XyField *field = value != NULL ? xy_record_type_field (&xy_reward_good_type, name) : NULL;
  if (field != NULL && (field->type == XY_FIELD_TEXT || field->type == XY_FIELD_DAY)
      && (field->flags & XY_FIELD_DERIVED) == 0 && (!good->record.stored || (field->flags & XY_FIELD_IMMUTABLE) == 0))
    return xy_record_set_text (good, field, value);
  xy_set_invalid (error, name, _ ("“%s” is no field that can be set. Please write FIELD=VALUE."), pair);
  return FALSE;
}

static gboolean
save_good (XyTxn *txn, gpointer good, GError **error)
{
  return xy_record_save (txn, good, error);
}

static int
change_good (XyCli *cli, XyRewardGood *good, char **fields, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Good number"), XY_CLI_NUMBER },
    { "name", N_ ("Good") },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("good", columns, G_N_ELEMENTS (columns));
  gboolean is_new = !good->record.stored;
  char id[XY_ID_TEXT_LENGTH + 1];

  for (; *fields != NULL; fields++)
    if (!set_field (good, *fields, error))
      return XY_CLI_REFUSED;
  g_autofree char *title = g_strdup_printf (is_new ? _ ("Add the good “%s”") : _ ("Change the good “%s”"),
                                            good->name != NULL ? good->name : "");
  if (!xy_store_act (cli->store, &cli->actor, title, save_good, good, error))
    return XY_CLI_REFUSED;
  xy_id_to_text (&good->record.id, id);
  xy_cli_table_add (table, good->sort, good->name, id);
  return xy_cli_table_print_card (cli, table);
}

static int
goods (XyCli *cli, const XyCliReward *options, const char *verb, char **rest, GError **error)
{
  if (g_str_equal (verb, "list") && rest[0] == NULL)
    return xy_cli_reward_goods (cli, options, error);
  if (rest[0] == NULL || (!g_str_equal (verb, "add") && !g_str_equal (verb, "change") && !g_str_equal (verb, "end")))
    return xy_cli_usage (cli);
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (g_str_equal (verb, "add"))
    {
      g_autoptr (XyRewardGood) good = xy_record_new (&xy_reward_good_type);
      xy_set_str (&good->kind, XY_REWARD_GOODS);
      return change_good (cli, good, rest, error);
    }
  g_autoptr (XyRewardGood) stored = xy_cli_get_good (cli, rest[0], NULL, error);
  if (stored == NULL)
    return XY_CLI_REFUSED;
  if (g_str_equal (verb, "change"))
    {
      g_autoptr (XyRewardGood) good = xy_record_copy (stored);
      return change_good (cli, good, rest + 1, error);
    }
  if (!xy_store_act (cli->store, &cli->actor, "", xy_reward_good_end_act, stored, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("“%s” is no longer given out."), stored->name);
}

static int
stock (XyCli *cli, const XyCliReward *options, const char *verb, char **rest, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Good number"), XY_CLI_NUMBER },
    { "name", N_ ("Good") },
    { "change", N_ ("Change"), XY_CLI_NUMBER },
    { "stock", N_ ("Stock"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("stock", columns, G_N_ELEMENTS (columns));
  XyRewardStocking stocking = {
    .kind = verb, .day = options->day, .source = options->source, .decision = options->decision, .note = options->note
  };

  if (g_str_equal (verb, "list") && (rest[0] == NULL || rest[1] == NULL))
    return xy_cli_reward_stock (cli, options, rest[0], error);
  if (xy_word_label (xy_reward_move_kinds, verb) == NULL || g_strv_length (rest) != 2)
    return xy_cli_usage (cli);
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyRewardGood) good = xy_cli_get_good (cli, rest[0], NULL, error);
  if (good == NULL || !parse_count (rest[1], &stocking.pieces, error)
      || (options->cost != NULL && !xy_money_parse (options->cost, &stocking.cost, error)))
    return XY_CLI_REFUSED;
  stocking.good = good->record.id;
  if (!xy_store_act (cli->store, &cli->actor, "", xy_reward_stock_act, &stocking, error))
    return XY_CLI_REFUSED;
  xy_cli_table_add (table, good->sort, good->name, stocking.change, stocking.stock);
  return xy_cli_table_print_card (cli, table);
}

static int
day (XyCli *cli, const XyCliReward *options, const char *verb, char **rest, GError **error)
{
  if (g_str_equal (verb, "list") && rest[0] == NULL)
    return xy_cli_reward_days (cli, options, error);
  if (!g_str_equal (verb, "add") || g_strv_length (rest) != 1)
    return xy_cli_usage (cli);
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyRewardDay) record = xy_record_new (&xy_reward_day_type);
  xy_set_str (&record->day, rest[0]);
  xy_set_str (&record->hours, options->hours);
  xy_set_str (&record->place, options->place);
  xy_set_str (&record->note, options->note);
  g_autofree char *title = g_strdup_printf (_ ("Exchange day %s"), rest[0]);
  if (!xy_store_act (cli->store, &cli->actor, title, save_good, record, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("%s is an exchange day."), record->day);
}

/* "洗衣液", "3=2": what is wished and how many. */
static gboolean
add_wish (XyCli *cli, GArray *wishes, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  XyRewardWish wish = { .pieces = 1 };

  if (parts[0] == NULL || (parts[1] != NULL && !parse_count (parts[1], &wish.pieces, error)))
    return FALSE;
  g_autoptr (XyRewardGood) good = xy_cli_get_good (cli, parts[0], NULL, error);
  if (good == NULL)
    return FALSE;
  wish.good = good->record.id;
  g_array_append_val (wishes, wish);
  return TRUE;
}

static int
answer_redeemed (XyCli *cli, const XyRewardCart *cart, const XyRewardBill *bill, GError **error)
{
  g_autoptr (XyJson) json = xy_json_new ();
  g_autoptr (GPtrArray) rows =
      xy_reward_redemption_rows (cli->store, cart->made != NULL ? (const XyId *) (void *) cart->made->data : NULL,
                                 cart->made != NULL ? cart->made->len : 0, error);

  if (rows == NULL)
    return XY_CLI_FAILED;
  xy_json_open (json, NULL, '{');
  xy_json_open (json, "redemptions", '[');
  for (guint i = 0; i < rows->len; i++)
    {
      const XyRewardRow *row = rows->pdata[i];
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&row->redemption->record.id, id);
      xy_json_open (json, NULL, '{');
      xy_json_int (json, "number", row->redemption->number);
      xy_json_text (json, "day", row->redemption->day);
      xy_json_text (json, "household", row->number);
      xy_json_text (json, "head", row->head);
      xy_json_text (json, "taker", row->redemption->taker);
      xy_json_int (json, "good_number", row->good_number);
      xy_json_text (json, "good", row->good);
      xy_json_int (json, "pieces", row->redemption->pieces);
      xy_json_int (json, "points", row->redemption->points);
      xy_json_int (json, "left", row->redemption->left);
      xy_json_text (json, "id", id);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_int (json, "spend", bill->spend);
  xy_json_int (json, "points", bill->points);
  xy_json_int (json, "left", bill->left);
  xy_json_bool (json, "off_day", bill->off_day);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
redeem (XyCli *cli, const XyCliReward *options, const char *household, char **goods_named, GError **error)
{
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (XyRewardWish)), made = NULL;
  XyRewardCart cart = { .taker = options->taker, .day = options->day, .note = options->note };
  XyRewardBill bill = { 0 };

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (!xy_cli_household (cli, household, &cart.household, error))
    return XY_CLI_REFUSED;
  if (options->person != NULL)
    {
      g_autoptr (XyPerson) person = xy_cli_get_person (cli, &cart.household, options->person, error);
      if (person == NULL)
        return XY_CLI_REFUSED;
      cart.person = person->record.id;
    }
  for (; *goods_named != NULL; goods_named++)
    if (!add_wish (cli, wishes, *goods_named, error))
      return XY_CLI_REFUSED;
  cart.wishes = (const XyRewardWish *) (void *) wishes->data;
  cart.n_wishes = wishes->len;
  if (!xy_reward_weigh (cli->store, &cart, &bill, error)
      || (!options->dry_run && !xy_store_act (cli->store, &cli->actor, "", xy_reward_redeem_act, &cart, error)))
    return XY_CLI_REFUSED;
  made = cart.made;
  if (bill.off_day && !cli->json)
    g_printerr ("%s\n", _ ("This is no exchange day of the village."));
  if (cli->json)
    return answer_redeemed (cli, &cart, &bill, error);
  g_autofree char *points = xy_points_format (bill.points), *left = xy_points_format (bill.left);
  if (options->dry_run)
    return xy_cli_done (cli, _ ("That takes %s points and leaves %s."), points, left);
  return xy_cli_done (cli, _ ("Handed out for %s points; %s are left."), points, left);
}

static int
give_back (XyCli *cli, const XyCliReward *options, const char *redemption, GError **error)
{
  XyRewardReturn back = { .reason = options->reason };

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (!xy_id_from_text (redemption, &back.redemption))
    {
      xy_set_invalid (error, "redemption", _ ("Please name the exchange as “reward redemptions” does."));
      return XY_CLI_REFUSED;
    }
  if (!xy_store_act (cli->store, &cli->actor, "", xy_reward_take_back_act, &back, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The exchange is taken back; the goods are on the shelf again."));
}

static int
run_reward (XyCli *cli, int argc, char *argv[])
{
  g_auto (XyCliReward) options = { 0 };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "household", 0, 0, G_OPTION_ARG_STRING, &options.household, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, NULL, NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, NULL, NULL },
    { "decision", 0, 0, G_OPTION_ARG_STRING, &options.decision, NULL, NULL },
    { "cost", 0, 0, G_OPTION_ARG_STRING, &options.cost, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, NULL, NULL },
    { "taker", 0, 0, G_OPTION_ARG_STRING, &options.taker, NULL, NULL },
    { "person", 0, 0, G_OPTION_ARG_STRING, &options.person, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, NULL, NULL },
    { "hours", 0, 0, G_OPTION_ARG_STRING, &options.hours, NULL, NULL },
    { "place", 0, 0, G_OPTION_ARG_STRING, &options.place, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (g_str_equal (argv[1], "redemptions") && argc == 2)
    status = xy_cli_reward_redemptions (cli, &options, &error);
  else if (g_str_equal (argv[1], "totals") && argc == 2)
    status = xy_cli_reward_totals (cli, &options, &error);
  else if (g_str_equal (argv[1], "redeem") && argc > 3)
    status = redeem (cli, &options, argv[2], argv + 3, &error);
  else if (g_str_equal (argv[1], "return") && argc == 3)
    status = give_back (cli, &options, argv[2], &error);
  else if (g_str_equal (argv[1], "goods") && argc > 2)
    status = goods (cli, &options, argv[2], argv + 3, &error);
  else if (g_str_equal (argv[1], "stock") && argc > 2)
    status = stock (cli, &options, argv[2], argv + 3, &error);
  else if (g_str_equal (argv[1], "day") && argc > 2)
    status = day (cli, &options, argv[2], argv + 3, &error);
  else
    return xy_cli_usage (cli);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_rewards = {
  .name = "reward",
  .usage = "reward goods list [--all] | add name=TEXT points=N [FIELD=VALUE …] | change GOOD FIELD=VALUE … | end GOOD\n"
           "reward stock in GOOD PIECES --source TEXT [--cost YUAN] [--decision TEXT] [--note TEXT] [--day DAY]\n"
           "reward stock out GOOD PIECES --note TEXT | count GOOD PIECES | list [GOOD] [--period P]\n"
           "reward day add DAY [--hours TEXT] [--place TEXT] [--note TEXT] | list [--period P]\n"
           "reward redeem HOUSEHOLD GOOD[=PIECES] … [--taker NAME] [--person NAME] [--day DAY] [--note TEXT]"
           " [--dry-run]\n"
           "reward return REDEMPTION --reason TEXT\n"
           "reward redemptions [--period P] [--group GROUP] [--household HOUSEHOLD] [--text TEXT]\n"
           "reward totals [--period P]",
  .summary = N_ ("The exchange: goods for points, their stock, who fetched what"),
  .run = run_reward,
};

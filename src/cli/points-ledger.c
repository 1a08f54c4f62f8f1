/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/points-ledger.h"

#include <glib/gi18n-lib.h>

#include "cli/roster.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/points-balance.h"
#include "core/points-close.h"
#include "core/points-grade.h"
#include "core/points-list.h"
#include "core/points-statistics.h"

#define MOST_ROWS 200 /* of a list, unless --limit says otherwise */
#define MONTHS 12     /* of a trend, likewise */
#define BINS 10

typedef struct
{
  char *period, *group, *account, *category, *text, *household, *person, *kind;
  char *least, *mode, *decision;
  gboolean by_total, undone, preview, confirm, take_back;
  int limit, share, months;
} Options;

static void
options_clear (Options *options)
{
  char **const texts[] = { &options->period,    &options->group,  &options->account, &options->category,
                           &options->text,      &options->person, &options->kind,    &options->least,
                           &options->household, &options->mode,   &options->decision };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What the options ask of a ranking; the store is opened. */
static gboolean
get_query (XyCli *cli, const Options *options, XyPointsRankQuery *query, GError **error)
{
  *query =
      (XyPointsRankQuery){ .period = options->period, .category = options->category, .by_total = options->by_total };
  return xy_cli_open (cli, error) && xy_cli_unit (cli, options->group, &query->unit, error)
         && xy_points_account_parse (options->account, &query->account, error);
}

static guint
most_of (const Options *options, guint n)
{
  return options->limit > 0 ? MIN ((guint) options->limit, n) : n;
}

static int
rank (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "place", N_ ("Place"), XY_CLI_NUMBER },
    { "group", N_ ("Group") },
    { "number", N_ ("Household") },
    { "head", N_ ("Head") },
    { "before", N_ ("Brought forward"), XY_CLI_POINTS },
    { "plus", N_ ("Given"), XY_CLI_POINTS },
    { "minus", N_ ("Taken"), XY_CLI_POINTS },
    { "current", N_ ("This period"), XY_CLI_POINTS },
    { "total", N_ ("Together"), XY_CLI_POINTS },
    { "person", N_ ("Person") },
  };
  XyPointsRankQuery query;

  if (!get_query (cli, options, &query, error))
    return XY_CLI_FAILED;
  g_autoptr (XyCliTable) table =
      xy_cli_table_new ("ranking", columns, G_N_ELEMENTS (columns) - (query.account == NULL && !cli->json));
  g_autoptr (GPtrArray) list = xy_points_rank (cli->store, &query, error);
  for (guint i = 0; list != NULL && i < most_of (options, list->len); i++)
    {
      const XyPointsStanding *standing = list->pdata[i];
      xy_cli_table_add (table, (gint64) standing->place, standing->unit_name, standing->number, standing->head,
                        standing->before, standing->plus, standing->minus, xy_points_standing_current (standing),
                        standing->total, standing->name);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
balance (XyCli *cli, const Options *options, const char *name, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Household") },
    { "head", N_ ("Head") },
    { "plus", N_ ("Given"), XY_CLI_POINTS },
    { "minus", N_ ("Taken"), XY_CLI_POINTS },
    { "total", N_ ("Together"), XY_CLI_POINTS },
    { "current", N_ ("This period"), XY_CLI_POINTS },
    { "spend", N_ ("Can be spent"), XY_CLI_POINTS },
    { "owed", N_ ("Owed"), XY_CLI_POINTS },
    { "person", N_ ("Person") },
  };
  g_autoptr (XyPerson) person = NULL;
  XyPointsBalance sums;
  const char *account;
  XyId id;

  if (!xy_cli_open (cli, error) || !xy_points_account_parse (options->account, &account, error))
    return XY_CLI_FAILED;
  if (account == NULL && !xy_cli_household (cli, name, &id, error))
    return XY_CLI_FAILED;
  if (account != NULL)
    {
      person = xy_cli_get_person (cli, NULL, name, error);
      if (person == NULL)
        return XY_CLI_FAILED;
      id = person->household;
    }
  g_autoptr (XyHousehold) household =
      xy_id_is_none (&id) ? NULL : xy_record_get (cli->store, &xy_household_type, &id, error);
  if ((household == NULL && person == NULL)
      || !xy_points_balance_of (cli->store, account, person != NULL ? &person->record.id : &id, options->period, &sums,
                                error))
    return XY_CLI_FAILED;
  g_autoptr (XyCliTable) table =
      xy_cli_table_new ("balance", columns, G_N_ELEMENTS (columns) - (person == NULL && !cli->json));
  xy_cli_table_add (table, household != NULL ? household->number : NULL,
                    household != NULL ? household->head_name : NULL, sums.plus, sums.minus, sums.total, sums.current,
                    xy_points_spendable (&sums), xy_points_owed (&sums), person != NULL ? person->name : NULL);
  return xy_cli_table_print_card (cli, table);
}

static int
list (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "day", N_ ("Day") },          { "group", N_ ("Group") },
    { "number", N_ ("Household") }, { "head", N_ ("Head") },
    { "item", N_ ("Item") },        { "points", N_ ("Points"), XY_CLI_POINTS },
    { "state", N_ ("State") },      { "note", N_ ("Note") },
    { "entry", N_ ("Record") },     { "spend", N_ ("Can be spent"), XY_CLI_POINTS },
    { "person", N_ ("Person") },    { "account", N_ ("Account") },
    { "why", N_ ("Why") },
  };
  static const char *const states[] = { "counts",  "corrected", "correction", "undone",
                                        "opening", "base",      "redeemed",   "close" };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("entries", columns, G_N_ELEMENTS (columns) - (cli->json ? 0 : 2));
  XyPointsFilter filter = { .period = options->period,
                            .category = options->category,
                            .text = options->text,
                            .account = options->account,
                            .kind = options->kind,
                            .with_undone = options->undone };
  g_autoptr (XyPerson) person = NULL;
  const char *account;

  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &filter.unit, error)
      || !xy_points_account_parse (options->account, &account, error)
      || (options->household != NULL && !xy_cli_household (cli, options->household, &filter.household, error)))
    return XY_CLI_FAILED;
  if (options->person != NULL)
    {
      person = xy_cli_get_person (cli, NULL, options->person, error);
      if (person == NULL)
        return XY_CLI_FAILED;
      filter.person = person->record.id;
    }
  g_autoptr (GArray) ids = xy_points_list_ids (cli->store, &filter, XY_POINTS_BY_DAY, FALSE, NULL, error);
  guint n = ids != NULL ? options->limit > 0 ? most_of (options, ids->len) : MIN (ids->len, MOST_ROWS) : 0;
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_points_list_rows (cli->store, (const XyId *) (void *) ids->data, n, error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyPointsRow *row = rows->pdata[i];
      char entry[XY_ID_TEXT_LENGTH + 1];

      if (row == NULL)
        continue;
      xy_id_to_text (&row->entry->record.id, entry);
      xy_cli_table_add (table, row->entry->day, row->unit_name, row->number, row->head, row->entry->item,
                        row->entry->delta, cli->json ? states[row->state] : xy_points_state_label (row->state),
                        row->entry->note, entry, row->spend, row->person,
                        row->entry->account != NULL ? row->entry->account : XY_POINTS_HOUSEHOLD, row->entry->why);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
grades (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "place", N_ ("Place"), XY_CLI_NUMBER },
    { "group", N_ ("Group") },
    { "number", N_ ("Household") },
    { "head", N_ ("Head") },
    { "total", N_ ("Together"), XY_CLI_POINTS },
    { "grade", N_ ("Grade") },
    { "person", N_ ("Person") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("grades", columns, G_N_ELEMENTS (columns));
  XyId unit;

  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &unit, error))
    return XY_CLI_FAILED;
  g_autoptr (XyPointsGrades) found = xy_points_grades (cli->store, options->period, &unit, error);
  for (guint i = 0; found != NULL && i < most_of (options, found->standings->len); i++)
    {
      const XyPointsStanding *standing = found->standings->pdata[i];
      xy_cli_table_add (table, (gint64) standing->place, standing->unit_name, standing->number, standing->head,
                        standing->total, xy_points_grades_name (found, i), standing->name);
    }
  return found != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
dividend (XyCli *cli, const Options *options, const char *money, GError **error)
{
  static const XyCliColumn columns[] = {
    { "place", N_ ("Place"), XY_CLI_NUMBER },
    { "group", N_ ("Group") },
    { "number", N_ ("Household") },
    { "head", N_ ("Head") },
    { "points", N_ ("Points"), XY_CLI_POINTS },
    { "money", N_ ("Money"), XY_CLI_MONEY },
    { "person", N_ ("Person") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("dividend", columns, G_N_ELEMENTS (columns));
  XyPointsDividendQuery query = { .money = 0 };

  if (!get_query (cli, options, &query.rank, error) || !xy_money_parse (money, &query.money, error)
      || (options->least != NULL && !xy_points_parse (options->least, &query.least, error)))
    return XY_CLI_FAILED;
  g_autoptr (XyPointsDividend) found = xy_points_dividend (cli->store, &query, error);
  for (guint i = 0; found != NULL && i < found->standings->len; i++)
    {
      const XyPointsStanding *standing = found->standings->pdata[i];
      xy_cli_table_add (table, (gint64) standing->place, standing->unit_name, standing->number, standing->head,
                        found->points[i], found->money[i], standing->name);
    }
  return found != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
months (XyCli *cli, const Options *options, const XyPointsRankQuery *query, GError **error)
{
  static const XyCliColumn columns[] = { { "month", N_ ("Month") },
                                         { "plus", N_ ("Given"), XY_CLI_POINTS },
                                         { "minus", N_ ("Taken"), XY_CLI_POINTS } };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("months", columns, G_N_ELEMENTS (columns));
  guint n = options->limit > 0 ? MIN ((guint) options->limit, 1200) : MONTHS;
  g_autoptr (GArray) sums = xy_points_statistics_months (cli->store, query, n, error);

  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const XyPointsMonthSum *sum = &g_array_index (sums, XyPointsMonthSum, i);
      xy_cli_table_add (table, sum->month, sum->plus, sum->minus);
    }
  return sums != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
of_categories (XyCli *cli, const XyPointsRankQuery *query, GError **error)
{
  static const XyCliColumn columns[] = {
    { "category", N_ ("Category") },
    { "entries", N_ ("Entries"), XY_CLI_NUMBER },
    { "plus", N_ ("Given"), XY_CLI_POINTS },
    { "minus", N_ ("Taken"), XY_CLI_POINTS },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("categories", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) sums = xy_points_statistics_categories (cli->store, query, error);

  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const XyPointsCategorySum *sum = sums->pdata[i];
      xy_cli_table_add (table, sum->name, sum->n, sum->plus, sum->minus);
    }
  return sums != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
of_groups (XyCli *cli, const XyPointsRankQuery *query, GError **error)
{
  static const XyCliColumn columns[] = {
    { "group", N_ ("Group") },
    { "n", N_ ("How many"), XY_CLI_NUMBER },
    { "plus", N_ ("Given"), XY_CLI_POINTS },
    { "minus", N_ ("Taken"), XY_CLI_POINTS },
    { "total", N_ ("Together"), XY_CLI_POINTS },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("groups", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) sums = xy_points_statistics_units (cli->store, query, error);

  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const XyPointsUnitSum *sum = sums->pdata[i];
      xy_cli_table_add (table, sum->name, sum->n, sum->plus, sum->minus, sum->total);
    }
  return sums != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
distribution (XyCli *cli, const Options *options, const XyPointsRankQuery *query, GError **error)
{
  static const XyCliColumn columns[] = { { "from", N_ ("From"), XY_CLI_POINTS },
                                         { "to", N_ ("Below"), XY_CLI_POINTS },
                                         { "n", N_ ("How many"), XY_CLI_NUMBER } };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("distribution", columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) bins =
      xy_points_statistics_bins (cli->store, query, options->limit > 0 ? (guint) options->limit : BINS, error);

  for (guint i = 0; bins != NULL && i < bins->len; i++)
    {
      const XyPointsBin *bin = &g_array_index (bins, XyPointsBin, i);
      xy_cli_table_add (table, bin->from, bin->to, bin->n);
    }
  return bins != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
statistics (XyCli *cli, const Options *options, const char *what, GError **error)
{
  XyPointsRankQuery query;
  static const char *const words[] = { "months", "categories", "groups", "distribution", NULL };

  if (!g_strv_contains (words, what))
    return xy_cli_usage (cli);
  if (!get_query (cli, options, &query, error))
    return XY_CLI_FAILED;
  return g_str_equal (what, "months")       ? months (cli, options, &query, error)
         : g_str_equal (what, "categories") ? of_categories (cli, &query, error)
         : g_str_equal (what, "groups")     ? of_groups (cli, &query, error)
                                            : distribution (cli, options, &query, error);
}

static int
preview (XyCli *cli, const XyPointsClosing *closing, GError **error)
{
  static const XyCliColumn columns[] = {
    { "group", N_ ("Group") },
    { "number", N_ ("Household") },
    { "head", N_ ("Head") },
    { "total", N_ ("Together"), XY_CLI_POINTS },
    { "spend", N_ ("Can be spent"), XY_CLI_POINTS },
    { "take_total", N_ ("Taken of both"), XY_CLI_POINTS },
    { "take_spend", N_ ("Taken of what can be spent"), XY_CLI_POINTS },
    { "person", N_ ("Person") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("preview", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) rows = xy_points_close_preview (cli->store, closing, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyPointsCloseRow *row = rows->pdata[i];
      xy_cli_table_add (table, row->unit_name, row->number, row->head, row->total, row->spend, row->take_total,
                        row->take_spend, row->name);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

/* The standing close of PERIOD that --confirm and --take-back are about. */
static gboolean
find_close (XyCli *cli, const char *period, const char *account, XyId *id, GError **error)
{
  g_autoptr (GPtrArray) list = xy_points_close_list (cli->store, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyPointsClose *one = list->pdata[i];
      if (!g_str_equal (one->period, period) || g_strcmp0 (one->account, account) != 0)
        continue;
      *id = one->record.id;
      return TRUE;
    }
  if (list != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("%s was not closed."), period);
  return FALSE;
}

static int
close_period (XyCli *cli, const Options *options, const char *period, GError **error)
{
  XyPointsClosing closing = { .period = period,
                              .mode = options->mode,
                              .share = options->share,
                              .months = options->months,
                              .decision = options->decision };
  XyId id;

  if (!xy_points_account_parse (options->account, &closing.account, error) || !xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (options->preview)
    return preview (cli, &closing, error);
  if (options->confirm || options->take_back)
    {
      if (!find_close (cli, period, closing.account, &id, error)
          || !xy_store_act (cli->store, &cli->actor, "",
                            options->confirm ? xy_points_close_confirm_act : xy_points_close_take_back_act, &id, error))
        return XY_CLI_FAILED;
      return xy_cli_done (
          cli, options->confirm ? _ ("The close of %s is confirmed.") : _ ("The close of %s is taken back."), period);
    }
  if (!xy_store_act (cli->store, &cli->actor, "", xy_points_close_act, &closing, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s is closed; it can be taken back until it is confirmed."), period);
}

static int
closes (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "period", N_ ("Period") },
    { "account", N_ ("Account") },
    { "mode", N_ ("What becomes of the points") },
    { "share", N_ ("Share carried on"), XY_CLI_NUMBER },
    { "months", N_ ("Months until expiry"), XY_CLI_NUMBER },
    { "day", N_ ("Day") },
    { "entries", N_ ("Entries"), XY_CLI_NUMBER },
    { "points", N_ ("Points"), XY_CLI_POINTS },
    { "spend", N_ ("Can be spent"), XY_CLI_POINTS },
    { "decision", N_ ("Decision") },
    { "confirmed_on", N_ ("Confirmed on") },
    { "recorder", N_ ("Recorded by") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("closes", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) found = xy_points_close_list (cli->store, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const XyPointsClose *one = found->pdata[i];
      const char *account = one->account != NULL ? one->account : XY_POINTS_HOUSEHOLD;
      xy_cli_table_add (table, one->period, cli->json ? account : xy_points_account_label (one->account),
                        cli->json ? one->mode : xy_word_label (xy_points_close_modes, one->mode), one->share,
                        one->months, one->day, one->n, one->delta, one->spend, one->decision, one->confirmed_on,
                        one->recorder);
    }
  return found != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
dispatch (XyCli *cli, gconstpointer data, int argc, char *argv[], GError **error)
{
  const Options *options = data;
  const char *verb = argv[1];

  if (g_str_equal (verb, "rank") && argc == 2)
    return rank (cli, options, error);
  if (g_str_equal (verb, "balance") && argc == 3)
    return balance (cli, options, argv[2], error);
  if (g_str_equal (verb, "list") && argc == 2)
    return list (cli, options, error);
  if (g_str_equal (verb, "grades") && argc == 2)
    return grades (cli, options, error);
  if (g_str_equal (verb, "dividend") && argc == 3)
    return dividend (cli, options, argv[2], error);
  if (g_str_equal (verb, "statistics") && argc == 3)
    return statistics (cli, options, argv[2], error);
  if (g_str_equal (verb, "close") && argc == 3)
    return close_period (cli, options, argv[2], error);
  if (g_str_equal (verb, "closes") && argc == 2)
    return closes (cli, error);
  return XY_CLI_USAGE;
}

gboolean
xy_cli_points_ledger_has (const char *verb)
{
  static const char *const verbs[] = { "rank",       "balance", "list",   "grades", "dividend",
                                       "statistics", "close",   "closes", NULL };

  return verb != NULL && g_strv_contains (verbs, verb);
}

int
xy_cli_points_ledger (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "account", 0, 0, G_OPTION_ARG_STRING, &options.account, NULL, NULL },
    { "category", 0, 0, G_OPTION_ARG_STRING, &options.category, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "household", 0, 0, G_OPTION_ARG_STRING, &options.household, NULL, NULL },
    { "person", 0, 0, G_OPTION_ARG_STRING, &options.person, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, NULL, NULL },
    { "undone", 0, 0, G_OPTION_ARG_NONE, &options.undone, NULL, NULL },
    { "by-total", 0, 0, G_OPTION_ARG_NONE, &options.by_total, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, NULL, NULL },
    { "least", 0, 0, G_OPTION_ARG_STRING, &options.least, NULL, NULL },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &options.mode, NULL, NULL },
    { "share", 0, 0, G_OPTION_ARG_INT, &options.share, NULL, NULL },
    { "months", 0, 0, G_OPTION_ARG_INT, &options.months, NULL, NULL },
    { "decision", 0, 0, G_OPTION_ARG_STRING, &options.decision, NULL, NULL },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &options.preview, NULL, NULL },
    { "confirm", 0, 0, G_OPTION_ARG_NONE, &options.confirm, NULL, NULL },
    { "take-back", 0, 0, G_OPTION_ARG_NONE, &options.take_back, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return xy_cli_run (cli, entries, dispatch, &options, argc, argv);
}

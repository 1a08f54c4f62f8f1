/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/roster.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/tag.h"
#include "tabular/matter-export.h"
#include "tabular/meeting-export.h"
#include "tabular/hygiene-export.h"
#include "tabular/points-export.h"
#include "tabular/reward-export.h"
#include "tabular/roster-export.h"

/* Which records, of all that could be written. */
typedef struct
{
  char *period, *group, *category, *text, *tag, *state, *reason, *account, *money, *least, *round;
  gboolean by_total;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->period);
  g_free (options->group);
  g_free (options->category);
  g_free (options->text);
  g_free (options->tag);
  g_free (options->state);
  g_free (options->reason);
  g_free (options->account);
  g_free (options->money);
  g_free (options->least);
  g_free (options->round);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
export_points (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  XyPointsFilter filter = {
    .period = options->period, .category = options->category, .text = options->text, .account = options->account
  };
  const char *account;

  return xy_cli_unit (cli, options->group, &filter.unit, error)
         && xy_points_account_parse (options->account, &account, error)
         && xy_points_export (cli->store, &filter, path, n, error);
}

static gboolean
get_query (XyCli *cli, const Options *options, XyPointsRankQuery *query, GError **error)
{
  *query =
      (XyPointsRankQuery){ .period = options->period, .category = options->category, .by_total = options->by_total };
  return xy_cli_unit (cli, options->group, &query->unit, error)
         && xy_points_account_parse (options->account, &query->account, error);
}

static gboolean
export_ranking (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  XyPointsRankQuery query;

  return get_query (cli, options, &query, error) && xy_points_export_ranking (cli->store, &query, path, n, error);
}

static gboolean
export_grades (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  XyId unit;

  return xy_cli_unit (cli, options->group, &unit, error)
         && xy_points_export_grades (cli->store, options->period, &unit, path, n, error);
}

static gboolean
export_dividend (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  XyPointsDividendQuery query = { .money = 0 };

  return get_query (cli, options, &query.rank, error)
         && (options->money == NULL || xy_money_parse (options->money, &query.money, error))
         && (options->least == NULL || xy_points_parse (options->least, &query.least, error))
         && xy_points_export_dividend (cli->store, &query, path, n, error);
}

static gboolean
export_goods (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  return xy_reward_export_goods (cli->store, path, n, error);
}

static gboolean
export_redemptions (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  XyRewardFilter filter = { .period = options->period, .text = options->text };

  return xy_cli_unit (cli, options->group, &filter.unit, error)
         && xy_reward_export_redemptions (cli->store, &filter, path, n, error);
}

static gboolean
export_stock (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  return xy_reward_export_stock (cli->store, NULL, options->period, path, n, error);
}

static gboolean
export_matters (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  XyMatterFilter filter = {
    .which = XY_MATTERS_ALL, .order = XY_MATTERS_BY_AGE, .period = options->period, .text = options->text
  };

  /* What is private leaves the office in full only with a reason, which is logged. */
  return xy_cli_unit (cli, options->group, &filter.unit, error)
         && xy_cli_reveal (cli, _ ("Ledger of matters"), NULL, options->reason, error)
         && xy_matter_export (cli->store, &filter, options->reason != NULL, path, n, error);
}

static gboolean
export_meetings (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  XyMeetingFilter filter = {
    .which = XY_MEETINGS_ALL, .order = XY_MEETINGS_BY_DAY, .period = options->period, .text = options->text
  };

  return xy_cli_unit (cli, options->group, &filter.unit, error)
         && xy_cli_reveal (cli, _ ("Meetings"), NULL, options->reason, error)
         && xy_meeting_export (cli->store, &filter, options->reason != NULL, path, n, error);
}

static gboolean
export_hygiene_results (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  if (options->round == NULL)
    {
      xy_set_invalid (error, "round", _ ("Please say which round: --round 3."));
      return FALSE;
    }
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, options->round, error);
  if (round == NULL)
    return FALSE;
  g_autofree char *title = xy_hygiene_round_describe (round);
  return xy_cli_reveal (cli, title, &round->record.id, options->reason, error)
         && xy_hygiene_export_results (cli->store, &round->record.id, options->reason != NULL, path, n, error);
}

static gboolean
export_hygiene_slips (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  XyHygieneSlipFilter filter = {
    .which = XY_HYGIENE_SLIPS_ALL, .text = options->text, .year = options->period, .order = XY_HYGIENE_SLIPS_BY_NUMBER
  };

  if (options->state != NULL)
    filter.which = xy_hygiene_slips_from_name (options->state);
  if (filter.which == XY_HYGIENE_SLIPS_N)
    {
      xy_set_invalid (error, "state",
                      _ ("There are no notices “%s”: please write open, overdue, soon, good, closed "
                         "or all."),
                      options->state);
      return FALSE;
    }
  if (options->round != NULL)
    {
      g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, options->round, error);
      if (round == NULL)
        return FALSE;
      filter.round = round->record.id;
    }
  return xy_cli_unit (cli, options->group, &filter.unit, error)
         && xy_cli_reveal (cli, _ ("Rectification notices"), NULL, options->reason, error)
         && xy_hygiene_export_slips (cli->store, &filter, options->reason != NULL, path, n, error);
}

static gboolean
export_hygiene_rounds (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  XyHygieneRoundFilter filter = { .year = options->period };

  return xy_cli_unit (cli, options->group, &filter.unit, error)
         && xy_hygiene_export_rounds (cli->store, &filter, path, n, error);
}

static gboolean
export_roster (XyCli *cli, const Options *options, gboolean persons, const char *path, guint *n, GError **error)
{
  XyCliFilter said = { options->group, options->tag, options->state, options->text };
  XyRosterFilter filter;

  if (!xy_cli_filter (cli, &said, persons ? XY_TAG_PERSON : XY_TAG_HOUSEHOLD, &filter, error)
      || !xy_cli_reveal (cli, persons ? _ ("Household roster") : _ ("Households"), NULL, options->reason, error))
    return FALSE;
  g_autoptr (GArray) ids =
      persons ? xy_person_list_ids (cli->store, &filter, XY_PERSONS_BY_HOUSEHOLD, FALSE, error)
              : xy_household_list_ids (cli->store, &filter, XY_HOUSEHOLDS_BY_NUMBER, FALSE, NULL, error);
  if (ids == NULL)
    return FALSE;
  *n = ids->len;
  return (persons ? xy_roster_export_persons
                  : xy_roster_export_households) (cli->store, (const XyId *) (gpointer) ids->data, ids->len,
                                                  options->reason == NULL, path, NULL, NULL, NULL, error);
}

static gboolean
export_households (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  return export_roster (cli, options, FALSE, path, n, error);
}

static gboolean
export_persons (XyCli *cli, const Options *options, const char *path, guint *n, GError **error)
{
  return export_roster (cli, options, TRUE, path, n, error);
}

static const struct
{
  const char *name;
  gboolean (*write) (XyCli *cli, const Options *options, const char *path, guint *n, GError **error);
} exports[] = {
  { "households", export_households },
  { "persons", export_persons },
  { "points", export_points },
  { "ranking", export_ranking },
  { "goods", export_goods },
  { "redemptions", export_redemptions },
  { "stock", export_stock },
  { "grades", export_grades },
  { "dividend", export_dividend },
  { "matters", export_matters },
  { "meetings", export_meetings },
  { "hygiene-results", export_hygiene_results },
  { "hygiene-slips", export_hygiene_slips },
  { "hygiene-rounds", export_hygiene_rounds },
};

static int
run_export (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "category", 0, 0, G_OPTION_ARG_STRING, &options.category, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "tag", 0, 0, G_OPTION_ARG_STRING, &options.tag, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_STRING, &options.state, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, NULL, NULL },
    { "account", 0, 0, G_OPTION_ARG_STRING, &options.account, NULL, NULL },
    { "money", 0, 0, G_OPTION_ARG_STRING, &options.money, NULL, NULL },
    { "least", 0, 0, G_OPTION_ARG_STRING, &options.least, NULL, NULL },
    { "round", 0, 0, G_OPTION_ARG_STRING, &options.round, NULL, NULL },
    { "by-total", 0, 0, G_OPTION_ARG_NONE, &options.by_total, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc != 3)
    return xy_cli_usage (cli);
  for (guint i = 0; i < G_N_ELEMENTS (exports); i++)
    if (g_str_equal (exports[i].name, argv[1]))
      {
        if (!xy_cli_open (cli, &error) || !exports[i].write (cli, &options, argv[2], &n, &error))
          return xy_cli_fail (cli, error);
        return xy_cli_done (cli, ngettext ("%u row is written to %s.", "%u rows are written to %s.", n), n, argv[2]);
      }
  return xy_cli_usage (cli);
}

const XyCliGroup xy_cli_export = {
  .name = "export",
  .usage = "export households|persons FILE.xlsx|.csv [--group GROUP] [--tag TAG] [--state STATE] [--text TEXT]"
           " [--reason TEXT]\n"
           "export points FILE.xlsx|.csv [--period P] [--group GROUP] [--category NAME] [--text TEXT] "
           "[--account ACCOUNT]\n"
           "export ranking FILE.xlsx|.csv [--period P] [--group GROUP] [--account ACCOUNT] [--category NAME] "
           "[--by-total]\n"
           "export grades FILE.xlsx|.csv [--period P] [--group GROUP]\n"
           "export dividend FILE.xlsx|.csv --money MONEY [--least POINTS] [--period P] [--group GROUP] "
           "[--account ACCOUNT] [--by-total]\n"
           "export goods FILE.xlsx|.csv\n"
           "export redemptions FILE.xlsx|.csv [--period P] [--group GROUP] [--text TEXT]\n"
           "export matters FILE.xlsx|.csv [--period P] [--group GROUP] [--text TEXT] [--reason TEXT]\n"
           "export meetings FILE.xlsx|.csv [--period P] [--group GROUP] [--text TEXT] [--reason TEXT]\n"
           "export stock FILE.xlsx|.csv [--period P]\n"
           "export hygiene-results FILE.xlsx|.csv --round ROUND [--reason TEXT]\n"
           "export hygiene-slips FILE.xlsx|.csv [--state open|overdue|soon|good|closed|all] [--round ROUND] "
           "[--period YEAR] [--group GROUP] [--text TEXT] [--reason TEXT]\n"
           "export hygiene-rounds FILE.xlsx|.csv [--period YEAR] [--group GROUP]",
  .summary = N_ ("Lists as spreadsheets"),
  .run = run_export,
};

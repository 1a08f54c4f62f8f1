/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/hygiene.h"
#include "core/hygiene-statistics.h"
#include "core/number.h"

static void
add_group (XyCliTable *table, XyHygieneGroups *groups, const XyHygieneGroup *group, const char *name)
{
  g_autoptr (GString) bands = g_string_new (NULL);

  for (guint i = 0; groups->bands[i] != NULL; i++)
    g_string_append_printf (bands, "%s%s %u", i > 0 ? "、" : "", groups->bands[i], group->n_bands[i]);
  xy_cli_table_add (table, name, (gint64) group->n_results, (gint64) group->n_ranked, (gint64) group->n_excused,
                    (gint64) group->n_absent, group->average, (gint64) group->n_red, (gint64) group->n_low,
                    bands->len > 0 ? bands->str : NULL);
}

static int
run_groups (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  static const XyCliColumn columns[] = {
    { "group", N_ ("Group") },
    { "results", N_ ("In the round"), XY_CLI_NUMBER },
    { "ranked", N_ ("Judged"), XY_CLI_NUMBER },
    { "excused", N_ ("Excused"), XY_CLI_NUMBER },
    { "absent", N_ ("Not judged"), XY_CLI_NUMBER },
    { "average", N_ ("Average"), XY_CLI_POINTS },
    { "red", N_ ("Red list"), XY_CLI_NUMBER },
    { "low", N_ ("Households to help"), XY_CLI_NUMBER },
    { "bands", N_ ("Grades") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("groups", columns, G_N_ELEMENTS (columns));

  if (argc != 1)
    return XY_CLI_USAGE;
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  g_autoptr (XyHygieneGroups) groups =
      round != NULL ? xy_hygiene_by_group (cli->store, &round->record.id, error) : NULL;
  if (groups == NULL)
    return XY_CLI_REFUSED;
  for (guint i = 0; i < groups->groups->len; i++)
    {
      const XyHygieneGroup *group = groups->groups->pdata[i];
      add_group (table, groups, group, group->unit_name);
    }
  add_group (table, groups, &groups->whole, _ ("Whole village"));
  return xy_cli_table_print (cli, table);
}

static int
run_items (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  static const XyCliColumn columns[] = {
    { "item", N_ ("Item") },
    { "most", N_ ("Most"), XY_CLI_POINTS },
    { "sheets", N_ ("Score sheets"), XY_CLI_NUMBER },
    { "full", N_ ("Sheets in full"), XY_CLI_NUMBER },
    { "none", N_ ("Sheets with nothing"), XY_CLI_NUMBER },
    { "lost", N_ ("Points lost"), XY_CLI_POINTS },
    { "lost_share", N_ ("Lost of 100"), XY_CLI_POINTS },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("items", columns, G_N_ELEMENTS (columns));
  XyId unit;

  if (argc != 1)
    return XY_CLI_USAGE;
  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &unit, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  g_autoptr (GPtrArray) items = round != NULL ? xy_hygiene_by_item (cli->store, &round->record.id, &unit, error) : NULL;
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const XyHygieneItemLoss *item = items->pdata[i];
      xy_cli_table_add (table, item->name, item->most, (gint64) item->n_sheets, (gint64) item->n_full,
                        (gint64) item->n_none, item->lost, item->lost_share);
    }
  return items != NULL ? xy_cli_table_print (cli, table) : XY_CLI_REFUSED;
}

static int
run_history (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  static const XyCliColumn columns[] = {
    { "day", N_ ("Day") },
    { "round", N_ ("Round") },
    { "state", N_ ("State") },
    { "score", N_ ("Score"), XY_CLI_POINTS },
    { "rank", N_ ("Rank"), XY_CLI_NUMBER },
    { "ranked", N_ ("Judged"), XY_CLI_NUMBER },
    { "band", N_ ("Grade") },
    { "list", N_ ("List") },
    { "bright", N_ ("Bright point") },
    { "problem", N_ ("Problem") },
    { "plate", N_ ("Plate") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("history", columns, G_N_ELEMENTS (columns));
  XyId id;

  if (argc + (options->place != NULL) != 1)
    return XY_CLI_USAGE;
  if (!xy_cli_open (cli, error)
      || !(options->place != NULL ? xy_cli_hygiene_place (cli, options->place, &id, error)
                                  : xy_cli_household (cli, argv[0], &id, error)))
    return XY_CLI_REFUSED;
  g_autoptr (GPtrArray) visits = xy_hygiene_history (cli->store, &id, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const XyHygieneVisit *visit = visits->pdata[i];
      xy_cli_table_add (table, visit->day, visit->title,
                        cli->json ? visit->state : xy_word_label (xy_hygiene_words ("state"), visit->state),
                        visit->score, (gint64) visit->rank, (gint64) visit->n_ranked, visit->band,
                        cli->json || visit->list == NULL ? visit->list
                                                         : xy_word_label (xy_hygiene_words ("list"), visit->list),
                        visit->bright, visit->problem, visit->plate);
    }
  return visits != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
run_series (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  static const XyCliColumn columns[] = {
    { "day", N_ ("Day") },
    { "round", N_ ("Round") },
    { "results", N_ ("In the round"), XY_CLI_NUMBER },
    { "ranked", N_ ("Judged"), XY_CLI_NUMBER },
    { "excused", N_ ("Excused"), XY_CLI_NUMBER },
    { "absent", N_ ("Not judged"), XY_CLI_NUMBER },
    { "average", N_ ("Average"), XY_CLI_POINTS },
    { "judged_share", N_ ("Judged of 100"), XY_CLI_POINTS },
    { "red", N_ ("Red list"), XY_CLI_NUMBER },
    { "low", N_ ("Households to help"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("series", columns, G_N_ELEMENTS (columns));
  XyHygieneSeriesQuery query = { .kind = options->kind, .target = options->target };

  if (argc != 0)
    return XY_CLI_USAGE;
  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &query.unit, error))
    return XY_CLI_REFUSED;
  g_autoptr (GPtrArray) series = xy_hygiene_series (cli->store, &query, error);
  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      const XyHygieneSeriesPoint *point = series->pdata[i];
      xy_cli_table_add (table, point->day, point->title, (gint64) point->n_results, (gint64) point->n_ranked,
                        (gint64) point->n_excused, (gint64) point->n_absent, point->average, point->judged_share,
                        (gint64) point->n_red, (gint64) point->n_low);
    }
  return series != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static char *
score_text (gint64 score)
{
  return score >= 0 ? xy_points_format (score) : NULL;
}

static int
run_compare (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  static const XyCliColumn columns[] = {
    { "group", N_ ("Group") },       { "number", N_ ("Household") },
    { "name", N_ ("Head or area") }, { "before", N_ ("Before") },
    { "after", N_ ("After") },       { "band_before", N_ ("Grade before") },
    { "band_after", N_ ("Grade") },  { "list_before", N_ ("List before") },
    { "list_after", N_ ("List") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("changes", columns, G_N_ELEMENTS (columns));

  if (argc != 2)
    return XY_CLI_USAGE;
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) before = xy_hygiene_round_find (cli->store, argv[0], error);
  g_autoptr (XyHygieneRound) after = before != NULL ? xy_hygiene_round_find (cli->store, argv[1], error) : NULL;
  g_autoptr (XyHygieneComparison) comparison =
      after != NULL ? xy_hygiene_compare (cli->store, &before->record.id, &after->record.id, error) : NULL;
  if (comparison == NULL)
    return XY_CLI_REFUSED;
  for (guint i = 0; i < comparison->changes->len; i++)
    {
      const XyHygieneChange *change = comparison->changes->pdata[i];
      g_autofree char *was = score_text (change->score[0]), *is = score_text (change->score[1]);
      xy_cli_table_add (table, change->unit_name, change->number, change->name, was, is, change->band[0],
                        change->band[1], change->list[0], change->list[1]);
    }
  return xy_cli_table_print (cli, table);
}

const XyCliHygieneVerb xy_cli_hygiene_view_verbs[] = {
  { "groups", run_groups }, { "items", run_items },     { "history", run_history },
  { "series", run_series }, { "compare", run_compare }, { NULL, NULL },
};

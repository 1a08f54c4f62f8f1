/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/hygiene.h"
#include "cli/roster.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-list.h"

static const char *
list_word (XyCli *cli, const char *list)
{
  return cli->json || list == NULL ? list : xy_word_label (xy_hygiene_words ("list"), list);
}

static int
run_results (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  static const XyCliColumn columns[] = {
    { "rank", N_ ("Rank"), XY_CLI_NUMBER },
    { "group", N_ ("Group") },
    { "number", N_ ("Household") },
    { "name", N_ ("Head or area") },
    { "score", N_ ("Score"), XY_CLI_POINTS },
    { "sheets", N_ ("Score sheets"), XY_CLI_NUMBER },
    { "band", N_ ("Grade") },
    { "suggested", N_ ("Suggested") },
    { "list", N_ ("List") },
    { "reason", N_ ("Reason") },
    { "state", N_ ("State") },
    { "tie", N_ ("Equal at the edge"), XY_CLI_FLAG },
    { "streak_band", N_ ("Grade in a row"), XY_CLI_NUMBER },
    { "streak_list", N_ ("List in a row"), XY_CLI_NUMBER },
    { "bright", N_ ("Bright point") },
    { "problem", N_ ("Problem") },
    { "plate", N_ ("Plate") },
    { "corrected", N_ ("Corrected"), XY_CLI_FLAG },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("results", columns, G_N_ELEMENTS (columns));
  const char *list = NULL;
  XyId unit;

  if (argc != 1)
    return XY_CLI_USAGE;
  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &unit, error)
      || (options->list != NULL && !xy_cli_hygiene_list (options->list, &list, error)))
    return XY_CLI_REFUSED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  g_autoptr (GPtrArray) outcomes = round != NULL ? xy_hygiene_outcomes (cli->store, &round->record.id, error) : NULL;
  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    {
      const XyHygieneOutcome *outcome = outcomes->pdata[i];
      if ((options->list != NULL && g_strcmp0 (outcome->list, list) != 0)
          || (!xy_id_is_none (&unit) && !xy_id_same (&outcome->unit, &unit)))
        continue;
      xy_cli_table_add (table, (gint64) outcome->rank, outcome->unit_name, outcome->number, outcome->name,
                        outcome->score, (gint64) outcome->n, outcome->band, list_word (cli, outcome->suggested),
                        list_word (cli, outcome->list), outcome->reason,
                        cli->json ? outcome->state : xy_word_label (xy_hygiene_words ("state"), outcome->state),
                        outcome->tie, (gint64) outcome->streak_band, (gint64) outcome->streak_list, outcome->bright,
                        outcome->problem, outcome->plate, outcome->corrected);
    }
  return outcomes != NULL ? xy_cli_table_print (cli, table) : XY_CLI_REFUSED;
}

static int
run_decide (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  g_autoptr (GArray) decisions = g_array_new (FALSE, TRUE, sizeof (XyHygieneDecision));
  const char *list;

  if (argc < 3)
    return XY_CLI_USAGE;
  if (!xy_cli_sign_in (cli, error) || !xy_cli_hygiene_list (argv[1], &list, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  g_autoptr (GArray) results = round != NULL ? xy_cli_hygiene_results (cli, round, argv + 2, error) : NULL;
  if (results == NULL)
    return XY_CLI_REFUSED;
  for (guint i = 0; i < results->len; i++)
    {
      XyHygieneDecision decision = { g_array_index (results, XyId, i), list, options->reason };
      g_array_append_val (decisions, decision);
    }
  XyHygieneDeciding deciding = { .round = round->record.id,
                                 .decisions = (const XyHygieneDecision *) (void *) decisions->data,
                                 .n = decisions->len };
  if (!xy_cli_hygiene_act (cli, xy_hygiene_decide_act, &deciding, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("Decided."));
}

static int
run_correct (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  XyHygieneCorrecting correcting = { .reason = options->reason, .day = options->day };

  if (argc != 3)
    return XY_CLI_USAGE;
  if (!xy_cli_sign_in (cli, error) || !xy_cli_hygiene_list (argv[1], &correcting.list, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  if (round == NULL || !xy_cli_hygiene_result (cli, round, argv[2], &correcting.result, error)
      || !xy_cli_hygiene_act (cli, xy_hygiene_correct_act, &correcting, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The list is corrected. Please print the correction and post it."));
}

static int
run_plate (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  if (argc < 3)
    return XY_CLI_USAGE;
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  g_autoptr (GArray) results = round != NULL ? xy_cli_hygiene_results (cli, round, argv + 2, error) : NULL;
  if (results == NULL)
    return XY_CLI_REFUSED;
  XyHygienePlating plating = { .results = xy_cli_ids (results),
                               .n = results->len,
                               .plate = g_str_equal (argv[1], "none") ? NULL : argv[1] };
  if (!xy_cli_hygiene_act (cli, xy_hygiene_plate_act, &plating, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("Kept."));
}

static int
print_red (XyCli *cli, GPtrArray *board)
{
  static const XyCliColumn columns[] = {
    { "rank", N_ ("Rank"), XY_CLI_NUMBER },   { "group", N_ ("Group") },
    { "number", N_ ("Household") },           { "name", N_ ("Head or area") },
    { "score", N_ ("Score"), XY_CLI_POINTS }, { "band", N_ ("Grade") },
    { "bright", N_ ("Bright point") },        { "plate", N_ ("Plate") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("red", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < board->len; i++)
    {
      const XyHygieneBoardRow *row = board->pdata[i];
      xy_cli_table_add (table, row->rank, row->unit_name, row->number, row->name, row->score, row->band, row->bright,
                        row->plate);
    }
  return xy_cli_table_print (cli, table);
}

static int
print_low (XyCli *cli, GPtrArray *board)
{
  static const XyCliColumn columns[] = {
    { "group", N_ ("Group") },
    { "number", N_ ("Household") },
    { "name", N_ ("Head or area") },
    { "problem", N_ ("Problem") },
    { "until", N_ ("To be done by") },
    { "notice", N_ ("Rectification notice") },
    { "may_name", N_ ("May be named"), XY_CLI_FLAG },
    { "ground", N_ ("Ground") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("low", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < board->len; i++)
    {
      const XyHygieneBoardRow *row = board->pdata[i];
      xy_cli_table_add (table, row->unit_name, row->number, row->name, row->problem, row->until, row->slip_number,
                        row->may_name, row->ground);
    }
  return xy_cli_table_print (cli, table);
}

/* With names, the grounds are written into the log, as where a number is looked at in full. */
static int
show_low (XyCli *cli, const XyCliHygiene *options, const XyHygieneRound *round, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env), *title = xy_hygiene_round_describe (round);
  const char *day = options->day != NULL ? options->day : today;

  if (!xy_day_is_valid (day))
    {
      xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), day);
      return XY_CLI_REFUSED;
    }
  g_autoptr (GPtrArray) board = xy_hygiene_low_board (cli->store, &round->record.id, day, options->names, error);
  if (board == NULL)
    return XY_CLI_REFUSED;
  g_autofree char *grounds = xy_hygiene_board_grounds (board);
  if (!xy_cli_reveal (cli, title, &round->record.id, grounds, error))
    return XY_CLI_REFUSED;
  return print_low (cli, board);
}

static int
run_board (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  if (argc != 2 || (!g_str_equal (argv[1], "red") && !g_str_equal (argv[1], "low")))
    return XY_CLI_USAGE;
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  if (round == NULL)
    return XY_CLI_REFUSED;
  if (g_str_equal (argv[1], "low"))
    return show_low (cli, options, round, error);
  g_autoptr (GPtrArray) board = xy_hygiene_red_board (cli->store, &round->record.id, error);
  return board != NULL ? print_red (cli, board) : XY_CLI_REFUSED;
}

static int
run_due (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  static const XyCliColumn columns[] = {
    { "kind", N_ ("Kind") },
    { "sentence", N_ ("What is the matter") },
    { "until", N_ ("Until") },
    { "late", N_ ("Late"), XY_CLI_FLAG },
    { "n", N_ ("How many"), XY_CLI_NUMBER },
    { "round", N_ ("Round") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("due", columns, G_N_ELEMENTS (columns));
  g_autofree char *today = xy_env_today (cli->env);

  if (argc != 0)
    return XY_CLI_USAGE;
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) warnings = xy_hygiene_warnings (cli->store, today, error);
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    {
      const XyHygieneWarning *warning = warnings->pdata[i];
      char round[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&warning->round, round);
      xy_cli_table_add (table, xy_hygiene_warning_name (warning->kind), warning->sentence,
                        warning->until[0] != '\0' ? warning->until : NULL, warning->late, (gint64) warning->n, round);
    }
  return warnings != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

const XyCliHygieneVerb xy_cli_hygiene_result_verbs[] = {
  { "results", run_results },
  { "decide", run_decide },
  { "correct", run_correct },
  { "plate", run_plate },
  { "board", run_board },
  { "due", run_due },
  { NULL, NULL },
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-score.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/hygiene.h"
#include "core/hygiene-decide.h"
#include "core/number.h"

#define TICK_PASSED "pass"
#define TICK_FAILED "fail"

static gboolean
find_judge (XyCli *cli, const XyHygieneRound *round, const char *name, XyId *id, GError **error)
{
  g_autoptr (GPtrArray) judges = xy_hygiene_judges (cli->store, &round->record.id, error);

  for (guint i = 0; judges != NULL && i < judges->len; i++)
    {
      const XyHygieneJudge *judge = judges->pdata[i];
      if (!g_str_equal (judge->name, name))
        continue;
      *id = judge->record.id;
      return TRUE;
    }
  if (judges != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("%s is no judge of this round."), name);
  return FALSE;
}

static gboolean
read_tick (const char *text, gint64 *sum, GError **error)
{
  if (g_str_equal (text, TICK_PASSED) || g_str_equal (text, XY_HYGIENE_TICK_PASSED))
    *sum = XY_HYGIENE_FULL;
  else if (g_str_equal (text, TICK_FAILED) || g_str_equal (text, XY_HYGIENE_TICK_FAILED))
    *sum = 0;
  else
    {
      xy_set_invalid (error, "sum", _ ("“%s”: please write pass or fail."), text);
      return FALSE;
    }
  return TRUE;
}

/* The scores of the command line, as the round's mode has them. */
static gboolean
read_scores (const XyHygieneRound *round, char **texts, XyHygieneScoring *scoring, GArray *scores, GError **error)
{
  if (!g_str_equal (round->mode, "items"))
    {
      if (g_strv_length (texts) != 1)
        {
          xy_set_invalid (error, "sum", _ ("In this round each judge gives one score."));
          return FALSE;
        }
      return g_str_equal (round->mode, "tick") ? read_tick (texts[0], &scoring->sum, error)
                                               : xy_points_parse (texts[0], &scoring->sum, error);
    }
  for (; *texts != NULL; texts++)
    {
      gint64 score;
      if (!xy_points_parse (*texts, &score, error))
        return FALSE;
      g_array_append_val (scores, score);
    }
  scoring->scores = (const gint64 *) (void *) scores->data;
  scoring->n_scores = scores->len;
  return TRUE;
}

static int
clear_sheet (XyCli *cli, const XyHygieneScoring *scoring, GError **error)
{
  XyId id = xy_hygiene_sheet_id (&scoring->result, &scoring->judge);

  if (!xy_cli_hygiene_act (cli, xy_hygiene_sheet_clear_act, &id, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The sheet is taken away."));
}

static int
run_score (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (gint64));
  XyHygieneScoring scoring = {
    .note = options->note, .bright = options->bright, .problem = options->problem, .replace = options->replace
  };

  if (argc < 3 || (argc == 3) != options->clear)
    return XY_CLI_USAGE;
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  if (round == NULL || !find_judge (cli, round, argv[1], &scoring.judge, error)
      || !xy_cli_hygiene_result (cli, round, argv[2], &scoring.result, error))
    return XY_CLI_REFUSED;
  if (options->clear)
    return clear_sheet (cli, &scoring, error);
  scoring.has_said = options->said != NULL;
  if (!read_scores (round, argv + 3, &scoring, scores, error)
      || (scoring.has_said && !xy_points_parse (options->said, &scoring.said, error))
      || !xy_cli_hygiene_act (cli, xy_hygiene_score_act, &scoring, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyHygieneSheet) sheet = xy_record_get (cli->store, &xy_hygiene_sheet_type, &scoring.made, error);
  if (sheet == NULL)
    return XY_CLI_FAILED;
  static const XyCliColumn columns[] = { { "judge", N_ ("Judge") },
                                         { "sum", N_ ("Sum"), XY_CLI_POINTS },
                                         { "id", N_ ("Record") } };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("sheet", columns, G_N_ELEMENTS (columns));
  char id[XY_ID_TEXT_LENGTH + 1];
  xy_id_to_text (&scoring.made, id);
  xy_cli_table_add (table, argv[1], sheet->sum, id);
  return xy_cli_table_print_card (cli, table);
}

static void
add_row (XyJson *json, const XyHygieneGrid *grid, const XyHygieneGridRow *row)
{
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "group", row->unit_name);
  xy_json_text (json, "number", row->number);
  xy_json_text (json, "name", row->name);
  xy_json_text (json, "state", row->state);
  xy_json_text (json, "bright", row->bright);
  xy_json_text (json, "problem", row->problem);
  xy_json_int (json, "sheets", row->n);
  xy_json_int (json, "score", row->score);
  xy_json_open (json, "judges", '[');
  for (guint j = 0; j < grid->judges->len; j++)
    {
      const XyHygieneCell *cell = &row->cells[j];
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "judge", ((XyHygieneJudge *) grid->judges->pdata[j])->name);
      xy_json_text (json, "aside", cell->aside);
      if (!xy_id_is_none (&cell->sheet))
        xy_json_int (json, "sum", cell->sum);
      xy_json_text (json, "note", cell->note);
      xy_json_open (json, "scores", '[');
      for (guint k = 0; cell->scores != NULL && k < grid->items->len; k++)
        xy_json_int (json, NULL, cell->scores[k]);
      xy_json_close (json);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
}

static gboolean
is_of (const XyHygieneGridRow *row, const XyId *unit)
{
  return xy_id_is_none (unit) || xy_id_same (&row->unit, unit);
}

static int
answer_sheets (XyCli *cli, const XyHygieneGrid *grid, const XyHygieneMissing *missing, const XyId *unit)
{
  g_autoptr (XyJson) json = xy_json_new ();

  xy_json_open (json, NULL, '{');
  xy_json_open (json, "rows", '[');
  for (guint i = 0; i < grid->rows->len; i++)
    if (is_of (grid->rows->pdata[i], unit))
      add_row (json, grid, grid->rows->pdata[i]);
  xy_json_close (json);
  xy_json_int (json, "sheets", grid->n_sheets);
  xy_json_int (json, "expected", grid->n_expected);
  xy_json_int (json, "missing", missing->n_missing);
  xy_json_text (json, "sentence", missing->sentence);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

/* The sums, in one column for each judge. */
static void
print_sheets (const XyHygieneGrid *grid, const XyHygieneMissing *missing, const XyId *unit)
{
  for (guint i = 0; i < grid->rows->len; i++)
    {
      const XyHygieneGridRow *row = grid->rows->pdata[i];
      if (!is_of (row, unit))
        continue;
      g_print ("%s  %s  %s", row->unit_name != NULL ? row->unit_name : "", row->number != NULL ? row->number : "",
               row->name != NULL ? row->name : "");
      for (guint j = 0; j < grid->judges->len; j++)
        {
          const XyHygieneCell *cell = &row->cells[j];
          g_autofree char *sum = xy_points_format (cell->sum);
          g_print ("  %s", cell->aside != NULL ? _ ("steps aside") : xy_id_is_none (&cell->sheet) ? "—" : sum);
        }
      g_autofree char *score = xy_points_format (row->score);
      g_print ("  = %s\n", row->n > 0 ? score : xy_word_label (xy_hygiene_words ("state"), row->state));
    }
  if (missing->sentence != NULL)
    g_print ("%s\n", missing->sentence);
}

static int
run_sheets (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  g_auto (XyHygieneMissing) missing = { 0 };
  XyId unit;

  if (argc != 1)
    return XY_CLI_USAGE;
  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &unit, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  g_autoptr (XyHygieneGrid) grid = round != NULL ? xy_hygiene_grid (cli->store, &round->record.id, error) : NULL;
  if (grid == NULL)
    return XY_CLI_REFUSED;
  xy_hygiene_grid_missing (grid, &missing);
  if (cli->json)
    return answer_sheets (cli, grid, &missing, &unit);
  print_sheets (grid, &missing, &unit);
  return XY_CLI_DONE;
}

static int
run_remark (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  XyHygieneRemark remark = { .bright = options->bright, .problem = options->problem };

  if (argc != 2 || (options->bright == NULL && options->problem == NULL))
    return XY_CLI_USAGE;
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  if (round == NULL || !xy_cli_hygiene_result (cli, round, argv[1], &remark.result, error)
      || !xy_cli_hygiene_act (cli, xy_hygiene_remark_act, &remark, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("Kept."));
}

const XyCliHygieneVerb xy_cli_hygiene_score_verbs[] = {
  { "score", run_score },
  { "sheets", run_sheets },
  { "remark", run_remark },
  { NULL, NULL },
};

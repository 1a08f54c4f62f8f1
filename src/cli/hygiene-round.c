/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/hygiene.h"
#include "core/hygiene-catalogue.h"
#include "core/hygiene-decide.h"

/* "2026-3" of a round. (transfer full) */
static char *
number_of (const XyHygieneRound *round)
{
  return g_strdup_printf ("%.4s-%d", round->day, (int) round->number);
}

static int
list_rounds (XyCli *cli, const XyCliHygiene *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Round number") },
    { "title", N_ ("Round") },
    { "kind", N_ ("Kind") },
    { "day", N_ ("Day") },
    { "groups", N_ ("Groups") },
    { "judges", N_ ("Judges"), XY_CLI_NUMBER },
    { "results", N_ ("In the round"), XY_CLI_NUMBER },
    { "excused", N_ ("Excused"), XY_CLI_NUMBER },
    { "absent", N_ ("Not judged"), XY_CLI_NUMBER },
    { "sheets", N_ ("Score sheets"), XY_CLI_NUMBER },
    { "expected", N_ ("Sheets expected"), XY_CLI_NUMBER },
    { "red", N_ ("Red list"), XY_CLI_NUMBER },
    { "low", N_ ("Households to help"), XY_CLI_NUMBER },
    { "open_slips", N_ ("Open notices"), XY_CLI_NUMBER },
    { "closed_on", N_ ("Lists decided on") },
    { "red_posted_on", N_ ("Red list posted") },
    { "low_posted_on", N_ ("List to help posted") },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("rounds", columns, G_N_ELEMENTS (columns));
  XyHygieneRoundFilter filter = {
    .kind = options->kind, .target = options->target, .year = options->year, .open = options->open ? 1 : 0
  };

  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &filter.unit, error))
    return XY_CLI_REFUSED;
  g_autoptr (GArray) ids = xy_hygiene_round_ids (cli->store, &filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_hygiene_round_rows (cli->store, xy_cli_ids (ids), ids->len, error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyHygieneRoundRow *row = rows->pdata[i];
      char id[XY_ID_TEXT_LENGTH + 1];

      if (row == NULL)
        continue;
      const XyHygieneRound *round = row->round;
      g_autofree char *number = number_of (round);
      xy_id_to_text (&round->record.id, id);
      xy_cli_table_add (table, number, row->title,
                        cli->json ? round->kind : xy_word_label (xy_hygiene_words ("kind"), round->kind), round->day,
                        row->unit_names, (gint64) row->n_judges, (gint64) row->n_results, (gint64) row->n_excused,
                        (gint64) row->n_absent, (gint64) row->n_sheets, (gint64) row->n_expected, (gint64) row->n_red,
                        (gint64) row->n_low, (gint64) row->n_open_slips, round->closed_on, row->red_posted_on,
                        row->low_posted_on, id);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
show_round (XyCli *cli, const char *text, GError **error)
{
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, text, error);
  g_autoptr (GPtrArray) judges = round != NULL ? xy_hygiene_judges (cli->store, &round->record.id, error) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (XyHygieneChecklist) checklist = NULL;

  if (judges == NULL)
    return XY_CLI_REFUSED;
  if (!xy_id_is_none (&round->checklist))
    checklist = xy_record_get (cli->store, &xy_hygiene_checklist_type, &round->checklist, NULL);
  for (guint i = 0; i < judges->len; i++)
    {
      const XyHygieneJudge *judge = judges->pdata[i];
      g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", judge->name);
      if (judge->post != NULL)
        g_string_append_printf (names, "（%s）", judge->post);
    }
  static const XyCliColumn columns[] = {
    { "number", N_ ("Round number") },
    { "title", N_ ("Round") },
    { "kind", N_ ("Kind") },
    { "target", N_ ("What is judged") },
    { "period", N_ ("Period") },
    { "day", N_ ("Day") },
    { "judges", N_ ("Judges") },
    { "judges_least", N_ ("Judges at least"), XY_CLI_NUMBER },
    { "checklist", N_ ("Checklist") },
    { "mode", N_ ("How it is judged") },
    { "red_by", N_ ("Red list by") },
    { "red_value", N_ ("Red list"), XY_CLI_NUMBER },
    { "low_by", N_ ("Households to help by") },
    { "low_value", N_ ("Households to help"), XY_CLI_NUMBER },
    { "ties", N_ ("With equal scores") },
    { "bands", N_ ("Grades") },
    { "limit_days", N_ ("Days for putting right"), XY_CLI_NUMBER },
    { "closed_on", N_ ("Lists decided on") },
    { "closed_by", N_ ("Decided by") },
    { "missing", N_ ("Why sheets are missing") },
    { "points_on", N_ ("Handed to the points on") },
    { "note", N_ ("Note") },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("round", columns, G_N_ELEMENTS (columns));
  g_autofree char *number = number_of (round), *title = xy_hygiene_round_describe (round);
  char id[XY_ID_TEXT_LENGTH + 1];
#define WORD(field) (cli->json ? round->field : xy_word_label (xy_hygiene_words (#field), round->field))
  xy_id_to_text (&round->record.id, id);
  xy_cli_table_add (table, number, title, WORD (kind), WORD (target), round->period, round->day, names->str,
                    round->judges_least, checklist != NULL ? checklist->name : NULL, WORD (mode), WORD (red_by),
                    round->red_value, WORD (low_by), round->low_value, WORD (ties), round->bands, round->limit_days,
                    round->closed_on, round->closed_by, round->missing, round->points_on, round->note, id);
#undef WORD
  return xy_cli_table_print_card (cli, table);
}

static GArray *
read_seats (XyCli *cli, const char *names, const XyHygieneRound *round, GError **error)
{
  static const XyId none = { { 0 } };

  return names != NULL ? xy_hygiene_seats_parse (cli->store, names, error)
                       : xy_hygiene_seats (cli->store, &none, round->target, error);
}

static int
look_at (XyCli *cli, const XyHygieneMaking *making, GError **error)
{
  static const XyCliColumn columns[] = {
    { "results", N_ ("In the round"), XY_CLI_NUMBER },
    { "excused", N_ ("Excused"), XY_CLI_NUMBER },
    { "aside", N_ ("A judge steps aside"), XY_CLI_NUMBER },
    { "short", N_ ("Too few judges left"), XY_CLI_NUMBER },
    { "warning", N_ ("Remark") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("look", columns, G_N_ELEMENTS (columns));
  g_auto (XyHygieneLook) look = { 0 };

  if (!xy_hygiene_look (cli->store, making, &look, error))
    return XY_CLI_REFUSED;
  xy_cli_table_add (table, (gint64) look.n_results, (gint64) look.n_excused, (gint64) look.n_aside,
                    (gint64) look.n_short, look.warning);
  return xy_cli_table_print_card (cli, table);
}

/* As a catalogue has it, before what is said for this round. */
static gboolean
judge_like (XyCli *cli, const char *id, XyHygieneRound *round, GError **error)
{
  g_autoptr (XyHygieneCatalogue) catalogue = id != NULL ? xy_hygiene_catalogue_get (cli->store, id, error) : NULL;

  if (catalogue != NULL)
    xy_hygiene_catalogue_apply (catalogue, round);
  return id == NULL || catalogue != NULL;
}

static gboolean
check_word (const char *field, const char *value, GError **error)
{
  if (value == NULL || xy_word_label (xy_hygiene_words (field), value) != NULL)
    return TRUE;
  xy_set_invalid (error, field, _ ("“%s” cannot stand there."), value);
  return FALSE;
}

static int
make_round (XyCli *cli, const XyCliHygiene *options, char **pairs, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (!check_word ("kind", options->kind, error) || !check_word ("target", options->target, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_propose (
      cli->store, options->kind, options->target != NULL ? options->target : "household", options->day, error);
  if (round == NULL || !judge_like (cli, options->like, round, error)
      || !xy_cli_hygiene_fields (cli, round, pairs, error))
    return XY_CLI_REFUSED;
  g_autoptr (GArray) seats = read_seats (cli, options->judges, round, error);
  if (seats == NULL)
    return XY_CLI_REFUSED;
  XyHygieneMaking making = { .round = round,
                             .seats = (const XyHygieneSeat *) (void *) seats->data,
                             .n_seats = seats->len };
  if (options->dry_run)
    return look_at (cli, &making, error);
  if (!xy_cli_hygiene_act (cli, xy_hygiene_make_act, &making, error))
    return XY_CLI_REFUSED;
  char id[XY_ID_TEXT_LENGTH + 1];
  xy_id_to_text (&making.made, id);
  return show_round (cli, id, error);
}

static int
change_round (XyCli *cli, const XyCliHygiene *options, const char *text, char **pairs, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) stored = xy_hygiene_round_find (cli->store, text, error);
  if (stored == NULL)
    return XY_CLI_REFUSED;
  g_autoptr (XyHygieneRound) round = xy_record_copy (stored);
  g_autoptr (GArray) seats =
      options->judges != NULL ? xy_hygiene_seats_parse (cli->store, options->judges, error) : NULL;
  if ((options->judges != NULL && seats == NULL) || !xy_cli_hygiene_fields (cli, round, pairs, error))
    return XY_CLI_REFUSED;
  XyHygieneMaking making = { .round = round,
                             .seats = seats != NULL ? (const XyHygieneSeat *) (void *) seats->data : NULL,
                             .n_seats = seats != NULL ? seats->len : 0 };
  if (!xy_cli_hygiene_act (cli, xy_hygiene_change_act, &making, error))
    return XY_CLI_REFUSED;
  return show_round (cli, text, error);
}

/* "1-003=low": what people decide otherwise. */
static GArray *
read_decisions (XyCli *cli, const XyHygieneRound *round, const char *reason, char **pairs, GError **error)
{
  g_autoptr (GArray) decisions = g_array_new (FALSE, TRUE, sizeof (XyHygieneDecision));

  for (; *pairs != NULL; pairs++)
    {
      const char *equals = strrchr (*pairs, '=');
      g_autofree char *whose = equals != NULL ? g_strndup (*pairs, (gsize) (equals - *pairs)) : g_strdup (*pairs);
      XyHygieneDecision decision = { .reason = reason };

      if (!xy_cli_hygiene_list (equals != NULL ? equals + 1 : NULL, &decision.list, error)
          || !xy_cli_hygiene_result (cli, round, whose, &decision.result, error))
        return NULL;
      g_array_append_val (decisions, decision);
    }
  return g_steal_pointer (&decisions);
}

static int
close_round (XyCli *cli, const XyCliHygiene *options, const XyHygieneRound *round, char **pairs, GError **error)
{
  g_autoptr (GArray) decisions = read_decisions (cli, round, options->reason, pairs, error);

  if (decisions == NULL)
    return XY_CLI_REFUSED;
  XyHygieneClosing closing = { .round = round->record.id,
                               .day = options->day,
                               .missing = options->missing,
                               .decisions = (const XyHygieneDecision *) (void *) decisions->data,
                               .n = decisions->len };
  if (!xy_cli_hygiene_act (cli, xy_hygiene_close_act, &closing, error))
    return XY_CLI_REFUSED;
  g_autofree char *title = xy_hygiene_round_describe (round);
  return xy_cli_done (cli, _ ("The lists of %s are decided."), title);
}

static int
end_round (XyCli *cli, const char *verb, const XyHygieneRound *round, GError **error)
{
  gboolean discard = g_str_equal (verb, "discard");
  XyId id = round->record.id;
  g_autofree char *title = xy_hygiene_round_describe (round);

  if (!xy_cli_hygiene_act (cli, discard ? xy_hygiene_discard_act : xy_hygiene_reopen_act, &id, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, discard ? _ ("%s is taken back.") : _ ("%s is open again."), title);
}

static int
add_late (XyCli *cli, const XyHygieneRound *round, char **texts, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (; *texts != NULL; texts++)
    {
      XyId id;
      if (!xy_cli_hygiene_target (cli, round, *texts, &id, error))
        return XY_CLI_REFUSED;
      g_array_append_val (ids, id);
    }
  XyHygieneAdding adding = { .round = round->record.id, .ids = xy_cli_ids (ids), .n = ids->len };
  if (!xy_cli_hygiene_act (cli, xy_hygiene_add_act, &adding, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("They are in the round now."));
}

static int
run_round (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  const char *verb = argc > 0 ? argv[0] : "";

  if (g_str_equal (verb, "list") && argc == 1)
    return list_rounds (cli, options, error);
  if (g_str_equal (verb, "show") && argc == 2)
    return show_round (cli, argv[1], error);
  if (g_str_equal (verb, "make"))
    return make_round (cli, options, argv + 1, error);
  if (g_str_equal (verb, "change") && argc > 1)
    return change_round (cli, options, argv[1], argv + 2, error);
  gboolean ends = (g_str_equal (verb, "discard") || g_str_equal (verb, "reopen")) && argc == 2;
  gboolean closes = g_str_equal (verb, "close") && argc > 1, adds = g_str_equal (verb, "add") && argc > 2;
  if (!ends && !closes && !adds)
    return XY_CLI_USAGE;
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[1], error);
  if (round == NULL)
    return XY_CLI_REFUSED;
  if (ends)
    return end_round (cli, verb, round, error);
  return closes ? close_round (cli, options, round, argv + 2, error) : add_late (cli, round, argv + 2, error);
}

static int
run_state (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  if (argc < 3)
    return XY_CLI_USAGE;
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[0], error);
  g_autoptr (GArray) results = round != NULL ? xy_cli_hygiene_results (cli, round, argv + 2, error) : NULL;
  if (results == NULL)
    return XY_CLI_REFUSED;
  XyHygieneStating stating = {
    .results = xy_cli_ids (results), .n = results->len, .state = argv[1], .excuse = options->excuse
  };
  if (!xy_cli_hygiene_act (cli, xy_hygiene_state_act, &stating, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("Kept."));
}

const XyCliHygieneVerb xy_cli_hygiene_round_verbs[] = {
  { "round", run_round },
  { "state", run_state },
  { NULL, NULL },
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/hygiene.h"
#include "cli/roster.h"
#include "core/hygiene-effect.h"
#include "core/hygiene-naming.h"
#include "core/hygiene-place.h"
#include "core/number.h"

static int
refuse_record (GError **error)
{
  xy_set_invalid (error, "record", _ ("Please name the record as the list does."));
  return XY_CLI_REFUSED;
}

/* Public areas */

static int
list_places (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("What it is called") },
    { "kind", N_ ("Kind") },
    { "keeper", N_ ("Looked after by") },
    { "note", N_ ("Note") },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("places", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_hygiene_place_list (cli->store, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyHygienePlace *place = list->pdata[i];
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&place->record.id, id);
      xy_cli_table_add (table, place->name, place->kind, place->keeper, place->note, id);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static gboolean
save_place (XyTxn *txn, gpointer data, GError **error)
{
  const XyCliChange *change = data;
  const XyHygienePlace *place = (const XyHygienePlace *) change->record;
  gboolean is_new = !place->record.stored;

  if (!xy_cli_save_change (txn, data, error))
    return FALSE;
  g_autofree char *title =
      g_strdup_printf (is_new ? _ ("Add the public area “%s”") : _ ("Change the public area “%s”"), place->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

static gboolean
remove_place (XyTxn *txn, gpointer place, GError **error)
{
  g_autofree char *title = g_strdup_printf (_ ("Remove the public area “%s”"), ((XyHygienePlace *) place)->name);

  xy_txn_set_title (txn, title);
  return xy_record_set_deleted (txn, place, TRUE, error);
}

static int
run_place (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  const char *verb = argc > 0 ? argv[0] : "";
  gboolean adds = g_str_equal (verb, "add") && argc > 1, removes = g_str_equal (verb, "remove") && argc == 2;
  g_autoptr (XyHygienePlace) place = NULL;
  XyId id;

  if (g_str_equal (verb, "list") && argc == 1)
    return list_places (cli, error);
  if (!adds && !removes && !(g_str_equal (verb, "change") && argc > 2))
    return XY_CLI_USAGE;
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (adds)
    {
      place = xy_record_new (&xy_hygiene_place_type);
      xy_set_str (&place->name, argv[1]);
    }
  else
    {
      if (!xy_cli_hygiene_place (cli, argv[1], &id, error))
        return XY_CLI_REFUSED;
      g_autoptr (XyHygienePlace) stored = xy_record_get (cli->store, &xy_hygiene_place_type, &id, error);
      if (stored == NULL)
        return XY_CLI_FAILED;
      place = xy_record_copy (stored);
    }
  XyCliChange change = { .record = &place->record, .fields = argv + 2 };
  if (!(removes ? xy_cli_hygiene_act (cli, remove_place, place, error)
                : xy_cli_hygiene_act (cli, save_place, &change, error)))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("Kept."));
}

/* Who may be named */

static int
list_namings (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "household", N_ ("Household") },
    { "basis", N_ ("Ground") },
    { "day", N_ ("Day") },
    { "reviewed_on", N_ ("Reviewed on") },
    { "reviewer", N_ ("Reviewed by") },
    { "ended_on", N_ ("Ended on") },
    { "stands", N_ ("Stands"), XY_CLI_FLAG },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("namings", columns, G_N_ELEMENTS (columns));
  g_autofree char *today = xy_env_today (cli->env);

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_hygiene_naming_list (cli->store, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyHygieneNaming *naming = list->pdata[i];
      g_autoptr (XyHousehold) household =
          xy_id_is_none (&naming->household) ? NULL
                                             : xy_record_get (cli->store, &xy_household_type, &naming->household, NULL);
      g_autofree char *whose = household != NULL ? xy_household_describe (household) : NULL;
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&naming->record.id, id);
      xy_cli_table_add (table, whose, naming->basis, naming->day, naming->reviewed_on, naming->reviewer,
                        naming->ended_on, xy_hygiene_naming_stands (naming, today), id);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
add_naming (XyCli *cli, const XyCliHygiene *options, const char *text, GError **error)
{
  g_autoptr (XyHygieneNaming) naming = xy_record_new (&xy_hygiene_naming_type);

  if (!xy_cli_sign_in (cli, error) || (text != NULL && !xy_cli_household (cli, text, &naming->household, error)))
    return XY_CLI_REFUSED;
  xy_set_str (&naming->basis, options->basis);
  xy_set_str (&naming->day, options->day);
  xy_set_str (&naming->reviewed_on, options->reviewed);
  xy_set_str (&naming->reviewer, options->reviewer);
  if (!xy_cli_hygiene_act (cli, xy_hygiene_naming_save_act, naming, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("Kept."));
}

static int
run_naming (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  const char *verb = argc > 0 ? argv[0] : "";
  XyHygieneNamingEnd end = { .day = options->day };

  if (g_str_equal (verb, "list") && argc == 1)
    return list_namings (cli, error);
  if (g_str_equal (verb, "add") && argc == (options->all ? 1 : 2))
    return add_naming (cli, options, argv[1], error);
  if (!g_str_equal (verb, "end") || argc != 2)
    return XY_CLI_USAGE;
  if (!xy_id_from_text (argv[1], &end.naming))
    return refuse_record (error);
  if (!xy_cli_sign_in (cli, error) || !xy_cli_hygiene_act (cli, xy_hygiene_naming_end_act, &end, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("Kept."));
}

/* Points */

static int
list_effects (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "what", N_ ("For what") },    { "list", N_ ("List") },
    { "band", N_ ("Grade") },       { "times", N_ ("Times in a row"), XY_CLI_NUMBER },
    { "rule", N_ ("Points rule") }, { "score", N_ ("Score"), XY_CLI_POINTS },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("effects", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_hygiene_effect_list (cli->store, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyHygieneEffect *effect = list->pdata[i];
      g_autofree char *what = xy_hygiene_effect_describe (effect);
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&effect->record.id, id);
      xy_cli_table_add (table, what,
                        cli->json || effect->list == NULL ? effect->list
                                                          : xy_word_label (xy_hygiene_words ("list"), effect->list),
                        effect->band, effect->times, effect->rule, effect->score, id);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
add_effect (XyCli *cli, const XyCliHygiene *options, const char *rule, GError **error)
{
  g_autoptr (XyHygieneEffect) effect = xy_record_new (&xy_hygiene_effect_type);
  gint64 times = 100;

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if ((options->times != NULL && !xy_points_parse (options->times, &times, error))
      || (options->score != NULL && !xy_points_parse (options->score, &effect->score, error)))
    return XY_CLI_REFUSED;
  effect->times = times / 100;
  xy_set_str (&effect->list, options->list);
  xy_set_str (&effect->band, options->band);
  xy_set_str (&effect->rule, rule);
  if (!xy_cli_hygiene_act (cli, xy_hygiene_effect_save_act, effect, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("Kept."));
}

static int
print_proposals (XyCli *cli, GPtrArray *proposals)
{
  static const XyCliColumn columns[] = {
    { "group", N_ ("Group") },
    { "number", N_ ("Household") },
    { "head", N_ ("Head") },
    { "why", N_ ("For what") },
    { "rule", N_ ("Points rule") },
    { "item", N_ ("Item") },
    { "points", N_ ("Points"), XY_CLI_POINTS },
    { "repeat", N_ ("Recorded that day already"), XY_CLI_FLAG },
    { "problem", N_ ("Remark") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("proposals", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < proposals->len; i++)
    {
      const XyHygieneProposal *proposal = proposals->pdata[i];
      xy_cli_table_add (table, proposal->unit_name, proposal->number, proposal->name, proposal->why,
                        proposal->rule_code, proposal->rule_name, proposal->delta, proposal->repeat, proposal->problem);
    }
  return xy_cli_table_print (cli, table);
}

/* What is proposed and can be recorded: for whoever is named, or for all. */
static int
give (XyCli *cli,
      const XyCliHygiene *options,
      const XyHygieneRound *round,
      GPtrArray *proposals,
      char **texts,
      GError **error)
{
  g_autoptr (GArray) ones = g_array_new (FALSE, FALSE, sizeof (XyPointsOne)), results = NULL;
  gboolean named = texts[0] != NULL;

  results = xy_cli_hygiene_results (cli, round, texts, error);
  if (results == NULL)
    return XY_CLI_REFUSED;
  for (guint i = 0; i < proposals->len; i++)
    {
      const XyHygieneProposal *proposal = proposals->pdata[i];
      gboolean wanted = !named && proposal->problem == NULL;
      for (guint k = 0; k < results->len; k++)
        wanted = wanted || xy_id_same (&g_array_index (results, XyId, k), &proposal->result);
      if (wanted)
        g_array_append_val (ones, proposal->one);
    }
  XyHygieneHandover handover = { .round = round->record.id,
                                 .ones = (const XyPointsOne *) (void *) ones->data,
                                 .n = ones->len,
                                 .again = options->again,
                                 .skip_repeats = TRUE };
  if (!xy_cli_hygiene_act (cli, xy_hygiene_effects_act, &handover, error))
    return XY_CLI_REFUSED;
  static const XyCliColumn columns[] = { { "recorded", N_ ("Recorded"), XY_CLI_NUMBER },
                                         { "points", N_ ("Points"), XY_CLI_POINTS } };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("handed_over", columns, G_N_ELEMENTS (columns));
  xy_cli_table_add (table, (gint64) handover.n_recorded, handover.sum);
  return xy_cli_table_print_card (cli, table);
}

static int
run_effects (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  const char *verb = argc > 0 ? argv[0] : "";
  gboolean proposes = g_str_equal (verb, "propose") && argc == 2, gives = g_str_equal (verb, "give") && argc > 1;
  XyId id;

  if (g_str_equal (verb, "list") && argc == 1)
    return list_effects (cli, error);
  if (g_str_equal (verb, "add") && argc == 2)
    return add_effect (cli, options, argv[1], error);
  if (g_str_equal (verb, "remove") && argc == 2)
    {
      if (!xy_id_from_text (argv[1], &id))
        return refuse_record (error);
      if (!xy_cli_sign_in (cli, error) || !xy_cli_hygiene_act (cli, xy_hygiene_effect_delete_act, &id, error))
        return XY_CLI_REFUSED;
      return xy_cli_done (cli, _ ("Kept."));
    }
  if (!proposes && !gives)
    return XY_CLI_USAGE;
  if (!(gives ? xy_cli_sign_in (cli, error) : xy_cli_open (cli, error)))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, argv[1], error);
  g_autoptr (GPtrArray) proposals =
      round != NULL ? xy_hygiene_effects_propose (cli->store, &round->record.id, error) : NULL;
  if (proposals == NULL)
    return XY_CLI_REFUSED;
  return gives ? give (cli, options, round, proposals, argv + 2, error) : print_proposals (cli, proposals);
}

const XyCliHygieneVerb xy_cli_hygiene_rules_verbs[] = {
  { "place", run_place },
  { "naming", run_naming },
  { "effects", run_effects },
  { NULL, NULL },
};

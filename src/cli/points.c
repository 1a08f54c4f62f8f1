/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "cli/points-flow.h"
#include "cli/points-ledger.h"
#include "cli/points-rules.h"
#include "core/catalogue.h"
#include "core/number.h"
#include "core/points-record.h"
#include "core/person.h"
#include "core/roster-list.h"

typedef struct
{
  char *group, *day, *amount, *score, *witness, *note, *reason, *person;
  char *adopt;
  gboolean catalogues, dry_run;
} Options;

static void
options_clear (Options *options)
{
  char **const texts[] = { &options->group,   &options->day,    &options->amount, &options->score, &options->note,
                           &options->witness, &options->reason, &options->adopt,  &options->person };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
adopt (XyTxn *txn, gpointer catalogue, GError **error)
{
  return xy_catalogue_adopt (txn, catalogue, NULL, error);
}

static int
adopt_catalogue (XyCli *cli, const char *id, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyCatalogue) catalogue = xy_catalogue_get (cli->store, id, error);
  if (catalogue == NULL)
    return XY_CLI_FAILED;
  g_autofree char *title = g_strdup_printf (_ ("Adopt the rules of %s"), catalogue->name);
  if (!xy_store_act (cli->store, &cli->actor, title, adopt, catalogue, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("The rules of %s are now the village's."), catalogue->name);
}

static int
list_catalogues (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "id", N_ ("Catalogue") },  { "name", N_ ("Name") },
    { "year", N_ ("Year") },     { "rules", N_ ("Rules"), XY_CLI_NUMBER },
    { "source", N_ ("Source") }, { "problem", N_ ("Remark") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("catalogues", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_catalogue_list (cli->store, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyCatalogue *catalogue = list->pdata[i];
      xy_cli_table_add (table, catalogue->id, catalogue->name, catalogue->year, (gint64) catalogue->rules->len,
                        catalogue->source, catalogue->problem);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
rules (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "code", N_ ("Code") },   { "category", N_ ("Category") }, { "name", N_ ("Item") },
    { "score", N_ ("Score") }, { "cap", N_ ("Cap") },           { "version", N_ ("Version"), XY_CLI_NUMBER },
    { "starts", N_ ("From") }, { "ends", N_ ("Until") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("rules", columns, G_N_ELEMENTS (columns));

  if (options->adopt != NULL)
    return adopt_catalogue (cli, options->adopt, error);
  if (options->catalogues)
    return list_catalogues (cli, error);
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_points_rule_list (cli->store, options->day, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyPointsRule *rule = list->pdata[i];
      g_autofree char *score = xy_points_rule_score_text (rule), *cap = xy_points_rule_cap_text (rule);
      xy_cli_table_add (table, rule->code, rule->category, rule->name, score, cap, rule->version, rule->starts,
                        rule->ends);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

/* The households that the arguments and --group name. */
static GArray *
choose_households (XyCli *cli, const Options *options, char **names, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (options->group != NULL)
    {
      XyRosterFilter filter = { .who = XY_WHO_LIVE };
      if (!xy_cli_unit (cli, options->group, &filter.unit, error))
        return NULL;
      ids = xy_household_list_ids (cli->store, &filter, XY_HOUSEHOLDS_BY_NUMBER, FALSE, NULL, error);
    }
  else
    ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (; ids != NULL && *names != NULL; names++)
    {
      XyId id;
      if (!xy_cli_household (cli, *names, &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static int
print_lines (XyCli *cli, const XyPointsRule *rule, GArray *lines, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Household") },
    { "head", N_ ("Head") },
    { "points", N_ ("Points"), XY_CLI_POINTS },
    { "cut", N_ ("Cut by cap"), XY_CLI_POINTS },
    { "remark", N_ ("Remark") },
    { "repeat", N_ ("Recorded that day already"), XY_CLI_FLAG },
    { "entry", N_ ("Record") },
    { "item", N_ ("Registered as") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("entries", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < lines->len; i++)
    {
      const XyPointsLine *line = &g_array_index (lines, XyPointsLine, i);
      g_autoptr (XyHousehold) household = xy_record_get (cli->store, &xy_household_type, &line->household, error);
      char entry[XY_ID_TEXT_LENGTH + 1], item[XY_ID_TEXT_LENGTH + 1];

      if (household == NULL)
        return XY_CLI_FAILED;
      xy_id_to_text (&line->entry, entry);
      xy_id_to_text (&line->item, item);
      xy_cli_table_add (table, household->number, household->head_name, line->delta, line->cut, line->why, line->repeat,
                        xy_id_is_none (&line->entry) ? NULL : entry, xy_id_is_none (&line->item) ? NULL : item);
    }
  return xy_cli_table_print (cli, table);
}

typedef struct
{
  XyPointsDraft draft;
  GArray *lines;
} Recording;

static gboolean
record_draft (XyTxn *txn, gpointer data, GError **error)
{
  Recording *recording = data;
  g_autofree char *title = xy_points_draft_title (xy_txn_get_store (txn), &recording->draft);

  xy_txn_set_title (txn, title);
  return xy_points_record (txn, &recording->draft, &recording->lines, error);
}

/* Who of the one household that is named did it. */
static gboolean
choose_person (XyCli *cli, const Options *options, XyPointsDraft *draft, GError **error)
{
  if (options->person == NULL)
    return TRUE;
  g_autoptr (GPtrArray) persons =
      draft->n_households == 1 ? xy_person_list_by_name (cli->store, options->person, draft->households, error) : NULL;
  if (persons != NULL && persons->len == 1)
    {
      draft->person = ((XyRecord *) persons->pdata[0])->id;
      return TRUE;
    }
  if (error == NULL || *error == NULL)
    xy_set_invalid (error, "person", _ ("There is no one person “%s” in one household that is named."),
                    options->person);
  return FALSE;
}

static int
record (XyCli *cli, const Options *options, const char *code, char **names, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);
  Recording recording = {
    .draft = { .day = options->day != NULL ? options->day : today, .witness = options->witness, .note = options->note }
  };
  XyPointsDraft *draft = &recording.draft;

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if ((options->amount != NULL && !xy_points_parse (options->amount, &draft->amount, error))
      || (options->score != NULL && !xy_points_parse (options->score, &draft->score, error)))
    return XY_CLI_REFUSED;
  g_autoptr (XyPointsRule) rule = xy_points_rule_find (cli->store, code, draft->day, error);
  g_autoptr (GArray) households = rule != NULL ? choose_households (cli, options, names, error) : NULL;
  if (households == NULL)
    return XY_CLI_REFUSED;
  draft->rule = rule->record.id;
  draft->households = (const XyId *) (void *) households->data;
  draft->n_households = households->len;
  if (!choose_person (cli, options, draft, error))
    return XY_CLI_REFUSED;

  g_autoptr (GArray) lines = NULL;
  if (options->dry_run)
    lines = xy_points_preview (cli->store, draft, error);
  else if (xy_store_act (cli->store, &cli->actor, "", record_draft, &recording, error))
    lines = g_steal_pointer (&recording.lines);
  g_clear_pointer (&recording.lines, g_array_unref);
  return lines != NULL ? print_lines (cli, rule, lines, error) : XY_CLI_REFUSED;
}

static int
reverse (XyCli *cli, const Options *options, const char *entry, GError **error)
{
  XyPointsReversal reversal = { .reason = options->reason, .day = options->day };

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (!xy_id_from_text (entry, &reversal.entry))
    {
      xy_set_invalid (error, "entry", _ ("Please name the entry as “points list” does."));
      return XY_CLI_REFUSED;
    }
  if (!xy_store_act (cli->store, &cli->actor, "", xy_points_reverse_act, &reversal, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The entry is taken back by a correction."));
}

static int
dispatch (XyCli *cli, gconstpointer data, int argc, char *argv[], GError **error)
{
  const Options *options = data;

  if (g_str_equal (argv[1], "rules") && argc == 2)
    return rules (cli, options, error);
  if (g_str_equal (argv[1], "record") && argc > 2)
    return record (cli, options, argv[2], argv + 3, error);
  if (g_str_equal (argv[1], "reverse") && argc == 3)
    return reverse (cli, options, argv[2], error);
  return XY_CLI_USAGE;
}

static int
run_points (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, NULL, NULL },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &options.amount, NULL, NULL },
    { "score", 0, 0, G_OPTION_ARG_STRING, &options.score, NULL, NULL },
    { "witness", 0, 0, G_OPTION_ARG_STRING, &options.witness, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, NULL, NULL },
    { "person", 0, 0, G_OPTION_ARG_STRING, &options.person, NULL, NULL },
    { "adopt", 0, 0, G_OPTION_ARG_STRING, &options.adopt, NULL, NULL },
    { "catalogues", 0, 0, G_OPTION_ARG_NONE, &options.catalogues, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (argc > 1 && xy_cli_points_flow_has (argv[1]))
    return xy_cli_points_flow (cli, argc, argv);
  if (argc > 1 && xy_cli_points_ledger_has (argv[1]))
    return xy_cli_points_ledger (cli, argc, argv);
  if (argc > 1 && xy_cli_points_rules_has (argv[1]))
    return xy_cli_points_rules (cli, argc, argv);
  return xy_cli_run (cli, entries, dispatch, &options, argc, argv);
}

const XyCliGroup xy_cli_points = {
  .name = "points",
  .usage = "points rules [--day DAY] | --catalogues | --adopt CATALOGUE\n"
           "points record CODE HOUSEHOLD … [--group GROUP] [--day DAY] [--amount N] [--score N] [--person NAME] "
           "[--witness NAME] [--note TEXT] [--dry-run]\n"
           "points reverse ENTRY --reason TEXT [--day DAY]\n" XY_CLI_POINTS_LEDGER_USAGE "\n" XY_CLI_POINTS_FLOW_USAGE
           "\n" XY_CLI_POINTS_RULES_USAGE,
  .summary = N_ ("Points: the rules, the ledger, who stands where"),
  .run = run_points,
};

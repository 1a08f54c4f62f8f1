/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/privacy.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/cleaning.h"
#include "core/correction.h"
#include "core/record-format.h"
#include "core/reveal.h"

typedef struct
{
  char *period, *find, *witness;
} Options;

static int
reveals (XyCli *cli, const Options *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "at", N_ ("When") },
    { "who", N_ ("Who") },
    { "subject", N_ ("Subject") },
    { "reason", N_ ("Reason") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("reveals", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list =
      xy_cli_open (cli, error) ? xy_privacy_reveals (cli->store, options->period, options->find, error) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyReveal *reveal = list->pdata[i];
      g_autofree char *at = xy_instant_format (reveal->at);
      xy_cli_table_add (table, at, reveal->who, reveal->subject, reveal->reason);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

/* Numbers stay covered, as in lists. (transfer full) */
static char *
shown (const XyCorrection *correction, const char *text)
{
  if (correction->field == NULL || text == NULL)
    return g_strdup (text);
  if ((correction->field->flags & XY_FIELD_SENSITIVE) != 0 && (correction->field->flags & XY_FIELD_PERSONAL) == 0)
    return g_strdup ("***");
  return xy_field_format (correction->field, text, TRUE);
}

static int
corrections (XyCli *cli, const Options *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "at", N_ ("When") },       { "whose", N_ ("Whose") }, { "field", N_ ("Field") },
    { "before", N_ ("Before") }, { "after", N_ ("After") }, { "who", N_ ("Who") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("corrections", columns, G_N_ELEMENTS (columns));
  XyId household;
  g_autoptr (GPtrArray) list = xy_cli_open (cli, error) && xy_cli_household (cli, args[0], &household, error)
                                   ? xy_correction_list (cli->store, &household, error)
                                   : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyCorrection *correction = list->pdata[i];
      g_autofree char *at = xy_instant_format (correction->at);
      g_autofree char *before = shown (correction, correction->before), *after = shown (correction, correction->after);
      const char *field = correction->field == NULL ? (cli->json ? "del" : _ ("Deleted"))
                          : cli->json               ? correction->field->name
                                                    : _ (correction->field->label);
      xy_cli_table_add (table, at, correction->whose, field, before, after, correction->who);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
facts (XyCli *cli, const Options *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "households", N_ ("Households"), XY_CLI_NUMBER },
    { "persons", N_ ("Persons"), XY_CLI_NUMBER },
    { "former", N_ ("Persons who left or died"), XY_CLI_NUMBER },
    { "id_numbers", N_ ("With an ID number"), XY_CLI_NUMBER },
    { "phones", N_ ("With a telephone"), XY_CLI_NUMBER },
    { "banks", N_ ("Households with a bank account"), XY_CLI_NUMBER },
    { "birthdays", N_ ("With a birthday"), XY_CLI_NUMBER },
    { "health", N_ ("With words about their health"), XY_CLI_NUMBER },
    { "minors", N_ ("Under fourteen"), XY_CLI_NUMBER },
    { "tags", N_ ("Sensitive tags"), XY_CLI_NUMBER },
    { "users", N_ ("Users"), XY_CLI_NUMBER },
    { "pins", N_ ("Users with a PIN here"), XY_CLI_NUMBER },
    { "full", N_ ("Users who may see full numbers"), XY_CLI_NUMBER },
    { "posted", N_ ("Posted within a year"), XY_CLI_NUMBER },
    { "unmasked", N_ ("Prints with full numbers within a year"), XY_CLI_NUMBER },
    { "reveals", N_ ("Full numbers looked at within a year"), XY_CLI_NUMBER },
    { "enrolled", N_ ("Connected with the county"), XY_CLI_FLAG },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("facts", columns, G_N_ELEMENTS (columns));
  XyPrivacyFacts f;

  if (!xy_cli_open (cli, error) || !xy_privacy_facts (cli->store, &f, error))
    return XY_CLI_FAILED;
  xy_cli_table_add (table, f.households, f.persons, f.former, f.id_numbers, f.phones, f.banks, f.birthdays, f.health,
                    f.minors, f.tags, f.users, f.pins, f.full, f.posted, f.unmasked, f.reveals, f.enrolled);
  return xy_cli_table_print_card (cli, table);
}

static GPtrArray *
read_due (XyCli *cli, GError **error)
{
  g_autoptr (XyRetentionRules) rules = xy_retention_rules_read ();

  return xy_retention_list (cli->store, rules, error);
}

static int
due (XyCli *cli, const Options *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "kind", N_ ("Kind") },
    { "title", N_ ("What") },
    { "since", N_ ("Since") },
    { "years", N_ ("Years kept"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("due", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = xy_cli_open (cli, error) ? read_due (cli, error) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyRetentionLine *line = list->pdata[i];
      xy_cli_table_add (table, cli->json ? xy_retention_kind_name (line->kind) : xy_retention_kind_label (line->kind),
                        line->title, line->since, line->years);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

/* All of the kind that is named, or those of it whose title has a text in it. */
static int
clear (XyCli *cli, const Options *options, char **args, GError **error)
{
  XyRetentionKind kind = xy_retention_kind_of (args[0]);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  const XyCleaningRun run = { chosen, options->witness };

  if (kind == XY_RETENTION_N_KINDS)
    return XY_CLI_USAGE;
  g_autoptr (GPtrArray) list = xy_cli_sign_in (cli, error) ? read_due (cli, error) : NULL;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyRetentionLine *line = list->pdata[i];
      if (line->kind == kind && (options->find == NULL || strstr (line->title, options->find) != NULL))
        g_ptr_array_add (chosen, list->pdata[i]);
    }
  if (list == NULL || !xy_cleaning_run (cli->store, &cli->actor, &run, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("Cleared: %u. The record is printed by “print clearing-register”."), chosen->len);
}

static int
dispatch (XyCli *cli, gconstpointer options, int argc, char *argv[], GError **error)
{
  static const struct
  {
    const char *name;
    int n; /* behind the verb */
    int (*run) (XyCli *cli, const Options *options, char **args, GError **error);
  } verbs[] = { { "reveals", 0, reveals },
                { "corrections", 1, corrections },
                { "facts", 0, facts },
                { "due", 0, due },
                { "clear", 1, clear } };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name) && argc == 2 + verbs[i].n)
      return verbs[i].run (cli, options, argv + 2, error);
  return XY_CLI_USAGE;
}

static int
run_privacy (XyCli *cli, int argc, char *argv[])
{
  Options options = { NULL };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period, NULL, NULL },
    { "witness", 0, 0, G_OPTION_ARG_STRING, &options.witness, NULL, NULL },
    { "find", 0, 0, G_OPTION_ARG_STRING, &options.find, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  int code = xy_cli_run (cli, entries, dispatch, &options, argc, argv);

  g_free (options.period);
  g_free (options.find);
  g_free (options.witness);
  return code;
}

const XyCliGroup xy_cli_privacy = {
  .name = "privacy",
  .usage = "privacy reveals [--period 2026|2026Q3|2026-11] [--find TEXT]\n"
           "privacy corrections HOUSEHOLD\n"
           "privacy facts\n"
           "privacy due\n"
           "privacy clear moved|dead|households|papers|photos|drafts|aside [--find TEXT] --witness NAME",
  .summary = N_ ("Who looked at full numbers, what was corrected, what the office holds of people and for how long"),
  .run = run_privacy,
};

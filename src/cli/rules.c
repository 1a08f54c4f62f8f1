/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/day.h"
#include "core/meeting-count.h"

typedef struct
{
  char *day;
  char *province;
  gboolean households;
  XyMeetingCount count;
} Options;

static XyMeetingRules *
load (XyCli *cli, const Options *options, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);

  if (!xy_cli_open (cli, error))
    return NULL;
  if (options->day != NULL && !xy_day_is_valid (options->day))
    {
      xy_set_invalid (error, "day", _ ("This is no day of the calendar. Please write it as 2026-11-22."));
      return NULL;
    }
  return xy_meeting_rules_at (cli->store, options->province, options->day != NULL ? options->day : today, error);
}

/* "households >= 2/3", as the file has it. */
static void
add_share (GString *text, const XyMeetingShare *share)
{
  static const char *const words[] = { "adults", "households", "members", "present" };

  g_string_append_printf (text, "%s%s %s %d/%d", text->len > 0 ? " or " : "", words[share->of],
                          share->over ? ">" : ">=", share->num, share->den);
}

static int
bodies (XyCli *cli, const XyMeetingRules *rules)
{
  static const XyCliColumn columns[] = {
    { "body", N_ ("Key") },
    { "name", N_ ("Meeting") },
    { "attend", N_ ("Who must come") },
    { "pass", N_ ("Who must agree") },
    { "notice_days", N_ ("Days of notice"), XY_CLI_NUMBER },
    { "online", N_ ("On a line"), XY_CLI_FLAG },
    { "source", N_ ("Source") },
    { "check", N_ ("To be compared"), XY_CLI_FLAG },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("bodies", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rules->bodies->len; i++)
    {
      const XyMeetingBody *body = rules->bodies->pdata[i];
      g_autoptr (GString) attend = g_string_new (NULL), pass = g_string_new (NULL);

      for (guint a = 0; a < body->n_attend; a++)
        add_share (attend, &body->attend[a]);
      if (body->votes)
        add_share (pass, &body->pass);
      xy_cli_table_add (table, body->key, body->name, attend->str, pass->str, (gint64) body->notice_days, body->online,
                        body->source, body->check);
    }
  return xy_cli_table_print (cli, table);
}

static void
add_matter (XyCliTable *table, const XyMeetingRules *rules, const XyMeetingMatter *matter)
{
  g_autofree char *names = xy_meeting_matter_bodies (rules, matter);

  xy_cli_table_add (table, matter->key, matter->name, names, matter->party, matter->source, matter->check);
}

/* All that are reserved, or the one that TEXT seems to be about. */
static int
matters (XyCli *cli, const XyMeetingRules *rules, const char *text)
{
  static const XyCliColumn columns[] = {
    { "matter", N_ ("Key") },         { "name", N_ ("Matter") },
    { "bodies", N_ ("Who decides") }, { "party", N_ ("Party organisation first"), XY_CLI_FLAG },
    { "source", N_ ("Source") },      { "check", N_ ("To be compared"), XY_CLI_FLAG },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("matters", columns, G_N_ELEMENTS (columns));
  const XyMeetingMatter *guess = xy_meeting_rules_guess (rules, text);

  for (guint i = 0; text == NULL && i < rules->matters->len; i++)
    add_matter (table, rules, rules->matters->pdata[i]);
  if (guess != NULL)
    add_matter (table, rules, guess);
  return xy_cli_table_print (cli, table);
}

/* The share of BODY that counts by HOUSEHOLDS, or the other. */
static gboolean
choose_share (const XyMeetingBody *body, gboolean households, guint *share, GError **error)
{
  for (guint i = 0; i < body->n_attend; i++)
    if ((body->attend[i].of == XY_MEETING_HOUSEHOLDS) == households)
      {
        *share = i;
        return TRUE;
      }
  xy_set_invalid (error, "households",
                  households ? _ ("%s does not meet by households.") : _ ("%s meets by households."), body->name);
  return FALSE;
}

static int
count (XyCli *cli, const XyMeetingRules *rules, const char *key, Options *options, GError **error)
{
  const XyMeetingBody *body = xy_meeting_rules_body (rules, key);
  g_auto (XyMeetingVerdict) verdict = { 0 };

  if (body == NULL || !body->votes)
    {
      xy_set_invalid (error, "body",
                      body == NULL ? _ ("The rules of that day know no meeting “%s”.")
                                   : _ ("Nothing is voted on there: %s."),
                      body == NULL ? key : body->name);
      return XY_CLI_FAILED;
    }
  if (!choose_share (body, options->households, &options->count.attend, error)
      || !xy_meeting_count_check (body, &options->count, error))
    return XY_CLI_FAILED;
  xy_meeting_count_judge (body, &options->count, &verdict);
  if (!cli->json)
    {
      g_print ("%s\n", verdict.sentence);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_bool (json, "quorum", verdict.quorum);
  xy_json_int (json, "attend_need", verdict.attend_need);
  xy_json_int (json, "pass_need", verdict.pass_need);
  xy_json_bool (json, "passed", verdict.passed);
  xy_json_text (json, "sentence", verdict.sentence);
  xy_json_text (json, "rules", rules->name);
  xy_json_text (json, "source", body->source);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
run_rules (XyCli *cli, int argc, char *argv[])
{
  g_autofree char *day = NULL, *province = NULL;
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "day", 0, 0, G_OPTION_ARG_STRING, &day, NULL, NULL },
    { "province", 0, 0, G_OPTION_ARG_STRING, &province, NULL, NULL },
    { "households", 0, 0, G_OPTION_ARG_NONE, &options.households, NULL, NULL },
    { "due", 0, 0, G_OPTION_ARG_INT64, &options.count.due, NULL, NULL },
    { "present", 0, 0, G_OPTION_ARG_INT64, &options.count.present, NULL, NULL },
    { "yes", 0, 0, G_OPTION_ARG_INT64, &options.count.yes, NULL, NULL },
    { "no", 0, 0, G_OPTION_ARG_INT64, &options.count.no, NULL, NULL },
    { "abstain", 0, 0, G_OPTION_ARG_INT64, &options.count.abstain, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status = XY_CLI_USAGE;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  options.day = day;
  options.province = province;
  g_autoptr (XyMeetingRules) rules = load (cli, &options, &error);
  if (rules == NULL)
    return xy_cli_fail (cli, error);
  if (g_str_equal (argv[1], "bodies") && argc == 2)
    status = bodies (cli, rules);
  else if (g_str_equal (argv[1], "matters") && argc <= 3)
    status = matters (cli, rules, argc == 3 ? argv[2] : NULL);
  else if (g_str_equal (argv[1], "count") && argc == 3)
    status = count (cli, rules, argv[2], &options, &error);
  else
    return xy_cli_usage (cli);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_rules = {
  .name = "rules",
  .usage =
      "rules bodies [--day DAY] [--province NAME]\n"
      "rules matters [TEXT] [--day DAY] [--province NAME]\n"
      "rules count BODY --due N --present N --yes N [--no N] [--abstain N] [--households] [--day DAY] [--province NAME]",
  .summary = N_ ("Which meeting may decide what, and how many it takes"),
  .run = run_rules,
};

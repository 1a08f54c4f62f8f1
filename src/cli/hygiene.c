/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/hygiene.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/hygiene-place.h"

static void
options_clear (XyCliHygiene *options)
{
  char **const texts[] = {
    &options->kind,   &options->target,   &options->year,     &options->day,    &options->judges,  &options->group,
    &options->place,  &options->round,    &options->list,     &options->reason, &options->missing, &options->household,
    &options->bright, &options->excuse,   &options->problem,  &options->note,   &options->said,    &options->due,
    &options->helper, &options->until,    &options->by,       &options->result, &options->which,   &options->text,
    &options->basis,  &options->reviewed, &options->reviewer, &options->times,  &options->score,   &options->band,
    &options->like,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyCliHygiene, options_clear)

gboolean
xy_cli_hygiene_act (XyCli *cli, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (cli->store, &cli->actor, "", func, data, error);
}

gboolean
xy_cli_hygiene_place (XyCli *cli, const char *text, XyId *id, GError **error)
{
  g_autoptr (GPtrArray) places = xy_hygiene_place_list (cli->store, error);
  const XyHygienePlace *found = NULL;
  guint n = 0;

  if (places == NULL)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const XyHygienePlace *place = places->pdata[i];
      if (g_str_equal (place->name, text))
        {
          *id = place->record.id;
          return TRUE;
        }
      if (strstr (place->name, text) == NULL)
        continue;
      found = place;
      n++;
    }
  if (n == 1)
    *id = found->record.id;
  else if (n == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no public area “%s”."), text);
  else
    xy_set_invalid (error, "place", _ ("Several public areas are found by “%s”; please give the whole name."), text);
  return n == 1;
}

gboolean
xy_cli_hygiene_target (XyCli *cli, const XyHygieneRound *round, const char *text, XyId *id, GError **error)
{
  return g_str_equal (round->target, "place") ? xy_cli_hygiene_place (cli, text, id, error)
                                              : xy_cli_household (cli, text, id, error);
}

gboolean
xy_cli_hygiene_result (XyCli *cli, const XyHygieneRound *round, const char *text, XyId *id, GError **error)
{
  XyId whose;
  g_autoptr (XyHygieneResult) result = NULL;

  if (!xy_cli_hygiene_target (cli, round, text, &whose, error))
    return FALSE;
  *id = xy_hygiene_result_id (&round->record.id, &whose);
  result = xy_record_get (cli->store, &xy_hygiene_result_type, id, NULL);
  if (result != NULL && !result->record.deleted)
    return TRUE;
  g_autofree char *title = xy_hygiene_round_describe (round);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("“%s” is not in %s."), text, title);
  return FALSE;
}

GArray *
xy_cli_hygiene_results (XyCli *cli, const XyHygieneRound *round, char **texts, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (; *texts != NULL; texts++)
    {
      XyId id;
      if (!xy_cli_hygiene_result (cli, round, *texts, &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

gboolean
xy_cli_hygiene_list (const char *text, const char **list, GError **error)
{
  *list = g_strcmp0 (text, "red") == 0 ? "red" : g_strcmp0 (text, "low") == 0 ? "low" : NULL;
  if (*list != NULL || g_strcmp0 (text, "none") == 0)
    return TRUE;
  xy_set_invalid (error, "list", _ ("“%s” is no list: please write red, low or none."), text != NULL ? text : "");
  return FALSE;
}

static const XyCliHygieneVerb *
find_verb (const char *name)
{
  const XyCliHygieneVerb *const files[] = { xy_cli_hygiene_checklist_verbs, xy_cli_hygiene_round_verbs,
                                            xy_cli_hygiene_score_verbs,     xy_cli_hygiene_result_verbs,
                                            xy_cli_hygiene_slip_verbs,      xy_cli_hygiene_rules_verbs,
                                            xy_cli_hygiene_view_verbs };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (const XyCliHygieneVerb *verb = files[i]; verb->verb != NULL; verb++)
      if (g_str_equal (verb->verb, name))
        return verb;
  return NULL;
}

static int
run_hygiene (XyCli *cli, int argc, char *argv[])
{
  g_auto (XyCliHygiene) options = { 0 };
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, NULL, NULL },
    { "target", 0, 0, G_OPTION_ARG_STRING, &options.target, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_STRING, &options.year, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, NULL, NULL },
    { "judges", 0, 0, G_OPTION_ARG_STRING, &options.judges, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "household", 0, 0, G_OPTION_ARG_STRING, &options.household, NULL, NULL },
    { "place", 0, 0, G_OPTION_ARG_STRING, &options.place, NULL, NULL },
    { "round", 0, 0, G_OPTION_ARG_STRING, &options.round, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_STRING, &options.list, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, NULL, NULL },
    { "missing", 0, 0, G_OPTION_ARG_STRING, &options.missing, NULL, NULL },
    { "excuse", 0, 0, G_OPTION_ARG_STRING, &options.excuse, NULL, NULL },
    { "bright", 0, 0, G_OPTION_ARG_STRING, &options.bright, NULL, NULL },
    { "problem", 0, 0, G_OPTION_ARG_STRING, &options.problem, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, NULL, NULL },
    { "said", 0, 0, G_OPTION_ARG_STRING, &options.said, NULL, NULL },
    { "due", 0, 0, G_OPTION_ARG_STRING, &options.due, NULL, NULL },
    { "helper", 0, 0, G_OPTION_ARG_STRING, &options.helper, NULL, NULL },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.until, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, NULL, NULL },
    { "result", 0, 0, G_OPTION_ARG_STRING, &options.result, NULL, NULL },
    { "which", 0, 0, G_OPTION_ARG_STRING, &options.which, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "basis", 0, 0, G_OPTION_ARG_STRING, &options.basis, NULL, NULL },
    { "reviewed", 0, 0, G_OPTION_ARG_STRING, &options.reviewed, NULL, NULL },
    { "reviewer", 0, 0, G_OPTION_ARG_STRING, &options.reviewer, NULL, NULL },
    { "times", 0, 0, G_OPTION_ARG_STRING, &options.times, NULL, NULL },
    { "score", 0, 0, G_OPTION_ARG_STRING, &options.score, NULL, NULL },
    { "band", 0, 0, G_OPTION_ARG_STRING, &options.band, NULL, NULL },
    { "like", 0, 0, G_OPTION_ARG_STRING, &options.like, NULL, NULL },
    { "open", 0, 0, G_OPTION_ARG_NONE, &options.open, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, NULL, NULL },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &options.replace, NULL, NULL },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &options.clear, NULL, NULL },
    { "close", 0, 0, G_OPTION_ARG_NONE, &options.close, NULL, NULL },
    { "names", 0, 0, G_OPTION_ARG_NONE, &options.names, NULL, NULL },
    { "helped", 0, 0, G_OPTION_ARG_NONE, &options.help, NULL, NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &options.again, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  const XyCliHygieneVerb *verb = find_verb (argv[1]);
  if (verb == NULL)
    return xy_cli_usage (cli);
  int status = verb->run (cli, &options, argc - 2, argv + 2, &error);
  if (error != NULL)
    return xy_cli_fail (cli, error);
  return status == XY_CLI_USAGE ? xy_cli_usage (cli) : status;
}

const XyCliGroup xy_cli_hygiene = {
  .name = "hygiene",
  .usage =
      "hygiene round list [--kind KIND] [--target household|place] [--year YEAR] [--group GROUP] [--open]\n"
      "hygiene round show ROUND\n"
      "hygiene round make [FIELD=VALUE …] [--kind KIND] [--target household|place] [--day DAY] [--judges NAMES] "
      "[--like CATALOGUE] [--dry-run]\n"
      "hygiene round change ROUND [FIELD=VALUE …] [--judges NAMES]\n"
      "hygiene round discard|reopen ROUND\n"
      "hygiene round close ROUND [HOUSEHOLD=red|low|none …] [--reason TEXT] [--missing TEXT] [--day DAY]\n"
      "hygiene round add ROUND HOUSEHOLD …\n"
      "hygiene state ROUND in|excused|absent HOUSEHOLD … [--excuse TEXT]\n"
      "hygiene score ROUND JUDGE HOUSEHOLD SCORE … [--said SUM] [--note TEXT] [--bright TEXT] [--problem TEXT] "
      "[--replace]\n"
      "hygiene score ROUND JUDGE HOUSEHOLD --clear\n"
      "hygiene sheets ROUND [--group GROUP]\n"
      "hygiene remark ROUND HOUSEHOLD [--bright TEXT] [--problem TEXT]\n"
      "hygiene results ROUND [--list red|low] [--group GROUP]\n"
      "hygiene decide ROUND red|low|none HOUSEHOLD … [--reason TEXT]\n"
      "hygiene correct ROUND red|low|none HOUSEHOLD --reason TEXT [--day DAY]\n"
      "hygiene plate ROUND PLATE|none HOUSEHOLD …\n"
      "hygiene board ROUND red|low [--day DAY] [--names]\n"
      "hygiene due\n"
      "hygiene rectify list [--which open|overdue|soon|good|closed|all] [--group GROUP] [--household HOUSEHOLD] "
      "[--place PLACE] [--round ROUND] [--year YEAR] [--text TEXT] [--limit N]\n"
      "hygiene rectify show NUMBER\n"
      "hygiene rectify issue --round ROUND HOUSEHOLD … | --all [--problem TEXT] [--helper NAME] [--due DAY] [--day DAY]\n"
      "hygiene rectify issue HOUSEHOLD | --place PLACE --problem TEXT [--helper NAME] [--helped] [--due DAY] "
      "[--day DAY]\n"
      "hygiene rectify receive NUMBER … [--by NAME] [--day DAY]\n"
      "hygiene rectify recheck NUMBER … --result pass|extend|pass-on [--until DAY] [--close] [--by NAME] [--note TEXT] "
      "[--day DAY]\n"
      "hygiene rectify close NUMBER … [--by NAME] [--day DAY]\n"
      "hygiene rectify void NUMBER … --note TEXT [--day DAY]\n"
      "hygiene rectify change NUMBER [--problem TEXT] [--helper NAME] [--due DAY]\n"
      "hygiene checklist list [--target household|place] | show NAME | ready | adopt CATALOGUE | import FILE | "
      "export NAME FILE.xlsx\n"
      "hygiene place list | add NAME [FIELD=VALUE …] | change NAME FIELD=VALUE … | remove NAME\n"
      "hygiene naming list | end RECORD [--day DAY]\n"
      "hygiene naming add HOUSEHOLD | --all --basis TEXT [--day DAY] [--reviewed DAY] [--reviewer NAME]\n"
      "hygiene effects list | remove RECORD\n"
      "hygiene effects add RULE --list red|low | --band NAME [--times N] [--score POINTS]\n"
      "hygiene effects propose ROUND\n"
      "hygiene effects give ROUND [HOUSEHOLD …] [--again]\n"
      "hygiene groups ROUND | items ROUND [--group GROUP] | history HOUSEHOLD|--place PLACE\n"
      "hygiene series [--kind KIND] [--target household|place] [--group GROUP]\n"
      "hygiene compare ROUND LATER-ROUND",
  .summary = N_ ("Household hygiene: rounds, lists, what is to be put right"),
  .run = run_hygiene,
};

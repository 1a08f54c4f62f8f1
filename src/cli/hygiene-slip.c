/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-slip.h"

#include <glib/gi18n-lib.h>

#include "cli/hygiene.h"
#include "cli/roster.h"

#define MOST_ROWS 200 /* of a list, unless --limit says otherwise */

static int
print_rows (XyCli *cli, const XyId *ids, guint n, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Notice number") },
    { "stage", N_ ("State") },
    { "overdue", N_ ("Overdue"), XY_CLI_FLAG },
    { "until", N_ ("Last day") },
    { "group", N_ ("Group") },
    { "household", N_ ("Household") },
    { "name", N_ ("Head or area") },
    { "problem", N_ ("Problem") },
    { "helper", N_ ("Helper") },
    { "help", N_ ("Is helped"), XY_CLI_FLAG },
    { "day", N_ ("Issued on") },
    { "received_on", N_ ("Received on") },
    { "rechecks", N_ ("Rechecks"), XY_CLI_NUMBER },
    { "extended", N_ ("Extended"), XY_CLI_NUMBER },
    { "closed_on", N_ ("Closed on") },
    { "round", N_ ("Round") },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("notices", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) rows = xy_hygiene_slip_rows (cli->store, ids, n, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyHygieneSlipRow *row = rows->pdata[i];
      char id[XY_ID_TEXT_LENGTH + 1];

      if (row == NULL)
        continue;
      const XyHygieneSlip *slip = row->slip;
      xy_id_to_text (&slip->record.id, id);
      xy_cli_table_add (table, row->number,
                        cli->json ? xy_hygiene_stage_name ((XyHygieneStage) slip->stage) : row->word, row->overdue,
                        slip->until, row->unit_name, row->household_number, row->name, slip->problem, slip->helper,
                        (gboolean) slip->help, slip->day, slip->received_on, (gint64) row->n_rechecks,
                        (gint64) row->n_extended, slip->closed_on, row->round_title, id);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
list_slips (XyCli *cli, const XyCliHygiene *options, GError **error)
{
  XyHygieneSlipFilter filter = { .which = XY_HYGIENE_SLIPS_OPEN, .text = options->text, .year = options->year };
  guint limit = options->limit > 0 ? (guint) options->limit : MOST_ROWS;
  g_autoptr (XyHygieneRound) round = NULL;

  if (options->which != NULL)
    filter.which = xy_hygiene_slips_from_name (options->which);
  if (filter.which == XY_HYGIENE_SLIPS_N)
    {
      xy_set_invalid (error, "which",
                      _ ("There are no notices “%s”: please write open, overdue, soon, good, closed "
                         "or all."),
                      options->which);
      return XY_CLI_REFUSED;
    }
  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &filter.unit, error)
      || (options->household != NULL && !xy_cli_household (cli, options->household, &filter.household, error))
      || (options->place != NULL && !xy_cli_hygiene_place (cli, options->place, &filter.place, error)))
    return XY_CLI_REFUSED;
  if (options->round != NULL)
    {
      round = xy_hygiene_round_find (cli->store, options->round, error);
      if (round == NULL)
        return XY_CLI_REFUSED;
      filter.round = round->record.id;
    }
  g_autoptr (GArray) ids = xy_hygiene_slip_ids (cli->store, &filter, error);
  return ids != NULL ? print_rows (cli, xy_cli_ids (ids), MIN (ids->len, limit), error) : XY_CLI_FAILED;
}

static XyHygieneSlip *
find_slip (XyCli *cli, const char *text, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);
  XyId id;

  return xy_id_from_text (text, &id) ? xy_record_get (cli->store, &xy_hygiene_slip_type, &id, error)
                                     : xy_hygiene_slip_by_number (cli->store, text, today, error);
}

/* The ids of all of TEXTS, ended by NULL. (transfer full) */
static GArray *
find_slips (XyCli *cli, char **texts, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (; *texts != NULL; texts++)
    {
      g_autoptr (XyHygieneSlip) slip = find_slip (cli, *texts, error);
      if (slip == NULL)
        return NULL;
      g_array_append_val (ids, slip->record.id);
    }
  return g_steal_pointer (&ids);
}

static int
answer_slip (XyCli *cli, const XyHygieneSlip *slip, GPtrArray *rechecks)
{
  g_autoptr (XyJson) json = xy_json_new ();
  g_autofree char *number = xy_hygiene_slip_number (slip), *whose = xy_hygiene_slip_whose (cli->store, slip);

  xy_json_open (json, NULL, '{');
  xy_cli_open_record (json, "notice", slip, FALSE);
  xy_json_text (json, "serial", number);
  xy_json_text (json, "whose", whose);
  xy_json_text (json, "state", xy_hygiene_stage_name ((XyHygieneStage) slip->stage));
  xy_json_text (json, "last_day", slip->until);
  xy_json_text (json, "closed", slip->closed_on);
  xy_json_close (json);
  xy_json_open (json, "rechecks", '[');
  for (guint i = 0; i < rechecks->len; i++)
    {
      xy_cli_open_record (json, NULL, rechecks->pdata[i], FALSE);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

/* What happened to it. */
static int
show_slip (XyCli *cli, const char *text, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number"), XY_CLI_NUMBER }, { "kind", N_ ("Result") },  { "day", N_ ("Day") },
    { "until", N_ ("New last day") },           { "by", N_ ("Looked by") }, { "note", N_ ("Note") },
    { "recorder", N_ ("Recorded by") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("rechecks", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneSlip) slip = find_slip (cli, text, error);
  g_autoptr (GPtrArray) list = slip != NULL ? xy_hygiene_rechecks_of (cli->store, &slip->record.id, error) : NULL;
  if (list == NULL)
    return XY_CLI_REFUSED;
  if (cli->json)
    return answer_slip (cli, slip, list);
  for (guint i = 0; i < list->len; i++)
    {
      const XyHygieneRecheck *recheck = list->pdata[i];
      XyHygieneRecheckKind kind = xy_hygiene_recheck_from_name (recheck->kind);
      xy_cli_table_add (table, (gint64) i + 1, xy_hygiene_recheck_label (kind), recheck->day, recheck->until,
                        recheck->by, recheck->note, recheck->recorder);
    }
  print_rows (cli, &slip->record.id, 1, error);
  return list->len > 0 ? xy_cli_table_print (cli, table) : XY_CLI_DONE;
}

/* Of the round: who was named, or with --all whoever has no notice yet; those excused only where they are named. */
static gboolean
choose_results (XyCli *cli,
                const XyCliHygiene *options,
                const XyHygieneRound *round,
                char **texts,
                GArray *ones,
                GError **error)
{
  XyHygieneSlipOne one = { .problem = options->problem, .helper = options->helper, .help = options->help };

  if (!options->all)
    {
      g_autoptr (GArray) results = xy_cli_hygiene_results (cli, round, texts, error);
      for (guint i = 0; results != NULL && i < results->len; i++)
        {
          one.result = g_array_index (results, XyId, i);
          g_array_append_val (ones, one);
        }
      return results != NULL;
    }
  g_autoptr (GPtrArray) offers = xy_hygiene_slip_offers (cli->store, &round->record.id, error);
  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      const XyHygieneSlipOffer *offer = offers->pdata[i];
      if (offer->help || !xy_id_is_none (&offer->slip))
        continue;
      one.result = offer->result;
      /* What was found there is better than one sentence for all. */
      one.problem = offer->problem != NULL ? NULL : options->problem;
      g_array_append_val (ones, one);
    }
  return offers != NULL;
}

static gboolean
choose_outside (XyCli *cli, const XyCliHygiene *options, char **texts, GArray *ones, GError **error)
{
  XyHygieneSlipOne one = { .problem = options->problem, .helper = options->helper, .help = options->help };

  if (options->place != NULL)
    {
      if (!xy_cli_hygiene_place (cli, options->place, &one.place, error))
        return FALSE;
      g_array_append_val (ones, one);
    }
  for (; *texts != NULL; texts++)
    {
      if (!xy_cli_household (cli, *texts, &one.household, error))
        return FALSE;
      one.place = XY_ID_NONE;
      g_array_append_val (ones, one);
    }
  return TRUE;
}

static int
issue (XyCli *cli, const XyCliHygiene *options, char **texts, GError **error)
{
  g_autoptr (GArray) ones = g_array_new (FALSE, TRUE, sizeof (XyHygieneSlipOne));

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneRound) round =
      options->round != NULL ? xy_hygiene_round_find (cli->store, options->round, error) : NULL;
  if ((options->round != NULL && round == NULL)
      || !(round != NULL ? choose_results (cli, options, round, texts, ones, error)
                         : choose_outside (cli, options, texts, ones, error)))
    return XY_CLI_REFUSED;
  g_autofree XyId *made = g_new0 (XyId, MAX (ones->len, 1));
  XyHygieneIssuing issuing = { .ones = (const XyHygieneSlipOne *) (void *) ones->data,
                               .n = ones->len,
                               .day = options->day,
                               .due = options->due,
                               .made = made };
  if (!xy_cli_hygiene_act (cli, xy_hygiene_issue_act, &issuing, error))
    return XY_CLI_REFUSED;
  return print_rows (cli, made, ones->len, error);
}

static int
receive (XyCli *cli, const XyCliHygiene *options, GArray *slips, GError **error)
{
  XyHygieneReceipt receipt = { .slips = xy_cli_ids (slips), .n = slips->len, .day = options->day, .by = options->by };

  if (!xy_cli_hygiene_act (cli, xy_hygiene_receive_act, &receipt, error))
    return XY_CLI_REFUSED;
  return print_rows (cli, xy_cli_ids (slips), slips->len, error);
}

static int
look (XyCli *cli, const XyCliHygiene *options, XyHygieneRecheckKind kind, GArray *slips, GError **error)
{
  XyHygieneRechecking asked = { .slips = xy_cli_ids (slips),
                                .n = slips->len,
                                .kind = kind,
                                .close = options->close,
                                .day = options->day,
                                .until = options->until,
                                .by = options->by,
                                .note = options->note };

  if (!xy_cli_hygiene_act (cli, xy_hygiene_recheck_act, &asked, error))
    return XY_CLI_REFUSED;
  return print_rows (cli, xy_cli_ids (slips), slips->len, error);
}

static int
recheck (XyCli *cli, const XyCliHygiene *options, GArray *slips, GError **error)
{
  XyHygieneRecheckKind kind = xy_hygiene_recheck_from_name (options->result);

  if (kind <= XY_HYGIENE_PASS_ON)
    return look (cli, options, kind, slips, error);
  xy_set_invalid (error, "result", _ ("Please say what was found: --result pass, extend or pass-on."));
  return XY_CLI_REFUSED;
}

static int
change (XyCli *cli, const XyCliHygiene *options, const char *text, GError **error)
{
  g_autoptr (XyHygieneSlip) stored = find_slip (cli, text, error);

  if (stored == NULL)
    return XY_CLI_REFUSED;
  g_autoptr (XyHygieneSlip) slip = xy_record_copy (stored);
  if (options->problem != NULL)
    xy_set_str (&slip->problem, options->problem);
  if (options->helper != NULL)
    xy_set_str (&slip->helper, options->helper);
  if (options->due != NULL)
    xy_set_str (&slip->due, options->due);
  if (!xy_cli_hygiene_act (cli, xy_hygiene_slip_change_act, slip, error))
    return XY_CLI_REFUSED;
  return print_rows (cli, &slip->record.id, 1, error);
}

static int
run_rectify (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  const char *verb = argc > 0 ? argv[0] : "";
  static const char *const named[] = { "receive", "recheck", "close", "void", NULL };

  if (g_str_equal (verb, "list") && argc == 1)
    return list_slips (cli, options, error);
  if (g_str_equal (verb, "show") && argc == 2)
    return show_slip (cli, argv[1], error);
  if (g_str_equal (verb, "issue"))
    return issue (cli, options, argv + 1, error);
  if (argc < 2 || (g_str_equal (verb, "change") ? argc != 2 : !g_strv_contains (named, verb)))
    return XY_CLI_USAGE;
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (g_str_equal (verb, "change"))
    return change (cli, options, argv[1], error);
  g_autoptr (GArray) slips = find_slips (cli, argv + 1, error);
  if (slips == NULL)
    return XY_CLI_REFUSED;
  if (g_str_equal (verb, "receive"))
    return receive (cli, options, slips, error);
  if (g_str_equal (verb, "recheck"))
    return recheck (cli, options, slips, error);
  return look (cli, options, g_str_equal (verb, "close") ? XY_HYGIENE_CLOSE : XY_HYGIENE_MAKE_VOID, slips, error);
}

const XyCliHygieneVerb xy_cli_hygiene_slip_verbs[] = {
  { "rectify", run_rectify },
  { NULL, NULL },
};

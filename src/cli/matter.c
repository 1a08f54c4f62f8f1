/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/roster.h"
#include "core/day.h"
#include "core/matter-list.h"

typedef struct
{
  char *which, *source, *group, *household, *period, *text, *sort; /* of a list; group and household of a new one too */
  char *day, *by, *note, *owner, *helpers, *partner, *does, *until, *satisfaction;
  gboolean board, reverse;
} Options;

static void
options_clear (Options *options)
{
  char *texts[] = { options->which,  options->source, options->group,   options->household,
                    options->period, options->text,   options->sort,    options->day,
                    options->by,     options->note,   options->owner,   options->helpers,
                    options->does,   options->until,  options->partner, options->satisfaction };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
read_filter (XyCli *cli, const Options *options, XyMatterFilter *filter, GError **error)
{
  static const char *const orders[] = { "due", "number", "age", "owner" };
  XyCliFilter said = { .sort = options->sort };
  guint order = XY_MATTERS_BY_DUE;

  *filter = (XyMatterFilter){ .text = options->text,
                              .source = options->source,
                              .owner = options->owner,
                              .period = options->period,
                              .board = options->board,
                              .reversed = options->reverse };
  filter->which = options->which != NULL ? xy_matters_from_name (options->which) : XY_MATTERS_OPEN;
  if (filter->which == XY_MATTERS_N)
    xy_set_invalid (error, "which", _ ("There is no list “%s” of matters."), options->which);
  else if (options->source != NULL && xy_word_label (xy_matter_sources, options->source) == NULL)
    xy_set_invalid (error, "source", _ ("“%s” cannot be %s."), options->source, _ ("Source"));
  else if (options->period != NULL && !xy_period_parse (options->period, NULL, NULL, NULL))
    xy_set_invalid (error, "period", _ ("“%s” is no period. Please write 2026, 2026Q3 or 2026-11."), options->period);
  else if (xy_cli_order (&said, orders, G_N_ELEMENTS (orders), &order, error)
           && xy_cli_unit (cli, options->group, &filter->unit, error)
           && (options->household == NULL || xy_cli_household (cli, options->household, &filter->household, error)))
    {
      filter->order = (XyMattersOrder) order;
      return TRUE;
    }
  return FALSE;
}

static int
list (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number") },
    { "source", N_ ("Source") },
    { "day", N_ ("Raised on") },
    { "title", N_ ("Matter") },
    { "unit", N_ ("Group") },
    { "owner", N_ ("Owner") },
    { "until", N_ ("Last day") },
    { "age", N_ ("Days"), XY_CLI_NUMBER },
    { "overdue", N_ ("Overdue"), XY_CLI_FLAG },
    { "stage", N_ ("Stage") },
    { "satisfaction", N_ ("Satisfaction") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("matters", columns, G_N_ELEMENTS (columns));
  XyMatterFilter filter;

  if (!xy_cli_open (cli, error) || !read_filter (cli, options, &filter, error))
    return XY_CLI_FAILED;
  g_autoptr (GArray) ids = xy_matter_ids (cli->store, &filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_matter_rows (cli->store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  if (rows == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < rows->len; i++)
    {
      const XyMatterRow *row = rows->pdata[i];
      const XyMatter *matter = row->matter;
      const char *source = cli->json ? matter->source : xy_word_label (xy_matter_sources, matter->source);
      const char *stage = cli->json ? xy_matter_stage_name ((XyMatterStage) matter->stage) : row->word;
      const char *satisfaction =
          cli->json ? matter->satisfaction : xy_word_label (xy_matter_satisfactions, matter->satisfaction);
      xy_cli_table_add (table, row->number, source, matter->day, matter->title, row->unit_name, matter->owner,
                        matter->until, (gint64) row->age, row->overdue, stage, satisfaction);
    }
  return xy_cli_table_print (cli, table);
}

static XyMatter *
find (XyCli *cli, const char *number, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);

  return xy_matter_by_number (cli->store, number, today, error);
}

static int
show (XyCli *cli, const char *number, GError **error)
{
  g_autoptr (XyMatter) matter = xy_cli_open (cli, error) ? find (cli, number, error) : NULL;
  g_autoptr (GPtrArray) steps = matter != NULL ? xy_matter_steps (cli->store, &matter->record.id, error) : NULL;

  if (steps == NULL)
    return XY_CLI_FAILED;
  if (!cli->json)
    {
      xy_cli_print_fields (matter, TRUE);
      for (guint i = 0; i < steps->len; i++)
        {
          const XyMatterStep *step = steps->pdata[i];
          g_print ("%s  %s  %s  %s\n", step->day, step->by,
                   xy_matter_kind_label (xy_matter_kind_from_name (step->kind)), step->note != NULL ? step->note : "");
        }
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  g_autofree char *full = xy_matter_number (matter);
  xy_json_open (json, NULL, '{');
  xy_cli_open_record (json, "matter", matter, TRUE);
  xy_json_text (json, "full_number", full);
  xy_json_text (json, "stage_name", xy_matter_stage_name ((XyMatterStage) matter->stage));
  xy_json_close (json);
  xy_json_open (json, "steps", '[');
  for (guint i = 0; i < steps->len; i++)
    {
      xy_cli_open_record (json, NULL, steps->pdata[i], TRUE);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static XyMatterStepping
stepping (const Options *options, XyMatterKind kind)
{
  return (XyMatterStepping){ .kind = kind,
                             .day = options->day,
                             .by = options->by,
                             .note = options->note,
                             .owner = options->owner,
                             .helpers = options->helpers,
                             .partner = options->partner,
                             .does = options->does,
                             .until = options->until,
                             .satisfaction = options->satisfaction };
}

static gboolean
fill (XyCli *cli, const Options *options, XyMatter *matter, char **fields, GError **error)
{
  return xy_cli_set_fields (&matter->record, fields, error)
         && (options->group == NULL || xy_cli_unit (cli, options->group, &matter->unit, error))
         && (options->household == NULL || xy_cli_household (cli, options->household, &matter->household, error));
}

static int
add (XyCli *cli, const Options *options, char **fields, GError **error)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterStepping first = stepping (options, XY_MATTER_ASSIGN);
  XyMatterWriting writing = { .matter = matter, .first = options->owner != NULL ? &first : NULL };

  if (!xy_cli_sign_in (cli, error) || !fill (cli, options, matter, fields, error)
      || !xy_store_act (cli->store, &cli->actor, "", xy_matter_write_act, &writing, error))
    return XY_CLI_FAILED;
  g_autofree char *number = xy_matter_number (matter);
  return xy_cli_done (cli, _ ("Registered as %s."), number);
}

static int
edit (XyCli *cli, const Options *options, const char *number, char **fields, GError **error)
{
  g_autoptr (XyMatter) matter = xy_cli_sign_in (cli, error) ? find (cli, number, error) : NULL;
  g_autoptr (XyMatter) copy = matter != NULL ? xy_record_copy (matter) : NULL;
  XyMatterWriting writing = { .matter = copy };

  if (copy == NULL || !fill (cli, options, copy, fields, error)
      || !xy_store_act (cli->store, &cli->actor, "", xy_matter_write_act, &writing, error))
    return XY_CLI_FAILED;
  g_autofree char *what = xy_matter_describe (copy);
  return xy_cli_done (cli, _ ("Saved: %s"), what);
}

static int
take (XyCli *cli, const Options *options, XyMatterKind kind, char **numbers, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  XyMatterStepping asked = stepping (options, kind);

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  for (char **number = numbers; *number != NULL; number++)
    {
      g_autoptr (XyMatter) matter = find (cli, *number, error);
      if (matter == NULL)
        return XY_CLI_FAILED;
      g_array_append_val (ids, matter->record.id);
    }
  asked.matters = (const XyId *) (void *) ids->data;
  asked.n = ids->len;
  if (!xy_store_act (cli->store, &cli->actor, "", xy_matter_step_act, &asked, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s: %u"), xy_matter_kind_label (kind), ids->len);
}

static int
summary (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "source", N_ ("Source") },
    { "raised", N_ ("Raised"), XY_CLI_NUMBER },
    { "closed", N_ ("Closed"), XY_CLI_NUMBER },
    { "done", N_ ("Done"), XY_CLI_NUMBER },
    { "open", N_ ("In hand"), XY_CLI_NUMBER },
    { "overdue", N_ ("Overdue"), XY_CLI_NUMBER },
    { "away", N_ ("Elsewhere"), XY_CLI_NUMBER },
    { "shelved", N_ ("Put off"), XY_CLI_NUMBER },
    { "visited", N_ ("Visited"), XY_CLI_NUMBER },
    { "good", N_ ("Satisfied"), XY_CLI_NUMBER },
    { "fair", N_ ("Mostly satisfied"), XY_CLI_NUMBER },
    { "bad", N_ ("Not satisfied"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("summary", columns, G_N_ELEMENTS (columns));
  XyMatterFilter filter;

  if (!xy_cli_open (cli, error) || !read_filter (cli, options, &filter, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) sums = xy_matter_summary (cli->store, options->period, options->board, error);
  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const XyMatterSum *sum = sums->pdata[i];
      const char *source =
          cli->json || sum->source == NULL ? sum->source : xy_word_label (xy_matter_sources, sum->source);
      xy_cli_table_add (table, source == NULL && !cli->json ? _ ("All") : source, sum->raised, sum->closed, sum->done,
                        sum->open, sum->overdue, sum->away, sum->shelved, sum->visited, sum->good, sum->fair, sum->bad);
    }
  return sums != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
drawing (XyCli *cli)
{
  g_autofree char *text = xy_matter_drawing ();

  if (!cli->json)
    {
      g_print ("%s", text);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "drawing", text);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
run_words (XyCli *cli, const Options *options, int argc, char *argv[], GError **error)
{
  XyMatterKind kind = xy_matter_kind_from_name (argv[1]);

  if (g_str_equal (argv[1], "list") && argc == 2)
    return list (cli, options, error);
  if (g_str_equal (argv[1], "show") && argc == 3)
    return show (cli, argv[2], error);
  if (g_str_equal (argv[1], "add") && argc >= 3)
    return add (cli, options, argv + 2, error);
  if (g_str_equal (argv[1], "edit") && argc >= 4)
    return edit (cli, options, argv[2], argv + 3, error);
  if (g_str_equal (argv[1], "summary") && argc == 2)
    return summary (cli, options, error);
  if (g_str_equal (argv[1], "drawing") && argc == 2)
    return drawing (cli);
  if (kind != XY_MATTER_N_KINDS && argc >= 3)
    return take (cli, options, kind, argv + 2, error);
  return XY_CLI_USAGE;
}

static int
run_matter (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "which", 0, 0, G_OPTION_ARG_STRING, &options.which, NULL, NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "household", 0, 0, G_OPTION_ARG_STRING, &options.household, NULL, NULL },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &options.sort, NULL, NULL },
    { "reverse", 0, 0, G_OPTION_ARG_NONE, &options.reverse, NULL, NULL },
    { "board", 0, 0, G_OPTION_ARG_NONE, &options.board, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, NULL, NULL },
    { "owner", 0, 0, G_OPTION_ARG_STRING, &options.owner, NULL, NULL },
    { "helpers", 0, 0, G_OPTION_ARG_STRING, &options.helpers, NULL, NULL },
    { "partner", 0, 0, G_OPTION_ARG_STRING, &options.partner, NULL, NULL },
    { "does", 0, 0, G_OPTION_ARG_STRING, &options.does, NULL, NULL },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.until, NULL, NULL },
    { "satisfaction", 0, 0, G_OPTION_ARG_STRING, &options.satisfaction, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  int status = run_words (cli, &options, argc, argv, &error);
  if (error != NULL)
    return xy_cli_fail (cli, error);
  return status == XY_CLI_USAGE ? xy_cli_usage (cli) : status;
}

const XyCliGroup xy_cli_matters = {
  .name = "matter",
  .usage =
      "matter list [--which open|overdue|soon|to-assign|working|to-visit|to-close|away|shelved|closed|all] [--source S] "
      "[--owner NAME] [--group GROUP] [--household NUMBER] [--period P] [--text TEXT] [--board] "
      "[--sort due|number|age|owner] [--reverse]\n"
      "matter show NUMBER\n"
      "matter add source=meeting|visit|wish|suggestion|inspection|dispute|township|other title=TEXT [day=DAY] "
      "[FIELD=VALUE]… [--household NUMBER] [--group GROUP] [--owner NAME --until DAY [--helpers NAMES]]\n"
      "matter edit NUMBER FIELD=VALUE… [--household NUMBER] [--group GROUP]\n"
      "matter assign NUMBER… --owner NAME --until DAY [--helpers NAMES] [--partner NAME] "
      "[--does spot|village|township|meeting] [--day DAY]\n"
      "matter start|note|finish|pass-on|answer|submit|decide|unready|unsettled|reopen|void NUMBER… [--note TEXT] "
      "[--day DAY] [--by NAME] [--partner NAME]\n"
      "matter extend|raise NUMBER… [--until DAY] [--note TEXT] [--day DAY]\n"
      "matter satisfied|unsatisfied NUMBER… --by NAME [--satisfaction good|fair] [--note TEXT] [--day DAY]\n"
      "matter close NUMBER… [--day DAY]\n"
      "matter summary [--period P] [--board]\n"
      "matter drawing",
  .summary = N_ ("The ledger of matters"),
  .run = run_matter,
};

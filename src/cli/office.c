/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/office.h"

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "cli/office-report.h"
#include "cli/sync.h"
#include "sync/down-line.h"

typedef struct
{
  char *office;
  char *officer;
  char *ca;
  char *pin;
  char *find;
  char *scope, *from, *to, *by, *each, *out; /* of a report */
  char *text, *file;                         /* of what is sent down */
  gboolean rules;
} Options;

/* --db is the office's folder, its own file or one of its villages' files. */
static char *
office_path (XyCli *cli)
{
  g_autofree char *folder = cli->file == NULL ? xy_store_default_folder () : NULL;

  return xy_office_file_of (cli->file != NULL ? cli->file : folder);
}

static gboolean
open_office (XyCli *cli, GError **error)
{
  g_autofree char *path = office_path (cli);

  if (path == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                           _ ("There is no township's office here. “office enroll” makes one."));
      return FALSE;
    }
  g_free (cli->file);
  cli->file = g_steal_pointer (&path);
  return xy_cli_open (cli, error);
}

static int
enroll (XyCli *cli, const Options *options, char **args, GError **error)
{
  g_autofree char *path = office_path (cli), *ca = NULL, *folder = NULL;
  XyEnrolment enrolment = { .url = args[0], .code = args[1], .pins = options->pin };

  if (options->ca != NULL && !g_file_get_contents (options->ca, &ca, NULL, NULL))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This file cannot be opened: %s"), options->ca);
      return XY_CLI_FAILED;
    }
  enrolment.ca = ca;
  if (!xy_enrolment_check (&enrolment, error))
    return XY_CLI_FAILED;
  if (path == NULL)
    {
      folder = cli->file != NULL ? g_strdup (cli->file) : xy_store_default_folder ();
      cli->store = xy_office_found (folder, cli->env, options->office, options->officer, error);
    }
  else if (open_office (cli, error) && !xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (cli->store == NULL)
    return XY_CLI_FAILED;
  g_autofree char *name = xy_office_name (cli->store);
  enrolment.name = name;
  if (!xy_office_enroll (cli->store, &enrolment, NULL, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s is enrolled with the county. “office sync” fetches its villages."), name);
}

static int
villages (XyCli *cli, const Options *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "village", N_ ("Number") },
    { "name", N_ ("Village") },
    { "reviews", N_ ("To be reviewed"), XY_CLI_NUMBER },
    { "unread", N_ ("Unread"), XY_CLI_NUMBER },
    { "conflicts", N_ ("Changed by two people"), XY_CLI_NUMBER },
    { "waiting", N_ ("Waiting to be sent"), XY_CLI_NUMBER },
    { "returned", N_ ("Returned"), XY_CLI_NUMBER },
    { "seen_at", N_ ("The village last sent") },
    { "synced_at", N_ ("Fetched here") },
    { "message", N_ ("How it went") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("villages", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = open_office (cli, error) ? xy_office_villages (cli->store, options->find, error) : NULL;

  if (list == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < list->len; i++)
    {
      const XyOfficeVillage *village = list->pdata[i];
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, village->stream);
      g_autofree char *seen = village->seen_at != 0 ? xy_instant_format (village->seen_at) : NULL;
      g_autofree char *synced = village->synced_at != 0 ? xy_instant_format (village->synced_at) : NULL;
      xy_cli_table_add (table, number, village->name, village->reviews, village->unread, village->conflicts,
                        village->waiting, village->returned, seen, synced, xy_trouble_sentence (village->trouble));
    }
  return xy_cli_table_print (cli, table);
}

static int
reviews (XyCli *cli, const Options *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "village", N_ ("Village") }, { "bylaw", N_ ("Bylaw") },
    { "version", N_ ("Version") }, { "step", N_ ("Waits for") },
    { "since", N_ ("Since") },     { "waited", N_ ("Days"), XY_CLI_NUMBER },
    { "until", N_ ("Suggested") }, { "days", N_ ("Days left"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("reviews", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = open_office (cli, error) ? xy_office_reviews (cli->store, error) : NULL;

  if (list == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < list->len; i++)
    {
      const XyOfficeReview *review = list->pdata[i];
      const char *step = cli->json        ? (review->filing ? "file" : "review")
                         : review->filing ? _ ("filing")
                                          : _ ("review");
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&review->version, id);
      xy_cli_table_add (table, review->village, review->name, id, step, review->since, (gint64) review->waited,
                        review->until, (gint64) review->days);
    }
  return xy_cli_table_print (cli, table);
}

/* The one village that TEXT means: its number, or words of its name. */
static gboolean
find_village (XyCli *cli, const char *text, gint64 *stream, GError **error)
{
  g_autoptr (GPtrArray) list = xy_office_villages (cli->store, text, error);

  if (list == NULL)
    return FALSE;
  if (list->len == 1)
    {
      *stream = ((const XyOfficeVillage *) list->pdata[0])->stream;
      return TRUE;
    }
  if (list->len == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no village “%s” in the list."), text);
  else
    xy_set_invalid (error, "village", _ ("“%s” means several villages. Please write more of one."), text);
  return FALSE;
}

static void
on_village_begun (const char *name, guint done, guint total, gpointer data)
{
  const XyCli *cli = data;

  if (!cli->json)
    g_printerr ("%u/%u %s\n", done + 1, total, name);
}

static int
sync_villages (XyCli *cli, const Options *options, char **args, GError **error)
{
  gint64 stream = 0;

  if (!open_office (cli, error) || (args[0] != NULL && !find_village (cli, args[0], &stream, error)))
    return XY_CLI_FAILED;
  gboolean done = stream != 0 ? xy_office_sync_one (cli->store, stream, NULL, error)
                              : xy_office_sync (cli->store, on_village_begun, cli, NULL, error);
  return done ? villages (cli, options, args, error) : XY_CLI_FAILED;
}

static int
open_village (XyCli *cli, const Options *options, char **args, GError **error)
{
  gint64 stream;

  if (!open_office (cli, error) || !find_village (cli, args[0], &stream, error)
      || !xy_office_look (cli->store, stream, TRUE, error))
    return XY_CLI_FAILED;
  g_autofree char *path = xy_office_village_file (cli->store, stream);
  return xy_cli_done (cli, "%s", path);
}

static int
report (XyCli *cli, const Options *options, char **args, GError **error)
{
  XyOfficeReportAsk ask = {
    .name = args[0], .from = options->from, .to = options->to, .by = options->by, .each = options->each
  };
  guint64 scope = 0;

  if (options->scope != NULL && !g_ascii_string_to_unsigned (options->scope, 10, 1, G_MAXINT64, &scope, NULL))
    {
      xy_set_invalid (error, "scope", _ ("A division code has 6, 9 or 12 digits."));
      return XY_CLI_FAILED;
    }
  ask.scope = (gint64) scope;
  return open_office (cli, error) ? xy_cli_office_report (cli, &ask, options->out, error) : XY_CLI_FAILED;
}

static int
send_down (XyCli *cli, const Options *options, char **args, GError **error)
{
  g_autoptr (XyDown) down = xy_down_new ();
  guint64 scope = 0;

  if (!g_ascii_string_to_unsigned (args[0], 10, 1, G_MAXINT64, &scope, NULL))
    {
      xy_set_invalid (error, "scope", _ ("A division code has 6, 9 or 12 digits."));
      return XY_CLI_FAILED;
    }
  down->id = xy_id_new (cli->env);
  down->scope = (gint64) scope;
  down->kind = g_strdup (options->rules ? XY_DOWN_RULES : XY_DOWN_NOTICE);
  down->title = g_strdup (args[1]);
  xy_down_set_text (&down->text, options->text);
  if ((options->file != NULL && !xy_down_set_file (down, options->file, error)) || !open_office (cli, error)
      || !xy_down_send (cli->store, down, NULL, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("It was sent, and comes to the villages with their next report or receipt."));
}

static int
withdraw (XyCli *cli, const Options *options, char **args, GError **error)
{
  XyId id;

  if (!xy_id_from_text (args[0], &id))
    {
      xy_set_invalid (error, "number", _ ("“%s” is no number of what was sent; “office sent-down” shows them."),
                      args[0]);
      return XY_CLI_FAILED;
    }
  if (!open_office (cli, error) || !xy_down_withdraw (cli->store, &id, args[1], NULL, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("It is withdrawn; the villages are told with their next report or receipt."));
}

static int
sent_down (XyCli *cli, const Options *options, char **args, GError **error)
{
  return open_office (cli, error) && xy_down_fetch_sent (cli->store, NULL, error) ? xy_cli_print_down (cli, error)
                                                                                  : XY_CLI_FAILED;
}

static int
dispatch (XyCli *cli, gconstpointer options, int argc, char *argv[], GError **error)
{
  static const struct
  {
    const char *name;
    int least, most; /* behind the verb */
    int (*run) (XyCli *cli, const Options *options, char **args, GError **error);
  } verbs[] = {
    { "enroll", 2, 2, enroll },       { "villages", 0, 0, villages },   { "reviews", 0, 0, reviews },
    { "sync", 0, 1, sync_villages },  { "open", 1, 1, open_village },   { "report", 0, 1, report },
    { "send-down", 2, 2, send_down }, { "sent-down", 0, 0, sent_down }, { "withdraw", 2, 2, withdraw },
  };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name) && argc >= 2 + verbs[i].least && argc <= 2 + verbs[i].most)
      return verbs[i].run (cli, options, argv + 2, error);
  return XY_CLI_USAGE;
}

static int
run_office (XyCli *cli, int argc, char *argv[])
{
  Options options = { NULL };
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, NULL, NULL },
    { "officer", 0, 0, G_OPTION_ARG_STRING, &options.officer, NULL, NULL },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &options.ca, NULL, NULL },
    { "pin", 0, 0, G_OPTION_ARG_STRING, &options.pin, NULL, NULL },
    { "find", 0, 0, G_OPTION_ARG_STRING, &options.find, NULL, NULL },
    { "scope", 0, 0, G_OPTION_ARG_STRING, &options.scope, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, NULL, NULL },
    { "each", 0, 0, G_OPTION_ARG_STRING, &options.each, NULL, NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &options.file, NULL, NULL },
    { "rules", 0, 0, G_OPTION_ARG_NONE, &options.rules, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  int code = xy_cli_run (cli, entries, dispatch, &options, argc, argv);

  g_free (options.office);
  g_free (options.officer);
  g_free (options.text);
  g_free (options.file);
  g_free (options.ca);
  g_free (options.pin);
  g_free (options.find);
  g_free (options.scope);
  g_free (options.from);
  g_free (options.to);
  g_free (options.by);
  g_free (options.each);
  g_free (options.out);
  return code;
}

const XyCliGroup xy_cli_office = {
  .name = "office",
  .usage = "office enroll URL CODE [--office NAME --officer NAME] [--ca FILE.pem] [--pin sha256//…]\n"
           "office villages [--find TEXT]\n"
           "office reviews\n"
           "office sync [VILLAGE]\n"
           "office open VILLAGE\n"
           "office report [NAME] [--scope DIVISION] [--from PERIOD] [--to PERIOD] [--by village|township|county] "
           "[--each month|quarter|year] [--out FILE.xlsx|.csv]\n"
           "office send-down DIVISION TITLE [--text TEXT] [--file FILE] [--rules]\n"
           "office sent-down\n"
           "office withdraw NUMBER REASON",
  .summary = N_ ("A township's computer, which looks at its villages and reviews their bylaws"),
  .run = run_office,
};

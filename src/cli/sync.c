/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sync.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/village.h"
#include "sync/brake.h"
#include "sync/exchange.h"
#include "sync/leave.h"
#include "sync/state.h"

typedef struct
{
  const char *name;
  int n_args; /* behind the verb */
  int (*run) (XyCli *cli, const XyCliSync *options, char **args, GError **error);
} Verb;

/* A file without anything in it: what the village is comes from the county. */
static gboolean
open_new (XyCli *cli, const char *village, gint64 *stream, GError **error)
{
  guint64 code = 0;

  if (!xy_village_check_code (village, error))
    return FALSE;
  g_ascii_string_to_unsigned (village, 10, 0, G_MAXINT64, &code, NULL);
  *stream = (gint64) code;
  g_autofree char *path = cli->file != NULL ? g_strdup (cli->file) : xy_store_default_path (village);
  g_autofree char *folder = g_path_get_dirname (path);
  g_mkdir_with_parents (folder, 0700);
  cli->store = xy_store_open (path, cli->env, XY_STORE_CREATE, error);
  return cli->store != NULL;
}

static void
remove_new (XyCli *cli)
{
  static const char *const tails[] = { "", "-wal", "-shm" };
  g_autofree char *path = g_strdup (xy_store_get_path (cli->store));

  g_clear_object (&cli->store);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *file = g_strconcat (path, tails[i], NULL);
      g_unlink (file);
    }
}

static gboolean
open_own (XyCli *cli, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return FALSE;
  if ((cli->actor.permissions & XY_MAY_CHANGE_SETTINGS) != 0)
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED,
                       _ ("Only who may change the settings may enrol this computer with the county."));
  return FALSE;
}

static int
enroll (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  g_autofree char *ca = NULL;
  XyEnrolment enrolment = { .url = args[0], .code = args[1], .name = options->name, .pins = options->pin };

  if (options->ca != NULL && !g_file_get_contents (options->ca, &ca, NULL, NULL))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This file cannot be opened: %s"), options->ca);
      return XY_CLI_FAILED;
    }
  enrolment.ca = ca;
  if (!xy_enrolment_check (&enrolment, error)
      || !(options->village != NULL ? open_new (cli, options->village, &enrolment.stream, error)
                                    : open_own (cli, error)))
    return XY_CLI_FAILED;
  if (!xy_account_enroll (cli->store, &enrolment, NULL, error))
    {
      if (options->village != NULL)
        remove_new (cli);
      return XY_CLI_FAILED;
    }
  if (options->village != NULL)
    return xy_cli_done (cli, _ ("This computer is enrolled with the county. “sync run” fetches the village."));
  return xy_cli_done (cli,
                      _ ("This computer is enrolled with the county. Look at “sync leave-list” for what will leave "
                         "the village, then “sync run” sends it."));
}

static int
print_run (XyCli *cli, const XyExchange *exchange)
{
  const char *sentence = xy_trouble_sentence (exchange->trouble);

  if (cli->json)
    {
      g_autoptr (XyJson) json = xy_json_new ();
      xy_json_open (json, NULL, '{');
      xy_json_open (json, "run", '{');
      xy_json_int (json, "sent", exchange->progress.sent);
      xy_json_int (json, "waiting", exchange->progress.to_send - exchange->progress.sent);
      xy_json_int (json, "fetched", exchange->progress.fetched);
      xy_json_bool (json, "copied", exchange->copied);
      xy_json_text (json, "trouble", xy_trouble_word (exchange->trouble));
      xy_json_text (json, "message", sentence);
      xy_json_close (json);
      xy_json_close (json);
      xy_cli_answer (cli, json);
    }
  else
    {
      if (exchange->copied)
        g_print ("%s\n", _ ("This file is a copy or was restored: it writes under a number of its own from now on."));
      g_print (_ ("Sent: %d, waiting: %d. Come from the county: %d."), (int) exchange->progress.sent,
               (int) (exchange->progress.to_send - exchange->progress.sent), (int) exchange->progress.fetched);
      g_print ("\n");
    }
  if (sentence != NULL)
    g_printerr ("%s\n", sentence);
  return exchange->trouble == XY_TROUBLE_NONE ? XY_CLI_DONE : XY_CLI_REFUSED;
}

static int
run (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  XyExchange exchange;

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  do
    if (!xy_exchange_run (cli->store, TRUE, NULL, NULL, NULL, &exchange, error))
      return XY_CLI_FAILED;
  while (exchange.more);
  return print_run (cli, &exchange);
}

static const char *
enrolment_word (const XySyncState *state)
{
  static const char *const words[] = {
    [XY_ENROLMENT_NONE] = "none",
    [XY_ENROLMENT_AGAIN] = "again",
    [XY_ENROLMENT_FINE] = "fine",
  };

  return words[state->enrolment];
}

static void
print_status_json (XyCli *cli, const XySyncState *state)
{
  g_autoptr (XyJson) json = xy_json_new ();

  xy_json_open (json, NULL, '{');
  xy_json_open (json, "status", '{');
  xy_json_text (json, "enrolment", enrolment_word (state));
  xy_json_text (json, "url", state->url);
  xy_json_text (json, "role", state->role);
  xy_json_int (json, "stream", state->stream);
  xy_json_bool (json, "copied", state->copied);
  xy_json_int (json, "accepted", state->accepted);
  xy_json_int (json, "waiting", state->waiting);
  xy_json_int (json, "held", state->held);
  xy_json_int (json, "returned", state->returned);
  xy_json_int (json, "conflicts", state->conflicts);
  xy_json_int (json, "deletions", state->deletions);
  xy_json_int (json, "news", state->news);
  xy_json_int (json, "photos", state->photos);
  xy_json_int (json, "receipt_at", state->receipt_at);
  xy_json_int (json, "last_try_at", state->last_try_at);
  xy_json_int (json, "next_at", state->next_at);
  xy_json_bool (json, "silent", xy_sync_state_is_silent (state));
  xy_json_text (json, "trouble", xy_trouble_word (state->trouble));
  xy_json_text (json, "message", xy_trouble_sentence (state->trouble));
  xy_json_close (json);
  xy_json_close (json);
  xy_cli_answer (cli, json);
}

static char *
instant_or_never (gint64 instant)
{
  return instant != 0 ? xy_instant_format (instant) : g_strdup (_ ("never"));
}

static int
print_status (XyCli *cli, const XySyncState *state)
{
  static const XyCliColumn columns[] = {
    { "url", N_ ("County's server") },
    { "accepted", N_ ("Changes accepted"), XY_CLI_NUMBER },
    { "waiting", N_ ("Waiting to be sent"), XY_CLI_NUMBER },
    { "held", N_ ("Waiting at the county"), XY_CLI_NUMBER },
    { "returned", N_ ("Returned"), XY_CLI_NUMBER },
    { "conflicts", N_ ("Changed by two people"), XY_CLI_NUMBER },
    { "photos", N_ ("Files waiting to be sent"), XY_CLI_NUMBER },
    { "receipt_at", N_ ("Last receipt") },
    { "last_try_at", N_ ("Last try") },
    { "message", N_ ("How it went") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("status", columns, G_N_ELEMENTS (columns));
  g_autofree char *receipt = instant_or_never (state->receipt_at), *last = instant_or_never (state->last_try_at);
  const char *sentence = xy_trouble_sentence (state->trouble);

  if (state->last_try_at != 0 && sentence == NULL)
    sentence = _ ("Well");
  xy_cli_table_add (table, state->url, state->accepted, state->waiting, state->held, state->returned, state->conflicts,
                    state->photos, receipt, last, sentence);
  return xy_cli_table_print_card (cli, table);
}

static int
status (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  g_auto (XySyncState) state = { 0 };

  if (!xy_cli_open (cli, error) || !xy_sync_state_read (cli->store, &state, error))
    return XY_CLI_FAILED;
  if (cli->json)
    {
      print_status_json (cli, &state);
      return XY_CLI_DONE;
    }
  if (state.enrolment == XY_ENROLMENT_NONE)
    return xy_cli_done (cli, _ ("This computer is not enrolled with the county yet."));
  return print_status (cli, &state);
}

/* What came from the county and waits, because it would delete much. */
static int
deletions (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "table", N_ ("Table") },
    { "kind", N_ ("Record") },
    { "deletions", N_ ("Would be deleted"), XY_CLI_NUMBER },
    { "records", N_ ("Records"), XY_CLI_NUMBER },
    { "names", N_ ("Among them") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("deletions", columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) list = xy_cli_open (cli, error) ? xy_brake_list (cli->store, error) : NULL;

  if (list == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < list->len; i++)
    {
      const XyBrakeKind *kind = &g_array_index (list, XyBrakeKind, i);
      xy_cli_table_add (table, kind->type->table, _ (kind->type->noun), kind->n, kind->of, kind->names);
    }
  return xy_cli_table_print (cli, table);
}

static int
allow_deletions (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  gboolean done;

  if (!xy_cli_sign_in (cli, error) || !xy_actor_require (&cli->actor, XY_MAY_IMPORT, error)
      || !xy_brake_allow (cli->store, &done, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, done ? _ ("What came from the county was let through.")
                                : _ ("What came from the county goes through with the next “sync run” or receipt."));
}

static int
leave_list (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "table", N_ ("Table") },
    { "kind", N_ ("Record") },
    { "field", N_ ("Written as") },
    { "label", N_ ("Field") },
    { "personal", N_ ("Personal"), XY_CLI_FLAG },
    { "sensitive", N_ ("Sensitive"), XY_CLI_FLAG },
    { "file", N_ ("With its file"), XY_CLI_FLAG },
    { "records", N_ ("Records"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("leaving", columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) list = xy_cli_open (cli, error) ? xy_leave_list (cli->store, error) : NULL;

  if (list == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < list->len; i++)
    {
      const XyLeaving *leaving = &g_array_index (list, XyLeaving, i);
      const XyField *field = leaving->field;

      xy_cli_table_add (table, leaving->type->table, _ (leaving->type->noun), field->name,
                        field->label != NULL ? _ (field->label) : NULL, (field->flags & XY_FIELD_PERSONAL) != 0,
                        (field->flags & XY_FIELD_SENSITIVE) != 0, leaving->file, leaving->records);
    }
  return xy_cli_table_print (cli, table);
}

static const Verb verbs[] = {
  { "enroll", 2, enroll },
  { "run", 0, run },
  { "status", 0, status },
  { "leave-list", 0, leave_list },
  { "history", 0, xy_cli_sync_history },
  { "computers", 0, xy_cli_sync_computers },
  { "returned", 0, xy_cli_sync_returned },
  { "conflicts", 0, xy_cli_sync_conflicts },
  { "settle", 2, xy_cli_sync_settle },
  { "deletions", 0, deletions },
  { "allow-deletions", 0, allow_deletions },
  { "news", 0, xy_cli_sync_news },
  { "read", 1, xy_cli_sync_read },
  { "adopt", 1, xy_cli_sync_adopt },
  { "export", 1, xy_cli_sync_export },
  { "import", 1, xy_cli_sync_import },
};

static int
dispatch (XyCli *cli, gconstpointer options, int argc, char *argv[], GError **error)
{
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name) && argc == 2 + verbs[i].n_args)
      return verbs[i].run (cli, options, argv + 2, error);
  return XY_CLI_USAGE;
}

static int
run_sync (XyCli *cli, int argc, char *argv[])
{
  XyCliSync options = { NULL };
  const GOptionEntry entries[] = {
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &options.ca, NULL, NULL },
    { "pin", 0, 0, G_OPTION_ARG_STRING, &options.pin, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, NULL, NULL },
    { "new", 0, 0, G_OPTION_ARG_STRING, &options.village, NULL, NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  int code = xy_cli_run (cli, entries, dispatch, &options, argc, argv);

  g_free (options.ca);
  g_free (options.pin);
  g_free (options.name);
  g_free (options.village);
  g_free (options.out);
  return code;
}

const XyCliGroup xy_cli_sync = {
  .name = "sync",
  .usage = "sync enroll URL CODE [--ca FILE.pem] [--pin sha256//…] [--name NAME]\n"
           "sync enroll URL CODE --new VILLAGE-CODE [--ca FILE.pem] [--pin sha256//…] [--name NAME]\n"
           "sync run\n"
           "sync status\n"
           "sync leave-list\n"
           "sync history\n"
           "sync computers\n"
           "sync returned\n"
           "sync conflicts\n"
           "sync settle ROW send|drop|keep|take\n"
           "sync deletions\n"
           "sync allow-deletions\n"
           "sync news\n"
           "sync read NUMBER [--out FILE]\n"
           "sync adopt NUMBER\n"
           "sync export FOLDER\n"
           "sync import FILE.xyr",
  .summary = N_ ("What is sent to the county and comes from it"),
  .run = run_sync,
};

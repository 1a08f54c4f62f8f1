/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/scope.h"
#include "sync/office.h"

/* The codes of XyError as --json names them: a script's, so never translated and never renamed. */
static const char *const error_codes[] = {
  [XY_ERROR_INVALID] = "invalid",     [XY_ERROR_NOT_FOUND] = "not-found",
  [XY_ERROR_CONFLICT] = "conflict",   [XY_ERROR_DENIED] = "denied",
  [XY_ERROR_BUSY] = "busy",           [XY_ERROR_FULL] = "full",
  [XY_ERROR_CORRUPT] = "corrupt",     [XY_ERROR_NEWER_SCHEMA] = "newer-schema",
  [XY_ERROR_NOT_OURS] = "not-ours",   [XY_ERROR_UNREADABLE] = "unreadable",
  [XY_ERROR_CANCELLED] = "cancelled", [XY_ERROR_OFFLINE] = "offline",
  [XY_ERROR_FAILED] = "failed",
};

static const char *
code_of (const GError *error)
{
  if (error->domain == XY_ERROR && error->code >= 0 && error->code < (int) G_N_ELEMENTS (error_codes))
    return error_codes[error->code];
  return "failed";
}

/* Whether it is the file or the disk that failed, and not something in the user's matter. */
static gboolean
is_file_trouble (const GError *error)
{
  if (error->domain != XY_ERROR)
    return TRUE;
  switch ((XyError) error->code)
    {
    case XY_ERROR_BUSY:
    case XY_ERROR_FULL:
    case XY_ERROR_CORRUPT:
    case XY_ERROR_NEWER_SCHEMA:
    case XY_ERROR_NOT_OURS:
    case XY_ERROR_FAILED:
      return TRUE;
    case XY_ERROR_INVALID:
    case XY_ERROR_NOT_FOUND:
    case XY_ERROR_CONFLICT:
    case XY_ERROR_DENIED:
    case XY_ERROR_UNREADABLE:
    case XY_ERROR_CANCELLED:
    case XY_ERROR_OFFLINE:
    default:
      return FALSE;
    }
}

static char *
only_village (GError **error)
{
  g_autofree char *folder = xy_store_default_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *found = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xiangyue"))
      {
        if (found != NULL)
          {
            xy_set_invalid (error, "db", _ ("There are several villages here. Please name one with --db FILE."));
            return NULL;
          }
        found = g_build_filename (folder, name, NULL);
      }
  if (found == NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                 _ ("There is no village here yet. “xiangyue-cli init” makes one."));
  return g_steal_pointer (&found);
}

/* Whose users work here: at a township's computer those of its own file, whatever village is open. */
static XyStore *
open_users (XyCli *cli, GError **error)
{
  XyScope scope;

  if (!xy_scope_read (cli->store, &scope, error))
    return NULL;
  g_autofree char *office = scope != XY_SCOPE_VILLAGE ? xy_office_file_of (xy_store_get_path (cli->store)) : NULL;
  return office != NULL ? xy_store_open (office, cli->env, 0, error) : g_object_ref (cli->store);
}

static XyUser *
find_user (XyCli *cli, XyStore *store, GError **error)
{
  if (cli->user_name != NULL)
    return xy_user_by_name (store, cli->user_name, error);

  g_autoptr (GPtrArray) users = xy_user_list (store, error);
  if (users == NULL)
    return NULL;
  if (users->len == 1)
    return g_object_ref (users->pdata[0]);
  if (users->len > 1)
    {
      xy_set_invalid (error, "user", _ ("Please say who you are with --user NAME."));
      return NULL;
    }

  XyUser *anybody = xy_record_new (&xy_user_type);
  anybody->record.id = xy_id_new (cli->env);
  xy_set_str (&anybody->name, g_get_user_name ());
  xy_set_str (&anybody->role, XY_ROLE_ADMINISTRATOR);
  return anybody;
}

/* The rules may ask for another PIN first: that is given as for "users pin". */
static gboolean
come_in (XyCli *cli, XyStore *store, const char *pin, GError **error)
{
  const char *renewed = g_getenv ("XIANGYUE_NEW_PIN");
  g_autoptr (GError) problem = NULL;

  if (xy_user_come_in (store, cli->user, pin, NULL, &problem))
    return TRUE;
  if (renewed == NULL || g_strcmp0 (xy_error_get_field (problem), "new") != 0)
    return xy_error_pass (error, &problem);
  cli->renewed = xy_user_come_in (store, cli->user, pin, renewed, error);
  return cli->renewed;
}

static gboolean
prove_user (XyCli *cli, XyStore *store, GError **error)
{
  const char *pin = g_getenv ("XIANGYUE_PIN");
  g_autofree char *typed = NULL;

  if (pin == NULL && xy_user_has_pin (store, cli->user))
    {
      g_autofree char *question = g_strdup_printf (_ ("PIN of %s: "), cli->user->name);
      pin = typed = xy_cli_ask_secret (question);
    }
  if (pin == NULL && xy_user_has_pin (store, cli->user))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_DENIED, _ ("%s has a PIN. Please give it in XIANGYUE_PIN."),
                   cli->user->name);
      return FALSE;
    }
  return come_in (cli, store, pin, error);
}

gboolean
xy_cli_parse (XyCli *cli, const GOptionEntry *entries, int *argc, char ***argv)
{
  const GOptionEntry global[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &cli->file, NULL, NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &cli->user_name, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, global, NULL);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  /* The command's own options may stand anywhere; before the command, only ours. */
  g_option_context_set_strict_posix (context, cli->group == NULL);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  g_printerr ("%s\n", error->message);
  return FALSE;
}

int
xy_cli_run (XyCli *cli,
            const GOptionEntry *entries,
            XyCliDispatch dispatch,
            gconstpointer options,
            int argc,
            char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  int status = dispatch (cli, options, argc, argv, &error);
  if (error != NULL)
    return xy_cli_fail (cli, error);
  return status == XY_CLI_USAGE ? xy_cli_usage (cli) : status;
}

int
xy_cli_usage (XyCli *cli)
{
  g_auto (GStrv) lines = g_strsplit (cli->group->usage, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_printerr ("%s xiangyue-cli %s\n", i == 0 ? _ ("Usage:") : "      ", lines[i]);
  return XY_CLI_USAGE;
}

char *
xy_cli_path (XyCli *cli, GError **error)
{
  return cli->file != NULL ? g_strdup (cli->file) : only_village (error);
}

gboolean
xy_cli_open (XyCli *cli, GError **error)
{
  if (cli->store != NULL)
    return TRUE;

  g_autofree char *path = xy_cli_path (cli, error);
  if (path != NULL)
    cli->store = xy_store_open (path, cli->env, 0, error);
  return cli->store != NULL;
}

gboolean
xy_cli_sign_in (XyCli *cli, GError **error)
{
  if (cli->user != NULL)
    return TRUE;
  if (!xy_cli_open (cli, error))
    return FALSE;
  g_autoptr (XyStore) users = open_users (cli, error);
  cli->user = users != NULL ? find_user (cli, users, error) : NULL;
  if (cli->user == NULL)
    return FALSE;
  if (!prove_user (cli, users, error))
    {
      g_clear_object (&cli->user);
      return FALSE;
    }
  xy_user_actor (cli->user, &cli->actor);
  return TRUE;
}

char *
xy_cli_ask_secret (const char *question)
{
  struct termios shown, hidden;
  char line[256];

  if (!isatty (STDIN_FILENO) || tcgetattr (STDIN_FILENO, &shown) != 0)
    return NULL;
  g_printerr ("%s", question);
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  gboolean read = fgets (line, sizeof line, stdin) != NULL;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  g_printerr ("\n");
  if (!read)
    return NULL;
  line[strcspn (line, "\n")] = '\0';
  char *secret = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return secret;
}

int
xy_cli_done (XyCli *cli, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);

  if (!cli->json)
    {
      g_print ("%s\n", message);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_bool (json, "done", TRUE);
  xy_json_text (json, "message", message);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

int
xy_cli_fail (XyCli *cli, const GError *error)
{
  g_printerr ("%s\n", error->message);
  if (cli->json)
    {
      g_autoptr (XyJson) json = xy_json_new ();
      xy_json_open (json, NULL, '{');
      xy_json_open (json, "error", '{');
      xy_json_text (json, "code", code_of (error));
      xy_json_text (json, "field", xy_error_get_field (error));
      xy_json_text (json, "message", error->message);
      xy_json_close (json);
      xy_json_close (json);
      xy_cli_answer (cli, json);
    }
  return is_file_trouble (error) ? XY_CLI_FAILED : XY_CLI_REFUSED;
}

int
xy_cli_answer (XyCli *cli, XyJson *json)
{
  g_print ("%s\n", xy_json_get (json));
  return XY_CLI_DONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/sync.h"
#include "sync/down.h"

int
xy_cli_print_down (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "id", N_ ("Number") },
    { "kind", N_ ("Kind") },
    { "what", N_ ("What it is") },
    { "title", N_ ("Title") },
    { "file", N_ ("File") },
    { "scope", N_ ("Sent to"), XY_CLI_NUMBER },
    { "who", N_ ("Sent by") },
    { "at", N_ ("Sent") },
    { "read", N_ ("Looked at"), XY_CLI_FLAG },
    { "used", N_ ("Taken up"), XY_CLI_FLAG },
    { "withdrawn", N_ ("Withdrawn because") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("news", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = xy_down_list (cli->store, error);

  if (list == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < list->len; i++)
    {
      const XyDown *down = list->pdata[i];
      g_autofree char *at = xy_instant_format (down->at);
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&down->id, id);
      xy_cli_table_add (table, id, down->kind, xy_down_kind_label (down), down->title, down->name, down->scope,
                        down->who, at, down->read_at != 0, down->used_at != 0, down->withdrawn_why);
    }
  return xy_cli_table_print (cli, table);
}

int
xy_cli_sync_news (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  return xy_cli_open (cli, error) ? xy_cli_print_down (cli, error) : XY_CLI_FAILED;
}

static gboolean
read_id (const char *text, XyId *id, GError **error)
{
  if (xy_id_from_text (text, id))
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no such notice or file of rules here."));
  return FALSE;
}

int
xy_cli_sync_read (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  XyId id;
  gsize length = 0;

  if (!xy_cli_open (cli, error) || !read_id (args[0], &id, error))
    return XY_CLI_FAILED;
  g_autoptr (XyDown) down = xy_down_get (cli->store, &id, error);
  if (down == NULL || !xy_down_mark_read (cli->store, &id, error))
    return XY_CLI_FAILED;
  if (options->out != NULL)
    {
      if (down->file == NULL)
        {
          xy_set_invalid (error, "out", _ ("There is no file with it."));
          return XY_CLI_FAILED;
        }
      const char *bytes = g_bytes_get_data (down->file, &length);
      if (!g_file_set_contents (options->out, bytes != NULL ? bytes : "", (gssize) length, NULL))
        {
          g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("This file cannot be written: %s"), options->out);
          return XY_CLI_FAILED;
        }
    }
  if (!cli->json)
    return xy_cli_done (cli, "%s\n%s\n%s", down->title, down->who, down->text);

  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_open (json, "news", '{');
  xy_json_text (json, "id", args[0]);
  xy_json_text (json, "kind", down->kind);
  xy_json_text (json, "title", down->title);
  xy_json_text (json, "text", down->text);
  xy_json_text (json, "file", down->name);
  xy_json_int (json, "bytes", down->size);
  xy_json_int (json, "scope", down->scope);
  xy_json_text (json, "who", down->who);
  xy_json_int (json, "at", down->at);
  xy_json_close (json);
  xy_json_close (json);
  xy_cli_answer (cli, json);
  return XY_CLI_DONE;
}

int
xy_cli_sync_adopt (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  XyId id;

  if (!xy_cli_sign_in (cli, error) || !xy_actor_require (&cli->actor, XY_MAY_EDIT_RULES, error)
      || !read_id (args[0], &id, error) || !xy_down_use (cli->store, &id, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("The rules are among the ready ones of this computer now."));
}

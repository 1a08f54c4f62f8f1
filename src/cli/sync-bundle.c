/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sync.h"

#include "sync/bundle.h"

int
xy_cli_sync_export (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  g_auto (XyBundleExport) result = { NULL };

  if (!xy_cli_open (cli, error) || !xy_bundle_export (cli->store, args[0], NULL, NULL, NULL, &result, error))
    return XY_CLI_FAILED;
  g_autofree char *sentence = xy_bundle_export_sentence (&result);
  if (!cli->json)
    return xy_cli_done (cli, "%s", sentence);

  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_open (json, "bundle", '{');
  xy_json_text (json, "path", result.path);
  xy_json_int (json, "changes", result.n);
  xy_json_int (json, "bytes", result.bytes);
  xy_json_bool (json, "number", result.number);
  xy_json_int (json, "files", result.files);
  xy_json_int (json, "files_left", result.left);
  xy_json_text (json, "message", sentence);
  xy_json_close (json);
  xy_json_close (json);
  xy_cli_answer (cli, json);
  return XY_CLI_DONE;
}

int
xy_cli_sync_import (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  static const char *const words[] = {
    [XY_CARRIED_TAKEN] = "taken", [XY_CARRIED_OLD] = "old",       [XY_CARRIED_AHEAD] = "ahead",
    [XY_CARRIED_SPLIT] = "split", [XY_CARRIED_DENIED] = "denied",
  };
  XyBundleImport result;

  if (!xy_cli_open (cli, error) || !xy_bundle_import (cli->store, args[0], NULL, NULL, NULL, &result, error))
    return XY_CLI_FAILED;
  g_autofree char *sentence = xy_bundle_import_sentence (&result);
  gboolean fine = result.carried == XY_CARRIED_TAKEN || result.carried == XY_CARRIED_OLD;
  if (cli->json)
    {
      g_autoptr (XyJson) json = xy_json_new ();
      xy_json_open (json, NULL, '{');
      xy_json_open (json, "receipt", '{');
      xy_json_text (json, "result", words[result.carried]);
      xy_json_bool (json, "number", result.number);
      xy_json_int (json, "answered", result.answered);
      xy_json_int (json, "waiting", result.waiting);
      xy_json_int (json, "fetched", result.rows);
      xy_json_int (json, "deletions", result.deletions);
      xy_json_int (json, "files", result.files);
      xy_json_int (json, "news", result.news);
      xy_json_bool (json, "old", result.old);
      xy_json_int (json, "at", result.at);
      xy_json_text (json, "message", sentence);
      xy_json_close (json);
      xy_json_close (json);
      xy_cli_answer (cli, json);
    }
  else if (fine)
    g_print ("%s\n", sentence);
  if (!fine)
    g_printerr ("%s\n", sentence);
  return fine ? XY_CLI_DONE : XY_CLI_REFUSED;
}

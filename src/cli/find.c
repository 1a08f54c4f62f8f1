/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/find.h"

#define MOST_HITS 50

static int
find (XyCli *cli, const char *text, GError **error)
{
  static const XyCliColumn columns[] = {
    { "kind", "" },
    { "title", N_ ("Name") },
    { "subtitle", N_ ("Where") },
    { "here", N_ ("Lives here"), XY_CLI_FLAG },
    { "household", N_ ("Household") },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("hits", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) hits = xy_find (cli->store, text, MOST_HITS, error);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const XyHit *hit = hits->pdata[i];
      gboolean is_person = hit->kind == XY_HIT_PERSON;
      const char *kind = is_person ? _ ("Person") : _ ("Household");
      char id[XY_ID_TEXT_LENGTH + 1], household[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&hit->id, id);
      xy_id_to_text (&hit->household, household);
      if (cli->json)
        kind = is_person ? "person" : "household";
      xy_cli_table_add (table, kind, hit->title, hit->subtitle, hit->here,
                        xy_id_is_none (&hit->household) ? NULL : household, id);
    }
  if (hits == NULL)
    return XY_CLI_FAILED;
  if (hits->len == 0 && !cli->json)
    {
      g_print (_ ("Nobody is found by “%s”."), text);
      g_print ("\n");
      return XY_CLI_DONE;
    }
  return xy_cli_table_print (cli, table);
}

static int
run_find (XyCli *cli, int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, NULL, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  /* Several words are one question, as in the window. */
  g_autofree char *text = g_strjoinv (" ", argv + 1);
  int status = find (cli, text, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_find = {
  .name = "find",
  .usage = "find TEXT",
  .summary = N_ ("Look for households and persons by name, pinyin, initials, phone or number"),
  .run = run_find,
};

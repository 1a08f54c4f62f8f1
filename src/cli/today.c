/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/today.h"

static char *
text_of (const XyId *id)
{
  char text[XY_ID_TEXT_LENGTH + 1];

  if (xy_id_is_none (id))
    return NULL;
  xy_id_to_text (id, text);
  return g_strdup (text);
}

static int
print_json (XyCli *cli, const GPtrArray *lines)
{
  g_autoptr (XyJson) json = xy_json_new ();

  xy_json_open (json, NULL, '{');
  xy_json_open (json, "today", '[');
  for (guint i = 0; i < lines->len; i++)
    {
      const XyTodayLine *line = lines->pdata[i];
      g_autofree char *record = text_of (&line->record);
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "when", xy_today_when_name (line->when));
      xy_json_text (json, "kind", xy_today_kind_name (line->kind));
      xy_json_int (json, "n", line->n);
      xy_json_text (json, "word", line->word);
      xy_json_text (json, "title", line->title);
      xy_json_text (json, "note", line->note);
      xy_json_text (json, "sentence", line->sentence);
      xy_json_text (json, "until", line->has_limit ? line->day : NULL);
      xy_json_text (json, "since", !line->has_limit && line->day[0] != '\0' ? line->day : NULL);
      xy_json_text (json, "page", line->page);
      xy_json_text (json, "tab", line->tab);
      xy_json_text (json, "list", line->list);
      xy_json_text (json, "record", record);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
run (XyCli *cli, int argc, char *argv[])
{
  static const XyCliColumn columns[] = {
    { "when", N_ ("When") },   { "due", N_ ("Day") },         { "word", N_ ("To do") },
    { "title", N_ ("Title") }, { "details", N_ ("Details") },
  };
  const GOptionEntry none[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("today", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, none, &argc, &argv) || argc != 1)
    return xy_cli_usage (cli);
  if (!xy_cli_open (cli, &error) || (lines = xy_today (cli->store, &error)) == NULL)
    return xy_cli_fail (cli, error);
  if (cli->json)
    return print_json (cli, lines);
  if (lines->len == 0)
    return xy_cli_done (cli, "%s", _ ("Nothing waits today."));
  for (guint i = 0; i < lines->len; i++)
    {
      const XyTodayLine *line = lines->pdata[i];
      xy_cli_table_add (table, xy_today_when_word (line->when), line->due, line->word, line->title,
                        line->sentence != NULL ? line->sentence : line->note);
    }
  return xy_cli_table_print (cli, table);
}

const XyCliGroup xy_cli_today = { "today", "today", N_ ("What waits in the office today"), run };

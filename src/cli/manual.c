/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/error.h"
#include "core/help.h"
#include "print/help-booklet.h"

typedef struct
{
  char *out;
  gboolean folded;
} Options;

static int
list (XyCli *cli, const XyHelp *help)
{
  static const XyCliColumn columns[] = {
    { "topic", N_ ("Help topic") },
    { "title", N_ ("Title") },
    { "group", N_ ("Part") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("topics", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < xy_help_topics (help)->len; i++)
    {
      const XyHelpTopic *topic = xy_help_topics (help)->pdata[i];
      xy_cli_table_add (table, topic->name, topic->title, topic->group);
    }
  return xy_cli_table_print (cli, table);
}

static int
find (XyCli *cli, const XyHelp *help, const char *text)
{
  static const XyCliColumn columns[] = {
    { "topic", N_ ("Help topic") },
    { "title", N_ ("Title") },
    { "text", N_ ("What it says") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("hits", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) hits = xy_help_find (help, text);

  for (guint i = 0; i < hits->len; i++)
    {
      const XyHelpHit *hit = hits->pdata[i];
      xy_cli_table_add (table, hit->topic->name, hit->topic->title, hit->excerpt);
    }
  return xy_cli_table_print (cli, table);
}

/* What stands before a block. (transfer full) */
static char *
make_mark (const XyHelpBlock *block)
{
  switch (block->kind)
    {
    case XY_HELP_HEADING:
      return g_strdup ("\n");
    case XY_HELP_STEP:
      return g_strdup_printf ("%u. ", block->number);
    case XY_HELP_ITEM:
      return g_strdup ("· ");
    case XY_HELP_NOTE:
      return g_strdup ("! ");
    case XY_HELP_QUESTION:
      return g_strdup ("\n? ");
    case XY_HELP_WORD:
    case XY_HELP_PICTURE:
      return g_strdup_printf ("%s: ", block->term);
    case XY_HELP_PARAGRAPH:
    default:
      return g_strdup ("");
    }
}

static int
show (XyCli *cli, const XyHelp *help, const char *name, GError **error)
{
  const XyHelpTopic *topic = xy_help_topic (help, name);
  g_autoptr (GString) text = g_string_new (NULL);

  if (topic == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The help has no topic “%s”; “manual list” names them."),
                   name);
      return XY_CLI_REFUSED;
    }
  for (guint i = 0; i < topic->blocks->len; i++)
    {
      const XyHelpBlock *block = topic->blocks->pdata[i];
      g_autofree char *mark = make_mark (block);
      g_string_append_printf (text, "%s%s\n", mark, block->text);
    }
  if (!cli->json)
    {
      g_print ("%s\n\n%s", topic->title, text->str);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "topic", topic->name);
  xy_json_text (json, "title", topic->title);
  xy_json_text (json, "text", text->str);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
print (XyCli *cli, const XyHelp *help, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "pages", N_ ("Page count"), XY_CLI_NUMBER },
    { "file", N_ ("File") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("paper", columns, G_N_ELEMENTS (columns));
  g_autoptr (XyPaper) paper = xy_help_booklet_new (help, options->folded ? XY_HELP_FOLDED : XY_HELP_ON_A4);

  if (!xy_paper_write_pdf (paper, options->out, NULL, NULL, NULL, error))
    return XY_CLI_REFUSED;
  xy_cli_table_add (table, (gint64) xy_paper_get_n_pages (paper), options->out);
  return xy_cli_table_print_card (cli, table);
}

static int
dispatch (XyCli *cli, gconstpointer data, int argc, char *argv[], GError **error)
{
  const Options *options = data;
  g_autoptr (XyHelp) help = xy_help_new (NULL);
  const char *verb = argc > 1 ? argv[1] : "";

  if (g_str_equal (verb, "print") && argc == 2 && options->out != NULL)
    return print (cli, help, options, error);
  if (options->out != NULL || options->folded)
    return XY_CLI_USAGE;
  if (g_str_equal (verb, "list") && argc == 2)
    return list (cli, help);
  if (g_str_equal (verb, "find") && argc == 3)
    return find (cli, help, argv[2]);
  if (g_str_equal (verb, "show") && argc == 3)
    return show (cli, help, argv[2], error);
  return XY_CLI_USAGE;
}

static int
run (XyCli *cli, int argc, char *argv[])
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, NULL, NULL },
    { "folded", 0, 0, G_OPTION_ARG_NONE, &options.folded, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  int status = xy_cli_run (cli, entries, dispatch, &options, argc, argv);

  g_free (options.out);
  return status;
}

const XyCliGroup xy_cli_manual = {
  .name = "manual",
  .usage = "manual list\nmanual show TOPIC\nmanual find TEXT\nmanual print --out FILE.pdf [--folded]",
  .summary = N_ ("The help of the window, and its booklet"),
  .run = run,
};

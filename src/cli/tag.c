/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/tag.h"

#include <glib/gi18n-lib.h>

#include "cli/roster.h"

typedef struct
{
  const char *name;
  const char *target;
} NewTag;

static int
list (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Tag") },
    { "target", N_ ("For") },
    { "sensitive", N_ ("Never on a board"), XY_CLI_FLAG },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("tags", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) tags = xy_tag_list (cli->store, NULL, error);
  for (guint i = 0; tags != NULL && i < tags->len; i++)
    {
      const XyTag *tag = tags->pdata[i];
      gboolean person = g_str_equal (tag->target, XY_TAG_PERSON);
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&tag->record.id, id);
      xy_cli_table_add (table, tag->name,
                        cli->json ? tag->target
                        : person  ? _ ("persons")
                                  : _ ("households"),
                        (gboolean) tag->sensitive, id);
    }
  return tags != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static gboolean
make (XyTxn *txn, gpointer data, GError **error)
{
  const NewTag *spec = data;
  XyId id;

  return xy_tag_find_or_make (txn, spec->name, spec->target, &id, error);
}

static int
add (XyCli *cli, const char *name, gboolean person, GError **error)
{
  NewTag spec = { name, person ? XY_TAG_PERSON : XY_TAG_HOUSEHOLD };

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autofree char *title = g_strdup_printf (_ ("Add tag %s"), name);
  if (!xy_store_act (cli->store, &cli->actor, title, make, &spec, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("There is a tag %s now."), name);
}

static int
set (XyCli *cli, const char *name, char **bearers, gboolean person, gboolean on, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  XyTagging tagging = { .on = on };

  if (!xy_cli_sign_in (cli, error)
      || !xy_cli_get_tag (cli, name, person ? XY_TAG_PERSON : XY_TAG_HOUSEHOLD, &tagging.tag, error))
    return XY_CLI_FAILED;
  for (char **bearer = bearers; *bearer != NULL; bearer++)
    {
      g_autoptr (XyRecord) record = person ? (XyRecord *) xy_cli_get_person (cli, NULL, *bearer, error)
                                           : (XyRecord *) xy_cli_get_household (cli, *bearer, error);
      if (record == NULL)
        return XY_CLI_FAILED;
      g_array_append_val (ids, record->id);
    }
  tagging.bearers = (const XyId *) (gpointer) ids->data;
  tagging.n_bearers = ids->len;
  if (!xy_store_act (cli->store, &cli->actor, "", xy_tag_set_act, &tagging, error))
    return XY_CLI_FAILED;
  return on ? xy_cli_done (cli, _ ("They have the tag %s now."), name)
            : xy_cli_done (cli, _ ("They do not have the tag %s any more."), name);
}

static int
run_tag (XyCli *cli, int argc, char *argv[])
{
  gboolean person = FALSE;
  const GOptionEntry entries[] = {
    { "person", 0, 0, G_OPTION_ARG_NONE, &person, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status = XY_CLI_USAGE;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (argc == 2 && g_str_equal (argv[1], "list"))
    status = list (cli, &error);
  else if (argc == 3 && g_str_equal (argv[1], "add"))
    status = add (cli, argv[2], person, &error);
  else if (argc > 3 && (g_str_equal (argv[1], "set") || g_str_equal (argv[1], "clear")))
    status = set (cli, argv[2], argv + 3, person, g_str_equal (argv[1], "set"), &error);
  if (error != NULL)
    return xy_cli_fail (cli, error);
  return status == XY_CLI_USAGE ? xy_cli_usage (cli) : status;
}

const XyCliGroup xy_cli_tags = {
  .name = "tag",
  .usage = "tag list\n"
           "tag add NAME [--person]\n"
           "tag set NAME HOUSEHOLD …\n"
           "tag set NAME --person PERSON …\n"
           "tag clear NAME [--person] HOUSEHOLD|PERSON …",
  .summary = N_ ("Marks of households and persons"),
  .run = run_tag,
};

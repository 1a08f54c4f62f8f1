/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/op.h"

static const char *
kind_label (char kind)
{
  switch (kind)
    {
    case 'i':
      return _ ("New");
    case 'd':
      return _ ("Deleted");
    default:
      return _ ("Changed");
    }
}

/* Numbers of persons stay covered here as in lists; the whole record is shown by its own command, with a reason. */
static char *
shown (const XyOpField *field, const char *value)
{
  if (value == NULL)
    return NULL;
  if (field->field != NULL && (field->field->flags & (XY_FIELD_PERSONAL | XY_FIELD_SENSITIVE)) != 0)
    return g_strdup ("***");
  return g_strdup (value);
}

static void
add_operation (XyCli *cli, XyCliTable *table, const XyOpInfo *op)
{
  static const char *const kinds[] = { "insert", "delete", "update" };
  g_autofree char *at = xy_instant_format (op->at);
  const char *kind = cli->json ? kinds[op->kind == 'i' ? 0 : op->kind == 'd' ? 1 : 2] : kind_label (op->kind);

  for (guint i = 0; i < op->fields->len; i++)
    {
      const XyOpField *field = op->fields->pdata[i];
      g_autofree char *before = shown (field, field->before), *after = shown (field, field->after);
      const char *name = cli->json || field->field == NULL ? field->name : _ (field->field->label);
      xy_cli_table_add (table, op->n, at, op->who, kind, name, before, after, op->title);
    }
}

static int
history (XyCli *cli, const char *text, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number"), XY_CLI_NUMBER },
    { "at", N_ ("When") },
    { "who", N_ ("Who") },
    { "kind", "" },
    { "field", N_ ("Field") },
    { "before", N_ ("Before") },
    { "after", N_ ("After") },
    { "title", N_ ("What") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("changes", columns, G_N_ELEMENTS (columns));
  XyId id;

  if (!xy_id_from_text (text, &id))
    {
      xy_set_invalid (error, "record", _ ("A record is named by its id, as the lists with --json show it."));
      return XY_CLI_REFUSED;
    }
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) ops = xy_op_history (cli->store, &id, error);
  if (ops == NULL)
    return XY_CLI_FAILED;
  if (ops->len == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nothing is recorded under %s."), text);
      return XY_CLI_REFUSED;
    }
  for (guint i = 0; i < ops->len; i++)
    add_operation (cli, table, ops->pdata[i]);
  return xy_cli_table_print (cli, table);
}

static int
run_history (XyCli *cli, int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, NULL, &argc, &argv) || argc != 2)
    return xy_cli_usage (cli);
  int status = history (cli, argv[1], &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_history = {
  .name = "history",
  .usage = "history RECORD",
  .summary = N_ ("Who changed a record, when, and from what to what"),
  .run = run_history,
};

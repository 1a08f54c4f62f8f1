/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/sync.h"
#include "sync/settle.h"

static const struct
{
  const char *word;
  XySettleWay way;
} ways[] = {
  { "send", XY_SETTLE_SEND },
  { "drop", XY_SETTLE_DROP },
  { "keep", XY_SETTLE_KEEP },
  { "take", XY_SETTLE_TAKE },
};

/* "send drop". Returns: (transfer full). */
static char *
way_words (guint offered)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if ((offered & ways[i].way) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", ways[i].word);
  return g_string_free (words, FALSE);
}

int
xy_cli_sync_returned (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "row", N_ ("Row") },    { "record", N_ ("Record") },
    { "code", N_ ("Code") },  { "held", N_ ("Waits"), XY_CLI_FLAG },
    { "reason", N_ ("Why") }, { "advice", N_ ("What to do") },
    { "who", N_ ("Who") },    { "ways", N_ ("Ways") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("returned", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = xy_cli_open (cli, error) ? xy_standing_list_returned (cli->store, error) : NULL;

  if (list == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < list->len; i++)
    {
      const XyReturned *returned = list->pdata[i];
      g_autofree char *words = way_words (returned->ways);
      char row[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&g_array_index (returned->rows, XyReturnedRow, 0).row, row);
      xy_cli_table_add (table, row, returned->what, returned->why->code, returned->held, _ (returned->why->reason),
                        _ (returned->why->advice), returned->who, words);
    }
  return xy_cli_table_print (cli, table);
}

int
xy_cli_sync_conflicts (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "row", N_ ("Row") },           { "record", N_ ("Record") }, { "field", N_ ("Field") },
    { "stands", N_ ("Stands now") }, { "by", N_ ("Who") },        { "gave_way", N_ ("The other one") },
    { "other", N_ ("Who else") },    { "ways", N_ ("Ways") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("conflicts", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = xy_cli_open (cli, error) ? xy_standing_list_conflicts (cli->store, TRUE, error) : NULL;

  if (list == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < list->len; i++)
    {
      const XyConflict *conflict = list->pdata[i];
      g_autofree char *words = way_words (conflict->ways);
      char row[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&conflict->row, row);
      for (guint j = 0; j < conflict->fields->len; j++)
        {
          const XyConflictField *field = conflict->fields->pdata[j];
          xy_cli_table_add (table, row, conflict->what, field->label, field->stands, conflict->stands.who,
                            field->gave_way, conflict->gave_way.who, words);
        }
    }
  return xy_cli_table_print (cli, table);
}

int
xy_cli_sync_settle (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  XySettlement settlement = { .way = 0 };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (args[1], ways[i].word))
      settlement.way = ways[i].way;
  if (settlement.way == 0)
    return XY_CLI_USAGE;
  if (!xy_id_from_text (args[0], &settlement.row))
    {
      xy_set_invalid (error, "row", _ ("There is no such row: “sync returned” and “sync conflicts” list them."));
      return XY_CLI_FAILED;
    }
  if (!xy_cli_sign_in (cli, error)
      || !xy_store_act (cli->store, &cli->actor, _ ("Settle with the county"), xy_settle, &settlement, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("This is settled. The county and the other computers see it with the next “sync run”."));
}

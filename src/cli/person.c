/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/roster.h"
#include "core/duplicate.h"
#include "core/purge.h"
#include "core/record-format.h"
#include "core/tag.h"

static int
list (XyCli *cli, const XyCliFilter *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name") },         { "relation", N_ ("Relation") },   { "sex", N_ ("Sex") },
    { "birthday", N_ ("Birthday") }, { "id_number", N_ ("ID number") }, { "phone", N_ ("Phone") },
    { "group", N_ ("Group") },       { "household", N_ ("Household") }, { "head", N_ ("Head") },
    { "tags", N_ ("Tags") },         { "state", N_ ("State") },         { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("persons", columns, G_N_ELEMENTS (columns));
  static const char *const orders[XY_PERSONS_N_ORDERS] = {
    "household", "group", "name", "sex", "age", "state", "pinyin"
  };
  XyRosterFilter filter;
  guint order;

  if (!xy_cli_order (options, orders, G_N_ELEMENTS (orders), &order, error) || !xy_cli_open (cli, error)
      || !xy_cli_filter (cli, options, XY_TAG_PERSON, &filter, error))
    return XY_CLI_FAILED;
  g_autoptr (GArray) ids = xy_person_list_ids (cli->store, &filter, (XyPersonOrder) order, options->reverse, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_person_list_rows (cli->store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyPersonRow *row = rows->pdata[i];
      const XyPerson *person = row->person;
      g_autofree char *number = xy_record_format (person, xy_record_type_field (&xy_person_type, "id_number"), TRUE);
      g_autofree char *phone = xy_record_format (person, xy_record_type_field (&xy_person_type, "phone"), TRUE);
      g_autofree char *birthday = xy_record_format (person, xy_record_type_field (&xy_person_type, "birthday"), TRUE);
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&person->record.id, id);
      xy_cli_table_add (table, person->name, person->relation, person->sex, birthday, number, phone, row->unit_name,
                        row->number, row->head_name, row->tags,
                        cli->json ? person->state : xy_person_state_label (person->state), id);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
show (XyCli *cli, const char *name, const char *reason, GError **error)
{
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyPerson) person = xy_cli_get_person (cli, NULL, name, error);
  if (person == NULL || !xy_cli_reveal (cli, person->name, &person->record.id, reason, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) rows = xy_person_list_rows (cli->store, &person->record.id, 1, error);
  if (rows == NULL)
    return XY_CLI_FAILED;
  const XyPersonRow *row = rows->pdata[0];
  if (cli->json)
    {
      g_autoptr (XyJson) json = xy_json_new ();
      xy_json_open (json, NULL, '{');
      xy_cli_open_record (json, "person", person, reason == NULL);
      xy_json_text (json, "group", row != NULL ? row->unit_name : NULL);
      xy_json_text (json, "household", row != NULL ? row->number : NULL);
      xy_json_text (json, "head", row != NULL ? row->head_name : NULL);
      xy_json_text (json, "tags", row != NULL ? row->tags : NULL);
      xy_json_close (json);
      xy_json_close (json);
      return xy_cli_answer (cli, json);
    }
  xy_cli_print_fields (person, reason == NULL);
  xy_cli_print_line (_ ("Group"), row != NULL ? row->unit_name : NULL);
  xy_cli_print_line (_ ("Household"), row != NULL ? row->number : NULL);
  xy_cli_print_line (_ ("Head"), row != NULL ? row->head_name : NULL);
  xy_cli_print_line (_ ("Tags"), row != NULL ? row->tags : NULL);
  return XY_CLI_DONE;
}

static int
add (XyCli *cli, const char *household_name, char **fields, GError **error)
{
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
  XyCliChange change = { &person->record, fields, NULL };

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHousehold) household = xy_cli_get_household (cli, household_name, error);
  if (household == NULL)
    return XY_CLI_FAILED;
  person->household = household->record.id;
  if (!xy_store_act (cli->store, &cli->actor, _ ("Add person"), xy_cli_save_change, &change, error))
    return XY_CLI_FAILED;
  g_autofree char *where = xy_household_describe (household);
  return xy_cli_done (cli, _ ("%s is in the household %s."), person->name, where);
}

static int
edit (XyCli *cli, const char *name, char **fields, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyPerson) person = xy_cli_get_person (cli, NULL, name, error);
  if (person == NULL)
    return XY_CLI_FAILED;
  XyCliChange change = { &person->record, fields, NULL };
  g_autofree char *title = g_strdup_printf (_ ("Change %s"), person->name);
  if (!xy_store_act (cli->store, &cli->actor, title, xy_cli_save_change, &change, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s was changed."), person->name);
}

static gboolean
delete_person (XyTxn *txn, gpointer person, GError **error)
{
  return xy_person_delete (txn, &((XyRecord *) person)->id, error);
}

static int
remove_one (XyCli *cli, const char *name, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyPerson) person = xy_cli_get_person (cli, NULL, name, error);
  if (person == NULL)
    return XY_CLI_FAILED;
  g_autofree char *title = g_strdup_printf (_ ("Delete %s"), person->name);
  if (!xy_store_act (cli->store, &cli->actor, title, delete_person, person, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s was deleted."), person->name);
}

/* Without a witness, what would go. */
static int
purge (XyCli *cli, const char *name, const char *reason, const char *witness, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name") },
    { "household", N_ ("Household") },
    { "fields", N_ ("Known of the person"), XY_CLI_NUMBER },
    { "changes", N_ ("Lines of the history"), XY_CLI_NUMBER },
    { "head", N_ ("The household's own too"), XY_CLI_FLAG },
    { "waiting", N_ ("Some only behind the county's answer"), XY_CLI_FLAG },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("purge", columns, G_N_ELEMENTS (columns));
  g_auto (XyPurgeFacts) facts = { NULL };

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyPerson) person = xy_cli_get_former (cli, name, error);
  if (person == NULL || !xy_purge_look (cli->store, &person->record.id, &facts, error))
    return XY_CLI_FAILED;
  if (witness == NULL)
    {
      xy_cli_table_add (table, facts.name, facts.household, facts.fields, facts.changes, facts.head, facts.waiting);
      return xy_cli_table_print_card (cli, table);
    }
  const XyPurge asked = { person->record.id, reason != NULL ? reason : "", witness };
  if (!xy_purge_run (cli->store, &cli->actor, &asked, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("The information on that person was purged."));
}

static int
duplicates (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "first_name", N_ ("Name") }, { "second_name", N_ ("Name") },    { "same", N_ ("What is the same") },
    { "first", N_ ("Record") },    { "second", N_ ("Other record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("duplicates", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) pairs = xy_person_list_duplicates (cli->store, 0, error);
  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    {
      const XyDuplicate *pair = pairs->pdata[i];
      g_autofree char *same = xy_duplicate_explain (pair);
      char first[XY_ID_TEXT_LENGTH + 1], second[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&pair->first, first);
      xy_id_to_text (&pair->second, second);
      xy_cli_table_add (table, pair->first_name, pair->second_name, same, first, second);
    }
  return pairs != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
merge (XyCli *cli, const char *away_name, const char *keep_name, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyPerson) away = xy_cli_get_person (cli, NULL, away_name, error);
  g_autoptr (XyPerson) keep = away != NULL ? xy_cli_get_person (cli, NULL, keep_name, error) : NULL;
  if (keep == NULL)
    return XY_CLI_FAILED;
  XyMerger merger = { keep->record.id, away->record.id };
  if (!xy_person_make_one (cli->store, &cli->actor, &merger, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("The two records are one now: %s."), keep->name);
}

static int
run_person (XyCli *cli, int argc, char *argv[])
{
  g_auto (XyCliFilter) filter = { NULL };
  g_autofree char *reason = NULL, *witness = NULL;
  const GOptionEntry entries[] = {
    XY_CLI_FILTER_ENTRIES (filter),
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, NULL },
    { "witness", 0, 0, G_OPTION_ARG_STRING, &witness, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status = XY_CLI_USAGE;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (argc == 2 && g_str_equal (argv[1], "list"))
    status = list (cli, &filter, &error);
  else if (argc == 2 && g_str_equal (argv[1], "duplicates"))
    status = duplicates (cli, &error);
  else if (argc == 3 && g_str_equal (argv[1], "show"))
    status = show (cli, argv[2], reason, &error);
  else if (argc > 3 && g_str_equal (argv[1], "add"))
    status = add (cli, argv[2], argv + 3, &error);
  else if (argc > 3 && g_str_equal (argv[1], "edit"))
    status = edit (cli, argv[2], argv + 3, &error);
  else if (argc == 3 && g_str_equal (argv[1], "delete"))
    status = remove_one (cli, argv[2], &error);
  else if (argc == 3 && g_str_equal (argv[1], "purge"))
    status = purge (cli, argv[2], reason, witness, &error);
  else if (argc == 4 && g_str_equal (argv[1], "merge"))
    status = merge (cli, argv[2], argv[3], &error);
  if (error != NULL)
    return xy_cli_fail (cli, error);
  return status == XY_CLI_USAGE ? xy_cli_usage (cli) : status;
}

const XyCliGroup xy_cli_persons = {
  .name = "person",
  .usage = "person list [--group GROUP] [--tag TAG] [--state live|here|away|left|all] [--text TEXT] "
           "[--sort household|group|name|sex|age|state|pinyin] [--reverse]\n"
           "person show NAME [--reason TEXT]\n"
           "person add HOUSEHOLD FIELD=VALUE …\n"
           "person edit NAME FIELD=VALUE …\n"
           "person delete NAME\n"
           "person purge NAME [--reason TEXT --witness NAME]\n"
           "person duplicates\n"
           "person merge NAME NAME",
  .summary = N_ ("The persons of the roster"),
  .run = run_person,
};

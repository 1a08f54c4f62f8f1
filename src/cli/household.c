/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/roster.h"
#include "core/duplicate.h"
#include "core/household-overview.h"
#include "core/mask.h"
#include "core/number.h"
#include "core/record-format.h"
#include "core/tag.h"

static int
list (XyCli *cli, const XyCliFilter *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number") },
    { "group", N_ ("Group") },
    { "head", N_ ("Head") },
    { "people", N_ ("Persons"), XY_CLI_NUMBER },
    { "phone", N_ ("Phone") },
    { "points", N_ ("Points"), XY_CLI_POINTS },
    { "tags", N_ ("Tags") },
    { "state", N_ ("State") },
    { "problems", N_ ("To mend"), XY_CLI_NUMBER },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("households", columns, G_N_ELEMENTS (columns));
  static const char *const orders[XY_HOUSEHOLDS_N_ORDERS] = { "number", "group", "head",       "people",
                                                              "points", "state", "group-head", "pinyin" };
  XyRosterFilter filter;
  guint order;

  if (!xy_cli_order (options, orders, G_N_ELEMENTS (orders), &order, error) || !xy_cli_open (cli, error)
      || !xy_cli_filter (cli, options, XY_TAG_HOUSEHOLD, &filter, error))
    return XY_CLI_FAILED;
  g_autoptr (GArray) ids =
      xy_household_list_ids (cli->store, &filter, (XyHouseholdOrder) order, options->reverse, NULL, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_household_list_rows (cli->store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyHouseholdRow *row = rows->pdata[i];
      const XyHousehold *household = row->household;
      g_autofree char *phone = xy_mask_phone (row->phone);
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&household->record.id, id);
      xy_cli_table_add (table, household->number, row->unit_name, household->head_name, row->people, phone, row->points,
                        row->tags, cli->json ? household->state : xy_household_state_label (household->state),
                        (gint64) row->n_problems, id);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static void
print_members (const XyHouseholdOverview *overview, gboolean masked)
{
  g_print ("\n%s\n", _ ("Members:"));
  for (guint i = 0; i < overview->members->len; i++)
    {
      const XyPerson *person = overview->members->pdata[i];
      g_autofree char *number = xy_record_format (person, xy_record_type_field (&xy_person_type, "id_number"), masked);
      g_autofree char *day = xy_record_format (person, xy_record_type_field (&xy_person_type, "birthday"), masked);
      g_print ("  %s  %s  %s  %s  %s  %s\n", person->name, person->relation != NULL ? person->relation : "",
               person->sex != NULL ? person->sex : "", day, number, xy_person_state_label (person->state));
    }
  for (guint i = 0; i < overview->former->len; i++)
    {
      const XyFormerMember *former = overview->former->pdata[i];
      g_print ("  (%s  %s  %s  %s)\n", former->person->name, former->what, former->day != NULL ? former->day : "",
               former->where != NULL ? former->where : "");
    }
}

static void
print_rest (const XyHouseholdOverview *overview)
{
  if (overview->events->len > 0)
    g_print ("\n%s\n", _ ("Events:"));
  for (guint i = 0; i < overview->events->len; i++)
    {
      const XyEventLine *line = overview->events->pdata[i];
      g_print ("  %s  %s  %s  %s  %s\n", line->day, xy_event_kind_label (line->kind),
               line->persons != NULL ? line->persons : "", line->other_name != NULL ? line->other_name : "",
               line->note != NULL ? line->note : "");
    }
  if (overview->problems->len > 0)
    g_print ("\n%s\n", _ ("To mend:"));
  for (guint i = 0; i < overview->problems->len; i++)
    g_print ("  %s\n", ((const XyProblem *) overview->problems->pdata[i])->sentence);
}

static void
add_people (XyJson *json, const XyHouseholdOverview *overview, gboolean masked)
{
  xy_json_open (json, "members", '[');
  for (guint i = 0; i < overview->members->len; i++)
    {
      xy_cli_open_record (json, NULL, overview->members->pdata[i], masked);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_open (json, "former", '[');
  for (guint i = 0; i < overview->former->len; i++)
    {
      const XyFormerMember *former = overview->former->pdata[i];
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "name", former->person->name);
      xy_json_text (json, "day", former->day);
      xy_json_text (json, "where", former->where);
      xy_json_close (json);
    }
  xy_json_close (json);
}

static int
answer (XyCli *cli, const XyHouseholdOverview *overview, gboolean masked)
{
  g_autoptr (XyJson) json = xy_json_new ();

  xy_json_open (json, NULL, '{');
  xy_cli_open_record (json, "household", overview->household, masked);
  xy_json_text (json, "group", overview->unit_path);
  xy_json_int (json, "points", overview->total);
  xy_json_open (json, "tags", '[');
  for (guint i = 0; i < overview->tags->len; i++)
    xy_json_text (json, NULL, ((const XyTag *) overview->tags->pdata[i])->name);
  xy_json_close (json);
  add_people (json, overview, masked);
  xy_json_open (json, "events", '[');
  for (guint i = 0; i < overview->events->len; i++)
    {
      const XyEventLine *line = overview->events->pdata[i];
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "kind", xy_event_kind_name (line->kind));
      xy_json_text (json, "day", line->day);
      xy_json_text (json, "persons", line->persons);
      xy_json_text (json, "other", line->other_name);
      xy_json_text (json, "note", line->note);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_open (json, "problems", '[');
  for (guint i = 0; i < overview->problems->len; i++)
    xy_json_text (json, NULL, ((const XyProblem *) overview->problems->pdata[i])->sentence);
  xy_json_close (json);
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
show (XyCli *cli, const char *name, const char *reason, GError **error)
{
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHousehold) found = xy_cli_get_household (cli, name, error);
  if (found == NULL || !xy_cli_reveal (cli, found->head_name, &found->record.id, reason, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHouseholdOverview) overview = xy_household_load_overview (cli->store, &found->record.id, 0, error);
  if (overview == NULL)
    return XY_CLI_FAILED;
  if (cli->json)
    return answer (cli, overview, reason == NULL);

  g_autoptr (GString) tags = g_string_new (NULL);
  g_autofree char *total = xy_points_format (overview->total);
  for (guint i = 0; i < overview->tags->len; i++)
    g_string_append_printf (tags, "%s%s", i > 0 ? "、" : "", ((const XyTag *) overview->tags->pdata[i])->name);
  xy_cli_print_line (_ ("Group"), overview->unit_path);
  xy_cli_print_fields (overview->household, reason == NULL);
  xy_cli_print_line (_ ("Tags"), tags->str);
  xy_cli_print_line (_ ("Points"), total);
  print_members (overview, reason == NULL);
  print_rest (overview);
  return XY_CLI_DONE;
}

static int
add (XyCli *cli, const char *group, char **fields, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
  XyCliChange change = { &household->record, fields, group };

  if (!xy_cli_sign_in (cli, error)
      || !xy_store_act (cli->store, &cli->actor, _ ("Add household"), xy_cli_save_change, &change, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("The household has the number %s."), household->number);
}

static int
edit (XyCli *cli, const char *name, const char *group, char **fields, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHousehold) household = xy_cli_get_household (cli, name, error);
  if (household == NULL)
    return XY_CLI_FAILED;
  XyCliChange change = { &household->record, fields, group };
  g_autofree char *who = xy_household_describe (household);
  g_autofree char *title = g_strdup_printf (_ ("Change household %s"), who);
  if (!xy_store_act (cli->store, &cli->actor, title, xy_cli_save_change, &change, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s was changed."), who);
}

static gboolean
delete_household (XyTxn *txn, gpointer household, GError **error)
{
  return xy_household_delete (txn, &((XyRecord *) household)->id, error);
}

static int
remove_one (XyCli *cli, const char *name, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHousehold) household = xy_cli_get_household (cli, name, error);
  if (household == NULL)
    return XY_CLI_FAILED;
  g_autofree char *who = xy_household_describe (household);
  g_autofree char *title = g_strdup_printf (_ ("Delete household %s"), who);
  if (!xy_store_act (cli->store, &cli->actor, title, delete_household, household, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s was deleted."), who);
}

static int
merge (XyCli *cli, const char *away_name, const char *keep_name, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHousehold) away = xy_cli_get_household (cli, away_name, error);
  g_autoptr (XyHousehold) keep = away != NULL ? xy_cli_get_household (cli, keep_name, error) : NULL;
  if (keep == NULL)
    return XY_CLI_FAILED;
  XyMerger merger = { keep->record.id, away->record.id };
  if (!xy_household_make_one (cli->store, &cli->actor, &merger, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("The two records are one now: %s."), keep->number);
}

static int
problems (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name") },
    { "sentence", N_ ("What is wrong") },
    { "household", N_ ("Household") },
    { "person", N_ ("Person") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("problems", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) found = xy_household_list_problems (cli->store, NULL, 0, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const XyProblem *problem = found->pdata[i];
      char household[XY_ID_TEXT_LENGTH + 1], person[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&problem->household, household);
      xy_id_to_text (&problem->person, person);
      xy_cli_table_add (table, problem->name, problem->sentence, xy_id_is_none (&problem->household) ? NULL : household,
                        xy_id_is_none (&problem->person) ? NULL : person);
    }
  return found != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
run_household (XyCli *cli, int argc, char *argv[])
{
  g_auto (XyCliFilter) filter = { NULL };
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
    XY_CLI_FILTER_ENTRIES (filter),
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status = XY_CLI_USAGE;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (argc == 2 && g_str_equal (argv[1], "list"))
    status = list (cli, &filter, &error);
  else if (argc == 2 && g_str_equal (argv[1], "problems"))
    status = problems (cli, &error);
  else if (argc == 3 && g_str_equal (argv[1], "show"))
    status = show (cli, argv[2], reason, &error);
  else if (g_str_equal (argv[1], "add"))
    status = add (cli, filter.group, argv + 2, &error);
  else if (argc > 2 && g_str_equal (argv[1], "edit"))
    status = edit (cli, argv[2], filter.group, argv + 3, &error);
  else if (argc == 3 && g_str_equal (argv[1], "delete"))
    status = remove_one (cli, argv[2], &error);
  else if (argc == 4 && g_str_equal (argv[1], "merge"))
    status = merge (cli, argv[2], argv[3], &error);
  if (error != NULL)
    return xy_cli_fail (cli, error);
  return status == XY_CLI_USAGE ? xy_cli_usage (cli) : status;
}

const XyCliGroup xy_cli_households = {
  .name = "household",
  .usage = "household list [--group GROUP] [--tag TAG] [--state live|here|away|left|all] [--text TEXT] "
           "[--sort number|group|head|people|points|state|group-head|pinyin] [--reverse]\n"
           "household show NUMBER [--reason TEXT]\n"
           "household add [--group GROUP] FIELD=VALUE …\n"
           "household edit NUMBER [--group GROUP] FIELD=VALUE …\n"
           "household delete NUMBER\n"
           "household merge NUMBER NUMBER\n"
           "household problems",
  .summary = N_ ("The households of the roster"),
  .run = run_household,
};

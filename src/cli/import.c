/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/import-points.h"
#include "tabular/roster-import.h"

#define MOST_LINES 200 /* of what is wrong, and of what changes, without --json */

typedef struct
{
  char *sheet;
  char *group;
  char *rest;
  char *charset;
  char *day;
  char **map; /* FIELD=COLUMN */
  gboolean dry_run;
} Options;

static const char *const groupings[] = {
  [XY_ROSTER_BY_NUMBER] = "number", [XY_ROSTER_BY_HEAD] = "head", [XY_ROSTER_BY_RELATION] = "relation",
  [XY_ROSTER_BY_SERIAL] = "serial", [XY_ROSTER_EACH_ROW] = "row",
};

static const char *const severities[] = {
  [XY_ROSTER_HINT] = "note",
  [XY_ROSTER_WARNING] = "warning",
  [XY_ROSTER_ERROR] = "error",
};

static const char *const diffs[] = {
  [XY_ROSTER_UNCHANGED] = "unchanged",
  [XY_ROSTER_ADDED] = "added",
  [XY_ROSTER_CHANGED] = "changed",
  [XY_ROSTER_MISSING] = "missing",
};

/* One FIELD=COLUMN of --map. */
static gboolean
map_column (GPtrArray *layouts, const XyWorkbook *workbook, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  XyRosterField field;
  gboolean found = FALSE;

  if (parts[0] == NULL || parts[1] == NULL)
    {
      xy_set_invalid (error, "map", _ ("Write --map FIELD=COLUMN, for example --map name=C."));
      return FALSE;
    }
  if (!xy_roster_field_from_name (parts[0], &field))
    field = xy_roster_heading_match (parts[0], NULL);
  if (field == XY_ROSTER_NONE && !g_str_equal (parts[0], "none"))
    {
      xy_set_invalid (error, "map", _ ("The roster has no field “%s”."), parts[0]);
      return FALSE;
    }
  for (guint i = 0; i < layouts->len; i++)
    {
      XyRosterLayout *layout = layouts->pdata[i];
      int column = layout->used ? xy_roster_layout_find_column (layout, parts[1]) : -1;
      found |= column >= 0 && xy_roster_layout_set_field (layout, workbook, (guint) column, field);
    }
  if (!found)
    xy_set_invalid (error, "map", _ ("The file has no column “%s”."), parts[1]);
  return found;
}

static void
add_layout (XyJson *json, const XyRosterLayout *layout)
{
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "name", layout->name);
  xy_json_bool (json, "used", layout->used);
  xy_json_text (json, "remark", layout->remark);
  if (layout->used)
    {
      xy_json_text (json, "group", layout->group);
      xy_json_text (json, "households_by", groupings[layout->grouping]);
      xy_json_int (json, "heading_row", layout->header_first + 1);
      xy_json_int (json, "heading_last_row", layout->header_last + 1);
      xy_json_open (json, "columns", '[');
      for (guint c = 0; c < layout->columns->len; c++)
        {
          const XyRosterColumn *column = layout->columns->pdata[c];
          g_autofree char *letters = xy_roster_column_letters (column->column);
          xy_json_open (json, NULL, '{');
          xy_json_text (json, "column", letters);
          xy_json_text (json, "heading", column->heading);
          xy_json_text (json, "field", xy_roster_field_name (column->field));
          xy_json_int (json, "score", column->score);
          xy_json_close (json);
        }
      xy_json_close (json);
    }
  xy_json_close (json);
}

static void
add_counts (XyJson *json, const char *key, const guint *counts)
{
  xy_json_open (json, key, '{');
  for (guint d = 0; d < XY_ROSTER_N_DIFFS; d++)
    xy_json_int (json, diffs[d], counts[d]);
  xy_json_close (json);
}

static const char *
sheet_name (const XyRosterPlan *plan, guint sheet)
{
  return xy_sheet_get_name (xy_workbook_get_sheet (plan->read->workbook, sheet));
}

static void
add_messages (XyJson *json, const XyRosterPlan *plan, const GArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    {
      const XyRosterMessage *message = &g_array_index (messages, XyRosterMessage, i);
      g_autofree char *letters = message->column >= 0 ? xy_roster_column_letters ((guint) message->column) : NULL;
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "severity", severities[message->severity]);
      xy_json_text (json, "sheet", sheet_name (plan, message->sheet));
      xy_json_int (json, "row", message->row + 1);
      xy_json_text (json, "column", letters);
      xy_json_text (json, "message", message->text);
      xy_json_close (json);
    }
}

static void
add_item (XyJson *json, const XyRosterPlan *plan, const char *what, const XyRosterItem *item)
{
  if (item->diff != XY_ROSTER_CHANGED && item->diff != XY_ROSTER_MISSING)
    return;
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "what", what);
  xy_json_text (json, "diff", diffs[item->diff]);
  xy_json_text (json, "name", item->name);
  xy_json_text (json, "household", item->number);
  xy_json_text (json, "group", item->group);
  xy_json_open (json, "changes", '[');
  for (guint i = 0; i < item->n_changes; i++)
    {
      const XyRosterChange *change = xy_roster_plan_change (plan, item, i);
      g_autofree char *before = xy_roster_change_show (change, change->before, TRUE);
      g_autofree char *after = xy_roster_change_show (change, change->after, TRUE);
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "field", change->field->name);
      xy_json_text (json, "before", before);
      xy_json_text (json, "after", after);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
}

static int
answer (XyCli *cli, const Options *options, const XyRosterPlan *plan, gboolean saved, const char *backup)
{
  g_autoptr (XyJson) json = xy_json_new ();
  guint left = xy_roster_rest_count (plan);

  xy_json_open (json, NULL, '{');
  xy_json_open (json, "import", '{');
  xy_json_bool (json, "saved", saved);
  xy_json_text (json, "backup", backup);
  xy_json_text (json, "rest", options->rest != NULL && left > 0 ? options->rest : NULL);
  xy_json_text (json, "charset", xy_workbook_get_charset (plan->read->workbook));
  xy_json_open (json, "sheets", '[');
  for (guint i = 0; i < plan->read->layouts->len; i++)
    add_layout (json, plan->read->layouts->pdata[i]);
  xy_json_close (json);
  add_counts (json, "households", plan->n_households);
  add_counts (json, "persons", plan->n_persons);
  xy_json_int (json, "left_out", left);
  xy_json_int (json, "repeated", plan->read->n_repeated);
  xy_json_open (json, "messages", '[');
  add_messages (json, plan, plan->read->messages);
  add_messages (json, plan, plan->messages);
  xy_json_close (json);
  xy_json_open (json, "items", '[');
  for (guint i = 0; i < plan->households->len; i++)
    add_item (json, plan, "household", xy_roster_plan_household (plan, i));
  for (guint i = 0; i < plan->persons->len; i++)
    add_item (json, plan, "person", xy_roster_plan_person (plan, i));
  xy_json_close (json);
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static void
print_layouts (const XyRosterPlan *plan)
{
  for (guint i = 0; i < plan->read->layouts->len; i++)
    {
      const XyRosterLayout *layout = plan->read->layouts->pdata[i];

      if (layout->name[0] != '\0')
        /* Translators: name of a sheet */
        g_print (_ ("Sheet “%s”:"), layout->name);
      else
        g_print ("%s", _ ("Columns:"));
      for (guint c = 0; layout->used && c < layout->columns->len; c++)
        {
          const XyRosterColumn *column = layout->columns->pdata[c];
          g_autofree char *letters = xy_roster_column_letters (column->column);
          if (column->field != XY_ROSTER_NONE)
            g_print (" %s=%s", xy_roster_field_label (column->field), letters);
        }
      g_print ("\n");
      if (layout->remark != NULL)
        g_print ("  %s\n", layout->remark);
    }
}

/* Notes are for those who ask with --json; the rest is what a person must look at. */
static void
print_messages (const XyRosterPlan *plan, const GArray *messages, guint *lines)
{
  for (guint i = 0; i < messages->len; i++)
    {
      const XyRosterMessage *message = &g_array_index (messages, XyRosterMessage, i);
      g_autofree char *where = xy_roster_message_where (plan->read, message);
      if (message->severity == XY_ROSTER_HINT || (*lines)++ >= MOST_LINES)
        continue;
      g_print ("%s %s  %s\n", message->severity == XY_ROSTER_ERROR ? "×" : "!", where, message->text);
    }
}

static void
print_item (const XyRosterPlan *plan, const XyRosterItem *item, guint *lines)
{
  if ((item->diff != XY_ROSTER_CHANGED && item->diff != XY_ROSTER_MISSING) || (*lines)++ >= MOST_LINES)
    return;
  g_print ("%s %s %s", item->diff == XY_ROSTER_CHANGED ? "~" : "?", item->number != NULL ? item->number : "—",
           item->name != NULL ? item->name : "—");
  if (item->diff == XY_ROSTER_MISSING)
    g_print ("  %s", _ ("is not in the file"));
  for (guint i = 0; i < item->n_changes; i++)
    {
      const XyRosterChange *change = xy_roster_plan_change (plan, item, i);
      g_autofree char *before = xy_roster_change_show (change, change->before, TRUE);
      g_autofree char *after = xy_roster_change_show (change, change->after, TRUE);
      g_print ("  %s: %s → %s", _ (change->field->label), before[0] != '\0' ? before : "—",
               after[0] != '\0' ? after : "—");
    }
  g_print ("\n");
}

static void
print_plan (const XyRosterPlan *plan)
{
  static const char *const labels[] = { N_ ("unchanged"), N_ ("added"), N_ ("changed"), N_ ("missing in the file") };
  static const guint order[] = { XY_ROSTER_ADDED, XY_ROSTER_CHANGED, XY_ROSTER_UNCHANGED, XY_ROSTER_MISSING };
  guint lines = 0;

  print_layouts (plan);
  print_messages (plan, plan->read->messages, &lines);
  print_messages (plan, plan->messages, &lines);
  for (guint i = 0; i < plan->households->len; i++)
    print_item (plan, xy_roster_plan_household (plan, i), &lines);
  for (guint i = 0; i < plan->persons->len; i++)
    print_item (plan, xy_roster_plan_person (plan, i), &lines);
  if (lines > MOST_LINES)
    g_print (_ ("… and %u lines more; all of them with --json."), lines - MOST_LINES);
  if (lines > MOST_LINES)
    g_print ("\n");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      guint d = order[i];
      /* Translators: "added: 12 households, 40 persons" */
      g_print (_ ("%s: %u households, %u persons"), _ (labels[d]), plan->n_households[d], plan->n_persons[d]);
      g_print ("\n");
    }
}

static int
finish (XyCli *cli, const Options *options, const XyRosterPlan *plan, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path), *backup = NULL;
  gboolean changes = xy_roster_plan_changes_anything (plan);
  guint left = xy_roster_rest_count (plan);

  if (!options->dry_run && !xy_roster_import (cli->store, &cli->actor, plan, name, &backup, NULL, NULL, NULL, error))
    return XY_CLI_FAILED;
  if (options->rest != NULL && !xy_roster_rest_write (plan, options->rest, error))
    return XY_CLI_FAILED;
  if (cli->json)
    answer (cli, options, plan, changes && !options->dry_run, backup);
  else
    {
      print_plan (plan);
      if (left > 0)
        g_print ("%s%u\n", _ ("Rows left to mend: "), left);
      g_print ("%s\n", options->dry_run ? _ ("Nothing was saved.")
                       : changes        ? _ ("Imported; one undo takes all of it back.")
                                        : _ ("The roster has all of this already; nothing was changed."));
    }
  /* Nothing of the file could be taken. */
  return left > 0 && plan->households->len == plan->n_households[XY_ROSTER_MISSING] ? XY_CLI_REFUSED : XY_CLI_DONE;
}

static int
import_roster (XyCli *cli, const char *path, const Options *options, GError **error)
{
  XyReadOptions how = { .charset = options->charset };

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autofree char *today = xy_env_today (cli->env);
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, &how, NULL, NULL, NULL, error);
  if (workbook == NULL)
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) layouts = xy_roster_detect (workbook, options->sheet, error);
  if (layouts == NULL)
    return XY_CLI_FAILED;
  xy_roster_layouts_recall (layouts, workbook, cli->store);
  for (char **map = options->map; map != NULL && *map != NULL; map++)
    if (!map_column (layouts, workbook, *map, error))
      return XY_CLI_FAILED;
  g_autoptr (XyRosterRead) read = xy_roster_read (workbook, layouts, today, options->group, NULL, NULL, NULL, error);
  if (read == NULL)
    return XY_CLI_FAILED;
  g_autoptr (XyRosterPlan) plan = xy_roster_plan (cli->store, read, NULL, NULL, NULL, error);
  return plan != NULL ? finish (cli, options, plan, path, error) : XY_CLI_FAILED;
}

static int
run_import (XyCli *cli, int argc, char *argv[])
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &options.sheet, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.map, NULL, NULL },
    { "charset", 0, 0, G_OPTION_ARG_STRING, &options.charset, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, NULL, NULL },
    { "rest", 0, 0, G_OPTION_ARG_FILENAME, &options.rest, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status = XY_CLI_USAGE;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc != 3
      || (!g_str_equal (argv[1], "roster") && !g_str_equal (argv[1], "points")))
    xy_cli_usage (cli);
  else
    {
      const XyCliPointsFile points = { argv[2],         options.sheet, options.group,  options.day,
                                       options.charset, options.rest,  options.dry_run };
      status = g_str_equal (argv[1], "roster") ? import_roster (cli, argv[2], &options, &error)
                                               : xy_cli_import_points (cli, &points, &error);
      if (error != NULL)
        status = xy_cli_fail (cli, error);
    }
  g_free (options.sheet);
  g_free (options.group);
  g_free (options.rest);
  g_free (options.charset);
  g_free (options.day);
  g_strfreev (options.map);
  return status;
}

const XyCliGroup xy_cli_import = {
  .name = "import",
  .usage =
      "import roster FILE [--sheet NAME] [--group NAME] [--map FIELD=COLUMN]… [--charset NAME] [--dry-run] "
      "[--rest FILE.xlsx]\n"
      "import points FILE [--sheet NAME] [--group NAME] [--day DAY] [--charset NAME] [--dry-run] [--rest FILE.xlsx]",
  .summary = N_ ("Take a roster or points from a spreadsheet; --dry-run only shows what would change"),
  .run = run_import,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/import-points.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/number.h"
#include "tabular/points-import.h"
#include "tabular/read.h"
#include "tabular/roster-layout.h"

#define MOST_LINES 200

static const char *const states[] = { "new", "repeat", "refused" };

static void
add_layout (XyJson *json, const XyPointsLayout *layout)
{
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "name", layout->name);
  xy_json_bool (json, "used", layout->used);
  xy_json_text (json, "remark", layout->remark);
  xy_json_text (json, "group", layout->group);
  xy_json_text (json, "day", layout->day);
  xy_json_int (json, "heading_row", layout->header + 1);
  xy_json_open (json, "columns", '[');
  for (guint i = 0; i < layout->columns->len; i++)
    {
      const XyPointsColumn *column = layout->columns->pdata[i];
      g_autofree char *letters = xy_roster_column_letters (column->column);
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "column", letters);
      xy_json_text (json, "heading", column->heading);
      xy_json_text (json, "field", xy_points_field_name (column->field));
      xy_json_text (json, "rule", column->code);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
}

static int
answer (XyCli *cli, const XyPointsPlan *plan, gboolean saved, const char *backup, const char *rest)
{
  g_autoptr (XyJson) json = xy_json_new ();

  xy_json_open (json, NULL, '{');
  xy_json_open (json, "import", '{');
  xy_json_bool (json, "saved", saved);
  xy_json_text (json, "backup", backup);
  xy_json_text (json, "rest", rest);
  xy_json_open (json, "sheets", '[');
  for (guint i = 0; i < plan->layouts->len; i++)
    add_layout (json, plan->layouts->pdata[i]);
  xy_json_close (json);
  for (guint i = 0; i < XY_POINTS_PLAN_N_STATES; i++)
    xy_json_int (json, states[i], plan->counts[i]);
  xy_json_int (json, "points", plan->sum);
  xy_json_open (json, "lines", '[');
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const XyPointsPlanLine *line = xy_points_plan_line (plan, i);
      g_autofree char *letters = line->column >= 0 ? xy_roster_column_letters ((guint) line->column) : NULL;
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "sheet", xy_sheet_get_name (xy_workbook_get_sheet (plan->workbook, line->sheet)));
      xy_json_int (json, "row", line->row + 1);
      xy_json_text (json, "column", letters);
      xy_json_text (json, "state", states[line->state]);
      xy_json_text (json, "household", line->household);
      xy_json_text (json, "item", line->item);
      xy_json_text (json, "day", line->one.day);
      xy_json_int (json, "points", line->delta);
      xy_json_text (json, "message", line->problem);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static void
print_plan (const XyPointsPlan *plan)
{
  static const char *const signs[] = { "+", "=", "×" };
  g_autofree char *sum = xy_points_format_change (plan->sum);
  guint lines = 0;

  for (guint i = 0; i < plan->lines->len; i++)
    {
      const XyPointsPlanLine *line = xy_points_plan_line (plan, i);
      g_autofree char *where = xy_points_plan_where (plan, line), *points = xy_points_format_change (line->delta);
      const char *name = line->household != NULL ? line->household : line->name != NULL ? line->name : "—";

      /* What goes in as it is written needs no look. */
      if ((line->state == XY_POINTS_PLAN_NEW && line->problem == NULL) || lines++ >= MOST_LINES)
        continue;
      g_print ("%s %s  %s  %s", signs[line->state], where, name, line->item != NULL ? line->item : "");
      if (line->state == XY_POINTS_PLAN_NEW)
        g_print (" %s", points);
      g_print ("  %s\n", line->problem != NULL ? line->problem : "");
    }
  if (lines > MOST_LINES)
    {
      g_print (_ ("… and %u lines more; all of them with --json."), lines - MOST_LINES);
      g_print ("\n");
    }
  g_print (_ ("New: %u entries of %u households, %s points"), plan->counts[XY_POINTS_PLAN_NEW], plan->n_households,
           sum);
  g_print ("\n");
  g_print (_ ("Recorded before: %u"), plan->counts[XY_POINTS_PLAN_REPEAT]);
  g_print ("\n");
}

static int
finish (XyCli *cli, const XyCliPointsFile *file, const XyPointsPlan *plan, GError **error)
{
  g_autofree char *name = g_filename_display_basename (file->path), *backup = NULL;
  guint n_new = plan->counts[XY_POINTS_PLAN_NEW], n_refused = plan->counts[XY_POINTS_PLAN_REFUSED];

  if (!file->dry_run && !xy_points_import (cli->store, &cli->actor, plan, name, &backup, NULL, error))
    return XY_CLI_FAILED;
  if (file->rest != NULL && !xy_points_rest_write (plan, file->rest, error))
    return XY_CLI_FAILED;
  if (cli->json)
    answer (cli, plan, n_new > 0 && !file->dry_run, backup, n_refused > 0 ? file->rest : NULL);
  else
    {
      print_plan (plan);
      if (n_refused > 0)
        g_print ("%s%u\n", _ ("Rows left to mend: "), n_refused);
      g_print ("%s\n", file->dry_run ? _ ("Nothing was saved.")
                       : n_new > 0   ? _ ("Imported; one undo takes all of it back.")
                                     : _ ("The ledger has all of this already; nothing was changed."));
    }
  return n_new == 0 && n_refused > 0 ? XY_CLI_REFUSED : XY_CLI_DONE;
}

int
xy_cli_import_points (XyCli *cli, const XyCliPointsFile *file, GError **error)
{
  XyReadOptions how = { .charset = file->charset };
  XyPointsPlanAsk ask = { .group = file->group };
  char day[XY_DAY_SIZE];

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (file->day != NULL && xy_day_parse (file->day, day) != XY_DAY_FULL)
    {
      xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), file->day);
      return XY_CLI_FAILED;
    }
  ask.day = file->day != NULL ? day : NULL;

  g_autofree char *today = xy_env_today (cli->env);
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (file->path, &how, NULL, NULL, NULL, error);
  g_autoptr (GPtrArray) rules = workbook != NULL ? xy_points_rule_list (cli->store, NULL, error) : NULL;
  g_autoptr (GPtrArray) layouts = rules != NULL ? xy_points_detect (workbook, file->sheet, rules, today, error) : NULL;
  g_autoptr (XyPointsPlan) plan =
      layouts != NULL ? xy_points_plan (cli->store, &cli->actor, workbook, layouts, &ask, error) : NULL;

  return plan != NULL ? finish (cli, file, plan, error) : XY_CLI_FAILED;
}

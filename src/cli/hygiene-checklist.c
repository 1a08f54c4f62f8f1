/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/hygiene.h"
#include "core/hygiene-catalogue.h"
#include "tabular/hygiene-checklist-sheet.h"
#include "tabular/read.h"

static int
list_checklists (XyCli *cli, const XyCliHygiene *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "code", N_ ("Code") },
    { "version", N_ ("Version"), XY_CLI_NUMBER },
    { "name", N_ ("What it is called") },
    { "target", N_ ("What is judged") },
    { "items", N_ ("Items"), XY_CLI_NUMBER },
    { "most", N_ ("Most"), XY_CLI_POINTS },
    { "source", N_ ("Source") },
    { "year", N_ ("Year") },
    { "starts", N_ ("Holds from") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("checklists", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_hygiene_checklist_list (cli->store, options->target, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyHygieneChecklist *checklist = list->pdata[i];
      g_autoptr (GArray) items = xy_hygiene_items_read (checklist->items, TRUE);
      xy_cli_table_add (table, checklist->code, checklist->version, checklist->name,
                        cli->json ? checklist->target : xy_word_label (xy_hygiene_words ("target"), checklist->target),
                        (gint64) items->len, xy_hygiene_checklist_most (checklist), checklist->source, checklist->year,
                        checklist->starts);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

/* By name or code. (transfer full) */
static XyHygieneChecklist *
find_checklist (XyCli *cli, const char *name, GError **error)
{
  g_autoptr (GPtrArray) list = xy_hygiene_checklist_list (cli->store, NULL, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      XyHygieneChecklist *checklist = list->pdata[i];
      if (g_str_equal (checklist->name, name) || g_str_equal (checklist->code, name))
        return g_object_ref (checklist);
    }
  if (list != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no checklist “%s”."), name);
  return NULL;
}

static int
show_checklist (XyCli *cli, const char *name, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Item") },
    { "most", N_ ("Most"), XY_CLI_POINTS },
    { "guidance", N_ ("Guidance") },
    { "inside", N_ ("Inside the house"), XY_CLI_FLAG },
    { "on", N_ ("In use"), XY_CLI_FLAG },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("items", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneChecklist) checklist = find_checklist (cli, name, error);
  if (checklist == NULL)
    return XY_CLI_REFUSED;
  g_autoptr (GArray) items = xy_hygiene_items_read (checklist->items, FALSE);
  for (guint k = 0; k < items->len; k++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, k);
      xy_cli_table_add (table, item->name, item->most, item->guidance, item->inside, item->on);
    }
  return xy_cli_table_print (cli, table);
}

static int
export_checklist (XyCli *cli, const char *name, const char *path, GError **error)
{
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneChecklist) checklist = find_checklist (cli, name, error);
  if (checklist == NULL || !xy_hygiene_checklist_export (checklist, path, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The checklist “%s” is written to %s."), checklist->name, path);
}

/* All that is wrong with the file is said; then nothing is taken. */
static int
import_checklist (XyCli *cli, const char *path, GError **error)
{
  XyReadOptions how = { 0 };
  g_autofree char *base = g_path_get_basename (path);

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, &how, NULL, NULL, NULL, error);
  char *dot = strrchr (base, '.');
  if (dot != NULL)
    *dot = '\0';
  g_autoptr (XyHygieneChecklistSheet) sheet =
      workbook != NULL ? xy_hygiene_checklist_sheet_read (cli->store, workbook, base, error) : NULL;
  if (sheet == NULL)
    return XY_CLI_REFUSED;
  for (guint i = 0; i < sheet->problems->len; i++)
    g_printerr ("%s\n", (const char *) sheet->problems->pdata[i]);
  if (!xy_cli_hygiene_act (cli, xy_hygiene_checklist_sheet_act, sheet, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The checklist “%s” is now the village's."), sheet->checklist->name);
}

/* What may be adopted. */
static int
list_ready (XyCli *cli, const XyCliHygiene *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "id", N_ ("Ready checklist") },
    { "name", N_ ("What it is called") },
    { "target", N_ ("What is judged") },
    { "items", N_ ("Items"), XY_CLI_NUMBER },
    { "year", N_ ("Year") },
    { "source", N_ ("Source") },
    { "problem", N_ ("Remark") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("catalogues", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_hygiene_catalogue_list (cli->store, options->target, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyHygieneCatalogue *catalogue = list->pdata[i];
      g_autoptr (GArray) items =
          xy_hygiene_items_read (catalogue->checklist != NULL ? catalogue->checklist->items : NULL, FALSE);
      xy_cli_table_add (table, catalogue->id, catalogue->name,
                        cli->json || catalogue->target == NULL
                            ? catalogue->target
                            : xy_word_label (xy_hygiene_words ("target"), catalogue->target),
                        (gint64) items->len, catalogue->year, catalogue->source, catalogue->problem);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
adopt (XyCli *cli, const char *id, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyHygieneCatalogue) catalogue = xy_hygiene_catalogue_get (cli->store, id, error);
  if (catalogue == NULL || !xy_cli_hygiene_act (cli, xy_hygiene_catalogue_adopt_act, catalogue, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The checklist “%s” is now the village's."), catalogue->name);
}

static int
run_checklist (XyCli *cli, const XyCliHygiene *options, int argc, char *argv[], GError **error)
{
  if (argc == 1 && g_str_equal (argv[0], "list"))
    return list_checklists (cli, options, error);
  if (argc == 2 && g_str_equal (argv[0], "show"))
    return show_checklist (cli, argv[1], error);
  if (argc == 1 && g_str_equal (argv[0], "ready"))
    return list_ready (cli, options, error);
  if (argc == 2 && g_str_equal (argv[0], "adopt"))
    return adopt (cli, argv[1], error);
  if (argc == 2 && g_str_equal (argv[0], "import"))
    return import_checklist (cli, argv[1], error);
  if (argc == 3 && g_str_equal (argv[0], "export"))
    return export_checklist (cli, argv[1], argv[2], error);
  return XY_CLI_USAGE;
}

const XyCliHygieneVerb xy_cli_hygiene_checklist_verbs[] = {
  { "checklist", run_checklist },
  { NULL, NULL },
};

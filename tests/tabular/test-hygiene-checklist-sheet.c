/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "core/hygiene-catalogue.h"
#include "tabular/hygiene-checklist-sheet.h"
#include "tabular/read.h"
#include "tabular/write.h"

static XyHygieneChecklistSheet *
read_file (Office *office, const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  XyHygieneChecklistSheet *sheet = xy_hygiene_checklist_sheet_read (office->store, workbook, name, &error);
  g_assert_no_error (error);
  return sheet;
}

static char *
path_in (Office *office, const char *name)
{
  return g_build_filename (office->folder, name, NULL);
}

static GPtrArray *
list (Office *office)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *checklists = xy_hygiene_checklist_list (office->store, NULL, &error);

  g_assert_no_error (error);
  return checklists;
}

/* Every ready checklist out and in: into its own village nothing changes, into another one all of it is there. */
static void
test_round_trip (void)
{
  static const char *const ready[] = { "hygiene-household", "hygiene-three-grades", "hygiene-public-area" };
  static const char *const names[] = { "checklist.xlsx", "checklist.csv" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (ready); i++)
    {
      Office office, other;
      g_autoptr (GError) error = NULL;
      office_open (&office, 20 + i);
      office_open (&other, 40 + i);
      g_setenv ("XIANGYUE_DATA", office.folder, TRUE);
      g_autofree char *path = path_in (&office, names[i % 2]);
      g_autoptr (XyHygieneCatalogue) catalogue = xy_hygiene_catalogue_get (office.store, ready[i / 2], &error);
      g_assert_no_error (error);
      office_act (&office, "Adopt", xy_hygiene_catalogue_adopt_act, catalogue);
      g_autoptr (GPtrArray) own = list (&office);
      const XyHygieneChecklist *checklist = own->pdata[0];
      g_assert_true (xy_hygiene_checklist_export (checklist, path, &error));
      g_assert_no_error (error);

      g_autoptr (XyHygieneChecklistSheet) sheet = read_file (&office, path, checklist->name);
      g_assert_cmpuint (sheet->problems->len, ==, 0);
      g_assert_cmpstr (sheet->checklist->items, ==, checklist->items);
      g_assert_cmpstr (sheet->checklist->name, ==, checklist->name);
      if (i % 2 == 0)
        {
          g_assert_cmpstr (sheet->checklist->code, ==, checklist->code);
          g_assert_cmpstr (sheet->checklist->target, ==, checklist->target);
          g_assert_cmpstr (sheet->checklist->source, ==, checklist->source);
          g_assert_cmpstr (sheet->checklist->note, ==, checklist->note);
          office_act (&office, "Import", xy_hygiene_checklist_sheet_act, sheet);
          g_autoptr (GPtrArray) after = list (&office);
          g_assert_cmpuint (after->len, ==, 1);
          g_assert_cmpint (((XyHygieneChecklist *) after->pdata[0])->version, ==, 1);
        }
      g_autoptr (XyHygieneChecklistSheet) fresh = read_file (&other, path, "别的村");
      g_assert_null (fresh->checklist->code);
      office_act (&other, "Import", xy_hygiene_checklist_sheet_act, fresh);
      g_autoptr (GPtrArray) there = list (&other);
      g_assert_cmpuint (there->len, ==, 1);
      g_assert_cmpstr (((XyHygieneChecklist *) there->pdata[0])->items, ==, checklist->items);
      office_close (&other);
      office_close (&office);
    }
}

static char *
write_text (Office *office, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = path_in (office, "own.csv");

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* A table as a village has it. */
static void
test_own (void)
{
  Office office;

  office_open (&office, 1);
  g_autofree char *path = write_text (&office, "石板溪村卫生评分表,,,\n序号,检查内容,评分标准,满分\n"
                                               "1,门前三包,见垃圾每处扣1分,40\n2,厕所,,30分\n3,室内整洁,,３０\n"
                                               "一、其他,,,\n,合计,,100\n");
  g_autoptr (XyHygieneChecklistSheet) sheet = read_file (&office, path, "own");
  g_assert_cmpuint (sheet->problems->len, ==, 0);
  g_assert_cmpstr (sheet->checklist->name, ==, "石板溪村卫生评分表");
  g_assert_cmpstr (sheet->checklist->target, ==, "household");
  g_assert_cmpint (xy_hygiene_checklist_most (sheet->checklist), ==, 10000);
  g_autoptr (GArray) items = xy_hygiene_items_read (sheet->checklist->items, FALSE);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (g_array_index (items, XyHygieneItem, 0).guidance, ==, "见垃圾每处扣1分");
  office_act (&office, "Import", xy_hygiene_checklist_sheet_act, sheet);

  /* The same name again is a further version. */
  g_autofree char *again =
      write_text (&office, "石板溪村卫生评分表,,\n项目,分值,屋内,启用\n门前,60,,\n屋里,40,是,\n厨房,5,是,是\n");
  g_autoptr (XyHygieneChecklistSheet) next = read_file (&office, again, "own");
  g_autoptr (GArray) changed = xy_hygiene_items_read (next->checklist->items, TRUE);
  g_assert_cmpuint (changed->len, ==, 2);
  g_assert_nonnull (next->checklist->code);
  office_act (&office, "Import", xy_hygiene_checklist_sheet_act, next);
  g_autoptr (GPtrArray) after = list (&office);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (((XyHygieneChecklist *) after->pdata[0])->version, ==, 2);
  office_close (&office);
}

static void
test_bad (void)
{
  Office office;
  g_autoptr (GError) error = NULL;

  office_open (&office, 2);
  g_autofree char *path = write_text (&office, "项目,分值\n门前,很多\n院内,20\n厕所,-5\n");
  g_autoptr (XyHygieneChecklistSheet) sheet = read_file (&office, path, "own");
  g_assert_cmpuint (sheet->problems->len, ==, 2);
  g_assert_nonnull (strstr (sheet->problems->pdata[0], "很多"));
  g_assert_nonnull (strstr (sheet->problems->pdata[0], "2"));
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_hygiene_checklist_sheet_act, sheet, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "file");
  g_clear_error (&error);

  g_autofree char *other = write_text (&office, "姓名,电话\n曾国强,19900001234\n");
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (other, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (xy_hygiene_checklist_sheet_read (office.store, workbook, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-checklist-sheet/round-trip", test_round_trip);
  g_test_add_func ("/hygiene-checklist-sheet/own", test_own);
  g_test_add_func ("/hygiene-checklist-sheet/bad", test_bad);
  return g_test_run ();
}

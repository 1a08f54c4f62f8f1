/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "core/error.h"
#include "roster-cases.h"
#include "roster.h"
#include "tabular/roster-plan.h"

static XyRosterRead *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return roster_read (workbook);
}

static XyRosterPlan *
make_plan (Office *office, XyRosterRead *read)
{
  g_autoptr (GError) error = NULL;
  XyRosterPlan *plan = xy_roster_plan (office->store, read, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static void
apply (Office *office, const XyRosterPlan *plan)
{
  g_autoptr (GError) error = NULL;

  xy_roster_apply (office->store, &office->actor, plan, "花名册.xlsx", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static char *
dump (Office *office)
{
  g_autoptr (GError) error = NULL;
  char *text = xy_store_dump (office->store, &error);

  g_assert_no_error (error);
  return text;
}

static gint64
count_acts (Office *office)
{
  gint64 n = 0;

  xy_db_number (xy_store_get_db (office->store), "SELECT count (*) FROM act", XY_BIND_NONE, &n, NULL);
  return n;
}

/* In, twice, and back. */
static void
check_case (Office *office, const RosterCase *roster)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = roster_file_write (office->folder, roster->name, roster->format, roster->text);
  g_autoptr (XyRosterRead) read = read_file (path);
  g_autofree char *shown = roster_show (read), *before = dump (office);

  g_test_message ("%s", roster->name);
  g_assert_cmpstr (shown, ==, roster->shown);
  g_assert_cmpuint (read->n_households, ==, roster->households);
  g_assert_cmpuint (read->n_persons, ==, roster->persons);
  g_assert_cmpuint (read->n_left_out, ==, roster->left_out);

  g_autoptr (XyRosterPlan) plan = make_plan (office, read);
  g_assert_cmpuint (plan->n_households[XY_ROSTER_ADDED], ==, roster->households);
  g_assert_cmpuint (plan->n_persons[XY_ROSTER_ADDED], ==, roster->persons);
  gint64 acts = count_acts (office);
  apply (office, plan);
  g_assert_cmpint (count_acts (office), ==, acts + (roster->households > 0));
  g_autofree char *after = dump (office);

  g_autoptr (XyRosterPlan) again = make_plan (office, read);
  g_assert_false (xy_roster_plan_changes_anything (again));
  g_assert_cmpuint (again->n_households[XY_ROSTER_UNCHANGED], ==, roster->households);
  g_assert_cmpuint (again->n_persons[XY_ROSTER_UNCHANGED], ==, roster->persons);
  g_assert_cmpuint (again->n_persons[XY_ROSTER_MISSING], ==, 0);
  apply (office, again);
  g_assert_cmpint (count_acts (office), ==, acts + (roster->households > 0));
  g_autofree char *same = dump (office);
  g_assert_cmpstr (same, ==, after);

  if (roster->households > 0)
    xy_store_undo (office->store, &office->actor, &error);
  g_assert_no_error (error);
  g_autofree char *undone = dump (office);
  g_assert_cmpstr (undone, ==, before);
}

static void
test_cases (void)
{
  Office office;

  office_open (&office, 1);
  g_assert_cmpuint (n_roster_cases, >=, 20);
  for (guint i = 0; i < n_roster_cases; i++)
    check_case (&office, &roster_cases[i]);
  office_close (&office);
}

/*
 * The same roster as "merged-blocks", saved as .xls by Gnumeric (the kind of Excel 97) from the .xlsx that
 * roster_file_write() makes of it.
 */
static void
test_xls (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rosters", "blocks.xls", NULL);
  g_autoptr (XyRosterRead) read = read_file (path);
  g_autofree char *shown = roster_show (read);

  for (guint i = 0; i < n_roster_cases; i++)
    if (g_str_equal (roster_cases[i].name, "merged-blocks"))
      g_assert_cmpstr (shown, ==, roster_cases[i].shown);
}

/* A sentence, and nothing is changed: cut short, empty, something else under the name, locked, no table in it. */
static void
test_hostile (void)
{
  static const char *const others[] = {
    "",
    "%PDF-1.7\n1 0 obj\n",
    "PK\003\004 not a zip at all",
    "\320\317\021\340\241\261\032\341 locked or damaged",
    "<html><table><tr><td>姓名</td></tr></table></html>",
  };
  Office office;

  office_open (&office, 1);
  g_autofree char *before = dump (&office);
  g_autofree char *whole = roster_file_write (office.folder, "whole", ROSTER_XLSX, roster_cases[6].text);
  g_autofree char *path = g_build_filename (office.folder, "other.xlsx", NULL), *bytes = NULL;
  gsize length;
  g_assert_true (g_file_get_contents (whole, &bytes, &length, NULL));
  for (guint i = 0; i <= G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean cut = i == G_N_ELEMENTS (others);
      g_assert_true (g_file_set_contents (path, cut ? bytes : others[i], cut ? (gssize) (length / 2) : -1, NULL));
      g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);
      g_autoptr (GPtrArray) layouts = workbook != NULL ? xy_roster_detect (workbook, NULL, &error) : NULL;
      if (layouts != NULL)
        g_assert_null (xy_roster_read (workbook, layouts, ROSTER_TODAY, NULL, NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (error->domain, ==, XY_ERROR);
      g_assert_cmpuint (strlen (error->message), >, 10);
    }
  g_autofree char *after = dump (&office);
  g_assert_cmpstr (after, ==, before);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster-import/cases", test_cases);
  g_test_add_func ("/roster-import/xls", test_xls);
  g_test_add_func ("/roster-import/hostile", test_hostile);
  return g_test_run ();
}

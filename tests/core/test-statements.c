/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/statements.h"
#include "office.h"

static const char *const large[] = {
  "household",   "person", "points_entry", "points_total", "points_month", "points_person_month", "points_person_total",
  "points_item", "op",     "act",          "event",        "tag_link",     "hygiene_result",      "hygiene_sheet"
};

/* The names that TEXT gives to TABLE: "person AS p" is scanned as "p". */
static gboolean
scans_large (const char *plan, const char *text)
{
  /* An index that knows only who is not deleted finds nearly all. */
  if (!g_str_has_prefix (plan, "SCAN ") && !g_str_has_suffix (plan, " (del=?)"))
    return FALSE;
  g_auto (GStrv) words = g_strsplit (plan, " ", 3);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autofree char *alias = g_strdup_printf ("%s AS %s", large[i], words[1]);
      const char *at = strstr (text, alias);
      gsize length = strlen (alias);

      if (g_str_equal (words[1], large[i]))
        return TRUE;
      for (; at != NULL; at = strstr (at + 1, alias))
        if (!g_ascii_isalnum (at[length]) && at[length] != '_')
          return TRUE;
    }
  return FALSE;
}

static guint
count_scans (XyDb *db, const char *text, GString *report)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, explain, XY_BIND_NONE, &error);
  guint n = 0;

  g_assert_no_error (error);
  while (xy_rows_next (rows, &error))
    if (scans_large (xy_rows_text (rows, 3), text))
      {
        g_string_append_printf (report, "  %s\n", xy_rows_text (rows, 3));
        n++;
      }
  g_assert_no_error (error);
  return n;
}

static char *
whole_text (const XySql *sql)
{
  if (sql->type == NULL)
    return g_strdup (sql->text);
  return g_strdup_printf ("SELECT %s FROM %s AS t %s", xy_record_columns (sql->type), sql->type->table, sql->text);
}

static void
test_all (void)
{
  Office office;
  g_autoptr (GString) report = g_string_new (NULL);
  office_open (&office, 1);
  XyDb *db = xy_store_get_db (office.store);

  for (const XyStatements *list = xy_statements (); list->module != NULL; list++)
    {
      guint n;
      const XySql *statements = list->get (&n);

      g_assert_cmpuint (n, >, 0);
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *text = NULL;
          g_autoptr (GError) error = NULL;

          g_assert_nonnull (statements[i].text);
          text = whole_text (&statements[i]);
          if (!xy_db_check_statement (db, text, &error))
            g_error ("%s, statement %u: %s", list->module, i, text);
          gsize before = report->len;
          if (count_scans (db, text, report) > 0 && statements[i].allow_scan != NULL)
            g_string_truncate (report, before);
          else if (report->len > before)
            g_string_append_printf (report, "    in %s: %s\n", list->module, text);
        }
    }
  g_assert_cmpstr (report->str, ==, "");
  office_close (&office);
}

/* The test sees a scan when there is one. */
static void
test_sees (void)
{
  Office office;
  g_autoptr (GString) report = g_string_new (NULL);
  office_open (&office, 2);
  XyDb *db = xy_store_get_db (office.store);

  g_assert_cmpuint (count_scans (db, "SELECT * FROM household WHERE note = 'x'", report), ==, 1);
  g_assert_cmpuint (count_scans (db, "SELECT * FROM person AS p, unit AS u WHERE u.id = p.household", report), ==, 1);
  g_assert_cmpuint (count_scans (db, "SELECT * FROM person AS p WHERE p.household = ?1", report), ==, 0);
  g_assert_cmpuint (count_scans (db, "SELECT * FROM unit", report), ==, 0);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statements/all", test_all);
  g_test_add_func ("/statements/sees", test_sees);
  return g_test_run ();
}

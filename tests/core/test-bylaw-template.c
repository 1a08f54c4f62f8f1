/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-template.h"

#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/bylaw-lint.h"
#include "core/template.h"
#include "office.h"

static GPtrArray *
list (XyStore *store, char **problem)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *templates = xy_bylaw_template_list (store, problem, &error);

  g_assert_no_error (error);
  return templates;
}

/* Each is read as clauses, is written as it stands, names the village, and passes the lint. */
static void
test_all (void)
{
  g_autofree char *problem = NULL;
  g_autoptr (GPtrArray) templates = list (NULL, &problem);
  g_autoptr (XyBylawRules) rules = xy_bylaw_rules_load (NULL, NULL, NULL);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean matters = FALSE;

  g_assert_null (problem);
  g_assert_cmpuint (templates->len, >=, 10);
  g_hash_table_insert (values, (gpointer) "村名", (gpointer) "石板溪村");
  for (guint i = 0; i < templates->len; i++)
    {
      const XyBylawTemplate *template = templates->pdata[i];
      g_autofree char *filled = xy_template_fill (template->text, values, NULL);
      g_autoptr (XyBylawText) text = xy_bylaw_text_parse (filled);
      g_autoptr (GPtrArray) lines = xy_bylaw_text_lines (text);
      g_autoptr (GPtrArray) findings = xy_bylaw_lint (rules, lines);
      guint headings = 0, clauses = 0;

      g_assert_nonnull (template->about);
      g_assert_true (g_str_has_prefix (text->title, "石板溪村"));
      g_assert_null (strchr (filled, '{'));
      if (findings->len > 0)
        g_error ("%s: %s", template->key, ((XyBylawFinding *) findings->pdata[0])->words);
      /* Marks are right already: numbered anew they are the same. */
      g_autofree char *out = xy_bylaw_text_write (text);
      g_auto (GStrv) was = g_strsplit_set (filled, "\n", -1), is = g_strsplit (out, "\n", -1);
      for (guint l = 1; was[l] != NULL; l++)
        g_assert_true (g_str_has_suffix (is[l + 1], was[l]));
      for (guint l = 0; l < lines->len; l++)
        {
          const XyBylawLine *line = lines->pdata[l];
          headings += line->heading;
          clauses += !line->heading && line->mark[0] != '\0';
        }
      g_assert_cmpuint (clauses, >=, 5);
      g_assert_cmpuint (headings, ==,
                        g_str_equal (template->key, "nine") ? 9 : (g_str_equal (template->key, "five") ? 5 : 0));
      g_assert_false (template->general && matters);
      matters = matters || !template->general;
    }
}

static void
test_editions (void)
{
  Office office;
  char *problem = NULL;

  office_open (&office, 1);
  g_autofree char *folder = g_build_filename (office.folder, "rules", NULL);
  g_autofree char *path = g_build_filename (folder, "bylaw-templates.json", NULL);
  g_setenv ("XIANGYUE_DATA", office.folder, TRUE);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);

  g_assert_true (
      g_file_set_contents (path,
                           "{\"date\":\"2027-01-01\",\"templates\":[{\"key\":\"a\",\"kind\":\"matter\",\"name\":\"甲\","
                           "\"text\":[\"一\",\"二\"]}]}",
                           -1, NULL));
  {
    g_autoptr (GPtrArray) templates = list (office.store, &problem);
    g_assert_null (problem);
    g_assert_cmpuint (templates->len, ==, 1);
    g_assert_cmpstr (((XyBylawTemplate *) templates->pdata[0])->text, ==, "一\n二");
  }
  g_assert_true (g_file_set_contents (path, "{\"date\":\"2027-01-01\",\"templates\":[{\"key\":\"a\"}]}", -1, NULL));
  {
    g_autoptr (GPtrArray) templates = list (office.store, &problem);
    g_assert_cmpuint (templates->len, >=, 10);
    g_assert_nonnull (problem);
    g_free (problem);
  }
  g_unlink (path);
  g_rmdir (folder);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bylaw-template/all", test_all);
  g_test_add_func ("/bylaw-template/editions", test_editions);
  return g_test_run ();
}

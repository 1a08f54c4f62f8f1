/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/catalogue.h"
#include "office.h"

#define WENDENG "points-wendeng-household"

static gboolean
adopt (XyTxn *txn, gpointer data, GError **error)
{
  return xy_catalogue_adopt (txn, data, NULL, error);
}

static gint64
count (Office *office, const char *sql)
{
  gint64 number = -1;

  xy_db_number (xy_store_get_db (office->store), sql, XY_BIND_NONE, &number, NULL);
  return number;
}

static void
test_bundled (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  g_setenv ("XIANGYUE_DATA", office.folder, TRUE);

  g_autoptr (GPtrArray) list = xy_catalogue_list (office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >=, 1);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (((XyCatalogue *) list->pdata[i])->problem, ==, NULL);

  g_autoptr (XyCatalogue) catalogue = xy_catalogue_get (office.store, WENDENG, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (catalogue->year, ==, "2020");
  g_assert_cmpuint (g_strv_length (catalogue->categories), ==, 7);
  g_assert_cmpuint (catalogue->rules->len, ==, 44);

  office_act (&office, "Adopt", adopt, catalogue);
  g_assert_cmpint (count (&office, "SELECT count (*) FROM points_rule"), ==, 44);
  /* Petitioning is no matter for points. */
  g_assert_cmpint (count (&office, "SELECT count (*) FROM points_rule WHERE category = '信访维稳'"), ==, 0);

  gint64 acts = count (&office, "SELECT max (n) FROM act");
  office_act (&office, "Adopt", adopt, catalogue);
  g_assert_cmpint (count (&office, "SELECT max (n) FROM act"), ==, acts);

  /* Values as the source has them, in hundredths. */
  g_autoptr (XyPointsRule) gift = xy_points_rule_find (office.store, "F03", NULL, &error);
  g_assert_cmpint (gift->score, ==, 10);
  g_assert_cmpint (gift->step, ==, 1000);
  g_assert_cmpint (gift->cap, ==, 4000);
  g_autoptr (XyPointsRule) machine = xy_points_rule_find (office.store, "A03", NULL, &error);
  g_assert_cmpint (machine->score, ==, 200);
  g_assert_cmpint (machine->score_max, ==, 300);
  g_assert_nonnull (strstr (machine->find, "ywjh"));

  /* A changed rule is version 2, all others stay. */
  XyPointsRule *changed = catalogue->rules->pdata[0];
  changed->score = changed->score_max = -600;
  office_act (&office, "Adopt", adopt, catalogue);
  g_assert_cmpint (count (&office, "SELECT count (*) FROM points_rule"), ==, 45);
  g_autoptr (XyPointsRule) now = xy_points_rule_find (office.store, changed->code, NULL, &error);
  g_assert_cmpint (now->version, ==, 2);
  office_close (&office);
}

/* Each of those that come with the program can be adopted by a new village, says where it is from, and twice is once.
 */
static void
test_each (void)
{
  Office first;
  g_autoptr (GError) error = NULL;
  office_open (&first, 4);
  g_setenv ("XIANGYUE_DATA", first.folder, TRUE);
  g_autoptr (GPtrArray) list = xy_catalogue_list (first.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >=, 9);

  for (guint i = 0; i < list->len; i++)
    {
      XyCatalogue *catalogue = list->pdata[i];
      Office office;
      office_open (&office, 10 + i);
      g_assert_nonnull (strstr (catalogue->note, "通过"));
      office_act (&office, "Adopt", adopt, catalogue);
      gint64 acts = count (&office, "SELECT max (n) FROM act");
      g_assert_cmpint (count (&office, "SELECT count (*) FROM points_rule"), ==, catalogue->rules->len);
      g_assert_cmpint (count (&office, "SELECT count (*) FROM points_scheme"), ==, catalogue->scheme != NULL);
      office_act (&office, "Adopt", adopt, catalogue);
      g_assert_cmpint (count (&office, "SELECT max (n) FROM act"), ==, acts);
      office_close (&office);
    }

  /* The seven categories of 娄底 and the five of 上梅红 are there to choose from. */
  g_auto (GStrv) categories = xy_catalogue_categories (first.store, &error);
  static const char *const known[] = { "安全生产", "信访维稳", "环境整治", "基础设施", "产业发展", "文明乡风",
                                       "扶危济困", "平安创建", "纠纷调处", "关爱他人", "环境卫生", "文明创建" };
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_true (g_strv_contains ((const char *const *) categories, known[i]));
  office_close (&first);
}

static void
write_file (Office *office, const char *name, const char *text)
{
  g_autofree char *folder = g_build_filename (office->folder, "rules", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_file (Office *office, const char *name)
{
  g_autofree char *path = g_build_filename (office->folder, "rules", name, NULL);

  g_unlink (path);
}

#define FILE_OF(date, rules)                                                                                           \
  "{\"name\":\"试\",\"source\":\"试\",\"year\":2026,\"date\":\"" date                                                  \
  "\",\"categories\":[\"环境整治\"],\"rules\":[" rules "]}"
#define RULE(score) "{\"code\":\"Z1\",\"category\":\"环境整治\",\"name\":\"试一试\",\"score\":" score "}"

static void
test_folder (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);
  g_setenv ("XIANGYUE_DATA", office.folder, TRUE);

  g_autoptr (GPtrArray) alone = xy_catalogue_list (office.store, &error);
  guint n_bundled = alone->len;

  /* A later edition of the same name wins, an earlier one does not; another name is one more. */
  write_file (&office, WENDENG ".json", FILE_OF ("2099-01-01", RULE ("0.1")));
  write_file (&office, "points-own.json", FILE_OF ("2026-01-01", RULE ("\"-0.5\"")));
  write_file (&office, "readme.txt", "x");
  g_autoptr (XyCatalogue) later = xy_catalogue_get (office.store, WENDENG, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (later->rules->len, ==, 1);
  g_assert_cmpint (((XyPointsRule *) later->rules->pdata[0])->score, ==, 10);
  g_autoptr (XyCatalogue) own = xy_catalogue_get (office.store, "points-own", &error);
  g_assert_cmpint (((XyPointsRule *) own->rules->pdata[0])->score, ==, -50);

  write_file (&office, WENDENG ".json", FILE_OF ("2019-01-01", RULE ("1")));
  g_autoptr (XyCatalogue) earlier = xy_catalogue_get (office.store, WENDENG, &error);
  g_assert_cmpuint (earlier->rules->len, ==, 44);

  /* A damaged one hides nothing. */
  write_file (&office, WENDENG ".json", "{\"name\": ");
  g_autoptr (XyCatalogue) still = xy_catalogue_get (office.store, WENDENG, &error);
  g_assert_cmpuint (still->rules->len, ==, 44);
  g_autoptr (GPtrArray) bundled = xy_catalogue_list (office.store, &error);
  g_assert_cmpuint (bundled->len, ==, n_bundled + 2);

  /* One code of two catalogues. */
  office_act (&office, "Adopt", adopt, own);
  g_assert_false (xy_store_act (office.store, &office.actor, "Adopt", adopt, later, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  remove_file (&office, WENDENG ".json");
  remove_file (&office, "points-own.json");
  remove_file (&office, "readme.txt");
  g_autofree char *folder = g_build_filename (office.folder, "rules", NULL);
  g_rmdir (folder);
  office_close (&office);
}

static void
test_damaged (void)
{
  static const char *const texts[] = {
    "",
    "{",
    "[]",
    "null",
    "\xff\xfe",
    "{\"rules\":[]}",
    "{\"name\":\"a\",\"source\":\"b\",\"year\":1}",
    "{\"name\":\"a\",\"source\":\"b\",\"year\":1,\"rules\":{}}",
    FILE_OF ("2026-01-01", ""),
    FILE_OF ("2026-01-01", "1, 2"),
    FILE_OF ("2026-01-01", "[[]]"),
    FILE_OF ("2026-01-01", RULE ("\"a\"")),
    FILE_OF ("2026-01-01", RULE ("null")),
    FILE_OF ("2026-01-01", RULE ("1e30")),
    FILE_OF ("2026-01-01", RULE ("0.001")),
    FILE_OF ("2026-01-01", RULE ("1") "," RULE ("1")),
    FILE_OF ("2026-01-01", "{\"code\":\"Z1\",\"category\":\"别的\",\"name\":\"x\",\"score\":1}"),
    FILE_OF ("2026-01-01", "{\"category\":\"环境整治\",\"name\":\"x\",\"score\":1}"),
    FILE_OF ("2026-01-01", "{\"code\":\"Z1\",\"category\":\"环境整治\",\"score\":1}"),
    "{\"name\":\"a\",\"source\":\"b\",\"year\":1,\"rules\":[],\"scheme\":{\"base\":\"many\"}}",
    "{\"name\":\"a\",\"source\":\"b\",\"year\":1,\"rules\":[],\"scheme\":{},\"tags\":[{\"name\":\"c\"}]}",
    "{\"name\":\"a\",\"source\":\"b\",\"year\":1,\"rules\":[],\"scheme\":[]}",
  };
  Office office;
  office_open (&office, 3);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (XyCatalogue) catalogue = xy_catalogue_parse (office.store, "points-x", texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      if (catalogue->problem == NULL)
        g_error ("not found damaged: %s", texts[i]);
      g_assert_nonnull (strstr (catalogue->problem, "points-x"));
      g_assert_false (xy_store_act (office.store, &office.actor, "Adopt", adopt, catalogue, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
    }

  /* Deep nesting and a large file are refused, and quickly. */
  g_autofree char *deep = g_strnfill (1 << 19, '[');
  g_autoptr (XyCatalogue) nested = xy_catalogue_parse (office.store, "points-x", deep, strlen (deep));
  g_assert_nonnull (nested->problem);
  g_autofree char *large = g_strnfill ((1 << 20) + 1, ' ');
  g_autoptr (XyCatalogue) huge = xy_catalogue_parse (office.store, "points-x", large, strlen (large));
  g_assert_nonnull (huge->problem);

  /* A rule that cannot be is refused where it is adopted. */
  static const char *const wrong[] = { "\"1\",\"score_max\":\"-1\"",      "\"0\"",     "\"1\",\"cap\":\"5\"",
                                       "\"1\",\"starts\":\"2026-13-01\"", "\"99999\"", "\"1\",\"tiers\":[\"x\"]",
                                       "\"1\",\"target\":\"没有的标签\"" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"name\":\"a\",\"source\":\"b\",\"year\":1,\"categories\":[\"c\"],"
                                               "\"rules\":[{\"code\":\"Z1\",\"category\":\"c\",\"name\":\"x\","
                                               "\"score\":%s}]}",
                                               wrong[i]);
      g_autoptr (XyCatalogue) catalogue = xy_catalogue_parse (office.store, "points-x", text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_assert_cmpstr (catalogue->problem, ==, NULL);
      g_assert_false (xy_store_act (office.store, &office.actor, "Adopt", adopt, catalogue, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
    }
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/bundled", test_bundled);
  g_test_add_func ("/catalogue/each", test_each);
  g_test_add_func ("/catalogue/folder", test_folder);
  g_test_add_func ("/catalogue/damaged", test_damaged);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/find.h"
#include "roster.h"

static char *
found (Office *office, const char *text, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = xy_find (office->store, text, limit, &error);
  GString *line = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const XyHit *hit = hits->pdata[i];
      g_string_append_printf (line, "%s%s%s", i > 0 ? " " : "", hit->title, hit->kind == XY_HIT_HOUSEHOLD ? "户" : "");
      g_assert_nonnull (hit->subtitle);
    }
  return g_string_free (line, FALSE);
}

static void
test_find (void)
{
  static const char *const cases[][2] = {
    /* 汉字 anywhere, whole names before beginnings before insides, households before members */
    { "曾国强", "曾国强户" },
    { "曾国", "曾国富户 曾国强户" },
    { "国强", "曾国强户 李国强" },
    { "强", "曾国强户 李国强" },
    { "", "" },
    { "  ", "" },
    { "不存在", "" },
    /* pinyin and initials; one letter only at a start */
    { "zgq", "曾国强户" },
    { "ZGQ", "曾国强户" },
    { "zengguo", "曾国富户 曾国强户" },
    { "guoqiang", "曾国强户 李国强" },
    { "zeng guoqiang", "曾国强户" },
    { "lv", "吕梁户" },
    { "lu", "吕梁户" },
    { "l", "吕梁户 李国强 李桂花" },
    { "曾zgf", "曾国富户" },
    /* ends of phone and ID numbers, household numbers */
    { "1234", "曾国强户" },
    { "19900001234", "曾国强户" },
    { "19900002", "吕梁" },
    { "9900", "" },
    { "001x", "曾国强 李国强" },
    { "3-002", "曾国富户" },
    { "3-2", "曾国富户" },
    { "3-", "曾国富户 曾国强户" },
    { "11010519491231002x", "李桂花" },
    { "431399194912310021", "" },
    { "李国强 001x", "李国强" },
    { "李国强 1234", "" },
  };
  Office office;
  office_open (&office, 1);

  XyId first =
      roster_add (&office, "3组", "曾国强 户主 男 1963 - 43139919630512001X;李桂花 妻 女 1949 - 11010519491231002X");
  roster_add (&office, "3组", "曾国富 户主 男 1970;李国强 女婿 男 1990 19900009999 43139919900512001X");
  roster_add (&office, "4组", "吕梁 户主 男 1980 19900002345");
  g_autoptr (XyHousehold) phone = roster_household (&office, &first);
  xy_set_str (&phone->phone, "199-0000-1234");
  office_act (&office, "Phone", roster_save, phone);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = found (&office, cases[i][0], 10);
      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (line, ==, cases[i][1]);
    }
  g_autofree char *one = found (&office, "曾", 1);
  g_assert_cmpstr (one, ==, "曾国富户");
  office_close (&office);
}

static void
test_pattern (void)
{
  g_autofree char *key = xy_find_key ("曾国强", "19900001234/073812345", "43139919630512001X", "3-016");

  g_assert_cmpstr (key, ==, " 曾国强 zengguoqiang cengguoqiang zgq cgq 19900001234 073812345 12001x 3-016 3-16 ");
  g_assert_null (xy_find_pattern_new (" 　"));
  g_autoptr (XyFindPattern) whole = xy_find_pattern_new ("zgq");
  g_autoptr (XyFindPattern) start = xy_find_pattern_new ("曾国");
  g_autoptr (XyFindPattern) inside = xy_find_pattern_new ("guoq");
  g_autoptr (XyFindPattern) wide = xy_find_pattern_new ("3-016");
  g_autoptr (XyFindPattern) none = xy_find_pattern_new ("2001");
  g_assert_cmpint (xy_find_pattern_match (whole, key), ==, 0);
  g_assert_cmpint (xy_find_pattern_match (start, key), ==, 1);
  g_assert_cmpint (xy_find_pattern_match (inside, key), ==, 2);
  g_assert_cmpint (xy_find_pattern_match (wide, key), ==, 0);
  g_assert_cmpint (xy_find_pattern_match (none, key), ==, -1);
  g_assert_cmpint (xy_find_pattern_match (whole, NULL), ==, -1);
}

/* The search's own instr() answers as SQLite's does: places are counted in characters, of bytes in bytes. */
static void
test_instr (void)
{
  static const struct
  {
    const char *sql;
    gint64 place;
  } cases[] = {
    { "SELECT instr ('曾国强 zgq', '强')", 3 },
    { "SELECT instr ('曾国强 zgq', 'zgq')", 5 },
    { "SELECT instr ('aab', 'ab')", 2 },
    { "SELECT instr ('ab', 'abc')", 0 },
    { "SELECT instr ('ab', 'b')", 2 },
    { "SELECT instr ('', 'a')", 0 },
    { "SELECT instr ('', '')", 1 },
    { "SELECT instr ('ab', '')", 1 },
    { "SELECT instr (12345, 34)", 3 },
    { "SELECT instr (x'e5bca000ff', x'00')", 4 },
    { "SELECT instr (NULL, 'a') IS NULL", 1 },
    { "SELECT instr ('a', NULL) IS NULL", 1 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (XyDb) db = xy_db_open (":memory:", XY_DB_CREATE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 place = -1;
      g_assert_true (xy_db_number (db, cases[i].sql, XY_BIND_NONE, &place, &error));
      g_assert_no_error (error);
      g_assert_cmpint (place, ==, cases[i].place);
    }
}

/* says() against a search letter by letter. */
static void
test_says (void)
{
  static const char *const pieces[] = { "路", "灯", "A", "a", "Z", "z", "[", "{", "@", "`", "1", " ", "。", "" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Office office;
  guint n_found = 0;

  office_open (&office, 1);
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL), part = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gint64 says = -1;
      gboolean expected = FALSE;

      for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      for (int n = g_rand_int_range (rand, 0, 3); n > 0; n--)
        g_string_append (part, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      g_string_ascii_down (part);
      g_autofree char *small = g_ascii_strdown (text->str, -1);
      for (gsize at = 0; at + part->len <= text->len && !expected; at++)
        {
          gsize k = 0;
          while (k < part->len && small[at + k] == part->str[k])
            k++;
          expected = k == part->len;
        }
      xy_db_number (xy_store_get_db (office.store), "SELECT says (?1, NULL, 'x', ?2)",
                    XY_BIND (XY_TEXT (part->str), XY_TEXT (text->str)), &says, &error);
      g_assert_no_error (error);
      g_assert_cmpint (says, ==, expected || part->len == 0);
      n_found += expected;
    }
  g_assert_cmpuint (n_found, >, 100);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/find", test_find);
  g_test_add_func ("/find/pattern", test_pattern);
  g_test_add_func ("/find/instr", test_instr);
  g_test_add_func ("/find/says", test_says);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/find-keys.h"
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

static void
write_key (const XyId *id, const char *key, gpointer data)
{
  char text[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (id, text);
  g_string_append_printf (data, "%s%s\n", text, key);
}

/* What NEEDLE finds, from the keys in memory or straight from the file. */
static char *
keys_with (XyStore *store, XyFindKind kind, const char *needle, gboolean straight)
{
  g_autoptr (GError) error = NULL;
  GString *list = g_string_new (NULL);

  if (straight)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT id, find FROM %s WHERE del = 0 AND instr (find, ?1) > 0 ORDER BY find",
                           kind == XY_FIND_PERSONS ? "person" : "household");
      g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql, XY_BIND (XY_TEXT (needle)), &error);
      while (xy_rows_next (rows, &error))
        {
          XyId id = xy_rows_id (rows, 0);
          write_key (&id, xy_rows_text (rows, 1), list);
        }
    }
  else
    {
      g_autoptr (XyFindKeys) keys = xy_find_keys_read (store, &error);
      g_assert_no_error (error);
      xy_find_keys_each (keys, kind, needle, write_key, list);
    }
  g_assert_no_error (error);
  return g_string_free (list, FALSE);
}

static gboolean
delete_someone (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) people = xy_record_list (xy_txn_get_store (txn), &xy_person_type,
                                                 "WHERE t.del = 0 ORDER BY t.id DESC LIMIT 1", XY_BIND_NONE, error);

  return people != NULL && (people->len == 0 || xy_record_set_deleted (txn, people->pdata[0], TRUE, error));
}

static void
change_something (Office *office, XyStore *other)
{
  static const char *const names[] = { "曾国强", "李", "欧阳国华", "吕梁", "a", "张 三", "王O'b" };
  g_autoptr (GString) members = g_string_new (NULL);
  RosterHousehold spec = { "3组", NULL, XY_ID_NONE };

  for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
    g_string_append_printf (members, "%s%s - - - %d", members->len > 0 ? ";" : "",
                            names[g_test_rand_int_range (0, G_N_ELEMENTS (names))], g_test_rand_int_range (199, 19900));
  spec.members = members->str;
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      office_act (office, "Delete", delete_someone, NULL);
      break;
    case 1:
      xy_store_undo (office->store, &office->actor, NULL);
      break;
    case 2:
      xy_store_act (other, &office->actor, "Add elsewhere", roster_save_household, &spec, NULL);
      break;
    default:
      office_act (office, "Add", roster_save_household, &spec);
    }
}

/* The keys in memory are always those of the file, whoever wrote last, and in their order. */
static void
test_keys (void)
{
  static const char *const needles[] = { " ", " z", " 李", "guo", "国", "1 ", "99", "ang ", "3-00", "不存在" };
  g_autoptr (GError) error = NULL;
  gsize n_found = 0;
  Office office;
  office_open (&office, 1);

  g_autoptr (XyStore) other = xy_store_open (office.path, &office.fixed.env, 0, &error);
  g_assert_no_error (error);
  for (int round = 0; round < 60; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
        for (int kind = 0; kind < XY_FIND_KINDS; kind++)
          {
            g_autofree char *kept = keys_with (office.store, (XyFindKind) kind, needles[i], FALSE);
            g_autofree char *read = keys_with (office.store, (XyFindKind) kind, needles[i], TRUE);
            g_assert_cmpstr (kept, ==, read);
            n_found += strlen (kept);
          }
      change_something (&office, other);
    }
  g_assert_cmpuint (n_found, >, 10000);
  g_clear_object (&other);
  office_close (&office);
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
  g_test_add_func ("/find/keys", test_keys);
  g_test_add_func ("/find/instr", test_instr);
  g_test_add_func ("/find/says", test_says);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is sent down to a village: as it travels, whatever is wrong with it, and as the village's file keeps it. */
#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "../core/office.h"
#include "sync/down.h"

static XyDown *
make (const XyEnv *env, const char *kind, const char *name, const char *file, gssize length)
{
  XyDown *down = xy_down_new ();

  down->id = xy_id_new (env);
  down->scope = 431399101;
  down->kind = g_strdup (kind);
  down->title = g_strdup ("关于开展人居环境整治的通知");
  xy_down_set_text (&down->text, "各村：\n\t请在月底前完成。“门前三包”");
  xy_down_set_text (&down->who, "云岭镇人民政府");
  down->at = 1795309200000;
  if (name != NULL)
    {
      down->name = g_strdup (name);
      down->size = length >= 0 ? length : (gssize) strlen (file);
      down->file = g_bytes_new (file, (gsize) down->size);
    }
  return down;
}

static char *
noise (gsize length)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  char *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) g_rand_int_range (rand, 0, 256);
  return bytes;
}

static void
assert_same (const XyDown *a, const XyDown *b)
{
  g_assert_true (xy_id_equal (&a->id, &b->id));
  g_assert_cmpint (a->scope, ==, b->scope);
  g_assert_cmpstr (a->kind, ==, b->kind);
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpint (a->size, ==, b->size);
  g_assert_true (a->file == b->file || g_bytes_equal (a->file, b->file));
}

/* There and back; and cut or changed anywhere it is none. */
static void
test_travels (void)
{
  XyFixedEnv fixed;
  g_autoptr (XyWire) wire = xy_wire_new (NULL);
  g_autofree char *bytes = noise (XY_DOWN_FILE_MOST);
  static const gssize sizes[] = { 1, 44999, 45000, 45001, XY_DOWN_FILE_MOST };
  g_autoptr (GError) error = NULL;

  xy_fixed_env_init (&fixed, 1795309200000, 3);
  g_autoptr (XyDown) bare = make (&fixed.env, XY_DOWN_NOTICE, NULL, NULL, 0);
  g_autoptr (GString) text = xy_down_make_request (wire, bare);
  g_autoptr (XyDown) back = xy_down_read_request (wire, text->str, text->len);
  g_assert_nonnull (back);
  assert_same (bare, back);
  for (gsize cut = 0; cut < text->len; cut++)
    g_assert_null (xy_down_read_request (wire, text->str, cut));

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (XyDown) down = make (&fixed.env, XY_DOWN_NOTICE, "通知.pdf", bytes, sizes[i]);
      g_autoptr (GString) out = xy_down_make_request (wire, down);
      g_autoptr (XyDown) again = xy_down_read_request (wire, out->str, out->len);
      g_assert_true (xy_down_check (wire, down, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (out->len, <, XY_DOWN_SEND_MOST);
      g_assert_nonnull (again);
      assert_same (down, again);
      /* One character of the file is another: its hash says so. */
      char *part = strstr (out->str, "\"part\":\"") + strlen ("\"part\":\"");
      *part = *part == 'A' ? 'B' : 'A';
      g_assert_null (xy_down_read_request (wire, out->str, out->len));
    }
}

static void
assert_refused (XyWire *wire, XyDown *down, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_down_check (wire, down, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

static void
test_refused (void)
{
  static const char *const names[] = { "../x.pdf", "a/b", ".hidden", "a\\b", "a\nb", "C:x", "" };
  static const char *const rules[] = { "passwd.json",    "hygiene-x.JSON",       "hygiene-x.json.json",
                                       "Hygiene-x.json", "hygiene-../../x.json", "points.json.txt" };
  static const char *const files[] = {
    "", "{", "[]", "{}", "{\"date\":\"soon\"}", "{\"date\":\"2026-13-01\"}", "\xff"
  };
  XyFixedEnv fixed;
  g_autoptr (XyWire) wire = xy_wire_new (NULL);
  g_autofree char *bytes = noise (XY_DOWN_FILE_MOST + 1);
  g_autofree char *longer = g_strnfill (XY_DOWN_TEXT_MOST + 1, 'a');

  xy_fixed_env_init (&fixed, 1795309200000, 3);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (XyDown) down = make (&fixed.env, XY_DOWN_NOTICE, names[i], "x", -1);
      assert_refused (wire, down, "name");
      /* Nor is it taken from a county that has it. */
      g_autoptr (GString) text = xy_down_make_request (wire, down);
      g_assert_null (xy_down_read_request (wire, text->str, text->len));
    }
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (XyDown) down = make (&fixed.env, XY_DOWN_RULES, rules[i], "{\"date\":\"2026-11-22\"}", -1);
      assert_refused (wire, down, "name");
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (XyDown) down = make (&fixed.env, XY_DOWN_RULES, "hygiene-x.json", files[i], -1);
      assert_refused (wire, down, "file");
    }
  g_autoptr (XyDown) large = make (&fixed.env, XY_DOWN_NOTICE, "a.pdf", bytes, XY_DOWN_FILE_MOST + 1);
  assert_refused (wire, large, "file");
  g_autoptr (GString) too_large = xy_down_make_request (wire, large);
  g_assert_null (xy_down_read_request (wire, too_large->str, too_large->len));

  g_autoptr (XyDown) down = make (&fixed.env, XY_DOWN_NOTICE, NULL, NULL, 0);
  xy_down_set_text (&down->text, longer);
  assert_refused (wire, down, "text");
  xy_down_set_text (&down->text, "");
  assert_refused (wire, down, "text");
  xy_down_set_text (&down->text, "bell\x07");
  assert_refused (wire, down, "text");
  xy_down_set_text (&down->text, "a");
  xy_down_set_text (&down->title, "");
  assert_refused (wire, down, "title");
  xy_down_set_text (&down->title, "two\nlines");
  assert_refused (wire, down, "title");
  xy_down_set_text (&down->title, "a");
  down->scope = 0;
  assert_refused (wire, down, "scope");
  down->scope = 431399101;
  xy_down_set_text (&down->kind, "order");
  assert_refused (wire, down, "kind");
}

static void
test_bad_pages (void)
{
  static const char *const pages[] = {
    "",
    "\n",
    "<html></html>\n",
    "{\"p\":\"xy1\",\"a\":\"denied\"}\n",
    "{\"p\":\"xy2\",\"a\":\"ok\",\"from\":0,\"to\":1,\"more\":0}\n",
    "{\"p\":\"xy1\",\"a\":\"ok\",\"from\":0}\n",
    "{\"p\":\"xy1\",\"a\":\"ok\",\"from\":5,\"to\":1,\"more\":0}\n",
    "{\"p\":\"xy1\",\"a\":\"ok\",\"from\":-1,\"to\":1,\"more\":0}\n",
    /* It would be asked again for ever. */
    "{\"p\":\"xy1\",\"a\":\"ok\",\"from\":0,\"to\":0,\"more\":1}\n",
    "{\"p\":\"xy1\",\"a\":\"ok\",\"from\":0,\"to\":1,\"more\":0}\n{}\n",
    "{\"p\":\"xy1\",\"a\":\"ok\",\"from\":0,\"to\":1,\"more\":0}\n{\"seq\":1,\"id\":\"x\"}\n",
    "{\"p\":\"xy1\",\"a\":\"ok\",\"from\":0,\"to\":1,\"more\":0}\nno line",
  };
  g_autoptr (XyWire) wire = xy_wire_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_auto (XyDownPage) page = { 0 };
      g_assert_false (xy_down_read_page (wire, pages[i], strlen (pages[i]), &page));
    }
}

/* A page of DOWN as number FROM + 1. */
static void
keep (XyStore *store, XyWire *wire, XyDown *down, gint64 from)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (XyDownPage) page = { 0 };
  g_autoptr (GError) error = NULL;

  down->seq = from + 1;
  xy_down_append_head (text, from, from + 1, FALSE, 1795309200000);
  xy_down_append (text, wire, down);
  g_assert_true (xy_down_read_page (wire, text->str, text->len, &page));
  g_assert_true (xy_down_keep (store, &page, &error));
  g_assert_no_error (error);
}

static gint64
cursor_of (XyStore *store)
{
  gint64 cursor = -1;

  g_assert_true (xy_down_get_cursor (store, &cursor, NULL));
  return cursor;
}

static void
test_kept (void)
{
  Office office;
  g_autoptr (XyWire) wire = xy_wire_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 n;

  office_open (&office, 3);
  g_assert_true (
      xy_store_write_local (office.store,
                            "INSERT INTO line (one, url, role, receipt_at, receipt_n, last_try_at, last_error) "
                            "VALUES (1, '', 'village', 0, 0, 0, '')",
                            XY_BIND_NONE, &error));
  g_autoptr (XyDown) notice = make (&office.fixed.env, XY_DOWN_NOTICE, "通知.pdf", "%PDF", -1);
  g_autoptr (XyDown) strange = make (&office.fixed.env, "order", NULL, NULL, 0);
  keep (office.store, wire, notice, 0);
  g_assert_cmpint (cursor_of (office.store), ==, 1);
  /* Again, and out of turn: nothing is there twice, and what lies between is still asked for. */
  keep (office.store, wire, notice, 0);
  keep (office.store, wire, strange, 6);
  g_assert_cmpint (cursor_of (office.store), ==, 1);
  g_autoptr (GPtrArray) list = xy_down_list (office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_true (xy_down_count_new (office.store, &n, &error));
  g_assert_cmpint (n, ==, 2);
  g_assert_true (xy_down_mark_read (office.store, &notice->id, &error));
  g_assert_true (xy_down_count_new (office.store, &n, &error));
  g_assert_cmpint (n, ==, 1);
  g_autoptr (XyDown) back = xy_down_get (office.store, &notice->id, &error);
  assert_same (notice, back);
  g_assert_cmpint (back->read_at, >, 0);
  g_assert_false (xy_down_use (office.store, &notice->id, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);
  XyId none = xy_id_new (&office.fixed.env);
  g_assert_null (xy_down_get (office.store, &none, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  office_close (&office);
}

/* Rules lie in the file until somebody takes them up; older ones never replace newer ones. */
static void
test_use (void)
{
  static const char *const texts[] = { "{\"date\":\"2026-11-22\",\"name\":\"一\"}",
                                       "{\"date\":\"2026-12-01\",\"name\":\"二\"}" };
  Office office;
  g_autoptr (XyWire) wire = xy_wire_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL), *text = NULL, *before = NULL;
  g_autofree char *rules = g_build_filename (folder, "rules", NULL);
  g_autofree char *path = g_build_filename (rules, "hygiene-town.json", NULL), *old = g_strconcat (path, ".old", NULL);

  g_setenv ("XIANGYUE_DATA", folder, TRUE);
  office_open (&office, 3);
  g_autoptr (XyDown) first = make (&office.fixed.env, XY_DOWN_RULES, "hygiene-town.json", texts[0], -1);
  g_autoptr (XyDown) second = make (&office.fixed.env, XY_DOWN_RULES, "hygiene-town.json", texts[1], -1);
  keep (office.store, wire, first, 0);
  keep (office.store, wire, second, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (xy_down_use (office.store, &first->id, &error));
  g_assert_no_error (error);
  g_assert_true (xy_down_use (office.store, &second->id, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, texts[1]);
  g_assert_true (g_file_get_contents (old, &before, NULL, NULL));
  g_assert_cmpstr (before, ==, texts[0]);
  g_assert_false (xy_down_use (office.store, &first->id, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "date");
  g_autoptr (XyDown) used = xy_down_get (office.store, &second->id, NULL);
  g_assert_cmpint (used->used_at, >, 0);
  g_assert_cmpint (used->read_at, >, 0);
  office_close (&office);
  g_unsetenv ("XIANGYUE_DATA");
  g_unlink (path);
  g_unlink (old);
  g_rmdir (rules);
  g_rmdir (folder);
}

static gint64
count_new (XyStore *store)
{
  gint64 n = -1;

  g_assert_true (xy_down_count_new (store, &n, NULL));
  return n;
}

/* What was looked at and is withdrawn is to be looked at once more; what nobody saw is not; and none is taken up. */
static void
test_withdrawn (void)
{
  Office office;
  g_autoptr (XyWire) wire = xy_wire_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strnfill (XY_DOWN_TITLE_MOST, 'a');

  office_open (&office, 3);
  g_autoptr (XyDown) seen = make (&office.fixed.env, XY_DOWN_NOTICE, NULL, NULL, 0);
  g_autoptr (XyDown) unseen =
      make (&office.fixed.env, XY_DOWN_RULES, "hygiene-x.json", "{\"date\":\"2026-11-22\"}", -1);
  g_autoptr (XyDown) other = make (&office.fixed.env, XY_DOWN_NOTICE, NULL, NULL, 0);
  xy_down_set_text (&seen->title, title);
  keep (office.store, wire, seen, 0);
  keep (office.store, wire, unseen, 1);
  keep (office.store, wire, other, 2);
  g_assert_true (xy_down_mark_read (office.store, &seen->id, NULL));
  g_assert_true (xy_down_mark_read (office.store, &other->id, NULL));
  g_assert_cmpint (count_new (office.store), ==, 1);

  g_autoptr (XyDown) first = xy_down_new_withdrawal (seen, "日期写错了");
  g_autoptr (XyDown) second = xy_down_new_withdrawal (unseen, "换了新的评分表");
  g_assert_true (xy_down_check (wire, first, &error));
  g_assert_no_error (error);
  first->at = second->at = 1795309300000;
  keep (office.store, wire, first, 3);
  keep (office.store, wire, second, 4);
  g_assert_cmpint (count_new (office.store), ==, 1);
  g_autoptr (GPtrArray) list = xy_down_list (office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);
  for (guint i = 0; i < list->len; i++)
    {
      const XyDown *down = list->pdata[i];
      const char *why = xy_id_same (&down->id, &seen->id)     ? "日期写错了"
                        : xy_id_same (&down->id, &unseen->id) ? "换了新的评分表"
                                                              : NULL;
      g_assert_cmpstr (down->withdrawn_why, ==, why);
      g_assert_true ((down->withdrawn_at != 0) == (why != NULL));
      g_assert_true ((down->read_at == 0) == xy_id_same (&down->id, &seen->id));
    }
  /* It comes once more, on a stick: nothing is new again. */
  g_assert_true (xy_down_mark_read (office.store, &seen->id, NULL));
  keep (office.store, wire, first, 3);
  g_assert_cmpint (count_new (office.store), ==, 0);
  g_assert_false (xy_down_use (office.store, &unseen->id, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "withdrawn");
  g_autoptr (XyDown) back = xy_down_get (office.store, &seen->id, NULL);
  g_assert_cmpint (back->withdrawn_at, ==, first->at);
  xy_down_set_text (&first->text, "");
  assert_refused (wire, first, "text");
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/down/travels", test_travels);
  g_test_add_func ("/down/refused", test_refused);
  g_test_add_func ("/down/bad-pages", test_bad_pages);
  g_test_add_func ("/down/kept", test_kept);
  g_test_add_func ("/down/use", test_use);
  g_test_add_func ("/down/withdrawn", test_withdrawn);
  return g_test_run ();
}

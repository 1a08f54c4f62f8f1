/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the county keeps to be sent down, and who sees which of it; and what a program that is too old is told. */
#include <locale.h>

#include "county.h"
#include "server/down.h"

static gint64
add (County *county, gint64 scope, const char *title, const char *file)
{
  g_autoptr (XyDown) down = xy_down_new ();
  g_autoptr (GError) error = NULL;

  down->id = xy_id_new (&county->fixed.env);
  down->scope = scope;
  down->kind = g_strdup (XY_DOWN_NOTICE);
  down->title = g_strdup (title);
  xy_down_set_text (&down->text, "请各村照办");
  xy_down_set_text (&down->who, "云岭镇人民政府");
  if (file != NULL)
    {
      down->name = g_strdup ("附件.txt");
      down->size = (gint64) strlen (file);
      down->file = g_bytes_new (file, strlen (file));
    }
  g_assert_true (xy_server_down_add (county->store, down, 7, &error));
  g_assert_no_error (error);
  return down->seq;
}

/* The titles that SCOPE sees behind CURSOR, over all pages. */
static char *
titles (County *county, gint64 scope, gint64 cursor, guint *n_pages)
{
  GString *out = g_string_new (NULL);
  gboolean more = TRUE;
  guint pages = 0;

  for (; more; pages++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (XyDownPage) page = { 0 };
      g_autoptr (GError) error = NULL;
      gint64 to;

      g_assert_true (xy_server_down_page (county->store, scope, cursor, text, &to, &more, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (text->len, <, XY_DOWN_PAGE_MOST);
      g_assert_true (xy_down_read_page (county->wire, text->str, text->len, &page));
      g_assert_cmpint (page.from, ==, cursor);
      g_assert_cmpint (page.to, ==, to);
      g_assert_cmpint (page.more, ==, more);
      for (guint i = 0; i < page.list->len; i++)
        g_string_append (out, ((XyDown *) page.list->pdata[i])->title);
      cursor = to;
    }
  if (n_pages != NULL)
    *n_pages = pages;
  return g_string_free (out, FALSE);
}

static void
assert_seen (County *county, gint64 scope, const char *wanted)
{
  g_autofree char *seen = titles (county, scope, 0, NULL);
  g_autoptr (GPtrArray) list = xy_server_down_list (county->store, scope, NULL);
  gint64 head = -1;

  g_assert_cmpstr (seen, ==, wanted);
  g_assert_cmpuint (list->len, ==, strlen (wanted));
  g_assert_true (xy_server_down_head (county->store, scope, &head, NULL));
  g_assert_cmpint (head, ==, list->len > 0 ? ((XyDown *) list->pdata[list->len - 1])->seq : 0);
}

static void
test_scopes (void)
{
  County county;

  county_open (&county);
  assert_seen (&county, SID, "");
  add (&county, SID / 1000000, "a", NULL);
  add (&county, SID / 1000, "b", NULL);
  add (&county, SID, "c", NULL);
  add (&county, SID + 1, "d", NULL);
  add (&county, SID / 1000 + 1, "e", NULL);
  add (&county, SID / 1000000 + 1, "f", NULL);
  /* A village sees what is for it; a township also what it sent itself, and the county all that is below it. */
  assert_seen (&county, SID, "abc");
  assert_seen (&county, SID + 1, "abd");
  assert_seen (&county, SID + 2, "ab");
  assert_seen (&county, SID + 1000, "ae");
  assert_seen (&county, SID / 1000, "abcd");
  assert_seen (&county, SID / 1000 + 1, "ae");
  assert_seen (&county, SID / 1000000, "abcde");
  assert_seen (&county, SID / 1000000 + 1, "f");
  county_close (&county);
}

static void
test_pages (void)
{
  County county;
  g_autofree char *file = g_strnfill (200 * 1024, 'x');
  guint pages;

  county_open (&county);
  for (guint i = 0; i < 20; i++)
    add (&county, SID / 1000, "n", NULL);
  for (guint i = 0; i < 5; i++)
    add (&county, SID / 1000, "f", file);
  g_autofree char *all = titles (&county, SID, 0, &pages);
  g_assert_cmpstr (all, ==, "nnnnnnnnnnnnnnnnnnnnfffff");
  g_assert_cmpuint (pages, >=, 4);
  g_autofree char *rest = titles (&county, SID, 23, NULL);
  g_assert_cmpstr (rest, ==, "ff");
  g_autofree char *none = titles (&county, SID, 25, NULL);
  g_assert_cmpstr (none, ==, "");
  county_close (&county);
}

/* The answer was lost, and it is sent again; or something else under the same id. */
static void
test_again (void)
{
  County county;
  g_autoptr (XyDown) down = xy_down_new ();
  g_autoptr (GError) error = NULL;

  county_open (&county);
  down->id = xy_id_new (&county.fixed.env);
  down->scope = SID / 1000;
  down->kind = g_strdup (XY_DOWN_NOTICE);
  down->title = g_strdup ("a");
  xy_down_set_text (&down->text, "b");
  g_assert_true (xy_server_down_add (county.store, down, 7, &error));
  g_assert_cmpint (down->seq, ==, 1);
  gint64 at = down->at;
  g_assert_true (xy_server_down_add (county.store, down, 7, &error));
  g_assert_cmpint (down->seq, ==, 1);
  g_assert_cmpint (down->at, ==, at);
  xy_down_set_text (&down->text, "c");
  g_assert_false (xy_server_down_add (county.store, down, 7, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  down->id = xy_id_new (&county.fixed.env);
  xy_down_set_text (&down->title, "");
  g_assert_false (xy_server_down_add (county.store, down, 7, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  assert_seen (&county, SID, "a");
  county_close (&county);
}

static void
add_account (County *county, gint64 id, gint64 scope)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_base_run (xy_server_store_get_base (county->store),
                              "INSERT INTO account (id, scope, role, pub, tok, name, made, seen, state) "
                              "VALUES (?1, ?2, 2, ?3, ?3, '', 0, 0, 0)",
                              XY_BIND (XY_INT (id), XY_INT (scope), XY_BYTES (&id, sizeof id)), &error));
  g_assert_no_error (error);
}

/* By the office that sent it, by the county, and by its command; by nobody else. */
static void
test_withdraw (void)
{
  static const struct
  {
    gint64 account;
    gboolean may;
  } tries[] = { { 7, TRUE }, { 8, TRUE }, { 9, FALSE }, { 10, TRUE }, { 0, TRUE }, { 11, FALSE }, { 99, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      County county;
      g_autoptr (XyDown) down = xy_down_new (), strange = xy_down_new ();
      g_autoptr (GError) error = NULL;

      county_open (&county);
      add_account (&county, 7, SID / 1000);
      add_account (&county, 8, SID / 1000); /* another computer of the same office */
      add_account (&county, 9, SID / 1000 + 1);
      add_account (&county, 10, SID / 1000000);
      add_account (&county, 11, SID);
      add (&county, SID / 1000, "b", NULL);
      down->id = xy_id_new (&county.fixed.env);
      down->scope = SID;
      down->kind = g_strdup (XY_DOWN_NOTICE);
      down->title = g_strdup ("a");
      xy_down_set_text (&down->text, "b");
      g_assert_true (xy_server_down_add (county.store, down, 7, NULL));
      g_autoptr (XyDown) withdrawal = xy_down_new_withdrawal (down, "日期写错了");
      gboolean done = xy_server_down_add (county.store, withdrawal, tries[i].account, &error);
      g_assert_cmpint (done, ==, tries[i].may);
      if (!done)
        g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
      else
        g_assert_true (xy_server_down_add (county.store, withdrawal, tries[i].account, NULL));
      g_clear_error (&error);
      g_autoptr (GPtrArray) list = xy_server_down_list (county.store, SID, NULL);
      g_assert_cmpuint (list->len, ==, done ? 3 : 2);
      strange->id = xy_id_new (&county.fixed.env);
      strange->scope = SID;
      strange->title = g_strdup ("x");
      g_autoptr (XyDown) of_none = xy_down_new_withdrawal (strange, "x");
      g_assert_false (xy_server_down_add (county.store, of_none, 7, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
      county_close (&county);
    }
}

/* The answer to a hello says how many there are, and what a program must know. */
static void
test_hello (void)
{
  County county;

  county_open (&county);
  Device device = county_device (&county, 1);
  add (&county, SID / 1000, "a", NULL);
  add (&county, SID / 1000 + 1, "b", NULL);
  for (gint64 reader = 0; reader < 20; reader += 13)
    {
      XyAsk hello = { .stream = SID, .device = device.number };
      g_autoptr (GString) text = g_string_new (NULL), out = g_string_new (NULL);
      g_auto (XyAnswer) answer = { 0 };

      g_assert_true (reader == 0 || xy_server_store_set_reader (county.store, reader, NULL));
      g_strlcpy (hello.epoch, xy_server_store_get_epoch (county.store), sizeof hello.epoch);
      xy_ask_append (text, &hello);
      g_assert_true (xy_server_store_ask (county.store, text->str, text->len, out, NULL));
      g_assert_true (xy_answer_read (county.wire, out->str, out->len, &answer));
      g_assert_cmpint (answer.down, ==, 1);
      g_assert_cmpint (answer.reader, ==, reader);
      g_assert_cmpint (strstr (out->str, "minsch") != NULL, ==, reader > 0);
    }
  county_close (&county);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/down/scopes", test_scopes);
  g_test_add_func ("/server/down/pages", test_pages);
  g_test_add_func ("/server/down/again", test_again);
  g_test_add_func ("/server/down/withdraw", test_withdraw);
  g_test_add_func ("/server/down/hello", test_hello);
  return g_test_run ();
}

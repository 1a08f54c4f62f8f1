/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes, tokens, scopes, and what a role may write. */
#include <locale.h>

#include "county.h"
#include "server/access.h"
#include "server/township.h"

#define TOWNSHIP (SID / 1000)
#define MINUTE 60000
#define STEP(kind) "{\"kind\":\"" kind "\",\"number\":1,\"day\":\"2026-11-20\",\"by\":\"曾国强\"}"

static const XyServerKeys keys = { .token = { 7 } };

static gboolean
enroll (County *county, const char *code, const char *nonce, guint8 pub, XyServerEnrolled *out)
{
  g_autoptr (GError) error = NULL;
  XyServerEnrolling asked = { .code = code, .name = "村部电脑", .nonce = nonce, .pub = { pub } };
  gboolean yes = xy_access_enroll (county->store, &keys, &asked, out, &error);

  g_assert_no_error (error);
  return yes;
}

static void
make_code (County *county, gint64 scope, char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_access_make_code (county->store, &keys, scope, NULL, code, &error));
  g_assert_no_error (error);
}

static XyServerEnrolled
enrolled (County *county, gint64 scope)
{
  char code[XY_SERVER_CODE_LENGTH + 1];
  XyServerEnrolled out;

  make_code (county, scope, code);
  g_assert_true (enroll (county, code, "a", 1, &out));
  return out;
}

static void
test_scope (void)
{
  static const struct
  {
    gint64 scope;
    gint64 stream;
    gboolean ok;
  } cases[] = {
    { SID, SID, TRUE },
    { SID, SID + 1, FALSE },
    { SID, TOWNSHIP, FALSE },
    { TOWNSHIP, SID, TRUE },
    { TOWNSHIP, SID + 1000, FALSE },
    { TOWNSHIP, TOWNSHIP, TRUE },
    { 431399, SID, TRUE },
    { 431399, 431398101201, FALSE },
    { 431399, 43139, FALSE },
    { 431399, 4313991012011, FALSE },
    { 43, SID, FALSE },
    { 0, SID, FALSE },
    { SID, 0, FALSE },
    { 431399, -SID, FALSE },
    { -431399, SID, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      XyServerAccount account = { .scope = cases[i].scope };
      g_assert_cmpint (xy_access_scope_ok (&account, cases[i].stream), ==, cases[i].ok);
      account.revoked = TRUE;
      g_assert_false (xy_access_scope_ok (&account, cases[i].stream));
    }
}

static void
test_code (void)
{
  County county;
  county_open (&county);
  char code[XY_SERVER_CODE_LENGTH + 1], other[XY_SERVER_CODE_LENGTH + 1];
  XyServerEnrolled first, again, none;
  XyServerAccount account;

  make_code (&county, SID, code);
  make_code (&county, SID, other);
  g_assert_cmpuint (strlen (code), ==, XY_SERVER_CODE_LENGTH);
  g_assert_cmpuint (strcspn (code, "01258BILOSZ"), ==, XY_SERVER_CODE_LENGTH);
  g_assert_cmpstr (code, !=, other);
  g_assert_false (enroll (&county, "3333333333", "a", 1, &none));
  g_assert_false (enroll (&county, "", "a", 1, &none));
  g_assert_cmpstr (none.token, ==, "");

  /* As a person types it. */
  g_autofree char *lower = g_ascii_strdown (code, -1);
  g_autofree char *typed = g_strdup_printf (" %.4s-%.3s %s ", lower, lower + 4, lower + 7);
  g_assert_true (enroll (&county, typed, "a", 1, &first));
  g_assert_cmpuint (strlen (first.token), ==, 64);
  g_assert_cmpint (first.account.role, ==, XY_SERVER_VILLAGE);
  g_assert_cmpint (first.account.scope, ==, SID);
  g_assert_cmpint (first.device, >, 0);
  g_assert_true (xy_access_find (county.store, first.token, &account, NULL));
  g_assert_cmpint (account.id, ==, first.account.id);
  g_assert_cmpstr (account.name, ==, "村部电脑");
  g_assert_true (xy_access_of_device (county.store, SID, first.device, &account, NULL));
  g_assert_cmpint (account.id, ==, first.account.id);

  /* The answer was lost; then somebody else has seen the code; then ten minutes are over. */
  g_assert_true (enroll (&county, code, "a", 1, &again));
  g_assert_cmpstr (again.token, ==, first.token);
  g_assert_cmpint (again.device, ==, first.device);
  g_assert_false (enroll (&county, code, "b", 1, &none));
  g_assert_false (enroll (&county, code, "a", 2, &none));
  county.fixed.instant += 11 * MINUTE;
  g_assert_false (enroll (&county, code, "a", 1, &none));
  assert_county (&county, "SELECT count (*) FROM account", "1");

  county.fixed.instant += XY_SERVER_CODE_DAYS * 24 * 60 * MINUTE;
  g_assert_false (enroll (&county, other, "a", 1, &none));
  assert_county (&county, "SELECT count (*) FROM account", "1");

  g_assert_false (xy_access_find (county.store, "", &account, NULL));
  g_assert_false (xy_access_find (county.store, code, &account, NULL));
  g_assert_true (xy_access_revoke (county.store, first.account.id, NULL));
  g_assert_true (xy_access_find (county.store, first.token, &account, NULL));
  g_assert_true (account.revoked);
  g_assert_false (xy_access_revoke (county.store, 5, NULL));
  county_close (&county);
}

/* Neither code nor token is in the file, as text or as bytes. */
static void
test_secrets (void)
{
  County county;
  county_open (&county);
  char code[XY_SERVER_CODE_LENGTH + 1];
  XyServerEnrolled out;

  make_code (&county, SID, code);
  g_assert_true (enroll (&county, code, "a", 1, &out));
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM account WHERE hex (tok) = upper ('%s')", out.token);
  assert_county (&county, sql, "0");
  assert_county (&county, "SELECT count (*) FROM account WHERE length (tok) = 32", "1");
  g_autofree char *codes = g_strdup_printf ("SELECT count (*) FROM code WHERE h = '%s' OR note = '%s'", code, code);
  assert_county (&county, codes, "0");

  /* Another county's key finds nothing by the same code. */
  static const XyServerKeys strange = { .token = { 8 } };
  XyServerEnrolling asked = { .code = code, .name = "x", .nonce = "a", .pub = { 1 } };
  g_assert_false (xy_access_enroll (county.store, &strange, &asked, &out, NULL));
  county_close (&county);
}

static void
test_join (void)
{
  County county;
  county_open (&county);
  XyServerEnrolled township = enrolled (&county, TOWNSHIP);
  gint64 device, same, other;

  g_assert_cmpint (township.device, ==, 0);
  g_assert_false (xy_access_join (county.store, &township.account, SID, "a", &device, NULL));
  enrolled (&county, SID);
  g_assert_true (xy_access_join (county.store, &township.account, SID, "a", &device, NULL));
  g_assert_true (xy_access_join (county.store, &township.account, SID, "a", &same, NULL));
  g_assert_true (xy_access_join (county.store, &township.account, SID, "b", &other, NULL));
  g_assert_cmpint (device, ==, same);
  g_assert_cmpint (device, !=, other);
  g_assert_false (xy_access_join (county.store, &township.account, SID + 1000, "a", &device, NULL));

  /* The same nonce of another computer is another number. */
  XyServerEnrolled second = enrolled (&county, TOWNSHIP);
  g_assert_true (xy_access_join (county.store, &second.account, SID, "a", &other, NULL));
  g_assert_cmpint (other, !=, same);
  county_close (&county);
}

/* A township decides on bylaws and writes nothing else; what it decides is not the village's to write from then on. */
static void
test_may_push (void)
{
  County county;
  county_open (&county);
  XyServerEnrolled village = enrolled (&county, SID);
  Device own = { .number = village.device }, deciding = { 0 };

  xy_server_store_set_account (county.store, &village.account);
  assert_push ("ok", &county, &own, "household", 'i', 11, 0, NULL, "{\"head_name\":\"曾国强\"}");
  assert_push ("ok", &county, &own, "bylaw_step", 'i', 21, 0, NULL, STEP ("approve"));

  xy_server_store_set_account (county.store, NULL);
  XyServerEnrolled township = enrolled (&county, TOWNSHIP);
  g_assert_true (xy_access_join (county.store, &township.account, SID, "a", &deciding.number, NULL));
  xy_server_store_set_account (county.store, &village.account);
  /* Written at 09:00, as all lines here; the township came a few ms later: it waits for somebody's word. */
  assert_push ("held role", &county, &own, "bylaw_step", 'i', 22, 0, NULL, STEP ("return"));
  assert_push ("rejected role", &county, &own, "bylaw_step", 'd', 21, 0, NULL, "{\"del\":1}");
  assert_push ("ok", &county, &own, "bylaw_step", 'i', 23, 0, NULL, STEP ("submit"));
  assert_push ("ok", &county, &own, "bylaw_step", 'd', 23, 0, NULL, "{\"del\":1}");
  g_assert_true (xy_server_store_release (county.store, SID, own.number, 3, NULL));
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = 'bylaw_step' AND del = 0", "2");

  xy_server_store_set_account (county.store, &township.account);
  assert_push ("ok", &county, &deciding, "bylaw_step", 'i', 31, 0, NULL, STEP ("approve"));
  assert_push ("ok", &county, &deciding, "bylaw_step", 'i', 34, 0, NULL, STEP ("file"));
  assert_push ("rejected role", &county, &deciding, "bylaw_step", 'i', 32, 0, NULL, STEP ("pass"));
  assert_push ("rejected role", &county, &deciding, "bylaw_step", 'd', 31, 0, NULL, "{\"del\":1}");
  assert_push ("rejected role", &county, &deciding, "household", 'u', 11, 0, NULL, "{\"phone\":null}");
  assert_push ("rejected role", &county, &deciding, "later_kind", 'i', 33, 0, NULL, "{}");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0", "5");

  /* What the county has lost of it the village cannot bring back by itself: it waits, until the township does. */
  xy_server_store_set_account (county.store, &village.account);
  assert_salvaged ("held role", &county, &own, "bylaw_step", 35, STEP ("correct"));
  xy_server_store_set_account (county.store, &township.account);
  assert_push ("ok", &county, &deciding, "bylaw_step", 'i', 35, 0, NULL, STEP ("correct"));
  assert_county (&county, "SELECT count (*) FROM waiting", "0");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0", "5");

  /* Nobody writes under another's number. */
  g_auto (XyAnswer) denied = { 0 };
  char *none[] = { NULL };
  guint8 hash[XY_HASH_SIZE];
  g_autoptr (GString) text = push_text (&county, &own, own.n + 1, own.hash, none, hash);
  send_push (&county, text, &denied);
  g_assert_cmpint (denied.kind, ==, XY_ANSWER_DENIED);
  g_assert_cmpint (xy_server_store_get_receipt (county.store)->stream, ==, 0);
  county_close (&county);
}

#define ROW "SELECT coalesce (sum (1 - del), 0) || ' ' || count (*) FROM rec WHERE tbl = '_township'"

/* The row that tells the village who reviews: from the first of the township's computers to the last. */
static void
test_township_row (void)
{
  County county;
  county_open (&county);
  XyServerEnrolled village = enrolled (&county, SID), upper = enrolled (&county, 431399);
  XyServerEnrolled first = enrolled (&county, TOWNSHIP), second = enrolled (&county, TOWNSHIP);
  Device own = { .number = village.device };
  gint64 device, since;

  /* Whoever is enrolled and looks at nothing changes nothing, nor does the county. */
  g_assert_true (xy_access_join (county.store, &upper.account, SID, "a", &device, NULL));
  assert_county (&county, ROW, "0 0");
  xy_server_store_set_account (county.store, &village.account);
  assert_push ("ok", &county, &own, "bylaw_step", 'i', 21, 0, NULL, STEP ("approve"));
  g_assert_true (xy_access_join (county.store, &first.account, SID, "a", &device, NULL));
  assert_county (&county, ROW, "1 1");
  g_assert_true (xy_township_since (county.store, SID, &since, NULL));
  g_assert_cmpint (since, >, 0);
  g_assert_true (xy_access_join (county.store, &first.account, SID, "a", &device, NULL));
  g_assert_true (xy_access_join (county.store, &second.account, SID, "a", &device, NULL));
  g_assert_true (xy_access_revoke (county.store, first.account.id, NULL));
  assert_county (&county, ROW, "1 1");
  g_assert_true (xy_access_revoke (county.store, second.account.id, NULL));
  assert_county (&county, ROW, "0 1");
  g_assert_true (xy_township_since (county.store, SID, &since, NULL));
  g_assert_cmpint (since, ==, 0);
  assert_push ("ok", &county, &own, "bylaw_step", 'i', 22, 0, NULL, STEP ("return"));
  XyServerEnrolled third = enrolled (&county, TOWNSHIP);
  g_assert_true (xy_access_join (county.store, &third.account, SID, "a", &device, NULL));
  assert_county (&county, ROW, "1 1");
  county_close (&county);
}

/* Once the township has a computer, a decision that the village writes later is final: rejected. */
static void
test_township_first (void)
{
  XyServerAccount village = { .scope = SID, .role = XY_SERVER_VILLAGE };
  XyServerAccount county = { .scope = 431399, .role = XY_SERVER_COUNTY };
  gboolean held;

  g_assert_false (xy_access_may_push (&village, "bylaw_step", 'i', "approve", 2000, 1000, &held));
  g_assert_false (held);
  g_assert_false (xy_access_may_push (&village, "bylaw_step", 'i', "approve", 500, 1000, &held));
  g_assert_true (held);
  g_assert_false (xy_access_may_push (&village, "bylaw_step", 'u', "approve", 500, 1000, &held));
  g_assert_false (held);
  g_assert_true (xy_access_may_push (&village, "bylaw_step", 'i', "approve", 2000, 0, &held));
  g_assert_true (xy_access_may_push (&village, "meeting_step", 'i', "approve", 2000, 1000, &held));
  g_assert_false (xy_access_may_push (&county, "bylaw_step", 'i', "approve", 2000, 0, &held));
  g_assert_false (xy_access_may_push (&county, "household", 'i', NULL, 2000, 0, &held));
}

/* A nonce that somebody else forks with is not a way to his number. */
static void
test_fork (void)
{
  County county;
  county_open (&county);
  XyServerEnrolled first = enrolled (&county, SID), second = enrolled (&county, SID);
  XyAsk ask = { .kind = XY_ASK_FORK, .stream = SID, .device = first.device, .nonce = 77 };
  g_autoptr (GString) out = g_string_new (NULL), text = g_string_new (NULL);
  g_auto (XyAnswer) answer = { 0 }, other = { 0 };
  XyServerAccount account;

  g_strlcpy (ask.epoch, xy_server_store_get_epoch (county.store), sizeof ask.epoch);
  xy_ask_append (text, &ask);
  xy_server_store_set_account (county.store, &first.account);
  g_assert_true (xy_server_store_ask (county.store, text->str, text->len, out, NULL));
  g_assert_true (xy_answer_read (county.wire, out->str, out->len, &answer));
  g_assert_cmpint (answer.kind, ==, XY_ANSWER_OK);
  g_assert_true (xy_access_of_device (county.store, SID, answer.device, &account, NULL));
  g_assert_cmpint (account.id, ==, first.account.id);

  ask.device = second.device;
  g_string_truncate (text, 0);
  g_string_truncate (out, 0);
  xy_ask_append (text, &ask);
  xy_server_store_set_account (county.store, &second.account);
  g_assert_true (xy_server_store_ask (county.store, text->str, text->len, out, NULL));
  g_assert_true (xy_answer_read (county.wire, out->str, out->len, &other));
  g_assert_cmpint (other.kind, ==, XY_ANSWER_FORK);
  g_assert_cmpint (other.device, !=, answer.device);
  county_close (&county);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access/scope", test_scope);
  g_test_add_func ("/access/code", test_code);
  g_test_add_func ("/access/secrets", test_secrets);
  g_test_add_func ("/access/join", test_join);
  g_test_add_func ("/access/may-push", test_may_push);
  g_test_add_func ("/access/township-row", test_township_row);
  g_test_add_func ("/access/township-first", test_township_first);
  g_test_add_func ("/access/fork", test_fork);
  return g_test_run ();
}

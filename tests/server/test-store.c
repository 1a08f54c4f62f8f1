/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of operations at the county, one rule after the other, and what a device reads of it. */
#include <locale.h>

#include "county.h"

#define FAMILY "{\"head_name\":\"曾国强\",\"phone\":\"19900000001\"}"
#define ENTRY(household, delta)                                                                                        \
  "{\"household\":\"0197a3f2-c1d4-7003-8000-0000000000" household                                                      \
  "\",\"category\":\"环境\",\"item\":\"清扫\",\"day\":\"2026-11-20\","                                             \
  "\"amount\":100,\"delta\":" delta ",\"cut\":0,\"kind\":\"entry\",\"at\":1795309200000}"

static void
test_exactly_once (void)
{
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);
  guint8 hash[XY_HASH_SIZE], middle[XY_HASH_SIZE] = { 0 };
  g_auto (XyAnswer) first = { 0 }, again = { 0 }, part = { 0 }, overtaken = { 0 }, gap = { 0 }, fork = { 0 };
  g_auto (GStrv) lines = g_new0 (char *, 5);

  lines[0] = line_of (1, "household", 'i', 11, 0, NULL, FAMILY);
  lines[1] = line_of (2, "points_entry", 'i', 21, 0, NULL, ENTRY ("11", "200"));
  lines[2] = line_of (3, "points_entry", 'i', 22, 0, NULL, ENTRY ("99", "200"));
  lines[3] = line_of (4, "household", 'u', 11, 0, NULL, "{\"phone\":null}");
  g_autoptr (GString) text = push_text (&county, &device, 1, device.hash, lines, hash);
  send_push (&county, text, &first);
  g_assert_cmpint (first.kind, ==, XY_ANSWER_OK);
  g_assert_cmpint (first.last, ==, 4);
  g_assert_cmpmem (first.hash, XY_HASH_SIZE, hash, XY_HASH_SIZE);
  g_assert_cmpuint (first.results->len, ==, 1);
  g_assert_cmpint (g_array_index (first.results, XyResult, 0).n, ==, 3);
  g_assert_cmpstr (g_array_index (first.results, XyResult, 0).code, ==, "missing");

  /* The answer was lost: the same is sent again, and answered as before. */
  send_push (&county, text, &again);
  g_assert_cmpint (again.kind, ==, XY_ANSWER_OK);
  g_assert_cmpint (again.last, ==, 4);
  g_assert_cmpint (again.head, ==, first.head);
  g_assert_cmpuint (again.results->len, ==, 1);
  g_assert_cmpstr (g_array_index (again.results, XyResult, 0).code, ==, "missing");
  assert_county (&county, "SELECT count (*) FROM entry", "1");

  /* A part of it, from the middle. */
  xy_wire_chain (middle, lines[0], strlen (lines[0]));
  g_autoptr (GString) tail = push_text (&county, &device, 2, middle, lines + 1, hash);
  send_push (&county, tail, &part);
  g_assert_cmpint (part.kind, ==, XY_ANSWER_OK);
  g_assert_cmpint (part.head, ==, first.head);

  /* The beginning of it, when a stick has brought all of it: the answer is about all that it says is here. */
  g_free (g_steal_pointer (&lines[3]));
  g_free (g_steal_pointer (&lines[2]));
  g_autoptr (GString) start = push_text (&county, &device, 1, device.hash, lines, middle);
  send_push (&county, start, &overtaken);
  g_assert_cmpint (overtaken.kind, ==, XY_ANSWER_OK);
  g_assert_cmpint (overtaken.last, ==, 4);
  g_assert_nonnull (overtaken.results);
  g_assert_cmpuint (overtaken.results->len, ==, 1);
  g_assert_cmpint (g_array_index (overtaken.results, XyResult, 0).n, ==, 3);

  /* Something is left out. */
  g_autoptr (GString) later = push_text (&county, &device, 6, hash, lines, middle);
  send_push (&county, later, &gap);
  g_assert_cmpint (gap.kind, ==, XY_ANSWER_GAP);
  g_assert_cmpint (gap.last, ==, 4);

  /* Another who has the same number writes something else. */
  lines[2] = line_of (3, "points_entry", 'i', 22, 0, NULL, ENTRY ("99", "200"));
  lines[3] = line_of (4, "household", 'u', 11, 0, NULL, "{\"phone\":\"19900000002\"}");
  g_autoptr (GString) other = push_text (&county, &device, 1, device.hash, lines, hash);
  send_push (&county, other, &fork);
  g_assert_cmpint (fork.kind, ==, XY_ANSWER_FORK);
  assert_county (&county, "SELECT count (*) FROM op_log", "3");
  county_close (&county);
}

static void
test_refused (void)
{
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);
  char *none[] = { NULL };
  guint8 hash[XY_HASH_SIZE];
  g_auto (XyAnswer) bad = { 0 }, denied = { 0 }, epoch = { 0 }, broken = { 0 }, revoked = { 0 };
  g_autoptr (GString) text = push_text (&county, &device, 1, device.hash, none, hash);
  g_autoptr (GString) login = g_string_new ("<html>\n</html>\n");
  Device stranger = { .number = 77 };
  g_autoptr (GString) foreign = push_text (&county, &stranger, 1, stranger.hash, none, hash);
  gint64 same;

  send_push (&county, login, &bad);
  g_assert_cmpint (bad.kind, ==, XY_ANSWER_BAD);
  send_push (&county, foreign, &denied);
  g_assert_cmpint (denied.kind, ==, XY_ANSWER_DENIED);

  /* The sum of the end is not that of the lines. */
  g_autofree char *line = line_of (1, "household", 'i', 11, 0, NULL, FAMILY);
  char *lines[] = { line, NULL };
  g_autoptr (GString) changed = push_text (&county, &device, 1, device.hash, lines, hash);
  *strstr (changed->str, "0001") = '7';
  send_push (&county, changed, &broken);
  g_assert_cmpint (broken.kind, ==, XY_ANSWER_BAD);
  assert_county (&county, "SELECT count (*) FROM op_log", "0");

  g_assert_true (xy_server_store_add_device (county.store, SID, 0, 1, &same, NULL));
  g_assert_cmpint (same, ==, device.number);
  g_assert_true (xy_server_store_begin_epoch (county.store, NULL));
  send_push (&county, text, &epoch);
  g_assert_cmpint (epoch.kind, ==, XY_ANSWER_EPOCH);
  g_assert_cmpstr (epoch.epoch, ==, xy_server_store_get_epoch (county.store));
  g_assert_true (xy_server_store_revoke (county.store, SID, device.number, NULL));
  send_push (&county, text, &revoked);
  g_assert_cmpint (revoked.kind, ==, XY_ANSWER_DENIED);
  county_close (&county);
}

/* A line that cannot be read, and one that is not its turn, stop nothing. */
static void
test_poison (void)
{
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);
  g_auto (XyAnswer) answer = { 0 };
  g_auto (GStrv) lines = g_new0 (char *, 7);

  lines[0] = g_strdup ("{\"n\":1,\"n\":1}");
  lines[1] = g_strdup ("not JSON");
  lines[2] = g_strdup ("\xff\xfe");
  lines[3] = line_of (9, "household", 'i', 12, 0, NULL, FAMILY);
  lines[4] = line_of (5, "household", 'i', 11, 0, NULL, FAMILY);
  lines[5] = line_of (6, "_quar", 'i', 13, 0, NULL, FAMILY);
  push_lines (&county, &device, lines, &answer);
  g_assert_cmpuint (answer.results->len, ==, 5);
  assert_county (&county,
                 "SELECT group_concat (code) FROM (SELECT code FROM op_log WHERE disp = 'rejected' ORDER BY n)",
                 "key,json,text,number,table");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = 'household'", "1");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0", "5");
  assert_county (&county, "SELECT body ->> 'line' FROM rec WHERE tbl = '_quar' AND body ->> 'n' = 2", "not JSON");

  assert_push ("rejected value", &county, &device, "household", 'u', 11, 0, NULL, "{\"phone\":7}");
  assert_push ("rejected value", &county, &device, "household", 'u', 11, 0, NULL, "{\"unit\":\"three\"}");
  assert_push ("ok", &county, &device, "household", 'u', 11, 0, NULL, "{\"later\":{\"a\":[1]}}");
  assert_push ("ok", &county, &device, "later_kind", 'i', 31, 0, NULL, "{\"a\":1}");
  assert_push ("ok", &county, &device, "household", 'u', 11, 0, NULL, "{\"note\":null}");
  assert_county (&county, "SELECT body -> 'later' FROM rec WHERE tbl = 'household'", "{\"a\":[1]}");
  county_close (&county);
}

static void
test_fields (void)
{
  County county;
  county_open (&county);
  Device a = county_device (&county, 1), b = county_device (&county, 2);

  assert_push ("ok", &county, &a, "household", 'i', 11, 0, NULL, FAMILY);
  /* Different fields, and the same value: no conflict. */
  assert_push ("ok", &county, &a, "household", 'u', 11, 1, NULL, "{\"phone\":\"19900000002\"}");
  assert_push ("ok", &county, &b, "household", 'u', 11, 1, NULL, "{\"note\":\"独居\"}");
  assert_push ("ok", &county, &b, "household", 'u', 11, 1, NULL, "{\"phone\":\"19900000002\"}");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = '_conflict'", "0");
  /* Known to him: no conflict. */
  assert_push ("ok", &county, &a, "household", 'u', 11, 4, NULL, "{\"phone\":\"19900000003\"}");
  /* Without clocks what comes later stands, and what was there is shown. */
  assert_push ("merged field", &county, &b, "household", 'u', 11, 4, NULL, "{\"phone\":\"19900000004\"}");
  assert_county (&county, "SELECT body ->> 'phone' FROM rec WHERE tbl = 'household'", "19900000004");
  assert_county (
      &county,
      "SELECT body ->> 'lost' || ' ' || (body ->> 'kept') || ' ' || (body -> 'lost_by' ->> 'by') FROM rec WHERE tbl = '_conflict'",
      "19900000003 19900000004 u3");
  /* The later of two clocks stands, whatever comes later; a clock that is a day ahead is none. */
  assert_push ("ok", &county, &a, "household", 'u', 11, 99, "01a200c46000-0000", "{\"address\":\"一\"}");
  assert_push ("merged field", &county, &b, "household", 'u', 11, 1, "01a200c45000-0000", "{\"address\":\"二\"}");
  assert_county (&county, "SELECT body ->> 'address' FROM rec WHERE tbl = 'household'", "一");
  assert_push ("merged field", &county, &b, "household", 'u', 11, 1, "01a200c46000-0001", "{\"address\":\"三\"}");
  assert_county (&county, "SELECT body ->> 'address' FROM rec WHERE tbl = 'household'", "三");
  assert_push ("merged field", &county, &a, "household", 'u', 11, 1, "0fa200c46000-0001", "{\"address\":\"四\"}");
  assert_push ("merged field", &county, &b, "household", 'u', 11, 1, "01a200c46000-0002", "{\"address\":\"五\"}");
  assert_county (&county, "SELECT body ->> 'address' FROM rec WHERE tbl = 'household'", "五");
  /* The number of a bank account is nobody's to win. */
  assert_push ("ok", &county, &a, "household", 'u', 11, 99, NULL, "{\"bank\":\"622\"}");
  assert_push ("merged field", &county, &b, "household", 'u', 11, 1, NULL, "{\"bank\":\"623\"}");
  assert_county (&county, "SELECT body ->> 'bank' FROM rec WHERE tbl = 'household'", "622");
  /* Even where nothing of it was taken the record goes down again. */
  assert_county (&county, "SELECT seq = (SELECT head FROM stream) FROM rec WHERE tbl = 'household'", "1");
  county_close (&county);
}

static void
test_deletions (void)
{
  County county;
  county_open (&county);
  Device a = county_device (&county, 1), b = county_device (&county, 2);

  assert_push ("ok", &county, &a, "household", 'i', 11, 0, NULL, FAMILY);
  assert_push ("ok", &county, &a, "household", 'i', 12, 0, NULL, FAMILY);
  /* Deleted without knowing of the edit: it stays. */
  assert_push ("ok", &county, &a, "household", 'u', 11, 2, NULL, "{\"note\":\"x\"}");
  assert_push ("merged delete", &county, &b, "household", 'd', 11, 2, NULL, "{\"del\":1}");
  assert_county (&county, "SELECT del FROM rec WHERE tbl = 'household' AND id = x'0197a3f2c1d470038000000000000011'",
                 "0");
  /* Edited without knowing of the deletion: it is back. */
  assert_push ("ok", &county, &b, "household", 'd', 12, 99, NULL, "{\"del\":1}");
  assert_push ("merged revived", &county, &a, "household", 'u', 12, 2, NULL, "{\"note\":\"y\"}");
  assert_county (&county, "SELECT del FROM rec WHERE tbl = 'household' AND id = x'0197a3f2c1d470038000000000000012'",
                 "0");
  /* Edited knowing of it: it stays deleted. */
  assert_push ("ok", &county, &b, "household", 'd', 12, 99, NULL, "{\"del\":1}");
  assert_push ("ok", &county, &a, "household", 'u', 12, 99, NULL, "{\"note\":\"z\"}");
  assert_county (&county, "SELECT del FROM rec WHERE tbl = 'household' AND id = x'0197a3f2c1d470038000000000000012'",
                 "1");
  county_close (&county);
}

static void
test_mass_delete (void)
{
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);
  g_autoptr (GError) error = NULL;

  for (int i = 10; i < 99; i++)
    assert_push ("ok", &county, &device, "person", 'i', i, 0, NULL, "{\"name\":\"曾\"}");
  for (int i = 10; i < 14; i++)
    assert_push ("ok", &county, &device, "person", 'd', i, 99, NULL, "{\"del\":1}");
  /* However small the pushes are: the fifth in a hundred within a day waits. */
  assert_push ("held mass-delete", &county, &device, "person", 'd', 14, 99, NULL, "{\"del\":1}");
  assert_push ("held mass-delete", &county, &device, "person", 'd', 15, 99, NULL, "{\"del\":1}");
  /* He thinks better of one, before anybody looked. */
  assert_push ("ok", &county, &device, "person", 'u', 15, 99, NULL, "{\"del\":0}");
  assert_county (&county, "SELECT sum (del) FROM rec WHERE tbl = 'person'", "4");
  gint64 n = device.n;
  g_assert_true (xy_server_store_release (county.store, SID, device.number, n - 2, &error));
  g_assert_true (xy_server_store_release (county.store, SID, device.number, n - 1, &error));
  g_assert_no_error (error);
  assert_county (&county, "SELECT sum (del) FROM rec WHERE tbl = 'person'", "5");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0", "0");
  g_assert_false (xy_server_store_release (county.store, SID, device.number, n - 1, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  county_close (&county);
}

static void
test_ledger (void)
{
  County county;
  county_open (&county);
  Device a = county_device (&county, 1), b = county_device (&county, 2);

  /* What it refers to is not here yet: it waits, and so does what refers to it. */
  assert_push ("held missing", &county, &a, "points_entry", 'i', 21, 0, NULL, ENTRY ("11", "200"));
  assert_push ("held missing", &county, &a, "points_entry", 'i', 22, 0, NULL,
               "{\"rev_of\":\"0197a3f2-c1d4-7003-8000-000000000021\",\"delta\":-200,\"kind\":\"reversal\"}");
  assert_push ("held missing", &county, &a, "household", 'u', 11, 0, NULL, "{\"note\":\"x\"}");
  assert_county (&county, "SELECT count (*) FROM entry", "0");
  assert_push ("ok", &county, &b, "household", 'i', 11, 0, NULL, FAMILY);
  assert_county (&county, "SELECT count (*) FROM entry", "2");
  assert_county (&county, "SELECT body ->> 'note' FROM rec WHERE tbl = 'household'", "x");
  assert_county (&county, "SELECT count (*) FROM waiting", "0");
  assert_county (&county,
                 "SELECT group_concat (disp) FROM op_log WHERE dev = (SELECT dev FROM device WHERE nonce = '1')",
                 "ok,ok,ok");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0", "0");

  assert_push ("dup", &county, &b, "points_entry", 'i', 21, 0, NULL, ENTRY ("11", "200"));
  assert_push ("rejected id", &county, &b, "points_entry", 'i', 21, 0, NULL, ENTRY ("11", "300"));
  assert_push ("rejected immutable", &county, &b, "points_entry", 'u', 21, 0, NULL, "{\"delta\":900}");
  assert_push ("rejected immutable", &county, &b, "points_entry", 'd', 21, 0, NULL, "{\"del\":1}");
  assert_push ("held day", &county, &b, "points_entry", 'i', 24, 0, NULL, "{\"day\":\"2036-01-01\",\"delta\":1}");
  assert_push ("held day", &county, &b, "points_entry", 'i', 25, 0, NULL, "{\"day\":\"2014-01-01\",\"delta\":1}");
  g_assert_true (xy_server_store_release (county.store, SID, b.number, b.n, NULL));
  assert_county (&county, "SELECT count (*), sum (body ->> 'delta') FROM entry", "3");
  assert_county (&county, "SELECT sum (body ->> 'delta') FROM entry", "1");
  county_close (&county);
}

static void
test_whole (void)
{
  County county;
  county_open (&county);
  Device a = county_device (&county, 1), b = county_device (&county, 2);

  assert_push ("ok", &county, &a, "document", 'i', 41, 0, NULL, "{\"title\":\"通知\",\"text\":\"一\"}");
  assert_push ("ok", &county, &b, "document", 'u', 41, 1, NULL, "{\"text\":\"二\"}");
  assert_push ("merged branch", &county, &a, "document", 'u', 41, 1, NULL, "{\"title\":\"公告\",\"text\":\"三\"}");
  assert_county (&county, "SELECT (body ->> 'title') || (body ->> 'text') FROM rec WHERE tbl = 'document'", "通知二");
  assert_county (&county, "SELECT body -> 'lost' ->> 'text' FROM rec WHERE tbl = '_conflict'", "三");
  /* He has read it since. */
  assert_push ("ok", &county, &a, "document", 'u', 41, 99, NULL, "{\"text\":\"四\"}");

  assert_push ("ok", &county, &a, "ballot", 'i', 51, 0, NULL, "{\"choice\":\"yes\",\"signer\":\"x\"}");
  assert_push ("ok", &county, &b, "ballot", 'i', 52, 0, NULL, "{\"choice\":\"yes\"}");
  assert_push ("merged contested", &county, &b, "ballot", 'i', 51, 0, NULL, "{\"choice\":\"no\"}");
  assert_county (&county, "SELECT group_concat (body ->> 'choice') FROM rec WHERE tbl = 'ballot'", "yes,yes");
  county_close (&county);
}

static void
pull (County *county, Device *device, gint64 cursor, gint64 most, XyWirePage *head, GString *text, XyWireLines *lines)
{
  g_autoptr (GError) error = NULL;

  g_string_truncate (text, 0);
  g_assert_true (xy_server_store_pull (county->store, SID, device->number, xy_server_store_get_epoch (county->store),
                                       cursor, most, text, &error));
  g_assert_no_error (error);
  g_assert_true (xy_wire_read_page (county->wire, text->str, text->len, head, lines, &error));
}

static void
test_pull (void)
{
  County county;
  county_open (&county);
  Device a = county_device (&county, 1), b = county_device (&county, 2);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (XyAnswer) answer = { 0 }, gap = { 0 };
  g_auto (GStrv) lines = g_new0 (char *, 4);
  XyWirePage head;
  XyWireLines rows;

  pull (&county, &b, 0, 100, &head, text, &rows);
  g_assert_cmpint (head.to, ==, 0);
  g_assert_false (head.more);
  g_assert_cmpint (rows.n, ==, 0);

  lines[0] = line_of (1, "household", 'i', 11, 0, NULL, FAMILY);
  lines[1] = line_of (2, "points_entry", 'i', 21, 0, NULL, ENTRY ("11", "200"));
  lines[2] = line_of (3, "household", 'i', 12, 0, NULL, FAMILY);
  push_lines (&county, &a, lines, &answer);
  assert_push ("ok", &county, &a, "household", 'd', 12, 99, NULL, "{\"del\":1}");
  assert_push ("ok", &county, &b, "household", 'i', 13, 99, NULL, FAMILY);

  /* Not less than a whole push, whatever little is asked for; a record that changed twice comes once. */
  pull (&county, &a, 0, 1, &head, text, &rows);
  g_assert_cmpint (head.to, ==, 3);
  g_assert_cmpint (rows.n, ==, 2);
  g_assert_true (head.more);
  g_assert_cmpint (head.last, ==, 4);
  g_assert_cmpmem (head.hash, XY_HASH_SIZE, a.hash, XY_HASH_SIZE);
  pull (&county, &a, head.to, 1, &head, text, &rows);
  g_assert_cmpint (head.to, ==, 4);
  g_assert_nonnull (strstr (text->str, "\"x\":1"));
  pull (&county, &a, head.to, 1, &head, text, &rows);
  g_assert_cmpint (head.to, ==, 5);
  g_assert_false (head.more);
  pull (&county, &b, 0, 1000, &head, text, &rows);
  g_assert_cmpint (rows.n, ==, 4);
  g_assert_cmpint (head.last, ==, 1);

  g_string_truncate (text, 0);
  g_assert_true (
      xy_server_store_pull (county.store, SID, a.number, xy_server_store_get_epoch (county.store), 6, 10, text, NULL));
  g_assert_true (xy_answer_read (county.wire, text->str, text->len, &gap));
  g_assert_cmpint (gap.kind, ==, XY_ANSWER_GAP);
  county_close (&county);
}

static XyAnswerKind
ask (County *county,
     Device *device,
     XyAskKind kind,
     gint64 acked,
     const guint8 *ha,
     gint64 max,
     const guint8 *hm,
     XyAnswer *answer)
{
  XyAsk request = { .kind = kind, .stream = SID, .device = device->number, .acked = acked, .max = max, .nonce = 9 };
  g_autoptr (GString) text = g_string_new (NULL), out = g_string_new (NULL);

  g_strlcpy (request.epoch, xy_server_store_get_epoch (county->store), sizeof request.epoch);
  memcpy (request.acked_hash, ha, XY_HASH_SIZE);
  memcpy (request.max_hash, hm, XY_HASH_SIZE);
  xy_ask_append (text, &request);
  g_assert_true (xy_server_store_ask (county->store, text->str, text->len, out, NULL));
  g_assert_true (xy_answer_read (county->wire, out->str, out->len, answer));
  return answer->kind;
}

static void
test_hello (void)
{
  static const guint8 zeros[XY_HASH_SIZE];
  County county;
  county_open (&county);
  Device a = county_device (&county, 1);
  guint8 first[XY_HASH_SIZE];
  g_auto (XyAnswer) fresh = { 0 }, fine = { 0 }, behind = { 0 }, results = { 0 }, other = { 0 }, restored = { 0 },
                    fork = { 0 }, same = { 0 }, gone = { 0 }, stranger = { 0 };

  g_assert_cmpint (ask (&county, &a, XY_ASK_HELLO, 0, zeros, 0, zeros, &fresh), ==, XY_ANSWER_OK);
  assert_push ("ok", &county, &a, "household", 'i', 11, 0, NULL, FAMILY);
  memcpy (first, a.hash, sizeof first);
  assert_push ("held missing", &county, &a, "person", 'u', 12, 0, NULL, "{\"note\":\"x\"}");
  g_assert_cmpint (ask (&county, &a, XY_ASK_HELLO, 2, a.hash, 2, a.hash, &fine), ==, XY_ANSWER_OK);
  g_assert_cmpint (fine.last, ==, 2);
  /* The answer to the second was lost. */
  g_assert_cmpint (ask (&county, &a, XY_ASK_HELLO, 1, first, 2, a.hash, &behind), ==, XY_ANSWER_OK);
  g_assert_null (behind.results);
  g_assert_cmpint (ask (&county, &a, XY_ASK_RESULTS, 1, first, 2, a.hash, &results), ==, XY_ANSWER_OK);
  g_assert_cmpuint (results.results->len, ==, 1);
  /* It went back in time; it, or a copy, wrote something else. */
  g_assert_cmpint (ask (&county, &a, XY_ASK_HELLO, 1, first, 1, first, &restored), ==, XY_ANSWER_FORK);
  g_assert_cmpint (ask (&county, &a, XY_ASK_HELLO, 1, first, 2, zeros, &other), ==, XY_ANSWER_FORK);
  g_assert_cmpint (ask (&county, &a, XY_ASK_FORK, 1, first, 1, first, &fork), ==, XY_ANSWER_OK);
  g_assert_cmpint (fork.device, !=, a.number);
  g_assert_cmpint (fork.last, ==, 0);
  ask (&county, &a, XY_ASK_FORK, 1, first, 1, first, &same);
  g_assert_cmpint (same.device, ==, fork.device);
  /* A copy took that number and was struck off with it: this one is to ask for another. */
  g_assert_true (xy_server_store_revoke (county.store, SID, fork.device, NULL));
  g_assert_cmpint (ask (&county, &a, XY_ASK_FORK, 1, first, 1, first, &gone), ==, XY_ANSWER_FORK);
  g_assert_cmpint (gone.device, ==, 0);
  Device nobody = { .number = 5 };
  g_assert_cmpint (ask (&county, &nobody, XY_ASK_HELLO, 0, zeros, 0, zeros, &stranger), ==, XY_ANSWER_DENIED);
  county_close (&county);
}

/* Numbers of another epoch count only as far as both are alike. */
static void
test_epochs (void)
{
  County county;
  county_open (&county);
  Device a = county_device (&county, 1), b = county_device (&county, 2), c = county_device (&county, 3);

  assert_push ("ok", &county, &a, "household", 'i', 11, 0, NULL, FAMILY);
  g_assert_true (xy_server_store_begin_epoch (county.store, NULL));
  assert_push ("ok", &county, &a, "household", 'u', 11, 1, NULL, "{\"phone\":\"19900000002\"}");
  /* He had read up to 50 in the old history, which went on; of this one, up to 1. */
  b.old = 1;
  assert_push ("merged field", &county, &b, "household", 'u', 11, 50, NULL, "{\"phone\":\"19900000003\"}");
  /* What he wrote since, he wrote having read this one. */
  assert_push ("ok", &county, &b, "household", 'u', 11, 50, NULL, "{\"phone\":\"19900000004\"}");
  /* Who only says again what he wrote before has not read that another says the same now. */
  c.old = 1;
  assert_push ("ok", &county, &c, "household", 'u', 11, 1, NULL, "{\"phone\":\"19900000004\"}");
  assert_push ("merged field", &county, &c, "household", 'u', 11, 1, NULL, "{\"phone\":\"19900000005\"}");
  county_close (&county);
}

/* DEVICE's next line, which settles operation N of DEVICE itself; what became of it. Returns: (transfer full). */
static char *
push_fix (County *county, Device *device, const char *table, char kind, int id, gint64 n, const char *fields)
{
  g_autofree char *line = line_of (device->n + 1, table, kind, id, 0, NULL, fields);
  g_autofree char *fixing = g_strdup_printf ("%.*s,\"fx\":[\"%" G_GINT64_MODIFIER "x\",%" G_GINT64_FORMAT "]}",
                                             (int) strlen (line) - 1, line, device->number, n);

  return push_line (county, device, fixing);
}

#define UNDO(household, day, of)                                                                                       \
  "{\"household\":\"0197a3f2-c1d4-7003-8000-0000000000" household "\",\"category\":\"环境\",\"item\":\"清扫\","    \
  "\"day\":\"" day "\",\"amount\":-100,\"delta\":-200,\"cut\":0,\"kind\":\"undo\",\"at\":1795309200000,"               \
  "\"rev_of\":\"0197a3f2-c1d4-7003-8000-0000000000" of "\"}"

/* What waited and was taken back may have been read in a history that the county has lost: it goes down, and so does
 * that it is gone. What somebody must let pass is not let pass by that. */
static void
test_taken_back (void)
{
  County county;
  county_open (&county);
  Device a = county_device (&county, 1);

  assert_push ("held missing", &county, &a, "points_entry", 'i', 21, 0, NULL, ENTRY ("11", "200"));
  g_autofree char *entry = push_fix (&county, &a, "points_entry", 'i', 22, 1, UNDO ("11", "2026-11-20", "21"));
  g_assert_cmpstr (entry, ==, "ok");
  assert_county (&county, "SELECT count (*) FROM entry", "2");
  assert_county (&county, "SELECT sum (body ->> 'delta') FROM entry", "0");
  assert_county (&county, "SELECT sum (points) FROM purse", "0");
  assert_county (&county, "SELECT count (*) FROM waiting", "0");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0", "0");
  /* Nothing is left to be taken by what they waited for. */
  assert_push ("ok", &county, &a, "household", 'i', 11, 0, NULL, FAMILY);
  assert_county (&county, "SELECT count (*) FROM entry", "2");

  g_autofree char *late = g_strdup (ENTRY ("11", "200"));
  memcpy (strstr (late, "2026-11-20"), "2036-11-20", strlen ("2036-11-20"));
  assert_push ("held day", &county, &a, "points_entry", 'i', 23, 0, NULL, late);
  g_autofree char *held = push_fix (&county, &a, "points_entry", 'i', 24, a.n, UNDO ("11", "2036-11-20", "23"));
  g_assert_cmpstr (held, ==, "rejected settled");
  assert_county (&county, "SELECT count (*) FROM entry", "2");
  county_close (&county);
}

#define PHONE(name, phone) "{\"head_name\":\"" name "\",\"phone\":\"" phone "\"}"

/* What was lost with its author's disk is taken from who had read it, once; if the author comes after all, what he
 * sends is as if nobody had; and nothing that is here gives way to it. */
static void
test_salvaged (void)
{
  County county;
  county_open (&county);
  Device author = county_device (&county, 1), reader = county_device (&county, 2), other = county_device (&county, 3);

  assert_salvaged ("ok", &county, &reader, "household", 11, PHONE ("曾国强", "19900000003"));
  assert_salvaged ("ok", &county, &reader, "points_entry", 21, ENTRY ("11", "200"));
  assert_salvaged ("dup", &county, &other, "household", 11, PHONE ("曾国强", "19900000003"));
  assert_salvaged ("dup", &county, &other, "points_entry", 21, ENTRY ("11", "200"));
  assert_county (&county, "SELECT count (*) FROM entry", "1");
  assert_county (&county, "SELECT points FROM purse", "200");

  /* The author, step by step, as he wrote it; and his copy the same again. */
  author.old = 3;
  assert_push ("dup", &county, &author, "household", 'i', 11, 0, NULL, PHONE ("曾国强", "19900000001"));
  assert_county (&county, "SELECT body ->> 'phone' FROM rec WHERE tbl = 'household'", "19900000003");
  assert_push ("ok", &county, &author, "household", 'u', 11, 0, NULL, "{\"phone\":\"19900000003\"}");
  assert_push ("dup", &county, &author, "points_entry", 'i', 21, 0, NULL, ENTRY ("11", "200"));
  assert_push ("dup", &county, &other, "household", 'i', 11, 0, NULL, PHONE ("曾国强", "19900000001"));
  assert_county (&county, "SELECT body ->> 'phone' FROM rec WHERE tbl = 'household'", "19900000003");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl IN ('_conflict', '_quar')", "0");

  /* Another value, which only this one had read. */
  assert_salvaged ("merged field", &county, &other, "household", 11, PHONE ("曾国强", "19900000004"));
  assert_county (&county, "SELECT body ->> 'phone' FROM rec WHERE tbl = 'household'", "19900000003");
  assert_county (&county, "SELECT body ->> 'lost' FROM rec WHERE tbl = '_conflict'", "19900000004");

  /* What is deleted stays so. What it refers to may come behind it. */
  assert_push ("ok", &county, &author, "household", 'd', 11, author.n, NULL, "{\"del\":1}");
  assert_salvaged ("dup", &county, &reader, "household", 11, PHONE ("曾国强", "19900000003"));
  assert_county (&county, "SELECT del FROM rec WHERE tbl = 'household'", "1");
  assert_salvaged ("held missing", &county, &reader, "points_entry", 22, ENTRY ("12", "300"));
  assert_salvaged ("ok", &county, &reader, "household", 12, PHONE ("曾国民", "19900000005"));
  assert_county (&county, "SELECT sum (points) FROM purse", "500");
  county_close (&county);
}

/* Each number of the stream was given once, and each row has one that was given. */
static void
test_random (void)
{
  static const char *const tables[] = { "household", "person", "document", "ballot", "points_entry", "later_kind" };
  static const char *const fields[] = { "{\"note\":\"1\"}", "{\"note\":\"2\",\"name\":\"3\"}",
                                        "{\"text\":null}",  "{\"del\":1}",
                                        "{\"del\":0}",      "{\"name\":5}" };
  County county;
  county_open (&county);
  Device devices[3];

  for (guint i = 0; i < 3; i++)
    devices[i] = county_device (&county, i + 1);
  /* What is looked at there is copied first. */
  int rounds = xy_base_get_db (xy_server_store_get_base (county.store)) != NULL ? 400 : 160;
  for (int i = 0; i < rounds; i++)
    {
      g_auto (XyAnswer) answer = { 0 };
      Device *device = &devices[g_test_rand_int_range (0, 3)];
      int count = g_test_rand_int_range (1, 6);
      g_auto (GStrv) lines = g_new0 (char *, count + 1);
      g_autofree char *head = county_text (&county, "SELECT head FROM stream");

      for (int n = 0; n < count; n++)
        lines[n] = line_of (device->n + 1 + n, tables[g_test_rand_int_range (0, G_N_ELEMENTS (tables))],
                            "iuud"[g_test_rand_int_range (0, 4)], g_test_rand_int_range (10, 30),
                            g_test_rand_int_range (0, 3) * atoll (head) / 2, NULL,
                            fields[g_test_rand_int_range (0, G_N_ELEMENTS (fields))]);
      push_lines (&county, device, lines, &answer);
      assert_county (&county,
                     "SELECT count (*) = 0 FROM (SELECT seq FROM entry UNION ALL SELECT seq FROM rec) "
                     "WHERE seq < 1 OR seq > (SELECT head FROM stream)",
                     "1");
    }
  assert_county (&county,
                 "SELECT count (*) = count (DISTINCT seq) FROM (SELECT seq FROM entry UNION ALL SELECT seq FROM rec)",
                 "1");
  /* What was not taken is shown, once, and nothing else is. */
  assert_county (&county,
                 "SELECT (SELECT count (*) FROM op_log WHERE disp IN ('held', 'rejected')) = "
                 "(SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0)",
                 "1");
  g_autofree char *conflicts = county_text (&county, "SELECT count (*) FROM rec WHERE tbl = '_conflict'");
  g_assert_cmpint (atoll (conflicts), >, rounds / 200);
  county_close (&county);
}

/* What a batch asks for costs what it asks for, however much the village has. */
static void
test_keys (void)
{
  static const struct
  {
    const char *table, *where, *key, *plan;
  } asked[] = {
    { "entry", "sid = ?1", "id", "(sid=? AND id=?)" },
    { "alike", "sid = ?1", "k", "(sid=? AND k=?)" },
    { "purse", "sid = ?1", "owner", "(sid=? AND owner=?)" },
    { "rec", "sid = ?1 AND tbl = ?2", "id", "(sid=? AND tbl=? AND id=?)" },
    { "rollup_who", "sid = ?1", "id", "(sid=? AND id=?)" },
  };
  County county;

  county_open (&county);
  XyBase *base = xy_server_store_get_base (county.store);
  for (guint i = 0; xy_base_get_db (base) != NULL && i < G_N_ELEMENTS (asked); i++)
    for (guint n = 1; n <= 256; n *= 4)
      {
        g_autofree char *sql = xy_base_keys_sql (base, "count (*)", asked[i].table, asked[i].where, asked[i].key, 3, n);
        g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
        g_autoptr (XyBaseRows) rows = xy_base_query (base, explain, XY_BIND_NONE, NULL);
        gboolean looks = FALSE;
        while (xy_base_rows_next (rows, NULL))
          looks |= strstr (xy_base_rows_text (rows, 3), asked[i].plan) != NULL;
        g_assert_true (looks);
      }
  county_close (&county);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/exactly-once", test_exactly_once);
  g_test_add_func ("/store/refused", test_refused);
  g_test_add_func ("/store/poison", test_poison);
  g_test_add_func ("/store/fields", test_fields);
  g_test_add_func ("/store/deletions", test_deletions);
  g_test_add_func ("/store/mass-delete", test_mass_delete);
  g_test_add_func ("/store/ledger", test_ledger);
  g_test_add_func ("/store/whole", test_whole);
  g_test_add_func ("/store/pull", test_pull);
  g_test_add_func ("/store/hello", test_hello);
  g_test_add_func ("/store/epochs", test_epochs);
  g_test_add_func ("/store/taken-back", test_taken_back);
  g_test_add_func ("/store/salvaged", test_salvaged);
  g_test_add_func ("/store/random", test_random);
  g_test_add_func ("/store/keys", test_keys);
  return g_test_run ();
}

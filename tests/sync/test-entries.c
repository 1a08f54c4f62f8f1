/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many entries of points that come down at once: as if each had come alone, whatever is wrong with one of them. */
#include <locale.h>

#include "../core/office.h"
#include "core/points-entry.h"
#include "core/verify.h"
#include "sync/apply.h"

#define SID 431399101201
#define MANY 200
#define HOUSEHOLD "0191a3f2-c1d4-7003-8000-00000000000a"
#define ENTRY "\"entry\""

typedef struct
{
  Office office;
  XyLocal local;
  GString *page;
} Reader;

static void
reader_open (Reader *reader)
{
  g_autoptr (GError) error = NULL;

  office_open (&reader->office, 3);
  g_assert_true (xy_local_enroll (reader->office.store, SID, 7, "e1", &error));
  g_assert_true (xy_local_load (reader->office.store, &reader->local, &error));
  reader->page = g_string_new (NULL);
}

static void
reader_close (Reader *reader)
{
  g_string_free (reader->page, TRUE);
  office_close (&reader->office);
}

static void
write_id (guint n, char text[XY_ID_TEXT_LENGTH + 1])
{
  g_snprintf (text, XY_ID_TEXT_LENGTH + 1, "0191a3f2-c1d4-7003-8000-%012x", 7919 * n % 65536);
}

static void
add_row (Reader *reader, const char *table, const char *id, guint seq, const char *fields)
{
  g_string_append_printf (reader->page, "{\"t\":\"%s\",\"id\":\"%s\",\"s\":%u,\"x\":0,\"d\":{%s}}\n", table, id, seq,
                          fields);
}

/* Entry number N of DELTA points; KIND may have further fields behind it. */
static void
add_entry (Reader *reader, guint n, const char *delta, const char *kind)
{
  char id[XY_ID_TEXT_LENGTH + 1];
  g_autofree char *fields = g_strdup_printf (
      "\"household\":\"" HOUSEHOLD "\",\"category\":\"环境整治\",\"item\":\"义务清扫\",\"day\":\"2026-%02u-11\","
      "\"amount\":100,\"delta\":%s,\"cut\":0,\"recorder\":\"曾小平\",\"at\":1795309200000,\"kind\":%s",
      1 + n % 11, delta, kind);

  write_id (n, id);
  add_row (reader, "points_entry", id, n, fields);
}

static void
add_reversal (Reader *reader, guint n, guint of)
{
  char id[XY_ID_TEXT_LENGTH + 1], entry[XY_ID_TEXT_LENGTH + 1];

  write_id (n, id);
  write_id (of, entry);
  g_autofree char *fields = g_strdup_printf (
      "\"household\":\"" HOUSEHOLD "\",\"category\":\"环境整治\",\"item\":\"义务清扫\",\"day\":\"2026-11-11\","
      "\"amount\":-100,\"delta\":-100,\"cut\":0,\"kind\":\"reversal\",\"rev_of\":\"%s\",\"note\":\"重复\","
      "\"recorder\":\"曾小平\",\"at\":1795309200000",
      entry);
  add_row (reader, "points_entry", id, n, fields);
}

static gboolean
stage_and_apply (XyTxn *txn, gpointer data, GError **error)
{
  Reader *reader = data;
  XyWireLines lines = { .at = reader->page->str, .end = reader->page->str + reader->page->len };

  if (!xy_apply_stage (txn, lines, error) || !xy_apply (txn, &reader->local, error))
    return FALSE;
  reader->local.machine.cursor++;
  return xy_local_save (txn, &reader->local, error);
}

static void
read_page (Reader *reader)
{
  g_autoptr (GError) error = NULL;

  xy_store_receive (reader->office.store, stage_and_apply, reader, &error);
  g_assert_no_error (error);
  g_string_truncate (reader->page, 0);
}

static gint64
number (Reader *reader, const char *sql)
{
  gint64 n = -1;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_store_get_db (reader->office.store), sql, XY_BIND_NONE, &n, &error);
  g_assert_no_error (error);
  return n;
}

/* Balances, and each record against what the county said of it. */
static void
check_whole (Reader *reader)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVerifyReport) report = xy_verify (reader->office.store, XY_VERIFY_ALL, &error);

  g_assert_no_error (error);
  if (report->n_problems > 0)
    g_error ("%s", (const char *) report->problems->pdata[0]);
  g_assert_cmpint (number (reader, "SELECT count (*) FROM sync_entries"), ==, 0);
  g_assert_cmpint (number (reader, "SELECT count (*) FROM sync_staged"), ==, 0);
}

static void
test_plain (void)
{
  Reader reader;

  reader_open (&reader);
  add_row (&reader, "household", HOUSEHOLD, 1, "\"head_name\":\"曾国强\",\"state\":\"here\"");
  for (guint i = 2; i <= MANY; i++)
    add_entry (&reader, i, "100", ENTRY);
  read_page (&reader);
  check_whole (&reader);
  g_assert_cmpint (number (&reader, "SELECT count (*) FROM points_entry"), ==, MANY - 1);
  g_assert_cmpint (number (&reader, "SELECT total FROM points_total"), ==, 100 * (MANY - 1));
  g_assert_cmpint (number (&reader, "SELECT count (*) FROM sync_row WHERE kept = 1"), ==, MANY);
  g_assert_cmpint (
      number (&reader, "SELECT count (*) FROM sync_row AS r JOIN points_entry AS e ON e.id = r.id WHERE "
                       "r.tbl = 'points_entry' AND r.body ->> 'day' = e.day AND r.body ->> 'del' = 0 AND r.seq > 1"),
      ==, MANY - 1);
  reader_close (&reader);
}

/* One is of no kind, one has no number, one says what this program does not know, one comes twice, one is another here.
 */
static void
test_odd (void)
{
  Reader reader;

  reader_open (&reader);
  add_row (&reader, "household", HOUSEHOLD, 1, "\"head_name\":\"曾国强\",\"state\":\"here\"");
  add_entry (&reader, 2, "100", ENTRY);
  add_entry (&reader, 3, "100", ENTRY);
  for (guint i = 4; i <= MANY; i++)
    add_entry (&reader, i, i == 50 ? "\"much\"" : "100",
               i == 40   ? "\"gift\""
               : i == 60 ? ENTRY ",\"weather\":\"fine\""
                         : ENTRY);
  add_entry (&reader, 100, "100", ENTRY);
  add_entry (&reader, 2, "100", ENTRY);
  add_reversal (&reader, MANY + 1, 90);
  read_page (&reader);
  check_whole (&reader);
  g_assert_cmpint (number (&reader, "SELECT count (*) FROM sync_row WHERE kept = 0"), ==, 2);
  g_assert_cmpint (number (&reader, "SELECT count (*) FROM points_entry"), ==, MANY - 2);
  g_assert_cmpint (number (&reader, "SELECT total FROM points_total"), ==, 100 * (MANY - 4));
  g_assert_cmpint (number (&reader, "SELECT count (*) FROM points_entry WHERE reversed = 1"), ==, 1);
  g_assert_cmpint (number (&reader, "SELECT count (*) FROM points_entry WHERE ext ->> 'weather' = 'fine'"), ==, 1);
  reader_close (&reader);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entries/plain", test_plain);
  g_test_add_func ("/entries/odd", test_odd);
  return g_test_run ();
}

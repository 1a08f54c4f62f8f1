/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One computer and one county: what goes up, what comes down, and what is done with what nobody expects. */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "core/document.h"
#include "core/household.h"
#include "core/op.h"
#include "core/verify.h"
#include "core/vote.h"
#include "server/store.h"
#include "sync/session.h"

#define SID 431399101201

typedef struct
{
  Office office;
  XyServerStore *county;
  XySession *session;
} Line;

static void
line_open (Line *line)
{
  g_autoptr (GError) error = NULL;
  gint64 device;

  office_open (&line->office, 3);
  line->county = xy_server_store_open (":memory:", &line->office.fixed.env, &error);
  g_assert_no_error (error);
  g_assert_null (xy_session_new (line->office.store, &error));
  g_assert_no_error (error);
  g_assert_true (xy_server_store_add_device (line->county, SID, 0, 1, &device, &error));
  g_assert_true (xy_local_enroll (line->office.store, SID, device, xy_server_store_get_epoch (line->county), &error));
  g_assert_false (xy_local_enroll (line->office.store, SID, device, xy_server_store_get_epoch (line->county), &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  line->session = xy_session_new (line->office.store, &error);
  g_assert_no_error (error);
}

static void
line_close (Line *line)
{
  xy_session_free (line->session);
  xy_server_store_close (line->county);
  office_close (&line->office);
}

static GString *
serve (Line *line, const XySessionRequest *request)
{
  GString *answer = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (request->send == XY_SEND_PUSH)
    xy_server_store_push (line->county, request->text->str, request->text->len, answer, &error);
  else if (request->send == XY_SEND_PULL)
    xy_server_store_pull (line->county, request->stream, request->device, request->epoch, request->cursor, 10, answer,
                          &error);
  else
    xy_server_store_ask (line->county, request->text->str, request->text->len, answer, &error);
  g_assert_no_error (error);
  return answer;
}

/* Until there is nothing more to say. Returns: how many requests that took. */
static guint
talk (Line *line)
{
  g_auto (XySessionRequest) request = { .send = XY_SEND_NOTHING };
  g_autoptr (GError) error = NULL;
  guint n = 0;
  gint64 now = xy_env_now (&line->office.fixed.env);

  g_assert_true (xy_session_tick (line->session, now, 7, TRUE, &request, &error));
  for (; request.send != XY_SEND_NOTHING; n++)
    {
      g_autoptr (GString) answer = serve (line, &request);
      g_assert_true (xy_session_answer (line->session, now, now, 7, answer->str, answer->len, &request, &error));
      g_assert_no_error (error);
    }
  return n;
}

static gboolean
add_household (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);

  xy_set_str (&household->head_name, data);
  return xy_record_save (txn, household, error);
}

static gboolean
close_vote (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (xy_txn_get_store (txn), &xy_vote_type, "WHERE t.del = 0", XY_BIND_NONE, error);
  g_autoptr (XyVote) vote = xy_record_copy (list->pdata[0]);

  xy_set_str (&vote->closed_on, "2026-11-21");
  xy_set_str (&vote->ballots, "0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  return xy_record_receive (txn, vote, error);
}

/* What a further device pushes, by hand: LINES without their numbers. */
static void
push_foreign (Line *line, guint64 nonce, const char *const *lines)
{
  XyWirePush head = { .stream = SID, .from = 1, .schema = 99 };
  g_autoptr (GString) text = g_string_new (NULL), answer = g_string_new (NULL);
  guint8 hash[XY_HASH_SIZE] = { 0 };
  gint64 n = 0;

  g_assert_true (xy_server_store_add_device (line->county, SID, 0, nonce, &head.device, NULL));
  g_strlcpy (head.epoch, xy_server_store_get_epoch (line->county), sizeof head.epoch);
  xy_wire_append_push_head (text, &head);
  for (; lines[n] != NULL; n++)
    {
      gsize start = text->len;
      xy_wire_append_op (text, lines[n], n + 1);
      xy_wire_chain (hash, text->str + start, text->len - start);
      g_string_append_c (text, '\n');
    }
  xy_wire_append_push_end (text, n, hash);
  g_assert_true (xy_server_store_push (line->county, text->str, text->len, answer, NULL));
  g_assert_nonnull (strstr (answer->str, "\"a\":\"ok\""));
}

static gint64
count (Line *line, const char *sql)
{
  gint64 n = -1;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_store_get_db (line->office.store), sql, XY_BIND_NONE, &n, &error);
  g_assert_no_error (error);
  return n;
}

static void
assert_sound (Line *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVerifyReport) report = xy_verify (line->office.store, XY_VERIFY_ALL, &error);

  g_assert_no_error (error);
  if (report->n_problems > 0)
    g_error ("%s", (const char *) report->problems->pdata[0]);
}

static void
test_round (void)
{
  Line line;
  line_open (&line);

  /* hello, push, an echo; then hello alone. */
  office_act (&line.office, "Add", add_household, "曾国强");
  g_assert_cmpuint (talk (&line), ==, 3);
  g_assert_cmpuint (talk (&line), ==, 1);
  g_assert_cmpint (xy_session_get_local (line.session)->machine.acked, ==, 2);
  g_assert_cmpint (xy_session_get_local (line.session)->machine.cursor, ==, 2);
  /* Now that it has heard the county, its operations say how far it has read, and when it was. */
  office_act (&line.office, "Add", add_household, "李国强");
  g_assert_cmpint (count (&line, "SELECT line ->> 'b' FROM op WHERE n = 3"), ==, 2);
  g_assert_cmpint (count (&line, "SELECT line ->> 'cu' IS NULL FROM op WHERE n = 3"), ==, 1);
  g_assert_cmpint (count (&line, "SELECT length (line ->> 'c') FROM op WHERE n = 3"), ==, 17);
  g_assert_cmpuint (talk (&line), ==, 3);
  /* Its own came back, and changed nothing. */
  g_assert_cmpint (count (&line, "SELECT count (*) FROM sync_row"), ==, 0);
  g_assert_cmpint (count (&line, "SELECT count (*) FROM op"), ==, 3);
  assert_sound (&line);
  line_close (&line);
}

/* Fields and kinds of a newer program, a value that the table refuses, a row that was returned. */
static void
test_strange (void)
{
  static const char *const lines[] = {
    "{\"n\":1,\"t\":\"household\",\"k\":\"i\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000011\",\"at\":5,\"by\":\"u\","
    "\"d\":{\"head_name\":\"张三\",\"state\":\"here\",\"roof\":\"瓦\",\"rooms\":3}}",
    "{\"n\":1,\"t\":\"household\",\"k\":\"i\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000012\",\"at\":5,\"by\":\"u\","
    "\"d\":{\"head_name\":\"李四\",\"state\":\"on the moon\"}}",
    "{\"n\":1,\"t\":\"drone\",\"k\":\"i\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000013\",\"at\":5,\"by\":\"u\",\"d\":{\"a\":1}}",
    "{\"n\":1,\"t\":\"household\",\"k\":\"u\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000099\",\"at\":5,\"by\":\"u\","
    "\"d\":{\"note\":\"x\"}}",
    NULL,
  };
  Line line;
  line_open (&line);
  XyLocalCounts counts;

  push_foreign (&line, 5, lines);
  talk (&line);
  g_assert_cmpint (count (&line, "SELECT count (*) FROM household"), ==, 1);
  g_assert_cmpint (count (&line, "SELECT ext ->> 'roof' = '瓦' AND ext ->> 'rooms' = 3 FROM household"), ==, 1);
  g_assert_cmpint (count (&line, "SELECT length (find) > 0 FROM household"), ==, 1);
  g_assert_cmpint (
      count (&line, "SELECT count (*) FROM sync_row WHERE kept = 0 AND tbl IN ('household', 'drone', '_quar')"), ==, 3);
  g_assert_cmpint (count (&line, "SELECT count (*) FROM sync_staged"), ==, 0);
  g_assert_true (xy_local_count (line.office.store, xy_session_get_local (line.session), &counts, NULL));
  g_assert_cmpint (counts.held, ==, 1);
  g_assert_cmpint (counts.waiting, ==, 0);
  assert_sound (&line);
  line_close (&line);
}

static gboolean
write_document (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = xy_record_list (xy_txn_get_store (txn), &xy_document_type, "", XY_BIND_NONE, error);
  g_autoptr (XyDocument) document = list->len > 0 ? xy_record_copy (list->pdata[0]) : xy_record_new (&xy_document_type);

  xy_set_str (&document->kind, XY_DOCUMENT_ANNOUNCEMENT);
  xy_set_str (&document->title, "低保公示");
  xy_set_str (&document->sheet, data);
  return xy_record_save (txn, document, error);
}

static void
assert_sheet (Line *line, const char *sheet)
{
  g_autoptr (GPtrArray) list = xy_record_list (line->office.store, &xy_document_type, "", XY_BIND_NONE, NULL);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((XyDocument *) list->pdata[0])->sheet, ==, sheet);
}

/* A table as long as one may be goes over the line, and back in history. */
static void
test_table (void)
{
  Line line;
  line_open (&line);
  g_autoptr (GString) sheet = g_string_new ("姓名\t金额"), other = g_string_new ("姓名\t金额");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1900; i++)
    {
      g_string_append_printf (sheet, "\n曾国强 %d\t%d 每季度发放一次，由村民委员会代为登记", i, i * 37 % 1000);
      g_string_append_printf (other, "\n李四 %d\t%d 每季度发放一次，由村民委员会代为登记", i, i * 31 % 1000);
    }
  g_assert_cmpuint (sheet->len, >, XY_WIRE_LINE_MOST);
  office_act (&line.office, "Write", write_document, sheet->str);
  office_act (&line.office, "Write", write_document, other->str);
  g_assert_cmpint (count (&line, "SELECT max (length (line)) FROM op"), <, XY_WIRE_LINE_MOST);
  assert_sound (&line);
  g_assert_true (xy_store_undo (line.office.store, &line.office.actor, &error));
  assert_sheet (&line, sheet->str);
  g_assert_true (xy_store_redo (line.office.store, &line.office.actor, &error));
  g_assert_no_error (error);
  assert_sheet (&line, other->str);
  talk (&line);
  g_assert_cmpint (count (&line, "SELECT count (*) FROM sync_result"), ==, 0);
  assert_sheet (&line, other->str);

  /* Another changes the title: the record comes down whole. */
  g_autofree char *id = xy_db_text (xy_store_get_db (line.office.store),
                                    "SELECT line ->> 'id' FROM op WHERE tbl = 'document'", XY_BIND_NONE, NULL);
  g_autofree char *title = g_strdup_printf (
      "{\"n\":1,\"t\":\"document\",\"k\":\"u\",\"id\":\"%s\",\"b\":999,\"at\":5,\"by\":\"u\",\"d\":{\"title\":\"改\"}}",
      id);
  const char *lines[] = { title, NULL };
  push_foreign (&line, 6, lines);
  office_act (&line.office, "Write", write_document, sheet->str);
  talk (&line);
  g_assert_cmpint (count (&line, "SELECT count (*) FROM sync_row WHERE kept = 1"), ==, 1);
  g_assert_cmpint (
      count (&line, "SELECT count (*) FROM sync_row WHERE tbl = '_conflict' AND body ->> 'kind' = 'branch'"), ==, 1);
  assert_sheet (&line, other->str);
  assert_sound (&line);
  line_close (&line);
}

/* What makes no answer, and what the file cannot take now, is asked again. */
static void
test_failures (void)
{
  Line line;
  line_open (&line);
  g_auto (XySessionRequest) request = { .send = XY_SEND_NOTHING };
  g_autoptr (GError) error = NULL;
  gint64 now = xy_env_now (&line.office.fixed.env);

  g_assert_true (xy_session_tick (line.session, now, 9, FALSE, &request, &error));
  g_assert_cmpint (request.send, ==, XY_SEND_HELLO);
  g_assert_true (xy_session_answer (line.session, now, now, 9, "<html>\n", 7, &request, &error));
  g_assert_cmpint (request.send, ==, XY_SEND_NOTHING);
  const XyMachine *machine = &xy_session_get_local (line.session)->machine;
  g_assert_cmpint (machine->failures, ==, 1);
  g_assert_cmpint (machine->next_at, >, now);
  g_assert_cmpint (machine->next_at, <=, now + XY_MACHINE_PAUSE_FIRST);
  g_assert_true (xy_session_tick (line.session, now, 9, FALSE, &request, &error));
  g_assert_cmpint (request.send, ==, XY_SEND_NOTHING);
  /* The pause is kept in the file, and comes to its end without anybody writing. */
  g_assert_true (xy_session_tick (line.session, machine->next_at, 9, FALSE, &request, &error));
  g_assert_cmpint (request.send, ==, XY_SEND_HELLO);
  g_assert_true (xy_session_fail (line.session, now, 9, 60000, &error));
  g_assert_cmpint (machine->next_at, >=, now + 60000);

  xy_server_store_revoke (line.county, SID, machine->device, NULL);
  xy_session_request_clear (&request);
  talk (&line);
  g_assert_cmpint (machine->phase, ==, XY_PHASE_STOPPED);
  g_assert_true (xy_session_tick (line.session, now + 99999999, 9, TRUE, &request, &error));
  g_assert_cmpint (request.send, ==, XY_SEND_NOTHING);
  line_close (&line);
}

static gboolean
edit_household (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = xy_record_list (xy_txn_get_store (txn), &xy_household_type, "", XY_BIND_NONE, error);
  g_autoptr (XyHousehold) household = xy_record_copy (list->pdata[0]);

  xy_set_str (&household->note, data);
  return xy_record_save (txn, household, error);
}

static gboolean
copy_file (XyTxn *txn, G_GNUC_UNUSED gpointer data, GError **error)
{
  return xy_local_set_copied (txn, 9, error);
}

static gboolean
take_number (XyTxn *txn, gpointer data, GError **error)
{
  return xy_local_take_number (txn, SID, 77, data, error);
}

/* What the county said of the edit (the first operation is the village itself), in its history before. */
static void
add_result (Line *line)
{
  xy_store_set_query_only (line->office.store, FALSE);
  g_assert_true (xy_db_run (xy_store_get_db (line->office.store),
                            "INSERT INTO sync_result (op, result, code) VALUES (3, 'merged', 'field')", XY_BIND_NONE,
                            NULL));
  xy_store_set_query_only (line->office.store, TRUE);
}

/* Does FUNC to the file, and talks. */
static void
talk_behind (Line *line, XyActFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_store_receive (line->office.store, func, data, &error));
  g_assert_no_error (error);
  xy_session_free (line->session);
  line->session = xy_session_new (line->office.store, &error);
  g_assert_no_error (error);
  talk (line);
}

/* Of what waits, it stays known what was written in a history before. */
static void
test_renumber (void)
{
  XyMachine machine;

  xy_machine_init (&machine, SID, 1, "before");
  machine.acked = 2;
  machine.old = 5;
  xy_machine_renumber (&machine, 2, "before", 9);
  g_assert_cmpint (machine.acked, ==, 0);
  g_assert_cmpint (machine.old, ==, 3);
  xy_machine_renumber (&machine, 3, "behind", 9);
  g_assert_cmpint (machine.old, ==, 9);
}

/* What became of operations under a number before stays so, but not where the county's history is another: there they
 * are decided anew. */
static void
test_new_number (void)
{
  Line line;
  line_open (&line);

  office_act (&line.office, "Add", add_household, "曾国强");
  office_act (&line.office, "Edit", edit_household, "x");
  talk (&line);
  add_result (&line);
  talk_behind (&line, copy_file, NULL);
  g_assert_cmpint (xy_session_get_local (line.session)->first, ==, 3);
  g_assert_cmpint (count (&line, "SELECT count (*) FROM sync_result WHERE result = 'merged'"), ==, 1);
  line_close (&line);

  line_open (&line);
  office_act (&line.office, "Add", add_household, "曾国强");
  office_act (&line.office, "Edit", edit_household, "x");
  talk (&line);
  add_result (&line);
  g_assert_true (xy_server_store_begin_epoch (line.county, NULL));
  talk_behind (&line, copy_file, NULL);
  g_assert_cmpint (xy_session_get_local (line.session)->machine.acked, ==, 3);
  g_assert_cmpint (count (&line, "SELECT count (*) FROM sync_result WHERE result = 'merged'"), ==, 0);
  g_assert_cmpint (count (&line, "SELECT count (*) FROM sync_result WHERE result = 'dup'"), ==, 2);

  /* It was enrolled anew, with a county of another history. */
  add_result (&line);
  g_assert_true (xy_store_receive (line.office.store, take_number, (gpointer) "e5", NULL));
  g_assert_cmpint (count (&line, "SELECT count (*) FROM sync_result"), ==, 0);
  line_close (&line);
}

/* A row of a kind that an older program did not know is a record once the program knows the kind. */
static void
test_upgrade (void)
{
  Line line;
  gint64 there = 0;

  line_open (&line);
  talk (&line);
  XyDb *db = xy_store_get_db (line.office.store);
  xy_store_set_query_only (line.office.store, FALSE);
  g_assert_true (
      xy_db_run (db,
                 "INSERT INTO sync_row (tbl, id, seq, op, kept, body) VALUES ('unit', "
                 "x'0197a3f2c1d470038000000000000001', 1, 0, 0, '{\"kind\":\"组\",\"name\":\"一组\",\"del\":0}')",
                 XY_BIND_NONE, NULL));
  xy_store_set_query_only (line.office.store, TRUE);
  talk (&line);
  g_assert_true (xy_db_number (db, "SELECT count (*) FROM unit WHERE name = '一组'", XY_BIND_NONE, &there, NULL));
  g_assert_cmpint (there, ==, 1);
  g_assert_true (xy_db_number (db, "SELECT kept FROM sync_row WHERE tbl = 'unit'", XY_BIND_NONE, &there, NULL));
  g_assert_cmpint (there, ==, 1);
  line_close (&line);
}

/* A vote that was closed over fewer voices than the county has is open again, with all of them. */
static void
test_returned_closing (void)
{
  Line line;
  g_autofree char *closed = NULL;
  gint64 there = 0;
  static const char *const lines[] = {
    "{\"n\":1,\"t\":\"vote\",\"k\":\"i\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"at\":1795309200000,"
    "\"by\":\"0197a3f2-c1d4-7003-8000-000000000009\",\"d\":{\"meeting\":\"0197a3f2-c1d4-7003-8000-000000000002\","
    "\"number\":1,\"title\":\"修路\",\"basis\":\"household\",\"as_of\":\"2026-11-20\",\"method\":\"doors\","
    "\"recorder\":\"甲\"}}",
    NULL,
  };
  static const char *const ballots[] = {
    "{\"n\":1,\"t\":\"ballot\",\"k\":\"i\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000003\",\"at\":1795309200000,"
    "\"by\":\"0197a3f2-c1d4-7003-8000-000000000009\",\"d\":{\"vote\":\"0197a3f2-c1d4-7003-8000-000000000001\","
    "\"voter\":\"0197a3f2-c1d4-7003-8000-000000000004\",\"choice\":\"yes\",\"at\":1}}",
    NULL,
  };

  line_open (&line);
  push_foreign (&line, 2, lines);
  talk (&line);
  push_foreign (&line, 3, ballots);
  g_assert_true (xy_store_act (line.office.store, &line.office.actor, "close", close_vote, NULL, NULL));
  talk (&line);
  XyDb *db = xy_store_get_db (line.office.store);
  closed = xy_db_text (db, "SELECT closed_on FROM vote", XY_BIND_NONE, NULL);
  g_assert_null (closed);
  g_assert_true (xy_db_number (db, "SELECT count (*) FROM ballot", XY_BIND_NONE, &there, NULL));
  g_assert_cmpint (there, ==, 1);
  g_assert_true (
      xy_db_number (db, "SELECT count (*) FROM sync_row WHERE tbl = '_quar' AND body ->> 'code' = 'ballots-differ'",
                    XY_BIND_NONE, &there, NULL));
  g_assert_cmpint (there, ==, 1);
  line_close (&line);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* What a table refuses is told in the log. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/session/round", test_round);
  g_test_add_func ("/session/strange", test_strange);
  g_test_add_func ("/session/table", test_table);
  g_test_add_func ("/session/failures", test_failures);
  g_test_add_func ("/session/renumber", test_renumber);
  g_test_add_func ("/session/new-number", test_new_number);
  g_test_add_func ("/session/upgrade", test_upgrade);
  g_test_add_func ("/session/returned-closing", test_returned_closing);
  return g_test_run ();
}

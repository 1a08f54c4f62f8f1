/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The village's end of the line over a real socket: enrolment, an exchange, and all that may answer instead. */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "core/backup.h"
#include "core/household.h"
#include "core/restore.h"
#include "fake-county.h"
#include "sync/exchange.h"
#include "sync/local.h"
#include "sync/pack.h"
#include "sync/state.h"
#include "sync/worker.h"
#include "sync/writer.h"

typedef struct
{
  Office office;
  FakeCounty *county;
} Village;

static char *writer; /* what is kept beside the village's file */

static gboolean
add_household (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);

  xy_set_str (&household->head_name, data);
  return xy_record_save (txn, household, error);
}

static gboolean
enroll (Village *self, const char *code, GError **error)
{
  XyEnrolment enrolment = { .url = self->county->url, .code = code, .name = "村部电脑" };

  return xy_account_enroll (self->office.store, &enrolment, NULL, error);
}

static void
village_open (Village *self)
{
  office_open (&self->office, 3);
  self->county = fake_county_new ();
}

static void
village_open_enrolled (Village *self)
{
  g_autoptr (GError) error = NULL;

  village_open (self);
  g_assert_true (enroll (self, FAKE_CODE, &error));
  g_assert_no_error (error);
}

static void
village_close (Village *self)
{
  fake_county_free (self->county);
  office_close (&self->office);
}

static XyExchange
exchange (Village *self)
{
  XyExchange exchange;
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_exchange_run (self->office.store, TRUE, NULL, NULL, NULL, &exchange, &error));
  g_assert_no_error (error);
  return exchange;
}

static void
test_judge (void)
{
  static const struct
  {
    guint status;
    const char *text;
    XyTrouble trouble;
  } cases[] = {
    { 200, "{\"p\":\"xy1\",\"a\":\"ok\"}", XY_TROUBLE_NONE },
    { 200, "<html>log in</html>", XY_TROUBLE_PORTAL },
    { 200, "", XY_TROUBLE_PORTAL },
    { 200, "{\"p\":\"xy10\"", XY_TROUBLE_PORTAL },
    { 302, "", XY_TROUBLE_PORTAL },
    { 401, "{\"p\":\"xy1\",\"a\":\"denied\"}", XY_TROUBLE_REFUSED },
    { 401, "<html>proxy</html>", XY_TROUBLE_PORTAL },
    { 403, "{\"p\":\"xy1\",\"a\":\"denied\"}", XY_TROUBLE_REFUSED },
    { 400, "{\"p\":\"xy1\",\"a\":\"bad\"}", XY_TROUBLE_SERVER },
    { 404, "<html>not here</html>", XY_TROUBLE_PORTAL },
    { 408, "", XY_TROUBLE_CUT },
    { 426, "{\"p\":\"xy1\",\"a\":\"bad\"}", XY_TROUBLE_UPGRADE },
    { 429, "", XY_TROUBLE_BUSY },
    { 502, "<html>bad gateway</html>", XY_TROUBLE_SERVER },
    { 503, "<html>later</html>", XY_TROUBLE_BUSY },
    { 507, "{\"p\":\"xy1\",\"a\":\"bad\"}", XY_TROUBLE_DISK_THERE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (xy_line_judge (cases[i].status, cases[i].text, strlen (cases[i].text)), ==, cases[i].trouble);
}

static void
test_pause (void)
{
  gint64 now = 784111777000; /* Sun, 06 Nov 1994 08:49:37 GMT */

  g_assert_cmpint (xy_line_read_pause ("30", now), ==, 30000);
  g_assert_cmpint (xy_line_read_pause ("0", now), ==, 0);
  g_assert_cmpint (xy_line_read_pause ("86400", now), ==, XY_LINE_PAUSE_MOST);
  g_assert_cmpint (xy_line_read_pause ("Sun, 06 Nov 1994 08:50:37 GMT", now), ==, 60000);
  g_assert_cmpint (xy_line_read_pause ("Sun, 06 Nov 1994 08:00:00 GMT", now), ==, 0);
  g_assert_cmpint (xy_line_read_pause ("soon", now), ==, 0);
  g_assert_cmpint (xy_line_read_pause ("-5", now), ==, 0);
}

static void
test_trouble (void)
{
  for (int i = XY_TROUBLE_NONE; i <= XY_TROUBLE_FILE; i++)
    {
      g_assert_cmpint (xy_trouble_from_word (xy_trouble_word ((XyTrouble) i)), ==, i);
      g_assert_true ((xy_trouble_sentence ((XyTrouble) i) == NULL) == (i == XY_TROUBLE_NONE));
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *url, *code, *pins, *field;
  } cases[] = {
    { "https://sync.example.cn", "ab-cd 12", NULL, NULL },
    { "https://sync.example.cn:8443/xy/", "abcd", "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", NULL },
    { "http://127.0.0.1:8080", "abcd", NULL, NULL },
    { "http://sync.example.cn", "abcd", NULL, "url" },
    { "http://127.0.0.1.example.cn", "abcd", NULL, "url" },
    { "https://u:p@sync.example.cn", "abcd", NULL, "url" },
    { "file:///etc/passwd", "abcd", NULL, "url" },
    { "sync.example.cn", "abcd", NULL, "url" },
    { "", "abcd", NULL, "url" },
    { "https://sync.example.cn", " - ", NULL, "code" },
    { "https://sync.example.cn", "abcd", "sha256//short", "pins" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      XyEnrolment enrolment = { .url = cases[i].url, .code = cases[i].code, .pins = cases[i].pins };
      g_autoptr (GError) error = NULL;
      g_assert_true (xy_enrolment_check (&enrolment, &error) == (cases[i].field == NULL));
      if (error != NULL)
        g_assert_cmpstr (xy_error_get_field (error), ==, cases[i].field);
    }
}

static void
test_enroll (void)
{
  Village self;
  g_autoptr (GError) error = NULL;

  village_open (&self);
  g_assert_null (xy_account_load (self.office.store, &error));
  g_assert_no_error (error);
  g_assert_false (enroll (&self, "WRONG", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_null (xy_account_load (self.office.store, &error));
  /* As people type it. */
  g_assert_true (enroll (&self, " abcde-12345 ", &error));
  g_assert_no_error (error);
  g_autoptr (XyAccount) account = xy_account_load (self.office.store, &error);
  g_assert_cmpstr (account->token, ==, FAKE_TOKEN);
  g_assert_cmpstr (account->role, ==, "village");
  g_assert_cmpint (account->scope, ==, SID);
  g_assert_nonnull (account->nonce);

  office_act (&self.office, "add", add_household, "曾国强");
  XyExchange done = exchange (&self);
  g_assert_cmpint (done.trouble, ==, XY_TROUBLE_NONE);
  g_assert_false (done.copied);
  g_assert_cmpint (done.progress.sent, ==, done.progress.to_send);
  g_assert_cmpint (done.progress.sent, >, 0);
  g_auto (XySyncState) state = { 0 };
  g_assert_true (xy_sync_state_read (self.office.store, &state, &error));
  g_assert_cmpint (state.enrolment, ==, XY_ENROLMENT_FINE);
  g_assert_cmpint (state.waiting, ==, 0);
  g_assert_cmpint (state.accepted, ==, done.progress.sent);
  g_assert_cmpint (state.receipt_at, >, 0);
  g_assert_false (xy_sync_state_is_silent (&state));
  village_close (&self);
}

/* The answer is lost, the program asks again, and is given the same. */
static void
lose_answer (FakeCounty *county, const FakeRequest *request, GString *out, gpointer data)
{
  g_autoptr (GString) lost = g_string_new (NULL);

  fake_county_serve (county, request, lost);
}

static void
test_enroll_lost (void)
{
  Village self;
  g_autoptr (GError) error = NULL;

  village_open (&self);
  self.county->func = lose_answer;
  g_assert_false (enroll (&self, FAKE_CODE, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_OFFLINE);
  g_clear_error (&error);
  self.county->func = NULL;
  office_reopen (&self.office);
  g_assert_true (enroll (&self, FAKE_CODE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (exchange (&self).trouble, ==, XY_TROUBLE_NONE);
  village_close (&self);
}

/* What may answer in the place of the county: DATA is status, headers and body, or how the right answer is spoilt. */
typedef struct
{
  const char *status;
  const char *headers;
  const char *body;
  XyTrouble trouble;
} Strange;

static void
answer_strangely (FakeCounty *county, const FakeRequest *request, GString *out, gpointer data)
{
  const Strange *strange = data;

  fake_county_answer (out, strange->status, strange->headers, strange->body, strlen (strange->body));
}

static void
test_strange (void)
{
  static const Strange cases[] = {
    { "200 OK", "Content-Type: text/html\r\n", "<html>log in</html>", XY_TROUBLE_PORTAL },
    { "302 Found", "Location: http://127.0.0.1:1/\r\n", "", XY_TROUBLE_PORTAL },
    { "200 OK", "Content-Encoding: gzip\r\n", "{\"p\":\"xy1\",\"a\":\"ok\"}", XY_TROUBLE_CUT },
    { "200 OK", "", "{\"p\":\"xy1\",\"a\":\"ok\"}", XY_TROUBLE_SERVER },
    { "503 Busy", "Retry-After: 600\r\n", "", XY_TROUBLE_BUSY },
    { "507 Full", "", "{\"p\":\"xy1\",\"a\":\"bad\"}", XY_TROUBLE_DISK_THERE },
    { "426 Upgrade", "", "{\"p\":\"xy1\",\"a\":\"bad\"}", XY_TROUBLE_UPGRADE },
    { "401 Unauthorized", "", "{\"p\":\"xy1\",\"a\":\"denied\"}", XY_TROUBLE_REFUSED },
  };
  Village self;
  g_autoptr (GError) error = NULL;

  village_open_enrolled (&self);
  office_act (&self.office, "add", add_household, "曾国强");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (XySyncState) state = { 0 };
      self.county->func = answer_strangely;
      self.county->data = (gpointer) &cases[i];
      g_assert_cmpint (exchange (&self).trouble, ==, cases[i].trouble);
      g_assert_true (xy_sync_state_read (self.office.store, &state, &error));
      g_assert_cmpint (state.trouble, ==, cases[i].trouble);
      g_assert_cmpint (state.waiting, >, 0);
      if (cases[i].trouble == XY_TROUBLE_BUSY)
        g_assert_cmpint (state.next_at - xy_env_now (&self.office.fixed.env), >, 599000);
      g_assert_cmpint (state.enrolment, ==,
                       cases[i].trouble == XY_TROUBLE_REFUSED ? XY_ENROLMENT_AGAIN : XY_ENROLMENT_FINE);
    }
  /* The county knows it again. */
  self.county->func = NULL;
  g_assert_cmpint (exchange (&self).trouble, ==, XY_TROUBLE_NONE);
  village_close (&self);
}

/* An answer that unpacks to more than anybody asked for. */
static void
answer_bomb (FakeCounty *county, const FakeRequest *request, GString *out, gpointer data)
{
  g_autofree char *zeros = g_strnfill (64 * 1024 * 1024, ' ');
  g_autoptr (GBytes) packed = xy_pack (zeros, strlen (zeros));

  fake_county_answer (out, "200 OK", "Content-Encoding: gzip\r\n", g_bytes_get_data (packed, NULL),
                      g_bytes_get_size (packed));
}

static void
answer_endlessly (FakeCounty *county, const FakeRequest *request, GString *out, gpointer data)
{
  g_autofree char *spaces = g_strnfill (XY_LINE_PACKED_MOST + 1, ' ');

  fake_county_answer (out, "200 OK", "", spaces, strlen (spaces));
}

/* Says that more comes than comes. */
static void
answer_short (FakeCounty *county, const FakeRequest *request, GString *out, gpointer data)
{
  g_string_append (out, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"p\":\"xy1\",\"a\":\"ok\"}");
}

static void
test_too_much (void)
{
  Village self;

  village_open_enrolled (&self);
  self.county->func = answer_bomb;
  g_assert_cmpint (exchange (&self).trouble, ==, XY_TROUBLE_CUT);
  self.county->func = answer_endlessly;
  g_assert_cmpint (exchange (&self).trouble, ==, XY_TROUBLE_SERVER);
  self.county->func = answer_short;
  g_assert_cmpint (exchange (&self).trouble, ==, XY_TROUBLE_CUT);
  village_close (&self);
}

static void
test_offline (void)
{
  Village self;

  village_open_enrolled (&self);
  fake_county_free (self.county);
  g_assert_cmpint (exchange (&self).trouble, ==, XY_TROUBLE_OFFLINE);
  office_close (&self.office);
}

static gint64
device_of (Village *self)
{
  XyLocal local;

  g_assert_true (xy_local_load (self->office.store, &local, NULL));
  return local.machine.device;
}

/* A second file of the same village on the same computer, and the first one again. */
static void
test_copied (void)
{
  Village self;
  g_autoptr (GError) error = NULL;

  village_open_enrolled (&self);
  office_act (&self.office, "add", add_household, "曾国强");
  exchange (&self);
  gint64 before = device_of (&self);
  g_autofree char *kept = g_strconcat (self.office.path, ".copy", NULL);
  g_assert_true (xy_db_copy (xy_store_get_db (self.office.store), kept, &error));
  exchange (&self);
  g_assert_cmpint (device_of (&self), ==, before);

  /* What was written after the copy is only in the first. */
  office_act (&self.office, "add", add_household, "李大山");
  exchange (&self);
  g_clear_object (&self.office.store);
  g_assert_cmpint (g_rename (kept, self.office.path), ==, 0);
  office_reopen (&self.office);
  office_act (&self.office, "add", add_household, "刘桂花");
  XyExchange done = exchange (&self);
  g_assert_true (done.copied);
  g_assert_cmpint (done.trouble, ==, XY_TROUBLE_NONE);
  g_assert_cmpint (device_of (&self), !=, before);
  gint64 n = 0;
  g_assert_true (
      xy_db_number (xy_store_get_db (self.office.store), "SELECT count (*) FROM household", XY_BIND_NONE, &n, &error));
  g_assert_cmpint (n, ==, 3);
  gint64 after = device_of (&self);
  done = exchange (&self);
  g_assert_false (done.copied);
  g_assert_cmpint (device_of (&self), ==, after);
  village_close (&self);
}

static void
test_restored (void)
{
  Village self;
  g_autoptr (GError) error = NULL;

  village_open_enrolled (&self);
  exchange (&self);
  gint64 before = device_of (&self);
  g_autofree char *backup = g_build_filename (self.office.folder, "one.xybackup", NULL);
  g_assert_true (
      xy_backup_write (self.office.path, &self.office.fixed.env, backup, XY_BACKUP_MANUAL, NULL, NULL, &error));
  office_act (&self.office, "add", add_household, "曾国强");
  exchange (&self);
  g_clear_object (&self.office.store);
  g_assert_true (xy_restore (backup, NULL, self.office.path, &self.office.fixed.env, &self.office.actor, NULL, &error));
  g_assert_no_error (error);
  office_reopen (&self.office);
  g_auto (XySyncState) state = { 0 };
  g_assert_true (xy_sync_state_read (self.office.store, &state, &error));
  g_assert_cmpint (state.enrolment, ==, XY_ENROLMENT_AGAIN);
  g_autofree char *bytes = NULL;
  gsize length;
  g_assert_true (g_file_get_contents (self.office.path, &bytes, &length, &error));
  g_assert_null (memmem (bytes, length, FAKE_TOKEN, strlen (FAKE_TOKEN)));

  /* The same computer has the token beside the file, and what was lost comes back. */
  XyExchange done = exchange (&self);
  g_assert_true (done.copied);
  g_assert_cmpint (done.trouble, ==, XY_TROUBLE_NONE);
  g_assert_cmpint (device_of (&self), !=, before);
  gint64 n = 0;
  g_assert_true (
      xy_db_number (xy_store_get_db (self.office.store), "SELECT count (*) FROM household", XY_BIND_NONE, &n, &error));
  g_assert_cmpint (n, ==, 1);

  /* Another computer has not. */
  g_clear_object (&self.office.store);
  g_assert_true (xy_restore (backup, NULL, self.office.path, &self.office.fixed.env, &self.office.actor, NULL, &error));
  g_assert_cmpint (g_unlink (writer), ==, 0);
  office_reopen (&self.office);
  int n_requests = g_atomic_int_get (&self.county->n_requests);
  g_assert_cmpint (exchange (&self).trouble, ==, XY_TROUBLE_REFUSED);
  g_assert_cmpint (g_atomic_int_get (&self.county->n_requests), ==, n_requests);
  village_close (&self);
}

/* Enrolled again, it keeps what it has and sends what was not answered. */
static void
test_again (void)
{
  Village self;
  g_autoptr (GError) error = NULL;

  village_open_enrolled (&self);
  office_act (&self.office, "add", add_household, "曾国强");
  exchange (&self);
  gint64 before = device_of (&self);
  office_act (&self.office, "add", add_household, "李大山");
  g_clear_pointer (&self.county->nonce, g_free);
  g_assert_true (enroll (&self, FAKE_CODE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (device_of (&self), !=, before);
  XyExchange done = exchange (&self);
  g_assert_cmpint (done.trouble, ==, XY_TROUBLE_NONE);
  g_assert_false (done.copied);
  g_auto (XySyncState) state = { 0 };
  g_assert_true (xy_sync_state_read (self.office.store, &state, &error));
  g_assert_cmpint (state.waiting, ==, 0);
  g_assert_cmpint (state.returned + state.conflicts, ==, 0);
  village_close (&self);
}

typedef struct
{
  GMainLoop *loop;
  guint n;
  guint tries;
  GThread *thread;
} Watch;

static void
on_changed (XySyncWorker *worker, gpointer data)
{
  Watch *watch = data;

  watch->n++;
  g_assert_true (g_thread_self () == watch->thread);
  if (xy_sync_worker_get_progress (worker)->tries >= watch->tries)
    g_main_loop_quit (watch->loop);
}

static void
on_enrolled (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_sync_worker_enroll_finish (XY_SYNC_WORKER (object), result, &error));
  g_assert_no_error (error);
}

static void
hang (FakeCounty *county, const FakeRequest *request, GString *out, gpointer data)
{
  g_usleep (3 * G_USEC_PER_SEC);
}

static gboolean
on_time_to_stop (gpointer data)
{
  xy_sync_worker_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_worker (void)
{
  Village self;
  Watch watch = { .loop = g_main_loop_new (NULL, FALSE), .tries = 1, .thread = g_thread_self () };

  village_open (&self);
  office_act (&self.office, "add", add_household, "曾国强");
  XySyncWorker *worker = xy_sync_worker_new (self.office.path, xy_env_system ());
  XyEnrolment enrolment = { .url = self.county->url, .code = FAKE_CODE };
  g_signal_connect (worker, "changed", G_CALLBACK (on_changed), &watch);
  xy_sync_worker_enroll (worker, &enrolment, on_enrolled, NULL);
  g_main_loop_run (watch.loop);
  const XySyncState *state = xy_sync_worker_get_state (worker);
  g_assert_cmpint (state->enrolment, ==, XY_ENROLMENT_FINE);
  g_assert_cmpint (state->trouble, ==, XY_TROUBLE_NONE);
  g_assert_cmpint (state->waiting, ==, 0);
  g_assert_cmpint (state->accepted, >, 0);
  g_assert_true (xy_store_poll (self.office.store));

  /* Given up while nobody answers: at once, not when the line has waited long enough. */
  self.county->func = hang;
  watch.tries = 2;
  gint64 began = g_get_monotonic_time ();
  xy_sync_worker_want (worker);
  g_timeout_add (300, on_time_to_stop, worker);
  g_main_loop_run (watch.loop);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);

  /* And so does the end. */
  xy_sync_worker_want (worker);
  g_usleep (200000);
  began = g_get_monotonic_time ();
  xy_sync_worker_stop (worker);
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC);
  g_object_unref (worker);
  g_main_loop_unref (watch.loop);
  village_close (&self);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);

  g_setenv ("XIANGYUE_CONFIG", folder, TRUE);
  writer = g_build_filename (folder, "writer", NULL);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line/judge", test_judge);
  g_test_add_func ("/line/pause", test_pause);
  g_test_add_func ("/line/trouble", test_trouble);
  g_test_add_func ("/line/check", test_check);
  g_test_add_func ("/line/enroll", test_enroll);
  g_test_add_func ("/line/enroll-lost", test_enroll_lost);
  g_test_add_func ("/line/strange", test_strange);
  g_test_add_func ("/line/too-much", test_too_much);
  g_test_add_func ("/line/offline", test_offline);
  g_test_add_func ("/line/copied", test_copied);
  g_test_add_func ("/line/restored", test_restored);
  g_test_add_func ("/line/again", test_again);
  g_test_add_func ("/line/worker", test_worker);
  int status = g_test_run ();

  g_unlink (writer);
  g_rmdir (folder);
  g_free (writer);
  return status;
}

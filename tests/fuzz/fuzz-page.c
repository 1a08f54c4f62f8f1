/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page that comes down to a village's file: what the county (or who stands in its place) sends must neither break the
 * file nor stop the reading. The first byte says whether the text is whole, or is rows that get a true head and end.
 */
#include <string.h>

#include "core/verify.h"
#include "sync/session.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define SID 431399101201
#define RUNS 300

typedef struct
{
  XyFixedEnv fixed;
  XyStore *store;
  XySession *session;
  gint64 cursor, now;
  guint runs;
} Office;

static void
begin (Office *office)
{
  g_clear_pointer (&office->session, xy_session_free);
  g_clear_object (&office->store);
  xy_fixed_env_init (&office->fixed, 1795309200000, 5);
  office->store = xy_store_open (":memory:", &office->fixed.env, XY_STORE_CREATE, NULL);
  g_assert_true (xy_local_enroll (office->store, SID, 7, "e1", NULL));
  office->session = xy_session_new (office->store, NULL);
  office->now = 1795309200000;
  office->cursor = office->runs = 0;
  g_assert_true (xy_session_start (office->session, office->now, 1, NULL));
}

/* As far as to ask for a page. */
static void
ask (Office *office, XySessionRequest *request)
{
  XyAnswer answer = { .kind = XY_ANSWER_OK, .epoch = "e1", .device = 7, .head = office->cursor + 9 };
  g_autoptr (GString) hello = g_string_new (NULL);

  office->now += XY_MACHINE_PAUSE_MOST;
  xy_answer_append (hello, &answer);
  g_assert_true (xy_session_tick (office->session, office->now, 1, TRUE, request, NULL));
  g_assert_true (
      xy_session_answer (office->session, office->now, office->now, 1, hello->str, hello->len, request, NULL));
  g_assert_cmpint (request->send, ==, XY_SEND_PULL);
}

static GString *
wrap (Office *office, gint64 from, const char *text, gsize length)
{
  XyWirePage head = {
    .stream = SID, .epoch = "e1", .from = from, .to = from + 9, .head = from + 9, .now = office->now
  };
  GString *out = g_string_new (NULL);
  gint64 n = 0;

  xy_wire_append_page_head (out, &head);
  for (gsize i = 0; i < length; i++)
    n += text[i] == '\n';
  g_string_append_len (out, text, (gssize) length);
  if (length > 0 && text[length - 1] != '\n')
    {
      g_string_append_c (out, '\n');
      n++;
    }
  xy_wire_append_page_end (out, n);
  return out;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static Office office;
  g_auto (XySessionRequest) request = { 0 };
  g_autoptr (GError) error = NULL;

  if (size == 0)
    return 0;
  if (office.store == NULL || office.runs++ == RUNS)
    begin (&office);
  ask (&office, &request);
  const char *text = (const char *) data + 1;
  g_autoptr (GString) page = (data[0] & 1) != 0 ? g_string_new_len (text, (gssize) (size - 1))
                                                : wrap (&office, request.cursor, text, size - 1);
  gboolean ok = xy_session_answer (office.session, office.now, office.now, 1, page->str, page->len, &request, &error);
  /* A row that is none is the only reason not to go on. */
  if (!ok)
    {
      g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
      g_assert_true (xy_session_fail (office.session, office.now, 1, 0, NULL));
    }
  office.cursor = xy_session_get_local (office.session)->machine.cursor;
  if (office.runs % 50 == 0)
    {
      g_autoptr (XyVerifyReport) report = xy_verify (office.store, XY_VERIFY_LOG, NULL);
      if (report->n_problems > 0)
        g_error ("%s", (char *) report->problems->pdata[0]);
    }
  return 0;
}

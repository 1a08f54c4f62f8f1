/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/session.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/migrate.h"
#include "sync/apply.h"
#include "sync/brake.h"
#include "sync/salvage.h"

struct _XySession
{
  XyStore *store;
  XyWire *wire;
  XyLocal local;
};

/* One step of the machine with what belongs to it. */
typedef struct
{
  XySession *session;
  const XyEvent *event;
  XyWireLines lines;
  gint64 sent;
  XyLocal local; /* as it will be */
  XyActions actions;
} Step;

static gboolean
fill_ask (XySession *session, XyAskKind kind, XySessionRequest *request, GError **error)
{
  const XyLocal *local = &session->local;
  const XyMachine *machine = &local->machine;
  XyAsk ask = { .kind = kind,
                .stream = machine->stream,
                .device = machine->device,
                .acked = machine->acked,
                .cursor = machine->cursor,
                .schema = xy_migrate_newest (),
                .nonce = machine->nonce };

  g_strlcpy (ask.epoch, machine->epoch, sizeof ask.epoch);
  memcpy (ask.acked_hash, machine->acked_hash, XY_HASH_SIZE);
  if (!xy_local_max (session->store, local, &ask.max, error)
      || !xy_local_hash (session->store, local, ask.max, ask.max_hash, error))
    return FALSE;
  request->text = g_string_new (NULL);
  xy_ask_append (request->text, &ask);
  return TRUE;
}

static gboolean
fill_request (XySession *session, const XyActions *actions, XySessionRequest *request, GError **error)
{
  const XyMachine *machine = &session->local.machine;

  xy_session_request_clear (request);
  request->send = actions->send;
  request->stream = machine->stream;
  request->device = machine->device;
  request->cursor = machine->staged;
  request->rows = (int) MIN (2 * machine->batch, XY_WIRE_PAGE_ROWS);
  g_strlcpy (request->epoch, machine->epoch, sizeof request->epoch);
  switch (actions->send)
    {
    case XY_SEND_HELLO:
      return fill_ask (session, XY_ASK_HELLO, request, error);
    case XY_SEND_RESULTS:
      return fill_ask (session, XY_ASK_RESULTS, request, error);
    case XY_SEND_FORK:
      return fill_ask (session, XY_ASK_FORK, request, error);
    case XY_SEND_PUSH:
      request->text = xy_local_make_push (session->store, &session->local, actions->from, actions->to, error);
      return request->text != NULL;
    case XY_SEND_NOTHING:
    case XY_SEND_PULL:
    default:
      return TRUE;
    }
}

/* Window and command line may both be at it: what one of them knows of the county is not to be written over by what the
 * other knew before. */
static gboolean
check_alone (XyTxn *txn, const XyLocal *known, GError **error)
{
  g_autoptr (GError) problem = NULL;
  XyLocal there;

  if (xy_local_load (xy_txn_get_store (txn), &there, &problem) && xy_local_equal (&there, known))
    return TRUE;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, XY_ERROR, XY_ERROR_BUSY,
                         _ ("Another program is talking with the county just now. Please try again in a moment."));
  return FALSE;
}

/* What came goes into the records; or it waits for somebody, and the state says that it is only kept. */
static gboolean
apply (XyTxn *txn, Step *step, GError **error)
{
  gboolean stop;

  if (!xy_brake_check (txn, &step->local, &stop, error))
    return FALSE;
  if (!stop)
    return xy_apply (txn, &step->local, error);
  step->local.machine.cursor = step->session->local.machine.cursor;
  return TRUE;
}

static gboolean
do_step (XyTxn *txn, gpointer data, GError **error)
{
  Step *step = data;
  const XyEvent *event = step->event;
  guint todo = step->actions.todo;

  if (!check_alone (txn, &step->session->local, error))
    return FALSE;
  if ((todo & XY_DO_RENUMBER) != 0 && g_str_equal (step->local.machine.epoch, step->session->local.machine.epoch))
    step->local.first += step->session->local.machine.acked;
  /* What was carried tells what the time was days ago. */
  gint64 now = event->kind == XY_EVENT_ANSWER ? event->answer->now
               : event->kind == XY_EVENT_PAGE ? event->page->now
                                              : 0;
  if (now != 0 && !xy_local_set_clock (txn, now - (step->sent + event->now) / 2, event->now, error))
    return FALSE;
  /* A county that was restored may lack files that it had, and count notices anew. */
  if (!g_str_equal (step->local.machine.epoch, step->session->local.machine.epoch)
      && (!xy_db_run (xy_txn_get_db (txn), "DELETE FROM county_file", XY_BIND_NONE, error)
          || !xy_salvage_forget (txn, error)
          || !xy_db_run (xy_txn_get_db (txn), "UPDATE line SET down = 0", XY_BIND_NONE, error)))
    return FALSE;
  return ((todo & XY_DO_FORGET_RESULTS) == 0 || xy_local_forget_results (txn, &step->local, error))
         && ((todo & XY_DO_KEEP_RESULTS) == 0
             || xy_local_keep_results (txn, &step->session->local, event->answer, error))
         && ((todo & XY_DO_STAGE) == 0 || xy_apply_stage (txn, step->lines, error))
         && ((todo & XY_DO_UNSTAGE) == 0 || xy_apply_unstage (txn, error))
         && ((todo & XY_DO_APPLY) == 0 || apply (txn, step, error)) && xy_local_save (txn, &step->local, error);
}

/* The machine steps; what it says is done and kept. */
static gboolean
take_step (XySession *session, const XyEvent *event, XyWireLines lines, gint64 sent, XyActions *actions, GError **error)
{
  Step step = { .session = session, .event = event, .lines = lines, .sent = sent, .local = session->local };

  step.actions = xy_machine_step (&step.local.machine, event);
  *actions = step.actions;
  if (step.actions.todo == 0 && xy_local_equal (&step.local, &session->local))
    return TRUE;
  if (!xy_store_receive (session->store, do_step, &step, error))
    return FALSE;
  session->local = step.local;
  return TRUE;
}

static gboolean
run (XySession *session, XyEvent *event, XyWireLines lines, gint64 sent, XySessionRequest *request, GError **error)
{
  XyActions actions;

  event->schema = xy_migrate_newest ();
  if (request != NULL)
    xy_session_request_clear (request);
  return xy_local_max (session->store, &session->local, &event->max, error)
         && take_step (session, event, lines, sent, &actions, error)
         && (request == NULL || fill_request (session, &actions, request, error));
}

void
xy_session_request_clear (XySessionRequest *request)
{
  if (request->text != NULL)
    g_string_free (request->text, TRUE);
  *request = (XySessionRequest){ .send = XY_SEND_NOTHING };
}

XySession *
xy_session_new (XyStore *store, GError **error)
{
  g_autoptr (XySession) session = g_new0 (XySession, 1);

  session->store = store;
  xy_db_expect_much (xy_store_get_db (store));
  if (!xy_local_load (store, &session->local, error))
    return NULL;
  session->wire = xy_wire_new (error);
  return session->wire != NULL ? g_steal_pointer (&session) : NULL;
}

void
xy_session_free (XySession *session)
{
  if (session == NULL)
    return;
  xy_wire_free (session->wire);
  g_free (session);
}

const XyLocal *
xy_session_get_local (XySession *session)
{
  return &session->local;
}

gboolean
xy_session_start (XySession *session, gint64 now, guint64 random, GError **error)
{
  XyEvent event = { .kind = XY_EVENT_START, .now = now, .random = random };

  return run (session, &event, (XyWireLines){ 0 }, now, NULL, error);
}

gboolean
xy_session_tick (XySession *session,
                 gint64 now,
                 guint64 random,
                 gboolean wanted,
                 XySessionRequest *request,
                 GError **error)
{
  XyEvent event = { .kind = XY_EVENT_TICK, .now = now, .random = random, .wanted = wanted };

  return xy_salvage_offer (session->store, error) && run (session, &event, (XyWireLines){ 0 }, now, request, error);
}

/* What is known here of the operation that ANSWER speaks of. */
static gboolean
set_answer (XySession *session, XyEvent *event, const XyAnswer *answer, GError **error)
{
  gint64 max;

  event->answer = answer;
  if (!xy_local_max (session->store, &session->local, &max, error))
    return FALSE;
  event->own_known = answer->last >= 0 && answer->last <= max;
  return !event->own_known || xy_local_hash (session->store, &session->local, answer->last, event->own, error);
}

static gboolean
take_answer (XySession *session,
             gint64 sent,
             XyEvent *event,
             XyAnswer *answer,
             XySessionRequest *request,
             GError **error)
{
  event->kind = XY_EVENT_ANSWER;
  return set_answer (session, event, answer, error) && run (session, event, (XyWireLines){ 0 }, sent, request, error);
}

gboolean
xy_session_answer (XySession *session,
                   gint64 sent,
                   gint64 now,
                   guint64 random,
                   const char *text,
                   gsize length,
                   XySessionRequest *request,
                   GError **error)
{
  XyEvent event = { .now = now, .random = random };
  XyWireLines lines = { 0 };
  XyWirePage page;
  g_auto (XyAnswer) answer = { 0 };

  if (xy_wire_read_page (session->wire, text, length, &page, &lines, NULL))
    {
      event.kind = XY_EVENT_PAGE;
      event.page = &page;
      return run (session, &event, lines, sent, request, error);
    }
  if (xy_answer_read (session->wire, text, length, &answer))
    return take_answer (session, sent, &event, &answer, request, error);
  event.kind = XY_EVENT_FAILED;
  return run (session, &event, lines, sent, request, error);
}

gboolean
xy_session_fail (XySession *session, gint64 now, guint64 random, gint64 pause, GError **error)
{
  XyEvent event = { .kind = XY_EVENT_FAILED, .now = now, .random = random, .pause = pause };

  return run (session, &event, (XyWireLines){ 0 }, now, NULL, error);
}

gboolean
xy_session_refuse (XySession *session, gint64 now, GError **error)
{
  XyAnswer answer = { .kind = XY_ANSWER_DENIED };
  XyEvent event = { .kind = XY_EVENT_ANSWER, .now = now, .answer = &answer };

  return run (session, &event, (XyWireLines){ 0 }, now, NULL, error);
}

static gboolean
run_carried (XySession *session, XyEvent *event, XyWireLines lines, XyCarried *carried, GError **error)
{
  XyActions actions;

  if (!xy_local_max (session->store, &session->local, &event->max, error)
      || !take_step (session, event, lines, event->now, &actions, error))
    return FALSE;
  *carried = actions.carried;
  return TRUE;
}

static gboolean
damaged (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID, _ ("What came over the line is damaged or too large."));
  return FALSE;
}

gboolean
xy_session_carry (XySession *session,
                  gint64 now,
                  guint64 random,
                  const XyAsk *asked,
                  gboolean forked,
                  const char *text,
                  gsize length,
                  XyCarried *carried,
                  GError **error)
{
  XyEvent event = { .kind = XY_EVENT_CARRIED, .now = now, .random = random, .asked = asked, .forked = forked };
  g_auto (XyAnswer) answer = { 0 };

  if (!xy_answer_read (session->wire, text, length, &answer))
    return damaged (error);
  return set_answer (session, &event, &answer, error)
         && run_carried (session, &event, (XyWireLines){ 0 }, carried, error);
}

gboolean
xy_session_carry_page (XySession *session,
                       gint64 now,
                       const char *text,
                       gsize length,
                       XyCarried *carried,
                       gint64 *rows,
                       GError **error)
{
  XyWirePage page;
  XyWireLines lines;
  XyEvent event = { .kind = XY_EVENT_CARRIED_PAGE, .now = now, .page = &page };

  if (!xy_wire_read_page (session->wire, text, length, &page, &lines, error))
    return FALSE;
  *rows = lines.n;
  return run_carried (session, &event, lines, carried, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/exchange.h"

#include <glib/gi18n-lib.h>

#include "core/migrate.h"
#include "core/purge.h"
#include "sync/brake.h"
#include "sync/county-file.h"
#include "sync/down-line.h"
#include "sync/history.h"
#include "sync/writer.h"

/* How long files are carried before it is looked again whether there are rows. */
#define CARRY_MS 60000

typedef struct
{
  XyStore *store;
  XyAccount *account;
  XyLine *line;
  XyWire *wire;
  XySession *session;
  GCancellable *cancellable;
  XyExchange *out;
  gint64 began; /* cursor, and operations that were answered, at the beginning */
  gint64 acked;
  gint64 device;
  gint64 down; /* number of the last notice or file of rules that is there for this village */
} Run;

static void
run_clear (Run *run)
{
  xy_session_free (run->session);
  xy_wire_free (run->wire);
  xy_line_free (run->line);
  xy_account_free (run->account);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gint64
now_of (Run *run)
{
  return xy_env_now (xy_store_get_env (run->store));
}

static guint64
random_of (Run *run)
{
  const XyEnv *env = xy_store_get_env (run->store);
  guint64 random;

  env->random ((guint8 *) &random, sizeof random, env->data);
  return random;
}

static const XyMachine *
machine_of (Run *run)
{
  return &xy_session_get_local (run->session)->machine;
}

static gboolean
open_run (Run *run, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!xy_writer_check (run->store, &run->out->copied, error))
    return FALSE;
  run->account = xy_account_load (run->store, &problem);
  if (run->account != NULL)
    run->session = xy_session_new (run->store, &problem);
  if (run->session != NULL)
    run->wire = xy_wire_new (&problem);
  if (run->wire != NULL)
    {
      run->line = xy_account_open_line (run->account);
      return TRUE;
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This computer is not enrolled with the county yet."));
  return FALSE;
}

/* What was under way when the program ended is asked again; where somebody had to look, he who wants it has. */
static gboolean
start (Run *run, gboolean wanted, GError **error)
{
  XyPhase phase = machine_of (run)->phase;

  if (phase == XY_PHASE_IDLE || (phase == XY_PHASE_STOPPED && !wanted))
    return TRUE;
  return xy_session_start (run->session, now_of (run), random_of (run), error);
}

/* What the county said, beside what the session makes of it. */
static gboolean
look_at_answer (Run *run, const XyLineReply *reply, XyAnswer *answer, GError **error)
{
  if (!xy_answer_read (run->wire, reply->text->str, reply->text->len, answer))
    return TRUE;
  if (answer->kind == XY_ANSWER_DENIED)
    run->out->trouble = XY_TROUBLE_REFUSED;
  else if (answer->reader > xy_migrate_newest ())
    run->out->trouble = XY_TROUBLE_UPGRADE;
  run->down = MAX (run->down, answer->down);
  return answer->kind != XY_ANSWER_OK || reply->receipt == NULL
         || xy_account_keep_receipt (run->store, run->account, machine_of (run)->stream, answer, reply->receipt, error);
}

static gboolean
take_reply (Run *run, gint64 sent, const XyLineReply *reply, XySessionRequest *request, GError **error)
{
  gint64 now = now_of (run), failures = machine_of (run)->failures;
  g_auto (XyAnswer) answer = { 0 };

  run->out->trouble = reply->trouble;
  if (reply->trouble != XY_TROUBLE_NONE)
    {
      xy_session_request_clear (request);
      if (reply->trouble == XY_TROUBLE_REFUSED)
        return xy_session_refuse (run->session, now, error);
      return xy_session_fail (run->session, now, random_of (run),
                              reply->trouble == XY_TROUBLE_UPGRADE ? XY_MACHINE_PAUSE_MOST : reply->pause, error);
    }
  gboolean pull = request->send == XY_SEND_PULL;
  if (!xy_session_answer (run->session, sent, now, random_of (run), reply->text->str, reply->text->len, request, error)
      || ((!pull || machine_of (run)->phase == XY_PHASE_STOPPED) && !look_at_answer (run, reply, &answer, error)))
    return FALSE;
  if (request->send == XY_SEND_NOTHING && machine_of (run)->failures > failures)
    run->out->trouble = XY_TROUBLE_SERVER;
  return TRUE;
}

/* Where it stands; a new number, or a new history of the county, begins from nothing. */
static void
count (Run *run, gint64 max)
{
  const XyMachine *machine = machine_of (run);
  XyExchangeProgress *progress = &run->out->progress;

  if (machine->device != run->device)
    {
      run->device = machine->device;
      run->acked = machine->acked;
    }
  run->acked = MIN (run->acked, machine->acked);
  run->began = MIN (run->began, machine->staged);
  progress->phase = machine->phase;
  progress->sent = machine->acked - run->acked;
  progress->to_send = max - run->acked;
  progress->fetched = machine->staged - run->began;
  progress->to_fetch = MAX (progress->to_fetch, progress->fetched);
}

static gboolean
talk (Run *run, XySessionRequest *request, XyExchangeFunc func, gpointer data, GError **error)
{
  while (request->send != XY_SEND_NOTHING)
    {
      gint64 sent = now_of (run), max;
      g_auto (XyLineReply) reply = { 0 };

      if (!xy_local_max (run->store, xy_session_get_local (run->session), &max, error))
        return FALSE;
      count (run, max);
      if (func != NULL)
        func (&run->out->progress, data);
      run->out->tried = TRUE;
      xy_line_send (run->line, request, run->cancellable, &reply);
      if (reply.cancelled || g_cancellable_is_cancelled (run->cancellable))
        {
          run->out->cancelled = TRUE;
          return TRUE;
        }
      if (!take_reply (run, sent, &reply, request, error))
        return FALSE;
    }
  return TRUE;
}

/* What the township and the county have sent down since. */
static gboolean
fetch_down (Run *run, GError **error)
{
  gint64 cursor;

  if (!xy_down_get_cursor (run->store, &cursor, error))
    return FALSE;
  if (run->out->trouble != XY_TROUBLE_NONE || run->out->cancelled || cursor >= run->down)
    return TRUE;
  return xy_down_fetch (run->store, run->line, run->wire, run->cancellable, &run->out->trouble, &run->out->cancelled,
                        error);
}

/* Once all rows are there. Only the village's own computers carry files: who looks at many villages wants no photos of
 * all of them. */
static gboolean
carry (Run *run, GError **error)
{
  XyCarry carried;
  gboolean old = run->out->trouble == XY_TROUBLE_UPGRADE;

  if ((run->out->trouble != XY_TROUBLE_NONE && !old) || run->out->cancelled || !run->out->tried
      || machine_of (run)->phase != XY_PHASE_IDLE || !g_str_equal (run->account->role, "village"))
    return TRUE;
  if (!xy_county_file_carry (run->store, run->line, machine_of (run)->stream, CARRY_MS, run->cancellable, &carried,
                             error))
    return FALSE;
  run->out->trouble = carried.trouble == XY_TROUBLE_NONE && old ? XY_TROUBLE_UPGRADE : carried.trouble;
  run->out->cancelled = carried.cancelled;
  run->out->more = carried.more;
  return xy_account_keep_files (run->store, carried.left, error);
}

static gboolean
run_all (Run *run, gboolean wanted, XyExchangeFunc func, gpointer data, GError **error)
{
  g_auto (XySessionRequest) request = { .send = XY_SEND_NOTHING };
  gint64 max, deletions;

  if (!open_run (run, error))
    return FALSE;
  run->began = machine_of (run)->staged;
  run->acked = machine_of (run)->acked;
  run->device = machine_of (run)->device;
  if (run->account->token == NULL)
    {
      run->out->trouble = XY_TROUBLE_REFUSED;
      return TRUE;
    }
  if (!start (run, wanted, error)
      || !xy_session_tick (run->session, now_of (run), random_of (run), wanted, &request, error)
      || !talk (run, &request, func, data, error)
      || !xy_local_max (run->store, xy_session_get_local (run->session), &max, error))
    return FALSE;
  count (run, max);
  if (g_str_equal (run->account->role, "village") && !fetch_down (run, error))
    return FALSE;
  if (!carry (run, error))
    return FALSE;
  if (run->out->trouble == XY_TROUBLE_NONE && machine_of (run)->phase == XY_PHASE_STOPPED)
    run->out->trouble = run->out->tried ? XY_TROUBLE_BEHIND : run->account->trouble;
  if (!xy_brake_read (run->store, &deletions, error))
    return FALSE;
  if (run->out->trouble == XY_TROUBLE_NONE && deletions > 0)
    run->out->trouble = XY_TROUBLE_DELETIONS;
  return TRUE;
}

static gboolean
keep_try (Run *run, GError **error)
{
  const XyExchangeProgress *progress = &run->out->progress;

  /* What was sent comes back as the county has it: that is nothing that others wrote. */
  return xy_history_keep (run->store, now_of (run), run->out->trouble, progress->sent,
                          MAX (progress->fetched - progress->sent, 0), error);
}

gboolean
xy_exchange_run (XyStore *store,
                 gboolean wanted,
                 XyExchangeFunc func,
                 gpointer data,
                 GCancellable *cancellable,
                 XyExchange *exchange,
                 GError **error)
{
  g_auto (Run) run = { .store = store, .cancellable = cancellable, .out = exchange };
  g_autoptr (GError) problem = NULL;

  *exchange = (XyExchange){ .trouble = XY_TROUBLE_NONE };
  if (!run_all (&run, wanted, func, data, &problem))
    {
      if (!g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND))
        exchange->trouble = xy_trouble_from_error (problem);
      g_propagate_error (error, g_steal_pointer (&problem));
      if (run.account != NULL)
        keep_try (&run, NULL);
      return FALSE;
    }
  if (exchange->cancelled || !exchange->tried)
    return TRUE;
  return keep_try (&run, error) && xy_purge_finish (store, error);
}

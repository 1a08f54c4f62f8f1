/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/machine.h"

#include <string.h>

static void
rest (XyMachine *machine, gint64 next_at)
{
  machine->phase = XY_PHASE_IDLE;
  machine->next_at = next_at;
}

/* Anywhere within a span that doubles: a county that comes back is not asked by all at once. */
static void
back_off (XyMachine *machine, const XyEvent *event)
{
  gint64 span = XY_MACHINE_PAUSE_MOST;

  if (machine->failures < 8)
    span = MIN (span, (gint64) XY_MACHINE_PAUSE_FIRST << machine->failures);
  machine->failures++;
  rest (machine, event->now + MAX (event->pause, 1 + (gint64) (event->random % (guint64) span)));
}

static XyActions
stop (XyMachine *machine)
{
  machine->phase = XY_PHASE_STOPPED;
  return (XyActions){ .send = XY_SEND_NOTHING };
}

static XyActions
say_hello (XyMachine *machine, guint todo)
{
  machine->phase = XY_PHASE_HELLO;
  return (XyActions){ .send = XY_SEND_HELLO, .todo = todo };
}

static XyActions
pull (XyMachine *machine, guint todo)
{
  machine->phase = XY_PHASE_PULL;
  return (XyActions){ .send = XY_SEND_PULL, .todo = todo };
}

static XyActions
push_or_pull (XyMachine *machine, const XyEvent *event, guint todo)
{
  if (event->max <= machine->acked && event->answer != NULL && event->answer->reader > event->schema)
    {
      machine->failures = 0;
      rest (machine, event->now + XY_MACHINE_INTERVAL);
      return (XyActions){ .send = XY_SEND_NOTHING, .todo = todo };
    }
  if (event->max <= machine->acked)
    return pull (machine, todo);
  machine->phase = XY_PHASE_PUSH;
  return (XyActions){ .send = XY_SEND_PUSH,
                      .from = machine->acked + 1,
                      .to = MIN (machine->acked + machine->batch, event->max),
                      .todo = todo };
}

static XyActions
begin_fork (XyMachine *machine, const XyEvent *event)
{
  machine->phase = XY_PHASE_FORK;
  /* The same until it is answered, so that one number is given, however often it is asked. */
  if (machine->nonce == 0)
    machine->nonce = event->random | 1;
  return (XyActions){ .send = XY_SEND_FORK };
}

/* Whether what the county has last is what was written here under that number. */
static gboolean
same_history (const XyEvent *event)
{
  return event->own_known && memcmp (event->own, event->answer->hash, XY_HASH_SIZE) == 0;
}

static void
take_last (XyMachine *machine, const XyAnswer *answer)
{
  machine->acked = answer->last;
  memcpy (machine->acked_hash, answer->hash, XY_HASH_SIZE);
}

/* The county's numbers are others now: nothing that was read by them counts. What it has of this device it may have
 * decided anew, from a bundle that came late. */
static guint
change_epoch (XyMachine *machine, const char *epoch, gint64 max)
{
  g_strlcpy (machine->epoch, epoch, sizeof machine->epoch);
  machine->cursor = 0;
  machine->staged = 0;
  machine->old = max;
  return XY_DO_FORGET_RESULTS | XY_DO_UNSTAGE;
}

static void
forget_last (XyMachine *machine)
{
  machine->acked = 0;
  memset (machine->acked_hash, 0, XY_HASH_SIZE);
}

static XyActions
on_hello_answered (XyMachine *machine, const XyEvent *event)
{
  const XyAnswer *answer = event->answer;
  guint todo = 0;

  /* That the county says so is not enough: what it has beyond the question may have come on a stick meanwhile. */
  if (!same_history (event))
    return begin_fork (machine, event);
  if (!g_str_equal (answer->epoch, machine->epoch))
    {
      todo = change_epoch (machine, answer->epoch, event->max);
      forget_last (machine);
    }
  else if (answer->last < machine->acked || answer->head < machine->cursor || answer->head < machine->staged)
    return stop (machine);
  if (answer->last > machine->acked)
    {
      machine->phase = XY_PHASE_RESULTS;
      return (XyActions){ .send = XY_SEND_RESULTS, .todo = todo };
    }
  if (event->max > machine->acked || answer->head != machine->cursor || machine->staged != machine->cursor)
    return push_or_pull (machine, event, todo);
  /* Neither has anything new: one question was enough. What a table refused may be taken by a newer program. */
  machine->failures = 0;
  rest (machine, event->now + XY_MACHINE_INTERVAL);
  return (XyActions){ .send = XY_SEND_NOTHING, .todo = todo | XY_DO_APPLY };
}

/* A push, or results: up to answer->last all is answered. */
static XyActions
on_results_answered (XyMachine *machine, const XyEvent *event)
{
  if (!same_history (event))
    return begin_fork (machine, event);
  if (event->answer->last < machine->acked)
    return say_hello (machine, 0);
  if (machine->phase == XY_PHASE_PUSH)
    machine->batch = MIN (machine->batch * 2, XY_WIRE_OPS_MOST);
  machine->failures = 0;
  take_last (machine, event->answer);
  return push_or_pull (machine, event, XY_DO_KEEP_RESULTS);
}

/* A copy of this disk may have asked with the same nonce before, and write under that number already; or the county
 * does not give it for that any longer. */
static gboolean
is_own_number (const XyAnswer *answer)
{
  return answer->kind == XY_ANSWER_OK && answer->last == 0;
}

/* The number that the county gave; returns what is to be done. In another history all is decided anew. */
static guint
take_number (XyMachine *machine, const XyEvent *event)
{
  const XyAnswer *answer = event->answer;
  guint todo = XY_DO_RENUMBER | XY_DO_UNSTAGE;

  if (!g_str_equal (answer->epoch, machine->epoch))
    todo |= XY_DO_FORGET_RESULTS;
  xy_machine_renumber (machine, answer->device, answer->epoch, event->max);
  return todo;
}

static XyActions
on_fork_answered (XyMachine *machine, const XyEvent *event)
{
  if (!is_own_number (event->answer))
    {
      machine->nonce = 0;
      return begin_fork (machine, event);
    }
  guint todo = take_number (machine, event);
  return say_hello (machine, todo);
}

static XyActions
on_answered (XyMachine *machine, const XyEvent *event)
{
  XyAnswerKind kind = event->answer->kind;

  if (kind == XY_ANSWER_DENIED)
    return stop (machine);
  if (kind == XY_ANSWER_BAD)
    {
      back_off (machine, event);
      return (XyActions){ .send = XY_SEND_NOTHING };
    }
  switch (machine->phase)
    {
    case XY_PHASE_HELLO:
      return on_hello_answered (machine, event);
    case XY_PHASE_FORK:
      return on_fork_answered (machine, event);
    case XY_PHASE_RESULTS:
    case XY_PHASE_PUSH:
      if (kind == XY_ANSWER_OK)
        return on_results_answered (machine, event);
      return kind == XY_ANSWER_FORK && !same_history (event) ? begin_fork (machine, event) : say_hello (machine, 0);
    case XY_PHASE_PULL:
      return say_hello (machine, 0);
    case XY_PHASE_IDLE:
    case XY_PHASE_STOPPED:
    default:
      /* Of a request that was given up. */
      return (XyActions){ .send = XY_SEND_NOTHING };
    }
}

static XyActions
on_page_come (XyMachine *machine, const XyEvent *event)
{
  const XyWirePage *page = event->page;

  if (machine->phase != XY_PHASE_PULL)
    return (XyActions){ .send = XY_SEND_NOTHING };
  if (page->stream != machine->stream || !g_str_equal (page->epoch, machine->epoch) || page->from != machine->staged
      || page->last != machine->acked || memcmp (page->hash, machine->acked_hash, XY_HASH_SIZE) != 0)
    {
      back_off (machine, event);
      return (XyActions){ .send = XY_SEND_NOTHING };
    }
  machine->failures = 0;
  machine->batch = MIN (machine->batch * 2, XY_WIRE_OPS_MOST);
  machine->staged = page->to;
  if (page->more)
    return pull (machine, XY_DO_STAGE);
  machine->cursor = page->to;
  if (event->max > machine->acked)
    return push_or_pull (machine, event, XY_DO_STAGE | XY_DO_APPLY);
  rest (machine, event->now + XY_MACHINE_INTERVAL);
  return (XyActions){ .send = XY_SEND_NOTHING, .todo = XY_DO_STAGE | XY_DO_APPLY };
}

static XyActions
carried (XyCarried what)
{
  return (XyActions){ .send = XY_SEND_NOTHING, .carried = what };
}

/* Whatever is under way over the line is asked again; a pause stays as long as it was. */
static XyActions
take_carried (XyMachine *machine, guint todo)
{
  if (machine->phase != XY_PHASE_STOPPED)
    machine->phase = XY_PHASE_IDLE;
  return (XyActions){ .send = XY_SEND_NOTHING, .carried = XY_CARRIED_TAKEN, .todo = todo };
}

/* As on the line, a number is asked for; but the next request may go by either way. */
static XyActions
split (XyMachine *machine, const XyEvent *event)
{
  machine->nonce = event->random | 1;
  take_carried (machine, 0);
  return carried (XY_CARRIED_SPLIT);
}

static XyActions
on_number_carried (XyMachine *machine, const XyEvent *event)
{
  if (!is_own_number (event->answer))
    return split (machine, event);
  gint64 next_at = machine->next_at;
  XyPhase phase = machine->phase;
  guint todo = take_number (machine, event);
  machine->next_at = next_at;
  machine->phase = phase;
  return take_carried (machine, todo);
}

static XyActions
on_carried (XyMachine *machine, const XyEvent *event)
{
  const XyAnswer *answer = event->answer;
  guint todo = 0;

  if (event->asked->stream != machine->stream || event->asked->device != machine->device
      || !g_str_equal (event->asked->epoch, machine->epoch))
    return carried (XY_CARRIED_OLD);
  if (answer->kind == XY_ANSWER_DENIED)
    return carried (XY_CARRIED_DENIED);
  if (event->forked)
    return on_number_carried (machine, event);
  if (machine->nonce != 0)
    return carried (XY_CARRIED_SPLIT);
  if (!same_history (event) || event->asked->acked > machine->acked)
    return split (machine, event);
  if (!g_str_equal (answer->epoch, machine->epoch))
    todo = change_epoch (machine, answer->epoch, event->max) | XY_DO_KEEP_RESULTS;
  else if (answer->last < machine->acked || answer->head < machine->cursor)
    return carried (XY_CARRIED_OLD);
  else
    todo = XY_DO_KEEP_RESULTS;
  take_last (machine, answer);
  return take_carried (machine, todo);
}

static XyActions
on_page_carried (XyMachine *machine, const XyEvent *event)
{
  const XyWirePage *page = event->page;

  if (page->stream != machine->stream || !g_str_equal (page->epoch, machine->epoch) || machine->nonce != 0
      || page->last != machine->acked || memcmp (page->hash, machine->acked_hash, XY_HASH_SIZE) != 0)
    return carried (XY_CARRIED_OLD);
  if (page->from > machine->staged)
    return carried (XY_CARRIED_AHEAD);
  /* Rows that are kept already may come again, but nothing may go back behind what is kept. */
  if (page->to < machine->staged || page->to <= machine->cursor)
    return carried (XY_CARRIED_OLD);
  machine->staged = page->to;
  if (page->more)
    return take_carried (machine, XY_DO_STAGE);
  machine->cursor = page->to;
  return take_carried (machine, XY_DO_STAGE | XY_DO_APPLY);
}

void
xy_machine_init (XyMachine *machine, gint64 stream, gint64 device, const char *epoch)
{
  *machine = (XyMachine){ .stream = stream, .device = device, .batch = XY_WIRE_OPS_USUAL };
  g_strlcpy (machine->epoch, epoch, sizeof machine->epoch);
}

void
xy_machine_renumber (XyMachine *machine, gint64 device, const char *epoch, gint64 max)
{
  if (g_str_equal (epoch, machine->epoch))
    machine->old = MAX (machine->old - machine->acked, 0);
  else
    change_epoch (machine, epoch, max);
  machine->cursor = 0;
  machine->staged = 0;
  machine->device = device;
  machine->nonce = 0;
  forget_last (machine);
  rest (machine, 0);
}

XyActions
xy_machine_step (XyMachine *machine, const XyEvent *event)
{
  switch (event->kind)
    {
    case XY_EVENT_START:
      rest (machine, 0);
      break;
    case XY_EVENT_TICK:
      /* A clock that was set back by more than a pause may last puts nothing off. */
      if (machine->phase == XY_PHASE_IDLE
          && (event->wanted || event->now >= machine->next_at
              || machine->next_at - event->now > MAX (XY_MACHINE_PAUSE_MOST, XY_MACHINE_INTERVAL)))
        return machine->nonce != 0 ? begin_fork (machine, event) : say_hello (machine, 0);
      break;
    case XY_EVENT_ANSWER:
      return on_answered (machine, event);
    case XY_EVENT_PAGE:
      return on_page_come (machine, event);
    case XY_EVENT_FAILED:
      if (machine->phase == XY_PHASE_PUSH || machine->phase == XY_PHASE_PULL)
        machine->batch = MAX (machine->batch / 2, XY_WIRE_OPS_LEAST);
      if (machine->phase != XY_PHASE_STOPPED && machine->phase != XY_PHASE_IDLE)
        back_off (machine, event);
      break;
    case XY_EVENT_CARRIED:
      return on_carried (machine, event);
    case XY_EVENT_CARRIED_PAGE:
      return on_page_carried (machine, event);
    default:
      break;
    }
  return (XyActions){ .send = XY_SEND_NOTHING };
}

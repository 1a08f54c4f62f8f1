/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * machine: what a device does next, as a pure step: a state and what has happened go in, the next state and what is to
 * be done come out. No clock, no chance, no socket, no file: what is needed of them comes in with the event, so that a
 * test can put any two things in any order, and the same seed does the same again.
 *
 * The caller keeps the state in the same transaction in which he does what is to be done with the village's file, and
 * sends afterwards. One request is under way at a time. After a restart he says so (XY_EVENT_START): whatever was under
 * way is asked again, and the county's marks (last operation, its hash) make that harmless.
 *
 *   idle ─► hello ─┬─► results ─┐                        any failure ─► idle, with a growing pause
 *     ▲            ├─► fork ─► hello
 *     │            ├─► push ◄───┴─► pull ─► idle
 *     │            └─► idle: neither has anything new
 *     └── stopped (not known any longer; the county's history went back): somebody must look, XY_EVENT_START tries
 * again
 *
 * What a broken history is, and what is done:
 *   answers were lost        results are fetched, nothing is sent again
 *   the county was restored  its epoch is another: what it lost is sent again, all is read again, and what became of
 *                            the rest is asked again
 *   this device was restored or copied  it has written under numbers that are taken: it gets a number of its own, and
 *                            what was not answered is sent under that
 * What is carried on a stick (bundle.h) is the same questions and answers at the pace of a journey. Writing a bundle
 * changes nothing here: what is in it waits until it is answered, by whichever way that comes first; the county knows
 * what it has. What comes back is held against the county's marks as an answer over the line is, and what is older than
 * what is known counts for nothing.
 *
 * A program that is too old for what the county has (talk.h, "minsch") goes on sending and pulls nothing.
 *
 * Pages are applied only where the county has exactly the operations that are answered here: what is not answered yet
 * is then put on top of them, and nothing else is.
 */
#pragma once

#include "sync/talk.h"

G_BEGIN_DECLS

#define XY_MACHINE_PAUSE_FIRST 5000            /* ms, after a first failure; doubled at each further one */
#define XY_MACHINE_PAUSE_MOST (15 * 60 * 1000) /* ms */
#define XY_MACHINE_INTERVAL (10 * 60 * 1000)   /* ms, while all goes well */

typedef enum
{
  XY_PHASE_IDLE,
  XY_PHASE_HELLO,
  XY_PHASE_RESULTS,
  XY_PHASE_FORK,
  XY_PHASE_PUSH,
  XY_PHASE_PULL,
  XY_PHASE_STOPPED,
} XyPhase;

typedef struct
{
  XyPhase phase;
  gint64 stream;
  gint64 device;
  char epoch[XY_WIRE_EPOCH_MOST + 1];
  gint64 acked; /* last operation that is answered */
  guint8 acked_hash[XY_HASH_SIZE];
  gint64 old;    /* operations up to this one were written in an epoch before */
  gint64 cursor; /* what came down is in the records up to here */
  gint64 staged; /* and is kept up to here */
  gint64 batch;  /* operations of a push, and half the rows of a page */
  gint64 failures;
  gint64 next_at; /* instant */
  guint64 nonce;  /* of a fork that is under way; 0: none */
} XyMachine;

typedef enum
{
  XY_EVENT_START,  /* the program begins, or somebody who looked says: go on */
  XY_EVENT_TICK,   /* time has passed, or somebody wants it now (WANTED) */
  XY_EVENT_ANSWER, /* ANSWER */
  XY_EVENT_PAGE,   /* PAGE */
  XY_EVENT_FAILED, /* no answer, or none that can be read; PAUSE: what the county asked for, ms */
  /* What was carried back on a stick, at any time and in any order. It changes nothing of what goes over the line but
   * that a request under way is given up. */
  XY_EVENT_CARRIED,      /* ANSWER to ASKED, which was carried there; ANSWER may be of a new number (FORKED) */
  XY_EVENT_CARRIED_PAGE, /* PAGE */
} XyEventKind;

typedef struct
{
  XyEventKind kind;
  gint64 now;
  guint64 random;
  gint64 max;    /* last operation that is written here */
  gint64 schema; /* of this program: one that the county calls too old to read sends, and pulls nothing */
  gboolean wanted;
  gint64 pause;
  const XyAnswer *answer;
  gboolean own_known; /* whether there is an operation answer->last here; OWN is its hash */
  guint8 own[XY_HASH_SIZE];
  const XyWirePage *page;
  const XyAsk *asked;
  gboolean forked;
} XyEvent;

typedef enum
{
  XY_SEND_NOTHING,
  XY_SEND_HELLO,
  XY_SEND_RESULTS,
  XY_SEND_FORK,
  XY_SEND_PUSH, /* FROM to TO */
  XY_SEND_PULL, /* behind STAGED of the state */
} XySend;

typedef enum
{
  XY_DO_FORGET_RESULTS = 1 << 0, /* all of this number's operations */
  XY_DO_KEEP_RESULTS = 1 << 1,   /* the answer's, of operations up to its last */
  /* Operations behind the ACKED of the state before begin with 1 now; in another epoch none are behind others. */
  XY_DO_RENUMBER = 1 << 2,
  XY_DO_STAGE = 1 << 3,   /* keep the page's rows */
  XY_DO_UNSTAGE = 1 << 4, /* throw away what was kept */
  XY_DO_APPLY = 1 << 5,   /* what was kept into the records */
} XyDo;

/* What became of something that was carried. */
typedef enum
{
  XY_CARRIED_TAKEN,
  XY_CARRIED_OLD,    /* all of it is known, or it is about a number or a history from before */
  XY_CARRIED_AHEAD,  /* what it follows on is not here */
  XY_CARRIED_SPLIT,  /* this computer's history has split: the next bundle asks for a number of its own */
  XY_CARRIED_DENIED, /* the county does not know this computer any longer */
} XyCarried;

typedef struct
{
  XySend send;
  gint64 from;
  gint64 to;
  XyCarried carried;
  guint todo; /* XyDo, in their order above, in the transaction that keeps the new state */
} XyActions;

/* A device that has just been given its number. */
void xy_machine_init (XyMachine *machine, gint64 stream, gint64 device, const char *epoch);

/* It writes under another number from now on, which begins behind what is answered, or, in another history, with the
 * first again: who has taken its number there may stand where its operations stood. MAX is its last operation so far.
 */
void xy_machine_renumber (XyMachine *machine, gint64 device, const char *epoch, gint64 max);

XyActions xy_machine_step (XyMachine *machine, const XyEvent *event);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * talk: the short requests of a device and the answers of the county, each one line of JSON.
 *
 *   {"p":"xy1","ask":"hello","sid":…,"dev":"5f1c…","ep":"a1…","acked":1200,"max":1210,"ha":"…","hm":"…","cursor":88120,
 *    "sch":11,"nonce":"…"}
 *   {"p":"xy1","a":"ok","ep":"a1…","dev":"5f1c…","last":1200,"h":"<h(1200)>","head":88200,"now":1767225601000,
 *    "minsch":13,"down":7,"res":[[1202,"merged","field",{…}]]}
 *
 * minsch   a program that is older than that would read the rows wrong: it pulls nothing, and goes on sending; missing:
 * 0 down     number of the last notice or file of rules for this village (down.h), in the answer to a hello; missing:
 * none. In the question on a stick: up to which it has them
 *
 * hello    how do we stand: finds every broken history in one round trip
 * results  what became of my operations behind "acked"
 * fork     this device's history has split (it was restored or copied): a number of its own from now on
 * A push and a pull are answered with an answer too where they are refused.
 *
 * What "a" says: ok · gap (the push begins behind what is known) · fork (another device wrote under this number, or
 * this one went back in time) · epoch (the county's history is another since) · denied (this device is not, or no
 * longer, known) · bad (no request, or one that was changed on the way). Whatever has not "p":"xy1" is no answer: some
 * network's login page.
 */
#pragma once

#include "sync/wire.h"

G_BEGIN_DECLS

typedef enum
{
  XY_ASK_HELLO,
  XY_ASK_RESULTS,
  XY_ASK_FORK,
} XyAskKind;

typedef struct
{
  XyAskKind kind;
  gint64 stream;
  gint64 device;
  char epoch[XY_WIRE_EPOCH_MOST + 1];
  gint64 acked; /* last operation whose answer the device has */
  gint64 max;   /* last that it has written */
  guint8 acked_hash[XY_HASH_SIZE];
  guint8 max_hash[XY_HASH_SIZE];
  gint64 cursor;
  gint64 schema;
  guint64 nonce; /* of a fork: asked again with the same one, it is given the same number */
  gint64 down;
} XyAsk;

void xy_ask_append (GString *out, const XyAsk *ask);
gboolean xy_ask_read (XyWire *wire, const char *text, gsize length, XyAsk *ask);

/* What became of an operation. The server decides once; the answer is kept and given again. */
typedef enum
{
  XY_RESULT_OK,
  XY_RESULT_DUP,      /* it was there already, with the same content */
  XY_RESULT_MERGED,   /* taken, but something of it or of another's was set aside: a _conflict row says what */
  XY_RESULT_HELD,     /* waits: for what it refers to, or for somebody at the county; a _quar row shows it */
  XY_RESULT_REJECTED, /* not taken; a _quar row shows it */
} XyResultKind;

const char *xy_result_word (XyResultKind kind);
gboolean xy_result_from_word (const char *word, XyResultKind *kind);

typedef struct
{
  gint64 n;
  XyResultKind kind;
  char *code;   /* "missing", "field", "already" … */
  char *detail; /* JSON object */
} XyResult;

typedef enum
{
  XY_ANSWER_OK,
  XY_ANSWER_GAP,
  XY_ANSWER_FORK,
  XY_ANSWER_EPOCH,
  XY_ANSWER_DENIED,
  XY_ANSWER_BAD,
} XyAnswerKind;

typedef struct
{
  XyAnswerKind kind;
  char epoch[XY_WIRE_EPOCH_MOST + 1];
  gint64 device;
  gint64 last; /* last operation of the device that the county has */
  guint8 hash[XY_HASH_SIZE];
  gint64 head; /* of the stream */
  gint64 now;
  gint64 reader; /* least schema of who may read */
  gint64 down;
  GArray *results; /* of XyResult: what is not plainly ok; NULL: none */
} XyAnswer;

void xy_answer_clear (XyAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyAnswer, xy_answer_clear)

/* Takes CODE and DETAIL as copies. */
void xy_answer_add (XyAnswer *answer, gint64 n, XyResultKind kind, const char *code, const char *detail);

void xy_answer_append (GString *out, const XyAnswer *answer);
/* ANSWER is to be cleared whatever came out. */
gboolean xy_answer_read (XyWire *wire, const char *text, gsize length, XyAnswer *answer);

G_END_DECLS

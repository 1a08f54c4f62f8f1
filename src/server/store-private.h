/* SPDX-License-Identifier: GPL-3.0-or-later */
/* store: for its own files. */
#pragma once

#include "core/purge.h"
#include "core/record.h"
#include "server/rollup.h"
#include "server/shelf.h"
#include "server/store.h"
#include "sync/talk.h"

G_BEGIN_DECLS

/* Rows that the county itself writes into a village's stream. */
#define CONFLICT_TABLE "_conflict"
#define RETURNED_TABLE "_quar"

struct _XyServerStore
{
  XyBase *base;
  XyWire *wire;
  const XyEnv *env;
  char epoch[XY_WIRE_EPOCH_MOST + 1];
  gint64 reader;                  /* as it was read with the last device; 0: whoever */
  const XyServerAccount *account; /* who asks; NULL: somebody who may everything */
  XyServerReceipt receipt;
  gboolean aside; /* what comes is of a computer that was struck off: it is kept for somebody to look at, and held */
};

/* The base sees the villages of who asks, and no others: after somebody else's were looked at. */
void xy_server_store_set_scope (XyServerStore *store);

/* A device's row. */
typedef struct
{
  gint64 stream;
  gint64 device;
  gint64 last;
  guint8 hash[XY_HASH_SIZE];
  gboolean revoked;
  gint64 account;
} XyServerDevice;

/* FALSE with no error where there is none. */
gboolean
xy_server_device_read (XyServerStore *store, gint64 stream, gint64 device, XyServerDevice *out, GError **error);
/* Whether the device is nobody's any more, or not that of who asks. */
gboolean xy_server_device_refused (XyServerStore *store, const XyServerDevice *device);
/* Keeps what ANSWER says of its device, where it is ok. */
void xy_server_receipt_set (XyServerStore *store, gint64 stream, const XyAnswer *answer);
/* In a transaction: as xy_server_store_add_device(), for ACCOUNT. */
gboolean xy_server_device_add (XyServerStore *store,
                               gint64 stream,
                               gint64 parent,
                               gint64 account,
                               const char *nonce,
                               gint64 *device,
                               GError **error);
/* The chain's hash behind operation N, which the county has. */
gboolean xy_server_hash_read (XyServerStore *store,
                              const XyServerDevice *device,
                              gint64 n,
                              guint8 hash[XY_HASH_SIZE],
                              GError **error);
/* What became of operations FROM to TO, but those that are plainly ok. */
gboolean xy_server_results_read (XyServerStore *store,
                                 const XyServerDevice *device,
                                 gint64 from,
                                 gint64 to,
                                 XyAnswer *answer,
                                 GError **error);
/* Sets what every answer says. */
void xy_server_answer_init (XyServerStore *store, XyAnswer *answer, XyAnswerKind kind, const XyServerDevice *device);

/* One transaction in which operations of one device are decided. */
typedef struct
{
  XyServerStore *store;
  gint64 stream;
  gint64 device;
  gint64 head;           /* seq given last */
  gint64 at;             /* now */
  gint64 same_upto;      /* seq of all epochs alike up to here */
  gint64 old;            /* operations up to this number read another epoch's seq */
  gboolean insist;       /* somebody at the county said that it may pass */
  gboolean alone;        /* it is taken whether what it names is here or not */
  GHashTable *deletions; /* table → how many in this batch; NULL: not counted */
  gint64 first;          /* number of its first operation, where they are counted */
  gint64 n_waiting;      /* operations of the stream that wait for a record */
  XyRollup *rollup;      /* what it adds to the figures of the reports */
  gboolean again;      /* another process has taken operations of the device meanwhile, or the history is another one */
  gboolean careful;    /* what one line does is written before the next is looked at */
  XyShelf *entries;    /* (id, tbl, body) */
  XyShelf *purses;     /* (owner, account, points) */
  XyShelf *alikes;     /* (k, id, dev, n) */
  GHashTable *records; /* table → XyShelf, see XyBatchColumn */
  GHashTable *facts;   /* of entries, for rules.c */
  char *tomorrow;      /* NULL: nobody has asked for it */
} XyBatch;

/* Columns of a shelf of records. */
typedef enum
{
  XY_BATCH_ID,
  XY_BATCH_SEQ,
  XY_BATCH_DEL,
  XY_BATCH_BODY,
  XY_BATCH_FMETA,
} XyBatchColumn;

/* And of that of entries. */
typedef enum
{
  XY_BATCH_ENTRY_ID,
  XY_BATCH_ENTRY_TABLE,
  XY_BATCH_ENTRY_BODY,
} XyBatchEntryColumn;

/* What became of one operation. */
typedef struct
{
  XyResultKind kind;
  const char *code;     /* static */
  char *detail;         /* JSON object */
  gint64 seq;           /* 0: it changed nothing */
  XyId missing;         /* what it waits for */
  XyPurgeExtent purged; /* of the record before it: what nothing stays of in its line */
} XyDecision;

/* BATCH's transaction is begun, and the stream is nobody else's until its end. */
gboolean xy_batch_begin (XyBatch *batch, XyServerStore *store, gint64 stream, gint64 device, GError **error);
/* The same where DEVICE is as it was read before; else nothing is begun, and BATCH says "again". */
gboolean xy_batch_begin_for (XyBatch *batch, XyServerStore *store, const XyServerDevice *device, GError **error);

/* Within begin, commit and rollback. */
void xy_batch_open_shelves (XyBatch *batch);
void xy_batch_close_shelves (XyBatch *batch);

/* What OP will ask for, so that it is fetched with that of others. */
void xy_batch_want (XyBatch *batch, const XyWireOp *op);
gboolean xy_batch_fetch (XyBatch *batch, GError **error);
/* A record as it is now, whether that is written yet or not; NULL with no error where there is none. Borrowed. */
const XyShelfRow *xy_batch_find (XyBatch *batch, const char *table, const XyId *id, GError **error);
gboolean xy_batch_put (XyBatch *batch,
                       const char *table,
                       const XyId *id,
                       gint64 seq,
                       gboolean gone,
                       const char *body,
                       const char *fmeta,
                       GError **error);
/* An entry's row (id, tbl, body), likewise. */
const XyShelfRow *xy_batch_find_entry (XyBatch *batch, const XyId *id, GError **error);
/* Before who reads the tables themselves. */
gboolean xy_batch_write (XyBatch *batch, GError **error);
/* And before who writes them. */
gboolean xy_batch_settle (XyBatch *batch, GError **error);
/* What was put is taken back. */
void xy_batch_forget (XyBatch *batch);

/* Writes the stream's head, commits. */
gboolean xy_batch_commit (XyBatch *batch, GError **error);
void xy_batch_rollback (XyBatch *batch);
/* The next number of the stream. */
gint64 xy_batch_next (XyBatch *batch);

/* Decides OP and writes what follows for the records. */
gboolean xy_decide (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error);
/* What follows for a record that is changed: decide-patch.c. */
gboolean xy_decide_patch (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error);

/* What follows for the history and for what is shown of conflicts, where OP purged so much (core/purge.h): purge.c.
 * BEFORE: the record's body until then. */
gboolean xy_batch_purge (XyBatch *batch, const XyWireOp *op, XyPurgeExtent extent, const char *before, GError **error);

void xy_decision_set (XyDecision *decision, XyResultKind kind, const char *code);

/* Whether records of TABLE, or of OP's type, are never changed: they are in the table entry. */
gboolean xy_is_entry (const char *table);
gboolean xy_op_is_entry (const XyWireOp *op);
gboolean
xy_batch_write_entry (XyBatch *batch, const XyWireOp *op, const guint8 hash[XY_HASH_SIZE], gint64 seq, GError **error);

/* Writes the row TABLE, ID of the county's own; what was settled stays so. */
gboolean
xy_batch_write_own (XyBatch *batch, const char *table, const XyId *id, gboolean gone, const char *body, GError **error);

/* OP says what it settles: the row that shows that is over, and an operation that is held for it will not be taken.
 * "back" in it says that its author has taken the record back, which the county then never sees. */
gboolean xy_batch_fix (XyBatch *batch, const XyWireOp *op, const XyDecision *decision, GError **error);
/* By which operation what the row TABLE, ID shows was settled, as members of its body, JSON; NULL: by none. It may be
 * here before the row. */
gboolean xy_batch_read_fix (XyBatch *batch, const char *table, const XyId *id, char **fix, GError **error);
/* Where OP takes back what waits for a record: that is taken now, as it is, and OP has something to take back. Who has
 * read it in a history before, which the county has lost, must hear that it is gone. */
gboolean xy_batch_take_first (XyBatch *batch, const XyWireOp *op, gboolean *taken, GError **error);
/* Whether OP, which waits (for MISSING, if it is not none), takes back the record of the operation that it settles, of
 * which the county has nothing. */
gboolean
xy_batch_takes_back (XyBatch *batch, const XyWireOp *op, const XyId *missing, gboolean *takes_back, GError **error);
/* Whether the record is here, live or deleted. */
gboolean xy_batch_knows (XyBatch *batch, const char *table, const XyId *id, gboolean *known, GError **error);
/* Not taken, and nobody need look. */
gboolean xy_is_settled (const XyDecision *decision);

/* Decides what waited for the record that OP brought: it is here from now on, or was seen and given back. */
gboolean xy_batch_wake (XyBatch *batch, const XyWireOp *op, const XyDecision *decision, GError **error);
/* Decides operation N of DEVICE, which is held, again. */
gboolean xy_batch_again (XyBatch *batch, gint64 device, gint64 n, GError **error);

/* Keeps the line of an operation and what became of it; DECISION's row in _quar where it was not taken. */
gboolean xy_batch_log (XyBatch *batch,
                       gint64 n,
                       const char *line,
                       gsize length,
                       const guint8 hash[XY_HASH_SIZE],
                       const XyWireOp *op,
                       gboolean readable,
                       const XyDecision *decision,
                       GError **error);

G_END_DECLS

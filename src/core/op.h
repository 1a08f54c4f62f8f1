/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * op: the one table of operations, which is audit trail, undo history and, later, the outbox of the sync.
 *
 * Capture is by triggers generated from the field tables (temporary ones, so that a connection without them, and so
 * without this program, cannot write past them unnoticed: verify finds it). An insert leaves its values, an update only
 * the fields that changed with their old values, and an update that changes nothing leaves nothing.
 *
 * An operation's line is its wire form (sync.md 3.4), written once and never again:
 *   {"n":1201,"t":"person","k":"u","id":"0197…","at":1767225600123,"by":"0191…","d":{"phone":null}}
 * On a computer that is enrolled with the county there stand behind id: "b", how far the county's changes were in the
 * records when the act began, and "c", the computer's clock set right by the county's, as ms and a count in
 * hexadecimal, which no two operations share; with "cu":1 where it was not set for a month. What settles something that
 * the county shows says so behind d, with "fx", and "sv":1 stands there where the county had the record and has lost it
 * (src/sync/wire.h, salvage.h). k is i (insert), u (update) or d (marked deleted). Its hash is h(n) = SHA-256 (h(n-1) ‖
 * line), h(0) = 32 zero bytes. What does not travel (the act's number, sentence and operator, and the old values) is
 * bound by the act's own chain: sum(a) = SHA-256 (sum(a-1) ‖ the act's columns ‖ n and old values of each of its
 * operations). The table refuses UPDATE and DELETE, but for what is purged of a person's information (purge.h).
 */
#pragma once

#include "core/act.h"

G_BEGIN_DECLS

#define XY_HASH_SIZE 32

typedef struct _XyOpLog XyOpLog;

/* Adds the capture function and triggers to the store's connection. */
XyOpLog *xy_op_log_new (XyDb *db, GError **error);
void xy_op_log_free (XyOpLog *log);

/* Around the function of an act. BEGIN reads where the chains stand. */
gboolean xy_op_log_begin (XyOpLog *log, gint64 act, gint64 at, const XyId *by, GError **error);
/* How many operations the act has so far. */
gint64 xy_op_log_count (XyOpLog *log);
/* Keeps where the clock of the operations stands; within the act, before it is closed. */
gboolean xy_op_log_keep_clock (XyOpLog *log, GError **error);
/* While RECEIVING, what is written came from the county, and is no operation of this computer. */
void xy_op_log_set_receiving (XyOpLog *log, gboolean receiving);

/* The next operation on record ID (none: on any), within the act, settles FIX: what stands behind "fx", JSON. NULL:
 * none does. */
void xy_op_log_set_fix (XyOpLog *log, const XyId *id, const char *fix);
/* Whether no operation has said it yet. */
gboolean xy_op_log_has_fix (XyOpLog *log);
/* Writes what is not a change: the fields NAMES (a space between each) of a record as they are, or all of them as when
 * it was made where NAMES is NULL; none where NAMES is "". */
gboolean xy_op_log_send (XyOpLog *log, const XyRecordType *type, const XyId *id, const char *names, GError **error);
/* The same as when it was made, but the fields WITHOUT (likewise; "": none); says that the county had it and has lost
 * it. */
gboolean
xy_op_log_salvage (XyOpLog *log, const XyRecordType *type, const XyId *id, const char *without, GError **error);
/* Closes the act's chain with HEAD, the act's own columns as text. */
void xy_op_log_end (XyOpLog *log, const char *head, guint8 sum[XY_HASH_SIZE]);

/* The act's own columns as the text that its chain binds. Returns: (transfer full). */
char *xy_op_act_head (gint64 act,
                      gint64 at,
                      const char *by,
                      const char *who,
                      const char *title,
                      int kind,
                      gint64 undoes,
                      gboolean final,
                      gint64 n_ops);

/* One change of one record as the history shows it. */
typedef struct
{
  gint64 n;
  gint64 act;
  gint64 at;
  char *who;
  char *title;
  char kind;         /* 'i', 'u', 'd' */
  GPtrArray *fields; /* of XyOpField */
} XyOpInfo;

typedef struct
{
  const XyField *field; /* NULL for a field this version does not know */
  char *name;
  char *before;
  char *after;
} XyOpField;

void xy_op_info_free (XyOpInfo *info);

/* What happened to the record, oldest first. Returns: (transfer full) array of XyOpInfo. */
GPtrArray *xy_op_history (XyStore *store, const XyId *record, GError **error);

/* One operation. Returns: (transfer full), NULL on an error. */
XyOpInfo *xy_op_read (XyStore *store, gint64 n, GError **error);

/*
 * Recomputes both chains over the whole table and compares every column with its line. Returns TRUE where all is well;
 * otherwise CORRUPT with the number of the first operation that does not fit. COUNT gets how many were read.
 */
gboolean xy_op_verify (XyStore *store, gint64 *count, GError **error);

G_END_DECLS

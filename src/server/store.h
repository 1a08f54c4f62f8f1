/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store: what the county keeps of its villages, and the one place where it is decided what becomes of an operation.
 *
 * Each village is a stream. Every change that is taken gets the stream's next number (seq) in the transaction that
 * takes it; devices read by it. Time orders nothing here. The county decides once, in the order of seq, and devices
 * repeat what it decided, so that they come to the same whatever their clocks say.
 *
 * What becomes of an operation follows from its record type (record.h): its merge kind, which fields are HARD or
 * IMMUTABLE, what an id refers to. A type or field that this program does not know is kept and given on as it came.
 *
 *   APPEND_ONLY  taken unless its id is there: with the same content "dup", with another rejected ("id", "already")
 *   FIELD_PATCH  field by field: two devices that did not know of each other's value of a field conflict; the later by
 *                two trusted clocks stands, else what came later; of a HARD field what was there
 *   DOCUMENT     whole: of two versions the first stands, the second is set aside ("branch")
 *   BALLOT       likewise ("contested")
 *   deleting     is a mark; who edits what another deleted without knowing revives it, and the other way round
 *
 * Nothing is lost in that: what gave way is in a row of "_conflict", what was not taken in a row of "_quar", and both
 * go down to the village as rows of its stream. An operation that waits ("held") is decided when what it refers to
 * comes ("missing"), or when somebody at the county lets it pass: many deletions at once ("mass-delete"), a day far off
 * ("day").
 *
 * Requests and answers are text of wire.h and talk.h. A function returns FALSE only where the store itself fails (disk
 * full, file damaged); then nothing was taken and nothing must be answered but "later". Every answer is given after the
 * commit. The store belongs to one thread.
 */
#pragma once

#include "core/op.h"
#include "server/base.h"

G_BEGIN_DECLS

/* More than so many deletions of a device in one table within a day wait for somebody's word. */
#define XY_SERVER_DELETIONS_MOST 20
/* Or so many in a hundred of the table's rows, where that is more than XY_SERVER_DELETIONS_FEW. */
#define XY_SERVER_DELETIONS_PERCENT 5
#define XY_SERVER_DELETIONS_FEW 3
/* A clock that is so far ahead of the county's (ms) decides nothing. */
#define XY_SERVER_CLOCK_AHEAD (5 * 60 * 1000)

typedef struct _XyServerStore XyServerStore;
typedef struct _XyServerAccount XyServerAccount; /* access.h */

/* Opens the county's database at WHERE (base.h), and makes its tables if it has none. ENV must outlive it. */
XyServerStore *xy_server_store_open (const char *where, const XyEnv *env, GError **error);
void xy_server_store_close (XyServerStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyServerStore, xy_server_store_close)

XyBase *xy_server_store_get_base (XyServerStore *store);

/* The name of the history that this county's numbers belong to. Borrowed. */
const char *xy_server_store_get_epoch (XyServerStore *store);

/*
 * To be called when the file was restored from a backup, before anybody is answered: from now on the history is another
 * one, and all devices notice and send again what is missing.
 */
gboolean xy_server_store_begin_epoch (XyServerStore *store, GError **error);
/* When that was last, *AT; 0: never. */
gboolean xy_server_store_get_restored (XyServerStore *store, gint64 *at, GError **error);

/*
 * The least schema (core/migrate.h) of a program that reads right what the county has, as the last request found it; 0:
 * any. What is older is told so, pulls nothing, and goes on sending. Set, it holds for all processes at once.
 */
gint64 xy_server_store_get_reader (XyServerStore *store);
gboolean xy_server_store_set_reader (XyServerStore *store, gint64 schema, GError **error);

/* A number for a device of STREAM; the stream is made with its first one. The same NONCE is given the same number. */
gboolean xy_server_store_add_device (XyServerStore *store,
                                     gint64 stream,
                                     gint64 parent,
                                     guint64 nonce,
                                     gint64 *device,
                                     GError **error);
/* The device is answered "denied" from now on. */
gboolean xy_server_store_revoke (XyServerStore *store, gint64 stream, gint64 device, GError **error);

/*
 * Who asks from now on, until the next call: a device that is not ACCOUNT's, or a stream out of its scope, is answered
 * "denied", and a line that its role may not write is rejected ("role"). NULL: whoever may everything, as at first.
 * Borrowed.
 */
void xy_server_store_set_account (XyServerStore *store, const XyServerAccount *account);

/* What is true of a device, to be signed. */
typedef struct
{
  gint64 stream; /* 0: the last request was answered otherwise than ok */
  gint64 device;
  gint64 last;
  guint8 hash[XY_HASH_SIZE];
  gint64 now;
} XyServerReceipt;

/* Of the ask or push that was answered last. Borrowed. */
const XyServerReceipt *xy_server_store_get_receipt (XyServerStore *store);

/* The answer to an XyAsk. */
gboolean xy_server_store_ask (XyServerStore *store, const char *text, gsize length, GString *answer, GError **error);

/* Takes the push in TEXT, unpacked; the answer says what became of it. */
gboolean xy_server_store_push (XyServerStore *store, const char *text, gsize length, GString *answer, GError **error);

/*
 * A page of what changed in STREAM behind CURSOR, about MOST rows, or an answer where DEVICE is refused. It ends where
 * a push ended, so that nobody sees half of an act.
 */
gboolean xy_server_store_pull (XyServerStore *store,
                               gint64 stream,
                               gint64 device,
                               const char *epoch,
                               gint64 cursor,
                               gint64 most,
                               GString *page,
                               GError **error);

/* Lets operation N of DEVICE, which is held, pass now. NOT_FOUND where it is not held. */
gboolean xy_server_store_release (XyServerStore *store, gint64 stream, gint64 device, gint64 n, GError **error);

G_END_DECLS

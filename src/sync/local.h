/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * local: what the village's file keeps of the line to the county (data/schema/0011-sync.sql), and the operations as the
 * county is sent them. Whoever writes does so within xy_store_receive().
 */
#pragma once

#include "core/act.h"
#include "core/store.h"
#include "sync/machine.h"

G_BEGIN_DECLS

/* The machine's state, and what only the file needs to know. */
typedef struct
{
  XyMachine machine;
  gint64 first; /* operation op.n is number op.n - first of the device */
} XyLocal;

/* The computer has been given its number. CONFLICT where it has one. */
gboolean xy_local_enroll (XyStore *store, gint64 stream, gint64 device, const char *epoch, GError **error);

/*
 * The same within what else is kept of it. A computer that has a number in this stream gets another: what was not
 * answered is sent under that, and all is read again. CONFLICT where it is enrolled in another stream.
 */
gboolean xy_local_take_number (XyTxn *txn, gint64 stream, gint64 device, const char *epoch, GError **error);
/* The file is a copy, or was restored: before anything else it asks for a number of its own, by NONCE. */
gboolean xy_local_set_copied (XyTxn *txn, guint64 nonce, GError **error);

/* FALSE with no error where the computer is not enrolled. */
gboolean xy_local_load (XyStore *store, XyLocal *local, GError **error);
gboolean xy_local_equal (const XyLocal *a, const XyLocal *b);
gboolean xy_local_save (XyTxn *txn, const XyLocal *local, GError **error);
/* The county's clock is OFFSET ms ahead of this one's, as was seen NOW. */
gboolean xy_local_set_clock (XyTxn *txn, gint64 offset, gint64 now, GError **error);
gboolean xy_local_get_offset (XyStore *store, gint64 *offset, GError **error);

/* Number of the last operation. */
gboolean xy_local_max (XyStore *store, const XyLocal *local, gint64 *max, GError **error);
/* The chain's hash behind number N, which is at most the last. CORRUPT where an operation is missing. */
gboolean xy_local_hash (XyStore *store, const XyLocal *local, gint64 n, guint8 hash[XY_HASH_SIZE], GError **error);
/* A push of the numbers FROM to TO, or fewer where they are too large together. Returns: (transfer full). */
GString *xy_local_make_push (XyStore *store, const XyLocal *local, gint64 from, gint64 to, GError **error);

/* What became of operations; those of this number are all forgotten at once. */
gboolean xy_local_keep_results (XyTxn *txn, const XyLocal *local, const XyAnswer *answer, GError **error);
gboolean xy_local_forget_results (XyTxn *txn, const XyLocal *local, GError **error);

typedef struct
{
  gint64 waiting;  /* written here, not answered yet */
  gint64 held;     /* waits at the county */
  gint64 rejected; /* returned */
} XyLocalCounts;

gboolean xy_local_count (XyStore *store, const XyLocal *local, XyLocalCounts *counts, GError **error);

G_END_DECLS

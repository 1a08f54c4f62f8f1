/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store: one village's file, open.
 *
 * Reading takes the store; writing takes an XyTxn, which exists only inside an act (act.h). A store belongs to one
 * thread: the window keeps it in its worker. Between acts the connection refuses every write.
 *
 * The file is <data folder>/<12-digit village code>.xiangyue; see xy_store_default_path().
 */
#pragma once

#include <glib-object.h>

#include "core/clock.h"
#include "core/db.h"
#include "core/record.h"

G_BEGIN_DECLS

#define XY_TYPE_STORE (xy_store_get_type ())
G_DECLARE_FINAL_TYPE (XyStore, xy_store, XY, STORE, GObject)

typedef enum
{
  XY_STORE_CREATE = 1 << 0,    /* make the file; it must not be there */
  XY_STORE_READ_ONLY = 1 << 1, /* for looking at a damaged or foreign file; nothing is migrated */
} XyStoreFlags;

/*
 * Opens the file at PATH. A file of an older program is brought up to date after a copy of it was put aside; one of a
 * newer program is refused with NEWER_SCHEMA, an empty one (what a power cut can leave) with CORRUPT. ENV must outlive
 * the store. Other errors: those of xy_db_open().
 *
 * Signal "changed" (guint topics): after each act, in the store's thread, with the XyTopic bits that the act touched.
 */
XyStore *xy_store_open (const char *path, const XyEnv *env, XyStoreFlags flags, GError **error);

const char *xy_store_get_path (XyStore *self);
const XyEnv *xy_store_get_env (XyStore *self);
XyDb *xy_store_get_db (XyStore *self);

/* For the time in which nobody asks: lets cached pages go. Returns: FALSE where there were next to none. */
gboolean xy_store_rest (XyStore *self);

/*
 * The one result that was read last and may be wanted again in a moment, for a list that is shown a few rows at a time.
 * It is let go when anybody writes, when another is kept, or when the store rests; within an act nothing is kept. NAME
 * says of what question it is. Recalled: (transfer none), NULL where it is another's or gone; good until the next call.
 * Keeping takes RESULT.
 */
gpointer xy_store_recall (XyStore *self, const char *name);
void xy_store_keep (XyStore *self, const char *name, gpointer result, GDestroyNotify free_result);

/* TRUE where another program has committed since the last call; lists are stale then. Emits "changed" with all topics.
 */
gboolean xy_store_poll (XyStore *self);

gboolean xy_store_is_read_only (XyStore *self);
/* Sets the sentence that says so. Returns FALSE. */
gboolean xy_store_refuse_write (GError **error);

/*
 * Writes to a table of the section "this computer only" (drafts, local settings): no act, no operation, no undo. Where
 * the file is open for reading only, nothing is kept and that is no error.
 */
gboolean xy_store_write_local (XyStore *self, const char *sql, const XyValue *values, guint n_values, GError **error);

/* Small values of this computer only, by name. Returns: (transfer full), NULL where there is none. */
char *xy_store_get_local (XyStore *self, const char *key);
gboolean xy_store_set_local (XyStore *self, const char *key, const char *value, GError **error);

/* <user's data folder>/xiangyue, or $XIANGYUE_DATA. Returns: (transfer full). */
char *xy_store_default_folder (void);
char *xy_store_default_path (const char *village_code);

/* Where the attachments of the village's file PATH are, each named by its SHA-256. Returns: (transfer full). */
char *xy_store_attachments_folder (const char *path);

/*
 * All live records as text, one line each, in the order of table and id: equal dumps are equal villages. An entry that
 * was undone is left out together with what undid it. For tests, backups' comparison and the curious. Returns:
 * (transfer full).
 */
char *xy_store_dump (XyStore *self, GError **error);

/* For act.c and migrate.c. */
void xy_store_set_query_only (XyStore *self, gboolean query_only);
XyTxn *xy_store_get_txn (XyStore *self);
void xy_store_set_txn (XyStore *self, XyTxn *txn);
struct _XyOpLog *xy_store_get_op_log (XyStore *self);

G_END_DECLS

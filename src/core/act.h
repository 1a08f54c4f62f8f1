/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * act: the one door for writing. Everything a person does in the office is an act; it changes records, and each changed
 * record leaves an operation (op.h). An act is whole or it is not: an error rolls all of it back.
 *
 *   static gboolean
 *   rename (XyTxn *txn, gpointer data, GError **error)
 *   {
 *     …
 *     return xy_record_save (txn, copy, error);
 *   }
 *   xy_store_act (store, actor, _("Rename 张三"), rename, data, &error);
 *
 * Undo is an act too: it writes the old values back after checking that nobody changed them since, and survives a
 * restart. An undone act can be redone until another act is done. Records that are never changed (points entries) are
 * undone by a reversing one.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

/* Who acts. NAME and the ids are borrowed; permissions are XyPermission bits. See user.h for where it comes from. */
typedef struct
{
  XyId user;
  const char *name;
  guint permissions;
} XyActor;

typedef gboolean (*XyActFunc) (XyTxn *txn, gpointer data, GError **error);

typedef enum
{
  XY_ACT_DO,
  XY_ACT_UNDO,
  XY_ACT_REDO,
} XyActKind;

/* One act as the history shows it. */
typedef struct
{
  gint64 number;
  gint64 at; /* instant */
  char *who;
  char *title;
  XyActKind kind;
  gboolean undone;
  gint64 n_ops;
} XyActInfo;

void xy_act_info_free (XyActInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyActInfo, xy_act_info_free)

/*
 * Runs FUNC between BEGIN IMMEDIATE and COMMIT. TITLE is the sentence that Undo shows ("Delete household 曾国强"). Acts
 * do not nest. After the commit the store emits "changed". An act that changed nothing leaves no trace and succeeds.
 * Errors: whatever FUNC says; BUSY, FULL, CORRUPT of the file.
 */
gboolean
xy_store_act (XyStore *store, const XyActor *actor, const char *title, XyActFunc func, gpointer data, GError **error);

/*
 * For what came from the county: as an act, but what FUNC writes (with xy_record_receive() and to tables of this
 * computer only) is no operation and cannot be undone, and nobody is asked whether he may.
 */
gboolean xy_store_receive (XyStore *store, XyActFunc func, gpointer data, GError **error);

/* The act that Undo (Redo) would take back, or NULL with no error where there is none. Returns: (transfer full). */
XyActInfo *xy_store_get_undo (XyStore *store, GError **error);
XyActInfo *xy_store_get_redo (XyStore *store, GError **error);

/* The instant of the last act, an undo too; 0 where there is none or it cannot be read. */
gint64 xy_store_last_act_at (XyStore *store);

/*
 * Takes back the last act that stands (does again the last one taken back). CONFLICT where a value was changed since by
 * another computer, NOT_FOUND where there is nothing, DENIED where the actor may not write one of its records.
 */
gboolean xy_store_undo (XyStore *store, const XyActor *actor, GError **error);
gboolean xy_store_redo (XyStore *store, const XyActor *actor, GError **error);

/* The last LIMIT acts, newest first. Returns: (transfer full) array of XyActInfo. */
GPtrArray *xy_store_list_acts (XyStore *store, guint limit, GError **error);

/* Inside an act. */
XyStore *xy_txn_get_store (XyTxn *txn);
XyDb *xy_txn_get_db (XyTxn *txn);
const XyEnv *xy_txn_get_env (XyTxn *txn);
const XyActor *xy_txn_get_actor (XyTxn *txn);
gint64 xy_txn_get_now (XyTxn *txn); /* one instant for the whole act */
XyActKind xy_txn_get_kind (XyTxn *txn);
void xy_txn_touch (XyTxn *txn, XyTopic topic);

/* Changes the sentence, for an act that knows only at its end what it did ("给 14 户记分"). */
void xy_txn_set_title (XyTxn *txn, const char *title);
/* The act cannot be undone (adding a user's PIN, folding history). */
void xy_txn_set_final (XyTxn *txn);

/* The next operation on record ID (none: on any) settles what the county shows as FIX (xy_op_log_set_fix()). */
void xy_txn_set_fix (XyTxn *txn, const XyId *id, const char *fix);
/* An operation of what did not change: the fields NAMES of a record, all where NULL, none where "". DENIED. */
gboolean xy_txn_send (XyTxn *txn, const XyRecordType *type, const XyId *id, const char *names, GError **error);
/* Whether no operation has said it yet. */
gboolean xy_txn_has_fix (XyTxn *txn);
/* An operation that makes a record anew which the county has lost (xy_op_log_salvage()). */
gboolean xy_txn_salvage (XyTxn *txn, const XyRecordType *type, const XyId *id, const char *without, GError **error);

/* DENIED unless the actor may do all of PERMISSION. */
gboolean xy_txn_require (XyTxn *txn, guint permission, GError **error);

G_END_DECLS

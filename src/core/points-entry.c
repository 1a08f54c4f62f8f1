/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-entry.h"

#include <glib/gi18n-lib.h>

#include "core/points-account.h"
#include "core/points-close.h"
#include "core/store.h"
#include "core/user.h"

#define EXISTS_SQL "SELECT 1 FROM points_entry WHERE id = ?1"
#define UPHELD_SQL                                                                                                     \
  "SELECT 1 FROM objection AS o WHERE o.del = 0 AND o.result IN ('upheld', 'partly') "                                 \
  "AND (o.entry = ?1 OR o.entry = (SELECT e.rev_of FROM points_entry AS e WHERE e.id = ?1) OR o.item = ?2) LIMIT 1"

static const XySql statements[] = {
  { NULL, EXISTS_SQL },
  { NULL, UPHELD_SQL },
};

static const XyWord kinds[] = {
  { "entry", N_ ("entry") },
  { "opening", N_ ("carried over") },
  { "reversal", N_ ("correction") },
  { "undo", N_ ("undo") },
  { "base", N_ ("base points") },
  { "redeem", N_ ("redeemed") },
  { "close", N_ ("close of the period") },
  { NULL, NULL },
};

static gboolean guard_entry (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean cancel_entry (XyTxn *txn, const XyId *id, GError **error);

static const XyField fields[] = {
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsEntry, household), XY_FIELD_REQUIRED, NULL,
    "household" },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsEntry, person), 0 },
  { "rule", N_ ("Rule"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsEntry, rule), 0, NULL, "points_rule" },
  { "category", N_ ("Category"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, category), XY_FIELD_REQUIRED },
  { "item", N_ ("Item"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, item), XY_FIELD_REQUIRED },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsEntry, day), XY_FIELD_REQUIRED },
  { "amount", N_ ("Amount"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsEntry, amount), 0 },
  { "delta", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsEntry, delta), 0 },
  { "cut", N_ ("Cut by cap"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsEntry, cut), 0 },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, kind), XY_FIELD_REQUIRED, kinds },
  { "rev_of", N_ ("Reverses"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsEntry, rev_of), 0, NULL, "points_entry" },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, note), 0 },
  { "witness", N_ ("Witness"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, witness), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, recorder), 0 },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPointsEntry, at), 0 },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, account), 0, xy_points_accounts },
  { "withheld", N_ ("Cannot be spent"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsEntry, withheld), 0 },
  { "why", N_ ("Why"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, why), 0 },
  { "origin", N_ ("Comes from"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsEntry, origin), 0 },
  { "photo", N_ ("Photo"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsEntry, photo), XY_FIELD_ATTACHMENT },
  { "cancelled", N_ ("Undone"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyPointsEntry, cancelled), XY_FIELD_DERIVED },
  { "reversed", N_ ("Reversed"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyPointsEntry, reversed), XY_FIELD_DERIVED },
};

const XyRecordType xy_points_entry_type = {
  .table = "points_entry",
  .noun = N_ ("points entry"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_APPEND_ONLY,
  .permission = 0, /* see guard_entry() */
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_entry_get_type,
  .guard = guard_entry,
  .cancel = cancel_entry,
};

XY_DEFINE_RECORD (XyPointsEntry, xy_points_entry)

/*
 * Besides who types points: who judged an item last books it, and who hears objections takes back what one was upheld
 * to, each with what the act does to the ledger.
 */
static gboolean
guard_entry (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyPointsEntry *entry = (const XyPointsEntry *) record;
  const XyActor *actor = xy_txn_get_actor (txn);
  gint64 upheld = 0;

  if ((actor->permissions & XY_MAY_RECORD_POINTS) != 0)
    return TRUE;
  if ((actor->permissions & XY_MAY_REVIEW_POINTS) != 0 && !xy_id_is_none (&entry->origin)
      && !g_str_equal (entry->kind, "reversal"))
    return TRUE;
  if ((actor->permissions & XY_MAY_HEAR_OBJECTIONS) != 0 && !xy_id_is_none (&entry->rev_of))
    {
      if (!xy_db_number (xy_txn_get_db (txn), UPHELD_SQL, XY_BIND (XY_ID (&entry->rev_of), XY_ID (&entry->origin)),
                         &upheld, error))
        return FALSE;
      if (upheld)
        return TRUE;
    }
  return xy_actor_require (actor, XY_MAY_RECORD_POINTS, error);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, sentence);
  return FALSE;
}

/* Whether ROOT may now be taken back, or stand again. */
static gboolean
may_toggle (XyStore *store, const XyPointsEntry *root, GError **error)
{
  if (!xy_points_close_check (store, root->account, root->day, error))
    return FALSE;
  if (!root->cancelled)
    return !root->reversed || refuse (error, _ ("This cannot be undone: the entry was corrected since."));
  if (!g_str_equal (root->kind, "reversal"))
    return TRUE;

  g_autoptr (XyPointsEntry) target = xy_record_get (store, &xy_points_entry_type, &root->rev_of, error);
  if (target == NULL)
    return FALSE;
  return (!target->cancelled && !target->reversed)
         || refuse (error, _ ("This cannot be done again: the entry was corrected or undone since."));
}

/* Undo and redo: adds what takes the entry of ID (or, where that is an undo, the one it undid) back, or lets it stand.
 */
static gboolean
cancel_entry (XyTxn *txn, const XyId *id, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyPointsEntry) root = xy_record_get (store, &xy_points_entry_type, id, error);

  if (root != NULL && g_str_equal (root->kind, "undo"))
    {
      XyId of = root->rev_of;
      g_object_unref (root);
      root = xy_record_get (store, &xy_points_entry_type, &of, error);
    }
  if (root == NULL || !may_toggle (store, root, error))
    return FALSE;

  g_autoptr (XyPointsEntry) undo = xy_points_entry_new_opposite (txn, root, "undo");
  if (root->cancelled)
    {
      undo->amount = root->amount;
      undo->delta = root->delta;
      undo->cut = root->cut;
      undo->withheld = root->withheld;
    }
  return xy_points_entry_next_id (store, &root->record.id, "undo", &undo->record.id, error)
         && xy_record_save (txn, undo, error);
}

XyPointsEntry *
xy_points_entry_new_opposite (XyTxn *txn, const XyPointsEntry *entry, const char *kind)
{
  XyPointsEntry *opposite = xy_record_new (&xy_points_entry_type);

  opposite->household = entry->household;
  opposite->person = entry->person;
  opposite->rule = entry->rule;
  opposite->rev_of = entry->record.id;
  opposite->origin = entry->origin;
  opposite->amount = -entry->amount;
  opposite->delta = -entry->delta;
  opposite->cut = -entry->cut;
  opposite->withheld = -entry->withheld;
  opposite->at = xy_txn_get_now (txn);
  xy_set_str (&opposite->account, entry->account);
  xy_set_str (&opposite->category, entry->category);
  xy_set_str (&opposite->item, entry->item);
  xy_set_str (&opposite->day, entry->day);
  xy_set_str (&opposite->kind, kind);
  xy_set_str (&opposite->recorder, xy_txn_get_actor (txn)->name);
  return opposite;
}

gboolean
xy_points_entry_next_id (XyStore *store, const XyId *of, const char *name, XyId *id, GError **error)
{
  gint64 taken;

  *id = *of;
  do
    {
      *id = xy_id_derive (id, name);
      taken = 0;
      if (!xy_db_number (xy_store_get_db (store), EXISTS_SQL, XY_BIND (XY_ID (id)), &taken, error))
        return FALSE;
    }
  while (taken);
  return TRUE;
}

const XySql *
xy_points_entry_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

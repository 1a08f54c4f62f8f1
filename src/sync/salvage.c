/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/salvage.h"

#include <glib/gi18n-lib.h>

#include "core/scope.h"
#include "core/vote.h"

/* What of a vote is its closing. */
#define CLOSING "ballots closed_on sentence rules passed"

/* What the county said once and says no longer; what was made here (?1: before the first number) is sent again. */
#define NOTE_SQL                                                                                                       \
  "INSERT INTO sync_lost (tbl, id) SELECT r.tbl, r.id FROM sync_row AS r WHERE substr (r.tbl, 1, 1) <> '_' "           \
  "AND NOT EXISTS (SELECT 1 FROM sync_staged AS s WHERE s.tbl = r.tbl AND s.id = r.id) "                               \
  "AND NOT EXISTS (SELECT 1 FROM op WHERE op.rec = r.id AND op.n > ?1 AND op.tbl = r.tbl AND op.line ->> 'k' = 'i')"
#define FOUND_SQL                                                                                                      \
  "DELETE FROM sync_lost WHERE EXISTS (SELECT 1 FROM sync_staged AS s WHERE s.tbl = sync_lost.tbl AND s.id = sync_lost.id)"
#define LOST_SQL                                                                                                       \
  "SELECT l.id FROM sync_lost AS l JOIN %s AS t ON t.id = l.id WHERE l.tbl = ?1 AND t.del = 0 ORDER BY l.id"

static gboolean
run (XyTxn *txn, const char *sql, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), sql, XY_BIND_NONE, error);
}

gboolean
xy_salvage_forget (XyTxn *txn, GError **error)
{
  return run (txn, "DELETE FROM sync_lost", error);
}

gboolean
xy_salvage_note (XyTxn *txn, const XyLocal *local, GError **error)
{
  gint64 cursor = 0;

  /* As it was before: from nothing on, what is kept aside is all that the county has. */
  if (!xy_db_number (xy_txn_get_db (txn), "SELECT cursor FROM sync", XY_BIND_NONE, &cursor, error))
    return FALSE;
  if (cursor > 0)
    return run (txn, FOUND_SQL, error);
  return xy_salvage_forget (txn, error)
         && xy_db_run (xy_txn_get_db (txn), NOTE_SQL, XY_BIND (XY_INT (local->first)), error);
}

/* The records of TYPE that are lost. */
static GArray *
list_lost (XyTxn *txn, const XyRecordType *type, GError **error)
{
  g_autofree char *sql = g_strdup_printf (LOST_SQL, type->table);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (XyId));
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_txn_get_db (txn), sql, XY_BIND (XY_TEXT (type->table)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (list, id);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

static gboolean
offer_type (XyTxn *txn, const XyRecordType *type, GError **error)
{
  g_autoptr (GArray) list = list_lost (txn, type, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (!xy_txn_salvage (txn, type, &g_array_index (list, XyId, i), type == &xy_vote_type ? CLOSING : "", error))
      return FALSE;
  return TRUE;
}

/* The votes that were closed, now that their voices are sent. */
static gboolean
close_votes (XyTxn *txn, GError **error)
{
  g_autoptr (GArray) list = list_lost (txn, &xy_vote_type, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const XyId *id = &g_array_index (list, XyId, i);
      g_autoptr (XyVote) vote = xy_vote_get (xy_txn_get_store (txn), id, error);
      if (vote == NULL || (vote->closed_on != NULL && !xy_txn_send (txn, &xy_vote_type, id, CLOSING, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
offer (XyTxn *txn, gpointer data, GError **error)
{
  xy_txn_set_final (txn);
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    if (!offer_type (txn, *type, error))
      return FALSE;
  if (!close_votes (txn, error))
    return FALSE;
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    if (!xy_db_run (xy_txn_get_db (txn), "DELETE FROM sync_lost WHERE tbl = ?1", XY_BIND (XY_TEXT ((*type)->table)),
                    error))
      return FALSE;
  return TRUE;
}

gboolean
xy_salvage_offer (XyStore *store, GError **error)
{
  const XyActor computer = { .name = _ ("This computer"), .permissions = ~0u };
  gint64 lost = 0;
  XyScope scope;

  if (!xy_db_number (xy_store_get_db (store), "SELECT EXISTS (SELECT 1 FROM sync_lost)", XY_BIND_NONE, &lost, error))
    return FALSE;
  if (!lost)
    return TRUE;
  if (!xy_scope_read (store, &scope, error))
    return FALSE;
  return scope != XY_SCOPE_VILLAGE
         || xy_store_act (store, &computer, _ ("Send the county again what it has lost"), offer, NULL, error);
}

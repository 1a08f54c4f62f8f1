/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/act.h"

#include <glib/gi18n-lib.h>

#include "core/op.h"
#include "core/scope.h"
#include "core/store.h"
#include "core/user.h"

struct _XyTxn
{
  XyStore *store;
  const XyActor *actor;
  gint64 number;
  gint64 now;
  char *title;
  XyActKind kind;
  gint64 undoes; /* number of the act that this one takes back; 0 */
  gboolean final;
  guint topics;
  XyScope scope;
};

#define ACT_COLUMNS "n, at, who, title, kind, undone_by IS NOT NULL, n_ops"
/* The last act done, if it stands and can be taken back. What an undo did is no act of its own to undo. */
#define UNDO_SQL                                                                                                       \
  "SELECT " ACT_COLUMNS                                                                                                \
  " FROM act WHERE kind = 0 AND undone_by IS NULL AND final = 0 AND purged = 0 ORDER BY n DESC LIMIT 1"
/* The last undo that stands, unless something was done after it. */
#define REDO_SQL                                                                                                       \
  "SELECT " ACT_COLUMNS " FROM act WHERE kind = 1 AND undone_by IS NULL AND purged = 0"                                \
  " AND n > (SELECT coalesce (max (n), 0) FROM act WHERE kind = 0) ORDER BY n DESC LIMIT 1"

static XyActInfo *
info_from_row (XyRows *rows)
{
  XyActInfo *info = g_new0 (XyActInfo, 1);

  info->number = xy_rows_int (rows, 0);
  info->at = xy_rows_int (rows, 1);
  info->who = g_strdup (xy_rows_text (rows, 2));
  info->title = g_strdup (xy_rows_text (rows, 3));
  info->kind = (XyActKind) xy_rows_int (rows, 4);
  info->undone = xy_rows_int (rows, 5) != 0;
  info->n_ops = xy_rows_int (rows, 6);
  return info;
}

static XyActInfo *
get_info (XyStore *store, const char *sql, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql, XY_BIND_NONE, error);

  return xy_rows_next (rows, error) ? info_from_row (rows) : NULL;
}

static gboolean
write_act (XyTxn *txn, gint64 n_ops, const guint8 sum[XY_HASH_SIZE], GError **error)
{
  XyDb *db = xy_txn_get_db (txn);

  if (!xy_db_run (db,
                  "INSERT INTO act (n, at, by, who, title, kind, undoes, n_ops, final, sum) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                  XY_BIND (XY_INT (txn->number), XY_INT (txn->now), XY_ID (&txn->actor->user),
                           XY_TEXT (txn->actor->name), XY_TEXT (txn->title), XY_INT (txn->kind), XY_INT (txn->undoes),
                           XY_INT (n_ops), XY_INT (txn->final), XY_BYTES (sum, XY_HASH_SIZE)),
                  error))
    return FALSE;
  if (txn->undoes == 0)
    return TRUE;

  /* A redo takes back an undo, and so lets the act under that stand again. */
  return xy_db_run (db, "UPDATE act SET undone_by = ?1 WHERE n = ?2",
                    XY_BIND (XY_INT (txn->number), XY_INT (txn->undoes)), error)
         && (txn->kind != XY_ACT_REDO
             || xy_db_run (db, "UPDATE act SET undone_by = NULL WHERE n = (SELECT undoes FROM act WHERE n = ?1)",
                           XY_BIND (XY_INT (txn->undoes)), error));
}

static gboolean
close_act (XyTxn *txn, GError **error)
{
  XyOpLog *log = xy_store_get_op_log (txn->store);
  gint64 n_ops = xy_op_log_count (log);
  guint8 sum[XY_HASH_SIZE];
  char by[XY_ID_TEXT_LENGTH + 1];

  if (n_ops == 0 && txn->undoes == 0)
    {
      xy_op_log_end (log, NULL, NULL);
      return TRUE;
    }
  xy_id_to_text (&txn->actor->user, by);
  g_autofree char *head = xy_op_act_head (txn->number, txn->now, by, txn->actor->name, txn->title, (int) txn->kind,
                                          txn->undoes, txn->final, n_ops);
  xy_op_log_end (log, head, sum);
  return xy_op_log_keep_clock (log, error) && write_act (txn, n_ops, sum, error);
}

static gboolean
run (XyTxn *txn, XyActFunc func, gpointer data, GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  XyOpLog *log = xy_store_get_op_log (txn->store);
  gint64 last = 0;

  xy_store_set_query_only (txn->store, FALSE);
  if (!xy_db_begin (db, error))
    {
      xy_store_set_query_only (txn->store, TRUE);
      return FALSE;
    }
  gboolean ok = xy_db_number (db, "SELECT max (n) FROM act", XY_BIND_NONE, &last, error);
  txn->number = last + 1;
  ok = ok && xy_op_log_begin (log, txn->number, txn->now, &txn->actor->user, error);
  if (ok)
    {
      xy_store_set_txn (txn->store, txn);
      ok = func (txn, data, error);
      xy_store_set_txn (txn->store, NULL);
      ok = ok && xy_scope_check_act (txn, txn->scope, txn->number, error) && close_act (txn, error);
      if (!ok)
        xy_op_log_end (log, NULL, NULL);
    }
  ok = ok && xy_db_commit (db, error);
  if (!ok)
    xy_db_rollback (db);
  xy_store_set_query_only (txn->store, TRUE);
  return ok;
}

static gboolean
run_act (XyStore *store,
         const XyActor *actor,
         const char *title,
         XyActKind kind,
         gint64 undoes,
         XyActFunc func,
         gpointer data,
         GError **error)
{
  XyActor allowed = *actor;
  XyTxn txn = { .store = store, .actor = &allowed, .kind = kind, .undoes = undoes };

  g_return_val_if_fail (xy_store_get_txn (store) == NULL, FALSE);
  if (xy_store_is_read_only (store))
    return xy_store_refuse_write (error);
  if (!xy_scope_read (store, &txn.scope, error))
    return FALSE;
  allowed.permissions &= xy_scope_permissions (txn.scope);
  txn.title = g_strdup (title);
  txn.now = xy_env_now (xy_store_get_env (store));
  gboolean ok = run (&txn, func, data, error);
  g_free (txn.title);
  if (ok && txn.topics != 0)
    g_signal_emit_by_name (store, "changed", txn.topics);
  return ok;
}

static gboolean
run_receive (XyTxn *txn, XyActFunc func, gpointer data, GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  XyOpLog *log = xy_store_get_op_log (txn->store);

  xy_store_set_query_only (txn->store, FALSE);
  gboolean ok = xy_db_begin (db, error);
  if (ok)
    {
      xy_op_log_set_receiving (log, TRUE);
      xy_store_set_txn (txn->store, txn);
      ok = func (txn, data, error);
      xy_store_set_txn (txn->store, NULL);
      xy_op_log_set_receiving (log, FALSE);
      ok = ok && xy_db_commit (db, error);
      if (!ok)
        xy_db_rollback (db);
    }
  xy_store_set_query_only (txn->store, TRUE);
  return ok;
}

static gboolean
changed_since (const XyRecord *record, const char *field_label, GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("This cannot be undone: the %s of this %s was changed since."),
               field_label, _ (xy_record_type (record)->noun));
  return FALSE;
}

/* Puts FIELD of RECORD back to BEFORE, if it still is AFTER. */
static gboolean
revert_field (XyRecord *record, const XyOpField *change, GError **error)
{
  if (g_str_equal (change->name, "del"))
    {
      if (record->deleted != (g_strcmp0 (change->after, "1") == 0))
        return changed_since (record, _ ("existence"), error);
      record->deleted = g_strcmp0 (change->before, "1") == 0;
      return TRUE;
    }
  if (change->field == NULL)
    return TRUE;

  g_autofree char *now = xy_record_get_text (record, change->field);
  if (g_strcmp0 (now, change->after) != 0)
    return changed_since (record, _ (change->field->label), error);
  xy_record_set_text (record, change->field, change->before);
  return TRUE;
}

static gboolean
stands_as_inserted (const XyRecord *record, XyOpInfo *op, GError **error)
{
  for (guint i = 0; i < op->fields->len; i++)
    {
      const XyOpField *change = op->fields->pdata[i];
      g_autofree char *now = change->field != NULL ? xy_record_get_text (record, change->field) : NULL;
      if (change->field != NULL && g_strcmp0 (now, change->after) != 0)
        return changed_since (record, _ (change->field->label), error);
    }
  return TRUE;
}

static gboolean
revert_op (XyTxn *txn, const XyRecordType *type, const XyId *id, XyOpInfo *op, GError **error)
{
  if (type->cancel != NULL)
    return type->cancel (txn, id, error);

  g_autoptr (XyRecord) stored = xy_record_get (txn->store, type, id, error);
  if (stored == NULL)
    return FALSE;
  if (op->kind == 'i')
    {
      if (!stands_as_inserted (stored, op, error))
        return FALSE;
      return xy_record_set_deleted (txn, stored, TRUE, error);
    }

  for (guint i = 0; i < op->fields->len; i++)
    if (!revert_field (stored, op->fields->pdata[i], error))
      return FALSE;
  if (type->derive != NULL)
    type->derive (stored);
  return xy_record_set_deleted (txn, stored, stored->deleted, error);
}

typedef struct
{
  gint64 n;
  const XyRecordType *type;
  XyId id;
} Touched;

static gboolean
revert (XyTxn *txn, gpointer data, GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Touched));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, "SELECT n, tbl, rec FROM op WHERE act = ?1 ORDER BY n DESC",
                                         XY_BIND (XY_INT (txn->undoes)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      Touched touched = { xy_rows_int (rows, 0), xy_record_type_by_table (xy_rows_text (rows, 1)),
                          xy_rows_id (rows, 2) };
      if (touched.type != NULL)
        g_array_append_val (list, touched);
    }
  for (guint i = 0; problem == NULL && i < list->len; i++)
    {
      Touched *touched = &g_array_index (list, Touched, i);
      XyOpInfo *op = xy_op_read (txn->store, touched->n, &problem);

      if (op != NULL)
        {
          revert_op (txn, touched->type, &touched->id, op, &problem);
          xy_op_info_free (op);
        }
    }
  return xy_error_pass (error, &problem);
}

void
xy_act_info_free (XyActInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->who);
  g_free (info->title);
  g_free (info);
}

gboolean
xy_store_act (XyStore *store, const XyActor *actor, const char *title, XyActFunc func, gpointer data, GError **error)
{
  return run_act (store, actor, title, XY_ACT_DO, 0, func, data, error);
}

gint64
xy_store_last_act_at (XyStore *store)
{
  gint64 at = 0;

  xy_db_number (xy_store_get_db (store), "SELECT at FROM act ORDER BY n DESC LIMIT 1", XY_BIND_NONE, &at, NULL);
  return at;
}

gboolean
xy_store_receive (XyStore *store, XyActFunc func, gpointer data, GError **error)
{
  static const XyActor nobody = { .name = "" };
  XyTxn txn = { .store = store, .actor = &nobody };

  g_return_val_if_fail (xy_store_get_txn (store) == NULL, FALSE);
  if (xy_store_is_read_only (store))
    return xy_store_refuse_write (error);
  txn.now = xy_env_now (xy_store_get_env (store));
  if (!run_receive (&txn, func, data, error))
    return FALSE;
  if (txn.topics != 0)
    g_signal_emit_by_name (store, "changed", txn.topics);
  return TRUE;
}

XyActInfo *
xy_store_get_undo (XyStore *store, GError **error)
{
  return get_info (store, UNDO_SQL, error);
}

XyActInfo *
xy_store_get_redo (XyStore *store, GError **error)
{
  return get_info (store, REDO_SQL, error);
}

gboolean
xy_store_undo (XyStore *store, const XyActor *actor, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyActInfo) act = xy_store_get_undo (store, &problem);

  if (act == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is nothing to undo."));
      return FALSE;
    }
  return run_act (store, actor, act->title, XY_ACT_UNDO, act->number, revert, NULL, error);
}

gboolean
xy_store_redo (XyStore *store, const XyActor *actor, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyActInfo) act = xy_store_get_redo (store, &problem);

  if (act == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is nothing to redo."));
      return FALSE;
    }
  return run_act (store, actor, act->title, XY_ACT_REDO, act->number, revert, NULL, error);
}

GPtrArray *
xy_store_list_acts (XyStore *store, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_act_info_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), "SELECT " ACT_COLUMNS " FROM act ORDER BY n DESC LIMIT ?1",
                   XY_BIND (XY_INT (limit)), &problem);

  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (list, info_from_row (rows));
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

XyStore *
xy_txn_get_store (XyTxn *txn)
{
  return txn->store;
}

XyDb *
xy_txn_get_db (XyTxn *txn)
{
  return xy_store_get_db (txn->store);
}

const XyEnv *
xy_txn_get_env (XyTxn *txn)
{
  return xy_store_get_env (txn->store);
}

const XyActor *
xy_txn_get_actor (XyTxn *txn)
{
  return txn->actor;
}

gint64
xy_txn_get_now (XyTxn *txn)
{
  return txn->now;
}

XyActKind
xy_txn_get_kind (XyTxn *txn)
{
  return txn->kind;
}

void
xy_txn_touch (XyTxn *txn, XyTopic topic)
{
  txn->topics |= topic;
}

void
xy_txn_set_title (XyTxn *txn, const char *title)
{
  g_free (txn->title);
  txn->title = g_strdup (title);
}

void
xy_txn_set_final (XyTxn *txn)
{
  txn->final = TRUE;
}

void
xy_txn_set_fix (XyTxn *txn, const XyId *id, const char *fix)
{
  xy_op_log_set_fix (xy_store_get_op_log (txn->store), id, fix);
}

gboolean
xy_txn_send (XyTxn *txn, const XyRecordType *type, const XyId *id, const char *names, GError **error)
{
  if (!xy_txn_require (txn, type->permission, error))
    return FALSE;
  xy_txn_touch (txn, type->topic);
  return xy_op_log_send (xy_store_get_op_log (txn->store), type, id, names, error);
}

gboolean
xy_txn_salvage (XyTxn *txn, const XyRecordType *type, const XyId *id, const char *without, GError **error)
{
  return xy_op_log_salvage (xy_store_get_op_log (txn->store), type, id, without, error);
}

gboolean
xy_txn_has_fix (XyTxn *txn)
{
  return xy_op_log_has_fix (xy_store_get_op_log (txn->store));
}

gboolean
xy_txn_require (XyTxn *txn, guint permission, GError **error)
{
  return xy_actor_require (txn->actor, permission, error);
}

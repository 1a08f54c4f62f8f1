/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-close.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/points-account.h"
#include "core/points-entry.h"
#include "core/store.h"

#define OF_ACCOUNT_SQL "WHERE t.del = 0 AND t.account IS ?1"
#define LIST_SQL "WHERE t.del = 0 ORDER BY t.at DESC, t.day DESC, t.id DESC"
/* What a close wrote: its own entries, and the base of the next year, which the same act gave. */
#define ENTRIES_SQL                                                                                                    \
  "SELECT id FROM points_entry WHERE origin = ?1 AND kind = 'close' AND cancelled = 0 "                                \
  "UNION ALL SELECT id FROM points_entry WHERE cancelled = 0 AND day > ?2 AND kind = 'base' AND at = ?3 "              \
  "AND account IS ?4"

static const XySql statements[] = {
  { &xy_points_close_type, OF_ACCOUNT_SQL, NULL },
  { &xy_points_close_type, LIST_SQL, NULL },
  { NULL, ENTRIES_SQL, NULL },
};

static gboolean guard_close (XyTxn *txn, const XyRecord *record, GError **error);

const XyWord xy_points_close_modes[] = {
  { "carry", N_ ("carried on") },
  { "share", N_ ("carried on in part") },
  { "clear", N_ ("cleared") },
  { "expire", N_ ("expire by age") },
  { NULL, NULL },
};

static const XyField fields[] = {
  { "period", N_ ("Period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, period),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, account), XY_FIELD_IMMUTABLE,
    xy_points_accounts },
  { "mode", N_ ("What becomes of the points"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, mode),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE, xy_points_close_modes },
  { "share", N_ ("Share carried on"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsClose, share), XY_FIELD_IMMUTABLE },
  { "months", N_ ("Months until expiry"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsClose, months), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsClose, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "n", N_ ("Entries"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsClose, n), XY_FIELD_IMMUTABLE },
  { "delta", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsClose, delta), XY_FIELD_IMMUTABLE },
  { "spend", N_ ("Can be spent"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsClose, spend), XY_FIELD_IMMUTABLE },
  { "decision", N_ ("Decision"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, decision), 0 },
  { "confirmed_on", N_ ("Confirmed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsClose, confirmed_on), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPointsClose, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_points_close_type = {
  .table = "points_close",
  .noun = N_ ("close"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_close_get_type,
  .guard = guard_close,
};

XY_DEFINE_RECORD (XyPointsClose, xy_points_close)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, sentence);
  return FALSE;
}

static gboolean
guard_close (XyTxn *txn, const XyRecord *record, GError **error)
{
  return !record->deleted || ((const XyPointsClose *) record)->confirmed_on == NULL
         || refuse (error, _ ("This close was confirmed; it stays."));
}

static XyPointsClose *
get_open (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyPointsClose) close = xy_record_get (store, &xy_points_close_type, id, error);

  if (close == NULL)
    return NULL;
  if (close->record.deleted)
    refuse (error, _ ("This close was taken back already."));
  else if (close->confirmed_on != NULL)
    refuse (error, _ ("This close was confirmed; it stays."));
  else
    return g_steal_pointer (&close);
  return NULL;
}

XyPointsClose *
xy_points_close_last (XyStore *store, const char *account, char last[], GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (store, &xy_points_close_type, OF_ACCOUNT_SQL, XY_BIND (XY_TEXT (account)), error);
  const XyPointsClose *found = NULL;

  last[0] = '\0';
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyPointsClose *close = list->pdata[i];
      char from[XY_DAY_SIZE], to[XY_DAY_SIZE];

      /* Of a quarter and its year, which end together, the year came after. */
      xy_period_parse (close->period, NULL, from, to);
      int order = strcmp (to, last);
      if (order < 0 || (order == 0 && found != NULL && strlen (close->period) > strlen (found->period)))
        continue;
      g_strlcpy (last, to, XY_DAY_SIZE);
      found = close;
    }
  return found != NULL ? g_object_ref ((gpointer) found) : NULL;
}

gboolean
xy_points_close_check (XyStore *store, const char *account, const char *day, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char last[XY_DAY_SIZE];
  g_autoptr (XyPointsClose) close = xy_points_close_last (store, account, last, &problem);

  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (strcmp (day, last) > 0)
    return TRUE;

  g_autofree char *words = xy_period_to_chinese (close->period);
  xy_set_invalid (error, "day", _ ("%s was closed; nothing is recorded in it or before it any more."), words);
  return FALSE;
}

gboolean
xy_points_close_confirm_act (XyTxn *txn, gpointer id, GError **error)
{
  g_autoptr (XyPointsClose) close = get_open (xy_txn_get_store (txn), id, error);

  if (close == NULL)
    return FALSE;
  g_free (close->confirmed_on);
  close->confirmed_on = xy_env_today (xy_txn_get_env (txn));
  g_autofree char *period = xy_period_to_chinese (close->period);
  g_autofree char *title = g_strdup_printf (_ ("Confirm the close of %s"), period);
  xy_txn_set_title (txn, title);
  xy_txn_set_final (txn);
  return xy_record_save (txn, close, error);
}

gboolean
xy_points_close_take_back_act (XyTxn *txn, gpointer id, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyPointsClose) close = get_open (store, id, error);
  g_autoptr (GError) problem = NULL;
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];

  if (close == NULL)
    return FALSE;
  g_autoptr (XyPointsClose) last = xy_points_close_last (store, close->account, to, error);
  if (last == NULL)
    return FALSE;
  if (!xy_id_same (&last->record.id, &close->record.id))
    return refuse (error, _ ("Another period was closed after this one; please take that back first."));

  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  xy_period_parse (close->period, NULL, from, to);
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (store), ENTRIES_SQL,
      XY_BIND (XY_ID (&close->record.id), XY_TEXT (to), XY_INT (close->at), XY_TEXT (close->account)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyId entry = xy_rows_id (rows, 0);
      g_array_append_val (ids, entry);
    }
  for (guint i = 0; problem == NULL && i < ids->len; i++)
    xy_points_entry_type.cancel (txn, &g_array_index (ids, XyId, i), &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_autofree char *period = xy_period_to_chinese (close->period);
  g_autofree char *title = g_strdup_printf (_ ("Take back the close of %s"), period);
  xy_txn_set_title (txn, title);
  return xy_record_set_deleted (txn, close, TRUE, error);
}

GPtrArray *
xy_points_close_list (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_points_close_type, LIST_SQL, XY_BIND_NONE, error);
}

const XySql *
xy_points_close_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

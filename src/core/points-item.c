/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-item.h"

#include <glib/gi18n-lib.h>

#include "core/points-account.h"
#include "core/record-check.h"
#include "core/store.h"
#include "core/user.h"

enum
{
  NEXT_NUMBER,
  N_STEPS,
  N_SAME,
  N_LATER,
  N_OBJECTIONS,
  PENDING,
};

#define RANK(k)                                                                                                        \
  "CASE " k " WHEN 'check' THEN 1 WHEN 'review' THEN 2 WHEN 'approve' THEN 3 WHEN 'list' THEN 4 WHEN 'post' THEN 5 "   \
  "WHEN 'book' THEN 6 WHEN 'reject' THEN 7 ELSE 8 END"

static const XySql statements[] = {
  /* A list that was taken back keeps its number, for it may be on a paper. */
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM points_sitting WHERE kind = ?1 "
                          "AND day BETWEEN substr (?2, 1, 4) || '-01-01' AND substr (?2, 1, 4) || '-12-31' "
                          "AND (del = 0 OR kind = 'post')" },
  [N_STEPS] = { NULL, "SELECT count (*) FROM points_step WHERE item = ?1 AND del = 0" },
  [N_SAME] = { NULL, "SELECT count (*) FROM points_step WHERE item = ?1 AND kind = ?2 AND del = 0" },
  [N_LATER] = { NULL,
                "SELECT count (*) FROM points_step WHERE item = ?1 AND del = 0 AND " RANK ("kind") " > " RANK ("?2") },
  [N_OBJECTIONS] = { NULL, "SELECT count (*) FROM objection WHERE item = ?1 AND del = 0" },
  [PENDING] = { NULL, "SELECT count (*), sum (delta) FROM points_item WHERE household = ?1 AND stage < 6 AND del = 0"
                      " AND account IS NULL" },
};

static gboolean check_item (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_item (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean check_step (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_step (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean check_sitting (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_sitting (XyTxn *txn, const XyRecord *record, GError **error);

static const XyWord step_kinds[] = {
  { "check", N_ ("checked by the group") },
  { "review", N_ ("reviewed") },
  { "approve", N_ ("approved") },
  { "list", N_ ("put on the list") },
  { "post", N_ ("posted") },
  { "book", N_ ("booked") },
  { "reject", N_ ("rejected") },
  { "withdraw", N_ ("withdrawn") },
  { NULL, NULL },
};

static const XyWord sitting_kinds[] = {
  { "check", N_ ("check by the group") },
  { "review", N_ ("review") },
  { "approve", N_ ("approval") },
  { "post", N_ ("list for the board") },
  { NULL, NULL },
};

static const XyField item_fields[] = {
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsItem, household),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsItem, person), XY_FIELD_IMMUTABLE },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, account), XY_FIELD_IMMUTABLE,
    xy_points_accounts },
  { "rule", N_ ("Rule"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsItem, rule), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "category", N_ ("Category"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, category),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "item", N_ ("Item"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, item), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsItem, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "amount", N_ ("Amount"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsItem, amount), XY_FIELD_IMMUTABLE },
  { "delta", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsItem, delta), XY_FIELD_IMMUTABLE },
  { "cut", N_ ("Cut by cap"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsItem, cut), XY_FIELD_IMMUTABLE },
  { "why", N_ ("Why"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, why), XY_FIELD_IMMUTABLE },
  { "withheld", N_ ("Cannot be spent"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsItem, withheld), XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, note), XY_FIELD_IMMUTABLE },
  { "witness", N_ ("Witness"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, witness), XY_FIELD_IMMUTABLE },
  { "photo", N_ ("Photo"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, photo),
    XY_FIELD_IMMUTABLE | XY_FIELD_ATTACHMENT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsItem, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "typist", N_ ("User"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsItem, typist), XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPointsItem, at), XY_FIELD_IMMUTABLE },
  { "stage", N_ ("Stage"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsItem, stage), XY_FIELD_DERIVED },
  { "frozen", N_ ("Frozen"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyPointsItem, frozen), XY_FIELD_DERIVED },
};

const XyRecordType xy_points_item_type = {
  .table = "points_item",
  .noun = N_ ("registered points"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_RECORD_POINTS,
  .fields = item_fields,
  .n_fields = G_N_ELEMENTS (item_fields),
  .get_gtype = xy_points_item_get_type,
  .check = check_item,
  .guard = guard_item,
};

XY_DEFINE_RECORD (XyPointsItem, xy_points_item)

static const XyField step_fields[] = {
  { "item", N_ ("Item"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsStep, item), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsStep, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    step_kinds },
  { "sitting", N_ ("Sitting"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsStep, sitting), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsStep, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "recused", N_ ("Stepped aside"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsStep, recused), XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsStep, note), XY_FIELD_IMMUTABLE },
  { "by", N_ ("By"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsStep, by), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "user", N_ ("User"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsStep, user), XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPointsStep, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_points_step_type = {
  .table = "points_step",
  .noun = N_ ("step"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = 0,
  .fields = step_fields,
  .n_fields = G_N_ELEMENTS (step_fields),
  .get_gtype = xy_points_step_get_type,
  .check = check_step,
  .guard = guard_step,
};

XY_DEFINE_RECORD (XyPointsStep, xy_points_step)

static const XyField sitting_fields[] = {
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    sitting_kinds },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsSitting, number), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsSitting, day), XY_FIELD_REQUIRED },
  { "place", N_ ("Where they sat"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, place), 0 },
  { "members", N_ ("Members"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, members), XY_FIELD_TABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, note), XY_FIELD_LONG_TEXT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsSitting, recorder), XY_FIELD_REQUIRED },
  { "notice", N_ ("Notice"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPointsSitting, notice), 0 },
};

const XyRecordType xy_points_sitting_type = {
  .table = "points_sitting",
  .noun = N_ ("sitting"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = 0,
  .fields = sitting_fields,
  .n_fields = G_N_ELEMENTS (sitting_fields),
  .get_gtype = xy_points_sitting_get_type,
  .check = check_sitting,
  .guard = guard_sitting,
};

XY_DEFINE_RECORD (XyPointsSitting, xy_points_sitting)

/* Any of PERMISSIONS will do. */
static gboolean
require_any (XyTxn *txn, guint permissions, GError **error)
{
  const XyActor *actor = xy_txn_get_actor (txn);

  return (actor->permissions & permissions) != 0 || xy_actor_require (actor, permissions, error);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, sentence);
  return FALSE;
}

static gboolean
count (XyTxn *txn, guint statement, const XyId *item, const char *kind, gint64 *n, GError **error)
{
  *n = 0;
  return kind == NULL ? xy_db_number (xy_txn_get_db (txn), statements[statement].text, XY_BIND (XY_ID (item)), n, error)
                      : xy_db_number (xy_txn_get_db (txn), statements[statement].text,
                                      XY_BIND (XY_ID (item), XY_TEXT (kind)), n, error);
}

static gboolean
check_item (XyTxn *txn, XyRecord *record, GError **error)
{
  if (record->stored)
    return refuse (error, _ ("What was registered never changes. Withdraw it and register it anew."));
  return xy_record_tidy (record, error);
}

/* Nothing disappears that somebody has judged or objected to. */
static gboolean
guard_item (XyTxn *txn, const XyRecord *record, GError **error)
{
  gint64 n_steps, n_objections;

  if (!record->deleted)
    return TRUE;
  if (!count (txn, N_STEPS, &record->id, NULL, &n_steps, error)
      || !count (txn, N_OBJECTIONS, &record->id, NULL, &n_objections, error))
    return FALSE;
  return n_steps + n_objections == 0
         || refuse (error, _ ("This cannot be undone: it was judged or objected to since. Withdraw it instead."));
}

/* The minutes of a review are typed by whoever may type points; it is the members who judge. */
static guint
sitting_permissions (const char *kind)
{
  if (g_str_equal (kind, "review"))
    return XY_MAY_REVIEW_POINTS | XY_MAY_RECORD_POINTS;
  if (g_str_equal (kind, "post"))
    return XY_MAY_REVIEW_POINTS | XY_MAY_RECORD_POINTS | XY_MAY_POST;
  return XY_MAY_REVIEW_POINTS;
}

static gboolean
step_permissions (XyTxn *txn, const XyPointsStep *step, guint *permissions, GError **error)
{
  if (g_str_equal (step->kind, "list") || g_str_equal (step->kind, "book"))
    *permissions = XY_MAY_REVIEW_POINTS | XY_MAY_RECORD_POINTS;
  else if (g_str_equal (step->kind, "post"))
    *permissions = XY_MAY_POST;
  else if (g_str_equal (step->kind, "withdraw"))
    *permissions = XY_MAY_RECORD_POINTS;
  else if (xy_id_is_none (&step->sitting)) /* an objection was upheld */
    *permissions = XY_MAY_HEAR_OBJECTIONS;
  else
    {
      g_autoptr (XyPointsSitting) sitting =
          xy_record_get (xy_txn_get_store (txn), &xy_points_sitting_type, &step->sitting, error);
      if (sitting == NULL)
        return FALSE;
      *permissions = sitting_permissions (sitting->kind);
    }
  return TRUE;
}

static gboolean
check_step (XyTxn *txn, XyRecord *record, GError **error)
{
  if (record->stored)
    return refuse (error, _ ("What was judged never changes. Undo it, or judge it anew."));
  return xy_record_tidy (record, error);
}

/* Whether STEP is what one person alone decided, who then is not who typed the item: a check or an approval, or the
 * rejection in one. */
static gboolean
is_decision (XyTxn *txn, const XyPointsStep *step, gboolean *decision, GError **error)
{
  const char *kind = step->kind;
  g_autoptr (XyPointsSitting) sitting = NULL;

  if (g_str_equal (kind, "reject") && !xy_id_is_none (&step->sitting))
    {
      sitting = xy_record_get (xy_txn_get_store (txn), &xy_points_sitting_type, &step->sitting, error);
      if (sitting == NULL)
        return FALSE;
      kind = sitting->kind;
    }
  *decision = g_str_equal (kind, "check") || g_str_equal (kind, "approve");
  return TRUE;
}

static gboolean
guard_standing_step (XyTxn *txn, const XyPointsStep *step, GError **error)
{
  g_autoptr (XyPointsItem) item = xy_record_get (xy_txn_get_store (txn), &xy_points_item_type, &step->item, error);
  gboolean decision;
  gint64 n_same;

  if (item == NULL || !count (txn, N_SAME, &step->item, step->kind, &n_same, error)
      || !is_decision (txn, step, &decision, error))
    return FALSE;
  if (item->record.deleted || n_same > 1)
    return refuse (error, _ ("This was done by somebody else in the meantime."));
  /* By whatever way, undo and redo too, nobody checks what he typed himself. */
  if (decision
      && (xy_id_same (&xy_txn_get_actor (txn)->user, &item->typist) || xy_id_same (&step->user, &item->typist)))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_DENIED,
                   _ ("You registered “%s” yourself. Somebody else has to look at it."), item->item);
      return FALSE;
    }
  return !(g_str_equal (step->kind, "book") && item->frozen)
         || refuse (error, _ ("Somebody objected to it. It waits until the objection is answered."));
}

/* A step only ever leads on, and is taken back only while it is the last. */
static gboolean
guard_step (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyPointsStep *step = (const XyPointsStep *) record;
  guint permissions;
  gint64 n_later;

  if (!step_permissions (txn, step, &permissions, error) || !require_any (txn, permissions, error)
      || !count (txn, N_LATER, &step->item, step->kind, &n_later, error))
    return FALSE;
  if (n_later > 0)
    return refuse (error, _ ("This cannot be done now: it has gone on a step since."));
  return record->deleted || guard_standing_step (txn, step, error);
}

static gboolean
check_sitting (XyTxn *txn, XyRecord *record, GError **error)
{
  XyPointsSitting *sitting = (XyPointsSitting *) record;

  return xy_record_tidy (record, error)
         && (sitting->number > 0
             || xy_db_number (xy_txn_get_db (txn), statements[NEXT_NUMBER].text,
                              XY_BIND (XY_TEXT (sitting->kind), XY_TEXT (sitting->day)), &sitting->number, error));
}

static gboolean
guard_sitting (XyTxn *txn, const XyRecord *record, GError **error)
{
  return require_any (txn, sitting_permissions (((const XyPointsSitting *) record)->kind), error);
}

XyId
xy_points_item_entry_id (const XyId *item)
{
  return xy_id_derive (item, "book");
}

gboolean
xy_points_item_pending (XyStore *store, const XyId *household, guint *n, gint64 *sum, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[PENDING].text, XY_BIND (XY_ID (household)), &problem);

  *n = 0;
  *sum = 0;
  if (xy_rows_next (rows, &problem))
    {
      *n = (guint) xy_rows_int (rows, 0);
      *sum = xy_rows_int (rows, 1);
    }
  return xy_error_pass (error, &problem);
}

const XySql *
xy_points_item_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-flow.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/household.h"
#include "core/id-array.h"
#include "core/points-flow-private.h"
#include "core/setting.h"
#include "core/store.h"

enum
{
  STEPS_OF,
  SITTINGS,
  VERIFY,
};

static const XySql statements[] = {
  [STEPS_OF] = { &xy_points_step_type, "WHERE t.item = ?1 AND t.del = 0 ORDER BY t.at, t.id" },
  [SITTINGS] = { &xy_points_sitting_type,
                 "WHERE t.del = 0 AND (?1 IS NULL OR t.kind = ?1) AND t.day BETWEEN ?2 || '-01-01' AND ?3 || '-12-31' "
                 "ORDER BY t.day DESC, t.number DESC, t.id DESC",
                 "all sittings, some dozens a year" },
  [VERIFY] = { NULL,
               "WITH s AS (SELECT item, max (CASE kind WHEN 'check' THEN 1 WHEN 'review' THEN 2 WHEN 'approve' THEN 3 "
               "WHEN 'list' THEN 4 WHEN 'post' THEN 5 WHEN 'book' THEN 6 WHEN 'reject' THEN 7 ELSE 8 END) AS stage "
               "FROM points_step WHERE del = 0 GROUP BY item), "
               "o AS (SELECT DISTINCT item FROM objection WHERE item IS NOT NULL AND del = 0 AND answered_on IS NULL) "
               "SELECT i.id FROM points_item AS i LEFT JOIN s ON s.item = i.id LEFT JOIN o ON o.item = i.id "
               "LEFT JOIN points_entry AS e ON e.origin = i.id AND e.kind = 'entry' "
               "WHERE i.stage <> coalesce (s.stage, 0) OR i.frozen <> (o.item IS NOT NULL) "
               "OR (i.stage = 6) <> coalesce (1 - e.cancelled, 0) ORDER BY i.id",
               "verifying reads all items" },
};

static const struct
{
  const char *name;
  const char *label;
  const char *setting;
  XyPointsStage stage; /* where it leads */
} steps[XY_POINTS_N_STEPS] = {
  [XY_POINTS_STEP_CHECK] = { "check", N_ ("check by the group"), XY_SETTING_POINTS_CHECK, XY_POINTS_CHECKED },
  [XY_POINTS_STEP_REVIEW] = { "review", N_ ("review"), XY_SETTING_POINTS_REVIEW, XY_POINTS_REVIEWED },
  [XY_POINTS_STEP_APPROVE] = { "approve", N_ ("approval"), XY_SETTING_POINTS_APPROVE, XY_POINTS_APPROVED },
  [XY_POINTS_STEP_POST] = { "post", N_ ("posting on the board"), XY_SETTING_POINTS_POST, XY_POINTS_POSTED },
};

static const XyWord step_words[] = {
  { "check", N_ ("passed the group's check") },
  { "review", N_ ("passed the review") },
  { "approve", N_ ("approved") },
  { "list", N_ ("put on the list for the board") },
  { "post", N_ ("posted on the board") },
  { "book", N_ ("booked") },
  { "reject", N_ ("rejected") },
  { "withdraw", N_ ("withdrawn") },
  { NULL, NULL },
};

const char *
xy_points_step_name (XyPointsStepKind kind)
{
  return kind < XY_POINTS_N_STEPS ? steps[kind].name : NULL;
}

const char *
xy_points_step_label (XyPointsStepKind kind)
{
  return kind < XY_POINTS_N_STEPS ? _ (steps[kind].label) : "";
}

XyPointsStepKind
xy_points_step_from_name (const char *name)
{
  for (guint i = 0; i < XY_POINTS_N_STEPS; i++)
    if (g_strcmp0 (steps[i].name, name) == 0)
      return (XyPointsStepKind) i;
  return XY_POINTS_N_STEPS;
}

const char *
xy_points_step_word (const char *kind)
{
  const char *word = xy_word_label (step_words, kind);

  return word != NULL ? word : "";
}

guint
xy_points_flow_steps (XyStore *store)
{
  guint on = 0;

  for (guint i = 0; i < XY_POINTS_N_STEPS; i++)
    {
      g_autofree char *value = xy_setting_get (store, steps[i].setting);
      if (g_strcmp0 (value, "1") == 0)
        on |= 1U << i;
    }
  return on;
}

gboolean
xy_points_flow_is_on (XyStore *store)
{
  return xy_points_flow_steps (store) != 0;
}

XyPointsStepKind
xy_points_flow_next (guint on, XyPointsStage stage)
{
  for (guint i = 0; i < XY_POINTS_N_STEPS; i++)
    if ((on & (1U << i)) != 0 && stage < steps[i].stage)
      return (XyPointsStepKind) i;
  return XY_POINTS_N_STEPS;
}

const char *
xy_points_stage_word (guint on, const XyPointsItem *item)
{
  if (item->stage == XY_POINTS_BOOKED)
    return _ ("booked");
  if (item->stage == XY_POINTS_REJECTED)
    return _ ("rejected");
  if (item->stage == XY_POINTS_WITHDRAWN)
    return _ ("withdrawn");
  if (item->frozen)
    return xy_points_waiting_word (XY_POINTS_WAIT_ANSWER);
  if (item->stage == XY_POINTS_POSTED)
    return xy_points_waiting_word (XY_POINTS_WAIT_DAYS);
  switch (xy_points_flow_next (on, (XyPointsStage) item->stage))
    {
    case XY_POINTS_STEP_CHECK:
      return xy_points_waiting_word (XY_POINTS_WAIT_CHECK);
    case XY_POINTS_STEP_REVIEW:
      return xy_points_waiting_word (XY_POINTS_WAIT_REVIEW);
    case XY_POINTS_STEP_APPROVE:
      return xy_points_waiting_word (XY_POINTS_WAIT_APPROVE);
    case XY_POINTS_STEP_POST:
      return xy_points_waiting_word (item->stage == XY_POINTS_LISTED ? XY_POINTS_WAIT_POST : XY_POINTS_WAIT_LIST);
    case XY_POINTS_N_STEPS:
    default:
      return xy_points_waiting_word (XY_POINTS_WAIT_BOOK);
    }
}

char *
xy_points_item_describe (XyStore *store, const XyPointsItem *item)
{
  g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, &item->household, NULL);
  g_autofree char *who = household != NULL ? xy_household_describe (household) : g_strdup ("");

  /* Translators: a household, what it is to get points for */
  return g_strdup_printf (_ ("%s: %s"), who, item->item);
}

XyPointsItem *
xy_points_item_get_open (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyPointsItem) item = xy_record_get (store, &xy_points_item_type, id, error);

  if (item == NULL)
    return NULL;
  if (!item->record.deleted && item->stage < XY_POINTS_BOOKED)
    return g_steal_pointer (&item);

  g_autofree char *what = xy_points_item_describe (store, item);
  if (item->record.deleted)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” was undone; it is no longer registered."), what);
  else if (item->stage == XY_POINTS_BOOKED)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 _ ("“%s” is booked already. What is booked is corrected by a further entry."), what);
  else if (item->stage == XY_POINTS_REJECTED)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” was rejected already."), what);
  else
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” was withdrawn already."), what);
  return NULL;
}

gboolean
xy_points_item_not_frozen (XyStore *store, const XyPointsItem *item, GError **error)
{
  if (!item->frozen)
    return TRUE;

  g_autofree char *what = xy_points_item_describe (store, item);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("Somebody objected to “%s”. It waits until the objection is answered."), what);
  return FALSE;
}

gboolean
xy_points_flow_day (XyTxn *txn, const char *typed, char day[], GError **error)
{
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));

  if (xy_day_parse (typed != NULL ? typed : today, day) != XY_DAY_FULL)
    {
      xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), typed);
      return FALSE;
    }
  if (strcmp (day, today) <= 0)
    return TRUE;
  xy_set_invalid (error, "day", _ ("%s is still to come. Please enter what was done, when it is done."), day);
  return FALSE;
}

gboolean
xy_points_step_add (XyTxn *txn,
                    const XyId *item,
                    const char *kind,
                    const XyId *sitting,
                    const char *day,
                    const char *recused,
                    const char *note,
                    GError **error)
{
  g_autoptr (XyPointsStep) step = xy_record_new (&xy_points_step_type);
  const XyActor *actor = xy_txn_get_actor (txn);

  step->item = *item;
  if (sitting != NULL)
    step->sitting = *sitting;
  step->user = actor->user;
  step->at = xy_txn_get_now (txn);
  xy_set_str (&step->kind, kind);
  xy_set_str (&step->day, day);
  xy_set_str (&step->recused, recused);
  xy_set_str (&step->note, note);
  xy_set_str (&step->by, actor->name);
  return xy_record_save (txn, step, error);
}

GPtrArray *
xy_points_steps_of (XyStore *store, const XyId *item, GError **error)
{
  return xy_record_list (store, &xy_points_step_type, statements[STEPS_OF].text, XY_BIND (XY_ID (item)), error);
}

GPtrArray *
xy_points_sitting_list (XyStore *store, const char *kind, const char *year, GError **error)
{
  return xy_record_list (
      store, &xy_points_sitting_type, statements[SITTINGS].text,
      XY_BIND (XY_TEXT (kind), XY_TEXT (year != NULL ? year : "0001"), XY_TEXT (year != NULL ? year : "9999")), error);
}

char *
xy_points_sitting_describe (const XyPointsSitting *sitting)
{
  int number = (int) sitting->number;

  switch (xy_points_step_from_name (sitting->kind))
    {
    case XY_POINTS_STEP_CHECK:
      /* Translators: number in the year, year */
      return g_strdup_printf (_ ("Check no. %d of %.4s"), number, sitting->day);
    case XY_POINTS_STEP_REVIEW:
      /* Translators: number in the year, year */
      return g_strdup_printf (_ ("Review no. %d of %.4s"), number, sitting->day);
    case XY_POINTS_STEP_APPROVE:
      /* Translators: number in the year, year */
      return g_strdup_printf (_ ("Approval no. %d of %.4s"), number, sitting->day);
    case XY_POINTS_STEP_POST:
      /* Translators: number in the year, year */
      return g_strdup_printf (_ ("Points list no. %d of %.4s"), number, sitting->day);
    case XY_POINTS_N_STEPS:
    default:
      return g_strdup ("");
    }
}

GArray *
xy_points_flow_verify (XyStore *store, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[VERIFY].text, XY_BIND_NONE, error);

  return xy_id_array_read (rows, FALSE, error);
}

const XySql *
xy_points_flow_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

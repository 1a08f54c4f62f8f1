/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/event.h"
#include "core/household.h"
#include "core/person.h"
#include "core/relation.h"
#include "core/unit.h"
#include "tabular/roster-match.h"

#define STEP 256

/* Persons are saved in turns, so that a household never has two heads on the way. */
typedef enum
{
  TURN_RESIGNS, /* was head and is no longer */
  TURN_OTHERS,
  TURN_BECOMES, /* is head from now on */
  N_TURNS,
} Turn;

typedef struct
{
  const XyRosterPlan *plan;
  const XyRosterMatch *match;
  const XyRosterRead *read;
  const char *file_name;
  GHashTable *units;   /* group as shown → XyId */
  XyId *household_ids; /* by household of the file */
  XyId *head_ids;      /* ids made beforehand for heads who are added, by household of the file */
  guint done, total;
  GCancellable *cancellable;
  XyRosterProgress progress;
  gpointer data;
} Applier;

static gboolean
step (Applier *applier, GError **error)
{
  if (applier->done++ % STEP != 0)
    return TRUE;
  if (g_cancellable_is_cancelled (applier->cancellable))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped; nothing was changed."));
      return FALSE;
    }
  if (applier->progress != NULL)
    applier->progress (applier->done, applier->total, applier->data);
  return TRUE;
}

static const char *
kind_of_group (const char *group)
{
  static const char *const kinds[] = { "屋场", "院落", "网格" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_suffix (group, kinds[i]))
      return kinds[i];
  return XY_UNIT_GROUP;
}

static gboolean
find_unit (Applier *applier, XyTxn *txn, const char *group, XyId *id, GError **error)
{
  *id = XY_ID_NONE;
  if (group == NULL)
    return TRUE;
  const XyId *known = g_hash_table_lookup (applier->units, group);
  if (known != NULL)
    {
      *id = *known;
      return TRUE;
    }
  if (!xy_unit_find (xy_txn_get_store (txn), group, NULL, id, error))
    return FALSE;
  if (xy_id_is_none (id) && !xy_unit_find_or_make (txn, group, kind_of_group (group), NULL, id, error))
    return FALSE;
  g_hash_table_insert (applier->units, g_strdup (group), xy_id_copy (id));
  return TRUE;
}

static gboolean
add_household (Applier *applier, XyTxn *txn, const XyRosterItem *item, GError **error)
{
  const XyRosterHousehold *from = xy_roster_read_household (applier->read, item->index);
  guint head = applier->match->person_of[from->head];
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);

  if (!find_unit (applier, txn, from->group, &household->unit, error))
    return FALSE;
  /* Known before he is saved, the head costs no second saving of the household. */
  applier->head_ids[item->index] =
      head != XY_ROSTER_NOBODY ? xy_stored_person (applier->match, head)->id : xy_id_new (xy_txn_get_env (txn));
  household->head = applier->head_ids[item->index];
  xy_set_str (&household->head_name, item->name);
  xy_set_str (&household->number, item->number);
  xy_set_str (&household->address, from->address);
  xy_set_str (&household->phone, from->phone);
  xy_set_str (&household->bank, from->bank);
  xy_set_str (&household->category, from->category);
  xy_set_str (&household->note, from->note);
  if (!xy_record_save (txn, household, error))
    return FALSE;
  applier->household_ids[item->index] = household->record.id;
  return TRUE;
}

static gboolean
set_changes (Applier *applier, gpointer record, const XyRosterItem *item)
{
  gboolean all = TRUE;

  for (guint i = 0; i < item->n_changes; i++)
    {
      const XyRosterChange *change = xy_roster_plan_change (applier->plan, item, i);
      if (change->field->type != XY_FIELD_ID)
        all &= xy_record_set_text (record, change->field, change->after);
    }
  return all;
}

static gboolean
change_household (Applier *applier, XyTxn *txn, const XyRosterItem *item, GError **error)
{
  const XyRosterHousehold *from = xy_roster_read_household (applier->read, item->index);
  g_autoptr (XyHousehold) household = xy_record_get (xy_txn_get_store (txn), &xy_household_type, &item->id, error);

  if (household == NULL)
    return FALSE;
  for (guint i = 0; i < item->n_changes; i++)
    if (g_str_equal (xy_roster_plan_change (applier->plan, item, i)->field->name, "unit")
        && !find_unit (applier, txn, from->group, &household->unit, error))
      return FALSE;
  set_changes (applier, household, item);
  return xy_record_save (txn, household, error);
}

/* Households without a number come last: the ones that the program gives must not be those of the file. */
static gboolean
save_households (Applier *applier, XyTxn *txn, GError **error)
{
  for (guint numbered = 2; numbered > 0; numbered--)
    for (guint i = 0; i < applier->plan->households->len; i++)
      {
        const XyRosterItem *item = xy_roster_plan_household (applier->plan, i);
        gboolean ok = TRUE;
        if (item->index == XY_ROSTER_NOBODY || (item->number != NULL) != (numbered == 2))
          continue;
        if (item->diff == XY_ROSTER_ADDED)
          ok = step (applier, error) && add_household (applier, txn, item, error);
        else
          applier->household_ids[item->index] = item->id;
        if (ok && item->diff == XY_ROSTER_CHANGED)
          ok = step (applier, error) && change_household (applier, txn, item, error);
        if (!ok)
          return FALSE;
      }
  return TRUE;
}

static gboolean
add_person (Applier *applier, XyTxn *txn, const XyRosterItem *item, GError **error)
{
  const XyRosterRow *row = xy_roster_read_row (applier->read, item->index);
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);

  if (xy_roster_read_household (applier->read, row->household)->head == item->index)
    person->record.id = applier->head_ids[row->household];
  person->household = applier->household_ids[row->household];
  xy_set_str (&person->name, row->value[XY_ROSTER_NAME]);
  xy_set_str (&person->relation, row->value[XY_ROSTER_RELATION]);
  xy_set_str (&person->sex, row->value[XY_ROSTER_SEX]);
  xy_set_str (&person->nation, row->value[XY_ROSTER_NATION]);
  xy_set_str (&person->id_number, row->value[XY_ROSTER_ID_NUMBER]);
  xy_set_str (&person->birthday, row->value[XY_ROSTER_BIRTHDAY]);
  xy_set_str (&person->phone, row->value[XY_ROSTER_PHONE]);
  xy_set_str (&person->politics, row->value[XY_ROSTER_POLITICS]);
  xy_set_str (&person->education, row->value[XY_ROSTER_EDUCATION]);
  xy_set_str (&person->marriage, row->value[XY_ROSTER_MARRIAGE]);
  xy_set_str (&person->health, row->value[XY_ROSTER_HEALTH]);
  xy_set_str (&person->work_place, row->value[XY_ROSTER_WORK_PLACE]);
  xy_set_str (&person->note, row->value[XY_ROSTER_NOTE]);
  xy_set_str (&person->state, row->life);
  return xy_record_save (txn, person, error);
}

/* The household that a head left has none, until somebody is named. */
static gboolean
clear_head (XyTxn *txn, const XyId *household_id, const XyId *head, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (xy_txn_get_store (txn), &xy_household_type, household_id, error);

  if (household == NULL)
    return FALSE;
  if (!xy_id_same (&household->head, head))
    return TRUE;
  household->head = XY_ID_NONE;
  return xy_record_save (txn, household, error);
}

/* What it is called in the history when somebody's state goes from BEFORE to AFTER. */
static XyEventKind
event_of (const char *before, const char *after)
{
  if (g_strcmp0 (before, after) == 0)
    return XY_EVENT_N_KINDS;
  if (g_strcmp0 (after, "dead") == 0)
    return XY_EVENT_DEATH;
  if (g_strcmp0 (after, "moved") == 0)
    return XY_EVENT_MOVE_OUT;
  if (g_strcmp0 (before, "moved") == 0)
    return XY_EVENT_MOVE_IN;
  if (g_strcmp0 (after, "away") == 0)
    return XY_EVENT_LEAVE;
  return g_strcmp0 (before, "away") == 0 ? XY_EVENT_RETURN : XY_EVENT_N_KINDS;
}

/* The list says that it happened, and not when: the history has it on the day of the import. */
static gboolean
add_event (Applier *applier,
           XyTxn *txn,
           XyEventKind kind,
           const XyId *household,
           const XyPerson *person,
           GError **error)
{
  g_autoptr (XyEvent) event = xy_record_new (&xy_event_type);

  xy_set_str (&event->kind, xy_event_kind_name (kind));
  event->day = xy_env_today (xy_txn_get_env (txn));
  event->household = *household;
  event->person = person->record.id;
  event->note = g_strdup_printf (_ ("as the list %s says"), applier->file_name);
  return xy_record_save (txn, event, error);
}

static gboolean
change_person (Applier *applier, XyTxn *txn, const XyRosterItem *item, GError **error)
{
  g_autoptr (XyPerson) person = xy_record_get (xy_txn_get_store (txn), &xy_person_type, &item->id, error);

  if (person == NULL)
    return FALSE;
  XyId before = person->household;
  g_autofree char *state = g_strdup (person->state);
  set_changes (applier, person, item);
  if (item->index != XY_ROSTER_NOBODY)
    person->household = applier->household_ids[xy_roster_read_row (applier->read, item->index)->household];
  if (!xy_record_save (txn, person, error))
    return FALSE;
  XyEventKind kind = event_of (state, person->state);
  if (kind != XY_EVENT_N_KINDS
      && !add_event (applier, txn, kind, kind == XY_EVENT_MOVE_IN ? &person->household : &before, person, error))
    return FALSE;
  return xy_id_is_none (&before) || xy_id_same (&before, &person->household)
         || clear_head (txn, &before, &item->id, error);
}

static Turn
turn_of (Applier *applier, const XyRosterItem *item)
{
  guint p = item->index != XY_ROSTER_NOBODY ? applier->match->person_of[item->index] : XY_ROSTER_NOBODY;
  gboolean will_be =
      item->index != XY_ROSTER_NOBODY
      && xy_relation_is_head (xy_roster_read_row (applier->read, item->index)->value[XY_ROSTER_RELATION]);
  gboolean was =
      item->index == XY_ROSTER_NOBODY || (p != XY_ROSTER_NOBODY && xy_stored_person (applier->match, p)->is_head);

  return was && !will_be ? TURN_RESIGNS : will_be ? TURN_BECOMES : TURN_OTHERS;
}

static gboolean
save_persons (Applier *applier, XyTxn *txn, GError **error)
{
  for (guint turn = 0; turn < N_TURNS; turn++)
    for (guint i = 0; i < applier->plan->persons->len; i++)
      {
        const XyRosterItem *item = xy_roster_plan_person (applier->plan, i);
        if ((item->diff != XY_ROSTER_ADDED && item->diff != XY_ROSTER_CHANGED)
            || (guint) turn_of (applier, item) != turn)
          continue;
        if (!step (applier, error))
          return FALSE;
        if (!(item->diff == XY_ROSTER_ADDED ? add_person (applier, txn, item, error)
                                            : change_person (applier, txn, item, error)))
          return FALSE;
      }
  return TRUE;
}

static gboolean
apply (XyTxn *txn, gpointer data, GError **error)
{
  Applier *applier = data;
  gint64 last = 0;

  if (!xy_txn_require (txn, XY_MAY_IMPORT, error) || !xy_roster_match_last_op (xy_txn_get_store (txn), &last, error))
    return FALSE;
  if (last != applier->match->last_op)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                           _ ("The roster was changed since the file was compared with it. Compare once more."));
      return FALSE;
    }
  return save_households (applier, txn, error) && save_persons (applier, txn, error);
}

static char *
make_title (const XyRosterPlan *plan, const char *file_name)
{
  guint n_households = plan->n_households[XY_ROSTER_ADDED] + plan->n_households[XY_ROSTER_CHANGED];
  guint n_persons = plan->n_persons[XY_ROSTER_ADDED] + plan->n_persons[XY_ROSTER_CHANGED];
  g_autofree char *households =
      g_strdup_printf (ngettext ("%u household", "%u households", n_households), n_households);
  g_autofree char *persons = g_strdup_printf (ngettext ("%u person", "%u persons", n_persons), n_persons);

  /* Translators: name of the file, "620 households", "2300 persons" */
  return g_strdup_printf (_ ("Import %s: %s, %s"), file_name, households, persons);
}

gboolean
xy_roster_apply (XyStore *store,
                 const XyActor *actor,
                 const XyRosterPlan *plan,
                 const char *file_name,
                 GCancellable *cancellable,
                 XyRosterProgress progress,
                 gpointer data,
                 GError **error)
{
  guint n = MAX (plan->read->households->len, 1);
  g_autofree XyId *household_ids = g_new0 (XyId, n), *head_ids = g_new0 (XyId, n);
  g_autofree char *title = make_title (plan, file_name);
  Applier applier = { .plan = plan,
                      .file_name = file_name,
                      .match = plan->match,
                      .read = plan->read,
                      .household_ids = household_ids,
                      .head_ids = head_ids,
                      .cancellable = cancellable,
                      .progress = progress,
                      .data = data };

  if (!xy_roster_plan_changes_anything (plan))
    return TRUE;
  applier.total = plan->n_households[XY_ROSTER_ADDED] + plan->n_households[XY_ROSTER_CHANGED]
                  + plan->n_persons[XY_ROSTER_ADDED] + plan->n_persons[XY_ROSTER_CHANGED];
  applier.units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean ok = xy_store_act (store, actor, title, apply, &applier, error);
  g_hash_table_unref (applier.units);
  return ok;
}

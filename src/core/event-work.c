/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/event-work.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/relation.h"
#include "core/store.h"

#define MARRIED "已婚"
#define SINGLE "未婚"

void
xy_event_work_clear (XyEventWork *work)
{
  g_free (work->day);
  g_clear_object (&work->household);
  g_clear_pointer (&work->members, g_ptr_array_unref);
  g_free (work->chosen);
}

XyPerson *
xy_event_work_member (XyEventWork *work, guint i)
{
  return work->members->pdata[i];
}

XyKin
xy_event_kin (const XyPerson *person)
{
  return (XyKin){ person->relation, person->sex, person->birthday };
}

gboolean
xy_event_refuse (GError **error, const char *field, const char *sentence)
{
  xy_set_invalid (error, field, "%s", sentence);
  return FALSE;
}

/* The household ID if the village has it now. */
XyHousehold *
xy_event_work_get_live (XyEventWork *work, const XyId *id, const char *field, GError **error)
{
  if (xy_id_is_none (id))
    {
      xy_event_refuse (error, field, _ ("Please choose the household."));
      return NULL;
    }
  g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, id, error);
  if (household == NULL || xy_household_is_live (household))
    return g_steal_pointer (&household);

  g_autofree char *name = xy_household_describe (household);
  xy_set_invalid (error, field, _ ("The household %s is no longer one of the village: %s."), name,
                  xy_household_state_label (household->state));
  return NULL;
}

gboolean
xy_event_work_load (XyEventWork *work, GError **error)
{
  work->household = xy_event_work_get_live (work, &work->plan->household, "household", error);
  if (work->household == NULL)
    return FALSE;
  work->members = xy_household_list_members (work->store, &work->plan->household, TRUE, error);
  if (work->members == NULL)
    return FALSE;
  work->chosen = g_new0 (gboolean, work->members->len + 1);
  for (guint i = 0; i < work->members->len && work->head < 0; i++)
    if (xy_relation_is_head (xy_event_work_member (work, i)->relation))
      work->head = (int) i;
  return TRUE;
}

int
xy_event_work_find (XyEventWork *work, const XyId *id)
{
  for (guint i = 0; i < work->members->len; i++)
    if (xy_id_same (&xy_event_work_member (work, i)->record.id, id))
      return (int) i;
  return -1;
}

/* Marks whom the plan names, or all. */
gboolean
xy_event_work_choose (XyEventWork *work, gboolean all_if_none, GError **error)
{
  const XyEventPlan *plan = work->plan;

  for (guint i = 0; i < plan->n_persons; i++)
    {
      int at = xy_event_work_find (work, &plan->persons[i]);
      if (at < 0)
        return xy_event_refuse (error, "persons",
                                _ ("A person who was chosen does not live in this household any more."));
      work->n_chosen += !work->chosen[at];
      work->chosen[at] = TRUE;
    }
  if (work->n_chosen == 0 && all_if_none)
    for (guint i = 0; i < work->members->len; i++, work->n_chosen++)
      work->chosen[i] = TRUE;
  return work->n_chosen > 0 || xy_event_refuse (error, "persons", _ ("Please choose the persons."));
}

gboolean
xy_event_work_write (XyEventWork *work,
                     const XyId *household,
                     const XyId *person,
                     const XyId *other,
                     const char *note,
                     GError **error)
{
  g_autoptr (XyEvent) event = xy_record_new (&xy_event_type);

  xy_set_str (&event->kind, xy_event_kind_name (work->plan->kind));
  xy_set_str (&event->day, work->day);
  xy_set_str (&event->note, work->plan->note != NULL ? work->plan->note : note);
  event->household = *household;
  event->person = person != NULL ? *person : XY_ID_NONE;
  event->other = other != NULL ? *other : XY_ID_NONE;
  return xy_record_save (work->txn, event, error);
}

gboolean
xy_event_work_set_state (XyEventWork *work, const XyId *id, const char *state, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, id, error);

  if (household == NULL)
    return FALSE;
  if (g_strcmp0 (household->state, state) == 0)
    return TRUE;
  xy_set_str (&household->state, state);
  xy_set_str (&household->since, work->day);
  return xy_record_save (work->txn, household, error);
}

/* Away if all who live in it are, else here; STATE if nobody does. */
gboolean
xy_event_work_settle (XyEventWork *work, const XyId *id, const char *state, GError **error)
{
  g_autoptr (GPtrArray) members = xy_household_list_members (work->store, id, TRUE, error);
  guint here = 0;

  if (members == NULL)
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    here += g_str_equal (((const XyPerson *) members->pdata[i])->state, "here");
  return xy_event_work_set_state (work, id, members->len == 0 ? state : here > 0 ? "here" : "away", error);
}

/*
 * Who becomes the head when the chosen leave: -1 where that is no question, FALSE where it is and has no answer.
 */
gboolean
xy_event_work_find_new_head (XyEventWork *work, int *new_head, GError **error)
{
  guint left = work->members->len - work->n_chosen;

  *new_head = -1;
  if (left == 0 || (work->head >= 0 && !work->chosen[work->head]))
    return TRUE;
  if (!xy_id_is_none (&work->plan->new_head))
    {
      *new_head = xy_event_work_find (work, &work->plan->new_head);
      if (*new_head >= 0 && !work->chosen[*new_head])
        return TRUE;
      return xy_event_refuse (error, "new_head", _ ("The new head must be one of those who stay in the household."));
    }
  for (guint i = 0; left == 1 && i < work->members->len; i++)
    if (!work->chosen[i])
      *new_head = (int) i;
  if (*new_head >= 0 || work->head < 0)
    return TRUE;

  xy_set_invalid (error, "new_head", _ ("%s is the head. Please choose who of those who stay is the new head."),
                  xy_event_work_member (work, (guint) work->head)->name);
  return FALSE;
}

/* Gives the members who are not CHOSEN (with CHOSEN: who are) the words they have under the head at HEAD. */
gboolean
xy_event_work_recast (XyEventWork *work, guint head, gboolean chosen, const XyId *household, GError **error)
{
  guint n = work->members->len;
  g_autofree XyKin *kin = g_new (XyKin, n);

  for (guint i = 0; i < n; i++)
    kin[i] = xy_event_kin (xy_event_work_member (work, i));
  g_auto (GStrv) words = xy_relation_recast (kin, n, head);

  /* The head last, when the old one has stepped back. */
  for (guint i = 0; i <= n; i++)
    {
      guint at = i < n ? i : head;
      if ((i < n && i == head) || work->chosen[at] != chosen)
        continue;
      g_autoptr (XyPerson) person = xy_record_copy (xy_event_work_member (work, at));
      xy_set_str (&person->relation, words[at]);
      person->household = *household;
      if (!xy_record_save (work->txn, person, error))
        return FALSE;
    }
  return TRUE;
}

/* Nobody leaves before he was born; of a day that is known by its year or month, only that much counts. */
static gboolean
check_born (XyEventWork *work, const XyPerson *person, GError **error)
{
  if (person->birthday == NULL
      || strncmp (work->day, person->birthday, MIN (strlen (work->day), strlen (person->birthday))) >= 0)
    return TRUE;
  xy_set_invalid (error, "day", _ ("%s was born on %s. Please check the date."), person->name, person->birthday);
  return FALSE;
}

/* The chosen leave the village, or this world. */
gboolean
xy_event_work_send_off (XyEventWork *work,
                        const char *state,
                        const char *household_state,
                        const char *note,
                        GError **error)
{
  int new_head;

  if (!xy_event_work_find_new_head (work, &new_head, error))
    return FALSE;
  for (guint i = 0; i < work->members->len; i++)
    {
      if (!work->chosen[i])
        continue;
      g_autoptr (XyPerson) person = xy_record_copy (xy_event_work_member (work, i));
      if (!check_born (work, person, error))
        return FALSE;
      xy_set_str (&person->state, state);
      xy_set_str (&person->since, work->day);
      if (!xy_record_save (work->txn, person, error)
          || !xy_event_work_write (work, &work->plan->household, &person->record.id, NULL, note, error))
        return FALSE;
    }
  return (new_head < 0 || xy_event_work_recast (work, (guint) new_head, FALSE, &work->plan->household, error))
         && xy_event_work_settle (work, &work->plan->household, household_state, error);
}

gboolean
xy_event_work_set_married (XyEventWork *work, const XyId *id, GError **error)
{
  if (xy_id_is_none (id))
    return TRUE;
  g_autoptr (XyPerson) person = xy_record_get (work->store, &xy_person_type, id, error);
  if (person == NULL)
    return FALSE;
  if (person->marriage != NULL && !g_str_equal (person->marriage, SINGLE))
    return TRUE;
  xy_set_str (&person->marriage, MARRIED);
  return xy_record_save (work->txn, person, error);
}

gboolean
xy_event_work_add_newcomers (XyEventWork *work, const XyId *household, GError **error)
{
  const XyEventPlan *plan = work->plan;

  for (guint i = 0; i < plan->n_newcomers; i++)
    {
      g_autoptr (XyPerson) person = xy_record_copy (plan->newcomers[i]);
      person->household = *household;
      if (i == 0 && plan->relation != NULL)
        xy_set_str (&person->relation, plan->relation);
      if (plan->kind == XY_EVENT_BIRTH && person->birthday == NULL)
        xy_set_str (&person->birthday, work->day);
      if (!xy_record_save (work->txn, person, error)
          || !xy_event_work_write (work, household, &person->record.id, NULL, plan->place, error)
          || (plan->kind == XY_EVENT_MARRIAGE && i == 0
              && !xy_event_work_set_married (work, &person->record.id, error)))
        return FALSE;
    }
  return TRUE;
}

/* A household for who comes from elsewhere (FROM NULL) or out of another. */
gboolean
xy_event_work_make_household (XyEventWork *work, const XyHousehold *from, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);

  household->unit = xy_id_is_none (&work->plan->unit) && from != NULL ? from->unit : work->plan->unit;
  if (from != NULL)
    xy_set_str (&household->address, from->address);
  xy_set_str (&household->since, work->day);
  if (!xy_record_save (work->txn, household, error))
    return FALSE;
  work->plan->made = household->record.id;
  return TRUE;
}

/* The household has members and no head: its first becomes so. */
gboolean
xy_event_work_ensure_head (XyEventWork *work, const XyId *id, GError **error)
{
  g_autoptr (GPtrArray) members = xy_household_list_members (work->store, id, TRUE, error);

  if (members == NULL)
    return FALSE;
  if (members->len == 0 || xy_relation_is_head (((const XyPerson *) members->pdata[0])->relation))
    return TRUE;
  XyPerson *first = members->pdata[0];
  xy_set_str (&first->relation, XY_RELATION_HEAD);
  return xy_record_save (work->txn, first, error);
}

gboolean
xy_event_work_check_day (XyEventWork *work, const char *field, GError **error)
{
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (work->txn));

  if (strncmp (work->day, today, strlen (work->day)) <= 0)
    return TRUE;
  xy_set_invalid (error, field, _ ("%s is still to come; today is %s. Please check the date."), work->day, today);
  return FALSE;
}

gboolean
xy_event_work_set_day (XyEventWork *work, GError **error)
{
  char day[XY_DAY_SIZE];

  if (work->plan->day == NULL)
    {
      work->day = xy_day_from_instant (xy_txn_get_now (work->txn));
      return TRUE;
    }
  if (xy_day_parse (work->plan->day, day) == XY_DAY_NONE)
    return xy_event_refuse (error, "day", _ ("This is no day of the calendar. Please write it as 2026-11-22."));
  work->day = g_strdup (day);
  return xy_event_work_check_day (work, work->plan->kind == XY_EVENT_BIRTH ? "birthday" : "day", error);
}

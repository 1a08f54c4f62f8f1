/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/event-work.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/relation.h"
#include "core/store.h"

#define OTHER_RELATIVE "其他亲属"
#define NAMES_IN_TITLE 3

typedef gboolean (*Handler) (XyEventWork *work, GError **error);

static gboolean
do_birth (XyEventWork *work, GError **error)
{
  const XyEventPlan *plan = work->plan;

  if (plan->n_newcomers == 0)
    return xy_event_refuse (error, "name", _ ("Please write the child's name."));
  if (plan->day == NULL && xy_day_is_valid (plan->newcomers[0]->birthday))
    xy_set_str (&work->day, plan->newcomers[0]->birthday);
  return xy_event_work_check_day (work, "birthday", error)
         && xy_event_work_add_newcomers (work, &plan->household, error)
         && xy_event_work_settle (work, &plan->household, "here", error);
}

static gboolean
do_death (XyEventWork *work, GError **error)
{
  if (!xy_event_work_choose (work, FALSE, error))
    return FALSE;
  if (work->n_chosen != 1)
    return xy_event_refuse (error, "persons", _ ("Please record one death at a time."));
  return xy_event_work_send_off (work, "dead", "gone", NULL, error);
}

/* Somebody who had moved out comes back to HOUSEHOLD. */
static gboolean
take_back (XyEventWork *work, const XyId *id, const char *relation, const XyId *household, GError **error)
{
  g_autoptr (XyPerson) person = xy_record_get (work->store, &xy_person_type, id, error);

  if (person == NULL)
    return FALSE;
  if (!g_str_equal (person->state, "moved") || person->record.deleted)
    {
      xy_set_invalid (error, "persons", _ ("%s has not moved out, so cannot move in."), person->name);
      return FALSE;
    }
  person->household = *household;
  xy_set_str (&person->state, "here");
  xy_set_str (&person->since, work->day);
  if (relation != NULL)
    xy_set_str (&person->relation, relation);
  return xy_record_save (work->txn, person, error)
         && xy_event_work_write (work, household, &person->record.id, NULL, work->plan->place, error);
}

/* The household that somebody moves into: one of the village, one that had moved out as a whole, or a new one. */
static gboolean
open_household (XyEventWork *work, GError **error)
{
  if (xy_id_is_none (&work->plan->household))
    return xy_event_work_make_household (work, NULL, error);

  g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, &work->plan->household, error);
  if (household == NULL)
    return FALSE;
  if (!household->record.deleted && g_strcmp0 (household->state, "moved") == 0
      && !xy_event_work_set_state (work, &work->plan->household, "here", error))
    return FALSE;
  return xy_event_work_load (work, error);
}

static gboolean
do_move_in (XyEventWork *work, GError **error)
{
  const XyEventPlan *plan = work->plan;

  if (plan->n_newcomers == 0 && plan->n_persons == 0)
    return xy_event_refuse (error, "persons", _ ("Please write who moves in."));
  if (!open_household (work, error) || !xy_event_work_add_newcomers (work, &plan->made, error))
    return FALSE;
  for (guint i = 0; i < plan->n_persons; i++)
    if (!take_back (work, &plan->persons[i], i == 0 && plan->n_newcomers == 0 ? plan->relation : NULL, &plan->made,
                    error))
      return FALSE;
  return xy_event_work_ensure_head (work, &plan->made, error)
         && xy_event_work_settle (work, &plan->made, "here", error);
}

static gboolean
do_move_out (XyEventWork *work, GError **error)
{
  return xy_event_work_choose (work, TRUE, error)
         && xy_event_work_send_off (work, "moved", "moved", work->plan->place, error);
}

static gboolean
do_split (XyEventWork *work, GError **error)
{
  const XyEventPlan *plan = work->plan;
  int new_head, other_head;

  if (!xy_event_work_choose (work, FALSE, error))
    return FALSE;
  if (work->n_chosen == work->members->len)
    return xy_event_refuse (error, "persons", _ ("Somebody must stay in the old household."));
  other_head = xy_event_work_find (work, xy_id_is_none (&plan->other_head) ? &plan->persons[0] : &plan->other_head);
  if (other_head < 0 || !work->chosen[other_head])
    return xy_event_refuse (error, "other_head", _ ("The head of the new household must be one of those who go."));
  if (!xy_event_work_find_new_head (work, &new_head, error)
      || !xy_event_work_make_household (work, work->household, error)
      || !xy_event_work_recast (work, (guint) other_head, TRUE, &plan->made, error))
    return FALSE;
  for (guint i = 0; i < work->members->len; i++)
    if (work->chosen[i]
        && !xy_event_work_write (work, &plan->household, &xy_event_work_member (work, i)->record.id, &plan->made, NULL,
                                 error))
      return FALSE;
  return (new_head < 0 || xy_event_work_recast (work, (guint) new_head, FALSE, &plan->household, error))
         && xy_event_work_settle (work, &plan->household, "moved", error)
         && xy_event_work_settle (work, &plan->made, "here", error) && xy_event_work_carry_points (work, error);
}

/*
 * The chosen go to the household OTHER, where the one at FIRST is RELATION to the head and the others follow from that.
 */
static gboolean
join_other (XyEventWork *work, int first, const char *relation, GError **error)
{
  const XyEventPlan *plan = work->plan;
  g_autoptr (GPtrArray) hosts = xy_household_list_members (work->store, &plan->other, TRUE, error);
  g_autofree char *word = xy_relation_clean (relation != NULL ? relation : OTHER_RELATIVE);
  guint n = work->members->len;
  g_autofree XyKin *kin = g_new (XyKin, n);
  XyKin host = { NULL };

  if (hosts == NULL)
    return FALSE;
  if (hosts->len > 0)
    host = xy_event_kin (hosts->pdata[0]);
  if (xy_relation_is_head (word))
    return xy_event_refuse (error, "relation",
                            _ ("The household has a head. Please say what the one who comes is to him."));

  for (guint i = 0; i < n; i++)
    kin[i] = xy_event_kin (xy_event_work_member (work, i));
  /* As seen from the first of those who go. */
  g_auto (GStrv) seen = xy_relation_recast (kin, n, (guint) MAX (first, 0));
  XyKin lead = kin[MAX (first, 0)];
  lead.relation = word;
  for (guint i = 0; i < n; i++)
    {
      if (!work->chosen[i])
        continue;
      g_autoptr (XyPerson) person = xy_record_copy (xy_event_work_member (work, i));
      XyKin self = { seen[i], kin[i].sex, kin[i].birthday };
      g_free (person->relation);
      person->relation = first < 0 ? g_strdup (OTHER_RELATIVE) : xy_relation_join (&host, &lead, &self);
      person->household = plan->other;
      if (!xy_record_save (work->txn, person, error)
          || !xy_event_work_write (work, &plan->household, &person->record.id, &plan->other, NULL, error))
        return FALSE;
    }
  return xy_event_work_ensure_head (work, &plan->other, error)
         && xy_event_work_settle (work, &plan->other, "here", error);
}

static gboolean
load_other (XyEventWork *work, GError **error)
{
  if (xy_id_same (&work->plan->other, &work->plan->household))
    return xy_event_refuse (error, "other", _ ("Please choose two different households."));
  g_autoptr (XyHousehold) other = xy_event_work_get_live (work, &work->plan->other, "other", error);
  return other != NULL;
}

static gboolean
do_merge (XyEventWork *work, GError **error)
{
  const XyEventPlan *plan = work->plan;

  if (!load_other (work, error))
    return FALSE;
  work->plan->made = plan->other;
  if (work->members->len == 0)
    return xy_event_work_write (work, &plan->household, NULL, &plan->other, NULL, error)
           && xy_event_work_set_state (work, &plan->household, "merged", error);
  for (guint i = 0; i < work->members->len; i++)
    work->chosen[i] = TRUE;
  work->n_chosen = work->members->len;
  return join_other (work, work->head, plan->relation, error)
         && xy_event_work_set_state (work, &plan->household, "merged", error);
}

static gboolean
do_head (XyEventWork *work, GError **error)
{
  int at = xy_event_work_find (work, &work->plan->new_head);

  if (at < 0)
    return xy_event_refuse (error, "new_head", _ ("The new head must be a member of the household."));
  if (at == work->head)
    return xy_event_refuse (error, "new_head", _ ("This person is the head already."));
  return xy_event_work_recast (work, (guint) at, FALSE, &work->plan->household, error)
         && xy_event_work_write (work, &work->plan->household, &work->plan->new_head, NULL, NULL, error);
}

static gboolean
do_marriage (XyEventWork *work, GError **error)
{
  const XyEventPlan *plan = work->plan;
  int new_head;

  if (plan->n_newcomers > 0)
    return xy_event_work_add_newcomers (work, &plan->household, error)
           && xy_event_work_ensure_head (work, &plan->household, error)
           && xy_event_work_set_married (work, &plan->partner, error)
           && xy_event_work_settle (work, &plan->household, "here", error);
  if (!xy_event_work_choose (work, FALSE, error))
    return FALSE;
  if (xy_id_is_none (&plan->other))
    {
      if (!xy_event_work_send_off (work, "moved", "moved", plan->place, error))
        return FALSE;
    }
  else if (!load_other (work, error) || !xy_event_work_find_new_head (work, &new_head, error)
           || !join_other (work, xy_event_work_find (work, &plan->persons[0]), plan->relation, error)
           || (new_head >= 0 && !xy_event_work_recast (work, (guint) new_head, FALSE, &plan->household, error))
           || !xy_event_work_settle (work, &plan->household, "moved", error))
    return FALSE;
  return xy_event_work_set_married (work, &plan->persons[0], error)
         && xy_event_work_set_married (work, &plan->partner, error);
}

/* To work elsewhere, or back. */
static gboolean
go (XyEventWork *work, const char *from, const char *to, const char *place, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < work->members->len; i++)
    {
      if (!work->chosen[i] || !g_str_equal (xy_event_work_member (work, i)->state, from))
        continue;
      g_autoptr (XyPerson) person = xy_record_copy (xy_event_work_member (work, i));
      xy_set_str (&person->state, to);
      xy_set_str (&person->since, work->day);
      xy_set_str (&person->work_place, place);
      if (!xy_record_save (work->txn, person, error)
          || !xy_event_work_write (work, &work->plan->household, &person->record.id, NULL, place, error))
        return FALSE;
      n++;
    }
  if (n == 0)
    return xy_event_refuse (error, "persons",
                            g_str_equal (to, "away") ? _ ("They are away already.") : _ ("Nobody of them is away."));
  return xy_event_work_settle (work, &work->plan->household, "here", error);
}

static gboolean
do_leave (XyEventWork *work, GError **error)
{
  return xy_event_work_choose (work, TRUE, error) && go (work, "here", "away", work->plan->place, error);
}

static gboolean
do_return (XyEventWork *work, GError **error)
{
  return xy_event_work_choose (work, TRUE, error) && go (work, "away", "here", NULL, error);
}

static char *
title_of (const XyEventWork *work)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const XyEventPlan *plan = work->plan;
  guint n = 0, total = plan->n_newcomers + plan->n_persons;

  for (guint i = 0; i < plan->n_newcomers && n < NAMES_IN_TITLE; i++, n++)
    g_string_append_printf (names, "%s%s", n > 0 ? "、" : "", plan->newcomers[i]->name);
  for (guint i = 0; i < plan->n_persons && n < NAMES_IN_TITLE; i++, n++)
    {
      g_autoptr (XyPerson) person = xy_record_get (work->store, &xy_person_type, &plan->persons[i], NULL);
      g_string_append_printf (names, "%s%s", n > 0 ? "、" : "", person != NULL ? person->name : "");
    }
  if (total > n)
    /* Translators: after three names, how many they are together */
    g_string_append_printf (names, _ (" and others, %u together"), total);

  const char *label = xy_event_kind_label (plan->kind);
  XyId id = work->household != NULL ? work->household->record.id : plan->made;
  g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, &id, NULL);
  g_autofree char *where = household != NULL ? xy_household_describe (household) : g_strdup ("");
  if (names->len == 0)
    /* Translators: kind of event, household */
    return g_strdup_printf (_ ("%s: %s"), label, where);
  /* Translators: kind of event, names of persons, household */
  return g_strdup_printf (_ ("%s: %s, household of %s"), label, names->str, where);
}

gboolean
xy_event_apply (XyTxn *txn, gpointer data, GError **error)
{
  static const Handler handlers[XY_EVENT_N_KINDS] = {
    [XY_EVENT_BIRTH] = do_birth,       [XY_EVENT_DEATH] = do_death,       [XY_EVENT_MOVE_IN] = do_move_in,
    [XY_EVENT_MOVE_OUT] = do_move_out, [XY_EVENT_SPLIT] = do_split,       [XY_EVENT_MERGE] = do_merge,
    [XY_EVENT_HEAD] = do_head,         [XY_EVENT_MARRIAGE] = do_marriage, [XY_EVENT_LEAVE] = do_leave,
    [XY_EVENT_RETURN] = do_return,
  };
  XyEventPlan *plan = data;
  XyEventWork work = { .txn = txn, .store = xy_txn_get_store (txn), .plan = plan, .head = -1 };

  g_return_val_if_fail (plan->kind < XY_EVENT_N_KINDS, FALSE);
  plan->made = plan->household;
  gboolean ok = xy_event_work_set_day (&work, error)
                && (plan->kind == XY_EVENT_MOVE_IN || xy_event_work_load (&work, error))
                && handlers[plan->kind](&work, error);
  if (ok)
    {
      g_autofree char *title = title_of (&work);
      xy_txn_set_title (txn, title);
    }
  xy_event_work_clear (&work);
  return ok;
}

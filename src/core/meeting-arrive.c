/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody comes to a meeting. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/meeting-presence.h"
#include "core/meeting-private.h"
#include "core/normalize.h"
#include "core/person.h"
#include "core/store.h"

#define GROWN_UP 18
/* Of guests, who are not counted by the roster. */
#define PEOPLE_MOST 50

enum
{
  N_LIVE,
  N_CAME,
  SAME_PERSON,
};

static const XySql statements[] = {
  [N_LIVE] = { NULL, "SELECT count (*) FROM person WHERE household = ?1 AND del = 0 AND state IN ('here', 'away')" },
  [N_CAME] = { NULL, "SELECT count (*) FROM meeting_presence WHERE meeting = ?1 AND id <> ?2 AND role = 'due' "
                     "AND state <> 'leave' AND del = 0" },
  [SAME_PERSON] = { NULL, "SELECT name FROM meeting_presence WHERE meeting = ?1 AND person = ?2 AND id <> ?3 "
                          "AND state NOT IN ('leave', 'proxy') AND del = 0 LIMIT 1" },
};

typedef struct
{
  XyTxn *txn;
  XyStore *store;
  XyMeeting *meeting;
  XyMeetingKind *kind;
  XyMeetingRules *rules;
  const XyMeetingBody *body;
  GPtrArray *members; /* of the kind; read when asked for */
} Work;

/* Who it is that comes. */
typedef struct
{
  XyId household, person, member;
  char *name;
  gboolean guest;
  const char *field; /* not NULL: he is not due, and QUESTION asks whether he is a guest */
  char *question;
} Who;

static void
work_clear (Work *work)
{
  g_clear_object (&work->meeting);
  g_clear_object (&work->kind);
  g_clear_pointer (&work->rules, xy_meeting_rules_free);
  g_clear_pointer (&work->members, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
who_clear (Who *who)
{
  g_free (who->name);
  g_free (who->question);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Who, who_clear)

/* Takes QUESTION. */
static void
ask (Who *who, const char *field, char *question)
{
  who->field = field;
  who->question = question;
}

static gboolean
open_work (Work *work, const XyId *meeting, GError **error)
{
  if (!xy_txn_require (work->txn, XY_MAY_KEEP_MEETINGS, error))
    return FALSE;
  work->store = xy_txn_get_store (work->txn);
  work->meeting = xy_meeting_get (work->store, meeting, error);
  if (work->meeting == NULL || !xy_meeting_check_open (work->meeting, error))
    return FALSE;
  work->kind = xy_meeting_get_kind (work->store, work->meeting, error);
  if (work->kind == NULL)
    return FALSE;
  work->rules = xy_meeting_rules_of (work->store, work->meeting, work->kind, &work->body, error);
  return work->rules != NULL;
}

static gboolean
comes (const Work *work, const char *what)
{
  return g_strcmp0 (work->kind->comes, what) == 0;
}

/* One of each household: whoever is named, or its head. */
static gboolean
find_household (Work *work, Who *who, GError **error)
{
  gboolean is = FALSE;
  g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, &who->household, error);

  if (household == NULL || !xy_meeting_is_for (work->store, work->meeting, &household->unit, &is, error))
    return FALSE;
  g_autofree char *what = xy_household_describe (household);
  if (!xy_household_is_live (household))
    ask (who, "household",
         g_strdup_printf (_ ("%s does not live here any more: %s. Did they come as guests?"), what,
                          xy_household_state_label (household->state)));
  else if (!is)
    ask (who, "household",
         g_strdup_printf (_ ("%s is of a group that this meeting is not for. Did they come as guests?"), what));
  return TRUE;
}

static gboolean
find_person (Work *work, Who *who, const XyPerson *person, GError **error)
{
  int age = xy_day_age (person->birthday, work->meeting->day);
  gboolean is = work->meeting->units == NULL;

  if (!is && !xy_id_is_none (&person->household))
    {
      g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, &person->household, error);
      if (household == NULL || !xy_meeting_is_for (work->store, work->meeting, &household->unit, &is, error))
        return FALSE;
    }
  if (!xy_person_is_live (person))
    ask (who, "person",
         g_strdup_printf (_ ("%s does not live here any more: %s. Is that a guest?"), person->name,
                          xy_person_state_label (person->state)));
  else if (age >= 0 && age < GROWN_UP)
    ask (who, "person",
         g_strdup_printf (_ ("%s is %d years old; those of 18 and more have a voice. Is that a guest?"), person->name,
                          age));
  else if (!is)
    ask (who, "person",
         g_strdup_printf (_ ("%s is of a group that this meeting is not for. Is that a guest?"), person->name));
  return TRUE;
}

static gboolean
is_member_on (const XyMeetingMember *member, const char *day)
{
  return !member->record.deleted && (member->starts == NULL || strcmp (member->starts, day) <= 0)
         && (member->ends == NULL || strcmp (member->ends, day) > 0);
}

/* By the id, by the person, or by a name that one member only has. */
static const XyMeetingMember *
find_in_members (Work *work, const Who *who, GError **error)
{
  const XyMeetingMember *named = NULL;
  guint n_named = 0;

  if (work->members == NULL)
    work->members = xy_meeting_members (work->store, &work->kind->record.id, NULL, error);
  for (guint i = 0; work->members != NULL && i < work->members->len; i++)
    {
      const XyMeetingMember *member = work->members->pdata[i];
      if (!xy_id_is_none (&who->member) ? xy_id_same (&member->record.id, &who->member)
                                        : !xy_id_is_none (&who->person) && xy_id_same (&member->person, &who->person))
        return member;
      if (xy_id_is_none (&who->member) && g_strcmp0 (member->name, who->name) == 0
          && is_member_on (member, work->meeting->day))
        {
          named = member;
          n_named++;
        }
    }
  return n_named == 1 ? named : NULL;
}

static gboolean
find_member (Work *work, Who *who, GError **error)
{
  const XyMeetingMember *member = find_in_members (work, who, error);

  if (work->members == NULL)
    return FALSE;
  if (member == NULL)
    {
      who->member = XY_ID_NONE;
      ask (who, "member",
           g_strdup_printf (_ ("%s is no member of %s. Is that a guest?"), who->name != NULL ? who->name : "",
                            work->kind->name));
      return TRUE;
    }
  who->member = member->record.id;
  who->person = member->person;
  if (who->name == NULL)
    who->name = g_strdup (member->name);
  if (g_strcmp0 (member->role, "guest") == 0)
    who->guest = TRUE;
  else if (!is_member_on (member, work->meeting->day))
    ask (who, "member",
         g_strdup_printf (_ ("%s is no member of %s on %s. Is that a guest?"), member->name, work->kind->name,
                          work->meeting->day));
  return TRUE;
}

static gboolean
find_who (Work *work, const XyMeetingArriving *asked, Who *who, GError **error)
{
  g_autoptr (XyPerson) person = NULL;

  who->household = asked->household;
  who->person = asked->person;
  who->member = asked->member;
  who->guest = asked->guest;
  if (asked->name != NULL && asked->name[0] != '\0')
    who->name = xy_name_clean (asked->name);
  if (!xy_id_is_none (&who->person))
    {
      person = xy_record_get (work->store, &xy_person_type, &who->person, error);
      if (person == NULL)
        return FALSE;
      if (who->name == NULL)
        who->name = g_strdup (person->name);
      if (xy_id_is_none (&who->household))
        who->household = person->household;
    }
  if (who->name == NULL && !xy_id_is_none (&who->household))
    {
      g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, &who->household, error);
      if (household == NULL)
        return FALSE;
      who->name = g_strdup (household->head_name);
    }
  if (!comes (work, "member"))
    who->member = XY_ID_NONE;
  if (comes (work, "member"))
    {
      if (!who->guest && !find_member (work, who, error))
        return FALSE;
      who->household = XY_ID_NONE;
    }
  else if (comes (work, "person"))
    {
      if (person != NULL && !who->guest && !find_person (work, who, person, error))
        return FALSE;
      if (person == NULL && !who->guest)
        ask (who, "person",
             g_strdup (_ ("This meeting counts persons, and nobody of the roster was chosen. Is that a guest?")));
      who->household = XY_ID_NONE;
    }
  else if (!xy_id_is_none (&who->household))
    return find_household (work, who, error);
  else if (!who->guest)
    ask (who, "household", g_strdup (_ ("No household of the roster was chosen. Is that a guest?")));
  return TRUE;
}

static XyId
id_of (const Work *work, const Who *who)
{
  const XyId *by = &who->person;

  if (!xy_id_is_none (&who->member))
    by = &who->member;
  else if (!xy_id_is_none (&who->household) && (!who->guest || xy_id_is_none (&who->person)))
    by = &who->household;
  return xy_meeting_presence_id (&work->meeting->record.id, by, who->name);
}

static gboolean
check_state (const Work *work, const XyMeetingPresence *presence, GError **error)
{
  const XyMeetingBody *body = work->body;

  if (body == NULL || !body->votes || g_strcmp0 (presence->role, "guest") == 0)
    return TRUE;
  if (g_strcmp0 (presence->state, "online") == 0 && !body->online)
    xy_set_invalid (error, "state", _ ("%s counts those who come; nobody takes part online (%s)."), body->name,
                    body->source);
  else if (g_strcmp0 (presence->state, "proxy") == 0 && !body->proxy)
    xy_set_invalid (error, "state", _ ("At %s nobody can be stood for (%s)."), body->name, body->source);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_people (Work *work, const XyMeetingPresence *presence, GError **error)
{
  gint64 most = 1;

  if (!xy_id_is_none (&presence->household))
    {
      if (!xy_db_number (xy_txn_get_db (work->txn), statements[N_LIVE].text, XY_BIND (XY_ID (&presence->household)),
                         &most, error))
        return FALSE;
      most = MAX (most, 1);
    }
  else if (g_strcmp0 (presence->role, "guest") == 0)
    most = PEOPLE_MOST;
  if (presence->people >= 1 && presence->people <= most)
    return TRUE;
  if (xy_id_is_none (&presence->household))
    xy_set_invalid (error, "people", _ ("%s is one person; %d cannot have come."), presence->name,
                    (int) presence->people);
  else
    xy_set_invalid (error, "people", _ ("%d live in the household of %s; %d cannot have come."), (int) most,
                    presence->name, (int) presence->people);
  return FALSE;
}

/* Nobody is counted twice, and no more than should come. */
static gboolean
check_counts (Work *work, const XyMeetingPresence *presence, GError **error)
{
  XyDb *db = xy_txn_get_db (work->txn);
  const XyId *meeting = &work->meeting->record.id;
  gint64 n_came = 0;

  if (g_strcmp0 (presence->state, "leave") == 0)
    return TRUE;
  if (!xy_id_is_none (&presence->person) && g_strcmp0 (presence->state, "proxy") != 0)
    {
      g_autofree char *name =
          xy_db_text (db, statements[SAME_PERSON].text,
                      XY_BIND (XY_ID (meeting), XY_ID (&presence->person), XY_ID (&presence->record.id)), NULL);
      if (name != NULL)
        {
          g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is on the list already."), name);
          return FALSE;
        }
    }
  if (g_strcmp0 (presence->role, "guest") == 0 || work->meeting->due == 0)
    return TRUE;
  if (!xy_db_number (db, statements[N_CAME].text, XY_BIND (XY_ID (meeting), XY_ID (&presence->record.id)), &n_came,
                     error))
    return FALSE;
  if (n_came < work->meeting->due)
    return TRUE;
  xy_set_invalid (error, "due", _ ("%d were to come, and all of them are here. Please count again who was to come."),
                  (int) work->meeting->due);
  return FALSE;
}

static gboolean
save (Work *work, XyMeetingPresence *presence, GError **error)
{
  return check_state (work, presence, error) && check_people (work, presence, error)
         && check_counts (work, presence, error) && xy_record_save (work->txn, presence, error);
}

/* The row of ID, a mark of deletion or not; NULL and no error where there is none. */
static XyMeetingPresence *
read_row (Work *work, const XyId *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  XyMeetingPresence *presence = xy_record_get (work->store, &xy_meeting_presence_type, id, &problem);

  if (problem != NULL && !g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&problem));
  return presence;
}

static void
fill (XyMeetingPresence *presence, const XyMeetingArriving *asked, const char *name)
{
  if (name != NULL && name[0] != '\0')
    xy_set_str (&presence->name, name);
  if (!xy_id_is_none (&asked->person))
    presence->person = asked->person;
  xy_set_str (&presence->state, asked->state != NULL && asked->state[0] != '\0' ? asked->state : "present");
  presence->people = asked->people != 0 ? asked->people : 1;
  xy_set_str (&presence->post, asked->post);
  xy_set_str (&presence->note, asked->note);
}

static gboolean
change (Work *work, const XyMeetingArriving *asked, GError **error)
{
  g_autoptr (XyMeetingPresence) presence =
      xy_record_get (work->store, &xy_meeting_presence_type, &asked->presence, error);
  g_autofree char *name = NULL;

  if (presence == NULL)
    return FALSE;
  if (presence->record.deleted || !xy_id_same (&presence->meeting, &work->meeting->record.id))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("%s is not on this meeting's list."), presence->name);
      return FALSE;
    }
  if (asked->name != NULL)
    name = xy_name_clean (asked->name);
  else if (!xy_id_is_none (&asked->person))
    {
      g_autoptr (XyPerson) person = xy_record_get (work->store, &xy_person_type, &asked->person, error);
      if (person == NULL)
        return FALSE;
      name = g_strdup (person->name);
    }
  fill (presence, asked, name);
  return save (work, presence, error);
}

/* SKIP: whoever is on the list already is left as he is. *CAME (may be NULL) says whether somebody came. */
static gboolean
arrive (Work *work, XyMeetingArriving *asked, gboolean skip, gboolean *came, GError **error)
{
  g_auto (Who) who = { 0 };
  g_autoptr (GError) problem = NULL;

  if (!find_who (work, asked, &who, error))
    return FALSE;
  if (who.name == NULL || who.name[0] == '\0')
    {
      xy_set_invalid (error, "name", _ ("Please write who came."));
      return FALSE;
    }
  if (who.field != NULL && !who.guest)
    {
      if (!asked->sure)
        {
          xy_set_invalid (error, who.field, "%s", who.question);
          return FALSE;
        }
      who.guest = TRUE;
    }
  XyId id = id_of (work, &who);
  g_autoptr (XyMeetingPresence) presence = read_row (work, &id, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  const char *state = asked->state != NULL && asked->state[0] != '\0' ? asked->state : "present";
  gboolean on_list = presence != NULL && !presence->record.deleted;
  asked->made = id;
  if (came != NULL)
    *came = !on_list;
  if (on_list && skip)
    return TRUE;
  if (on_list && g_strcmp0 (presence->state, state) == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is on the list already, as number %d."), presence->name,
                   (int) presence->number);
      return FALSE;
    }
  if (presence == NULL)
    {
      presence = xy_record_new (&xy_meeting_presence_type);
      presence->record.id = id;
      presence->meeting = work->meeting->record.id;
      presence->household = who.household;
      presence->member = who.member;
    }
  else if (!on_list)
    {
      if (!xy_record_set_deleted (work->txn, presence, FALSE, error))
        return FALSE;
      presence->number = 0;
    }
  presence->person = who.person;
  xy_set_str (&presence->role, who.guest ? "guest" : "due");
  fill (presence, asked, who.name);
  return save (work, presence, error);
}

gboolean
xy_meeting_presence_counts (const XyMeetingPresence *presence)
{
  return g_strcmp0 (presence->role, "due") == 0 && g_strcmp0 (presence->state, "leave") != 0;
}

gboolean
xy_meeting_arrive_act (XyTxn *txn, gpointer data, GError **error)
{
  XyMeetingArriving *asked = data;
  g_auto (Work) work = { .txn = txn };

  if (!open_work (&work, &asked->meeting, error))
    return FALSE;
  if (xy_id_is_none (&asked->presence))
    {
      if (!arrive (&work, asked, FALSE, NULL, error))
        return FALSE;
    }
  else
    {
      if (!change (&work, asked, error))
        return FALSE;
      asked->made = asked->presence;
    }
  g_autoptr (XyMeetingPresence) presence = xy_record_get (work.store, &xy_meeting_presence_type, &asked->made, error);
  if (presence == NULL)
    return FALSE;
  g_autofree char *title =
      g_strdup_printf (_ ("%s: %s"), presence->name, xy_word_label (xy_meeting_presence_states, presence->state));
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_meeting_arrive_all_act (XyTxn *txn, gpointer data, GError **error)
{
  XyMeetingArrivingAll *asked = data;
  g_auto (Work) work = { .txn = txn };

  asked->made = 0;
  if (!open_work (&work, &asked->meeting, error))
    return FALSE;
  for (guint i = 0; i < asked->n; i++)
    {
      XyMeetingArriving one = { .meeting = asked->meeting };
      gboolean came = FALSE;
      if (comes (&work, "household"))
        one.household = asked->ids[i];
      else if (comes (&work, "person"))
        one.person = asked->ids[i];
      else
        one.member = asked->ids[i];
      if (!arrive (&work, &one, TRUE, &came, error))
        return FALSE;
      asked->made += came;
    }
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u came to the meeting", "%u came to the meeting", asked->made), asked->made);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_meeting_leave_act (XyTxn *txn, gpointer data, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyMeetingPresence) presence = NULL;
  g_autoptr (XyMeeting) meeting = NULL;

  if (!xy_txn_require (txn, XY_MAY_KEEP_MEETINGS, error))
    return FALSE;
  presence = xy_record_get (store, &xy_meeting_presence_type, data, error);
  if (presence == NULL)
    return FALSE;
  meeting = xy_meeting_get (store, &presence->meeting, error);
  if (meeting == NULL || !xy_meeting_check_open (meeting, error) || !xy_record_set_deleted (txn, presence, TRUE, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Take %s off the list"), presence->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_meeting_arrive_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-people.h"

#include "core/day.h"
#include "core/find.h"
#include "core/store.h"
#include "core/unit.h"

#define ADULT 18

enum
{
  CAME,
  SPOKE,
  HOUSEHOLDS,
  HOUSEHOLDS_OF_NONE,
  PERSONS,
  PERSONS_OF_NONE,
  HOUSEHOLD_OF,
  MEMBER_LINE,
};

#define HOUSEHOLDS_SQL "SELECT h.id, h.head, h.head_name, h.number FROM household AS h WHERE "
#define PERSONS_SQL                                                                                                    \
  "SELECT h.id, p.id, p.name, h.number, p.birthday FROM household AS h JOIN person AS p ON p.household = h.id WHERE "
#define HOUSEHOLD_LIVES "h.del = 0 AND h.state IN ('here', 'away')"
#define PERSON_LIVES "p.del = 0 AND p.state IN ('here', 'away')"

static const XySql statements[] = {
  [CAME] = { NULL,
             "SELECT p.household, p.person, p.member, p.name, h.number, coalesce (p.post, u.name), p.role, p.state "
             "FROM meeting_presence AS p LEFT JOIN household AS h ON h.id = p.household "
             "LEFT JOIN unit AS u ON u.id = h.unit WHERE p.meeting = ?1 AND p.del = 0 ORDER BY p.number DESC" },
  [SPOKE] = { NULL, "SELECT l.who, l.household, l.person, h.number, u.name FROM meeting_line AS l "
                    "LEFT JOIN household AS h ON h.id = l.household LEFT JOIN unit AS u ON u.id = h.unit "
                    "WHERE l.meeting = ?1 AND l.del = 0 AND l.who IS NOT NULL ORDER BY l.sort DESC, l.id" },
  [HOUSEHOLDS] = { NULL, HOUSEHOLDS_SQL "h.unit = ?1 AND " HOUSEHOLD_LIVES " ORDER BY h.sort, h.id" },
  [HOUSEHOLDS_OF_NONE] = { NULL, HOUSEHOLDS_SQL "h.unit IS NULL AND " HOUSEHOLD_LIVES " ORDER BY h.sort, h.id" },
  [PERSONS] = { NULL, PERSONS_SQL "h.unit = ?1 AND " HOUSEHOLD_LIVES " AND " PERSON_LIVES
                                  " ORDER BY h.sort, h.id, p.sort, p.id" },
  [PERSONS_OF_NONE] = { NULL, PERSONS_SQL "h.unit IS NULL AND " HOUSEHOLD_LIVES " AND " PERSON_LIVES
                                          " ORDER BY h.sort, h.id, p.sort, p.id" },
  [HOUSEHOLD_OF] = { NULL, "SELECT h.unit, h.head, h.head_name, h.number, u.name FROM household AS h "
                           "LEFT JOIN unit AS u ON u.id = h.unit WHERE h.id = ?1" },
  [MEMBER_LINE] = { NULL,
                    "SELECT p.household, h.number FROM person AS p LEFT JOIN household AS h ON h.id = p.household "
                    "WHERE p.id = ?1" },
};

void
xy_meeting_person_free (XyMeetingPerson *person)
{
  g_free (person->name);
  g_free (person->number);
  g_free (person->place);
  g_free (person);
}

XyMeetingPerson *
xy_meeting_person_copy (const XyMeetingPerson *person)
{
  XyMeetingPerson *copy = g_memdup2 (person, sizeof *person);

  copy->name = g_strdup (person->name);
  copy->number = g_strdup (person->number);
  copy->place = g_strdup (person->place);
  return copy;
}

static GPtrArray *
new_people (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) xy_meeting_person_free);
}

/* The groups that MEETING is for, in the order of the tree; a last one of none where it is for the whole village. */
static GArray *
read_groups (XyStore *store, const XyMeeting *meeting, GError **error)
{
  g_autoptr (GPtrArray) nodes = xy_unit_list_tree (store, error);
  g_autoptr (GHashTable) area = NULL;
  GArray *groups;

  if (nodes == NULL || !xy_unit_area (nodes, meeting->units, &area, error))
    return NULL;
  groups = g_array_new (FALSE, TRUE, sizeof (XyId));
  for (guint i = 0; i < nodes->len; i++)
    {
      const XyId *id = &((XyUnitNode *) nodes->pdata[i])->unit->record.id;
      if (area == NULL || g_hash_table_contains (area, id))
        g_array_append_vals (groups, id, 1);
    }
  if (area == NULL)
    g_array_set_size (groups, groups->len + 1);
  return groups;
}

static gboolean
is_for (const GArray *groups, const XyId *unit)
{
  for (guint i = 0; i < groups->len; i++)
    if (xy_id_same (&g_array_index (groups, XyId, i), unit))
      return TRUE;
  return FALSE;
}

/* Who is on the list: by the household, the person and the member. */

static gboolean
add_came (XyStore *store, const XyId *meeting, GHashTable *came, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[CAME].text, XY_BIND (XY_ID (meeting)), &problem);

  while (xy_rows_next (rows, &problem))
    for (int i = 0; i < 3; i++)
      {
        XyId id = xy_rows_id (rows, i);
        if (!xy_id_is_none (&id))
          g_hash_table_add (came, xy_id_copy (&id));
      }
  return xy_error_pass (error, &problem);
}

static gboolean
has_come (const XyMeetingPerson *person, const XyMeetingKind *kind, GHashTable *came)
{
  if (!xy_id_is_none (&person->member))
    return g_hash_table_contains (came, &person->member);
  if (g_strcmp0 (kind->comes, "household") == 0 && !xy_id_is_none (&person->household))
    return g_hash_table_contains (came, &person->household);
  return !xy_id_is_none (&person->person) && g_hash_table_contains (came, &person->person);
}

/* Who is due */

static GPtrArray *
list_members (XyStore *store, const XyMeeting *meeting, const XyMeetingKind *kind, GError **error)
{
  g_autoptr (GPtrArray) members = xy_meeting_members (store, &kind->record.id, meeting->day, error);
  GPtrArray *people;

  if (members == NULL)
    return NULL;
  people = new_people ();
  for (guint i = 0; i < members->len; i++)
    {
      const XyMeetingMember *member = members->pdata[i];
      XyMeetingPerson *person = g_new0 (XyMeetingPerson, 1);
      g_autoptr (XyRows) rows =
          xy_db_query (xy_store_get_db (store), statements[MEMBER_LINE].text, XY_BIND (XY_ID (&member->person)), NULL);

      person->member = member->record.id;
      person->person = member->person;
      person->name = g_strdup (member->name);
      person->place = g_strdup (member->post != NULL ? member->post : member->represents);
      person->guest = g_strcmp0 (member->role, "guest") == 0;
      if (xy_rows_next (rows, NULL))
        {
          person->household = xy_rows_id (rows, 0);
          person->number = g_strdup (xy_rows_text (rows, 1));
        }
      g_ptr_array_add (people, person);
    }
  return people;
}

static gboolean
add_group (XyStore *store,
           const XyMeeting *meeting,
           gboolean persons,
           const XyId *unit,
           const char *name,
           GPtrArray *people,
           GError **error)
{
  gboolean none = xy_id_is_none (unit);
  const char *sql =
      statements[persons ? (none ? PERSONS_OF_NONE : PERSONS) : (none ? HOUSEHOLDS_OF_NONE : HOUSEHOLDS)].text;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = none ? xy_db_query (xy_store_get_db (store), sql, XY_BIND_NONE, &problem)
                                 : xy_db_query (xy_store_get_db (store), sql, XY_BIND (XY_ID (unit)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      int age = persons ? xy_day_age (xy_rows_text (rows, 4), meeting->day) : -1;
      if (age >= 0 && age < ADULT)
        continue;
      XyMeetingPerson *person = g_new0 (XyMeetingPerson, 1);
      person->household = xy_rows_id (rows, 0);
      person->person = xy_rows_id (rows, 1);
      person->name = g_strdup (xy_rows_text (rows, 2));
      person->number = g_strdup (xy_rows_text (rows, 3));
      person->place = g_strdup (name);
      g_ptr_array_add (people, person);
    }
  return xy_error_pass (error, &problem);
}

GPtrArray *
xy_meeting_people_due (XyStore *store, const XyMeeting *meeting, const XyMeetingKind *kind, GError **error)
{
  g_autoptr (GHashTable) came = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  gboolean persons = g_strcmp0 (kind->comes, "person") == 0;
  g_autoptr (GPtrArray) people = NULL;

  if (!add_came (store, &meeting->record.id, came, error))
    return NULL;
  if (g_strcmp0 (kind->comes, "member") == 0)
    people = list_members (store, meeting, kind, error);
  else
    {
      g_autoptr (GArray) groups = read_groups (store, meeting, error);
      people = groups != NULL ? new_people () : NULL;
      for (guint i = 0; people != NULL && i < groups->len; i++)
        {
          const XyId *id = &g_array_index (groups, XyId, i);
          g_autoptr (XyUnit) unit = xy_id_is_none (id) ? NULL : xy_record_get (store, &xy_unit_type, id, NULL);
          if (!add_group (store, meeting, persons, id, unit != NULL ? unit->name : NULL, people, error))
            return NULL;
        }
    }
  for (guint i = 0; people != NULL && i < people->len; i++)
    ((XyMeetingPerson *) people->pdata[i])->came = has_come (people->pdata[i], kind, came);
  return g_steal_pointer (&people);
}

/* Who is meant */

/* A name that is not in the roster, or may not be. */
static int
match_name (const XyFindPattern *pattern, const char *name, const char *number)
{
  g_autofree char *key = xy_find_key (name, NULL, NULL, number);

  return xy_find_pattern_match (pattern, key);
}

/* HIT with its household; NULL where it is in none that lives here. */
static XyMeetingPerson *
person_from_hit (XyStore *store, const XyHit *hit, const GArray *groups)
{
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[HOUSEHOLD_OF].text, XY_BIND (XY_ID (&hit->household)), NULL);
  XyMeetingPerson *person;

  if (!hit->here || xy_id_is_none (&hit->household) || !xy_rows_next (rows, NULL))
    return NULL;
  XyId unit = xy_rows_id (rows, 0);
  person = g_new0 (XyMeetingPerson, 1);
  person->household = hit->household;
  person->person = hit->kind == XY_HIT_PERSON ? hit->id : xy_rows_id (rows, 1);
  person->name =
      g_strdup (hit->kind == XY_HIT_PERSON || xy_rows_text (rows, 2) == NULL ? hit->title : xy_rows_text (rows, 2));
  person->number = g_strdup (xy_rows_text (rows, 3));
  person->place = g_strdup (xy_rows_text (rows, 4));
  person->elsewhere = groups != NULL && !is_for (groups, &unit);
  return person;
}

static gboolean
is_there (const GPtrArray *people, const XyMeetingPerson *one, gboolean by_household)
{
  for (guint i = 0; i < people->len; i++)
    {
      const XyMeetingPerson *other = people->pdata[i];
      if ((by_household && !xy_id_is_none (&one->household) && xy_id_same (&one->household, &other->household))
          || (!xy_id_is_none (&one->person) && xy_id_same (&one->person, &other->person))
          /* A member whom nobody tied to the roster is the one of that name. */
          || ((xy_id_is_none (&other->household) || xy_id_same (&one->household, &other->household))
              && g_strcmp0 (one->name, other->name) == 0))
        return TRUE;
    }
  return FALSE;
}

/* Adds PERSON, or frees it where it is among PEOPLE already. */
static void
add_person (GPtrArray *people, XyMeetingPerson *person, gboolean by_household)
{
  if (person == NULL)
    return;
  if (is_there (people, person, by_household))
    xy_meeting_person_free (person);
  else
    g_ptr_array_add (people, person);
}

static int
compare_arriving (gconstpointer a, gconstpointer b)
{
  const XyMeetingPerson *one = *(XyMeetingPerson *const *) a, *other = *(XyMeetingPerson *const *) b;
  int order_of_one = one->came * 2 + one->elsewhere, order_of_other = other->came * 2 + other->elsewhere;

  return order_of_one - order_of_other;
}

/* What is typed is the beginning of a number: in the order of numbers. */
static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const XyMeetingPerson *one = *(XyMeetingPerson *const *) a, *other = *(XyMeetingPerson *const *) b;

  return g_strcmp0 (one->number, other->number);
}

GPtrArray *
xy_meeting_people_arriving (XyStore *store,
                            const XyMeeting *meeting,
                            const XyMeetingKind *kind,
                            const char *text,
                            guint limit,
                            GError **error)
{
  g_autoptr (XyFindPattern) pattern = xy_find_pattern_new (text);
  g_autoptr (GHashTable) came = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  g_autoptr (GPtrArray) people = new_people ();
  gboolean of_members = g_strcmp0 (kind->comes, "member") == 0;
  gboolean by_household = g_strcmp0 (kind->comes, "household") == 0;
  g_autoptr (GArray) groups = NULL;

  if (pattern == NULL)
    return g_steal_pointer (&people);
  if (!add_came (store, &meeting->record.id, came, error))
    return NULL;
  g_autoptr (GPtrArray) members = of_members ? list_members (store, meeting, kind, error) : NULL;
  if (!of_members)
    groups = read_groups (store, meeting, error);
  g_autoptr (GPtrArray) hits = xy_find (store, text, limit * 2, error);
  if (hits == NULL || (of_members ? members == NULL : groups == NULL))
    return NULL;
  for (int rank = 0; of_members && rank < 3; rank++)
    for (guint i = 0; i < members->len; i++)
      {
        XyMeetingPerson *member = members->pdata[i];
        if (member != NULL && match_name (pattern, member->name, member->number) == rank)
          add_person (people, g_steal_pointer (&members->pdata[i]), FALSE);
      }
  if (of_members)
    g_ptr_array_set_free_func (members, NULL);
  for (guint i = 0; of_members && i < members->len; i++)
    g_clear_pointer (&members->pdata[i], xy_meeting_person_free);
  for (guint i = 0; i < hits->len; i++)
    {
      XyMeetingPerson *person = person_from_hit (store, hits->pdata[i], groups);
      if (person != NULL && of_members)
        person->elsewhere = TRUE;
      add_person (people, person, by_household);
    }
  for (guint i = 0; i < people->len; i++)
    ((XyMeetingPerson *) people->pdata[i])->came = has_come (people->pdata[i], kind, came);
  if (g_ascii_isdigit (text[0]))
    g_ptr_array_sort (people, compare_numbers);
  g_ptr_array_sort (people, compare_arriving);
  if (people->len > limit)
    g_ptr_array_set_size (people, (int) limit);
  return g_steal_pointer (&people);
}

static GPtrArray *
list_spoken (XyStore *store, const XyId *meeting, guint limit, GError **error)
{
  g_autoptr (GPtrArray) people = new_people ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[SPOKE].text, XY_BIND (XY_ID (meeting)), &problem);

  while (people->len < limit && xy_rows_next (rows, &problem))
    {
      XyMeetingPerson *person = g_new0 (XyMeetingPerson, 1);
      person->name = g_strdup (xy_rows_text (rows, 0));
      person->household = xy_rows_id (rows, 1);
      person->person = xy_rows_id (rows, 2);
      person->number = g_strdup (xy_rows_text (rows, 3));
      person->place = g_strdup (xy_rows_text (rows, 4));
      add_person (people, person, FALSE);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&people) : NULL;
}

static gboolean
add_present (XyStore *store, const XyId *meeting, const XyFindPattern *pattern, GPtrArray *people, GError **error)
{
  for (int rank = 0; rank < 3; rank++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (XyRows) rows =
          xy_db_query (xy_store_get_db (store), statements[CAME].text, XY_BIND (XY_ID (meeting)), &problem);

      while (xy_rows_next (rows, &problem))
        if (g_strcmp0 (xy_rows_text (rows, 7), "leave") != 0
            && match_name (pattern, xy_rows_text (rows, 3), xy_rows_text (rows, 4)) == rank)
          {
            XyMeetingPerson *person = g_new0 (XyMeetingPerson, 1);
            person->household = xy_rows_id (rows, 0);
            person->person = xy_rows_id (rows, 1);
            person->member = xy_rows_id (rows, 2);
            person->name = g_strdup (xy_rows_text (rows, 3));
            person->number = g_strdup (xy_rows_text (rows, 4));
            person->place = g_strdup (xy_rows_text (rows, 5));
            person->guest = g_strcmp0 (xy_rows_text (rows, 6), "guest") == 0;
            person->came = TRUE;
            add_person (people, person, FALSE);
          }
      if (!xy_error_pass (error, &problem))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
xy_meeting_people_speaking (XyStore *store, const XyMeeting *meeting, const char *text, guint limit, GError **error)
{
  g_autoptr (XyFindPattern) pattern = xy_find_pattern_new (text);
  g_autoptr (GPtrArray) people = new_people ();

  if (pattern == NULL)
    return list_spoken (store, &meeting->record.id, limit, error);
  if (!add_present (store, &meeting->record.id, pattern, people, error))
    return NULL;
  g_autoptr (GPtrArray) hits = people->len < limit ? xy_find (store, text, limit * 2, error) : g_ptr_array_new ();
  if (hits == NULL)
    return NULL;
  for (guint i = 0; i < hits->len; i++)
    add_person (people, person_from_hit (store, hits->pdata[i], NULL), FALSE);
  if (people->len > limit)
    g_ptr_array_set_size (people, (int) limit);
  return g_steal_pointer (&people);
}

const XySql *
xy_meeting_people_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

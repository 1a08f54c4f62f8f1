/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/vote-roll.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/store.h"
#include "core/unit.h"

#define ADULT 18

enum
{
  PEOPLE,
  ONE,
};

#define WHO                                                                                                            \
  "SELECT h.id, h.number, h.head_name, u.name, p.id, p.name, p.sex, p.birthday, u.id "                                 \
  "FROM household AS h LEFT JOIN unit AS u ON u.id = h.unit "                                                          \
  "LEFT JOIN person AS p ON p.household = h.id AND p.del = 0 "                                                         \
  "AND (p.state IN ('here', 'away') OR coalesce (p.since, '') > ?1) "                                                  \
  "WHERE h.del = 0 AND (h.state IN ('here', 'away') OR coalesce (h.since, '') > ?1) "

/* Who lived in the village on ?1, house by house in walking order; or in the house of ?2 alone. */
static const XySql statements[] = {
  [PEOPLE] = { NULL, WHO "ORDER BY u.sort, h.sort, h.id, p.sort, p.id", "a roll is of all who live in the village" },
  [ONE] = { NULL, WHO "AND h.id IN (?2, (SELECT household FROM person WHERE id = ?2)) ORDER BY h.id, p.sort, p.id" },
};

static void
voter_free (gpointer data)
{
  XyVoter *voter = data;

  g_free (voter->name);
  g_free (voter->number);
  g_free (voter->unit_name);
  g_free (voter);
}

void
xy_vote_roll_free (XyVoteRoll *roll)
{
  if (roll == NULL)
    return;
  g_free (roll->basis);
  g_ptr_array_unref (roll->voters);
  g_ptr_array_unref (roll->excluded);
  g_ptr_array_unref (roll->whys);
  g_free (roll);
}

static void
exclude (XyVoteRoll *roll, XyVoter *voter, const char *why)
{
  g_ptr_array_add (roll->excluded, voter);
  g_ptr_array_add (roll->whys, g_strdup (why));
}

static XyVoter *
voter_new (const XyId *id, const XyId *household, const char *name, const char *number, const char *unit_name)
{
  XyVoter *voter = g_new0 (XyVoter, 1);

  voter->id = *id;
  voter->household = *household;
  voter->name = g_strdup (name != NULL ? name : "");
  voter->number = g_strdup (number);
  voter->unit_name = g_strdup (unit_name);
  return voter;
}

/* A household is over: it has a voice where one of 18 or more lives in it. */
static void
close_household (XyVoteRoll *roll, XyVoter *household, guint n_adults)
{
  if (household == NULL)
    return;
  if (n_adults > 0)
    g_ptr_array_add (roll->voters, household);
  else
    exclude (roll, household, _ ("nobody of 18 or more lives in it"));
}

static gboolean
add_people (XyVoteRoll *roll, XyRows *rows, GHashTable *units, const char *as_of, GError **error)
{
  gboolean by_household = g_str_equal (roll->basis, "household");
  XyVoter *household = NULL;
  guint n_adults = 0;
  GError *problem = NULL;

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0), person = xy_rows_id (rows, 4), unit = xy_rows_id (rows, 8);
      const char *birthday = xy_rows_text (rows, 7);
      int age = xy_day_age (birthday, as_of);

      if (units != NULL && !g_hash_table_contains (units, &unit))
        continue;
      if (by_household && (household == NULL || !xy_id_same (&household->id, &id)))
        {
          close_household (roll, household, n_adults);
          household = voter_new (&id, &id, xy_rows_text (rows, 2), xy_rows_text (rows, 1), xy_rows_text (rows, 3));
          n_adults = 0;
        }
      if (xy_id_is_none (&person))
        continue;
      n_adults += age >= ADULT;
      if (by_household)
        continue;
      if (age >= 0 && age < ADULT)
        {
          roll->n_young++;
          continue;
        }
      XyVoter *voter = voter_new (&person, &id, xy_rows_text (rows, 5), xy_rows_text (rows, 1), xy_rows_text (rows, 3));
      voter->woman = g_strcmp0 (xy_rows_text (rows, 6), "女") == 0;
      if (age >= ADULT)
        g_ptr_array_add (roll->voters, voter);
      else
        exclude (roll, voter, _ ("the roster has no day of birth"));
    }
  close_household (roll, household, n_adults);
  return xy_error_pass (error, &problem);
}

static gboolean
add_members (XyVoteRoll *roll, XyStore *store, const XyMeeting *meeting, const char *as_of, GError **error)
{
  g_autoptr (GPtrArray) members = xy_meeting_members (store, &meeting->kind, as_of, error);

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const XyMeetingMember *member = members->pdata[i];
      if (g_strcmp0 (member->role, "guest") == 0)
        continue;
      XyVoter *voter = voter_new (&member->record.id, &(XyId){ 0 }, member->name, NULL, member->represents);
      voter->woman = member->woman != 0;
      g_ptr_array_add (roll->voters, voter);
    }
  return members != NULL;
}

XyVoteRoll *
xy_vote_roll (XyStore *store, const XyMeeting *meeting, const char *basis, const char *as_of, GError **error)
{
  return xy_vote_roll_of (store, meeting, basis, as_of, NULL, error);
}

XyVoteRoll *
xy_vote_roll_of (XyStore *store,
                 const XyMeeting *meeting,
                 const char *basis,
                 const char *as_of,
                 const XyId *voter,
                 GError **error)
{
  g_autoptr (XyVoteRoll) roll = g_new0 (XyVoteRoll, 1);

  roll->basis = g_strdup (basis);
  roll->voters = g_ptr_array_new_with_free_func (voter_free);
  roll->excluded = g_ptr_array_new_with_free_func (voter_free);
  roll->whys = g_ptr_array_new_with_free_func (g_free);
  if (g_str_equal (basis, "member"))
    return add_members (roll, store, meeting, as_of, error) ? g_steal_pointer (&roll) : NULL;
  g_autoptr (GPtrArray) nodes = xy_unit_list_tree (store, error);
  g_autoptr (GHashTable) units = NULL;
  if (nodes == NULL || !xy_unit_area (nodes, meeting->units, &units, error))
    return NULL;
  XyDb *db = xy_store_get_db (store);
  g_autoptr (XyRows) rows =
      voter != NULL ? xy_db_query (db, statements[ONE].text, XY_BIND (XY_TEXT (as_of), XY_ID (voter)), error)
                    : xy_db_query (db, statements[PEOPLE].text, XY_BIND (XY_TEXT (as_of)), error);
  return rows != NULL && add_people (roll, rows, units, as_of, error) ? g_steal_pointer (&roll) : NULL;
}

const XyVoter *
xy_vote_roll_find (const XyVoteRoll *roll, const XyId *id)
{
  for (guint i = 0; i < roll->voters->len; i++)
    if (xy_id_same (&((XyVoter *) roll->voters->pdata[i])->id, id))
      return roll->voters->pdata[i];
  return NULL;
}

char *
xy_vote_roll_excluded (const XyVoteRoll *roll)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < roll->excluded->len; i++)
    {
      const XyVoter *voter = roll->excluded->pdata[i];
      g_string_append_printf (text, "%s%s%s%s\t%s", text->len > 0 ? "\n" : "",
                              voter->number != NULL ? voter->number : "", voter->number != NULL ? " " : "", voter->name,
                              (char *) roll->whys->pdata[i]);
    }
  if (roll->n_young > 0)
    g_string_append_printf (text, "%s%s\t%u", text->len > 0 ? "\n" : "", _ ("under 18"), roll->n_young);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

const XySql *
xy_vote_roll_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

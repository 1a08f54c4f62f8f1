/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-bearer.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/points-account.h"
#include "core/store.h"
#include "core/tag.h"

#define HOUSEHOLD_SQL "SELECT del, state, coalesce (head_name, number) FROM household WHERE id = ?1"
#define PERSON_SQL "SELECT del, state, name, household, birthday FROM person WHERE id = ?1"

static const XySql statements[] = {
  { NULL, HOUSEHOLD_SQL },
  { NULL, PERSON_SQL },
};

struct _XyPointsBearer
{
  XyStore *store;
  const XyPointsRule *rule;
  char **target;
  char **exempt;
  gboolean asks_person; /* one of the tags of target is a person's */
};

static gboolean
set_missing (GError **error, const char *noun)
{
  if (error == NULL || *error == NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This %s is no longer there."), noun);
  return FALSE;
}

static gboolean
check_household (XyPointsBearer *bearer, const XyId *id, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (bearer->store), HOUSEHOLD_SQL, XY_BIND (XY_ID (id)), error);

  if (rows == NULL)
    return FALSE;
  if (!xy_rows_next (rows, error))
    return set_missing (error, _ ("household"));

  const char *state = xy_rows_text (rows, 1), *name = xy_rows_text (rows, 2);
  name = name != NULL ? name : "";
  if (xy_rows_int (rows, 0))
    xy_set_invalid (error, "household", _ ("The household of %s was deleted."), name);
  else if (g_str_equal (state, "moved"))
    xy_set_invalid (error, "household", _ ("The household of %s has moved away, so no points are recorded for it."),
                    name);
  else if (g_str_equal (state, "merged"))
    xy_set_invalid (error, "household",
                    _ ("The household of %s was merged into another one; please record the points there."), name);
  else if (g_str_equal (state, "gone"))
    xy_set_invalid (error, "household", _ ("The household of %s has ended, so no points are recorded for it."), name);
  else
    return TRUE;
  return FALSE;
}

static char *
head_of (XyPointsBearer *bearer, const XyId *household)
{
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (bearer->store), HOUSEHOLD_SQL, XY_BIND (XY_ID (household)), NULL);

  return g_strdup (xy_rows_next (rows, NULL) && xy_rows_text (rows, 2) != NULL ? xy_rows_text (rows, 2) : "");
}

static gboolean
check_age (XyPointsBearer *bearer, const char *name, const char *birthday, const char *day, GError **error)
{
  int age = birthday != NULL ? xy_day_age (birthday, day) : -1;

  if (g_strcmp0 (bearer->rule->account, XY_POINTS_PERSON) != 0 || age < 0 || age >= XY_POINTS_ADULT)
    return TRUE;
  xy_set_invalid (error, "person", _ ("%s was %d on %s; points of one's own begin at %d."), name, age, day,
                  XY_POINTS_ADULT);
  return FALSE;
}

static gboolean
check_person (XyPointsBearer *bearer,
              const XyId *household,
              const XyId *id,
              const char *day,
              char **person_name,
              GError **error)
{
  g_autofree char *head = NULL;

  if (xy_id_is_none (id))
    {
      if (bearer->rule->account == NULL)
        return TRUE;
      head = head_of (bearer, household);
      xy_set_invalid (error, "person", _ ("“%s” is for a person: please say who of the household of %s."),
                      bearer->rule->name, head);
      return FALSE;
    }

  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (bearer->store), PERSON_SQL, XY_BIND (XY_ID (id)), error);
  if (rows == NULL)
    return FALSE;
  if (!xy_rows_next (rows, error))
    return set_missing (error, _ ("person"));
  XyId home = xy_rows_id (rows, 3);
  const char *state = xy_rows_text (rows, 1), *name = xy_rows_text (rows, 2);
  *person_name = g_strdup (name);
  if (xy_rows_int (rows, 0))
    xy_set_invalid (error, "person", _ ("%s was deleted from the roster."), name);
  else if (!xy_id_same (&home, household))
    {
      head = head_of (bearer, household);
      xy_set_invalid (error, "person", _ ("%s is not of the household of %s."), name, head);
    }
  else if (g_str_equal (state, "moved"))
    xy_set_invalid (error, "person", _ ("%s has moved away, so no points are recorded any more."), name);
  else if (g_str_equal (state, "dead"))
    xy_set_invalid (error, "person", _ ("%s has died, so no points are recorded any more."), name);
  else
    return check_age (bearer, name, xy_rows_text (rows, 4), day, error);
  return FALSE;
}

/* The first of NAMES that the household or the person bears; NULL where none is. */
static gboolean
find_borne (XyPointsBearer *bearer,
            char **names,
            const XyId *household,
            const XyId *person,
            const char **found,
            GError **error)
{
  const XyId *const both[] = { household, person };

  *found = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (both) && names[0] != NULL; i++)
    {
      if (xy_id_is_none (both[i]))
        continue;
      g_autoptr (GPtrArray) tags = xy_tag_list_of (bearer->store, both[i], error);
      if (tags == NULL)
        return FALSE;
      for (guint t = 0; t < tags->len && *found == NULL; t++)
        for (char **name = names; *name != NULL; name++)
          if (g_str_equal (*name, ((XyTag *) tags->pdata[t])->name))
            *found = *name;
    }
  return TRUE;
}

static gboolean
check_tags (XyPointsBearer *bearer, const XyId *household, const XyId *person, const char *name, GError **error)
{
  const char *borne;
  const char *field = xy_id_is_none (person) ? "household" : "person", *rule = bearer->rule->name;
  g_autofree char *who = xy_id_is_none (person) ? head_of (bearer, household) : g_strdup (name);

  if (!find_borne (bearer, bearer->exempt, household, person, &borne, error))
    return FALSE;
  if (borne != NULL)
    {
      xy_set_invalid (error, field, _ ("%s is marked “%s”, whom “%s” leaves alone."), who, borne, rule);
      return FALSE;
    }
  if (!find_borne (bearer, bearer->target, household, person, &borne, error))
    return FALSE;
  if (bearer->target[0] == NULL || borne != NULL)
    return TRUE;

  g_autofree char *tags = g_strjoinv (_ (", "), bearer->target);
  if (bearer->asks_person && xy_id_is_none (person))
    xy_set_invalid (error, "person", _ ("“%s” is only for: %s. Please say who of the household of %s."), rule, tags,
                    who);
  else
    xy_set_invalid (error, field, _ ("“%s” is only for: %s; %s is not marked so."), rule, tags, who);
  return FALSE;
}

XyPointsBearer *
xy_points_bearer_new (XyStore *store, const XyPointsRule *rule)
{
  XyPointsBearer *bearer = g_new0 (XyPointsBearer, 1);

  bearer->store = store;
  bearer->rule = rule;
  bearer->target = xy_points_rule_tags (rule->target);
  bearer->exempt = xy_points_rule_tags (rule->exempt);
  for (char **name = bearer->target; *name != NULL; name++)
    {
      g_autoptr (XyTag) tag = xy_tag_get_by_name (store, *name, XY_TAG_PERSON, NULL);
      bearer->asks_person |= tag != NULL;
    }
  return bearer;
}

void
xy_points_bearer_free (XyPointsBearer *bearer)
{
  if (bearer == NULL)
    return;
  g_strfreev (bearer->target);
  g_strfreev (bearer->exempt);
  g_free (bearer);
}

gboolean
xy_points_bearer_check (XyPointsBearer *bearer,
                        const XyId *household,
                        const XyId *person,
                        const char *day,
                        GError **error)
{
  g_autofree char *name = NULL;

  if (!check_household (bearer, household, error) || !check_person (bearer, household, person, day, &name, error))
    return FALSE;
  return (bearer->target[0] == NULL && bearer->exempt[0] == NULL)
         || check_tags (bearer, household, person, name, error);
}

void
xy_points_bearer_set_twice (XyPointsBearer *bearer, const XyId *household, const XyId *person, GError **error)
{
  if (bearer->rule->account == NULL)
    {
      g_autofree char *head = head_of (bearer, household);
      xy_set_invalid (error, "household", _ ("The household of %s is in the list twice."), head);
      return;
    }
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (bearer->store), PERSON_SQL, XY_BIND (XY_ID (person)), NULL);
  xy_set_invalid (error, "person", _ ("%s is in the list twice."),
                  xy_rows_next (rows, NULL) ? xy_rows_text (rows, 2) : "");
}

const XySql *
xy_points_bearer_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

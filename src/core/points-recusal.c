/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-flow.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/normalize.h"
#include "core/person.h"
#include "core/store.h"
#include "core/user.h"

enum
{
  TIE,
  OWN_TIE,
  MEMBER_TIE,
  SAME_ORIGIN,
};

/* Which splits, marriages and mergers tie two households, or a person and a household that he left. */
#define TIES "e.del = 0 AND e.kind IN ('split', 'marriage', 'merge') AND e.other IS NOT NULL"

static const XySql statements[] = {
  [TIE] = { NULL, "SELECT 1 FROM event AS e WHERE e.household = ?1 AND e.other = ?2 AND " TIES
                  " UNION ALL SELECT 1 FROM event AS e WHERE e.household = ?2 AND e.other = ?1 AND " TIES " LIMIT 1" },
  [OWN_TIE] = { NULL,
                "SELECT 1 FROM event AS e WHERE e.person = ?1 AND ?2 IN (e.household, e.other) AND " TIES " LIMIT 1" },
  [MEMBER_TIE] = { NULL, "SELECT 1 FROM person AS p JOIN event AS e ON e.person = p.id WHERE p.household = ?2 "
                         "AND p.del = 0 AND ?1 IN (e.household, e.other) AND " TIES " LIMIT 1" },
  /* Brothers and sisters who each left the same home. */
  [SAME_ORIGIN] = { NULL, "SELECT 1 FROM event AS e JOIN event AS f ON f.household = e.household WHERE e.other = ?1 "
                          "AND f.other = ?2 AND f.del = 0 AND f.kind IN ('split', 'marriage') AND " TIES " LIMIT 1" },
};

/* One judge as the roster knows him: usually one person. */
typedef struct
{
  const char *name;
  GPtrArray *persons;
} Known;

static void
known_clear (Known *known)
{
  g_clear_pointer (&known->persons, g_ptr_array_unref);
}

static gboolean
know (XyStore *store, const XyPointsJudge *judge, Known *known, GError **error)
{
  known->name = judge->name;
  if (xy_id_is_none (&judge->person))
    known->persons = xy_person_list_by_name (store, judge->name, NULL, error);
  else
    {
      XyPerson *person = xy_record_get (store, &xy_person_type, &judge->person, error);
      if (person != NULL)
        {
          known->persons = g_ptr_array_new_with_free_func (g_object_unref);
          g_ptr_array_add (known->persons, person);
        }
    }
  return known->persons != NULL;
}

/* What is the same for all judges of one item. */
typedef struct
{
  XyStore *store;
  const XyPointsItem *item;
  XyId typist;    /* the person who is the user that typed it; may be none */
  XyId household; /* where the item's person lives now; often the item's own */
} Matter;

static gboolean
ask (const Matter *matter, guint statement, const XyId *one, const XyId *two, gboolean *yes, GError **error)
{
  gint64 found = 0;

  if (!xy_db_number (xy_store_get_db (matter->store), statements[statement].text, XY_BIND (XY_ID (one), XY_ID (two)),
                     &found, error))
    return FALSE;
  *yes = *yes || found != 0;
  return TRUE;
}

static gboolean
is_relative (const Matter *matter, const XyPerson *person, const XyId *household, gboolean *yes, GError **error)
{
  return ask (matter, TIE, &person->household, household, yes, error)
         && ask (matter, OWN_TIE, &person->record.id, household, yes, error)
         && ask (matter, MEMBER_TIE, &person->household, household, yes, error)
         && ask (matter, SAME_ORIGIN, &person->household, household, yes, error);
}

/* Why PERSON must step aside, or NULL. */
static gboolean
find_why (const Matter *matter, const XyPerson *person, char **why, GError **error)
{
  const XyPointsItem *item = matter->item;
  gboolean relative = FALSE;

  if (xy_id_same (&person->record.id, &matter->typist))
    *why = g_strdup_printf (_ ("%s registered it."), person->name);
  else if (xy_id_same (&person->record.id, &item->person))
    *why = g_strdup_printf (_ ("It is about %s."), person->name);
  else if (xy_id_same (&person->household, &item->household) || xy_id_same (&person->household, &matter->household))
    *why = g_strdup_printf (_ ("%s is of this household."), person->name);
  else if (xy_id_is_none (&person->household))
    return TRUE;
  else if (!is_relative (matter, person, &item->household, &relative, error)
           || (!xy_id_is_none (&matter->household)
               && !is_relative (matter, person, &matter->household, &relative, error)))
    return FALSE;
  else if (relative)
    *why = g_strdup_printf (_ ("The household of %s is near kin by a split or marriage."), person->name);
  return TRUE;
}

static gboolean
judge_why (const Matter *matter, const Known *known, char **why, GError **error)
{
  /* Whoever is not in the roster can still have typed it. */
  if (g_strcmp0 (known->name, matter->item->recorder) == 0)
    {
      *why = g_strdup_printf (_ ("%s registered it."), known->name);
      return TRUE;
    }
  for (guint i = 0; i < known->persons->len && *why == NULL; i++)
    if (!find_why (matter, known->persons->pdata[i], why, error))
      return FALSE;
  return TRUE;
}

static gboolean
matter_init (Matter *matter, XyStore *store, const XyPointsItem *item, GError **error)
{
  *matter = (Matter){ .store = store, .item = item };
  if (!xy_id_is_none (&item->typist))
    {
      /* An operator of a test, or of a copy, may be no user of the file. */
      g_autoptr (XyUser) user = xy_record_get (store, &xy_user_type, &item->typist, NULL);
      if (user != NULL)
        matter->typist = user->person;
    }
  if (!xy_id_is_none (&item->person))
    {
      g_autoptr (XyPerson) person = xy_record_get (store, &xy_person_type, &item->person, error);
      if (person == NULL)
        return FALSE;
      if (!xy_id_same (&person->household, &item->household))
        matter->household = person->household;
    }
  return TRUE;
}

static void
recusal_clear (gpointer data)
{
  g_free (((XyPointsRecusal *) data)->why);
}

GArray *
xy_points_recusals (XyStore *store,
                    const XyPointsItem *item,
                    const XyPointsJudge *judges,
                    guint n_judges,
                    GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (XyPointsRecusal));
  Matter matter;

  g_array_set_clear_func (list, recusal_clear);
  if (!matter_init (&matter, store, item, error))
    return NULL;
  for (guint i = 0; i < n_judges; i++)
    {
      XyPointsRecusal recusal = { .judge = i };
      Known known = { NULL };
      gboolean ok = know (store, &judges[i], &known, error) && judge_why (&matter, &known, &recusal.why, error);

      known_clear (&known);
      if (recusal.why != NULL)
        g_array_append_val (list, recusal);
      if (!ok)
        return NULL;
    }
  return g_steal_pointer (&list);
}

void
xy_points_judge_clear (XyPointsJudge *judge)
{
  g_clear_pointer (&judge->name, g_free);
}

static GArray *
new_judges (void)
{
  GArray *judges = g_array_new (FALSE, TRUE, sizeof (XyPointsJudge));

  g_array_set_clear_func (judges, (GDestroyNotify) xy_points_judge_clear);
  return judges;
}

GArray *
xy_points_judges_parse (XyStore *store, const char *names, GError **error)
{
  g_autoptr (GArray) judges = new_judges ();
  g_autofree char *clean = xy_text_clean (names);
  g_autofree char *plain = g_strdup (clean);
  g_auto (GStrv) parts = NULL;

  /* All that people write between names becomes a space. */
  static const char *const between[] = { "\u3001", "\uff0c", ",", "\uff1b", ";", "\n", "\t" };
  for (guint i = 0; i < G_N_ELEMENTS (between); i++)
    {
      g_auto (GStrv) split = g_strsplit (plain, between[i], -1);
      g_free (plain);
      plain = g_strjoinv (" ", split);
    }
  parts = g_strsplit (plain, " ", -1);
  for (char **part = parts; *part != NULL; part++)
    {
      if ((*part)[0] == '\0')
        continue;
      g_autoptr (GPtrArray) persons = xy_person_list_by_name (store, *part, NULL, error);
      if (persons == NULL)
        return NULL;
      XyPointsJudge judge = { .name = g_strdup (*part) };
      if (persons->len == 1)
        judge.person = ((XyRecord *) persons->pdata[0])->id;
      g_array_append_val (judges, judge);
    }
  return g_steal_pointer (&judges);
}

GArray *
xy_points_judges_of (const XyPointsSitting *sitting)
{
  GArray *judges = new_judges ();
  g_auto (GStrv) rows = g_strsplit (sitting->members != NULL ? sitting->members : "", "\n", -1);

  for (char **row = rows; *row != NULL; row++)
    {
      g_auto (GStrv) cells = g_strsplit (*row, "\t", 2);
      XyPointsJudge judge = { NULL };
      if (cells[0] == NULL || cells[0][0] == '\0')
        continue;
      judge.name = g_strdup (cells[0]);
      if (cells[1] != NULL)
        xy_id_from_text (cells[1], &judge.person);
      g_array_append_val (judges, judge);
    }
  return judges;
}

const XySql *
xy_points_recusal_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-flow.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/kin.h"
#include "core/normalize.h"
#include "core/person.h"
#include "core/store.h"
#include "core/user.h"

/* What is the same for all judges of one item. */
typedef struct
{
  XyStore *store;
  const XyPointsItem *item;
  XyId typist;    /* the person who is the user that typed it; may be none */
  XyId household; /* where the item's person lives now; often the item's own */
} Matter;

/* Why PERSON must step aside, or NULL. */
static gboolean
find_why (const Matter *matter, const XyPerson *person, char **why, GError **error)
{
  const XyPointsItem *item = matter->item;

  if (xy_id_same (&person->record.id, &matter->typist))
    *why = g_strdup_printf (_ ("%s registered it."), person->name);
  else if (xy_id_same (&person->record.id, &item->person))
    *why = g_strdup_printf (_ ("It is about %s."), person->name);
  else if (!xy_id_is_none (&person->household)
           && (xy_id_same (&person->household, &item->household)
               || xy_id_same (&person->household, &matter->household)))
    *why = xy_kin_own_sentence (person->name);
  if (*why != NULL)
    return TRUE;

  g_autoptr (GHashTable) kin = xy_kin_households (matter->store, person, error);
  if (kin == NULL)
    return FALSE;
  if (g_hash_table_contains (kin, &item->household)
      || (!xy_id_is_none (&matter->household) && g_hash_table_contains (kin, &matter->household)))
    *why = xy_kin_near_sentence (person->name);
  return TRUE;
}

static gboolean
judge_why (const Matter *matter, const XyPointsJudge *judge, char **why, GError **error)
{
  g_autoptr (GPtrArray) persons = xy_kin_persons (matter->store, judge->name, &judge->person, error);

  if (persons == NULL)
    return FALSE;
  /* Whoever is not in the roster can still have typed it. */
  if (g_strcmp0 (judge->name, matter->item->recorder) == 0)
    {
      *why = g_strdup_printf (_ ("%s registered it."), judge->name);
      return TRUE;
    }
  for (guint i = 0; i < persons->len && *why == NULL; i++)
    if (!find_why (matter, persons->pdata[i], why, error))
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
      gboolean ok = judge_why (&matter, &judges[i], &recusal.why, error);

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

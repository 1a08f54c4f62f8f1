/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster: households for tests, written in a line: "曾国强 户主 男 1963-05-12;刘桂花 妻 女 1965;…", with a phone and an
 * ID number at the end and "-" for what is not known. Invented people.
 */
#pragma once

#include "core/household.h"
#include "core/person.h"
#include "core/unit.h"
#include "office.h"

typedef struct
{
  const char *group;
  const char *members;
  XyId id;
} RosterHousehold;

static inline const char *
roster_word (char **words, guint n, guint i)
{
  return i < n && !g_str_equal (words[i], "-") ? words[i] : NULL;
}

static inline gboolean
roster_save_household (XyTxn *txn, gpointer data, GError **error)
{
  RosterHousehold *spec = data;
  g_auto (GStrv) members = g_strsplit (spec->members, ";", -1);
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);

  if (!xy_unit_find_or_make (txn, spec->group, NULL, NULL, &household->unit, error)
      || !xy_record_save (txn, household, error))
    return FALSE;
  spec->id = household->record.id;
  for (guint i = 0; members[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (members[i], " ", -1);
      g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
      guint n = g_strv_length (words);

      person->household = spec->id;
      xy_set_str (&person->name, words[0]);
      xy_set_str (&person->relation, roster_word (words, n, 1));
      xy_set_str (&person->sex, roster_word (words, n, 2));
      xy_set_str (&person->birthday, roster_word (words, n, 3));
      xy_set_str (&person->phone, roster_word (words, n, 4));
      xy_set_str (&person->id_number, roster_word (words, n, 5));
      if (!xy_record_save (txn, person, error))
        return FALSE;
    }
  return TRUE;
}

static inline XyId
roster_add (Office *office, const char *group, const char *members)
{
  RosterHousehold spec = { group, members, XY_ID_NONE };

  office_act (office, "Add household", roster_save_household, &spec);
  return spec.id;
}

static inline XyHousehold *
roster_household (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyHousehold *household = xy_record_get (office->store, &xy_household_type, id, &error);

  g_assert_no_error (error);
  return household;
}

/* "曾国强 户主,刘桂花 妻": who lives in the household. */
static inline char *
roster_members (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = xy_household_list_members (office->store, id, TRUE, &error);
  GString *line = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < members->len; i++)
    {
      const XyPerson *person = members->pdata[i];
      g_string_append_printf (line, "%s%s %s", i > 0 ? "," : "", person->name,
                              person->relation != NULL ? person->relation : "-");
    }
  return g_string_free (line, FALSE);
}

/* The one person of this name. */
static inline XyPerson *
roster_person (Office *office, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_record_list (office->store, &xy_person_type, "WHERE t.name = ?1 AND t.del = 0",
                                               XY_BIND (XY_TEXT (name)), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  return g_object_ref (list->pdata[0]);
}

static inline gboolean
roster_save (XyTxn *txn, gpointer record, GError **error)
{
  return xy_record_save (txn, record, error);
}

static inline gboolean
roster_delete (XyTxn *txn, gpointer record, GError **error)
{
  return xy_record_set_deleted (txn, record, TRUE, error);
}

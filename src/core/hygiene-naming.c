/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-naming.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/household.h"
#include "core/person.h"
#include "core/record-check.h"
#include "core/store.h"

#define OF_AGE 18

enum
{
  LIST,
  OF_HOUSEHOLD,
  OF_ALL,
};

static const XySql statements[] = {
  [LIST] = { &xy_hygiene_naming_type,
             "WHERE t.del = 0 ORDER BY t.household IS NOT NULL, t.ended_on IS NOT NULL, t.day DESC, t.id DESC" },
  [OF_HOUSEHOLD] = { &xy_hygiene_naming_type, "WHERE t.household = ?1 AND t.del = 0 ORDER BY t.day DESC, t.id DESC" },
  [OF_ALL] = { &xy_hygiene_naming_type, "WHERE t.household IS NULL AND t.del = 0 ORDER BY t.day DESC, t.id DESC" },
};

static gboolean check_naming (XyTxn *txn, XyRecord *record, GError **error);

static const XyField naming_fields[] = {
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyHygieneNaming, household), XY_FIELD_IMMUTABLE },
  { "basis", N_ ("Ground"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneNaming, basis), XY_FIELD_REQUIRED },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneNaming, day), XY_FIELD_REQUIRED },
  { "reviewed_on", N_ ("Reviewed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneNaming, reviewed_on), 0 },
  { "reviewer", N_ ("Reviewed by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneNaming, reviewer), 0 },
  { "ended_on", N_ ("Ended on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneNaming, ended_on), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneNaming, recorder), XY_FIELD_REQUIRED },
};

const XyRecordType xy_hygiene_naming_type = {
  .table = "hygiene_naming",
  .noun = N_ ("ground for naming"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_HYGIENE,
  .fields = naming_fields,
  .n_fields = G_N_ELEMENTS (naming_fields),
  .get_gtype = xy_hygiene_naming_get_type,
  .check = check_naming,
};

XY_DEFINE_RECORD (XyHygieneNaming, xy_hygiene_naming)

static gboolean
check_naming (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyHygieneNaming *naming = (const XyHygieneNaming *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (xy_id_is_none (&naming->household) && naming->reviewed_on == NULL)
    xy_set_invalid (error, "reviewed_on",
                    _ ("A clause names households only after its legal review: say when that was."));
  else if (naming->reviewed_on != NULL && strcmp (naming->reviewed_on, naming->day) > 0)
    xy_set_invalid (error, "reviewed_on",
                    _ ("The clause was adopted on %s; its legal review comes before that (it says %s)."), naming->day,
                    naming->reviewed_on);
  else if (naming->ended_on != NULL && strcmp (naming->ended_on, naming->day) < 0)
    xy_set_invalid (error, "ended_on", _ ("It cannot have ended before %s, when it began."), naming->day);
  else
    return TRUE;
  return FALSE;
}

gboolean
xy_hygiene_naming_stands (const XyHygieneNaming *naming, const char *day)
{
  return !naming->record.deleted && strcmp (naming->day, day) <= 0
         && (naming->reviewed_on == NULL || strcmp (naming->reviewed_on, day) <= 0)
         && (naming->ended_on == NULL || strcmp (day, naming->ended_on) < 0);
}

/* Refuses a second consent of a household that has one. */
static gboolean
check_alone (XyTxn *txn, const XyHygieneNaming *naming, const char *today, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHousehold) household = NULL;
  g_autoptr (GPtrArray) others = NULL;

  if (xy_id_is_none (&naming->household))
    return TRUE;
  household = xy_record_get (store, &xy_household_type, &naming->household, error);
  if (household == NULL)
    return FALSE;
  others = xy_record_list (store, &xy_hygiene_naming_type, statements[OF_HOUSEHOLD].text,
                           XY_BIND (XY_ID (&naming->household)), error);
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (!xy_id_same (&((XyRecord *) others->pdata[i])->id, &naming->record.id)
        && xy_hygiene_naming_stands (others->pdata[i], today))
      {
        g_autofree char *whose = xy_household_describe (household);
        g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s gave its consent already, on %s."), whose,
                     ((XyHygieneNaming *) others->pdata[i])->day);
        return FALSE;
      }
  return others != NULL;
}

/* What the sentence of an act calls NAMING. (transfer full) */
static char *
describe (XyStore *store, const XyHygieneNaming *naming)
{
  g_autoptr (XyHousehold) household =
      xy_id_is_none (&naming->household) ? NULL : xy_record_get (store, &xy_household_type, &naming->household, NULL);

  return household != NULL ? xy_household_describe (household) : g_strdup (naming->basis);
}

gboolean
xy_hygiene_naming_save_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneNaming *naming = data;
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));
  char day[XY_DAY_SIZE] = "";

  if (naming->day == NULL)
    xy_set_str (&naming->day, today);
  if (xy_day_parse (naming->day, day) != XY_DAY_FULL || strcmp (day, today) > 0)
    {
      xy_set_invalid (error, "day", _ ("Please write the day of the consent, or of the vote: not one to come."));
      return FALSE;
    }
  xy_set_str (&naming->day, day);
  if (naming->recorder == NULL)
    xy_set_str (&naming->recorder, xy_txn_get_actor (txn)->name);
  if (!check_alone (txn, naming, today, error) || !xy_record_save (txn, naming, error))
    return FALSE;
  g_autofree char *what = describe (xy_txn_get_store (txn), naming);
  g_autofree char *title = g_strdup_printf (_ ("Ground for naming on the board: %s"), what);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_hygiene_naming_end_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneNamingEnd *end = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneNaming) naming = xy_record_get (store, &xy_hygiene_naming_type, &end->naming, error);
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));
  char day[XY_DAY_SIZE];

  if (naming == NULL)
    return FALSE;
  if (naming->ended_on != NULL || naming->record.deleted)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” is no longer in force."), naming->basis);
      return FALSE;
    }
  if (xy_day_parse (end->day != NULL ? end->day : today, day) != XY_DAY_FULL || strcmp (day, today) > 0)
    {
      xy_set_invalid (error, "day", _ ("Please write the day on which it ended: not one to come."));
      return FALSE;
    }
  g_autoptr (XyHygieneNaming) copy = xy_record_copy (naming);
  xy_set_str (&copy->ended_on, day);
  if (!xy_record_save (txn, copy, error))
    return FALSE;
  g_autofree char *what = describe (store, naming);
  g_autofree char *title = g_strdup_printf (_ ("No longer named on the board: %s"), what);
  xy_txn_set_title (txn, title);
  return TRUE;
}

GPtrArray *
xy_hygiene_naming_list (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_hygiene_naming_type, statements[LIST].text, XY_BIND_NONE, error);
}

/* The first of NAMINGS that stands on DAY, or NULL; borrowed. */
static const XyHygieneNaming *
find_standing (GPtrArray *namings, const char *day)
{
  for (guint i = 0; namings != NULL && i < namings->len; i++)
    if (xy_hygiene_naming_stands (namings->pdata[i], day))
      return namings->pdata[i];
  return NULL;
}

static gboolean
head_is_of_age (XyStore *store, const XyId *id, const char *day)
{
  g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, id, NULL);
  g_autoptr (XyPerson) head = household != NULL && !xy_id_is_none (&household->head)
                                  ? xy_record_get (store, &xy_person_type, &household->head, NULL)
                                  : NULL;

  if (household == NULL || household->head_name == NULL)
    return FALSE;
  /* A head of whom no birthday is known is a grown-up: heads who are children are entered with their papers. */
  int age = head != NULL && head->birthday != NULL ? xy_day_age (head->birthday, day) : -1;
  return age < 0 || age >= OF_AGE;
}

gboolean
xy_hygiene_may_name (XyStore *store, const XyId *household, const char *day, char **ground)
{
  g_autoptr (GPtrArray) own =
      xy_record_list (store, &xy_hygiene_naming_type, statements[OF_HOUSEHOLD].text, XY_BIND (XY_ID (household)), NULL);
  g_autoptr (GPtrArray) clauses =
      xy_record_list (store, &xy_hygiene_naming_type, statements[OF_ALL].text, XY_BIND_NONE, NULL);
  const XyHygieneNaming *naming = find_standing (own, day);

  if (ground != NULL)
    *ground = NULL;
  if (naming == NULL)
    naming = find_standing (clauses, day);
  if (naming == NULL || !head_is_of_age (store, household, day))
    return FALSE;
  if (ground != NULL)
    /* Translators: a consent or a clause of the bylaws, its day */
    *ground = g_strdup_printf (_ ("%s (%s)"), naming->basis, naming->day);
  return TRUE;
}

const XySql *
xy_hygiene_naming_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

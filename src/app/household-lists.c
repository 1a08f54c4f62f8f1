/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/household-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/day.h"
#include "core/duplicate.h"
#include "core/mask.h"
#include "core/number.h"
#include "core/sentence.h"
#include "core/store.h"
#include "core/unit.h"

XyRosterAsk *
xy_roster_ask_copy (const XyRosterAsk *ask)
{
  XyRosterAsk *copy = g_memdup2 (ask, sizeof *ask);
  copy->text = g_strdup (ask->text);
  return copy;
}

void
xy_roster_ask_free (gpointer p)
{
  XyRosterAsk *ask = p;
  g_free (ask->text);
  g_free (ask);
}

static XyRosterFilter
filter_of (const XyListQuery *query)
{
  const XyRosterAsk *ask = query->data;
  return (XyRosterFilter){ .text = ask->text, .unit = ask->unit, .tag = ask->tag, .who = ask->who };
}

static guint
order_of (const XyListQuery *query, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (query->sort, names[i]) == 0)
      return i;
  return 0;
}

/* Households. All of this on the worker's thread. */

static XyListAnswer *
household_ids (XyStore *store, const XyListQuery *query, GCancellable *cancellable, GError **error)
{
  static const char *const orders[] = { "number", "group", "head", "people", "points", "state" };
  const XyRosterAsk *ask = query->data;
  XyHouseholdOrder order = (XyHouseholdOrder) order_of (query, orders, G_N_ELEMENTS (orders));
  XyRosterFilter filter = filter_of (query);
  gint64 people = 0;
  if (order == XY_HOUSEHOLDS_BY_HEAD && ask->by_pinyin)
    order = XY_HOUSEHOLDS_BY_PINYIN;
  XyListAnswer *answer =
      xy_list_answer_new (xy_household_list_ids (store, &filter, order, query->descending, &people, error));

  if (answer != NULL)
    answer->sums[0] = people;
  return answer;
}

static GPtrArray *
household_records (XyStore *store,
                   const XyListQuery *query,
                   const XyId *ids,
                   guint n_ids,
                   GCancellable *cancellable,
                   GError **error)
{
  return xy_household_list_rows (store, ids, n_ids, error);
}

static char *
household_sum (XyStore *store,
               const XyListQuery *query,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  gint64 people, points;

  if (!xy_household_list_sum (store, ids, n_ids, &people, &points, error))
    return NULL;
  g_autofree char *total = xy_points_format (points);
  return g_strdup_printf (ngettext ("%d person, %s points together", "%d people, %s points together", (gulong) people),
                          (int) people, total);
}

XY_TEXT_GETTER (household_group, XyHouseholdRow, unit_name)
XY_TEXT_GETTER (household_number, XyHouseholdRow, household->number)
XY_TEXT_GETTER (household_head, XyHouseholdRow, household->head_name)

static char *
household_people (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) ((const XyHouseholdRow *) record)->people);
}

static char *
household_phone (gconstpointer record)
{
  return xy_mask_phone (((const XyHouseholdRow *) record)->phone);
}

XY_TEXT_GETTER (household_tags, XyHouseholdRow, tags)

static char *
household_points (gconstpointer record)
{
  return xy_points_format (((const XyHouseholdRow *) record)->points);
}

XY_TEXT_GETTER (household_address, XyHouseholdRow, household->address)
XY_TEXT_GETTER (household_category, XyHouseholdRow, household->category)

static XyPillKind
pill_of (const char *state, gboolean alert)
{
  if (alert)
    return XY_PILL_ALERT;
  if (g_strcmp0 (state, "here") == 0)
    return XY_PILL_DONE;
  return g_strcmp0 (state, "away") == 0 ? XY_PILL_WAITING : XY_PILL_PLAIN;
}

static char *
household_state (gconstpointer record)
{
  const XyHouseholdRow *row = record;
  return g_strdup (row->n_problems > 0 ? _ ("to mend") : xy_household_state_label (row->household->state));
}

static XyPillKind
household_pill (gconstpointer record)
{
  const XyHouseholdRow *row = record;
  return pill_of (row->household->state, row->n_problems > 0);
}

const XyColumn xy_household_columns[] = {
  { "group", N_ ("Group"), 76, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, household_group, NULL },
  { "number", N_ ("House no."), 84, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, household_number, NULL },
  { "head", N_ ("Head"), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, household_head, NULL },
  { "people", N_ ("Size"), 66, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, household_people, NULL },
  { "phone", N_ ("Phone"), 124, XY_COLUMN_TEXT, 0, household_phone, NULL },
  { "tags", N_ ("Tags"), 120, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, household_tags, NULL },
  { "points", N_ ("Points"), 84, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, household_points, NULL },
  { "state", N_ ("State"), 102, XY_COLUMN_PILL, XY_COLUMN_SORTABLE | XY_COLUMN_MARKED, household_state,
    household_pill },
  { "address", N_ ("Address"), 160, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, household_address, NULL },
  { "category", N_ ("Category"), 90, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, household_category, NULL },
};
const guint xy_n_household_columns = G_N_ELEMENTS (xy_household_columns);

const XyListSource xy_household_source = {
  .ids = household_ids,
  .records = household_records,
  .free_record = (GDestroyNotify) xy_household_row_free,
  .sum = household_sum,
};

/* Persons. */

static XyListAnswer *
person_ids (XyStore *store, const XyListQuery *query, GCancellable *cancellable, GError **error)
{
  static const char *const orders[] = { "household", "group", "name", "sex", "age", "state" };
  const XyRosterAsk *ask = query->data;
  XyPersonOrder order = (XyPersonOrder) order_of (query, orders, G_N_ELEMENTS (orders));
  XyRosterFilter filter = filter_of (query);

  if (order == XY_PERSONS_BY_NAME && ask->by_pinyin)
    order = XY_PERSONS_BY_PINYIN;
  return xy_list_answer_new (xy_person_list_ids (store, &filter, order, query->descending, error));
}

static GPtrArray *
person_records (XyStore *store,
                const XyListQuery *query,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error)
{
  return xy_person_list_rows (store, ids, n_ids, error);
}

XY_TEXT_GETTER (person_name, XyPersonRow, person->name)
XY_TEXT_GETTER (person_sex, XyPersonRow, person->sex)

static char *
person_age (gconstpointer record)
{
  g_autofree char *today = xy_env_today (xy_env_system ());
  int age = xy_day_age (((const XyPersonRow *) record)->person->birthday, today);
  return age >= 0 ? g_strdup_printf ("%d", age) : NULL;
}

XY_TEXT_GETTER (person_group, XyPersonRow, unit_name)
XY_TEXT_GETTER (person_head, XyPersonRow, head_name)
XY_TEXT_GETTER (person_relation, XyPersonRow, person->relation)

static char *
person_id_number (gconstpointer record)
{
  return xy_mask_id_number (((const XyPersonRow *) record)->person->id_number);
}

static char *
person_phone (gconstpointer record)
{
  return xy_mask_phone (((const XyPersonRow *) record)->person->phone);
}

XY_TEXT_GETTER (person_tags, XyPersonRow, tags)
XY_TEXT_GETTER (person_number, XyPersonRow, number)
XY_TEXT_GETTER (person_work_place, XyPersonRow, person->work_place)

static char *
person_state (gconstpointer record)
{
  return g_strdup (xy_person_state_label (((const XyPersonRow *) record)->person->state));
}

static XyPillKind
person_pill (gconstpointer record)
{
  return pill_of (((const XyPersonRow *) record)->person->state, FALSE);
}

const XyColumn xy_person_columns[] = {
  { "name", N_ ("Name"), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, person_name, NULL },
  { "sex", N_ ("Sex"), 52, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, person_sex, NULL },
  { "age", N_ ("Age"), 56, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, person_age, NULL },
  { "group", N_ ("Group"), 66, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, person_group, NULL },
  { "head", N_ ("Head"), 84, XY_COLUMN_TEXT, 0, person_head, NULL },
  { "relation", N_ ("Relation"), 72, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, person_relation, NULL },
  { "id_number", N_ ("ID number"), 162, XY_COLUMN_TEXT, 0, person_id_number, NULL },
  { "phone", N_ ("Phone"), 112, XY_COLUMN_TEXT, 0, person_phone, NULL },
  { "state", N_ ("State"), 102, XY_COLUMN_PILL, XY_COLUMN_SORTABLE | XY_COLUMN_MARKED, person_state, person_pill },
  { "household", N_ ("House no."), 84, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_HIDDEN, person_number, NULL },
  { "tags", N_ ("Tags"), 110, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, person_tags, NULL },
  { "work_place", N_ ("Works at"), 120, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, person_work_place, NULL },
};
const guint xy_n_person_columns = G_N_ELEMENTS (xy_person_columns);

const XyListSource xy_person_source = {
  .ids = person_ids,
  .records = person_records,
  .free_record = (GDestroyNotify) xy_person_row_free,
};

/* What is to be mended. */

static const XyId *
subject_of (const XyProblem *problem)
{
  return xy_id_is_none (&problem->person) || problem->kind == XY_PROBLEM_HEAD_DIFFERS ? &problem->household
                                                                                      : &problem->person;
}

static XyListAnswer *
problem_ids (XyStore *store, const XyListQuery *query, GCancellable *cancellable, GError **error)
{
  XyRosterFilter filter = filter_of (query);
  g_autoptr (GPtrArray) problems = xy_household_list_problems (store, NULL, 0, error);
  g_autoptr (GPtrArray) twins = problems != NULL ? xy_person_list_duplicates (store, 0, error) : NULL;
  g_autoptr (GArray) households = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (xy_id_hash, xy_id_equal);
  g_autoptr (GHashTable) fitting = g_hash_table_new (xy_id_hash, xy_id_equal);
  gboolean filtered = filter.text != NULL || !xy_id_is_none (&filter.unit) || !xy_id_is_none (&filter.tag);
  GArray *ids;

  if (twins == NULL)
    return NULL;
  households = xy_household_list_ids (store, &filter, XY_HOUSEHOLDS_BY_NUMBER, FALSE, NULL, error);
  if (households == NULL)
    return NULL;
  for (guint i = 0; i < households->len; i++)
    g_hash_table_add (fitting, &g_array_index (households, XyId, i));
  ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < problems->len; i++)
    {
      const XyProblem *problem = problems->pdata[i];
      const XyId *subject = subject_of (problem);
      if (filtered && !g_hash_table_contains (fitting, &problem->household))
        continue;
      if (g_hash_table_add (seen, (gpointer) subject))
        g_array_append_vals (ids, subject, 1);
    }
  for (guint i = 0; i < twins->len; i++)
    {
      const XyDuplicate *pair = twins->pdata[i];
      if (filtered && !g_hash_table_contains (fitting, &pair->second_household))
        continue;
      if (g_hash_table_add (seen, (gpointer) &pair->second))
        g_array_append_vals (ids, &pair->second, 1);
    }
  return xy_list_answer_new (ids);
}

static void
problem_row_free (gpointer p)
{
  XyProblemRow *row = p;
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row->group);
  g_free (row->number);
  g_free (row->sentences);
  g_free (row);
}

static void
say_where (XyStore *store, XyProblemRow *row)
{
  g_autoptr (XyHousehold) household =
      xy_id_is_none (&row->household) ? NULL : xy_record_get (store, &xy_household_type, &row->household, NULL);
  g_autoptr (XyUnit) unit = household == NULL || xy_id_is_none (&household->unit)
                                ? NULL
                                : xy_record_get (store, &xy_unit_type, &household->unit, NULL);

  row->number = household != NULL ? g_strdup (household->number) : NULL;
  row->group = unit != NULL ? g_strdup (unit->name) : NULL;
}

/* The problems that ID itself has, in one row; NULL where all is well now. */
static XyProblemRow *
problem_row (XyStore *store, const XyId *id, GPtrArray *twins, GError **error)
{
  g_autoptr (GPtrArray) problems = xy_person_list_problems (store, id, error);
  g_autoptr (GString) sentences = g_string_new (NULL);
  XyProblemRow *row = NULL;

  if (problems != NULL && problems->len == 0)
    {
      g_ptr_array_unref (problems);
      problems = xy_household_list_problems (store, id, 0, error);
    }
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const XyProblem *problem = problems->pdata[i];
      if (!xy_id_same (subject_of (problem), id))
        continue;
      if (row == NULL)
        {
          row = g_new0 (XyProblemRow, 1);
          row->household = problem->household;
          row->person = xy_id_same (&problem->person, id) ? problem->person : XY_ID_NONE;
          row->kind = problem->kind;
          row->name = g_strdup (problem->name);
        }
      xy_sentence_append (sentences, problem->sentence);
    }
  for (guint i = 0; problems != NULL && i < twins->len; i++)
    {
      const XyDuplicate *pair = twins->pdata[i];
      if (!xy_id_same (&pair->second, id))
        continue;
      g_autofree char *same = xy_duplicate_explain (pair);
      if (row == NULL)
        {
          row = g_new0 (XyProblemRow, 1);
          row->household = pair->second_household;
          row->person = pair->second;
          row->name = g_strdup (pair->second_name);
        }
      row->twin = pair->first;
      g_autofree char *twin = g_strdup_printf (_ ("May be the same person as another record: %s."), same);
      xy_sentence_append (sentences, twin);
      break;
    }
  if (row == NULL)
    return NULL;
  row->sentences = g_strdup (sentences->str);
  say_where (store, row);
  return row;
}

static GPtrArray *
problem_records (XyStore *store,
                 const XyListQuery *query,
                 const XyId *ids,
                 guint n_ids,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n_ids, problem_row_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) twins = xy_person_list_duplicates (store, 0, &problem);

  for (guint i = 0; i < n_ids && problem == NULL; i++)
    g_ptr_array_add (rows, problem_row (store, &ids[i], twins, &problem));
  return xy_error_pass (error, &problem) ? g_steal_pointer (&rows) : NULL;
}

XY_TEXT_GETTER (problem_group, XyProblemRow, group)
XY_TEXT_GETTER (problem_number, XyProblemRow, number)
XY_TEXT_GETTER (problem_name, XyProblemRow, name)
XY_TEXT_GETTER (problem_sentences, XyProblemRow, sentences)

static char *
problem_kind (gconstpointer record)
{
  const XyProblemRow *row = record;

  if (!xy_id_is_none (&row->twin))
    return g_strdup (_ ("twice"));
  switch (row->kind)
    {
    case XY_PROBLEM_NO_HEAD:
      return g_strdup (_ ("no head"));
    case XY_PROBLEM_TWO_HEADS:
      return g_strdup (_ ("several heads"));
    case XY_PROBLEM_HEAD_DIFFERS:
      return g_strdup (_ ("head differs"));
    case XY_PROBLEM_NO_MEMBERS:
      return g_strdup (_ ("nobody in it"));
    case XY_PROBLEM_NO_UNIT:
      return g_strdup (_ ("no group"));
    case XY_PROBLEM_NO_HOUSEHOLD:
      return g_strdup (_ ("no household"));
    case XY_PROBLEM_NO_RELATION:
      return g_strdup (_ ("relation"));
    case XY_PROBLEM_ID_NUMBER:
    default:
      return g_strdup (_ ("ID number"));
    }
}

static XyPillKind
problem_pill (gconstpointer record)
{
  return XY_PILL_ALERT;
}

const XyColumn xy_problem_columns[] = {
  { "group", N_ ("Group"), 76, XY_COLUMN_TEXT, 0, problem_group, NULL },
  { "number", N_ ("House no."), 84, XY_COLUMN_TEXT, 0, problem_number, NULL },
  { "name", N_ ("Name"), 90, XY_COLUMN_TEXT, 0, problem_name, NULL },
  { "kind", N_ ("Problem"), 110, XY_COLUMN_PILL, 0, problem_kind, problem_pill },
  { "sentences", N_ ("In words"), 300, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, problem_sentences, NULL },
};
const guint xy_n_problem_columns = G_N_ELEMENTS (xy_problem_columns);

const XyListSource xy_problem_source = {
  .ids = problem_ids,
  .records = problem_records,
  .free_record = problem_row_free,
};

XyId
xy_roster_row_household (const XyListSource *source, gconstpointer record)
{
  if (record == NULL)
    return XY_ID_NONE;
  if (source == &xy_household_source)
    return ((const XyHouseholdRow *) record)->household->record.id;
  if (source == &xy_person_source)
    return ((const XyPersonRow *) record)->person->household;
  return ((const XyProblemRow *) record)->household;
}

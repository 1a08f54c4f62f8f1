/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/household.h"
#include "core/person.h"
#include "core/record-format.h"
#include "core/relation.h"
#include "tabular/roster-match.h"

#define STEP 512

typedef struct
{
  XyRosterPlan *plan;
  XyRosterRead *read;
  XyRosterMatch *match;
  GHashTable *taken; /* numbers given to households of the file */
  gboolean *keeps;   /* by household of the file: relations stay, for its head has died or left */
  guint *dethroned;  /* by household of the file: who is its head in the roster and not in the file */
} Planner;

static void
tell (Planner *planner, XyRosterSeverity severity, const XyRosterRow *row, const char *text)
{
  XyRosterMessage message = { severity, row->sheet, row->row, -1, NULL };

  message.text = g_string_chunk_insert_const (planner->plan->texts, text);
  g_array_append_val (planner->plan->messages, message);
}

static void
refuse (Planner *planner, guint index, const char *text)
{
  const XyRosterRow *row = xy_roster_read_row (planner->read, index);

  planner->plan->refused[index] = 1;
  planner->plan->n_refused++;
  tell (planner, XY_ROSTER_ERROR, row, text);
}

static gboolean
is_refused (const Planner *planner, guint index)
{
  return planner->plan->refused[index] != 0;
}

static void
add_change (Planner *planner,
            XyRosterItem *item,
            const XyRecordType *type,
            const char *column,
            const char *before,
            const char *after)
{
  XyRosterChange change = { xy_record_type_field (type, column), before, after };

  g_array_append_val (planner->plan->changes, change);
  item->n_changes++;
  item->diff = XY_ROSTER_CHANGED;
}

static XyRosterItem
new_item (Planner *planner, XyRosterDiff diff, guint index)
{
  return (XyRosterItem){ .diff = (guint8) diff, .index = index, .first_change = planner->plan->changes->len };
}

static const XyStoredHousehold *
stored_household_of (const Planner *planner, guint h)
{
  guint stored = h != XY_ROSTER_NOBODY ? planner->match->household_of[h] : XY_ROSTER_NOBODY;

  return stored != XY_ROSTER_NOBODY ? xy_stored_household (planner->match, stored) : NULL;
}

/* A person whom the ID number finds must be the same in one thing more: the name, or the household. */
static void
refuse_strangers (Planner *planner)
{
  for (guint r = 0; r < planner->read->rows->len; r++)
    {
      const XyRosterRow *row = xy_roster_read_row (planner->read, r);
      guint p = planner->match->person_of[r];
      if (row->state != XY_ROSTER_GOOD || p == XY_ROSTER_NOBODY)
        continue;
      const XyStoredPerson *person = xy_stored_person (planner->match, p);
      if (g_str_equal (person->value[XY_STORED_NAME], row->value[XY_ROSTER_NAME])
          || person->household == planner->match->household_of[row->household])
        continue;
      g_autofree char *text = g_strdup_printf (_ ("The roster has this ID number for %s, in another household."),
                                               person->value[XY_STORED_NAME]);
      refuse (planner, r, text);
    }
}

/* Without its head a household cannot land. */
static void
refuse_headless (Planner *planner)
{
  for (guint h = 0; h < planner->read->households->len; h++)
    {
      const XyRosterHousehold *household = xy_roster_read_household (planner->read, h);
      if (household->n_good == 0)
        continue;
      const XyRosterRow *head = xy_roster_read_row (planner->read, household->head);
      guint p = planner->match->person_of[household->head];
      const XyStoredPerson *person = p != XY_ROSTER_NOBODY ? xy_stored_person (planner->match, p) : NULL;
      gboolean refused = is_refused (planner, household->head);
      g_autofree char *text = NULL;

      planner->keeps[h] = person != NULL && !person->live;
      if (refused)
        text = g_strdup_printf (_ ("Waits for the head of the household: row %u must be mended first."), head->row + 1);
      else if (planner->keeps[h] && planner->match->household_of[h] == XY_ROSTER_NOBODY)
        text = g_strdup_printf (_ ("The roster says of the head %s: %s."), person->value[XY_STORED_NAME],
                                xy_person_state_label (person->state));
      if (text == NULL)
        continue;
      for (guint r = household->first; r != XY_ROSTER_NOBODY; r = xy_roster_read_row (planner->read, r)->next)
        if (xy_roster_read_row (planner->read, r)->state == XY_ROSTER_GOOD && !is_refused (planner, r))
          refuse (planner, r, text);
    }
}

/* Who is the head in the roster, where the file has another. */
static void
find_dethroned (Planner *planner)
{
  for (guint h = 0; h < planner->read->households->len; h++)
    {
      const XyRosterHousehold *household = xy_roster_read_household (planner->read, h);
      const XyStoredHousehold *stored = stored_household_of (planner, h);

      planner->dethroned[h] = XY_ROSTER_NOBODY;
      if (stored == NULL || household->n_good == 0 || planner->keeps[h])
        continue;
      for (guint p = stored->first; p != XY_ROSTER_NOBODY; p = xy_stored_person (planner->match, p)->next)
        {
          const XyStoredPerson *person = xy_stored_person (planner->match, p);
          if (person->is_head && person->live && person->row != household->head)
            planner->dethroned[h] = p;
        }
    }
}

static void
compare_text (Planner *planner, XyRosterItem *item, const char *column, const char *before, const char *after)
{
  if (after != NULL && g_strcmp0 (before, after) != 0)
    add_change (planner, item, &xy_household_type, column, before, after);
}

/* The number that household H is to have, or NULL where it cannot have it. */
static const char *
free_number (Planner *planner, guint h, const XyRosterRow *head)
{
  const char *number = planner->match->number_of[h];

  if (number == NULL)
    return NULL;
  if (!g_hash_table_contains (planner->match->numbers, number) && g_hash_table_add (planner->taken, (gpointer) number))
    return number;
  g_autofree char *text =
      g_strdup_printf (_ ("Another household has the number %s; this one does not get it."), number);
  tell (planner, XY_ROSTER_WARNING, head, text);
  return NULL;
}

static void
compare_household (Planner *planner, guint h, const XyRosterHousehold *household, XyRosterItem *item)
{
  const XyStoredHousehold *stored = stored_household_of (planner, h);
  const XyRosterRow *head = xy_roster_read_row (planner->read, household->head);

  item->name = head->value[XY_ROSTER_NAME];
  item->group = household->group;
  if (stored == NULL)
    {
      item->number = free_number (planner, h, head);
      return;
    }
  item->id = stored->id;
  item->number = stored->number;
  item->diff = XY_ROSTER_UNCHANGED;
  if (!stored->live)
    {
      tell (planner, XY_ROSTER_WARNING, head,
            _ ("The roster says that this household is no longer here; nothing of it was changed."));
      return;
    }
  if (planner->match->number_of[h] != NULL && !xy_roster_same_number (planner->match, h, stored->number))
    {
      const char *number = free_number (planner, h, head);
      if (number != NULL)
        add_change (planner, item, &xy_household_type, "number", stored->number, number);
    }
  if (household->group_key != NULL && g_strcmp0 (household->group_key, stored->unit_key) != 0)
    add_change (planner, item, &xy_household_type, "unit", stored->unit_name, household->group);
  compare_text (planner, item, "address", stored->address, household->address);
  compare_text (planner, item, "phone", stored->phone, household->phone);
  compare_text (planner, item, "bank", stored->bank, household->bank);
  compare_text (planner, item, "category", stored->category, household->category);
  compare_text (planner, item, "note", stored->note, household->note);
}

static const char *
describe (Planner *planner, const char *name, const char *number)
{
  g_autofree char *text = number != NULL ? g_strdup_printf ("%s(%s)", name != NULL ? name : "", number)
                                         : g_strdup (name != NULL ? name : "");

  return g_string_chunk_insert_const (planner->plan->texts, text);
}

static void
compare_place (Planner *planner, const XyRosterRow *row, const XyStoredPerson *person, XyRosterItem *item)
{
  const XyRosterHousehold *household = xy_roster_read_household (planner->read, row->household);

  if (person->household == planner->match->household_of[row->household] && person->household != XY_ROSTER_NOBODY)
    return;
  const XyStoredHousehold *before =
      person->household != XY_ROSTER_NOBODY ? xy_stored_household (planner->match, person->household) : NULL;
  const char *name = xy_roster_read_row (planner->read, household->head)->value[XY_ROSTER_NAME];
  add_change (planner, item, &xy_person_type, "household",
              before != NULL ? describe (planner, before->head_name, before->number) : NULL,
              describe (planner, name, household->number));
}

static void
compare_state (Planner *planner, const XyRosterRow *row, const XyStoredPerson *person, XyRosterItem *item)
{
  if (row->life != NULL && !g_str_equal (row->life, person->state))
    add_change (planner, item, &xy_person_type, "state", person->state, row->life);
}

static gboolean
is_same (guint field, const char *before, const char *after)
{
  if (before == NULL)
    return FALSE;
  /* A birthday known by the year alone takes nothing from one known by the day. */
  if (field == XY_STORED_BIRTHDAY && g_str_has_prefix (before, after))
    return TRUE;
  return g_str_equal (before, after);
}

static void
compare_person (Planner *planner, guint index, const XyRosterRow *row, XyRosterItem *item)
{
  guint p = planner->match->person_of[index];
  const XyStoredHousehold *home = stored_household_of (planner, row->household);

  item->name = row->value[XY_ROSTER_NAME];
  item->group = xy_roster_read_household (planner->read, row->household)->group;
  item->number = home != NULL ? home->number : planner->match->number_of[row->household];
  if (p == XY_ROSTER_NOBODY)
    {
      if (home != NULL && !home->live)
        item->diff = XY_ROSTER_UNCHANGED;
      return;
    }

  const XyStoredPerson *person = xy_stored_person (planner->match, p);
  item->id = person->id;
  item->diff = XY_ROSTER_UNCHANGED;
  if (!person->live || (home != NULL && !home->live))
    {
      g_autofree char *text = g_strdup_printf (_ ("The roster says of %s: %s. Nothing of that was changed."),
                                               person->value[XY_STORED_NAME], xy_person_state_label (person->state));
      if (!person->live && (row->life == NULL || !g_str_equal (row->life, person->state)))
        tell (planner, XY_ROSTER_WARNING, row, text);
      return;
    }
  for (guint f = 0; f < XY_STORED_N; f++)
    {
      const char *after = row->value[xy_roster_person_fields[f].field];
      if (after == NULL || is_same (f, person->value[f], after)
          || (f == XY_STORED_RELATION && planner->keeps[row->household]))
        continue;
      add_change (planner, item, &xy_person_type, xy_roster_person_fields[f].column, person->value[f], after);
    }
  if (planner->dethroned[row->household] == p && row->value[XY_ROSTER_RELATION] == NULL)
    add_change (planner, item, &xy_person_type, "relation", person->value[XY_STORED_RELATION], NULL);
  compare_state (planner, row, person, item);
  compare_place (planner, row, person, item);
}

/* The head of before, whom the file does not list: he stays in the household, as what the file does not say. */
static void
add_dethroned (Planner *planner, guint h, const XyRosterHousehold *household)
{
  guint p = planner->dethroned[h];

  if (p == XY_ROSTER_NOBODY)
    return;
  const XyStoredPerson *person = xy_stored_person (planner->match, p);
  if (person->row != XY_ROSTER_NOBODY && xy_roster_read_row (planner->read, person->row)->state == XY_ROSTER_GOOD)
    return;
  XyRosterItem item = new_item (planner, XY_ROSTER_CHANGED, XY_ROSTER_NOBODY);
  g_autofree char *text =
      g_strdup_printf (_ ("%s was the head of this household and is not in the file; he stays in it, without a "
                          "relation to the new head."),
                       person->value[XY_STORED_NAME]);
  item.id = person->id;
  item.name = person->value[XY_STORED_NAME];
  item.number = xy_stored_household (planner->match, person->household)->number;
  item.group = xy_stored_household (planner->match, person->household)->unit_name;
  add_change (planner, &item, &xy_person_type, "relation", person->value[XY_STORED_RELATION], NULL);
  g_array_append_val (planner->plan->persons, item);
  tell (planner, XY_ROSTER_WARNING, xy_roster_read_row (planner->read, household->head), text);
}

static void
plan_household (Planner *planner, guint h)
{
  const XyRosterHousehold *household = xy_roster_read_household (planner->read, h);

  if (household->n_good == 0 || is_refused (planner, household->head))
    return;
  XyRosterItem item = new_item (planner, XY_ROSTER_ADDED, h);
  compare_household (planner, h, household, &item);
  g_array_append_val (planner->plan->households, item);
  for (guint r = household->first; r != XY_ROSTER_NOBODY; r = xy_roster_read_row (planner->read, r)->next)
    {
      const XyRosterRow *row = xy_roster_read_row (planner->read, r);
      if (row->state != XY_ROSTER_GOOD || is_refused (planner, r))
        continue;
      XyRosterItem one = new_item (planner, XY_ROSTER_ADDED, r);
      compare_person (planner, r, row, &one);
      g_array_append_val (planner->plan->persons, one);
    }
  add_dethroned (planner, h, household);
}

static gboolean
is_rest (const XyRosterRead *read)
{
  for (guint i = 0; i < read->layouts->len; i++)
    {
      const XyRosterLayout *layout = read->layouts->pdata[i];
      if (layout->used && layout->rest)
        return TRUE;
    }
  return FALSE;
}

/* The groups that the file is about: those it names, and where it names none, those its households are in. */
static GHashTable *
covered_groups (Planner *planner)
{
  GHashTable *covered = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint h = 0; h < planner->read->households->len; h++)
    {
      const XyRosterHousehold *household = xy_roster_read_household (planner->read, h);
      const XyStoredHousehold *stored = stored_household_of (planner, h);
      const char *key = household->group_key != NULL ? household->group_key : stored != NULL ? stored->unit_key : NULL;
      if (household->first != XY_ROSTER_NOBODY)
        g_hash_table_add (covered, (gpointer) (key != NULL ? key : ""));
    }
  return covered;
}

static gboolean
is_dethroned (const Planner *planner, guint p)
{
  const XyStoredPerson *person = xy_stored_person (planner->match, p);
  guint taken = person->household != XY_ROSTER_NOBODY ? xy_stored_household (planner->match, person->household)->taken
                                                      : XY_ROSTER_NOBODY;

  return taken != XY_ROSTER_NOBODY && planner->dethroned[taken] == p;
}

static void
find_missing (Planner *planner)
{
  XyRosterMatch *match = planner->match;
  g_autoptr (GHashTable) covered = covered_groups (planner);

  if (is_rest (planner->read))
    return;
  for (guint i = 0; i < match->households->len; i++)
    {
      const XyStoredHousehold *stored = xy_stored_household (match, i);
      if (!stored->live || stored->taken != XY_ROSTER_NOBODY
          || !g_hash_table_contains (covered, stored->unit_key != NULL ? stored->unit_key : ""))
        continue;
      XyRosterItem item = new_item (planner, XY_ROSTER_MISSING, XY_ROSTER_NOBODY);
      item.id = stored->id;
      item.name = stored->head_name;
      item.number = stored->number;
      item.group = stored->unit_name;
      g_array_append_val (planner->plan->households, item);
    }
  for (guint p = 0; p < match->persons->len; p++)
    {
      const XyStoredPerson *person = xy_stored_person (match, p);
      if (!person->live || person->row != XY_ROSTER_NOBODY || person->household == XY_ROSTER_NOBODY
          || is_dethroned (planner, p))
        continue;
      const XyStoredHousehold *home = xy_stored_household (match, person->household);
      if (!home->live || !g_hash_table_contains (covered, home->unit_key != NULL ? home->unit_key : ""))
        continue;
      XyRosterItem item = new_item (planner, XY_ROSTER_MISSING, XY_ROSTER_NOBODY);
      item.id = person->id;
      item.name = person->value[XY_STORED_NAME];
      item.number = home->number;
      item.group = home->unit_name;
      g_array_append_val (planner->plan->persons, item);
    }
}

static void
count (XyRosterPlan *plan)
{
  for (guint i = 0; i < plan->households->len; i++)
    plan->n_households[xy_roster_plan_household (plan, i)->diff]++;
  for (guint i = 0; i < plan->persons->len; i++)
    plan->n_persons[xy_roster_plan_person (plan, i)->diff]++;
}

static gboolean
step (guint done, guint total, GCancellable *cancellable, XyRosterProgress progress, gpointer data, GError **error)
{
  if (done % STEP != 0)
    return TRUE;
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped; nothing was changed."));
      return FALSE;
    }
  if (progress != NULL)
    progress (done, total, data);
  return TRUE;
}

XyRosterPlan *
xy_roster_plan (XyStore *store,
                XyRosterRead *read,
                GCancellable *cancellable,
                XyRosterProgress progress,
                gpointer data,
                GError **error)
{
  g_autoptr (XyRosterPlan) plan = g_new0 (XyRosterPlan, 1);
  Planner planner = { .plan = plan, .read = read };
  guint n = read->households->len;
  gboolean ok = TRUE;

  plan->read = read;
  plan->households = g_array_new (FALSE, FALSE, sizeof (XyRosterItem));
  plan->persons = g_array_new (FALSE, FALSE, sizeof (XyRosterItem));
  plan->changes = g_array_new (FALSE, FALSE, sizeof (XyRosterChange));
  plan->messages = g_array_new (FALSE, FALSE, sizeof (XyRosterMessage));
  plan->refused = g_new0 (guint8, MAX (read->rows->len, 1));
  plan->texts = g_string_chunk_new (4096);
  plan->match = xy_roster_match_new (store, read, error);
  if (plan->match == NULL)
    return NULL;

  g_autofree gboolean *keeps = g_new0 (gboolean, MAX (n, 1));
  g_autofree guint *dethroned = g_new (guint, MAX (n, 1));
  planner.match = plan->match;
  planner.keeps = keeps;
  planner.dethroned = dethroned;
  planner.taken = g_hash_table_new (g_str_hash, g_str_equal);
  refuse_strangers (&planner);
  refuse_headless (&planner);
  find_dethroned (&planner);
  for (guint h = 0; ok && h < n; h++)
    {
      ok = step (h, n, cancellable, progress, data, error);
      plan_household (&planner, h);
    }
  find_missing (&planner);
  g_hash_table_unref (planner.taken);
  count (plan);
  return ok ? g_steal_pointer (&plan) : NULL;
}

void
xy_roster_plan_free (XyRosterPlan *plan)
{
  g_array_unref (plan->households);
  g_array_unref (plan->persons);
  g_array_unref (plan->changes);
  g_array_unref (plan->messages);
  g_free (plan->refused);
  g_string_chunk_free (plan->texts);
  g_clear_pointer (&plan->match, xy_roster_match_free);
  g_free (plan);
}

gboolean
xy_roster_plan_changes_anything (const XyRosterPlan *plan)
{
  return plan->n_households[XY_ROSTER_ADDED] + plan->n_households[XY_ROSTER_CHANGED] + plan->n_persons[XY_ROSTER_ADDED]
             + plan->n_persons[XY_ROSTER_CHANGED]
         > 0;
}

const XyRosterItem *
xy_roster_plan_person (const XyRosterPlan *plan, guint index)
{
  return &g_array_index (plan->persons, XyRosterItem, index);
}

const XyRosterItem *
xy_roster_plan_household (const XyRosterPlan *plan, guint index)
{
  return &g_array_index (plan->households, XyRosterItem, index);
}

const XyRosterChange *
xy_roster_plan_change (const XyRosterPlan *plan, const XyRosterItem *item, guint index)
{
  return &g_array_index (plan->changes, XyRosterChange, item->first_change + index);
}

char *
xy_roster_change_show (const XyRosterChange *change, const char *value, gboolean masked)
{
  if (change->field->type == XY_FIELD_ID)
    return g_strdup (value != NULL ? value : "");
  return xy_field_format (change->field, value, masked);
}

const XySql *
xy_roster_plan_statements (guint *n)
{
  return xy_roster_match_statements (n);
}

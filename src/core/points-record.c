/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-record.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/household.h"
#include "core/normalize.h"
#include "core/points-close.h"
#include "core/points-flow.h"
#include "core/points-weigh.h"
#include "core/store.h"

static gboolean
check_day (XyStore *store, const char *day, GError **error)
{
  char tomorrow[XY_DAY_SIZE];
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  if (day == NULL || !xy_day_is_valid (day))
    {
      xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), day != NULL ? day : "");
      return FALSE;
    }
  if (strcmp (day, XY_POINTS_FIRST_DAY) < 0)
    {
      xy_set_invalid (error, "day", _ ("%s is too long ago for points. Please check the year."), day);
      return FALSE;
    }
  xy_day_add (today, 1, tomorrow);
  if (strcmp (day, tomorrow) > 0)
    {
      xy_set_invalid (error, "day", _ ("%s is still to come; today is %s. Please check the date."), day, today);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_line (XyTxn *txn, const XyPointsDraft *draft, const XyPointsRule *rule, XyPointsLine *line, GError **error)
{
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  entry->household = line->household;
  entry->person = line->person;
  entry->rule = rule->record.id;
  entry->amount = line->amount;
  entry->delta = line->delta;
  entry->cut = line->cut;
  entry->withheld = line->withheld;
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->account, rule->account);
  xy_set_str (&entry->category, rule->category);
  xy_set_str (&entry->item, rule->name);
  xy_set_str (&entry->day, draft->day);
  xy_set_str (&entry->kind, "entry");
  xy_set_str (&entry->why, line->why);
  xy_set_str (&entry->witness, draft->witness);
  xy_set_str (&entry->note, draft->note);
  xy_set_str (&entry->photo, draft->photo);
  xy_set_str (&entry->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, entry, error))
    return FALSE;
  line->entry = entry->record.id;
  return TRUE;
}

static gboolean
write_item (XyTxn *txn, const XyPointsDraft *draft, const XyPointsRule *rule, XyPointsLine *line, GError **error)
{
  const XyActor *actor = xy_txn_get_actor (txn);
  g_autoptr (XyPointsItem) item = xy_record_new (&xy_points_item_type);

  item->household = line->household;
  item->person = line->person;
  item->rule = rule->record.id;
  item->amount = line->amount;
  item->delta = line->delta;
  item->cut = line->cut;
  item->withheld = line->withheld;
  item->typist = actor->user;
  item->at = xy_txn_get_now (txn);
  xy_set_str (&item->account, rule->account);
  xy_set_str (&item->category, rule->category);
  xy_set_str (&item->item, rule->name);
  xy_set_str (&item->day, draft->day);
  xy_set_str (&item->why, line->why);
  xy_set_str (&item->witness, draft->witness);
  xy_set_str (&item->note, draft->note);
  xy_set_str (&item->photo, draft->photo);
  xy_set_str (&item->recorder, actor->name);
  if (!xy_record_save (txn, item, error))
    return FALSE;
  line->item = item->record.id;
  return TRUE;
}

static char *
household_name (XyStore *store, const XyId *id)
{
  g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, id, NULL);

  if (household == NULL)
    return g_strdup ("");
  return g_strdup (household->head_name != NULL ? household->head_name : household->number);
}

/* The entry of ID, if a correction may take it back. */
static XyPointsEntry *
get_reversible (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyPointsEntry) entry = xy_record_get (store, &xy_points_entry_type, id, error);
  const char *problem = NULL;

  if (entry == NULL)
    return NULL;
  if (entry->cancelled)
    problem = _ ("This entry was undone already; there is nothing to correct.");
  else if (g_str_equal (entry->kind, "reversal"))
    problem = _ ("This is itself a correction. Undo it, or record the points anew.");
  else if (entry->reversed)
    problem = _ ("This entry was corrected already.");
  else if (g_str_equal (entry->kind, "close"))
    problem = _ ("The close of a period is not corrected; while it is not confirmed it can be taken back as a whole.");
  else if (g_str_equal (entry->kind, "redeem"))
    problem =
        _ ("These points were exchanged for goods. Take the exchange back, and the goods are on the shelf again.");
  if (problem == NULL)
    return g_steal_pointer (&entry);

  g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, problem);
  return NULL;
}

static gboolean
check_days (XyStore *store, const XyPointsDraft *drafts, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!check_day (store, drafts[i].day, error))
      return FALSE;
  return TRUE;
}

GArray *
xy_points_preview_many (XyStore *store, const XyPointsDraft *drafts, guint n, GError **error)
{
  return check_days (store, drafts, n, error) ? xy_points_weigh (store, drafts, n, NULL, error) : NULL;
}

GArray *
xy_points_preview (XyStore *store, const XyPointsDraft *draft, GError **error)
{
  return xy_points_preview_many (store, draft, 1, error);
}

gboolean
xy_points_record_many (XyTxn *txn, const XyPointsDraft *drafts, guint n, GArray **lines, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) rules = NULL;

  if (!check_days (store, drafts, n, error))
    return FALSE;
  g_autoptr (GArray) weighed = xy_points_weigh (store, drafts, n, &rules, error);
  gboolean (*write) (XyTxn *, const XyPointsDraft *, const XyPointsRule *, XyPointsLine *, GError **) =
      xy_points_flow_is_on (store) ? write_item : write_line;
  for (guint i = 0; weighed != NULL && i < weighed->len; i++)
    {
      XyPointsLine *line = &g_array_index (weighed, XyPointsLine, i);
      if (!write (txn, &drafts[line->draft], rules->pdata[line->draft], line, error))
        return FALSE;
    }
  if (weighed == NULL)
    return FALSE;
  if (lines != NULL)
    *lines = g_steal_pointer (&weighed);
  return TRUE;
}

gboolean
xy_points_record (XyTxn *txn, const XyPointsDraft *draft, GArray **lines, GError **error)
{
  return xy_points_record_many (txn, draft, 1, lines, error);
}

char *
xy_points_draft_title (XyStore *store, const XyPointsDraft *draft)
{
  g_autoptr (XyPointsRule) rule = xy_record_get (store, &xy_points_rule_type, &draft->rule, NULL);
  const char *item = rule != NULL ? rule->name : "";
  gboolean registers = xy_points_flow_is_on (store);

  if (draft->n_households == 1)
    {
      g_autofree char *name = household_name (store, &draft->households[0]);
      return g_strdup_printf (registers ? _ ("Register points for %s: %s") : _ ("Record points for %s: %s"), name,
                              item);
    }
  if (registers)
    return g_strdup_printf (
        ngettext ("Register points for %u household: %s", "Register points for %u households: %s", draft->n_households),
        draft->n_households, item);
  return g_strdup_printf (
      ngettext ("Record points for %u household: %s", "Record points for %u households: %s", draft->n_households),
      draft->n_households, item);
}

gboolean
xy_points_record_act (XyTxn *txn, gpointer data, GError **error)
{
  g_autofree char *title = xy_points_draft_title (xy_txn_get_store (txn), data);

  xy_txn_set_title (txn, title);
  return xy_points_record (txn, data, NULL, error);
}

gboolean
xy_points_reverse (XyTxn *txn, const XyId *id, const char *reason, const char *day, XyId *reversal, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *note = xy_text_clean (reason), *today = xy_env_today (xy_txn_get_env (txn));
  g_autoptr (XyPointsEntry) entry = get_reversible (store, id, error);

  if (entry == NULL)
    return FALSE;
  if (note[0] == '\0')
    {
      xy_set_invalid (error, "note", _ ("Please say why the entry is corrected; the reason stays in the ledger."));
      return FALSE;
    }
  /* An entry of tomorrow that is corrected today. */
  if (day == NULL)
    day = strcmp (today, entry->day) < 0 ? entry->day : today;
  if (!check_day (store, day, error) || !xy_points_close_check (store, entry->account, day, error))
    return FALSE;
  if (strcmp (day, entry->day) < 0)
    {
      xy_set_invalid (error, "day", _ ("A correction cannot be earlier than the entry, which is of %s."), entry->day);
      return FALSE;
    }

  g_autoptr (XyPointsEntry) opposite = xy_points_entry_new_opposite (txn, entry, "reversal");
  xy_set_str (&opposite->day, day);
  xy_set_str (&opposite->note, note);
  if (!xy_points_entry_next_id (store, id, "rev", &opposite->record.id, error)
      || !xy_record_save (txn, opposite, error))
    return FALSE;
  if (reversal != NULL)
    *reversal = opposite->record.id;
  return TRUE;
}

gboolean
xy_points_reverse_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyPointsReversal *reversal = data;
  XyStore *store = xy_txn_get_store (txn);

  if (!xy_points_reverse (txn, &reversal->entry, reversal->reason, reversal->day, NULL, error))
    return FALSE;

  g_autoptr (XyPointsEntry) entry = xy_record_get (store, &xy_points_entry_type, &reversal->entry, error);
  if (entry == NULL)
    return FALSE;
  g_autofree char *name = household_name (store, &entry->household);
  g_autofree char *title = g_strdup_printf (_ ("Correct the points of %s: %s"), name, entry->item);
  xy_txn_set_title (txn, title);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-record.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/household.h"
#include "core/normalize.h"
#include "core/number.h"
#include "core/points-close.h"
#include "core/points-flow.h"
#include "core/store.h"

/* A million of the unit, and ten thousand points for one thing: more is a slip of the finger. */
#define AMOUNT_LIMIT 100000000
#define POINTS_LIMIT 1000000

#define HOUSEHOLD_SQL "SELECT del, state, coalesce (head_name, number) FROM household WHERE id = ?1"
/* The household's own index: the planner, which knows nothing of how few entries a household has, would take the day's.
 */
#define STANDING                                                                                                       \
  "FROM points_entry AS e INDEXED BY points_entry_by_household "                                                       \
  "WHERE e.household = ?1 AND e.kind = 'entry' AND e.cancelled = 0 AND e.reversed = 0 "                                \
  "AND e.rule IN (SELECT r.id FROM points_rule AS r WHERE r.code = ?2) "
/* What is registered and may still be booked takes its room too. */
#define OPEN                                                                                                           \
  "FROM points_item AS e INDEXED BY points_item_by_household "                                                         \
  "WHERE e.household = ?1 AND e.stage < 6 AND e.del = 0 "                                                              \
  "AND e.rule IN (SELECT r.id FROM points_rule AS r WHERE r.code = ?2) "
#define USED_SQL                                                                                                       \
  "SELECT coalesce ((SELECT sum (e.delta) " STANDING "AND e.day BETWEEN ?3 AND ?4), 0) "                               \
  "+ coalesce ((SELECT sum (e.delta) " OPEN "AND e.day BETWEEN ?3 AND ?4), 0)"
#define REPEAT_SQL                                                                                                     \
  "SELECT 1 " STANDING "AND e.day = ?3 AND e.amount = ?4 UNION ALL SELECT 1 " OPEN                                     \
  "AND e.day = ?3 AND e.amount = ?4 LIMIT 1"

static const XySql statements[] = {
  { NULL, HOUSEHOLD_SQL },
  { NULL, USED_SQL },
  { NULL, REPEAT_SQL },
};

/* What is the same for all households of a draft. */
typedef struct
{
  const XyPointsDraft *draft;
  XyPointsRule *rule;
  gint64 amount;
  gint64 raw; /* points before the cap */
  char first[XY_DAY_SIZE];
  char last[XY_DAY_SIZE];
} Work;

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
check_rule (const XyPointsRule *rule, const char *day, GError **error)
{
  if (rule->record.deleted)
    {
      xy_set_invalid (error, "rule", _ ("The rule “%s” was taken out of the scheme."), rule->name);
      return FALSE;
    }
  if (xy_points_rule_holds (rule, day))
    return TRUE;
  if (rule->ends != NULL && strcmp (day, rule->ends) > 0)
    xy_set_invalid (error, "rule", _ ("The rule “%s” held until %s only."), rule->name, rule->ends);
  else
    xy_set_invalid (error, "rule", _ ("The rule “%s” holds from %s on."), rule->name, rule->starts);
  return FALSE;
}

static gboolean
choose_score (const XyPointsRule *rule, gint64 wanted, gint64 *score, GError **error)
{
  *score = xy_points_rule_is_range (rule) || wanted != 0 ? wanted : rule->score;
  if (*score >= rule->score && *score <= rule->score_max && *score != 0)
    return TRUE;

  g_autofree char *low = xy_points_format_change (rule->score), *high = xy_points_format_change (rule->score_max);
  if (xy_points_rule_is_range (rule))
    xy_set_invalid (error, "score", _ ("“%s” gives between %s and %s. Please choose."), rule->name, low, high);
  else
    xy_set_invalid (error, "score", _ ("“%s” gives %s, nothing else."), rule->name, low);
  return FALSE;
}

static gboolean
weigh_amount (Work *work, gint64 score, GError **error)
{
  const XyPointsRule *rule = work->rule;
  const char *unit = rule->unit != NULL ? rule->unit : "";

  work->amount = work->draft->amount != 0 ? work->draft->amount : rule->step > 0 ? 0 : 100;
  if (work->amount <= 0 || work->amount > AMOUNT_LIMIT)
    {
      xy_set_invalid (error, "amount", _ ("Please say how much: a number above 0 and up to a million."));
      return FALSE;
    }
  work->raw = rule->step > 0 ? score * (work->amount / rule->step) : score * work->amount / 100;
  if (work->raw == 0)
    {
      g_autofree char *amount = xy_amount_format (work->amount), *step = xy_amount_format (rule->step);
      xy_set_invalid (error, "amount", _ ("%s %s is too little to count: “%s” counts every %s %s."), amount, unit,
                      rule->name, rule->step > 0 ? step : "1", unit);
      return FALSE;
    }
  if (ABS (work->raw) > POINTS_LIMIT)
    {
      xy_set_invalid (error, "amount", _ ("More than 10,000 points for one thing cannot be right."));
      return FALSE;
    }
  return TRUE;
}

static void
work_clear (Work *work)
{
  g_clear_object (&work->rule);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
work_init (Work *work, XyStore *store, const XyPointsDraft *draft, GError **error)
{
  gint64 score;

  work->draft = draft;
  work->rule = xy_record_get (store, &xy_points_rule_type, &draft->rule, error);
  if (work->rule == NULL || !check_day (store, draft->day, error)
      || !xy_points_close_check (store, work->rule->account, draft->day, error)
      || !check_rule (work->rule, draft->day, error) || !choose_score (work->rule, draft->score, &score, error)
      || !weigh_amount (work, score, error))
    return FALSE;
  if (work->rule->cap > 0)
    xy_day_span (draft->day,
                 g_str_equal (work->rule->cap_period, "month")     ? XY_SPAN_MONTH
                 : g_str_equal (work->rule->cap_period, "quarter") ? XY_SPAN_QUARTER
                                                                   : XY_SPAN_YEAR,
                 work->first, work->last);
  if (draft->n_households > 0)
    return TRUE;
  xy_set_invalid (error, "household", _ ("Please say for which household."));
  return FALSE;
}

static gboolean
check_household (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), HOUSEHOLD_SQL, XY_BIND (XY_ID (id)), error);

  if (rows == NULL)
    return FALSE;
  if (!xy_rows_next (rows, error))
    {
      if (error == NULL || *error == NULL)
        g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This %s is no longer there."), _ ("household"));
      return FALSE;
    }

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

static gboolean
named_twice (XyStore *store, const XyId *id, GError **error)
{
  g_autofree char *name =
      xy_db_text (xy_store_get_db (store), "SELECT head_name FROM household WHERE id = ?1", XY_BIND (XY_ID (id)), NULL);

  xy_set_invalid (error, "household", _ ("The household of %s is in the list twice."), name != NULL ? name : "");
  return FALSE;
}

/* Fills LINE from what stands in the ledger. */
static gboolean
weigh (XyStore *store, const Work *work, XyPointsLine *line, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  const XyPointsRule *rule = work->rule;
  gint64 repeat = 0;

  if (!check_household (store, &line->household, error))
    return FALSE;
  line->delta = work->raw;
  if (rule->cap > 0)
    {
      if (!xy_db_number (
              db, USED_SQL,
              XY_BIND (XY_ID (&line->household), XY_TEXT (rule->code), XY_TEXT (work->first), XY_TEXT (work->last)),
              &line->used, error))
        return FALSE;
      if (work->raw > 0)
        line->delta = MIN (work->raw, MAX (rule->cap - line->used, 0));
      else
        line->delta = MAX (work->raw, MIN (-rule->cap - line->used, 0));
      line->cut = work->raw - line->delta;
    }
  if (!xy_db_number (
          db, REPEAT_SQL,
          XY_BIND (XY_ID (&line->household), XY_TEXT (rule->code), XY_TEXT (work->draft->day), XY_INT (work->amount)),
          &repeat, error))
    return FALSE;
  line->repeat = repeat != 0;
  return TRUE;
}

static GArray *
weigh_all (XyStore *store, const Work *work, GError **error)
{
  const XyPointsDraft *draft = work->draft;
  g_autoptr (GArray) lines = g_array_sized_new (FALSE, TRUE, sizeof (XyPointsLine), draft->n_households);
  g_autoptr (GHashTable) seen = g_hash_table_new (xy_id_hash, xy_id_equal);

  for (guint i = 0; i < draft->n_households; i++)
    {
      XyPointsLine line = { .household = draft->households[i] };

      if (!g_hash_table_add (seen, (gpointer) &draft->households[i]))
        {
          named_twice (store, &line.household, error);
          return NULL;
        }
      if (!weigh (store, work, &line, error))
        return NULL;
      g_array_append_val (lines, line);
    }
  return g_steal_pointer (&lines);
}

static gboolean
write_line (XyTxn *txn, const Work *work, XyPointsLine *line, GError **error)
{
  const XyPointsDraft *draft = work->draft;
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  entry->household = line->household;
  entry->person = draft->person;
  entry->rule = work->rule->record.id;
  entry->amount = work->amount;
  entry->delta = line->delta;
  entry->cut = line->cut;
  entry->withheld = work->rule->unspendable ? line->delta : 0;
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->category, work->rule->category);
  xy_set_str (&entry->item, work->rule->name);
  xy_set_str (&entry->day, draft->day);
  xy_set_str (&entry->kind, "entry");
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
write_item (XyTxn *txn, const Work *work, XyPointsLine *line, GError **error)
{
  const XyPointsDraft *draft = work->draft;
  const XyActor *actor = xy_txn_get_actor (txn);
  g_autoptr (XyPointsItem) item = xy_record_new (&xy_points_item_type);

  item->household = line->household;
  item->person = draft->person;
  item->rule = work->rule->record.id;
  item->amount = work->amount;
  item->delta = line->delta;
  item->cut = line->cut;
  item->withheld = work->rule->unspendable ? line->delta : 0;
  item->typist = actor->user;
  item->at = xy_txn_get_now (txn);
  xy_set_str (&item->category, work->rule->category);
  xy_set_str (&item->item, work->rule->name);
  xy_set_str (&item->day, draft->day);
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
  if (problem == NULL)
    return g_steal_pointer (&entry);

  g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, problem);
  return NULL;
}

GArray *
xy_points_preview (XyStore *store, const XyPointsDraft *draft, GError **error)
{
  g_auto (Work) work = { 0 };

  return work_init (&work, store, draft, error) ? weigh_all (store, &work, error) : NULL;
}

gboolean
xy_points_record (XyTxn *txn, const XyPointsDraft *draft, GArray **lines, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_auto (Work) work = { 0 };

  if (!work_init (&work, store, draft, error))
    return FALSE;
  g_autoptr (GArray) weighed = weigh_all (store, &work, error);
  gboolean (*write) (XyTxn *, const Work *, XyPointsLine *, GError **) =
      xy_points_flow_is_on (store) ? write_item : write_line;
  for (guint i = 0; weighed != NULL && i < weighed->len; i++)
    if (!write (txn, &work, &g_array_index (weighed, XyPointsLine, i), error))
      return FALSE;
  if (weighed == NULL)
    return FALSE;
  if (lines != NULL)
    *lines = g_steal_pointer (&weighed);
  return TRUE;
}

char *
xy_points_draft_title (XyStore *store, const XyPointsDraft *draft)
{
  g_autoptr (XyPointsRule) rule = xy_record_get (store, &xy_points_rule_type, &draft->rule, NULL);
  const char *item = rule != NULL ? rule->name : "";

  if (draft->n_households == 1)
    {
      g_autofree char *name = household_name (store, &draft->households[0]);
      return g_strdup_printf (_ ("Record points for %s: %s"), name, item);
    }
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

char *
xy_points_cut_text (const XyPointsRule *rule, const XyPointsLine *line)
{
  if (line->cut == 0)
    return g_strdup ("");

  g_autofree char *cap = xy_points_rule_cap_text (rule);
  g_autofree char *used = xy_points_format (ABS (line->used)), *cut = xy_points_format (ABS (line->cut));
  return g_strdup_printf (_ ("%s; %s counted before, so %s is cut"), cap, used, cut);
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

const XySql *
xy_points_record_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

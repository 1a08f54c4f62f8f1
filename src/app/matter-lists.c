/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-lists.h"

#include <glib/gi18n-lib.h>

#include "core/meeting-rules.h"
#include "core/store.h"

XyMatterQuery *
xy_matter_query_new (const XyMatterFilter *filter)
{
  XyMatterQuery *query = g_new0 (XyMatterQuery, 1);

  query->text = g_strdup (filter->text);
  query->source = g_strdup (filter->source);
  query->owner = g_strdup (filter->owner);
  query->period = g_strdup (filter->period);
  query->filter = *filter;
  query->filter.text = query->text;
  query->filter.source = query->source;
  query->filter.owner = query->owner;
  query->filter.period = query->period;
  return query;
}

void
xy_matter_query_free (gpointer data)
{
  XyMatterQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query->source);
  g_free (query->owner);
  g_free (query->period);
  g_free (query);
}

static XyListAnswer *
matter_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  XyMatterFilter filter = ((const XyMatterQuery *) asked->data)->filter;
  GArray *ids;

  filter.reversed = asked->descending;
  if (g_strcmp0 (asked->sort, "number") == 0)
    {
      /* Newest first by itself. */
      filter.order = XY_MATTERS_BY_NUMBER;
      filter.reversed = !asked->descending;
    }
  else if (g_strcmp0 (asked->sort, "owner") == 0)
    filter.order = XY_MATTERS_BY_OWNER;
  else if (g_strcmp0 (asked->sort, "day") == 0)
    filter.order = XY_MATTERS_BY_AGE;
  else
    filter.order = XY_MATTERS_BY_DUE;
  ids = xy_matter_ids (store, &filter, error);
  return ids != NULL ? xy_list_answer_new (ids) : NULL;
}

static GPtrArray *
matter_records (XyStore *store,
                const XyListQuery *asked,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error)
{
  GPtrArray *rows = xy_matter_rows (store, ids, n_ids, error);

  /* The list frees them one by one. */
  if (rows != NULL)
    g_ptr_array_set_free_func (rows, NULL);
  return rows;
}

static void
row_free (gpointer row)
{
  xy_matter_row_free (row);
}

#define MATTER(record) (((const XyMatterRow *) (record))->matter)
#define MATTER_GETTER(name, member)                                                                                    \
  static char *name (gconstpointer record)                                                                             \
  {                                                                                                                    \
    return g_strdup (MATTER (record)->member);                                                                         \
  }

XY_TEXT_GETTER (get_number, XyMatterRow, number)
XY_TEXT_GETTER (get_unit, XyMatterRow, unit_name)
XY_TEXT_GETTER (get_word, XyMatterRow, word)
XY_TEXT_GETTER (get_last_note, XyMatterRow, last_note)
MATTER_GETTER (get_title, title)
MATTER_GETTER (get_day, day)
MATTER_GETTER (get_owner, owner)
MATTER_GETTER (get_helpers, helpers)
MATTER_GETTER (get_partner, partner)
MATTER_GETTER (get_until, until)
MATTER_GETTER (get_done, done_on)
MATTER_GETTER (get_ended, ended_on)

static char *
get_source (gconstpointer record)
{
  return g_strdup (xy_word_label (xy_matter_sources, MATTER (record)->source));
}

static char *
get_satisfaction (gconstpointer record)
{
  return g_strdup (xy_word_label (xy_matter_satisfactions, MATTER (record)->satisfaction));
}

static char *
get_age (gconstpointer record)
{
  return g_strdup_printf ("%d", ((const XyMatterRow *) record)->age);
}

char *
xy_matter_left (gconstpointer record)
{
  const XyMatterRow *row = record;

  return row->has_days ? xy_list_days_left (row->days) : NULL;
}

char *
xy_matter_who (const XyMatterRow *row)
{
  if (row->matter->people != NULL)
    return g_strdup (row->matter->people);
  if (row->household_number == NULL)
    return NULL;
  return g_strdup_printf ("%s %s", row->head != NULL ? row->head : "—", row->household_number);
}

XyPillKind
xy_matter_pill (gconstpointer record)
{
  const XyMatterRow *row = record;

  if (row->overdue)
    return XY_PILL_ALERT;
  if (row->matter->stage == XY_MATTER_CLOSED)
    return XY_PILL_DONE;
  return row->matter->stage == XY_MATTER_REGISTERED || row->matter->stage > XY_MATTER_CLOSED ? XY_PILL_PLAIN
                                                                                             : XY_PILL_WAITING;
}

const XyColumn xy_matter_columns[] = {
  { "number", N_ ("Matter no."), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_number, NULL },
  { "source", N_ ("Source"), 81, XY_COLUMN_TEXT, 0, get_source, NULL },
  { "title", N_ ("Matter"), 150, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_title, NULL },
  { "unit", N_ ("Group"), 54, XY_COLUMN_TEXT, 0, get_unit, NULL },
  { "owner", N_ ("Owner"), 84, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_owner, NULL },
  { "until", N_ ("Last day"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_until, NULL },
  { "left", N_ ("Time left"), 99, XY_COLUMN_TEXT, XY_COLUMN_WHOLE, xy_matter_left, NULL },
  { "state", N_ ("State"), 138, XY_COLUMN_PILL, XY_COLUMN_MARKED, get_word, xy_matter_pill },
  { "day", N_ ("Raised on"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_HIDDEN, get_day, NULL },
  { "age", N_ ("Days"), 54, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_age, NULL },
  { "helpers", N_ ("Helpers"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_helpers, NULL },
  { "partner", N_ ("Partner"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_partner, NULL },
  { "note", N_ ("Last note"), 150, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_last_note, NULL },
  { "done", N_ ("Done on"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_done, NULL },
  { "satisfaction", N_ ("Satisfaction"), 84, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_satisfaction, NULL },
  { "ended", N_ ("Ended on"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_ended, NULL },
};
const guint xy_matter_n_columns = G_N_ELEMENTS (xy_matter_columns);

const XyListSource xy_matter_source = {
  .ids = matter_ids,
  .records = matter_records,
  .free_record = row_free,
};

/* The rules of today. They are read from a file, and asked for at each matter that is chosen: they are kept until
 * something else is. (transfer none), NULL where they cannot be read. */
static const XyMeetingRules *
recall_rules (XyStore *store)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autofree char *name = g_strconcat ("meeting-rules ", today, NULL);
  XyMeetingRules *rules = xy_store_recall (store, name);

  if (rules != NULL)
    return rules;
  rules = xy_meeting_rules_at (store, NULL, today, NULL);
  if (rules != NULL)
    xy_store_keep (store, name, rules, (GDestroyNotify) xy_meeting_rules_free);
  return rules;
}

/* "须经村民会议或村民代表会议决定（…），先经村党组织研究" by the rules of today, or NULL. */
static char *
explain_reserved (XyStore *store, const XyMatter *matter)
{
  const XyMeetingRules *rules = recall_rules (store);
  const XyMeetingMatter *reserved = rules == NULL              ? NULL
                                    : matter->reserved != NULL ? xy_meeting_rules_matter (rules, matter->reserved)
                                                               : xy_meeting_rules_guess (rules, matter->title);

  if (reserved == NULL)
    return NULL;
  g_autofree char *bodies = xy_meeting_matter_bodies (rules, reserved);
  return g_strdup_printf (reserved->party ? _ ("This may be a matter for %s: %s. The Party organisation discusses it "
                                               "first. By %s.")
                                          : _ ("This may be a matter for %s: %s. By %s."),
                          bodies, reserved->name, reserved->source);
}

gpointer
xy_matter_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyId *id = data;
  g_autoptr (GPtrArray) rows = xy_matter_rows (store, id, 1, error);
  XyMatterFacts *facts;

  if (rows == NULL || rows->pdata[0] == NULL)
    return NULL;
  facts = g_new0 (XyMatterFacts, 1);
  g_ptr_array_set_free_func (rows, NULL);
  facts->row = rows->pdata[0];
  facts->steps = xy_matter_steps (store, id, error);
  facts->ties = facts->steps != NULL ? xy_matter_thread (store, id, error) : NULL;
  if (facts->ties == NULL)
    {
      xy_matter_facts_free (facts);
      return NULL;
    }
  facts->reserved = explain_reserved (store, facts->row->matter);
  return facts;
}

void
xy_matter_facts_free (gpointer data)
{
  XyMatterFacts *facts = data;

  if (facts == NULL)
    return;
  xy_matter_row_free (facts->row);
  g_clear_pointer (&facts->steps, g_ptr_array_unref);
  g_clear_pointer (&facts->ties, g_ptr_array_unref);
  g_free (facts->reserved);
  g_free (facts);
}

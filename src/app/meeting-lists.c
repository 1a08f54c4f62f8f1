/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-lists.h"

#include <glib/gi18n-lib.h>

#include "core/matter-list.h"
#include "core/paper-list.h"
#include "core/store.h"

#define MOST_HITS 300

XyMeetingQuery *
xy_meeting_query_new (XyMeetingsWhich which, const XyId *unit, const XyId *kind, const char *text)
{
  XyMeetingQuery *query = g_new0 (XyMeetingQuery, 1);

  query->text = g_strdup (text);
  query->filter = (XyMeetingFilter){ .which = which, .unit = *unit, .kind = *kind, .text = query->text };
  return query;
}

void
xy_meeting_query_free (gpointer data)
{
  XyMeetingQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query);
}

/* Meetings */

static XyListAnswer *
meeting_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  XyMeetingFilter filter = ((const XyMeetingQuery *) asked->data)->filter;

  filter.reversed = asked->descending;
  if (g_strcmp0 (asked->sort, "day") == 0)
    {
      /* Newest first by itself. */
      filter.order = XY_MEETINGS_BY_DAY;
      filter.reversed = !asked->descending;
    }
  else if (g_strcmp0 (asked->sort, "kind") == 0)
    filter.order = XY_MEETINGS_BY_KIND;
  else if (g_strcmp0 (asked->sort, "open") == 0)
    {
      filter.order = XY_MEETINGS_BY_OPEN;
      filter.reversed = !asked->descending;
    }
  else
    filter.order = XY_MEETINGS_BY_DUE;
  return xy_list_answer_new (xy_meeting_ids (store, &filter, error));
}

static GPtrArray *
meeting_records (XyStore *store,
                 const XyListQuery *asked,
                 const XyId *ids,
                 guint n_ids,
                 GCancellable *cancellable,
                 GError **error)
{
  GPtrArray *rows = xy_meeting_rows (store, ids, n_ids, error);

  /* The list frees them one by one. */
  if (rows != NULL)
    g_ptr_array_set_free_func (rows, NULL);
  return rows;
}

static void
row_free (gpointer row)
{
  xy_meeting_row_free (row);
}

#define MEETING(record) (((const XyMeetingRow *) (record))->meeting)
#define MEETING_GETTER(name, member)                                                                                   \
  static char *name (gconstpointer record)                                                                             \
  {                                                                                                                    \
    return g_strdup (MEETING (record)->member);                                                                        \
  }
#define COUNT_GETTER(name, member)                                                                                     \
  static char *name (gconstpointer record)                                                                             \
  {                                                                                                                    \
    guint n = ((const XyMeetingRow *) record)->member;                                                                 \
    return n > 0 ? g_strdup_printf ("%u", n) : NULL;                                                                   \
  }

XY_TEXT_GETTER (get_title, XyMeetingRow, title)
XY_TEXT_GETTER (get_kind, XyMeetingRow, kind_name)
XY_TEXT_GETTER (get_word, XyMeetingRow, word)
MEETING_GETTER (get_day, day)
MEETING_GETTER (get_place, place)
MEETING_GETTER (get_host, host)
MEETING_GETTER (get_recorder, recorder)
MEETING_GETTER (get_signed, signed_on)
COUNT_GETTER (get_decisions, n_decisions)
COUNT_GETTER (get_open, n_open)
COUNT_GETTER (get_topics, n_topics)
COUNT_GETTER (get_guests, n_guests)
COUNT_GETTER (get_people, n_people)

static char *
get_starts (gconstpointer record)
{
  return xy_meeting_hours_text (MEETING (record));
}

static char *
get_units (gconstpointer record)
{
  const XyMeetingRow *row = record;

  return g_strdup (row->unit_names != NULL ? row->unit_names : _ ("the whole village"));
}

/* 34/41 */
static char *
get_present (gconstpointer record)
{
  const XyMeetingRow *row = record;

  if (row->meeting->stage == XY_MEETING_PLANNED || row->meeting->stage == XY_MEETING_CANCELLED)
    return NULL;
  return row->meeting->due > 0 ? g_strdup_printf ("%u/%d", row->n_present, (int) row->meeting->due)
                               : g_strdup_printf ("%u", row->n_present);
}

XyPillKind
xy_meeting_pill (gconstpointer record)
{
  const XyMeetingRow *row = record;

  if (row->late)
    return XY_PILL_ALERT;
  switch ((XyMeetingStage) row->meeting->stage)
    {
    case XY_MEETING_RECORDING:
    case XY_MEETING_READY:
      return XY_PILL_WAITING;
    case XY_MEETING_SIGNED:
    case XY_MEETING_FILED:
      return XY_PILL_DONE;
    case XY_MEETING_PLANNED:
    case XY_MEETING_CANCELLED:
    case XY_MEETING_VOID:
    case XY_MEETING_N_STAGES:
    default:
      return XY_PILL_PLAIN;
    }
}

const XyColumn xy_meeting_columns[] = {
  { "day", N_ ("Day"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_day, NULL },
  { "title", N_ ("Meeting"), 180, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_title, NULL },
  { "units", N_ ("Group"), 84, XY_COLUMN_TEXT, 0, get_units, NULL },
  { "place", N_ ("Venue"), 105, XY_COLUMN_TEXT, 0, get_place, NULL },
  { "present", N_ ("Came"), 66, XY_COLUMN_NUMBER, 0, get_present, NULL },
  { "decisions", N_ ("Agreed"), 54, XY_COLUMN_NUMBER, 0, get_decisions, NULL },
  { "open", N_ ("Open"), 81, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_open, NULL },
  { "state", N_ ("State"), 102, XY_COLUMN_PILL, XY_COLUMN_MARKED, get_word, xy_meeting_pill },
  { "kind", N_ ("Kind"), 105, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_HIDDEN, get_kind, NULL },
  { "starts", N_ ("Begins and ends"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_starts, NULL },
  { "host", N_ ("Presided by"), 84, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_host, NULL },
  { "recorder", N_ ("Written by"), 84, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_recorder, NULL },
  { "topics", N_ ("Topics"), 54, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_topics, NULL },
  { "people", N_ ("Heads"), 54, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_people, NULL },
  { "guests", N_ ("Sat in"), 54, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_guests, NULL },
  { "signed", N_ ("Signed on"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_signed, NULL },
};
const guint xy_meeting_n_columns = G_N_ELEMENTS (xy_meeting_columns);

const XyListSource xy_meeting_source = {
  .ids = meeting_ids,
  .records = meeting_records,
  .free_record = row_free,
};

/* What was said */

static GPtrArray *
search (XyStore *store, const XyListQuery *asked, GError **error)
{
  const char *text = ((const XyMeetingQuery *) asked->data)->text;

  return text != NULL ? xy_meeting_search (store, text, MOST_HITS, NULL, error)
                      : g_ptr_array_new_with_free_func ((GDestroyNotify) xy_meeting_hit_free);
}

static XyId
hit_id (gconstpointer hit)
{
  return ((const XyMeetingHit *) hit)->id;
}

static XyListAnswer *
hit_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits = search (store, asked, error);

  return xy_list_answer_new (xy_list_ids_of (hits, hit_id));
}

static GPtrArray *
hit_records (XyStore *store,
             const XyListQuery *asked,
             const XyId *ids,
             guint n_ids,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) hits = search (store, asked, error);

  return xy_list_pick (hits, hit_id, ids, n_ids);
}

static void
hit_free (gpointer hit)
{
  xy_meeting_hit_free (hit);
}

XY_TEXT_GETTER (get_hit_day, XyMeetingHit, day)
XY_TEXT_GETTER (get_hit_title, XyMeetingHit, title)
XY_TEXT_GETTER (get_hit_who, XyMeetingHit, who)
XY_TEXT_GETTER (get_hit_sentence, XyMeetingHit, sentence)

static char *
get_hit_kind (gconstpointer record)
{
  const XyMeetingHit *hit = record;
  const char *label = xy_word_label (xy_meeting_line_kinds, hit->kind);

  return g_strdup (label != NULL ? label : _ ("ledger"));
}

const XyColumn xy_meeting_hit_columns[] = {
  { "day", N_ ("Day"), 96, XY_COLUMN_TEXT, 0, get_hit_day, NULL },
  { "kind", N_ ("What it is"), 84, XY_COLUMN_TEXT, 0, get_hit_kind, NULL },
  { "who", N_ ("Who said it"), 72, XY_COLUMN_TEXT, 0, get_hit_who, NULL },
  { "sentence", N_ ("Words"), 240, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_hit_sentence, NULL },
  { "title", N_ ("Where"), 150, XY_COLUMN_TEXT, 0, get_hit_title, NULL },
};
const guint xy_meeting_n_hit_columns = G_N_ELEMENTS (xy_meeting_hit_columns);

const XyListSource xy_meeting_hit_source = {
  .ids = hit_ids,
  .records = hit_records,
  .free_record = hit_free,
};

/* The pane */

/* Where the matters that the decisions became stand now. */
static gboolean
read_states (XyStore *store, XyMeetingFacts *facts, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (guint i = 0; i < facts->sheet->lines->len; i++)
    {
      const XyMeetingLine *line = facts->sheet->lines->pdata[i];
      if (!xy_id_is_none (&line->matter))
        g_array_append_val (ids, line->matter);
    }
  g_autoptr (GPtrArray) rows = xy_matter_rows (store, (const XyId *) (gpointer) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      g_hash_table_replace (facts->states, &((XyMatterRow *) rows->pdata[i])->matter->record.id, rows->pdata[i]);
  return TRUE;
}

static void
matter_row_free (gpointer row)
{
  xy_matter_row_free (row);
}

gpointer
xy_meeting_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyId *id = data;
  g_autoptr (GPtrArray) rows = xy_meeting_rows (store, id, 1, error);
  XyMeetingFacts *facts;

  if (rows == NULL || rows->pdata[0] == NULL)
    return NULL;
  facts = g_new0 (XyMeetingFacts, 1);
  g_ptr_array_set_free_func (rows, NULL);
  facts->row = rows->pdata[0];
  facts->states = g_hash_table_new_full (xy_id_hash, xy_id_equal, NULL, matter_row_free);
  facts->sheet = xy_meeting_sheet_load (store, id, error);
  facts->papers = facts->sheet != NULL ? xy_paper_list_of (store, id, error) : NULL;
  facts->votes = facts->papers != NULL ? xy_vote_rows (store, id, NULL, error) : NULL;
  if (facts->votes == NULL || !read_states (store, facts, error)
      || (facts->row->meeting->stage == XY_MEETING_RECORDING
          && (facts->gaps = xy_meeting_missing (store, id, error)) == NULL))
    {
      xy_meeting_facts_free (facts);
      return NULL;
    }
  facts->notice = facts->row->meeting->stage <= XY_MEETING_RECORDING ? xy_meeting_sheet_notice (facts->sheet) : NULL;
  return facts;
}

void
xy_meeting_facts_free (gpointer data)
{
  XyMeetingFacts *facts = data;

  if (facts == NULL)
    return;
  g_hash_table_unref (facts->states);
  xy_meeting_row_free (facts->row);
  g_clear_pointer (&facts->sheet, xy_meeting_sheet_free);
  g_clear_pointer (&facts->gaps, g_ptr_array_unref);
  g_clear_pointer (&facts->papers, g_ptr_array_unref);
  g_clear_pointer (&facts->votes, g_ptr_array_unref);
  g_free (facts->notice);
  g_free (facts);
}

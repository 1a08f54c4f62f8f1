/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-topic-lists.h"

#include <glib/gi18n-lib.h>

#include "app/matter-lists.h"
#include "core/meeting-list.h"

XyMeetingTopicQuery *
xy_meeting_topic_query_new (XyMeetingTopics which, const XyId *unit, const char *text)
{
  XyMeetingTopicQuery *query = g_new0 (XyMeetingTopicQuery, 1);

  query->which = which;
  query->unit = *unit;
  query->text = g_strdup (text);
  return query;
}

void
xy_meeting_topic_query_free (gpointer data)
{
  XyMeetingTopicQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query);
}

static XyListAnswer *
topic_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyMeetingTopicQuery *query = asked->data;
  XyMatterFilter filter = {
    .text = query->text, .unit = query->unit, .order = XY_MATTERS_BY_AGE, .reversed = asked->descending
  };

  if (g_strcmp0 (asked->sort, "number") == 0)
    {
      /* Newest first by itself. */
      filter.order = XY_MATTERS_BY_NUMBER;
      filter.reversed = !asked->descending;
    }
  return xy_list_answer_new (xy_meeting_topic_ids (store, query->which, &filter, error));
}

static void
row_free (gpointer data)
{
  XyMeetingTopicRow *row = data;

  if (row == NULL)
    return;
  xy_matter_row_free (row->row);
  g_free (row->title);
  g_free (row);
}

/* "3月4日 屋场会" of the meeting whose agenda the matter stands on. */
static void
read_meeting (XyStore *store, XyMeetingTopicRow *row)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!xy_meeting_topic_meeting (store, &row->row->matter->record.id, &row->meeting, NULL)
      || xy_id_is_none (&row->meeting))
    return;
  rows = xy_meeting_rows (store, &row->meeting, 1, NULL);
  if (rows != NULL && rows->pdata[0] != NULL)
    row->title = g_strdup (((const XyMeetingRow *) rows->pdata[0])->title);
}

static GPtrArray *
topic_records (XyStore *store,
               const XyListQuery *asked,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  const XyMeetingTopicQuery *query = asked->data;
  GPtrArray *rows = xy_matter_rows (store, ids, n_ids, error);

  if (rows == NULL)
    return NULL;
  /* The list frees them one by one. */
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      {
        XyMeetingTopicRow *row = g_new0 (XyMeetingTopicRow, 1);
        row->row = rows->pdata[i];
        if (query->which == XY_MEETING_TOPICS_CALLED)
          read_meeting (store, row);
        rows->pdata[i] = row;
      }
  return rows;
}

#define ROW(record) (((const XyMeetingTopicRow *) (record))->row)

XY_TEXT_GETTER (get_meeting, XyMeetingTopicRow, title)

static char *
get_number (gconstpointer record)
{
  return g_strdup (ROW (record)->number);
}

static char *
get_title (gconstpointer record)
{
  return g_strdup (ROW (record)->matter->title);
}

static char *
get_source (gconstpointer record)
{
  return g_strdup (xy_word_label (xy_matter_sources, ROW (record)->matter->source));
}

static char *
get_unit (gconstpointer record)
{
  return g_strdup (ROW (record)->unit_name);
}

static char *
get_who (gconstpointer record)
{
  return xy_matter_who (ROW (record));
}

static char *
get_age (gconstpointer record)
{
  return g_strdup_printf ("%d", ROW (record)->age);
}

static char *
get_day (gconstpointer record)
{
  return g_strdup (ROW (record)->matter->day);
}

static char *
get_word (gconstpointer record)
{
  return g_strdup (ROW (record)->word);
}

static XyPillKind
get_pill (gconstpointer record)
{
  return xy_matter_pill (ROW (record));
}

const XyColumn xy_meeting_topic_columns[] = {
  { "number", N_ ("Matter no."), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_number, NULL },
  { "title", N_ ("Matter"), 180, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_title, NULL },
  { "source", N_ ("Source"), 84, XY_COLUMN_TEXT, 0, get_source, NULL },
  { "who", N_ ("Raised by"), 105, XY_COLUMN_TEXT, 0, get_who, NULL },
  { "unit", N_ ("Group"), 60, XY_COLUMN_TEXT, 0, get_unit, NULL },
  { "age", N_ ("Days"), 54, XY_COLUMN_NUMBER, 0, get_age, NULL },
  { "state", N_ ("State"), 120, XY_COLUMN_PILL, XY_COLUMN_MARKED, get_word, get_pill },
  { "meeting", N_ ("Meeting"), 150, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_meeting, NULL },
  { "day", N_ ("Raised on"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_day, NULL },
};
const guint xy_meeting_n_topic_columns = G_N_ELEMENTS (xy_meeting_topic_columns);

const XyListSource xy_meeting_topic_source = {
  .ids = topic_ids,
  .records = topic_records,
  .free_record = row_free,
};

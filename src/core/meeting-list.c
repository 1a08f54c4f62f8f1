/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/id-array.h"
#include "core/meeting-search.h"
#include "core/record-rows.h"
#include "core/store.h"
#include "core/unit.h"

/*
 * The filter: ?1 today, ?2 the last day that is soon, ?3 unit, ?4 kind, ?5 and ?6 the days it was held between, ?7 to
 * ?9 parts that it must have, in small letters, "" for none.
 */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
/* Who came and what was said is read once, from end to end, and only where a part was typed. */
#define HAS(part)                                                                                                         \
  "AND (" part " = '' OR says (" part ", coalesce (m.name, substr (m.day, 1, 4) || '年第' || m.number || '次' || "     \
  "k.name), m.place, m.host, m.note) OR m.id IN (SELECT l.meeting FROM meeting_line AS l WHERE l.del = 0 AND says (" part \
  ", l.text, l.words, l.who, l.result, l.owner, l.helpers, l.partner)) OR m.id IN (SELECT p.meeting "                     \
  "FROM meeting_presence AS p WHERE p.del = 0 AND says (" part ", p.name))) "
#define REST                                                                                                                 \
  "AND m.del = 0 AND (?4 IS NULL OR m.kind = ?4) AND (?5 IS NULL OR m.day BETWEEN ?5 AND ?6) "                               \
  "AND (?3 IS NULL OR EXISTS (SELECT 1 FROM below WHERE instr (replace (m.units, '-', ''), lower (hex (below.id))))) " HAS ( \
      "?7") HAS ("?8") HAS ("?9")
#define LIST(where, order)                                                                                             \
  {                                                                                                                    \
    NULL,                                                                                                              \
        BELOW "SELECT m.id FROM meeting AS m LEFT JOIN meeting_kind AS k ON k.id = m.kind WHERE " where REST           \
              "ORDER BY " order,                                                                                       \
        "all meetings that were ever held: some thousands"                                                             \
  }
#define OPEN "m.stage < 4 "
#define SOON "m.stage = 0 AND m.day <= ?2 "
#define PLANNED "m.stage = 0 "
#define LATE "m.stage = 0 AND m.day < ?1 "
#define RECORDING "m.stage = 1 "
#define READY "m.stage = 2 "
#define SIGNED "m.stage = 3 "
#define FOLLOW "m.stage IN (3, 4) AND EXISTS (SELECT 1 " OPEN_OF_IT ") "
#define FILED "m.stage = 4 "
#define GONE "m.stage IN (5, 6) "
#define ANY "1 "
/* What came of its decisions and is not over. */
#define OPEN_OF_IT                                                                                                     \
  "FROM meeting_line AS l JOIN matter AS t ON t.id = l.matter "                                                        \
  "WHERE l.meeting = m.id AND l.kind = 'decision' AND l.del = 0 AND t.del = 0 AND t.stage < 7"
#define NEWEST "m.day DESC, m.starts DESC, m.number DESC, m.id DESC"
#define BY_DUE                                                                                                         \
  "CASE m.stage WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 0 THEN 2 WHEN 3 THEN 3 ELSE 4 END, iif (m.stage = 0, m.day, NULL), " NEWEST
#define BY_KIND "k.sort, m.kind, " NEWEST
#define BY_OPEN "(SELECT count (*) " OPEN_OF_IT ") DESC, " NEWEST
#define ORDERS(where) LIST (where, BY_DUE), LIST (where, NEWEST), LIST (where, BY_KIND), LIST (where, BY_OPEN)
#define N_ORDERS 4

/* The lists first, by XyMeetingsWhich; each in its orders. */
enum
{
  COUNTS = XY_MEETINGS_N * N_ORDERS,
  KIND,
  LINES,
  MATTERS,
  PRESENT,
  N_STATEMENTS,
};

static const XySql statements[N_STATEMENTS] = {
  ORDERS (OPEN),
  ORDERS (SOON),
  ORDERS (PLANNED),
  ORDERS (LATE),
  ORDERS (RECORDING),
  ORDERS (READY),
  ORDERS (SIGNED),
  ORDERS (FOLLOW),
  ORDERS (FILED),
  ORDERS (GONE),
  ORDERS (ANY),
  [COUNTS] = { NULL,
               "SELECT coalesce (sum (stage < 4), 0), coalesce (sum (stage = 0 AND day <= ?2), 0), "
               "coalesce (sum (stage = 0), 0), coalesce (sum (stage = 0 AND day < ?1), 0), "
               "coalesce (sum (stage = 1), 0), coalesce (sum (stage = 2), 0), coalesce (sum (stage = 3), 0), "
               "coalesce (sum (stage IN (3, 4) AND EXISTS (SELECT 1 " OPEN_OF_IT ")), 0), "
               "coalesce (sum (stage = 4), 0), coalesce (sum (stage IN (5, 6)), 0), count (*) "
               "FROM meeting AS m WHERE del = 0",
               "all meetings" },
  [KIND] = { NULL, "SELECT name, body FROM meeting_kind WHERE id = ?1" },
  [LINES] = { NULL, "SELECT coalesce (sum (kind = 'topic'), 0), coalesce (sum (kind = 'decision'), 0) "
                    "FROM meeting_line WHERE meeting = ?1 AND del = 0" },
  [MATTERS] = { NULL, "SELECT count (*), coalesce (sum (t.stage IN (1, 2) AND t.until < ?2), 0) FROM meeting_line AS l "
                      "JOIN matter AS t ON t.id = l.matter WHERE l.meeting = ?1 AND l.kind = 'decision' "
                      "AND l.del = 0 AND t.del = 0 AND t.stage < 7" },
  [PRESENT] = { NULL, "SELECT coalesce (sum (role = 'due' AND state <> 'leave'), 0), "
                      "coalesce (sum (iif (role = 'due' AND state <> 'leave', people, 0)), 0), "
                      "coalesce (sum (role = 'guest' AND state <> 'leave'), 0), coalesce (sum (state = 'leave'), 0) "
                      "FROM meeting_presence WHERE meeting = ?1 AND del = 0" },
};

static const XyWord which_words[] = {
  { "open", N_ ("in work") },
  { "soon", N_ ("to be held soon") },
  { "planned", N_ ("to be held") },
  { "late", N_ ("should have been held") },
  { "recording", N_ ("being written") },
  { "ready", N_ ("to be signed") },
  { "signed", N_ ("signed, to be filed") },
  { "follow", N_ ("with matters to be done") },
  { "filed", N_ ("filed") },
  { "gone", N_ ("called off or void") },
  { "all", N_ ("all meetings") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (which_words) == XY_MEETINGS_N);

const char *
xy_meetings_name (XyMeetingsWhich which)
{
  return which < XY_MEETINGS_N ? which_words[which].value : NULL;
}

const char *
xy_meetings_word (XyMeetingsWhich which)
{
  return which < XY_MEETINGS_N ? _ (which_words[which].label) : "";
}

XyMeetingsWhich
xy_meetings_from_name (const char *name)
{
  for (guint i = 0; i < XY_MEETINGS_N; i++)
    if (g_strcmp0 (which_words[i].value, name) == 0)
      return (XyMeetingsWhich) i;
  return XY_MEETINGS_N;
}

GArray *
xy_meeting_ids (XyStore *store, const XyMeetingFilter *filter, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char soon[XY_DAY_SIZE], first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";
  gboolean has_period = filter->period != NULL && xy_period_parse (filter->period, NULL, first, last);
  char *parts[XY_FIND_PARTS];
  g_return_val_if_fail (filter->which < XY_MEETINGS_N, NULL);

  xy_day_add (today, XY_MEETING_SOON_DAYS, soon);
  xy_meeting_search_split (filter->text, parts);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[filter->which * N_ORDERS + filter->order].text,
                   XY_BIND (XY_TEXT (today), XY_TEXT (soon), XY_ID (&filter->unit), XY_ID (&filter->kind),
                            XY_TEXT (has_period ? first : NULL), XY_TEXT (last), XY_TEXT (parts[0]), XY_TEXT (parts[1]),
                            XY_TEXT (parts[2])),
                   error);
  GArray *ids = xy_id_array_read (rows, filter->reversed, error);
  for (guint i = 0; i < XY_FIND_PARTS; i++)
    g_free (parts[i]);
  return ids;
}

void
xy_meeting_row_free (XyMeetingRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->meeting);
  g_free (row->kind_name);
  g_free (row->body);
  g_free (row->title);
  g_free (row->unit_names);
  g_free (row);
}

static gboolean
name_row (XyStore *store, gpointer data, const char *today, gconstpointer unused, GError **error)
{
  XyMeetingRow *row = data;
  const XyMeeting *meeting = row->meeting;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[KIND].text, XY_BIND (XY_ID (&meeting->kind)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      row->kind_name = g_strdup (xy_rows_text (rows, 0));
      row->body = g_strdup (xy_rows_text (rows, 1));
    }
  row->title = xy_meeting_describe (meeting, row->kind_name);
  row->days = xy_day_between (today, meeting->day);
  row->late = meeting->stage == XY_MEETING_PLANNED && row->days < 0;
  row->word =
      row->late ? _ (which_words[XY_MEETINGS_LATE].label) : xy_meeting_stage_word ((XyMeetingStage) meeting->stage);
  return xy_error_pass (error, &problem);
}

static gboolean
fill_row (XyStore *store, gpointer data, const char *today, gconstpointer unused, GError **error)
{
  XyMeetingRow *row = data;
  const XyId *id = &row->meeting->record.id;
  XyDb *db = xy_store_get_db (store);
  guint lines[2], matters[2], present[4];

  if (!name_row (store, row, today, unused, error)
      || !xy_db_counts (db, statements[LINES].text, XY_BIND (XY_ID (id)), lines, G_N_ELEMENTS (lines), error)
      || !xy_db_counts (db, statements[MATTERS].text, XY_BIND (XY_ID (id), XY_TEXT (today)), matters,
                        G_N_ELEMENTS (matters), error)
      || !xy_db_counts (db, statements[PRESENT].text, XY_BIND (XY_ID (id)), present, G_N_ELEMENTS (present), error))
    return FALSE;
  row->n_topics = lines[0];
  row->n_decisions = lines[1];
  row->n_open = matters[0];
  row->n_overdue = matters[1];
  row->n_present = present[0];
  row->n_people = present[1];
  row->n_guests = present[2];
  row->n_leave = present[3];
  row->unit_names = xy_unit_names (store, row->meeting->units);
  return TRUE;
}

static const XyRowShape meeting_rows = { &xy_meeting_type, sizeof (XyMeetingRow), (GDestroyNotify) xy_meeting_row_free,
                                         fill_row };
static const XyRowShape named_rows = { &xy_meeting_type, sizeof (XyMeetingRow), (GDestroyNotify) xy_meeting_row_free,
                                       name_row };

GPtrArray *
xy_meeting_rows_named (XyStore *store, const XyId *ids, guint n, GError **error)
{
  return xy_record_rows (store, &named_rows, ids, n, NULL, error);
}

GPtrArray *
xy_meeting_rows (XyStore *store, const XyId *ids, guint n, GError **error)
{
  return xy_record_rows (store, &meeting_rows, ids, n, NULL, error);
}

gboolean
xy_meeting_counts (XyStore *store, guint counts[XY_MEETINGS_N], GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char soon[XY_DAY_SIZE];

  xy_day_add (today, XY_MEETING_SOON_DAYS, soon);
  return xy_db_counts (xy_store_get_db (store), statements[COUNTS].text, XY_BIND (XY_TEXT (today), XY_TEXT (soon)),
                       counts, XY_MEETINGS_N, error);
}

const XySql *
xy_meeting_list_statements (guint *n)
{
  *n = N_STATEMENTS;
  return statements;
}

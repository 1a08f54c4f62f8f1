/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-topic.h"

#include <glib/gi18n-lib.h>

#include "core/meeting-act.h"
#include "core/store.h"

/* A line of a meeting that stands. */
#define LINES                                                                                                          \
  "SELECT 1 FROM meeting_line AS l JOIN meeting AS g ON g.id = l.meeting WHERE l.matter = m.id AND l.del = 0 "         \
  "AND g.del = 0 "

enum
{
  WAITING,
  OFFERED,
  CALLED,
  MEETING,
};

/* The numbers of stages are those of XyMatterStage and XyMeetingStage; "stage < 7" is what the index of open ones has.
 */
static const XySql statements[] = {
  [WAITING] = { NULL, "SELECT m.id FROM matter AS m WHERE m.stage = 6 AND m.stage < 7 AND m.del = 0 AND m.private = 0 "
                      "AND NOT EXISTS (" LINES "AND g.stage < 3)" },
  [OFFERED] = { NULL, "SELECT m.id FROM matter AS m WHERE m.stage < 3 AND m.stage < 7 AND m.del = 0 AND m.private = 0 "
                      "AND NOT EXISTS (" LINES "AND g.stage < 5)" },
  [CALLED] = { NULL, "SELECT m.id FROM matter AS m WHERE m.stage < 7 AND m.del = 0 AND m.private = 0 "
                     "AND EXISTS (" LINES "AND g.stage < 2 AND l.kind = 'topic')" },
  [MEETING] = { NULL, "SELECT g.id FROM meeting_line AS l JOIN meeting AS g ON g.id = l.meeting WHERE l.matter = ?1 "
                      "AND l.del = 0 AND l.kind = 'topic' AND g.del = 0 AND g.stage < 2 ORDER BY g.day LIMIT 1" },
};

static const struct
{
  const char *name;
  const char *word;
} names[XY_MEETING_TOPICS_N] = {
  [XY_MEETING_TOPICS_WAITING] = { "waiting", N_ ("Wait for a meeting") },
  [XY_MEETING_TOPICS_OFFERED] = { "offered", N_ ("Never brought to one") },
  [XY_MEETING_TOPICS_CALLED] = { "called", N_ ("On an agenda") },
};

const char *
xy_meeting_topics_name (XyMeetingTopics which)
{
  return names[which].name;
}

const char *
xy_meeting_topics_word (XyMeetingTopics which)
{
  return _ (names[which].word);
}

static GHashTable *
read_set (XyStore *store, XyMeetingTopics which, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[which].text, XY_BIND_NONE, &problem);

  while (problem == NULL && xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_hash_table_add (set, xy_id_copy (&id));
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&set) : NULL;
}

GArray *
xy_meeting_topic_ids (XyStore *store, XyMeetingTopics which, const XyMatterFilter *filter, GError **error)
{
  XyMatterFilter open = *filter;
  g_autoptr (GHashTable) set = read_set (store, which, error);
  g_autoptr (GArray) ids = NULL;
  GArray *found;

  open.which = XY_MATTERS_OPEN;
  ids = set != NULL ? xy_matter_ids (store, &open, error) : NULL;
  if (ids == NULL)
    return NULL;
  found = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_contains (set, &g_array_index (ids, XyId, i)))
      g_array_append_val (found, g_array_index (ids, XyId, i));
  return found;
}

gboolean
xy_meeting_topic_counts (XyStore *store, guint counts[XY_MEETING_TOPICS_N], GError **error)
{
  for (XyMeetingTopics which = 0; which < XY_MEETING_TOPICS_N; which++)
    {
      g_autoptr (GHashTable) set = read_set (store, which, error);
      if (set == NULL)
        return FALSE;
      counts[which] = g_hash_table_size (set);
    }
  return TRUE;
}

gboolean
xy_meeting_topic_meeting (XyStore *store, const XyId *matter, XyId *meeting, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[MEETING].text, XY_BIND (XY_ID (matter)), &problem);

  *meeting = XY_ID_NONE;
  if (problem == NULL && xy_rows_next (rows, &problem))
    *meeting = xy_rows_id (rows, 0);
  return xy_error_pass (error, &problem);
}

gboolean
xy_meeting_topic_add_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMeetingTopicAdding *adding = data;
  g_autoptr (XyMeeting) meeting = xy_meeting_get (xy_txn_get_store (txn), &adding->meeting, error);
  g_autoptr (XyMeeting) copy = meeting != NULL ? xy_record_copy (meeting) : NULL;
  XyMeetingWriting writing = {
    .meeting = copy, .n_topics = adding->n, .topic_matters = adding->matters, .day_sure = TRUE
  };

  return copy != NULL && xy_meeting_write_act (txn, &writing, error);
}

const XySql *
xy_meeting_topic_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

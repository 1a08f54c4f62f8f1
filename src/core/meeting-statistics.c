/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-statistics.h"

#include <string.h>

#include "core/day.h"
#include "core/store.h"

enum
{
  BY_KIND,
  BY_MONTH,
};

/* ?1 and ?2 the days, ?3 the kind, ?4 the group. */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?4 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define PRESENT                                                                                                        \
  "FROM meeting_presence AS p WHERE p.meeting = m.id AND p.del = 0 AND p.role = 'due' AND p.state <> 'leave'"
#define DECISIONS                                                                                                      \
  "FROM meeting_line AS l LEFT JOIN matter AS t ON t.id = l.matter AND t.del = 0 "                                     \
  "WHERE l.meeting = m.id AND l.del = 0 AND l.kind = 'decision'"
#define FIGURES                                                                                                        \
  "count (*), sum (m.due), sum (iif (m.due > 0, (SELECT count (*) " PRESENT "), 0)), "                                 \
  "sum ((SELECT coalesce (sum (p.people), 0) " PRESENT ")), sum ((SELECT count (*) " DECISIONS ")), "                  \
  "sum ((SELECT count (*) " DECISIONS " AND t.stage >= 7)), "                                                          \
  "sum ((SELECT count (*) " DECISIONS " AND t.stage >= 7 AND t.satisfaction IN ('good', 'fair'))) "
#define HELD                                                                                                           \
  "FROM meeting AS m JOIN meeting_kind AS k ON k.id = m.kind WHERE m.del = 0 AND m.stage BETWEEN 1 AND 4 "             \
  "AND (?1 IS NULL OR m.day BETWEEN ?1 AND ?2) AND (?3 IS NULL OR m.kind = ?3) "                                       \
  "AND (?4 IS NULL OR EXISTS (SELECT 1 FROM below WHERE instr (replace (m.units, '-', ''), lower (hex (below.id))))) "

static const XySql statements[] = {
  [BY_KIND] = { NULL,
                BELOW "SELECT k.name, m.kind, " FIGURES HELD "GROUP BY m.kind ORDER BY count (*) DESC, k.sort, m.kind",
                "all meetings" },
  [BY_MONTH] = { NULL, BELOW "SELECT substr (m.day, 1, 7), NULL, " FIGURES HELD "GROUP BY 1 ORDER BY 1",
                 "all meetings" },
};

void
xy_meeting_sum_free (XyMeetingSum *sum)
{
  g_free (sum->key);
  g_free (sum);
}

static GPtrArray *
read_sums (XyStore *store,
           int statement,
           const char *first,
           const char *last,
           const XyMeetingQuestion *question,
           GError **error)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_meeting_sum_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (store), statements[statement].text,
      XY_BIND (XY_TEXT (first), XY_TEXT (last), XY_ID (&question->kind), XY_ID (&question->unit)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyMeetingSum *sum = g_new0 (XyMeetingSum, 1);
      gint64 *figures[] = {
        &sum->held, &sum->due, &sum->came, &sum->people, &sum->agreed, &sum->over, &sum->satisfied
      };
      sum->key = g_strdup (xy_rows_text (rows, 0));
      sum->kind = xy_rows_id (rows, 1);
      for (int i = 0; i < (int) G_N_ELEMENTS (figures); i++)
        *figures[i] = xy_rows_int (rows, i + 2);
      g_ptr_array_add (sums, sum);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&sums) : NULL;
}

GPtrArray *
xy_meeting_by_kind (XyStore *store, const XyMeetingQuestion *question, GError **error)
{
  char first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";
  gboolean has_period = question->period != NULL && xy_period_parse (question->period, NULL, first, last);

  if (question->period == NULL && question->months > 0)
    {
      g_autofree char *today = xy_env_today (xy_store_get_env (store));
      g_autofree char *month = xy_period_of (today, XY_SPAN_MONTH);
      g_autofree char *oldest = xy_period_move (month, 1 - (int) question->months);
      has_period = xy_period_parse (oldest, NULL, first, NULL) && xy_period_parse (month, NULL, NULL, last);
    }
  GPtrArray *sums = read_sums (store, BY_KIND, has_period ? first : NULL, has_period ? last : NULL, question, error);
  XyMeetingSum *all;

  if (sums == NULL)
    return NULL;
  all = g_new0 (XyMeetingSum, 1);
  for (guint i = 0; i < sums->len; i++)
    {
      const XyMeetingSum *sum = sums->pdata[i];
      all->held += sum->held;
      all->due += sum->due;
      all->came += sum->came;
      all->people += sum->people;
      all->agreed += sum->agreed;
      all->over += sum->over;
      all->satisfied += sum->satisfied;
    }
  g_ptr_array_insert (sums, 0, all);
  return sums;
}

GPtrArray *
xy_meeting_by_month (XyStore *store, const XyMeetingQuestion *question, guint n, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char first[XY_DAY_SIZE] = "", end[XY_DAY_SIZE] = "", start[XY_DAY_SIZE], last[XY_DAY_SIZE];
  gboolean has_period = question->period != NULL && xy_period_parse (question->period, NULL, first, end);
  g_autofree char *month = xy_period_of (has_period && strcmp (end, today) < 0 ? end : today, XY_SPAN_MONTH);
  g_autofree char *oldest = xy_period_move (month, 1 - (int) n);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_meeting_sum_free);
  guint at = 0;

  xy_period_parse (oldest, NULL, start, NULL);
  xy_period_parse (month, NULL, NULL, last);
  g_autoptr (GPtrArray) sums = read_sums (store, BY_MONTH, start, last, question, error);
  if (sums == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = xy_period_move (oldest, (int) i);
      XyMeetingSum *sum = NULL;
      if (at < sums->len && g_str_equal (((const XyMeetingSum *) sums->pdata[at])->key, key))
        {
          sum = sums->pdata[at];
          sums->pdata[at++] = g_new0 (XyMeetingSum, 1);
        }
      else
        {
          sum = g_new0 (XyMeetingSum, 1);
          sum->key = g_strdup (key);
        }
      g_ptr_array_add (list, sum);
    }
  return g_steal_pointer (&list);
}

const XySql *
xy_meeting_statistics_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

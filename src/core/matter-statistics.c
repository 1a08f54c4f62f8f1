/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/matter-statistics.h"

#include <string.h>

#include "core/day.h"
#include "core/id-array.h"
#include "core/mask.h"
#include "core/store.h"

/* ?1 unit, ?2 source, ?3 for a board, ?4 and ?5 the first and last day, ?6 today. */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?1 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id), "
#define ASKED                                                                                                          \
  "FROM matter AS m LEFT JOIN household AS h ON h.id = m.household WHERE m.del = 0 AND m.stage <> 10 "                 \
  "AND (?1 IS NULL OR coalesce (m.unit, h.unit) IN below) AND (?2 IS NULL OR m.source = ?2) "                          \
  "AND (?3 = 0 OR m.private = 0) "
#define WHY "all matters: some thousands"
#define STEP(what, where)                                                                                              \
  "(SELECT " what " FROM matter_step AS s WHERE s.matter = m.id AND s.del = 0 AND " where                              \
  " ORDER BY s.number DESC LIMIT 1)"
/* Where it stood when a day was over; the numbers are those of XyMatterStage. */
#define STOOD(days)                                                                                                    \
  "coalesce (" STEP ("CASE s.kind WHEN 'assign' THEN 1 WHEN 'start' THEN 2 WHEN 'unsatisfied' THEN 2 "                 \
                     "WHEN 'answer' THEN 2 WHEN 'finish' THEN 3 WHEN 'satisfied' THEN 4 WHEN 'pass-on' THEN 5 "        \
                     "WHEN 'submit' THEN 6 WHEN 'close' THEN 7 WHEN 'unready' THEN 8 WHEN 'unsettled' THEN 9 "         \
                     "ELSE 0 END",                                                                                     \
                     "s.kind NOT IN ('note', 'extend', 'raise') AND s.day " days) ", 0)"
/* Its stages before the first day (a) and after the last (z). */
#define STANDS                                                                                                         \
  "SELECT m.id, m.source, m.day, " STOOD ("< ?4") " AS a, " STOOD ("<= ?5") " AS z, " STEP (                           \
      "s.day", "s.kind = 'finish' AND s.day BETWEEN ?4 AND ?5") " AS done"
#define DONE "done IS NOT NULL AND z IN (3, 4, 7)"
/* Agreed at a meeting, or taken there. */
#define OF_MEETING                                                                                                     \
  "(m.source = 'meeting' OR EXISTS (SELECT 1 FROM matter_link AS l WHERE l.matter = m.id AND l.kind = 'meeting' "      \
  "AND l.del = 0)) "

enum
{
  MONTHS,
  AGES,
  FLOWS,
  DEEDS,
  AGREED,
  NAMES,
};

static const XySql statements[] = {
  [MONTHS] = { NULL,
               BELOW "asked AS (SELECT m.day, m.done_on, m.ended_on, m.stage " ASKED ") "
                     "SELECT month, sum (raised), sum (done), sum (closed) FROM ("
                     "SELECT substr (day, 1, 7) AS month, 1 AS raised, 0 AS done, 0 AS closed FROM asked "
                     "WHERE day BETWEEN ?4 AND ?5 "
                     "UNION ALL SELECT substr (done_on, 1, 7), 0, 1, 0 FROM asked "
                     "WHERE stage IN (3, 4, 7) AND done_on BETWEEN ?4 AND ?5 "
                     "UNION ALL SELECT substr (ended_on, 1, 7), 0, 0, 1 FROM asked "
                     "WHERE stage = 7 AND ended_on BETWEEN ?4 AND ?5) WHERE ?6 IS NOT NULL GROUP BY month",
               WHY },
  /* Here ?4 is where a week begins, ?5 a month; a quarter and half a year follow as ?7 and ?8. */
  [AGES] = { NULL,
             BELOW
             "asked AS (SELECT m.day, m.stage IN (1, 2) AND m.until < ?6 AS late " ASKED "AND m.stage < 7) "
             "SELECT CASE WHEN day >= ?4 THEN 0 WHEN day >= ?5 THEN 1 WHEN day >= ?7 THEN 2 WHEN day >= ?8 THEN 3 "
             "ELSE 4 END AS age, count (*), sum (late IS 1) FROM asked GROUP BY age",
             WHY },
  [FLOWS] = { NULL,
              BELOW
              "asked AS (" STANDS ", " STEP ("s.until", "s.until IS NOT NULL AND s.day <= ?5") " AS until, " STEP (
                  "s.satisfaction",
                  "s.satisfaction IS NOT NULL AND s.day BETWEEN ?4 AND ?5") " AS answer " ASKED "AND m.day <= ?5) "
                                                                            "SELECT source, sum (day < ?4 AND a < 7), sum (day >= ?4), "
                                                                            "sum (day < ?4 AND a IN (8, 9) AND z NOT IN (8, 9)), sum (z = 7 AND (day >= ?4 OR a <> 7)), "
                                                                            "sum (z IN (8, 9) AND (day >= ?4 OR a NOT IN (8, 9))), sum (z < 7), sum (z IN (3, 4)), "
                                                                            "sum (z IN (5, 6)), sum (z IN (1, 2) AND coalesce (until < min (?5, ?6), 0)), sum (" DONE
                                                                            "), "
                                                                            "sum (answer IS NOT NULL), sum (answer IS 'good'), sum (answer IS 'fair'), sum (answer IS 'bad') "
                                                                            "FROM asked GROUP BY source",
              WHY },
  [DEEDS] = { NULL,
              BELOW "asked AS (" STANDS " " ASKED "AND m.private = 0 AND m.day <= ?5 "
                    "AND m.stage IN (3, 4, 7) AND NOT " OF_MEETING ") "
                    "SELECT id FROM asked WHERE " DONE " AND ?6 IS NOT NULL ORDER BY done DESC, id DESC",
              WHY },
  [AGREED] = { NULL,
               BELOW "asked AS (" STANDS " " ASKED "AND m.private = 0 AND m.day <= ?5 AND " OF_MEETING ") "
                     "SELECT id FROM asked WHERE (day >= ?4 OR a < 7) AND ?6 IS NOT NULL ORDER BY day DESC, id DESC",
               WHY },
  [NAMES] = { NULL,
              "SELECT name FROM person WHERE length (name) > 1 AND instr (?1, name) "
              "UNION SELECT head_name FROM household WHERE length (head_name) > 1 AND instr (?1, head_name) "
              "UNION SELECT people FROM matter WHERE length (people) > 1 AND instr (?1, people) "
              "UNION SELECT owner FROM matter_step WHERE length (owner) > 1 AND instr (?1, owner) "
              "UNION SELECT name FROM user WHERE length (name) > 1 AND instr (?1, name)",
              "whoever is named in some lines, of all there are: once for a paper" },
};

/* FIRST and LAST are the days of PERIOD, the last no later than today. */
static void
find_days (XyStore *store, const char *period, char first[XY_DAY_SIZE], char last[XY_DAY_SIZE])
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  if (!xy_period_parse (period, NULL, first, last))
    g_strlcpy (first, "0000-01-01", XY_DAY_SIZE);
  if (last[0] == '\0' || strcmp (last, today) > 0)
    g_strlcpy (last, today, XY_DAY_SIZE);
}

static XyRows *
ask (XyStore *store, guint which, const XyMatterQuestion *question, const char *first, const char *last, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char quarter[XY_DAY_SIZE], half[XY_DAY_SIZE];

  xy_day_add (today, -90, quarter);
  xy_day_add (today, -180, half);
  if (which == AGES)
    return xy_db_query (xy_store_get_db (store), statements[which].text,
                        XY_BIND (XY_ID (&question->unit), XY_TEXT (question->source), XY_INT (question->board),
                                 XY_TEXT (first), XY_TEXT (last), XY_TEXT (today), XY_TEXT (quarter), XY_TEXT (half)),
                        error);
  return xy_db_query (xy_store_get_db (store), statements[which].text,
                      XY_BIND (XY_ID (&question->unit), XY_TEXT (question->source), XY_INT (question->board),
                               XY_TEXT (first), XY_TEXT (last), XY_TEXT (today)),
                      error);
}

GArray *
xy_matter_months (XyStore *store, const XyMatterQuestion *question, guint n, GError **error)
{
  g_autoptr (GArray) months = g_array_sized_new (FALSE, TRUE, sizeof (XyMatterMonth), n);
  g_autoptr (GError) problem = NULL;
  char first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";
  g_return_val_if_fail (n > 0, NULL);

  find_days (store, question->period, first, last);
  g_autofree char *month = xy_period_of (last, XY_SPAN_MONTH);
  for (guint i = n; i-- > 0;)
    {
      XyMatterMonth empty = { 0 };
      g_autofree char *name = xy_period_move (month, -(int) i);
      g_strlcpy (empty.month, name, sizeof empty.month);
      g_array_append_val (months, empty);
    }
  xy_period_parse (g_array_index (months, XyMatterMonth, 0).month, NULL, first, NULL);
  xy_period_parse (month, NULL, NULL, last);
  g_autoptr (XyRows) rows = ask (store, MONTHS, question, first, last, &problem);
  while (xy_rows_next (rows, &problem))
    for (guint i = 0; i < n; i++)
      {
        XyMatterMonth *sum = &g_array_index (months, XyMatterMonth, i);
        if (g_strcmp0 (sum->month, xy_rows_text (rows, 0)) != 0)
          continue;
        sum->raised = xy_rows_int (rows, 1);
        sum->done = xy_rows_int (rows, 2);
        sum->closed = xy_rows_int (rows, 3);
      }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&months) : NULL;
}

gboolean
xy_matter_ages (XyStore *store, const XyMatterQuestion *question, XyMatterAgeSum ages[XY_MATTER_N_AGES], GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char week[XY_DAY_SIZE], month[XY_DAY_SIZE];
  g_autoptr (GError) problem = NULL;

  memset (ages, 0, XY_MATTER_N_AGES * sizeof *ages);
  xy_day_add (today, -7, week);
  xy_day_add (today, -30, month);
  g_autoptr (XyRows) rows = ask (store, AGES, question, week, month, &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyMatterAgeSum *sum = &ages[CLAMP (xy_rows_int (rows, 0), 0, XY_MATTER_N_AGES - 1)];
      sum->n = xy_rows_int (rows, 1);
      sum->overdue = xy_rows_int (rows, 2);
    }
  return xy_error_pass (error, &problem);
}

void
xy_matter_flow_free (XyMatterFlow *flow)
{
  g_free (flow->source);
  g_free (flow);
}

/* The figures in the order of the statement. */
#define N_FIGURES 14

static void
figures_of (XyMatterFlow *flow, gint64 *figures[N_FIGURES])
{
  gint64 *all[N_FIGURES] = { &flow->carried, &flow->raised,  &flow->resumed, &flow->closed,  &flow->shelved,
                             &flow->left,    &flow->waiting, &flow->away,    &flow->overdue, &flow->done,
                             &flow->visited, &flow->good,    &flow->fair,    &flow->bad };

  memcpy (figures, all, sizeof all);
}

static int
place_of (const XyMatterFlow *flow)
{
  int place = 0;

  if (flow->source == NULL)
    return -1;
  while (xy_matter_sources[place].value != NULL && !g_str_equal (xy_matter_sources[place].value, flow->source))
    place++;
  return place;
}

static int
compare_flows (gconstpointer a, gconstpointer b)
{
  return place_of (*(const XyMatterFlow *const *) a) - place_of (*(const XyMatterFlow *const *) b);
}

GPtrArray *
xy_matter_flows (XyStore *store, const XyMatterQuestion *question, GError **error)
{
  g_autoptr (GPtrArray) flows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_matter_flow_free);
  char first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";
  XyMatterFlow *total = g_new0 (XyMatterFlow, 1);
  gint64 *totals[N_FIGURES];
  g_autoptr (GError) problem = NULL;

  g_ptr_array_add (flows, total);
  figures_of (total, totals);
  find_days (store, question->period, first, last);
  g_autoptr (XyRows) rows = ask (store, FLOWS, question, first, last, &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyMatterFlow *flow = g_new0 (XyMatterFlow, 1);
      gint64 *figures[N_FIGURES], any = 0;

      flow->source = g_strdup (xy_rows_text (rows, 0));
      figures_of (flow, figures);
      for (int i = 0; i < N_FIGURES; i++)
        {
          *figures[i] = xy_rows_int (rows, i + 1);
          *totals[i] += *figures[i];
          any |= *figures[i];
        }
      if (any != 0)
        g_ptr_array_add (flows, flow);
      else
        xy_matter_flow_free (flow);
    }
  if (problem == NULL)
    {
      g_ptr_array_sort (flows, compare_flows);
      return g_steal_pointer (&flows);
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

GArray *
xy_matter_board_ids (XyStore *store, const XyMatterQuestion *question, XyMatterBoardList list, GError **error)
{
  char first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";

  find_days (store, question->period, first, last);
  g_autoptr (XyRows) rows = ask (store, list == XY_MATTER_DEEDS ? DEEDS : AGREED, question, first, last, error);
  return xy_id_array_read (rows, FALSE, error);
}

/* The longest first: 欧阳建军 is not 欧阳建 and something. */
static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize first = strlen (*(const char *const *) a), second = strlen (*(const char *const *) b);

  return first < second ? 1 : first > second ? -1 : 0;
}

gboolean
xy_matter_cover (XyStore *store, char **texts, guint n, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < n; i++)
    if (texts[i] != NULL)
      g_string_append_printf (all, "%s\n", texts[i]);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[NAMES].text, XY_BIND (XY_TEXT (all->str)), &problem);
  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (names, g_strdup (xy_rows_text (rows, 0)));
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_ptr_array_sort (names, compare_lengths);
  for (guint i = 0; i < n; i++)
    {
      if (texts[i] == NULL)
        continue;
      g_autoptr (GString) text = g_string_new (texts[i]);
      for (guint k = 0; k < names->len; k++)
        {
          g_autofree char *masked = xy_mask_name (names->pdata[k]);
          g_string_replace (text, names->pdata[k], masked, 0);
        }
      g_free (texts[i]);
      texts[i] = xy_mask_text (text->str);
    }
  return TRUE;
}

const XySql *
xy_matter_statistics_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

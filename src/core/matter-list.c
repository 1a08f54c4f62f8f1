/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/matter-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/find.h"
#include "core/id-array.h"
#include "core/record-rows.h"
#include "core/store.h"

/*
 * The filter: ?1 today, ?2 the last day that is soon, ?3 unit, ?4 household, ?5 source, ?6 owner, ?7 and ?8 the days it
 * was raised between, ?9 words in it, ?10 to ?12 what a household's key or the title's must have, ?13 for a board.
 */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define REST                                                                                                           \
  "AND m.del = 0 AND (?3 IS NULL OR coalesce (m.unit, h.unit) IN below) AND (?4 IS NULL OR m.household = ?4) "         \
  "AND (?5 IS NULL OR m.source = ?5) AND (?6 IS NULL OR m.owner = ?6) AND (?7 IS NULL OR m.day BETWEEN ?7 AND ?8) "    \
  "AND (?13 = 0 OR m.private = 0) "                                                                                    \
  "AND (?9 IS NULL OR instr (m.title, ?9) OR instr (m.content, ?9) OR instr (m.owner, ?9) OR instr (m.place, ?9) "     \
  "OR instr (substr (m.day, 1, 4) || '-' || printf ('%03d', m.number), ?9) "                                           \
  "OR (instr (m.find, ?10) AND instr (m.find, ?11) AND instr (m.find, ?12)) "                                          \
  "OR (instr (h.find, ?10) AND instr (h.find, ?11) AND instr (h.find, ?12))) "
#define LIST(where, order)                                                                                             \
  {                                                                                                                    \
    NULL,                                                                                                              \
        BELOW "SELECT m.id FROM matter AS m LEFT JOIN household AS h ON h.id = m.household "                           \
              "WHERE " where REST "ORDER BY " order,                                                                   \
        "all matters that were ever raised: some thousands"                                                            \
  }
#define OPEN "m.stage < 7 "
#define OVERDUE "m.stage IN (1, 2) AND m.until < ?1 "
#define SOON "m.stage IN (1, 2) AND m.until BETWEEN ?1 AND ?2 "
#define ASSIGN "m.stage = 0 "
#define WORKING "m.stage IN (1, 2) "
#define VISIT "m.stage = 3 "
#define CLOSE "m.stage = 4 "
#define AWAY "m.stage IN (5, 6) "
#define SHELVED "m.stage IN (8, 9) "
#define CLOSED "m.stage IN (7, 10) "
#define ANY "1 "
/* What has a day to keep goes first, then what waits for the office, then what is over. */
#define BY_DUE                                                                                                         \
  "m.stage >= 7, m.stage NOT IN (1, 2), iif (m.stage IN (1, 2), m.until, NULL), m.ended_on DESC, m.day, m.number, m.id"
#define BY_NUMBER "substr (m.day, 1, 4) DESC, m.number DESC, m.id DESC"
#define BY_AGE "m.day, m.number, m.id"
#define BY_OWNER "m.owner IS NULL, m.owner, m.until, m.day, m.number, m.id"
#define ORDERS(where) LIST (where, BY_DUE), LIST (where, BY_NUMBER), LIST (where, BY_AGE), LIST (where, BY_OWNER)
#define N_ORDERS 4

/* The lists first, by XyMattersWhich; each in its orders. */
enum
{
  COUNTS = XY_MATTERS_N * N_ORDERS,
  MORE,
  OWNERS,
  SUMMARY,
  N_STATEMENTS,
};

static const XySql statements[N_STATEMENTS] = {
  ORDERS (OPEN),
  ORDERS (OVERDUE),
  ORDERS (SOON),
  ORDERS (ASSIGN),
  ORDERS (WORKING),
  ORDERS (VISIT),
  ORDERS (CLOSE),
  ORDERS (AWAY),
  ORDERS (SHELVED),
  ORDERS (CLOSED),
  ORDERS (ANY),
  [COUNTS] = { NULL,
               "SELECT coalesce (sum (stage < 7), 0), coalesce (sum (stage IN (1, 2) AND until < ?1), 0), "
               "coalesce (sum (stage IN (1, 2) AND until BETWEEN ?1 AND ?2), 0), coalesce (sum (stage = 0), 0), "
               "coalesce (sum (stage IN (1, 2)), 0), coalesce (sum (stage = 3), 0), coalesce (sum (stage = 4), 0), "
               "coalesce (sum (stage IN (5, 6)), 0), coalesce (sum (stage IN (8, 9)), 0), "
               "coalesce (sum (stage IN (7, 10)), 0), count (*) FROM matter WHERE del = 0",
               "all matters" },
  [MORE] = { NULL,
             "SELECT u.name, h.number, h.head_name, "
             "(SELECT count (*) FROM matter_step AS s WHERE s.matter = m.id AND s.del = 0), "
             "(SELECT s.note FROM matter_step AS s WHERE s.matter = m.id AND s.del = 0 AND s.note IS NOT NULL "
             "ORDER BY s.number DESC LIMIT 1), u.id, u.sort FROM matter AS m LEFT JOIN household AS h ON h.id = m.household "
             "LEFT JOIN unit AS u ON u.id = coalesce (m.unit, h.unit) WHERE m.id = ?1" },
  [OWNERS] = { NULL, "SELECT DISTINCT owner FROM matter WHERE stage < 7 AND del = 0 AND owner IS NOT NULL ORDER BY 1",
               NULL },
  [SUMMARY] = { NULL,
                "SELECT source, count (*), sum (stage = 7), sum (stage IN (3, 4)), sum (stage IN (5, 6)), "
                "sum (stage IN (8, 9)), sum (stage < 3), sum (stage IN (1, 2) AND until < ?1), "
                "sum (satisfaction IS NOT NULL), sum (satisfaction IS 'good'), sum (satisfaction IS 'fair'), "
                "sum (satisfaction IS 'bad') FROM matter WHERE del = 0 AND stage <> 10 "
                "AND (?2 IS NULL OR day BETWEEN ?2 AND ?3) AND (?4 = 0 OR private = 0) GROUP BY source",
                "all matters" },
};

static const XyWord which_words[] = {
  { "open", N_ ("not over yet") },
  { "overdue", N_ ("overdue") },
  { "soon", N_ ("due soon") },
  { "to-assign", N_ ("to be assigned") },
  { "working", N_ ("being done") },
  { "to-visit", N_ ("to be visited") },
  { "to-close", N_ ("to be closed") },
  { "away", N_ ("with the township or a meeting") },
  { "shelved", N_ ("not ready or no accord") },
  { "closed", N_ ("closed or void") },
  { "all", N_ ("all matters") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (which_words) == XY_MATTERS_N);

const char *
xy_matters_name (XyMattersWhich which)
{
  return which < XY_MATTERS_N ? which_words[which].value : NULL;
}

const char *
xy_matters_word (XyMattersWhich which)
{
  return which < XY_MATTERS_N ? _ (which_words[which].label) : "";
}

XyMattersWhich
xy_matters_from_name (const char *name)
{
  for (guint i = 0; i < XY_MATTERS_N; i++)
    if (g_strcmp0 (which_words[i].value, name) == 0)
      return (XyMattersWhich) i;
  return XY_MATTERS_N;
}

static XyRows *
query (XyStore *store, const XyMatterFilter *filter, GError **error)
{
  static char nothing[] = "";
  char *none[XY_FIND_PARTS] = { nothing, nothing, nothing };
  g_autofree char *text = filter->text != NULL ? g_strstrip (g_strdup (filter->text)) : NULL;
  g_autoptr (XyFindPattern) pattern = text != NULL ? xy_find_pattern_new (text) : NULL;
  char *const *needles = pattern != NULL ? pattern->needles : none;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char soon[XY_DAY_SIZE], first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";
  gboolean has_period = filter->period != NULL && xy_period_parse (filter->period, NULL, first, last);

  xy_day_add (today, XY_MATTER_SOON_DAYS, soon);
  return xy_db_query (xy_store_get_db (store), statements[filter->which * N_ORDERS + filter->order].text,
                      XY_BIND (XY_TEXT (today), XY_TEXT (soon), XY_ID (&filter->unit), XY_ID (&filter->household),
                               XY_TEXT (filter->source), XY_TEXT (filter->owner), XY_TEXT (has_period ? first : NULL),
                               XY_TEXT (last), XY_TEXT (pattern != NULL ? text : NULL), XY_TEXT (needles[0]),
                               XY_TEXT (needles[1]), XY_TEXT (needles[2]), XY_INT (filter->board)),
                      error);
}

GArray *
xy_matter_ids (XyStore *store, const XyMatterFilter *filter, GError **error)
{
  g_return_val_if_fail (filter->which < XY_MATTERS_N, NULL);
  g_autoptr (XyRows) rows = query (store, filter, error);

  return xy_id_array_read (rows, filter->reversed, error);
}

void
xy_matter_row_free (XyMatterRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->matter);
  g_free (row->number);
  g_free (row->unit_name);
  g_free (row->household_number);
  g_free (row->head);
  g_free (row->last_note);
  g_free (row);
}

static gboolean
fill_row (XyStore *store, gpointer data, const char *today, gconstpointer unused, GError **error)
{
  XyMatterRow *row = data;
  const XyMatter *matter = row->matter;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[MORE].text, XY_BIND (XY_ID (&matter->record.id)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      row->unit_name = g_strdup (xy_rows_text (rows, 0));
      row->household_number = g_strdup (xy_rows_text (rows, 1));
      row->head = g_strdup (xy_rows_text (rows, 2));
      row->n_steps = (guint) xy_rows_int (rows, 3);
      row->last_note = g_strdup (xy_rows_text (rows, 4));
      row->unit = xy_rows_id (rows, 5);
      row->unit_sort = xy_rows_int (rows, 6);
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  row->number = xy_matter_number (matter);
  row->overdue = xy_matter_is_overdue (matter, today);
  row->age = xy_day_between (matter->day, matter->ended_on != NULL ? matter->ended_on : today);
  row->has_days = matter->until != NULL && (matter->stage == XY_MATTER_ASSIGNED || matter->stage == XY_MATTER_WORKING);
  row->days = row->has_days ? xy_day_between (today, matter->until) : 0;
  row->soon = row->has_days && row->days >= 0 && row->days <= XY_MATTER_SOON_DAYS;
  row->word = row->overdue ? _ ("overdue") : xy_matter_stage_word ((XyMatterStage) matter->stage);
  return TRUE;
}

static const XyRowShape matter_rows = { &xy_matter_type, sizeof (XyMatterRow), (GDestroyNotify) xy_matter_row_free,
                                        fill_row };

GPtrArray *
xy_matter_rows (XyStore *store, const XyId *ids, guint n, GError **error)
{
  return xy_record_rows (store, &matter_rows, ids, n, NULL, error);
}

gboolean
xy_matter_counts (XyStore *store, guint counts[XY_MATTERS_N], GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char soon[XY_DAY_SIZE];

  xy_day_add (today, XY_MATTER_SOON_DAYS, soon);
  return xy_db_counts (xy_store_get_db (store), statements[COUNTS].text, XY_BIND (XY_TEXT (today), XY_TEXT (soon)),
                       counts, XY_MATTERS_N, error);
}

GPtrArray *
xy_matter_owners (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) owners = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[OWNERS].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (owners, g_strdup (xy_rows_text (rows, 0)));
  return xy_error_pass (error, &problem) ? g_steal_pointer (&owners) : NULL;
}

void
xy_matter_sum_free (XyMatterSum *sum)
{
  g_free (sum->source);
  g_free (sum);
}

/* The figures in the order of the statement. */
#define N_FIGURES 11

static void
figures_of (XyMatterSum *sum, gint64 *figures[N_FIGURES])
{
  gint64 *all[N_FIGURES] = { &sum->raised,  &sum->closed,  &sum->done, &sum->away, &sum->shelved, &sum->open,
                             &sum->overdue, &sum->visited, &sum->good, &sum->fair, &sum->bad };

  memcpy (figures, all, sizeof all);
}

GPtrArray *
xy_matter_summary (XyStore *store, const char *period, gboolean board_only, GError **error)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_matter_sum_free);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";
  gboolean has_period = period != NULL && xy_period_parse (period, NULL, first, last);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (store), statements[SUMMARY].text,
      XY_BIND (XY_TEXT (today), XY_TEXT (has_period ? first : NULL), XY_TEXT (last), XY_INT (board_only)), &problem);
  XyMatterSum *total = g_new0 (XyMatterSum, 1);
  gint64 *totals[N_FIGURES];

  g_ptr_array_add (sums, total);
  figures_of (total, totals);
  while (xy_rows_next (rows, &problem))
    {
      XyMatterSum *sum = g_new0 (XyMatterSum, 1);
      gint64 *figures[N_FIGURES];

      g_ptr_array_add (sums, sum);
      sum->source = g_strdup (xy_rows_text (rows, 0));
      figures_of (sum, figures);
      for (int i = 0; i < N_FIGURES; i++)
        {
          *figures[i] = xy_rows_int (rows, i + 1);
          *totals[i] += *figures[i];
        }
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&sums) : NULL;
}

const XySql *
xy_matter_list_statements (guint *n)
{
  *n = N_STATEMENTS;
  return statements;
}

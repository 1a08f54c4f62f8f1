/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-slip.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/find.h"
#include "core/hygiene-round.h"
#include "core/hygiene-slip-private.h"
#include "core/id-array.h"
#include "core/record-rows.h"
#include "core/store.h"

/*
 * The filter: ?1 today, ?2 the last day that is soon, ?3 unit, ?4 household, ?5 place, ?6 round, ?7 and ?8 the days it
 * was issued between, ?9 words in it, ?10 to ?12 what a household's key must have.
 */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define REST                                                                                                           \
  "AND s.del = 0 AND (?3 IS NULL OR coalesce (h.unit, p.unit) IN below) AND (?4 IS NULL OR s.household = ?4) "         \
  "AND (?5 IS NULL OR s.place = ?5) AND (?6 IS NULL OR r.round = ?6) AND (?7 IS NULL OR s.day BETWEEN ?7 AND ?8) "     \
  "AND (?9 IS NULL OR instr (s.problem, ?9) OR instr (s.helper, ?9) OR instr (p.name, ?9) "                            \
  "OR instr (substr (s.day, 1, 4) || '-' || printf ('%03d', s.number), ?9) "                                           \
  "OR (instr (h.find, ?10) AND instr (h.find, ?11) AND instr (h.find, ?12))) "
#define LIST(where, order)                                                                                             \
  {                                                                                                                    \
    NULL,                                                                                                              \
        BELOW "SELECT s.id FROM hygiene_slip AS s LEFT JOIN household AS h ON h.id = s.household "                     \
              "LEFT JOIN hygiene_place AS p ON p.id = s.place LEFT JOIN hygiene_result AS r ON r.id = s.result "       \
              "WHERE " where REST "ORDER BY " order,                                                                   \
        "all slips that were ever issued"                                                                              \
  }
#define OPEN "s.stage < 3 "
#define OVERDUE "s.stage < 2 AND s.until < ?1 "
#define SOON "s.stage < 2 AND s.until BETWEEN ?1 AND ?2 "
#define GOOD "s.stage = 2 "
#define CLOSED "s.stage > 2 "
#define ANY "1 "
/* What is found good waits for nobody but the office: after what has a day to keep. */
#define BY_DUE                                                                                                         \
  "s.stage > 2, s.stage = 2, iif (s.stage > 2, NULL, s.until), s.closed_on DESC, s.day DESC, s.number DESC, s.id"
#define BY_NUMBER "substr (s.day, 1, 4) DESC, s.number DESC, s.id DESC"
#define BY_HOUSEHOLD "s.household IS NULL, h.sort, s.household, p.sort, s.place, s.day DESC, s.number DESC, s.id"
#define ORDERS(where) LIST (where, BY_DUE), LIST (where, BY_NUMBER), LIST (where, BY_HOUSEHOLD)
#define N_ORDERS 3

/* The lists first, by XyHygieneSlipWhich; each in its orders. */
enum
{
  COUNTS = XY_HYGIENE_SLIPS_N * N_ORDERS,
  WHOSE,
  ROUND,
  VERIFY,
  N_STATEMENTS,
};

static const XySql statements[N_STATEMENTS] = {
  ORDERS (OPEN),
  ORDERS (OVERDUE),
  ORDERS (SOON),
  ORDERS (GOOD),
  ORDERS (CLOSED),
  ORDERS (ANY),
  [COUNTS] = { NULL,
               "SELECT coalesce (sum (stage < 3), 0), coalesce (sum (stage < 2 AND until < ?1), 0), "
               "coalesce (sum (stage < 2 AND until BETWEEN ?1 AND ?2), 0), coalesce (sum (stage = 2), 0), "
               "coalesce (sum (stage > 2), 0), count (*) "
               "FROM hygiene_slip WHERE del = 0",
               "all slips" },
  [WHOSE] = { NULL, "SELECT u.name, h.number, coalesce (h.head_name, p.name), r.round, "
                    "(SELECT count (*) FROM hygiene_recheck AS c WHERE c.slip = s.id AND c.del = 0), "
                    "(SELECT count (*) FROM hygiene_recheck AS c WHERE c.slip = s.id AND c.del = 0 "
                    "AND c.kind = 'extend'), "
                    "l.day, l.by FROM hygiene_slip AS s LEFT JOIN household AS h ON h.id = s.household "
                    "LEFT JOIN hygiene_place AS p ON p.id = s.place "
                    "LEFT JOIN unit AS u ON u.id = coalesce (h.unit, p.unit) "
                    "LEFT JOIN hygiene_result AS r ON r.id = s.result "
                    "LEFT JOIN hygiene_recheck AS l ON l.slip = s.id AND l.del = 0 AND l.number = "
                    "(SELECT max (c.number) FROM hygiene_recheck AS c WHERE c.slip = s.id AND c.del = 0) "
                    "WHERE s.id = ?1" },
  [ROUND] = { &xy_hygiene_round_type, "WHERE t.id = ?1" },
  [VERIFY] = { NULL,
               "SELECT s.id FROM hygiene_slip AS s "
               "WHERE s.stage <> coalesce ((SELECT CASE c.kind WHEN 'pass-on' THEN 1 WHEN 'pass' THEN 2 "
               "WHEN 'close' THEN 3 ELSE 4 END FROM hygiene_recheck AS c WHERE c.slip = s.id AND c.del = 0 "
               "AND c.kind <> 'extend' ORDER BY c.number DESC LIMIT 1), 0) "
               "OR s.until IS NOT coalesce ((SELECT c.until FROM hygiene_recheck AS c WHERE c.slip = s.id "
               "AND c.del = 0 AND c.kind = 'extend' ORDER BY c.number DESC LIMIT 1), s.due) "
               "OR s.closed_on IS NOT (SELECT c.day FROM hygiene_recheck AS c WHERE c.slip = s.id AND c.del = 0 "
               "AND c.kind IN ('close', 'void') ORDER BY c.number DESC LIMIT 1) ORDER BY s.id",
               "verifying reads all slips" },
};

static const XyWord which_words[] = {
  { "open", N_ ("not closed yet") }, { "overdue", N_ ("overdue") },       { "soon", N_ ("due soon") },
  { "good", N_ ("to be closed") },   { "closed", N_ ("closed or void") }, { "all", N_ ("all notices") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (which_words) == XY_HYGIENE_SLIPS_N);

const char *
xy_hygiene_slips_name (XyHygieneSlipWhich which)
{
  return which < XY_HYGIENE_SLIPS_N ? which_words[which].value : NULL;
}

const char *
xy_hygiene_slips_word (XyHygieneSlipWhich which)
{
  return which < XY_HYGIENE_SLIPS_N ? _ (which_words[which].label) : "";
}

XyHygieneSlipWhich
xy_hygiene_slips_from_name (const char *name)
{
  for (guint i = 0; i < XY_HYGIENE_SLIPS_N; i++)
    if (g_strcmp0 (which_words[i].value, name) == 0)
      return (XyHygieneSlipWhich) i;
  return XY_HYGIENE_SLIPS_N;
}

static XyRows *
query (XyStore *store, const XyHygieneSlipFilter *filter, GError **error)
{
  static char nothing[] = "";
  char *none[XY_FIND_PARTS] = { nothing, nothing, nothing };
  g_autofree char *text = filter->text != NULL ? g_strstrip (g_strdup (filter->text)) : NULL;
  g_autoptr (XyFindPattern) pattern = text != NULL ? xy_find_pattern_new (text) : NULL;
  char *const *needles = pattern != NULL ? pattern->needles : none;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char soon[XY_DAY_SIZE], first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";

  xy_day_add (today, XY_HYGIENE_SOON_DAYS, soon);
  if (filter->year != NULL)
    xy_period_parse (filter->year, NULL, first, last);
  return xy_db_query (xy_store_get_db (store), statements[filter->which * N_ORDERS + filter->order].text,
                      XY_BIND (XY_TEXT (today), XY_TEXT (soon), XY_ID (&filter->unit), XY_ID (&filter->household),
                               XY_ID (&filter->place), XY_ID (&filter->round),
                               XY_TEXT (filter->year != NULL ? first : NULL), XY_TEXT (last),
                               XY_TEXT (pattern != NULL ? text : NULL), XY_TEXT (needles[0]), XY_TEXT (needles[1]),
                               XY_TEXT (needles[2])),
                      error);
}

GArray *
xy_hygiene_slip_ids (XyStore *store, const XyHygieneSlipFilter *filter, GError **error)
{
  g_return_val_if_fail (filter->which < XY_HYGIENE_SLIPS_N, NULL);
  g_autoptr (XyRows) rows = query (store, filter, error);

  return xy_id_array_read (rows, filter->reversed, error);
}

void
xy_hygiene_slip_row_free (XyHygieneSlipRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->slip);
  g_free (row->number);
  g_free (row->unit_name);
  g_free (row->household_number);
  g_free (row->name);
  g_free (row->round_title);
  g_free (row->last_on);
  g_free (row->last_by);
  g_free (row);
}

static gboolean
fill_whose (XyStore *store, XyHygieneSlipRow *row, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[WHOSE].text, XY_BIND (XY_ID (&row->slip->record.id)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      row->unit_name = g_strdup (xy_rows_text (rows, 0));
      row->household_number = g_strdup (xy_rows_text (rows, 1));
      row->name = g_strdup (xy_rows_text (rows, 2));
      row->round = xy_rows_id (rows, 3);
      row->n_rechecks = (guint) xy_rows_int (rows, 4);
      row->n_extended = (guint) xy_rows_int (rows, 5);
      row->last_on = g_strdup (xy_rows_text (rows, 6));
      row->last_by = g_strdup (xy_rows_text (rows, 7));
    }
  return xy_error_pass (error, &problem);
}

static gboolean
fill_row (XyStore *store, gpointer data, const char *today, gconstpointer unused, GError **error)
{
  XyHygieneSlipRow *row = data;
  const XyHygieneSlip *slip = row->slip;

  if (!fill_whose (store, row, error))
    return FALSE;
  row->number = xy_hygiene_slip_number (slip);
  row->overdue = xy_hygiene_slip_is_overdue (slip, today);
  row->days = xy_day_between (today, slip->until);
  row->soon = slip->stage <= XY_HYGIENE_PASSED_ON && row->days >= 0 && row->days <= XY_HYGIENE_SOON_DAYS;
  row->word = row->overdue ? _ ("overdue") : xy_hygiene_stage_word ((XyHygieneStage) slip->stage);
  if (xy_id_is_none (&row->round))
    return TRUE;

  g_autoptr (GPtrArray) rounds =
      xy_record_list (store, &xy_hygiene_round_type, statements[ROUND].text, XY_BIND (XY_ID (&row->round)), error);
  if (rounds == NULL)
    return FALSE;
  row->round_title = rounds->len > 0 ? xy_hygiene_round_describe (rounds->pdata[0]) : NULL;
  return TRUE;
}

static const XyRowShape hygiene_slip_rows = { &xy_hygiene_slip_type, sizeof (XyHygieneSlipRow),
                                              (GDestroyNotify) xy_hygiene_slip_row_free, fill_row };

GPtrArray *
xy_hygiene_slip_rows (XyStore *store, const XyId *ids, guint n, GError **error)
{
  return xy_record_rows (store, &hygiene_slip_rows, ids, n, NULL, error);
}

gboolean
xy_hygiene_slip_counts (XyStore *store, guint counts[XY_HYGIENE_SLIPS_N], GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  char soon[XY_DAY_SIZE];

  xy_day_add (today, XY_HYGIENE_SOON_DAYS, soon);
  return xy_db_counts (xy_store_get_db (store), statements[COUNTS].text, XY_BIND (XY_TEXT (today), XY_TEXT (soon)),
                       counts, XY_HYGIENE_SLIPS_N, error);
}

GArray *
xy_hygiene_slip_verify (XyStore *store, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[VERIFY].text, XY_BIND_NONE, error);

  return xy_id_array_read (rows, FALSE, error);
}

const XySql *
xy_hygiene_slip_list_statements (guint *n)
{
  *n = N_STATEMENTS;
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/points-account.h"
#include "core/points-close.h"
#include "core/points-entry.h"
#include "core/points-scheme.h"
#include "core/store.h"

/* Stored, and so the same in each language. */
#define CATEGORY "结账"

/*
 * ?1: the period's last day, ?2: its last month, ?3: the account, ?4: the day after which base points stand, ?5: the
 * last day of what may be too old; of no expiry NULL.
 *
 * later: what happened after the period, and of that what belongs to it: corrections of what lies in it.
 */
#define SPEND(e) "(" e ".delta - " e ".withheld)"
#define LATER(whose)                                                                                                   \
  "later AS MATERIALIZED (SELECT e." whose                                                                             \
  " AS id, sum " SPEND ("e") " AS spend, "                                                                             \
                             "sum (iif (e.kind = 'redeem' AND e.reversed = 0, e.withheld, 0)) AS fetched, "            \
                             "sum (iif (r.day <= ?1, e.delta, 0)) AS mend_total, sum (iif (r.day <= ?1, " SPEND (      \
                                 "e") ", 0)) AS mend_spend "                                                           \
                                      "FROM points_entry AS e LEFT JOIN points_entry AS r ON r.id = e.rev_of "         \
                                      "WHERE e.cancelled = 0 AND e.day > ?1 AND e.account IS ?3 GROUP BY e." whose ")"
#define BASE(whose)                                                                                                    \
  "base AS MATERIALIZED (SELECT e." whose " AS id, sum (e.delta) AS points FROM points_entry AS e "                    \
  "WHERE e.cancelled = 0 AND e.day > ?4 AND e.day <= ?1 AND e.kind = 'base' AND e.reversed = 0 "                       \
  "AND e.account IS ?3 GROUP BY e." whose ")"
/* Of what neither was taken back nor takes back: what was earned long ago, and all that was ever spent or taken. */
#define AGED(whose)                                                                                                                \
  "aged AS MATERIALIZED (SELECT e." whose " AS id, "                                                                               \
  "sum (iif (" SPEND ("e") " > 0 AND e.day <= ?5, " SPEND (                                                                        \
      "e") ", 0)) AS old, "                                                                                                        \
           "sum (iif (" SPEND ("e") " < 0, - " SPEND (                                                                             \
               "e") ", 0)) AS used "                                                                                               \
                    "FROM points_entry AS e WHERE ?5 IS NOT NULL AND e.cancelled = 0 AND e.reversed = 0 AND e.kind <> 'reversal' " \
                    "AND e.account IS ?3 GROUP BY e." whose ")"
#define WITH(whose) "WITH " LATER (whose) ", " BASE (whose) ", " AGED (whose) " "
#define FIGURES(months, key)                                                                                           \
  "coalesce ((SELECT m.total FROM " months " AS m WHERE " key " AND m.month <= ?2 "                                    \
  "ORDER BY m.month DESC LIMIT 1), 0) + coalesce (later.mend_total, 0), "                                              \
  "t.spend - coalesce (later.spend, 0) + coalesce (later.mend_spend, 0), coalesce (later.fetched, 0), "                \
  "coalesce (base.points, 0), coalesce (aged.old - aged.used, 0), t.spend "
#define JOINS(id)                                                                                                      \
  "LEFT JOIN later ON later.id = " id " LEFT JOIN base ON base.id = " id " LEFT JOIN aged ON aged.id = " id            \
  " LEFT JOIN unit AS u ON u.id = h.unit "
#define HOUSEHOLDS_SQL                                                                                                 \
  WITH ("household")                                                                                                   \
  "SELECT t.household, NULL, u.name, h.number, h.head_name, NULL, " FIGURES (                                          \
      "points_month",                                                                                                  \
      "m.household = t.household") "FROM points_total AS t LEFT JOIN household AS h ON h.id = t.household " JOINS ("t.household") "ORDER BY h.sort, t.household"
/* Somebody in no household: the one that he earned something for. */
#define PERSONS_SQL                                                                                                              \
  WITH ("person")                                                                                                                \
  "SELECT coalesce (p.household, (SELECT x.household FROM points_entry AS x WHERE x.person = t.person LIMIT 1)), "               \
  "t.person, u.name, h.number, h.head_name, p.name, " FIGURES (                                                                  \
      "points_person_month",                                                                                                     \
      "m.account = t.account AND m.person = t.person") "FROM points_person_total AS t LEFT JOIN person AS p ON p.id = t.person " \
                                                       "LEFT JOIN household AS h ON h.id = p.household " JOINS (                 \
                                                           "t.person") "WHERE t.account = ?3 ORDER BY h.sort, p.name, t.person"
#define WAITING_SQL                                                                                                    \
  "SELECT count (*) FROM points_item AS i WHERE i.stage < 6 AND i.del = 0 AND i.day <= ?1 AND i.account IS ?2"
#define YEARS_SQL                                                                                                      \
  "SELECT max (period) FROM points_close WHERE del = 0 AND account IS ?1 AND mode IN ('clear', 'share') "              \
  "AND length (period) = 4"

static const XySql statements[] = {
  { NULL, HOUSEHOLDS_SQL, "a close is of all households" },
  { NULL, PERSONS_SQL, "a close is of all who have an account" },
  { NULL, WAITING_SQL, NULL },
  { NULL, YEARS_SQL, NULL },
};

/* A closing as it was checked. */
typedef struct
{
  const XyPointsClosing *closing;
  XySpan span;
  char from[XY_DAY_SIZE];
  char last[XY_DAY_SIZE];
  char month[XY_DAY_SIZE];
  char cutoff[XY_DAY_SIZE]; /* "" without an expiry */
  char based[XY_DAY_SIZE];  /* base points stand that are of a later day */
} Work;

#define MODE(work, word) g_str_equal ((work)->closing->mode, word)

static gboolean
check_period (Work *work, XyStore *store, GError **error)
{
  const XyPointsClosing *closing = work->closing;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GError) problem = NULL;
  char closed[XY_DAY_SIZE], first[XY_DAY_SIZE];

  if (closing->period == NULL || !xy_period_parse (closing->period, &work->span, work->from, work->last))
    return xy_points_refuse_period (closing->period != NULL ? closing->period : "", error);
  g_autofree char *words = xy_period_to_chinese (closing->period);
  if (strcmp (work->last, today) >= 0)
    {
      xy_set_invalid (error, "period", _ ("%s is not over yet; it can be closed from the day after it on."), words);
      return FALSE;
    }
  g_autoptr (XyPointsClose) last = xy_points_close_last (store, closing->account, closed, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (last == NULL)
    return TRUE;
  xy_period_parse (last->period, NULL, first, closed);
  int order = strcmp (work->last, closed);
  if (order > 0 || (order == 0 && strcmp (work->from, first) < 0))
    return TRUE;
  g_autofree char *until = xy_period_to_chinese (last->period);
  if (order == 0 && strcmp (work->from, first) == 0)
    xy_set_invalid (error, "period", _ ("%s was closed already."), until);
  else
    xy_set_invalid (error, "period", _ ("%s was closed already; %s cannot be closed after it."), until, words);
  return FALSE;
}

static gboolean
check_mode (Work *work, GError **error)
{
  const XyPointsClosing *closing = work->closing;

  if (closing->mode == NULL || xy_word_label (xy_points_close_modes, closing->mode) == NULL)
    {
      xy_set_invalid (error, "mode", _ ("Please say what becomes of the points: carry, share, clear or expire."));
      return FALSE;
    }
  if (MODE (work, "share") && (closing->share < 1 || closing->share > 99))
    {
      xy_set_invalid (error, "share", _ ("Please say how many percent are carried on, from 1 to 99."));
      return FALSE;
    }
  if (!MODE (work, "expire"))
    return TRUE;
  if (closing->months < 1 || closing->months > 120)
    {
      xy_set_invalid (error, "months", _ ("Please say after how many months points fall away, from 1 to 120."));
      return FALSE;
    }
  char first[XY_DAY_SIZE];
  g_autofree char *month = xy_period_move (work->month, -(int) closing->months);
  xy_period_parse (month, NULL, first, work->cutoff);
  return TRUE;
}

static gboolean
check_waiting (Work *work, XyStore *store, GError **error)
{
  gint64 n = 0;

  if (!xy_db_number (xy_store_get_db (store), WAITING_SQL,
                     XY_BIND (XY_TEXT (work->last), XY_TEXT (work->closing->account)), &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               ngettext ("%d registered entry up to %s still waits; please book or reject it first.",
                         "%d registered entries up to %s still wait; please book or reject them first.", (gulong) n),
               (int) n, work->last);
  return FALSE;
}

static gboolean
find_based (Work *work, XyStore *store, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *year =
      xy_db_text (xy_store_get_db (store), YEARS_SQL, XY_BIND (XY_TEXT (work->closing->account)), &problem);
  char first[XY_DAY_SIZE];

  if (year != NULL)
    xy_period_parse (year, NULL, first, work->based);
  return xy_error_pass (error, &problem);
}

static gboolean
work_init (Work *work, XyStore *store, const XyPointsClosing *closing, GError **error)
{
  *work = (Work){ .closing = closing };
  if (!check_period (work, store, error))
    return FALSE;
  g_strlcpy (work->month, work->last, 8);
  return check_mode (work, error) && check_waiting (work, store, error) && find_based (work, store, error);
}

/* What is taken of POINTS that there are. */
static gint64
take_of (const Work *work, gint64 points)
{
  if (MODE (work, "clear"))
    return points;
  if (!MODE (work, "share") || points <= 0)
    return 0;
  return points - points * work->closing->share / 100;
}

static void
weigh (const Work *work, XyPointsCloseRow *row, gint64 fetched, gint64 base, gint64 aged, gint64 spend_now)
{
  gboolean anew = work->span == XY_SPAN_YEAR && (MODE (work, "clear") || MODE (work, "share"));
  gint64 left = row->spend > 0 ? MAX (row->spend - fetched, 0) : row->spend;

  if (MODE (work, "expire"))
    {
      row->take_spend = CLAMP (aged, 0, MAX (spend_now, 0));
      return;
    }
  row->take_total = take_of (work, row->total - base) + (anew ? base : 0);
  row->take_spend = take_of (work, left);
}

static XyPointsCloseRow *
row_from_row (const Work *work, XyRows *rows)
{
  XyPointsCloseRow *row = g_new0 (XyPointsCloseRow, 1);

  row->household = xy_rows_id (rows, 0);
  row->person = xy_rows_id (rows, 1);
  row->unit_name = g_strdup (xy_rows_text (rows, 2));
  row->number = g_strdup (xy_rows_text (rows, 3));
  row->head = g_strdup (xy_rows_text (rows, 4));
  row->name = g_strdup (xy_rows_text (rows, 5));
  row->total = xy_rows_int (rows, 6);
  row->spend = xy_rows_int (rows, 7);
  weigh (work, row, xy_rows_int (rows, 8), xy_rows_int (rows, 9), xy_rows_int (rows, 10), xy_rows_int (rows, 11));
  return row;
}

static GPtrArray *
weigh_all (const Work *work, XyStore *store, GError **error)
{
  const XyPointsClosing *closing = work->closing;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_close_row_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), closing->account == NULL ? HOUSEHOLDS_SQL : PERSONS_SQL,
                   XY_BIND (XY_TEXT (work->last), XY_TEXT (work->month), XY_TEXT (closing->account),
                            XY_TEXT (work->based), XY_TEXT (work->cutoff[0] != '\0' ? work->cutoff : NULL)),
                   &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyPointsCloseRow *row = row_from_row (work, rows);
      if (row->total != 0 || row->spend != 0 || row->take_spend != 0)
        g_ptr_array_add (list, row);
      else
        xy_points_close_row_free (row);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

static gboolean
write_entry (XyTxn *txn, const Work *work, const XyPointsClose *close, const XyPointsCloseRow *row, GError **error)
{
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);
  g_autofree char *period = xy_period_to_chinese (close->period), *item = g_strconcat (period, CATEGORY, NULL);
  char day[XY_DAY_SIZE];

  xy_day_add (work->last, 1, day);
  entry->household = row->household;
  entry->person = row->person;
  entry->amount = 0;
  entry->delta = -row->take_total;
  entry->withheld = row->take_spend - row->take_total;
  entry->origin = close->record.id;
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->account, close->account);
  xy_set_str (&entry->category, CATEGORY);
  xy_set_str (&entry->item, item);
  xy_set_str (&entry->day, day);
  xy_set_str (&entry->kind, "close");
  xy_set_str (&entry->note, close->decision);
  xy_set_str (&entry->recorder, xy_txn_get_actor (txn)->name);
  return xy_record_save (txn, entry, error);
}

/* The base points of the year after, where that is what the scheme says. */
static gboolean
give_base (XyTxn *txn, const Work *work, XyPointsClosing *closing, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char day[XY_DAY_SIZE];

  if (work->span != XY_SPAN_YEAR || MODE (work, "carry") || MODE (work, "expire"))
    return TRUE;
  xy_day_add (work->last, 1, day);
  g_autoptr (XyPointsScheme) scheme = xy_points_scheme_get (xy_txn_get_store (txn), day, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (scheme == NULL || scheme->base <= 0 || g_strcmp0 (scheme->account, closing->account) != 0)
    return TRUE;
  day[4] = '\0';
  return xy_points_scheme_give_base (txn, day, &closing->based, error);
}

void
xy_points_close_row_free (XyPointsCloseRow *row)
{
  if (row == NULL)
    return;
  g_free (row->unit_name);
  g_free (row->number);
  g_free (row->head);
  g_free (row->name);
  g_free (row);
}

GPtrArray *
xy_points_close_preview (XyStore *store, const XyPointsClosing *closing, GError **error)
{
  Work work;

  return work_init (&work, store, closing, error) ? weigh_all (&work, store, error) : NULL;
}

gboolean
xy_points_close_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsClosing *closing = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyPointsClose) close = xy_record_new (&xy_points_close_type);
  Work work;

  if (!work_init (&work, store, closing, error))
    return FALSE;
  g_autoptr (GPtrArray) rows = weigh_all (&work, store, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyPointsCloseRow *row = rows->pdata[i];
      close->n += row->take_total != 0 || row->take_spend != 0;
      close->delta -= row->take_total;
      close->spend -= row->take_spend;
    }
  if (rows == NULL)
    return FALSE;
  xy_set_str (&close->period, closing->period);
  xy_set_str (&close->account, closing->account);
  xy_set_str (&close->mode, closing->mode);
  close->share = MODE (&work, "share") ? closing->share : MODE (&work, "clear") ? 0 : 100;
  close->months = MODE (&work, "expire") ? closing->months : 0;
  close->day = xy_env_today (xy_txn_get_env (txn));
  close->at = xy_txn_get_now (txn);
  xy_set_str (&close->decision, closing->decision);
  xy_set_str (&close->recorder, xy_txn_get_actor (txn)->name);
  if (!xy_record_save (txn, close, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const XyPointsCloseRow *row = rows->pdata[i];
      if ((row->take_total != 0 || row->take_spend != 0) && !write_entry (txn, &work, close, row, error))
        return FALSE;
    }
  if (!give_base (txn, &work, closing, error))
    return FALSE;

  g_autofree char *period = xy_period_to_chinese (closing->period);
  g_autofree char *title =
      g_strdup_printf (_ ("Close %s: %s"), period, xy_word_label (xy_points_close_modes, closing->mode));
  xy_txn_set_title (txn, title);
  closing->made = close->record.id;
  return TRUE;
}

const XySql *
xy_points_close_weigh_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/find.h"
#include "core/id-array.h"
#include "core/points-account.h"
#include "core/record-rows.h"
#include "core/store.h"

/*
 * The filter's parameters: ?1 and ?2 first and last day, ?3 unit, ?4 household, ?5 category, ?6 words in the item, ?7
 * the same in lower case, ?8 to ?10 what a household's key must have, ?11 account, ?12 person, ?13 kind. Days always
 * bound the query, so that the index by day serves; the others cost nothing where they are NULL.
 */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define IN_UNIT "(?3 IS NULL OR e.household IN (SELECT x.id FROM household AS x WHERE x.unit IN below))"
#define HAS_TEXT                                                                                                       \
  "(?6 IS NULL OR instr (e.item, ?6) OR e.rule IN (SELECT r.id FROM points_rule AS r WHERE instr (r.find, ?7)) "       \
  "OR e.household IN (SELECT x.id FROM household AS x "                                                                \
  "WHERE instr (x.find, ?8) AND instr (x.find, ?9) AND instr (x.find, ?10)))"
#define OF_ACCOUNT                                                                                                     \
  "(?11 IS NULL OR coalesce (e.account, 'household') = ?11) AND (?12 IS NULL OR e.person = ?12) "                      \
  "AND (?13 IS NULL OR e.kind = ?13)"
#define REST "AND " IN_UNIT " AND (?5 IS NULL OR e.category = ?5) AND " OF_ACCOUNT " AND " HAS_TEXT
#define OF_VILLAGE(undone) "WHERE e.cancelled " undone " AND e.day BETWEEN ?1 AND ?2 AND ?4 IS NULL " REST
/* + keeps the planner to the household's own index: it knows nothing of how few entries one household has. */
#define OF_HOUSEHOLD(undone) "WHERE e.household = ?4 AND e.day BETWEEN ?1 AND ?2 AND +e.cancelled " undone " " REST
#define STANDING "= 0"
#define ANY "IN (0, 1)"

#define SIDES                                                                                                          \
  "sum (iif (sign (e.amount) = sign (e.delta), e.delta, 0)), sum (iif (sign (e.amount) = - sign (e.delta), e.delta, 0))"
#define KEPT "WHERE (?3 IS NULL OR h.unit IN below) AND (?4 IS NULL OR h.id = ?4)"
#define KEPT_MONTHS                                                                                                    \
  "CROSS JOIN points_month AS m ON m.household = h.id AND m.month BETWEEN substr (?1, 1, 7) AND substr (?2, 1, 7) "

#define SEARCH "a search reads the keys of all households"
#define LIST(where, order)                                                                                             \
  {                                                                                                                    \
    NULL,                                                                                                              \
        BELOW "SELECT e.id FROM points_entry AS e LEFT JOIN household AS h ON h.id = e.household " where               \
              " ORDER BY " order,                                                                                      \
        SEARCH                                                                                                         \
  }
#define BY_DAY "e.day DESC, e.id DESC"
#define BY_HOUSEHOLD "h.sort, e.household, " BY_DAY
#define BY_ITEM "e.item, " BY_DAY
#define BY_POINTS "e.delta DESC, " BY_DAY

/* The lists first: of the village, of one household, and the same with what was undone; each in its orders. */
enum
{
  LIST_VILLAGE = 0,
  LIST_HOUSEHOLD = 4,
  LIST_WITH_UNDONE = 8,
  LIST_PLAIN = 16, /* by day without a filter, out of the index alone */
  SUM_VILLAGE,
  SUM_HOUSEHOLD,
  SUM_KEPT_TOTALS,
  SUM_KEPT_MONTHS,
  HAS_PERSONS,
  SUM_ONE,
  WHOSE,
  CATEGORIES,
  N_STATEMENTS,
};

static const XySql statements[N_STATEMENTS] = {
  LIST (OF_VILLAGE (STANDING), BY_DAY),
  LIST (OF_VILLAGE (STANDING), BY_HOUSEHOLD),
  LIST (OF_VILLAGE (STANDING), BY_ITEM),
  LIST (OF_VILLAGE (STANDING), BY_POINTS),
  LIST (OF_HOUSEHOLD (STANDING), BY_DAY),
  LIST (OF_HOUSEHOLD (STANDING), BY_HOUSEHOLD),
  LIST (OF_HOUSEHOLD (STANDING), BY_ITEM),
  LIST (OF_HOUSEHOLD (STANDING), BY_POINTS),
  LIST (OF_VILLAGE (ANY), BY_DAY),
  LIST (OF_VILLAGE (ANY), BY_HOUSEHOLD),
  LIST (OF_VILLAGE (ANY), BY_ITEM),
  LIST (OF_VILLAGE (ANY), BY_POINTS),
  LIST (OF_HOUSEHOLD (ANY), BY_DAY),
  LIST (OF_HOUSEHOLD (ANY), BY_HOUSEHOLD),
  LIST (OF_HOUSEHOLD (ANY), BY_ITEM),
  LIST (OF_HOUSEHOLD (ANY), BY_POINTS),
  [LIST_PLAIN] = { NULL,
                   "SELECT e.id FROM points_entry AS e WHERE e.cancelled = 0 AND e.day BETWEEN ?1 AND ?2 "
                   "ORDER BY " BY_DAY,
                   NULL },
  [SUM_VILLAGE] = { NULL, BELOW "SELECT " SIDES " FROM points_entry AS e " OF_VILLAGE (STANDING), SEARCH },
  [SUM_HOUSEHOLD] = { NULL, BELOW "SELECT " SIDES " FROM points_entry AS e " OF_HOUSEHOLD (STANDING), SEARCH },
  [SUM_KEPT_TOTALS] = { NULL,
                        BELOW "SELECT sum (t.plus), sum (t.minus) FROM household AS h "
                              "CROSS JOIN points_total AS t ON t.household = h.id " KEPT,
                        "the sum of all households" },
  [SUM_KEPT_MONTHS] = { NULL, BELOW "SELECT sum (m.plus), sum (m.minus) FROM household AS h " KEPT_MONTHS KEPT,
                        "the sum of all households" },
  [HAS_PERSONS] = { NULL, "SELECT EXISTS (SELECT 1 FROM points_person_total)", "it stops at the first" },
  [SUM_ONE] = { NULL, "SELECT " SIDES " FROM points_entry AS e WHERE e.id = ?1 AND e.cancelled = 0", NULL },
  [WHOSE] = { NULL,
              "SELECT u.name, h.number, h.head_name, (SELECT r.unit FROM points_rule AS r WHERE r.id = ?2), "
              "(SELECT p.name FROM person AS p WHERE p.id = ?3) "
              "FROM household AS h LEFT JOIN unit AS u ON u.id = h.unit WHERE h.id = ?1",
              NULL },
  [CATEGORIES] = { NULL,
                   "SELECT category FROM points_rule WHERE del = 0 GROUP BY category ORDER BY min (sort), category",
                   NULL },
};

/* A filter as it is bound. */
typedef struct
{
  char from[XY_DAY_SIZE];
  char to[XY_DAY_SIZE];
  const XyPointsFilter *filter;
  char *text;
  char *lower;
  XyFindPattern *pattern;
} Bound;

static void
bound_clear (Bound *bound)
{
  g_free (bound->text);
  g_free (bound->lower);
  g_clear_pointer (&bound->pattern, xy_find_pattern_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bound, bound_clear)

static gboolean
bound_init (Bound *bound, const XyPointsFilter *filter, GError **error)
{
  bound->filter = filter;
  g_strlcpy (bound->from, "0001-01-01", sizeof bound->from);
  g_strlcpy (bound->to, "9999-12-31", sizeof bound->to);
  if (filter->period != NULL && !xy_period_parse (filter->period, NULL, bound->from, bound->to))
    {
      xy_set_invalid (error, "period", _ ("“%s” is no month, quarter or year; 2026-11, 2026Q4 and 2026 are."),
                      filter->period);
      return FALSE;
    }
  if (filter->text != NULL)
    {
      bound->text = g_strstrip (g_strdup (filter->text));
      bound->lower = g_utf8_strdown (bound->text, -1);
      bound->pattern = xy_find_pattern_new (bound->text);
      if (bound->pattern == NULL)
        g_clear_pointer (&bound->text, g_free);
    }
  return TRUE;
}

static XyRows *
query (XyStore *store, const Bound *bound, guint statement, GError **error)
{
  if (statement == LIST_PLAIN)
    return xy_db_query (xy_store_get_db (store), statements[statement].text,
                        XY_BIND (XY_TEXT (bound->from), XY_TEXT (bound->to)), error);

  static char nothing[] = "";
  char *none[XY_FIND_PARTS] = { nothing, nothing, nothing };
  char *const *needles = bound->pattern != NULL ? bound->pattern->needles : none;

  G_STATIC_ASSERT (XY_FIND_PARTS == 3);
  return xy_db_query (xy_store_get_db (store), statements[statement].text,
                      XY_BIND (XY_TEXT (bound->from), XY_TEXT (bound->to), XY_ID (&bound->filter->unit),
                               XY_ID (&bound->filter->household), XY_TEXT (bound->filter->category),
                               XY_TEXT (bound->text), XY_TEXT (bound->lower), XY_TEXT (needles[0]),
                               XY_TEXT (needles[1]), XY_TEXT (needles[2]), XY_TEXT (bound->filter->account),
                               XY_ID (&bound->filter->person), XY_TEXT (bound->filter->kind)),
                      error);
}

static gboolean
is_of_account (const XyPointsFilter *filter)
{
  return filter->account != NULL || filter->kind != NULL || !xy_id_is_none (&filter->person);
}

static guint
choose_list (const Bound *bound, XyPointsOrder order)
{
  const XyPointsFilter *filter = bound->filter;

  if (order == XY_POINTS_BY_DAY && !filter->with_undone && filter->category == NULL && bound->text == NULL
      && xy_id_is_none (&filter->unit) && xy_id_is_none (&filter->household) && !is_of_account (filter))
    return LIST_PLAIN;
  return (xy_id_is_none (&filter->household) ? LIST_VILLAGE : LIST_HOUSEHOLD)
         + (filter->with_undone ? LIST_WITH_UNDONE : 0) + order;
}

/*
 * The kept balances of households answer at once where the filter is no finer than they are, and either asks for
 * households' points or the village has no others.
 */
static gboolean
choose_sum (XyStore *store, const Bound *bound, guint *sum, GError **error)
{
  const XyPointsFilter *filter = bound->filter;
  gboolean fine = filter->category != NULL || bound->text != NULL || filter->kind != NULL
                  || !xy_id_is_none (&filter->person)
                  || (filter->account != NULL && !g_str_equal (filter->account, XY_POINTS_HOUSEHOLD));
  gint64 has_persons = 0;

  if (!fine && filter->account == NULL
      && !xy_db_number (xy_store_get_db (store), statements[HAS_PERSONS].text, XY_BIND_NONE, &has_persons, error))
    return FALSE;
  if (fine || has_persons)
    *sum = xy_id_is_none (&filter->household) ? SUM_VILLAGE : SUM_HOUSEHOLD;
  else
    *sum = filter->period == NULL ? SUM_KEPT_TOTALS : SUM_KEPT_MONTHS;
  return TRUE;
}

static gboolean
add_up (XyStore *store, const Bound *bound, XyPointsSums *sums, GError **error)
{
  g_autoptr (GError) problem = NULL;
  guint sum;

  if (!choose_sum (store, bound, &sum, error))
    return FALSE;
  g_autoptr (XyRows) rows = query (store, bound, sum, &problem);
  if (xy_rows_next (rows, &problem))
    {
      sums->plus = xy_rows_int (rows, 0);
      sums->minus = xy_rows_int (rows, 1);
    }
  return xy_error_pass (error, &problem);
}

static XyPointsState
state_of (const XyPointsEntry *entry)
{
  static const struct
  {
    const char *kind;
    XyPointsState state;
  } kinds[] = { { "reversal", XY_POINTS_CORRECTION },
                { "opening", XY_POINTS_OPENING },
                { "base", XY_POINTS_BASE },
                { "redeem", XY_POINTS_REDEEMED },
                { "close", XY_POINTS_CLOSED } };

  if (entry->cancelled || entry->reversed)
    return entry->cancelled ? XY_POINTS_UNDONE : XY_POINTS_REVERSED;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (entry->kind, kinds[i].kind))
      return kinds[i].state;
  return XY_POINTS_STANDS;
}

static gboolean
fill_row (XyStore *store, gpointer data, const char *today, gconstpointer unused, GError **error)
{
  XyPointsRow *row = data;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (store), statements[WHOSE].text,
      XY_BIND (XY_ID (&row->entry->household), XY_ID (&row->entry->rule), XY_ID (&row->entry->person)), &problem);

  row->state = state_of (row->entry);
  row->spend = row->entry->delta - row->entry->withheld;
  if (xy_rows_next (rows, &problem))
    {
      row->unit_name = g_strdup (xy_rows_text (rows, 0));
      row->number = g_strdup (xy_rows_text (rows, 1));
      row->head = g_strdup (xy_rows_text (rows, 2));
      row->measure = g_strdup (xy_rows_text (rows, 3));
      row->person = g_strdup (xy_rows_text (rows, 4));
    }
  return xy_error_pass (error, &problem);
}

GArray *
xy_points_list_ids (XyStore *store,
                    const XyPointsFilter *filter,
                    XyPointsOrder order,
                    gboolean reversed,
                    XyPointsSums *sums,
                    GError **error)
{
  g_auto (Bound) bound = { 0 };

  if (!bound_init (&bound, filter, error))
    return NULL;
  g_autoptr (XyRows) rows = query (store, &bound, choose_list (&bound, order), error);
  g_autoptr (GArray) ids = xy_id_array_read (rows, reversed, error);
  if (ids == NULL)
    return NULL;
  if (sums != NULL)
    {
      *sums = (XyPointsSums){ .n = ids->len };
      if (!add_up (store, &bound, sums, error))
        return NULL;
    }
  return g_steal_pointer (&ids);
}

void
xy_points_row_free (XyPointsRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->entry);
  g_free (row->unit_name);
  g_free (row->number);
  g_free (row->head);
  g_free (row->measure);
  g_free (row->person);
  g_free (row);
}

const char *
xy_points_state_label (XyPointsState state)
{
  switch (state)
    {
    case XY_POINTS_REVERSED:
      return _ ("corrected");
    case XY_POINTS_CORRECTION:
      return _ ("correction");
    case XY_POINTS_UNDONE:
      return _ ("undone");
    case XY_POINTS_OPENING:
      return _ ("carried over");
    case XY_POINTS_BASE:
      return _ ("base points");
    case XY_POINTS_REDEEMED:
      return _ ("redeemed");
    case XY_POINTS_CLOSED:
      return _ ("close of the period");
    case XY_POINTS_STANDS:
    default:
      return _ ("counts");
    }
}

static const XyRowShape points_entry_rows = { &xy_points_entry_type, sizeof (XyPointsRow),
                                              (GDestroyNotify) xy_points_row_free, fill_row };

GPtrArray *
xy_points_list_rows (XyStore *store, const XyId *ids, guint n, GError **error)
{
  return xy_record_rows (store, &points_entry_rows, ids, n, NULL, error);
}

gboolean
xy_points_list_sum (XyStore *store, const XyId *ids, guint n, XyPointsSums *sums, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  g_autoptr (GError) problem = NULL;

  *sums = (XyPointsSums){ .n = n };
  for (guint i = 0; i < n && problem == NULL; i++)
    {
      g_autoptr (XyRows) rows = xy_db_query (db, statements[SUM_ONE].text, XY_BIND (XY_ID (&ids[i])), &problem);
      if (xy_rows_next (rows, &problem))
        {
          sums->plus += xy_rows_int (rows, 0);
          sums->minus += xy_rows_int (rows, 1);
        }
    }
  return xy_error_pass (error, &problem);
}

char **
xy_points_list_categories (XyStore *store, GError **error)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[CATEGORIES].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    g_strv_builder_add (list, xy_rows_text (rows, 0));
  return xy_error_pass (error, &problem) ? g_strv_builder_end (list) : NULL;
}

const XySql *
xy_points_list_statements (guint *n)
{
  *n = N_STATEMENTS;
  return statements;
}

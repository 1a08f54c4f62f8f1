/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-flow.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/find.h"
#include "core/id-array.h"
#include "core/points-flow-private.h"
#include "core/record-rows.h"
#include "core/store.h"

/*
 * What an item waits for, from its stage: ?1 to ?5 say it for the stages up to "listed" (which depends on the steps
 * that are on), ?6 is today. N is the notice by which its list hangs.
 */
#define LISTED_BY                                                                                                      \
  "LEFT JOIN points_step AS l ON l.item = i.id AND l.kind = 'list' AND l.del = 0 "                                     \
  "LEFT JOIN points_sitting AS p ON p.id = l.sitting LEFT JOIN notice AS n ON n.id = p.notice AND n.del = 0 "
#define WHAT                                                                                                           \
  "CASE WHEN i.stage > 5 THEN 9 WHEN i.frozen THEN 8 WHEN i.stage = 0 THEN ?1 WHEN i.stage = 1 THEN ?2 "               \
  "WHEN i.stage = 2 THEN ?3 WHEN i.stage = 3 THEN ?4 WHEN i.stage = 4 THEN ?5 "                                        \
  "WHEN n.taken_down_on < n.objections_until THEN 5 WHEN n.objections_until >= ?6 THEN 6 ELSE 7 END"
#define UNTIL "iif (i.stage >= 5, n.objections_until, NULL)"

/* The filter: ?7 unit, ?8 household, ?9 sitting, ?10 category, ?11 words in the item, ?12 the same in lower case, ?13
 * to ?15 what a household's key must have. */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?7 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define REST                                                                                                           \
  "AND i.del = 0 AND (?7 IS NULL OR h.unit IN below) AND (?8 IS NULL OR i.household = ?8) "                            \
  "AND (?9 IS NULL OR i.id IN (SELECT s.item FROM points_step AS s WHERE s.sitting = ?9 AND s.del = 0)) "              \
  "AND (?10 IS NULL OR i.category = ?10) "                                                                             \
  "AND (?11 IS NULL OR instr (i.item, ?11) "                                                                           \
  "OR i.rule IN (SELECT r.id FROM points_rule AS r WHERE instr (r.find, ?12)) "                                        \
  "OR (instr (h.find, ?13) AND instr (h.find, ?14) AND instr (h.find, ?15)))"
#define LIST(where, order)                                                                                             \
  {                                                                                                                    \
    NULL,                                                                                                              \
        BELOW "SELECT i.id, " WHAT " FROM points_item AS i LEFT JOIN household AS h ON h.id = i.household " LISTED_BY  \
              "WHERE " where REST " ORDER BY " order,                                                                  \
        "what is open, and what was ever done"                                                                         \
  }
#define OPEN "i.stage < 6 "
#define DONE "i.stage > 5 "
#define ANY "1 "
#define BY_DAY "i.day DESC, i.id DESC"
#define BY_HOUSEHOLD "h.sort, i.household, i.day, i.id"
#define BY_ITEM "i.item, " BY_DAY
#define BY_POINTS "i.delta DESC, " BY_DAY

/* The lists first: of what is open, of what is done, of both; each in its orders. */
enum
{
  LIST_OPEN = 0,
  LIST_DONE = 4,
  LIST_ANY = 8,
  WAITS = 12,
  COUNTS,
  WHOSE,
  N_STATEMENTS,
};

static const XySql statements[N_STATEMENTS] = {
  LIST (OPEN, BY_DAY),
  LIST (OPEN, BY_HOUSEHOLD),
  LIST (OPEN, BY_ITEM),
  LIST (OPEN, BY_POINTS),
  LIST (DONE, BY_DAY),
  LIST (DONE, BY_HOUSEHOLD),
  LIST (DONE, BY_ITEM),
  LIST (DONE, BY_POINTS),
  LIST (ANY, BY_DAY),
  LIST (ANY, BY_HOUSEHOLD),
  LIST (ANY, BY_ITEM),
  LIST (ANY, BY_POINTS),
  [WAITS] = { NULL, "SELECT " WHAT ", " UNTIL " FROM points_item AS i " LISTED_BY "WHERE i.id = ?7" },
  [COUNTS] = { NULL,
               "SELECT " WHAT ", count (*), min (i.day) FROM points_item AS i " LISTED_BY
               "WHERE i.stage < 6 AND i.del = 0 "
               "GROUP BY 1",
               "what is open" },
  [WHOSE] = { NULL, "SELECT u.name, h.number, h.head_name, (SELECT r.unit FROM points_rule AS r WHERE r.id = i.rule), "
                    "(SELECT q.name FROM person AS q WHERE q.id = i.person), "
                    "(SELECT min (o.answer_due) FROM objection AS o WHERE o.item = i.id AND o.del = 0 "
                    "AND o.answered_on IS NULL), "
                    "(SELECT s.note FROM points_step AS s WHERE s.item = i.id AND s.del = 0 "
                    "AND s.kind IN ('reject', 'withdraw') ORDER BY s.id DESC LIMIT 1), p.id, n.id "
                    "FROM points_item AS i " LISTED_BY "LEFT JOIN household AS h ON h.id = i.household "
                    "LEFT JOIN unit AS u ON u.id = h.unit WHERE i.id = ?1" },
};

static const XyWord waiting[] = {
  { "all", N_ ("all that is open") },
  { "check", N_ ("waits for the group") },
  { "review", N_ ("waits for review") },
  { "approve", N_ ("waits for approval") },
  { "list", N_ ("waits for a list") },
  { "post", N_ ("waits to be posted") },
  { "days", N_ ("on the board") },
  { "book", N_ ("waits to be booked") },
  { "answer", N_ ("objected to") },
  { "done", N_ ("done with") },
  { NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (waiting) == XY_POINTS_N_WAITING + 1);

/* What is bound to ?1 to ?6. */
typedef struct
{
  gint64 what[XY_POINTS_LISTED + 1];
  char today[XY_DAY_SIZE];
} Bound;

static void
bound_init (Bound *bound, XyStore *store, const char *today)
{
  static const XyPointsWaiting wait[XY_POINTS_N_STEPS + 1] = { XY_POINTS_WAIT_CHECK, XY_POINTS_WAIT_REVIEW,
                                                               XY_POINTS_WAIT_APPROVE, XY_POINTS_WAIT_LIST,
                                                               XY_POINTS_WAIT_BOOK };
  g_autofree char *now = xy_env_today (xy_store_get_env (store));
  guint steps = xy_points_flow_steps (store);

  for (guint stage = 0; stage <= XY_POINTS_LISTED; stage++)
    bound->what[stage] = wait[xy_points_flow_next (steps, (XyPointsStage) stage)];
  if (bound->what[XY_POINTS_LISTED] == XY_POINTS_WAIT_LIST)
    bound->what[XY_POINTS_LISTED] = XY_POINTS_WAIT_POST;
  g_strlcpy (bound->today, today != NULL ? today : now, sizeof bound->today);
}

#define BIND_WHAT(bound)                                                                                               \
  XY_INT ((bound)->what[0]), XY_INT ((bound)->what[1]), XY_INT ((bound)->what[2]), XY_INT ((bound)->what[3]),          \
      XY_INT ((bound)->what[4]), XY_TEXT ((bound)->today)

const char *
xy_points_waiting_name (XyPointsWaiting what)
{
  return what < XY_POINTS_N_WAITING ? waiting[what].value : NULL;
}

const char *
xy_points_waiting_word (XyPointsWaiting what)
{
  return what < XY_POINTS_N_WAITING ? _ (waiting[what].label) : "";
}

XyPointsWaiting
xy_points_waiting_from_name (const char *name)
{
  for (guint i = 0; i < XY_POINTS_N_WAITING; i++)
    if (g_strcmp0 (waiting[i].value, name) == 0)
      return (XyPointsWaiting) i;
  return XY_POINTS_WAIT_ALL;
}

static XyRows *
query (XyStore *store, const XyPointsItemFilter *filter, GError **error)
{
  static char nothing[] = "";
  char *none[XY_FIND_PARTS] = { nothing, nothing, nothing };
  g_autofree char *text = filter->text != NULL ? g_strstrip (g_strdup (filter->text)) : NULL;
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : NULL;
  g_autoptr (XyFindPattern) pattern = text != NULL ? xy_find_pattern_new (text) : NULL;
  char *const *needles = pattern != NULL ? pattern->needles : none;
  /* What a sitting rejected is done with, and still one of its items. */
  guint which = filter->what == XY_POINTS_DONE ? LIST_DONE : !xy_id_is_none (&filter->sitting) ? LIST_ANY : LIST_OPEN;
  Bound bound;

  bound_init (&bound, store, NULL);
  return xy_db_query (xy_store_get_db (store), statements[which + filter->order].text,
                      XY_BIND (BIND_WHAT (&bound), XY_ID (&filter->unit), XY_ID (&filter->household),
                               XY_ID (&filter->sitting), XY_TEXT (filter->category),
                               XY_TEXT (pattern != NULL ? text : NULL), XY_TEXT (lower), XY_TEXT (needles[0]),
                               XY_TEXT (needles[1]), XY_TEXT (needles[2])),
                      error);
}

GArray *
xy_points_item_ids (XyStore *store, const XyPointsItemFilter *filter, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = query (store, filter, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      if (filter->what == XY_POINTS_WAIT_ALL || xy_rows_int (rows, 1) == (gint64) filter->what)
        g_array_append_val (ids, id);
    }
  if (!xy_error_pass (error, &problem))
    return NULL;
  if (filter->reversed)
    xy_id_array_reverse (ids);
  return g_steal_pointer (&ids);
}

static gboolean
waits (XyStore *store,
       const Bound *bound,
       const XyId *item,
       XyPointsWaiting *what,
       char until[XY_DAY_SIZE],
       GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[WAITS].text,
                                         XY_BIND (BIND_WHAT (bound), XY_ID (item)), &problem);

  *what = XY_POINTS_DONE;
  until[0] = '\0';
  if (xy_rows_next (rows, &problem))
    {
      *what = (XyPointsWaiting) xy_rows_int (rows, 0);
      if (!xy_rows_is_null (rows, 1))
        g_strlcpy (until, xy_rows_text (rows, 1), XY_DAY_SIZE);
    }
  return xy_error_pass (error, &problem);
}

gboolean
xy_points_item_waits (XyStore *store,
                      const XyId *item,
                      const char *today,
                      XyPointsWaiting *what,
                      char until[],
                      GError **error)
{
  Bound bound;

  bound_init (&bound, store, today);
  return waits (store, &bound, item, what, until, error);
}

static gboolean
fill_row (XyStore *store, gpointer data, const char *today, gconstpointer bounds, GError **error)
{
  XyPointsItemRow *row = data;
  const Bound *bound = bounds;
  const XyId *id = &row->item->record.id;
  char until[XY_DAY_SIZE];
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[WHOSE].text, XY_BIND (XY_ID (id)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      char **const texts[] = { &row->unit_name,   &row->number, &row->head,  &row->measure,
                               &row->person_name, &row->due,    &row->reason };
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        *texts[i] = g_strdup (xy_rows_text (rows, (int) i));
      row->list = xy_rows_id (rows, G_N_ELEMENTS (texts));
      row->notice = xy_rows_id (rows, G_N_ELEMENTS (texts) + 1);
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (!waits (store, bound, id, &row->what, until, error))
    return FALSE;
  row->until = until[0] != '\0' ? g_strdup (until) : NULL;
  row->word = row->what == XY_POINTS_DONE ? xy_points_stage_word (0, row->item) : xy_points_waiting_word (row->what);
  return TRUE;
}

void
xy_points_item_row_free (XyPointsItemRow *row)
{
  if (row == NULL)
    return;
  g_clear_object (&row->item);
  g_free (row->unit_name);
  g_free (row->number);
  g_free (row->head);
  g_free (row->person_name);
  g_free (row->measure);
  g_free (row->until);
  g_free (row->due);
  g_free (row->reason);
  g_free (row);
}

static const XyRowShape points_item_rows = { &xy_points_item_type, sizeof (XyPointsItemRow),
                                             (GDestroyNotify) xy_points_item_row_free, fill_row };

GPtrArray *
xy_points_item_rows (XyStore *store, const XyId *ids, guint n, GError **error)
{
  Bound bound;

  bound_init (&bound, store, NULL);
  return xy_record_rows (store, &points_item_rows, ids, n, &bound, error);
}

gboolean
xy_points_flow_counts (XyStore *store, guint counts[XY_POINTS_N_WAITING], GError **error)
{
  char since[XY_POINTS_N_WAITING][XY_DAY_SIZE];

  return xy_points_flow_since (store, counts, since, error);
}

gboolean
xy_points_flow_since (XyStore *store,
                      guint counts[XY_POINTS_N_WAITING],
                      char since[XY_POINTS_N_WAITING][XY_DAY_SIZE],
                      GError **error)
{
  Bound bound;
  g_autoptr (GError) problem = NULL;

  bound_init (&bound, store, NULL);
  memset (counts, 0, XY_POINTS_N_WAITING * sizeof *counts);
  memset (since, 0, XY_POINTS_N_WAITING * sizeof *since);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[COUNTS].text, XY_BIND (BIND_WHAT (&bound)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      gint64 what = xy_rows_int (rows, 0), n = xy_rows_int (rows, 1);
      if (what <= XY_POINTS_WAIT_ALL || what >= XY_POINTS_DONE)
        continue;
      counts[what] = (guint) n;
      g_strlcpy (since[what], xy_rows_text (rows, 2), XY_DAY_SIZE);
      if (since[XY_POINTS_WAIT_ALL][0] == '\0' || strcmp (since[what], since[XY_POINTS_WAIT_ALL]) < 0)
        g_strlcpy (since[XY_POINTS_WAIT_ALL], since[what], XY_DAY_SIZE);
      counts[XY_POINTS_WAIT_ALL] += (guint) n;
    }
  return xy_error_pass (error, &problem);
}

const XySql *
xy_points_item_list_statements (guint *n)
{
  *n = N_STATEMENTS;
  return statements;
}

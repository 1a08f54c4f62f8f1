/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-waiting-lists.h"

#include <glib/gi18n-lib.h>

#include "core/attachment.h"
#include "core/number.h"
#include "core/paper-list.h"
#include "core/points-rule.h"
#include "core/store.h"

static XyPointsItemFilter
make_filter (const XyListQuery *asked)
{
  const XyPointsWaitingQuery *query = asked->data;
  XyPointsItemFilter filter = { .text = query->text, .unit = query->unit, .what = query->what };

  /* Newest and most come first by themselves. */
  filter.order = XY_POINTS_BY_DAY;
  filter.reversed = asked->sort != NULL && !asked->descending;
  if (g_strcmp0 (asked->sort, "head") == 0 || g_strcmp0 (asked->sort, "unit") == 0)
    {
      filter.order = XY_POINTS_BY_HOUSEHOLD;
      filter.reversed = asked->descending;
    }
  else if (g_strcmp0 (asked->sort, "item") == 0)
    {
      filter.order = XY_POINTS_BY_ITEM;
      filter.reversed = asked->descending;
    }
  else if (g_strcmp0 (asked->sort, "delta") == 0)
    filter.order = XY_POINTS_BY_POINTS;
  return filter;
}

static XyListAnswer *
waiting_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  XyPointsItemFilter filter = make_filter (asked);

  return xy_list_answer_new (xy_points_item_ids (store, &filter, error));
}

static GPtrArray *
waiting_records (XyStore *store,
                 const XyListQuery *asked,
                 const XyId *ids,
                 guint n_ids,
                 GCancellable *cancellable,
                 GError **error)
{
  GPtrArray *rows = xy_points_item_rows (store, ids, n_ids, error);

  /* The list frees them one by one. */
  if (rows != NULL)
    g_ptr_array_set_free_func (rows, NULL);
  return rows;
}

static char *
waiting_sum (XyStore *store,
             const XyListQuery *asked,
             const XyId *ids,
             guint n_ids,
             GCancellable *cancellable,
             GError **error)
{
  gint64 sum = 0;
  g_autoptr (GPtrArray) rows = xy_points_item_rows (store, ids, n_ids, error);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    sum += rows->pdata[i] != NULL ? ((const XyPointsItemRow *) rows->pdata[i])->item->delta : 0;
  g_autofree char *together = xy_points_format_change (sum);
  return g_strdup_printf (_ ("together %s"), together);
}

static char *
get_day (gconstpointer record)
{
  return g_strdup (((const XyPointsItemRow *) record)->item->day);
}

XY_TEXT_GETTER (get_unit, XyPointsItemRow, unit_name)
XY_TEXT_GETTER (get_head, XyPointsItemRow, head)
XY_TEXT_GETTER (get_word, XyPointsItemRow, word)

static char *
get_item (gconstpointer record)
{
  const XyPointsItemRow *row = record;

  return row->person_name != NULL && row->item->account != NULL
             ? g_strdup_printf ("%s · %s", row->item->item, row->person_name)
             : g_strdup (row->item->item);
}

static char *
get_amount (gconstpointer record)
{
  const XyPointsItemRow *row = record;
  g_autofree char *amount = xy_amount_format (row->item->amount);

  return g_strconcat (amount, row->measure != NULL ? row->measure : "", NULL);
}

static char *
get_delta (gconstpointer record)
{
  return xy_points_format_change (((const XyPointsItemRow *) record)->item->delta);
}

static XyPillKind
get_pill (gconstpointer record)
{
  return xy_points_waiting_pill (record);
}

/* The day that matters next: of the answer, or the last for objections. */
static char *
get_until (gconstpointer record)
{
  const XyPointsItemRow *row = record;

  return g_strdup (row->due != NULL ? row->due : row->what == XY_POINTS_DONE ? NULL : row->until);
}

static char *
get_recorder (gconstpointer record)
{
  return g_strdup (((const XyPointsItemRow *) record)->item->recorder);
}

const XyColumn xy_points_waiting_columns[] = {
  { "day", N_ ("Day"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_day, NULL },
  { "unit", N_ ("Group"), 54, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_unit, NULL },
  { "head", N_ ("Head"), 78, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_head, NULL },
  { "item", N_ ("Item"), 144, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_item, NULL },
  { "amount", N_ ("Amount"), 54, XY_COLUMN_NUMBER, 0, get_amount, NULL },
  { "delta", N_ ("Points"), 60, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_delta, NULL },
  { "state", N_ ("State"), 102, XY_COLUMN_PILL, XY_COLUMN_MARKED, get_word, get_pill },
  { "until", N_ ("Until"), 96, XY_COLUMN_TEXT, 0, get_until, NULL },
  { "recorder", N_ ("Recorder"), 72, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_recorder, NULL },
};
const guint xy_points_n_waiting_columns = G_N_ELEMENTS (xy_points_waiting_columns);

const XyListSource xy_points_waiting_source = {
  .ids = waiting_ids,
  .records = waiting_records,
  .free_record = (GDestroyNotify) xy_points_item_row_free,
  .sum = waiting_sum,
};

XyPillKind
xy_points_waiting_pill (const XyPointsItemRow *row)
{
  switch (row->what)
    {
    case XY_POINTS_WAIT_ANSWER:
      return XY_PILL_ALERT;
    case XY_POINTS_WAIT_DAYS:
    case XY_POINTS_WAIT_BOOK:
      return XY_PILL_WAITING;
    case XY_POINTS_DONE:
      return row->item->stage == XY_POINTS_BOOKED ? XY_PILL_DONE : XY_PILL_ALERT;
    case XY_POINTS_WAIT_ALL:
    case XY_POINTS_WAIT_CHECK:
    case XY_POINTS_WAIT_REVIEW:
    case XY_POINTS_WAIT_APPROVE:
    case XY_POINTS_WAIT_LIST:
    case XY_POINTS_WAIT_POST:
    case XY_POINTS_N_WAITING:
    default:
      return XY_PILL_PLAIN;
    }
}

XyPointsWaitingQuery *
xy_points_waiting_query_new (XyPointsWaiting what, const XyId *unit, const char *text)
{
  XyPointsWaitingQuery *query = g_new0 (XyPointsWaitingQuery, 1);
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));

  query->what = what;
  query->unit = *unit;
  query->text = trimmed[0] != '\0' ? g_steal_pointer (&trimmed) : NULL;
  return query;
}

void
xy_points_waiting_query_free (gpointer data)
{
  XyPointsWaitingQuery *query = data;

  g_free (query->text);
  g_free (query);
}

/* --- one item --- */

static gboolean
read_sittings (XyStore *store, XyPointsItemFacts *facts, GError **error)
{
  for (guint i = 0; i < facts->steps->len; i++)
    {
      const XyPointsStep *step = facts->steps->pdata[i];
      XyPointsSitting *sitting = NULL;

      if (!xy_id_is_none (&step->sitting))
        {
          sitting = xy_record_get (store, &xy_points_sitting_type, &step->sitting, error);
          if (sitting == NULL)
            return FALSE;
        }
      g_ptr_array_add (facts->sittings, sitting);
      if (sitting == NULL)
        continue;
      if (g_str_equal (sitting->kind, "review"))
        facts->review = step->sitting;
      else if (g_str_equal (sitting->kind, "post"))
        {
          facts->list = step->sitting;
          facts->notice = sitting->notice;
        }
    }
  return TRUE;
}

static gboolean
read_objections (XyStore *store, XyPointsItemFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) all =
      xy_id_is_none (&facts->notice) ? g_ptr_array_new () : xy_objection_list (store, &facts->notice, FALSE, error);

  for (guint i = all != NULL ? all->len : 0; i-- > 0;)
    {
      XyObjection *objection = all->pdata[i];
      if (xy_id_same (&objection->item, &facts->row->item->record.id))
        g_ptr_array_add (facts->objections, xy_objection_line_new (store, g_object_ref (objection)));
    }
  return all != NULL;
}

static void
unref_sitting (gpointer sitting)
{
  if (sitting != NULL)
    g_object_unref (sitting);
}

gpointer
xy_points_read_item (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyId *id = data;
  g_autoptr (GPtrArray) rows = xy_points_item_rows (store, id, 1, error);
  XyPointsItemFacts *facts;

  if (rows == NULL || rows->pdata[0] == NULL)
    return NULL;
  facts = g_new0 (XyPointsItemFacts, 1);
  g_ptr_array_set_free_func (rows, NULL);
  facts->row = rows->pdata[0];
  facts->sittings = g_ptr_array_new_with_free_func (unref_sitting);
  facts->objections = g_ptr_array_new_with_free_func (xy_objection_line_free);
  facts->steps = xy_points_steps_of (store, id, error);
  if (facts->steps == NULL || !read_sittings (store, facts, error) || !read_objections (store, facts, error))
    {
      xy_points_item_facts_free (facts);
      return NULL;
    }
  if (!xy_id_is_none (&facts->list))
    xy_paper_list_about (store, &facts->list, &facts->paper);
  if (facts->row->item->photo != NULL)
    facts->photo = xy_attachment_path (xy_store_get_path (store), facts->row->item->photo);
  return facts;
}

void
xy_points_item_facts_free (gpointer data)
{
  XyPointsItemFacts *facts = data;

  if (facts == NULL)
    return;
  xy_points_item_row_free (facts->row);
  g_clear_pointer (&facts->steps, g_ptr_array_unref);
  g_ptr_array_unref (facts->sittings);
  g_ptr_array_unref (facts->objections);
  g_free (facts->photo);
  g_free (facts);
}

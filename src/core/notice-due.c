/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/notice-list-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/paper-list.h"
#include "core/points-flow.h"
#include "core/sentence.h"
#include "core/store.h"

#define LOOK_BACK_MONTHS 12

enum
{
  OPEN,
  EARLY,
  KNOWN,
  OBJECTIONS,
  POINTS,
  FIRST_ACT,
  LISTS,
};

static const XySql statements[] = {
  [OPEN] = { &xy_notice_type, "WHERE t.del = 0 AND t.taken_down_on IS NULL" },
  /* Taken down too early, and nothing of the same hung since. */
  [EARLY] = { &xy_notice_type, "WHERE t.del = 0 AND t.taken_down_on < t.hang_until AND t.posted_on >= ?1"
                               " AND NOT EXISTS (SELECT 1 FROM notice AS a WHERE a.del = 0 AND a.item = t.item"
                               "  AND a.id <> t.id AND a.posted_on >= t.taken_down_on"
                               "  AND (a.paper = t.paper OR a.period = t.period OR a.title = t.title))" },
  [KNOWN] = { NULL, "SELECT item, period FROM notice WHERE del = 0" },
  [OBJECTIONS] = { &xy_objection_type, "WHERE t.del = 0 AND t.answered_on IS NULL ORDER BY t.answer_due, t.id" },
  [POINTS] = { NULL, "SELECT EXISTS (SELECT 1 FROM points_entry WHERE cancelled = 0 AND day BETWEEN ?1 AND ?2)" },
  [FIRST_ACT] = { NULL, "SELECT at FROM act ORDER BY n LIMIT 1", "reads one row" },
  /* Made, with something left on it, and neither hung nor prepared to be. */
  [LISTS] = { &xy_points_sitting_type,
              "WHERE t.kind = 'post' AND t.del = 0 AND EXISTS (SELECT 1 FROM points_step AS s JOIN points_item AS i"
              "  ON i.id = s.item WHERE s.sitting = t.id AND s.del = 0 AND i.stage = 4)"
              " AND NOT EXISTS (SELECT 1 FROM paper AS p JOIN notice AS n ON n.paper = p.id WHERE p.subject = t.id"
              "  AND n.del = 0 AND n.taken_down_on IS NULL) ORDER BY t.day, t.id" },
};

/* What has a notice: its item and the months that it is about. */
typedef struct
{
  char *item;
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];
} Published;

static void
published_clear (gpointer data)
{
  g_free (((Published *) data)->item);
}

static gboolean
add_objections (XyNoticeListing *list, GError **error)
{
  g_autoptr (GPtrArray) open =
      xy_record_list (list->store, &xy_objection_type, statements[OBJECTIONS].text, XY_BIND_NONE, error);

  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      XyObjection *objection = open->pdata[i];
      g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_notice_row_free);
      XyNoticeListing one = { list->store, list->today, list->publicity, own };

      if (!xy_notice_listing_add (&one, XY_NOTICE_LISTING_ONE, XY_BIND (XY_ID (&objection->notice)), error))
        return FALSE;
      if (own->len == 0)
        continue;
      XyNoticeRow *row = g_ptr_array_steal_index (own, 0);
      const XyPublicityValue *reply =
          &xy_publicity_at (list->publicity, objection->received_on)->values[XY_PUBLICITY_REPLY_DAYS];
      row->kind = XY_NOTICE_ROW_OBJECTION;
      row->objection = g_object_ref (objection);
      g_strlcpy (row->since, objection->received_on, sizeof row->since);
      xy_notice_row_set_until (row, objection->answer_due, list->today);
      row->late = row->days < 0;
      xy_set_str (&row->basis, reply->source);
      row->check = reply->check;
      g_free (row->sentence);
      g_autofree char *left = xy_notice_days_left (row->days);
      row->sentence = g_strdup_printf (_ ("Objection of %s, to be answered by %s: %s."), row->since, row->until, left);
      g_ptr_array_add (list->rows, row);
    }
  return open != NULL;
}

static GArray *
load_published (XyNoticeListing *list, GError **error)
{
  g_autoptr (GArray) published = g_array_new (FALSE, FALSE, sizeof (Published));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (list->store), statements[KNOWN].text, XY_BIND_NONE, &problem);

  g_array_set_clear_func (published, published_clear);
  while (xy_rows_next (rows, &problem))
    {
      Published one = { .item = g_strdup (xy_rows_text (rows, 0)) };
      xy_period_parse (xy_rows_text (rows, 1), NULL, one.first, one.last);
      g_array_append_val (published, one);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&published) : NULL;
}

static gboolean
covers (const GArray *published, const char *item, const char *first, const char *last)
{
  for (guint i = 0; i < published->len; i++)
    {
      const Published *one = &g_array_index (published, Published, i);
      if (one->first[0] != '\0' && g_str_equal (one->item, item) && strcmp (one->first, first) <= 0
          && strcmp (one->last, last) >= 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether ITEM was published for a time before FIRST. */
static gboolean
was_used (const GArray *published, const char *item, const char *first)
{
  for (guint i = 0; i < published->len; i++)
    {
      const Published *one = &g_array_index (published, Published, i);
      if (g_str_equal (one->item, item) && one->last[0] != '\0' && strcmp (one->last, first) < 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether each month of PERIOD is published. */
static gboolean
is_published (const GArray *published, const char *item, const char *period)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE], start[XY_DAY_SIZE], end[XY_DAY_SIZE];

  xy_period_parse (period, NULL, start, end);
  while (strcmp (start, end) < 0)
    {
      xy_day_span (start, XY_SPAN_MONTH, first, last);
      if (!covers (published, item, first, last))
        return FALSE;
      xy_day_add (last, 1, start);
    }
  return TRUE;
}

static gboolean
is_shown (XyNoticeListing *list,
          const GArray *published,
          const XyPublicityItem *item,
          const char *first,
          const char *last)
{
  gint64 some = 0;

  switch (item->shown)
    {
    case XY_PUBLICITY_ALWAYS:
      return TRUE;
    case XY_PUBLICITY_POINTS:
      return xy_db_number (xy_store_get_db (list->store), statements[POINTS].text,
                           XY_BIND (XY_TEXT (first), XY_TEXT (last)), &some, NULL)
             && some != 0;
    case XY_PUBLICITY_USED:
      return was_used (published, item->key, first);
    case XY_PUBLICITY_ON_EVENT:
    default:
      return FALSE;
    }
}

static void
add_due (XyNoticeListing *list,
         const XyPublicityRules *rules,
         const XyPublicityItem *item,
         const char *period,
         const char *since)
{
  XyNoticeRow *row = xy_notice_row_new (XY_NOTICE_ROW_DUE);
  g_autofree char *words = xy_period_to_chinese (period);
  char due[XY_DAY_SIZE];

  row->item = g_strdup (item->key);
  row->item_name = g_strdup (item->name);
  row->paper_kind = g_strdup (item->paper);
  row->period = g_strdup (period);
  row->title = xy_sentence_join (words, item->name);
  row->basis = g_strdup (item->source);
  row->check = item->check;
  g_strlcpy (row->since, since, sizeof row->since);
  if (xy_publicity_due_day (list->publicity, item->key, period, NULL, due))
    xy_notice_row_set_until (row, due, list->today);
  row->late = row->has_until && row->days < 0;
  g_autofree char *left = xy_notice_days_left (row->days);
  row->sentence = row->has_until ? g_strdup_printf (_ ("Due on the board by %s: %s."), row->until, left)
                                 : g_strdup_printf (_ ("Due on the board since %s."), row->since);
  g_ptr_array_add (list->rows, row);
}

/* Lists of points that are to hang before the points count. */
static gboolean
add_lists (XyNoticeListing *list, GError **error)
{
  const XyPublicityItem *points = xy_publicity_item (xy_publicity_at (list->publicity, list->today), "points");
  g_autoptr (GPtrArray) found =
      xy_record_list (list->store, &xy_points_sitting_type, statements[LISTS].text, XY_BIND_NONE, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const XyPointsSitting *sitting = found->pdata[i];
      XyNoticeRow *row = xy_notice_row_new (XY_NOTICE_ROW_DUE);

      row->item = g_strdup ("points");
      row->item_name = g_strdup (points != NULL ? points->name : "");
      row->paper_kind = g_strdup ("points-list");
      row->title = xy_points_sitting_describe (sitting);
      row->list = sitting->record.id;
      xy_paper_list_about (list->store, &row->list, &row->list_paper);
      g_strlcpy (row->since, sitting->day, sizeof row->since);
      row->sentence =
          xy_id_is_none (&row->list_paper)
              ? g_strdup_printf (_ ("The list was made on %s; its points count once it has hung."), row->since)
              : g_strdup_printf (_ ("The list of %s is printed and does not hang yet."), row->since);
      g_ptr_array_add (list->rows, row);
    }
  return found != NULL;
}

/* The day from which the office can be asked for what was due. */
static gboolean
first_day (XyNoticeListing *list, char day[XY_DAY_SIZE], GError **error)
{
  g_autofree char *month = xy_period_of (list->today, XY_SPAN_MONTH);
  g_autofree char *back = month != NULL ? xy_period_move (month, -LOOK_BACK_MONTHS) : NULL;
  gint64 founded = 0;

  if (!xy_db_number (xy_store_get_db (list->store), statements[FIRST_ACT].text, XY_BIND_NONE, &founded, error))
    return FALSE;
  g_autofree char *start = xy_day_from_instant (founded);
  xy_period_parse (back, NULL, day, NULL);
  if (strcmp (start, day) > 0)
    g_strlcpy (day, start, XY_DAY_SIZE);
  return TRUE;
}

static gboolean
add_periods (XyNoticeListing *list, XySpan span, XyPublicitySpan wanted, const GArray *published, GError **error)
{
  char earliest[XY_DAY_SIZE], first[XY_DAY_SIZE], last[XY_DAY_SIZE], after[XY_DAY_SIZE];
  g_autofree char *period = xy_period_of (list->today, span);

  if (!first_day (list, earliest, error))
    return FALSE;
  while (TRUE)
    {
      g_autofree char *before = xy_period_move (period, -1);
      g_free (period);
      period = g_steal_pointer (&before);
      /* The office is asked only for what ended while it kept the file. */
      if (!xy_period_parse (period, NULL, first, last) || strcmp (last, earliest) < 0)
        return TRUE;
      xy_day_add (last, 1, after);
      const XyPublicityRules *rules = xy_publicity_at (list->publicity, after);
      for (guint i = 0; i < rules->items->len; i++)
        {
          const XyPublicityItem *item = rules->items->pdata[i];
          if (item->span == wanted && is_shown (list, published, item, first, last)
              && !is_published (published, item->key, period) && !xy_notice_listing_has_round (list, item->key, period))
            add_due (list, rules, item, period, after);
        }
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const XyNoticeRow *left = *(const XyNoticeRow *const *) a, *right = *(const XyNoticeRow *const *) b;

  if (left->late != right->late)
    return left->late ? -1 : 1;
  if (left->has_until != right->has_until)
    return left->has_until ? -1 : 1;
  int order = strcmp (left->until, right->until);
  if (order == 0)
    order = (int) left->kind - (int) right->kind;
  return order != 0 ? order : g_strcmp0 (left->title, right->title);
}

GPtrArray *
xy_notice_due (XyStore *store, const char *today, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_notice_row_free);
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  XyNoticeListing list = { store, today, publicity, rows };
  g_autoptr (GArray) published = publicity != NULL ? load_published (&list, error) : NULL;
  char earliest[XY_DAY_SIZE];

  if (published == NULL || !first_day (&list, earliest, error)
      || !xy_notice_listing_add (&list, statements[OPEN].text, XY_BIND_NONE, error)
      || !xy_notice_listing_add (&list, statements[EARLY].text, XY_BIND (XY_TEXT (earliest)), error)
      || !add_objections (&list, error) || !add_lists (&list, error) || !xy_notice_listing_add_hygiene (&list, error)
      || !xy_notice_listing_add_meetings (&list, earliest, error)
      || !xy_notice_listing_add_votes (&list, earliest, error) || !xy_notice_listing_add_bylaws (&list, error)
      || !add_periods (&list, XY_SPAN_QUARTER, XY_PUBLICITY_QUARTER, published, error)
      || !add_periods (&list, XY_SPAN_MONTH, XY_PUBLICITY_MONTH, published, error))
    return NULL;
  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

guint
xy_notice_count_waiting (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      XyNoticeRowKind kind = ((const XyNoticeRow *) rows->pdata[i])->kind;
      n += kind == XY_NOTICE_ROW_DUE || kind == XY_NOTICE_ROW_WAITING || kind == XY_NOTICE_ROW_TOO_SHORT
           || kind == XY_NOTICE_ROW_OBJECTION;
    }
  return n;
}

const XySql *
xy_notice_due_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/notice-list-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/id-array.h"
#include "core/paper-record.h"
#include "core/setting.h"
#include "core/store.h"

enum
{
  ONE,
  FIND,
  EXTRAS,
  UNPOSTED,
  PRINTED,
};

static const XySql statements[] = {
  [ONE] = { &xy_notice_type, XY_NOTICE_LISTING_ONE },
  [FIND] = { &xy_notice_type,
             "WHERE t.del = 0 AND (?1 IS NULL OR coalesce (t.posted_on, t.prepared) BETWEEN ?1 AND ?2)"
             " AND (?3 IS NULL OR t.item = ?3)"
             " AND (?4 IS NULL OR EXISTS (SELECT 1 FROM notice_place AS l WHERE l.notice = t.id AND l.board = ?4"
             "  AND l.del = 0))"
             " AND (?5 IS NULL OR instr (t.title, ?5) > 0"
             "  OR instr ((SELECT p.number FROM paper AS p WHERE p.id = t.paper), ?5) > 0"
             "  OR EXISTS (SELECT 1 FROM notice_place AS l JOIN board AS b ON b.id = l.board"
             "   WHERE l.notice = t.id AND l.del = 0 AND instr (b.name, ?5) > 0))"
             " ORDER BY coalesce (t.posted_on, t.prepared) DESC, t.id DESC" },
  [EXTRAS] = { NULL, "SELECT (SELECT number FROM paper WHERE id = ?2), (SELECT kind FROM paper WHERE id = ?2),"
                     " (SELECT group_concat (b.name, '、') FROM notice_place AS l JOIN board AS b ON b.id = l.board"
                     "  WHERE l.notice = ?1 AND l.del = 0),"
                     " (SELECT count (*) FROM objection WHERE notice = ?1 AND del = 0),"
                     " (SELECT count (*) FROM objection WHERE notice = ?1 AND del = 0 AND answered_on IS NULL)" },
  [UNPOSTED] = { &xy_paper_record_type,
                 "WHERE t.del = 0 AND t.unmasked IS NULL AND NOT EXISTS (SELECT 1 FROM notice AS n WHERE n.paper = t.id AND n.del = 0)"
                 " ORDER BY t.at DESC LIMIT ?1" },
  /* A paper has a form for the board in some cases. */
  [PRINTED] = { NULL, "SELECT id FROM paper WHERE subject = ?1 AND kind IN (?2, ?2 || '-board') AND unmasked IS NULL "
                      "AND del = 0 ORDER BY at DESC, id DESC LIMIT 1" },
};

static const struct
{
  const char *name, *label;
} kinds[XY_NOTICE_N_ROW_KINDS] = {
  [XY_NOTICE_ROW_DUE] = { "due", N_ ("Due") },
  [XY_NOTICE_ROW_WAITING] = { "waiting", N_ ("To be posted") },
  [XY_NOTICE_ROW_HANGING] = { "hanging", N_ ("Hanging") },
  [XY_NOTICE_ROW_MAY_COME_DOWN] = { "may-come-down", N_ ("May come down") },
  [XY_NOTICE_ROW_TOO_SHORT] = { "too-short", N_ ("Hung too short") },
  [XY_NOTICE_ROW_DOWN] = { "down", N_ ("Taken down") },
  [XY_NOTICE_ROW_OBJECTION] = { "objection", N_ ("Objection") },
};

XyNoticeRow *
xy_notice_row_new (XyNoticeRowKind kind)
{
  XyNoticeRow *row = g_new0 (XyNoticeRow, 1);

  row->kind = kind;
  return row;
}

void
xy_notice_row_set_until (XyNoticeRow *row, const char *until, const char *today)
{
  row->has_until = until != NULL && until[0] != '\0';
  if (!row->has_until)
    return;
  g_strlcpy (row->until, until, sizeof row->until);
  row->days = xy_day_between (today, until);
}

static void
set_item (XyNoticeListing *list, XyNoticeRow *row, const char *key, const char *day)
{
  const XyPublicityRules *rules = xy_publicity_at (list->publicity, day);
  const XyPublicityItem *item = xy_publicity_item (rules, key);

  row->item = g_strdup (key);
  row->item_name = g_strdup (item != NULL ? item->name : key);
  if (row->paper_kind == NULL && item != NULL)
    row->paper_kind = g_strdup (item->paper);
}

XyNoticeRow *
xy_notice_listing_add_due (XyNoticeListing *list,
                           const char *item,
                           const char *paper,
                           const XyId *subject,
                           const char *since,
                           char *title,
                           GError **error)
{
  XyNoticeRow *row = xy_notice_row_new (XY_NOTICE_ROW_DUE);
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (list->store), statements[PRINTED].text,
                                         XY_BIND (XY_ID (subject), XY_TEXT (paper)), error);
  g_autoptr (GArray) printed = xy_id_array_read (rows, FALSE, error);

  g_ptr_array_add (list->rows, row);
  row->title = title;
  row->paper_kind = g_strdup (paper);
  set_item (list, row, item, since);
  row->list = *subject;
  g_strlcpy (row->since, since, sizeof row->since);
  if (printed == NULL)
    return NULL;
  if (printed->len > 0)
    row->list_paper = g_array_index (printed, XyId, 0);
  return row;
}

void
xy_notice_listing_set_at_once (XyNoticeListing *list, XyNoticeRow *row)
{
  const XyPublicityItem *item = xy_publicity_item (xy_publicity_at (list->publicity, row->since), row->item);
  char until[XY_DAY_SIZE];

  row->basis = g_strdup (item != NULL ? item->source : NULL);
  row->check = item != NULL && item->check;
  if (xy_publicity_due_day (list->publicity, row->item, NULL, row->since, until))
    xy_notice_row_set_until (row, until, list->today);
  row->late = row->has_until && row->days < 0;
}

/* "3 days left" and the like about the day UNTIL. */
char *
xy_notice_days_left (int days)
{
  if (days > 0)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), days);
  if (days == 0)
    return g_strdup (_ ("today is the last day"));
  return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -days), -days);
}

static void
say_waiting (XyNoticeListing *list, XyNoticeRow *row)
{
  const XyNotice *notice = row->notice;
  char due[XY_DAY_SIZE];

  g_strlcpy (row->since, notice->prepared, sizeof row->since);
  if (xy_publicity_due_day (list->publicity, notice->item, notice->period, notice->happened, due))
    xy_notice_row_set_until (row, due, list->today);
  row->late = row->has_until && row->days < 0;
  g_autofree char *left = xy_notice_days_left (row->days);
  row->sentence = row->has_until ? g_strdup_printf (_ ("To be posted by %s: %s."), row->until, left)
                                 : g_strdup_printf (_ ("Waits to be posted since %s."), row->since);
}

static void
say_down (XyNoticeListing *list, XyNoticeRow *row, int hung, int least)
{
  const XyNotice *notice = row->notice;

  row->late = row->kind == XY_NOTICE_ROW_TOO_SHORT;
  if (xy_notice_was_early (notice))
    row->sentence = g_strdup_printf (
        ngettext ("Came down on %s after %d day; it should have hung for %d. Hang it up again.",
                  "Came down on %s after %d days; it should have hung for %d. Hang it up again.", (gulong) hung),
        notice->taken_down_on, hung, least);
  else
    row->sentence =
        g_strdup_printf (ngettext ("Hung for %d day, until %s.", "Hung for %d days, until %s.", (gulong) hung), hung,
                         notice->taken_down_on);
}

/* KIND's own words about the notice. */
static void
say (XyNoticeListing *list, XyNoticeRow *row)
{
  const XyNotice *notice = row->notice;
  int hung = xy_notice_days_hung (notice, list->today);
  int least = notice->posted_on != NULL ? xy_day_between (notice->posted_on, notice->hang_until) : 0;

  if (notice->posted_on == NULL)
    {
      say_waiting (list, row);
      return;
    }
  g_strlcpy (row->since, notice->posted_on, sizeof row->since);
  xy_notice_row_set_until (row, notice->hang_until, list->today);
  if (notice->taken_down_on != NULL)
    say_down (list, row, hung, least);
  else if (row->kind == XY_NOTICE_ROW_MAY_COME_DOWN && row->n_open > 0)
    row->sentence = g_strdup_printf (_ ("Hangs since %s; it stays until the objection is answered."), row->since);
  else if (row->kind == XY_NOTICE_ROW_MAY_COME_DOWN)
    row->sentence = g_strdup_printf (ngettext ("Has hung for %d day since %s and may come down.",
                                               "Has hung for %d days since %s and may come down.", (gulong) hung),
                                     hung, row->since);
  else
    {
      g_autofree char *left = xy_notice_days_left (row->days);
      row->sentence = g_strdup_printf (_ ("Hangs since %s, at least until %s: %s."), row->since, row->until, left);
    }
}

/* Number and kind of the paper, boards, objections. */
static gboolean
set_extras (XyNoticeListing *list, XyNoticeRow *row, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (list->store), statements[EXTRAS].text,
                   XY_BIND (XY_ID (&row->notice->record.id), XY_ID (&row->notice->paper)), &problem);

  if (xy_rows_next (rows, &problem))
    {
      row->number = g_strdup (xy_rows_text (rows, 0));
      row->paper_kind = g_strdup (xy_rows_text (rows, 1));
      row->boards = g_strdup (xy_rows_text (rows, 2));
      row->n_objections = (guint) xy_rows_int (rows, 3);
      row->n_open = (guint) xy_rows_int (rows, 4);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
add_notice (XyNoticeListing *list, XyNotice *notice, GError **error)
{
  static const XyNoticeRowKind kind_of_state[] = { XY_NOTICE_ROW_WAITING, XY_NOTICE_ROW_HANGING,
                                                   XY_NOTICE_ROW_MAY_COME_DOWN, XY_NOTICE_ROW_DOWN };
  XyNoticeRow *row = xy_notice_row_new (kind_of_state[xy_notice_state (notice, list->today)]);
  gboolean posted = notice->posted_on != NULL;
  const char *day = posted ? notice->posted_on : notice->prepared;
  const XyPublicityValue *least =
      &xy_publicity_at (list->publicity, day)->values[posted ? XY_PUBLICITY_BOARD_DAYS : XY_PUBLICITY_EVENT_DAYS];

  g_ptr_array_add (list->rows, row);
  if (row->kind == XY_NOTICE_ROW_DOWN && xy_notice_was_early (notice))
    row->kind = XY_NOTICE_ROW_TOO_SHORT;
  row->notice = g_object_ref (notice);
  row->title = g_strdup (notice->title);
  row->period = g_strdup (notice->period);
  row->basis = g_strdup (least->source);
  row->check = least->check;
  if (!set_extras (list, row, error))
    return FALSE;
  set_item (list, row, notice->item, day);
  say (list, row);
  return TRUE;
}

gboolean
xy_notice_listing_add (XyNoticeListing *list, const char *tail, const XyValue *values, guint n, GError **error)
{
  g_autoptr (GPtrArray) notices = xy_record_list (list->store, &xy_notice_type, tail, values, n, error);

  if (notices != NULL && notices->len > 0 && list->publicity == NULL)
    {
      list->publicity = xy_publicity_load (list->store, NULL, error);
      if (list->publicity == NULL)
        return FALSE;
    }
  for (guint i = 0; notices != NULL && i < notices->len; i++)
    if (!add_notice (list, notices->pdata[i], error))
      return FALSE;
  return notices != NULL;
}

void
xy_notice_row_free (XyNoticeRow *row)
{
  if (row == NULL)
    return;
  g_free (row->item);
  g_free (row->item_name);
  g_free (row->title);
  g_free (row->period);
  g_free (row->boards);
  g_free (row->number);
  g_free (row->paper_kind);
  g_free (row->sentence);
  g_free (row->basis);
  g_clear_object (&row->notice);
  g_clear_object (&row->objection);
  g_free (row);
}

const char *
xy_notice_row_kind_name (XyNoticeRowKind kind)
{
  return kinds[kind].name;
}

const char *
xy_notice_row_kind_label (XyNoticeRowKind kind)
{
  return _ (kinds[kind].label);
}

XyId
xy_notice_row_id (const XyNoticeRow *row)
{
  XyId none = XY_ID_NONE;
  g_autofree char *name = NULL;

  if (row->kind == XY_NOTICE_ROW_OBJECTION && row->objection != NULL)
    return row->objection->record.id;
  if (row->notice != NULL)
    return row->notice->record.id;
  if (!xy_id_is_none (&row->list))
    return row->list;
  /* What is due has no record; the same item and period is the same line. */
  name = g_strjoin ("/", "due", row->item, row->period, NULL);
  return xy_id_derive (&none, name);
}

GPtrArray *
xy_notice_list (XyStore *store, const XyNoticeFilter *filter, const char *today, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_notice_row_free);
  g_autofree char *year = filter->year > 0 ? g_strdup_printf ("%04d", filter->year) : NULL;
  char first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";
  XyNoticeListing list = { store, today, NULL, rows };
  gboolean found;

  if (year != NULL)
    xy_period_parse (year, NULL, first, last);
  found = xy_notice_listing_add (&list, statements[FIND].text,
                                 XY_BIND (XY_TEXT (year != NULL ? first : NULL), XY_TEXT (last), XY_TEXT (filter->item),
                                          XY_ID (&filter->board), XY_TEXT (filter->text)),
                                 error);
  xy_publicity_free (list.publicity);
  if (!found)
    return NULL;
  for (guint i = rows->len; filter->states != 0 && i-- > 0;)
    {
      const XyNoticeRow *row = rows->pdata[i];
      if ((filter->states & (1u << xy_notice_state (row->notice, today))) == 0)
        g_ptr_array_remove_index (rows, i);
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
xy_notice_rows_get (XyStore *store, const XyId *ids, guint n_ids, const char *today, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_notice_row_free);
  XyNoticeListing list = { store, today, NULL, rows };
  gboolean read = TRUE;

  for (guint i = 0; i < n_ids && read; i++)
    {
      read = xy_notice_listing_add (&list, statements[ONE].text, XY_BIND (XY_ID (&ids[i])), error);
      if (read && rows->len == i)
        g_ptr_array_add (rows, NULL);
    }
  xy_publicity_free (list.publicity);
  if (!read)
    return NULL;
  g_ptr_array_set_free_func (rows, NULL);
  return g_steal_pointer (&rows);
}

XyNoticeRow *
xy_notice_row_get (XyStore *store, const XyId *notice, const char *today, GError **error)
{
  g_autoptr (GPtrArray) rows = xy_notice_rows_get (store, notice, 1, today, error);

  if (rows == NULL)
    return NULL;
  if (rows->pdata[0] != NULL)
    return rows->pdata[0];
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This notice is no longer there."));
  return NULL;
}

GPtrArray *
xy_notice_list_unposted (XyStore *store, guint limit, GError **error)
{
  return xy_record_list (store, &xy_paper_record_type, statements[UNPOSTED].text, XY_BIND (XY_INT (limit)), error);
}

const char *
xy_notice_item_of_paper (const XyPublicityRules *rules, const char *kind)
{
  const XyPublicityItem *same = kind != NULL ? xy_publicity_item (rules, kind) : NULL;

  /* 财务 takes a paper called finance, and so do relief and subsidies. */
  if (same != NULL)
    return same->key;
  /* The list that hangs before points count is published as points are. */
  if (g_strcmp0 (kind, "points-list") == 0)
    kind = "points-board";
  /* The list of households to help, corrections and results are published as the red list is. */
  if (kind != NULL && g_str_has_prefix (kind, "hygiene-"))
    return "hygiene";
  for (guint i = 0; kind != NULL && i < rules->items->len; i++)
    {
      const XyPublicityItem *item = rules->items->pdata[i];
      /* Many items take an announcement; it does not say of which one it is. */
      if (g_strcmp0 (item->paper, kind) == 0 && !g_str_equal (kind, "announcement"))
        return item->key;
    }
  return "other";
}

const XySql *
xy_notice_list_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

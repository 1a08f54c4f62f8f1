/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/notice-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/paper-record.h"
#include "core/setting.h"
#include "core/store.h"

#define LOOK_BACK_MONTHS 12

enum
{
  OPEN,
  EARLY,
  ONE,
  FIND,
  EXTRAS,
  KNOWN,
  OBJECTIONS,
  POINTS,
  FIRST_ACT,
  UNPOSTED,
};

static const XySql statements[] = {
  [OPEN] = { &xy_notice_type, "WHERE t.del = 0 AND t.taken_down_on IS NULL" },
  /* Taken down too early, and nothing of the same hung since. */
  [EARLY] = { &xy_notice_type, "WHERE t.del = 0 AND t.taken_down_on < t.hang_until AND t.posted_on >= ?1"
                               " AND NOT EXISTS (SELECT 1 FROM notice AS a WHERE a.del = 0 AND a.item = t.item"
                               "  AND a.id <> t.id AND a.posted_on >= t.taken_down_on"
                               "  AND (a.paper = t.paper OR a.period = t.period OR a.title = t.title))" },
  [ONE] = { &xy_notice_type, "WHERE t.id = ?1 AND t.del = 0" },
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
  [KNOWN] = { NULL, "SELECT item, period FROM notice WHERE del = 0" },
  [OBJECTIONS] = { &xy_objection_type, "WHERE t.del = 0 AND t.answered_on IS NULL ORDER BY t.answer_due, t.id" },
  [POINTS] = { NULL, "SELECT EXISTS (SELECT 1 FROM points_entry WHERE cancelled = 0 AND day BETWEEN ?1 AND ?2)" },
  [FIRST_ACT] = { NULL, "SELECT at FROM act ORDER BY n LIMIT 1", "reads one row" },
  [UNPOSTED] = { &xy_paper_record_type,
                 "WHERE t.del = 0 AND t.unmasked IS NULL AND NOT EXISTS (SELECT 1 FROM notice AS n WHERE n.paper = t.id AND n.del = 0)"
                 " ORDER BY t.at DESC LIMIT ?1" },
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

typedef struct
{
  XyStore *store;
  const char *today;
  XyPublicity *publicity;
  GPtrArray *rows;
} List;

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

static XyNoticeRow *
row_new (XyNoticeRowKind kind)
{
  XyNoticeRow *row = g_new0 (XyNoticeRow, 1);

  row->kind = kind;
  return row;
}

static void
set_until (XyNoticeRow *row, const char *until, const char *today)
{
  row->has_until = until != NULL && until[0] != '\0';
  if (!row->has_until)
    return;
  g_strlcpy (row->until, until, sizeof row->until);
  row->days = xy_day_between (today, until);
}

static void
set_item (List *list, XyNoticeRow *row, const char *key, const char *day)
{
  const XyPublicityRules *rules = xy_publicity_at (list->publicity, day);
  const XyPublicityItem *item = xy_publicity_item (rules, key);

  row->item = g_strdup (key);
  row->item_name = g_strdup (item != NULL ? item->name : key);
  if (row->paper_kind == NULL && item != NULL)
    row->paper_kind = g_strdup (item->paper);
}

/* "3 days left" and the like about the day UNTIL. */
static char *
days_left (int days)
{
  if (days > 0)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), days);
  if (days == 0)
    return g_strdup (_ ("today is the last day"));
  return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -days), -days);
}

static void
say_waiting (List *list, XyNoticeRow *row)
{
  const XyNotice *notice = row->notice;
  char due[XY_DAY_SIZE];

  g_strlcpy (row->since, notice->prepared, sizeof row->since);
  if (xy_publicity_due_day (list->publicity, notice->item, notice->period, notice->happened, due))
    set_until (row, due, list->today);
  row->late = row->has_until && row->days < 0;
  g_autofree char *left = days_left (row->days);
  row->sentence = row->has_until ? g_strdup_printf (_ ("To be posted by %s: %s."), row->until, left)
                                 : g_strdup_printf (_ ("Waits to be posted since %s."), row->since);
}

static void
say_down (List *list, XyNoticeRow *row, int hung, int least)
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
say (List *list, XyNoticeRow *row)
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
  set_until (row, notice->hang_until, list->today);
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
      g_autofree char *left = days_left (row->days);
      row->sentence = g_strdup_printf (_ ("Hangs since %s, at least until %s: %s."), row->since, row->until, left);
    }
}

/* Number and kind of the paper, boards, objections. */
static gboolean
set_extras (List *list, XyNoticeRow *row, GError **error)
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
add_notice (List *list, XyNotice *notice, GError **error)
{
  static const XyNoticeRowKind kind_of_state[] = { XY_NOTICE_ROW_WAITING, XY_NOTICE_ROW_HANGING,
                                                   XY_NOTICE_ROW_MAY_COME_DOWN, XY_NOTICE_ROW_DOWN };
  XyNoticeRow *row = row_new (kind_of_state[xy_notice_state (notice, list->today)]);
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

static gboolean
add_notices (List *list, guint statement, const XyValue *values, guint n, GError **error)
{
  g_autoptr (GPtrArray) notices =
      xy_record_list (list->store, &xy_notice_type, statements[statement].text, values, n, error);

  for (guint i = 0; notices != NULL && i < notices->len; i++)
    if (!add_notice (list, notices->pdata[i], error))
      return FALSE;
  return notices != NULL;
}

static gboolean
add_objections (List *list, GError **error)
{
  g_autoptr (GPtrArray) open =
      xy_record_list (list->store, &xy_objection_type, statements[OBJECTIONS].text, XY_BIND_NONE, error);

  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      XyObjection *objection = open->pdata[i];
      g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_notice_row_free);
      List one = { list->store, list->today, list->publicity, own };

      if (!add_notices (&one, ONE, XY_BIND (XY_ID (&objection->notice)), error))
        return FALSE;
      if (own->len == 0)
        continue;
      XyNoticeRow *row = g_ptr_array_steal_index (own, 0);
      const XyPublicityValue *reply =
          &xy_publicity_at (list->publicity, objection->received_on)->values[XY_PUBLICITY_REPLY_DAYS];
      row->kind = XY_NOTICE_ROW_OBJECTION;
      row->objection = g_object_ref (objection);
      g_strlcpy (row->since, objection->received_on, sizeof row->since);
      set_until (row, objection->answer_due, list->today);
      row->late = row->days < 0;
      xy_set_str (&row->basis, reply->source);
      row->check = reply->check;
      g_free (row->sentence);
      g_autofree char *left = days_left (row->days);
      row->sentence = g_strdup_printf (_ ("Objection of %s, to be answered by %s: %s."), row->since, row->until, left);
      g_ptr_array_add (list->rows, row);
    }
  return open != NULL;
}

static GArray *
load_published (List *list, GError **error)
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
  if (problem == NULL)
    return g_steal_pointer (&published);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
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
is_shown (List *list, const GArray *published, const XyPublicityItem *item, const char *first, const char *last)
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
add_due (List *list, const XyPublicityRules *rules, const XyPublicityItem *item, const char *period, const char *since)
{
  XyNoticeRow *row = row_new (XY_NOTICE_ROW_DUE);
  g_autofree char *words = xy_period_to_chinese (period);
  char due[XY_DAY_SIZE];

  row->item = g_strdup (item->key);
  row->item_name = g_strdup (item->name);
  row->paper_kind = g_strdup (item->paper);
  row->period = g_strdup (period);
  row->title = g_strdup_printf ("%s %s", words, item->name);
  row->basis = g_strdup (item->source);
  row->check = item->check;
  g_strlcpy (row->since, since, sizeof row->since);
  if (xy_publicity_due_day (list->publicity, item->key, period, NULL, due))
    set_until (row, due, list->today);
  row->late = row->has_until && row->days < 0;
  g_autofree char *left = days_left (row->days);
  row->sentence = row->has_until ? g_strdup_printf (_ ("Due on the board by %s: %s."), row->until, left)
                                 : g_strdup_printf (_ ("Due on the board since %s."), row->since);
  g_ptr_array_add (list->rows, row);
}

/* The day from which the office can be asked for what was due. */
static gboolean
first_day (List *list, char day[XY_DAY_SIZE], GError **error)
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
add_periods (List *list, XySpan span, XyPublicitySpan wanted, const GArray *published, GError **error)
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
              && !is_published (published, item->key, period))
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

GPtrArray *
xy_notice_due (XyStore *store, const char *today, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_notice_row_free);
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  List list = { store, today, publicity, rows };
  g_autoptr (GArray) published = publicity != NULL ? load_published (&list, error) : NULL;
  char earliest[XY_DAY_SIZE];

  if (published == NULL || !first_day (&list, earliest, error) || !add_notices (&list, OPEN, XY_BIND_NONE, error)
      || !add_notices (&list, EARLY, XY_BIND (XY_TEXT (earliest)), error) || !add_objections (&list, error)
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

GPtrArray *
xy_notice_list (XyStore *store, const XyNoticeFilter *filter, const char *today, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_notice_row_free);
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  g_autofree char *year = filter->year > 0 ? g_strdup_printf ("%04d", filter->year) : NULL;
  char first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";
  List list = { store, today, publicity, rows };

  if (year != NULL)
    xy_period_parse (year, NULL, first, last);
  if (publicity == NULL
      || !add_notices (&list, FIND,
                       XY_BIND (XY_TEXT (year != NULL ? first : NULL), XY_TEXT (last), XY_TEXT (filter->item),
                                XY_ID (&filter->board), XY_TEXT (filter->text)),
                       error))
    return NULL;
  for (guint i = rows->len; filter->states != 0 && i-- > 0;)
    {
      const XyNoticeRow *row = rows->pdata[i];
      if ((filter->states & (1u << xy_notice_state (row->notice, today))) == 0)
        g_ptr_array_remove_index (rows, i);
    }
  return g_steal_pointer (&rows);
}

XyNoticeRow *
xy_notice_row_get (XyStore *store, const XyId *notice, const char *today, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_notice_row_free);
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  List list = { store, today, publicity, rows };

  if (publicity == NULL || !add_notices (&list, ONE, XY_BIND (XY_ID (notice)), error))
    return NULL;
  if (rows->len > 0)
    return g_ptr_array_steal_index (rows, 0);
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

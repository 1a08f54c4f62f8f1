/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/notice-page-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/store.h"

static char *
today_of (XyStore *store)
{
  return xy_env_today (xy_store_get_env (store));
}

static gboolean
contains (const char *text, const char *part)
{
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  return lower != NULL && strstr (lower, part) != NULL;
}

gboolean
xy_notice_query_fits (const XyNoticeQuery *query, const char *text, const char *more)
{
  return query->text == NULL || contains (text, query->text) || contains (more, query->text);
}

/* Rows */

typedef GPtrArray *(*ReadRows) (XyStore *store, const XyNoticeQuery *query, GError **error);

static void
keep_rows (GPtrArray *rows,
           gboolean (*keep) (const XyNoticeRow *row, const XyNoticeQuery *query),
           const XyNoticeQuery *query)
{
  for (guint i = rows->len; i-- > 0;)
    if (!keep (rows->pdata[i], query))
      g_ptr_array_remove_index (rows, i);
}

static gboolean
is_due (const XyNoticeRow *row, const XyNoticeQuery *query)
{
  switch (row->kind)
    {
    case XY_NOTICE_ROW_DUE:
    case XY_NOTICE_ROW_WAITING:
    case XY_NOTICE_ROW_TOO_SHORT:
      return xy_notice_query_fits (query, row->title, row->item_name);
    case XY_NOTICE_ROW_HANGING:
    case XY_NOTICE_ROW_MAY_COME_DOWN:
    case XY_NOTICE_ROW_DOWN:
    case XY_NOTICE_ROW_OBJECTION:
    case XY_NOTICE_N_ROW_KINDS:
    default:
      return FALSE;
    }
}

static GPtrArray *
read_due (XyStore *store, const XyNoticeQuery *query, GError **error)
{
  g_autofree char *today = today_of (store);
  GPtrArray *rows = xy_notice_due (store, today, error);

  if (rows != NULL)
    keep_rows (rows, is_due, query);
  return rows;
}

static GPtrArray *
read_notices (XyStore *store, const XyNoticeQuery *query, guint states, GError **error)
{
  g_autofree char *today = today_of (store);
  XyNoticeFilter filter = { .states = states, .text = query->text };

  return xy_notice_list (store, &filter, today, error);
}

static GPtrArray *
read_hanging (XyStore *store, const XyNoticeQuery *query, GError **error)
{
  return read_notices (store, query, 1 << XY_NOTICE_HANGING | 1 << XY_NOTICE_MAY_COME_DOWN, error);
}

static GPtrArray *
read_down (XyStore *store, const XyNoticeQuery *query, GError **error)
{
  return read_notices (store, query, 1 << XY_NOTICE_TAKEN_DOWN, error);
}

static const char *
sort_key (const XyNoticeRow *row, const char *sort)
{
  const char *key = g_str_equal (sort, "title")   ? row->title
                    : g_str_equal (sort, "since") ? row->since
                    : g_str_equal (sort, "down")  ? (row->notice != NULL ? row->notice->taken_down_on : NULL)
                                                  : row->until;

  return key != NULL ? key : "";
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const XyListQuery *query = data;
  int order =
      strcmp (sort_key (*(XyNoticeRow *const *) a, query->sort), sort_key (*(XyNoticeRow *const *) b, query->sort));

  return query->descending ? -order : order;
}

static XyId
row_id (gconstpointer row)
{
  return xy_notice_row_id (row);
}

static XyListAnswer *
rows_ids (ReadRows read, XyStore *store, const XyListQuery *asked, GError **error)
{
  g_autoptr (GPtrArray) rows = read (store, asked->data, error);
  XyListAnswer *answer;

  if (rows != NULL && asked->sort != NULL)
    g_ptr_array_sort_with_data (rows, compare_rows, (gpointer) asked);
  answer = xy_list_answer_new (xy_list_ids_of (rows, row_id));
  for (guint i = 0; answer != NULL && i < rows->len; i++)
    answer->sums[0] += ((const XyNoticeRow *) rows->pdata[i])->late;
  return answer;
}

static GPtrArray *
rows_records (ReadRows read, XyStore *store, const XyListQuery *asked, const XyId *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) rows = read (store, asked->data, error);

  return xy_list_pick (rows, row_id, ids, n_ids);
}

#define XY_ROWS_SOURCE(name)                                                                                           \
  static XyListAnswer *name##_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable,                \
                                   GError **error)                                                                     \
  {                                                                                                                    \
    return rows_ids (read_##name, store, asked, error);                                                                \
  }                                                                                                                    \
  static GPtrArray *name##_records (XyStore *store, const XyListQuery *asked, const XyId *ids, guint n_ids,            \
                                    GCancellable *cancellable, GError **error)                                         \
  {                                                                                                                    \
    return rows_records (read_##name, store, asked, ids, n_ids, error);                                                \
  }                                                                                                                    \
  const XyListSource xy_notice_##name##_source = { .ids = name##_ids,                                                  \
                                                   .records = name##_records,                                          \
                                                   .free_record = (GDestroyNotify) xy_notice_row_free }

XY_ROWS_SOURCE (due);
XY_ROWS_SOURCE (hanging);
XY_ROWS_SOURCE (down);

char *
xy_notice_row_left (const XyNoticeRow *row)
{
  if (!row->has_until)
    return g_strdup ("");
  if (row->days == 0)
    return g_strdup (_ ("today"));
  if (row->days > 0)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", row->days), row->days);
  return g_strdup_printf (ngettext ("%d day over", "%d days over", -row->days), -row->days);
}

char *
xy_notice_row_word (gconstpointer record)
{
  const XyNoticeRow *row = record;

  if (row->n_open > 0 && (row->kind == XY_NOTICE_ROW_HANGING || row->kind == XY_NOTICE_ROW_MAY_COME_DOWN))
    return g_strdup (_ ("objected"));
  if (row->kind == XY_NOTICE_ROW_DUE && row->late)
    return g_strdup (_ ("overdue"));
  if (row->kind == XY_NOTICE_ROW_DOWN && row->notice != NULL && xy_notice_was_early (row->notice))
    return g_strdup (_ ("too early"));
  return g_strdup (xy_notice_row_kind_label (row->kind));
}

XyPillKind
xy_notice_row_pill (gconstpointer record)
{
  const XyNoticeRow *row = record;

  if (row->n_open > 0 && row->kind != XY_NOTICE_ROW_DOWN)
    return XY_PILL_ALERT;
  switch (row->kind)
    {
    case XY_NOTICE_ROW_DUE:
      return row->late ? XY_PILL_ALERT : XY_PILL_PLAIN;
    case XY_NOTICE_ROW_WAITING:
      return row->late ? XY_PILL_ALERT : XY_PILL_PLAIN;
    case XY_NOTICE_ROW_HANGING:
      return XY_PILL_WAITING;
    case XY_NOTICE_ROW_MAY_COME_DOWN:
      return XY_PILL_DONE;
    case XY_NOTICE_ROW_DOWN:
      return row->notice != NULL && xy_notice_was_early (row->notice) ? XY_PILL_ALERT : XY_PILL_DONE;
    case XY_NOTICE_ROW_TOO_SHORT:
    case XY_NOTICE_ROW_OBJECTION:
    case XY_NOTICE_N_ROW_KINDS:
    default:
      return XY_PILL_ALERT;
    }
}

XY_TEXT_GETTER (get_title, XyNoticeRow, title)
XY_TEXT_GETTER (get_since, XyNoticeRow, since)

static char *
get_until (gconstpointer record)
{
  const XyNoticeRow *row = record;

  return g_strdup (row->has_until ? row->until : "");
}

static char *
get_left (gconstpointer record)
{
  return xy_notice_row_left (record);
}

XY_TEXT_GETTER (get_boards, XyNoticeRow, boards)

static char *
get_objections (gconstpointer record)
{
  const XyNoticeRow *row = record;

  if (row->n_objections == 0)
    return g_strdup ("");
  return row->n_open > 0 ? g_strdup_printf (_ ("%u open"), row->n_open) : g_strdup_printf ("%u", row->n_objections);
}

static char *
get_posted (gconstpointer record)
{
  const XyNoticeRow *row = record;

  return g_strdup (row->notice != NULL ? row->notice->posted_on : NULL);
}

static char *
get_taken_down (gconstpointer record)
{
  const XyNoticeRow *row = record;

  return g_strdup (row->notice != NULL ? row->notice->taken_down_on : NULL);
}

static char *
get_hung (gconstpointer record)
{
  const XyNoticeRow *row = record;

  return row->notice != NULL && row->notice->taken_down_on != NULL
             ? g_strdup_printf ("%d", xy_notice_days_hung (row->notice, row->notice->taken_down_on))
             : NULL;
}

XY_TEXT_GETTER (get_number, XyNoticeRow, number)
XY_TEXT_GETTER (get_due_basis, XyNoticeRow, basis)

const XyColumn xy_notice_due_columns[] = {
  { "title", N_ ("What is to be published"), 240, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_title,
    NULL },
  { "until", N_ ("By"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_until, NULL },
  { "left", N_ ("Time"), 90, XY_COLUMN_NUMBER, 0, get_left, NULL },
  { "state", N_ ("State"), 132, XY_COLUMN_PILL, XY_COLUMN_MARKED, xy_notice_row_word, xy_notice_row_pill },
  { "basis", N_ ("By which rule"), 200, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_due_basis, NULL },
};
const guint xy_notice_n_due_columns = G_N_ELEMENTS (xy_notice_due_columns);

/* In the largest text size the last columns are scrolled to. */
const XyColumn xy_notice_hanging_columns[] = {
  { "title", N_ ("What hangs"), 190, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_title, NULL },
  { "since", N_ ("Since"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_since, NULL },
  { "until", N_ ("Until"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_until, NULL },
  { "left", N_ ("Time"), 96, XY_COLUMN_NUMBER, 0, get_left, NULL },
  { "state", N_ ("State"), 102, XY_COLUMN_PILL, XY_COLUMN_MARKED, xy_notice_row_word, xy_notice_row_pill },
  { "objections", N_ ("Objections"), 66, XY_COLUMN_TEXT, 0, get_objections, NULL },
  { "boards", N_ ("Board"), 108, XY_COLUMN_TEXT, 0, get_boards, NULL },
};
const guint xy_notice_n_hanging_columns = G_N_ELEMENTS (xy_notice_hanging_columns);

const XyColumn xy_notice_down_columns[] = {
  { "title", N_ ("What hung"), 200, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_title, NULL },
  { "since", N_ ("Posted"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_posted, NULL },
  { "down", N_ ("Taken down"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_taken_down, NULL },
  { "days", N_ ("Days"), 54, XY_COLUMN_NUMBER, 0, get_hung, NULL },
  { "state", N_ ("State"), 132, XY_COLUMN_PILL, XY_COLUMN_MARKED, xy_notice_row_word, xy_notice_row_pill },
  { "objections", N_ ("Objections"), 60, XY_COLUMN_TEXT, 0, get_objections, NULL },
  { "number", N_ ("Record number"), 116, XY_COLUMN_TEXT, 0, get_number, NULL },
};
const guint xy_notice_n_down_columns = G_N_ELEMENTS (xy_notice_down_columns);

XyNoticeQuery *
xy_notice_query_new (const char *text)
{
  XyNoticeQuery *query = g_new0 (XyNoticeQuery, 1);
  g_autofree char *trimmed = g_strstrip (g_utf8_strdown (text != NULL ? text : "", -1));

  query->text = trimmed[0] != '\0' ? g_steal_pointer (&trimmed) : NULL;
  return query;
}

void
xy_notice_query_free (gpointer data)
{
  XyNoticeQuery *query = data;

  g_free (query->text);
  g_free (query);
}

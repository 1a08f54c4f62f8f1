/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/notice-page-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/paper-list.h"
#include "core/store.h"
#include "print/papers.h"

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

XyId
xy_notice_row_id (const XyNoticeRow *row)
{
  XyId none = XY_ID_NONE;
  g_autofree char *name = NULL;

  if (row->kind == XY_NOTICE_ROW_OBJECTION && row->objection != NULL)
    return row->objection->record.id;
  if (row->notice != NULL)
    return row->notice->record.id;
  /* What is due has no record; the same item and period is the same line. */
  name = g_strjoin ("/", "due", row->item, row->period, NULL);
  return xy_id_derive (&none, name);
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
      return query->text == NULL || contains (row->title, query->text) || contains (row->item_name, query->text);
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

static XyListAnswer *
rows_ids (ReadRows read, XyStore *store, const XyListQuery *asked, GError **error)
{
  g_autoptr (GPtrArray) rows = read (store, asked->data, error);
  GArray *ids;
  XyListAnswer *answer;
  gint64 late = 0;

  if (rows == NULL)
    return NULL;
  if (asked->sort != NULL)
    g_ptr_array_sort_with_data (rows, compare_rows, (gpointer) asked);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (XyId), rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      XyId id = xy_notice_row_id (rows->pdata[i]);
      g_array_append_val (ids, id);
      late += ((const XyNoticeRow *) rows->pdata[i])->late;
    }
  answer = xy_list_answer_new (ids);
  answer->sums[0] = late;
  return answer;
}

/* The rows of IDS, NULL where there is none any more. */
static GPtrArray *
rows_records (ReadRows read, XyStore *store, const XyListQuery *asked, const XyId *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) rows = read (store, asked->data, error);
  GPtrArray *found;

  if (rows == NULL)
    return NULL;
  found = g_ptr_array_new ();
  for (guint i = 0; i < n_ids; i++)
    {
      gpointer row = NULL;

      for (guint k = 0; k < rows->len && row == NULL; k++)
        {
          XyId id = xy_notice_row_id (rows->pdata[k]);
          if (xy_id_same (&id, &ids[i]))
            row = g_ptr_array_steal_index_fast (rows, k);
        }
      g_ptr_array_add (found, row);
    }
  return found;
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

static char *
get_title (gconstpointer record)
{
  return g_strdup (((const XyNoticeRow *) record)->title);
}

static char *
get_since (gconstpointer record)
{
  return g_strdup (((const XyNoticeRow *) record)->since);
}

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

static char *
get_boards (gconstpointer record)
{
  return g_strdup (((const XyNoticeRow *) record)->boards);
}

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

static char *
get_number (gconstpointer record)
{
  return g_strdup (((const XyNoticeRow *) record)->number);
}

static char *
get_due_basis (gconstpointer record)
{
  return g_strdup (((const XyNoticeRow *) record)->basis);
}

const XyColumn xy_notice_due_columns[] = {
  { "title", N_ ("What is to be published"), 240, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_title,
    NULL },
  { "until", N_ ("By"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_until, NULL },
  { "left", N_ ("Time"), 90, XY_COLUMN_NUMBER, 0, get_left, NULL },
  { "state", N_ ("State"), 132, XY_COLUMN_PILL, 0, xy_notice_row_word, xy_notice_row_pill },
  { "basis", N_ ("By which rule"), 200, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_due_basis, NULL },
};
const guint xy_notice_n_due_columns = G_N_ELEMENTS (xy_notice_due_columns);

/* In the largest text size the last columns are scrolled to. */
const XyColumn xy_notice_hanging_columns[] = {
  { "title", N_ ("What hangs"), 190, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_title, NULL },
  { "since", N_ ("Since"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_since, NULL },
  { "until", N_ ("Until"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_until, NULL },
  { "left", N_ ("Time"), 96, XY_COLUMN_NUMBER, 0, get_left, NULL },
  { "state", N_ ("State"), 96, XY_COLUMN_PILL, 0, xy_notice_row_word, xy_notice_row_pill },
  { "objections", N_ ("Objections"), 66, XY_COLUMN_TEXT, 0, get_objections, NULL },
  { "boards", N_ ("Board"), 108, XY_COLUMN_TEXT, 0, get_boards, NULL },
};
const guint xy_notice_n_hanging_columns = G_N_ELEMENTS (xy_notice_hanging_columns);

const XyColumn xy_notice_down_columns[] = {
  { "title", N_ ("What hung"), 200, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_title, NULL },
  { "since", N_ ("Posted"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_posted, NULL },
  { "down", N_ ("Taken down"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_taken_down, NULL },
  { "days", N_ ("Days"), 54, XY_COLUMN_NUMBER, 0, get_hung, NULL },
  { "state", N_ ("State"), 132, XY_COLUMN_PILL, 0, xy_notice_row_word, xy_notice_row_pill },
  { "objections", N_ ("Objections"), 60, XY_COLUMN_TEXT, 0, get_objections, NULL },
  { "number", N_ ("Record number"), 116, XY_COLUMN_TEXT, 0, get_number, NULL },
};
const guint xy_notice_n_down_columns = G_N_ELEMENTS (xy_notice_down_columns);

/* Objections */

static void
objection_line_free (gpointer data)
{
  XyObjectionLine *line = data;

  g_object_unref (line->objection);
  g_clear_pointer (&line->row, xy_notice_row_free);
  g_free (line->today);
  g_free (line);
}

static int
compare_objections (gconstpointer a, gconstpointer b)
{
  const XyObjection *x = *(XyObjection *const *) a, *y = *(XyObjection *const *) b;

  /* Those that wait first, by the day the answer is due; then the newest. */
  if ((x->answered_on == NULL) != (y->answered_on == NULL))
    return x->answered_on == NULL ? -1 : 1;
  return x->answered_on == NULL ? g_strcmp0 (x->answer_due, y->answer_due) : g_strcmp0 (y->received_on, x->received_on);
}

static XyListAnswer *
objection_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyNoticeQuery *query = asked->data;
  g_autoptr (GPtrArray) objections = xy_objection_list (store, NULL, FALSE, error);
  GArray *ids;
  XyListAnswer *answer;
  gint64 open = 0;

  if (objections == NULL)
    return NULL;
  g_ptr_array_sort (objections, compare_objections);
  ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < objections->len; i++)
    {
      const XyObjection *objection = objections->pdata[i];

      if (query->text != NULL && !contains (objection->name, query->text) && !contains (objection->about, query->text))
        continue;
      g_array_append_val (ids, objection->record.id);
      open += objection->answered_on == NULL;
    }
  answer = xy_list_answer_new (ids);
  answer->sums[0] = open;
  return answer;
}

static GPtrArray *
objection_records (XyStore *store,
                   const XyListQuery *asked,
                   const XyId *ids,
                   guint n_ids,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *today = today_of (store);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (XyObjection) objection = xy_record_get (store, &xy_objection_type, &ids[i], NULL);
      XyObjectionLine *line = NULL;

      if (objection != NULL && !objection->record.deleted)
        {
          line = g_new0 (XyObjectionLine, 1);
          line->row = xy_notice_row_get (store, &objection->notice, today, NULL);
          line->objection = g_steal_pointer (&objection);
          line->today = g_strdup (today);
        }
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static char *
get_received (gconstpointer record)
{
  return g_strdup (((const XyObjectionLine *) record)->objection->received_on);
}

static char *
get_objector (gconstpointer record)
{
  const XyObjection *objection = ((const XyObjectionLine *) record)->objection;

  return g_strdup (objection->name != NULL ? objection->name : _ ("unnamed"));
}

static char *
get_about (gconstpointer record)
{
  return g_strdup (((const XyObjectionLine *) record)->objection->about);
}

static char *
get_objected_title (gconstpointer record)
{
  const XyObjectionLine *line = record;

  return g_strdup (line->row != NULL ? line->row->title : NULL);
}

static char *
get_answer_due (gconstpointer record)
{
  return g_strdup (((const XyObjectionLine *) record)->objection->answer_due);
}

static char *
get_answered (gconstpointer record)
{
  return g_strdup (((const XyObjectionLine *) record)->objection->answered_on);
}

char *
xy_objection_line_word (gconstpointer record)
{
  const XyObjectionLine *line = record;
  const XyObjection *objection = line->objection;
  const char *label;

  if (objection->answered_on == NULL)
    return g_strdup (strcmp (objection->answer_due, line->today) < 0 ? _ ("answer overdue") : _ ("to be answered"));
  label = xy_word_label (xy_objection_results, objection->result);
  return g_strdup (label != NULL ? label : _ ("answered"));
}

XyPillKind
xy_objection_line_pill (gconstpointer record)
{
  return ((const XyObjectionLine *) record)->objection->answered_on == NULL ? XY_PILL_ALERT : XY_PILL_DONE;
}

const XyColumn xy_notice_objection_columns[] = {
  { "received", N_ ("Received"), 96, XY_COLUMN_TEXT, 0, get_received, NULL },
  { "name", N_ ("Objector"), 84, XY_COLUMN_TEXT, 0, get_objector, NULL },
  { "about", N_ ("What about"), 180, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_about, NULL },
  { "title", N_ ("Posted paper"), 160, XY_COLUMN_TEXT, 0, get_objected_title, NULL },
  { "due", N_ ("Answer by"), 96, XY_COLUMN_TEXT, 0, get_answer_due, NULL },
  { "answered", N_ ("Answered"), 96, XY_COLUMN_TEXT, 0, get_answered, NULL },
  { "state", N_ ("State"), 96, XY_COLUMN_PILL, 0, xy_objection_line_word, xy_objection_line_pill },
};
const guint xy_notice_n_objection_columns = G_N_ELEMENTS (xy_notice_objection_columns);

const XyListSource xy_notice_objection_source = {
  .ids = objection_ids,
  .records = objection_records,
  .free_record = objection_line_free,
};

/* Documents */

static XyListAnswer *
document_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyNoticeQuery *query = asked->data;
  g_autoptr (GPtrArray) documents = xy_document_list (store, NULL, error);
  GArray *ids;

  if (documents == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < documents->len; i++)
    {
      const XyDocument *document = documents->pdata[i];

      if (query->text == NULL || contains (document->title, query->text) || contains (document->body, query->text))
        g_array_append_val (ids, document->record.id);
    }
  return xy_list_answer_new (ids);
}

static GPtrArray *
document_records (XyStore *store,
                  const XyListQuery *asked,
                  const XyId *ids,
                  guint n_ids,
                  GCancellable *cancellable,
                  GError **error)
{
  GPtrArray *documents = g_ptr_array_new ();

  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_add (documents, xy_record_get (store, &xy_document_type, &ids[i], NULL));
  return documents;
}

const char *
xy_notice_document_kind (const XyDocument *document)
{
  const char *label = xy_word_label (xy_document_kinds (), document->kind);

  return label != NULL ? label : "";
}

static char *
get_document_kind (gconstpointer record)
{
  return g_strdup (xy_notice_document_kind (record));
}

static char *
get_document_title (gconstpointer record)
{
  return g_strdup (((const XyDocument *) record)->title);
}

static char *
get_document_written (gconstpointer record)
{
  return xy_instant_format (((const XyDocument *) record)->written_at);
}

const XyColumn xy_notice_document_columns[] = {
  { "kind", N_ ("Kind"), 120, XY_COLUMN_TEXT, 0, get_document_kind, NULL },
  { "title", N_ ("Title"), 260, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_document_title, NULL },
  { "written", N_ ("Last written"), 140, XY_COLUMN_TEXT, 0, get_document_written, NULL },
};
const guint xy_notice_n_document_columns = G_N_ELEMENTS (xy_notice_document_columns);

const XyListSource xy_notice_document_source = {
  .ids = document_ids,
  .records = document_records,
  .free_record = g_object_unref,
};

/* Prints */

static void
print_line_free (gpointer data)
{
  XyPrintLine *line = data;

  g_object_unref (line->paper);
  g_clear_pointer (&line->row, xy_notice_row_free);
  g_free (line);
}

static XyListAnswer *
print_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyNoticeQuery *query = asked->data;
  GArray *ids = xy_paper_list_ids (store, query->text, error);

  return ids != NULL ? xy_list_answer_new (ids) : NULL;
}

static GPtrArray *
print_records (XyStore *store,
               const XyListQuery *asked,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *today = today_of (store);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (XyPaperRecord) paper = xy_record_get (store, &xy_paper_record_type, &ids[i], NULL);
      XyPrintLine *line = NULL;

      if (paper != NULL)
        {
          const XyPaperKind *kind = xy_paper_kind_find (paper->kind);
          XyId notice;

          line = g_new0 (XyPrintLine, 1);
          line->is_public = kind != NULL && (kind->flags & XY_PAPER_PUBLIC) != 0;
          if (xy_paper_list_notice (store, &ids[i], &notice))
            line->row = xy_notice_row_get (store, &notice, today, NULL);
          line->paper = g_steal_pointer (&paper);
        }
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static char *
get_print_at (gconstpointer record)
{
  return xy_instant_format (((const XyPrintLine *) record)->paper->at);
}

static char *
get_print_number (gconstpointer record)
{
  return g_strdup (((const XyPrintLine *) record)->paper->number);
}

static char *
get_print_title (gconstpointer record)
{
  return g_strdup (((const XyPrintLine *) record)->paper->title);
}

static char *
get_print_pages (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) ((const XyPrintLine *) record)->paper->pages);
}

static char *
get_print_by (gconstpointer record)
{
  return g_strdup (((const XyPrintLine *) record)->paper->by);
}

static char *
get_print_word (gconstpointer record)
{
  const XyPrintLine *line = record;

  if (line->row != NULL)
    return xy_notice_row_word (line->row);
  return line->is_public ? g_strdup (_ ("not posted")) : NULL;
}

static XyPillKind
get_print_pill (gconstpointer record)
{
  const XyPrintLine *line = record;

  return line->row != NULL ? xy_notice_row_pill (line->row) : XY_PILL_PLAIN;
}

const XyColumn xy_notice_print_columns[] = {
  { "at", N_ ("Printed"), 132, XY_COLUMN_TEXT, 0, get_print_at, NULL },
  { "number", N_ ("Record number"), 116, XY_COLUMN_TEXT, 0, get_print_number, NULL },
  { "title", N_ ("Title"), 220, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_print_title, NULL },
  { "pages", N_ ("Pages"), 56, XY_COLUMN_NUMBER, 0, get_print_pages, NULL },
  { "by", N_ ("Printed by"), 78, XY_COLUMN_TEXT, 0, get_print_by, NULL },
  { "state", N_ ("State"), 96, XY_COLUMN_PILL, 0, get_print_word, get_print_pill },
};
const guint xy_notice_n_print_columns = G_N_ELEMENTS (xy_notice_print_columns);

const XyListSource xy_notice_print_source = {
  .ids = print_ids,
  .records = print_records,
  .free_record = print_line_free,
};

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

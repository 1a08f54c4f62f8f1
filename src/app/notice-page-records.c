/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of what was objected to, written and printed. */
#include "app/notice-page-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/paper-list.h"
#include "core/store.h"
#include "print/papers.h"

/* Objections */

XyObjectionLine *
xy_objection_line_new (XyStore *store, XyObjection *objection)
{
  XyObjectionLine *line = g_new0 (XyObjectionLine, 1);

  line->objection = objection;
  line->who = xy_objection_dup_who (store, objection);
  line->today = xy_env_today (xy_store_get_env (store));
  return line;
}

void
xy_objection_line_free (gpointer data)
{
  XyObjectionLine *line = data;

  g_free (line->who);
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

static gboolean
objection_fits (XyStore *store, const XyNoticeQuery *query, const XyObjection *objection)
{
  g_autofree char *who = query->text != NULL ? xy_objection_dup_who (store, objection) : NULL;

  return xy_notice_query_fits (query, who, objection->about);
}

static XyListAnswer *
objection_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) objections = xy_objection_list (store, NULL, FALSE, error);
  XyListAnswer *answer;

  for (guint i = objections != NULL ? objections->len : 0; i-- > 0;)
    if (!objection_fits (store, asked->data, objections->pdata[i]))
      g_ptr_array_remove_index (objections, i);
  if (objections != NULL)
    g_ptr_array_sort (objections, compare_objections);
  answer = xy_list_answer_new (xy_list_ids_of (objections, xy_list_record_id));
  for (guint i = 0; answer != NULL && i < objections->len; i++)
    answer->sums[0] += ((const XyObjection *) objections->pdata[i])->answered_on == NULL;
  return answer;
}

/* For each of LINES, NULL among them, the row of the notice in NOTICES at its place; SET puts it in. */
static void
add_notices (XyStore *store, GPtrArray *lines, const XyId *notices, void (*set) (gpointer line, XyNoticeRow *row))
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GPtrArray) rows = xy_notice_rows_get (store, notices, lines->len, today, NULL);

  for (guint i = 0; rows != NULL && i < lines->len; i++)
    if (lines->pdata[i] != NULL)
      set (lines->pdata[i], rows->pdata[i]);
}

static void
set_objection_row (gpointer line, XyNoticeRow *row)
{
  ((XyObjectionLine *) line)->row = row;
}

static GPtrArray *
objection_records (XyStore *store,
                   const XyListQuery *asked,
                   const XyId *ids,
                   guint n_ids,
                   GCancellable *cancellable,
                   GError **error)
{
  GPtrArray *lines = g_ptr_array_new ();
  g_autofree XyId *notices = g_new0 (XyId, n_ids);

  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (XyObjection) objection = xy_record_get (store, &xy_objection_type, &ids[i], NULL);
      XyObjectionLine *line = NULL;

      if (objection != NULL && !objection->record.deleted)
        {
          notices[i] = objection->notice;
          line = xy_objection_line_new (store, g_steal_pointer (&objection));
        }
      g_ptr_array_add (lines, line);
    }
  add_notices (store, lines, notices, set_objection_row);
  return lines;
}

XY_TEXT_GETTER (get_received, XyObjectionLine, objection->received_on)

const char *
xy_objection_line_who (const XyObjectionLine *line)
{
  return line->who != NULL ? line->who : _ ("unnamed");
}

static char *
get_objector (gconstpointer record)
{
  return g_strdup (xy_objection_line_who (record));
}

XY_TEXT_GETTER (get_about, XyObjectionLine, objection->about)

static char *
get_objected_title (gconstpointer record)
{
  const XyObjectionLine *line = record;

  return g_strdup (line->row != NULL ? line->row->title : NULL);
}

XY_TEXT_GETTER (get_answer_due, XyObjectionLine, objection->answer_due)
XY_TEXT_GETTER (get_answered, XyObjectionLine, objection->answered_on)

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
  { "name", N_ ("Objector"), 150, XY_COLUMN_TEXT, 0, get_objector, NULL },
  { "about", N_ ("What about"), 130, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_about, NULL },
  { "title", N_ ("Posted paper"), 130, XY_COLUMN_TEXT, 0, get_objected_title, NULL },
  { "due", N_ ("Answer by"), 96, XY_COLUMN_TEXT, 0, get_answer_due, NULL },
  { "answered", N_ ("Answered"), 96, XY_COLUMN_TEXT, 0, get_answered, NULL },
  { "state", N_ ("State"), 96, XY_COLUMN_PILL, 0, xy_objection_line_word, xy_objection_line_pill },
};
const guint xy_notice_n_objection_columns = G_N_ELEMENTS (xy_notice_objection_columns);

const XyListSource xy_notice_objection_source = {
  .ids = objection_ids,
  .records = objection_records,
  .free_record = xy_objection_line_free,
};

/* Documents */

static XyListAnswer *
document_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyNoticeQuery *query = asked->data;
  g_autoptr (GPtrArray) documents = xy_document_list (store, NULL, error);

  for (guint i = documents != NULL ? documents->len : 0; i-- > 0;)
    {
      const XyDocument *document = documents->pdata[i];
      g_autofree char *title = query->text != NULL ? xy_document_dup_title (document) : NULL;

      if (!xy_notice_query_fits (query, title, document->body))
        g_ptr_array_remove_index (documents, i);
    }
  return xy_list_answer_new (xy_list_ids_of (documents, xy_list_record_id));
}

static GPtrArray *
document_records (XyStore *store,
                  const XyListQuery *asked,
                  const XyId *ids,
                  guint n_ids,
                  GCancellable *cancellable,
                  GError **error)
{
  return xy_list_get_records (store, &xy_document_type, ids, n_ids);
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

/* As the paper has it, and not with the names of its fields. */
static char *
get_document_title (gconstpointer record)
{
  return xy_document_dup_title (record);
}

static char *
get_document_written (gconstpointer record)
{
  return xy_instant_format (((const XyDocument *) record)->written_at);
}

const XyColumn xy_notice_document_columns[] = {
  { "kind", N_ ("Kind"), 140, XY_COLUMN_TEXT, 0, get_document_kind, NULL },
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

static void
set_print_row (gpointer line, XyNoticeRow *row)
{
  ((XyPrintLine *) line)->row = row;
}

static XyListAnswer *
print_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyNoticeQuery *query = asked->data;

  return xy_list_answer_new (xy_paper_list_ids (store, query->text, error));
}

static GPtrArray *
print_records (XyStore *store,
               const XyListQuery *asked,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  GPtrArray *lines = g_ptr_array_new ();
  g_autofree XyId *notices = g_new0 (XyId, n_ids);

  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (XyPaperRecord) paper = xy_record_get (store, &xy_paper_record_type, &ids[i], NULL);
      XyPrintLine *line = NULL;

      if (paper != NULL)
        {
          const XyPaperKind *kind = xy_paper_kind_find (paper->kind);

          line = g_new0 (XyPrintLine, 1);
          line->is_public = kind != NULL && (kind->flags & XY_PAPER_PUBLIC) != 0;
          xy_paper_list_notice (store, &ids[i], &notices[i]);
          line->paper = g_steal_pointer (&paper);
        }
      g_ptr_array_add (lines, line);
    }
  add_notices (store, lines, notices, set_print_row);
  return lines;
}

static char *
get_print_at (gconstpointer record)
{
  return xy_instant_format (((const XyPrintLine *) record)->paper->at);
}

XY_TEXT_GETTER (get_print_number, XyPrintLine, paper->number)
XY_TEXT_GETTER (get_print_title, XyPrintLine, paper->title)

static char *
get_print_pages (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) ((const XyPrintLine *) record)->paper->pages);
}

XY_TEXT_GETTER (get_print_by, XyPrintLine, paper->by)

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

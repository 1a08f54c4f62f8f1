/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/paper-record.h"

#include <glib/gi18n-lib.h>

#include "core/attachment.h"
#include "core/store.h"

enum
{
  LAST_NUMBER,
  BY_NUMBER,
};

static const XySql statements[] = {
  [LAST_NUMBER] = { NULL,
                    "SELECT max (CAST (substr (number, length (?1) + 1) AS INTEGER)) FROM paper WHERE number > ?1"
                    " AND number < ?2",
                    NULL },
  [BY_NUMBER] = { &xy_paper_record_type, "WHERE t.number = ?1 AND t.del = 0 ORDER BY t.id DESC LIMIT 1", NULL },
};

static gboolean check (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "kind", N_ ("Paper"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, kind), XY_FIELD_REQUIRED },
  { "number", N_ ("Number"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, number), XY_FIELD_REQUIRED },
  { "title", N_ ("Title"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, title), XY_FIELD_REQUIRED },
  { "period", N_ ("Period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, period), 0 },
  { "at", N_ ("Printed at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPaperRecord, at), 0 },
  { "by", N_ ("Printed by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, by), 0 },
  { "pages", N_ ("Page count"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPaperRecord, pages), 0 },
  { "unmasked", N_ ("Printed in full because"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, unmasked), 0 },
  { "pdf", N_ ("Kept file"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, pdf), XY_FIELD_ATTACHMENT },
  { "bytes", N_ ("Size of the file"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPaperRecord, bytes), 0 },
  { "width", N_ ("Width"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPaperRecord, width), 0 },
  { "height", N_ ("Height"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPaperRecord, height), 0 },
  { "subject", N_ ("About"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPaperRecord, subject), 0 },
};

const XyRecordType xy_paper_record_type = {
  .table = "paper",
  .noun = N_ ("paper"),
  .topic = XY_TOPIC_PAPER,
  .merge = XY_MERGE_APPEND_ONLY,
  .permission = XY_MAY_PRINT,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_paper_record_get_type,
  .check = check,
};

XY_DEFINE_RECORD (XyPaperRecord, xy_paper_record)

/* No row without its file. */
static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyPaperRecord *paper = (const XyPaperRecord *) record;
  const char *path = xy_store_get_path (xy_txn_get_store (txn));
  g_autofree char *file = NULL;

  if (paper->pdf == NULL)
    return TRUE;
  file = xy_attachment_is_name (paper->pdf) ? xy_attachment_path (path, paper->pdf) : NULL;
  if (file != NULL && g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  xy_set_invalid (error, "pdf", _ ("The paper's file was not kept. Please print it again."));
  return FALSE;
}

char *
xy_paper_next_number (XyStore *store, const char *prefix, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autofree char *head = g_strdup_printf ("%s-%.4s-", prefix, today);
  g_autofree char *after = g_strconcat (head, ":", NULL); /* ':' follows '9' */
  gint64 last = 0;

  if (!xy_db_number (xy_store_get_db (store), statements[LAST_NUMBER].text, XY_BIND (XY_TEXT (head), XY_TEXT (after)),
                     &last, error))
    return NULL;
  return g_strdup_printf ("%s%04d", head, (int) last + 1);
}

XyPaperRecord *
xy_paper_register (XyTxn *txn, const XyPaperPrint *print, GError **error)
{
  g_autoptr (XyPaperRecord) paper = xy_record_new (&xy_paper_record_type);

  paper->number = xy_paper_next_number (xy_txn_get_store (txn), print->prefix, error);
  if (paper->number == NULL)
    return NULL;
  xy_set_str (&paper->kind, print->kind);
  xy_set_str (&paper->title, print->title);
  xy_set_str (&paper->period, print->period);
  xy_set_str (&paper->by, xy_txn_get_actor (txn)->name);
  xy_set_str (&paper->unmasked, print->unmasked);
  xy_set_str (&paper->pdf, print->pdf);
  paper->at = xy_txn_get_now (txn);
  paper->pages = print->pages;
  paper->bytes = print->bytes;
  paper->width = print->width;
  paper->height = print->height;
  paper->subject = print->subject;
  xy_txn_set_final (txn);
  return xy_record_save (txn, paper, error) ? g_steal_pointer (&paper) : NULL;
}

XyPaperRecord *
xy_paper_by_number (XyStore *store, const char *number, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (store, &xy_paper_record_type, statements[BY_NUMBER].text, XY_BIND (XY_TEXT (number)), error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return g_object_ref (list->pdata[0]);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no paper of the number %s."), number);
  return NULL;
}

const XySql *
xy_paper_record_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

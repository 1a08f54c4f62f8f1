/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/paper-record.h"

#include <glib/gi18n-lib.h>

#include "core/store.h"

static const XyField fields[] = {
  { "kind", N_ ("Paper"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, kind), XY_FIELD_REQUIRED },
  { "number", N_ ("Number"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, number), XY_FIELD_REQUIRED },
  { "title", N_ ("Title"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, title), XY_FIELD_REQUIRED },
  { "period", N_ ("Period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, period), 0 },
  { "at", N_ ("Printed at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPaperRecord, at), 0 },
  { "by", N_ ("Printed by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, by), 0 },
  { "pages", N_ ("Page count"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPaperRecord, pages), 0 },
  { "unmasked", N_ ("Printed in full because"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPaperRecord, unmasked), 0 },
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
};

XY_DEFINE_RECORD (XyPaperRecord, xy_paper_record)

char *
xy_paper_next_number (XyStore *store, const char *prefix, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autofree char *head = g_strdup_printf ("%s-%.4s-", prefix, today);
  g_autofree char *after = g_strconcat (head, ":", NULL); /* ':' follows '9' */
  gint64 last = 0;

  if (!xy_db_number (
          xy_store_get_db (store),
          "SELECT max (CAST (substr (number, length (?1) + 1) AS INTEGER)) FROM paper WHERE number > ?1 AND number < ?2",
          XY_BIND (XY_TEXT (head), XY_TEXT (after)), &last, error))
    return NULL;
  return g_strdup_printf ("%s%04d", head, (int) last + 1);
}

gboolean
xy_paper_register (XyTxn *txn,
                   const char *kind,
                   const char *prefix,
                   const char *title,
                   const char *period,
                   guint pages,
                   const char *unmasked,
                   char **number,
                   GError **error)
{
  g_autoptr (XyPaperRecord) paper = xy_record_new (&xy_paper_record_type);

  paper->number = xy_paper_next_number (xy_txn_get_store (txn), prefix, error);
  if (paper->number == NULL)
    return FALSE;
  xy_set_str (&paper->kind, kind);
  xy_set_str (&paper->title, title);
  xy_set_str (&paper->period, period);
  xy_set_str (&paper->by, xy_txn_get_actor (txn)->name);
  xy_set_str (&paper->unmasked, unmasked);
  paper->at = xy_txn_get_now (txn);
  paper->pages = pages;
  xy_txn_set_final (txn);
  if (!xy_record_save (txn, paper, error))
    return FALSE;
  *number = g_strdup (paper->number);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/document.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/document-table.h"
#include "core/normalize.h"
#include "core/record-check.h"
#include "core/store.h"
#include "core/template.h"

enum
{
  LIST,
  N_STATEMENTS,
};

static const XySql statements[] = {
  [LIST] = { &xy_document_type, "WHERE t.del = 0 AND (?1 IS NULL OR t.kind = ?1) ORDER BY t.written_at DESC, t.id",
             "a village writes some hundred documents in a year" },
};

/* How many titles a question names. */
#define MOST_NAMED 5

static const XyWord kinds[] = {
  { XY_DOCUMENT_ANNOUNCEMENT, N_ ("Announcement") },
  { XY_DOCUMENT_FINANCE, N_ ("Money and subsidies") },
  { XY_DOCUMENT_LETTER, N_ ("Letter to kin and friends") },
  { XY_DOCUMENT_PLEDGE, N_ ("Pledge") },
  { XY_DOCUMENT_AWARD, N_ ("Certificate of merit") },
  { XY_DOCUMENT_PLAQUE, N_ ("Plaque of honour") },
  { NULL, NULL },
};

static gboolean check (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, kind), XY_FIELD_REQUIRED, kinds },
  { "title", N_ ("Title"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, title), XY_FIELD_REQUIRED },
  { "addressee", N_ ("Addressee"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, addressee), 0 },
  { "body", N_ ("Text"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, body), XY_FIELD_LONG_TEXT },
  { "fields", N_ ("Fields"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, fields), XY_FIELD_LONG_TEXT },
  { "sheet", N_ ("Table"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, sheet), XY_FIELD_TABLE | XY_FIELD_PERSONAL },
  { "columns", N_ ("Columns of the table"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, columns), 0 },
  { "issuer", N_ ("Signed by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, issuer), 0 },
  { "day", N_ ("Date"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyDocument, day), 0 },
  { "notice_days", N_ ("Days of publicity"), XY_FIELD_INT, G_STRUCT_OFFSET (XyDocument, notice_days), 0 },
  { "contact", N_ ("Contact"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, contact), 0 },
  { "phone", N_ ("Supervision phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyDocument, phone), 0 },
  { "written_at", N_ ("Written at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyDocument, written_at), 0 },
};

const XyRecordType xy_document_type = {
  .table = "document",
  .noun = N_ ("document"),
  .topic = XY_TOPIC_DOCUMENT,
  .merge = XY_MERGE_DOCUMENT,
  .permission = XY_MAY_POST,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_document_get_type,
  .check = check,
};

XY_DEFINE_RECORD (XyDocument, xy_document)

static gboolean
check_braces (const XyDocument *document, GError **error)
{
  const char *const texts[] = { document->title, document->addressee, document->body, document->issuer };
  static const char *const names[] = { "title", "addressee", "body", "issuer" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) problem = NULL;
      if (xy_template_check (texts[i], &problem))
        continue;
      xy_set_invalid (error, names[i], "%s", problem->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  XyDocument *document = (XyDocument *) record;

  if (!xy_record_tidy (document, error) || !check_braces (document, error))
    return FALSE;
  if (xy_word_label (kinds, document->kind) == NULL)
    {
      xy_set_invalid (error, "kind", _ ("There is no document of the kind “%s”."), document->kind);
      return FALSE;
    }
  if (document->day != NULL && !xy_day_is_valid (document->day))
    {
      xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), document->day);
      return FALSE;
    }
  if (document->notice_days < 0 || document->notice_days > 366)
    {
      xy_set_invalid (error, "notice_days", _ ("A paper hangs from 1 to 366 days, or without a period."));
      return FALSE;
    }
  if (document->sheet == NULL)
    xy_set_str (&document->columns, NULL);
  if (!xy_document_table_check_uses (document->columns, error))
    return FALSE;
  document->written_at = xy_txn_get_now (txn);
  return TRUE;
}

const XyWord *
xy_document_kinds (void)
{
  return kinds;
}

XyDocument *
xy_document_from_template (const XyTemplate *template, gint64 days)
{
  XyDocument *document = xy_record_new (&xy_document_type);

  xy_set_str (&document->kind, template->kind);
  xy_set_str (&document->title, template->title);
  xy_set_str (&document->addressee, template->addressee);
  xy_set_str (&document->body, template->body);
  xy_set_str (&document->sheet, template->heads);
  xy_set_str (&document->issuer, template->issuer);
  document->notice_days = template->publicised ? days : 0;
  return document;
}

GPtrArray *
xy_document_list (XyStore *store, const char *kind, GError **error)
{
  return xy_record_list (store, &xy_document_type, statements[LIST].text, XY_BIND (XY_TEXT (kind)), error);
}

/* Those whose title has WANTED in it; only those whose title it is, where there are such. */
static GPtrArray *
find_by_title (XyStore *store, const char *wanted, GError **error)
{
  g_autoptr (GPtrArray) documents = xy_document_list (store, NULL, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) exact = g_ptr_array_new_with_free_func (g_object_unref);

  if (documents == NULL)
    return NULL;
  for (guint i = 0; i < documents->len; i++)
    {
      g_autofree char *title = xy_document_dup_title (documents->pdata[i]);
      if (strstr (title, wanted) != NULL)
        g_ptr_array_add (found, g_object_ref (documents->pdata[i]));
      if (g_str_equal (title, wanted))
        g_ptr_array_add (exact, g_object_ref (documents->pdata[i]));
    }
  return exact->len > 0 ? g_steal_pointer (&exact) : g_steal_pointer (&found);
}

XyDocument *
xy_document_find (XyStore *store, const char *text, GError **error)
{
  g_autofree char *wanted = xy_text_clean (text);
  g_autoptr (GPtrArray) found = NULL;
  XyId id;

  if (xy_id_from_text (wanted, &id))
    {
      g_autoptr (XyDocument) document = xy_record_get (store, &xy_document_type, &id, error);
      if (document != NULL && document->record.deleted)
        {
          g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The document “%s” was deleted."), document->title);
          return NULL;
        }
      return g_steal_pointer (&document);
    }

  found = find_by_title (store, wanted, error);
  if (found == NULL)
    return NULL;
  if (found->len == 1)
    return g_object_ref (found->pdata[0]);
  if (found->len == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no document “%s”."), wanted);
      return NULL;
    }

  g_autoptr (GString) titles = g_string_new (NULL);
  for (guint i = 0; i < MIN (found->len, MOST_NAMED); i++)
    {
      char id_text[XY_ID_TEXT_LENGTH + 1];
      const XyDocument *document = found->pdata[i];
      g_autofree char *title = xy_document_dup_title (document);
      xy_id_to_text (&document->record.id, id_text);
      g_string_append_printf (titles, "\n%s  %s", id_text, title);
    }
  xy_set_invalid (error, "document", _ ("“%s” may be one of several documents:%s"), wanted, titles->str);
  return NULL;
}

char *
xy_document_dup_title (const XyDocument *document)
{
  g_autoptr (GHashTable) values = xy_document_get_fields (document);

  return xy_template_fill (document->title, values, NULL);
}

GHashTable *
xy_document_get_fields (const XyDocument *document)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (document->fields != NULL ? document->fields : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      char *equals = strchr (*line, '=');
      if (equals == NULL || equals == *line || equals[1] == '\0')
        continue;
      g_hash_table_replace (values, g_strndup (*line, (gsize) (equals - *line)), g_strdup (equals + 1));
    }
  return values;
}

void
xy_document_set_field (XyDocument *document, const char *name, const char *value)
{
  g_auto (GStrv) lines = g_strsplit (document->fields != NULL ? document->fields : "", "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *clean = xy_text_clean (value), *head = g_strconcat (name, "=", NULL);

  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && !g_str_has_prefix (*line, head))
      g_string_append_printf (text, "%s\n", *line);
  if (clean[0] != '\0')
    g_string_append_printf (text, "%s%s\n", head, clean);
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  xy_set_str (&document->fields, text->len > 0 ? text->str : NULL);
}

const XySql *
xy_document_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/document-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/day.h"
#include "core/error.h"
#include "core/mask.h"
#include "core/number.h"
#include "core/template.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define LIST "{" XY_TEMPLATE_LIST "}"
#define BY_STROKES "姓氏笔画"

static char *
mask (const XyDocumentText *text, const char *words)
{
  return text->ask.unmasked ? g_strdup (words != NULL ? words : "") : xy_mask_text (words);
}

static void
set_value (XyDocumentText *text, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_hash_table_replace (text->values, g_strdup (name), g_strdup (value));
}

static void
set_days (XyDocumentText *text, const char *day, gint64 notice_days)
{
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];

  if (notice_days <= 0 || !xy_day_add (day, 1, from) || !xy_day_add (day, (int) notice_days, to))
    return;
  g_autofree char *span = xy_words_span (from, to), *first = xy_day_to_chinese (from), *last = xy_day_to_chinese (to);
  g_autofree char *days = g_strdup_printf ("%d", (int) notice_days), *count = xy_chinese_number ((int) notice_days);
  g_autofree char *period = g_strdup_printf ("%s（%s日）", span, count);

  set_value (text, "公示期", period);
  set_value (text, "公示起", first);
  set_value (text, "公示止", last);
  set_value (text, "天数", days);
  text->publicity = g_strdup_printf ("公示期：%s。", period);
}

static void
set_contact (XyDocumentText *text, const XyDocument *document)
{
  const XyVillage *village = text->village;
  const char *person = document->contact != NULL ? document->contact : village->contact;
  const char *own = document->phone != NULL ? document->phone : village->phone;
  g_autofree char *phone = own != NULL ? xy_words_phone (own) : NULL;
  g_autofree char *township = village->township_phone != NULL ? xy_words_phone (village->township_phone) : NULL;

  set_value (text, "联系人", person);
  set_value (text, "监督电话", phone);
  set_value (text, "镇监督电话", township);
  if (person != NULL)
    text->contact = g_strdup_printf ("联系人：%s", person);
  if (phone != NULL && township != NULL)
    text->phones = g_strdup_printf ("监督电话：（村）%s　（镇）%s", phone, township);
  else if (phone != NULL || township != NULL)
    text->phones = g_strdup_printf ("监督电话：%s", phone != NULL ? phone : township);
}

static void
set_values (XyDocumentText *text, const XyDocument *document)
{
  g_autoptr (GHashTable) fields = xy_document_get_fields (document);
  g_autofree char *printed = xy_day_from_instant (text->ask.printed_at);
  g_autofree char *committee = xy_village_committee (text->village);
  const char *day = document->day != NULL ? document->day : printed;
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *masked = mask (text, value);
      set_value (text, name, masked);
    }
  text->copies = g_strdup (g_hash_table_lookup (text->values, XY_TEMPLATE_COPIES));
  text->printer = g_strdup (g_hash_table_lookup (text->values, XY_TEMPLATE_PRINTER));
  if (text->copies != NULL && text->printer == NULL)
    text->printer = mask (text, document->issuer != NULL ? document->issuer : committee);
  text->of_committee = document->issuer == NULL || g_str_equal (document->issuer, committee);
  text->raw_issuer = mask (text, document->issuer != NULL ? document->issuer : committee);
  text->date = xy_day_to_chinese (day);
  set_value (text, "村名", text->village->name);
  set_value (text, "镇名", text->village->township);
  set_value (text, "县名", text->village->county);
  set_value (text, "村委会", committee);
  set_value (text, "日期", text->date);
  set_days (text, day, document->notice_days);
  set_contact (text, document);
  set_value (text, XY_TEMPLATE_LIST, LIST);
}

static void
fill (XyDocumentText *text)
{
  g_autofree char *addressee = NULL, *body = NULL;

  g_free (text->title);
  g_clear_pointer (&text->addressee, g_free);
  g_strfreev (text->paragraphs);
  text->title = xy_template_fill (text->raw_title, text->values, text->missing);
  addressee = xy_template_fill (text->raw_addressee, text->values, text->missing);
  if (addressee[0] != '\0')
    text->addressee = g_str_has_suffix (addressee, "：") || g_str_has_suffix (addressee, ":")
                          ? g_steal_pointer (&addressee)
                          : g_strconcat (addressee, "：", NULL);
  g_free (text->issuer);
  text->issuer = xy_template_fill (text->raw_issuer, text->values, text->missing);
  body = xy_template_fill (text->raw_body, text->values, text->missing);
  /* A text that ends in its own full stop, put into a sentence. */
  g_autoptr (GString) tidy = g_string_new (body);
  g_string_replace (tidy, "。。", "。", 0);
  text->paragraphs = g_strsplit (tidy->str, "\n", -1);
}

XyDocumentText *
xy_document_text_new (const XyDocumentSource *source, const XyPaperAsk *ask)
{
  XyDocumentText *text = g_new0 (XyDocumentText, 1);
  const XyDocument *document = source->document;

  text->ask = *ask;
  text->village = source->village;
  text->draft = source->draft;
  text->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  text->missing = g_ptr_array_new_with_free_func (g_free);
  text->table = xy_document_table_parse (document->sheet, document->columns);
  text->raw_title = mask (text, document->title);
  text->raw_addressee = mask (text, document->addressee);
  text->raw_body = mask (text, document->body);
  text->by_strokes = strstr (text->raw_body, BY_STROKES) != NULL;
  set_values (text, document);
  fill (text);
  return text;
}

void
xy_document_text_free (XyDocumentText *text)
{
  if (text == NULL)
    return;
  char *const texts[] = { text->raw_title, text->raw_addressee, text->raw_body, text->raw_issuer, text->title,
                          text->addressee, text->issuer,        text->date,     text->publicity,  text->contact,
                          text->phones,    text->copies,        text->printer };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (text->paragraphs);
  g_hash_table_unref (text->values);
  g_ptr_array_unref (text->missing);
  xy_document_table_free (text->table);
  g_free (text);
}

void
xy_document_text_fill_row (XyDocumentText *text, guint row)
{
  for (guint c = 0; c < text->table->n_columns; c++)
    {
      g_autofree char *value = xy_document_table_format (text->table, row, c, text->ask.unmasked);
      g_hash_table_remove (text->values, text->table->heads[c]);
      set_value (text, text->table->heads[c], value);
    }
  g_ptr_array_set_size (text->missing, 0);
  fill (text);
}

gboolean
xy_document_text_check (XyDocumentText *text, GError **error)
{
  if (text->draft)
    return TRUE;
  if (text->missing->len > 0)
    {
      g_ptr_array_add (text->missing, NULL);
      g_autofree char *names = g_strjoinv ("、", (char **) text->missing->pdata);
      g_ptr_array_set_size (text->missing, (int) text->missing->len - 1);
      xy_set_invalid (error, "fields", _ ("Please fill in first: %s."), names);
      return FALSE;
    }
  for (char **paragraph = text->paragraphs; !text->ask.unmasked && *paragraph != NULL; paragraph++)
    if (!xy_paper_check_masked (*paragraph, text->title, error))
      return FALSE;
  return xy_document_table_check_totals (text->table, error);
}

gboolean
xy_document_text_is_list (const char *paragraph)
{
  return g_str_equal (paragraph, LIST);
}

void
xy_document_text_set_furniture (const XyDocumentText *text, XyPaper *paper, const char *kind)
{
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = text->village->name,
                                                 .kind = kind,
                                                 .record_number = text->ask.number,
                                                 .printed_at = text->ask.printed_at });
}

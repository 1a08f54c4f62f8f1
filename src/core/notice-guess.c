/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/notice-guess.h"

#include <string.h>

#include "core/clock.h"
#include "core/day.h"
#include "core/notice-list.h"
#include "core/template.h"

#define MOST_BACK 24 /* periods before that of the print */

static gboolean
has_heads (const XyDocument *document, const char *heads)
{
  gsize length = heads != NULL ? strlen (heads) : 0;

  return length > 0 && document->sheet != NULL && g_str_has_prefix (document->sheet, heads)
         && (document->sheet[length] == '\n' || document->sheet[length] == '\0');
}

/* Whether DOCUMENT has the title that TEMPLATE gives with its fields. */
static gboolean
has_title (const XyDocument *document, const XyTemplate *template)
{
  g_autoptr (GHashTable) fields = xy_document_get_fields (document);
  g_autofree char *given = xy_template_fill (template->title, fields, NULL);
  g_autofree char *own = xy_document_dup_title (document);

  return g_str_equal (own, given);
}

char *
xy_notice_guess_item (const XyPublicityRules *rules,
                      GPtrArray *templates,
                      const XyPaperRecord *paper,
                      const XyDocument *document)
{
  const XyTemplate *found = NULL;

  for (guint i = 0; document != NULL && i < templates->len; i++)
    {
      const XyTemplate *template = templates->pdata[i];
      if (template->publishes == NULL || g_strcmp0 (template->kind, document->kind) != 0)
        continue;
      if (has_title (document, template))
        {
          found = template;
          break;
        }
      if (found == NULL && has_heads (document, template->heads))
        found = template;
    }
  if (found == NULL)
    return g_strdup (xy_notice_item_of_paper (rules, paper->kind));
  g_auto (GStrv) items = g_strsplit (found->publishes, " ", 2);
  return g_steal_pointer (&items[0]);
}

char *
xy_notice_guess_period (const XyPaperRecord *paper, const XyDocument *document)
{
  static const XySpan spans[] = { XY_SPAN_MONTH, XY_SPAN_QUARTER, XY_SPAN_YEAR };
  g_autoptr (GHashTable) fields = document != NULL ? xy_document_get_fields (document) : NULL;
  const char *words = fields != NULL ? g_hash_table_lookup (fields, XY_TEMPLATE_PERIOD) : NULL;
  g_autofree char *printed = xy_day_from_instant (paper->at);

  if (paper->period != NULL)
    return g_strdup (paper->period);
  for (guint s = 0; words != NULL && s < G_N_ELEMENTS (spans); s++)
    {
      g_autofree char *now = xy_period_of (printed, spans[s]);
      for (int back = 0; back <= MOST_BACK; back++)
        {
          g_autofree char *period = xy_period_move (now, -back);
          g_autofree char *chinese = period != NULL ? xy_period_to_chinese (period) : NULL;
          if (g_strcmp0 (chinese, words) == 0)
            return g_steal_pointer (&period);
        }
    }
  return NULL;
}

XyDocument *
xy_notice_guess_document (XyStore *store, const XyPaperRecord *paper)
{
  if (xy_word_label (xy_document_kinds (), paper->kind) == NULL || xy_id_is_none (&paper->subject))
    return NULL;
  return xy_record_get (store, &xy_document_type, &paper->subject, NULL);
}

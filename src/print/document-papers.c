/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/document-papers.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"

static const struct
{
  const char *kind;
  XyDocumentMake make;
} makers[] = {
  { XY_DOCUMENT_ANNOUNCEMENT, xy_announcement_make },
  { XY_DOCUMENT_FINANCE, xy_finance_make },
  { XY_DOCUMENT_LETTER, xy_letter_make },
  { XY_DOCUMENT_PLEDGE, xy_pledge_make },
  { XY_DOCUMENT_AWARD, xy_award_make },
  { XY_DOCUMENT_PLAQUE, xy_plaque_make },
};

static XyPaper *
make_checked (const XyDocumentSource *source, const XyPaperAsk *ask, XyDocumentMake make, GError **error)
{
  g_autoptr (XyDocumentText) text = xy_document_text_new (source, ask);

  return make (text, error);
}

XyPaper *
xy_document_paper_new (const XyDocumentSource *source, const XyPaperAsk *ask, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if (g_strcmp0 (makers[i].kind, source->document->kind) == 0)
      return make_checked (source, ask, makers[i].make, error);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no document of the kind “%s”."),
               source->document->kind);
  return NULL;
}

XyPaper *
xy_document_paper_load (XyStore *store, const XyPaperAsk *ask, XyDocumentMake make, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (XyDocument) document =
      village != NULL ? xy_record_get (store, &xy_document_type, &ask->record, error) : NULL;

  if (document == NULL)
    return NULL;
  if (document->record.deleted)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The document “%s” was deleted."), document->title);
      return NULL;
    }
  return make_checked (&(XyDocumentSource){ .document = document, .village = village }, ask, make, error);
}

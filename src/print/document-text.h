/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-text: a document as it stands on paper: its placeholders filled, its numbers masked, its days worked out.
 *
 * Masked are the texts that somebody typed and the table; telephones of the office come after that and stand in full,
 * in groups that can be read out.
 */
#pragma once

#include "core/document-table.h"
#include "core/document.h"
#include "core/village.h"
#include "print/papers.h"

G_BEGIN_DECLS

/* Where a document's paper comes from. */
typedef struct
{
  const XyDocument *document;
  const XyVillage *village;
  gboolean draft; /* while it is written: what is not filled in yet shows as 【name】 */
} XyDocumentSource;

typedef struct
{
  XyPaperAsk ask;
  const XyVillage *village; /* borrowed */
  gboolean draft;
  GHashTable *values; /* of the placeholders */
  GPtrArray *missing; /* names of those that nothing fills */
  XyDocumentTable *table;
  gboolean by_strokes;                                     /* the text itself says 按姓氏笔画 */
  char *raw_title, *raw_addressee, *raw_body, *raw_issuer; /* masked, with placeholders */
  double pitch;                                            /* of a grid of characters, points; 0: none */
  gboolean on_lines;                                       /* the paper has a grid of lines too */

  char *title;
  char *addressee;   /* with its colon; NULL: none */
  char **paragraphs; /* {名单} alone in one stays as it is */
  char *issuer;
  gboolean of_committee; /* so that there is a seal */
  char *date;            /* 2026年11月22日 */
  char *publicity;       /* 公示期：…; NULL: none */
  char *contact;         /* 联系人：…; NULL: none */
  char *phones;          /* 监督电话：…; NULL: none */
  char *copies;          /* of the 版记, which an official paper has that gives 抄送 or 印发机关; NULL: none */
  char *printer;         /* 印发机关; NULL: no 版记 */
} XyDocumentText;

/* ASK's texts must live as long as the result, which is for one paper. Returns: (transfer full). */
XyDocumentText *xy_document_text_new (const XyDocumentSource *source, const XyPaperAsk *ask);
void xy_document_text_free (XyDocumentText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyDocumentText, xy_document_text_free)

/* Fills the placeholders anew, those named like the table's heads from ROW: one certificate for each row. */
void xy_document_text_fill_row (XyDocumentText *text, guint row);

/* INVALID, with their names, where placeholders are not filled; CONFLICT where a total is wrong; not in a draft. */
gboolean xy_document_text_check (XyDocumentText *text, GError **error);

gboolean xy_document_text_is_list (const char *paragraph);

/* The small line at the foot of its paper; KIND names it. */
void xy_document_text_set_furniture (const XyDocumentText *text, XyPaper *paper, const char *kind);

G_END_DECLS

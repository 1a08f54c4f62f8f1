/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-papers: the papers of the office's own documents (core/document.h). A document's kind is the name of its
 * paper. The dialog in which it is written shows the same paper as a draft.
 */
#pragma once

#include "print/document-text.h"

G_BEGIN_DECLS

/* The paper of SOURCE, by its kind. Returns: (transfer full). */
XyPaper *xy_document_paper_new (const XyDocumentSource *source, const XyPaperAsk *ask, GError **error);

/* Each a paper of ASK's record in its file. */
extern const XyPaperKind xy_announcement_paper; /* 公告, 公示 */
extern const XyPaperKind xy_finance_paper;      /* 财务、补贴公示 */
extern const XyPaperKind xy_letter_paper;       /* 告亲友书, 一封信 */
extern const XyPaperKind xy_pledge_paper;       /* 承诺书 */
extern const XyPaperKind xy_award_paper;        /* 奖状 */
extern const XyPaperKind xy_plaque_paper;       /* 荣誉牌 */

/* For the papers' own files. */
typedef XyPaper *(*XyDocumentMake) (XyDocumentText *text, GError **error);
XyPaper *xy_document_paper_load (XyStore *store, const XyPaperAsk *ask, XyDocumentMake make, GError **error);

XyPaper *xy_announcement_make (XyDocumentText *text, GError **error);
XyPaper *xy_finance_make (XyDocumentText *text, GError **error);
XyPaper *xy_letter_make (XyDocumentText *text, GError **error);
XyPaper *xy_pledge_make (XyDocumentText *text, GError **error);
XyPaper *xy_award_make (XyDocumentText *text, GError **error);
XyPaper *xy_plaque_make (XyDocumentText *text, GError **error);

G_END_DECLS

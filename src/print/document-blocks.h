/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-blocks: the parts that papers of the office's own documents share. K is the scale: 1 is what GB/T 9704-2012
 * asks on A4, 仿宋 of 16 points, a line of 28.99.
 */
#pragma once

#include "print/document-text.h"

G_BEGIN_DECLS

/* Margins 37, 28, 26 and 35 mm as on an official paper, in proportion on other sheets. */
XyPageSetup xy_document_page_setup (XyPageSize size, gboolean landscape);

/* One paragraph, two characters in: what begins with 一、 has its head in 黑体, with （一） in 楷体. */
void xy_document_add_paragraph (XyPaper *paper, const XyDocumentText *text, const char *words, double k);

/* Words at the left margin: 全体村民： */
void xy_document_add_addressee (XyPaper *paper, const XyDocumentText *text, double k);

/* The table of the text; where it is one column of names, several beside each other. A table without rows says so. */
void xy_document_add_table (XyPaper *paper, const XyDocumentText *text, double k);

/* Addressee, paragraphs, the table in its place, 公示期 and contact before the closing line. */
void xy_document_add_body (XyPaper *paper, const XyDocumentText *text, double k);

/* Room for the seal as it was chosen; none where it is not the committee that signs. */
void xy_document_set_seal (XyBlock *signature, const XyDocumentText *text);

/* 落款 and date, with room for the seal. */
void xy_document_add_signature (XyPaper *paper, const XyDocumentText *text, double k);

/* Orders of the rows: as they were given, 姓氏笔画. */
extern const XyPaperOrder xy_document_orders[];

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document: what the office writes itself: 公告, 公示, 告亲友书, 承诺书, 奖状, 荣誉牌.
 *
 * Title, addressee and body may hold placeholders in braces, {会议时间} (template.h). Some the program fills when the
 * paper is made (the village's name, the days of the 公示期); the others are fields of the document, one line each in
 * `fields`, "会议时间=11月25日晚上7点". A body is paragraphs, one a line. A paragraph that is only {名单} is where the
 * table stands.
 *
 * The table is text: rows apart by line feeds, cells by tabs, the first row the heads (document-table.h).
 */
#pragma once

#include "core/act.h"
#include "core/record.h"
#include "core/template.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyDocument, xy_document)

struct _XyDocument
{
  XyRecord record;
  char *kind; /* the name of its paper in print/papers.h, one of those below */
  char *title;
  char *addressee;    /* 全体村民 */
  char *body;         /* paragraphs */
  char *fields;       /* name=value, one a line */
  char *sheet;        /* the table; NULL: none */
  char *columns;      /* what is done with its columns: "show,show,mask,hide"; NULL: as the program guesses */
  char *issuer;       /* who signs; NULL: the village committee */
  char *day;          /* date of the paper; NULL: the day it is printed */
  gint64 notice_days; /* 公示期, from the day after; 0: none */
  char *contact;      /* NULL: the village's */
  char *phone;        /* supervision telephone; NULL: the village's */
  gint64 written_at;  /* instant of the last change */
};

#define XY_DOCUMENT_ANNOUNCEMENT "announcement"
#define XY_DOCUMENT_FINANCE "finance"
#define XY_DOCUMENT_LETTER "letter"
#define XY_DOCUMENT_PLEDGE "pledge"
#define XY_DOCUMENT_AWARD "award"
#define XY_DOCUMENT_PLAQUE "plaque"

/* What people call the kinds, ended by a value of NULL. */
const XyWord *xy_document_kinds (void);

/* Live documents of KIND (NULL: all), the last written first. Returns: (transfer full) array of XyDocument. */
GPtrArray *xy_document_list (XyStore *store, const char *kind, GError **error);

/*
 * The document that TEXT means: its id, or words that stand in the title of only one. INVALID with the titles among
 * which to choose, NOT_FOUND. Returns: (transfer full).
 */
XyDocument *xy_document_find (XyStore *store, const char *text, GError **error);

/* A new one as TEMPLATE begins it; what is publicised hangs for DAYS. Returns: (transfer full). */
XyDocument *xy_document_from_template (const XyTemplate *template, gint64 days);

/* The title with the document's own fields filled in: 关于召开村民代表会议的通知. (transfer full) */
char *xy_document_dup_title (const XyDocument *document);

/* Values of `fields`, by name. Returns: (transfer full) of char * to char *. */
GHashTable *xy_document_get_fields (const XyDocument *document);

/* Sets one on a copy; VALUE NULL or "" takes it away. */
void xy_document_set_field (XyDocument *document, const char *name, const char *value);

/* For the test of every statement. */
const XySql *xy_document_statements (guint *n);

G_END_DECLS

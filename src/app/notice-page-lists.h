/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice-page-lists: what the tables of the page 公示栏 ask and show: what is due, what hangs and what came down
 * (records XyNoticeRow), and in notice-page-records.c objections (XyObjectionLine), documents (XyDocument) and the
 * register of prints (XyPrintLine).
 */
#pragma once

#include "app/table.h"
#include "core/document.h"
#include "core/notice-list.h"
#include "core/paper-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *text; /* NULL: all; lower case */
} XyNoticeQuery;

XyNoticeQuery *xy_notice_query_new (const char *text);
void xy_notice_query_free (gpointer query);
/* Whether what QUERY looks for stands in TEXT or MORE; both may be NULL. */
gboolean xy_notice_query_fits (const XyNoticeQuery *query, const char *text, const char *more);

/* An objection with the notice that it is about. */
typedef struct
{
  XyObjection *objection;
  char *who; /* NULL: unnamed */
  XyNoticeRow *row;
  char *today;
} XyObjectionLine;

/* On the worker's thread; the row is the caller's to set. OBJECTION: (transfer full). */
XyObjectionLine *xy_objection_line_new (XyStore *store, XyObjection *objection);
void xy_objection_line_free (gpointer line);
/* The name, or that there is none; borrowed. */
const char *xy_objection_line_who (const XyObjectionLine *line);

/* A print with the notice that it became. */
typedef struct
{
  XyPaperRecord *paper;
  XyNoticeRow *row;   /* NULL: it is on no board */
  gboolean is_public; /* may hang on a board */
} XyPrintLine;

extern const XyListSource xy_notice_due_source;
extern const XyListSource xy_notice_hanging_source;
extern const XyListSource xy_notice_down_source;
extern const XyListSource xy_notice_objection_source;
extern const XyListSource xy_notice_document_source;
extern const XyListSource xy_notice_print_source;

extern const XyColumn xy_notice_due_columns[];
extern const guint xy_notice_n_due_columns;
extern const XyColumn xy_notice_hanging_columns[];
extern const guint xy_notice_n_hanging_columns;
extern const XyColumn xy_notice_down_columns[];
extern const guint xy_notice_n_down_columns;
extern const XyColumn xy_notice_objection_columns[];
extern const guint xy_notice_n_objection_columns;
extern const XyColumn xy_notice_document_columns[];
extern const guint xy_notice_n_document_columns;
extern const XyColumn xy_notice_print_columns[];
extern const guint xy_notice_n_print_columns;

/* How a line stands: its word (transfer full) and its sign. Records XyNoticeRow. */
char *xy_notice_row_word (gconstpointer row);
XyPillKind xy_notice_row_pill (gconstpointer row);
/* Records XyObjectionLine. */
char *xy_objection_line_word (gconstpointer line);
XyPillKind xy_objection_line_pill (gconstpointer line);

/* What kind of document it is, 公告; translated, static. */
const char *xy_notice_document_kind (const XyDocument *document);

/* 还有 3 天, 今天, 过期 2 天; "" where the row has no day. Returns: (transfer full). */
char *xy_notice_row_left (const XyNoticeRow *row);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * template: texts to begin a document with, and the placeholders in them. Data, not code: data/rules/templates.json,
 * dated; a village's own lie in <data folder>/rules/templates.json, which adds to it and replaces those of the same id.
 *
 * A placeholder is a name in braces, "{会议时间}", and the name is what the form calls the field. Some names the
 * program fills itself when the paper is made: xy_template_builtins(). A paper with a placeholder that nothing fills is
 * not printed.
 */
#pragma once

#include "core/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *kind;  /* of the document: XY_DOCUMENT_… */
  char *name;  /* what it is called in the list: 召开会议的通知 */
  char *about; /* a sentence: when it is used */
  char *basis; /* which law or custom it follows; may be NULL, as may all after it */
  char *title;
  char *addressee;
  char *body;
  char *heads;         /* first row of its table, with tabs */
  char *issuer;        /* who signs; NULL: the village committee */
  char *publishes;     /* keys of the matters that are published with it (publicity.h), apart by spaces */
  gboolean publicised; /* hangs for the days of a 公示期 */
} XyTemplate;

void xy_template_free (XyTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyTemplate, xy_template_free)

/* All, in the order of the file. STORE lends its JSON reader. Returns: (transfer full) array of XyTemplate. */
GPtrArray *xy_template_list (XyStore *store, GError **error);

/* One of them; NOT_FOUND. Returns: (transfer full). */
XyTemplate *xy_template_get (XyStore *store, const char *id, GError **error);

/*
 * The one of TEMPLATES that publishes the matter ITEM on a paper of KIND, or the first of that kind; NULL where there
 * is none. Borrowed.
 */
const XyTemplate *xy_template_for_item (GPtrArray *templates, const char *item, const char *kind);

/* Fields that are no placeholders: the 版记 of an official paper (GB/T 9704-2012, 7.4). */
#define XY_TEMPLATE_COPIES "抄送"
#define XY_TEMPLATE_PRINTER "印发机关"

#define XY_TEMPLATE_PERIOD "时期" /* the field for the time that is published: 2026年第三季度 */

/* Names that the program fills, NULL-terminated. Static. */
const char *const *xy_template_builtins (void);

#define XY_TEMPLATE_LIST "名单" /* the place of the table */

/* INVALID where a brace is open, empty or holds more than a name. TEXT may be NULL. */
gboolean xy_template_check (const char *text, GError **error);

/* Adds the names in TEXT (may be NULL) to NAMES, an array of char * that frees them, each once. */
void xy_template_add_names (const char *text, GPtrArray *names);

/*
 * TEXT with its placeholders filled from VALUES (name to text). What has no value stands as "【name】", and its name is
 * added to MISSING (may be NULL), an array of char * that frees them. (transfer full)
 */
char *xy_template_fill (const char *text, GHashTable *values, GPtrArray *missing);

/* For the test of every statement. */
const XySql *xy_template_statements (guint *n);

G_END_DECLS

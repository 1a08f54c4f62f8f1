/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-template: texts to begin a bylaw with: the whole one with its headings (nine as in Xiangtan, or the five of
 * 民发〔2018〕144号), and those on a single matter ("1+N"). Data, not code: data/rules/bylaw-templates.json, dated; a
 * newer edition in the data folder's rules holds instead. Each passes the lint (bylaw-lint.h), which a test looks at.
 *
 * The text is one for xy_bylaw_text_parse(); {村名} in it is for xy_template_fill() (template.h).
 */
#pragma once

#include "core/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *key;
  gboolean general; /* the whole bylaw, not one matter */
  char *name;       /* what it is called in the list: 移风易俗 */
  char *about;      /* a sentence: what is in it */
  char *source;     /* whose headings they are; NULL: nobody's */
  char *text;
} XyBylawTemplate;

void xy_bylaw_template_free (XyBylawTemplate *template);

/*
 * All, in the order of the file, the whole ones first. STORE lends its JSON reader and may be NULL. PROBLEM (may be
 * NULL) gets a sentence about a newer edition that cannot be used, or NULL. Returns: (transfer full): array of
 * XyBylawTemplate.
 */
GPtrArray *xy_bylaw_template_list (XyStore *store, char **problem, GError **error);

/* For the test of every statement. */
const XySql *xy_bylaw_template_statements (guint *n);

G_END_DECLS

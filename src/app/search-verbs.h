/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * search-verbs: what the pages do, found by what somebody types: the words of a button, or what else people call it,
 * in Chinese, by pinyin or by its initials ("打印红榜", "dyhb").
 */
#pragma once

#include "app/pages.h"

G_BEGIN_DECLS

typedef struct
{
  const XyPageEntry *page;
  const XyPageVerb *verb;
  int rank; /* as xy_find_pattern_match() */
} XyVerbHit;

typedef struct _XySearchVerbs XySearchVerbs;

XySearchVerbs *xy_search_verbs_new (void);
void xy_search_verbs_free (XySearchVerbs *verbs);

/* Those of ENTRY, which is static. */
void xy_search_verbs_add (XySearchVerbs *verbs, const XyPageEntry *entry);

/*
 * At most LIMIT for TEXT, the best first. Letters must begin a word, or half of the verbs would stand before a person
 * whose initials were typed. Returns: (transfer full) array of XyVerbHit.
 */
GArray *xy_search_verbs_find (XySearchVerbs *verbs, const char *text, guint limit);

G_END_DECLS

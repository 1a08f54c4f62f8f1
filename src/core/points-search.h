/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-search: rules and entries of points by what somebody types, for the search box.
 *
 * What is typed is split as find.h does, and all its parts must be found: in a rule's name, its pinyin, its initials or
 * its code; of an entry also in what it is for, and in the name, pinyin and number of its household. Rules are looked
 * for in their newest version. Entries are looked for among the newest of the village only, so that a letter typed is
 * answered at once however long the ledger is; all of them has the ledger's own filter (points-list.h).
 */
#pragma once

#include "core/record.h"
#include "core/store.h"

G_BEGIN_DECLS

/* So many entries, the newest, are looked at. */
#define XY_POINTS_SEARCH_NEWEST 2000

typedef struct
{
  gboolean is_rule; /* otherwise an entry */
  XyId id;
  char *title; /* 义务清扫 +1.0 */
  char *more;  /* of a rule its code and category, of an entry day, household, number */
} XyPointsHit;

void xy_points_hit_free (XyPointsHit *hit);

/* At most LIMIT hits: up to half of them rules, in the scheme's order, then entries, newest first. What is undone is
 * left out. (transfer full) array of XyPointsHit. */
GPtrArray *xy_points_search (XyStore *store, const char *text, guint limit, GError **error);

const XySql *xy_points_search_statements (guint *n);

G_END_DECLS

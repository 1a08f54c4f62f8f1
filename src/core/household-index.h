/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household-index: which household a line of a list means, for lists of hundreds of lines: the roster is read once.
 *
 * A line says a number ("3-016", "3-16", or "16" of a group), a name (of the head, else of a member), or both, and
 * maybe the group. Several may be found: the person chooses among them by group, head and door number. Households that
 * moved away, and members who died, are found too where nobody else is, so that it can be said what became of them.
 */
#pragma once

#include "core/record.h"
#include "core/store.h"

G_BEGIN_DECLS

/* One household; all texts but number may be NULL. */
typedef struct
{
  XyId id;
  XyId unit;
  XyId head_id;
  const char *number;
  const char *head;
  const char *unit_name;
  const char *unit_key;
  const char *address;
  gboolean live;
} XyHouseholdCard;

typedef struct
{
  const XyHouseholdCard *card;
  XyId person;      /* who was named, where he is in the roster */
  const char *name; /* his, where he is not the head; NULL otherwise */
  gboolean live;    /* the household lives here, and so does he */
} XyHouseholdMatch;

typedef struct _XyHouseholdIndex XyHouseholdIndex;

XyHouseholdIndex *xy_household_index_new (XyStore *store, GError **error);
void xy_household_index_free (XyHouseholdIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHouseholdIndex, xy_household_index_free)

/*
 * Those that are meant; NUMBER, NAME and GROUP may be NULL. Where both are said, NUMBER finds and NAME must be of the
 * household. Households whose head has the name come before, and instead of, those where a member has it.
 * Returns: (transfer full) array of XyHouseholdMatch, in the order of the walk; empty where none is.
 */
GArray *
xy_household_index_find (const XyHouseholdIndex *index, const char *number, const char *name, const char *group);

/* NULL where there is none. */
const XyHouseholdCard *xy_household_index_get (const XyHouseholdIndex *index, const XyId *id);

/* "3组 · 3-016 · 曾国强 · 塘坳12号": to choose by. (transfer full) */
char *xy_household_match_describe (const XyHouseholdMatch *match);

/* Why none was found, in a sentence; the arguments are those of xy_household_index_find(). (transfer full) */
char *
xy_household_index_explain (const XyHouseholdIndex *index, const char *number, const char *name, const char *group);

const XySql *xy_household_index_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-match: the village's roster as an import looks at it, and which of its people and households those of the file
 * are. Not for use outside src/tabular; the rules are told in roster-plan.h.
 */
#pragma once

#include "core/store.h"
#include "tabular/roster-read.h"

G_BEGIN_DECLS

/* The fields of a person that a file may say, and where they are stored. */
typedef struct
{
  XyRosterField field;
  const char *column;
} XyRosterStored;

enum
{
  XY_STORED_NAME,
  XY_STORED_RELATION,
  XY_STORED_ID_NUMBER,
  XY_STORED_BIRTHDAY,
  XY_STORED_N = 13
};

/* In the order of XY_STORED_*. */
extern const XyRosterStored xy_roster_person_fields[XY_STORED_N];

typedef struct
{
  XyId id;
  guint household; /* index, or XY_ROSTER_NOBODY */
  guint next;      /* in the same household */
  guint row;       /* of the file, or XY_ROSTER_NOBODY */
  gboolean live;
  gboolean is_head;
  const char *state;
  const char *value[XY_STORED_N];
} XyStoredPerson;

typedef struct
{
  XyId id;
  XyId unit;
  XyId head;
  const char *number;
  const char *head_name;
  const char *unit_key; /* NULL for none */
  const char *unit_name;
  const char *address;
  const char *phone;
  const char *bank;
  const char *category;
  const char *note;
  gboolean live;
  guint first, last; /* persons, or XY_ROSTER_NOBODY */
  guint n_live;      /* persons */
  guint taken;       /* household of the file, or XY_ROSTER_NOBODY */
} XyStoredHousehold;

typedef struct _XyRosterMatch
{
  XyRosterRead *read;
  GArray *persons;    /* of XyStoredPerson */
  GArray *households; /* of XyStoredHousehold */
  guint *person_of;   /* by row: index into persons, or XY_ROSTER_NOBODY */
  guint *household_of;
  const char **number_of; /* by household of the file: its number as it would be stored, or NULL */
  GHashTable *numbers;    /* exact number → index into households + 1 */
  GStringChunk *texts;
  gint64 last_op; /* the roster as it was then */
} XyRosterMatch;

XyRosterMatch *xy_roster_match_new (XyStore *store, XyRosterRead *read, GError **error);
void xy_roster_match_free (XyRosterMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRosterMatch, xy_roster_match_free)

gboolean xy_roster_match_last_op (XyStore *store, gint64 *last, GError **error);

#define xy_stored_person(match, index) (&g_array_index ((match)->persons, XyStoredPerson, index))
#define xy_stored_household(match, index) (&g_array_index ((match)->households, XyStoredHousehold, index))

/* Whether STORED is the number that the household of the file has: "3-5" and "3-005" are one. */
gboolean xy_roster_same_number (const XyRosterMatch *match, guint household, const char *stored);

const XySql *xy_roster_match_statements (guint *n);

G_END_DECLS

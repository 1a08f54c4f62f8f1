/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-list: households and persons as a page or a spreadsheet shows them. First the ids of all that a filter finds,
 * packed; then the lines of those that are looked at. What is typed finds as find.h says; a household is found by its
 * members too.
 */
#pragma once

#include "core/household.h"
#include "core/person.h"

G_BEGIN_DECLS

typedef enum
{
  XY_WHO_LIVE, /* in the village or away for work */
  XY_WHO_HERE,
  XY_WHO_AWAY,
  XY_WHO_LEFT, /* moved, merged, ended; moved or dead */
  XY_WHO_ALL,
} XyRosterWho;

/* All that is NULL or none does not filter. */
typedef struct
{
  const char *text;
  XyId unit; /* with the units below */
  XyId tag;
  XyRosterWho who;
} XyRosterFilter;

typedef enum
{
  XY_HOUSEHOLDS_BY_NUMBER,
  XY_HOUSEHOLDS_BY_GROUP,
  XY_HOUSEHOLDS_BY_HEAD, /* 姓氏笔画 */
  XY_HOUSEHOLDS_BY_PEOPLE,
  XY_HOUSEHOLDS_BY_POINTS,
  XY_HOUSEHOLDS_BY_STATE,
  XY_HOUSEHOLDS_BY_GROUP_AND_HEAD, /* 姓氏笔画 within each group, as on paper */
  XY_HOUSEHOLDS_BY_PINYIN,         /* of the head */
  XY_HOUSEHOLDS_N_ORDERS,
} XyHouseholdOrder;

typedef enum
{
  XY_PERSONS_BY_HOUSEHOLD,
  XY_PERSONS_BY_GROUP,
  XY_PERSONS_BY_NAME, /* 姓氏笔画 */
  XY_PERSONS_BY_SEX,
  XY_PERSONS_BY_AGE, /* the youngest first, unknown birthdays last */
  XY_PERSONS_BY_STATE,
  XY_PERSONS_BY_PINYIN,
  XY_PERSONS_N_ORDERS,
} XyPersonOrder;

/*
 * REVERSED turns the order round. PEOPLE (may be NULL) is how many live in the households that were found.
 * Returns: (transfer full) array of XyId.
 */
GArray *xy_household_list_ids (XyStore *store,
                               const XyRosterFilter *filter,
                               XyHouseholdOrder order,
                               gboolean reversed,
                               gint64 *people,
                               GError **error);
GArray *xy_person_list_ids (XyStore *store,
                            const XyRosterFilter *filter,
                            XyPersonOrder order,
                            gboolean reversed,
                            GError **error);

/* Phones and ID numbers are whole here; whoever shows them masks them. */
typedef struct
{
  XyHousehold *household;
  char *unit_name; /* "3组"; may be NULL, as may the next two */
  char *phone;     /* the household's, or else its head's */
  char *tags;      /* "党员户、脱贫户" */
  gint64 people;
  gint64 points; /* hundredths */
  guint n_problems;
} XyHouseholdRow;

typedef struct
{
  XyPerson *person;
  char *unit_name; /* may be NULL, as may the next three */
  char *head_name;
  char *number; /* of the household */
  char *tags;
} XyPersonRow;

void xy_household_row_free (XyHouseholdRow *row);
void xy_person_row_free (XyPersonRow *row);

/* The lines of IDS in their order, NULL for one that is gone. Returns: (transfer full) array of N rows or NULL. */
GPtrArray *xy_household_list_rows (XyStore *store, const XyId *ids, guint n, GError **error);
GPtrArray *xy_person_list_rows (XyStore *store, const XyId *ids, guint n, GError **error);

/* The people in the households IDS, and what these have in the ledger. */
gboolean
xy_household_list_sum (XyStore *store, const XyId *ids, guint n, gint64 *people, gint64 *points, GError **error);

const XySql *xy_roster_list_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household-overview: everything about one household, for the screen and the paper 本户信息 that a person may ask for
 * (个人信息保护法, art. 45).
 */
#pragma once

#include "core/event.h"
#include "core/household.h"
#include "core/hygiene-slip.h"
#include "core/hygiene-trend.h"
#include "core/points-entry.h"

G_BEGIN_DECLS

/* Who was a member once. */
typedef struct
{
  XyPerson *person;
  char *what;  /* translated: died, moved out, or the event by which he left */
  char *day;   /* may be NULL */
  char *where; /* the household he is in now; may be NULL */
} XyFormerMember;

/* A household that was merged into this one and whose ledger stays its own. */
typedef struct
{
  XyId id;
  char *name;
  gint64 total; /* hundredths */
} XyMergedHousehold;

typedef struct
{
  XyHousehold *household;
  char *unit_path;     /* 3组 / 塘坳屋场; may be NULL */
  GPtrArray *members;  /* XyPerson, the head first */
  GPtrArray *former;   /* XyFormerMember */
  GPtrArray *tags;     /* XyTag */
  GPtrArray *events;   /* XyEventLine, newest first */
  GPtrArray *entries;  /* XyPointsEntry, newest first; undone ones left out */
  GPtrArray *merged;   /* XyMergedHousehold */
  GPtrArray *problems; /* XyProblem */
  GPtrArray *stays;    /* XyHygieneStay: its last rounds of hygiene, newest first */
  GPtrArray *slips;    /* XyHygieneSlipRow: its last slips, newest first */
  gint64 total;        /* 累计, hundredths; without those of merged households */
  gint64 current;      /* 本期 */
  gint64 spend;        /* 可兑; less than 0: 待抵扣 (points-balance.h) */
  guint n_pending;     /* registered and not yet booked: how many, and what they come to */
  gint64 pending;
  char *period; /* "2026Q4", or "2026-11" where points are posted by the month */
} XyHouseholdOverview;

void xy_household_overview_free (XyHouseholdOverview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHouseholdOverview, xy_household_overview_free)

/* With at most N_ENTRIES of the ledger. Returns: (transfer full), NULL with NOT_FOUND or an error of the file. */
XyHouseholdOverview *xy_household_load_overview (XyStore *store, const XyId *id, guint n_entries, GError **error);

const XySql *xy_household_overview_statements (guint *n);

G_END_DECLS

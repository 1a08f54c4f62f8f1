/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household-sheet: 本户信息, all that the office keeps about one household on one page, for the household to see and
 * correct (个人信息保护法, Articles 45 and 46).
 *
 * Where the page has no room for all entries of points and rounds of hygiene, the latest are printed, and a line says
 * how many entries there are. A household too large for a page gets a second one. Numbers come masked; whole ones are
 * refused unless UNMASKED. Points are hundredths, days YYYY-MM-DD. Texts may go once the paper is made.
 */
#pragma once

#include "print/paper.h"
#include "print/roster.h"

G_BEGIN_DECLS

typedef struct
{
  const char *day;
  const char *item; /* "义务清扫主次干道" */
  gint64 delta;
  gint64 balance; /* after it */
} XyHouseholdEntry;

typedef struct
{
  const char *day;
  const char *title; /* "分户" */
  const char *note;  /* may be NULL */
} XyHouseholdEvent;

/* How it came out in one round of hygiene; texts may be NULL. */
typedef struct
{
  const char *round; /* "2026年第3期" */
  const char *day;
  const char *score;
  const char *band; /* or that it was not judged */
  const char *list; /* 红榜, 待改进 */
  const char *slip; /* "整改 2026-014 已销号" */
} XyHouseholdRound;

typedef struct
{
  const char *village;
  const char *number; /* 户编号 */
  const char *group;
  const char *head;
  const char *address;
  const char *phone;
  const char *tags; /* "脱贫户、党员户" */
  const XyRosterPerson *persons;
  gsize n_persons;

  const char *period;                                  /* that POINTS_PERIOD is of, "2026年第三季度" */
  gint64 points_total, points_period, points_to_spend; /* 累计, 本期, 可兑 */
  const XyHouseholdEntry *entries;                     /* latest first */
  gsize n_entries;
  const XyHouseholdRound *rounds; /* latest first */
  gsize n_rounds;                 /* 0: nothing is said of them */
  const XyHouseholdEvent *events; /* latest first */
  gsize n_events;

  gboolean unmasked;
  const char *issuer, *date;
  const char *record_number;
  gint64 printed_at;
} XyHouseholdSheet;

/* Errors: XY_ERROR_DENIED for a whole number on a masked sheet. */
XyPaper *xy_household_sheet_new (const XyHouseholdSheet *sheet, XyPageSize size, GError **error);

G_END_DECLS

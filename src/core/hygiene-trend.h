/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-trend: what the last closed rounds came to, round by round and group by group, read for a picture: counted
 * where the results stand, not household by household as hygiene-statistics.h does, so a year of a large village costs
 * what a round does. Scores are hundredths, shares hundredths of a percent.
 */
#pragma once

#include "core/hygiene-round.h"

G_BEGIN_DECLS

typedef struct
{
  XyHygieneRound *round;
  char **bands;   /* its grades, the best first; NULL-terminated */
  guint *n_bands; /* how many were ranked in each */
  guint n_results, n_ranked, n_excused, n_absent;
  gint64 sum;          /* of the scores of the ranked */
  gint64 average;      /* 0 where nobody was ranked */
  gint64 judged_share; /* the ranked of all but the excused */
} XyHygieneTrendRound;

typedef struct
{
  XyId unit;        /* none: without a group */
  char *name;       /* may be NULL */
  gint64 *averages; /* of each round; -1: nobody of it was ranked */
} XyHygieneTrendUnit;

typedef struct
{
  GPtrArray *rounds; /* of XyHygieneTrendRound, oldest first */
  GPtrArray *units;  /* of XyHygieneTrendUnit, in the order of the village's groups */
} XyHygieneTrend;

void xy_hygiene_trend_free (XyHygieneTrend *trend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHygieneTrend, xy_hygiene_trend_free)

/* The last MOST closed rounds by the month or quarter of TARGET (NULL: household), of UNIT and those below it only
 * unless that is NULL or none. (transfer full) */
XyHygieneTrend *xy_hygiene_trend (XyStore *store, const char *target, const XyId *unit, guint most, GError **error);

/* How a household, or public area, came out in one round. */
typedef struct
{
  XyHygieneRound *round;
  XyHygieneResult *result;
} XyHygieneStay;

void xy_hygiene_stay_free (XyHygieneStay *stay);

/* Its last MOST closed rounds, newest first. (transfer full) array of XyHygieneStay. */
GPtrArray *xy_hygiene_stays (XyStore *store, const XyId *household_or_place, guint most, GError **error);

/* The grades of ROUND, the best first; those of a round of ticks are its two words. (transfer full), NULL-terminated.
 */
char **xy_hygiene_round_bands (const XyHygieneRound *round);

/* For the test of every statement. */
const XySql *xy_hygiene_trend_statements (guint *n);

G_END_DECLS

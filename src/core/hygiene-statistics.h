/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-statistics: what rounds come to together: by group, by item, over the rounds, for one household, and two
 * rounds side by side. What is shown is about households and places, never about who judges or who works
 * (国办函〔2026〕12号).
 *
 * Scores are hundredths; an average of scores is rounded half up. Shares are hundredths of a percent, likewise.
 */
#pragma once

#include "core/hygiene-decide.h"

G_BEGIN_DECLS

/* N of OF in hundredths of a percent, rounded half up; 0 where OF is 0. */
gint64 xy_hygiene_share (gint64 n, gint64 of);

/* One group in a round, or the whole of it. */
typedef struct
{
  XyId unit;       /* none: without a group; or the whole */
  char *unit_name; /* may be NULL */
  guint n_results;
  guint n_ranked, n_excused, n_absent;
  guint n_red, n_low;
  gint64 sum;     /* of the scores of the ranked */
  gint64 average; /* of the scores of the ranked; 0 where there are none */
  guint *n_bands; /* of each of the round's bands */
} XyHygieneGroup;

typedef struct
{
  char **bands;      /* names, highest first; NULL-terminated */
  GPtrArray *groups; /* of XyHygieneGroup, in walking order */
  XyHygieneGroup whole;
} XyHygieneGroups;

void xy_hygiene_groups_free (XyHygieneGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHygieneGroups, xy_hygiene_groups_free)

/* Of an open round as it stands. NULL with an error. (transfer full) */
XyHygieneGroups *xy_hygiene_by_group (XyStore *store, const XyId *round, GError **error);

/* One item of the checklist in a round: what the sheets of those that were judged gave away on it. */
typedef struct
{
  char *name;
  gint64 most;
  gboolean inside;
  guint n_sheets;
  guint n_full;      /* sheets that gave all */
  guint n_none;      /* sheets that gave nothing */
  gint64 lost;       /* together */
  gint64 lost_share; /* of what could be had */
} XyHygieneItemLoss;

void xy_hygiene_item_loss_free (XyHygieneItemLoss *loss);

/* What fails most comes first; of UNIT and those below it only, unless that is NULL or none. Empty where the round goes
 * without items. (transfer full) array of XyHygieneItemLoss. */
GPtrArray *xy_hygiene_by_item (XyStore *store, const XyId *round, const XyId *unit, GError **error);

/* One closed round of a household or public area. */
typedef struct
{
  XyId round;
  XyId result;
  char *title;
  char *day;
  char *period; /* NULL: a special round */
  char *kind;
  char *state;
  gint64 score;
  guint rank; /* 0: not ranked */
  guint n_ranked;
  char *band;       /* may be NULL, as may all that follow */
  const char *list; /* "red", "low"; static */
  char *bright;
  char *problem;
  char *plate;
} XyHygieneVisit;

void xy_hygiene_visit_free (XyHygieneVisit *visit);

/* Newest first. (transfer full) array of XyHygieneVisit. */
GPtrArray *xy_hygiene_history (XyStore *store, const XyId *household_or_place, GError **error);

/* All that is NULL or none does not filter. */
typedef struct
{
  const char *kind;   /* monthly quarterly special */
  const char *target; /* NULL: household */
  const char *from;   /* days of the rounds */
  const char *to;
  XyId unit; /* its households only, with those below it */
} XyHygieneSeriesQuery;

/* One closed round among others. */
typedef struct
{
  XyId round;
  char *title;
  char *day;
  char *period; /* may be NULL */
  char *kind;
  guint n_results, n_ranked, n_excused, n_absent;
  guint n_red, n_low;
  gint64 average;
  gint64 judged_share; /* the ranked of all but the excused */
} XyHygieneSeriesPoint;

void xy_hygiene_series_point_free (XyHygieneSeriesPoint *point);

/* Oldest first; rounds without a result of the unit are left out. (transfer full) array of XyHygieneSeriesPoint. */
GPtrArray *xy_hygiene_series (XyStore *store, const XyHygieneSeriesQuery *query, GError **error);

/* A household or place in two rounds; where it was not ranked, its score is -1 and its rank 0. */
typedef struct
{
  XyId id;
  XyId unit;
  char *number; /* may be NULL, as may all texts */
  char *name;
  char *unit_name;
  gint64 score[2];
  guint rank[2];
  char *band[2];
  const char *list[2];
} XyHygieneChange;

void xy_hygiene_change_free (XyHygieneChange *change);

typedef struct
{
  GPtrArray *changes; /* of XyHygieneChange: who gained most first, who lost most last, then who was in one only */
  guint n_better, n_worse, n_same;
  guint n_left_low;  /* on the list of those to help before, and not now */
  guint n_still_low; /* on both */
} XyHygieneComparison;

void xy_hygiene_comparison_free (XyHygieneComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHygieneComparison, xy_hygiene_comparison_free)

/* INVALID where the two are not of one target. (transfer full) */
XyHygieneComparison *xy_hygiene_compare (XyStore *store, const XyId *before, const XyId *after, GError **error);

/* For the test of every statement. */
const XySql *xy_hygiene_statistics_statements (guint *n);
const XySql *xy_hygiene_series_statements (guint *n);

G_END_DECLS

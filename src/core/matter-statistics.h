/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-statistics: what the ledger came to: month by month, how long things have been open, and what became of them
 * in a period. About matters only, never about who did them (国办函〔2026〕12号). Void ones are in no figure.
 */
#pragma once

#include "core/matter.h"

G_BEGIN_DECLS

/* All that is NULL or none does not filter. */
typedef struct
{
  const char *period;
  XyId unit; /* and those below it */
  const char *source;
  gboolean board; /* only what may be on a board */
} XyMatterQuestion;

typedef struct
{
  char month[8]; /* 2026-11 */
  gint64 raised;
  gint64 done; /* and not opened again since */
  gint64 closed;
} XyMatterMonth;

/*
 * The N months up to the last of the period, but none to come; without a period up to this one. Months with nothing are
 * there too. (transfer full) array of XyMatterMonth, oldest first.
 */
GArray *xy_matter_months (XyStore *store, const XyMatterQuestion *question, guint n, GError **error);

/* How long ago the matters that are not over were raised. */
typedef enum
{
  XY_MATTER_AGE_WEEK,    /* within 7 days */
  XY_MATTER_AGE_MONTH,   /* 8 to 30 */
  XY_MATTER_AGE_QUARTER, /* 31 to 90 */
  XY_MATTER_AGE_HALF,    /* 91 to 180 */
  XY_MATTER_AGE_MORE,
  XY_MATTER_N_AGES,
} XyMatterAge;

typedef struct
{
  gint64 n;
  gint64 overdue; /* of these */
} XyMatterAgeSum;

/* As they stand today, whenever they were raised. */
gboolean xy_matter_ages (XyStore *store,
                         const XyMatterQuestion *question,
                         XyMatterAgeSum ages[XY_MATTER_N_AGES],
                         GError **error);

/*
 * What went in and out of the ledger from one source in a period, up to today:
 * carried + raised + resumed = closed + shelved + left.
 */
typedef struct
{
  char *source;   /* NULL: all together */
  gint64 carried; /* open when it began */
  gint64 raised;
  gint64 resumed; /* put off before, taken up again */
  gint64 closed;
  gint64 shelved; /* not ready, or without accord, when it ended */
  gint64 left;    /* open when it ended */
  gint64 waiting; /* of these done, to be visited or closed */
  gint64 away;    /* of these with the township, or waiting for a meeting */
  gint64 overdue; /* of these */
  gint64 done;    /* finished in it, and not opened again before it ended */
  gint64 visited; /* asked in it whether they are satisfied; the last answer counts */
  gint64 good, fair, bad;
} XyMatterFlow;

void xy_matter_flow_free (XyMatterFlow *flow);

/* All together first, then each source that has some, in the order of xy_matter_sources. (transfer full) array of
 * XyMatterFlow. */
GPtrArray *xy_matter_flows (XyStore *store, const XyMatterQuestion *question, GError **error);

/* Lists of what may stand on a board; private ones are in none. */
typedef enum
{
  XY_MATTER_DEEDS, /* what was done in the period, and stands so today; other than the next */
  XY_MATTER_AGREED, /* what was agreed in consultation, raised in the period or open in it (村民委员会组织法 35) */
} XyMatterBoardList;

/* The latest first. (transfer full) array of XyId. */
GArray *xy_matter_board_ids (XyStore *store, const XyMatterQuestion *question, XyMatterBoardList list, GError **error);

/*
 * TEXTS (N of them, NULL ones are left) as they may hang: each name of the roster, of an owner or of whoever raised
 * something becomes 曾**, each long number is masked. Each text is replaced.
 */
gboolean xy_matter_cover (XyStore *store, char **texts, guint n, GError **error);

/* For the test of every statement. */
const XySql *xy_matter_statistics_statements (guint *n);

G_END_DECLS

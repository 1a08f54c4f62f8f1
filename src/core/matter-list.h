/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matter-list: the ledger as lists: what waits for what, overdue first; and what a period came to. */
#pragma once

#include "core/matter.h"

G_BEGIN_DECLS

typedef enum
{
  XY_MATTERS_OPEN, /* not over */
  XY_MATTERS_OVERDUE,
  XY_MATTERS_SOON,    /* its last day is today or within XY_MATTER_SOON_DAYS */
  XY_MATTERS_ASSIGN,  /* to be assigned */
  XY_MATTERS_WORKING, /* assigned, or being done */
  XY_MATTERS_VISIT,   /* done, to be visited */
  XY_MATTERS_CLOSE,   /* visited, to be closed */
  XY_MATTERS_AWAY,    /* with the township, or waiting for a meeting */
  XY_MATTERS_SHELVED, /* not ready yet, or without accord */
  XY_MATTERS_CLOSED,  /* or void */
  XY_MATTERS_ALL,
  XY_MATTERS_N,
} XyMattersWhich;

#define XY_MATTER_SOON_DAYS 3

/* "open", "overdue", … "all"; and what people call it, translated. Static. */
const char *xy_matters_name (XyMattersWhich which);
const char *xy_matters_word (XyMattersWhich which);
/* XY_MATTERS_N where NAME is none. */
XyMattersWhich xy_matters_from_name (const char *name);

typedef enum
{
  XY_MATTERS_BY_DUE,    /* the most overdue first; what is over last, newest first */
  XY_MATTERS_BY_NUMBER, /* newest first */
  XY_MATTERS_BY_AGE,    /* oldest first */
  XY_MATTERS_BY_OWNER,
} XyMattersOrder;

/* All that is NULL or none does not filter. */
typedef struct
{
  XyMattersWhich which;
  const char *text; /* in the number, the title, the details, the owner, the place; or finds the household (find.h) */
  const char *source;
  const char *owner;
  XyId unit; /* and those below */
  XyId household;
  const char *period; /* raised in it */
  gboolean board;     /* only what may be on a board */
  XyMattersOrder order;
  gboolean reversed;
} XyMatterFilter;

/* (transfer full) array of XyId. */
GArray *xy_matter_ids (XyStore *store, const XyMatterFilter *filter, GError **error);

typedef struct
{
  XyMatter *matter;
  char *number; /* 2026-014 */
  XyId unit;    /* its group or that of its household; none */
  gint64 unit_sort;
  char *unit_name;        /* may be NULL, as may the next two */
  char *household_number; /* 3-016 */
  char *head;
  gboolean overdue;
  gboolean soon;
  int age;  /* days since it was raised; of what is over, that it took */
  int days; /* left to the last day, below 0 so many too late; only where HAS_DAYS */
  gboolean has_days;
  const char *word; /* translated, static: 已逾期, or that of the stage */
  guint n_steps;
  char *last_note; /* of the last step that has one */
} XyMatterRow;

void xy_matter_row_free (XyMatterRow *row);

/* The rows of IDS in their order, NULL for one that is gone. (transfer full) array of N XyMatterRow or NULL. */
GPtrArray *xy_matter_rows (XyStore *store, const XyId *ids, guint n, GError **error);

/* counts[which], on today. */
gboolean xy_matter_counts (XyStore *store, guint counts[XY_MATTERS_N], GError **error);

/* Who has matters that are not over, with how many. (transfer full) array of char *, by name. */
GPtrArray *xy_matter_owners (XyStore *store, GError **error);

/* What became of the matters of one source in a period. */
typedef struct
{
  char *source; /* NULL: of all together */
  gint64 raised;
  gint64 closed;
  gint64 done;    /* and not closed yet */
  gint64 away;    /* with the township, or waiting for a meeting */
  gint64 shelved; /* not ready, or without accord */
  gint64 open;    /* all else that is not over */
  gint64 overdue;
  gint64 visited; /* asked whether they are satisfied; the last answer counts */
  gint64 good, fair, bad;
} XyMatterSum;

void xy_matter_sum_free (XyMatterSum *sum);

/* Of matters raised in PERIOD (NULL: ever), as they stand today: all together, then each source that has some; void
 * ones are in none. BOARD_ONLY leaves out what may not be on a board. (transfer full) array of XyMatterSum. */
GPtrArray *xy_matter_summary (XyStore *store, const char *period, gboolean board_only, GError **error);

const XySql *xy_matter_list_statements (guint *n);

G_END_DECLS

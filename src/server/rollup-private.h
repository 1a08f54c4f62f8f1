/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rollup: for its own files. */
#pragma once

#include "server/rollup.h"
#include "server/store-private.h"

G_BEGIN_DECLS

/* What is read anew as a whole, with all that belongs to it. */
typedef enum
{
  XY_ROLLUP_VILLAGE,
  XY_ROLLUP_ROUND,
  XY_ROLLUP_SLIP,
  XY_ROLLUP_MATTER,
  XY_ROLLUP_MEETING,
  XY_ROLLUP_NOTICE,
  XY_ROLLUP_BYLAW_VERSION,
  XY_ROLLUP_MEETING_KIND, /* comes to nothing by itself, and so does the next: others hang on it */
  XY_ROLLUP_BYLAW,
  XY_ROLLUP_N_WHOLES,
} XyRollupWhole;

/* What is added to a cell. Its texts are the rollup's. */
typedef struct
{
  const char *kind;
  const char *rule;
  gint64 month;
  gint64 n;
  gint64 v;
} XyRollupCell;

/* Somebody takes part in a month, N times more. */
typedef struct
{
  XyId id;
  const char *kind; /* of its cells */
  const char *rule;
  gint64 month;
  gint64 n;
} XyRollupTaking;

typedef struct
{
  XyRollupWhole whole;
  XyId id;
} XyRollupDirty;

struct _XyRollup
{
  XyServerStore *store;
  gint64 stream;
  GStringChunk *words;
  GArray *cells;  /* of XyRollupCell */
  GArray *taking; /* of XyRollupTaking */
  GArray *dirty;  /* of XyRollupDirty */
  gint64 since;   /* instant of the first act that is seen here; 0: none */
};

/* 202611 of "2026-11-20"; 0 where DAY is none. */
gint64 xy_rollup_month (const char *day);

void xy_rollup_add (XyRollup *rollup, const char *kind, gint64 month, const char *rule, gint64 n, gint64 v);
void xy_rollup_take_part (XyRollup *rollup, const XyId *id, const char *kind, const char *rule, gint64 month, gint64 n);
void xy_rollup_set_dirty (XyRollup *rollup, XyRollupWhole whole, const XyId *id);

/* Notes that ID, of TABLE, must be looked at when OF is. */
gboolean xy_rollup_link (XyRollup *rollup, const XyId *of, const char *table, const XyId *id, GError **error);

/* A record that belongs to a whole, as it is now. */
typedef struct
{
  XyId id;
  char *body;
} XyRollupPart;

/* Those of TABLE that stand and that were linked to OF. Returns: (transfer full) array of XyRollupPart. */
GArray *xy_rollup_parts (XyRollup *rollup, const XyId *of, const char *table, GError **error);
/* The body of a record that stands; NULL with no error where it does not. Returns: (transfer full). */
char *xy_rollup_body (XyRollup *rollup, const char *table, const XyId *id, GError **error);

/* The table of a whole. */
const char *xy_rollup_table (XyRollupWhole whole);
/* Adds what the whole comes to now: rollup-facts.c. */
gboolean xy_rollup_reckon (XyRollup *rollup, const XyRollupDirty *dirty, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync-settle-lists: what the tab of things to settle asks and shows. */
#pragma once

#include "app/table.h"
#include "sync/standing.h"

G_BEGIN_DECLS

typedef enum
{
  XY_SYNC_ALL,
  XY_SYNC_RETURNED,
  XY_SYNC_CONFLICTS,
} XySyncWhich;

/* Never changed once given to a list. */
typedef struct
{
  XySyncWhich which;
  gboolean masked;
  char *text;
} XySyncQuery;

XySyncQuery *xy_sync_query_new (XySyncWhich which, gboolean masked, const char *text);
void xy_sync_query_free (gpointer query);

/* One of the two. */
typedef struct
{
  XyId id; /* of its row */
  XyReturned *returned;
  XyConflict *conflict;
} XySyncRow;

extern const XyListSource xy_sync_settle_source;
extern const XyColumn xy_sync_settle_columns[];
extern const guint xy_sync_n_settle_columns;

/* "Sent back", "Waits at the county", "Two values" …; static. */
const char *xy_sync_row_word (const XySyncRow *row);
XyPillKind xy_sync_row_pill (const XySyncRow *row);

G_END_DECLS

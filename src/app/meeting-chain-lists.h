/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-chain-lists: what the tab 四议两公开 asks and shows: matters, and how far each is on its way through the
 * bodies. */
#pragma once

#include "app/table.h"
#include "core/matter-list.h"
#include "core/meeting-chain.h"

G_BEGIN_DECLS

/* The page's filters. Never changed once given to a list. */
typedef struct
{
  gboolean open_only;
  char *text; /* lower case; NULL: all */
} XyMeetingChainQuery;

XyMeetingChainQuery *xy_meeting_chain_query_new (gboolean open_only, const char *text);
void xy_meeting_chain_query_free (gpointer query);

typedef struct
{
  XyMatterRow *row;
  XyMatterChain *chain;
} XyMeetingChainRow;

extern const XyListSource xy_meeting_chain_source;
extern const XyColumn xy_meeting_chain_columns[];
extern const guint xy_meeting_n_chain_columns;

XyPillKind xy_meeting_chain_pill (gconstpointer row);

G_END_DECLS

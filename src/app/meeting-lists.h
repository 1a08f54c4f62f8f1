/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-lists: what the tables of the tab 会议 ask and show, and what is read of one meeting for the pane beside it.
 */
#pragma once

#include "app/table.h"
#include "core/meeting-act.h"
#include "core/meeting-list.h"
#include "core/meeting-search.h"
#include "core/meeting-sheet.h"
#include "core/vote-list.h"

G_BEGIN_DECLS

/* The page's filters. Never changed once given to a list. */
typedef struct
{
  XyMeetingFilter filter;
  char *text;
} XyMeetingQuery;

/* UNIT and KIND may be none, TEXT NULL. */
XyMeetingQuery *xy_meeting_query_new (XyMeetingsWhich which, const XyId *unit, const XyId *kind, const char *text);
void xy_meeting_query_free (gpointer query);

extern const XyListSource xy_meeting_source;
extern const XyColumn xy_meeting_columns[];
extern const guint xy_meeting_n_columns;

/* What was said, by the text of an XyMeetingQuery; the records are XyMeetingHit. */
extern const XyListSource xy_meeting_hit_source;
extern const XyColumn xy_meeting_hit_columns[];
extern const guint xy_meeting_n_hit_columns;

XyPillKind xy_meeting_pill (gconstpointer row);

/* What is known of a meeting beside its row. */
typedef struct
{
  XyMeetingRow *row;
  XyMeetingSheet *sheet;
  GPtrArray *gaps;    /* of XyMeetingGap; NULL where the record is complete */
  GHashTable *states; /* by XyId of a matter that came of it: XyMatterRow */
  GPtrArray *papers;  /* of XyPaperRecord, newest first: what was printed of it */
  GPtrArray *votes;   /* of XyVoteRow */
  char *notice;       /* that people were told too late; NULL: all is well */
} XyMeetingFacts;

/* On the worker's thread; DATA: XyId of the meeting. Gives an XyMeetingFacts. */
gpointer xy_meeting_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
void xy_meeting_facts_free (gpointer facts);

G_END_DECLS

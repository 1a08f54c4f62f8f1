/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-topic-lists: what the tab 议题 asks and shows: matters of the ledger, and on whose agenda they stand. */
#pragma once

#include "app/table.h"
#include "core/meeting-topic.h"

G_BEGIN_DECLS

/* The page's filters. Never changed once given to a list. */
typedef struct
{
  XyMeetingTopics which;
  XyId unit;
  char *text;
} XyMeetingTopicQuery;

/* UNIT may be none, TEXT NULL. */
XyMeetingTopicQuery *xy_meeting_topic_query_new (XyMeetingTopics which, const XyId *unit, const char *text);
void xy_meeting_topic_query_free (gpointer query);

typedef struct
{
  XyMatterRow *row;
  XyId meeting; /* on whose agenda it stands; may be none */
  char *title;  /* of that meeting, with its day; NULL */
} XyMeetingTopicRow;

extern const XyListSource xy_meeting_topic_source;
extern const XyColumn xy_meeting_topic_columns[];
extern const guint xy_meeting_n_topic_columns;

G_END_DECLS

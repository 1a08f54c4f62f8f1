/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-topic: what is to be talked about: 问题清单 becomes 需求清单. Matters of the ledger that wait for a meeting
 * to decide them, those that were never brought to one, and those that stand on the agenda of one that is called. What
 * is private (a dispute) is not brought before thirty neighbours and not listed.
 */
#pragma once

#include "core/matter-list.h"

G_BEGIN_DECLS

typedef enum
{
  XY_MEETING_TOPICS_WAITING, /* 待会议决定, and on no agenda */
  XY_MEETING_TOPICS_OFFERED, /* open, and never on one */
  XY_MEETING_TOPICS_CALLED,  /* on the agenda of a meeting that is to be held or being written */
  XY_MEETING_TOPICS_N,
} XyMeetingTopics;

/* "waiting", "offered", "called"; and what people call it, translated. Static. */
const char *xy_meeting_topics_name (XyMeetingTopics which);
const char *xy_meeting_topics_word (XyMeetingTopics which);

/* The matters of WHICH that FILTER (its which is not read) finds, in its order. (transfer full) array of XyId. */
GArray *xy_meeting_topic_ids (XyStore *store, XyMeetingTopics which, const XyMatterFilter *filter, GError **error);

gboolean xy_meeting_topic_counts (XyStore *store, guint counts[XY_MEETING_TOPICS_N], GError **error);

/* The meeting whose agenda MATTER stands on, the soonest; none where it stands on none. */
gboolean xy_meeting_topic_meeting (XyStore *store, const XyId *matter, XyId *meeting, GError **error);

typedef struct
{
  XyId meeting;
  const XyId *matters;
  guint n;
} XyMeetingTopicAdding;

/* XyActFunc: puts the matters on the agenda of a meeting that is to be held or being written. INVALID, field topics: a
 * matter that is over or stands on it already. CONFLICT: its record is complete. */
gboolean xy_meeting_topic_add_act (XyTxn *txn, gpointer adding, GError **error);

const XySql *xy_meeting_topic_statements (guint *n);

G_END_DECLS

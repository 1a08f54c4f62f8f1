/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-topics-box: the agenda in a form: topics that are typed, or found in the ledger by number or words, one below
 * the other, each with a button that takes it away. Fits an XyForm; property "text" is a line for each: the id of its
 * line in the record, that of its matter, and its words, with tabs between.
 */
#pragma once

#include "app/field-box.h"
#include "app/worker.h"
#include "core/id.h"

G_BEGIN_DECLS

#define XY_TYPE_MEETING_TOPICS_BOX (xy_meeting_topics_box_get_type ())
G_DECLARE_FINAL_TYPE (XyMeetingTopicsBox, xy_meeting_topics_box, XY, MEETING_TOPICS_BOX, XyFieldBox)

typedef struct
{
  XyId line;   /* none: it is new */
  XyId matter; /* of the ledger; none: typed */
  char *text;
} XyMeetingTopic;

GtkWidget *xy_meeting_topics_box_new (XyWorker *worker);

/* At the end; not where the matter is there already. */
void xy_meeting_topics_box_add (XyMeetingTopicsBox *box, const XyId *line, const XyId *matter, const char *text);
/* Of XyMeetingTopic; the box's. What is still being typed is the last of them. */
const GArray *xy_meeting_topics_box_get (XyMeetingTopicsBox *box);

G_END_DECLS

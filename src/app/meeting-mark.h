/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-mark: what somebody types at a meeting besides words. A mark before a line says of what kind it is:
 *
 *   # 议题：    topic          * 政策：         policy explained     - 发言：   speech
 *   ! 议定：    agreed         ? 未达成一致：   without agreement
 *
 * and behind a name "2" says how many came of the household, "-" that they asked for leave, "+" that they sit in.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The kind that TEXT begins with (static), and where its words begin; NULL, and TEXT itself, where it has no mark. */
const char *xy_meeting_mark_read (const char *text, const char **rest);

typedef struct
{
  char *text;     /* whom it is about */
  gint64 people;  /* 0: not said */
  gboolean leave; /* asked for leave */
  gboolean guest;
} XyMeetingTyped;

/* TYPED is cleared by the caller. */
void xy_meeting_typed_read (const char *text, XyMeetingTyped *typed);
void xy_meeting_typed_clear (XyMeetingTyped *typed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyMeetingTyped, xy_meeting_typed_clear)

G_END_DECLS

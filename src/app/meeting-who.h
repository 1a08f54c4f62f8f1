/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-who: the entry in which is said who comes to a meeting, or who speaks there (meeting-people.h). Those who may
 * be meant drop down while one types; Down and Up walk through them, Enter takes the first or the chosen one, Esc puts
 * them away.
 *
 * ARRIVING: Enter empties the entry at once, so that the next one can be typed while this one is still looked for.
 * SPEAKING: the name stands in the entry, and the focus goes on at once; whatever else is typed stays as it is.
 *
 * Signals
 * "took" (const XyMeetingPerson *person, const char *typed)  PERSON NULL: nobody is found; the entry's until the signal
 *                                                            ends
 * "passed" ()   Enter in an empty entry; SPEAKING: the focus should go on
 * "changed" ()  somebody typed, or somebody was put there
 */
#pragma once

#include "app/hit-entry.h"
#include "core/meeting-people.h"

G_BEGIN_DECLS

typedef enum
{
  XY_MEETING_ARRIVING,
  XY_MEETING_SPEAKING,
} XyMeetingWhoAim;

#define XY_TYPE_MEETING_WHO (xy_meeting_who_get_type ())
G_DECLARE_FINAL_TYPE (XyMeetingWho, xy_meeting_who, XY, MEETING_WHO, XyHitEntry)

GtkWidget *xy_meeting_who_new (XyWorker *worker, XyMeetingWhoAim aim, const char *name, const char *placeholder);

/* Nobody is looked for before. */
void xy_meeting_who_set_meeting (XyMeetingWho *who, XyMeeting *meeting, XyMeetingKind *kind);

/* SPEAKING: who stands there. HOUSEHOLD and PERSON may be NULL, and may be none. */
void xy_meeting_who_set (XyMeetingWho *who, const char *name, const XyId *household, const XyId *person);
const char *xy_meeting_who_get (XyMeetingWho *who, XyId *household, XyId *person);

G_END_DECLS

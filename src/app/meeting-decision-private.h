/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-decision-private: the fields of a decision, made in meeting-hand-decision.c, filled and read in
 * meeting-decision-fields.c.
 */
#pragma once

#include "app/meeting-desk-private.h"
#include "core/day.h"

G_BEGIN_DECLS

enum
{
  XY_DECISION_OWNER,
  XY_DECISION_UNTIL,
  XY_DECISION_HELPERS,
  XY_DECISION_PARTNER,
  XY_DECISION_RESULT,
  XY_DECISION_YES,
  XY_DECISION_NO,
  XY_DECISION_ABSTAIN,
  XY_DECISION_N_ENTRIES,
};

struct _XyMeetingDecisionBox
{
  XyMeetingHand *hand;
  GtkWidget *box;
  GtkWidget *entries[XY_DECISION_N_ENTRIES];
  GtkWidget *does, *reserved, *voted, *votes, *result_place;
  GtkWidget *until_says, *verdict, *warning, *adopt;
  char *rules; /* the name of those whose matters reserved shows */
  gboolean filling;
};

/* What ENTRY says, NULL: nothing. */
const char *xy_meeting_decision_get (XyMeetingDecisionBox *self, int entry);
void xy_meeting_decision_set (XyMeetingDecisionBox *self, int entry, const char *text);
/* The matters that reserved shows, behind its first line; NULL. */
const GPtrArray *xy_meeting_decision_matters (XyMeetingDecisionBox *self);
/* The last day as it was meant. */
gboolean xy_meeting_decision_read_until (XyMeetingDecisionBox *self, char day[XY_DAY_SIZE]);

G_END_DECLS

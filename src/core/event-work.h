/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * event-work: for event-apply.c alone, what several kinds of events do alike: who is meant, who becomes the head, who
 * leaves, who comes.
 */
#pragma once

#include "core/event.h"
#include "core/household.h"
#include "core/relation.h"

G_BEGIN_DECLS

/* One event under way. */
typedef struct
{
  XyTxn *txn;
  XyStore *store;
  XyEventPlan *plan;
  char *day;
  XyHousehold *household; /* NULL while it is to be made */
  GPtrArray *members;     /* who lived in it at the start, the head first */
  gboolean *chosen;       /* of members: whom the plan names */
  guint n_chosen;
  int head; /* of members; -1 without */
} XyEventWork;

void xy_event_work_clear (XyEventWork *work);

/* The day of the plan, or today. */
gboolean xy_event_work_set_day (XyEventWork *work, GError **error);
/* It is not to come; else INVALID with FIELD. */
gboolean xy_event_work_check_day (XyEventWork *work, const char *field, GError **error);
/* The household of the plan and who lives in it. */
gboolean xy_event_work_load (XyEventWork *work, GError **error);
XyPerson *xy_event_work_member (XyEventWork *work, guint i);
/* The member ID, or -1. */
int xy_event_work_find (XyEventWork *work, const XyId *id);
XyKin xy_event_kin (const XyPerson *person);

/* Sets INVALID and is FALSE. */
gboolean xy_event_refuse (GError **error, const char *field, const char *sentence);

/* The household ID if the village has it now. (transfer full) */
XyHousehold *xy_event_work_get_live (XyEventWork *work, const XyId *id, const char *field, GError **error);

/* Marks whom the plan names, or all. */
gboolean xy_event_work_choose (XyEventWork *work, gboolean all_if_none, GError **error);

/* Who becomes the head when the chosen leave: -1 where that is no question, FALSE where it is and has no answer. */
gboolean xy_event_work_find_new_head (XyEventWork *work, int *new_head, GError **error);

/* Gives those who are (or are not) CHOSEN the words they have under the head at HEAD, and puts them into HOUSEHOLD. */
gboolean xy_event_work_recast (XyEventWork *work, guint head, gboolean chosen, const XyId *household, GError **error);

/* The chosen leave the village, or this world; the household gets HOUSEHOLD_STATE if nobody stays. */
gboolean xy_event_work_send_off (XyEventWork *work,
                                 const char *state,
                                 const char *household_state,
                                 const char *note,
                                 GError **error);

gboolean xy_event_work_add_newcomers (XyEventWork *work, const XyId *household, GError **error);

/* A household, as plan->made, for who comes from elsewhere (FROM NULL) or out of another. */
gboolean xy_event_work_make_household (XyEventWork *work, const XyHousehold *from, GError **error);

/* If the household has members and no head, its first becomes so. */
gboolean xy_event_work_ensure_head (XyEventWork *work, const XyId *id, GError **error);

gboolean xy_event_work_set_married (XyEventWork *work, const XyId *id, GError **error);

gboolean xy_event_work_set_state (XyEventWork *work, const XyId *id, const char *state, GError **error);

/* Away if all who live in it are, else here; STATE if nobody does. */
gboolean xy_event_work_settle (XyEventWork *work, const XyId *id, const char *state, GError **error);

/* The points of a split: an opening on both sides, for entries never change hands. */
gboolean xy_event_work_carry_points (XyEventWork *work, GError **error);

/* The event's record. */
gboolean xy_event_work_write (XyEventWork *work,
                              const XyId *household,
                              const XyId *person,
                              const XyId *other,
                              const char *note,
                              GError **error);

G_END_DECLS

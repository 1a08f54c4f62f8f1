/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-due: which meetings are to be held by when. A village says how often a kind recurs:
 *
 *   "day 4"     each day whose date ends in 4: 4th, 14th, 24th (逢四说事); "day 0": 10th, 20th, 30th
 *   "week 5"    each Friday; 1 Monday … 7 Sunday
 *   "month 15"  the 15th of each month, its last day where it has no such day
 *   "month", "quarter", "year"   once in each, on whatever day
 *
 * and the law says how often a body meets at least (XyMeetingBody.meets): 村民会议 each year since 2026 (25), 村民代表
 * 会议 each quarter (30). A meeting answers for the day of its kind that is nearest to its own, so that one held a day
 * early or put off a little is not asked for again. A kind that was never held, and does not say since when it is
 * there, is not late.
 */
#pragma once

#include "core/day.h"
#include "core/meeting.h"

G_BEGIN_DECLS

typedef enum
{
  XY_MEETING_EACH_DIGIT, /* AT: 0 … 9 */
  XY_MEETING_EACH_WEEK,  /* AT: 1 Monday … 7 Sunday */
  XY_MEETING_EACH_MONTH, /* AT: 1 … 31; 0: on whatever day */
  XY_MEETING_EACH_QUARTER,
  XY_MEETING_EACH_YEAR,
} XyMeetingEach;

typedef struct
{
  XyMeetingEach each;
  int at;
} XyMeetingRecurs;

/* FALSE where TEXT is none of the above (NULL too). */
gboolean xy_meeting_recurs_parse (const char *text, XyMeetingRecurs *recurs);
/* "on days ending in 4", "on Fridays", … translated; NULL for what is none. (transfer full) */
char *xy_meeting_recurs_words (const char *text);
/* Whether it is on certain days; otherwise once within a time. */
gboolean xy_meeting_recurs_has_days (const XyMeetingRecurs *recurs);
/* The first such day on or after DAY, the last one on or before it; without certain days, the last (first) day of the
 * time that DAY lies in. OUT may be DAY. */
void xy_meeting_recurs_next (const XyMeetingRecurs *recurs, const char *day, char out[XY_DAY_SIZE]);
void xy_meeting_recurs_before (const XyMeetingRecurs *recurs, const char *day, char out[XY_DAY_SIZE]);

typedef struct
{
  XyId kind; /* none: the law asks for it, and the village has no kind of that body */
  char *name;
  char *body;
  char *recurs;          /* as above */
  char day[XY_DAY_SIZE]; /* on which it is to be held; or by which, where it has no certain day */
  int days;              /* to that day, below 0: so many too late */
  gboolean late;         /* that day is over, and none was held */
  gboolean missed;       /* none was held in the month, quarter or year before */
  XyId planned;          /* a meeting that is called for it; or none */
  char planned_on[XY_DAY_SIZE];
  char last[XY_DAY_SIZE]; /* when one was held last; "" never */
  char *source;           /* of which law; NULL: the village's own wish */
  char *sentence;         /* translated */
} XyMeetingDue;

void xy_meeting_due_free (XyMeetingDue *due);

/* What is late first, then by day. (transfer full) array of XyMeetingDue. */
GPtrArray *xy_meeting_due (XyStore *store, GError **error);

#define XY_MEETING_CALL_DAYS 7

/* Of these, those that somebody should call now: nobody has, and they are late, were missed the last time, or are to be
 * held within XY_MEETING_CALL_DAYS. (transfer full) array of XyMeetingDue. */
GPtrArray *xy_meeting_due_to_call (XyStore *store, GError **error);

const XySql *xy_meeting_due_statements (guint *n);

G_END_DECLS

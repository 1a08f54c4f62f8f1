/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-statistics: what meetings came to, by month and by kind: how many were held, how many of those who should
 * come came, what was agreed and how much of it is over. About meetings and matters, never about who speaks or who
 * stays away (国办函〔2026〕12号). Held is what has begun and is not void.
 */
#pragma once

#include "core/meeting.h"

G_BEGIN_DECLS

/* All that is NULL or none does not filter. */
typedef struct
{
  const char *period; /* held in it */
  guint months;       /* by kind, and without a period: the last so many, this one among them */
  XyId kind;
  XyId unit; /* for this group, or one below it */
} XyMeetingQuestion;

typedef struct
{
  char *key; /* the month, 2026-11; the kind's name; NULL: all together */
  XyId kind; /* of a sum by kind */
  gint64 held;
  gint64 due, came; /* of the meetings of which it was counted who should come */
  gint64 people;    /* heads of all who came */
  gint64 agreed;    /* decisions */
  gint64 over;      /* of these, closed or come to another end */
  gint64 satisfied; /* of these, visited and satisfied, or mostly */
} XyMeetingSum;

void xy_meeting_sum_free (XyMeetingSum *sum);

/* All together, then each kind that some were held of, the most first. (transfer full) array of XyMeetingSum. */
GPtrArray *xy_meeting_by_kind (XyStore *store, const XyMeetingQuestion *question, GError **error);

/* The N months up to the last of the period, but none to come; without a period up to this one. Months with nothing are
 * there too. (transfer full) array of XyMeetingSum, oldest first. */
GPtrArray *xy_meeting_by_month (XyStore *store, const XyMeetingQuestion *question, guint n, GError **error);

const XySql *xy_meeting_statistics_statements (guint *n);

G_END_DECLS

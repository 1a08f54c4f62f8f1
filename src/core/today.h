/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * today: what waits in the office on this day, in one list: what is late, what has its last day today or within a week,
 * and what waits without a day. The front page and "xiangyue-cli today" show it.
 *
 * It has no rule of its own. What is due, and until when, each module says itself: points-flow.h, notice-list.h,
 * matter-list.h, hygiene-slip.h, hygiene-round.h, meeting-due.h, meeting-list.h, bylaw-due.h, backup.h,
 * retention.h. What two of them know stands here once: an objection to a list of points, a list that is to hang and a
 * board that is to be corrected are papers of the notice board; a paper that must stay because of an objection waits
 * for the answer to that.
 *
 * A list that is long is told by its first lines and one line for all others. Nobody is named who objected, who is to
 * put something right, or whose dispute it is: the page is in sight of whoever comes into the office.
 */
#pragma once

#include "core/day.h"
#include "core/record.h"

G_BEGIN_DECLS

typedef enum
{
  XY_TODAY_OVERDUE,
  XY_TODAY_NOW,  /* its last day is today */
  XY_TODAY_WEEK, /* within XY_TODAY_WEEK_DAYS */
  XY_TODAY_OPEN, /* later, or without a day */
  XY_TODAY_N_WHENS,
} XyTodayWhen;

#define XY_TODAY_WEEK_DAYS 7

/* "overdue", "today", "week", "open"; and 逾期 今天 七天内 其他, translated. Static. */
const char *xy_today_when_name (XyTodayWhen when);
const char *xy_today_when_word (XyTodayWhen when);

/* What is to be done; lines of one day stand in this order. */
typedef enum
{
  XY_TODAY_ANSWER,    /* an objection */
  XY_TODAY_PUBLISH,   /* something that is to be published, of which there is no notice yet */
  XY_TODAY_POST,      /* a paper that is prepared */
  XY_TODAY_REPOST,    /* one that hung too short */
  XY_TODAY_REPLACE,   /* one that hangs and is not right any more */
  XY_TODAY_TAKE_DOWN, /* one that has hung its days */
  XY_TODAY_MATTER,    /* a matter that is overdue or nearly so */
  XY_TODAY_RECTIFY,   /* the same of what is to be put right */
  XY_TODAY_HOLD,      /* a meeting that is called for one of these days, or that should have been held */
  XY_TODAY_CALL,      /* one that nobody has called yet */
  XY_TODAY_DECIDE,    /* a round of hygiene that was walked: sheets and lists */
  XY_TODAY_OPINIONS,  /* on a bylaw, that nobody answered */
  XY_TODAY_BYLAW,     /* the next step of one */
  XY_TODAY_CHECK,     /* points, by what they wait for */
  XY_TODAY_REVIEW,
  XY_TODAY_APPROVE,
  XY_TODAY_LIST,
  XY_TODAY_BOOK,
  XY_TODAY_ASSIGN, /* matters */
  XY_TODAY_VISIT,
  XY_TODAY_CLOSE,
  XY_TODAY_CLOSE_SLIP, /* what was found good */
  XY_TODAY_WRITE,      /* a meeting's record that is begun */
  XY_TODAY_SIGN,       /* one that is complete */
  XY_TODAY_BACK_UP,
  XY_TODAY_CLEAR, /* the yearly clearing of personal information */
  XY_TODAY_N_KINDS,
} XyTodayKind;

/* "answer", …: for scripts. Static. */
const char *xy_today_kind_name (XyTodayKind kind);

/* One line. It is never changed. */
typedef struct
{
  XyTodayKind kind;
  XyTodayWhen when;
  guint n;               /* how many things it is: 1, or those that wait for the same */
  const char *word;      /* what is to be done: 待答复; translated, static */
  char *title;           /* what it is about: 2026年第2期积分公示名单 */
  char *note;            /* what is to be known beside: number and owner, the board; or NULL */
  char *sentence;        /* what its module says about it; or NULL */
  char *due;             /* 逾期3天, 今天到期, 还有4天, 自11-02起, translated; NULL where it has no day */
  char day[XY_DAY_SIZE]; /* its last day; without one, since when it waits; or "" */
  gboolean has_limit;    /* DAY is its last one */
  int days;              /* to that day, below 0: so many too late; only where HAS_LIMIT */
  const char
      *page;       /* where it is done: of the window; NULL for the backup and the clearing. Static, as the next two. */
  const char *tab; /* of that page */
  const char *list; /* of that tab: the name of the module's own list; may be NULL */
  XyId record;      /* which the page opens; none where it is several, or there is none */
} XyTodayLine;

void xy_today_line_free (XyTodayLine *line);

/* By when, by day, by kind. (transfer full) array of XyTodayLine. */
GPtrArray *xy_today (XyStore *store, GError **error);

/* Whether the village has a household yet; without one there is nothing that could wait. */
gboolean xy_today_has_begun (XyStore *store, gboolean *begun, GError **error);

/* For the test of every statement. */
const XySql *xy_today_statements (guint *n);

G_END_DECLS

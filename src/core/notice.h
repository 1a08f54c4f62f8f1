/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice: one publication on the notice boards: a paper that waits to be posted, hangs, or was taken down.
 *
 *   waiting ──post──▶ hanging ──(its days are over)──▶ may come down ──take down──▶ taken down
 *
 * Nothing but "waiting" can be discarded: that something hung stays known. A paper that hung too short is hung up again
 * as a further notice. An objection that is not answered keeps a notice from being taken down (objection.h).
 *
 * A paper posted on day D must hang for N days, of which D is not one (民法典 201): up to and with D + N, on which it
 * may come down when the office closes (203). N is what the rules of day D ask for (publicity.h), or more if the office
 * decided so (setting "board_days"). That day is kept with the notice: later rules do not change it.
 */
#pragma once

#include "core/act.h"
#include "core/day.h"
#include "core/publicity.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyNotice, xy_notice)
XY_DECLARE_RECORD (XyNoticePlace, xy_notice_place)

struct _XyNotice
{
  XyRecord record;
  char *item; /* key of publicity.h */
  char *title;
  XyId paper;     /* of the register; none: not made with this program */
  char *period;   /* "2026Q3"; may be NULL, as may the next */
  char *happened; /* day of what it publishes */
  gint64 width;   /* mm of one sheet; 0: not known */
  gint64 height;
  gint64 sheets;
  char *prepared;  /* day from which it waits */
  char *posted_on; /* NULL: it waits */
  char *posted_by;
  char *hang_until;
  char *objections_until;
  char *rules;         /* 湖南 2026-01-01 */
  char *taken_down_on; /* NULL: it hangs */
  char *taken_down_by;
  char *reason; /* why too early */
};

/* On which board, and where: mm from the board's upper left corner to the first sheet's; -1: the picture finds room. */
struct _XyNoticePlace
{
  XyRecord record;
  XyId notice;
  XyId board;
  gint64 x, y;
};

typedef enum
{
  XY_NOTICE_WAITING,
  XY_NOTICE_HANGING,
  XY_NOTICE_MAY_COME_DOWN,
  XY_NOTICE_TAKEN_DOWN,
} XyNoticeState;

/* The state on TODAY. */
XyNoticeState xy_notice_state (const XyNotice *notice, const char *today);

/* Whether it was taken down before its days were over. */
gboolean xy_notice_was_early (const XyNotice *notice);

/* Full days that it has hung on TODAY, or hung; 0 where it waits. */
int xy_notice_days_hung (const XyNotice *notice, const char *today);

/* How long a paper posted on a day must hang. */
typedef struct
{
  int days;                           /* 0: no rule asks for any */
  char hang_until[XY_DAY_SIZE];       /* the last of them */
  char objections_until[XY_DAY_SIZE]; /* the province's days, else those of the office for points, else hang_until */
  const char *rules;                  /* their name and source; owned by the XyPublicity */
  const char *source;
  gboolean check; /* 待核对 */
} XyNoticeTerms;

/* FALSE where POSTED_ON is no day. */
gboolean
xy_notice_terms (XyStore *store, XyPublicity *publicity, const char *item, const char *posted_on, XyNoticeTerms *terms);

/* What is posted, or prepared to be; all it points to is borrowed. What is NULL or 0 comes from the paper. */
typedef struct
{
  XyId notice;      /* the one that waits, or that hangs since another day than was typed; none: a new one */
  const char *item; /* of a new one, as all up to sheets */
  const char *title;
  XyId paper;
  const char *period;
  const char *happened;
  gint64 width, height, sheets;
  const XyId *boards; /* without: those it has already, or the only board that there is */
  guint n_boards;
  gboolean wait;         /* only prepare it */
  const char *posted_on; /* NULL: today */
  const char *posted_by; /* NULL: who acts */

  XyId made; /* out */
} XyNoticePosting;

/*
 * XyActFunc that does what POSTING (an XyNoticePosting) says and gives the act its sentence. INVALID with the field:
 * item, title, paper (it shows numbers in full), period, happened, boards, posted_on (in the future, before the paper
 * was printed). CONFLICT where the
 * notice was taken down, or somebody objected to it already.
 */
gboolean xy_notice_post_act (XyTxn *txn, gpointer posting, GError **error);

typedef struct
{
  XyId notice;
  const char *day;    /* NULL: today */
  const char *by;     /* NULL: who acts */
  const char *reason; /* asked for where it is too early */
} XyNoticeTakingDown;

/* XyActFunc. INVALID: day, reason. CONFLICT where it does not hang or an objection is not answered. */
gboolean xy_notice_take_down_act (XyTxn *txn, gpointer taking_down, GError **error);

/* XyActFunc that discards the notice ID (an XyId), which waits; otherwise CONFLICT. */
gboolean xy_notice_discard_act (XyTxn *txn, gpointer id, GError **error);

/* XyActFunc that moves a paper on a board: PLACE (an XyNoticePlace) is a copy with other x and y. */
gboolean xy_notice_move_act (XyTxn *txn, gpointer place, GError **error);

/* Where the papers that hang on BOARD (none: any) are. Returns: (transfer full) array of XyNoticePlace. */
GPtrArray *xy_notice_places (XyStore *store, const XyId *board, GError **error);
/* Where NOTICE hangs, or is to hang. Returns: (transfer full) array of XyNoticePlace. */
GPtrArray *xy_notice_places_of (XyStore *store, const XyId *notice, GError **error);

/* How many objections to NOTICE are not answered. */
gboolean xy_notice_count_open (XyStore *store, const XyId *notice, gint64 *n, GError **error);

/* For the test of every statement. */
const XySql *xy_notice_statements (guint *n);

G_END_DECLS

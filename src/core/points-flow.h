/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-flow: the way of registered points (points-item.h) to the ledger: who judges them, how they hang on the board,
 * when they are booked. The village has its steps on or off (settings points_check, points_review, points_approve,
 * points_post); xy_points_record() writes items as soon as one is on.
 *
 *   check    组初核   one person with XY_MAY_REVIEW_POINTS, not who typed the item nor one of its household
 *   review   评议     the review group: at least points_reviewers judge each item. Who typed it, those of its household
 *                     and its near relatives step aside for that item. XY_MAY_REVIEW_POINTS, or XY_MAY_RECORD_POINTS
 *                     for who only types the minutes of the sitting
 *   approve  审核     like check
 *   post     公示     a list of all that is ready (a sitting of kind "post"), its paper (kind "points-list", whose
 *                     subject is the list) on the board: posting the notice moves its items on, and after the last day
 *                     for objections they can be booked
 *
 * Booking weighs anew what a cap or a pool had cut, or a repeat doubled: points-weigh.h says why.
 *
 * Where posting is off, the last step books at once. An objection freezes an item until it is answered (objection.h):
 * upheld or partly upheld rejects it in the same act. Every act here can be undone and done again; that asks for the
 * same permissions, and nobody redoes a check of what he typed himself.
 */
#pragma once

#include "core/day.h"
#include "core/points-item.h"
#include "core/points-list.h"

G_BEGIN_DECLS

/* The kind of the paper that a list of points is; its subject is the sitting. */
#define XY_POINTS_LIST_PAPER "points-list"

typedef enum
{
  XY_POINTS_STEP_CHECK,
  XY_POINTS_STEP_REVIEW,
  XY_POINTS_STEP_APPROVE,
  XY_POINTS_STEP_POST,
  XY_POINTS_N_STEPS,
} XyPointsStepKind;

/* "check", …, as in records; and what people call the step: 组初核 评议 审核 公示, translated. Static. */
const char *xy_points_step_name (XyPointsStepKind kind);
const char *xy_points_step_label (XyPointsStepKind kind);
/* XY_POINTS_N_STEPS where NAME is none. */
XyPointsStepKind xy_points_step_from_name (const char *name);
/* "check", "reject", … of a XyPointsStep, as a word: 初核通过, 驳回; translated. Static. */
const char *xy_points_step_word (const char *kind);

/* The steps that are on, 1 << XyPointsStepKind each; 0: points count at once. */
guint xy_points_flow_steps (XyStore *store);
gboolean xy_points_flow_is_on (XyStore *store);

/* For which of STEPS something at STAGE waits; XY_POINTS_N_STEPS: only to be booked. */
XyPointsStepKind xy_points_flow_next (guint steps, XyPointsStage stage);

/* 待评议 公示中 异议中 已入账 驳回 撤回 …; translated. Static. */
const char *xy_points_stage_word (guint steps, const XyPointsItem *item);

/* A member of the review group; where PERSON is none, everybody in the roster who has that name is meant. */
typedef struct
{
  char *name;
  XyId person;
} XyPointsJudge;

void xy_points_judge_clear (XyPointsJudge *judge);

/*
 * Who sat, out of what was typed or chosen: names with 、,， or spaces between them. Who is alone of his name among
 * those who live here is found. (transfer full) array of XyPointsJudge.
 */
GArray *xy_points_judges_parse (XyStore *store, const char *names, GError **error);
/* Those of a sitting (its members). (transfer full) array of XyPointsJudge. */
GArray *xy_points_judges_of (const XyPointsSitting *sitting);

typedef struct
{
  guint judge;
  char *why; /* "曾国强 is of this household"; a whole sentence, translated */
} XyPointsRecusal;

/* Which of JUDGES must step aside for ITEM, each once. (transfer full) array of XyPointsRecusal. */
GArray *xy_points_recusals (XyStore *store,
                            const XyPointsItem *item,
                            const XyPointsJudge *judges,
                            guint n_judges,
                            GError **error);

typedef struct
{
  XyId item;
  gboolean pass;
  const char *reason;  /* asked for where it does not pass */
  const char *recused; /* names of further judges who step aside for this item; or NULL */
} XyPointsVerdict;

typedef struct
{
  XyPointsStepKind kind;          /* check, review, approve */
  const char *day, *place, *note; /* day NULL: today */
  const XyPointsJudge *judges;    /* asked for of a review */
  guint n_judges;
  const XyPointsVerdict *verdicts;
  guint n_verdicts;

  XyId made;    /* out: the sitting */
  guint booked; /* out: what this step let into the ledger, where posting is off */
} XyPointsJudging;

/*
 * XyActFunc. INVALID: day, judges (none, one twice, too few left), recused, reason, items. CONFLICT: frozen, or it does
 * not wait for that step. DENIED: who acts typed it, or must step aside (check, approve).
 */
gboolean xy_points_judge_act (XyTxn *txn, gpointer judging, GError **error);

typedef struct
{
  XyId item;
  const char *reason;
} XyPointsWithdrawal;

/* XyActFunc: takes back what was registered, until it is booked. INVALID: reason. CONFLICT: booked, frozen, over. */
gboolean xy_points_withdraw_act (XyTxn *txn, gpointer withdrawal, GError **error);

typedef struct
{
  const XyId *items; /* without: all that wait to be put on a list */
  guint n;
  const char *day; /* NULL: today */

  XyId made; /* out: the list */
  guint listed;
} XyPointsListing;

/* XyActFunc: the list for the board. INVALID: day, items (none are ready). CONFLICT: one is not ready, is frozen. */
gboolean xy_points_list_act (XyTxn *txn, gpointer listing, GError **error);

/* XyActFunc: takes the list of that XyId back, which has not hung; its items are ready again. CONFLICT. */
gboolean xy_points_unlist_act (XyTxn *txn, gpointer sitting, GError **error);

typedef struct
{
  const XyId *items; /* without: all that are due */
  guint n;
  const char *today; /* NULL: today */

  guint booked;  /* out */
  guint waiting; /* still in the days for objections; counted where no items were named, as the next two */
  guint frozen;  /* an objection to them is not answered */
  guint closed;  /* their day is in a period that is closed */
} XyPointsBooking;

/* XyActFunc. Of what was named: CONFLICT where it is not due or frozen, INVALID where its day is closed. */
gboolean xy_points_book_act (XyTxn *txn, gpointer booking, GError **error);

/* What an item waits for now; in this order on the page 待办. */
typedef enum
{
  XY_POINTS_WAIT_ALL, /* in a filter: all that is open */
  XY_POINTS_WAIT_CHECK,
  XY_POINTS_WAIT_REVIEW,
  XY_POINTS_WAIT_APPROVE,
  XY_POINTS_WAIT_LIST,   /* 待公示: to be put on a list */
  XY_POINTS_WAIT_POST,   /* 待张贴: the list is not posted, or was taken down before the days were over */
  XY_POINTS_WAIT_DAYS,   /* 公示中 */
  XY_POINTS_WAIT_BOOK,   /* 待入账 */
  XY_POINTS_WAIT_ANSWER, /* 异议中 */
  XY_POINTS_DONE,        /* booked, rejected, withdrawn */
  XY_POINTS_N_WAITING,
} XyPointsWaiting;

/* "check", "review", "approve", "list", "post", "days", "book", "answer", "done"; and 待评议 …, translated. Static. */
const char *xy_points_waiting_name (XyPointsWaiting what);
const char *xy_points_waiting_word (XyPointsWaiting what);
/* XY_POINTS_WAIT_ALL where NAME is none. */
XyPointsWaiting xy_points_waiting_from_name (const char *name);

/* All that is NULL or none does not filter. */
typedef struct
{
  const char *text; /* in the item or its pinyin, or finds the household (find.h) */
  XyId unit;
  XyId household;
  XyId sitting; /* what was judged there, or is on that list */
  const char *category;
  XyPointsWaiting what;
  XyPointsOrder order;
  gboolean reversed;
} XyPointsItemFilter;

/* (transfer full) array of XyId. */
GArray *xy_points_item_ids (XyStore *store, const XyPointsItemFilter *filter, GError **error);

typedef struct
{
  XyPointsItem *item;
  char *unit_name; /* of the household; may be NULL, as may all of the next */
  char *number;
  char *head;
  char *person_name;
  char *measure; /* of the rule: 次, 小时, 元 */
  XyPointsWaiting what;
  const char *word; /* translated, static: of what is open its step, else 已入账 驳回 撤回 */
  char *until;      /* the last day for objections, once it hangs */
  char *due;        /* until when an open objection must be answered */
  char *reason;     /* why it was rejected or withdrawn */
  XyId list;        /* on which list it is, and the notice by which that hangs, or hung; none where there is none */
  XyId notice;
} XyPointsItemRow;

void xy_points_item_row_free (XyPointsItemRow *row);

/* The rows of IDS in their order, NULL for one that is gone. (transfer full) array of N XyPointsItemRow or NULL. */
GPtrArray *xy_points_item_rows (XyStore *store, const XyId *ids, guint n, GError **error);

/* How many items wait for each; [XY_POINTS_WAIT_ALL] is their sum, [XY_POINTS_DONE] is left 0. */
gboolean xy_points_flow_counts (XyStore *store, guint counts[XY_POINTS_N_WAITING], GError **error);
/* And the day of the oldest of them; "" where nothing waits. */
gboolean xy_points_flow_since (XyStore *store,
                               guint counts[XY_POINTS_N_WAITING],
                               char since[XY_POINTS_N_WAITING][XY_DAY_SIZE],
                               GError **error);

/* What happened to ITEM, oldest first. (transfer full) array of XyPointsStep. */
GPtrArray *xy_points_steps_of (XyStore *store, const XyId *item, GError **error);

/* Sittings and lists of KIND (NULL: all) in YEAR ("2026"; NULL: all), newest first. (transfer full) of XyPointsSitting.
 */
GPtrArray *xy_points_sitting_list (XyStore *store, const char *kind, const char *year, GError **error);

/* "2026年第3次评议", "2026年第5期公示名单": how a sentence calls it; translated. (transfer full) */
char *xy_points_sitting_describe (const XyPointsSitting *sitting);

/*
 * Works out anew what each item's steps and objections made of it, and whether the ledger has its entry if and only if
 * it is booked. (transfer full) array of XyId: the items of which something else is kept; empty where all is well.
 */
GArray *xy_points_flow_verify (XyStore *store, GError **error);

/* For the test of every statement. */
const XySql *xy_points_flow_statements (guint *n);
const XySql *xy_points_post_statements (guint *n);
const XySql *xy_points_item_list_statements (guint *n);

G_END_DECLS

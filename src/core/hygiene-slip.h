/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-slip: 整改通知书, what is to be put right and by when, and the rechecks (复查) that lead to its closing
 * (销号).
 *
 *   issued ──pass──▶ found good ──close──▶ closed          issued, passed on ──extend──▶ the same, with a later day
 *      └──pass-on──▶ passed on ──pass──▶ found good         all but closed and void ──void──▶ void
 *
 * The old, the ill and the lonely are helped (help, helper), not told off. The household leaves every further list on
 * the day its slip is closed (hygiene-list.h). Numbers are of the year and never given twice.
 */
#pragma once

#include "core/act.h"
#include "core/day.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyHygieneSlip, xy_hygiene_slip)
XY_DECLARE_RECORD (XyHygieneRecheck, xy_hygiene_recheck)

typedef enum
{
  XY_HYGIENE_ISSUED,
  XY_HYGIENE_PASSED_ON, /* 转村: the village does it, or asks the township */
  XY_HYGIENE_GOOD,      /* found good, not closed yet */
  XY_HYGIENE_CLOSED,
  XY_HYGIENE_VOID,
  XY_HYGIENE_N_STAGES,
} XyHygieneStage;

struct _XyHygieneSlip
{
  XyRecord record;
  gint64 number; /* 0 in a new record gets the next */
  XyId result;
  XyId household;
  XyId place;
  char *day;
  char *due;
  char *problem;
  char *photo;
  char *helper;
  gint64 help;
  char *received_on;
  char *received_by;
  char *recorder;
  gint64 stage; /* XyHygieneStage */
  char *until;
  char *closed_on;
};

struct _XyHygieneRecheck
{
  XyRecord record;
  XyId slip;
  gint64 number;
  char *kind; /* pass extend pass-on close void */
  char *day;
  char *until; /* of extend */
  char *by;
  char *note;
  char *photo;
  char *recorder;
  gint64 at;
};

/* 合格 延期 转村 销号 作废. */
typedef enum
{
  XY_HYGIENE_PASS,
  XY_HYGIENE_EXTEND,
  XY_HYGIENE_PASS_ON,
  XY_HYGIENE_CLOSE,
  XY_HYGIENE_MAKE_VOID,
  XY_HYGIENE_N_KINDS,
} XyHygieneRecheckKind;

/* "pass", …, as in records; and what people call it, translated. Static. */
const char *xy_hygiene_recheck_name (XyHygieneRecheckKind kind);
const char *xy_hygiene_recheck_label (XyHygieneRecheckKind kind);
/* XY_HYGIENE_N_KINDS where NAME is none. */
XyHygieneRecheckKind xy_hygiene_recheck_from_name (const char *name);

/* Where KIND leads from STAGE; XY_HYGIENE_N_STAGES where the drawing above has no such way. */
XyHygieneStage xy_hygiene_stage_after (XyHygieneStage stage, XyHygieneRecheckKind kind);

/* "issued", "passed-on", "good", "closed", "void": for scripts. Static. */
const char *xy_hygiene_stage_name (XyHygieneStage stage);
/* 待整改 已转村 待销号 已销号 已作废; translated. Static. */
const char *xy_hygiene_stage_word (XyHygieneStage stage);

/* 已逾期: its last day is over and nobody has found it good. */
gboolean xy_hygiene_slip_is_overdue (const XyHygieneSlip *slip, const char *today);

/* "2026-014": the year and the number in it, as it stands on the paper. (transfer full) */
char *xy_hygiene_slip_number (const XyHygieneSlip *slip);
/* The slip of that number, also written 2026-14 or 14 (of the year of TODAY). NOT_FOUND. Returns: (transfer full). */
XyHygieneSlip *xy_hygiene_slip_by_number (XyStore *store, const char *number, const char *today, GError **error);
/* "整改通知书 2026-014（曾国强（3-016））": how a sentence calls it. (transfer full) */
char *xy_hygiene_slip_describe (XyStore *store, const XyHygieneSlip *slip);
/* Whose it is: "曾国强(3-016)", or the place. (transfer full) */
char *xy_hygiene_slip_whose (XyStore *store, const XyHygieneSlip *slip);

/* ---- issuing ---- */

#define XY_HYGIENE_LIMIT_DAYS 7 /* by custom (domain.md 4.5), where a round says nothing */

/* One slip that is to be issued; borrows what it points to. */
typedef struct
{
  XyId result;    /* of a closed round: on its list of households to help, or excused; or none and */
  XyId household; /* outside a round, one of these two */
  XyId place;
  const char *problem; /* NULL: that of the result */
  const char *photo;   /* among the attachments; NULL: that of the result */
  const char *due;     /* NULL: that of all */
  const char *helper;  /* asked for where it is helped */
  gboolean help;       /* of an excused household always */
} XyHygieneSlipOne;

typedef struct
{
  const XyHygieneSlipOne *ones;
  guint n;
  const char *day; /* NULL: today */
  const char *due; /* NULL: after the round's limit_days, XY_HYGIENE_LIMIT_DAYS outside a round */

  XyId *made; /* out: of N slips, in their order; NULL where nobody asks */
} XyHygieneIssuing;

/*
 * XyActFunc: all of the slips of ISSUING in one act. INVALID with the field: day (to come, before the round), due
 * (before the day, more than a year after), problem (none), helper (none), ones (none, one result twice). CONFLICT: the
 * round is not closed, the result is on no list that gets one, it has one already that is not void, the household has
 * moved away.
 */
gboolean xy_hygiene_issue_act (XyTxn *txn, gpointer issuing, GError **error);

/* Who of a round may get a slip: those on the list of households to help, then those excused; in walking order. */
typedef struct
{
  XyId result;
  XyId household; /* or */
  XyId place;
  char *unit_name;
  char *number; /* of the household; NULL of a place */
  char *name;   /* of its head, or of the place */
  char *problem;
  char *photo;
  gboolean help; /* excused: a slip for help */
  char *helper;  /* who looks after the place; of a household NULL */
  XyId slip;     /* the one it has, not void; none */
} XyHygieneSlipOffer;

void xy_hygiene_slip_offer_free (XyHygieneSlipOffer *offer);

/* (transfer full) array of XyHygieneSlipOffer. */
GPtrArray *xy_hygiene_slip_offers (XyStore *store, const XyId *round, GError **error);

/* ---- what happens to it ---- */

typedef struct
{
  const XyId *slips;
  guint n;
  const char *day; /* NULL: today */
  const char *by;  /* who signed; NULL: the head, or who looks after the place */
} XyHygieneReceipt;

/* XyActFunc: the office's copy was signed. INVALID: day (to come, before it was issued), by. CONFLICT: void. */
gboolean xy_hygiene_receive_act (XyTxn *txn, gpointer receipt, GError **error);

typedef struct
{
  const XyId *slips;
  guint n;
  XyHygieneRecheckKind kind;
  gboolean close;    /* a pass closes it in the same act: 合格并销号 */
  const char *day;   /* NULL: today */
  const char *until; /* of an extension */
  const char *by;    /* who looked; NULL: who acts */
  const char *note;  /* asked for of void: why */
  const char *photo; /* among the attachments; of one slip only */
} XyHygieneRechecking;

/*
 * XyActFunc. INVALID: day (to come, before it was issued or last looked at), until (not after the present last day,
 * more than a year after the day), note, slips (none). CONFLICT: the drawing above has no such way; the sentence says
 * where it stands. The act can be undone as long as nothing came after it.
 */
gboolean xy_hygiene_recheck_act (XyTxn *txn, gpointer rechecking, GError **error);

/*
 * XyActFunc: SLIP is a copy with another helper, help, photo; problem and due too until it was received, for then they
 * stand on a paper that somebody has. INVALID, CONFLICT (closed, void, received).
 */
gboolean xy_hygiene_slip_change_act (XyTxn *txn, gpointer slip, GError **error);

/* What happened to SLIP, oldest first. (transfer full) array of XyHygieneRecheck. */
GPtrArray *xy_hygiene_rechecks_of (XyStore *store, const XyId *slip, GError **error);

/* ---- the list ---- */

typedef enum
{
  XY_HYGIENE_SLIPS_OPEN, /* neither closed nor void */
  XY_HYGIENE_SLIPS_OVERDUE,
  XY_HYGIENE_SLIPS_SOON,   /* their last day is today or within XY_HYGIENE_SOON_DAYS */
  XY_HYGIENE_SLIPS_GOOD,   /* found good, to be closed */
  XY_HYGIENE_SLIPS_CLOSED, /* or void */
  XY_HYGIENE_SLIPS_ALL,
  XY_HYGIENE_SLIPS_N,
} XyHygieneSlipWhich;

#define XY_HYGIENE_SOON_DAYS 3

/* "open", "overdue", "soon", "good", "closed", "all"; and 待办 …, translated. Static. */
const char *xy_hygiene_slips_name (XyHygieneSlipWhich which);
const char *xy_hygiene_slips_word (XyHygieneSlipWhich which);
/* XY_HYGIENE_SLIPS_N where NAME is none. */
XyHygieneSlipWhich xy_hygiene_slips_from_name (const char *name);

typedef enum
{
  XY_HYGIENE_SLIPS_BY_DUE,       /* the most overdue first; what is closed last, newest first */
  XY_HYGIENE_SLIPS_BY_NUMBER,    /* newest first */
  XY_HYGIENE_SLIPS_BY_HOUSEHOLD, /* on the walk */
} XyHygieneSlipOrder;

/* All that is NULL or none does not filter. */
typedef struct
{
  XyHygieneSlipWhich which;
  const char *text; /* in the number, the problem, the helper or the place; or finds the household (find.h) */
  XyId unit;        /* and those below */
  XyId household;
  XyId place;
  XyId round;
  const char *year; /* "2026": issued in it */
  XyHygieneSlipOrder order;
  gboolean reversed;
} XyHygieneSlipFilter;

/* (transfer full) array of XyId. */
GArray *xy_hygiene_slip_ids (XyStore *store, const XyHygieneSlipFilter *filter, GError **error);

typedef struct
{
  XyHygieneSlip *slip;
  char *number;           /* 2026-014 */
  char *unit_name;        /* may be NULL, as may all texts below */
  char *household_number; /* 3-016 */
  char *name;             /* of the head, or of the place */
  XyId round;
  char *round_title;
  gboolean overdue;
  gboolean soon;
  int days;         /* left to the last day; below 0: so many too late */
  const char *word; /* translated, static: 已逾期, or that of the stage */
  guint n_rechecks;
  guint n_extended;
  char *last_on; /* last recheck */
  char *last_by;
} XyHygieneSlipRow;

void xy_hygiene_slip_row_free (XyHygieneSlipRow *row);

/* The rows of IDS in their order, NULL for one that is gone. (transfer full) array of N XyHygieneSlipRow or NULL. */
GPtrArray *xy_hygiene_slip_rows (XyStore *store, const XyId *ids, guint n, GError **error);

/* counts[which], on today. */
gboolean xy_hygiene_slip_counts (XyStore *store, guint counts[XY_HYGIENE_SLIPS_N], GError **error);

/*
 * Works out anew what each slip's rechecks made of it. (transfer full) array of XyId: the slips of which something else
 * is kept; empty where all is well.
 */
GArray *xy_hygiene_slip_verify (XyStore *store, GError **error);

const XySql *xy_hygiene_slip_statements (guint *n);
const XySql *xy_hygiene_issue_statements (guint *n);
const XySql *xy_hygiene_recheck_statements (guint *n);
const XySql *xy_hygiene_slip_list_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-item: what was registered (登记) and may not count yet. It goes the steps that the village has on
 * (settings points_check, points_review, points_approve, points_post), each a XyPointsStep:
 *
 *   recorded ─check─▶ checked ─review─▶ reviewed ─approve─▶ approved ─list─▶ listed ─post─▶ posted ─book─▶ booked
 *    登记     组初核            评议               审核                送公示            张贴           入账
 *        └────────── reject ▶ rejected 驳回, withdraw ▶ withdrawn 撤回 (before it is booked) ──────────┘
 *
 * Steps that are off are passed over; where none is on there are no items at all and xy_points_record() writes the
 * ledger at once. A step only ever leads on, so the stage is the highest of the steps that stand; undo marks a step
 * deleted. An open objection freezes the item wherever it is: it is not reviewed, listed, or booked until the answer.
 *
 * Neither items nor steps are ever changed. Figures are hundredths. See points-flow.h for the acts.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPointsItem, xy_points_item)
XY_DECLARE_RECORD (XyPointsStep, xy_points_step)
XY_DECLARE_RECORD (XyPointsSitting, xy_points_sitting)

typedef enum
{
  XY_POINTS_RECORDED,
  XY_POINTS_CHECKED,
  XY_POINTS_REVIEWED,
  XY_POINTS_APPROVED,
  XY_POINTS_LISTED,
  XY_POINTS_POSTED,
  XY_POINTS_BOOKED, /* its entry's id is xy_points_item_entry_id() */
  XY_POINTS_REJECTED,
  XY_POINTS_WITHDRAWN,
} XyPointsStage;

struct _XyPointsItem
{
  XyRecord record;
  XyId household;
  XyId person;
  char *account;
  XyId rule;
  char *category;
  char *item;
  char *day;
  gint64 amount;
  gint64 delta;
  gint64 cut;
  char *why;       /* why something was cut or doubled, in words */
  gint64 withheld; /* of delta, what cannot be spent */
  char *note;
  char *witness;
  char *photo;    /* among the attachments */
  char *recorder; /* name, and the user */
  XyId typist;
  gint64 at;
  gint64 stage; /* XyPointsStage */
  gint64 frozen;
};

struct _XyPointsStep
{
  XyRecord record;
  XyId item;
  char *kind; /* check review approve list post book reject withdraw */
  XyId sitting;
  char *day;
  char *recused; /* names of members who stepped aside */
  char *note;
  char *by;
  XyId user;
  gint64 at;
};

/* A sitting on many items (kind check, review, approve), or a list that is posted (post). */
struct _XyPointsSitting
{
  XyRecord record;
  char *kind;
  gint64 number; /* of the year and kind; 0 in a new record gets the next */
  char *day;
  char *place;
  char *members; /* lines: name<tab>id of the person, which may be missing */
  char *note;
  char *recorder;
  XyId notice; /* of a list, once it hangs */
};

/* The id of the entry that booking ITEM makes, the same on each computer. */
XyId xy_points_item_entry_id (const XyId *item);

/* 待入账: how many items of HOUSEHOLD are registered and not yet booked, and what they come to; of its own account. */
gboolean xy_points_item_pending (XyStore *store, const XyId *household, guint *n, gint64 *sum, GError **error);

/* For the test of every statement. */
const XySql *xy_points_item_statements (guint *n);

G_END_DECLS

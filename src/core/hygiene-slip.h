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

const XySql *xy_hygiene_slip_statements (guint *n);

G_END_DECLS

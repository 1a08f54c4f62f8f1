/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-entry: one line of the points ledger; never changed, corrected by a reversing one.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPointsEntry, xy_points_entry)

struct _XyPointsEntry
{
  XyRecord record;
  XyId household;
  XyId person;
  XyId rule;
  char *category;
  char *item;
  char *day;
  gint64 amount;
  gint64 delta;
  gint64 cut;
  char *kind;
  XyId rev_of;
  char *note;
  char *witness;
  char *recorder;
  gint64 at;
  gint64 cancelled;
  gint64 reversed;
};

G_END_DECLS

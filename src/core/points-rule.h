/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-rule: one version of one rule of the village's points scheme (domain.md 4.2). Scores are hundredths.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPointsRule, xy_points_rule)

struct _XyPointsRule
{
  XyRecord record;
  char *code;
  gint64 version;
  char *catalogue;
  char *category;
  char *name;
  char *unit;
  gint64 score;
  gint64 score_max;
  gint64 step;
  gint64 cap;
  char *cap_period;
  char *starts;
  char *ends;
  char *basis;
  gint64 sort;
  char *find;
};

G_END_DECLS

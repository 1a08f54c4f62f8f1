/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-effect: what a result is worth in points, as the village decided: for a list or a band, so many rounds in a
 * row, one entry by a points rule. Only ever a proposal, which goes into the points by somebody's hand (points-batch.h)
 * and there through every step that the village has.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyHygieneEffect, xy_hygiene_effect)

struct _XyHygieneEffect
{
  XyRecord record;
  char *list; /* red, low; or */
  char *band;
  gint64 times; /* rounds in a row */
  char *rule;   /* code of a points rule */
  gint64 score; /* of a rule with a range */
  gint64 sort;
};

G_END_DECLS

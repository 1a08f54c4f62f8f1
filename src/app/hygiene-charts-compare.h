/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-charts-compare: the view 两期对比 of the tab 图表: who rose and who fell from one round to another, as a
 * table of records XyHygieneChange, who gained most first.
 */
#pragma once

#include "app/table.h"
#include "core/hygiene-statistics.h"

G_BEGIN_DECLS

typedef struct
{
  XyId before, after;
  XyId unit; /* and those below it; none: all */
} XyHygieneCompareQuery;

extern const XyListSource xy_hygiene_compare_source;
extern const XyColumn xy_hygiene_compare_columns[];
extern const guint xy_hygiene_n_compare_columns;

/* "23 户上升，12 户下降，…", of what LIST found; BEFORE and AFTER are the rounds. (transfer full) */
char *xy_hygiene_compare_words (XyList *list, const char *before, const char *after);

G_END_DECLS

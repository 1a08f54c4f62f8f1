/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-rule: one version of one rule of the village's points scheme (domain.md 4.2).
 *
 * Scores and caps are hundredths of a point, a deduction is negative. A rule has one of four shapes:
 *   fixed  score = score_max: so much for each unit (次, 小时 …)
 *   range  score < score_max: the person who enters it chooses, both ends included, for each unit
 *   steps  step > 0: so much for each whole step of the amount; step is in hundredths of the unit, so 1000 with the
 *          unit 元 is "for every 10 yuan", and what does not fill a step does not count
 *   tiers  lines "from<tab>step<tab>score": from so many units on, score for each whole step (of what is above 0), or
 * once where the step is empty; with a period, for what came together in it (文登: 志愿服务累计 4h, 10h, 20h …) A cap
 * is the most that counts for one household (of a person's account: one person) in a month, quarter or year, all
 * versions of the rule together; of a deduction it is the most that is taken away. A cap for one time, likewise, of one
 * entry. Of the rules of one pool that the same act meets (same day and household) only the largest counts. Where
 * repeats double, the second and each further time within the period counts twice. Rules are for those who bear one of
 * the tags of target and none of exempt.
 *
 * A rule that was written is not changed: a change is a further version with the same code, and entries keep the
 * version they were entered by. Undo of a version lets the one before it rule again.
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
  char *account;      /* whose points; points-account.h */
  gint64 unspendable; /* counts, but cannot be spent */
  char *tiers;        /* lines: from<tab>step<tab>score; see above */
  char *tiers_period; /* NULL: of one act */
  gint64 cap_act;
  char *pool;
  char *repeat_period; /* NULL: repeats count like the first */
  gint64 round;        /* hundredths of which what counts is a multiple: 0, 10, 100 */
  char *target;        /* tags, with commas */
  char *exempt;
  gint64 evidence;
};

#define xy_points_rule_is_range(rule) ((rule)->score < (rule)->score_max)

/*
 * The newest version of each rule that holds on DAY (of each rule at all, where DAY is NULL), in the scheme's order.
 * Returns: (transfer full) array of XyPointsRule.
 */
GPtrArray *xy_points_rule_list (XyStore *store, const char *day, GError **error);

/* The newest version of the rule CODE that holds on DAY (may be NULL); NOT_FOUND. Returns: (transfer full). */
XyPointsRule *xy_points_rule_find (XyStore *store, const char *code, const char *day, GError **error);

/* Whether RULE holds on DAY. */
gboolean xy_points_rule_holds (const XyPointsRule *rule, const char *day);

/*
 * Writes RULE (a new record or a changed copy) as the next version of its code, unless the newest version says the
 * same. CHANGED (optional) tells which. INVALID names the field that cannot be so.
 */
gboolean xy_points_rule_save (XyTxn *txn, XyPointsRule *rule, gboolean *changed, GError **error);

/* "2", "1.5": so much of a unit, without a needless decimal. (transfer full) */
char *xy_amount_format (gint64 hundredths);

/* "+1.0/次", "+2.0~+3.0/次", "+0.1 每 10 元" and "每年最多 40 分", or "" without a cap. (transfer full) */
char *xy_points_rule_score_text (const XyPointsRule *rule);
char *xy_points_rule_cap_text (const XyPointsRule *rule);

/* For the test of every statement. */
const XySql *xy_points_rule_statements (guint *n);

G_END_DECLS

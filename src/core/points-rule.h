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
 * version they were entered by. Undo of a version lets the one before it rule again. A rule that is to give no more
 * points gets a version with a last day.
 */
#pragma once

#include "core/act.h"
#include "core/day.h"
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
  char *tiers;        /* points-tiers.h; score and score_max are then those of the first line */
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

/* All versions of the rule CODE, the newest first. Returns: (transfer full) array of XyPointsRule. */
GPtrArray *xy_points_rule_versions (XyStore *store, const char *code, GError **error);

/* A code that no rule has: PREFIX and the next number, "C07". (transfer full), NULL on an error of the file. */
char *xy_points_rule_free_code (XyStore *store, const char *prefix, GError **error);

/* Whether RULE holds on DAY. */
gboolean xy_points_rule_holds (const XyPointsRule *rule, const char *day);

/*
 * Whether RULE can be one, and tidies what it says: text is cleaned, tiers are rewritten and give the score, tags are
 * separated by commas. INVALID with the field: code, category, name, score, score_max, step, cap, cap_period, cap_act,
 * starts, ends, tiers, tiers_period, repeat_period, pool, round, target, exempt (a tag that nobody can bear).
 */
gboolean xy_points_rule_check (XyStore *store, XyPointsRule *rule, GError **error);

/*
 * Writes RULE (a new record or a changed copy) as the next version of its code, unless the newest version says the
 * same. CHANGED (optional) tells which. INVALID names the field that cannot be so.
 */
gboolean xy_points_rule_save (XyTxn *txn, XyPointsRule *rule, gboolean *changed, GError **error);

/*
 * Writes a further version of the rule CODE that holds until DAY, and gives the act its sentence. NOT_FOUND; INVALID,
 * field "ends", where it ends by then anyway.
 */
gboolean xy_points_rule_end (XyTxn *txn, const char *code, const char *day, GError **error);

/* The tags in TARGET or EXEMPT, one by one. (transfer full) */
char **xy_points_rule_tags (const char *tags);

/* "2", "1.5": so much of a unit, without a needless decimal. (transfer full) */
char *xy_amount_format (gint64 hundredths);

/* "+1.0/次", "+2.0~+3.0/次", "+0.1 每 10 元", "+1.0~+50.0 按小时分档". (transfer full) */
char *xy_points_rule_score_text (const XyPointsRule *rule);

/* "每次最多 2 分，每年最多 40 分", or "" without a cap. (transfer full) */
char *xy_points_rule_cap_text (const XyPointsRule *rule);

/*
 * All that the rule says, in plain sentences, a line for each: the score (with its tiers), caps, repeats, pool, for
 * whom, evidence. Days and basis are not among them. (transfer full)
 */
char **xy_points_rule_sentences (const XyPointsRule *rule);

/* "this month", "this quarter", "this year" for a value of xy_points_spans. Translated. Static. */
const char *xy_points_span_word (const char *period);

/* The first and last day of the PERIOD (a value of xy_points_spans) of DAY. */
void xy_points_span_days (const char *period, const char *day, char first[XY_DAY_SIZE], char last[XY_DAY_SIZE]);

/* For the test of every statement. */
const XySql *xy_points_rule_statements (guint *n);

G_END_DECLS

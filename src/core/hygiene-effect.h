/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-effect: what a result is worth in points, as the village decided: for a list or a band, so many rounds in a
 * row, one entry by a points rule. Only ever a proposal, which goes into the points by somebody's hand (points-batch.h)
 * and there through every step that the village has.
 */
#pragma once

#include "core/points-batch.h"
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

/* In their order. (transfer full) array of XyHygieneEffect. */
GPtrArray *xy_hygiene_effect_list (XyStore *store, GError **error);

/* "红榜", "连续3期“清洁”": for what. (transfer full) */
char *xy_hygiene_effect_describe (const XyHygieneEffect *effect);

/*
 * XyActFunc: keeps EFFECT, a new record or a changed copy. INVALID with the field: list (neither a list nor a grade, or
 * both), times, rule (none of that code, one that counts by an amount, one for volunteers), score (not within the
 * rule's range). CONFLICT: there is one for the same, so many times in a row, by the same rule.
 */
gboolean xy_hygiene_effect_save_act (XyTxn *txn, gpointer effect, GError **error);

/* XyActFunc: takes away the effect of that XyId. */
gboolean xy_hygiene_effect_delete_act (XyTxn *txn, gpointer id, GError **error);

/* What a round would come to for one household by one effect. */
typedef struct
{
  XyPointsOne one; /* for xy_hygiene_effects_act(); it borrows from the proposal */
  XyId result;
  XyId effect;
  char *number; /* of the household; may be NULL, as may the next two */
  char *name;   /* of its head */
  char *unit_name;
  char *why; /* "连续3期红榜" */
  char *rule_code;
  char *rule_name;
  gint64 delta;    /* what would count, hundredths */
  gboolean repeat; /* household, rule and day are recorded already */
  char *problem;   /* the sentence why it cannot be recorded; NULL: it can */
  char *day;       /* of the round */
  char *note;      /* "2026年第3期人居环境评比：红榜" */
  char *witness;   /* the judges */
} XyHygieneProposal;

void xy_hygiene_proposal_free (XyHygieneProposal *proposal);

/*
 * What the effects would give for the closed ROUND, by its ranking; so many times in a row counts each time the streak
 * (hygiene-decide.h) is a multiple of it: three in a row pays at three, six, nine. CONFLICT where the lists are not
 * decided. (transfer full) array of XyHygieneProposal.
 */
GPtrArray *xy_hygiene_effects_propose (XyStore *store, const XyId *round, GError **error);

/* What people ticked of it. */
typedef struct
{
  XyId round;
  const XyPointsOne *ones;
  guint n;
  gboolean again;        /* although it was handed over before */
  gboolean skip_repeats; /* what is recorded already is left out */

  guint n_recorded; /* out */
  gint64 sum;       /* out: points of those */
} XyHygieneHandover;

/*
 * XyActFunc: hands them over to the points (points-batch.h) in one act, and keeps the day with the round. Where the
 * village has steps, they go through all of these. INVALID: ones (none), and what the points say of a line. CONFLICT:
 * the round is open, or was handed over before and AGAIN is not set. DENIED: who may not record points.
 */
gboolean xy_hygiene_effects_act (XyTxn *txn, gpointer handover, GError **error);

const XySql *xy_hygiene_effect_statements (guint *n);

G_END_DECLS

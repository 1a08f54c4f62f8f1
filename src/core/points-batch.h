/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-batch: many lines at once, of several rules, amounts and days, recorded as one act: the month's sheet, a list
 * that was pasted, a file. Each line passes exactly what a single entry passes (points-record.h), in the batch's order,
 * so that what one line uses up of a cap is no longer there for the next.
 */
#pragma once

#include "core/points-record.h"

G_BEGIN_DECLS

/* One line; borrows what it points to. */
typedef struct
{
  XyId household;
  XyId person; /* may be none */
  XyId rule;
  gint64 amount; /* as in XyPointsDraft */
  gint64 score;
  const char *day;
  const char *witness;
  const char *note;
  const char *photo;
} XyPointsOne;

/* What became of a line. */
typedef struct
{
  char *problem; /* the sentence why it is refused, or NULL */
  char *field;   /* what the sentence is about, or NULL */
  gboolean repeat;
  gboolean left_out; /* not recorded: refused, or a repeat that was not wanted */
  XyPointsLine line;
} XyPointsOutcome;

typedef struct
{
  const XyPointsOne *ones;
  guint n;
  gboolean skip_repeats; /* what household, rule, day and amount say was recorded already is left out */
  const char *title;     /* of the act; NULL: one that says the rule and how many households */
  GPtrArray *outcomes;   /* out: of XyPointsOutcome, one for each line */
  guint n_recorded;      /* out */
  gint64 sum;            /* out: points of those */
} XyPointsBatch;

/* Lets go of the outcomes. */
void xy_points_batch_clear (XyPointsBatch *batch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyPointsBatch, xy_points_batch_clear)

/*
 * What recording would come to, line by line, each looked at as if it were alone: quick, for what is shown while
 * somebody types. Errors: those of the file.
 */
gboolean xy_points_batch_look (XyStore *store, XyPointsBatch *batch, GError **error);

/* The same exactly: all is recorded, and then taken back before anybody sees it. DENIED and the like as when acting. */
gboolean xy_points_batch_try (XyStore *store, const XyActor *actor, XyPointsBatch *batch, GError **error);

/* XyActFunc: records all (DATA is the batch). The first line that is refused refuses the act, named in the sentence. */
gboolean xy_points_batch_act (XyTxn *txn, gpointer batch, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-record: writing the ledger. One rule for one household or for thirty, in one act; and the correction of an
 * entry by a reversing one.
 *
 * All figures are hundredths (of a point, of the rule's unit). What counts for a household is what points-weigh.h says:
 * the score by the amount, repeats, the largest of a pool, caps (undone and reversed entries give their room back). A
 * capped entry is written all the same, with what was cut and why. What is registered and not yet booked takes its room
 * as well. An act that several rules meet is recorded as
 * several drafts at once, which see each other.
 */
#pragma once

#include "core/points-entry.h"
#include "core/points-rule.h"

G_BEGIN_DECLS

/* The first day that an entry may have; anything older is a slip of the finger. */
#define XY_POINTS_FIRST_DAY "2015-01-01"

/* What is to be recorded; borrows all it points to. */
typedef struct
{
  XyId rule;
  const char *day; /* when it happened: not after tomorrow, for a clock may be a day behind */
  gint64 amount;   /* 0 is one unit; of a rule with steps it must be given */
  gint64 score;    /* of a rule with a range: which; otherwise 0 */
  const char *witness;
  const char *note;
  const XyId *households;
  guint n_households;
  XyId person;         /* who did it, where one household is named and that is known */
  const XyId *persons; /* the same of each household, instead of person; may be NULL */
  const char *photo;   /* name of an attachment (attachment.h), or NULL */
} XyPointsDraft;

/* What a draft comes to for one household. */
typedef struct
{
  guint draft; /* which of several */
  XyId household;
  XyId person;
  gint64 amount;
  gint64 delta;    /* what counts */
  gint64 cut;      /* what caps and a pool take away */
  gint64 used;     /* what stood in the cap's period before */
  gint64 withheld; /* of delta, what cannot be spent */
  gboolean repeat; /* the household (person) has this rule, day and amount already: worth a question */
  char *why;       /* in words why something was cut or doubled; NULL where nothing was. Owned by the array */
  XyId entry;      /* none in a preview, and where ITEM is made */
  XyId item;       /* what was registered, where the village has a step before points count (points-flow.h) */
} XyPointsLine;

/*
 * What DRAFT would come to, without writing; one XyPointsLine for each household in the draft's order. Errors: INVALID
 * with the field (rule, day, amount, score, household, person), NOT_FOUND. Returns: (transfer full), NULL on an error.
 */
GArray *xy_points_preview (XyStore *store, const XyPointsDraft *draft, GError **error);

/*
 * Writes one entry for each household; or registers one item, where the village has steps before points count. LINES
 * (optional) gets what xy_points_preview() gives, with the ids.
 */
gboolean xy_points_record (XyTxn *txn, const XyPointsDraft *draft, GArray **lines, GError **error);

/* The same of N drafts that are about one act: lines of the first draft, then of the second … */
GArray *xy_points_preview_many (XyStore *store, const XyPointsDraft *drafts, guint n, GError **error);
gboolean xy_points_record_many (XyTxn *txn, const XyPointsDraft *drafts, guint n, GArray **lines, GError **error);

/* The sentence of an act that records (or, with a step before points count, registers) DRAFT: "给 14 户记分：义务清扫".
 * (transfer full) */
char *xy_points_draft_title (XyStore *store, const XyPointsDraft *draft);

/* XyActFunc of an act that is one draft (DATA), with that sentence. */
gboolean xy_points_record_act (XyTxn *txn, gpointer draft, GError **error);

/*
 * Takes ENTRY back by a reversing entry on DAY (NULL: today; never before the entry's own day), with the REASON, which
 * must be given. REVERSAL (optional) gets its id. Errors: INVALID (note, day), NOT_FOUND, CONFLICT where the entry is
 * itself a correction, was undone, or was reversed before.
 */
gboolean
xy_points_reverse (XyTxn *txn, const XyId *entry, const char *reason, const char *day, XyId *reversal, GError **error);

/* XyActFunc of an act that is one reversal; it gives the act its sentence. */
typedef struct
{
  XyId entry;
  const char *reason;
  const char *day;
} XyPointsReversal;
gboolean xy_points_reverse_act (XyTxn *txn, gpointer reversal, GError **error);

G_END_DECLS

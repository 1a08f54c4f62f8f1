/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-act: drafting bylaws, hearing opinions, and taking a version through its steps. All are XyActFunc and need
 * XY_MAY_KEEP_BYLAWS; at a township's computer (scope.h) its steps need XY_MAY_REVIEW_BYLAWS instead, and cannot be
 * undone.
 */
#pragma once

#include "core/bylaw.h"
#include "core/bylaw-text.h"

G_BEGIN_DECLS

/* A clause as it was typed or read out of a text. */
typedef struct
{
  gint64 level; /* 0 a heading, 1 a clause, 2 an item of it */
  char *text;
} XyBylawTyped;

typedef struct
{
  XyBylaw *bylaw;              /* new, or a changed copy */
  const XyBylawTyped *clauses; /* of a new one's first version */
  guint n_clauses;
  const char *preamble; /* of it; may be NULL */
  XyId made;            /* out: the first version of a new one */
} XyBylawWriting;

/* INVALID name: none, or another bylaw has it; kind: the village has a general bylaw already. */
gboolean xy_bylaw_write_act (XyTxn *txn, gpointer writing, GError **error);

/* A further version of BYLAW with the clauses of its last one, each under its code. CONFLICT: one is being worked on.
 */
typedef struct
{
  XyId bylaw;
  XyId made; /* out */
} XyBylawRevising;

gboolean xy_bylaw_revise_act (XyTxn *txn, gpointer revising, GError **error);

/* CONFLICT: the version is no draft. */
typedef struct
{
  XyBylawClause *clause; /* new, or a changed copy */
  XyId after;            /* of a new one: the clause that it stands behind; none: at the end */
  XyId made;             /* out */
} XyBylawClauseWriting;

gboolean xy_bylaw_clause_write_act (XyTxn *txn, gpointer writing, GError **error);

typedef struct
{
  XyId clause;
  int by; /* so many places down, negative up; a heading goes alone */
} XyBylawClauseMoving;

gboolean xy_bylaw_clause_move_act (XyTxn *txn, gpointer moving, GError **error);
/* Takes out the clause of that XyId. */
gboolean xy_bylaw_clause_delete_act (XyTxn *txn, gpointer clause, GError **error);
/* The short form for a board and the preamble, of a changed copy of a version. */
gboolean xy_bylaw_version_write_act (XyTxn *txn, gpointer version, GError **error);

/*
 * Records OPINION (new) or its answer (a changed copy). INVALID: text; day (to come); answer without what came of it
 * ("taken") or the other way round. CONFLICT: the version was voted on.
 */
typedef struct
{
  XyBylawOpinion *opinion;
  XyId made; /* out */
} XyBylawHearing;

gboolean xy_bylaw_hear_act (XyTxn *txn, gpointer hearing, GError **error);

typedef struct
{
  XyId version;
  XyBylawStepKind kind;
  const char *day;  /* NULL: today */
  const char *by;   /* NULL: who acts; of advise the adviser, of return and approve whoever reviewed it */
  const char *note; /* asked for: advise, return, correct, drop */
  XyId vote;        /* asked for: pass, lose, repeal */
  const char *photo;
} XyBylawStepping;

/*
 * INVALID: day (to come, before the last step's or the vote's), note, vote (not closed, of something else, counted
 * again since, with the other outcome). CONFLICT: the drawing has no such way; there is no clause; opinions are not
 * answered. What comes into force replaces the version before it in the same act.
 */
gboolean xy_bylaw_step_act (XyTxn *txn, gpointer stepping, GError **error);

/* By when VERSION, passed, is filed with the township: the day after so many (XY_SETTING_BYLAW_DAYS). A suggestion: no
 * law that holds everywhere names a number (law.md 3). (transfer full) NULL where it is not passed. */
char *xy_bylaw_filing_day (XyStore *store, const XyBylawVersion *version);

/* The headings, clauses and items of a text; PREAMBLE gets the paragraphs without a number before the first of them, a
 * line each, or NULL. (transfer full) array of XyBylawTyped. */
GArray *xy_bylaw_typed_from (const XyBylawText *text, char **preamble);
/* The numbers of clauses one after the other; begins with zeros. */
typedef struct
{
  guint headings, articles, items; /* counted so far; items of the last article */
} XyBylawCount;

/* "9 headings · 21 clauses · 3 sub-items": how many of each level. (transfer full) */
char *xy_bylaw_levels_words (const guint n[3]);
/* The mark of the next one, of that level: "一、", "第一条", "（一）". (transfer full) */
char *xy_bylaw_count_next (XyBylawCount *count, gint64 level);
/* Those of CLAUSES. (transfer full) */
GStrv xy_bylaw_clauses_marks (GPtrArray *clauses);
/* How people speak of each of CLAUSES: "第一部分", "第一条", "第一条（一）". (transfer full) */
GStrv xy_bylaw_clauses_names (GPtrArray *clauses);
/* PREAMBLE (may be NULL) and the clauses as they are read, numbered, a line each. (transfer full) */
char *xy_bylaw_clauses_write (const char *preamble, GPtrArray *clauses);

const XySql *xy_bylaw_act_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw: the village's bylaws (村规民约): the general one ("1") and those on a single matter ("N"), each in versions of
 * clauses. A version goes through the steps of 民发〔2018〕144号 and 村民委员会组织法 31 by itself, while the one
 * before stays in force:
 *
 *   collecting 征集民意 ─draft─▶ drafted 草案 ─advise─▶ advised 法律顾问已看 ─submit─▶ reviewing 镇里审核中
 *                                 ▲  ▲ ▲                  │redraft                    │return (with the reason)
 *                                 │  │ └──────────────────┴───────────────────────────┘      │approve
 *                                 │  └─────────────redraft───────────────────────────────────▼
 *                                 └────────────────lose──────────────────────────── approved 待表决
 *                                                                                            │pass
 *   in force 施行中 ◀─force─ published 已公布 ◀─publish─ filed 已备案 ◀─file─ passed 已通过 ◀─┘
 *
 * From passed on the township may order a correction (correct), which ends the version; a version in force ends when
 * the next one comes into force (replace) or by a vote (repeal); one that is not passed may be dropped. Clauses change
 * only while opinions are collected and while it is a draft: what was reviewed is what is voted on. What the steps come
 * to is kept with the version and can be rebuilt.
 */
#pragma once

#include "core/act.h"
#include "core/flow.h"
#include "core/record.h"
#include "core/scope.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyBylaw, xy_bylaw)
XY_DECLARE_RECORD (XyBylawVersion, xy_bylaw_version)
XY_DECLARE_RECORD (XyBylawClause, xy_bylaw_clause)
XY_DECLARE_RECORD (XyBylawOpinion, xy_bylaw_opinion)
XY_DECLARE_RECORD (XyBylawStep, xy_bylaw_step)

typedef enum
{
  XY_BYLAW_COLLECTING,
  XY_BYLAW_DRAFTED,
  XY_BYLAW_ADVISED,
  XY_BYLAW_REVIEWING,
  XY_BYLAW_APPROVED,
  XY_BYLAW_PASSED,
  XY_BYLAW_FILED,
  XY_BYLAW_PUBLISHED,
  XY_BYLAW_IN_FORCE,
  XY_BYLAW_CORRECTED, /* from here on it is over: the township ordered a correction */
  XY_BYLAW_REPLACED,  /* by the next version */
  XY_BYLAW_REPEALED,
  XY_BYLAW_DROPPED,
  XY_BYLAW_N_STAGES,
} XyBylawStage;

typedef enum
{
  XY_BYLAW_DRAFT,
  XY_BYLAW_ADVISE, /* the village's legal adviser has looked at it */
  XY_BYLAW_REDRAFT,
  XY_BYLAW_SUBMIT, /* to the township's review */
  XY_BYLAW_RETURN,
  XY_BYLAW_APPROVE,
  XY_BYLAW_PASS, /* by the vote that it names */
  XY_BYLAW_LOSE,
  XY_BYLAW_FILE,
  XY_BYLAW_PUBLISH,
  XY_BYLAW_FORCE,
  XY_BYLAW_CORRECT,
  XY_BYLAW_REPLACE,
  XY_BYLAW_REPEAL, /* by the vote that it names */
  XY_BYLAW_DROP,
  XY_BYLAW_N_KINDS,
} XyBylawStepKind;

struct _XyBylaw
{
  XyRecord record;
  char *name;
  char *kind; /* general single */
  char *note;
  gint64 sort;
};

struct _XyBylawVersion
{
  XyRecord record;
  XyId bylaw;
  gint64 number; /* from 1; 0 in a new record gets the next */
  char *since;
  char *preamble;
  char *board; /* the short form, a line each */
  char *recorder;
  gint64 stage; /* XyBylawStage, and as all below what the steps come to */
  char *passed_on;
  char *filed_on;
  char *force_on;
  char *ended_on;
};

struct _XyBylawClause
{
  XyRecord record;
  XyId version;
  gint64 sort;
  XyId code;    /* the same in all versions; none in a new record gets its own */
  gint64 level; /* 0 a heading, 1 a clause, 2 an item of it */
  char *text;
  char *story;
  char *rules; /* rows: ids of points rules */
  char *items; /* rows: names of hygiene items */
};

struct _XyBylawOpinion
{
  XyRecord record;
  XyId version;
  gint64 number;
  char *day;
  char *source; /* meeting visit slip township adviser other */
  XyId meeting;
  XyId household;
  char *who;
  XyId clause; /* the code of a clause */
  char *text;
  char *answer;
  char *taken; /* yes part no */
  char *answered_on;
  char *recorder;
};

struct _XyBylawStep
{
  XyRecord record;
  XyId version;
  gint64 number;
  char *kind;
  char *day;
  char *by;
  char *note;
  XyId vote;
  char *photo;
  char *recorder;
  XyId user;
  gint64 at;
};

extern const XyWord xy_bylaw_kinds[];
extern const XyWord xy_bylaw_step_kinds[];
extern const XyWord xy_bylaw_sources[];
extern const XyWord xy_bylaw_takings[];

const char *xy_bylaw_step_name (XyBylawStepKind kind);
const char *xy_bylaw_step_label (XyBylawStepKind kind);
/* XY_BYLAW_N_KINDS where NAME is none; it may be NULL. */
XyBylawStepKind xy_bylaw_step_from_name (const char *name);
/* Steps that the township takes at its own computer: return, approve, file, correct. */
gboolean xy_bylaw_step_is_township (XyBylawStepKind kind);
/* Those of them that are nobody else's where it has one (scope.h): all but filing. */
gboolean xy_bylaw_step_is_review (XyBylawStepKind kind);
/* Whether somebody with PERMISSIONS in a file of that SCOPE may take a step of KIND; REVIEWS: the township reviews over
 * the line. */
gboolean xy_bylaw_may_step (guint permissions, XyScope scope, gboolean reviews, XyBylawStepKind kind);
/* The same within an act; TAKEN_BACK: the step is undone. DENIED. */
gboolean xy_bylaw_require_step (XyTxn *txn, XyBylawStepKind kind, gboolean taken_back, GError **error);
const char *xy_bylaw_stage_name (XyBylawStage stage);
const char *xy_bylaw_stage_word (XyBylawStage stage);

/* The drawing as data. */
extern const XyFlow xy_bylaw_flow;
/* Where KIND leads from STAGE; XY_BYLAW_N_STAGES where there is no such way. */
XyBylawStage xy_bylaw_stage_after (XyBylawStage stage, XyBylawStepKind kind);
/* The drawing in the language of Mermaid, for the documentation. (transfer full) */
char *xy_bylaw_drawing (void);

/* Its clauses may be changed. */
gboolean xy_bylaw_is_open (const XyBylawVersion *version);

/* (transfer full) arrays; the bylaws in their order, the versions newest first, the others as they stand. */
GPtrArray *xy_bylaws (XyStore *store, GError **error);
GPtrArray *xy_bylaw_versions (XyStore *store, const XyId *bylaw, GError **error);
GPtrArray *xy_bylaw_clauses (XyStore *store, const XyId *version, GError **error);
GPtrArray *xy_bylaw_opinions (XyStore *store, const XyId *version, GError **error);
GPtrArray *xy_bylaw_steps (XyStore *store, const XyId *version, GError **error);

/* The bylaw that TEXT means: its id, its name, or words that stand in one name only. NOT_FOUND, INVALID. (transfer
 * full)
 */
XyBylaw *xy_bylaw_find (XyStore *store, const char *text, GError **error);
/* NOT_FOUND, CONFLICT where it was undone. (transfer full) */
XyBylawVersion *xy_bylaw_version_get (XyStore *store, const XyId *id, GError **error);
/* The last version of BYLAW, or the one of NUMBER where that is not 0. NOT_FOUND. (transfer full) */
XyBylawVersion *xy_bylaw_version_of (XyStore *store, const XyId *bylaw, gint64 number, GError **error);
/* "石板溪村村规民约（第2版）": how a sentence calls it. (transfer full) */
char *xy_bylaw_version_describe (XyStore *store, const XyBylawVersion *version);

/* The stage that VERSION has in the file, inside an act. */
gboolean xy_bylaw_read_stage (XyTxn *txn, const XyId *version, XyBylawStage *stage, GError **error);

/* Works out anew what the steps come to. (transfer full) array of XyId of versions of which something else is kept. */
GArray *xy_bylaw_verify (XyStore *store, GError **error);

const XySql *xy_bylaw_statements (guint *n);

G_END_DECLS

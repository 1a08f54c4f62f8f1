/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter: the ledger (台账), one numbered register for all that is asked of the office or agreed: from meetings, visits
 * (三听三问), wishes (微心愿), suggestions, inspections, disputes and the township. Numbers are of the year and never
 * given twice: what was numbered when it was raised is closed by its number (摸排标号—销号).
 *
 *                        ┌──────────── decide ───────────── at the meeting 待会议决定
 *                        ▼                                        ▲ submit
 *   registered 登记 ─assign─▶ assigned 已分办 ─start─▶ working 办理中 ─finish─▶ done 已办结 ─satisfied─▶ visited 已回访
 * ─close─▶ closed 已销号 ▲                                           ▲  ▲ answer                  │ │ │  └── passed on
 * 已转镇 ◀─pass-on (finish leads from there to done) │                                           └──────── unsatisfied
 * ────────┘ └─reopen── not ready 暂不具备条件, unsettled 未达成一致: honest ends            void 作废: entered by
 * mistake
 *
 * Nothing is closed without a visit: somebody else than the owner asks whoever raised it, and 不满意 opens it again.
 * note, extend and raise (of a dispute, one level up) leave the stage alone. xy_matter_ways() is the whole drawing as
 * data. What the steps come to (stage, owner, last day …) is kept with the matter and can be rebuilt.
 *
 * A dispute is private: its parties never appear on a board. domain.md 1, 4.6.
 */
#pragma once

#include "core/act.h"
#include "core/flow.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyMatter, xy_matter)
XY_DECLARE_RECORD (XyMatterStep, xy_matter_step)
XY_DECLARE_RECORD (XyMatterLink, xy_matter_link)

typedef enum
{
  XY_MATTER_REGISTERED,
  XY_MATTER_ASSIGNED,
  XY_MATTER_WORKING,
  XY_MATTER_DONE,
  XY_MATTER_VISITED,
  XY_MATTER_PASSED_ON,
  XY_MATTER_AT_MEETING,
  XY_MATTER_CLOSED, /* from here on it is over */
  XY_MATTER_NOT_READY,
  XY_MATTER_UNSETTLED,
  XY_MATTER_VOID,
  XY_MATTER_N_STAGES,
} XyMatterStage;

typedef enum
{
  XY_MATTER_ASSIGN,      /* 分办, also to somebody else */
  XY_MATTER_START,       /* 开始办理 */
  XY_MATTER_NOTE,        /* what was done meanwhile */
  XY_MATTER_EXTEND,      /* more time */
  XY_MATTER_RAISE,       /* of a dispute: 组长初调 → 村调委会协调 → 镇终调 */
  XY_MATTER_FINISH,      /* 办结, with the result */
  XY_MATTER_SATISFIED,   /* 回访: 满意, 基本满意 */
  XY_MATTER_UNSATISFIED, /* 回访: 不满意 */
  XY_MATTER_CLOSE,       /* 销号 */
  XY_MATTER_PASS_ON,     /* 转镇 */
  XY_MATTER_ANSWER,      /* the township answered; the village goes on */
  XY_MATTER_SUBMIT,      /* to the meeting that may decide it */
  XY_MATTER_DECIDE,      /* the meeting decided; it is assigned anew */
  XY_MATTER_NOT_YET,     /* 暂不具备条件 */
  XY_MATTER_NO_ACCORD,   /* 未达成一致 */
  XY_MATTER_REOPEN,
  XY_MATTER_MAKE_VOID,
  XY_MATTER_N_KINDS,
} XyMatterKind;

#define XY_MATTER_LEVELS 3

struct _XyMatter
{
  XyRecord record;
  gint64 number;
  char *source; /* meeting visit wish suggestion inspection dispute township other */
  XyId origin;
  char *day;
  char *title;
  char *content;
  XyId household;
  XyId person;
  char *people;
  char *phone;
  XyId unit;
  char *place;
  char *heard; /* business villager cadre */
  char *asked; /* difficulty hope advice */
  char *visitor;
  char *reserved; /* key of meeting-rules.h */
  gint64 private;
  char *recorder;
  char *find;
  gint64 stage; /* XyMatterStage, and as all below what the steps come to */
  char *owner;
  char *helpers;
  char *partner;
  char *kind; /* spot village township meeting */
  char *until;
  gint64 level; /* of a dispute 1 … XY_MATTER_LEVELS */
  char *done_on;
  char *visited_on;
  char *satisfaction; /* good fair bad */
  char *ended_on;
};

struct _XyMatterStep
{
  XyRecord record;
  XyId matter;
  gint64 number;
  char *kind;
  char *day;
  char *by;
  char *note;
  char *owner;
  char *helpers;
  char *partner;
  char *does; /* spot village township meeting */
  char *until;
  char *satisfaction;
  char *photo;
  char *recorder;
  XyId user;
  gint64 at;
};

struct _XyMatterLink
{
  XyRecord record;
  XyId matter;
  char *kind; /* matter meeting paper document slip */
  XyId target;
  char *note;
};

/* The words of fields, for forms: value and label, ended by a value of NULL. */
extern const XyWord xy_matter_kinds[];
extern const XyWord xy_matter_sources[];
extern const XyWord xy_matter_heard[];
extern const XyWord xy_matter_asked[];
extern const XyWord xy_matter_does[];
extern const XyWord xy_matter_satisfactions[];
extern const XyWord xy_matter_levels[]; /* "1" … "3" */

/* "assign" …, and what people call it, translated. Static. */
const char *xy_matter_kind_name (XyMatterKind kind);
const char *xy_matter_kind_label (XyMatterKind kind);
/* XY_MATTER_N_KINDS where NAME is none. */
XyMatterKind xy_matter_kind_from_name (const char *name);
/* "registered" …, and 待分办 …, translated. Static. */
const char *xy_matter_stage_name (XyMatterStage stage);
const char *xy_matter_stage_word (XyMatterStage stage);

/* The drawing as data. */
extern const XyFlow xy_matter_flow;
/* Where KIND leads from STAGE; XY_MATTER_N_STAGES where there is no such way. */
XyMatterStage xy_matter_stage_after (XyMatterStage stage, XyMatterKind kind);
/* What an actor needs to take a step of KIND: any of these permissions. */
guint xy_matter_kind_permissions (XyMatterKind kind);
/* The drawing in the language of Mermaid, for the documentation. (transfer full) */
char *xy_matter_drawing (void);

/* 已逾期: somebody has it, and its last day is over. */
gboolean xy_matter_is_overdue (const XyMatter *matter, const char *today);

/* "2026-014". (transfer full) */
char *xy_matter_number (const XyMatter *matter);
/* "2026-014 塘坳路灯不亮": how a sentence calls it. (transfer full) */
char *xy_matter_describe (const XyMatter *matter);
/* The matter of that number, also written 2026-14 or 14 (of the year of TODAY). NOT_FOUND. (transfer full) */
XyMatter *xy_matter_by_number (XyStore *store, const char *number, const char *today, GError **error);
/* NOT_FOUND, CONFLICT where it was undone. (transfer full) */
XyMatter *xy_matter_get (XyStore *store, const XyId *id, GError **error);

/* ---- acts ---- */

/* What a step says; borrows what it points to. What does not belong to its kind is left alone. */
typedef struct
{
  const XyId *matters; /* one, or many at once */
  guint n;
  XyMatterKind kind;
  const char *day;          /* NULL: today */
  const char *by;           /* NULL: who acts */
  const char *note;         /* asked for: finish, unsatisfied, pass-on, answer, decide, not-yet, no-accord, void */
  const char *owner;        /* of assign, asked for */
  const char *helpers;      /* of assign */
  const char *partner;      /* of assign and pass-on: outside the village */
  const char *does;         /* of assign; NULL: village */
  const char *until;        /* of assign and extend, asked for */
  const char *satisfaction; /* of satisfied: good (NULL) or fair */
  const char *photo;
} XyMatterStepping;

/*
 * XyActFunc. INVALID with the field: day (to come, before the matter's or its last step's), until (before the day; of
 * an extension not after the present last day), owner, note, by (of a visit: the owner himself), matters. CONFLICT: the
 * drawing has no such way; the sentence says where the matter stands. DENIED. All of the matters or none.
 */
gboolean xy_matter_step_act (XyTxn *txn, gpointer stepping, GError **error);

typedef struct
{
  XyMatter *matter;              /* new, or a copy of one that is not over */
  const XyMatterStepping *first; /* of a new one: an assignment at once, by itself on the matter's day (its
                                    matters are not read), or NULL */
  XyId made;                     /* out */
} XyMatterWriting;

/*
 * XyActFunc: registers or changes a matter. A dispute becomes private by itself. INVALID with the field: title, day,
 * source, people (a dispute without parties), household (moved away). CONFLICT: it is over.
 */
gboolean xy_matter_write_act (XyTxn *txn, gpointer writing, GError **error);

/* XyActFunc: LINK (a new XyMatterLink) ties something to a matter; CONFLICT where it is tied already, or to itself. */
gboolean xy_matter_link_act (XyTxn *txn, gpointer link, GError **error);

/* Oldest first. (transfer full) array of XyMatterStep. */
GPtrArray *xy_matter_steps (XyStore *store, const XyId *matter, GError **error);
/* What is tied to it, and what it is tied to. (transfer full) array of XyMatterLink. */
GPtrArray *xy_matter_links (XyStore *store, const XyId *matter, GError **error);

/* Works out anew what the steps come to. (transfer full) array of XyId of matters of which something else is kept. */
GArray *xy_matter_verify (XyStore *store, GError **error);

const XySql *xy_matter_statements (guint *n);
const XySql *xy_matter_step_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * event: what happened to a household or a person, one record for each person that it concerns; and the acts that make
 * it happen. What a household did and earned stays with it: people leave their household, its ledger does not.
 *
 *   XyEventPlan plan = { .kind = XY_EVENT_DEATH, .household = id, .persons = &person, .n_persons = 1, .new_head = son
 * }; xy_store_act (store, actor, "", xy_event_apply, &plan, &error);
 *
 * What each kind reads of the plan, with what is left out in brackets:
 *
 * birth     household, newcomers                            [day: the child's birthday]
 * death     household, persons: one                         new_head*
 * move-in   newcomers, persons who had moved out; household or [unit: a new household there]; relation for the first
 * move-out  household, persons [all]                        new_head*, place
 * split     household, persons, other_head [the first of them], unit [the old one], points [none] or follow
 *           new_head*
 * merge     household into other; relation of its head to that of other [其他亲属]
 * head      household, new_head
 * marriage  newcomers into household, relation for the first; or persons of household into other, relation for the
 *           first; or, without both, out of the village    new_head*, partner
 * leave     household, persons [all], place
 * return    household, persons [all]
 *
 * new_head* is asked for where the head leaves others behind: INVALID with the field new_head, unless one person is
 * left, who becomes the head. Relations of all are worked out anew (relation.h) when the head changes.
 *
 * These hold after any series of events: a person who lives here is in one household that does, a household with
 * members has one head, nobody is lost.
 */
#pragma once

#include "core/act.h"
#include "core/person.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyEvent, xy_event)

struct _XyEvent
{
  XyRecord record;
  char *kind;
  char *day;
  XyId household; /* where it happened; of who moved, the household that he left */
  XyId person;
  XyId other; /* the household that he came to by a split, merge or marriage */
  char *note;
};

typedef enum
{
  XY_EVENT_BIRTH,
  XY_EVENT_DEATH,
  XY_EVENT_MOVE_IN,
  XY_EVENT_MOVE_OUT,
  XY_EVENT_SPLIT,
  XY_EVENT_MERGE,
  XY_EVENT_HEAD,
  XY_EVENT_MARRIAGE,
  XY_EVENT_LEAVE,
  XY_EVENT_RETURN,
  XY_EVENT_N_KINDS,
} XyEventKind;

/* "birth", …: as stored. Static. */
const char *xy_event_kind_name (XyEventKind kind);
/* XY_EVENT_N_KINDS where NAME is none. */
XyEventKind xy_event_kind_from_name (const char *name);
/* 出生, …: translated. Static. */
const char *xy_event_kind_label (XyEventKind kind);

/* What is to happen; all it points to is borrowed. */
typedef struct
{
  XyEventKind kind;
  const char *day; /* NULL: today */
  XyId household;
  const XyId *persons;
  guint n_persons;
  XyPerson *const *newcomers; /* not yet in the roster; their household is set here */
  guint n_newcomers;
  XyId other;
  XyId unit;
  XyId new_head;
  XyId other_head;
  XyId partner; /* of a marriage, besides the one who comes or goes: noted as married too */
  const char *relation;
  const char *place;
  const char *note;
  gint64 points;   /* hundredths that go along with a split, as a carried-over entry on both sides; of what the
                      household can spend, as many go as it has and they are */
  gboolean follow; /* instead of points: what those who go earned, or nothing, as the setting points_split says */

  XyId made; /* out: the household that was made, or household (other of a merge) */
} XyEventPlan;

/* XyActFunc that does what PLAN (an XyEventPlan) says and gives the act its sentence. */
gboolean xy_event_apply (XyTxn *txn, gpointer plan, GError **error);

/*
 * What PERSONS earned for HOUSEHOLD's account since it was last cleared (points-close.h), as far as it is still there:
 * POINTS, and of them what can be spent, SPEND. For a split.
 */
gboolean xy_event_earned (XyStore *store,
                          const XyId *household,
                          const XyId *persons,
                          guint n_persons,
                          gint64 *points,
                          gint64 *spend,
                          GError **error);

/* One line of a household's history: what happened to several persons together is one. */
typedef struct
{
  XyEventKind kind;
  char *day;
  char *persons; /* names */
  XyId household;
  XyId other;
  char *other_name; /* the household on the other side, seen from the one that was asked about */
  char *note;
} XyEventLine;

void xy_event_line_free (XyEventLine *line);

/* What happened to the household, newest first. Returns: (transfer full) array of XyEventLine. */
GPtrArray *xy_event_list (XyStore *store, const XyId *household, GError **error);

const XySql *xy_event_statements (guint *n);
const XySql *xy_event_points_statements (guint *n);

G_END_DECLS

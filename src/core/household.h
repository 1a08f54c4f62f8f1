/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household: one 户 of the roster.
 *
 * Its number is the village's own, "3-016": the group's number (xy_unit_number) and the next free one in it. It is
 * given by itself when a household is first saved without one, never to a second household, and stays when the
 * household moves to another unit. A number that was typed or imported is kept as it is, if no other household has it.
 *
 * The head is a member whose relation is 户主; head and head_name follow when persons are saved (person.h). head_name
 * alone may be set where the head is not in the roster yet.
 *
 * States: here, away (all members work elsewhere), moved, merged (into the one its event names), gone (nobody lives).
 * A household of the last three keeps its ledger, its events and its former members.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyHousehold, xy_household)

struct _XyHousehold
{
  XyRecord record;
  char *number;
  XyId unit;
  XyId head;
  char *head_name;
  char *address;
  char *phone;
  char *bank;
  char *category;
  char *note;
  char *state;
  char *since;
  char *purged; /* day of the yearly clearing that took what was known of it (purge.h); NULL: none did */
  gint64 sort;
  char *find;
  GBytes *stroke;
  char *pinyin;
};

/* Whether it is one of the village's households now: not deleted, here or away. */
gboolean xy_household_is_live (const XyHousehold *household);

/* Empties what the yearly clearing takes of HOUSEHOLD, a copy: all but number, group, head and where it is. Returns:
 * how many there were. */
guint xy_household_empty (XyHousehold *household);

/* 在村, 外出, 已迁出, 已并户, 已销户; translated. STATE as stored. Static. */
const char *xy_household_state_label (const char *state);

/* "曾国强(3-016)": how a sentence calls it. (transfer full) */
char *xy_household_describe (const XyHousehold *household);

/* Its persons in order, the head first. LIVE_ONLY leaves out the dead and those who moved away. (transfer full) */
GPtrArray *xy_household_list_members (XyStore *store, const XyId *id, gboolean live_only, GError **error);

/*
 * Marks the household and its persons as deleted, for what was entered by mistake; where somebody really left there are
 * events (event.h). Refused once it has points, or was judged in household hygiene, for that could no longer be
 * accounted for.
 */
gboolean xy_household_delete (XyTxn *txn, const XyId *id, GError **error);

/* Something in the roster that wants a look. */
typedef enum
{
  XY_PROBLEM_NO_HEAD,      /* has members, and none is 户主 */
  XY_PROBLEM_TWO_HEADS,    /* more than one */
  XY_PROBLEM_HEAD_DIFFERS, /* the household names another head than the member who is 户主 */
  XY_PROBLEM_NO_MEMBERS,   /* nobody in it */
  XY_PROBLEM_NO_UNIT,      /* in no unit */
  XY_PROBLEM_NO_HOUSEHOLD, /* a person who lives here, in no household that does */
  XY_PROBLEM_NO_RELATION,  /* a person without one, or with a word nobody knows */
  XY_PROBLEM_ID_NUMBER,    /* see the person's id_flags */
} XyProblemKind;

typedef struct
{
  XyProblemKind kind;
  XyId household; /* may be none */
  XyId person;    /* likewise */
  char *name;     /* whom it is about */
  char *sentence; /* translated */
} XyProblem;

void xy_problem_free (XyProblem *problem);

/*
 * What is wrong with the household ID, or with all and everybody where ID is NULL; at most LIMIT (0: all).
 * Returns: (transfer full) array of XyProblem.
 */
GPtrArray *xy_household_list_problems (XyStore *store, const XyId *id, guint limit, GError **error);

/* What is wrong with one person. */
GPtrArray *xy_person_list_problems (XyStore *store, const XyId *id, GError **error);

const XySql *xy_household_statements (guint *n);
const XySql *xy_household_problem_statements (guint *n);

G_END_DECLS

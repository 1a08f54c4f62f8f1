/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * objection: what somebody objects to in a paper on the notice board (异议), and what the office answered.
 *
 * The last day for the answer is worked out when the objection is entered, by the rules of the day it was received:
 * the province's days, or the fewer that the office decided, or the office's where no rule is known (publicity.h,
 * setting "reply_days"). The day it was received is not counted.
 *
 * Whoever objects may stay unnamed. Name and words are personal: they are on no paper and in no list for the public.
 */
#pragma once

#include "core/act.h"
#include "core/day.h"
#include "core/publicity.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyObjection, xy_objection)

struct _XyObjection
{
  XyRecord record;
  XyId notice;
  XyId entry; /* of the points, where it is about one that counts */
  XyId item;  /* or about one that is registered (points-item.h) */
  char *received_on;
  XyId person; /* who objects: all three may be empty */
  XyId household;
  char *name;
  char *about;
  char *answer_due;
  char *answered_on; /* NULL: it is open */
  char *answered_by;
  char *answer;
  char *result;
};

#define XY_OBJECTION_UPHELD "upheld"
#define XY_OBJECTION_PARTLY "partly"
#define XY_OBJECTION_REJECTED "rejected"
#define XY_OBJECTION_WITHDRAWN "withdrawn"

/* 成立, 部分成立, 不成立, 撤回; ended by a value of NULL. */
extern const XyWord xy_objection_results[];

/* How many days there are for the answer to what was received on DAY. */
int xy_objection_reply_days (XyStore *store, XyPublicity *publicity, const char *day);

typedef struct
{
  XyId notice; /* hangs, or hung */
  XyId entry;
  XyId item; /* of the list that NOTICE is; it then waits for the answer */
  XyId person;
  XyId household;
  const char *name;
  const char *received_on; /* NULL: today */
  const char *about;

  XyId made; /* out */
} XyObjectionFiling;

/*
 * XyActFunc. INVALID: about, received_on (in the future, before the paper hung), entry, item (not on that list).
 * CONFLICT: it never hung, or the item is rejected or withdrawn already. Where the item is booked by now, the objection
 * is to its entry as well.
 */
gboolean xy_objection_file_act (XyTxn *txn, gpointer filing, GError **error);

typedef struct
{
  XyId objection;
  const char *day; /* NULL: today */
  const char *by;  /* NULL: who acts */
  const char *answer;
  const char *result; /* one of xy_objection_results */
} XyObjectionAnswer;

/*
 * XyActFunc. INVALID: answer, result, answered_on. CONFLICT where it is answered already. Upheld or partly upheld, it
 * rejects the item (a booked one, or the entry, is taken back) with the answer as the reason; what is right in it is
 * then registered anew.
 */
gboolean xy_objection_answer_act (XyTxn *txn, gpointer answer, GError **error);

/* Who objects: the name that was given, or that of the person, or the household; NULL: unnamed. (transfer full) */
char *xy_objection_dup_who (XyStore *store, const XyObjection *objection);

/* Those to NOTICE, or with NULL all, newest first; OPEN_ONLY: not yet answered. (transfer full) array of XyObjection.
 */
GPtrArray *xy_objection_list (XyStore *store, const XyId *notice, gboolean open_only, GError **error);

/* For the test of every statement. */
const XySql *xy_objection_statements (guint *n);

G_END_DECLS

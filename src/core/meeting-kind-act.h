/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-kind-act: what is done with the kinds of meetings and with who belongs to them: the ready ones for a village
 * that has none, writing and ending them, members by names as somebody has them in a chat or a table.
 */
#pragma once

#include "core/meeting-kind.h"

G_BEGIN_DECLS

/*
 * Kinds that a village of this sort may hold by the rules of DAY, and some ways in which consultation is held here and
 * there (屋场会, 塆组夜话, 逢四说事; the file meeting-kinds.json, as rule-file.h has it), without those whose name it
 * has already. None of them is saved. (transfer full) array of XyMeetingKind.
 */
GPtrArray *xy_meeting_kinds_ready (XyStore *store, const char *day, GError **error);

/* XyActFunc: saves the kinds in a GPtrArray of XyMeetingKind, behind those that there are. */
gboolean xy_meeting_kinds_adopt_act (XyTxn *txn, gpointer kinds, GError **error);

/* XyActFunc: a new XyMeetingKind or a copy. INVALID with the field: name (there is another of it), body, hour. */
gboolean xy_meeting_kind_write_act (XyTxn *txn, gpointer kind, GError **error);

typedef struct
{
  XyId kind;
  const char *day; /* from which it is held no more; NULL: today */
} XyMeetingKindEnding;

/* XyActFunc: dissolves it. One that no meeting was held of is deleted, with its members. INVALID with the field ends.
 */
gboolean xy_meeting_kind_end_act (XyTxn *txn, gpointer ending, GError **error);

/* One line of a list of members. */
typedef struct
{
  XyMeetingMember *member; /* not saved */
  gboolean already;        /* one of that name belongs to it */
  char *note;              /* what is to be looked at, translated: not in the roster, several of that name; NULL */
} XyMeetingPasted;

void xy_meeting_pasted_free (XyMeetingPasted *pasted);

/*
 * Reads names as people have them: "曾国强、刘桂英（妇联主席）、李建国", a name a line with a post behind it, or a
 * block of cells from WPS with or without headings (姓名 性别 职务 代表). Whoever is found in the roster by his name
 * alone is tied to his person, which says whether it is a woman. (transfer full) array of XyMeetingPasted.
 */
GPtrArray *
xy_meeting_members_read (XyStore *store, const XyId *kind, const char *text, const char *day, GError **error);

typedef struct
{
  XyId kind;
  GPtrArray *members; /* of XyMeetingMember: new ones, and copies */
} XyMeetingMembers;

/* XyActFunc: saves them, new ones behind those that there are. INVALID with the field: name (there is one already). */
gboolean xy_meeting_members_write_act (XyTxn *txn, gpointer members, GError **error);

typedef struct
{
  const XyId *members;
  guint n;
  const char *day; /* from which they belong to it no more; NULL: they never did */
} XyMeetingMembersEnding;

/* XyActFunc. INVALID with the field ends. */
gboolean xy_meeting_members_end_act (XyTxn *txn, gpointer ending, GError **error);

/*
 * "27 人，其中妇女 9 人；妇女应占三分之一以上（9 人）。" by the rules of DAY. MISSED (may be NULL) becomes whether one
 * of the rules is not met. NULL where it has no members. (transfer full)
 */
char *
xy_meeting_composition (XyStore *store, const XyMeetingKind *kind, const char *day, gboolean *missed, GError **error);

const XySql *xy_meeting_kind_act_statements (guint *n);
const XySql *xy_meeting_kind_ready_statements (guint *n);

G_END_DECLS

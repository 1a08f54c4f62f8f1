/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-kind: the kinds of meetings that the village holds, under the names it gives them (屋场会, 塆组夜话,
 * 逢四说事, 村民代表会议, 道路理事会 …), and who belongs to a body. What a kind may decide follows from its body, one
 * of those of meeting-rules.h; "consult" consults and decides nothing that the law reserves.
 */
#pragma once

#include "core/act.h"
#include "core/meeting-rules.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyMeetingKind, xy_meeting_kind)
XY_DECLARE_RECORD (XyMeetingMember, xy_meeting_member)

struct _XyMeetingKind
{
  XyRecord record;
  char *name;
  char *body;   /* key of XyMeetingBody */
  char *comes;  /* household person member: who is due */
  char *recurs; /* NULL: as needed; else as xy_meeting_recurs_parse() has it */
  char *hour;   /* 19:30 */
  char *place;
  char *purpose;
  char *form; /* official table */
  char *starts;
  char *ends;
  char *note;
  gint64 sort;
};

struct _XyMeetingMember
{
  XyRecord record;
  XyId kind;
  char *name;
  XyId person; /* may be none */
  char *post;
  char *role; /* member guest */
  gint64 woman;
  char *represents;
  char *starts;
  char *ends;
  gint64 sort;
};

/* The words of fields, ended by a value of NULL. */
extern const XyWord xy_meeting_comes[];
extern const XyWord xy_meeting_forms[];
extern const XyWord xy_meeting_roles[];

/* The kinds in use on DAY (NULL: all that were not deleted), in their order. (transfer full) array of XyMeetingKind. */
GPtrArray *xy_meeting_kinds (XyStore *store, const char *day, GError **error);
/* By its name, or its beginning where that means one only. NOT_FOUND. (transfer full) */
XyMeetingKind *xy_meeting_kind_find (XyStore *store, const char *name, GError **error);

/* Who belongs to KIND on DAY (NULL: ever), in their order. (transfer full) array of XyMeetingMember. */
GPtrArray *xy_meeting_members (XyStore *store, const XyId *kind, const char *day, GError **error);

const XySql *xy_meeting_kind_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-kind-lists: what the tab 会议类型 asks and shows: the kinds, with what they are by law and who belongs to
 * them. */
#pragma once

#include "app/table.h"
#include "core/meeting-kind-act.h"

G_BEGIN_DECLS

/* The query: what is looked for, lower case, or NULL. */
typedef struct
{
  char *text;
} XyMeetingKindQuery;

XyMeetingKindQuery *xy_meeting_kind_query_new (const char *text);
void xy_meeting_kind_query_free (gpointer query);

typedef struct
{
  XyMeetingKind *kind;
  char *body_name; /* 村民代表会议; NULL where the rules of today have no such body */
  guint n_members;
  guint n_held; /* how many were called */
} XyMeetingKindRow;

extern const XyListSource xy_meeting_kind_source;
extern const XyColumn xy_meeting_kind_columns[];
extern const guint xy_meeting_n_kind_columns;

/* What is known of a kind beside its row. */
typedef struct
{
  XyMeetingKindRow *row;
  GPtrArray *members; /* of XyMeetingMember, of today */
  char *composition;  /* how many, how many women, by the rules; NULL */
  gboolean missed;    /* which are not met */
  char *rule;         /* what it may do, and by what article */
} XyMeetingKindFacts;

/* On the worker's thread; DATA: XyId of the kind. Gives an XyMeetingKindFacts. */
gpointer xy_meeting_kind_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
void xy_meeting_kind_facts_free (gpointer facts);

G_END_DECLS

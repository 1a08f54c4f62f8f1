/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-heard: what people said already, at meetings and on visits, to be taken as an opinion on a bylaw without being
 * typed again: speeches of the minutes and matters of visits, newest first. What the office keeps to itself (a private
 * matter) and what is an opinion of that version already is not offered.
 */
#pragma once

#include "core/bylaw-act.h"

G_BEGIN_DECLS

typedef struct
{
  const char *source; /* meeting or visit; static */
  XyId meeting;       /* of a meeting */
  XyId household;     /* may be none */
  char *who;          /* who spoke, or whose household; may be NULL */
  char *day;
  char *text;
  char *title; /* the meeting's kind; of a visit, who heard it; may be NULL */
} XyBylawHeard;

XyBylawHeard *xy_bylaw_heard_copy (const XyBylawHeard *heard);
void xy_bylaw_heard_free (XyBylawHeard *heard);

/* At most LIMIT of those in which TEXT stands (NULL: any). (transfer full) array of XyBylawHeard. */
GPtrArray *xy_bylaw_heard (XyStore *store, const XyId *version, const char *text, guint limit, GError **error);

typedef struct
{
  XyId version;
  GPtrArray *heard; /* of XyBylawHeard */
} XyBylawTaking;

/* XyActFunc: each becomes an opinion. As xy_bylaw_hear_act(). */
gboolean xy_bylaw_take_heard_act (XyTxn *txn, gpointer taking, GError **error);

const XySql *xy_bylaw_heard_statements (guint *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * history: the last tries to reach the county, for who wants to see what went on: when, what went up, what came down,
 * and why one did not succeed. Tries one behind the other in which nothing went and nothing came, with the same end,
 * are one line, which says how many they were.
 */
#pragma once

#include "core/store.h"
#include "sync/trouble.h"

G_BEGIN_DECLS

#define XY_HISTORY_MOST 30

typedef struct
{
  gint64 n;        /* the greater the later */
  gint64 first_at; /* instants of the first and last of them */
  gint64 at;
  gint64 times;
  gint64 sent;    /* changes that the county answered */
  gint64 fetched; /* changes that came from it, without what was sent just now and comes back */
  XyTrouble trouble;
} XyTry;

/* How a try went: as the last one too (account.h), in one transaction. */
gboolean xy_history_keep (XyStore *store, gint64 now, XyTrouble trouble, gint64 sent, gint64 fetched, GError **error);

/* The last first. (transfer full) of XyTry. */
GArray *xy_history_list (XyStore *store, GError **error);

/* What it was in a sentence, translated: "12 changes went up, 3 came down." (transfer full) */
char *xy_try_sentence (const XyTry *try);

G_END_DECLS

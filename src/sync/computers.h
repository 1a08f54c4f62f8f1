/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * computers: which computers the county knows for the village of this file: its own, and those of the township or the
 * county that look at it. What the county said last is kept, so that it is to be seen without a line too.
 */
#pragma once

#include <gio/gio.h>

#include "core/store.h"

G_BEGIN_DECLS

typedef struct
{
  XyId id;      /* derived from the account, for lists */
  guint number; /* 1 …, in the order in which they were enrolled */
  char *name;   /* 村部台式机 */
  char *role;   /* "village", "township", "county" */
  gint64 made;  /* instants: enrolled, and last heard of (to ten minutes) */
  gint64 seen;
  gboolean live; /* FALSE: the county has taken its account away */
  gboolean own;  /* this one */
} XyComputer;

void xy_computer_free (XyComputer *computer);

/* Of whom it is, translated: "the village", "the township", "the county". Static. */
const char *xy_computer_role_label (const XyComputer *computer);

/* Asks the county and keeps what it says. Waits for the network. NOT_FOUND: not enrolled. DENIED, OFFLINE, CANCELLED.
 */
gboolean xy_computers_fetch (XyStore *store, GCancellable *cancellable, GError **error);

/* What was kept; AT (may be NULL): the county's instant of it, 0: never asked. (transfer full) of XyComputer. */
GPtrArray *xy_computers_list (XyStore *store, gint64 *at, GError **error);

/* The names of the village's own that the county lets in; empty where nothing was kept. (transfer full) */
char **xy_computers_names (XyStore *store);

G_END_DECLS

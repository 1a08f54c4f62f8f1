/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bylaw-page-private: what the files of the page 村规民约 share. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/pages.h"
#include "core/bylaw-due.h"
#include "core/vote.h"

G_BEGIN_DECLS

/* Where a version stands. */
typedef struct
{
  XyBylawVersion *version;
  GPtrArray *steps; /* of XyBylawStep */
  GPtrArray *due;   /* of XyBylawDue */
  XyVote *vote;     /* that may decide its next step; NULL: there is none */
  XyScope scope;    /* from whose computer it is looked at */
  gboolean reviews; /* the township reviews over the line */
} XyBylawStanding;

void xy_bylaw_standing_free (gpointer standing);

/* On the worker's thread: of the version of that XyId. (transfer full) XyBylawStanding. */
gpointer xy_bylaw_standing_read (XyStore *store, gpointer id, GCancellable *cancellable, GError **error);

/*
 * The line of steps, what is next and by when, and a button for each step that may be taken now. They act by
 * "bylaw.step" (s: the step's name) and "bylaw.vote".
 */
GtkWidget *xy_bylaw_step_panel_new (void);
/* Whether the line of steps is seen, or only what is next. */
void xy_bylaw_step_panel_set_line (GtkWidget *panel, gboolean seen);
/* STANDING NULL: nothing is there. PERMISSIONS: of whoever sits here. Returns: whether there is a step for him that
 * leads on. */
gboolean xy_bylaw_step_panel_show (GtkWidget *panel, const XyBylawStanding *standing, guint permissions);

/* On the worker's thread: bylaws by their names, then clauses. (transfer full) array of XySearchHit. */
GPtrArray *
xy_bylaw_page_search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error);

/* Where a record is to be seen. */
typedef struct
{
  XyId version; /* or of a bylaw */
  XyId clause;  /* or none */
  gboolean opinion;
} XyBylawPlace;

/* On the worker's thread: of a bylaw, a version, a clause or an opinion with that XyId. (g_free) */
gpointer xy_bylaw_place_find (XyStore *store, gpointer id, GCancellable *cancellable, GError **error);

G_END_DECLS

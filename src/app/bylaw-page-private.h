/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bylaw-page-private: what the files of the page 村规民约 share. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
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
} XyBylawStanding;

void xy_bylaw_standing_free (gpointer standing);

/* On the worker's thread: of the version of that XyId. (transfer full) XyBylawStanding. */
gpointer xy_bylaw_standing_read (XyStore *store, gpointer id, GCancellable *cancellable, GError **error);

/*
 * The line of steps, what is next and by when, and a button for each step that may be taken now. They act by
 * "bylaw.step" (s: the step's name) and "bylaw.vote".
 */
GtkWidget *xy_bylaw_step_panel_new (void);
/* STANDING NULL: nothing is there. MAY: whether whoever sits here may take steps. Returns: whether there is one that
 * leads on. */
gboolean xy_bylaw_step_panel_show (GtkWidget *panel, const XyBylawStanding *standing, gboolean may);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bylaw-page-private: what the files of the page 村规民约 share. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

/* Where a version stands. */
typedef struct
{
  XyBylawVersion *version;
  GPtrArray *steps; /* of XyBylawStep */
  guint n_clauses, n_opinions, n_unanswered;
  char *file_by; /* NULL where it is not to be filed */
} XyBylawStanding;

void xy_bylaw_standing_free (gpointer standing);

/* On the worker's thread: of the version of that XyId. (transfer full) XyBylawStanding. */
gpointer xy_bylaw_standing_read (XyStore *store, gpointer id, GCancellable *cancellable, GError **error);

/* What is next, and by when. (transfer full) */
char *xy_bylaw_standing_sentence (const XyBylawStanding *standing);

/* The line of steps over the sentence. Owned by whoever puts it somewhere; takes STANDING (NULL: nothing is shown). */
GtkWidget *xy_bylaw_step_panel_new (void);
void xy_bylaw_step_panel_show (GtkWidget *panel, const XyBylawStanding *standing);

G_END_DECLS

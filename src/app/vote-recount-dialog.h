/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vote-recount-dialog: a closed vote is counted again beside the first; asks for the reason. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/vote.h"

G_BEGIN_DECLS

/* DONE (may be NULL) gets the new vote. */
void xy_vote_recount_dialog_open (GtkWidget *from,
                                  XyDesk *desk,
                                  const XyVote *vote,
                                  void (*done) (const XyId *made, gpointer data),
                                  gpointer data,
                                  GDestroyNotify free_data);

G_END_DECLS

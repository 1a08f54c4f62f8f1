/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matter-dialogs: registering and changing a matter of the ledger, and the steps that it goes. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/matter-list.h"

G_BEGIN_DECLS

/* Registers a matter; with MATTER (may be NULL) changes that one, whose household is called WHO. */
void xy_matter_write_dialog_open (GtkWidget *from, XyDesk *desk, const XyMatter *matter, const char *who);

/* What is asked for a step. Visits are one dialog: how satisfied they are says which step it is. */
typedef enum
{
  XY_MATTER_ASK_ASSIGN,
  XY_MATTER_ASK_NOTE, /* with what came of it: only noted, done, passed on … */
  XY_MATTER_ASK_VISIT,
  XY_MATTER_ASK_OTHER, /* more time, and the ends: chosen in the dialog from what fits */
  XY_MATTER_ASK_RAISE, /* of a dispute: one level up */
} XyMatterAsk;

/* Of the N MATTERS; ROW is the one where there is one only, else NULL. STAGE: where they stand. */
void xy_matter_step_dialog_open (GtkWidget *from,
                                 XyDesk *desk,
                                 XyMatterAsk ask,
                                 const XyId *matters,
                                 guint n,
                                 const XyMatterRow *row,
                                 XyMatterStage stage);

/* Whether ASK has a step that fits a matter at STAGE. */
gboolean xy_matter_ask_fits (XyMatterAsk ask, XyMatterStage stage, gboolean dispute);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-opinion-dialog: what somebody said of a bylaw, its answer and what came of it; and opinions that stand in the
 * minutes of a meeting or among the matters of a visit, taken from there by choosing them.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

/* OPINION NULL: a new one. CLAUSES: of XyBylawClause, those of VERSION. WHOM: how OPINION's household is called, NULL
 * where it is of none. */
void xy_bylaw_opinion_dialog_open (GtkWidget *from,
                                   XyDesk *desk,
                                   const XyBylawVersion *version,
                                   GPtrArray *clauses,
                                   const XyBylawOpinion *opinion,
                                   const char *whom);

/* Chooses among what was heard already. */
void xy_bylaw_heard_dialog_open (GtkWidget *from, XyDesk *desk, const XyBylawVersion *version);

G_END_DECLS

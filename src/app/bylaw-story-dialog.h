/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-story-dialog: 本村故事: why a clause is there and who proposed it, and the points rules and hygiene items that
 * go with it (红十条: 野外焚烧垃圾秸秆 每次扣10分). It stays in the office.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

/* NAMES of points rules by their ids as text; TITLE is what the clause is called. */
void xy_bylaw_story_dialog_open (GtkWidget *from,
                                 XyDesk *desk,
                                 const XyBylawClause *clause,
                                 GHashTable *names,
                                 const char *title);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tag-dialog: the tags of one or many households or persons: each is on, off, or on for some of them; a new one is made
 * by typing its name. One act.
 */
#pragma once

#include "app/desk.h"
#include "app/dialog.h"
#include "core/tag.h"

G_BEGIN_DECLS

/* TARGET: XY_TAG_HOUSEHOLD or XY_TAG_PERSON; BEARERS are copied. */
void xy_tag_dialog_open (GtkWidget *from, XyDesk *desk, const char *target, const XyId *bearers, guint n_bearers);

G_END_DECLS

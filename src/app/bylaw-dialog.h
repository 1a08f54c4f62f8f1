/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-dialog: 起草规约: a new bylaw from a template (bylaw-template.h), from a text that is there already, or empty.
 * The text can be changed before it is taken; beside it stands how it will be read, numbered.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/id.h"

G_BEGIN_DECLS

/* Before the act's own reload reaches the window: the first version of the new bylaw. */
typedef void (*XyBylawDrafted) (const XyId *version, gpointer data);

/*
 * HAVE_GENERAL: the village has its general bylaw, of which there is one only. DRAFTED is called with DATA, an object
 * that is kept until the dialog is gone.
 */
void xy_bylaw_dialog_open (GtkWidget *from, XyDesk *desk, gboolean have_general, XyBylawDrafted drafted, gpointer data);

G_END_DECLS

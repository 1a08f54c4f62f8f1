/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matter-tie-dialog: 关联: what else belongs to a matter: another one, a meeting, a paper, a document, a notice. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/matter.h"

G_BEGIN_DECLS

void xy_matter_tie_dialog_open (GtkWidget *from, XyDesk *desk, const XyMatter *matter);

G_END_DECLS

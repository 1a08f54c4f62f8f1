/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-basis-dialogs: the small dialogs of the tab 评比表: a public area. */
#pragma once

#include "app/desk.h"
#include "core/hygiene-place.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* PLACE NULL: a new one. */
void xy_hygiene_place_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygienePlace *place);

G_END_DECLS

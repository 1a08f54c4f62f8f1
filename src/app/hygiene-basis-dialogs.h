/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-basis-dialogs: the small dialogs of the tab 评比表: a public area, what a result is worth in points, on what
 * ground households are named, and which ready checklist is adopted.
 */
#pragma once

#include "app/desk.h"
#include "core/hygiene-effect.h"
#include "core/hygiene-naming.h"
#include "core/hygiene-place.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of these NULL is a new one. */
void xy_hygiene_place_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygienePlace *place);
void xy_hygiene_effect_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneEffect *effect);
/* WHOSE names the household. */
void xy_hygiene_naming_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneNaming *naming, const char *whose);

void xy_hygiene_naming_end_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneNaming *naming);
void xy_hygiene_adopt_dialog_open (GtkWidget *from, XyDesk *desk);

G_END_DECLS

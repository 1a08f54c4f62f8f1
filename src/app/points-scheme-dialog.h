/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-scheme-dialog: the points scheme as it was adopted (积分办法): by whom, when, with how many votes, with what
 * one begins, the grades and what a point is worth; and the choice of a ready catalogue.
 */
#pragma once

#include "app/desk.h"
#include "core/points-scheme.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* SCHEME is the one to go on from; NULL: the village has none. */
void xy_points_scheme_dialog_open (GtkWidget *from, XyDesk *desk, const XyPointsScheme *scheme);

/* CATALOGUES is an array of XyCatalogue. */
void xy_points_adopt_dialog_open (GtkWidget *from, XyDesk *desk, GPtrArray *catalogues);

G_END_DECLS

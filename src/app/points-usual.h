/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-usual: the button 常用登记. Below it hang the entry that was recorded last and those that the village keeps
 * under a name (core/points-template.h); one is taken by a click, and at the foot what stands in the form is kept under
 * a name of its own.
 *
 * Signal "chosen" (XyPointsTemplate *template): is to be filled in.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/points-template.h"

G_BEGIN_DECLS

#define XY_TYPE_POINTS_USUAL (xy_points_usual_get_type ())
G_DECLARE_FINAL_TYPE (XyPointsUsual, xy_points_usual, XY, POINTS_USUAL, GtkWidget)

/* Returns: (transfer full) what stands in the form as a new record without a name, NULL where there is no rule. */
typedef XyPointsTemplate *(*XyPointsUsualMake) (gpointer data);

GtkWidget *xy_points_usual_new (XyDesk *desk, XyPointsUsualMake make, gpointer data);

/* This was recorded last. */
void xy_points_usual_remember (XyPointsUsual *usual, XyPointsTemplate *last);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * first-start: the face of the window while there is no village yet. Five steps, each but the first skippable: the
 * village, who works here, the roster from a spreadsheet, a look at what came in, done. Or a village to practise in.
 *
 * "done" () is emitted at the end.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

#define XY_TYPE_FIRST_START (xy_first_start_get_type ())
G_DECLARE_FINAL_TYPE (XyFirstStart, xy_first_start, XY, FIRST_START, GtkWidget)

GtkWidget *xy_first_start_new (XyDesk *desk);

/* Starts again at the first step. */
void xy_first_start_begin (XyFirstStart *start);

/* TRUE from the founding of the village to the last step: the window must not turn to the office by itself. */
gboolean xy_first_start_is_busy (XyFirstStart *start);

G_END_DECLS

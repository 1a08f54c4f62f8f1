/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-paste-dialog: a list of households, typed or pasted (core/points-paste.h), becomes households: who is found at
 * once is counted, an ambiguous name offers those of that name with group, number and address, and whom nobody knows is
 * named with the reason. What was not taken stays in the dialog.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* TAKEN: array of XyPointsTaken (points-record-find.h), lent for the call. */
typedef void (*XyPointsPasteDone) (GPtrArray *taken, gpointer data);

/* TEXT may be NULL. DATA is freed with FREE_DATA when the dialog is gone. */
void xy_points_paste_dialog_open (GtkWidget *from,
                                  XyDesk *desk,
                                  const char *text,
                                  XyPointsPasteDone done,
                                  gpointer data,
                                  GDestroyNotify free_data);

G_END_DECLS

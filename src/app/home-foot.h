/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * home-foot: a line at the foot of the page 首页, where the office is enrolled with the county: when it last reported
 * and how much waits; in red once that is too long (sync/state.h). It leads to the page 同步.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* Returns: (transfer floating); there is nothing of it until it has a desk. */
GtkWidget *xy_home_foot_new (void);
void xy_home_foot_set_desk (GtkWidget *foot, XyDesk *desk);

/* "Last reported 3 days ago, 12 wait", AGE in ms, less than 0: never. Returns: (transfer full). */
char *xy_home_foot_words (gint64 age, gint64 waiting);

G_END_DECLS

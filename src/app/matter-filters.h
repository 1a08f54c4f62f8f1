/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matter-filters: what the tabs of the page 台账 have to choose from beside groups: sources and times. */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

/* Choices of TAB; owned by the page. */
GtkWidget *xy_matter_filter_add_source (XyPageTab *tab);
GtkWidget *xy_matter_filter_add_period (XyPageTab *tab);

/* What is chosen; NULL for all. Static; (transfer full). */
const char *xy_matter_filter_source (GtkWidget *choice);
char *xy_matter_filter_period (GtkWidget *choice);
/* The same for the board, which is published for each quarter: this one where no time is chosen. (transfer full) */
char *xy_matter_filter_board_period (GtkWidget *choice);

G_END_DECLS

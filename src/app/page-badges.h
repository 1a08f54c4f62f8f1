/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * page-badges: which of the pages belong to what is open, a village or a township's office, and the counts beside them
 * in the sidebar, all counted in one job.
 */
#pragma once

#include "app/desk.h"
#include "app/pages.h"

G_BEGIN_DECLS

typedef struct _XyPageBadges XyPageBadges;

/* ENTRIES, of const XyPageEntry, and LIST, whose rows have each a label "xy-badge", must outlive it. */
XyPageBadges *xy_page_badges_new (XyDesk *desk, GPtrArray *entries, GtkListBox *list);
void xy_page_badges_free (XyPageBadges *badges);

/* Whether the page at INDEX belongs to what is open. */
gboolean xy_page_badges_is_shown (XyPageBadges *badges, guint index);
/* The NUMBER-th of those; NULL: there are not so many. */
const XyPageEntry *xy_page_badges_get_shown (XyPageBadges *badges, guint number);

void xy_page_badges_count (XyPageBadges *badges);

G_END_DECLS

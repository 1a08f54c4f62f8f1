/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * search-box: the one search box for everything. While somebody types, the pages' searches run on the worker; the
 * results drop down, grouped by page, the help last. Down goes into them, Enter opens the first or the chosen one, Esc
 * gives up.
 *
 * "opened" (const char *page, gpointer id) is emitted when a result is chosen; ID is a const XyId *.
 * "verb-chosen" (const char *page, gpointer verb): something to do is; VERB is a const XyPageVerb *.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/hit-entry.h"

G_BEGIN_DECLS

#define XY_TYPE_SEARCH_BOX (xy_search_box_get_type ())
G_DECLARE_FINAL_TYPE (XySearchBox, xy_search_box, XY, SEARCH_BOX, XyHitEntry)

void xy_search_box_set_worker (XySearchBox *box, XyWorker *worker);

/* ENTRY is static. */
void xy_search_box_add (XySearchBox *box, const XyPageEntry *entry);

G_END_DECLS

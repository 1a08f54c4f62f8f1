/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-links-box: what a clause leads to, chosen from what the village has: found while one types, listed below, taken
 * off with a button.
 */
#pragma once

#include "app/picker.h"

G_BEGIN_DECLS

#define XY_TYPE_BYLAW_LINKS_BOX (xy_bylaw_links_box_get_type ())
G_DECLARE_FINAL_TYPE (XyBylawLinksBox, xy_bylaw_links_box, XY, BYLAW_LINKS_BOX, GtkWidget)

/* BY_ID: a row is kept by its id, else by its title. NAME is what a screen reader calls it. */
GtkWidget *
xy_bylaw_links_box_new (XyWorker *worker, XyPickerFind find, gboolean by_id, const char *placeholder, const char *name);

/* One more; nothing twice. */
void xy_bylaw_links_box_add (XyBylawLinksBox *box, const char *row, const char *title);

/* The rows as a clause keeps them; NULL: none. (transfer full) */
char *xy_bylaw_links_box_get (XyBylawLinksBox *box);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-page: 村规民约: the village's bylaws and their versions at the left (bylaw-rows.h); of the chosen version the
 * line of its steps with what is next (bylaw-page-steps.c), and below it one pane at a time: its clauses
 * (bylaw-clauses-pane.h) and what else there is to see of it.
 *
 * Keys: Ctrl+N begins a bylaw, Ctrl+P prints the first paper that fits, F6 goes from the list to the pane and back.
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_BYLAW_PAGE (xy_bylaw_page_get_type ())
G_DECLARE_FINAL_TYPE (XyBylawPage, xy_bylaw_page, XY, BYLAW_PAGE, XyPage)

extern const XyPageEntry xy_bylaw_page_entry;

G_END_DECLS

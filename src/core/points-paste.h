/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-paste: a list of households as somebody has it: copied from a chat ("曾国强、刘桂英×2、3-016"), typed line by
 * line with a running number ("1. 曾国强 2次"), or a block of cells from WPS with or without headings. Nothing of it is
 * lost: what is no name and no number stands in the list as it was written.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *text;   /* as it was written */
  char *name;   /* or NULL, as the next two */
  char *number; /* of the household: "3-016", or "16" of a group */
  char *group;
  gint64 amount; /* hundredths; 0 where none is given */
} XyPointsPasted;

void xy_points_pasted_free (XyPointsPasted *pasted);

/* Any text. Returns: (transfer full) array of XyPointsPasted, in its order. */
GPtrArray *xy_points_paste_parse (const char *text);

G_END_DECLS

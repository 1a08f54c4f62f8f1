/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * group-name: which group of villagers a name means. Rosters write one group as "1", "1组", "一组", "第一村民小组",
 * "红旗村第1组" or "1 组"; all of them are group 1. A group named otherwise (塘坳组, 上屋场) keeps its name, and is
 * the same with and without the 组 or 村民小组 at its end.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Reads TEXT, of any bytes. NUMBER becomes 1 to 999, or 0 for a group that has a name; KEY what two names of one group
 * have in common ("1", "塘坳"), "" for an empty text; DISPLAY the name to show ("1组", "塘坳组"). Each may be NULL.
 * (transfer full). The display of a group has the group's key and number again.
 * Returns: whether the group is a number.
 */
gboolean xy_group_name_parse (const char *text, int *number, char **key, char **display);

/* The key alone. (transfer full) */
char *xy_group_name_key (const char *text);

G_END_DECLS

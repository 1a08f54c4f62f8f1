/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * practice-village: where on this computer the village to practise in lies. Apart from the villages of the data folder,
 * so that it is never taken for one of them: <data folder>/practice/<number>/<code>.xiangyue. Beginning anew makes
 * another beside it, with the next number; the old one goes when that is open.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As large as a village with one clerk; and a group of twelve households, whose hygiene is typed in a minute. */
#define XY_PRACTICE_HOUSEHOLDS 120
#define XY_PRACTICE_GROUPS 10

/* The newest. Returns: (transfer full), NULL where there is none. */
char *xy_practice_village_find (void);

/* Where the next one is to be; its folder is made. Returns: (transfer full). */
char *xy_practice_village_new_path (void);

/* Whether PATH (may be NULL) lies there. */
gboolean xy_practice_village_is_one (const char *path);

/* Removes all that lies there besides PATH and what belongs to it: older ones, and what a broken off making left. */
void xy_practice_village_remove_others (const char *path);

G_END_DECLS

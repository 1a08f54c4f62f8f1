/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * folder: taking away a folder that the program made. What cannot be removed stays, and nothing is said of it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FOLDER and all in it; links are removed and not followed. */
void xy_folder_remove (const char *folder);

/* The files in FOLDER, and FOLDER itself where nothing else is in it: for one in which somebody may keep folders. */
void xy_folder_remove_flat (const char *folder);

G_END_DECLS

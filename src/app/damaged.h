/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * damaged: the face of the window while the village's file cannot be worked with. Where it is damaged (CORRUPT, or
 * NOT_OURS, as a file looks whose first page went), it says what happened and that nothing is deleted, shows what is in
 * the newest backup that is sound, and offers to restore that one or another, or to look at what can still be read.
 * Where the file is only busy, too new or on a full disk, it says so and tries again on request.
 *
 * The file is never written to here; restoring puts it aside whole (core/restore.h). A damaged file knows nobody who
 * could sign in, so anybody at the computer may restore; the choice of what is restored stands in the backup itself.
 *
 * "opened" () is emitted when a file is open again, restored or for reading only.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

#define XY_TYPE_DAMAGED (xy_damaged_get_type ())
G_DECLARE_FINAL_TYPE (XyDamaged, xy_damaged, XY, DAMAGED, GtkWidget)

GtkWidget *xy_damaged_new (XyDesk *desk);

/* PATH met ERROR when it was opened or used; the face is made for that. */
void xy_damaged_begin (XyDamaged *damaged, const char *path, const GError *error);

G_END_DECLS

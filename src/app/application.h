/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * application: one running program, one window, one village's file. `xiangyue [FILE]` opens FILE; without it the
 * village that was open last, or the only one in the data folder; if there is none, the first start. FILE may be the
 * folder of a township's office (sync/office.h), or a file in it. A second start raises the window that is there.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_APPLICATION (xy_application_get_type ())
G_DECLARE_FINAL_TYPE (XyApplication, xy_application, XY, APPLICATION, GtkApplication)

XyApplication *xy_application_new (void);

/* The only village's file in the data folder. Returns: (transfer full), NULL where there is none or several. */
char *xy_application_find_own_village (void);

G_END_DECLS

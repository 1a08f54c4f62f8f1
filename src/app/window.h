/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * window: the frame. It navigates and knows no data: the sidebar with the pages, the village's name and who works here,
 * undo, the search box, the state of the backup, the banner and the toasts. Behind it are two other faces: the lock,
 * and the first start while no village is open.
 *
 * Actions: win.undo win.redo win.find win.lock win.settings win.page(name) win.post-paper(id of a
 * paper) win.back-up; those of a township's office are in office-guide.h, those of practice in practice-actions.h
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/office-guide.h"
#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_WINDOW (xy_window_get_type ())
G_DECLARE_FINAL_TYPE (XyWindow, xy_window, XY, WINDOW, GtkApplicationWindow)

XyWindow *xy_window_new (GtkApplication *application);

/* Opens the village's file at PATH, or, with NULL, shows the first start. FLAGS: XyStoreFlags. */
void xy_window_open_store (XyWindow *window, const char *path, guint flags);

/* For pages of a township's office. Owned by the window. */
XyOfficeGuide *xy_window_get_guide (XyWindow *window);

XyDesk *xy_window_get_desk (XyWindow *window);

/* Adds a page at the end of the sidebar. ENTRY is static; those of pages.c are there already. */
void xy_window_add_page (XyWindow *window, const XyPageEntry *entry);

/* Goes to the page NAME and, with ID, to this record on it. Returns: (transfer none) the page, NULL where there is
 * none. */
XyPage *xy_window_show_page (XyWindow *window, const char *name, const XyId *id);

/* The same from any widget of a window; where ID is none, nothing. */
void xy_window_go (GtkWidget *from, const char *name, const XyId *id);

/* What needs attention, over the page; VERB with ACTION may be NULL. WORDS NULL takes it away. */
void xy_window_set_banner (XyWindow *window, const char *words, const char *verb, const char *action);

/* The state of the backup, and later of the sync, in words at the right of the top bar. */
void xy_window_set_status (XyWindow *window, const char *words);

G_END_DECLS

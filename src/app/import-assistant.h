/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import-assistant: brings a village's roster in from a spreadsheet, in one window and three quiet steps.
 *
 *   the file      chosen or dropped, read in a thread of its own; its sheets, and the charset of a text file
 *   the columns   the head of the sheet with the field that each column was taken for, to correct
 *   the result    what would change, field by field, before anything is saved; then one act, undone as one
 *
 * A backup is taken before anything is saved. Cancelled means that nothing was changed. What was corrected is
 * remembered for the same headings (tabular/roster-layout.h).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/dialog.h"

G_BEGIN_DECLS

#define XY_TYPE_IMPORT_ASSISTANT (xy_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (XyImportAssistant, xy_import_assistant, XY, IMPORT_ASSISTANT, XyDialog)

/* FROM is any widget of the window that the assistant belongs to. Returns: (transfer none). */
GtkWidget *xy_import_assistant_open (GtkWidget *from, XyDesk *desk);

/* The same, and reads the file at PATH at once. */
GtkWidget *xy_import_assistant_open_file (GtkWidget *from, XyDesk *desk, const char *path);

/* A spreadsheet dropped on WIDGET (a page) opens the assistant with it. */
void xy_import_assistant_accept_drops (GtkWidget *widget, XyDesk *desk);

/* Whether something was imported and not taken back. */
gboolean xy_import_assistant_has_imported (XyImportAssistant *assistant);

G_END_DECLS

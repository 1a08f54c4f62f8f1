/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings-rows: the lines that the settings dialog is made of: what is set, one sentence that explains it, and the
 * control at the right; under a heading for each kind. All of them are searched at once, by words, pinyin or initials,
 * as the search box of the window does.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_SETTINGS_ROWS (xy_settings_rows_get_type ())
G_DECLARE_FINAL_TYPE (XySettingsRows, xy_settings_rows, XY, SETTINGS_ROWS, GtkWidget)

GtkWidget *xy_settings_rows_new (void);

/* What is added from now on stands under HEADING (translated). */
void xy_settings_rows_begin (XySettingsRows *rows, const char *heading);

/*
 * A line of LABEL (may have a mnemonic, which goes to CONTROL), HELP and CONTROL, which is taken. WORDS, with spaces
 * between, are what else people call it; may be NULL. Returns: the row, to be taken out again by
 * xy_settings_rows_remove().
 */
GtkWidget *
xy_settings_rows_add (XySettingsRows *rows, const char *label, const char *help, const char *words, GtkWidget *control);

/* The same after ROW, under its heading. */
GtkWidget *xy_settings_rows_add_after (XySettingsRows *rows,
                                       GtkWidget *row,
                                       const char *label,
                                       const char *help,
                                       const char *words,
                                       GtkWidget *control);
void xy_settings_rows_remove (XySettingsRows *rows, GtkWidget *row);

/* Shows only what TEXT finds; NULL or "": all. */
void xy_settings_rows_find (XySettingsRows *rows, const char *text);

G_END_DECLS

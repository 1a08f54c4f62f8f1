/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * form: labelled fields under one another. Enter goes to the next field, and from the last one emits "submitted". A
 * field is checked the moment it is left; what is wrong with it stands under it in words, never in a dialog.
 *
 *   form = XY_FORM (xy_form_new ());
 *   xy_form_add (form, "name", _("_Name"), gtk_entry_new (), _("As on the household booklet"));
 *   xy_form_set_check (form, "name", check_name, NULL);
 *   xy_form_set_draft (form, save_draft, self);
 *
 * Fields are any GtkEditable (entry, spin button), GtkDropDown (its value is the number of the chosen item),
 * GtkCheckButton and GtkSwitch ("1" or ""), GtkTextView, and any other widget that has a property "text" (string).
 *
 * A half-typed form survives a power cut: half a second after the last key the whole form is handed, as one text, to
 * the draft function, and xy_form_restore() puts it back. NULL is handed over when there is nothing to keep any more.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_FORM (xy_form_get_type ())
G_DECLARE_FINAL_TYPE (XyForm, xy_form, XY, FORM, GtkWidget)

/* Returns: (transfer full) the sentence that says what is wrong with TEXT, NULL where nothing is. */
typedef char *(*XyFormCheck) (XyForm *form, const char *text, gpointer data);

/* One of them: something must stand there. WORDS is the sentence (N_ ()) where nothing does. */
char *xy_form_check_filled (XyForm *form, const char *text, gpointer words);

typedef void (*XyFormSave) (const char *draft, gpointer data);

GtkWidget *xy_form_new (void);

/* A field for a PIN or a password: unseen, until its eye is pressed. */
GtkWidget *xy_form_secret_new (void);

/* LABEL may have a mnemonic. TOOLTIP, the legal or customary meaning, may be NULL. The form takes FIELD. */
void xy_form_add (XyForm *form, const char *name, const char *label, GtkWidget *field, const char *tooltip);

/* What is added from now on stands in a further column of labels and fields, beside those before. */
void xy_form_add_column (XyForm *form);

/* Its columns, else all as wide as the widest, have what each of them wants: where words are too long for that. */
void xy_form_set_uneven (XyForm *form);

/* A heading between fields, and a widget over the full width of its column that is no field. */
void xy_form_add_heading (XyForm *form, const char *words);
void xy_form_add_widget (XyForm *form, GtkWidget *widget);

/* WIDGET stands at the right of the field, which is one of the first kinds above. */
void xy_form_add_beside (XyForm *form, const char *name, GtkWidget *widget);

GtkWidget *xy_form_get_field (XyForm *form, const char *name);
void xy_form_set_field_visible (XyForm *form, const char *name, gboolean visible);

/* What stands in a field, trimmed; (transfer full), "" where nothing does. */
char *xy_form_get_text (XyForm *form, const char *name);
void xy_form_set_text (XyForm *form, const char *name, const char *text);

void xy_form_set_check (XyForm *form, const char *name, XyFormCheck check, gpointer data);

/* Shows SENTENCE under the field (NULL: takes it away). */
void xy_form_set_error (XyForm *form, const char *name, const char *sentence);

/* Shows ERROR at the field it is about and goes there. FALSE where it is about none: then show it elsewhere. */
gboolean xy_form_show_error (XyForm *form, const GError *error);

/* Checks every field and goes to the first that is wrong. TRUE where none is. */
gboolean xy_form_check (XyForm *form);

void xy_form_focus_first (XyForm *form);

/* See above. What stands in the form now counts as nothing to keep. */
void xy_form_set_draft (XyForm *form, XyFormSave save, gpointer data);
char *xy_form_dump (XyForm *form);
gboolean xy_form_restore (XyForm *form, const char *draft);

/* The form was confirmed or given up: the draft goes. */
void xy_form_drop_draft (XyForm *form);

/*
 * Signals
 * "changed" (const char *name)   something was typed or chosen
 * "submitted" ()                 Enter in the last field
 */

G_END_DECLS

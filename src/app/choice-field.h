/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * choice-field: a drop-down of values with words for them, for an XyForm: property "text" is the chosen value. A value
 * that is not offered yet waits until it is: so a draft comes back before what can be chosen is read.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_CHOICE_FIELD (xy_choice_field_get_type ())
G_DECLARE_FINAL_TYPE (XyChoiceField, xy_choice_field, XY, CHOICE_FIELD, GtkWidget)

/* NAME is its accessible name. */
GtkWidget *xy_choice_field_new (const char *name);

/* Empties what is offered; then each is added; then what was chosen stays, or the first is. VALUE may be "". */
void xy_choice_field_begin (XyChoiceField *field);
void xy_choice_field_add (XyChoiceField *field, const char *value, const char *words);
void xy_choice_field_end (XyChoiceField *field);

/* Never NULL. */
const char *xy_choice_field_get (XyChoiceField *field);
void xy_choice_field_set (XyChoiceField *field, const char *value);

G_END_DECLS

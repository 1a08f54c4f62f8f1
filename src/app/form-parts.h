/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form-parts: what dialogs of every kind do with their forms (form.h). */
#pragma once

#include "app/form.h"

G_BEGIN_DECLS

/* What the form is about, in bold over its fields. */
void xy_form_add_head (XyForm *form, const char *words);

/* Why, or what comes of it: quiet words under the fields. WORDS may be NULL. (transfer floating) */
GtkWidget *xy_form_hint_new (const char *words);

/* A field for several lines, at least so large (-1: as it comes). xy_form_add() does the rest. (transfer floating) */
GtkWidget *xy_form_lines_new (int width, int height);

/* What stands in the field NAME; NULL where nothing does, or where the form has no such field. (transfer full) */
char *xy_form_take_text (XyForm *form, const char *name);
/* The same into a record's MEMBER. */
void xy_form_take_into (XyForm *form, const char *name, char **member);

/* xy_points_parse(), xy_money_parse() and the like. */
typedef gboolean (*XyFormParse) (const char *text, gint64 *number, GError **error);

/* A number that may be missing, and is 0 then. FALSE where it is none: with TELL the sentence stands at the field. */
gboolean xy_form_take_number (XyForm *form, const char *name, XyFormParse parse, gint64 *number, gboolean tell);

G_END_DECLS

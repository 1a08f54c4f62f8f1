/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-form: what the forms of the roster have in common: fields of a person and of a household as the record types
 * describe them, an ID number that fills in and warns while it is typed, and the lists of words to choose from.
 */
#pragma once

#include "app/desk.h"
#include "app/form.h"
#include "core/household.h"
#include "core/person.h"

G_BEGIN_DECLS

/* Fields with suggestions; WORDS as in suggest-entry.h. */
GtkWidget *xy_roster_form_add_words (XyForm *form,
                                     const char *name,
                                     const char *label,
                                     const char *const *words,
                                     const char *tooltip);
/* A household, found as people are found; its value is an id by xy_suggest_entry_get_id(). */
GtkWidget *xy_roster_form_add_household (XyForm *form, const char *name, const char *label, XyDesk *desk);

/* Fields "sex", "id_number", "birthday" of the one that the form is about. */
void xy_roster_form_add_identity (XyForm *form);
/* A day as people write it; the field shows it as it is stored when it is left. PARTIAL: a year will do. */
GtkWidget *xy_roster_form_add_day (XyForm *form, const char *name, const char *label, gboolean partial);

/* "男", "女" or NULL; static. */
const char *xy_roster_form_get_sex (XyForm *form);
void xy_roster_form_set_sex (XyForm *form, const char *sex);

/* The day in the field NAME as it is stored; NULL where there is none. FALSE, and a sentence there, where it is no day.
 */
gboolean xy_roster_form_get_day (XyForm *form, const char *name, char **day);
char *xy_roster_form_today (void);

/* Names of the groups that there are. On the worker's thread. (transfer full) */
char **xy_roster_list_groups (XyStore *store, GError **error);

extern const char *const xy_nation_words[];
extern const char *const xy_politics_words[];
extern const char *const xy_education_words[];
extern const char *const xy_marriage_words[];
extern const char *const xy_health_words[];
extern const char *const xy_category_words[];

G_END_DECLS

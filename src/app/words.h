/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words: labels of a sentence or two, left-aligned. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Words that break where they must, also inside a long one. At least WIDTH characters wide, and naturally no wider than
 * MOST (-1: as they need), or a long text would make its pane, and the window, wider. TEXT and CSS_CLASS may be NULL.
 * (transfer floating)
 */
GtkWidget *xy_words_new (const char *text, const char *css_class, int width, int most);

/* One line, cut with … where there is no room. (transfer floating) */
GtkWidget *xy_words_new_line (const char *text, const char *css_class);

/*
 * A sign beside words of some lines: as high as the first of them, whatever the text size, so that it stands in that
 * line's middle. (transfer floating)
 */
GtkWidget *xy_words_new_sign (const char *icon);

/* Of WORDS, with NULL at their end, each as xy_words_append() does it: a list (transfer full), a drop-down of them. */
GtkStringList *xy_words_list (const char *const *words);
GtkWidget *xy_words_new_choice (const char *const *words);
/* WORDS as one more choice of LIST (xy_i18n_alone()). */
void xy_words_append (GtkStringList *list, const char *words);

/* BUTTON says WORDS, and behind them how many N there are, unless there is none. */
void xy_words_count (GtkWidget *button, const char *words, guint n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * detail: the pane beside a page's table that shows the chosen record in full. It is filled from top to bottom and made
 * anew for each record; the row of verbs at its foot belongs to the page.
 *
 *   xy_detail_start (detail);
 *   xy_detail_add_title (detail, "2026年第三季度积分公示", "A3 · 2页", pill);
 *   facts = xy_detail_add_facts (detail);
 *   xy_detail_add_fact (facts, _ ("Hangs since"), "2026-10-08");
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_DETAIL (xy_detail_get_type ())
G_DECLARE_FINAL_TYPE (XyDetail, xy_detail, XY, DETAIL, GtkWidget)

GtkWidget *xy_detail_new (void);

/* An empty pane in the place of what was shown. */
void xy_detail_start (XyDetail *detail);

/* MORE and PILL (taken) may be NULL. */
void xy_detail_add_title (XyDetail *detail, const char *title, const char *more, GtkWidget *pill);
void xy_detail_add_heading (XyDetail *detail, const char *words);

/* A paragraph; CSS_CLASS, as "quiet", may be NULL. */
void xy_detail_add_words (XyDetail *detail, const char *words, const char *css_class);

/* A grid of names and values. Facts with no value are left out. Returns: (transfer none) the grid. */
GtkWidget *xy_detail_add_facts (XyDetail *detail);
void xy_detail_add_fact (GtkWidget *facts, const char *name, const char *value);

/*
 * The household's three figures and the like: a band of numbers with words under them. Returns: (transfer none) the
 * band; the label of the number.
 */
GtkWidget *xy_detail_add_figures (XyDetail *detail);
GtkWidget *xy_detail_add_figure (GtkWidget *figures, const char *figure, const char *words);

/* A box for what happened, and a line in it: a sign, what, and at the right who and when. Returns: (transfer none). */
GtkWidget *xy_detail_add_steps (XyDetail *detail);
void xy_detail_add_step (GtkWidget *steps, const char *icon, const char *what, const char *when);

/* What explains the last of STEPS, close under it. */
void xy_detail_add_note (GtkWidget *steps, const char *words);

/* The picture at PATH as a pane shows it, to be appended where it belongs. */
GtkWidget *xy_detail_make_photo (const char *path);

/* Only words, as what is to be done here. */
void xy_detail_show_words (XyDetail *detail, const char *words);

/*
 * Only WORDS, that nothing of the table is chosen; NULL: the words that most tables have. In a narrow window the pane
 * gives its room to the table meanwhile (pane-box.h).
 */
void xy_detail_show_nothing (XyDetail *detail, const char *words);

/* That N rows are chosen, whose verbs stay at the foot; for less than two it is xy_detail_show_nothing(). */
void xy_detail_show_count (XyDetail *detail, guint n);

/* The verbs at the foot, at most two in a row; those that are not visible give their room to the others. Taken. */
void xy_detail_add_button (XyDetail *detail, GtkWidget *button);

/* What is shown has none of them; the next xy_detail_start() shows them again. */
void xy_detail_hide_buttons (XyDetail *detail);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/detail.h"

#include <glib/gi18n-lib.h>

#include "app/mark-bar.h"
#include "app/pane-box.h"
#include "app/words.h"
#include "app/wrap-row.h"
#include "core/i18n.h"

#define PHOTO_HEIGHT 160

struct _XyDetail
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *scrolled;
  GtkWidget *inside; /* what scrolls: the mark (mark-bar.h), then the content */
  GtkWidget *content;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (XyDetail, xy_detail, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  g_autofree char *alone = xy_i18n_alone (text);

  return xy_words_new (alone, css_class, 4, 22);
}

static void
xy_detail_dispose (GObject *object)
{
  g_clear_pointer (&XY_DETAIL (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_detail_parent_class)->dispose (object);
}

static void
xy_detail_class_init (XyDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_detail_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_detail_init (XyDetail *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  self->inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->inside), xy_mark_bar_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->inside);
  self->buttons = xy_wrap_row_new (6);
  xy_wrap_row_set_wanted (XY_WRAP_ROW (self->buttons), 2);
  /* They fill their rows; the pane does not grow for it. */
  gtk_widget_set_hexpand (self->buttons, FALSE);
  gtk_widget_add_css_class (self->buttons, "detail-foot");
  gtk_widget_set_visible (self->buttons, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->scrolled);
  gtk_box_append (GTK_BOX (self->box), self->buttons);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  xy_detail_start (self);
  xy_pane_box_set_blank (GTK_WIDGET (self), TRUE);
}

GtkWidget *
xy_detail_new (void)
{
  return g_object_new (XY_TYPE_DETAIL, NULL);
}

void
xy_detail_start (XyDetail *self)
{
  if (self->content != NULL)
    gtk_box_remove (GTK_BOX (self->inside), self->content);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->content, "content");
  gtk_box_append (GTK_BOX (self->inside), self->content);
  gtk_widget_set_visible (self->buttons, gtk_widget_get_first_child (self->buttons) != NULL);
  xy_pane_box_set_blank (GTK_WIDGET (self), FALSE);
}

void
xy_detail_add_title (XyDetail *self, const char *title, const char *more, GtkWidget *pill)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = make_label (title, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  if (pill != NULL)
    {
      gtk_widget_set_valign (pill, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (line), pill);
    }
  gtk_box_append (GTK_BOX (box), line);
  if (more != NULL && more[0] != '\0')
    gtk_box_append (GTK_BOX (box), make_label (more, "quiet"));
  gtk_box_append (GTK_BOX (self->content), box);
}

void
xy_detail_add_heading (XyDetail *self, const char *words)
{
  gtk_box_append (GTK_BOX (self->content), make_label (words, "bold"));
}

void
xy_detail_add_words (XyDetail *self, const char *words, const char *css_class)
{
  gtk_box_append (GTK_BOX (self->content), make_label (words, css_class));
}

GtkWidget *
xy_detail_add_facts (XyDetail *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_box_append (GTK_BOX (self->content), grid);
  return grid;
}

void
xy_detail_add_fact (GtkWidget *facts, const char *name, const char *value)
{
  GtkWidget *label, *words;
  int row = 0;

  if (value == NULL || value[0] == '\0')
    return;
  while (gtk_grid_get_child_at (GTK_GRID (facts), 0, row) != NULL)
    row++;
  label = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "quiet");
  words = make_label (value, NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  gtk_widget_set_can_focus (words, FALSE);
  gtk_grid_attach (GTK_GRID (facts), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (facts), words, 1, row, 1, 1);
}

GtkWidget *
xy_detail_add_figures (XyDetail *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_add_css_class (row, "figures");
  gtk_box_append (GTK_BOX (self->content), row);
  return row;
}

GtkWidget *
xy_detail_add_figure (GtkWidget *figures, const char *figure, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = gtk_label_new (figure), *label = gtk_label_new (words);

  gtk_widget_add_css_class (number, "figure");
  gtk_widget_add_css_class (label, "quiet");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (figures), box);
  return number;
}

GtkWidget *
xy_detail_add_steps (XyDetail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_box_append (GTK_BOX (self->content), box);
  return box;
}

void
xy_detail_add_step (GtkWidget *steps, const char *icon, const char *what, const char *when)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *said = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *words = make_label (what, NULL), *at = gtk_label_new (when);

  gtk_label_set_max_width_chars (GTK_LABEL (words), 16);
  gtk_widget_set_hexpand (said, TRUE);
  gtk_widget_set_valign (at, GTK_ALIGN_START);
  gtk_widget_add_css_class (at, "quiet");
  gtk_box_append (GTK_BOX (said), words);
  gtk_box_append (GTK_BOX (line), xy_words_new_sign (icon));
  gtk_box_append (GTK_BOX (line), said);
  gtk_box_append (GTK_BOX (line), at);
  gtk_box_append (GTK_BOX (steps), line);
}

void
xy_detail_add_note (GtkWidget *steps, const char *words)
{
  GtkWidget *line = gtk_widget_get_last_child (steps);

  gtk_box_append (GTK_BOX (gtk_widget_get_prev_sibling (gtk_widget_get_last_child (line))),
                  make_label (words, "quiet"));
}

void
xy_detail_show_words (XyDetail *self, const char *words)
{
  xy_detail_start (self);
  xy_detail_add_words (self, words, "quiet");
  gtk_widget_set_visible (self->buttons, FALSE);
}

void
xy_detail_show_nothing (XyDetail *self, const char *words)
{
  xy_detail_show_words (self, words != NULL ? words : _ ("Choose a row to see it in full."));
  xy_pane_box_set_blank (GTK_WIDGET (self), TRUE);
}

void
xy_detail_show_count (XyDetail *self, guint n)
{
  if (n < 2)
    {
      xy_detail_show_nothing (self, NULL);
      return;
    }
  g_autofree char *words = g_strdup_printf (ngettext ("%u row is chosen.", "%u rows are chosen.", n), n);
  xy_detail_start (self);
  xy_detail_add_words (self, words, "quiet");
}

void
xy_detail_add_button (XyDetail *self, GtkWidget *button)
{
  gtk_widget_set_hexpand (button, TRUE);
  xy_wrap_row_append (XY_WRAP_ROW (self->buttons), button);
}

void
xy_detail_hide_buttons (XyDetail *self)
{
  gtk_widget_set_visible (self->buttons, FALSE);
}

GtkWidget *
xy_detail_make_photo (const char *path)
{
  GtkWidget *picture = gtk_picture_new_for_filename (path);

  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_size_request (picture, -1, PHOTO_HEIGHT);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Photo"), -1);
  return picture;
}

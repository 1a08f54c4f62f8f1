/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/mark-bar.h"

#include <glib/gi18n-lib.h>

#include "app/window.h"
#include "app/words.h"

struct _XyMarkBar
{
  GtkWidget parent_instance;
  GtkWidget *grid;
  GtkWidget *word;
  GtkWidget *why;
  XyId row;
  XyList *list;
};

G_DEFINE_FINAL_TYPE (XyMarkBar, xy_mark_bar, GTK_TYPE_WIDGET)

static void
on_settle_clicked (XyMarkBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  XyPage *page = XY_IS_WINDOW (root) ? xy_window_show_page (XY_WINDOW (root), "sync", NULL) : NULL;

  if (page == NULL)
    return;
  xy_page_go (page, "settle", NULL, &self->row);
  xy_page_focus_content (page);
}

static void
show_chosen (XyMarkBar *self)
{
  xy_mark_bar_show (self, self->list != NULL ? xy_list_get_mark (self->list) : NULL);
}

static void
xy_mark_bar_dispose (GObject *object)
{
  xy_mark_bar_follow (XY_MARK_BAR (object), NULL);
  g_clear_pointer (&XY_MARK_BAR (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_mark_bar_parent_class)->dispose (object);
}

static void
xy_mark_bar_class_init (XyMarkBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_mark_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "markbar");
}

static void
xy_mark_bar_init (XyMarkBar *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("xy-alert-symbolic");
  GtkWidget *verb = gtk_button_new_with_label (_ ("Settle it"));

  /* A box would set all on one baseline, and be a pixel higher the wider it is. */
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 6);
  self->word = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->word), 0);
  gtk_widget_set_hexpand (self->word, TRUE);
  gtk_widget_add_css_class (self->word, "bold");
  self->why = xy_words_new ("", NULL, 16, 22);
  gtk_widget_add_css_class (verb, "flat");
  gtk_widget_add_css_class (verb, "small-verb");
  gtk_widget_set_valign (verb, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (verb, "clicked", G_CALLBACK (on_settle_clicked), self);
  gtk_grid_attach (GTK_GRID (self->grid), icon, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->word, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), verb, 2, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), self->why, 1, 1, 2, 1);
  gtk_widget_add_css_class (self->grid, "problem");
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
xy_mark_bar_new (void)
{
  return g_object_new (XY_TYPE_MARK_BAR, NULL);
}

void
xy_mark_bar_show (XyMarkBar *self, const XyMark *mark)
{
  g_return_if_fail (XY_IS_MARK_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), mark != NULL);
  if (mark == NULL)
    return;
  self->row = mark->row;
  gtk_label_set_text (GTK_LABEL (self->word), xy_mark_word (mark));
  gtk_label_set_text (GTK_LABEL (self->why), _ (mark->reason));
}

void
xy_mark_bar_follow (XyMarkBar *self, XyList *list)
{
  g_return_if_fail (XY_IS_MARK_BAR (self));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_set_object (&self->list, list);
  if (list != NULL)
    g_signal_connect_object (list, "marked", G_CALLBACK (show_chosen), self, G_CONNECT_SWAPPED);
  if (self->grid != NULL)
    show_chosen (self);
}

void
xy_mark_bar_follow_within (GtkWidget *widget, XyList *list)
{
  if (XY_IS_MARK_BAR (widget))
    xy_mark_bar_follow (XY_MARK_BAR (widget), list);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      xy_mark_bar_follow_within (child, list);
}

XyPillKind
xy_mark_pill (const XyMark *mark)
{
  return mark->kind == XY_MARK_HELD ? XY_PILL_WAITING : XY_PILL_ALERT;
}

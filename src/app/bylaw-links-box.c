/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-links-box.h"

#include <glib/gi18n-lib.h>

struct _XyBylawLinksBox
{
  GtkWidget parent_instance;
  GtkWidget *picker, *list;
  gboolean by_id;
};

G_DEFINE_FINAL_TYPE (XyBylawLinksBox, xy_bylaw_links_box, GTK_TYPE_WIDGET)

static void
on_remove_clicked (GtkWidget *button, XyBylawLinksBox *self)
{
  gtk_box_remove (GTK_BOX (self->list), gtk_widget_get_parent (button));
  gtk_widget_set_visible (self->list, gtk_widget_get_first_child (self->list) != NULL);
  gtk_widget_grab_focus (self->picker);
}

static void
on_picked (XyBylawLinksBox *self, const XySearchHit *hit)
{
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&hit->id, id);
  xy_bylaw_links_box_add (self, self->by_id ? id : hit->title, hit->title);
}

static void
xy_bylaw_links_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (xy_bylaw_links_box_parent_class)->dispose (object);
}

static void
xy_bylaw_links_box_class_init (XyBylawLinksBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_bylaw_links_box_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
xy_bylaw_links_box_init (XyBylawLinksBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);
}

GtkWidget *
xy_bylaw_links_box_new (XyWorker *worker, XyPickerFind find, gboolean by_id, const char *placeholder, const char *name)
{
  XyBylawLinksBox *self = g_object_new (XY_TYPE_BYLAW_LINKS_BOX, NULL);

  self->by_id = by_id;
  self->picker = xy_picker_new (worker, find, XY_PICK_MANY, placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picker), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_hexpand (self->picker, TRUE);
  g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (on_picked), self);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_visible (self->list, FALSE);
  gtk_widget_set_parent (self->picker, GTK_WIDGET (self));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
xy_bylaw_links_box_add (XyBylawLinksBox *self, const char *row, const char *title)
{
  GtkWidget *line, *label, *button;

  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (child), "row"), row) == 0)
      return;
  g_autofree char *take_off = g_strdup_printf (_ ("Take off: %s"), title);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  label = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, title);
  gtk_widget_set_hexpand (label, TRUE);
  button = gtk_button_new_from_icon_name ("xy-close-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, take_off);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, take_off, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked), self);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), button);
  g_object_set_data_full (G_OBJECT (line), "row", g_strdup (row), g_free);
  gtk_box_append (GTK_BOX (self->list), line);
  gtk_widget_set_visible (self->list, TRUE);
}

char *
xy_bylaw_links_box_get (XyBylawLinksBox *self)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_string_append_printf (rows, "%s%s", rows->len > 0 ? "\n" : "",
                            (const char *) g_object_get_data (G_OBJECT (child), "row"));
  return rows->len > 0 ? g_string_free (g_steal_pointer (&rows), FALSE) : NULL;
}

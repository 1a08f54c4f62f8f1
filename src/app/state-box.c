/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/state-box.h"

#define ICON_SIZE 48

struct _XyStateBox
{
  GtkWidget parent_instance;

  GtkWidget *spinner;
  GtkImage *icon;
  GtkLabel *heading;
  GtkLabel *words;
  GtkWidget *button;
};

G_DEFINE_TYPE (XyStateBox, xy_state_box, GTK_TYPE_WIDGET)

static GtkLabel *
add_label (XyStateBox *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
xy_state_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (xy_state_box_parent_class)->dispose (object);
}

static void
xy_state_box_class_init (XyStateBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_state_box_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "box");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
xy_state_box_init (XyStateBox *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (widget));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 12);
  gtk_widget_add_css_class (widget, "state");
  gtk_widget_set_halign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (widget, FALSE);

  self->spinner = gtk_spinner_new ();
  /* One that nobody sees would have the window paint frames for ever. */
  g_signal_connect (self->spinner, "map", G_CALLBACK (gtk_spinner_start), NULL);
  g_signal_connect (self->spinner, "unmap", G_CALLBACK (gtk_spinner_stop), NULL);
  gtk_widget_set_parent (self->spinner, widget);
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->icon, ICON_SIZE);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), widget);
  self->heading = add_label (self, "heading");
  self->words = add_label (self, "quiet");
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, widget);
}

XyStateBox *
xy_state_box_new (void)
{
  return g_object_new (XY_TYPE_STATE_BOX, NULL);
}

void
xy_state_box_say (XyStateBox *self,
                  const char *icon,
                  const char *heading,
                  const char *words,
                  const char *verb,
                  const char *action)
{
  g_return_if_fail (XY_IS_STATE_BOX (self));

  gtk_widget_set_visible (self->spinner, icon == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->heading, heading != NULL ? heading : "");
  gtk_label_set_text (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
  gtk_widget_set_visible (self->button, verb != NULL);
  gtk_button_set_label (GTK_BUTTON (self->button), verb != NULL ? verb : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

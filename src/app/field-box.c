/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/field-box.h"

#define SPACING 6

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE (XyFieldBox, xy_field_box, GTK_TYPE_WIDGET)

static void
xy_field_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_TEXT)
    g_value_take_string (value, XY_FIELD_BOX_GET_CLASS (object)->get_text (XY_FIELD_BOX (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
xy_field_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_TEXT)
    XY_FIELD_BOX_GET_CLASS (object)->set_text (XY_FIELD_BOX (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
xy_field_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (xy_field_box_parent_class)->dispose (object);
}

static void
xy_field_box_class_init (XyFieldBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = xy_field_box_get_property;
  object_class->set_property = xy_field_box_set_property;
  object_class->dispose = xy_field_box_dispose;
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
xy_field_box_init (XyFieldBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING);
}

void
xy_field_box_changed (XyFieldBox *self)
{
  g_return_if_fail (XY_IS_FIELD_BOX (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

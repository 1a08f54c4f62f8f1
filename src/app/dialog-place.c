/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/dialog-place.h"

#define SIDES 48 /* .dialog-content has so much at its sides */

struct _XyDialogPlace
{
  GtkWidget parent_instance;
  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (XyDialogPlace, xy_dialog_place, GTK_TYPE_WIDGET)

/* How wide the child becomes when the dialog opens. */
static int
opening_width (XyDialogPlace *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int least, natural, width = -1, height;

  if (GTK_IS_WINDOW (root))
    gtk_window_get_default_size (GTK_WINDOW (root), &width, &height); /* wants both */
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return width > 0 ? MAX (least, width - SIDES) : natural;
}

static GtkSizeRequestMode
xy_dialog_place_get_request_mode (GtkWidget *widget)
{
  XyDialogPlace *self = XY_DIALOG_PLACE (widget);
  return self->child != NULL ? gtk_widget_get_request_mode (self->child) : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
xy_dialog_place_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  XyDialogPlace *self = XY_DIALOG_PLACE (widget);

  if (self->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0)
    for_size = opening_width (self);
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
xy_dialog_place_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyDialogPlace *self = XY_DIALOG_PLACE (widget);

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static void
xy_dialog_place_dispose (GObject *object)
{
  xy_dialog_place_set_child (XY_DIALOG_PLACE (object), NULL);
  G_OBJECT_CLASS (xy_dialog_place_parent_class)->dispose (object);
}

static void
xy_dialog_place_class_init (XyDialogPlaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_dialog_place_dispose;
  widget_class->get_request_mode = xy_dialog_place_get_request_mode;
  widget_class->measure = xy_dialog_place_measure;
  widget_class->size_allocate = xy_dialog_place_size_allocate;
}

static void
xy_dialog_place_init (XyDialogPlace *self)
{
}

GtkWidget *
xy_dialog_place_new (void)
{
  return g_object_new (XY_TYPE_DIALOG_PLACE, NULL);
}

void
xy_dialog_place_set_child (XyDialogPlace *self, GtkWidget *child)
{
  g_return_if_fail (XY_IS_DIALOG_PLACE (self));
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

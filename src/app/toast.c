/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/toast.h"

#include <glib/gi18n-lib.h>

#define SECONDS 8

struct _XyToaster
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkWidget *revealer;
  GtkLabel *words;
  GtkWidget *verb;
  GtkWidget *close;
  GtkEventController *pointer;
  guint source;
};

static void xy_toaster_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XyToaster,
                               xy_toaster,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, xy_toaster_buildable_init))

static void
hide (XyToaster *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

static gboolean
on_time_passed (gpointer p)
{
  XyToaster *self = p;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (gtk_event_controller_motion_contains_pointer (GTK_EVENT_CONTROLLER_MOTION (self->pointer))
      || (focus != NULL && gtk_widget_is_ancestor (focus, self->revealer)))
    return G_SOURCE_CONTINUE;

  self->source = 0;
  hide (self);
  return G_SOURCE_REMOVE;
}

static void
xy_toaster_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  xy_toaster_set_child (XY_TOASTER (buildable), GTK_WIDGET (child));
}

static void
xy_toaster_buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = xy_toaster_add_child;
}

static void
xy_toaster_dispose (GObject *object)
{
  XyToaster *self = XY_TOASTER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (xy_toaster_parent_class)->dispose (object);
}

static void
xy_toaster_class_init (XyToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_toaster_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_toaster_init (XyToaster *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (box, "toast");
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->words, 48);
  self->verb = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->verb), TRUE);
  gtk_widget_set_visible (self->verb, FALSE);
  self->close = gtk_button_new_from_icon_name ("xy-close-symbolic");
  gtk_widget_add_css_class (self->close, "flat");
  gtk_widget_set_tooltip_text (self->close, _ ("Put away"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Put away"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), self->verb);
  gtk_box_append (GTK_BOX (box), self->close);

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_halign (self->revealer, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->revealer, GTK_ALIGN_END);
  g_object_bind_property (self->revealer, "child-revealed", self->revealer, "can-target", G_BINDING_SYNC_CREATE);

  self->overlay = gtk_overlay_new ();
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->revealer);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));

  self->pointer = gtk_event_controller_motion_new ();
  gtk_widget_add_controller (box, self->pointer);
  g_signal_connect_swapped (self->verb, "clicked", G_CALLBACK (hide), self);
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (hide), self);
}

static XyToaster *
find_below (GtkWidget *widget)
{
  if (XY_IS_TOASTER (widget))
    return XY_TOASTER (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      XyToaster *found = find_below (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The toaster of the window itself, or of the one that it belongs to. */
static XyToaster *
find_toaster (GtkWidget *from)
{
  GtkWidget *toaster = gtk_widget_get_ancestor (from, XY_TYPE_TOASTER);
  GtkRoot *root = gtk_widget_get_root (from);

  if (toaster != NULL)
    return XY_TOASTER (toaster);
  for (GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL; window != NULL;
       window = gtk_window_get_transient_for (window))
    {
      XyToaster *found = find_below (GTK_WIDGET (window));
      if (found != NULL)
        return found;
    }
  return NULL;
}

void
xy_toaster_set_child (XyToaster *self, GtkWidget *child)
{
  g_return_if_fail (XY_IS_TOASTER (self));
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), child);
}

void
xy_toast_show (GtkWidget *from, const char *words, const char *verb, const char *action)
{
  XyToaster *self = find_toaster (from);
  if (self == NULL)
    return;

  gtk_label_set_text (self->words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  gtk_widget_set_visible (self->verb, verb != NULL);
  gtk_button_set_label (GTK_BUTTON (self->verb), verb != NULL ? verb : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->verb), action);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_seconds (SECONDS, on_time_passed, self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/dialog.h"
#include "app/dialog-place.h"
#include "app/help-window.h"

#include <glib/gi18n-lib.h>

#define SCREEN_MARGIN 60 /* panels of the desktop */

typedef struct
{
  GtkWidget *scrolled;
  GtkWidget *content_place;
  GtkWidget *content;
  guint grow_source;
  GtkWidget *foot;
  GtkWidget *note;
  GtkWidget *error;
  GtkWidget *progress;
  GtkWidget *cancel;
  GtkWidget *verb;
  gboolean verb_enabled;
  gboolean is_busy;
} XyDialogPrivate;

enum
{
  PROP_0,
  PROP_VERB,
  PROP_CONTENT,
  N_PROPS
};

enum
{
  CONFIRMED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static GtkBuildableIface *parent_buildable;

static void xy_dialog_buildable_init (GtkBuildableIface *iface);

G_DEFINE_TYPE_WITH_CODE (XyDialog,
                         xy_dialog,
                         GTK_TYPE_WINDOW,
                         G_ADD_PRIVATE (XyDialog) G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, xy_dialog_buildable_init))

static XyDialogPrivate *
get_private (XyDialog *self)
{
  return xy_dialog_get_instance_private (self);
}

static void
update_verb (XyDialog *self)
{
  XyDialogPrivate *priv = get_private (self);
  gtk_widget_set_sensitive (priv->verb, priv->verb_enabled && !priv->is_busy);
}

static void
on_verb_clicked (XyDialog *self)
{
  XyDialogPrivate *priv = get_private (self);

  if (!gtk_widget_get_visible (priv->verb) || !gtk_widget_get_sensitive (priv->verb))
    return;
  /* What is still in the field that has the focus counts too. */
  gtk_widget_grab_focus (priv->verb);
  g_signal_emit (self, signals[CONFIRMED], 0);
}

static gboolean
on_confirm_key_pressed (GtkWidget *widget, GVariant *args, gpointer p)
{
  on_verb_clicked (XY_DIALOG (widget));
  return TRUE;
}

static void
xy_dialog_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  XyDialog *self = XY_DIALOG (buildable);

  if (g_strcmp0 (type, "button") == 0)
    xy_dialog_add_button (self, GTK_WIDGET (child));
  else if (GTK_IS_WIDGET (child) && get_private (self)->content_place != NULL && type == NULL)
    xy_dialog_set_content (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
xy_dialog_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = xy_dialog_add_child;
}

static void
xy_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  XyDialogPrivate *priv = get_private (XY_DIALOG (object));

  if (id == PROP_VERB)
    g_value_set_string (value, gtk_button_get_label (GTK_BUTTON (priv->verb)));
  else if (id == PROP_CONTENT)
    g_value_set_object (value, priv->content);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
xy_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  XyDialog *self = XY_DIALOG (object);

  if (id == PROP_VERB)
    xy_dialog_set_verb (self, g_value_get_string (value));
  else if (id == PROP_CONTENT)
    xy_dialog_set_content (self, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

/* How high a window may be on the screen of WINDOW; 0 where that is not known. */
static int
find_room (GtkWindow *window)
{
  GdkSurface *surface = window != NULL ? gtk_native_get_surface (GTK_NATIVE (window)) : NULL;
  GdkMonitor *monitor = surface != NULL
                            ? gdk_display_get_monitor_at_surface (gtk_widget_get_display (GTK_WIDGET (window)), surface)
                            : NULL;
  GdkRectangle area;

  if (monitor == NULL)
    return 0;
  gdk_monitor_get_geometry (monitor, &area);
  return area.height - SCREEN_MARGIN;
}

/* The window grows with its content as far as the screen goes. */
static gboolean
grow (gpointer p)
{
  XyDialog *self = p;
  XyDialogPrivate *priv = get_private (self);
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (priv->scrolled);
  int room = find_room (GTK_WINDOW (self));

  priv->grow_source = 0;
  if (room == 0)
    return G_SOURCE_REMOVE;
  int around = gtk_widget_get_height (GTK_WIDGET (self)) - gtk_widget_get_height (priv->scrolled);
  int wanted = (int) gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (scrolled));
  gtk_scrolled_window_set_max_content_height (scrolled, -1);
  gtk_scrolled_window_set_min_content_height (scrolled, CLAMP (room - around, 1, wanted));
  return G_SOURCE_REMOVE;
}

/* It opens no higher than that either. */
static void
xy_dialog_realize (GtkWidget *widget)
{
  XyDialogPrivate *priv = get_private (XY_DIALOG (widget));
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (priv->scrolled);
  int room = find_room (gtk_window_get_transient_for (GTK_WINDOW (widget)));
  int head, whole, inside;

  if (room > 0 && gtk_scrolled_window_get_min_content_height (scrolled) <= 0)
    {
      gtk_widget_measure (gtk_window_get_titlebar (GTK_WINDOW (widget)), GTK_ORIENTATION_VERTICAL, -1, &head, NULL,
                          NULL, NULL);
      gtk_widget_measure (gtk_window_get_child (GTK_WINDOW (widget)), GTK_ORIENTATION_VERTICAL, -1, &whole, NULL, NULL,
                          NULL);
      gtk_widget_measure (priv->scrolled, GTK_ORIENTATION_VERTICAL, -1, &inside, NULL, NULL, NULL);
      gtk_scrolled_window_set_max_content_height (scrolled, MAX (room - head - (whole - inside), 1));
    }
  GTK_WIDGET_CLASS (xy_dialog_parent_class)->realize (widget);
}

static void
on_content_grown (XyDialog *self)
{
  XyDialogPrivate *priv = get_private (self);

  if (priv->grow_source == 0)
    priv->grow_source = g_idle_add (grow, self);
}

static void
xy_dialog_dispose (GObject *object)
{
  XyDialogPrivate *priv = get_private (XY_DIALOG (object));

  g_clear_handle_id (&priv->grow_source, g_source_remove);
  G_OBJECT_CLASS (xy_dialog_parent_class)->dispose (object);
  g_clear_handle_id (&priv->grow_source, g_source_remove);
}

static void
xy_dialog_class_init (XyDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = xy_dialog_dispose;
  object_class->get_property = xy_dialog_get_property;
  object_class->set_property = xy_dialog_set_property;
  widget_class->realize = xy_dialog_realize;

  props[PROP_VERB] = g_param_spec_string ("verb", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_CONTENT] =
      g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CONFIRMED] = g_signal_new ("confirmed", XY_TYPE_DIALOG, G_SIGNAL_RUN_LAST,
                                     G_STRUCT_OFFSET (XyDialogClass, confirmed), NULL, NULL, NULL, G_TYPE_NONE, 0);

  xy_help_bind (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_confirm_key_pressed, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, on_confirm_key_pressed, NULL);
}

static GtkWidget *
make_line (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_add_css_class (label, "dialog-line");
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
set_line (GtkWidget *label, const char *words)
{
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL && *words != '\0');
}

static void
xy_dialog_init (XyDialog *self)
{
  XyDialogPrivate *priv = get_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_header_bar_new ();

  priv->content_place = xy_dialog_place_new ();
  gtk_widget_set_vexpand (priv->content_place, TRUE);
  gtk_widget_add_css_class (priv->content_place, "dialog-content");

  priv->note = make_line ("quiet");
  priv->error = make_line ("error-line");

  priv->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (priv->progress), TRUE);
  gtk_widget_set_visible (priv->progress, FALSE);

  priv->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (priv->foot, "dialog-foot");
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_hexpand (space, TRUE);
  priv->cancel = gtk_button_new_with_mnemonic (_ ("Cancel"));
  priv->verb = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (priv->verb), TRUE);
  gtk_widget_add_css_class (priv->verb, "suggested-action");
  gtk_widget_set_visible (priv->verb, FALSE);
  gtk_box_append (GTK_BOX (priv->foot), space);
  gtk_box_append (GTK_BOX (priv->foot), priv->cancel);
  gtk_box_append (GTK_BOX (priv->foot), priv->verb);
  priv->verb_enabled = TRUE;

  /* A long form scrolls on a low screen, and its verb stays in sight. */
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  priv->scrolled = scrolled;
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), priv->content_place);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), "notify::upper",
                            G_CALLBACK (on_content_grown), self);
  gtk_box_append (GTK_BOX (box), priv->note);
  gtk_box_append (GTK_BOX (box), priv->error);
  gtk_box_append (GTK_BOX (box), priv->progress);
  gtk_box_append (GTK_BOX (box), priv->foot);
  gtk_window_set_child (GTK_WINDOW (self), box);
  gtk_window_set_titlebar (GTK_WINDOW (self), head);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "xy-dialog");

  g_signal_connect_swapped (priv->cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (priv->verb, "clicked", G_CALLBACK (on_verb_clicked), self);
}

GtkWidget *
xy_dialog_new (GtkWidget *from, const char *title, const char *verb)
{
  XyDialog *self = g_object_new (XY_TYPE_DIALOG, "title", title, NULL);
  xy_dialog_set_from (self, from);
  xy_dialog_set_verb (self, verb);
  return GTK_WIDGET (self);
}

void
xy_dialog_set_from (XyDialog *self, GtkWidget *from)
{
  g_return_if_fail (XY_IS_DIALOG (self));

  GtkRoot *root = from != NULL ? gtk_widget_get_root (from) : NULL;
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
}

void
xy_dialog_set_verb (XyDialog *self, const char *verb)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  XyDialogPrivate *priv = get_private (self);

  gtk_button_set_label (GTK_BUTTON (priv->verb), verb != NULL ? verb : "");
  gtk_widget_set_visible (priv->verb, verb != NULL);
  gtk_button_set_label (GTK_BUTTON (priv->cancel), verb != NULL ? _ ("Cancel") : _ ("_Close"));
  if (verb != NULL)
    gtk_window_set_default_widget (GTK_WINDOW (self), priv->verb);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VERB]);
}

void
xy_dialog_set_verb_enabled (XyDialog *self, gboolean enabled)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  get_private (self)->verb_enabled = enabled;
  update_verb (self);
}

void
xy_dialog_set_destructive (XyDialog *self, gboolean destructive)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  GtkWidget *verb = get_private (self)->verb;

  gtk_widget_remove_css_class (verb, destructive ? "suggested-action" : "destructive-action");
  gtk_widget_add_css_class (verb, destructive ? "destructive-action" : "suggested-action");
}

void
xy_dialog_set_content (XyDialog *self, GtkWidget *content)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  XyDialogPrivate *priv = get_private (self);

  priv->content = content;
  if (content != NULL)
    gtk_widget_set_vexpand (content, TRUE);
  xy_dialog_place_set_child (XY_DIALOG_PLACE (priv->content_place), content);
}

void
xy_dialog_confirm (XyDialog *self)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  on_verb_clicked (self);
}

void
xy_dialog_add_button (XyDialog *self, GtkWidget *button)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  gtk_box_prepend (GTK_BOX (get_private (self)->foot), button);
}

void
xy_dialog_set_closing (XyDialog *self, const char *words)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  gtk_button_set_label (GTK_BUTTON (get_private (self)->cancel), words);
}

void
xy_dialog_set_error (XyDialog *self, const char *sentence)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  set_line (get_private (self)->error, sentence);
}

void
xy_dialog_set_note (XyDialog *self, const char *words)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  set_line (get_private (self)->note, words);
}

void
xy_dialog_set_busy (XyDialog *self, const char *what, double fraction)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  XyDialogPrivate *priv = get_private (self);

  priv->is_busy = TRUE;
  update_verb (self);
  if (what == NULL)
    return;
  gtk_widget_set_visible (priv->progress, TRUE);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (priv->progress), what);
  if (fraction < 0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (priv->progress));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (priv->progress), CLAMP (fraction, 0, 1));
}

void
xy_dialog_set_idle (XyDialog *self)
{
  g_return_if_fail (XY_IS_DIALOG (self));
  XyDialogPrivate *priv = get_private (self);

  priv->is_busy = FALSE;
  update_verb (self);
  gtk_widget_set_visible (priv->progress, FALSE);
}

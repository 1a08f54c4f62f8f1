/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the help opens on. */
#include "app/help-window.h"

#include "app/window.h"
#include "core/help.h"

#define MARK "xy-help-topic"
#define FALLBACK "start"

/* The page that is seen in WIDGET, or NULL. */
static GtkWidget *
find_page (GtkWidget *widget)
{
  GtkWidget *page = XY_IS_PAGE (widget) ? widget : NULL;

  if (!gtk_widget_get_child_visible (widget))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && page == NULL;
       child = gtk_widget_get_next_sibling (child))
    page = find_page (child);
  return page;
}

/* The topic of the page and tab that WINDOW shows, or of another of its faces: "start", "lock", "damaged". */
static const XyHelpTopic *
topic_of_place (const XyHelp *help, XyWindow *window)
{
  GtkStack *faces = GTK_STACK (gtk_window_get_child (GTK_WINDOW (window)));
  GtkWidget *page = find_page (gtk_stack_get_visible_child (faces));

  if (page == NULL)
    return xy_help_topic_of_page (help, gtk_stack_get_visible_child_name (faces), NULL);
  GtkStackPage *leaf = gtk_stack_get_page (GTK_STACK (gtk_widget_get_parent (page)), page);
  return xy_help_topic_of_page (help, gtk_stack_page_get_name (leaf), xy_page_get_tab (XY_PAGE (page)));
}

static const XyHelpTopic *
topic_of (const XyHelp *help, GtkWidget *window)
{
  const char *mark = g_object_get_data (G_OBJECT (window), MARK), *title = gtk_window_get_title (GTK_WINDOW (window));
  const XyHelpTopic *topic = mark != NULL ? xy_help_topic (help, mark) : NULL;
  GtkWindow *over = gtk_window_get_transient_for (GTK_WINDOW (window));

  if (topic == NULL && XY_IS_WINDOW (window))
    topic = topic_of_place (help, XY_WINDOW (window));
  else if (topic == NULL && title != NULL)
    topic = xy_help_topic_of_window (help, title);
  return topic == NULL && over != NULL ? topic_of (help, GTK_WIDGET (over)) : topic;
}

static XyHelpWindow *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (XY_IS_HELP_WINDOW (window))
        return XY_HELP_WINDOW (window);
    }
  return g_object_new (XY_TYPE_HELP_WINDOW, NULL);
}

XyHelpWindow *
xy_help_open (GtkWidget *from)
{
  XyHelpWindow *self = find_window ();
  GtkRoot *root = gtk_widget_get_root (from);
  const XyHelpTopic *topic = GTK_IS_WINDOW (root) ? topic_of (xy_help_window_get_help (self), GTK_WIDGET (root)) : NULL;

  xy_help_window_show (self, topic != NULL ? topic->name : FALLBACK, NULL);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
xy_help_mark (GtkWidget *window, const char *topic)
{
  g_object_set_data (G_OBJECT (window), MARK, (gpointer) topic);
}

static gboolean
on_key_pressed (GtkWidget *widget, GVariant *args, gpointer p)
{
  xy_help_open (widget);
  return TRUE;
}

void
xy_help_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_add_binding (klass, GDK_KEY_F1, 0, on_key_pressed, NULL);
}

void
xy_help_add_key (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F1, 0), gtk_callback_action_new (on_key_pressed, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}

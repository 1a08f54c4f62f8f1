/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/page.h"

#include <glib/gi18n-lib.h>

#include "app/mark-bar.h"
#include "app/pane-box.h"
#include "app/state-box.h"
#include "app/wrap-row.h"

#define LOADING_DELAY 200
#define TITLE_CHARS 14 /* of a long title at least */

typedef struct
{
  XyDesk *desk;
  GtkWidget *box;
  GtkLabel *title;
  GtkWidget *buttons;
  GtkWidget *verb;
  GtkWidget *tools;
  GtkWidget *tabs;
  GtkWidget *filters;
  GtkWidget *banner; /* what needs a hand on this page */
  GtkLabel *banner_words;
  GtkWidget *banner_verb;
  GtkWidget *body;
  GtkWidget *content_place; /* an overlay: a state lies over the content, which stays mapped so that its list asks */
  GtkWidget *content;
  GtkWidget *detail;
  GtkWidget *detail_place;
  gboolean detail_visible;

  XyStateBox *state_box;

  char *tab;
  XyPageState state;
  guint loading_source;
  gboolean filtered;
  XyList *list;
  gulong list_id;
  char *failure;
  char *empty_icon;
  char *empty_heading;
  char *empty_words;
  char *empty_verb;
  char *empty_action;
} XyPagePrivate;

enum
{
  PROP_0,
  PROP_DESK,
  PROP_TITLE,
  PROP_TAB,
  N_PROPS
};

enum
{
  TAB_CHANGED,
  CLEAR_FILTERS,
  RETRY,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void xy_page_buildable_init (GtkBuildableIface *iface);

G_DEFINE_TYPE_WITH_CODE (XyPage,
                         xy_page,
                         GTK_TYPE_WIDGET,
                         G_ADD_PRIVATE (XyPage) G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, xy_page_buildable_init))

static GtkBuildableIface *parent_buildable;

static XyPagePrivate *
get_private (XyPage *self)
{
  return xy_page_get_instance_private (self);
}

static void
update_tools (XyPagePrivate *priv)
{
  gtk_widget_set_visible (priv->tools, gtk_widget_get_first_child (priv->tabs) != NULL
                                           || gtk_widget_get_first_child (priv->filters) != NULL);
}

/* A village that a township looks at: what begins something there would only be refused. */
static gboolean
only_looks (XyPagePrivate *priv)
{
  return priv->desk != NULL && xy_desk_get_scope (priv->desk) != XY_SCOPE_VILLAGE;
}

static void
hide_refused (XyPagePrivate *priv)
{
  if (!only_looks (priv))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (priv->buttons); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child == priv->verb || (GTK_IS_BUTTON (child) && !gtk_widget_get_sensitive (child)))
      gtk_widget_set_visible (child, FALSE);
}

/* A box of verbs none of which is shown would keep a gap beside the other buttons. */
static gboolean
has_verb (GtkWidget *verb)
{
  gboolean shown = !GTK_IS_BOX (verb);

  for (GtkWidget *child = gtk_widget_get_first_child (verb); child != NULL && !shown;
       child = gtk_widget_get_next_sibling (child))
    shown = gtk_widget_get_visible (child);
  return shown;
}

/* Shows or takes away what lies over the content. */
static void
cover (XyPagePrivate *priv, gboolean covered)
{
  gtk_widget_set_visible (GTK_WIDGET (priv->state_box), covered);
  if (priv->content != NULL)
    {
      gtk_widget_set_opacity (priv->content, covered ? 0 : 1);
      gtk_widget_set_can_focus (priv->content, !covered);
      gtk_widget_set_can_target (priv->content, !covered);
    }
  gtk_widget_set_visible (priv->detail_place, priv->detail != NULL && priv->detail_visible && !covered);
  if (priv->verb != NULL)
    gtk_widget_set_visible (priv->verb, !only_looks (priv) && has_verb (priv->verb)
                                            && !(covered && priv->state == XY_PAGE_EMPTY && priv->empty_verb != NULL));
}

static void
say (XyPagePrivate *priv,
     const char *icon,
     const char *heading,
     const char *words,
     const char *verb,
     const char *action)
{
  gboolean refused = priv->state == XY_PAGE_EMPTY && only_looks (priv);

  xy_state_box_say (priv->state_box, icon, heading, words, refused ? NULL : verb, action);
  cover (priv, TRUE);
}

static gboolean
on_loading_long (gpointer p)
{
  XyPagePrivate *priv = get_private (p);

  priv->loading_source = 0;
  say (priv, NULL, _ ("Reading…"), NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_show_all_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLEAR_FILTERS], 0);
}

static void
on_retry_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyPagePrivate *priv = get_private (XY_PAGE (widget));

  if (priv->list != NULL)
    xy_list_refresh (priv->list);
  g_signal_emit (widget, signals[RETRY], 0);
}

static void
on_tab_toggled (GtkToggleButton *button, XyPage *self)
{
  XyPagePrivate *priv = get_private (self);
  const char *name = gtk_widget_get_name (GTK_WIDGET (button));

  if (!gtk_toggle_button_get_active (button) || g_strcmp0 (name, priv->tab) == 0)
    return;
  g_free (priv->tab);
  priv->tab = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TAB]);
  g_signal_emit (self, signals[TAB_CHANGED], 0, name);
}

static void
follow_list (XyPage *self)
{
  XyPagePrivate *priv = get_private (self);

  switch (xy_list_get_state (priv->list))
    {
    case XY_LIST_FAILED:
      xy_page_set_failed (self, xy_list_get_error (priv->list));
      break;
    case XY_LIST_ANSWERED:
      if (xy_list_get_count (priv->list) > 0)
        xy_page_set_state (self, XY_PAGE_FILLED);
      else
        xy_page_set_state (self, priv->filtered ? XY_PAGE_NOTHING : XY_PAGE_EMPTY);
      break;
    case XY_LIST_WAITING:
    default:
      xy_page_set_state (self, XY_PAGE_LOADING);
      break;
    }
}

static void
xy_page_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  XyPage *self = XY_PAGE (buildable);

  if (!GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "verb") == 0)
    xy_page_set_verb (self, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "button") == 0)
    xy_page_add_button (self, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "filter") == 0)
    xy_page_add_filter (self, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "detail") == 0)
    xy_page_set_detail (self, GTK_WIDGET (child));
  else if (type == NULL)
    xy_page_set_content (self, GTK_WIDGET (child));
  else
    GTK_BUILDER_WARN_INVALID_CHILD_TYPE (buildable, type);
}

static void
xy_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = xy_page_add_child;
}

static void
xy_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  XyPage *self = XY_PAGE (object);

  if (id == PROP_DESK)
    g_value_set_object (value, xy_page_get_desk (self));
  else if (id == PROP_TITLE)
    g_value_set_string (value, xy_page_get_title (self));
  else if (id == PROP_TAB)
    g_value_set_string (value, xy_page_get_tab (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
xy_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  XyPage *self = XY_PAGE (object);

  if (id == PROP_DESK)
    xy_page_set_desk (self, g_value_get_object (value));
  else if (id == PROP_TITLE)
    xy_page_set_title (self, g_value_get_string (value));
  else if (id == PROP_TAB)
    xy_page_set_tab (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
xy_page_dispose (GObject *object)
{
  XyPage *self = XY_PAGE (object);
  XyPagePrivate *priv = get_private (self);

  g_clear_handle_id (&priv->loading_source, g_source_remove);
  xy_page_follow (self, NULL);
  g_clear_pointer (&priv->box, gtk_widget_unparent);
  g_clear_object (&priv->desk);

  G_OBJECT_CLASS (xy_page_parent_class)->dispose (object);
}

static void
xy_page_finalize (GObject *object)
{
  XyPagePrivate *priv = get_private (XY_PAGE (object));

  g_free (priv->tab);
  g_free (priv->failure);
  g_free (priv->empty_icon);
  g_free (priv->empty_heading);
  g_free (priv->empty_words);
  g_free (priv->empty_verb);
  g_free (priv->empty_action);

  G_OBJECT_CLASS (xy_page_parent_class)->finalize (object);
}

static void
xy_page_class_init (XyPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = xy_page_dispose;
  object_class->finalize = xy_page_finalize;
  object_class->get_property = xy_page_get_property;
  object_class->set_property = xy_page_set_property;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, XY_TYPE_DESK, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_TAB] = g_param_spec_string ("tab", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[TAB_CHANGED] =
      g_signal_new ("tab-changed", XY_TYPE_PAGE, G_SIGNAL_RUN_LAST, G_STRUCT_OFFSET (XyPageClass, tab_changed), NULL,
                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLEAR_FILTERS] =
      g_signal_new ("clear-filters", XY_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY] = g_signal_new ("retry", XY_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "page");
  /*
   * That the class has actions also lets a page insert its own group of actions late: in GTK 4.8 a child that looked
   * for actions before would not find a group inserted on a parent that had none.
   */
  gtk_widget_class_install_action (widget_class, "page.show-all", NULL, on_show_all_activated);
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, on_retry_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_box (GtkOrientation orientation, int spacing, const char *css_class)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);
  gtk_widget_add_css_class (box, css_class);
  return box;
}

static GtkWidget *
make_row (int spacing, const char *css_class)
{
  GtkWidget *row = xy_wrap_row_new (spacing);
  gtk_widget_add_css_class (row, css_class);
  return row;
}

static void
make_banner (XyPagePrivate *priv)
{
  /* A box would set the words and the verb on one baseline, and be a pixel higher the wider it is. */
  priv->banner = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (priv->banner), 12);
  gtk_widget_add_css_class (priv->banner, "problem");
  priv->banner_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (priv->banner_words, 0);
  gtk_label_set_wrap (priv->banner_words, TRUE);
  gtk_label_set_width_chars (priv->banner_words, 20);
  gtk_widget_set_hexpand (GTK_WIDGET (priv->banner_words), TRUE);
  priv->banner_verb = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (priv->banner_verb, "flat");
  gtk_widget_add_css_class (priv->banner_verb, "small-verb");
  gtk_widget_set_valign (priv->banner_verb, GTK_ALIGN_CENTER);
  gtk_grid_attach (GTK_GRID (priv->banner), gtk_image_new_from_icon_name ("xy-alert-symbolic"), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (priv->banner), GTK_WIDGET (priv->banner_words), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (priv->banner), priv->banner_verb, 2, 0, 1, 1);
  gtk_widget_set_visible (priv->banner, FALSE);
}

static void
xy_page_init (XyPage *self)
{
  XyPagePrivate *priv = get_private (self);
  GtkWidget *head = make_row (12, "page-head");

  priv->state = XY_PAGE_FILLED;
  priv->detail_visible = TRUE;
  priv->box = make_box (GTK_ORIENTATION_VERTICAL, 0, "page-box");

  priv->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (priv->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (priv->title, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (priv->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (priv->title), "page-title");
  priv->buttons = make_row (12, "buttons");
  gtk_widget_set_halign (priv->buttons, GTK_ALIGN_END);
  xy_wrap_row_append (XY_WRAP_ROW (head), GTK_WIDGET (priv->title));
  xy_wrap_row_append (XY_WRAP_ROW (head), priv->buttons);

  priv->tools = make_row (12, "page-tools");
  priv->tabs = make_row (0, "tabs");
  priv->filters = make_row (6, "filters");
  gtk_widget_set_hexpand (priv->filters, TRUE);
  gtk_widget_set_halign (priv->filters, GTK_ALIGN_END);
  xy_wrap_row_append (XY_WRAP_ROW (priv->tools), priv->tabs);
  xy_wrap_row_append (XY_WRAP_ROW (priv->tools), priv->filters);
  gtk_widget_set_visible (priv->tools, FALSE);

  make_banner (priv);
  priv->state_box = xy_state_box_new ();
  priv->content_place = gtk_overlay_new ();
  gtk_widget_set_hexpand (priv->content_place, TRUE);
  gtk_overlay_add_overlay (GTK_OVERLAY (priv->content_place), GTK_WIDGET (priv->state_box));

  priv->detail_place = make_box (GTK_ORIENTATION_VERTICAL, 0, "panel");
  gtk_widget_add_css_class (priv->detail_place, "detail");
  gtk_widget_set_hexpand (priv->detail_place, FALSE);
  gtk_widget_set_overflow (priv->detail_place, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_visible (priv->detail_place, FALSE);

  priv->body = xy_pane_box_new (priv->content_place, priv->detail_place);
  gtk_widget_set_vexpand (priv->body, TRUE);

  gtk_box_append (GTK_BOX (priv->box), head);
  gtk_box_append (GTK_BOX (priv->box), priv->tools);
  gtk_box_append (GTK_BOX (priv->box), priv->banner);
  gtk_box_append (GTK_BOX (priv->box), priv->body);
  gtk_widget_set_parent (priv->box, GTK_WIDGET (self));
}

XyDesk *
xy_page_get_desk (XyPage *self)
{
  g_return_val_if_fail (XY_IS_PAGE (self), NULL);
  return get_private (self)->desk;
}

void
xy_page_set_desk (XyPage *self, XyDesk *desk)
{
  g_return_if_fail (XY_IS_PAGE (self));

  if (!g_set_object (&get_private (self)->desk, desk))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DESK]);
  if (desk != NULL && XY_PAGE_GET_CLASS (self)->opened != NULL)
    XY_PAGE_GET_CLASS (self)->opened (self);
}

void
xy_page_set_title (XyPage *self, const char *title)
{
  g_return_if_fail (XY_IS_PAGE (self));
  gtk_label_set_text (get_private (self)->title, title != NULL ? title : "");
  gtk_label_set_width_chars (get_private (self)->title,
                             MIN ((int) g_utf8_strlen (title != NULL ? title : "", -1), TITLE_CHARS));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

const char *
xy_page_get_title (XyPage *self)
{
  g_return_val_if_fail (XY_IS_PAGE (self), NULL);
  return gtk_label_get_text (get_private (self)->title);
}

static GtkWidget *
find_tab (XyPagePrivate *priv, const char *name)
{
  for (GtkWidget *tab = gtk_widget_get_first_child (priv->tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    if (g_strcmp0 (gtk_widget_get_name (tab), name) == 0)
      return tab;
  return NULL;
}

void
xy_page_add_tab (XyPage *self, const char *name, const char *label)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);
  GtkWidget *first = gtk_widget_get_first_child (priv->tabs);
  GtkWidget *tab = gtk_toggle_button_new_with_label (label);

  gtk_widget_set_name (tab, name);
  gtk_widget_add_css_class (tab, "tab");
  gtk_widget_add_css_class (tab, "flat");
  xy_wrap_row_append (XY_WRAP_ROW (priv->tabs), tab);
  if (first != NULL)
    {
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tab), GTK_TOGGLE_BUTTON (first));
    }
  else
    {
      priv->tab = g_strdup (name);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
    }
  g_signal_connect (tab, "toggled", G_CALLBACK (on_tab_toggled), self);
  update_tools (priv);
}

void
xy_page_set_tab_label (XyPage *self, const char *name, const char *label)
{
  g_return_if_fail (XY_IS_PAGE (self));
  GtkWidget *tab = find_tab (get_private (self), name);
  g_return_if_fail (tab != NULL);
  gtk_button_set_label (GTK_BUTTON (tab), label);
}

void
xy_page_set_tab (XyPage *self, const char *name)
{
  g_return_if_fail (XY_IS_PAGE (self));
  GtkWidget *tab = find_tab (get_private (self), name);
  if (tab != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
}

const char *
xy_page_get_tab (XyPage *self)
{
  g_return_val_if_fail (XY_IS_PAGE (self), NULL);
  return get_private (self)->tab;
}

void
xy_page_set_verb (XyPage *self, GtkWidget *button)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  priv->verb = button;
  gtk_widget_add_css_class (button, "suggested-action");
  xy_wrap_row_append (XY_WRAP_ROW (priv->buttons), button);
}

void
xy_page_add_button (XyPage *self, GtkWidget *button)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  xy_wrap_row_insert_before (XY_WRAP_ROW (priv->buttons), button, priv->verb);
}

void
xy_page_add_filter (XyPage *self, GtkWidget *filter)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  /* What does not fit into a field is told by its tooltip. */
  if (GTK_IS_SEARCH_ENTRY (filter))
    g_object_bind_property (filter, "placeholder-text", filter, "tooltip-text", G_BINDING_SYNC_CREATE);
  xy_wrap_row_append (XY_WRAP_ROW (priv->filters), filter);
  update_tools (priv);
}

void
xy_page_add_bar (XyPage *self, GtkWidget *bar)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  gtk_box_insert_child_after (GTK_BOX (priv->box), bar, gtk_widget_get_prev_sibling (priv->body));
}

void
xy_page_set_content (XyPage *self, GtkWidget *content)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  priv->content = content;
  gtk_overlay_set_child (GTK_OVERLAY (priv->content_place), content);
  cover (priv, gtk_widget_get_visible (GTK_WIDGET (priv->state_box)));
}

void
xy_page_set_detail (XyPage *self, GtkWidget *detail)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  if (priv->detail != NULL)
    gtk_box_remove (GTK_BOX (priv->detail_place), priv->detail);
  priv->detail = detail;
  if (detail != NULL)
    {
      gtk_widget_set_vexpand (detail, TRUE);
      gtk_box_append (GTK_BOX (priv->detail_place), detail);
    }
  cover (priv, gtk_widget_get_visible (GTK_WIDGET (priv->state_box)));
}

void
xy_page_set_detail_visible (XyPage *self, gboolean visible)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  priv->detail_visible = visible;
  cover (priv, gtk_widget_get_visible (GTK_WIDGET (priv->state_box)));
}

static void
set_string (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

void
xy_page_set_empty (XyPage *self,
                   const char *icon,
                   const char *heading,
                   const char *words,
                   const char *verb,
                   const char *action)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  set_string (&priv->empty_icon, icon);
  set_string (&priv->empty_heading, heading);
  set_string (&priv->empty_words, words);
  set_string (&priv->empty_verb, verb);
  set_string (&priv->empty_action, action);
  if (priv->state == XY_PAGE_EMPTY)
    xy_page_set_state (self, XY_PAGE_EMPTY);
}

void
xy_page_set_banner (XyPage *self, const char *words, const char *verb, const char *action)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  gtk_widget_set_visible (priv->banner, words != NULL);
  gtk_label_set_text (priv->banner_words, words != NULL ? words : "");
  gtk_widget_set_visible (priv->banner_verb, verb != NULL);
  gtk_button_set_label (GTK_BUTTON (priv->banner_verb), verb != NULL ? verb : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->banner_verb), action);
}

void
xy_page_follow (XyPage *self, XyList *list)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);

  if (priv->list == list)
    return;
  /* Only this one: the page has handlers of its own on the list. At the page's end it has gone by itself. */
  if (priv->list != NULL && g_signal_handler_is_connected (priv->list, priv->list_id))
    g_signal_handler_disconnect (priv->list, priv->list_id);
  g_set_object (&priv->list, list);
  if (priv->box != NULL)
    xy_mark_bar_follow_within (priv->detail_place, list);
  if (list == NULL)
    return;
  priv->list_id = g_signal_connect_object (list, "answered", G_CALLBACK (follow_list), self, G_CONNECT_SWAPPED);
  follow_list (self);
}

void
xy_page_set_filtered (XyPage *self, gboolean filtered)
{
  g_return_if_fail (XY_IS_PAGE (self));
  get_private (self)->filtered = filtered;
}

void
xy_page_set_state (XyPage *self, XyPageState state)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);
  gboolean was_loading = priv->loading_source != 0;

  g_clear_handle_id (&priv->loading_source, g_source_remove);
  if (state == XY_PAGE_LOADING && was_loading && priv->state == state)
    {
      priv->loading_source = g_timeout_add (LOADING_DELAY, on_loading_long, self);
      return;
    }
  priv->state = state;
  switch (state)
    {
    case XY_PAGE_LOADING:
      priv->loading_source = g_timeout_add (LOADING_DELAY, on_loading_long, self);
      break;
    case XY_PAGE_EMPTY:
      say (priv, priv->empty_icon, priv->empty_heading, priv->empty_words, priv->empty_verb, priv->empty_action);
      break;
    case XY_PAGE_NOTHING:
      say (priv, "xy-search-symbolic", _ ("Nothing fits what you chose"), NULL, _ ("Show all"), "page.show-all");
      break;
    case XY_PAGE_FAILED:
      say (priv, "xy-alert-symbolic", _ ("This could not be read"), priv->failure, _ ("Try again"), "page.retry");
      break;
    case XY_PAGE_FILLED:
    default:
      cover (priv, FALSE);
      break;
    }
}

XyPageState
xy_page_get_state (XyPage *self)
{
  g_return_val_if_fail (XY_IS_PAGE (self), XY_PAGE_LOADING);
  return get_private (self)->state;
}

void
xy_page_set_failed (XyPage *self, const GError *error)
{
  g_return_if_fail (XY_IS_PAGE (self));

  set_string (&get_private (self)->failure, error != NULL ? error->message : NULL);
  xy_page_set_state (self, XY_PAGE_FAILED);
}

void
xy_page_show (XyPage *self)
{
  g_return_if_fail (XY_IS_PAGE (self));
  if (XY_PAGE_GET_CLASS (self)->shown != NULL)
    XY_PAGE_GET_CLASS (self)->shown (self);
  hide_refused (get_private (self));
}

void
xy_page_open (XyPage *self, const XyId *id)
{
  g_return_if_fail (XY_IS_PAGE (self));
  if (XY_PAGE_GET_CLASS (self)->open != NULL)
    XY_PAGE_GET_CLASS (self)->open (self, id);
}

void
xy_page_focus_content (XyPage *self)
{
  g_return_if_fail (XY_IS_PAGE (self));
  XyPagePrivate *priv = get_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (priv->content == NULL || gtk_widget_grab_focus (priv->content))
    return;
  /* From where the keys are already they would go on to the next, and choose another line of a list. */
  if (focus == NULL || !gtk_widget_is_ancestor (focus, priv->content))
    gtk_widget_child_focus (priv->content, GTK_DIR_TAB_FORWARD);
}

void
xy_page_go (XyPage *self, const char *tab, const char *list, const XyId *record)
{
  g_return_if_fail (XY_IS_PAGE (self));

  xy_page_set_tab (self, tab);
  g_signal_emit (self, signals[CLEAR_FILTERS], 0);
  if (XY_PAGE_GET_CLASS (self)->go != NULL)
    XY_PAGE_GET_CLASS (self)->go (self, list, record);
  else if (!xy_id_is_none (record))
    xy_page_open (self, record);
}

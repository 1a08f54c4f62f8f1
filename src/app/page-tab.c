/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/page-tab.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/tabbed-page.h"
#include "app/words.h"
#include "app/wrap-row.h"

#define HANDLER "xy-asks"
#define READ_LATER "xy-read-later"

typedef struct
{
  XyPage *page; /* NULL once it is gone */
  const char *name;
  XyDetail *detail;
  GSimpleActionGroup *actions;
  GHashTable *buttons; /* by action: below the pane */
  GHashTable *heads;   /* by action: at the page's head */
  GPtrArray *others;   /* what else is at the head, borrowed */
  GPtrArray *choices;  /* borrowed */
  GPtrArray *toggles;
  GHashTable *hidden; /* verbs at the head that are not offered */
  gboolean shown;
} XyPageTabPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (XyPageTab, xy_page_tab, GTK_TYPE_WIDGET)

static XyPageTabPrivate *
get_private (XyPageTab *self)
{
  return xy_page_tab_get_instance_private (self);
}

static void
xy_page_tab_dispose (GObject *object)
{
  XyPageTabPrivate *priv = get_private (XY_PAGE_TAB (object));
  GtkWidget *child;

  if (XY_PAGE_TAB_GET_CLASS (object)->left != NULL)
    XY_PAGE_TAB_GET_CLASS (object)->left (XY_PAGE_TAB (object));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&priv->detail);
  g_clear_object (&priv->actions);
  G_OBJECT_CLASS (xy_page_tab_parent_class)->dispose (object);
}

static void
xy_page_tab_finalize (GObject *object)
{
  XyPageTabPrivate *priv = get_private (XY_PAGE_TAB (object));

  g_hash_table_unref (priv->buttons);
  g_hash_table_unref (priv->heads);
  g_hash_table_unref (priv->hidden);
  g_ptr_array_unref (priv->others);
  g_ptr_array_unref (priv->choices);
  g_clear_pointer (&priv->toggles, g_ptr_array_unref);
  G_OBJECT_CLASS (xy_page_tab_parent_class)->finalize (object);
}

static void
xy_page_tab_class_init (XyPageTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = xy_page_tab_dispose;
  object_class->finalize = xy_page_tab_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
xy_page_tab_init (XyPageTab *self)
{
  XyPageTabPrivate *priv = get_private (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  priv->buttons = g_hash_table_new (g_str_hash, g_str_equal);
  priv->heads = g_hash_table_new (g_str_hash, g_str_equal);
  priv->hidden = g_hash_table_new (g_str_hash, g_str_equal);
  priv->others = g_ptr_array_new ();
  priv->choices = g_ptr_array_new ();
  priv->detail = g_object_ref_sink (XY_DETAIL (xy_detail_new ()));
}

/* An answer that is under way may hold the tab longer than the page stands; then it finds it empty. */
static void
on_page_destroyed (XyPageTab *self)
{
  if (XY_PAGE_TAB_GET_CLASS (self)->left != NULL)
    XY_PAGE_TAB_GET_CLASS (self)->left (self);
  get_private (self)->shown = FALSE;
  get_private (self)->page = NULL;
}

GtkWidget *
xy_page_tab_new (GType type, XyPage *page, const char *name)
{
  XyPageTab *self = g_object_new (type, NULL);
  XyPageTabPrivate *priv = get_private (self);

  priv->page = page;
  priv->name = name;
  g_signal_connect_object (page, "destroy", G_CALLBACK (on_page_destroyed), self, G_CONNECT_SWAPPED);
  XY_PAGE_TAB_GET_CLASS (self)->made (self);
  return GTK_WIDGET (self);
}

XyPage *
xy_page_tab_get_page (XyPageTab *self)
{
  return get_private (self)->page;
}

XyDesk *
xy_page_tab_get_desk (XyPageTab *self)
{
  XyPage *page = get_private (self)->page;

  return page != NULL ? xy_page_get_desk (page) : NULL;
}

XyDetail *
xy_page_tab_get_detail (XyPageTab *self)
{
  return get_private (self)->detail;
}

gboolean
xy_page_tab_is_shown (XyPageTab *self)
{
  return get_private (self)->shown;
}

const char *
xy_page_tab_get_name (XyPageTab *self)
{
  return get_private (self)->name;
}

void
xy_page_tab_append (XyPageTab *self, GtkWidget *widget)
{
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
}

void
xy_page_tab_add_actions (XyPageTab *self, const char *group, const GActionEntry *entries, guint n)
{
  XyPageTabPrivate *priv = get_private (self);

  priv->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), entries, (int) n, self);
  gtk_widget_insert_action_group (GTK_WIDGET (priv->page), group, G_ACTION_GROUP (priv->actions));
}

static void
take_head (XyPageTabPrivate *priv, GtkWidget *widget)
{
  gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
}

/* A box of verbs none of which is shown keeps no gap beside the other buttons. */
static void
on_verb_shown (GtkWidget *button)
{
  GtkWidget *box = gtk_widget_get_parent (button);
  gboolean shown = FALSE;

  for (GtkWidget *child = box != NULL ? gtk_widget_get_first_child (box) : NULL; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    shown |= gtk_widget_get_visible (child);
  if (box != NULL)
    gtk_widget_set_visible (box, shown);
}

GtkWidget *
xy_page_tab_add_verb (XyPageTab *self, const char *label, const char *action, gboolean is_main)
{
  XyPageTabPrivate *priv = get_private (self);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  take_head (priv, button);
  g_hash_table_insert (priv->heads, (gpointer) action, button);
  if (is_main)
    {
      gtk_widget_add_css_class (button, "suggested-action");
      gtk_box_append (GTK_BOX (xy_tabbed_page_get_verbs (XY_TABBED_PAGE (priv->page))), button);
      g_signal_connect (button, "notify::visible", G_CALLBACK (on_verb_shown), NULL);
      on_verb_shown (button);
    }
  else
    xy_page_add_button (priv->page, button);
  return button;
}

void
xy_page_tab_add_button (XyPageTab *self, GtkWidget *button)
{
  XyPageTabPrivate *priv = get_private (self);

  take_head (priv, button);
  g_ptr_array_add (priv->others, button);
  xy_page_add_button (priv->page, button);
}

void
xy_page_tab_add_filter (XyPageTab *self, GtkWidget *filter)
{
  XyPageTabPrivate *priv = get_private (self);

  take_head (priv, filter);
  g_ptr_array_add (priv->others, filter);
  xy_page_add_filter (priv->page, filter);
}

GtkWidget *
xy_page_tab_add_choice (XyPageTab *self, const char *name, const char *const *words)
{
  GtkWidget *drop = xy_filter_drop_new (name);
  g_autoptr (GtkStringList) list = xy_words_list (words);

  gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (list));
  gulong handler = g_signal_connect_swapped (drop, "notify::selected", G_CALLBACK (xy_page_tab_ask_again), self);
  g_object_set_data (G_OBJECT (drop), HANDLER, GSIZE_TO_POINTER (handler));
  g_ptr_array_add (get_private (self)->choices, drop);
  xy_page_tab_add_filter (self, drop);
  return drop;
}

void
xy_page_tab_fill_choice (GtkWidget *choice, GListModel *words, guint chosen)
{
  gulong handler = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (choice), HANDLER));

  g_signal_handler_block (choice, handler);
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), words);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), chosen);
  g_signal_handler_unblock (choice, handler);
}

void
xy_page_tab_read_choice_later (GtkWidget *choice)
{
  g_object_set_data (G_OBJECT (choice), READ_LATER, choice);
}

static void
on_toggled (GtkToggleButton *toggle, XyPageTab *self)
{
  if (gtk_toggle_button_get_active (toggle))
    xy_page_tab_ask_again (self);
}

GtkWidget **
xy_page_tab_add_toggles (XyPageTab *self, const char *const *words)
{
  XyPageTabPrivate *priv = get_private (self);
  GtkWidget *row = xy_wrap_row_new (3);

  priv->toggles = g_ptr_array_new ();
  for (guint i = 0; words[i] != NULL; i++)
    {
      GtkWidget *toggle = gtk_toggle_button_new ();
      xy_words_count (toggle, words[i], 0);
      gtk_widget_add_css_class (toggle, "tab");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), priv->toggles->pdata[0]);
      xy_wrap_row_append (XY_WRAP_ROW (row), toggle);
      g_ptr_array_add (priv->toggles, toggle);
    }
  gtk_toggle_button_set_active (priv->toggles->pdata[0], TRUE);
  for (guint i = 0; i < priv->toggles->len; i++)
    g_signal_connect (priv->toggles->pdata[i], "toggled", G_CALLBACK (on_toggled), self);
  g_ptr_array_add (priv->toggles, NULL);
  gtk_widget_set_visible (row, FALSE);
  g_ptr_array_add (priv->others, row);
  xy_page_add_bar (priv->page, row);
  return (GtkWidget **) priv->toggles->pdata;
}

guint
xy_page_tab_get_toggle (XyPageTab *self)
{
  XyPageTabPrivate *priv = get_private (self);

  for (guint i = 0; i + 1 < priv->toggles->len; i++)
    if (gtk_toggle_button_get_active (priv->toggles->pdata[i]))
      return i;
  return 0;
}

void
xy_page_tab_add_row_verb (XyPageTab *self, GMenu *menu, const char *label, const char *action, gboolean button)
{
  XyPageTabPrivate *priv = get_private (self);

  if (menu != NULL)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (label, action);
      g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
      g_menu_append_item (menu, item);
    }
  if (button)
    {
      GtkWidget *widget = gtk_button_new_with_label (label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), action);
      gtk_widget_set_visible (widget, FALSE);
      g_hash_table_insert (priv->buttons, (gpointer) action, widget);
      xy_detail_add_button (priv->detail, widget);
    }
}

void
xy_page_tab_offer (XyPageTab *self, const char *action, gboolean offered, const char *why_not)
{
  XyPageTabPrivate *priv = get_private (self);
  GtkWidget *button = g_hash_table_lookup (priv->buttons, action), *head = g_hash_table_lookup (priv->heads, action);
  const char *dot = strchr (action, '.');
  GAction *entry = g_action_map_lookup_action (G_ACTION_MAP (priv->actions), dot != NULL ? dot + 1 : action);

  g_return_if_fail (entry != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (entry), offered && why_not == NULL);
  if (button != NULL)
    {
      gtk_widget_set_visible (button, offered);
      gtk_widget_set_tooltip_text (button, why_not);
    }
  if (head == NULL)
    return;
  if (offered)
    g_hash_table_remove (priv->hidden, action);
  else
    g_hash_table_add (priv->hidden, (gpointer) action);
  gtk_widget_set_visible (head, priv->shown && offered);
  gtk_widget_set_tooltip_text (head, why_not);
}

void
xy_page_tab_offer_if (XyPageTab *self, const char *action, gboolean offered, guint permission)
{
  XyDesk *desk = xy_page_tab_get_desk (self);
  gboolean may = desk != NULL && xy_desk_may (desk, permission);

  xy_page_tab_offer (self, action, offered, may ? NULL : _ ("Your role may not do this."));
}

void
xy_page_tab_ask_again (XyPageTab *self)
{
  XyPageTabPrivate *priv = get_private (self);

  if (priv->shown)
    xy_tabbed_page_ask (XY_TABBED_PAGE (priv->page));
}

void
xy_page_tab_show (XyPageTab *self, gboolean shown, const XyTabScope *scope)
{
  XyPageTabPrivate *priv = get_private (self);
  GHashTableIter iter;
  gpointer action, head;

  priv->shown = shown;
  for (guint i = 0; i < priv->others->len; i++)
    gtk_widget_set_visible (priv->others->pdata[i], shown);
  g_hash_table_iter_init (&iter, priv->heads);
  while (g_hash_table_iter_next (&iter, &action, &head))
    gtk_widget_set_visible (head, shown && !g_hash_table_contains (priv->hidden, action));
  if (shown)
    XY_PAGE_TAB_GET_CLASS (self)->ask (self, scope);
}

void
xy_page_tab_open_desk (XyPageTab *self)
{
  if (XY_PAGE_TAB_GET_CLASS (self)->opened != NULL)
    XY_PAGE_TAB_GET_CLASS (self)->opened (self);
}

/* The word at AT in the drop-down. */
static const char *
word_at (GtkDropDown *drop, guint at)
{
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (drop)), at);
}

gboolean
xy_page_tab_has_filters (XyPageTab *self)
{
  XyPageTabPrivate *priv = get_private (self);

  return XY_PAGE_TAB_GET_CLASS (self)->uses != 0 || priv->choices->len > 0 || priv->toggles != NULL;
}

void
xy_page_tab_get_filters (XyPageTab *self, GVariantBuilder *values)
{
  XyPageTabPrivate *priv = get_private (self);

  for (guint i = 0; i < priv->choices->len; i++)
    {
      GtkDropDown *drop = GTK_DROP_DOWN (priv->choices->pdata[i]);
      guint at = gtk_drop_down_get_selected (drop);
      g_autofree char *name = g_strdup_printf ("%s-%u", priv->name, i);
      if (at != 0 && at != GTK_INVALID_LIST_POSITION)
        g_variant_builder_add (values, "{ss}", name, word_at (drop, at));
    }
  if (priv->toggles != NULL && xy_page_tab_get_toggle (self) != 0)
    {
      g_autofree char *name = g_strdup_printf ("%s-toggle", priv->name);
      g_autofree char *at = g_strdup_printf ("%u", xy_page_tab_get_toggle (self));
      g_variant_builder_add (values, "{ss}", name, at);
    }
}

void
xy_page_tab_set_filters (XyPageTab *self, GVariant *values)
{
  XyPageTabPrivate *priv = get_private (self);
  g_autofree char *toggle = g_strdup_printf ("%s-toggle", priv->name);
  const char *word = NULL;

  for (guint i = 0; i < priv->choices->len; i++)
    {
      GtkDropDown *drop = GTK_DROP_DOWN (priv->choices->pdata[i]);
      g_autofree char *name = g_strdup_printf ("%s-%u", priv->name, i);
      guint chosen = 0;

      word = NULL;
      g_variant_lookup (values, name, "&s", &word);
      guint at = 0;
      for (; word != NULL && word_at (drop, at) != NULL; at++)
        if (g_str_equal (word_at (drop, at), word))
          chosen = at;
      if (word != NULL && chosen == 0 && g_object_get_data (G_OBJECT (drop), READ_LATER) != NULL)
        {
          gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (drop)), word);
          chosen = at;
        }
      gtk_drop_down_set_selected (drop, chosen);
    }
  if (priv->toggles == NULL)
    return;
  word = "0";
  g_variant_lookup (values, toggle, "&s", &word);
  guint at = (guint) g_ascii_strtoull (word, NULL, 10);
  if (at + 1 < priv->toggles->len)
    gtk_toggle_button_set_active (priv->toggles->pdata[at], TRUE);
}

gboolean
xy_page_tab_activate_main (XyPageTab *self)
{
  XyPageTabPrivate *priv = get_private (self);
  GHashTableIter iter;
  gpointer action, head;

  g_hash_table_iter_init (&iter, priv->heads);
  while (g_hash_table_iter_next (&iter, &action, &head))
    if (gtk_widget_has_css_class (head, "suggested-action") && !g_hash_table_contains (priv->hidden, action))
      return gtk_widget_activate_action (GTK_WIDGET (priv->page), action, NULL);
  return FALSE;
}

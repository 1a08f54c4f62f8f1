/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/help-window.h"

#include <glib/gi18n-lib.h>

#include "app/help-article.h"
#include "app/help-booklet-output.h"
#include "app/keys.h"
#include "app/toast.h"
#include "core/help.h"
#include "core/i18n.h"

#define WIDTH 920
#define HEIGHT 660

struct _XyHelpWindow
{
  GtkWindow parent_instance;

  XyHelp *help;
  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *nothing;
  XyHelpArticle *article;
  const XyHelpTopic *topic;
  GPtrArray *before; /* XyHelpTopic, for going back */
  guint scroll_source;
  GPtrArray *hits; /* what the list shows instead of all topics; NULL: nothing is looked for */
};

G_DEFINE_FINAL_TYPE (XyHelpWindow, xy_help_window, GTK_TYPE_WINDOW)

/* The list */

static GtkWidget *
make_row (const char *title, const char *more, const char *css_class)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *texts[] = { title, more };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] == NULL)
        continue;
      GtkWidget *label = gtk_label_new (texts[i]);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label), 10);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
      if (i > 0)
        {
          gtk_widget_add_css_class (label, "quiet");
          gtk_widget_add_css_class (label, "small");
        }
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (css_class != NULL)
    gtk_widget_add_css_class (row, css_class);
  return row;
}

/* HIT: what was found, NULL for a topic of the contents. */
static void
add_topic_row (XyHelpWindow *self, const XyHelpTopic *topic, const XyHelpHit *hit)
{
  const XyHelpBlock *block = hit != NULL ? hit->block : NULL;
  gboolean is_word = block != NULL && block->kind == XY_HELP_WORD;
  GtkWidget *row = make_row (is_word ? block->term : topic->title, hit != NULL ? hit->excerpt : NULL, NULL);

  g_object_set_data (G_OBJECT (row), "topic", (gpointer) topic);
  g_object_set_data (G_OBJECT (row), "block", (gpointer) block);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_group_row (XyHelpWindow *self, const char *group)
{
  GtkWidget *row = make_row (group, NULL, "group");

  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* The chosen row is in sight, once the list has been laid out. */
static gboolean
scroll_list (gpointer p)
{
  XyHelpWindow *self = p;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (GTK_LIST_BOX (self->list));
  graphene_rect_t place;

  if (row != NULL && gtk_widget_get_height (GTK_WIDGET (row)) == 0)
    return G_SOURCE_CONTINUE;
  self->scroll_source = 0;
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &place))
    gtk_adjustment_clamp_page (adjustment, (double) place.origin.y, (double) (place.origin.y + place.size.height));
  return G_SOURCE_REMOVE;
}

/* The row of what is read is the one that is chosen. */
static void
select_topic (XyHelpWindow *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_LIST_BOX_ROW (row) && g_object_get_data (G_OBJECT (row), "topic") == self->topic)
      {
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
        if (self->scroll_source == 0)
          self->scroll_source = g_idle_add (scroll_list, self);
        return;
      }
  gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
}

static void
fill_list (XyHelpWindow *self)
{
  const GPtrArray *topics = xy_help_topics (self->help);
  GtkWidget *row;
  const char *group = NULL;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; self->hits == NULL && i < topics->len; i++)
    {
      const XyHelpTopic *topic = topics->pdata[i];
      if (g_strcmp0 (group, topic->group) != 0)
        add_group_row (self, topic->group);
      group = topic->group;
      add_topic_row (self, topic, NULL);
    }
  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    {
      const XyHelpHit *hit = self->hits->pdata[i];
      add_topic_row (self, hit->topic, hit);
    }
  gtk_widget_set_visible (self->nothing, self->hits != NULL && self->hits->len == 0);
  select_topic (self);
}

/* What is read */

static void
show_topic (XyHelpWindow *self, const XyHelpTopic *topic, const XyHelpBlock *block)
{
  if (self->topic != NULL && topic != self->topic)
    g_ptr_array_add (self->before, (gpointer) self->topic);
  self->topic = topic;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "help.back", self->before->len > 0);
  xy_help_article_show (self->article, topic, block);
}

static void
on_row_activated (XyHelpWindow *self, GtkListBoxRow *row)
{
  const XyHelpTopic *topic = g_object_get_data (G_OBJECT (row), "topic");

  if (topic != NULL)
    show_topic (self, topic, g_object_get_data (G_OBJECT (row), "block"));
}

static void
on_link_chosen (XyHelpWindow *self, const char *name, const char *word)
{
  const XyHelpTopic *topic = xy_help_topic (self->help, name);

  if (topic == NULL)
    return;
  show_topic (self, topic, xy_help_word (topic, word));
  select_topic (self);
}

static void
on_searched (XyHelpWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_clear_pointer (&self->hits, g_ptr_array_unref);
  if (*text != '\0')
    self->hits = xy_help_find (self->help, text);
  fill_list (self);
}

/* Enter reads what was found first. */
static void
on_search_activated (XyHelpWindow *self)
{
  GtkListBoxRow *row = self->hits != NULL ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0) : NULL;

  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  on_row_activated (self, row);
}

/* Esc takes away what is looked for, and then the window. */
static void
on_search_stopped (XyHelpWindow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* While the keys are in the entry, Down goes into the list, and pages are turned. */
static gboolean
on_entry_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyHelpWindow *self)
{
  if (key == GDK_KEY_Page_Down || key == GDK_KEY_Page_Up)
    xy_help_article_turn (self->article, key == GDK_KEY_Page_Down);
  else
    return key == GDK_KEY_Down && gtk_widget_child_focus (self->list, GTK_DIR_DOWN);
  return TRUE;
}

static void
go_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyHelpWindow *self = XY_HELP_WINDOW (widget);

  if (self->before->len == 0)
    return;
  self->topic = NULL;
  const XyHelpTopic *topic = g_ptr_array_steal_index (self->before, self->before->len - 1);
  show_topic (self, topic, NULL);
  select_topic (self);
}

static void
find (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (XY_HELP_WINDOW (widget)->entry);
}

static void
print_booklet (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_help_booklet_print (GTK_WINDOW (widget), XY_HELP_WINDOW (widget)->help);
}

static void
save_booklet (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_help_booklet_save (GTK_WINDOW (widget), XY_HELP_WINDOW (widget)->help);
}

static void
xy_help_window_dispose (GObject *object)
{
  g_clear_handle_id (&XY_HELP_WINDOW (object)->scroll_source, g_source_remove);
  G_OBJECT_CLASS (xy_help_window_parent_class)->dispose (object);
}

static void
xy_help_window_finalize (GObject *object)
{
  XyHelpWindow *self = XY_HELP_WINDOW (object);

  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_ptr_array_unref (self->before);
  xy_help_free (self->help);
  G_OBJECT_CLASS (xy_help_window_parent_class)->finalize (object);
}

static void
xy_help_window_class_init (XyHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_help_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_help_window_finalize;
  gtk_widget_class_install_action (widget_class, "help.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "help.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "help.print", NULL, print_booklet);
  gtk_widget_class_install_action (widget_class, "help.save", NULL, save_booklet);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "help.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "help.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "help.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_button (const char *words, const char *tip, const char *icon, const char *action)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_mnemonic (words);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tip);
  if (icon != NULL)
    {
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
  return button;
}

static GtkWidget *
make_side (XyHelpWindow *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();

  self->entry = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), 0);
  g_object_set (self->entry, "placeholder-text", _ ("Search the help · Ctrl+F"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search the help"),
                                  -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_searched), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_search_stopped), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_search_activated), self);
  XY_KEYS_TAKE_FIRST (self->entry, on_entry_key_pressed, self);

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "templates");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Topics of the help"),
                                  -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  self->nothing = gtk_label_new (_ ("Nothing in the help has these words. Try a single word, or its initials."));
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->nothing), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (self->nothing), 16);
  gtk_label_set_xalign (GTK_LABEL (self->nothing), 0);
  gtk_widget_add_css_class (self->nothing, "quiet");
  gtk_widget_set_visible (self->nothing, FALSE);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (side), self->entry);
  gtk_box_append (GTK_BOX (side), self->nothing);
  gtk_box_append (GTK_BOX (side), scrolled);
  gtk_widget_add_css_class (side, "help-side");
  gtk_widget_set_hexpand (side, FALSE);
  return side;
}

/* The help is Chinese; who has the window in another language is told. */
static GtkWidget *
make_language_line (void)
{
  GtkWidget *label = gtk_label_new (_ ("The help is written in Chinese."));

  gtk_widget_add_css_class (label, "quiet");
  gtk_widget_add_css_class (label, "help-language");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_visible (label, xy_i18n_is_english ());
  return label;
}

static void
xy_help_window_init (XyHelpWindow *self)
{
  GtkWidget *head = gtk_header_bar_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *toaster = g_object_new (XY_TYPE_TOASTER, NULL), *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

  self->help = xy_help_new (NULL);
  self->before = g_ptr_array_new ();
  self->article = XY_HELP_ARTICLE (xy_help_article_new (self->help));
  g_signal_connect_swapped (self->article, "link-chosen", G_CALLBACK (on_link_chosen), self);
  gtk_widget_set_vexpand (GTK_WIDGET (self->article), TRUE);

  gtk_header_bar_pack_start (GTK_HEADER_BAR (head),
                             make_button (_ ("Back"), _ ("Back (Alt+Left)"), "xy-previous-symbolic", "help.back"));
  gtk_header_bar_pack_end (GTK_HEADER_BAR (head),
                           make_button (_ ("_Print the booklet…"), _ ("All of the help (Ctrl+P)"), NULL, "help.print"));
  gtk_header_bar_pack_end (GTK_HEADER_BAR (head),
                           make_button (_ ("_Save as PDF…"), _ ("The booklet as a file (Ctrl+S)"), NULL, "help.save"));
  gtk_window_set_titlebar (GTK_WINDOW (self), head);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Help"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_widget_add_css_class (GTK_WIDGET (self), "xy-dialog");

  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (right), make_language_line ());
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->article));
  gtk_box_append (GTK_BOX (box), make_side (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), right);
  xy_toaster_set_child (XY_TOASTER (toaster), box);
  gtk_window_set_child (GTK_WINDOW (self), toaster);
  /* A dialog that waits for an answer takes the keys of its own group only. */
  gtk_window_group_add_window (group, GTK_WINDOW (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "help.back", FALSE);
  fill_list (self);
}

const XyHelp *
xy_help_window_get_help (XyHelpWindow *self)
{
  g_return_val_if_fail (XY_IS_HELP_WINDOW (self), NULL);
  return self->help;
}

void
xy_help_window_show (XyHelpWindow *self, const char *name, const char *word)
{
  g_return_if_fail (XY_IS_HELP_WINDOW (self));
  const XyHelpTopic *topic = xy_help_topic (self->help, name);

  g_return_if_fail (topic != NULL);
  show_topic (self, topic, word != NULL ? xy_help_word (topic, word) : NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  select_topic (self);
}

const char *
xy_help_window_get_topic (XyHelpWindow *self)
{
  g_return_val_if_fail (XY_IS_HELP_WINDOW (self), NULL);
  return self->topic != NULL ? self->topic->name : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/filter-keep.h"

#include <glib/gi18n-lib.h>

#include "app/prefs.h"
#include "core/normalize.h"

#define LAST_KEY "filters"
#define KEPT_KEY "kept-filters"
#define LAST_TYPE "a{sa{ss}}"
#define KEPT_TYPE "a{sa(sa{ss})}"

struct _XyFilterKeep
{
  GtkWidget parent_instance;
  GtkWidget *button;
  GtkWidget *list;
  GtkWidget *name;
  char *page;
  XyFilterGet get;
  XyFilterSet set;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (XyFilterKeep, xy_filter_keep, GTK_TYPE_WIDGET)

static void show_list (XyFilterKeep *self);

/* KEY, a dictionary by pages, with VALUE (taken) for PAGE. */
static void
store (const char *key, const char *type, const char *page, GVariant *value)
{
  g_autoptr (GVariant) old = g_settings_get_value (xy_prefs (), key);
  g_autoptr (GVariant) taken = g_variant_ref_sink (value);
  g_auto (GVariantBuilder) all = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (type));
  GVariantIter iter;
  const char *name;
  GVariant *other;

  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&s@*}", &name, &other))
    {
      if (g_strcmp0 (name, page) != 0)
        g_variant_builder_add (&all, "{s@*}", name, other);
      g_variant_unref (other);
    }
  g_variant_builder_add (&all, "{s@*}", page, taken);
  g_settings_set_value (xy_prefs (), key, g_variant_builder_end (&all));
}

/* The page's kept filters, a(sa{ss}). (transfer full) */
static GVariant *
load_kept (const char *page)
{
  g_autoptr (GVariant) all = g_settings_get_value (xy_prefs (), KEPT_KEY);
  GVariant *kept = g_variant_lookup_value (all, page, G_VARIANT_TYPE ("a(sa{ss})"));

  return kept != NULL ? kept : g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("(sa{ss})"), NULL, 0));
}

/* Without the one of NAME; with VALUES, if there are any, under it at the end. */
static void
change_kept (XyFilterKeep *self, const char *name, GVariant *values)
{
  g_autoptr (GVariant) kept = load_kept (self->page);
  g_auto (GVariantBuilder) list = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sa{ss})"));
  GVariantIter iter;
  const char *other;
  GVariant *others;

  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "(&s@a{ss})", &other, &others))
    {
      if (g_strcmp0 (other, name) != 0)
        g_variant_builder_add (&list, "(s@a{ss})", other, others);
      g_variant_unref (others);
    }
  if (values != NULL)
    g_variant_builder_add (&list, "(s@a{ss})", name, values);
  store (KEPT_KEY, KEPT_TYPE, self->page, g_variant_builder_end (&list));
  show_list (self);
}

static void
on_chosen (GtkButton *button, XyFilterKeep *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  self->set (g_object_get_data (G_OBJECT (button), "values"), self->data);
}

static void
on_delete_clicked (GtkButton *button, XyFilterKeep *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "name"));

  change_kept (self, name, NULL);
}

static void
on_keep_clicked (XyFilterKeep *self)
{
  g_autofree char *name = xy_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->name)));

  gtk_widget_remove_css_class (self->name, "error");
  if (name[0] == '\0')
    {
      gtk_widget_add_css_class (self->name, "error");
      gtk_widget_set_tooltip_text (self->name, _ ("Give it a name to find it again."));
      gtk_widget_grab_focus (self->name);
      return;
    }
  xy_filter_keep_add (self, name);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

static void
add_line (XyFilterKeep *self, const char *name, GVariant *values)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *label = gtk_label_new (name);
  GtkWidget *choose = gtk_button_new (), *delete = gtk_button_new_from_icon_name ("xy-delete-symbolic");
  g_autofree char *words = g_strdup_printf (_ ("%s: %s"), _ ("Delete"), name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (choose), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choose), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (choose, "flat");
  gtk_widget_set_hexpand (choose, TRUE);
  g_object_set_data_full (G_OBJECT (choose), "values", g_variant_ref (values), (GDestroyNotify) g_variant_unref);
  g_signal_connect (choose, "clicked", G_CALLBACK (on_chosen), self);
  gtk_widget_add_css_class (delete, "flat");
  gtk_widget_set_tooltip_text (delete, _ ("Delete"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (delete), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (delete), "name", g_strdup (name), g_free);
  g_signal_connect (delete, "clicked", G_CALLBACK (on_delete_clicked), self);
  gtk_box_append (GTK_BOX (line), choose);
  gtk_box_append (GTK_BOX (line), delete);
  gtk_box_append (GTK_BOX (self->list), line);
}

static void
show_list (XyFilterKeep *self)
{
  g_autoptr (GVariant) kept = load_kept (self->page);
  GVariantIter iter;
  const char *name;
  GVariant *values;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "(&s@a{ss})", &name, &values))
    {
      add_line (self, name, values);
      g_variant_unref (values);
    }
}

static void
xy_filter_keep_dispose (GObject *object)
{
  XyFilterKeep *self = XY_FILTER_KEEP (object);

  self->list = self->name = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_filter_keep_parent_class)->dispose (object);
}

static void
xy_filter_keep_finalize (GObject *object)
{
  g_free (XY_FILTER_KEEP (object)->page);
  G_OBJECT_CLASS (xy_filter_keep_parent_class)->finalize (object);
}

static void
xy_filter_keep_class_init (XyFilterKeepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_filter_keep_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_filter_keep_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_filter_keep_init (XyFilterKeep *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *keep = gtk_button_new_with_label (_ ("Keep these filters"));

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "xy-filter-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Usual filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Usual filters"),
                                  -1);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->name = gtk_entry_new ();
  g_object_set (self->name, "placeholder-text", _ ("A name, as: what group 3 lost"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the filters"),
                                  -1);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_box_append (GTK_BOX (line), self->name);
  gtk_box_append (GTK_BOX (line), keep);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), line);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (keep, "clicked", G_CALLBACK (on_keep_clicked), self);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (on_keep_clicked), self);
}

GtkWidget *
xy_filter_keep_new (const char *page, XyFilterGet get, XyFilterSet set, gpointer data)
{
  XyFilterKeep *self = g_object_new (XY_TYPE_FILTER_KEEP, NULL);

  self->page = g_strdup (page);
  self->get = get;
  self->set = set;
  self->data = data;
  show_list (self);
  return GTK_WIDGET (self);
}

void
xy_filter_keep_note (XyFilterKeep *self)
{
  g_return_if_fail (XY_IS_FILTER_KEEP (self));

  store (LAST_KEY, LAST_TYPE, self->page, self->get (FALSE, self->data));
}

GVariant *
xy_filter_keep_get_last (const char *page)
{
  g_autoptr (GVariant) all = g_settings_get_value (xy_prefs (), LAST_KEY);
  GVariant *last = g_variant_lookup_value (all, page, G_VARIANT_TYPE ("a{ss}"));

  return last != NULL ? last : g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{ss}"), NULL, 0));
}

void
xy_filter_keep_add (XyFilterKeep *self, const char *name)
{
  g_return_if_fail (XY_IS_FILTER_KEEP (self));

  g_autoptr (GVariant) values = g_variant_ref_sink (self->get (TRUE, self->data));
  change_kept (self, name, values);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/filter-drop.h"

#include <glib/gi18n-lib.h>

/* In figures' widths, of which a Chinese character has two. Only long words are cut where there is little room: a wrap
 * row goes on in a new row rather than cut short ones. */
#define LEAST_CHARS 6
#define MOST_CHARS 14

static void
on_set_up (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static int
count_chars (const char *text)
{
  int n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;
  return n;
}

/* A word as 全乡镇 does not tell what it was chosen for. */
static void
on_bound (GtkSignalListItemFactory *factory, GtkListItem *item, const char *name)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_autofree char *tip = g_strdup_printf (_ ("%s: %s"), name, text);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_width_chars (GTK_LABEL (label), CLAMP (count_chars (text), LEAST_CHARS, MOST_CHARS));
  gtk_widget_set_tooltip_text (label, tip);
}

GtkWidget *
xy_filter_drop_new (const char *name)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_set_up), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bound), g_strdup (name),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  /* The list that opens keeps GTK's own, with its tick. */
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), gtk_drop_down_get_factory (GTK_DROP_DOWN (drop_down)));
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (drop_down, name);
  return drop_down;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/words.h"

#include "core/i18n.h"

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
xy_words_new (const char *text, const char *css_class, int width, int most)
{
  GtkWidget *label = make_label (text, css_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_max_width_chars (GTK_LABEL (label), most);
  return label;
}

GtkWidget *
xy_words_new_line (const char *text, const char *css_class)
{
  GtkWidget *label = make_label (text, css_class);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

GtkWidget *
xy_words_new_sign (const char *icon)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *line = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), line);
  return box;
}

void
xy_words_append (GtkStringList *list, const char *words)
{
  g_autofree char *alone = xy_i18n_alone (words);

  gtk_string_list_append (list, alone);
}

void
xy_words_count (GtkWidget *button, const char *words, guint n)
{
  g_autofree char *alone = xy_i18n_alone (words);
  g_autofree char *label = n > 0 ? g_strdup_printf ("%s %u", alone, n) : g_strdup (alone);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

GtkStringList *
xy_words_list (const char *const *words)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (; *words != NULL; words++)
    xy_words_append (list, *words);
  return list;
}

GtkWidget *
xy_words_new_choice (const char *const *words)
{
  return gtk_drop_down_new (G_LIST_MODEL (xy_words_list (words)), NULL);
}

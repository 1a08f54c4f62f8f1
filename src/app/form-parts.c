/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/form-parts.h"

#include "core/record.h"

void
xy_form_add_head (XyForm *form, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, "bold");
  xy_form_add_widget (form, label);
}

GtkWidget *
xy_form_hint_new (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, "quiet");
  return label;
}

GtkWidget *
xy_form_lines_new (int width, int height)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_widget_set_size_request (view, width, height);
  return view;
}

char *
xy_form_take_text (XyForm *form, const char *name)
{
  char *text = xy_form_get_field (form, name) != NULL ? xy_form_get_text (form, name) : NULL;

  if (text != NULL && text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

void
xy_form_take_into (XyForm *form, const char *name, char **member)
{
  g_autofree char *text = xy_form_take_text (form, name);

  xy_set_str (member, text);
}

gboolean
xy_form_take_number (XyForm *form, const char *name, XyFormParse parse, gint64 *number, gboolean tell)
{
  g_autofree char *text = xy_form_take_text (form, name);
  g_autoptr (GError) problem = NULL;

  *number = 0;
  if (text == NULL || parse (text, number, &problem))
    return TRUE;
  if (tell)
    xy_form_set_error (form, name, problem->message);
  return FALSE;
}

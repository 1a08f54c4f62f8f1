/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/message-dialog.h"
#include "app/dialog.h"

typedef struct
{
  XyAnswered answered;
  gpointer data;
} Asked;

static void
answer (GtkWindow *dialog, gboolean confirmed)
{
  g_autofree Asked *asked = g_object_steal_data (G_OBJECT (dialog), "xy-asked");
  if (asked != NULL && asked->answered != NULL)
    asked->answered (confirmed, asked->data);
}

static void
on_confirmed (GtkWindow *dialog)
{
  answer (dialog, TRUE);
  gtk_window_destroy (dialog);
}

static void
on_unrealized (GtkWindow *dialog)
{
  answer (dialog, FALSE);
}

static GtkWidget *
make_text (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWindow *
show (GtkWidget *from, const char *heading, const char *body, const char *verb, gboolean destructive, Asked *asked)
{
  GtkWidget *dialog = xy_dialog_new (from, "", verb);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), make_text (heading, "heading"));
  if (body != NULL && *body != '\0')
    gtk_box_append (GTK_BOX (box), make_text (body, "body"));
  xy_dialog_set_content (XY_DIALOG (dialog), box);
  xy_dialog_set_destructive (XY_DIALOG (dialog), destructive);
  gtk_window_set_resizable (GTK_WINDOW (dialog), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  if (asked != NULL)
    g_object_set_data_full (G_OBJECT (dialog), "xy-asked", asked, g_free);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (on_confirmed), NULL);
  g_signal_connect (dialog, "unrealize", G_CALLBACK (on_unrealized), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

GtkWindow *
xy_message_dialog_ask (GtkWidget *from,
                       const char *heading,
                       const char *body,
                       const char *verb,
                       gboolean destructive,
                       XyAnswered answered,
                       gpointer data)
{
  Asked *asked = g_new0 (Asked, 1);
  asked->answered = answered;
  asked->data = data;
  return show (from, heading, body, verb, destructive, asked);
}

GtkWindow *
xy_message_dialog_tell (GtkWidget *from, const char *heading, const char *body)
{
  return show (from, heading, body, NULL, FALSE, NULL);
}

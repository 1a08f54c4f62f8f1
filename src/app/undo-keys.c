/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/undo-keys.h"

/*
 * A field that somebody types in has an undo of its own; the office's would take back an act unseen. In an empty field
 * there is nothing else that Ctrl+Z could mean.
 */
static gboolean
is_typing (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (GTK_IS_TEXT (focus))
    return gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (focus))) > 0;
  return GTK_IS_TEXT_VIEW (focus);
}

static gboolean
on_undo_key_pressed (GtkWidget *widget, GVariant *args, gpointer p)
{
  if (is_typing (widget))
    return FALSE;
  g_action_group_activate_action (G_ACTION_GROUP (widget), "undo", NULL);
  return TRUE;
}

static gboolean
on_redo_key_pressed (GtkWidget *widget, GVariant *args, gpointer p)
{
  if (is_typing (widget))
    return FALSE;
  g_action_group_activate_action (G_ACTION_GROUP (widget), "redo", NULL);
  return TRUE;
}

void
xy_undo_keys_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, on_undo_key_pressed, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, on_redo_key_pressed, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, on_redo_key_pressed, NULL);
}

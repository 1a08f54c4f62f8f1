/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/photo-field.h"

#include <glib/gi18n-lib.h>

#include "app/photo.h"

#define THUMB 48

struct _XyPhotoField
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *picture;
  GtkWidget *words;
  GtkWidget *choose;
  GtkWidget *away;
  GtkNativeDialog *chooser;
  GBytes *photo;
  guint asked; /* an answer to an older question is of no use */
};

G_DEFINE_FINAL_TYPE (XyPhotoField, xy_photo_field, GTK_TYPE_WIDGET)

static void
show (XyPhotoField *self, const char *problem)
{
  g_autoptr (GdkTexture) texture = self->photo != NULL ? gdk_texture_new_from_bytes (self->photo, NULL) : NULL;
  g_autofree char *size = NULL;

  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->picture, texture != NULL);
  gtk_widget_set_visible (self->away, texture != NULL);
  gtk_widget_set_visible (self->choose, texture == NULL);
  if (self->photo != NULL)
    size = g_format_size (g_bytes_get_size (self->photo));
  gtk_label_set_text (GTK_LABEL (self->words), problem != NULL ? problem : size != NULL ? size : _ ("or drop it here"));
  if (problem != NULL)
    gtk_widget_add_css_class (self->words, "field-error");
  else
    gtk_widget_remove_css_class (self->words, "field-error");
}

static void
shrink_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *photo = xy_photo_shrink (path, &error);

  if (photo != NULL)
    g_task_return_pointer (task, photo, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
on_shrunk (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPhotoField *self = XY_PHOTO_FIELD (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->box == NULL || GPOINTER_TO_UINT (data) != self->asked)
    return;
  if (photo != NULL)
    {
      g_clear_pointer (&self->photo, g_bytes_unref);
      self->photo = g_steal_pointer (&photo);
    }
  show (self, error != NULL ? error->message : NULL);
}

static void
take_file (XyPhotoField *self, const char *path)
{
  GTask *task = g_task_new (self, NULL, on_shrunk, GUINT_TO_POINTER (++self->asked));

  gtk_label_set_text (GTK_LABEL (self->words), _ ("Making it smaller…"));
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, shrink_in_thread);
  g_object_unref (task);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, XyPhotoField *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    take_file (self, path);
  g_clear_object (&self->chooser);
}

static void
on_choose_clicked (XyPhotoField *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
      _ ("Choose a picture"), GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel")));
  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_pixbuf_formats (filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_chosen), self);
  gtk_native_dialog_show (self->chooser);
}

static gboolean
on_dropped (GtkDropTarget *target, const GValue *value, double x, double y, XyPhotoField *self)
{
  const GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL || self->box == NULL)
    return FALSE;
  take_file (self, path);
  return TRUE;
}

static void
xy_photo_field_dispose (GObject *object)
{
  XyPhotoField *self = XY_PHOTO_FIELD (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (self->chooser);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->photo, g_bytes_unref);
  G_OBJECT_CLASS (xy_photo_field_parent_class)->dispose (object);
}

static void
xy_photo_field_class_init (XyPhotoFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_photo_field_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_photo_field_init (XyPhotoField *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->picture = gtk_picture_new ();
  self->words = gtk_label_new (NULL);
  self->choose = gtk_button_new_with_label (_ ("Add a photo or paper…"));
  self->away = gtk_button_new_with_label (_ ("Take it away"));
  gtk_widget_set_size_request (self->picture, THUMB, THUMB);
  gtk_widget_set_halign (self->picture, GTK_ALIGN_START);
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_widget_set_tooltip_text (
      self->choose, _ ("A photo or a scanned paper; it is made small, and place and time are taken out of it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Photo"), -1);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_add_css_class (self->words, "quiet");
  gtk_box_append (GTK_BOX (self->box), self->picture);
  gtk_box_append (GTK_BOX (self->box), self->choose);
  gtk_box_append (GTK_BOX (self->box), self->words);
  gtk_box_append (GTK_BOX (self->box), self->away);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (on_choose_clicked), self);
  g_signal_connect_swapped (self->away, "clicked", G_CALLBACK (xy_photo_field_clear), self);
  show (self, NULL);
}

GtkWidget *
xy_photo_field_new (void)
{
  return g_object_new (XY_TYPE_PHOTO_FIELD, NULL);
}

void
xy_photo_field_accept_drops (XyPhotoField *self, GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_dropped), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

GBytes *
xy_photo_field_get (XyPhotoField *self)
{
  return self->photo;
}

void
xy_photo_field_clear (XyPhotoField *self)
{
  self->asked++;
  g_clear_pointer (&self->photo, g_bytes_unref);
  show (self, NULL);
}

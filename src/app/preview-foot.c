/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs at the foot of the preview's pane: what they ask before the paper goes out. */
#include "app/preview-private.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/toast.h"

#define NAMED_GAPS 6

static void
on_path_chosen (GtkNativeDialog *dialog, int response, XyPreview *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  XyPreviewWhere where = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "where"));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->window != NULL && self->paper != NULL)
    xy_preview_write (self, where, g_file_peek_path (file));
  g_object_unref (dialog);
  xy_preview_unref (self);
}

static void
ask_path (XyPreview *self, XyPreviewWhere where, const char *title, const char *suffix)
{
  GtkFileChooserAction action =
      where == XY_PREVIEW_TO_PICTURES ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, GTK_WINDOW (self->window), action, _ ("Save"), _ ("Cancel"));
  g_autofree char *name = g_strdup_printf ("%s %s%s", xy_paper_get_title (self->whole), self->number, suffix);
  const char *folder =
      g_get_user_special_dir (where == XY_PREVIEW_TO_PDF ? G_USER_DIRECTORY_DOCUMENTS : G_USER_DIRECTORY_PICTURES);

  if (where != XY_PREVIEW_TO_PICTURES)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), g_strdelimit (name, "/\\:", '-'));
  if (folder != NULL)
    {
      g_autoptr (GFile) place = g_file_new_for_path (folder);
      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), place, NULL);
    }
  g_object_set_data (G_OBJECT (dialog), "where", GUINT_TO_POINTER (where));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_path_chosen), xy_preview_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* A second look at what no typeface draws */

typedef struct
{
  XyPreview *preview;
  XyPreviewVerb verb;
} Look;

static void
on_looked (gboolean confirmed, gpointer data)
{
  Look *look = data;

  if (confirmed && look->preview->window != NULL && look->preview->paper != NULL)
    look->verb (look->preview);
  xy_preview_unref (look->preview);
  g_free (look);
}

static void
look_again (XyPreview *self, XyPreviewVerb verb, const char *anyway)
{
  const GPtrArray *notices = xy_paper_get_notices (self->whole);
  guint n = xy_preview_count_undrawable (self), named = 0;
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *heading = NULL;
  Look *look = NULL;

  if (n == 0)
    {
      verb (self);
      return;
    }
  for (guint i = 0; i < notices->len && named < NAMED_GAPS; i++)
    {
      const XyPaperNotice *notice = notices->pdata[i];
      if (notice->kind != XY_PAPER_NOTICE_UNDRAWABLE)
        continue;
      g_string_append_printf (body, "%s\n", notice->message);
      named++;
    }
  if (named < n)
    g_string_append_printf (body, _ ("And %u more."), n - named);
  heading = g_strdup_printf (
      ngettext ("%u character would come out as a box", "%u characters would come out as boxes", n), n);
  look = g_new0 (Look, 1);
  look->preview = xy_preview_ref (self);
  look->verb = verb;
  xy_message_dialog_ask (self->window, heading, g_strchomp (body->str), anyway, FALSE, on_looked, look);
}

static void
choose_pdf (XyPreview *self)
{
  ask_path (self, XY_PREVIEW_TO_PDF, _ ("Save as PDF"), ".pdf");
}

void
xy_preview_print (XyPreview *self)
{
  look_again (self, xy_preview_send_to_printer, _ ("Print all the same"));
}

void
xy_preview_save_pdf (XyPreview *self)
{
  look_again (self, choose_pdf, _ ("Save all the same"));
}

void
xy_preview_save_page_picture (XyPreview *self)
{
  ask_path (self, XY_PREVIEW_TO_PICTURE, _ ("Save this page as a picture"), ".png");
}

void
xy_preview_save_pictures (XyPreview *self)
{
  ask_path (self, XY_PREVIEW_TO_PICTURES, _ ("Folder for the pictures of all pages"), "");
}

/* In a thread: the text of thousands of rows takes its time. */
static void
gather_text (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, xy_paper_get_text (XY_PAPER (source)), g_free);
}

static void
on_text_gathered (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPreview *self = data;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->window != NULL)
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (self->window), text);
      xy_toast_show (self->stack, _ ("Copied, to be pasted into a message"), NULL, NULL);
    }
  xy_preview_unref (self);
}

void
xy_preview_copy_text (XyPreview *self)
{
  g_autoptr (GTask) task = g_task_new (self->whole, NULL, on_text_gathered, xy_preview_ref (self));

  g_task_run_in_thread (task, gather_text);
}

static void
on_cancel_clicked (XyPreview *self)
{
  g_cancellable_cancel (self->writing);
}

static GtkWidget *
make_verb (const char *words, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  xy_preview_name (button, words);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
xy_preview_make_foot (XyPreview *self)
{
  GtkWidget *verbs = gtk_grid_new ();
  GtkWidget *busy = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *print =
      make_verb (_ ("_Print the paper…"), _ ("Chooses the printer and the number of copies (Ctrl+P)"), "preview.print");
  GtkWidget *pictures = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  self->pictures = pictures;
  gtk_widget_add_css_class (print, "suggested-action");
  g_menu_append (menu, _ ("This page…"), "preview.picture");
  g_menu_append (menu, _ ("All pages…"), "preview.pictures");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (pictures), _ ("Save as p_ictures"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (pictures), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (pictures), G_MENU_MODEL (menu));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (pictures), TRUE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (pictures), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (pictures, _ ("For the WeChat group"));
  xy_preview_name (pictures, _ ("Save as p_ictures"));
  gtk_widget_set_hexpand (pictures, TRUE);

  gtk_grid_set_row_spacing (GTK_GRID (verbs), 6);
  gtk_grid_set_column_spacing (GTK_GRID (verbs), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (verbs), TRUE);
  gtk_grid_attach (GTK_GRID (verbs), print, 0, 0, 2, 1);
  gtk_grid_attach (GTK_GRID (verbs),
                   make_verb (_ ("_Save as PDF…"), _ ("A file as it is printed (Ctrl+S)"), "preview.pdf"), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (verbs), pictures, 1, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (verbs), make_verb (_ ("Copy as _text"), _ ("To be pasted into a message"), "preview.copy"),
                   0, 2, 2, 1);

  self->busy_words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->busy_words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->busy_words), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->busy_words), 10);
  self->busy_bar = gtk_progress_bar_new ();
  self->busy_cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_widget_set_halign (self->busy_cancel, GTK_ALIGN_END);
  g_signal_connect_swapped (self->busy_cancel, "clicked", G_CALLBACK (on_cancel_clicked), self);
  gtk_box_append (GTK_BOX (busy), self->busy_words);
  gtk_box_append (GTK_BOX (busy), self->busy_bar);
  gtk_box_append (GTK_BOX (busy), self->busy_cancel);

  self->foot = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->foot), verbs, "verbs");
  gtk_stack_add_named (GTK_STACK (self->foot), busy, "busy");
  gtk_widget_add_css_class (self->foot, "preview-foot");
  return self->foot;
}

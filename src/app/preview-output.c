/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a paper leaves the preview: as a file, as pictures, on the printer. What went out is entered in the register.
 * Files are written in a thread of their own; what is cancelled leaves nothing half-done.
 */
#include "app/preview-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/message-dialog.h"
#include "app/paper-view.h"
#include "app/toast.h"
#include "core/paper-record.h"

#define PICTURE_DPI 150.0
#define PICTURE_LONGEST 6000.0 /* pixels; a telephone shows no more */
#define BUSY_AFTER_MS 300
#define BUSY_EVERY_MS 100
#define NAMED_GAPS 6

typedef enum
{
  TO_PDF,
  TO_PICTURE,  /* of PAGE */
  TO_PICTURES, /* of all pages, into the folder PATH */
  TO_PRINTER,  /* was printed already */
} Where;

typedef struct
{
  XyPreview *preview;
  XyPaper *paper;
  Where where;
  char *path;
  guint page;
  char *number, *period;
  char *reason; /* why numbers are in full, or NULL */
  GCancellable *cancellable;
  gint done; /* atomic: pages written */
  guint total;
  guint source;
} Output;

typedef struct
{
  const XyPaperKind *kind;
  char *title, *period, *number, *reason;
  guint pages;
  XyId id; /* out */
} Register;

static Output *
output_new (XyPreview *self, Where where, const char *path)
{
  Output *output = g_new0 (Output, 1);

  output->preview = xy_preview_ref (self);
  output->paper = g_object_ref (self->paper);
  output->where = where;
  output->path = g_strdup (path);
  output->page = xy_paper_view_get_page (XY_PAPER_VIEW (self->view));
  output->number = g_strdup (self->number);
  output->period = g_strdup (self->ask->period);
  output->reason = self->ask->unmasked ? g_strdup (self->reason) : NULL;
  output->cancellable = g_cancellable_new ();
  output->total = xy_paper_get_n_pages (self->paper);
  return output;
}

static void
output_free (gpointer data)
{
  Output *output = data;

  g_clear_handle_id (&output->source, g_source_remove);
  xy_preview_unref (output->preview);
  g_object_unref (output->paper);
  g_object_unref (output->cancellable);
  g_free (output->path);
  g_free (output->number);
  g_free (output->period);
  g_free (output->reason);
  g_free (output);
}

static void
register_free (gpointer data)
{
  Register *entry = data;

  g_free (entry->title);
  g_free (entry->period);
  g_free (entry->number);
  g_free (entry->reason);
  g_free (entry);
}

/* Progress in the place of the verbs */

static gboolean
on_busy_tick (gpointer data)
{
  Output *output = data;
  XyPreview *self = output->preview;
  guint done = (guint) g_atomic_int_get (&output->done);
  g_autofree char *words = g_strdup_printf (output->where == TO_PDF       ? _ ("Saving as PDF: page %u of %u")
                                            : output->where == TO_PRINTER ? _ ("Keeping a copy: page %u of %u")
                                                                          : _ ("Saving as pictures: page %u of %u"),
                                            MIN (done + 1, output->total), output->total);

  if (self->window == NULL)
    return G_SOURCE_CONTINUE;
  gtk_label_set_text (GTK_LABEL (self->busy_words), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->busy_bar), (double) done / MAX (output->total, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->busy_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_stack_set_visible_child_name (GTK_STACK (self->foot), "busy");
  return G_SOURCE_CONTINUE;
}

static gboolean
on_busy_begun (gpointer data)
{
  Output *output = data;

  on_busy_tick (output);
  output->source = g_timeout_add (BUSY_EVERY_MS, on_busy_tick, output);
  return G_SOURCE_REMOVE;
}

static void
on_cancel_clicked (XyPreview *self)
{
  g_cancellable_cancel (self->writing);
}

static void
end_busy (Output *output)
{
  XyPreview *self = output->preview;

  g_clear_handle_id (&output->source, g_source_remove);
  g_clear_object (&self->writing);
  if (self->window == NULL)
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->foot), "verbs");
  xy_preview_update_actions (self);
}

/* The register */

static gboolean
enter (XyTxn *txn, gpointer data, GError **error)
{
  Register *entry = data;
  g_autofree char *number = NULL;

  if (!xy_paper_register (txn, entry->kind->name, entry->kind->prefix, entry->title, entry->period, entry->pages,
                          entry->reason, &number, error))
    return FALSE;
  if (g_strcmp0 (number, entry->number) == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("Another paper took the number %s in the meantime. Please print this one again."), entry->number);
  return FALSE;
}

static void
say_done (Output *output)
{
  XyPreview *self = output->preview;
  GtkWidget *from = self->window != NULL ? self->stack : self->from;
  GtkRoot *root = self->from != NULL ? gtk_widget_get_root (self->from) : NULL;
  g_autofree char *name = output->path != NULL ? g_filename_display_basename (output->path) : NULL;
  g_autofree char *words = output->where == TO_PRINTER ? g_strdup_printf (_ ("Printed as %s"), output->number)
                                                       : g_strdup_printf (_ ("Saved as %s"), name);
  gboolean may_post = (self->kind->flags & XY_PAPER_PUBLIC) != 0 && self->registered && self->window != NULL
                      && G_IS_ACTION_GROUP (root) && g_action_group_has_action (G_ACTION_GROUP (root), "post-paper");

  if (from != NULL)
    xy_toast_show (from, words, may_post ? _ ("Note where it _hangs…") : NULL, may_post ? "preview.post" : NULL);
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer data)
{
  Output *output = data;
  XyPreview *self = output->preview;
  g_autoptr (GError) error = NULL;

  if (xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      if (self->paper == output->paper)
        self->registered = TRUE;
      say_done (output);
    }
  else if (self->window != NULL)
    {
      xy_message_dialog_tell (self->window, _ ("The paper is not in the register"), error->message);
      xy_preview_make (self); /* with the number that is free now */
    }
  end_busy (output);
  output_free (output);
}

static void
enter_output (Output *output)
{
  XyPreview *self = output->preview;
  Register *entry = g_new0 (Register, 1);

  entry->kind = self->kind;
  entry->title = g_strdup (xy_paper_get_title (output->paper));
  entry->period = g_strdup (output->period);
  entry->number = g_strdup (output->number);
  entry->reason = g_strdup (output->reason);
  entry->pages = output->total;
  xy_desk_act (self->desk, _ (self->kind->act), enter, entry, register_free, on_entered, output);
}

/* Files */

static void
on_page_written (guint done, guint total, gpointer data)
{
  Output *output = data;

  g_atomic_int_set (&output->done, (gint) done);
}

static gboolean
write_picture (Output *output, guint page, const char *path, GError **error)
{
  double longer = MAX (xy_paper_get_width (output->paper), xy_paper_get_height (output->paper));

  return xy_paper_write_png (output->paper, page, MIN (PICTURE_DPI, PICTURE_LONGEST * 72 / longer), path, error);
}

static gboolean
write_pictures (Output *output, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = g_strdelimit (g_strdup (xy_paper_get_title (output->paper)), "/\\:", '-');
  gboolean all = TRUE;

  for (guint page = 0; page < output->total && all; page++)
    {
      g_autofree char *name = g_strdup_printf (_ ("%s %s page %u.png"), title, output->number, page + 1);
      g_autofree char *path = g_build_filename (output->path, name, NULL);

      all = !g_cancellable_set_error_if_cancelled (cancellable, error) && write_picture (output, page, path, error);
      if (all)
        g_ptr_array_add (written, g_steal_pointer (&path));
      g_atomic_int_inc (&output->done);
    }
  for (guint i = 0; i < written->len && !all; i++)
    g_unlink (written->pdata[i]);
  return all;
}

static void
write_output (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Output *output = data;
  GError *error = NULL;
  gboolean done = TRUE;

  switch (output->where)
    {
    case TO_PDF:
      done = xy_paper_write_pdf (output->paper, output->path, cancellable, on_page_written, output, &error);
      break;
    case TO_PICTURE:
      done = write_picture (output, output->page, output->path, &error);
      break;
    case TO_PICTURES:
      done = write_pictures (output, cancellable, &error);
      break;
    case TO_PRINTER:
    default:
      break;
    }
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_output_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Output *output = data;
  XyPreview *self = output->preview;
  g_autoptr (GError) error = NULL;
  gboolean is_entered = self->registered && self->paper == output->paper;

  if (g_task_propagate_boolean (G_TASK (result), &error) && !is_entered)
    {
      enter_output (output);
      return;
    }
  end_busy (output);
  if (error == NULL)
    say_done (output);
  else if (self->window != NULL && !g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED)
           && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    xy_message_dialog_tell (self->window, _ ("Nothing was saved"), error->message);
  output_free (output);
}

/* Takes OUTPUT. */
static void
run (Output *output)
{
  XyPreview *self = output->preview;
  g_autoptr (GTask) task = g_task_new (output->paper, output->cancellable, on_output_written, output);

  g_set_object (&self->writing, output->cancellable);
  xy_preview_update_actions (self);
  output->source = g_timeout_add (BUSY_AFTER_MS, on_busy_begun, output);
  g_task_set_task_data (task, output, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, write_output);
}

static void
on_path_chosen (GtkNativeDialog *dialog, int response, XyPreview *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  Where where = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "where"));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->window != NULL && self->paper != NULL)
    run (output_new (self, where, g_file_peek_path (file)));
  g_object_unref (dialog);
  xy_preview_unref (self);
}

static void
ask_path (XyPreview *self, Where where, const char *title, const char *suffix)
{
  GtkFileChooserAction action =
      where == TO_PICTURES ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, GTK_WINDOW (self->window), action, _ ("Save"), _ ("Cancel"));
  g_autofree char *name = g_strdup_printf ("%s %s%s", xy_paper_get_title (self->paper), self->number, suffix);
  const char *folder =
      g_get_user_special_dir (where == TO_PDF ? G_USER_DIRECTORY_DOCUMENTS : G_USER_DIRECTORY_PICTURES);

  if (where != TO_PICTURES)
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

/* The printer */

static void
on_print_page_drawn (GtkPrintOperation *operation, GtkPrintContext *context, int page, Output *output)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = xy_paper_get_width (output->paper), height = xy_paper_get_height (output->paper);
  double room_x = gtk_print_context_get_width (context), room_y = gtk_print_context_get_height (context);

  /* Another sheet was chosen at the printer: the page is fitted into it. */
  if (ABS (room_x - width) > 2 || ABS (room_y - height) > 2)
    {
      double scale = MIN (room_x / width, room_y / height);
      cairo_translate (cr, (room_x - width * scale) / 2, (room_y - height * scale) / 2);
      cairo_scale (cr, scale, scale);
    }
  xy_paper_draw_page (output->paper, (guint) page, cr, XY_PAPER_TARGET_PRINT);
}

static void
on_print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, Output *output)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    run (output);
  else
    {
      if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
        gtk_print_operation_get_error (operation, &error);
      if (error != NULL && output->preview->window != NULL)
        xy_message_dialog_tell (output->preview->window, _ ("The paper was not printed"), error->message);
      output_free (output);
    }
  g_object_unref (operation);
}

/* Many drivers fall back to Letter unless the size is said outright; one they know goes by its own name. */
static GtkPageSetup *
make_page_setup (XyPaper *paper)
{
  static const char *const known[] = { GTK_PAPER_NAME_A3, GTK_PAPER_NAME_A4, GTK_PAPER_NAME_A5, "iso_a6" };
  GtkPageSetup *setup = gtk_page_setup_new ();
  double width = xy_paper_get_width (paper) / XY_MM, height = xy_paper_get_height (paper) / XY_MM;
  gboolean lies = width > height;
  GtkPaperSize *size = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known) && size == NULL; i++)
    {
      size = gtk_paper_size_new (known[i]);
      if (ABS (gtk_paper_size_get_width (size, GTK_UNIT_MM) - MIN (width, height)) > 0.6
          || ABS (gtk_paper_size_get_height (size, GTK_UNIT_MM) - MAX (width, height)) > 0.6)
        g_clear_pointer (&size, gtk_paper_size_free);
    }
  if (size == NULL)
    {
      g_autofree char *name = g_strdup_printf ("custom_xiangyue_%.0fx%.0fmm", MIN (width, height), MAX (width, height));
      g_autofree char *words = g_strdup_printf ("%.0f × %.0f mm", MIN (width, height), MAX (width, height));
      size = gtk_paper_size_new_custom (name, words, MIN (width, height), MAX (width, height), GTK_UNIT_MM);
    }
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, lies ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_paper_size_free (size);
  return setup;
}

static void
send_to_printer (XyPreview *self)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_page_setup (self->paper);
  Output *output = output_new (self, TO_PRINTER, NULL);

  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int) output->total);
  gtk_print_operation_set_current_page (operation, (int) output->page);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_job_name (operation, xy_paper_get_title (self->paper));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_print_page_drawn), output);
  g_signal_connect (operation, "done", G_CALLBACK (on_print_done), output);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self->window), NULL);
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
  const GPtrArray *notices = xy_paper_get_notices (self->paper);
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
  ask_path (self, TO_PDF, _ ("Save as PDF"), ".pdf");
}

void
xy_preview_print (XyPreview *self)
{
  look_again (self, send_to_printer, _ ("Print all the same"));
}

void
xy_preview_save_pdf (XyPreview *self)
{
  look_again (self, choose_pdf, _ ("Save all the same"));
}

void
xy_preview_save_page_picture (XyPreview *self)
{
  ask_path (self, TO_PICTURE, _ ("Save this page as a picture"), ".png");
}

void
xy_preview_save_pictures (XyPreview *self)
{
  ask_path (self, TO_PICTURES, _ ("Folder for the pictures of all pages"), "");
}

static GtkWidget *
make_verb (const char *words, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

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
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_widget_add_css_class (print, "suggested-action");
  g_menu_append (menu, _ ("This page…"), "preview.picture");
  g_menu_append (menu, _ ("All pages…"), "preview.pictures");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (pictures), _ ("Save as p_ictures"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (pictures), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (pictures), G_MENU_MODEL (menu));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (pictures), TRUE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (pictures), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (pictures, _ ("For the WeChat group"));
  gtk_widget_set_hexpand (pictures, TRUE);

  gtk_grid_set_row_spacing (GTK_GRID (verbs), 6);
  gtk_grid_set_column_spacing (GTK_GRID (verbs), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (verbs), TRUE);
  gtk_grid_attach (GTK_GRID (verbs), print, 0, 0, 2, 1);
  gtk_grid_attach (GTK_GRID (verbs),
                   make_verb (_ ("_Save as PDF…"), _ ("A file as it is printed (Ctrl+S)"), "preview.pdf"), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (verbs), pictures, 1, 1, 1, 1);

  self->busy_words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->busy_words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->busy_words), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->busy_words), 10);
  self->busy_bar = gtk_progress_bar_new ();
  gtk_widget_set_halign (cancel, GTK_ALIGN_END);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (on_cancel_clicked), self);
  gtk_box_append (GTK_BOX (busy), self->busy_words);
  gtk_box_append (GTK_BOX (busy), self->busy_bar);
  gtk_box_append (GTK_BOX (busy), cancel);

  self->foot = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->foot), verbs, "verbs");
  gtk_stack_add_named (GTK_STACK (self->foot), busy, "busy");
  gtk_widget_add_css_class (self->foot, "preview-foot");
  return self->foot;
}

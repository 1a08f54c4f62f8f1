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
#include "app/printer.h"
#include "app/toast.h"
#include "core/attachment.h"
#include "core/paper-record.h"

#define PICTURE_DPI 150.0
#define PICTURE_LONGEST 6000.0 /* pixels; a telephone shows no more */
#define BUSY_AFTER_MS 300
#define BUSY_EVERY_MS 100

/* What is entered; its texts belong to the output. */
typedef struct
{
  XyPaperPrint print;
  const char *number; /* that stands on the paper */
  XyId id;            /* out */
} Entry;

typedef struct
{
  XyPreview *preview;
  XyPaper *whole; /* what is kept */
  XyPaper *paper; /* what goes out: the same, or its sheets */
  XyPreviewWhere where;
  char *path;
  guint page;
  char *number, *period;
  XyId subject;
  char *reason;  /* why numbers are in full, or NULL */
  char *village; /* the file whose attachments keep the PDF; NULL: it is kept already */
  char *kept;    /* its name there */
  gint64 bytes;
  Entry entry;
  GCancellable *cancellable;
  gint done; /* atomic: pages written */
  guint total;
  guint source;
} Output;

static Output *
output_new (XyPreview *self, XyPreviewWhere where, const char *path)
{
  Output *output = g_new0 (Output, 1);

  output->preview = xy_preview_ref (self);
  output->whole = g_object_ref (self->whole);
  output->paper = g_object_ref (self->paper);
  output->where = where;
  output->path = g_strdup (path);
  output->page = xy_paper_view_get_page (XY_PAPER_VIEW (self->view));
  output->number = g_strdup (self->number);
  output->period = g_strdup (self->ask->period);
  output->subject = self->ask->record;
  /* With names it may hang, with numbers it may not. */
  output->reason = self->ask->unmasked && (self->kind->flags & XY_PAPER_NUMBERS) != 0 ? g_strdup (self->reason) : NULL;
  /* Only the village's own office registers what is printed of it. */
  if (!self->registered && xy_desk_get_scope (self->desk) == XY_SCOPE_VILLAGE)
    output->village = g_strdup (xy_desk_get_path (self->desk));
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
  g_object_unref (output->whole);
  g_object_unref (output->paper);
  g_object_unref (output->cancellable);
  g_free (output->path);
  g_free (output->number);
  g_free (output->period);
  g_free (output->reason);
  g_free (output->village);
  g_free (output->kept);
  g_free (output);
}

/* Progress in the place of the verbs */

static gboolean
on_busy_tick (gpointer data)
{
  Output *output = data;
  XyPreview *self = output->preview;
  guint done = (guint) g_atomic_int_get (&output->done);
  g_autofree char *words =
      g_strdup_printf (output->where == XY_PREVIEW_TO_PDF       ? _ ("Saving as PDF: page %u of %u")
                       : output->where == XY_PREVIEW_TO_PRINTER ? _ ("Keeping a copy: page %u of %u")
                                                                : _ ("Saving as pictures: page %u of %u"),
                       MIN (done + 1, output->total), output->total);

  if (self->window == NULL)
    return G_SOURCE_CONTINUE;
  gtk_label_set_text (GTK_LABEL (self->busy_words), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->busy_bar), (double) done / MAX (output->total, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->busy_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (self->busy_cancel, output->where != XY_PREVIEW_TO_PRINTER);
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
  Entry *entry = data;
  g_autoptr (XyPaperRecord) record = xy_paper_register (txn, &entry->print, error);

  if (record == NULL)
    return FALSE;
  if (g_strcmp0 (record->number, entry->number) == 0)
    {
      entry->id = record->record.id;
      return TRUE;
    }
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
  g_autofree char *words = output->where == XY_PREVIEW_TO_PRINTER
                               ? g_strdup_printf (_ ("Printed as %s"), output->number)
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
      if (self->whole == output->whole)
        {
          self->registered = TRUE;
          self->record = output->entry.id;
        }
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

  output->entry = (Entry){
    .print = { .kind = self->kind->name,
               .prefix = self->kind->prefix,
               .title = xy_paper_get_title (output->whole),
               .period = output->period,
               .subject = output->subject,
               .unmasked = output->reason,
               .pdf = output->kept,
               .bytes = output->bytes,
               .pages = xy_paper_get_n_pages (output->whole),
               .width = (guint) (xy_paper_get_width (output->whole) / XY_MM + 0.5),
               .height = (guint) (xy_paper_get_height (output->whole) / XY_MM + 0.5) },
    .number = output->number,
  };
  xy_desk_act (self->desk, _ (self->kind->act), enter, &output->entry, NULL, on_entered, output);
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
  g_autofree char *title = g_strdelimit (g_strdup (xy_paper_get_title (output->whole)), "/\\:", '-');
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

/* Whatever goes out, the office keeps it as PDF. */
static gboolean
keep_pdf (Output *output, GCancellable *cancellable, GError **error)
{
  g_autofree char *file = xy_attachment_reserve (output->village, error);

  if (file == NULL)
    return FALSE;
  if (!xy_paper_write_pdf (output->whole, file, cancellable, on_page_written, output, error))
    {
      g_unlink (file);
      return FALSE;
    }
  output->kept = xy_attachment_adopt (output->village, file, &output->bytes, error);
  return output->kept != NULL;
}

static gboolean
write_file (Output *output, GCancellable *cancellable, GError **error)
{
  switch (output->where)
    {
    case XY_PREVIEW_TO_PDF:
      return output->kept != NULL && output->paper == output->whole
                 ? xy_attachment_copy (output->village, output->kept, output->path, error)
                 : xy_paper_write_pdf (output->paper, output->path, cancellable, on_page_written, output, error);
    case XY_PREVIEW_TO_PICTURE:
      return write_picture (output, output->page, output->path, error);
    case XY_PREVIEW_TO_PICTURES:
      return write_pictures (output, cancellable, error);
    case XY_PREVIEW_TO_PRINTER:
    default:
      return TRUE;
    }
}

static void
write_output (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Output *output = data;
  GError *error = NULL;

  /* What is on paper already is kept whatever happens. */
  if (output->where == XY_PREVIEW_TO_PRINTER)
    cancellable = NULL;
  if ((output->village == NULL || keep_pdf (output, cancellable, &error)) && write_file (output, cancellable, &error))
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

  if (g_task_propagate_boolean (G_TASK (result), &error) && output->kept != NULL)
    {
      enter_output (output);
      return;
    }
  end_busy (output);
  if (error == NULL)
    say_done (output);
  else if (self->window != NULL && !g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED)
           && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    xy_message_dialog_tell (self->window,
                            output->where == XY_PREVIEW_TO_PRINTER ? _ ("The paper is not in the register")
                                                                   : _ ("Nothing was saved"),
                            error->message);
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

void
xy_preview_write (XyPreview *self, XyPreviewWhere where, const char *path)
{
  run (output_new (self, where, path));
}

/* The printer */

static void
on_print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, Output *output)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      xy_printer_remember (operation);
      run (output);
    }
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

void
xy_preview_send_to_printer (XyPreview *self)
{
  Output *output = output_new (self, XY_PREVIEW_TO_PRINTER, NULL);
  g_autofree char *name = g_strdup_printf ("%s %s", xy_paper_get_title (self->whole), self->number);
  GtkPrintOperation *operation = xy_printer_new (self->paper, output->total, g_strdelimit (name, "/\\:", '-'));

  gtk_print_operation_set_current_page (operation, (int) output->page);
  gtk_print_operation_set_job_name (operation, xy_paper_get_title (self->whole));
  g_signal_connect (operation, "done", G_CALLBACK (on_print_done), output);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self->window), NULL);
}

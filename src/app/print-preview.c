/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/print-preview.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form.h"
#include "app/paper-view.h"
#include "app/toast.h"
#include "core/reveal.h"
#include "print/paper-keep.h"
#include "print/papers.h"

/* The page's data, which jobs on the worker's thread share with the preview. */
typedef struct
{
  gpointer data;
  GDestroyNotify free;
} Shared;

typedef struct
{
  GtkWidget *window; /* NULL once it is closed; jobs may still be under way */
  GtkWidget *from;   /* weak: the page that opened it */
  GtkWidget *view;
  GtkWidget *notice;
  GtkWidget *pages;
  GtkWidget *failed;
  GtkWidget *stack;
  GtkWidget *print;
  GtkWidget *save;
  GtkWidget *unmask;
  XyDesk *desk;
  const XyPreviewSource *source;
  char *period;
  Shared *shared;
  XyPreviewAsk ask;
  char *reason; /* for numbers in full */
  char *number;
  XyPaper *paper;
  GCancellable *making;
} Preview;

typedef struct
{
  const XyPreviewSource *source;
  Shared *shared;
  XyPreviewAsk ask;
  char *number;
} Job;

static const double zooms[] = { 0, 0.5, 0.75, 1, 1.5, 2 };

static void make_paper (Preview *self);

static void
shared_clear (gpointer data)
{
  Shared *shared = data;

  if (shared->free != NULL)
    shared->free (shared->data);
}

static void
shared_unref (Shared *shared)
{
  g_atomic_rc_box_release_full (shared, shared_clear);
}

static void
preview_clear (gpointer data)
{
  Preview *self = data;

  shared_unref (self->shared);
  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->desk);
  g_clear_object (&self->paper);
  g_clear_object (&self->making);
  g_free (self->period);
  g_free (self->reason);
  g_free (self->number);
}

static void
preview_unref (Preview *self)
{
  g_rc_box_release_full (self, preview_clear);
}

static Job *
job_new (Preview *self)
{
  Job *job = g_new0 (Job, 1);

  job->source = self->source;
  job->shared = g_atomic_rc_box_acquire (self->shared);
  job->ask = self->ask;
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  shared_unref (job->shared);
  g_free (job->number);
  g_free (job);
}

static void
show_error (Preview *self, const GError *error)
{
  if (self->window == NULL || g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_text (GTK_LABEL (self->failed), error->message);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->failed);
  gtk_widget_set_sensitive (self->print, FALSE);
  gtk_widget_set_sensitive (self->save, FALSE);
}

/* What is to be known before printing: a typeface that stands in, a character that no font has. */
static void
show_notices (Preview *self)
{
  const GPtrArray *notices = xy_paper_get_notices (self->paper);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean serious = FALSE;

  for (guint i = 0; i < notices->len && i < 4; i++)
    {
      const XyPaperNotice *notice = notices->pdata[i];
      if (words->len > 0)
        g_string_append_c (words, '\n');
      g_string_append (words, notice->message);
      serious = serious || notice->kind != XY_PAPER_NOTICE_STAND_IN;
    }
  gtk_label_set_text (GTK_LABEL (self->notice), words->str);
  gtk_widget_set_visible (self->notice, words->len > 0);
  if (serious)
    gtk_widget_add_css_class (self->notice, "error");
  else
    gtk_widget_remove_css_class (self->notice, "error");
}

static gpointer
make_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->number = xy_paper_next_number (store, xy_paper_kind_find (job->source->kind)->prefix, error);
  if (job->number == NULL)
    return NULL;
  job->ask.number = job->number;
  job->ask.printed_at = xy_env_now (xy_store_get_env (store));

  XyPaper *paper = job->source->make (store, job->shared->data, &job->ask, error);
  if (paper == NULL)
    return NULL;
  xy_paper_get_n_pages (paper); /* laid out here, so that the window never waits for it */
  g_object_set_data_full (G_OBJECT (paper), "number", g_strdup (job->number), g_free);
  return paper;
}

static void
on_paper_made (GObject *source, GAsyncResult *result, gpointer data)
{
  Preview *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->window != NULL && paper != NULL)
    {
      g_autofree char *count = NULL;

      g_set_object (&self->paper, paper);
      g_free (self->number);
      self->number = g_strdup (g_object_get_data (G_OBJECT (paper), "number"));
      xy_paper_view_set_paper (XY_PAPER_VIEW (self->view), paper);
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->view);
      gtk_widget_set_sensitive (self->print, TRUE);
      gtk_widget_set_sensitive (self->save, TRUE);
      count = g_strdup_printf (ngettext ("%u page", "%u pages", xy_paper_get_n_pages (paper)),
                               xy_paper_get_n_pages (paper));
      gtk_label_set_text (GTK_LABEL (self->pages), count);
      show_notices (self);
    }
  else if (error != NULL)
    show_error (self, error);
  preview_unref (self);
}

static void
make_paper (Preview *self)
{
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, make_on_worker, job_new (self), job_free,
                 g_object_unref, self->making, on_paper_made, g_rc_box_acquire (self));
}

/* The register */

typedef struct
{
  XyPaper *paper;
  char *kind, *period, *number, *reason;
} Registered;

static void
registered_free (gpointer data)
{
  Registered *registered = data;

  g_object_unref (registered->paper);
  g_free (registered->kind);
  g_free (registered->period);
  g_free (registered->number);
  g_free (registered->reason);
  g_free (registered);
}

static gboolean
register_paper (XyTxn *txn, gpointer data, GError **error)
{
  Registered *registered = data;
  XyPaperPrint print = { .kind = registered->kind,
                         .prefix = xy_paper_kind_find (registered->kind)->prefix,
                         .period = registered->period,
                         .unmasked = registered->reason };
  g_autoptr (XyPaperRecord) kept = xy_paper_keep (txn, registered->paper, &print, error);

  if (kept == NULL)
    return FALSE;
  if (g_strcmp0 (kept->number, registered->number) == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("Another paper took the number %s in the meantime. Please print this one again."),
               registered->number);
  return FALSE;
}

static void
on_paper_registered (GObject *source, GAsyncResult *result, gpointer data)
{
  Preview *self = data;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error) && self->window != NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->notice), error->message);
      gtk_widget_set_visible (self->notice, TRUE);
    }
  if (self->window != NULL)
    make_paper (self); /* the next one has the next number */
  preview_unref (self);
}

static void
keep_record (Preview *self)
{
  Registered *registered = g_new0 (Registered, 1);
  const char *title = xy_paper_get_title (self->paper);
  g_autofree char *words = g_strdup_printf (_ ("Print %s"), title);

  registered->paper = g_object_ref (self->paper);
  registered->kind = g_strdup (self->source->kind);
  registered->period = g_strdup (self->period);
  registered->number = g_strdup (self->number);
  registered->reason = self->ask.unmasked ? g_strdup (self->reason) : NULL;
  xy_desk_act (self->desk, words, register_paper, registered, registered_free, on_paper_registered,
               g_rc_box_acquire (self));
}

/* PDF */

static void
write_pdf (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (xy_paper_write_pdf (XY_PAPER (source), data, cancellable, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_pdf_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Preview *self = data;
  g_autoptr (GError) error = NULL;
  const char *path = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *words = g_strdup_printf (_ ("Saved as %s"), name);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      keep_record (self);
      if (self->from != NULL)
        xy_toast_show (self->from, words, NULL, NULL);
      if (self->window != NULL)
        {
          gtk_label_set_text (GTK_LABEL (self->notice), words);
          gtk_widget_remove_css_class (self->notice, "error");
          gtk_widget_set_visible (self->notice, TRUE);
        }
    }
  else
    show_error (self, error);
  preview_unref (self);
}

static void
on_pdf_path_chosen (GtkNativeDialog *dialog, int response, Preview *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->paper != NULL)
    {
      g_autoptr (GTask) task = g_task_new (self->paper, NULL, on_pdf_written, g_rc_box_acquire (self));
      g_task_set_task_data (task, g_file_get_path (file), g_free);
      g_task_run_in_thread (task, write_pdf);
    }
  g_object_unref (dialog);
}

static void
on_save_clicked (Preview *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Save as PDF"), GTK_WINDOW (self->window),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  g_autofree char *name =
      g_strdup_printf ("%s%s%s %s.pdf", xy_paper_get_title (self->paper), self->period != NULL ? " " : "",
                       self->period != NULL ? self->period : "", self->number);
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (folder != NULL)
    {
      g_autoptr (GFile) place = g_file_new_for_path (folder);
      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), place, NULL);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_pdf_path_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The printer */

static void
on_print_page_drawn (GtkPrintOperation *operation, GtkPrintContext *context, int page, Preview *self)
{
  xy_paper_draw_page (self->paper, (guint) page, gtk_print_context_get_cairo_context (context), XY_PAPER_TARGET_PRINT);
}

static void
on_print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, Preview *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    keep_record (self);
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      show_error (self, error);
    }
  g_object_unref (operation);
}

static void
on_print_clicked (Preview *self)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  /* Many drivers fall back to Letter unless the size is said outright. */
  GtkPaperSize *size =
      gtk_paper_size_new_custom ("xiangyue", xy_paper_get_title (self->paper), xy_paper_get_width (self->paper),
                                 xy_paper_get_height (self->paper), GTK_UNIT_POINTS);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) xy_paper_get_n_pages (self->paper));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, xy_paper_get_title (self->paper));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_print_page_drawn), self);
  g_signal_connect (operation, "done", G_CALLBACK (on_print_done), self);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self->window), NULL);
}

/* Numbers in full */

static gboolean
log_reveal (XyTxn *txn, gpointer data, GError **error)
{
  char **words = data;

  return xy_reveal_log (txn, words[0], NULL, words[1], error);
}

static void
on_reveal_logged (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) dialog = data;
  Preview *self = g_object_get_data (G_OBJECT (dialog), "preview");
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      XyForm *form = g_object_get_data (G_OBJECT (dialog), "form");
      if (!xy_form_show_error (form, error))
        xy_dialog_set_error (XY_DIALOG (dialog), error->message);
      return;
    }
  self->ask.unmasked = TRUE;
  if (self->window != NULL)
    make_paper (self);
  gtk_window_destroy (dialog);
}

static void
on_reason_confirmed (GtkWindow *dialog, Preview *self)
{
  XyForm *form = g_object_get_data (G_OBJECT (dialog), "form");
  char **words = g_new0 (char *, 3);

  g_free (self->reason);
  self->reason = xy_form_get_text (form, "reason");
  words[0] = g_strdup (xy_paper_get_title (self->paper));
  words[1] = g_strdup (self->reason);
  xy_desk_act (self->desk, _ ("Show numbers in full"), log_reveal, words, (GDestroyNotify) g_strfreev, on_reveal_logged,
               g_object_ref (dialog));
}

static void
on_reason_dialog_gone (Preview *self)
{
  if (self->window != NULL && !self->ask.unmasked)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->unmask), FALSE);
  preview_unref (self);
}

static void
on_unmask_toggled (GtkCheckButton *button, Preview *self)
{
  if (!gtk_check_button_get_active (button))
    {
      if (self->ask.unmasked)
        {
          self->ask.unmasked = FALSE;
          make_paper (self);
        }
      return;
    }

  GtkWidget *dialog = xy_dialog_new (self->window, _ ("Numbers in full"), _ ("Show numbers in full"));
  GtkWidget *form = xy_form_new ();

  xy_form_add (XY_FORM (form), "reason", _ ("_Reason"), gtk_entry_new (),
               _ ("It is kept in the log together with your name."));
  g_object_set_data (G_OBJECT (dialog), "form", form);
  g_object_set_data (G_OBJECT (dialog), "preview", self);
  xy_dialog_set_content (XY_DIALOG (dialog), form);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (on_reason_confirmed), self);
  g_signal_connect_swapped (dialog, "unrealize", G_CALLBACK (on_reason_dialog_gone), g_rc_box_acquire (self));
  gtk_window_present (GTK_WINDOW (dialog));
  xy_form_focus_first (XY_FORM (form));
}

/* The window */

static void
on_choice_selected (GtkDropDown *drop_down, GParamSpec *spec, Preview *self)
{
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop_down), "which"));

  self->ask.chosen[which] = gtk_drop_down_get_selected (drop_down);
  make_paper (self);
}

static void
on_zoom_selected (GtkDropDown *drop_down, GParamSpec *spec, Preview *self)
{
  xy_paper_view_set_zoom (XY_PAPER_VIEW (self->view), zooms[gtk_drop_down_get_selected (drop_down)]);
}

static void
on_window_destroyed (Preview *self)
{
  g_cancellable_cancel (self->making);
  self->window = NULL;
  preview_unref (self);
}

static GtkWidget *
add_labelled (GtkWidget *bar, const char *words, GtkWidget *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (label, "quiet");
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  gtk_box_append (GTK_BOX (bar), box);
  return control;
}

static GtkWidget *
make_drop_down (const char *const *options, guint preset)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; options[i] != NULL; i++)
    gtk_string_list_append (list, _ (options[i]));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (list), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), preset);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  return drop_down;
}

static GtkWidget *
make_bar (Preview *self)
{
  static const char *const sizes[] = { N_ ("Whole width"), "50 %", "75 %", "100 %", "150 %", "200 %", NULL };
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (bar, "preview-bar");
  for (guint i = 0; i < self->source->n_choices; i++)
    {
      const XyPreviewChoice *choice = &self->source->choices[i];
      GtkWidget *drop_down = make_drop_down (choice->options, choice->preset);

      self->ask.chosen[i] = choice->preset;
      g_object_set_data (G_OBJECT (drop_down), "which", GUINT_TO_POINTER (i));
      g_signal_connect (drop_down, "notify::selected", G_CALLBACK (on_choice_selected), self);
      add_labelled (bar, _ (choice->label), drop_down);
    }
  if (self->source->can_unmask && xy_desk_may (self->desk, XY_MAY_UNMASK))
    {
      self->unmask = gtk_check_button_new_with_label (_ ("Numbers in full…"));
      g_signal_connect (self->unmask, "toggled", G_CALLBACK (on_unmask_toggled), self);
      gtk_box_append (GTK_BOX (bar), self->unmask);
    }
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), space);

  self->pages = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->pages, "quiet");
  gtk_box_append (GTK_BOX (bar), self->pages);
  GtkWidget *zoom = add_labelled (bar, _ ("Size on screen"), make_drop_down (sizes, 0));
  g_signal_connect (zoom, "notify::selected", G_CALLBACK (on_zoom_selected), self);

  self->save = gtk_button_new_with_mnemonic (_ ("Save as _PDF…"));
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save_clicked), self);
  gtk_box_append (GTK_BOX (bar), self->save);
  self->print = gtk_button_new_with_mnemonic (_ ("_Print…"));
  gtk_widget_add_css_class (self->print, "suggested-action");
  g_signal_connect_swapped (self->print, "clicked", G_CALLBACK (on_print_clicked), self);
  gtk_box_append (GTK_BOX (bar), self->print);
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_widget_set_sensitive (self->print, FALSE);
  return bar;
}

static void
add_shortcut (Preview *self, const char *trigger, const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_shortcut_action_parse_string (action)));
  gtk_widget_add_controller (self->window, controller);
}

static void
make_window (Preview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkRoot *root = gtk_widget_get_root (self->from);

  self->window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Print preview"));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1180, 720);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (root));
  gtk_widget_add_css_class (self->window, "preview");

  self->view = xy_paper_view_new ();
  self->failed = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->failed), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->failed), 40);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_child (GTK_STACK (self->stack), self->view);
  gtk_stack_add_child (GTK_STACK (self->stack), self->failed);

  self->notice = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->notice, "preview-notice");
  gtk_label_set_wrap (GTK_LABEL (self->notice), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->notice), 0);
  gtk_widget_set_visible (self->notice, FALSE);

  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), self->notice);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  add_shortcut (self, "Escape", "action(window.close)");
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (on_window_destroyed), self);
}

void
xy_print_preview_open (GtkWidget *from,
                       XyDesk *desk,
                       const XyPreviewSource *source,
                       const char *period,
                       gpointer data,
                       GDestroyNotify free_data)
{
  Preview *self = g_rc_box_new0 (Preview);

  g_return_if_fail (source->n_choices <= XY_PREVIEW_MAX_CHOICES);
  g_set_weak_pointer (&self->from, from);
  self->desk = g_object_ref (desk);
  self->source = source;
  self->period = g_strdup (period);
  self->shared = g_atomic_rc_box_new0 (Shared);
  self->shared->data = data;
  self->shared->free = free_data;
  make_window (self);
  make_paper (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

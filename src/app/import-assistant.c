/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/import-assistant.h"
#include "app/import-columns-step.h"
#include "app/import-file-step.h"
#include "app/import-result-step.h"
#include "app/message-dialog.h"
#include "app/sync-carry.h"
#include "app/toast.h"
#include "core/error.h"

#include <glib/gi18n-lib.h>

#define TICK 60           /* ms between looks at the progress */
#define SHOW_AFTER 200000 /* µs: what is quicker needs no bar */

typedef enum
{
  STEP_FILE,
  STEP_COLUMNS,
  STEP_RESULT,
  N_STEPS,
} Step;

typedef enum
{
  READING,
  COMPARING,
  SAVING,
  WRITING, /* the rows to mend */
} Doing;

static const struct
{
  const char *name;
  const char *title;
} steps[N_STEPS] = {
  { "file", N_ ("Choose the file") },
  { "columns", N_ ("Match the columns") },
  { "result", N_ ("Look at the result") },
};

struct _XyImportAssistant
{
  XyDialog parent_instance;

  GtkWidget *back;
  GtkBox *step_line;
  GtkStack *steps;
  XyImportFileStep *file_step;
  XyImportColumnsStep *columns_step;
  XyImportResultStep *result_step;
  GtkLabel *doing_label;
  GtkProgressBar *bar;
  GtkLabel *how_far;
  GtkWidget *stop;
  GtkLabel *note;
  GtkWidget *step_labels[N_STEPS];

  XyDesk *desk;
  XyImportWork *work;
  GtkNativeDialog *chooser;
  char *asked_name; /* of the file that is being read */
  char *act_title;
  Step step;
  Doing doing;
  guint tick;
  gint64 began;
  gboolean is_closed;
  gboolean is_done;
  gboolean is_undoing;
  gboolean is_undone;
};

G_DEFINE_FINAL_TYPE (XyImportAssistant, xy_import_assistant, XY_TYPE_DIALOG)

static void compare (XyImportAssistant *self);

static void
set_note (XyImportAssistant *self, const char *words)
{
  gtk_label_set_text (self->note, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), words != NULL);
}

static void
update_verb (XyImportAssistant *self)
{
  XyDialog *dialog = XY_DIALOG (self);
  XyImportResult *result = xy_import_work_get_result (self->work);
  gboolean is_busy = xy_import_work_is_busy (self->work), is_ready = FALSE;

  if (self->step == STEP_RESULT && self->is_done)
    xy_dialog_set_verb (dialog, NULL);
  else if (self->step == STEP_RESULT && result != NULL && result->n_rows + result->changes->len > 0)
    {
      g_autofree char *verb =
          g_strdup_printf (ngettext ("_Import %u row", "_Import %u rows", result->n_rows), result->n_rows);
      xy_dialog_set_verb (dialog, verb);
      is_ready = TRUE;
    }
  else if (self->step == STEP_RESULT)
    xy_dialog_set_verb (dialog, _ ("Nothing to import"));
  else
    {
      xy_dialog_set_verb (dialog, _ ("_Next"));
      is_ready = self->step == STEP_FILE ? xy_import_file_step_is_ready (self->file_step)
                                         : xy_import_columns_step_is_ready (self->columns_step);
    }
  xy_dialog_set_verb_enabled (dialog, is_ready && !is_busy);
  gtk_widget_set_visible (self->back, self->step > STEP_FILE && !self->is_done);
  gtk_widget_set_sensitive (self->back, !is_busy);
}

static GtkWidget *
step_widget (XyImportAssistant *self)
{
  return self->step == STEP_FILE      ? GTK_WIDGET (self->file_step)
         : self->step == STEP_COLUMNS ? GTK_WIDGET (self->columns_step)
                                      : GTK_WIDGET (self->result_step);
}

static void
show_step (XyImportAssistant *self, Step step)
{
  self->step = step;
  for (Step i = 0; i < N_STEPS; i++)
    {
      gtk_widget_remove_css_class (self->step_labels[i], "now");
      gtk_widget_remove_css_class (self->step_labels[i], "done");
      if (i <= step)
        gtk_widget_add_css_class (self->step_labels[i], i == step ? "now" : "done");
    }
  gtk_stack_set_visible_child_name (self->steps, steps[step].name);
  update_verb (self);
}

/* To the verb where the step needs no more than a look, else into it. */
static void
focus_step (XyImportAssistant *self)
{
  GtkWidget *verb = gtk_window_get_default_widget (GTK_WINDOW (self));

  if (self->step != STEP_RESULT && verb != NULL && gtk_widget_is_sensitive (verb))
    gtk_widget_grab_focus (verb);
  else if (self->step == STEP_FILE)
    gtk_widget_grab_focus (GTK_WIDGET (self->file_step));
  else
    gtk_widget_child_focus (step_widget (self), GTK_DIR_TAB_FORWARD);
}

/* Work under way */

static gboolean
on_tick (gpointer p)
{
  XyImportAssistant *self = p;
  guint64 done, total;
  double fraction = xy_import_work_get_progress (self->work, &done, &total);
  g_autofree char *words = NULL;

  if (g_get_monotonic_time () - self->began > SHOW_AFTER
      && g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), "working") != 0)
    {
      gtk_stack_set_visible_child_name (self->steps, "working");
      gtk_widget_grab_focus (self->stop);
    }
  if (fraction < 0)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
  if (self->doing == READING && fraction >= 0)
    words = g_strdup_printf ("%d%%", (int) (CLAMP (fraction, 0, 1) * 100));
  else if (fraction >= 0)
    /* Translators: rows done, rows in all */
    words = g_strdup_printf (_ ("%u of %u rows"), (guint) done, (guint) total);
  gtk_label_set_text (self->how_far, words != NULL ? words : "");
  return G_SOURCE_CONTINUE;
}

static void
begin (XyImportAssistant *self, Doing doing)
{
  g_autofree char *words = doing == READING     ? g_strdup_printf (_ ("Reading %s"), self->asked_name)
                           : doing == COMPARING ? g_strdup (_ ("Comparing with the roster"))
                           : doing == SAVING    ? g_strdup (_ ("Taking a backup and importing"))
                                                : g_strdup (_ ("Writing the table"));

  self->doing = doing;
  self->began = g_get_monotonic_time ();
  gtk_label_set_text (self->doing_label, words);
  gtk_widget_set_sensitive (self->stop, TRUE);
  gtk_widget_set_visible (self->stop, doing != WRITING);
  gtk_progress_bar_set_fraction (self->bar, 0);
  xy_dialog_set_error (XY_DIALOG (self), NULL);
  set_note (self, NULL);
  self->tick = g_timeout_add (TICK, on_tick, self);
  update_verb (self);
}

/* Returns: FALSE where nobody looks any more. */
static gboolean
end (XyImportAssistant *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  return !self->is_closed;
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Stopped: back to where it began. Failed: the same, with the sentence. */
static void
show_refusal (XyImportAssistant *self, const GError *error)
{
  show_step (self, self->step);
  if (is_cancelled (error))
    set_note (self, _ ("Stopped; nothing was changed."));
  else
    xy_dialog_set_error (XY_DIALOG (self), error->message);
  focus_step (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyImportAssistant) self = p;
  g_autoptr (GError) error = NULL;
  gboolean ok = xy_import_work_finish (XY_IMPORT_WORK (source), result, &error);

  if (!end (self))
    return;
  if (!ok && is_cancelled (error))
    {
      show_refusal (self, error);
      return;
    }
  if (!ok)
    {
      xy_import_file_step_show_failure (self->file_step, self->asked_name, error->message);
      show_step (self, STEP_FILE);
      focus_step (self);
      return;
    }
  GPtrArray *layouts = xy_import_work_get_layouts (self->work);
  const XyRosterLayout *first = layouts->len > 0 ? layouts->pdata[0] : NULL;
  xy_import_result_step_show (self->result_step, NULL, NULL);
  xy_import_file_step_show (self->file_step, self->work);
  /* Of a text the wrong charset may hide the headings. */
  if (layouts->len == 1 && !first->used && xy_workbook_get_charset (xy_import_work_get_workbook (self->work)) == NULL)
    {
      g_autofree char *words =
          g_strdup_printf ("%s %s", first->remark,
                           _ ("Write 姓名 over the column of names in that table, save it and choose it again."));
      xy_import_file_step_show_failure (self->file_step, self->asked_name, words);
    }
  else if (xy_import_file_step_is_ready (self->file_step) && !xy_import_file_step_has_choice (self->file_step))
    {
      xy_import_columns_step_show (self->columns_step, self->work);
      show_step (self, STEP_COLUMNS);
      focus_step (self);
      return;
    }
  show_step (self, STEP_FILE);
  focus_step (self);
}

static void
read_file (XyImportAssistant *self, const char *path, const char *charset)
{
  if (xy_import_work_is_busy (self->work) || self->is_done)
    return;
  g_autofree char *name = g_filename_display_basename (path);
  g_free (self->asked_name);
  self->asked_name = g_steal_pointer (&name);
  self->step = STEP_FILE;
  xy_import_work_open (self->work, path, charset, on_read, g_object_ref (self));
  begin (self, READING);
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyImportAssistant) self = p;
  g_autoptr (GError) error = NULL;
  gboolean ok = xy_import_work_finish (XY_IMPORT_WORK (source), result, &error);

  if (!end (self))
    return;
  if (!ok)
    {
      self->step = STEP_COLUMNS;
      show_refusal (self, error);
      return;
    }
  xy_import_result_step_show (self->result_step, xy_desk_get_worker (self->desk),
                              xy_import_work_get_result (self->work));
  show_step (self, STEP_RESULT);
  focus_step (self);
}

static void
compare (XyImportAssistant *self)
{
  const char *group = xy_import_columns_step_get_group (self->columns_step);

  xy_import_work_compare (self->work, group, on_compared, g_object_ref (self));
  begin (self, COMPARING);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyImportAssistant) self = p;
  g_autoptr (GError) error = NULL;

  self->is_done = xy_import_work_finish (XY_IMPORT_WORK (source), result, &error);
  if (!end (self))
    return;
  if (g_error_matches (error, XY_ERROR, XY_ERROR_CONFLICT))
    {
      compare (self);
      set_note (self, _ ("The roster was changed meanwhile, so the file was compared once more."));
    }
  else if (error != NULL)
    {
      show_refusal (self, error);
    }
  else
    {
      xy_import_result_step_set_state (self->result_step, XY_IMPORT_DONE);
      show_step (self, STEP_RESULT);
      gtk_widget_child_focus (GTK_WIDGET (self->result_step), GTK_DIR_TAB_FORWARD);
    }
}

static void
on_rest_saved (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyImportAssistant) self = p;
  g_autoptr (GError) error = NULL;
  gboolean ok = xy_import_work_finish (XY_IMPORT_WORK (source), result, &error);

  if (!end (self))
    return;
  show_step (self, self->step);
  if (ok)
    set_note (self, _ ("Saved. Mend the rows in that table and import it again."));
  else
    xy_dialog_set_error (XY_DIALOG (self), error->message);
}

/* Choosing files */

static void
on_chooser_answered (GtkNativeDialog *chooser, int response, XyImportAssistant *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  gboolean is_save = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE;

  g_clear_object (&self->chooser);
  if (response != GTK_RESPONSE_ACCEPT || path == NULL || xy_import_work_is_busy (self->work))
    return;
  if (is_save)
    {
      g_autofree char *to = g_str_has_suffix (path, ".xlsx") ? g_strdup (path) : g_strconcat (path, ".xlsx", NULL);
      xy_import_work_save_rest (self->work, to, on_rest_saved, g_object_ref (self));
      begin (self, WRITING);
    }
  else
    read_file (self, path, NULL);
}

static void
add_filter (GtkNativeDialog *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (; *patterns != NULL; patterns++)
    gtk_file_filter_add_pattern (filter, *patterns);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

static void
run_chooser (XyImportAssistant *self, const char *title, GtkFileChooserAction action, const char *verb)
{
  static const char *const tables[] = { "*.xlsx", "*.xls", "*.et",  "*.csv", "*.txt",
                                        "*.XLSX", "*.XLS", "*.CSV", "*.TXT", NULL };
  static const char *const xlsx[] = { "*.xlsx", NULL };
  static const char *const all[] = { "*", NULL };
  gboolean is_save = action == GTK_FILE_CHOOSER_ACTION_SAVE;

  if (self->chooser != NULL || xy_import_work_is_busy (self->work))
    return;
  self->chooser =
      GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, verb, _ ("_Cancel")));
  add_filter (self->chooser, _ ("Spreadsheets"), is_save ? xlsx : tables);
  if (!is_save)
    add_filter (self->chooser, _ ("All files"), all);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_chooser_answered), self);
}

static void
on_choose (XyImportAssistant *self)
{
  run_chooser (self, _ ("Choose the roster's spreadsheet"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Read"));
  if (self->chooser != NULL)
    gtk_native_dialog_show (self->chooser);
}

static void
on_save_rest (XyImportAssistant *self)
{
  const char *name = xy_import_work_get_name (self->work), *dot = strrchr (name, '.');
  g_autofree char *stem = g_strndup (name, dot != NULL ? (gsize) (dot - name) : strlen (name));
  /* Translators: name of the file without its ending; this is the name of a file too */
  g_autofree char *to = g_strdup_printf (_ ("%s, rows to mend.xlsx"), stem);
  g_autofree char *folder = g_path_get_dirname (xy_import_work_get_path (self->work));
  g_autoptr (GFile) place = g_file_new_for_path (folder);

  run_chooser (self, _ ("Save the rows to mend"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));
  if (self->chooser == NULL)
    return;
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), place, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), to);
  gtk_native_dialog_show (self->chooser);
}

static char *
dropped_path (const GValue *value)
{
  const GSList *files = g_value_get_boxed (value);

  return files != NULL ? g_file_get_path (files->data) : NULL;
}

static gboolean
on_dropped (GtkDropTarget *target, const GValue *value, double x, double y, XyImportAssistant *self)
{
  g_autofree char *path = dropped_path (value);

  if (path == NULL)
    return FALSE;
  read_file (self, path, NULL);
  return TRUE;
}

/* The person's hand */

static void
on_charset_chosen (XyImportAssistant *self, const char *charset)
{
  g_autofree char *path = g_strdup (xy_import_work_get_path (self->work));
  read_file (self, path, charset);
}

static void
on_sheets_changed (XyImportAssistant *self)
{
  update_verb (self);
}

static void
on_columns_changed (XyImportAssistant *self)
{
  update_verb (self);
}

static void
on_back_clicked (XyImportAssistant *self)
{
  xy_dialog_set_error (XY_DIALOG (self), NULL);
  set_note (self, NULL);
  if (self->step == STEP_RESULT)
    xy_import_result_step_show (self->result_step, NULL, NULL);
  show_step (self, self->step - 1);
  focus_step (self);
}

static void
on_stop_clicked (XyImportAssistant *self)
{
  gtk_widget_set_sensitive (self->stop, FALSE);
  xy_import_work_cancel (self->work);
}

static void
on_undo (XyImportAssistant *self)
{
  self->is_undoing = TRUE;
  xy_desk_undo (self->desk);
}

static void
on_desk_acted (XyImportAssistant *self, const char *title)
{
  if (!self->is_undoing)
    {
      g_free (self->act_title);
      self->act_title = g_strdup (title);
      return;
    }
  self->is_undoing = FALSE;
  self->is_undone = TRUE;
  xy_import_result_step_set_state (self->result_step, XY_IMPORT_UNDONE);
}

static void
on_desk_refused (XyImportAssistant *self, const GError *error)
{
  if (!self->is_undoing)
    return;
  self->is_undoing = FALSE;
  xy_import_result_step_set_state (self->result_step, XY_IMPORT_DONE);
  xy_dialog_set_error (XY_DIALOG (self), error->message);
}

static void
xy_import_assistant_confirmed (XyDialog *dialog)
{
  XyImportAssistant *self = XY_IMPORT_ASSISTANT (dialog);

  xy_dialog_set_error (dialog, NULL);
  if (self->step == STEP_FILE)
    {
      xy_import_columns_step_show (self->columns_step, self->work);
      show_step (self, STEP_COLUMNS);
      focus_step (self);
    }
  else if (self->step == STEP_COLUMNS)
    {
      compare (self);
    }
  else
    {
      xy_import_work_save (self->work, on_saved, g_object_ref (self));
      begin (self, SAVING);
    }
}

static gboolean
xy_import_assistant_close_request (GtkWindow *window)
{
  XyImportAssistant *self = XY_IMPORT_ASSISTANT (window);

  xy_import_work_cancel (self->work);
  /* What is being saved must end, one way or the other, before anybody looks away. */
  if (xy_import_work_is_busy (self->work) && self->doing == SAVING)
    return TRUE;
  if (xy_import_assistant_has_imported (self) && self->act_title != NULL)
    xy_toast_show (GTK_WIDGET (self), self->act_title, _ ("_Undo"), "win.undo");
  self->is_closed = TRUE;
  return GTK_WINDOW_CLASS (xy_import_assistant_parent_class)->close_request (window);
}

static void
xy_import_assistant_dispose (GObject *object)
{
  XyImportAssistant *self = XY_IMPORT_ASSISTANT (object);

  self->is_closed = TRUE;
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->work != NULL)
    xy_import_work_cancel (self->work);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  if (self->chooser != NULL)
    g_signal_handlers_disconnect_by_data (self->chooser, self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (xy_import_assistant_parent_class)->dispose (object);
}

static void
xy_import_assistant_finalize (GObject *object)
{
  XyImportAssistant *self = XY_IMPORT_ASSISTANT (object);

  g_clear_object (&self->work);
  g_free (self->asked_name);
  g_free (self->act_title);

  G_OBJECT_CLASS (xy_import_assistant_parent_class)->finalize (object);
}

static void
xy_import_assistant_class_init (XyImportAssistantClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = xy_import_assistant_dispose;
  object_class->finalize = xy_import_assistant_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = xy_import_assistant_close_request;
  XY_DIALOG_CLASS (klass)->confirmed = xy_import_assistant_confirmed;

  g_type_ensure (XY_TYPE_IMPORT_FILE_STEP);
  g_type_ensure (XY_TYPE_IMPORT_COLUMNS_STEP);
  g_type_ensure (XY_TYPE_IMPORT_RESULT_STEP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/import-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, back);
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, step_line);
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, steps);
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, file_step);
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, columns_step);
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, result_step);
  gtk_widget_class_bind_template_child_full (widget_class, "doing", FALSE,
                                             G_STRUCT_OFFSET (XyImportAssistant, doing_label));
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, bar);
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, how_far);
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, stop);
  gtk_widget_class_bind_template_child (widget_class, XyImportAssistant, note);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_charset_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_sheets_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_columns_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_save_rest);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
}

static void
xy_import_assistant_init (XyImportAssistant *self)
{
  GtkDropTarget *drops = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (Step i = 0; i < N_STEPS; i++)
    {
      g_autofree char *words = g_strdup_printf ("%u  %s", i + 1, _ (steps[i].title));
      self->step_labels[i] = gtk_label_new (words);
      if (i > 0)
        gtk_box_append (self->step_line, gtk_image_new_from_icon_name ("xy-next-symbolic"));
      gtk_box_append (self->step_line, self->step_labels[i]);
    }
  g_signal_connect (drops, "drop", G_CALLBACK (on_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drops));
}

GtkWidget *
xy_import_assistant_open (GtkWidget *from, XyDesk *desk)
{
  g_return_val_if_fail (GTK_IS_WIDGET (from) && XY_IS_DESK (desk), NULL);

  if (!xy_desk_may (desk, XY_MAY_IMPORT))
    {
      xy_message_dialog_tell (from, _ ("Importing is not for your role"),
                              _ ("The clerk, the head and the administrator may import the roster."));
      return NULL;
    }
  XyImportAssistant *self = g_object_new (XY_TYPE_IMPORT_ASSISTANT, NULL);
  self->desk = g_object_ref (desk);
  self->work = xy_import_work_new (desk);
  g_signal_connect_swapped (desk, "acted", G_CALLBACK (on_desk_acted), self);
  g_signal_connect_swapped (desk, "refused", G_CALLBACK (on_desk_refused), self);
  xy_dialog_set_from (XY_DIALOG (self), from);
  show_step (self, STEP_FILE);
  gtk_window_present (GTK_WINDOW (self));
  focus_step (self);
  return GTK_WIDGET (self);
}

GtkWidget *
xy_import_assistant_open_file (GtkWidget *from, XyDesk *desk, const char *path)
{
  GtkWidget *self = xy_import_assistant_open (from, desk);

  if (self != NULL)
    read_file (XY_IMPORT_ASSISTANT (self), path, NULL);
  return self;
}

static gboolean
on_dropped_on_page (GtkDropTarget *target, const GValue *value, double x, double y, XyDesk *desk)
{
  g_autofree char *path = dropped_path (value);
  GtkWidget *page = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  if (path != NULL && xy_sync_carry_is_of_stick (path))
    return xy_sync_carry_take_drop (page, desk, path);
  return path != NULL && xy_import_assistant_open_file (page, desk, path) != NULL;
}

void
xy_import_assistant_accept_drops (GtkWidget *widget, XyDesk *desk)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && XY_IS_DESK (desk));
  GtkDropTarget *drops = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (drops, "drop", G_CALLBACK (on_dropped_on_page), desk, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drops));
}

gboolean
xy_import_assistant_has_imported (XyImportAssistant *self)
{
  g_return_val_if_fail (XY_IS_IMPORT_ASSISTANT (self), FALSE);
  return self->is_done && !self->is_undone;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/pill.h"
#include "core/day.h"
#include "core/number.h"
#include "core/store.h"
#include "tabular/points-import.h"
#include "tabular/read.h"

#define MOST_ROWS 300 /* that are shown; all of them count */

/* Counted by reference (g_rc_box), for answers that come after the dialog is gone. */
typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *file_words, *choose, *rest;
  GtkWidget *columns, *day, *group, *witness;
  GtkWidget *list, *sum, *stack;
  GtkNativeDialog *chooser;
  XyDesk *desk;
  char *name; /* of the file, for the act */
  XyWorkbook *workbook;
  GPtrArray *layouts; /* of XyPointsLayout; left alone while busy */
  XyPointsPlan *plan;
  gboolean busy;
  gboolean once_more; /* something was changed meanwhile */
} Import;

/* A job of the worker; it owns all it works with. */
typedef struct
{
  Import *self;
  XyWorkbook *workbook;
  GPtrArray *layouts; /* NULL: to be found */
  char *day, *group, *witness, *name;
  XyPointsPlan *plan; /* made, or to be saved */
} Job;

static void plan (Import *self);

static void
import_clear (gpointer data)
{
  Import *self = data;

  g_clear_object (&self->desk);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->plan, xy_points_plan_free);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->workbook, xy_workbook_unref);
  g_free (self->name);
}

static void
import_unref (Import *self)
{
  g_rc_box_release_full (self, import_clear);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->workbook, xy_workbook_unref);
  g_clear_pointer (&job->layouts, g_ptr_array_unref);
  g_clear_pointer (&job->plan, xy_points_plan_free);
  g_free (job->day);
  g_free (job->group);
  g_free (job->witness);
  g_free (job->name);
  import_unref (job->self);
  g_free (job);
}

/* On the worker's thread. */

static gboolean
plan_on_worker (XyStore *store, const XyActor *actor, gpointer data, GError **error)
{
  Job *job = data;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GPtrArray) rules = xy_points_rule_list (store, NULL, error);
  const XyPointsPlanAsk ask = { .group = job->group, .day = job->day, .witness = job->witness };

  if (rules == NULL)
    return FALSE;
  if (job->layouts == NULL)
    job->layouts = xy_points_detect (job->workbook, NULL, rules, today, error);
  if (job->layouts != NULL)
    job->plan = xy_points_plan (store, actor, job->workbook, job->layouts, &ask, error);
  return job->plan != NULL;
}

static gboolean
save_on_worker (XyStore *store, const XyActor *actor, gpointer data, GError **error)
{
  Job *job = data;

  return xy_points_import (store, actor, job->plan, job->name, NULL, NULL, error);
}

/* What is shown */

static GtkWidget *
make_line (const XyPointsPlan *planned, const XyPointsPlanLine *line)
{
  static const XyPillKind kinds[] = { XY_PILL_DONE, XY_PILL_PLAIN, XY_PILL_ALERT };
  const char *const words[] = { _ ("new"), _ ("there already"), _ ("to mend") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *pill, *label;
  g_autofree char *where = xy_points_plan_where (planned, line), *points = xy_points_format_change (line->delta);
  g_autoptr (GString) text = g_string_new (line->household != NULL ? line->household
                                           : line->name != NULL    ? line->name
                                           : line->number != NULL  ? line->number
                                                                   : "—");

  if (line->item != NULL)
    g_string_append_printf (text, " · %s", line->item);
  if (line->state == XY_POINTS_PLAN_NEW)
    g_string_append_printf (text, " · %s", points);
  if (line->problem != NULL && line->state != XY_POINTS_PLAN_REPEAT)
    g_string_append_printf (text, "\n%s", line->problem);
  pill = xy_pill_new (kinds[line->state], words[line->state]);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (pill, 84, -1);
  gtk_box_append (GTK_BOX (box), pill);
  label = gtk_label_new (where);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "quiet");
  gtk_box_append (GTK_BOX (box), label);
  label = gtk_label_new (text->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* First what wants a hand, then what a cap cuts, then the rest. */
static gboolean
is_in_pass (const XyPointsPlanLine *line, guint pass)
{
  if (pass == 0)
    return line->state == XY_POINTS_PLAN_REFUSED;
  if (pass == 1)
    return line->state == XY_POINTS_PLAN_NEW && line->problem != NULL;
  if (pass == 2)
    return line->state == XY_POINTS_PLAN_REPEAT;
  return line->state == XY_POINTS_PLAN_NEW && line->problem == NULL;
}

static void
show_lines (Import *self)
{
  GtkWidget *child;
  guint shown = 0;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint pass = 0; self->plan != NULL && pass < 4; pass++)
    for (guint i = 0; i < self->plan->lines->len && shown < MOST_ROWS; i++)
      if (is_in_pass (xy_points_plan_line (self->plan, i), pass))
        {
          gtk_list_box_append (GTK_LIST_BOX (self->list), make_line (self->plan, xy_points_plan_line (self->plan, i)));
          shown++;
        }
}

static void
show_state (Import *self)
{
  guint n_new = self->plan != NULL ? self->plan->counts[XY_POINTS_PLAN_NEW] : 0;
  guint n_repeat = self->plan != NULL ? self->plan->counts[XY_POINTS_PLAN_REPEAT] : 0;
  guint n_refused = self->plan != NULL ? self->plan->counts[XY_POINTS_PLAN_REFUSED] : 0;
  g_autofree char *verb = NULL, *sum = NULL, *points = NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->workbook != NULL ? "plan" : "file");
  gtk_label_set_text (GTK_LABEL (self->file_words), self->name != NULL ? self->name : "");
  gtk_widget_set_visible (self->rest, n_refused > 0);
  gtk_widget_set_sensitive (self->choose, !self->busy);
  if (self->plan != NULL)
    {
      points = xy_points_format_change (self->plan->sum);
      sum = g_strdup_printf (_ ("New: %u of %u households, %s points · there already: %u · to mend: %u"), n_new,
                             self->plan->n_households, points, n_repeat, n_refused);
    }
  gtk_label_set_text (GTK_LABEL (self->sum), sum != NULL ? sum : "");
  verb = n_new > 0 ? g_strdup_printf (ngettext ("Import %u entry", "Import %u entries", n_new), n_new)
                   : g_strdup (_ ("Nothing to import"));
  xy_dialog_set_verb (XY_DIALOG (self->dialog), verb);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), n_new > 0 && !self->busy);
}

static void
on_field_chosen (GtkDropDown *drop_down, GParamSpec *pspec, Import *self)
{
  XyPointsLayout *layout = g_object_get_data (G_OBJECT (drop_down), "layout");
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop_down), "column"));
  guint chosen = gtk_drop_down_get_selected (drop_down);

  if (self->busy || chosen >= XY_POINTS_DONE)
    return;
  xy_points_layout_set_field (layout, column, (XyPointsField) chosen, NULL);
  plan (self);
}

static GtkWidget *
make_column (Import *self, XyPointsLayout *layout, const XyPointsColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *label = gtk_label_new (column->heading), *drop_down;
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *name = g_strdup_printf (_ ("What the column %s is"), column->heading);

  for (XyPointsField field = XY_POINTS_NONE; field < XY_POINTS_DONE; field++)
    gtk_string_list_append (words, xy_points_field_label (field));
  if (column->field == XY_POINTS_DONE)
    gtk_string_list_append (words, xy_points_field_label (XY_POINTS_DONE));
  drop_down = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), column->field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (drop_down), "layout", layout);
  g_object_set_data (G_OBJECT (drop_down), "column", GUINT_TO_POINTER (column->column));
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (on_field_chosen), self);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "bold");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), drop_down);
  return box;
}

static void
show_columns (Import *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->columns)) != NULL)
    gtk_box_remove (GTK_BOX (self->columns), child);
  for (guint i = 0; self->layouts != NULL && i < self->layouts->len; i++)
    {
      XyPointsLayout *layout = self->layouts->pdata[i];
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      g_autofree char *words =
          layout->remark != NULL ? g_strdup_printf ("%s\n%s", layout->name, layout->remark) : g_strdup (layout->name);
      GtkWidget *name = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_widget_add_css_class (name, "quiet");
      gtk_widget_set_visible (name, words[0] != '\0');
      gtk_box_append (GTK_BOX (line), name);
      for (guint k = 0; layout->used && k < layout->columns->len; k++)
        gtk_box_append (GTK_BOX (line), make_column (self, layout, layout->columns->pdata[k]));
      gtk_box_append (GTK_BOX (self->columns), line);
    }
}

/* Working */

static void
on_planned (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  Import *self = job->self;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  self->busy = FALSE;
  if (self->dialog != NULL)
    {
      gboolean first = self->layouts == NULL;

      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      g_clear_pointer (&self->plan, xy_points_plan_free);
      if (first && job->layouts != NULL)
        self->layouts = g_ptr_array_ref (job->layouts);
      if (done)
        self->plan = g_steal_pointer (&job->plan);
      else
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
      if (first)
        show_columns (self);
      show_lines (self);
      show_state (self);
      if (self->once_more)
        plan (self);
    }
  job_free (job);
}

static char *
text_of (GtkWidget *entry)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static Job *
new_job (Import *self)
{
  Job *job = g_new0 (Job, 1);
  g_autofree char *day = text_of (self->day);
  char full[XY_DAY_SIZE];

  job->self = g_rc_box_acquire (self);
  job->workbook = xy_workbook_ref (self->workbook);
  job->layouts = self->layouts != NULL ? g_ptr_array_ref (self->layouts) : NULL;
  if (day != NULL)
    job->day = g_strdup (xy_day_parse (day, full) == XY_DAY_FULL ? full : day);
  job->group = text_of (self->group);
  job->witness = text_of (self->witness);
  job->name = g_strdup (self->name);
  return job;
}

static void
plan (Import *self)
{
  self->once_more = self->busy;
  if (self->busy || self->workbook == NULL)
    return;
  self->busy = TRUE;
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_note (XY_DIALOG (self->dialog), NULL);
  show_state (self);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Looking at the rows"), -1);
  Job *job = new_job (self);
  xy_desk_run (self->desk, plan_on_worker, job, NULL, on_planned, job);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  Import *self = job->self;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  self->busy = FALSE;
  if (self->dialog != NULL && done)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  else if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      if (g_error_matches (error, XY_ERROR, XY_ERROR_CONFLICT))
        plan (self);
      else
        show_state (self);
      xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
    }
  job_free (job);
}

static void
on_confirmed (XyDialog *dialog, Import *self)
{
  if (self->busy || self->plan == NULL || self->plan->counts[XY_POINTS_PLAN_NEW] == 0)
    return;
  Job *job = new_job (self);
  job->plan = g_steal_pointer (&self->plan);
  self->busy = TRUE;
  xy_dialog_set_error (dialog, NULL);
  xy_dialog_set_busy (dialog, _ ("Taking a backup and importing"), -1);
  xy_desk_run (self->desk, save_on_worker, job, NULL, on_saved, job);
}

/* The file */

typedef struct
{
  Import *self;
  char *path;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  XyWorkbook *workbook = xy_workbook_read (reading->path, NULL, NULL, NULL, NULL, &error);

  if (workbook != NULL)
    g_task_return_pointer (task, workbook, (GDestroyNotify) xy_workbook_unref);
  else
    g_task_return_error (task, error);
}

static void
take_workbook (Import *self, XyWorkbook *workbook, const char *name)
{
  g_clear_pointer (&self->workbook, xy_workbook_unref);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->plan, xy_points_plan_free);
  g_free (self->name);
  self->workbook = workbook;
  self->name = g_strdup (name);
  plan (self);
}

static void
on_file_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Import *self = data;
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  XyWorkbook *workbook = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *name = g_filename_display_basename (reading->path);

  self->busy = FALSE;
  if (self->dialog != NULL)
    xy_dialog_set_idle (XY_DIALOG (self->dialog));
  if (self->dialog != NULL && workbook != NULL)
    take_workbook (self, g_steal_pointer (&workbook), name);
  else if (self->dialog != NULL)
    {
      xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
      show_state (self);
    }
  g_clear_pointer (&workbook, xy_workbook_unref);
  import_unref (self);
}

static void
read_file (Import *self, const char *path)
{
  Reading *reading;
  GTask *task;

  if (self->busy)
    return;
  reading = g_new0 (Reading, 1);
  reading->path = g_strdup (path);
  task = g_task_new (NULL, NULL, on_file_read, g_rc_box_acquire (self));
  self->busy = TRUE;
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Reading"), -1);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
  g_object_unref (task);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, Import *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  gboolean is_save = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->chooser);
  if (response != GTK_RESPONSE_ACCEPT || path == NULL || self->dialog == NULL)
    return;
  if (!is_save)
    read_file (self, path);
  else if (self->plan != NULL)
    {
      g_autofree char *to = g_str_has_suffix (path, ".xlsx") ? g_strdup (path) : g_strconcat (path, ".xlsx", NULL);
      if (xy_points_rest_write (self->plan, to, &error))
        xy_dialog_set_note (XY_DIALOG (self->dialog), _ ("Saved. Mend the rows in that table and import it again."));
      else
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
    }
}

static void
run_chooser (Import *self, const char *title, GtkFileChooserAction action, const char *verb, const char *name)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  static const char *const endings[] = { "*.xlsx", "*.xls", "*.et", "*.csv", "*.txt" };

  if (self->chooser != NULL || self->busy)
    return;
  self->chooser =
      GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (title, GTK_WINDOW (self->dialog), action, verb, _ ("_Cancel")));
  gtk_file_filter_set_name (filter, _ ("Spreadsheets"));
  for (guint i = 0; i < (name != NULL ? 1 : G_N_ELEMENTS (endings)); i++)
    gtk_file_filter_add_pattern (filter, endings[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_chosen), self);
  gtk_native_dialog_show (self->chooser);
}

static void
on_choose_clicked (Import *self)
{
  run_chooser (self, _ ("Choose the sheet of points"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Read"), NULL);
}

static void
on_rest_clicked (Import *self)
{
  run_chooser (self, _ ("Save the rows to mend"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
               _ ("points, rows to mend.xlsx"));
}

static gboolean
on_dropped (GtkDropTarget *target, const GValue *value, double x, double y, Import *self)
{
  const GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL || self->dialog == NULL)
    return FALSE;
  read_file (self, path);
  return TRUE;
}

static void
on_destroyed (Import *self)
{
  self->dialog = NULL;
  if (self->chooser != NULL)
    gtk_native_dialog_hide (self->chooser);
  import_unref (self);
}

/* The frame */

static GtkWidget *
add_entry (Import *self, GtkWidget *line, const char *label, int chars, const char *tooltip)
{
  GtkWidget *words = gtk_label_new (label), *entry = gtk_entry_new ();

  gtk_widget_add_css_class (words, "quiet");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), chars);
  gtk_widget_set_tooltip_text (entry, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (plan), self);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), entry);
  return entry;
}

static GtkWidget *
make_plan (Import *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *across = gtk_scrolled_window_new (), *down = gtk_scrolled_window_new ();

  self->file_words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->file_words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->file_words), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (self->file_words, TRUE);
  gtk_widget_add_css_class (self->file_words, "bold");
  gtk_box_append (GTK_BOX (line), self->file_words);
  self->day = add_entry (self, line, _ ("Day"), 11, _ ("Of rows that say none; Enter looks once more"));
  self->group = add_entry (self, line, _ ("Group"), 7, _ ("Of rows that say none; Enter looks once more"));
  self->witness = add_entry (self, line, _ ("Witness"), 7, _ ("Of rows that say none; Enter looks once more"));
  gtk_box_append (GTK_BOX (box), line);

  self->columns = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (across), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (across), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (across), 160);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (across), self->columns);
  gtk_box_append (GTK_BOX (box), across);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (down), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (down), self->list);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (down), 240);
  gtk_widget_set_vexpand (down, TRUE);
  gtk_box_append (GTK_BOX (box), down);

  self->sum = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->sum), 0);
  gtk_widget_add_css_class (self->sum, "sum");
  gtk_box_append (GTK_BOX (box), self->sum);
  return box;
}

static GtkWidget *
make_file (Import *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = gtk_label_new (_ ("Drop the sheet of points here, or choose it"));
  GtkWidget *words =
      gtk_label_new (_ ("A list with a row for each deed (day, name, item, amount or points), or a month's "
                        "sheet with a column for each item. xlsx, xls, csv."));

  gtk_widget_add_css_class (box, "drop-place");
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (words, "quiet");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (words), 40);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 60);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  gtk_widget_set_valign (heading, GTK_ALIGN_END);
  gtk_widget_set_vexpand (heading, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_START);
  gtk_widget_set_vexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

void
xy_points_import_dialog_open (GtkWidget *from, XyDesk *desk, const char *path, const char *text)
{
  Import *self = g_rc_box_new0 (Import);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_autoptr (GError) error = NULL;

  self->desk = g_object_ref (desk);
  self->dialog = xy_dialog_new (from, _ ("Import points"), _ ("Nothing to import"));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_file (self), "file");
  gtk_stack_add_named (GTK_STACK (self->stack), make_plan (self), "plan");
  gtk_widget_set_size_request (self->stack, 820, 420);
  self->choose = gtk_button_new_with_label (_ ("Choose a file…"));
  self->rest = gtk_button_new_with_label (_ ("Save the rows to mend…"));
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (on_choose_clicked), self);
  g_signal_connect_swapped (self->rest, "clicked", G_CALLBACK (on_rest_clicked), self);
  xy_dialog_set_content (XY_DIALOG (self->dialog), self->stack);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->rest);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->choose);
  g_signal_connect (target, "drop", G_CALLBACK (on_dropped), self);
  gtk_widget_add_controller (self->dialog, GTK_EVENT_CONTROLLER (target));
  g_signal_connect (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  show_state (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  if (path != NULL)
    read_file (self, path);
  else if (text != NULL)
    {
      XyWorkbook *workbook = xy_workbook_read_pasted (text, &error);
      if (workbook != NULL)
        take_workbook (self, workbook, _ ("What was pasted"));
      else
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
    }
}

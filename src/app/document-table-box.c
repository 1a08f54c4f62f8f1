/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/document-table-box.h"

#include <glib/gi18n-lib.h>

#include "app/words.h"
#include "core/document-table.h"
#include "tabular/document-sheet.h"

struct _XyDocumentTableBox
{
  GtkWidget parent_instance;

  GtkLabel *summary;
  GtkWidget *copy, *clear;
  GtkGrid *columns;
  char *text; /* NULL: none */
  XyDocumentTable *table;
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyDocumentTableBox, xy_document_table_box, GTK_TYPE_WIDGET)

static void
on_use_chosen (GObject *object, GParamSpec *pspec, gpointer p)
{
  XyDocumentTableBox *self = p;
  guint column = GPOINTER_TO_UINT (g_object_get_data (object, "xy-column"));

  self->table->uses[column] = (XyColumnUse) gtk_drop_down_get_selected (GTK_DROP_DOWN (object));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_column (XyDocumentTableBox *self, guint column)
{
  static const char *const uses[] = { N_ ("Print"), N_ ("Cover"), N_ ("Leave out"), NULL };
  const char *words[G_N_ELEMENTS (uses)] = { NULL };
  GtkWidget *label = gtk_label_new (self->table->heads[column]), *choice;

  for (guint i = 0; uses[i] != NULL; i++)
    words[i] = _ (uses[i]);
  choice = xy_words_new_choice (words);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), self->table->uses[column]);
  g_object_set_data (G_OBJECT (choice), "xy-column", GUINT_TO_POINTER (column));
  g_signal_connect (choice, "notify::selected", G_CALLBACK (on_use_chosen), self);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_widget_set_tooltip_text (choice, _ ("A whole number of a person gets on paper only with a reason, which the "
                                          "print preview asks for."));
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_add_css_class (label, "quiet");
  gtk_grid_attach (self->columns, label, (int) (column % 2) * 2, (int) column / 2, 1, 1);
  gtk_grid_attach (self->columns, choice, (int) (column % 2) * 2 + 1, (int) column / 2, 1, 1);
}

static void
show (XyDocumentTableBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->columns))) != NULL)
    gtk_grid_remove (self->columns, child);
  for (guint c = 0; c < self->table->n_columns; c++)
    add_column (self, c);
  gtk_widget_set_visible (GTK_WIDGET (self->columns), self->table->n_columns > 0);
  gtk_widget_set_visible (self->clear, self->table->n_columns > 0);
  gtk_widget_set_visible (self->copy, self->table->n_columns > 0);

  g_autofree char *words =
      self->table->n_columns > 0
          ? g_strdup_printf (ngettext ("%u row, %u columns.", "%u rows, %u columns.", self->table->n_plain),
                             self->table->n_plain, self->table->n_columns)
          : g_strdup (_ ("No table. Copy one in WPS and paste it, or take it from a file."));
  g_autoptr (GError) error = NULL;
  gboolean right = xy_document_table_check_totals (self->table, &error);
  gtk_label_set_text (self->summary, right ? words : error->message);
  if (right)
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "error-line");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "error-line");
}

static void
set_text (XyDocumentTableBox *self, const char *text, const char *uses)
{
  char *copy = g_strdup (text);

  g_free (self->text);
  self->text = copy;
  xy_document_table_free (self->table);
  self->table = xy_document_table_parse (copy, uses);
  show (self);
}

/* Takes TEXT; NULL is a failure. */
static void
take (XyDocumentTableBox *self, char *text, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, text != NULL ? NULL : error->message);
  if (text == NULL)
    return;
  set_text (self, text, NULL);
  g_free (text);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_text_pasted (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDocumentTableBox) self = p;
  g_autoptr (GError) error = NULL;
  g_autofree char *pasted = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (pasted == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, _ ("There is no table to paste. Copy its cells in WPS first."));
      return;
    }
  char *text = xy_document_sheet_read_pasted (pasted, NULL, &error);
  take (self, text, error);
}

static void
on_paste_clicked (GtkButton *button, XyDocumentTableBox *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_text_pasted,
                                 g_object_ref (self));
}

/* Reading a spreadsheet may take a while: not on the main thread. */
static void
read_file (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  char *text = xy_document_sheet_read_file (path, NULL, NULL, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_file_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  char *text = g_task_propagate_pointer (G_TASK (result), &error);

  take (XY_DOCUMENT_TABLE_BOX (source), text, error);
}

static void
on_file_chosen (GtkNativeDialog *chooser, int response, XyDocumentTableBox *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  gtk_native_dialog_hide (chooser);
  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, on_file_read, NULL);
      g_task_set_task_data (task, g_file_get_path (file), g_free);
      g_task_run_in_thread (task, read_file);
    }
  g_object_unref (chooser);
}

static void
on_file_clicked (GtkButton *button, XyDocumentTableBox *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Take the table from"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  GtkFileFilter *filter = gtk_file_filter_new ();
  static const char *const suffixes[] = { "xlsx", "xls", "et", "csv", "txt" };

  gtk_file_filter_set_name (filter, _ ("Spreadsheets"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  g_object_unref (filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_copy_clicked (GtkButton *button, XyDocumentTableBox *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
}

static void
on_clear_clicked (GtkButton *button, XyDocumentTableBox *self)
{
  set_text (self, NULL, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
add_button (GtkWidget *box, const char *words, const char *tooltip, GCallback clicked, XyDocumentTableBox *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
xy_document_table_box_dispose (GObject *object)
{
  XyDocumentTableBox *self = XY_DOCUMENT_TABLE_BOX (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->table, xy_document_table_free);

  G_OBJECT_CLASS (xy_document_table_box_parent_class)->dispose (object);
}

static void
xy_document_table_box_class_init (XyDocumentTableBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_document_table_box_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);

  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_DOCUMENT_TABLE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", XY_TYPE_DOCUMENT_TABLE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
xy_document_table_box_init (XyDocumentTableBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *heading = gtk_label_new (_ ("The table")), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *grid = gtk_grid_new (), *summary = gtk_label_new (NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  add_button (buttons, _ ("_Paste"), _ ("The cells that were copied in WPS, heads included"),
              G_CALLBACK (on_paste_clicked), self);
  add_button (buttons, _ ("_From file…"), _ ("xlsx, xls or csv; hidden rows and columns stay out"),
              G_CALLBACK (on_file_clicked), self);
  self->copy =
      add_button (buttons, _ ("Cop_y"), _ ("To mend it in WPS and paste it again"), G_CALLBACK (on_copy_clicked), self);
  self->clear = add_button (buttons, _ ("_No table"), NULL, G_CALLBACK (on_clear_clicked), self);

  self->summary = GTK_LABEL (summary);
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_width_chars (self->summary, 24);
  self->columns = GTK_GRID (grid);
  gtk_grid_set_column_spacing (self->columns, 9);
  gtk_grid_set_row_spacing (self->columns, 6);
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  gtk_widget_set_parent (buttons, GTK_WIDGET (self));
  gtk_widget_set_parent (summary, GTK_WIDGET (self));
  gtk_widget_set_parent (grid, GTK_WIDGET (self));
  set_text (self, NULL, NULL);
}

GtkWidget *
xy_document_table_box_new (void)
{
  return g_object_new (XY_TYPE_DOCUMENT_TABLE_BOX, NULL);
}

void
xy_document_table_box_set (XyDocumentTableBox *self, const char *text, const char *uses)
{
  set_text (self, text, uses);
}

const char *
xy_document_table_box_get_text (XyDocumentTableBox *self)
{
  return self->text;
}

char *
xy_document_table_box_dup_uses (XyDocumentTableBox *self)
{
  return self->table->n_columns > 0 ? xy_document_table_uses (self->table) : NULL;
}

gboolean
xy_document_table_box_has_head (XyDocumentTableBox *self, const char *name)
{
  for (guint c = 0; self->table->n_rows > 0 && c < self->table->n_columns; c++)
    if (g_str_equal (self->table->heads[c], name))
      return TRUE;
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/import-file-step.h"
#include "app/import-sheet.h"
#include "app/words.h"

#include <glib/gi18n-lib.h>

struct _XyImportFileStep
{
  GtkWidget parent_instance;

  GtkStack *states;
  GtkWidget *choose;
  GtkWidget *choose_other;
  GtkLabel *failed_name;
  GtkLabel *failed_words;
  GtkLabel *file_name;
  GtkLabel *file_words;
  GtkWidget *charset_box;
  GtkDropDown *charset;
  GtkLabel *charset_words;
  GtkWidget *sheets_scroller;
  GtkListBox *sheets;
  GtkLabel *sheet_words;
  XyImportSheet *preview;

  XyImportWork *work;
  gboolean is_filling;
};

/* What village offices meet; GB18030 is also GBK and GB2312. */
static const struct
{
  const char *name;
  const char *label;
} charsets[] = {
  { "UTF-8", N_ ("UTF-8 (phones, newer programs)") },
  { "GB18030", N_ ("Simplified Chinese (GBK)") },
  { "BIG5", N_ ("Traditional Chinese (Big5)") },
  { "UTF-16LE", N_ ("Unicode text (UTF-16)") },
  { "UTF-16BE", N_ ("Unicode text, reversed (UTF-16BE)") },
};

enum
{
  CHOOSE,
  CHARSET_CHOSEN,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyImportFileStep, xy_import_file_step, GTK_TYPE_WIDGET)

static GPtrArray *
get_layouts (XyImportFileStep *self)
{
  return self->work != NULL ? xy_import_work_get_layouts (self->work) : NULL;
}

static guint
count_fields (const XyRosterLayout *layout)
{
  guint n = 0;

  for (guint i = 0; i < layout->columns->len; i++)
    n += ((const XyRosterColumn *) layout->columns->pdata[i])->field != XY_ROSTER_NONE;
  return n;
}

/* "9 columns known, 165 rows below", or why nothing is read. */
static char *
summarize_sheet (XyImportFileStep *self, const XyRosterLayout *layout)
{
  const XySheet *sheet = xy_workbook_get_sheet (xy_import_work_get_workbook (self->work), layout->sheet);
  guint rows = xy_sheet_get_rows (sheet);

  if (layout->columns->len == 0)
    return g_strdup (layout->remark);
  guint n_fields = count_fields (layout), n_rows = rows - MIN (rows, layout->header_last + 1);
  g_autofree char *columns = g_strdup_printf (ngettext ("%u column known", "%u columns known", n_fields), n_fields);
  g_autofree char *below = g_strdup_printf (ngettext ("%u row", "%u rows", n_rows), n_rows);
  /* Translators: "9 columns known", "165 rows below" */
  return g_strdup_printf (_ ("%s, %s below"), columns, below);
}

static char *
describe_sheet (XyImportFileStep *self, const XyRosterLayout *layout)
{
  g_autofree char *summary = summarize_sheet (self, layout);

  if (layout->columns->len == 0)
    return g_steal_pointer (&summary);
  g_autofree char *heading = g_strdup_printf (_ ("Headings in row %u"), layout->header_last + 1);
  GString *words = g_string_new (NULL);
  /* Translators: "Headings in row 3", "9 columns known, 165 rows below" */
  g_string_append_printf (words, _ ("%s: %s"), heading, summary);
  if (layout->remark != NULL)
    g_string_append_printf (words, "\n%s", layout->remark);
  return g_string_free (words, FALSE);
}

static char *
describe_file (XyImportFileStep *self)
{
  XyWorkbook *workbook = xy_import_work_get_workbook (self->work);
  g_autofree char *size = g_format_size ((guint64) xy_import_work_get_size (self->work));
  guint n = xy_workbook_get_n_sheets (workbook);

  if (xy_workbook_get_format (workbook) == XY_FORMAT_CSV)
    /* Translators: size of the file */
    return g_strdup_printf (_ ("Text file, %s"), size);
  g_autofree char *sheets = g_strdup_printf (ngettext ("%u sheet", "%u sheets", n), n);
  /* Translators: "3 sheets", size of the file */
  return g_strdup_printf (_ ("Spreadsheet, %s, %s"), sheets, size);
}

static void
on_choose_clicked (XyImportFileStep *self)
{
  g_signal_emit (self, signals[CHOOSE], 0);
}

static void
on_charset_selected (XyImportFileStep *self)
{
  guint chosen = gtk_drop_down_get_selected (self->charset);

  if (!self->is_filling && chosen < G_N_ELEMENTS (charsets))
    g_signal_emit (self, signals[CHARSET_CHOSEN], 0, charsets[chosen].name);
}

static void
show_sheet (XyImportFileStep *self, guint index)
{
  const XyRosterLayout *layout = get_layouts (self)->pdata[index];
  g_autofree char *words = describe_sheet (self, layout);

  gtk_label_set_text (self->sheet_words, words);
  xy_import_sheet_show (self->preview, self->work, index, FALSE);
}

static void
on_sheet_selected (XyImportFileStep *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->is_filling)
    show_sheet (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_sheet_activated (XyImportFileStep *self, GtkListBoxRow *row)
{
  GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");

  if (gtk_widget_get_sensitive (GTK_WIDGET (check)))
    gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static void
on_sheet_toggled (GtkCheckButton *check, XyImportFileStep *self)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (GTK_WIDGET (check), GTK_TYPE_LIST_BOX_ROW));
  guint index = (guint) gtk_list_box_row_get_index (row);
  GtkLabel *words = g_object_get_data (G_OBJECT (row), "words");

  if (self->is_filling)
    return;
  if (!xy_import_work_use_sheet (self->work, index, gtk_check_button_get_active (check)))
    {
      self->is_filling = TRUE;
      gtk_check_button_set_active (check, FALSE);
      gtk_widget_set_sensitive (GTK_WIDGET (check), FALSE);
      self->is_filling = FALSE;
    }
  g_autofree char *text = summarize_sheet (self, get_layouts (self)->pdata[index]);
  gtk_label_set_text (words, text);
  gtk_list_box_select_row (self->sheets, row);
  show_sheet (self, index);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_sheet_row (XyImportFileStep *self, guint index)
{
  const XyRosterLayout *layout = get_layouts (self)->pdata[index];
  const XySheet *sheet = xy_workbook_get_sheet (xy_import_work_get_workbook (self->work), layout->sheet);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *check = gtk_check_button_new ();
  g_autofree char *found = summarize_sheet (self, layout);
  g_autofree char *title = layout->group != NULL && !g_str_equal (layout->group, layout->name)
                               ? g_strdup_printf ("%s · %s", layout->name, layout->group)
                               : g_strdup (layout->name);
  GtkWidget *name = gtk_label_new (title), *words = gtk_label_new (found);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), layout->used);
  gtk_widget_set_sensitive (check,
                            layout->columns->len > 0 || (xy_sheet_is_hidden (sheet) && xy_sheet_get_rows (sheet) > 0));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, layout->name, -1);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (words), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 24);
  gtk_widget_add_css_class (words, "quiet");
  gtk_widget_add_css_class (words, "small");
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), words);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, layout->name, -1);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data (G_OBJECT (row), "words", words);
  g_signal_connect (check, "toggled", G_CALLBACK (on_sheet_toggled), self);
  return row;
}

static void
fill_sheets (XyImportFileStep *self)
{
  GPtrArray *layouts = get_layouts (self);
  guint shown = layouts->len;
  GtkWidget *old;

  self->is_filling = TRUE;
  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->sheets))) != NULL)
    gtk_list_box_remove (self->sheets, old);
  for (guint i = 0; i < layouts->len; i++)
    {
      gtk_list_box_append (self->sheets, make_sheet_row (self, i));
      if (shown == layouts->len && ((const XyRosterLayout *) layouts->pdata[i])->used)
        shown = i;
    }
  gtk_widget_set_visible (self->sheets_scroller, layouts->len > 1);
  shown = shown < layouts->len ? shown : 0;
  gtk_list_box_select_row (self->sheets, gtk_list_box_get_row_at_index (self->sheets, (int) shown));
  self->is_filling = FALSE;
  if (layouts->len > 0)
    show_sheet (self, shown);
}

static void
fill_charset (XyImportFileStep *self)
{
  XyWorkbook *workbook = xy_import_work_get_workbook (self->work);
  const char *charset = xy_workbook_get_charset (workbook);
  guint unreadable = xy_workbook_get_unreadable (workbook), chosen = GTK_INVALID_LIST_POSITION;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->charset_box, charset != NULL);
  if (charset == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (g_ascii_strcasecmp (charsets[i].name, charset) == 0)
      chosen = i;
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->charset, chosen);
  self->is_filling = FALSE;
  if (unreadable > 0)
    words = g_strdup_printf (ngettext ("%u character cannot be read this way; try another one.",
                                       "%u characters cannot be read this way; try another one.", unreadable),
                             unreadable);
  else if (xy_workbook_charset_was_guessed (workbook))
    words = g_strdup (_ ("A guess. If the words below make no sense, choose another one."));
  gtk_label_set_text (self->charset_words, words != NULL ? words : "");
}

static gboolean
xy_import_file_step_grab_focus (GtkWidget *widget)
{
  XyImportFileStep *self = XY_IMPORT_FILE_STEP (widget);
  const char *state = gtk_stack_get_visible_child_name (self->states);

  if (g_strcmp0 (state, "choose") == 0)
    return gtk_widget_grab_focus (self->choose);
  if (g_strcmp0 (state, "failed") == 0)
    return gtk_widget_grab_focus (self->choose_other);
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
xy_import_file_step_dispose (GObject *object)
{
  XyImportFileStep *self = XY_IMPORT_FILE_STEP (object);
  GtkWidget *child = GTK_WIDGET (self->states);

  if (child != NULL)
    gtk_widget_unparent (child);
  self->states = NULL;
  g_clear_object (&self->work);

  G_OBJECT_CLASS (xy_import_file_step_parent_class)->dispose (object);
}

static void
xy_import_file_step_class_init (XyImportFileStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_import_file_step_dispose;
  widget_class->grab_focus = xy_import_file_step_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[CHOOSE] =
      g_signal_new ("choose", XY_TYPE_IMPORT_FILE_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHARSET_CHOSEN] = g_signal_new ("charset-chosen", XY_TYPE_IMPORT_FILE_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_IMPORT_FILE_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (XY_TYPE_IMPORT_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/import-file-step.ui");
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, states);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, choose);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, choose_other);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, failed_name);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, failed_words);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, file_name);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, file_words);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, charset_box);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, charset);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, charset_words);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, sheets_scroller);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, sheets);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, sheet_words);
  gtk_widget_class_bind_template_child (widget_class, XyImportFileStep, preview);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_charset_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_sheet_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_sheet_activated);
}

static void
xy_import_file_step_init (XyImportFileStep *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    xy_words_append (names, _ (charsets[i].label));
  gtk_drop_down_set_model (self->charset, G_LIST_MODEL (names));
  self->is_filling = FALSE;
}

void
xy_import_file_step_show (XyImportFileStep *self, XyImportWork *work)
{
  g_return_if_fail (XY_IS_IMPORT_FILE_STEP (self));

  g_set_object (&self->work, work);
  if (get_layouts (self) == NULL)
    {
      gtk_stack_set_visible_child_name (self->states, "choose");
      return;
    }
  g_autofree char *words = describe_file (self);
  gtk_label_set_text (self->file_name, xy_import_work_get_name (work));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_name), xy_import_work_get_name (work));
  gtk_label_set_text (self->file_words, words);
  fill_charset (self);
  fill_sheets (self);
  gtk_stack_set_visible_child_name (self->states, "read");
}

void
xy_import_file_step_show_failure (XyImportFileStep *self, const char *name, const char *words)
{
  g_return_if_fail (XY_IS_IMPORT_FILE_STEP (self));

  gtk_label_set_text (self->failed_name, name);
  gtk_label_set_text (self->failed_words, words);
  gtk_stack_set_visible_child_name (self->states, "failed");
}

gboolean
xy_import_file_step_is_ready (XyImportFileStep *self)
{
  g_return_val_if_fail (XY_IS_IMPORT_FILE_STEP (self), FALSE);
  GPtrArray *layouts = get_layouts (self);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->states), "read") != 0)
    return FALSE;
  for (guint i = 0; i < layouts->len; i++)
    if (((const XyRosterLayout *) layouts->pdata[i])->used)
      return TRUE;
  return FALSE;
}

gboolean
xy_import_file_step_has_choice (XyImportFileStep *self)
{
  g_return_val_if_fail (XY_IS_IMPORT_FILE_STEP (self), FALSE);
  XyWorkbook *workbook = xy_import_work_get_workbook (self->work);

  return get_layouts (self)->len > 1 || xy_workbook_get_unreadable (workbook) > 0
         || xy_workbook_charset_was_guessed (workbook);
}

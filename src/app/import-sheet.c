/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/import-sheet.h"
#include "app/pill.h"
#include "app/words.h"
#include "core/mask.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ABOVE 3 /* rows of title over the heading */
#define BELOW 9 /* rows of people under it */
#define MAX_COLUMNS 60
#define NARROWEST 3 /* characters of a column */
#define WIDEST 13
#define SHORT 6 /* characters that need no tooltip */
#define SURE 90
#define LIKELY 60

struct _XyImportSheet
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *grid;
  XyImportWork *work;
  guint layout;
  gboolean correct;
  gboolean is_refreshing;
  GPtrArray *choices; /* GtkDropDown by column of the layout; NULL for none */
  GPtrArray *words;   /* GtkStack by column: words for what is sure, a pill for what is not */
  GPtrArray *cells;   /* GtkLabel */
};

enum
{
  FIELD_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyImportSheet, xy_import_sheet, GTK_TYPE_WIDGET)

static const XyRosterLayout *
get_layout (XyImportSheet *self)
{
  return xy_import_work_get_layouts (self->work)->pdata[self->layout];
}

static const XyRosterColumn *
find_column (const XyRosterLayout *layout, guint column)
{
  for (guint i = 0; i < layout->columns->len; i++)
    {
      const XyRosterColumn *found = layout->columns->pdata[i];
      if (found->column == column)
        return found;
    }
  return NULL;
}

static void
on_field_selected (GtkDropDown *choice, GParamSpec *spec, XyImportSheet *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "column"));

  if (!self->is_refreshing)
    g_signal_emit (self, signals[FIELD_CHOSEN], 0, column, gtk_drop_down_get_selected (choice));
}

static const char *
describe (XyImportSheet *self, const XyRosterColumn *column, XyPillKind *pill)
{
  XyImportSource source = xy_import_work_get_source (self->work, self->layout, column->column);

  *pill = XY_PILL_PLAIN;
  if (source == XY_IMPORT_CHOSEN)
    return _ ("chosen by you");
  if (source == XY_IMPORT_REMEMBERED)
    return _ ("as last time");
  if (column->field == XY_ROSTER_NONE)
    return "";
  if (column->score >= SURE)
    return _ ("sure");
  *pill = column->score >= LIKELY ? XY_PILL_WAITING : XY_PILL_ALERT;
  return column->score >= LIKELY ? _ ("likely") : _ ("please check");
}

static void
refresh_column (XyImportSheet *self, guint index)
{
  const XyRosterColumn *column = find_column (get_layout (self), index);
  GtkDropDown *choice = self->choices->pdata[index];
  XyPillKind kind;

  if (column == NULL || choice == NULL)
    return;
  const char *words = describe (self, column, &kind);
  GtkStack *stack = self->words->pdata[index];
  gtk_drop_down_set_selected (choice, column->field);
  gtk_label_set_text (GTK_LABEL (gtk_stack_get_child_by_name (stack, "quiet")), words);
  xy_pill_set (XY_PILL (gtk_stack_get_child_by_name (stack, "pill")), kind, words);
  gtk_stack_set_visible_child_name (stack, kind == XY_PILL_PLAIN ? "quiet" : "pill");
}

/* What a column that is not taken holds stands back. */
static void
refresh_cells (XyImportSheet *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *cell = self->cells->pdata[i];
      const XyRosterColumn *column =
          find_column (get_layout (self), GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), "column")));
      if (self->correct && (column == NULL || column->field == XY_ROSTER_NONE))
        gtk_widget_add_css_class (cell, "unused");
      else
        gtk_widget_remove_css_class (cell, "unused");
    }
}

static GtkWidget *
make_choice (XyImportSheet *self, const XyRosterColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *stack = gtk_stack_new (), *quiet = gtk_label_new (NULL), *pill = xy_pill_new (XY_PILL_PLAIN, NULL);
  g_autoptr (GtkStringList) fields = gtk_string_list_new (NULL);

  xy_words_append (fields, _ ("— not taken —"));
  for (guint f = XY_ROSTER_NONE + 1; f < XY_ROSTER_N_FIELDS; f++)
    gtk_string_list_append (fields, xy_roster_field_label ((XyRosterField) f));
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&fields)), NULL);
  g_object_set_data (G_OBJECT (choice), "column", GUINT_TO_POINTER (column->column));
  g_autofree char *letters = xy_roster_column_letters (column->column);
  g_autofree char *name = g_strdup_printf (_ ("Column %s, %s"), letters, column->heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (choice, name);

  gtk_label_set_xalign (GTK_LABEL (quiet), 0);
  gtk_widget_add_css_class (quiet, "quiet");
  gtk_widget_add_css_class (quiet, "small");
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_stack_add_named (GTK_STACK (stack), quiet, "quiet");
  gtk_stack_add_named (GTK_STACK (stack), pill, "pill");
  gtk_widget_add_css_class (box, "choice-over-column");
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), stack);
  self->choices->pdata[column->column] = choice;
  self->words->pdata[column->column] = stack;
  g_signal_connect (choice, "notify::selected", G_CALLBACK (on_field_selected), self);
  return box;
}

static GtkWidget *
make_cell (const char *text, const char *css_class, guint width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) width);
  gtk_label_set_max_width_chars (GTK_LABEL (label), (int) width);
  gtk_widget_add_css_class (label, "cell");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Characters that the texts of a column take, those of Chinese counted twice. */
static guint
measure_column (const XySheet *sheet, guint column, guint first, guint last)
{
  guint widest = NARROWEST * 2;

  for (guint row = first; row <= last; row++)
    {
      const char *text = xy_sheet_get (sheet, row, column)->text;
      const XyCellRange *merge = xy_sheet_merge_at (sheet, row, column);
      guint width = 0;
      if (merge != NULL && merge->last_column > merge->column)
        continue;
      for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
      widest = MAX (widest, width);
    }
  /* Bold headings and the stars of masked numbers are wider than the common character. */
  return MIN (widest, WIDEST * 2) * 9 / 8 + 1;
}

static void
add_cell (XyImportSheet *self, const XySheet *sheet, guint row, guint column, guint first, guint last, guint n_columns)
{
  const XyRosterLayout *layout = get_layout (self);
  const XyCellRange *merge = xy_sheet_merge_at (sheet, row, column);
  guint wide = 1, high = 1;

  if (merge != NULL)
    {
      if (column != merge->column || row != MAX (merge->row, first))
        return;
      wide = MIN (merge->last_column, n_columns - 1) - column + 1;
      high = MIN (merge->last_row, last) - row + 1;
    }
  g_autofree char *text = xy_mask_text (xy_sheet_get_merged (sheet, row, column)->text);
  g_strdelimit (text, "\n", ' ');
  gboolean is_heading = layout->columns->len > 0 && row >= layout->header_first && row <= layout->header_last;
  gboolean is_above = layout->columns->len > 0 && row < layout->header_first;
  GtkWidget *cell = make_cell (text, is_heading ? "heading-cell" : is_above ? "above" : NULL, 1);
  if (g_utf8_strlen (text, -1) > SHORT)
    gtk_widget_set_tooltip_text (cell, text);
  g_object_set_data (G_OBJECT (cell), "column", GUINT_TO_POINTER (column));
  if (!is_above)
    g_ptr_array_add (self->cells, cell);
  gtk_grid_attach (GTK_GRID (self->grid), cell, (int) column + 1, (int) (row - first) + 2, (int) wide, (int) high);
}

static void
fill (XyImportSheet *self)
{
  const XyRosterLayout *layout = get_layout (self);
  const XySheet *sheet = xy_workbook_get_sheet (xy_import_work_get_workbook (self->work), layout->sheet);
  guint rows = xy_sheet_get_rows (sheet), n_columns = MIN (xy_sheet_get_columns (sheet), MAX_COLUMNS);
  gboolean known = layout->columns->len > 0;
  guint first = known && layout->header_first > ABOVE ? layout->header_first - ABOVE : 0;
  guint last = MIN (known ? layout->header_last + BELOW : ABOVE + BELOW, MAX (rows, 1) - 1);

  if (rows == 0 || n_columns == 0)
    return;
  g_ptr_array_set_size (self->choices, (int) n_columns);
  g_ptr_array_set_size (self->words, (int) n_columns);
  gtk_grid_attach (GTK_GRID (self->grid), make_cell ("", "corner", 1), 0, self->correct ? 0 : 1, 1,
                   self->correct ? 2 : 1);
  for (guint c = 0; c < n_columns; c++)
    {
      g_autofree char *letters = xy_roster_column_letters (c);
      const XyRosterColumn *column = find_column (layout, c);
      guint from = known ? layout->header_first : first;
      GtkWidget *head = make_cell (letters, "corner", measure_column (sheet, c, from, last));
      gtk_label_set_xalign (GTK_LABEL (head), 0.5);
      gtk_grid_attach (GTK_GRID (self->grid), head, (int) c + 1, 1, 1, 1);
      if (self->correct)
        gtk_grid_attach (GTK_GRID (self->grid),
                         column != NULL ? make_choice (self, column) : make_cell ("", "choice-over-column", 1),
                         (int) c + 1, 0, 1, 1);
    }
  for (guint row = first; row <= last; row++)
    {
      g_autofree char *number = g_strdup_printf ("%u", row + 1);
      GtkWidget *side = make_cell (number, "corner", 3);
      gtk_label_set_xalign (GTK_LABEL (side), 1);
      gtk_grid_attach (GTK_GRID (self->grid), side, 0, (int) (row - first) + 2, 1, 1);
      for (guint c = 0; c < n_columns; c++)
        add_cell (self, sheet, row, c, first, last, n_columns);
    }
}

static void
clear (XyImportSheet *self)
{
  g_ptr_array_set_size (self->choices, 0);
  g_ptr_array_set_size (self->words, 0);
  g_ptr_array_set_size (self->cells, 0);
  self->grid = gtk_grid_new ();
  gtk_widget_add_css_class (self->grid, "sheet");
  gtk_widget_set_halign (self->grid, GTK_ALIGN_START);
  gtk_widget_set_valign (self->grid, GTK_ALIGN_START);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->grid);
}

static void
xy_import_sheet_dispose (GObject *object)
{
  XyImportSheet *self = XY_IMPORT_SHEET (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->work);

  G_OBJECT_CLASS (xy_import_sheet_parent_class)->dispose (object);
}

static void
xy_import_sheet_finalize (GObject *object)
{
  XyImportSheet *self = XY_IMPORT_SHEET (object);

  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->cells);

  G_OBJECT_CLASS (xy_import_sheet_parent_class)->finalize (object);
}

static void
xy_import_sheet_class_init (XyImportSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = xy_import_sheet_dispose;
  object_class->finalize = xy_import_sheet_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[FIELD_CHOSEN] = g_signal_new ("field-chosen", XY_TYPE_IMPORT_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
xy_import_sheet_init (XyImportSheet *self)
{
  self->choices = g_ptr_array_new ();
  self->words = g_ptr_array_new ();
  self->cells = g_ptr_array_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (self->scroller, "panel");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  clear (self);
}

GtkWidget *
xy_import_sheet_new (void)
{
  return g_object_new (XY_TYPE_IMPORT_SHEET, NULL);
}

void
xy_import_sheet_show (XyImportSheet *self, XyImportWork *work, guint layout, gboolean correct)
{
  g_return_if_fail (XY_IS_IMPORT_SHEET (self));

  g_set_object (&self->work, work);
  self->layout = layout;
  self->correct = correct;
  clear (self);
  if (work == NULL || xy_import_work_get_layouts (work) == NULL)
    return;
  self->is_refreshing = TRUE;
  fill (self);
  self->is_refreshing = FALSE;
  xy_import_sheet_refresh (self);
}

void
xy_import_sheet_refresh (XyImportSheet *self)
{
  g_return_if_fail (XY_IS_IMPORT_SHEET (self));

  if (self->work == NULL)
    return;
  self->is_refreshing = TRUE;
  for (guint c = 0; c < self->choices->len; c++)
    refresh_column (self, c);
  self->is_refreshing = FALSE;
  refresh_cells (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-sheet-line.h"

#include <glib/gi18n-lib.h>

#include "core/number.h"

/* What the cell comes to, in a word or two. */
static char *
cell_note (const XyPointsSheetCell *cell)
{
  if (cell->text == NULL || !cell->checked)
    return g_strdup ("");
  if (cell->problem != NULL)
    return g_strdup (_ ("not so"));

  g_autofree char *points = xy_points_format_change (cell->delta);
  if (cell->repeat)
    return g_strdup_printf (_ ("again %s"), points);
  if (cell->cut != 0)
    return g_strdup_printf (_ ("cap %s"), points);
  return g_steal_pointer (&points);
}

XyPointsSheetLine *
xy_points_sheet_line_new (void)
{
  XyPointsSheetLine *line = g_new0 (XyPointsSheetLine, 1);

  line->line.cells = line->cells;
  line->line.box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (line->line.box, "line");
  line->number = xy_cells_label (XY_POINTS_SHEET_NUMBER, 0, "cell");
  line->group = xy_cells_label (XY_POINTS_SHEET_GROUP, 0, "cell");
  line->head = xy_cells_label (XY_POINTS_SHEET_HEAD, 0, "cell");
  gtk_widget_add_css_class (line->number, "quiet");
  gtk_widget_add_css_class (line->group, "quiet");
  gtk_box_append (GTK_BOX (line->line.box), line->number);
  gtk_box_append (GTK_BOX (line->line.box), line->group);
  gtk_box_append (GTK_BOX (line->line.box), line->head);
  for (guint i = 0; i < XY_POINTS_SHEET_COLUMNS; i++)
    {
      line->cells[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      line->texts[i] = xy_cells_label (0, 0, "score");
      line->notes[i] = xy_cells_label (0, 1, "note");
      gtk_label_set_ellipsize (GTK_LABEL (line->texts[i]), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_max_width_chars (GTK_LABEL (line->texts[i]), -1);
      gtk_widget_set_hexpand (line->texts[i], FALSE);
      gtk_widget_add_css_class (line->cells[i], "cell");
      gtk_widget_set_size_request (line->cells[i], xy_cells_scaled (XY_POINTS_SHEET_CELL), -1);
      gtk_widget_set_hexpand (line->cells[i], FALSE);
      gtk_box_append (GTK_BOX (line->cells[i]), line->texts[i]);
      gtk_box_append (GTK_BOX (line->cells[i]), line->notes[i]);
      gtk_box_append (GTK_BOX (line->line.box), line->cells[i]);
    }
  return line;
}

void
xy_points_sheet_line_show (XyPointsSheetLine *line,
                           const XyPointsSheetData *data,
                           guint row,
                           gboolean is_now,
                           guint column)
{
  const XyPointsSheetRow *from = xy_points_sheet_row (data, row);

  gtk_label_set_text (GTK_LABEL (line->number), from->number != NULL ? from->number : "");
  gtk_label_set_text (GTK_LABEL (line->group), from->group != NULL ? from->group : "");
  gtk_label_set_text (GTK_LABEL (line->head), from->head != NULL ? from->head : _ ("(no head)"));
  xy_cells_set_css (line->line.box, "now", is_now);
  for (guint i = 0; i < XY_POINTS_SHEET_COLUMNS; i++)
    {
      const XyPointsSheetCell *cell = &from->cells[i];
      gboolean shown = i < data->rules->len;
      gint64 value;

      gtk_widget_set_visible (line->cells[i], shown);
      if (!shown)
        continue;
      g_autofree char *note = cell_note (cell);
      gboolean wrong = cell->problem != NULL || !xy_points_sheet_value (data, row, i, &value);
      gtk_label_set_text (GTK_LABEL (line->texts[i]), cell->text != NULL ? cell->text : "");
      gtk_label_set_text (GTK_LABEL (line->notes[i]), note);
      xy_cells_set_css (line->cells[i], "keys", is_now && i == column);
      xy_cells_set_css (line->cells[i], "wrong", wrong);
      xy_cells_set_css (line->cells[i], "cut", !wrong && (cell->cut != 0 || cell->repeat));
    }
}

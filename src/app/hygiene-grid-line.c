/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-grid-private.h"

#include <glib/gi18n-lib.h>

#include "app/prefs.h"
#include "core/points-rule.h"

/* Pixels at the standard text size. */
#define NUMBER 90
#define NAME 96
#define WIDE 130
#define REST 48 /* at least the signs */

typedef struct
{
  XyCellsLine line;
  GtkWidget *number, *name, *aside;
  GtkWidget *cells[];
} Line;

static GtkWidget *
make_rest (void)
{
  GtkWidget *rest = xy_cells_label (REST, 0, "cell");

  gtk_widget_set_hexpand (rest, TRUE);
  return rest;
}

/* Many items are narrow, so that a sheet of nine stands whole in a window of 1366 pixels, with the largest text too. */
static int
cell_width (const XyHygieneTyping *typing)
{
  if (typing->n_columns == 1)
    return WIDE;
  if (typing->n_columns > 7 && g_settings_get_enum (xy_prefs (), "text-size") == XY_TEXT_LARGEST)
    return typing->n_columns > 8 ? 64 : 72;
  return typing->n_columns > 10 ? 72 : typing->n_columns > 7 ? 84 : 108;
}

static GtkWidget *
make_cell (const XyHygieneTyping *typing, GtkWidget *box, GtkOrientation orientation)
{
  GtkWidget *cell = gtk_box_new (orientation, 3);

  gtk_widget_add_css_class (cell, "cell");
  gtk_widget_set_size_request (cell, xy_cells_scaled (cell_width (typing)), -1);
  gtk_widget_set_hexpand (cell, FALSE);
  gtk_box_append (GTK_BOX (box), cell);
  return cell;
}

GtkWidget *
xy_hygiene_grid_make_head (XyHygieneGridDesk *self)
{
  XyHygieneTyping *typing = self->typing;
  gboolean places = g_strcmp0 (typing->grid->round->target, "place") == 0;
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *number = xy_cells_label (NUMBER, 0, "cell"), *name = xy_cells_label (NAME, 0, "cell");

  gtk_widget_add_css_class (head, "head");
  gtk_label_set_text (GTK_LABEL (number), places ? "" : _ ("House no."));
  gtk_label_set_text (GTK_LABEL (name), places ? _ ("Public area") : _ ("Head"));
  gtk_widget_set_visible (number, !places);
  if (places)
    gtk_widget_set_size_request (name, xy_cells_scaled (NUMBER + NAME), -1);
  gtk_box_append (GTK_BOX (head), number);
  gtk_box_append (GTK_BOX (head), name);
  for (guint k = 0; k < typing->n_columns; k++)
    {
      GtkWidget *cell = make_cell (typing, head, GTK_ORIENTATION_VERTICAL);
      GtkWidget *words = gtk_inscription_new (xy_hygiene_typing_name (typing, k)),
                *most = xy_cells_label (0, 0, "note");
      g_autofree char *amount = xy_amount_format (xy_hygiene_typing_most (typing, k));
      g_autofree char *at_most = g_strdup_printf (_ ("up to %s"), amount);

      /* No column grows by its name. */
      gtk_inscription_set_nat_chars (GTK_INSCRIPTION (words), 1);
      gtk_inscription_set_min_lines (GTK_INSCRIPTION (words), 2);
      gtk_inscription_set_text_overflow (GTK_INSCRIPTION (words), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
      gtk_inscription_set_yalign (GTK_INSCRIPTION (words), 1);
      gtk_widget_add_css_class (words, "small");
      gtk_label_set_text (GTK_LABEL (most), typing->ticks ? _ ("1 or 0") : at_most);
      gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (cell, xy_hygiene_typing_name (typing, k));
      gtk_box_append (GTK_BOX (cell), words);
      gtk_box_append (GTK_BOX (cell), most);
    }
  gtk_box_append (GTK_BOX (head), make_rest ());
  return head;
}

XyCellsLine *
xy_hygiene_grid_make_line (gpointer owner)
{
  XyHygieneGridDesk *self = owner;
  gboolean places = g_strcmp0 (self->typing->grid->round->target, "place") == 0;
  guint n = self->typing->n_columns;
  Line *line = g_malloc0 (sizeof (Line) + n * sizeof (GtkWidget *));

  line->line.cells = line->cells;
  line->line.box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (line->line.box, "line");
  line->number = xy_cells_label (NUMBER, 0, "cell");
  line->name = xy_cells_label (places ? NUMBER + NAME : NAME, 0, "cell");
  gtk_widget_add_css_class (line->number, "quiet");
  gtk_widget_set_visible (line->number, !places);
  gtk_box_append (GTK_BOX (line->line.box), line->number);
  gtk_box_append (GTK_BOX (line->line.box), line->name);
  for (guint k = 0; k < n; k++)
    {
      /* One widget each: a line is painted with every key. */
      line->cells[k] = gtk_inscription_new (NULL);
      gtk_inscription_set_min_lines (GTK_INSCRIPTION (line->cells[k]), 1);
      gtk_widget_add_css_class (line->cells[k], "slot");
      gtk_widget_set_size_request (line->cells[k], xy_cells_scaled (cell_width (self->typing)), -1);
      gtk_box_append (GTK_BOX (line->line.box), line->cells[k]);
    }
  line->aside = make_rest ();
  gtk_widget_add_css_class (line->aside, "note");
  gtk_box_append (GTK_BOX (line->line.box), line->aside);
  return &line->line;
}

/* It is on its way into the store, or waits for Enter. */
static gboolean
is_complete (XyHygieneGridDesk *self, guint row)
{
  g_autofree char *sentence = NULL;
  guint column;

  return xy_hygiene_typing_check (self->typing, self->judge, row, &column, &sentence);
}

/* What stands at the end of the line. */
static char *
line_note (XyHygieneGridDesk *self, guint row, gboolean *wrong)
{
  XyHygieneTypedLine *line = xy_hygiene_typing_line (self->typing, self->judge, row);
  const XyHygieneGridRow *from = xy_hygiene_typing_row (self->typing, row);

  *wrong = line->refused != NULL;
  if (line->refused != NULL)
    return g_strdup (line->refused);
  switch (xy_hygiene_typing_state (self->typing, self->judge, row))
    {
    case XY_HYGIENE_LINE_EXCUSED:
      return g_strdup (_ ("not judged, helped instead"));
    case XY_HYGIENE_LINE_ABSENT:
      return g_strdup (_ ("not judged"));
    case XY_HYGIENE_LINE_ASIDE:
      return g_strdup (from->cells[self->judge].aside);
    case XY_HYGIENE_LINE_TYPED:
      return is_complete (self, row) ? g_strdup ("…") : g_strdup (_ ("… not complete"));
    case XY_HYGIENE_LINE_SAVED:
      return from->bright != NULL    ? g_strdup_printf ("✓ ☆ %s", from->bright)
             : from->problem != NULL ? g_strdup_printf ("✓ △ %s", from->problem)
                                     : g_strdup ("✓");
    case XY_HYGIENE_LINE_EMPTY:
    default:
      return g_strdup (from->problem != NULL ? from->problem : "");
    }
}

static const char *
shown_text (const XyHygieneTyping *typing, const char *text)
{
  if (text == NULL)
    return "";
  if (!typing->ticks)
    return text;
  return g_str_equal (text, "1") ? _ ("✓ passed") : g_str_equal (text, "0") ? _ ("✗ not passed") : text;
}

void
xy_hygiene_grid_show_line (XyCellsLine *cells_line, guint row, gboolean is_now, guint column, gpointer owner)
{
  XyHygieneGridDesk *self = owner;
  XyHygieneTyping *typing = self->typing;
  Line *line = (Line *) cells_line;
  const XyHygieneGridRow *from = xy_hygiene_typing_row (typing, row);
  gboolean open = xy_hygiene_typing_may_stand (typing, self->judge, row);
  gboolean refused;
  g_autofree char *note = line_note (self, row, &refused);

  gtk_label_set_text (GTK_LABEL (line->number), from->number != NULL ? from->number : "");
  gtk_label_set_text (GTK_LABEL (line->name), from->name != NULL ? from->name : _ ("(no head)"));
  gtk_label_set_text (GTK_LABEL (line->aside), note);
  gtk_widget_set_tooltip_text (line->aside, note[0] != '\0' ? note : NULL);
  xy_cells_set_css (line->aside, "wrong", refused);
  xy_cells_set_css (line->line.box, "now", is_now && open);
  xy_cells_set_css (line->line.box, "closed", !open && typing->grid->round->closed_on == NULL);
  for (guint k = 0; k < typing->n_columns; k++)
    {
      g_autofree char *mark = open ? xy_hygiene_typing_mark (typing, self->judge, row, k) : NULL;

      const char *text = shown_text (typing, xy_hygiene_typing_get (typing, self->judge, row, k));
      g_autofree char *marked = mark != NULL ? g_strdup_printf ("%s %s", text, mark) : NULL;

      gtk_inscription_set_text (GTK_INSCRIPTION (line->cells[k]), marked != NULL ? marked : text);
      xy_cells_set_css (line->line.cells[k], "keys", is_now && open && k == column);
      xy_cells_set_css (line->line.cells[k], "wrong", mark != NULL);
    }
}

char *
xy_hygiene_grid_describe (guint row, guint column, gpointer owner)
{
  XyHygieneGridDesk *self = owner;
  const XyHygieneGridRow *from = xy_hygiene_typing_row (self->typing, row);
  const char *text = xy_hygiene_typing_get (self->typing, self->judge, row, column);

  return g_strdup_printf ("%s %s, %s: %s", from->number != NULL ? from->number : "",
                          from->name != NULL ? from->name : "", xy_hygiene_typing_name (self->typing, column),
                          text != NULL ? shown_text (self->typing, text) : _ ("empty"));
}

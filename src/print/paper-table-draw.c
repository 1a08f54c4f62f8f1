/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/paper-table-private.h"

#include <math.h>
#include <string.h>

#define THICK 1.2
#define THIN 0.5
#define HAIR 0.4
#define HAIR_GREY 0.5
/* Light enough that a photocopy of a laser print stays clean. */
#define SHADE 0.955
#define GROUP_SHADE 0.91

/*
 * Rules are filled, not stroked: viewers move strokes to whole pixels, each in its own way. All of one grey are one
 * area; an operation for each would cost a PDF more than the text of the row.
 */
static void
add_rule (cairo_t *cr, double x, double y, double width, double thickness)
{
  cairo_rectangle (cr, x, y - thickness / 2, width, thickness);
}

static void
add_upright (cairo_t *cr, double x, double top, double bottom, double thickness)
{
  if (bottom > top)
    cairo_rectangle (cr, x - thickness / 2, top, thickness, bottom - top);
}

static void
fill_grey (cairo_t *cr, double grey)
{
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_fill (cr);
}

static double
align_x (XyAlign align, double x, double room, double width)
{
  switch (align)
    {
    case XY_ALIGN_CENTRE:
      return x + (room - width) / 2;
    case XY_ALIGN_RIGHT:
      return x + room - width;
    case XY_ALIGN_LEFT:
    default:
      return x;
    }
}

/* Figures that have room to spare keep away from the column to the right of them. */
static double
get_inset (const XyPaperTable *self, const XyTableColumn *column)
{
  double spare = column->width - 2 * self->style.padding - column->widest * self->scale;

  if (column->spec.align != XY_ALIGN_RIGHT || spare <= 0)
    return 0;
  return MIN (spare / 2, column->spec.font.size);
}

/* One line of TEXT about the middle of a row. */
static void
draw_line (XyFontSet *fonts,
           cairo_t *cr,
           XyFont font,
           XyAlign align,
           double x,
           double room,
           double middle,
           const char *text,
           gssize length,
           double spread)
{
  double width = xy_typeset_width (fonts, font, text, length) + spread;

  xy_typeset_draw_measured (fonts, font, cr, align_x (align, x, room, width), middle + xy_typeset_drop (font), text,
                            spread);
}

static void
draw_caption (const XyPaperTable *self, XyFontSet *fonts, cairo_t *cr, double top)
{
  XyFont font = xy_paper_table_get_caption_font (self);
  double pitch = font.size * XY_CELL_LINE;
  double y = top + (xy_paper_table_get_caption_height (self) - (self->caption->len - 1) * pitch) / 2 - 1;

  for (guint i = 0; i < self->caption->len; i++, y += pitch)
    {
      const XyLine *line = &g_array_index (self->caption, XyLine, i);
      draw_line (fonts, cr, font, XY_ALIGN_LEFT, self->block.left, self->block.width, y,
                 self->style.continued + line->start, line->length, 0);
    }
}

static void
draw_cell (const XyPaperTable *self,
           XyFontSet *fonts,
           cairo_t *cr,
           const XyTableColumn *column,
           double box,
           const char *text,
           XyFont font,
           double y,
           double height)
{
  if (*text == '\0')
    return;

  g_autoptr (GArray) lines = NULL;
  double x = self->block.left + column->x + self->style.padding;
  double room = box - 2 * self->style.padding;
  double width = xy_typeset_width (fonts, font, text, -1) * self->scale;
  double inner = room - get_inset (self, column);
  double spread = xy_paper_table_get_name_spread (column, text, font.size * self->scale);

  if (width + spread <= inner + 0.01 && strchr (text, '\n') == NULL)
    {
      font.size *= self->scale;
      xy_typeset_draw_measured (fonts, font, cr, align_x (column->spec.align, x, inner, width + spread),
                                y + height / 2 + xy_typeset_drop (font), text, spread);
      return;
    }

  lines = g_array_new (FALSE, FALSE, sizeof (XyLine));
  font = xy_paper_table_fit (self, fonts, column, room, text, font, lines);
  if (lines->len < 2)
    {
      /* A name is not spread where there is no room for it. */
      spread = CLAMP (room - xy_typeset_width (fonts, font, text, -1), 0, spread);
      draw_line (fonts, cr, font, column->spec.align, x, room, y + height / 2, text, -1, spread);
      return;
    }

  /* Rows may have been set closer, and their lines go along with them. */
  double pitch = font.size * XY_CELL_LINE;
  if (lines->len * pitch * XY_TIGHTEST <= height)
    pitch = MIN (pitch, height / lines->len);
  guint n = MIN (lines->len, (guint) MAX (floor (height / pitch + 0.01), 1));
  /* Several lines read better from the left than centred; numbers stay where they are. */
  XyAlign align =
      column->spec.align == XY_ALIGN_CENTRE && column->spec.fit == XY_FIT_WRAP ? XY_ALIGN_LEFT : column->spec.align;
  double middle = y + height / 2 - (n - 1) * pitch / 2;
  for (guint i = 0; i < n; i++, middle += pitch)
    {
      const XyLine *line = &g_array_index (lines, XyLine, i);
      /* By its own measure: the blank half of a mark at its end hangs out of the cell, not its first sign. */
      xy_typeset_draw (fonts, font, cr, align_x (align, x, room, line->width), middle + xy_typeset_drop (font),
                       text + line->start, line->length, 0);
    }
}

static void
draw_head (const XyPaperTable *self, XyFontSet *fonts, cairo_t *cr, double y)
{
  XyFont font = self->style.head_font;

  for (guint c = 0; c < self->n_columns; c++)
    {
      const XyTableColumn *column = &self->columns[c];
      const char *text = column->spec.title;
      double x = self->block.left + column->x + self->style.padding;
      double room = column->width - 2 * self->style.padding;
      if (text == NULL || *text == '\0')
        continue;

      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      guint n = g_strv_length (lines);
      XyFont fitted = font;
      double width = 0;
      for (guint i = 0; i < n; i++)
        width = MAX (width, xy_typeset_width (fonts, font, lines[i], -1));
      fitted.size *= MIN (1, room / width);
      room -= get_inset (self, column);
      double pitch = fitted.size * XY_CELL_LINE;
      double middle = y + self->style.head_height / 2 - (n - 1) * pitch / 2;
      for (guint i = 0; i < n; i++, middle += pitch)
        draw_line (fonts, cr, fitted, column->spec.align, x, room, middle, lines[i], -1, 0);
    }
}

/* A group's head: its name at the left, what is said of it at the right. */
static void
draw_group (const XyPaperTable *self, XyFontSet *fonts, cairo_t *cr, guint row, double y, gboolean again)
{
  XyFont font = self->style.head_font;
  double middle = y + self->style.row_height / 2;
  double x = self->block.left + self->style.padding;
  double room = self->block.width - 2 * self->style.padding;
  g_autofree char *name = g_strconcat (xy_paper_table_get_cell (self, row, 0), again ? "（续）" : "", NULL);

  draw_line (fonts, cr, font, XY_ALIGN_LEFT, x, room, middle, name, -1, 0);
  if (self->n_columns > 1 && !again)
    draw_line (fonts, cr, font, XY_ALIGN_RIGHT, x, room, middle, xy_paper_table_get_cell (self, row, 1), -1, 0);
}

/* A row of sums at the start or the end of a page. */
static void
draw_carried (const XyPaperTable *self, XyFontSet *fonts, cairo_t *cr, guint n_rows, double y, gboolean carry_in)
{
  for (guint c = 0; c < self->n_columns; c++)
    draw_cell (self, fonts, cr, &self->columns[c], self->columns[c].width,
               xy_paper_table_get_carried (self, n_rows, c, carry_in), self->style.head_font, y, self->totals_height);
}

/* The grounds of the rows; OF_GROUPS those of groups' heads, which are darker. */
static void
draw_shades (const XyPaperTable *self, const XyPlaced *placed, cairo_t *cr, double y, gboolean of_groups)
{
  gboolean any = FALSE;

  for (guint r = placed->first; r < placed->first + placed->n; r++)
    {
      const XyTableRow *row = &g_array_index (self->rows, XyTableRow, r);
      double height = (double) row->height;
      if (row->kind == XY_ROW_GROUP ? of_groups : !of_groups && row->shade && self->style.shaded)
        {
          cairo_rectangle (cr, self->block.left, y, self->block.width, height);
          any = TRUE;
        }
      y += height;
    }
  if (any)
    fill_grey (cr, of_groups ? GROUP_SHADE : SHADE);
}

/* Whether the line to the left of column C stands in row R. */
static gboolean
has_upright (const XyPaperTable *self, guint r, guint c)
{
  XyRowKind kind = g_array_index (self->rows, XyTableRow, r).kind;

  /* Group heads run across. */
  return kind != XY_ROW_GROUP
         && self->columns[c - 1].x + xy_paper_table_get_cell_width (self, r, c - 1) < self->columns[c].x + 0.01
         && !(kind == XY_ROW_JOINED && *xy_paper_table_get_cell (self, r, c) == '\0');
}

static void
add_uprights (const XyPaperTable *self, const XyPlaced *placed, cairo_t *cr, double top, double first, double bottom)
{
  double left = self->block.left;

  for (guint c = 1; c < self->n_columns; c++)
    {
      double x = left + self->columns[c].x;
      /* Where the line that is followed through the rows began. */
      double from = placed->flags & XY_PIECE_CARRY_IN ? first - self->totals_height : first;
      double at = first;

      add_upright (cr, x, top, top + self->style.head_height, THIN);
      for (guint r = placed->first; r < placed->first + placed->n; r++)
        {
          if (!has_upright (self, r, c))
            {
              add_upright (cr, x, from, at, THIN);
              from = at + (double) g_array_index (self->rows, XyTableRow, r).height;
            }
          at += (double) g_array_index (self->rows, XyTableRow, r).height;
        }
      add_upright (cr, x, from, placed->flags & (XY_PIECE_TOTALS | XY_PIECE_CARRY_OUT) ? bottom : at, THIN);
    }
  add_upright (cr, left, top - THICK / 2, bottom + THICK / 2, THICK);
  add_upright (cr, left + self->block.width, top - THICK / 2, bottom + THICK / 2, THICK);
}

/* The rules of the piece from TOP (of the head) to BOTTOM, its rows beginning at Y. */
static void
draw_rules (const XyPaperTable *self, const XyPlaced *placed, cairo_t *cr, double top, double y, double bottom)
{
  double left = self->block.left, width = self->block.width;
  gboolean grid = self->style.lines == XY_TABLE_GRID;
  double first = y;
  gboolean any = FALSE;

  for (guint r = placed->first; r < placed->first + placed->n; r++)
    {
      const XyTableRow *row = &g_array_index (self->rows, XyTableRow, r);
      if (r > placed->first && self->style.lines != XY_TABLE_OPEN && (grid || row->kind != XY_ROW_GLUED))
        {
          add_rule (cr, left, y, width, grid ? THIN : HAIR);
          any = TRUE;
        }
      y += (double) row->height;
    }
  if (any && !grid)
    fill_grey (cr, HAIR_GREY);

  if (placed->flags & (XY_PIECE_TOTALS | XY_PIECE_CARRY_OUT))
    add_rule (cr, left, y, width, THIN);
  if (placed->flags & XY_PIECE_CARRY_IN)
    add_rule (cr, left, first, width, THIN);
  if (self->style.head_height > 0)
    add_rule (cr, left, top + self->style.head_height, width, THIN);
  add_rule (cr, left, top, width, THICK);
  add_rule (cr, left, bottom, width, THICK);
  if (grid)
    add_uprights (self, placed, cr, top, first, bottom);
  fill_grey (cr, 0);
}

void
xy_paper_table_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  const XyPaperTable *self = (const XyPaperTable *) block;
  guint group = placed->flags >> XY_PIECE_GROUP_SHIFT;
  double top = placed->y;
  double totals = self->totals_height;

  if (placed->flags & XY_PIECE_CONTINUED)
    top += xy_paper_table_get_caption_height (self);
  double y = top + self->style.head_height;
  double rows = y + (group > 0 ? self->style.row_height : 0) + (placed->flags & XY_PIECE_CARRY_IN ? totals : 0);

  /* What lies under the text first, then all text, so that a PDF holds it in one piece. */
  if (group > 0)
    {
      cairo_rectangle (cr, self->block.left, y, self->block.width, self->style.row_height);
      fill_grey (cr, GROUP_SHADE);
    }
  draw_shades (self, placed, cr, rows, TRUE);
  draw_shades (self, placed, cr, rows, FALSE);
  cairo_set_source_rgb (cr, 0, 0, 0);

  xy_typeset_begin (fonts, cr);
  if (placed->flags & XY_PIECE_CONTINUED && self->style.continued != NULL)
    draw_caption (self, fonts, cr, placed->y);
  if (self->style.head_height > 0)
    draw_head (self, fonts, cr, top);
  if (group > 0)
    draw_group (self, fonts, cr, group - 1, y, TRUE);
  if (placed->flags & XY_PIECE_CARRY_IN)
    draw_carried (self, fonts, cr, placed->first, rows - totals, TRUE);

  y = rows;
  for (guint r = placed->first; r < placed->first + placed->n; r++)
    {
      const XyTableRow *row = &g_array_index (self->rows, XyTableRow, r);
      double height = (double) row->height;
      if (row->kind == XY_ROW_GROUP)
        draw_group (self, fonts, cr, r, y, FALSE);
      else
        for (guint c = 0; c < self->n_columns; c++)
          draw_cell (self, fonts, cr, &self->columns[c], xy_paper_table_get_cell_width (self, r, c),
                     xy_paper_table_get_cell (self, r, c),
                     row->kind == XY_ROW_SUBTOTAL ? self->style.head_font : self->columns[c].spec.font, y, height);
      y += height;
    }
  if (placed->flags & XY_PIECE_EMPTY)
    {
      XyFont font = { XY_FONT_SANS, self->style.head_font.size };
      draw_line (fonts, cr, font, XY_ALIGN_CENTRE, block->left, block->width, y + self->style.row_height / 2,
                 self->style.empty != NULL ? self->style.empty : "—", -1, 0);
      y += self->style.row_height;
    }
  if (placed->flags & XY_PIECE_CARRY_OUT)
    {
      draw_carried (self, fonts, cr, placed->first + placed->n, y, FALSE);
      y += totals;
    }
  if (placed->flags & XY_PIECE_TOTALS)
    {
      for (guint c = 0; c < self->n_columns; c++)
        draw_cell (self, fonts, cr, &self->columns[c], self->columns[c].width, self->arena->str + self->totals[c],
                   self->style.head_font, y, totals);
      y += totals;
    }
  xy_typeset_end (fonts);
  draw_rules (self, placed, cr, top, rows, y);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/vote-strokes.h"

#include <math.h>

#include "print/block-private.h"
#include "print/typeset.h"

#define RULE 0.7
#define HAIR 0.25
#define STROKE 0.075  /* of a square: how thick a stroke is */
#define HEAD_LINE 1.9 /* of the size: how high the head is */
#define PER_SIGN 5
#define LEAST_LINES 2 /* of squares at either side of a page's end */
#define HEAD G_MAXUINT

typedef struct
{
  char *label;
  guint n;
  guint squares;
  gboolean blank;
  guint n_lines; /* as it is laid out */
} Row;

typedef struct
{
  XyBlock block;
  XyStrokesStyle style;
  char *heads[3];
  GPtrArray *rows;
  guint per_line; /* squares */
} Strokes;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->label);
  g_free (row);
}

static double
get_padding (const Strokes *self)
{
  return self->style.side * 0.25;
}

static double
head_height (const Strokes *self)
{
  return self->style.font.size * HEAD_LINE;
}

static double
lines_height (const Strokes *self, guint n)
{
  return n * self->style.side + 2 * get_padding (self);
}

static void
strokes_prepare (XyBlock *block, XyLayout *layout)
{
  Strokes *self = (Strokes *) block;
  double room = block->width - self->style.label_width - self->style.sum_width - 2 * get_padding (self);

  self->per_line = (guint) MAX (floor (room / self->style.side + 0.001), 1);
  xy_font_set_watch (layout->fonts, "");
  for (guint i = 0; i < G_N_ELEMENTS (self->heads); i++)
    xy_typeset_width (layout->fonts, self->style.font, self->heads[i], -1);
  for (guint r = 0; r < self->rows->len; r++)
    {
      Row *row = self->rows->pdata[r];
      xy_typeset_width (layout->fonts, self->style.font, row->label, -1);
      row->n_lines = MAX ((row->squares + self->per_line - 1) / self->per_line, 1);
    }
  xy_font_set_watch (layout->fonts, NULL);
}

static double
strokes_need (XyBlock *block, XyLayout *layout)
{
  Strokes *self = (Strokes *) block;
  const Row *first = self->rows->len > 0 ? self->rows->pdata[0] : NULL;

  return head_height (self) + (first != NULL ? lines_height (self, MIN (first->n_lines, LEAST_LINES)) : 0);
}

/* How many of LEFT lines stand on the rest of the page; 0: they begin on a new one. */
static guint
take_lines (const Strokes *self, const XyLayout *layout, guint left, double tail)
{
  double room = layout->bottom - layout->y + 0.01;

  if (lines_height (self, left) + tail <= room)
    return left;
  guint fits = (guint) MAX (floor ((room - 2 * get_padding (self)) / self->style.side), 0);
  /* The last lines go along with what must stand below them. */
  guint take = MIN (fits, left - 1);
  if (left - take < LEAST_LINES && take > LEAST_LINES)
    take = left - LEAST_LINES;
  return take >= LEAST_LINES ? take : 0;
}

static void
strokes_lay (XyBlock *block, XyLayout *layout)
{
  Strokes *self = (Strokes *) block;

  xy_layout_begin (layout, block, strokes_need (block, layout));
  xy_layout_place (layout, block, head_height (self), HEAD, 0, 0);
  for (guint r = 0; r < self->rows->len && !xy_layout_is_cancelled (layout); r++)
    {
      const Row *row = self->rows->pdata[r];
      double tail = r + 1 == self->rows->len ? layout->tail : 0;
      gboolean fresh = FALSE;
      for (guint at = 0; at < row->n_lines;)
        {
          guint take = take_lines (self, layout, row->n_lines - at, tail);
          if (take == 0 && fresh)
            take = row->n_lines - at;
          if (take == 0)
            {
              xy_layout_new_page (layout);
              xy_layout_place (layout, block, head_height (self), HEAD, 0, 0);
              fresh = TRUE;
              continue;
            }
          fresh = FALSE;
          xy_layout_place (layout, block, lines_height (self, take), r, take, at);
          at += take;
        }
    }
}

static void
add_box (cairo_t *cr, double x, double y, double width, double height, double line)
{
  cairo_rectangle (cr, x - line / 2, y - line / 2, width + line, line);
  cairo_rectangle (cr, x - line / 2, y + height - line / 2, width + line, line);
  cairo_rectangle (cr, x - line / 2, y + line / 2, line, height - line);
  cairo_rectangle (cr, x + width - line / 2, y + line / 2, line, height - line);
}

static void
draw_middle (const Strokes *self,
             XyFontSet *fonts,
             cairo_t *cr,
             const char *text,
             double x,
             double width,
             double middle)
{
  double wide = xy_typeset_width (fonts, self->style.font, text, -1);

  xy_typeset_draw_measured (fonts, self->style.font, cr, x + (width - wide) / 2,
                            middle + xy_typeset_drop (self->style.font), text, 0);
}

/* The first N strokes of 正 in the square at X, Y, in the order in which they are written: 一丨一丨一. */
static void
add_strokes (const Strokes *self, cairo_t *cr, double x, double y, guint n)
{
  static const struct
  {
    double x, y, width, height; /* of its middle line, parts of a square */
  } strokes[PER_SIGN] = {
    { 0.20, 0.22, 0.60, 0 }, { 0.50, 0.22, 0, 0.58 }, { 0.50, 0.50, 0.24, 0 },
    { 0.30, 0.48, 0, 0.32 }, { 0.14, 0.80, 0.72, 0 },
  };
  double side = self->style.side, thick = STROKE * side;

  for (guint i = 0; i < n; i++)
    cairo_rectangle (cr, x + strokes[i].x * side - thick / 2, y + strokes[i].y * side - thick / 2,
                     strokes[i].width * side + thick, strokes[i].height * side + thick);
}

static void
draw_squares (const Strokes *self, const Row *row, guint first, guint n, double x, double y, cairo_t *cr)
{
  double side = self->style.side;
  guint from = first * self->per_line, to = MIN ((first + n) * self->per_line, row->squares);

  for (guint i = from; i < to; i++)
    {
      double left = x + (i - from) % self->per_line * side, top = y + (i - from) / self->per_line * side;
      if (row->blank)
        add_box (cr, left, top, side, side, HAIR);
      else
        add_strokes (self, cr, left, top, MIN (row->n - i * PER_SIGN, PER_SIGN));
    }
  /* Strokes cross and squares touch: each spot is inked once. */
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_fill (cr);
}

static void
draw_cells (const Strokes *self, const char *const *texts, double y, double height, XyFontSet *fonts, cairo_t *cr)
{
  double left = self->block.left, label = self->style.label_width, sum = self->style.sum_width;
  double middle = self->block.width - label - sum;

  add_box (cr, left, y, label, height, RULE);
  add_box (cr, left + label, y, middle, height, RULE);
  add_box (cr, left + label + middle, y, sum, height, RULE);
  cairo_fill (cr);
  for (guint i = 0; i < 3; i++)
    if (texts[i] != NULL)
      draw_middle (self, fonts, cr, texts[i],
                   i == 0   ? left
                   : i == 1 ? left + label
                            : left + label + middle,
                   i == 0   ? label
                   : i == 1 ? middle
                            : sum,
                   y + height / 2);
}

static void
strokes_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  const Strokes *self = (const Strokes *) block;

  if (placed->first == HEAD)
    {
      draw_cells (self, (const char *const *) self->heads, placed->y, head_height (self), fonts, cr);
      return;
    }
  const Row *row = self->rows->pdata[placed->first];
  gboolean last = placed->flags + placed->n == row->n_lines;
  g_autofree char *sum = row->blank || !last ? NULL : g_strdup_printf ("%u", row->n);
  const char *const texts[] = { row->label, NULL, sum };
  draw_cells (self, texts, placed->y, lines_height (self, placed->n), fonts, cr);
  draw_squares (self, row, placed->flags, placed->n, block->left + self->style.label_width + get_padding (self),
                placed->y + get_padding (self), cr);
}

static void
strokes_text (XyBlock *block, GString *text)
{
  const Strokes *self = (const Strokes *) block;

  for (guint r = 0; r < self->rows->len; r++)
    {
      const Row *row = self->rows->pdata[r];
      if (row->blank)
        g_string_append_printf (text, "%s：\n", row->label);
      else
        g_string_append_printf (text, "%s：%u\n", row->label, row->n);
    }
}

static void
strokes_free (XyBlock *block)
{
  Strokes *self = (Strokes *) block;

  for (guint i = 0; i < G_N_ELEMENTS (self->heads); i++)
    g_free (self->heads[i]);
  g_ptr_array_unref (self->rows);
}

static const XyBlockClass strokes_class = {
  .prepare = strokes_prepare,
  .need = strokes_need,
  .lay = strokes_lay,
  .draw = strokes_draw,
  .text = strokes_text,
  .free = strokes_free,
  .splits = TRUE,
};

XyBlock *
xy_vote_strokes_new (const XyStrokesStyle *style)
{
  Strokes *self = xy_block_new (sizeof *self, &strokes_class);

  self->style = *style;
  for (guint i = 0; i < G_N_ELEMENTS (self->heads); i++)
    self->heads[i] = xy_block_clean_text (style->heads[i]);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  return &self->block;
}

static Row *
add_row (XyBlock *strokes, const char *label)
{
  Row *row = g_new0 (Row, 1);

  row->label = xy_block_clean_text (label);
  g_ptr_array_add (((Strokes *) strokes)->rows, row);
  return row;
}

void
xy_vote_strokes_add (XyBlock *strokes, const char *label, guint n)
{
  g_return_if_fail (strokes->class == &strokes_class);

  Row *row = add_row (strokes, label);
  row->n = n;
  row->squares = (n + PER_SIGN - 1) / PER_SIGN;
}

void
xy_vote_strokes_add_blank (XyBlock *strokes, const char *label, guint squares)
{
  g_return_if_fail (strokes->class == &strokes_class);

  Row *row = add_row (strokes, label);
  row->blank = TRUE;
  row->squares = squares;
}

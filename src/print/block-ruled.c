/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/block-ruled.h"

#include <math.h>

#include "print/block-private.h"

#define RULE 0.7
#define LABEL_LINE 1.35
#define FEWEST 2 /* lines of a box at either side of a page's end */

typedef struct
{
  XyTextBlock *label;
  GPtrArray *paragraphs; /* XyTextBlock */
  double left, width;
} Box;

typedef struct
{
  GPtrArray *boxes;
  guint least;
  guint n_lines; /* of the fullest box */
} Row;

typedef struct
{
  XyBlock block;
  XyRuledStyle style;
  GPtrArray *rows;
} RuledBlock;

static void
box_free (gpointer data)
{
  Box *box = data;

  xy_block_free (&box->label->block);
  g_ptr_array_unref (box->paragraphs);
  g_free (box);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_ptr_array_unref (row->boxes);
  g_free (row);
}

static void
prepare_text (XyTextBlock *text, XyLayout *layout, double left, double width)
{
  text->block.left = left;
  text->block.width = width;
  text->block.class->prepare (&text->block, layout);
}

static void
ruled_prepare (XyBlock *block, XyLayout *layout)
{
  RuledBlock *self = (RuledBlock *) block;
  double padding = self->style.padding, label = self->style.label_width;

  for (guint r = 0; r < self->rows->len; r++)
    {
      Row *row = self->rows->pdata[r];
      double share = block->width / MAX (row->boxes->len, 1);
      row->n_lines = 0;
      for (guint b = 0; b < row->boxes->len; b++)
        {
          Box *box = row->boxes->pdata[b];
          guint n = 0;
          box->left = block->left + b * share;
          box->width = share;
          prepare_text (box->label, layout, box->left + padding / 2, label - padding);
          for (guint p = 0; p < box->paragraphs->len; p++)
            {
              XyTextBlock *text = box->paragraphs->pdata[p];
              prepare_text (text, layout, box->left + label + padding, share - label - 2 * padding);
              n += text->lines->len;
            }
          row->n_lines = MAX (row->n_lines, n);
        }
    }
}

/* Of a piece with N lines of ROW; of the WHOLE row what is to be written by hand has its room. */
static double
piece_height (const RuledBlock *self, const Row *row, guint n, gboolean whole)
{
  double height = MAX (n, 1) * self->style.line_height;

  if (whole)
    height = MAX (height, row->least * self->style.line_height);
  for (guint b = 0; b < row->boxes->len; b++)
    {
      const XyTextBlock *label = ((const Box *) row->boxes->pdata[b])->label;
      height = MAX (height, label->lines->len * label->style.line_height);
    }
  return height + 2 * self->style.padding;
}

static double
ruled_need (XyBlock *block, XyLayout *layout)
{
  RuledBlock *self = (RuledBlock *) block;

  if (self->rows->len == 0)
    return 0;
  const Row *first = self->rows->pdata[0];
  gboolean whole = first->n_lines <= FEWEST + 1;
  return piece_height (self, first, whole ? first->n_lines : FEWEST, whole);
}

/* How many of LEFT lines of ROW stand here; 0: they begin on a new page. */
static guint
take_lines (const RuledBlock *self, const XyLayout *layout, const Row *row, guint left, double tail)
{
  double room = layout->bottom - layout->y + 0.01;
  guint fits = (guint) MAX (floor ((room - 2 * self->style.padding) / self->style.line_height), 0);
  gboolean whole = left == row->n_lines;

  if (piece_height (self, row, left, whole) + tail <= room)
    return MAX (left, 1);
  if (xy_layout_at_top (layout))
    fits = MAX (fits, 1);
  guint take = MIN (fits, left);
  /* The end goes along with what must stand below it. */
  if (take == left)
    take = left > 2 * FEWEST ? left - FEWEST : 0;
  else if (left - take < FEWEST && take > FEWEST)
    take = left - FEWEST;
  if (take < FEWEST || piece_height (self, row, take, FALSE) > room)
    take = 0;
  return xy_layout_at_top (layout) ? MAX (take, MIN (MAX (fits, 1), MAX (left, 1))) : take;
}

static void
ruled_lay (XyBlock *block, XyLayout *layout)
{
  RuledBlock *self = (RuledBlock *) block;

  xy_layout_begin (layout, block, ruled_need (block, layout));
  for (guint r = 0; r < self->rows->len && !xy_layout_is_cancelled (layout); r++)
    {
      const Row *row = self->rows->pdata[r];
      double tail = r + 1 == self->rows->len ? layout->tail : 0;
      guint n = MAX (row->n_lines, 1);
      for (guint at = 0; at < n;)
        {
          guint take = take_lines (self, layout, row, n - at, tail);
          if (take == 0)
            {
              xy_layout_new_page (layout);
              continue;
            }
          xy_layout_place (layout, block, piece_height (self, row, take, take == n), r, take, at);
          at += take;
          if (at < n)
            xy_layout_new_page (layout);
        }
    }
}

/* N lines of BOX from FIRST on, Y down. */
static void
draw_lines (const Box *box, double y, guint first, guint n, XyFontSet *fonts, cairo_t *cr)
{
  guint before = 0;

  for (guint p = 0; p < box->paragraphs->len; p++)
    {
      XyTextBlock *text = box->paragraphs->pdata[p];
      guint len = text->lines->len, from = MAX (first, before), to = MIN (first + n, before + len);
      if (from < to)
        {
          xy_text_block_draw (text, y, from - before, to - from, fonts, cr);
          y += (to - from) * text->style.line_height;
        }
      before += len;
    }
}

static void
add_rule (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_rectangle (cr, x - RULE / 2, y - RULE / 2, width + RULE, height + RULE);
}

static void
ruled_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  const RuledBlock *self = (const RuledBlock *) block;
  const Row *row = self->rows->pdata[placed->first];
  guint first = placed->flags, n = placed->n;
  gboolean whole = n == MAX (row->n_lines, 1);
  double y = placed->y, height = piece_height (self, row, n, whole);

  add_rule (cr, block->left, y, block->width, 0);
  add_rule (cr, block->left, y + height, block->width, 0);
  add_rule (cr, block->left + block->width, y, 0, height);
  for (guint b = 0; b < row->boxes->len; b++)
    {
      const Box *box = row->boxes->pdata[b];
      add_rule (cr, box->left, y, 0, height);
      add_rule (cr, box->left + self->style.label_width, y, 0, height);
    }
  cairo_fill (cr);
  for (guint b = 0; b < row->boxes->len; b++)
    {
      const Box *box = row->boxes->pdata[b];
      double label = box->label->lines->len * box->label->style.line_height;
      guint lines = 0;
      for (guint p = 0; p < box->paragraphs->len; p++)
        lines += ((const XyTextBlock *) box->paragraphs->pdata[p])->lines->len;
      /* One line beside a label, or in a row that is higher for another box, stands in the middle. */
      double used = MIN (lines, n) * self->style.line_height;
      double inner = row->least <= 1 && lines <= n ? (height - used) / 2 : self->style.padding;
      xy_text_block_draw (box->label, y + (height - label) / 2, 0, box->label->lines->len, fonts, cr);
      draw_lines (box, y + inner, first, n, fonts, cr);
    }
}

static void
ruled_text (XyBlock *block, GString *text)
{
  const RuledBlock *self = (const RuledBlock *) block;

  for (guint r = 0; r < self->rows->len; r++)
    {
      const Row *row = self->rows->pdata[r];
      for (guint b = 0; b < row->boxes->len; b++)
        {
          const Box *box = row->boxes->pdata[b];
          g_string_append_printf (text, "%s：", box->label->text);
          if (box->paragraphs->len == 0)
            g_string_append_c (text, '\n');
          for (guint p = 0; p < box->paragraphs->len; p++)
            g_string_append_printf (text, "%s\n", ((const XyTextBlock *) box->paragraphs->pdata[p])->text);
        }
    }
}

static void
ruled_free (XyBlock *block)
{
  g_ptr_array_unref (((RuledBlock *) block)->rows);
}

static const XyBlockClass ruled_class = {
  .prepare = ruled_prepare,
  .need = ruled_need,
  .lay = ruled_lay,
  .draw = ruled_draw,
  .text = ruled_text,
  .free = ruled_free,
  .splits = TRUE,
};

XyBlock *
xy_block_ruled_new (const XyRuledStyle *style)
{
  RuledBlock *self = xy_block_new (sizeof *self, &ruled_class);

  self->style = *style;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  return &self->block;
}

void
xy_block_ruled_add_row (XyBlock *ruled, guint least)
{
  RuledBlock *self = (RuledBlock *) ruled;
  Row *row = g_new0 (Row, 1);

  g_return_if_fail (ruled->class == &ruled_class);

  row->least = least;
  row->boxes = g_ptr_array_new_with_free_func (box_free);
  g_ptr_array_add (self->rows, row);
}

void
xy_block_ruled_add_box (XyBlock *ruled, const char *label)
{
  RuledBlock *self = (RuledBlock *) ruled;

  g_return_if_fail (ruled->class == &ruled_class && self->rows->len > 0);

  Row *row = self->rows->pdata[self->rows->len - 1];
  Box *box = g_new0 (Box, 1);
  XyFont font = self->style.label_font;
  box->label = (XyTextBlock *) xy_block_text_new (label, font, LABEL_LINE * font.size, 0, XY_ALIGN_CENTRE);
  box->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_block_free);
  g_ptr_array_add (row->boxes, box);
}

void
xy_block_ruled_add_paragraph (XyBlock *ruled, const char *text, XyFontRole lead_role, guint lead)
{
  RuledBlock *self = (RuledBlock *) ruled;
  const XyTextStyle style = {
    .font = self->style.font, .line_height = self->style.line_height, .lead_role = lead_role, .lead = lead
  };

  g_return_if_fail (ruled->class == &ruled_class && self->rows->len > 0);

  Row *row = self->rows->pdata[self->rows->len - 1];
  Box *box = row->boxes->pdata[row->boxes->len - 1];
  g_ptr_array_add (box->paragraphs, xy_block_paragraph_new (text, &style));
}

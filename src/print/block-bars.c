/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/block-bars.h"

#include <math.h>

#include "print/block-private.h"
#include "print/typeset.h"

/* How the width is shared: up to the note, the bar of the value, the bar of the parts. */
#define NOTE_AT 0.15
#define VALUE_AT 0.30
#define VALUE_MOST 0.21
#define PARTS_AT 0.61

#define BAR 0.52 /* of a row's height */
/* Of the legend, parts of the size. */
#define LEGEND_BOX 1.6
#define LEGEND_SPACE 0.4
#define LEGEND_GAP 1.2

#define EDGE 0.6  /* points */
#define HATCH 4.2 /* from one stroke to the next */
#define STROKE 0.9
#define SOLID 0.25 /* grey */
#define VALUE_GREY 0.45

typedef struct
{
  char *name, *note, *said;
  gint64 value;
  guint n[XY_BARS_PARTS_MOST];
  guint all;
} Row;

typedef struct
{
  XyBlock block;
  char *names[4];
  char *parts[XY_BARS_PARTS_MOST];
  guint n_parts;
  gint64 most;
  XyFont font, head_font;
  double row_height;
  GArray *rows;
} BarsBlock;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->name);
  g_free (row->note);
  g_free (row->said);
}

static double
head_height (const BarsBlock *self)
{
  return 2.1 * self->row_height;
}

static void
bars_prepare (XyBlock *block, XyLayout *layout)
{
  const BarsBlock *self = (const BarsBlock *) block;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      xy_font_set_watch (layout->fonts, row->name);
      xy_typeset_width (layout->fonts, self->font, row->name, -1);
    }
  xy_font_set_watch (layout->fonts, "");
  for (guint i = 0; i < self->n_parts; i++)
    xy_typeset_width (layout->fonts, self->font, self->parts[i], -1);
  xy_font_set_watch (layout->fonts, NULL);
}

static double
bars_need (XyBlock *block, XyLayout *layout)
{
  const BarsBlock *self = (const BarsBlock *) block;

  return head_height (self) + self->row_height;
}

static void
bars_lay (XyBlock *block, XyLayout *layout)
{
  const BarsBlock *self = (const BarsBlock *) block;
  guint n = self->rows->len;

  xy_layout_begin (layout, block, bars_need (block, layout));
  for (guint at = 0; at < n;)
    {
      double room = layout->bottom - layout->y - head_height (self) + 0.01;
      guint left = n - at, fits = (guint) MAX (floor (room / self->row_height), 1);
      guint fits_with_tail = (guint) MAX (floor ((room - layout->tail) / self->row_height), 0);
      guint take = MIN (fits, left);

      /* What must stand below takes a line along. */
      if (take == left && left > fits_with_tail && left > 1)
        take--;
      else if (take == left && left > fits_with_tail && !xy_layout_at_top (layout))
        {
          xy_layout_new_page (layout);
          continue;
        }
      xy_layout_place (layout, block, head_height (self) + take * self->row_height, at, take, 0);
      at += take;
      if (at < n)
        xy_layout_new_page (layout);
    }
}

static void
draw_text (XyFontSet *fonts,
           cairo_t *cr,
           XyFont font,
           XyAlign align,
           double x,
           double room,
           double middle,
           const char *text)
{
  double width = xy_typeset_width (fonts, font, text, -1);

  if (width > room && width > 0)
    {
      font.size *= room / width;
      width = room;
    }
  x += align == XY_ALIGN_CENTRE ? (room - width) / 2 : align == XY_ALIGN_RIGHT ? room - width : 0;
  xy_typeset_draw (fonts, font, cr, x, middle + xy_typeset_drop (font), text, -1, 0);
}

/* The ground of part I of N: the best one solid, the worst one white, between them hatched one way and the other. */
static void
draw_ground (cairo_t *cr, guint i, guint n, double x, double y, double width, double height)
{
  gboolean down = i % 2 == 0;

  if (i == 0)
    {
      cairo_set_source_rgb (cr, SOLID, SOLID, SOLID);
      cairo_rectangle (cr, x, y, width, height);
      cairo_fill (cr);
    }
  else if (i + 1 < n)
    {
      cairo_save (cr);
      cairo_rectangle (cr, x, y, width, height);
      cairo_clip (cr);
      cairo_set_source_rgb (cr, SOLID, SOLID, SOLID);
      for (double at = x - height; at < x + width; at += HATCH)
        {
          double top = down ? at : at + height, bottom = down ? at + height : at;
          cairo_move_to (cr, top, y);
          cairo_line_to (cr, top + STROKE, y);
          cairo_line_to (cr, bottom + STROKE, y + height);
          cairo_line_to (cr, bottom, y + height);
          cairo_close_path (cr);
        }
      cairo_fill (cr);
      cairo_restore (cr);
    }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_rectangle (cr, x, y, width, height);
  cairo_rectangle (cr, x + EDGE, y + EDGE, MAX (width - 2 * EDGE, 0), height - 2 * EDGE);
  cairo_fill (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
}

/* How many there are, in the middle of a part if it has room for it. */
static void
draw_number (const BarsBlock *self,
             XyFontSet *fonts,
             cairo_t *cr,
             guint i,
             double x,
             double width,
             double middle,
             guint n)
{
  XyFont font = { self->font.role, self->font.size * 0.85 };
  g_autofree char *text = g_strdup_printf ("%u", n);
  double needed = xy_typeset_width (fonts, font, text, -1) + 4;

  if (needed > width - 2 * EDGE)
    return;
  cairo_set_source_rgb (cr, 1, 1, 1);
  if (i > 0)
    {
      double height = MIN (font.size * 1.2, BAR * self->row_height - 2 * EDGE);
      cairo_rectangle (cr, x + (width - needed) / 2, middle - height / 2, needed, height);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
    }
  draw_text (fonts, cr, font, XY_ALIGN_CENTRE, x, width, middle, text);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

static void
draw_parts (const BarsBlock *self, const Row *row, XyFontSet *fonts, cairo_t *cr, double middle)
{
  double left = self->block.left + PARTS_AT * self->block.width, whole = self->block.width * (1 - PARTS_AT);
  double height = BAR * self->row_height;
  guint before = 0;

  for (guint i = 0; i < self->n_parts && row->all > 0; i++)
    {
      double x = left + whole * before / row->all, width = whole * row->n[i] / row->all;
      before += row->n[i];
      if (row->n[i] == 0)
        continue;
      draw_ground (cr, i, self->n_parts, x, middle - height / 2, width, height);
      draw_number (self, fonts, cr, i, x, width, middle, row->n[i]);
    }
}

/* Which hatching is what, at the right. */
static void
draw_legend (const BarsBlock *self, XyFontSet *fonts, cairo_t *cr, double middle)
{
  XyFont font = self->font;
  double width = 0, x;

  for (guint i = 0; i < self->n_parts; i++)
    width += (i > 0 ? LEGEND_GAP : 0) + LEGEND_BOX + LEGEND_SPACE
             + xy_typeset_width (fonts, font, self->parts[i], -1) / font.size;
  font.size *= MIN (1, self->block.width / (width * font.size));
  x = self->block.left + self->block.width - width * font.size;
  for (guint i = 0; i < self->n_parts; i++)
    {
      double text = xy_typeset_width (fonts, font, self->parts[i], -1);
      draw_ground (cr, i, self->n_parts, x, middle - font.size / 2, LEGEND_BOX * font.size, font.size);
      x += (LEGEND_BOX + LEGEND_SPACE) * font.size;
      draw_text (fonts, cr, font, XY_ALIGN_LEFT, x, text, middle, self->parts[i]);
      x += text + LEGEND_GAP * font.size;
    }
}

static void
draw_head (const BarsBlock *self, XyFontSet *fonts, cairo_t *cr, double y)
{
  const double at[] = { 0, NOTE_AT, VALUE_AT, PARTS_AT, 1 };
  double left = self->block.left, width = self->block.width, middle = y + self->row_height * 1.5;

  draw_legend (self, fonts, cr, y + self->row_height / 2);
  for (guint i = 0; i < G_N_ELEMENTS (self->names); i++)
    draw_text (fonts, cr, self->head_font, XY_ALIGN_LEFT, left + at[i] * width,
               (at[i + 1] - at[i]) * width - self->font.size, middle, self->names[i]);
  cairo_rectangle (cr, left, y + head_height (self) - EDGE, width, EDGE);
  cairo_fill (cr);
}

static void
draw_row (const BarsBlock *self, const Row *row, XyFontSet *fonts, cairo_t *cr, double y)
{
  double left = self->block.left, width = self->block.width, size = self->font.size;
  double middle = y + self->row_height / 2, height = BAR * self->row_height, bar = 0;

  draw_text (fonts, cr, self->font, XY_ALIGN_LEFT, left, NOTE_AT * width - size / 2, middle, row->name);
  draw_text (fonts, cr, self->font, XY_ALIGN_LEFT, left + NOTE_AT * width, (VALUE_AT - NOTE_AT) * width - size / 2,
             middle, row->note);
  if (row->value > 0)
    {
      bar = VALUE_MOST * width * MIN (row->value, self->most) / self->most;
      cairo_set_source_rgb (cr, VALUE_GREY, VALUE_GREY, VALUE_GREY);
      cairo_rectangle (cr, left + VALUE_AT * width, middle - height / 2, bar, height);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
    }
  draw_text (fonts, cr, self->font, XY_ALIGN_LEFT, left + VALUE_AT * width + bar + (bar > 0 ? size / 2 : 0),
             (PARTS_AT - VALUE_AT) * width - bar - size, middle, row->said);
  draw_parts (self, row, fonts, cr, middle);
}

static void
bars_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  const BarsBlock *self = (const BarsBlock *) block;
  double y = placed->y + head_height (self);

  draw_head (self, fonts, cr, placed->y);
  for (guint i = placed->first; i < placed->first + placed->n; i++, y += self->row_height)
    draw_row (self, &g_array_index (self->rows, Row, i), fonts, cr, y);
}

static void
bars_text (XyBlock *block, GString *text)
{
  const BarsBlock *self = (const BarsBlock *) block;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      g_string_append_printf (text, "%s　%s　%s", row->name, row->note, row->said);
      for (guint p = 0; p < self->n_parts; p++)
        g_string_append_printf (text, "　%s%u", self->parts[p], row->n[p]);
      g_string_append_c (text, '\n');
    }
}

static void
bars_free (XyBlock *block)
{
  BarsBlock *self = (BarsBlock *) block;

  for (guint i = 0; i < G_N_ELEMENTS (self->names); i++)
    g_free (self->names[i]);
  for (guint i = 0; i < self->n_parts; i++)
    g_free (self->parts[i]);
  g_array_unref (self->rows);
}

static const XyBlockClass bars_class = {
  .prepare = bars_prepare,
  .need = bars_need,
  .lay = bars_lay,
  .draw = bars_draw,
  .text = bars_text,
  .free = bars_free,
  .splits = TRUE,
};

XyBlock *
xy_block_bars_new (const XyBarsStyle *style)
{
  BarsBlock *self = xy_block_new (sizeof *self, &bars_class);

  for (guint i = 0; i < G_N_ELEMENTS (self->names); i++)
    self->names[i] = xy_block_clean_text (style->names[i]);
  for (; self->n_parts < XY_BARS_PARTS_MOST && style->parts[self->n_parts] != NULL; self->n_parts++)
    self->parts[self->n_parts] = xy_block_clean_text (style->parts[self->n_parts]);
  self->most = style->most;
  self->font = style->font;
  self->head_font = style->head_font;
  self->row_height = style->row_height;
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  return &self->block;
}

void
xy_block_bars_add (XyBlock *block, const char *name, const char *note, gint64 value, const char *said, const guint *n)
{
  g_return_if_fail (block->class == &bars_class);

  BarsBlock *self = (BarsBlock *) block;
  Row row = { .name = xy_block_clean_text (name),
              .note = xy_block_clean_text (note),
              .said = xy_block_clean_text (said),
              .value = value };

  for (guint i = 0; i < self->n_parts; i++)
    {
      row.n[i] = n[i];
      row.all += n[i];
    }
  g_array_append_val (self->rows, row);
}

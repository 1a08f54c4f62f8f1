/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/block-runs.h"

#include <math.h>
#include <string.h>

#include "print/block-private.h"
#include "print/typeset.h"

/* Of the size of the font. */
#define THICK 0.055
#define APART 0.18  /* of two lines */
#define BELOW 0.64  /* from the middle of a row to the line under it */
#define SIGN 0.8    /* the sign in its box */
#define BOX 1.25    /* the box */
#define LIGHTER 0.4 /* the grey of what is struck through */

typedef struct
{
  gsize start;
  XyRunStyle style;
} Run;

typedef struct
{
  XyBlock block;
  char *sign; /* NULL: none */
  GString *text;
  guint lead;
  GArray *runs; /* Run; each goes to the next one's start */
  XyFont font;
  double line_height, margin;
  GArray *lines; /* XyLine */
} RunsBlock;

/* How wide the first END − START bytes of a line are that begins at START. */
static double
measure (RunsBlock *self, XyFontSet *fonts, gsize start, gsize end)
{
  XyFont lead = { XY_FONT_HEI, self->font.size };
  double width = 0;

  if (start < self->lead && end > start)
    width += xy_typeset_width (fonts, lead, self->text->str + start, (gssize) (MIN (end, self->lead) - start));
  start = MAX (start, self->lead);
  if (end > start)
    width += xy_typeset_width (fonts, self->font, self->text->str + start, (gssize) (end - start));
  return width;
}

static void
runs_prepare (XyBlock *block, XyLayout *layout)
{
  RunsBlock *self = (RunsBlock *) block;
  XySetting setting = { .font = self->font, .lead_role = XY_FONT_HEI, .lead = self->lead };

  xy_font_set_watch (layout->fonts, "");
  g_array_set_size (self->lines, 0);
  xy_typeset_break_setting (layout->fonts, &setting, self->text->str,
                            MAX (block->width - self->margin, self->font.size), 0, self->lines);
  if (self->sign != NULL)
    xy_typeset_width (layout->fonts, (XyFont){ XY_FONT_HEI, self->font.size * SIGN }, self->sign, -1);
  xy_font_set_watch (layout->fonts, NULL);
}

static gboolean
runs_is_whole (const XyBlock *block)
{
  return ((const RunsBlock *) block)->lines->len <= 3;
}

static double
runs_need (XyBlock *block, XyLayout *layout)
{
  const RunsBlock *self = (const RunsBlock *) block;

  return self->line_height * (runs_is_whole (block) ? self->lines->len : 2);
}

static void
runs_lay (XyBlock *block, XyLayout *layout)
{
  const RunsBlock *self = (const RunsBlock *) block;
  guint n = self->lines->len;

  if (runs_is_whole (block))
    {
      xy_layout_begin (layout, block, xy_layout_add_tail (layout, n * self->line_height));
      xy_layout_place (layout, block, n * self->line_height, 0, n, 0);
      return;
    }
  xy_layout_begin (layout, block, runs_need (block, layout));
  for (guint at = 0; at < n;)
    {
      guint left = n - at;
      guint take = MIN ((guint) MAX (floor ((layout->bottom - layout->y + 0.01) / self->line_height), 1), left);
      /* Two lines at least on either side of a page's end. */
      if (left - take == 1 && take > 2)
        take--;
      xy_layout_place (layout, block, take * self->line_height, at, take, 0);
      at += take;
      if (at < n)
        xy_layout_new_page (layout);
    }
}

static void
draw_lines (const RunsBlock *self, XyRunStyle style, cairo_t *cr, double left, double right, double middle)
{
  double size = self->font.size, thick = MAX (size * THICK, 0.6), apart = size * APART;
  gboolean struck = style == XY_RUN_DELETED || style == XY_RUN_MOVED_FROM;
  double at = struck ? middle : middle + size * BELOW;

  if (style == XY_RUN_PLAIN)
    return;
  if (style == XY_RUN_DELETED || style == XY_RUN_INSERTED)
    cairo_rectangle (cr, left, at - thick / 2, right - left, thick);
  else
    for (int line = 0; line < 2; line++)
      cairo_rectangle (cr, left, at + (struck ? line - 0.5 : line) * apart - thick / 2, right - left, thick);
  cairo_fill (cr);
}

/* What of line I is in the run from START to END. */
static void
draw_piece (RunsBlock *self,
            XyFontSet *fonts,
            cairo_t *cr,
            const XyLine *line,
            gsize start,
            gsize end,
            XyRunStyle style,
            double middle)
{
  gsize from = MAX (start, line->start), to = MIN (end, line->start + line->length);
  XyFont font = self->font;

  if (from >= to)
    return;
  double left = self->block.left + self->margin + measure (self, fonts, line->start, from);
  double right = self->block.left + self->margin + measure (self, fonts, line->start, to);
  gboolean struck = style == XY_RUN_DELETED || style == XY_RUN_MOVED_FROM;
  if (from < self->lead)
    font.role = XY_FONT_HEI;
  cairo_set_source_rgb (cr, struck ? LIGHTER : 0, struck ? LIGHTER : 0, struck ? LIGHTER : 0);
  xy_typeset_draw (fonts, font, cr, left, middle + xy_typeset_drop (font), self->text->str + from, (gssize) (to - from),
                   0);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_lines (self, style, cr, left, right, middle);
}

static void
draw_sign (const RunsBlock *self, XyFontSet *fonts, cairo_t *cr, double middle)
{
  XyFont font = { XY_FONT_HEI, self->font.size * SIGN };
  double box = self->font.size * BOX, left = self->block.left, top = middle - box / 2;
  double width = xy_typeset_width (fonts, font, self->sign, -1);

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, MAX (self->font.size * THICK, 0.6));
  cairo_rectangle (cr, left + 0.5, top, box, box);
  cairo_stroke (cr);
  xy_typeset_draw (fonts, font, cr, left + 0.5 + (box - width) / 2, middle + xy_typeset_drop (font), self->sign, -1, 0);
}

static void
runs_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  RunsBlock *self = (RunsBlock *) block;

  if (self->sign != NULL && placed->first == 0)
    draw_sign (self, fonts, cr, placed->y + self->line_height / 2);
  for (guint i = 0; i < placed->n; i++)
    {
      const XyLine *line = &g_array_index (self->lines, XyLine, placed->first + i);
      double middle = placed->y + (i + 0.5) * self->line_height;
      draw_piece (self, fonts, cr, line, 0, self->lead, XY_RUN_PLAIN, middle);
      for (guint r = 0; r < self->runs->len; r++)
        {
          const Run *run = &g_array_index (self->runs, Run, r);
          gsize end = r + 1 < self->runs->len ? run[1].start : self->text->len;
          draw_piece (self, fonts, cr, line, run->start, end, run->style, middle);
        }
    }
}

/* For the clipboard, which has no lines. */
static void
runs_text (XyBlock *block, GString *text)
{
  static const char *const opens[] = { "", "〔删：", "〔增：", "〔移走：", "〔移来：" };
  const RunsBlock *self = (const RunsBlock *) block;

  g_string_append_len (text, self->text->str, self->lead);
  for (guint r = 0; r < self->runs->len; r++)
    {
      const Run *run = &g_array_index (self->runs, Run, r);
      gsize end = r + 1 < self->runs->len ? run[1].start : self->text->len;
      g_string_append (text, opens[run->style]);
      g_string_append_len (text, self->text->str + run->start, (gssize) (end - run->start));
      g_string_append (text, run->style == XY_RUN_PLAIN ? "" : "〕");
    }
  g_string_append_c (text, '\n');
}

static void
runs_free (XyBlock *block)
{
  RunsBlock *self = (RunsBlock *) block;

  g_free (self->sign);
  g_string_free (self->text, TRUE);
  g_array_unref (self->runs);
  g_array_unref (self->lines);
}

static const XyBlockClass runs_class = {
  .prepare = runs_prepare,
  .need = runs_need,
  .lay = runs_lay,
  .draw = runs_draw,
  .text = runs_text,
  .free = runs_free,
  .splits = TRUE,
  .is_whole = runs_is_whole,
};

XyBlock *
xy_block_runs_new (const char *sign, const char *lead, XyFont font, double line_height, double margin)
{
  RunsBlock *self = xy_block_new (sizeof *self, &runs_class);
  char *clean = xy_block_clean_text (lead);

  self->sign = g_strdup (sign);
  self->text = g_string_new (clean);
  self->lead = (guint) self->text->len;
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  self->lines = g_array_new (FALSE, FALSE, sizeof (XyLine));
  self->font = font;
  self->line_height = line_height;
  self->margin = margin;
  g_free (clean);
  return &self->block;
}

void
xy_block_runs_add (XyBlock *runs, XyRunStyle style, const char *text)
{
  g_return_if_fail (runs->class == &runs_class);

  RunsBlock *self = (RunsBlock *) runs;
  g_autofree char *clean = xy_block_clean_text (text);
  Run run = { self->text->len, style };

  g_strdelimit (clean, "\n", ' ');
  g_string_append (self->text, clean);
  g_array_append_val (self->runs, run);
}

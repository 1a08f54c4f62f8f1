/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/block-private.h"

#include "print/typeset.h"

#include <math.h>
#include <string.h>

/* Official titles are set a little wide; more than three quarters smaller they are no titles any more. */
#define TITLE_SPREAD 0.08
#define TITLE_SMALLEST 0.75
#define TITLE_LINE 1.35

#define SEAL (45 * XY_MM)
#define SEAL_GAP (6 * XY_MM)
#define NOTE_LINE 1.6
#define SMALLEST_NOTE 0.9

typedef struct
{
  XyBlock block;
  char *text;
  XyFont font;
  double line_height;
  double indent;
  double spread;
  XyAlign align;
  gboolean title;
  GArray *lines;
} TextBlock;

typedef struct
{
  XyBlock block;
  GPtrArray *notes; /* TextBlock, laid out beside the seal */
  double notes_height;
  XySeal seal;
  char *issuer;
  char *second;
  char *date;
  XyFont font;
  double width; /* of the room for one seal with its text */
} SignatureBlock;

static void *
block_new (gsize size, const XyBlockClass *class)
{
  XyBlock *block = g_malloc0 (size);

  block->class = class;
  return block;
}

void
xy_block_free (XyBlock *block)
{
  if (block == NULL)
    return;
  block->class->free (block);
  g_free (block);
}

void
xy_block_set_space_before (XyBlock *block, double points)
{
  block->space_before = points;
}

void
xy_block_set_keep (XyBlock *block, XyKeep keep)
{
  block->keep = keep;
}

/* --- titles and running text --- */

static void
break_title (TextBlock *self, XyLayout *layout)
{
  double wanted = xy_typeset_width (layout->fonts, self->font, self->text, -1);
  guint gaps = xy_typeset_count_gaps (layout->fonts, self->font, self->text, -1);
  gboolean has_newline = strchr (self->text, '\n') != NULL;

  wanted += gaps * TITLE_SPREAD * self->font.size;
  if (!has_newline && wanted > self->block.width && wanted * TITLE_SMALLEST <= self->block.width)
    self->font.size *= self->block.width / wanted;
  self->spread = TITLE_SPREAD * self->font.size;
  self->line_height = TITLE_LINE * self->font.size;

  /* The narrowest measure that needs no more lines than the whole width makes them about equally long. */
  double room = self->block.width / (1 + TITLE_SPREAD);
  if (!has_newline && wanted <= self->block.width)
    room = G_MAXDOUBLE;
  xy_typeset_break (layout->fonts, self->font, self->text, room, 0, self->lines);
  if (has_newline || self->lines->len < 2)
    return;
  guint n = self->lines->len;
  double low = room / n, high = room;
  while (high - low > 1)
    {
      double middle = (low + high) / 2;
      g_array_set_size (self->lines, 0);
      xy_typeset_break (layout->fonts, self->font, self->text, middle, 0, self->lines);
      if (self->lines->len > n)
        low = middle;
      else
        high = middle;
    }
  g_array_set_size (self->lines, 0);
  xy_typeset_break (layout->fonts, self->font, self->text, high, 0, self->lines);
}

static void
text_prepare (XyBlock *block, XyLayout *layout)
{
  TextBlock *self = (TextBlock *) block;

  xy_font_set_watch (layout->fonts, "");
  g_array_set_size (self->lines, 0);
  if (self->title)
    break_title (self, layout);
  else
    xy_typeset_break (layout->fonts, self->font, self->text, block->width, self->indent * self->font.size, self->lines);
  xy_font_set_watch (layout->fonts, NULL);
}

/* A paragraph leaves at least two lines on either side of a page's end. */
static double
text_need (XyBlock *block, XyLayout *layout)
{
  TextBlock *self = (TextBlock *) block;
  guint n = self->lines->len;

  return self->line_height * (self->title || n <= 3 ? n : 2);
}

static void
text_lay (XyBlock *block, XyLayout *layout)
{
  TextBlock *self = (TextBlock *) block;
  guint n = self->lines->len;

  if (self->title || n <= 3)
    {
      xy_layout_begin (layout, block, xy_layout_add_tail (layout, n * self->line_height));
      xy_layout_place (layout, block, n * self->line_height, 0, n, 0);
      return;
    }
  xy_layout_begin (layout, block, text_need (block, layout));
  for (guint at = 0; at < n;)
    {
      guint left = n - at;
      double room = layout->bottom - layout->y + 0.01;
      guint fits = (guint) MAX (floor (room / self->line_height), 1);
      guint fits_with_tail = (guint) MAX (floor ((room - layout->tail) / self->line_height), 0);
      guint take = left <= fits_with_tail ? left : MIN (fits, left);

      if (take == left && left > fits_with_tail && left > 2)
        take = left - 2;
      else if (left - take == 1 && take > 2)
        take--;
      xy_layout_place (layout, block, take * self->line_height, at, take, 0);
      at += take;
      if (at < n)
        xy_layout_new_page (layout);
    }
}

static void
draw_lines (TextBlock *self, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr)
{
  XyBlock *block = &self->block;
  double y = placed->y + self->line_height / 2 + xy_typeset_drop (self->font);

  for (guint i = 0; i < placed->n; i++, y += self->line_height)
    {
      const XyLine *line = &g_array_index (self->lines, XyLine, placed->first + i);
      double spread = self->spread;
      double indent = placed->first + i == 0 ? self->indent * self->font.size : 0;
      double spare = block->width - indent - line->width;
      double x = block->left + indent;

      if (self->title)
        spare -= line->n_gaps * spread;
      if (self->align == XY_ALIGN_CENTRE)
        x += spare / 2;
      else if (self->align == XY_ALIGN_RIGHT)
        x += spare;
      else if (!line->last && line->n_gaps > 0)
        spread += spare / line->n_gaps;
      xy_typeset_draw (fonts, self->font, cr, x, y, self->text + line->start, line->length, spread);
    }
}

static void
text_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  draw_lines ((TextBlock *) block, placed, fonts, cr);
}

static void
text_free (XyBlock *block)
{
  TextBlock *self = (TextBlock *) block;

  g_free (self->text);
  g_array_unref (self->lines);
}

static const XyBlockClass title_class = {
  .prepare = text_prepare,
  .need = text_need,
  .lay = text_lay,
  .draw = text_draw,
  .free = text_free,
};

static const XyBlockClass text_class = {
  .prepare = text_prepare,
  .need = text_need,
  .lay = text_lay,
  .draw = text_draw,
  .free = text_free,
  .splits = TRUE,
};

static TextBlock *
text_block_new (const XyBlockClass *class, const char *text, XyFont font)
{
  TextBlock *self = block_new (sizeof *self, class);

  self->text = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_strdelimit (self->text, "\t\r\v\f", ' ');
  self->font = font;
  self->lines = g_array_new (FALSE, FALSE, sizeof (XyLine));
  return self;
}

XyBlock *
xy_block_title_new (const char *text, XyFont font)
{
  TextBlock *self = text_block_new (&title_class, text, font);

  self->title = TRUE;
  self->align = XY_ALIGN_CENTRE;
  self->block.keep = XY_KEEP_WITH_NEXT;
  return &self->block;
}

XyBlock *
xy_block_text_new (const char *text, XyFont font, double line_height, double indent, XyAlign align)
{
  TextBlock *self = text_block_new (&text_class, text, font);

  self->line_height = line_height;
  self->indent = indent;
  self->align = align;
  return &self->block;
}

/* --- the end of a paper --- */

static double
signature_text_width (SignatureBlock *self, XyLayout *layout)
{
  double issuer = xy_typeset_width (layout->fonts, self->font, self->issuer, -1);
  double second = xy_typeset_width (layout->fonts, self->font, self->second, -1);
  double date = xy_typeset_width (layout->fonts, self->font, self->date, -1);

  return MAX (MAX (issuer, second), date);
}

static void
signature_prepare (XyBlock *block, XyLayout *layout)
{
  SignatureBlock *self = (SignatureBlock *) block;
  double most = self->seal == XY_SEAL_TWO ? (block->width - SEAL_GAP) / 2 : block->width / 2;

  xy_font_set_watch (layout->fonts, "");
  self->width = signature_text_width (self, layout);
  if (self->width > most)
    {
      self->font.size *= most / self->width;
      self->width = signature_text_width (self, layout);
    }
  xy_font_set_watch (layout->fonts, NULL);
  if (self->seal != XY_SEAL_NONE)
    self->width = MAX (self->width, MIN (SEAL, most));

  /* Notes a little too long for their line are all set a little smaller, rather than one losing its last character. */
  double smaller = 1;
  for (guint i = 0; i < self->notes->len; i++)
    {
      TextBlock *note = self->notes->pdata[i];
      note->block.left = block->left;
      note->block.width = self->seal == XY_SEAL_TWO ? block->width : block->width - self->width - note->font.size;
      double width = xy_typeset_width (layout->fonts, note->font, note->text, -1);
      if (width > note->block.width && note->block.width / width >= SMALLEST_NOTE)
        smaller = MIN (smaller, note->block.width / width);
    }

  self->notes_height = 0;
  for (guint i = 0; i < self->notes->len; i++)
    {
      TextBlock *note = self->notes->pdata[i];
      note->font.size *= smaller;
      text_prepare (&note->block, layout);
      self->notes_height += note->lines->len * note->line_height;
    }
}

static double
signature_need (XyBlock *block, XyLayout *layout)
{
  SignatureBlock *self = (SignatureBlock *) block;

  switch (self->seal)
    {
    case XY_SEAL_NONE:
      return MAX (self->notes_height, 2 * NOTE_LINE * self->font.size);
    case XY_SEAL_TWO:
      return self->notes_height + SEAL;
    case XY_SEAL_RIGHT:
    case XY_N_SEALS:
    default:
      return MAX (self->notes_height, SEAL);
    }
}

static void
signature_lay (XyBlock *block, XyLayout *layout)
{
  double height = signature_need (block, layout);

  xy_layout_begin (layout, block, xy_layout_add_tail (layout, height));
  xy_layout_place (layout, block, height, 0, 1, 0);
}

static void
draw_seal_place (cairo_t *cr, double x, double y)
{
  const double dots[] = { 0.01, 3.5 };

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.72, 0.72, 0.72);
  cairo_set_line_width (cr, 1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_arc (cr, x, y, SEAL / 2 - 0.5, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
signature_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  SignatureBlock *self = (SignatureBlock *) block;
  double pitch = NOTE_LINE * self->font.size;
  double room = self->seal == XY_SEAL_NONE ? 2 * pitch : SEAL;
  double middle_y = placed->y + signature_need (block, NULL) - room / 2;
  double y = placed->y;

  for (guint i = 0; i < self->notes->len; i++)
    {
      TextBlock *note = self->notes->pdata[i];
      XyPlaced at = { .block = &note->block, .y = y, .n = note->lines->len };
      draw_lines (note, &at, fonts, cr);
      y += note->lines->len * note->line_height;
    }

  /* The issuer's place is the left one of two. */
  for (guint place = self->seal == XY_SEAL_TWO ? 0 : 1; place < 2; place++)
    {
      const char *texts[] = { self->seal == XY_SEAL_TWO && place == 1 ? self->second : self->issuer, self->date };
      double middle_x = block->left + block->width - self->width / 2 - (place == 0 ? self->width + SEAL_GAP : 0);

      if (target == XY_PAPER_TARGET_SCREEN && self->seal != XY_SEAL_NONE)
        draw_seal_place (cr, middle_x, middle_y);
      for (guint i = 0; i < 2; i++)
        {
          double width = xy_typeset_width (fonts, self->font, texts[i], -1);
          double base = middle_y + (i == 0 ? -0.5 : 0.5) * pitch + xy_typeset_drop (self->font);
          xy_typeset_draw (fonts, self->font, cr, middle_x - width / 2, base, texts[i], -1, 0);
        }
    }
}

static void
signature_free (XyBlock *block)
{
  SignatureBlock *self = (SignatureBlock *) block;

  g_ptr_array_unref (self->notes);
  g_free (self->issuer);
  g_free (self->second);
  g_free (self->date);
}

static const XyBlockClass signature_class = {
  .prepare = signature_prepare,
  .need = signature_need,
  .lay = signature_lay,
  .draw = signature_draw,
  .free = signature_free,
};

XyBlock *
xy_block_signature_new (const char *const *notes, XyFont note_font, const char *issuer, const char *date, XyFont font)
{
  SignatureBlock *self = block_new (sizeof *self, &signature_class);

  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_block_free);
  for (guint i = 0; notes != NULL && notes[i] != NULL; i++)
    g_ptr_array_add (self->notes,
                     xy_block_text_new (notes[i], note_font, NOTE_LINE * note_font.size, 0, XY_ALIGN_LEFT));
  self->issuer = g_utf8_make_valid (issuer != NULL ? issuer : "", -1);
  self->second = g_strdup ("");
  self->date = g_utf8_make_valid (date != NULL ? date : "", -1);
  self->font = font;
  self->block.keep = XY_KEEP_WITH_PREVIOUS;
  return &self->block;
}

void
xy_block_signature_set_seal (XyBlock *block, XySeal seal, const char *second)
{
  SignatureBlock *self = (SignatureBlock *) block;

  g_return_if_fail (block->class == &signature_class);
  g_return_if_fail (seal < XY_N_SEALS);

  self->seal = seal;
  g_free (self->second);
  self->second = g_utf8_make_valid (second != NULL ? second : "", -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every block has; titles and running text. */
#include "print/block-private.h"

#include <math.h>
#include <string.h>

#include "print/title-break.h"
#include "print/typeset.h"
#include "print/words.h"

/* Official titles are set a little wide; more than three quarters smaller they are no titles any more. */
#define TITLE_SPREAD 0.08
#define TITLE_SMALLEST 0.75
#define TITLE_LINE 1.35

void *
xy_block_new (gsize size, const XyBlockClass *class)
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

char *
xy_block_clean_text (const char *text)
{
  char *clean = g_utf8_make_valid (text != NULL ? text : "", -1);

  return g_strdelimit (clean, "\t\r\v\f", ' ');
}

static double
get_cell (const XyTextStyle *style)
{
  return style->pitch > 0 ? style->pitch : style->font.size;
}

static XySetting
get_setting (const XyTextStyle *style)
{
  return (XySetting){ .font = style->font, .lead_role = style->lead_role, .lead = style->lead, .pitch = style->pitch };
}

static void
break_title (XyTextBlock *self, XyLayout *layout)
{
  XyFont *font = &self->style.font;
  double wanted = xy_typeset_width (layout->fonts, *font, self->text, -1);
  guint gaps = xy_typeset_count_gaps (layout->fonts, *font, self->text, -1);
  gboolean has_newline = strchr (self->text, '\n') != NULL;

  wanted += gaps * TITLE_SPREAD * font->size;
  if (!has_newline && wanted > self->block.width && wanted * TITLE_SMALLEST <= self->block.width)
    {
      font->size *= self->block.width / wanted;
      wanted = self->block.width;
    }
  self->spread = TITLE_SPREAD * font->size;
  self->style.line_height = TITLE_LINE * font->size;

  /* The narrowest measure that needs no more lines than the whole width makes them about equally long. */
  double room = self->block.width / (1 + TITLE_SPREAD);
  if (!has_newline && wanted <= self->block.width)
    room = G_MAXDOUBLE;
  xy_typeset_break (layout->fonts, *font, self->text, room, 0, self->lines);
  if (has_newline || self->lines->len < 2)
    return;
  guint n = self->lines->len;
  double low = room / n, high = room;
  while (high - low > 1)
    {
      double middle = (low + high) / 2;
      g_array_set_size (self->lines, 0);
      xy_typeset_break (layout->fonts, *font, self->text, middle, 0, self->lines);
      if (self->lines->len > n)
        low = middle;
      else
        high = middle;
    }
  g_array_set_size (self->lines, 0);
  xy_typeset_break (layout->fonts, *font, self->text, high, 0, self->lines);
}

/* How far in from the left the lines of SELF stand, and how far in its first one. */
static void
get_indents (const XyTextBlock *self, double *rest, double *first)
{
  double cell = get_cell (&self->style);

  *rest = self->style.hang * cell;
  *first = self->style.label != NULL ? *rest : self->style.indent * cell;
}

static void
text_prepare (XyBlock *block, XyLayout *layout)
{
  XyTextBlock *self = (XyTextBlock *) block;

  xy_font_set_watch (layout->fonts, self->owner);
  g_array_set_size (self->lines, 0);
  if (self->balanced)
    xy_title_break (layout->fonts, self->style.font, self->text, block->width, self->lines);
  else if (self->title)
    break_title (self, layout);
  else
    {
      XySetting setting = get_setting (&self->style);
      double rest, first;
      get_indents (self, &rest, &first);
      double width = block->width - rest - self->style.right * get_cell (&self->style);
      xy_typeset_break_setting (layout->fonts, &setting, self->text, MAX (width, setting.font.size), first - rest,
                                self->lines);
      if (self->style.label != NULL)
        xy_typeset_width (layout->fonts, setting.font, self->style.label, -1);
    }
  xy_font_set_watch (layout->fonts, NULL);
}

/* A paragraph leaves at least two lines on either side of a page's end. */
/* So short that it stands on one page. */
static gboolean
text_is_whole (const XyBlock *block)
{
  const XyTextBlock *self = (const XyTextBlock *) block;

  return self->title || self->lines->len <= 3;
}

static double
text_need (XyBlock *block, XyLayout *layout)
{
  XyTextBlock *self = (XyTextBlock *) block;
  guint n = self->lines->len;

  return self->style.line_height * (text_is_whole (block) ? n : 2);
}

static void
text_lay (XyBlock *block, XyLayout *layout)
{
  XyTextBlock *self = (XyTextBlock *) block;
  double line_height = self->style.line_height;
  guint n = self->lines->len;

  if (text_is_whole (block))
    {
      xy_layout_begin (layout, block, xy_layout_add_tail (layout, n * line_height));
      xy_layout_place (layout, block, n * line_height, 0, n, 0);
      return;
    }
  xy_layout_begin (layout, block, text_need (block, layout));
  for (guint at = 0; at < n;)
    {
      guint left = n - at;
      double room = layout->bottom - layout->y + 0.01;
      guint fits = (guint) MAX (floor (room / line_height), 1);
      guint fits_with_tail = (guint) MAX (floor ((room - layout->tail) / line_height), 0);
      guint take = left <= fits_with_tail ? left : MIN (fits, left);

      if (take == left && left > fits_with_tail && left > 2)
        take = left - 2;
      else if (left - take == 1 && take > 2)
        take--;
      xy_layout_place (layout, block, take * line_height, at, take, 0);
      at += take;
      if (at < n)
        xy_layout_new_page (layout);
    }
}

/* Whether line I begins a paragraph. */
static gboolean
is_first (const XyTextBlock *self, guint i)
{
  guint start = g_array_index (self->lines, XyLine, i).start;

  return start == 0 || self->text[start - 1] == '\n';
}

/* On a grid a line that is short by whole cells stays on it. */
static double
get_stretch (const XyTextStyle *style, const XyLine *line, double spare)
{
  if (line->n_gaps == 0 || (line->last && spare >= 0))
    return 0;
  if (style->pitch > 0 && spare > 0 && fabs (spare / style->pitch - round (spare / style->pitch)) < 0.01)
    return 0;
  return spare / line->n_gaps;
}

void
xy_text_block_draw (XyTextBlock *self, double y, guint first_line, guint n, XyFontSet *fonts, cairo_t *cr)
{
  const XyTextStyle *style = &self->style;
  XySetting setting = get_setting (style);
  double rest, first;

  get_indents (self, &rest, &first);
  y += style->line_height / 2 + xy_typeset_drop (style->font);
  if (style->label != NULL && first_line == 0)
    xy_typeset_draw (fonts, style->font, cr, self->block.left + style->indent * get_cell (style), y, style->label, -1,
                     0);
  for (guint i = first_line; i < first_line + n; i++, y += style->line_height)
    {
      const XyLine *line = &g_array_index (self->lines, XyLine, i);
      double spread = self->spread;
      double indent = is_first (self, i) ? first : rest;
      double spare = self->block.width - style->right * get_cell (style) - indent - line->width;
      double x = self->block.left + indent;

      if (self->title)
        spare -= line->n_gaps * spread;
      if (style->align == XY_ALIGN_CENTRE)
        x += spare / 2;
      else if (style->align == XY_ALIGN_RIGHT)
        x += spare;
      else
        spread += get_stretch (style, line, spare);
      xy_typeset_draw_line (fonts, &setting, cr, x, y, self->text, line, spread);
    }
}

static void
text_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  xy_ink_set (((XyTextBlock *) block)->ink, cr);
  xy_text_block_draw ((XyTextBlock *) block, placed->y, placed->first, placed->n, fonts, cr);
}

static void
text_text (XyBlock *block, GString *text)
{
  const XyTextBlock *self = (const XyTextBlock *) block;

  g_string_append_printf (text, "%s%s\n", self->style.label != NULL ? self->style.label : "", self->text);
}

static void
text_free (XyBlock *block)
{
  XyTextBlock *self = (XyTextBlock *) block;

  g_free (self->text);
  g_free (self->owner);
  g_free ((char *) self->style.label);
  g_array_unref (self->lines);
}

static const XyBlockClass title_class = {
  .prepare = text_prepare,
  .need = text_need,
  .lay = text_lay,
  .draw = text_draw,
  .text = text_text,
  .free = text_free,
};

static const XyBlockClass text_class = {
  .prepare = text_prepare,
  .need = text_need,
  .lay = text_lay,
  .draw = text_draw,
  .text = text_text,
  .free = text_free,
  .splits = TRUE,
  .is_whole = text_is_whole,
};

static XyTextBlock *
text_block_new (const XyBlockClass *class, const char *text, const XyTextStyle *style)
{
  XyTextBlock *self = xy_block_new (sizeof *self, class);

  self->text = xy_block_clean_text (text);
  self->style = *style;
  self->style.label = g_strdup (style->label);
  self->owner = g_strdup ("");
  self->lines = g_array_new (FALSE, FALSE, sizeof (XyLine));
  return self;
}

void
xy_block_set_owner (XyBlock *block, const char *owner)
{
  g_return_if_fail (block->class == &title_class || block->class == &text_class);

  XyTextBlock *self = (XyTextBlock *) block;
  g_free (self->owner);
  self->owner = g_strdup (owner != NULL ? owner : "");
}

void
xy_block_set_ink (XyBlock *block, XyInk ink)
{
  g_return_if_fail (block->class == &title_class || block->class == &text_class);

  ((XyTextBlock *) block)->ink = ink;
}

XyBlock *
xy_block_title_new (const char *text, XyFont font)
{
  XyTextBlock *self = text_block_new (&title_class, text, &(XyTextStyle){ .font = font, .align = XY_ALIGN_CENTRE });

  self->title = TRUE;
  self->block.keep = XY_KEEP_WITH_NEXT;
  return &self->block;
}

XyBlock *
xy_block_balanced_title_new (const char *text, XyFont font, double line_height)
{
  XyBlock *block = xy_block_title_new (text, font);
  XyTextBlock *self = (XyTextBlock *) block;

  self->balanced = TRUE;
  self->style.line_height = line_height;
  return block;
}

XyBlock *
xy_block_paragraph_new (const char *text, const XyTextStyle *style)
{
  return &text_block_new (&text_class, text, style)->block;
}

XyBlock *
xy_block_text_new (const char *text, XyFont font, double line_height, double indent, XyAlign align)
{
  const XyTextStyle style = { .font = font, .line_height = line_height, .indent = indent, .align = align };

  return xy_block_paragraph_new (text, &style);
}

XyBlock *
xy_block_numbered_new (guint level, guint number, const char *text, XyFont font, double line_height)
{
  g_autofree char *mark = xy_words_level (level, number);
  g_autofree char *whole = g_strconcat (mark, text, NULL);
  XyTextStyle style = { .font = font, .line_height = line_height, .indent = 2, .lead_role = font.role };

  if (level <= 2)
    {
      style.lead_role = level == 1 ? XY_FONT_HEI : XY_FONT_KAI;
      style.lead = xy_words_head_length (whole);
    }
  return xy_block_paragraph_new (whole, &style);
}

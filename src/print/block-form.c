/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not text: rules, boxes and blanks to write in, room, the end of a page. */
#include "print/block-private.h"

#include "print/typeset.h"

#define BOX_LINE 0.6
#define BLANK_LINE 0.6

typedef enum
{
  FORM_RULE,
  FORM_BOX,
  FORM_BLANKS,
  FORM_SPACE,
  FORM_PAGE_BREAK,
} FormKind;

typedef struct
{
  XyBlock block;
  FormKind kind;
  double height; /* or the thickness of a rule */
  GPtrArray *texts;
  XyFont font;
} FormBlock;

static void
form_prepare (XyBlock *block, XyLayout *layout)
{
  FormBlock *self = (FormBlock *) block;

  xy_font_set_watch (layout->fonts, "");
  for (guint i = 0; i < self->texts->len; i++)
    xy_typeset_width (layout->fonts, self->font, self->texts->pdata[i], -1);
  xy_font_set_watch (layout->fonts, NULL);
  self->height = MIN (self->height, layout->bottom - layout->top);
}

static double
form_need (XyBlock *block, XyLayout *layout)
{
  return ((FormBlock *) block)->height;
}

static void
form_lay (XyBlock *block, XyLayout *layout)
{
  const FormBlock *self = (const FormBlock *) block;

  if (self->kind == FORM_PAGE_BREAK)
    {
      if (!xy_layout_at_top (layout))
        xy_layout_new_page (layout);
      return;
    }
  if (self->kind == FORM_SPACE)
    {
      /* Room at the end of a page is no room at the head of the next. */
      if (!xy_layout_at_top (layout))
        layout->y = MIN (layout->y + self->height, layout->bottom);
      return;
    }
  xy_layout_begin (layout, block, xy_layout_add_tail (layout, self->height));
  xy_layout_place (layout, block, self->height, 0, 1, 0);
}

static void
draw_box (const FormBlock *self, double y, XyFontSet *fonts, cairo_t *cr)
{
  double left = self->block.left, width = self->block.width, height = self->height;

  cairo_rectangle (cr, left - BOX_LINE / 2, y - BOX_LINE / 2, width + BOX_LINE, height + BOX_LINE);
  cairo_rectangle (cr, left + BOX_LINE / 2, y + height - BOX_LINE / 2, width - BOX_LINE, BOX_LINE - height);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  if (self->texts->len > 0)
    xy_typeset_draw (fonts, self->font, cr, left + self->font.size / 2,
                     y + self->font.size + xy_typeset_drop (self->font), self->texts->pdata[0], -1, 0);
}

static void
draw_blanks (const FormBlock *self, double y, XyFontSet *fonts, cairo_t *cr)
{
  double share = self->block.width / MAX (self->texts->len, 1);
  double base = y + self->height / 2 + xy_typeset_drop (self->font);

  for (guint i = 0; i < self->texts->len; i++)
    {
      double x = self->block.left + i * share;
      double width = xy_typeset_width (fonts, self->font, self->texts->pdata[i], -1);
      if (*(const char *) self->texts->pdata[i] == '\0')
        continue;
      double end = x + share - (i + 1 < self->texts->len ? self->font.size : 0);
      xy_typeset_draw (fonts, self->font, cr, x, base, self->texts->pdata[i], -1, 0);
      if (x + width >= end)
        continue;
      cairo_rectangle (cr, x + width, base + 0.2 * self->font.size, end - x - width, BLANK_LINE);
      cairo_fill (cr);
    }
}

static void
form_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  const FormBlock *self = (const FormBlock *) block;

  switch (self->kind)
    {
    case FORM_RULE:
      cairo_rectangle (cr, block->left, placed->y, block->width, self->height);
      cairo_fill (cr);
      break;
    case FORM_BOX:
      draw_box (self, placed->y, fonts, cr);
      break;
    case FORM_BLANKS:
      draw_blanks (self, placed->y, fonts, cr);
      break;
    case FORM_SPACE:
    case FORM_PAGE_BREAK:
    default:
      break;
    }
}

static void
form_text (XyBlock *block, GString *text)
{
  const FormBlock *self = (const FormBlock *) block;

  if (self->kind == FORM_PAGE_BREAK)
    g_string_append_c (text, '\n');
  for (guint i = 0; i < self->texts->len; i++)
    g_string_append_printf (text, "%s%s", (char *) self->texts->pdata[i], i + 1 < self->texts->len ? "　" : "\n");
}

static void
form_free (XyBlock *block)
{
  g_ptr_array_unref (((FormBlock *) block)->texts);
}

static const XyBlockClass form_class = {
  .prepare = form_prepare,
  .need = form_need,
  .lay = form_lay,
  .draw = form_draw,
  .text = form_text,
  .free = form_free,
};

static FormBlock *
form_new (FormKind kind, double height, XyFont font)
{
  FormBlock *self = xy_block_new (sizeof *self, &form_class);

  self->kind = kind;
  self->height = height;
  self->font = font;
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

XyBlock *
xy_block_rule_new (double thickness)
{
  return &form_new (FORM_RULE, thickness, (XyFont){ 0 })->block;
}

XyBlock *
xy_block_box_new (const char *text, XyFont font, double height)
{
  FormBlock *self = form_new (FORM_BOX, height, font);

  if (text != NULL && *text != '\0')
    g_ptr_array_add (self->texts, xy_block_clean_text (text));
  return &self->block;
}

XyBlock *
xy_block_blanks_new (const char *const *labels, XyFont font, double line_height)
{
  FormBlock *self = form_new (FORM_BLANKS, line_height, font);

  for (; labels != NULL && *labels != NULL; labels++)
    g_ptr_array_add (self->texts, xy_block_clean_text (*labels));
  return &self->block;
}

XyBlock *
xy_block_space_new (double points)
{
  FormBlock *self = form_new (FORM_SPACE, points, (XyFont){ 0 });

  self->block.keep = XY_KEEP_WITH_NEXT;
  return &self->block;
}

XyBlock *
xy_block_page_break_new (void)
{
  return &form_new (FORM_PAGE_BREAK, 0, (XyFont){ 0 })->block;
}

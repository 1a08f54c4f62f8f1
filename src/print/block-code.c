/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/block-code.h"

#include <qrencode.h>

#include "print/block-private.h"
#include "print/typeset.h"

/* Light modules around the code (ISO/IEC 18004). */
#define QUIET 4

typedef struct
{
  XyBlock block;
  char *label;
  XyFont font;
  double side;
  QRcode *code; /* NULL: the text does not fit any */
} CodeBlock;

static void
code_prepare (XyBlock *block, XyLayout *layout)
{
  CodeBlock *self = (CodeBlock *) block;

  xy_font_set_watch (layout->fonts, "");
  xy_typeset_width (layout->fonts, self->font, self->label, -1);
  xy_font_set_watch (layout->fonts, NULL);
  self->side = MIN (self->side, layout->bottom - layout->top);
}

static double
code_need (XyBlock *block, XyLayout *layout)
{
  return ((CodeBlock *) block)->side;
}

static void
code_lay (XyBlock *block, XyLayout *layout)
{
  double side = ((CodeBlock *) block)->side;

  xy_layout_begin (layout, block, xy_layout_add_tail (layout, side));
  xy_layout_place (layout, block, side, 0, 1, 0);
}

static void
code_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  const CodeBlock *self = (const CodeBlock *) block;

  if (self->code != NULL)
    {
      int n = self->code->width;
      double module = self->side / (n + 2 * QUIET);

      for (int i = 0; i < n * n; i++)
        if (self->code->data[i] & 1)
          cairo_rectangle (cr, block->left + (QUIET + i % n) * module, placed->y + (QUIET + i / n) * module, module,
                           module);
      cairo_fill (cr);
    }
  xy_typeset_draw (fonts, self->font, cr, block->left + self->side + self->font.size / 2,
                   placed->y + self->side / 2 + xy_typeset_drop (self->font), self->label, -1, 0);
}

static void
code_text (XyBlock *block, GString *text)
{
  g_string_append_printf (text, "%s\n", ((const CodeBlock *) block)->label);
}

static void
code_free (XyBlock *block)
{
  CodeBlock *self = (CodeBlock *) block;

  g_free (self->label);
  if (self->code != NULL)
    QRcode_free (self->code);
}

static const XyBlockClass code_class = {
  .prepare = code_prepare,
  .need = code_need,
  .lay = code_lay,
  .draw = code_draw,
  .text = code_text,
  .free = code_free,
};

XyBlock *
xy_block_code_new (const char *text, double side, const char *label, XyFont font)
{
  CodeBlock *self = xy_block_new (sizeof *self, &code_class);

  self->label = xy_block_clean_text (label);
  self->font = font;
  self->side = side;
  self->code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  return &self->block;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a paper: notes, the one who issues it, the day, and the place for the seal. */
#include "print/block-private.h"

#include "print/typeset.h"

#define SEAL_GAP (6 * XY_MM)
#define NOTE_LINE 1.6
#define SMALLEST_NOTE 0.9

typedef struct
{
  XyBlock block;
  GPtrArray *notes; /* XyTextBlock, laid out beside the seal */
  double notes_height;
  XySeal seal;
  char *issuer;
  char *second;
  char *date;
  XyFont font;
  double width; /* of the room for one seal with its text */
} SignatureBlock;

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
    self->width = MAX (self->width, MIN (XY_SEAL, most));

  /* Notes a little too long for their line are all set a little smaller, rather than one losing its last character. */
  double smaller = 1;
  for (guint i = 0; i < self->notes->len; i++)
    {
      XyTextBlock *note = self->notes->pdata[i];
      note->block.left = block->left;
      note->block.width = self->seal == XY_SEAL_TWO ? block->width : block->width - self->width - note->style.font.size;
      double width = xy_typeset_width (layout->fonts, note->style.font, note->text, -1);
      if (width > note->block.width && note->block.width / width >= SMALLEST_NOTE)
        smaller = MIN (smaller, note->block.width / width);
    }

  self->notes_height = 0;
  for (guint i = 0; i < self->notes->len; i++)
    {
      XyTextBlock *note = self->notes->pdata[i];
      note->style.font.size *= smaller;
      note->block.class->prepare (&note->block, layout);
      self->notes_height += note->lines->len * note->style.line_height;
    }
}

/* Of the seal; on a board the text in it is higher. */
static double
get_room (const SignatureBlock *self)
{
  double text = 2 * NOTE_LINE * self->font.size;

  return self->seal == XY_SEAL_NONE ? text : MAX (XY_SEAL, text);
}

static double
signature_need (XyBlock *block, XyLayout *layout)
{
  SignatureBlock *self = (SignatureBlock *) block;

  double room = get_room (self);

  return self->seal == XY_SEAL_TWO ? self->notes_height + room : MAX (self->notes_height, room);
}

static void
signature_lay (XyBlock *block, XyLayout *layout)
{
  double height = signature_need (block, layout);

  xy_layout_begin (layout, block, xy_layout_add_tail (layout, height));
  xy_layout_place (layout, block, height, 0, 1, 0);
}

void
xy_block_draw_seal (cairo_t *cr, double x, double y, XyPaperTarget target)
{
  const double dots[] = { 0.01, 3.5 };

  if (target != XY_PAPER_TARGET_SCREEN)
    return;
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.72, 0.72, 0.72);
  cairo_set_line_width (cr, 1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_arc (cr, x, y, XY_SEAL / 2 - 0.5, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
signature_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  SignatureBlock *self = (SignatureBlock *) block;
  double pitch = NOTE_LINE * self->font.size;
  double middle_y = placed->y + signature_need (block, NULL) - get_room (self) / 2;
  double y = placed->y;

  for (guint i = 0; i < self->notes->len; i++)
    {
      XyTextBlock *note = self->notes->pdata[i];
      xy_text_block_draw (note, y, 0, note->lines->len, fonts, cr);
      y += note->lines->len * note->style.line_height;
    }

  /* The issuer's place is the left one of two. */
  for (guint place = self->seal == XY_SEAL_TWO ? 0 : 1; place < 2; place++)
    {
      const char *texts[] = { self->seal == XY_SEAL_TWO && place == 1 ? self->second : self->issuer, self->date };
      double middle_x = block->left + block->width - self->width / 2 - (place == 0 ? self->width + SEAL_GAP : 0);

      if (self->seal != XY_SEAL_NONE)
        xy_block_draw_seal (cr, middle_x, middle_y, target);
      for (guint i = 0; i < 2; i++)
        {
          double width = xy_typeset_width (fonts, self->font, texts[i], -1);
          double base = middle_y + (i == 0 ? -0.5 : 0.5) * pitch + xy_typeset_drop (self->font);
          xy_typeset_draw (fonts, self->font, cr, middle_x - width / 2, base, texts[i], -1, 0);
        }
    }
}

static void
signature_text (XyBlock *block, GString *text)
{
  const SignatureBlock *self = (const SignatureBlock *) block;

  for (guint i = 0; i < self->notes->len; i++)
    {
      XyBlock *note = self->notes->pdata[i];
      note->class->text (note, text);
    }
  g_string_append_printf (text, "%s\n", self->issuer);
  if (self->seal == XY_SEAL_TWO)
    g_string_append_printf (text, "%s\n", self->second);
  g_string_append_printf (text, "%s\n", self->date);
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
  .text = signature_text,
  .free = signature_free,
};

XyBlock *
xy_block_signature_new (const char *const *notes, XyFont note_font, const char *issuer, const char *date, XyFont font)
{
  SignatureBlock *self = xy_block_new (sizeof *self, &signature_class);

  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_block_free);
  for (guint i = 0; notes != NULL && notes[i] != NULL; i++)
    g_ptr_array_add (self->notes,
                     xy_block_text_new (notes[i], note_font, NOTE_LINE * note_font.size, 0, XY_ALIGN_LEFT));
  self->issuer = xy_block_clean_text (issuer);
  self->second = g_strdup ("");
  self->date = xy_block_clean_text (date);
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
  self->second = xy_block_clean_text (second);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/block-picture.h"

#include <string.h>

#include "print/block-private.h"

#define FRAME 0.5
#define FRAME_GREY 0.75
#define BELOW 4 /* points kept free */

typedef struct
{
  XyBlock block;
  cairo_surface_t *picture; /* NULL: it cannot be read */
  double dpi;
} PictureBlock;

typedef struct
{
  const guchar *data;
  gsize left;
} Reading;

static cairo_status_t
read_some (void *p, unsigned char *data, unsigned int length)
{
  Reading *reading = p;

  if (length > reading->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reading->data, length);
  reading->data += length;
  reading->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static double
get_scale (const PictureBlock *self)
{
  return MIN (72 / self->dpi, self->block.width / cairo_image_surface_get_width (self->picture));
}

static void
picture_prepare (XyBlock *block, XyLayout *layout)
{
}

static double
picture_need (XyBlock *block, XyLayout *layout)
{
  PictureBlock *self = (PictureBlock *) block;

  return self->picture != NULL ? cairo_image_surface_get_height (self->picture) * get_scale (self) + BELOW : 0;
}

static void
picture_lay (XyBlock *block, XyLayout *layout)
{
  double height = picture_need (block, layout);

  xy_layout_begin (layout, block, xy_layout_add_tail (layout, height));
  xy_layout_place (layout, block, height, 0, 1, 0);
}

static void
picture_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  PictureBlock *self = (PictureBlock *) block;

  if (self->picture == NULL)
    return;
  cairo_save (cr);
  cairo_translate (cr, block->left, placed->y);
  cairo_scale (cr, get_scale (self), get_scale (self));
  cairo_set_source_surface (cr, self->picture, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_save (cr);
  cairo_set_line_width (cr, FRAME);
  cairo_set_source_rgb (cr, FRAME_GREY, FRAME_GREY, FRAME_GREY);
  cairo_rectangle (cr, block->left, placed->y, cairo_image_surface_get_width (self->picture) * get_scale (self),
                   picture_need (block, NULL) - BELOW);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
picture_free (XyBlock *block)
{
  PictureBlock *self = (PictureBlock *) block;

  g_clear_pointer (&self->picture, cairo_surface_destroy);
}

static const XyBlockClass picture_class = {
  .prepare = picture_prepare,
  .need = picture_need,
  .lay = picture_lay,
  .draw = picture_draw,
  .free = picture_free,
};

XyBlock *
xy_block_picture_new (GBytes *png, double dpi)
{
  PictureBlock *self = xy_block_new (sizeof *self, &picture_class);
  Reading reading = { 0 };

  self->dpi = dpi;
  if (png != NULL)
    reading.data = g_bytes_get_data (png, &reading.left);
  if (reading.left > 0)
    self->picture = cairo_image_surface_create_from_png_stream (read_some, &reading);
  if (self->picture != NULL && cairo_surface_status (self->picture) != CAIRO_STATUS_SUCCESS)
    g_clear_pointer (&self->picture, cairo_surface_destroy);
  return &self->block;
}

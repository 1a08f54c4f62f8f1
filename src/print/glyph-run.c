/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/glyph-run.h"

struct _XyGlyphRun
{
  cairo_t *cr; /* NULL: not begun */
  cairo_font_face_t *face;
  double size;
  GString *text;
  guint room; /* for glyphs, and for as many clusters */
  guint n_glyphs, n_clusters;
  cairo_glyph_t *glyphs;
  cairo_text_cluster_t *clusters;
};

static void
flush (XyGlyphRun *self)
{
  if (self->n_glyphs == 0)
    return;
  cairo_set_font_face (self->cr, self->face);
  cairo_set_font_size (self->cr, self->size);
  cairo_show_text_glyphs (self->cr, self->text->str, (int) self->text->len, self->glyphs, (int) self->n_glyphs,
                          self->clusters, (int) self->n_clusters, 0);
  g_string_truncate (self->text, 0);
  self->n_glyphs = self->n_clusters = 0;
}

XyGlyphRun *
xy_glyph_run_new (void)
{
  XyGlyphRun *self = g_new0 (XyGlyphRun, 1);

  self->text = g_string_new (NULL);
  self->room = 64;
  self->glyphs = g_new (cairo_glyph_t, self->room);
  self->clusters = g_new (cairo_text_cluster_t, self->room);
  return self;
}

void
xy_glyph_run_free (XyGlyphRun *self)
{
  g_string_free (self->text, TRUE);
  g_free (self->glyphs);
  g_free (self->clusters);
  g_free (self);
}

void
xy_glyph_run_begin (XyGlyphRun *self, cairo_t *cr)
{
  g_return_if_fail (self->cr == NULL);

  self->cr = cr;
}

void
xy_glyph_run_end (XyGlyphRun *self)
{
  g_return_if_fail (self->cr != NULL);

  flush (self);
  self->cr = NULL;
}

gboolean
xy_glyph_run_is_open (const XyGlyphRun *self)
{
  return self->cr != NULL;
}

void
xy_glyph_run_set_font (XyGlyphRun *self, cairo_font_face_t *face, double size)
{
  if (self->face != face || self->size < size || self->size > size)
    flush (self);
  self->face = face;
  self->size = size;
}

void
xy_glyph_run_add (XyGlyphRun *self, gulong glyph, double x, double y, const char *text, guint n_bytes, gboolean joins)
{
  if (self->n_glyphs == self->room)
    {
      self->room *= 2;
      self->glyphs = g_renew (cairo_glyph_t, self->glyphs, self->room);
      self->clusters = g_renew (cairo_text_cluster_t, self->clusters, self->room);
    }
  self->glyphs[self->n_glyphs++] = (cairo_glyph_t){ .index = glyph, .x = x, .y = y };
  if (!joins || self->n_clusters == 0)
    self->clusters[self->n_clusters++] = (cairo_text_cluster_t){ 0 };
  self->clusters[self->n_clusters - 1].num_bytes += (int) n_bytes;
  self->clusters[self->n_clusters - 1].num_glyphs++;
  g_string_append_len (self->text, text, n_bytes);
}

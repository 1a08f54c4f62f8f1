/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * glyph-run: glyphs on their way to Cairo.
 *
 * What Cairo does for a drawing operation costs it more, in a PDF, than the ten glyphs of a cell. Neighbouring texts of
 * one face, size and colour therefore go out together, in the order they were given, so that a reader of the PDF finds
 * a table row after row.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _XyGlyphRun XyGlyphRun;

XyGlyphRun *xy_glyph_run_new (void);
void xy_glyph_run_free (XyGlyphRun *run);

/*
 * What is added from here on is for CR and may wait, until the end. In between, the caller draws nothing that must lie
 * above it and leaves the colour and the transformation of CR as they are.
 */
void xy_glyph_run_begin (XyGlyphRun *run, cairo_t *cr);

/* Draws what waits. */
void xy_glyph_run_end (XyGlyphRun *run);

/* Whether there was a beginning without its end. */
gboolean xy_glyph_run_is_open (const XyGlyphRun *run);

/* What is added from here on is drawn by FACE, which lives as long as the run. */
void xy_glyph_run_set_font (XyGlyphRun *run, cairo_font_face_t *face, double size);

/*
 * One glyph with its origin at X, Y, which stands for the first N_BYTES of TEXT. One that JOINS stands, together with
 * the glyph before it, for the bytes of both.
 */
void
xy_glyph_run_add (XyGlyphRun *run, gulong glyph, double x, double y, const char *text, guint n_bytes, gboolean joins);

G_END_DECLS

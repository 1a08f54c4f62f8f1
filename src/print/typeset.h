/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * typeset: lines of text on paper. What they measure, where Chinese may break them, and putting them down.
 *
 * The rules of Chinese composition (GB/T 15834, CLREQ) kept here: no closing mark or 、 at the start of a line and no
 * opening mark at its end, 年 not torn from its number, words and numbers whole; two full-width marks together close up
 * by half a character, a closing mark at the end of a line counts half; a thin space between Han signs and figures.
 *
 * Lengths are points. Texts are valid UTF-8; a newline breaks a line, other control characters must not be in it.
 */
#pragma once

#include "print/font.h"

G_BEGIN_DECLS

typedef struct
{
  guint start; /* bytes from the start of the text */
  guint length;
  double width;
  guint n_gaps;  /* places that may be stretched to fill the line */
  gboolean last; /* ends its paragraph */
} XyLine;

/* How a text is set that is more than one font from end to end. */
typedef struct
{
  XyFont font;
  XyFontRole lead_role; /* of the first LEAD bytes: the head that runs into its paragraph */
  guint lead;
  double pitch; /* points from one full-width sign to the next, on a sheet of so many characters a line; 0: their own */
} XySetting;

/* LENGTH may be -1. */
double xy_typeset_width (XyFontSet *fonts, XyFont font, const char *text, gssize length);

/* Number of places between the characters of TEXT that SPREAD of xy_typeset_draw() widens. */
guint xy_typeset_count_gaps (XyFontSet *fonts, XyFont font, const char *text, gssize length);

/* Breaks TEXT into lines no wider than WIDTH, the first INDENT narrower. Appends XyLine to LINES; at least one. */
void xy_typeset_break (XyFontSet *fonts, XyFont font, const char *text, double width, double indent, GArray *lines);

/*
 * The same for a whole paragraph. On a grid a closing mark that is one too many is taken into the line, which then is
 * half a character too wide and drawn that much closer.
 */
void xy_typeset_break_setting (XyFontSet *fonts,
                               const XySetting *setting,
                               const char *text,
                               double width,
                               double indent,
                               GArray *lines);

/* Draws TEXT with its baseline starting at X, Y in the current colour; SPREAD points are added at each gap. */
void xy_typeset_draw (XyFontSet *fonts,
                      XyFont font,
                      cairo_t *cr,
                      double x,
                      double y,
                      const char *text,
                      gssize length,
                      double spread);

/*
 * The same for the TEXT that xy_typeset_width() measured last, in the same role; FONT may have another size. Setting it
 * a second time would take as long as drawing it.
 */
void xy_typeset_draw_measured (XyFontSet *fonts,
                               XyFont font,
                               cairo_t *cr,
                               double x,
                               double y,
                               const char *text,
                               double spread);

/*
 * Texts drawn between the two may wait for the end, so that those of one font which follow each other cost a PDF one
 * operation. Between them the colour stays, and nothing is drawn that must lie above.
 */
void xy_typeset_begin (XyFontSet *fonts, cairo_t *cr);
void xy_typeset_end (XyFontSet *fonts);

/* Draws LINE of TEXT. */
void xy_typeset_draw_line (XyFontSet *fonts,
                           const XySetting *setting,
                           cairo_t *cr,
                           double x,
                           double y,
                           const char *text,
                           const XyLine *line,
                           double spread);

/*
 * The baseline, from the middle of a row, that puts the middle of Han signs and of figures into the middle of that row,
 * so that cells of different sizes stand in one line.
 */
double xy_typeset_drop (XyFont font);

G_END_DECLS

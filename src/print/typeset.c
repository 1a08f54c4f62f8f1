/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/typeset.h"

#include <string.h>

/* A thin space between Han signs and figures; below a tenth, so that a reader of the PDF's text takes it for none. */
#define THIN_SPACE 0.09f

/* Letter-spaced further than this, a reader would take the gaps for spaces: such text is written as one cluster. */
#define READ_AS_SPACE 0.09

/* The em box of Han signs stands on 0.12 below the baseline, whatever line height a font declares. */
#define MIDDLE 0.38

static gboolean
is_opening (gunichar ch)
{
  return ch == '(' || ch == '[' || ch == '{' || ch == 0x2018 || ch == 0x201c || ch == 0x3008 || ch == 0x300a
         || ch == 0x300c || ch == 0x300e || ch == 0x3010 || ch == 0x3014 || ch == 0xff08 || ch == 0xff3b || ch == 0xff5b
         || ch == 0xffe5 || ch == 0xa5;
}

static gboolean
is_closing (gunichar ch)
{
  switch (ch)
    {
    case ')':
    case ']':
    case '}':
    case ',':
    case '.':
    case ':':
    case ';':
    case '!':
    case '?':
    case '%':
    case 0xb7:
    case 0x2019:
    case 0x201d:
    case 0x2026:
    case 0x3001:
    case 0x3002:
    case 0x3009:
    case 0x300b:
    case 0x300d:
    case 0x300f:
    case 0x3011:
    case 0x3015:
    case 0xff01:
    case 0xff05:
    case 0xff09:
    case 0xff0c:
    case 0xff0e:
    case 0xff1a:
    case 0xff1b:
    case 0xff1f:
    case 0xff3d:
    case 0xff5d:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Signs of the Chinese script, between any two of which a line may end. */
static gboolean
is_han (gunichar ch)
{
  return (ch >= 0x2e80 && ch <= 0x9fff) || (ch >= 0xf900 && ch <= 0xfaff) || (ch >= 0xff00 && ch <= 0xffef)
         || (ch >= 0x20000 && ch <= 0x3ffff) || (ch >= 0x2460 && ch <= 0x25ff) || (ch >= 0x2014 && ch <= 0x2026);
}

/* Han signs proper, which keep a thin space from figures; marks have room enough of their own. */
static gboolean
is_ideograph (gunichar ch)
{
  return (ch >= 0x3400 && ch <= 0x9fff) || (ch >= 0xf900 && ch <= 0xfaff) || (ch >= 0x20000 && ch <= 0x3ffff);
}

static gboolean
is_figure (gunichar ch)
{
  return ch < 0x80 && g_ascii_isalnum ((char) ch);
}

/* Marks that fill half of their em box only, so that two of them close up. */
static gboolean
is_wide_mark (const XyGlyph *glyph)
{
  return glyph->advance > 0.9f && glyph->ch >= 0x2018 && (is_opening (glyph->ch) || is_closing (glyph->ch))
         && glyph->ch != 0x2026 && glyph->ch != 0xff01 && glyph->ch != 0xff1f;
}

/* What decides of the space between two glyphs. */
typedef enum
{
  OTHER,
  IDEOGRAPH,
  FIGURE,
  WIDE_MARK,
} Kind;

static Kind
get_kind (const XyGlyph *glyph)
{
  if (is_ideograph (glyph->ch))
    return IDEOGRAPH;
  if (glyph->ch < 0x80)
    return is_figure (glyph->ch) ? FIGURE : OTHER;
  return is_wide_mark (glyph) ? WIDE_MARK : OTHER;
}

static gboolean
may_break (gunichar before, gunichar after)
{
  if (before == ' ' || before == 0x3000)
    return after != ' ' && !is_closing (after);
  if (is_closing (after) || after == ' ' || after == 0x3000 || is_opening (before))
    return FALSE;
  /* Doubled dashes and dots are one mark. */
  if (before == after && (before == 0x2014 || before == 0x2026))
    return FALSE;
  if (g_ascii_isdigit ((char) MIN (before, 0x7f)) && before < 0x80
      && (after == 0x5e74 || after == 0x6708 || after == 0x65e5 || after == 0x6237 || after == 0x5206 || after == 0x6b21
          || after == 0x671f || after == 0x7ec4))
    return FALSE;
  if (is_han (before) || is_han (after))
    return TRUE;
  return is_closing (before) && before != '.' && before != ',' && before != ':' && before != 0xb7 && !is_figure (after);
}

/* The glyphs of TEXT with the spacing between them settled. Valid until the next call. */
static GArray *
set_line (XyFontSet *fonts, const XySetting *setting, const char *text, gsize length)
{
  GArray *glyphs = xy_font_set_get_scratch (fonts);
  gsize lead = MIN (setting->lead, length);

  g_array_set_size (glyphs, 0);
  if (lead > 0)
    xy_font_set_shape (fonts, setting->lead_role, text, lead, glyphs);
  xy_font_set_shape (fonts, setting->font.role, text + lead, length - lead, glyphs);
  XyGlyph *g = (XyGlyph *) (void *) glyphs->data;
  if (setting->pitch > 0)
    for (guint i = 0; i < glyphs->len; i++)
      if (g[i].advance > 0.9f && is_han (g[i].ch))
        {
          /* Marks keep their place in the cell that is a little narrower or wider than they are. */
          float advance = (float) (setting->pitch / setting->font.size);
          g[i].dx += (advance - g[i].advance) / 2;
          g[i].advance = advance;
        }
  Kind before = glyphs->len > 0 ? get_kind (&g[0]) : OTHER;
  for (guint i = 0; i + 1 < glyphs->len; i++)
    {
      Kind kind = get_kind (&g[i + 1]);
      if ((before == IDEOGRAPH && kind == FIGURE) || (before == FIGURE && kind == IDEOGRAPH))
        g[i].advance += THIN_SPACE;
      else if (before == WIDE_MARK && kind == WIDE_MARK)
        g[i].advance -= 0.5f;
      before = kind;
    }
  return glyphs;
}

static gboolean
is_gap (const XyGlyph *before, const XyGlyph *after)
{
  return after->n_bytes > 0 && (is_han (before->ch) || is_han (after->ch) || before->ch == ' ');
}

double
xy_typeset_width (XyFontSet *fonts, XyFont font, const char *text, gssize length)
{
  const XySetting setting = { .font = font };
  GArray *glyphs = set_line (fonts, &setting, text, length < 0 ? strlen (text) : (gsize) length);
  double width = 0;

  for (guint i = 0; i < glyphs->len; i++)
    width += (double) g_array_index (glyphs, XyGlyph, i).advance;
  return width * font.size;
}

guint
xy_typeset_count_gaps (XyFontSet *fonts, XyFont font, const char *text, gssize length)
{
  const XySetting setting = { .font = font };
  GArray *glyphs = set_line (fonts, &setting, text, length < 0 ? strlen (text) : (gsize) length);
  const XyGlyph *g = (const XyGlyph *) (void *) glyphs->data;
  guint n = 0;

  for (guint i = 0; i + 1 < glyphs->len; i++)
    n += is_gap (&g[i], &g[i + 1]);
  return n;
}

/* Does not count what a reader does not see at the end of a line: the blank half of a closing mark. */
static double
get_half_mark (const XyGlyph *glyph, double size)
{
  return is_closing (glyph->ch) && is_wide_mark (glyph) ? 0.5 * size : 0;
}

static void
add_line (GArray *lines,
          const XySetting *setting,
          const XyGlyph *g,
          guint from,
          guint to,
          guint start,
          double room,
          gboolean last)
{
  double size = setting->font.size;
  XyLine line = { .start = start, .last = last };

  for (guint i = from; i < to; i++)
    line.length += g[i].n_bytes;
  /* A space at the end of a line is not seen. */
  guint end = to;
  while (end > from && g[end - 1].ch == ' ')
    {
      end--;
      line.length -= g[end].n_bytes;
    }
  for (guint i = from; i < end; i++)
    {
      line.width += (double) g[i].advance * size;
      if (i + 1 < end)
        line.n_gaps += is_gap (&g[i], &g[i + 1]);
    }
  /* Where signs stand on a grid, so does the mark at the end, as long as the line has room for it. */
  if (end > from && (setting->pitch <= 0 || line.width > room + 0.01))
    line.width -= get_half_mark (&g[end - 1], size);
  g_array_append_val (lines, line);
}

static void
break_paragraph (XyFontSet *fonts,
                 const XySetting *setting,
                 const char *text,
                 guint offset,
                 gsize length,
                 double width,
                 double indent,
                 GArray *lines)
{
  XySetting rest = *setting;
  rest.lead = setting->lead > offset ? setting->lead - offset : 0;
  GArray *glyphs = set_line (fonts, &rest, text + offset, length);
  const XyGlyph *g = (const XyGlyph *) (void *) glyphs->data;
  double size = setting->font.size;
  guint from = 0, chance = 0;
  double x = indent;
  double room = width - indent;

  for (guint i = 0; i < glyphs->len; i++)
    {
      double advance = (double) g[i].advance * size;
      double counts = advance - get_half_mark (&g[i], size);
      if (setting->pitch > 0 && counts < advance)
        counts = advance - size;

      if (i > from && g[i].n_bytes > 0 && may_break (g[i - 1].ch, g[i].ch))
        chance = i;
      if (x + counts > width + 0.01 && i > from && g[i].n_bytes > 0 && g[i].ch != ' ')
        {
          /* A word longer than a line is broken where it must be. */
          guint to = chance > from ? chance : i;
          add_line (lines, setting, g, from, to, offset, room, FALSE);
          room = width;
          for (; from < to; from++)
            offset += g[from].n_bytes;
          x = 0;
          for (guint j = from; j < i; j++)
            x += (double) g[j].advance * size;
          chance = from;
        }
      x += advance;
    }
  add_line (lines, setting, g, from, glyphs->len, offset, room, TRUE);
}

void
xy_typeset_break_setting (XyFontSet *fonts,
                          const XySetting *setting,
                          const char *text,
                          double width,
                          double indent,
                          GArray *lines)
{
  const char *start = text;

  for (;;)
    {
      const char *newline = strchr (start, '\n');
      gsize length = newline != NULL ? (gsize) (newline - start) : strlen (start);
      break_paragraph (fonts, setting, text, start - text, length, width, indent, lines);
      if (newline == NULL)
        return;
      start = newline + 1;
    }
}

void
xy_typeset_break (XyFontSet *fonts, XyFont font, const char *text, double width, double indent, GArray *lines)
{
  const XySetting setting = { .font = font };

  xy_typeset_break_setting (fonts, &setting, text, width, indent, lines);
}

static void
draw_box (cairo_t *cr, double x, double y, double size)
{
  cairo_save (cr);
  cairo_set_line_width (cr, size * 0.05);
  cairo_rectangle (cr, x + 0.12 * size, y - 0.76 * size, 0.76 * size, 0.76 * size);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Bytes that the glyphs of one face stand for, from the first of G on. */
static guint
count_bytes (const XyGlyph *g, guint n)
{
  guint n_bytes = 0;

  for (guint i = 0; i < n && g[i].face == g[0].face; i++)
    n_bytes += g[i].n_bytes;
  return n_bytes;
}

/* The glyphs that were set last, which stand for TEXT. */
static void
draw (XyFontSet *fonts, double size, cairo_t *cr, double x, double y, const char *text, double spread)
{
  const GArray *glyphs = xy_font_set_get_scratch (fonts);
  const XyGlyph *g = (const XyGlyph *) (const void *) glyphs->data;
  XyGlyphRun *run = xy_font_set_get_run (fonts);
  gboolean whole = spread > READ_AS_SPACE * size;
  gboolean spreads = spread > 0 || spread < 0;
  gboolean open = xy_glyph_run_is_open (run);

  if (!open)
    xy_glyph_run_begin (run, cr);
  for (guint i = 0; i < glyphs->len; i++)
    {
      gboolean first = i == 0 || g[i].face != g[i - 1].face;
      guint n_bytes = g[i].n_bytes;
      if (g[i].face != XY_NO_FACE)
        {
          if (first)
            xy_glyph_run_set_font (run, xy_font_set_get_face (fonts, g[i].face), size);
          if (whole)
            n_bytes = first ? count_bytes (g + i, glyphs->len - i) : 0;
          xy_glyph_run_add (run, g[i].glyph, x + (double) g[i].dx * size, y + (double) g[i].dy * size, text, n_bytes,
                            !first && n_bytes == 0);
        }
      else if (g[i].unknown)
        draw_box (cr, x, y, size);
      text += n_bytes;
      x += (double) g[i].advance * size;
      if (spreads && i + 1 < glyphs->len && is_gap (&g[i], &g[i + 1]))
        x += spread;
    }
  if (!open)
    xy_glyph_run_end (run);
}

void
xy_typeset_begin (XyFontSet *fonts, cairo_t *cr)
{
  xy_glyph_run_begin (xy_font_set_get_run (fonts), cr);
}

void
xy_typeset_end (XyFontSet *fonts)
{
  xy_glyph_run_end (xy_font_set_get_run (fonts));
}

void
xy_typeset_draw (XyFontSet *fonts,
                 XyFont font,
                 cairo_t *cr,
                 double x,
                 double y,
                 const char *text,
                 gssize length,
                 double spread)
{
  const XySetting setting = { .font = font };

  set_line (fonts, &setting, text, length < 0 ? strlen (text) : (gsize) length);
  draw (fonts, font.size, cr, x, y, text, spread);
}

void
xy_typeset_draw_measured (XyFontSet *fonts,
                          XyFont font,
                          cairo_t *cr,
                          double x,
                          double y,
                          const char *text,
                          double spread)
{
  draw (fonts, font.size, cr, x, y, text, spread);
}

void
xy_typeset_draw_line (XyFontSet *fonts,
                      const XySetting *setting,
                      cairo_t *cr,
                      double x,
                      double y,
                      const char *text,
                      const XyLine *line,
                      double spread)
{
  XySetting rest = *setting;

  rest.lead = setting->lead > line->start ? setting->lead - line->start : 0;
  text += line->start;
  set_line (fonts, &rest, text, line->length);
  draw (fonts, rest.font.size, cr, x, y, text, spread);
}

double
xy_typeset_drop (XyFont font)
{
  return MIDDLE * font.size;
}

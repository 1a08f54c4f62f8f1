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
      && (after == 0x5e74 || after == 0x6708 || after == 0x65e5 || after == 0x6237 || after == 0x5206))
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
  for (guint i = 0; i + 1 < glyphs->len; i++)
    {
      gunichar a = g[i].ch, b = g[i + 1].ch;
      if ((is_ideograph (a) && is_figure (b)) || (is_figure (a) && is_ideograph (b)))
        g[i].advance += THIN_SPACE;
      else if (is_wide_mark (&g[i]) && is_wide_mark (&g[i + 1]))
        g[i].advance -= 0.5f;
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

/* One run of glyphs of one face, from FROM to TO, already placed. */
static void
show_run (XyFontSet *fonts,
          cairo_t *cr,
          const XyGlyph *g,
          cairo_glyph_t *placed,
          cairo_text_cluster_t *clusters,
          guint from,
          guint to,
          const char *text,
          gboolean whole)
{
  int n_bytes = 0, n_clusters = 0;

  for (guint i = from; i < to; i++)
    {
      if (g[i].n_bytes > 0 || n_clusters == 0)
        clusters[n_clusters++] = (cairo_text_cluster_t){ .num_bytes = g[i].n_bytes, .num_glyphs = 1 };
      else
        clusters[n_clusters - 1].num_glyphs++;
      n_bytes += g[i].n_bytes;
    }
  if (whole)
    {
      clusters[0] = (cairo_text_cluster_t){ .num_bytes = n_bytes, .num_glyphs = (int) (to - from) };
      n_clusters = 1;
    }
  cairo_set_font_face (cr, xy_font_set_get_face (fonts, g[from].face));
  cairo_show_text_glyphs (cr, text, n_bytes, placed + from, (int) (to - from), clusters, n_clusters, 0);
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

static void
draw (XyFontSet *fonts,
      const XySetting *setting,
      cairo_t *cr,
      double x,
      double y,
      const char *text,
      gsize length,
      double spread)
{
  const XyFont font = setting->font;
  GArray *glyphs = set_line (fonts, setting, text, length);
  const XyGlyph *g = (const XyGlyph *) (void *) glyphs->data;
  cairo_glyph_t stack_placed[64];
  cairo_text_cluster_t stack_clusters[64];
  g_autofree cairo_glyph_t *heap_placed = NULL;
  g_autofree cairo_text_cluster_t *heap_clusters = NULL;
  cairo_glyph_t *placed = stack_placed;
  cairo_text_cluster_t *clusters = stack_clusters;

  if (glyphs->len > G_N_ELEMENTS (stack_placed))
    {
      placed = heap_placed = g_new (cairo_glyph_t, glyphs->len);
      clusters = heap_clusters = g_new (cairo_text_cluster_t, glyphs->len);
    }

  cairo_set_font_size (cr, font.size);
  guint from = 0;
  guint n_bytes = 0;
  gboolean whole = spread > READ_AS_SPACE * font.size;
  for (guint i = 0; i < glyphs->len; i++)
    {
      if (i > from && g[i].face != g[from].face)
        {
          show_run (fonts, cr, g, placed, clusters, from, i, text, whole);
          text += n_bytes;
          n_bytes = 0;
          from = i;
        }
      placed[i] = (cairo_glyph_t){ .index = g[i].glyph,
                                   .x = x + (double) g[i].dx * font.size,
                                   .y = y + (double) g[i].dy * font.size };
      n_bytes += g[i].n_bytes;
      if (g[i].face == XY_NO_FACE)
        {
          if (g[i].unknown)
            draw_box (cr, x, y, font.size);
          text += n_bytes;
          n_bytes = 0;
          from = i + 1;
        }
      x += (double) g[i].advance * font.size;
      if (i + 1 < glyphs->len && is_gap (&g[i], &g[i + 1]))
        x += spread;
    }
  if (from < glyphs->len)
    show_run (fonts, cr, g, placed, clusters, from, glyphs->len, text, whole);
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

  draw (fonts, &setting, cr, x, y, text, length < 0 ? strlen (text) : (gsize) length, spread);
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
  draw (fonts, &rest, cr, x, y, text + line->start, line->length, spread);
}

double
xy_typeset_drop (XyFont font)
{
  return MIDDLE * font.size;
}

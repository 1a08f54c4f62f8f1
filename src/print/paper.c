/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/paper.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/error.h"
#include "print/block-private.h"
#include "print/paper-private.h"
#include "print/typeset.h"

/* The small line stands this far above the sheet's lower edge; nearer, common laser printers cut it off. */
#define FOOT_MM 8.0
#define FOOT_SIZE 8.0
#define FOOT_GREY 0.3

/* The box of a mark; its distance from the text below it and from the sheet's edge. */
#define MARK_MM 8.5
#define MARK_GAP_MM 2.5
#define MARK_EDGE_MM 6.0
#define MARK_LINE 1.1

#define OFFICIAL_NUMBER_MM 7.0
#define OFFICIAL_NUMBER_SIZE 14.0

struct _XyPaper
{
  GObject parent_instance;
  GMutex mutex;
  char *title;
  XyPageSetup setup;
  XyFontSet *fonts;
  GPtrArray *blocks;
  gint64 printed_at;
  char *foot_left;
  char *foot_right;
  char *mark; /* NULL: none */
  XyLayout layout;
  gboolean laid_out;
  GPtrArray *notices;
  XyPageNumbers numbers;
  XyBorder border;
  XyInk border_ink;
  double border_inset;
  double pitch;
  XyPaper *source; /* whose pages are put on these sheets; NULL: the paper has blocks of its own */
  XySheets sheets;
  gpointer sheets_data;
};

G_DEFINE_FINAL_TYPE (XyPaper, xy_paper, G_TYPE_OBJECT)

static void
paper_notice_free (gpointer data)
{
  XyPaperNotice *notice = data;

  g_free (notice->subject);
  g_free (notice->owner);
  g_free (notice->message);
  g_free (notice);
}

/* Takes MESSAGE. */
static void
add_notice (XyPaper *self, XyPaperNoticeKind kind, const char *subject, const char *owner, char *message)
{
  XyPaperNotice *notice = g_new0 (XyPaperNotice, 1);

  notice->kind = kind;
  notice->subject = g_strdup (subject);
  notice->owner = g_strdup (owner);
  notice->message = message;
  g_ptr_array_add (self->notices, notice);
}

/* On a board the small line grows too, but less than what is read from afar. */
static double
get_foot_scale (const XyPaper *self)
{
  return MAX (MIN (self->setup.width_mm, self->setup.height_mm) / 350, 1);
}

static void
collect_notices (XyPaper *self)
{
  for (guint role = 0; role < XY_N_FONT_ROLES; role++)
    {
      if (!xy_font_set_is_used (self->fonts, role))
        continue;
      const char *missing = xy_font_set_get_missing (self->fonts, role);
      const char *family = xy_font_set_get_family (self->fonts, role);
      if (missing == NULL)
        continue;
      if (*family == '\0')
        add_notice (self, XY_PAPER_NOTICE_STAND_IN, missing, family,
                    g_strdup_printf (_ ("The typeface %s is not installed, and no other Chinese one is."), missing));
      else
        add_notice (self, XY_PAPER_NOTICE_STAND_IN, missing, family,
                    g_strdup_printf (_ ("The typeface %s is not installed; %s stands in for it."), missing, family));
    }

  const GPtrArray *gaps = xy_font_set_get_gaps (self->fonts);
  for (guint i = 0; i < gaps->len; i++)
    {
      const XyFontGap *gap = gaps->pdata[i];
      guint code = g_utf8_get_char (gap->character);
      char *message =
          *gap->owner != '\0'
              ? g_strdup_printf (_ ("No installed typeface has the character “%s” (U+%04X) of the row of %s."),
                                 gap->character, code, gap->owner)
              : g_strdup_printf (_ ("No installed typeface has the character “%s” (U+%04X)."), gap->character, code);
      add_notice (self, XY_PAPER_NOTICE_UNDRAWABLE, gap->character, gap->owner, message);
    }

  for (guint i = 0; i < self->layout.cut->len; i++)
    {
      const char *owner = self->layout.cut->pdata[i];
      add_notice (self, XY_PAPER_NOTICE_CUT, owner, owner,
                  g_strdup_printf (_ ("The text in the row of %s is longer than a page and was cut."), owner));
    }
}

/* What must stand on the same page as the end of block I. */
static double
get_tail (XyPaper *self, guint i)
{
  if (i + 1 >= self->blocks->len)
    return 0;
  const XyBlock *block = self->blocks->pdata[i];
  XyBlock *next = self->blocks->pdata[i + 1];
  if (!(block->keep & XY_KEEP_WITH_NEXT) && !(next->keep & XY_KEEP_WITH_PREVIOUS))
    return 0;

  double tail = next->space_before + next->class->need (next, &self->layout);
  if (!next->class->splits || (next->class->is_whole != NULL && next->class->is_whole (next)))
    tail += get_tail (self, i + 1);
  return tail;
}

/* Sheets have no pieces: only their number is known here. */
static void
lay_out_sheets (XyPaper *self)
{
  const guint none = 0;
  guint n = self->sheets.count (self->source, self->sheets_data);

  for (guint i = 0; i < n; i++)
    g_array_append_val (self->layout.pages, none);
}

static void
clear_layout (XyPaper *self)
{
  g_clear_pointer (&self->layout.placed, g_array_unref);
  g_clear_pointer (&self->layout.pages, g_array_unref);
  g_clear_pointer (&self->layout.cut, g_ptr_array_unref);
}

static void
begin_layout (XyPaper *self, GCancellable *cancellable)
{
  const XyPageSetup *s = &self->setup;
  XyLayout *layout = &self->layout;

  layout->fonts = self->fonts;
  layout->left = s->left_mm * XY_MM;
  layout->top = s->top_mm * XY_MM;
  layout->width = (s->width_mm - s->left_mm - s->right_mm) * XY_MM;
  layout->bottom = (s->height_mm - s->bottom_mm) * XY_MM;
  layout->y = layout->top;
  layout->pitch = self->pitch;
  layout->cancellable = cancellable;
  layout->placed = g_array_new (FALSE, TRUE, sizeof (XyPlaced));
  layout->pages = g_array_new (FALSE, TRUE, sizeof (guint));
  layout->cut = g_ptr_array_new_with_free_func (g_free);
}

static void
lay_out_blocks (XyPaper *self)
{
  XyLayout *layout = &self->layout;
  const guint first = 0;

  g_array_append_val (layout->pages, first);
  for (guint i = 0; i < self->blocks->len && !xy_layout_is_cancelled (layout); i++)
    {
      XyBlock *block = self->blocks->pdata[i];
      block->left = layout->left;
      block->width = layout->width;
      block->class->prepare (block, layout);
    }
  xy_font_set_watch (self->fonts, "");
  xy_typeset_width (self->fonts, (XyFont){ XY_FONT_SANS, FOOT_SIZE }, self->foot_left, -1);
  xy_typeset_width (self->fonts, (XyFont){ XY_FONT_SANS, FOOT_SIZE }, self->foot_right, -1);
  if (self->mark != NULL)
    xy_typeset_width (self->fonts, (XyFont){ XY_FONT_HEI, FOOT_SIZE }, self->mark, -1);
  xy_font_set_watch (self->fonts, NULL);
  for (guint i = 0; i < self->blocks->len && !xy_layout_is_cancelled (layout); i++)
    {
      XyBlock *block = self->blocks->pdata[i];
      layout->tail = get_tail (self, i);
      block->class->lay (block, layout);
    }
}

/* With the mutex held. */
static void
lay_out (XyPaper *self, GCancellable *cancellable)
{
  if (self->laid_out)
    return;
  begin_layout (self, cancellable);
  if (self->source != NULL)
    lay_out_sheets (self);
  else
    lay_out_blocks (self);
  self->laid_out = !xy_layout_is_cancelled (&self->layout);
  self->layout.cancellable = NULL;
  if (!self->laid_out)
    clear_layout (self);
  else if (self->source == NULL)
    collect_notices (self);
}

/* "— 1 —", its dashes 7 mm below the type area, a character in from the outer edge (GB/T 9704-2012, 7.5). */
static void
draw_official_number (XyPaper *self, guint page, cairo_t *cr)
{
  const XyFont font = { XY_FONT_SONG, OFFICIAL_NUMBER_SIZE };
  g_autofree char *number = g_strdup_printf ("— %u —", page + 1);
  double x = self->setup.left_mm * XY_MM + font.size;
  double y = self->layout.bottom + OFFICIAL_NUMBER_MM * XY_MM + xy_typeset_drop (font);

  if (page % 2 == 0)
    x = (self->setup.width_mm - self->setup.right_mm) * XY_MM - font.size
        - xy_typeset_width (self->fonts, font, number, -1);
  cairo_set_source_rgb (cr, 0, 0, 0);
  xy_typeset_draw (self->fonts, font, cr, x, y, number, -1, 0);
}

/* As much of TEXT as is no wider than ROOM, with what says that there was more. (transfer full) */
static char *
cut_to_room (XyFontSet *fonts, XyFont font, const char *text, double room)
{
  const char *end = text + strlen (text);

  if (xy_typeset_width (fonts, font, text, -1) <= room)
    return g_strdup (text);
  while (end > text)
    {
      end = g_utf8_find_prev_char (text, end);
      g_autofree char *cut = g_strdup_printf ("%.*s…", (int) (end - text), text);
      if (xy_typeset_width (fonts, font, cut, -1) <= room)
        return g_steal_pointer (&cut);
    }
  return g_strdup ("");
}

static void
draw_foot (XyPaper *self, guint page, cairo_t *cr)
{
  XyFont font = { XY_FONT_SANS, FOOT_SIZE * get_foot_scale (self) };
  double size = font.size;
  double left = self->setup.left_mm * XY_MM;
  double right = (self->setup.width_mm - self->setup.right_mm) * XY_MM;
  double y = (self->setup.height_mm - FOOT_MM * get_foot_scale (self)) * XY_MM;
  g_autofree char *number = self->numbers == XY_PAGE_NUMBERS_FOOT
                                ? g_strdup_printf ("第 %u 页 / 共 %u 页", page + 1, self->layout.pages->len)
                                : g_strdup ("");
  double widths[3] = { xy_typeset_width (self->fonts, font, self->foot_left, -1),
                       xy_typeset_width (self->fonts, font, number, -1),
                       xy_typeset_width (self->fonts, font, self->foot_right, -1) };

  /* On a small sheet the three parts share the line at a smaller size. */
  double room = (right - left) / 2 - widths[1] / 2 - size;
  double widest = MAX (widths[0], widths[2]);
  if (widest > room)
    {
      double smaller = MAX (room / widest, 0.6);
      font.size *= smaller;
      for (guint i = 0; i < 3; i++)
        widths[i] *= smaller;
    }
  /* The number of the record is never cut. */
  g_autofree char *origin =
      cut_to_room (self->fonts, font, self->foot_left, right - left - widths[1] - widths[2] - 2 * font.size);
  widths[0] = xy_typeset_width (self->fonts, font, origin, -1);
  /* Longer than half the line each: the page number yields the middle to them. */
  double middle = CLAMP ((left + right - widths[1]) / 2, left + widths[0] + font.size,
                         MAX (right - widths[2] - widths[1] - font.size, left + widths[0] + font.size));

  cairo_set_source_rgb (cr, FOOT_GREY, FOOT_GREY, FOOT_GREY);
  xy_typeset_draw (self->fonts, font, cr, left, y, origin, -1, 0);
  xy_typeset_draw (self->fonts, font, cr, middle, y, number, -1, 0);
  xy_typeset_draw (self->fonts, font, cr, right - widths[2], y, self->foot_right, -1, 0);
}

/* The signs' outlines, half a sign apart. Returns: how wide they stand. */
static double
add_outlines (XyFontSet *fonts, XyFont font, const char *text, cairo_t *cr, double x, double y)
{
  GArray *glyphs = xy_font_set_get_scratch (fonts);
  double left = x;

  g_array_set_size (glyphs, 0);
  xy_font_set_shape (fonts, font.role, text, strlen (text), glyphs);
  for (guint i = 0; i < glyphs->len; i++)
    {
      const XyGlyph *glyph = &g_array_index (glyphs, XyGlyph, i);
      const cairo_glyph_t outline = { glyph->glyph, x + (double) glyph->dx * font.size,
                                      y + (double) glyph->dy * font.size };
      if (cr != NULL && glyph->face != XY_NO_FACE)
        {
          cairo_set_font_face (cr, xy_font_set_get_face (fonts, glyph->face));
          cairo_set_font_size (cr, font.size);
          cairo_glyph_path (cr, &outline, 1);
        }
      x += ((double) glyph->advance + (i + 1 < glyphs->len ? 0.5 : 0)) * font.size;
    }
  return x - left;
}

static void
draw_mark (XyPaper *self, cairo_t *cr)
{
  double scale = get_foot_scale (self), gap = MARK_GAP_MM * XY_MM;
  double height = MIN (MARK_MM * scale, self->setup.top_mm - MARK_EDGE_MM - MARK_GAP_MM) * XY_MM;
  XyFont font = { XY_FONT_HEI, 0.62 * height };

  if (self->mark == NULL || height <= 0)
    return;
  double width = add_outlines (self->fonts, font, self->mark, NULL, 0, 0) + font.size;
  double right = (self->setup.width_mm - self->setup.right_mm) * XY_MM, bottom = self->layout.top - gap;
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, MARK_LINE * scale);
  cairo_rectangle (cr, right - width, bottom - height, width, height);
  cairo_stroke (cr);
  add_outlines (self->fonts, font, self->mark, cr, right - width + font.size / 2,
                bottom - height / 2 + xy_typeset_drop (font));
  cairo_fill (cr);
}

static void
draw_border (XyPaper *self, cairo_t *cr)
{
  double inset = self->border_inset, below = inset;

  /* It closes above the small line. */
  if (*self->foot_left != '\0' || *self->foot_right != '\0')
    below = MAX (inset, (FOOT_MM + 4.5) * get_foot_scale (self) * XY_MM);
  xy_border_draw (self->border, self->border_ink, cr, inset, inset, self->setup.width_mm * XY_MM - 2 * inset,
                  self->setup.height_mm * XY_MM - inset - below);
}

static void
xy_paper_finalize (GObject *object)
{
  XyPaper *self = XY_PAPER (object);

  clear_layout (self);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->notices);
  g_clear_pointer (&self->fonts, xy_font_set_free);
  if (self->sheets.free != NULL)
    self->sheets.free (self->sheets_data);
  g_clear_object (&self->source);
  g_free (self->title);
  g_free (self->foot_left);
  g_free (self->foot_right);
  g_free (self->mark);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (xy_paper_parent_class)->finalize (object);
}

static void
xy_paper_class_init (XyPaperClass *class)
{
  G_OBJECT_CLASS (class)->finalize = xy_paper_finalize;
}

static void
xy_paper_init (XyPaper *self)
{
  g_mutex_init (&self->mutex);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_block_free);
  self->notices = g_ptr_array_new_with_free_func (paper_notice_free);
  self->foot_left = g_strdup ("");
  self->foot_right = g_strdup ("");
}

gboolean
xy_layout_is_cancelled (const XyLayout *layout)
{
  return g_cancellable_is_cancelled (layout->cancellable);
}

gboolean
xy_layout_at_top (const XyLayout *layout)
{
  return g_array_index (layout->pages, guint, layout->pages->len - 1) == layout->placed->len;
}

void
xy_layout_new_page (XyLayout *layout)
{
  guint first = layout->placed->len;

  g_array_append_val (layout->pages, first);
  layout->y = layout->top;
}

void
xy_layout_place (XyLayout *layout, XyBlock *block, double height, guint first, guint n, guint flags)
{
  XyPlaced placed = { .block = block, .y = layout->y, .first = first, .n = n, .flags = flags };

  g_array_append_val (layout->placed, placed);
  layout->y += height;
}

double
xy_layout_add_tail (const XyLayout *layout, double height)
{
  return height + layout->tail <= layout->bottom - layout->top ? height + layout->tail : height;
}

void
xy_layout_begin (XyLayout *layout, XyBlock *block, double height)
{
  if (xy_layout_at_top (layout))
    return;
  double y = layout->top + xy_layout_round (layout, layout->y + block->space_before - layout->top);
  if (y + height > layout->bottom + 0.01)
    xy_layout_new_page (layout);
  else
    layout->y = y;
}

double
xy_layout_round (const XyLayout *layout, double height)
{
  return layout->pitch > 0 ? ceil (height / layout->pitch - 0.01) * layout->pitch : height;
}

XyPaper *
xy_paper_new (const char *title, const XyPageSetup *setup)
{
  return xy_paper_new_with_fonts (title, setup, xy_font_set_new ());
}

XyPaper *
xy_paper_new_with_fonts (const char *title, const XyPageSetup *setup, XyFontSet *fonts)
{
  g_return_val_if_fail (setup->width_mm > setup->left_mm + setup->right_mm, NULL);
  g_return_val_if_fail (setup->height_mm > setup->top_mm + setup->bottom_mm, NULL);

  XyPaper *self = g_object_new (XY_TYPE_PAPER, NULL);
  self->title = g_utf8_make_valid (title, -1);
  self->setup = *setup;
  self->fonts = fonts;
  return self;
}

XyPaper *
xy_paper_new_sheets (XyPaper *source, const XyPageSetup *setup, const XySheets *sheets, gpointer data)
{
  XyPaper *self = g_object_new (XY_TYPE_PAPER, NULL);

  self->title = g_strdup (source->title);
  self->setup = *setup;
  self->source = g_object_ref (source);
  self->sheets = *sheets;
  self->sheets_data = data;
  return self;
}

XyPaper *
xy_paper_get_source (XyPaper *self)
{
  return self->source;
}

gpointer
xy_paper_get_sheets_data (XyPaper *self, const XySheets *sheets)
{
  return self->source != NULL && self->sheets.draw == sheets->draw ? self->sheets_data : NULL;
}

void
xy_paper_set_page_numbers (XyPaper *self, XyPageNumbers numbers)
{
  g_return_if_fail (XY_IS_PAPER (self));

  self->numbers = numbers;
}

void
xy_paper_set_border (XyPaper *self, XyBorder border, XyInk ink, double inset_mm)
{
  g_return_if_fail (XY_IS_PAPER (self));

  self->border = border;
  self->border_ink = ink;
  self->border_inset = inset_mm * XY_MM;
}

void
xy_paper_set_mark (XyPaper *self, const char *mark)
{
  g_return_if_fail (XY_IS_PAPER (self));

  g_mutex_lock (&self->mutex);
  g_free (self->mark);
  self->mark = g_strdup (mark);
  g_mutex_unlock (&self->mutex);
}

void
xy_paper_set_grid (XyPaper *self, double pitch)
{
  g_return_if_fail (XY_IS_PAPER (self));
  g_return_if_fail (!self->laid_out);

  self->pitch = pitch;
}

void
xy_paper_set_furniture (XyPaper *self, const XyFurniture *furniture)
{
  g_return_if_fail (XY_IS_PAPER (self));

  self->printed_at = furniture->printed_at;
  g_autofree char *printed = furniture->printed_at > 0 ? xy_instant_format (furniture->printed_at) : NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  const char *parts[] = { furniture->village, furniture->kind, furniture->period };
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  left = g_utf8_make_valid (text->str, -1);

  g_string_truncate (text, 0);
  if (furniture->record_number != NULL && *furniture->record_number != '\0')
    g_string_append (text, furniture->record_number);
  if (printed != NULL)
    g_string_append_printf (text, "%s%s 打印", text->len > 0 ? " · " : "", printed);
  right = g_utf8_make_valid (text->str, -1);

  g_mutex_lock (&self->mutex);
  g_free (self->foot_left);
  self->foot_left = g_steal_pointer (&left);
  g_free (self->foot_right);
  self->foot_right = g_steal_pointer (&right);
  g_mutex_unlock (&self->mutex);
}

XyBlock *
xy_paper_add (XyPaper *self, XyBlock *block)
{
  g_return_val_if_fail (XY_IS_PAPER (self), NULL);
  g_return_val_if_fail (!self->laid_out, NULL);

  g_ptr_array_add (self->blocks, block);
  return block;
}

const char *
xy_paper_get_title (XyPaper *self)
{
  return self->title;
}

gint64
xy_paper_get_printed_at (XyPaper *self)
{
  return self->source != NULL ? xy_paper_get_printed_at (self->source) : self->printed_at;
}

double
xy_paper_get_width (XyPaper *self)
{
  return self->setup.width_mm * XY_MM;
}

double
xy_paper_get_height (XyPaper *self)
{
  return self->setup.height_mm * XY_MM;
}

gboolean
xy_paper_lay_out (XyPaper *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (XY_IS_PAPER (self), FALSE);

  if (self->source != NULL && !xy_paper_lay_out (self->source, cancellable, error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  lay_out (self, cancellable);
  gboolean done = self->laid_out;
  g_mutex_unlock (&self->mutex);
  if (!done)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped before the pages were set."));
  return done;
}

guint
xy_paper_get_n_pages (XyPaper *self)
{
  g_return_val_if_fail (XY_IS_PAPER (self), 0);

  g_mutex_lock (&self->mutex);
  lay_out (self, NULL);
  guint n = self->layout.pages->len;
  g_mutex_unlock (&self->mutex);
  return n;
}

guint
xy_paper_find_page (XyPaper *self, const XyBlock *block)
{
  guint n = xy_paper_get_n_pages (self), page = 0;

  for (guint i = 0; i < self->layout.placed->len; i++)
    {
      while (page + 1 < n && g_array_index (self->layout.pages, guint, page + 1) <= i)
        page++;
      if (g_array_index (self->layout.placed, XyPlaced, i).block == block)
        return page;
    }
  return 0;
}

static void
draw_page (XyPaper *self, guint page, cairo_t *cr, XyPaperTarget target)
{
  const XyLayout *layout = &self->layout;
  guint first = g_array_index (layout->pages, guint, page);
  guint end = page + 1 < layout->pages->len ? g_array_index (layout->pages, guint, page + 1) : layout->placed->len;

  cairo_set_font_options (cr, xy_font_set_get_options (self->fonts));
  draw_border (self, cr);
  for (guint i = first; i < end; i++)
    {
      const XyPlaced *placed = &g_array_index (layout->placed, XyPlaced, i);
      cairo_set_source_rgb (cr, 0, 0, 0);
      placed->block->class->draw (placed->block, placed, self->fonts, cr, target);
    }
  if (self->numbers == XY_PAGE_NUMBERS_OFFICIAL)
    draw_official_number (self, page, cr);
  draw_mark (self, cr);
  draw_foot (self, page, cr);
}

void
xy_paper_draw_page (XyPaper *self, guint page, cairo_t *cr, XyPaperTarget target)
{
  g_return_if_fail (XY_IS_PAPER (self));
  g_return_if_fail (page < xy_paper_get_n_pages (self));

  g_mutex_lock (&self->mutex);
  cairo_save (cr);
  if (self->source != NULL)
    self->sheets.draw (self->source, page, cr, target, self->sheets_data);
  else
    draw_page (self, page, cr, target);
  cairo_restore (cr);
  g_mutex_unlock (&self->mutex);
}

const GPtrArray *
xy_paper_get_notices (XyPaper *self)
{
  g_return_val_if_fail (XY_IS_PAPER (self), NULL);

  if (self->source != NULL)
    return xy_paper_get_notices (self->source);
  g_mutex_lock (&self->mutex);
  lay_out (self, NULL);
  g_mutex_unlock (&self->mutex);
  return self->notices;
}

char *
xy_paper_get_text (XyPaper *self)
{
  g_return_val_if_fail (XY_IS_PAPER (self), NULL);

  if (self->source != NULL)
    return xy_paper_get_text (self->source);
  GString *text = g_string_new (NULL);
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      XyBlock *block = self->blocks->pdata[i];
      if (block->class->text != NULL)
        block->class->text (block, text);
    }
  g_mutex_unlock (&self->mutex);
  return g_string_free (text, FALSE);
}

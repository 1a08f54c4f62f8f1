/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/official.h"

#include <string.h>

#include "print/block-private.h"
#include "print/typeset.h"
#include "print/words.h"

#define TITLE_SIZE 22 /* 2号 */
#define BODY_SIZE 16  /* 3号 */
#define CELL_SIZE 14  /* 4号 */

#define LINE XY_OFFICIAL_LINE
#define CHARACTER XY_OFFICIAL_CHARACTER

/* Two empty lines, the issuer, the date, and the rest of the seal below it. */
#define END_LINES 5
#define ISSUER_LINE 2
/* The seal stands a little higher than the middle of the two lines, within one line of the text. */
#define SEAL_MIDDLE 2.75
#define DATE_FROM_RIGHT 4
/* Without a seal: an empty line, the issuer, the date. */
#define PLAIN_LINES 3
#define PLAIN_ISSUER_LINE 1
#define PLAIN_FROM_RIGHT 2

/* 版记: rules of 0.35 mm at its ends and 0.25 mm between, its words 4号, one of them in at either side. */
#define THICK (0.35 * XY_MM)
#define THIN (0.25 * XY_MM)
#define COPIES "抄送："
#define PRINTED "印发"

#define ATTACHMENT "附件"
#define ATTACHMENT_LABEL "附件："

typedef struct
{
  XyBlock block;
  char *issuer;
  char *date;
  double issuer_width, date_width;
  gboolean sealed;
} EndBlock;

typedef struct
{
  XyBlock block;
  char *copies; /* NULL: none */
  char *printer;
  char *date;
  GArray *lines; /* XyLine, of the copies */
} MatterBlock;

static const XyFont body = { XY_FONT_BODY, BODY_SIZE };

static void
end_prepare (XyBlock *block, XyLayout *layout)
{
  EndBlock *self = (EndBlock *) block;

  xy_font_set_watch (layout->fonts, "");
  self->issuer_width = xy_typeset_width (layout->fonts, body, self->issuer, -1);
  self->date_width = xy_typeset_width (layout->fonts, body, self->date, -1);
  xy_font_set_watch (layout->fonts, NULL);
}

static double
end_need (XyBlock *block, XyLayout *layout)
{
  return (((EndBlock *) block)->sealed ? END_LINES : PLAIN_LINES) * LINE;
}

static void
end_lay (XyBlock *block, XyLayout *layout)
{
  double height = end_need (block, layout);

  xy_layout_begin (layout, block, xy_layout_add_tail (layout, height));
  xy_layout_place (layout, block, height, 0, 1, 0);
}

static void
end_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  const EndBlock *self = (const EndBlock *) block;
  double right = block->left + block->width;
  XyFont font = body;
  double issuer_width = self->issuer_width;
  double issuer_left, date_left;

  /* A long issuer moves both to the left; one longer than a line is set smaller. */
  if (issuer_width > block->width)
    {
      font.size *= block->width / issuer_width;
      issuer_width = block->width;
    }
  if (self->sealed)
    {
      double middle = right - DATE_FROM_RIGHT * CHARACTER - self->date_width / 2;
      middle = MIN (middle, right - issuer_width / 2);
      xy_block_draw_seal (cr, MIN (middle, right - XY_SEAL / 2), placed->y + SEAL_MIDDLE * LINE, target);
      issuer_left = middle - issuer_width / 2;
      date_left = middle - self->date_width / 2;
    }
  else
    {
      double edge = right - PLAIN_FROM_RIGHT * CHARACTER;
      issuer_left = MAX (edge - issuer_width, block->left);
      date_left = issuer_left + 2 * CHARACTER;
      /* A date longer than its issuer ends there instead, and the issuer moves with it. */
      if (date_left + self->date_width > edge)
        {
          date_left = edge - self->date_width;
          issuer_left = MIN (issuer_left, MAX (date_left - 2 * CHARACTER, block->left));
        }
    }
  double y = placed->y + ((self->sealed ? ISSUER_LINE : PLAIN_ISSUER_LINE) + 0.5) * LINE;
  xy_typeset_draw (fonts, font, cr, issuer_left, y + xy_typeset_drop (font), self->issuer, -1, 0);
  xy_typeset_draw (fonts, body, cr, date_left, y + LINE + xy_typeset_drop (body), self->date, -1, 0);
}

static void
end_text (XyBlock *block, GString *text)
{
  const EndBlock *self = (const EndBlock *) block;

  g_string_append_printf (text, "%s\n%s\n", self->issuer, self->date);
}

static void
end_free (XyBlock *block)
{
  EndBlock *self = (EndBlock *) block;

  g_free (self->issuer);
  g_free (self->date);
}

static const XyBlockClass end_class = {
  .prepare = end_prepare,
  .need = end_need,
  .lay = end_lay,
  .draw = end_draw,
  .text = end_text,
  .free = end_free,
};

static const XyFont small = { XY_FONT_BODY, CELL_SIZE };

static double
copies_left (MatterBlock *self, XyFontSet *fonts)
{
  return small.size + xy_typeset_width (fonts, small, COPIES, -1);
}

static double
matter_height (MatterBlock *self)
{
  return (self->lines->len + 1) * LINE;
}

static void
matter_prepare (XyBlock *block, XyLayout *layout)
{
  MatterBlock *self = (MatterBlock *) block;

  xy_font_set_watch (layout->fonts, "");
  xy_typeset_width (layout->fonts, small, self->printer, -1);
  xy_typeset_width (layout->fonts, small, self->date, -1);
  g_array_set_size (self->lines, 0);
  if (self->copies != NULL)
    xy_typeset_break (layout->fonts, small, self->copies, block->width - copies_left (self, layout->fonts) - small.size,
                      0, self->lines);
  xy_font_set_watch (layout->fonts, NULL);
}

static double
matter_need (XyBlock *block, XyLayout *layout)
{
  return matter_height ((MatterBlock *) block);
}

/* Its last rule is the lower edge of the text. */
static void
matter_lay (XyBlock *block, XyLayout *layout)
{
  double height = matter_need (block, layout);

  xy_layout_begin (layout, block, height);
  layout->y = layout->bottom - height;
  xy_layout_place (layout, block, height, 0, 1, 0);
}

static void
draw_rule (cairo_t *cr, const XyBlock *block, double y, double width)
{
  cairo_set_line_width (cr, width);
  cairo_move_to (cr, block->left, y);
  cairo_line_to (cr, block->left + block->width, y);
  cairo_stroke (cr);
}

static void
matter_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  MatterBlock *self = (MatterBlock *) block;
  double drop = xy_typeset_drop (small), y = placed->y;
  double left = block->left + small.size, right = block->left + block->width - small.size;

  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_rule (cr, block, y, THICK);
  for (guint i = 0; i < self->lines->len; i++, y += LINE)
    {
      const XyLine *line = &g_array_index (self->lines, XyLine, i);
      if (i == 0)
        xy_typeset_draw (fonts, small, cr, left, y + LINE / 2 + drop, COPIES, -1, 0);
      xy_typeset_draw (fonts, small, cr, block->left + copies_left (self, fonts), y + LINE / 2 + drop,
                       self->copies + line->start, line->length, 0);
    }
  if (self->lines->len > 0)
    draw_rule (cr, block, y, THIN);
  xy_typeset_draw (fonts, small, cr, left, y + LINE / 2 + drop, self->printer, -1, 0);
  xy_typeset_draw (fonts, small, cr, right - xy_typeset_width (fonts, small, self->date, -1), y + LINE / 2 + drop,
                   self->date, -1, 0);
  draw_rule (cr, block, y + LINE, THICK);
}

static void
matter_text (XyBlock *block, GString *text)
{
  const MatterBlock *self = (const MatterBlock *) block;

  if (self->copies != NULL)
    g_string_append_printf (text, "%s%s\n", COPIES, self->copies);
  g_string_append_printf (text, "%s　%s\n", self->printer, self->date);
}

static void
matter_free (XyBlock *block)
{
  MatterBlock *self = (MatterBlock *) block;

  g_free (self->copies);
  g_free (self->printer);
  g_free (self->date);
  g_array_unref (self->lines);
}

static const XyBlockClass matter_class = {
  .prepare = matter_prepare,
  .need = matter_need,
  .lay = matter_lay,
  .draw = matter_draw,
  .text = matter_text,
  .free = matter_free,
};

static XyTextStyle
get_style (double indent)
{
  return (XyTextStyle){
    .font = body, .line_height = LINE, .indent = indent, .lead_role = XY_FONT_BODY, .pitch = CHARACTER
  };
}

static void
add_title (XyPaper *paper, const char *title)
{
  if (title == NULL || *title == '\0')
    return;
  xy_paper_add (paper, xy_block_balanced_title_new (title, (XyFont){ XY_FONT_TITLE, TITLE_SIZE }, LINE));
  xy_paper_add (paper, xy_block_space_new (LINE));
}

XyPageSetup
xy_official_setup (void)
{
  return (
      XyPageSetup){ .width_mm = 210, .height_mm = 297, .top_mm = 37, .right_mm = 26, .bottom_mm = 35, .left_mm = 28 };
}

XyPaper *
xy_official_new (const char *title, const XyFurniture *furniture)
{
  XyPageSetup setup = xy_official_setup ();
  XyPaper *paper = xy_paper_new (title != NULL ? title : "", &setup);

  if (furniture != NULL)
    xy_paper_set_furniture (paper, furniture);
  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_OFFICIAL);
  xy_paper_set_grid (paper, LINE);
  add_title (paper, title);
  return paper;
}

void
xy_official_add_addressee (XyPaper *paper, const char *text)
{
  XyTextStyle style = get_style (0);

  xy_paper_add (paper, xy_block_paragraph_new (text, &style));
}

XyBlock *
xy_official_add_paragraph (XyPaper *paper, const char *text)
{
  XyTextStyle style = get_style (2);
  guint level = xy_words_find_level (text);
  guint head = xy_words_head_length (text);

  if (level == 1 || level == 2)
    {
      style.lead_role = level == 1 ? XY_FONT_HEI : XY_FONT_KAI;
      style.lead = head;
    }
  XyBlock *block = xy_paper_add (paper, xy_block_paragraph_new (text, &style));
  if ((level == 1 || level == 2) && text[head] == '\0')
    xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  return block;
}

XyBlock *
xy_official_add_heading (XyPaper *paper, guint level, guint number, const char *text)
{
  g_return_val_if_fail (level >= 1 && level <= 4, NULL);

  XyTextStyle style = get_style (2);
  g_autofree char *mark = number > 0 ? xy_words_level (level, number) : g_strdup ("");
  g_autofree char *whole = g_strconcat (mark, text, NULL);
  if (level <= 2)
    {
      style.lead_role = level == 1 ? XY_FONT_HEI : XY_FONT_KAI;
      style.lead = (guint) strlen (whole);
    }
  XyBlock *block = xy_paper_add (paper, xy_block_paragraph_new (whole, &style));
  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  return block;
}

/* After "附件：" or "附件:" at the start of LINE, else NULL. */
static const char *
skip_attachment_label (const char *line)
{
  if (!g_str_has_prefix (line, ATTACHMENT))
    return NULL;
  line += strlen (ATTACHMENT);
  if (g_str_has_prefix (line, "："))
    return line + strlen ("：");
  return *line == ':' ? line + 1 : NULL;
}

/* "2. 名单" → "名单" */
static const char *
skip_figures (const char *line)
{
  if (xy_words_find_level (line) != 3)
    return line;
  while (g_ascii_isdigit (*line))
    line++;
  line = g_utf8_next_char (line);
  return line + strspn (line, " ");
}

/* Spaces of either width at both ends of LINE are no part of it. */
static char *
trim (char *line)
{
  while (g_unichar_isspace (g_utf8_get_char (line)))
    line = g_utf8_next_char (line);
  char *end = line + strlen (line);
  for (char *last = g_utf8_find_prev_char (line, end); last != NULL && g_unichar_isspace (g_utf8_get_char (last));
       last = g_utf8_find_prev_char (line, end))
    end = last;
  *end = '\0';
  return line;
}

void
xy_official_add_text (XyPaper *paper, const char *text)
{
  g_autofree char *clean = xy_block_clean_text (text);
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);
  g_autoptr (GPtrArray) attachments = g_ptr_array_new ();
  gboolean first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = trim (lines[i]);
      if (*line == '\0')
        continue;
      const char *name = skip_attachment_label (line);
      if (name != NULL && attachments->len == 0)
        {
          g_ptr_array_add (attachments, (gpointer) skip_figures (name));
          continue;
        }
      if (attachments->len > 0 && xy_words_find_level (line) == 3)
        {
          g_ptr_array_add (attachments, (gpointer) skip_figures (line));
          continue;
        }
      if (first && xy_words_find_level (line) == 0 && (g_str_has_suffix (line, "：") || g_str_has_suffix (line, ":")))
        xy_official_add_addressee (paper, line);
      else
        xy_official_add_paragraph (paper, line);
      first = FALSE;
    }
  g_ptr_array_add (attachments, NULL);
  xy_official_add_attachments (paper, (const char *const *) attachments->pdata);
}

XyFont
xy_official_cell_font (void)
{
  return (XyFont){ XY_FONT_BODY, CELL_SIZE };
}

XyTableStyle
xy_official_table_style (int owner_column)
{
  return (XyTableStyle){
    .lines = XY_TABLE_GRID,
    .row_height = LINE,
    .head_height = LINE,
    .head_font = { XY_FONT_HEI, CELL_SIZE },
    .padding = 4,
    .owner_column = owner_column,
  };
}

void
xy_official_add_attachments (XyPaper *paper, const char *const *names)
{
  guint n = names != NULL ? g_strv_length ((char **) names) : 0;

  for (guint i = 0; i < n; i++)
    {
      XyTextStyle style = get_style (i == 0 ? 2 : 5);
      g_autofree char *number = n > 1 ? g_strdup_printf ("%u.", i + 1) : g_strdup ("");
      g_autofree char *label = g_strconcat (i == 0 ? ATTACHMENT_LABEL : "", number, NULL);
      /* Lines of a long name begin below its first character. */
      style.hang = n == 1 ? 5 : (n < 10 ? 6 : 6.5);
      style.label = label;
      XyBlock *block = xy_paper_add (paper, xy_block_paragraph_new (names[i], &style));
      /* The seal below them has to be on a page with some of the text. */
      xy_block_set_keep (block, XY_KEEP_WITH_PREVIOUS);
      if (i == 0)
        xy_block_set_space_before (block, LINE);
    }
}

void
xy_official_add_signature (XyPaper *paper, const char *issuer, const char *date, gboolean sealed)
{
  EndBlock *self = xy_block_new (sizeof *self, &end_class);

  self->sealed = sealed;
  self->issuer = xy_block_clean_text (issuer);
  self->date = xy_block_clean_text (date);
  self->block.keep = XY_KEEP_WITH_PREVIOUS;
  xy_paper_add (paper, &self->block);
}

void
xy_official_add_end_matter (XyPaper *paper, const char *copies, const char *printer, const char *date)
{
  MatterBlock *self = xy_block_new (sizeof *self, &matter_class);
  g_autofree char *clean = copies != NULL ? xy_block_clean_text (copies) : NULL;

  self->lines = g_array_new (FALSE, FALSE, sizeof (XyLine));
  /* The last of those who get a copy is followed by a full stop. */
  if (clean != NULL && *clean != '\0')
    self->copies = g_str_has_suffix (clean, "。") ? g_steal_pointer (&clean) : g_strconcat (clean, "。", NULL);
  self->printer = xy_block_clean_text (printer);
  self->date = g_strconcat (date, PRINTED, NULL);
  self->block.keep = XY_KEEP_WITH_PREVIOUS;
  xy_paper_add (paper, &self->block);
}

void
xy_official_begin_attachment (XyPaper *paper, guint number, const char *title)
{
  g_autofree char *label = number > 0 ? g_strdup_printf ("%s%u", ATTACHMENT, number) : g_strdup (ATTACHMENT);
  XyTextStyle style = get_style (0);

  style.font.role = XY_FONT_HEI;
  xy_paper_add (paper, xy_block_page_break_new ());
  xy_paper_add (paper, xy_block_paragraph_new (label, &style));
  xy_paper_add (paper, xy_block_space_new (LINE));
  add_title (paper, title);
}

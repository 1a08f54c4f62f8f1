/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/help-booklet.h"

#include <string.h>

#include "config.h"
#include "print/block-picture.h"
#include "print/block-private.h"
#include "print/paper-private.h"
#include "print/paper-sheets.h"
#include "print/typeset.h"

/* It is about Chinese papers and Chinese law, and in Chinese like they are. */
#define TITLE "乡约"
#define SUBTITLE "使用手册"
#define FOR_WHOM "村办公室用"
#define VERSION "版本 %s"
#define CONTENTS "目录"
#define ON_PAGE "（第 %u 页）"
#define MIND "注意："
#define DOT "·"
#define NOTES "记事"
#define KIND "乡约使用手册"

/* Points, on A4. On A5 all is somewhat smaller, and still large enough to be read without glasses being fetched. */
#define A5_SCALE 0.9
#define COVER_SIZE 64
#define SUBTITLE_SIZE 30
#define GROUP_SIZE 22
#define TOPIC_SIZE 17
#define HEADING_SIZE 13.5
#define BODY_SIZE 12
#define LINE 1.62
#define PICTURE_DPI 160
#define A5_PICTURE_DPI 220
#define CAPTION_SIZE 10
/* Until the pages that are named stay where they are. */
#define MOST_PASSES 4

/* One line of the contents: what, dots, the page. */
typedef struct
{
  XyBlock block;
  char *text;
  char *page;
  XyFont font;
  double indent, line_height;
  double text_width, page_width, dot_width;
} EntryBlock;

typedef struct
{
  const XyHelp *help;
  XyPageSetup setup;
  double k;
  XyPaper *paper;
  GHashTable *held;  /* topics that begin a page, so that they do not come before the one that is named */
  GHashTable *pages; /* of the pass before: topic → page from 1 */
  GPtrArray *heads;  /* the block that each topic begins with */
} Booklet;

static void
entry_prepare (XyBlock *block, XyLayout *layout)
{
  EntryBlock *self = (EntryBlock *) block;

  xy_font_set_watch (layout->fonts, "");
  self->text_width = xy_typeset_width (layout->fonts, self->font, self->text, -1);
  self->page_width = xy_typeset_width (layout->fonts, self->font, self->page, -1);
  self->dot_width = xy_typeset_width (layout->fonts, self->font, ".", -1) * 1.6;
  xy_font_set_watch (layout->fonts, NULL);
}

static double
entry_need (XyBlock *block, XyLayout *layout)
{
  return ((EntryBlock *) block)->line_height;
}

static void
entry_lay (XyBlock *block, XyLayout *layout)
{
  double height = entry_need (block, layout);

  xy_layout_begin (layout, block, xy_layout_add_tail (layout, height));
  xy_layout_place (layout, block, height, 0, 1, 0);
}

/* Dots stand below one another from line to line. */
static void
entry_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  EntryBlock *self = (EntryBlock *) block;
  double y = placed->y + self->line_height / 2 + xy_typeset_drop (self->font), gap = self->font.size * 0.5;
  double left = block->left + self->indent, right = block->left + block->width;

  xy_typeset_draw (fonts, self->font, cr, left, y, self->text, -1, 0);
  xy_typeset_draw (fonts, self->font, cr, right - self->page_width, y, self->page, -1, 0);
  for (double x = right - self->font.size * 2.2; x > left + self->text_width + gap; x -= self->dot_width)
    xy_typeset_draw (fonts, self->font, cr, x, y, ".", -1, 0);
}

static void
entry_text (XyBlock *block, GString *text)
{
  const EntryBlock *self = (const EntryBlock *) block;

  g_string_append_printf (text, "%s　%s\n", self->text, self->page);
}

static void
entry_free (XyBlock *block)
{
  EntryBlock *self = (EntryBlock *) block;

  g_free (self->text);
  g_free (self->page);
}

static const XyBlockClass entry_class = {
  .prepare = entry_prepare,
  .need = entry_need,
  .lay = entry_lay,
  .draw = entry_draw,
  .text = entry_text,
  .free = entry_free,
};

static void
add_entry (Booklet *self, const XyHelpTopic *topic)
{
  EntryBlock *entry = xy_block_new (sizeof *entry, &entry_class);

  entry->font = (XyFont){ XY_FONT_BODY, BODY_SIZE * self->k };
  entry->line_height = entry->font.size * 1.55;
  entry->indent = 2 * entry->font.size;
  entry->text = g_strdup (topic->title);
  entry->page = g_strdup_printf ("%u", GPOINTER_TO_UINT (g_hash_table_lookup (self->pages, topic)));
  xy_paper_add (self->paper, &entry->block);
}

static XyBlock *
add_line (Booklet *self, const char *text, XyFontRole role, double size, XyAlign align, double before)
{
  XyBlock *block = xy_block_text_new (text, (XyFont){ role, size * self->k }, size * self->k * 1.5, 0, align);

  xy_block_set_space_before (block, before * self->k);
  return xy_paper_add (self->paper, block);
}

static void
add_cover (Booklet *self)
{
  double height = (self->setup.height_mm - self->setup.top_mm - self->setup.bottom_mm) * XY_MM;
  g_autofree char *version = g_strdup_printf (VERSION, XY_VERSION);

  xy_paper_add (self->paper, xy_block_title_new (" ", (XyFont){ XY_FONT_BODY, height * 0.16 }));
  xy_paper_add (self->paper, xy_block_title_new (TITLE, (XyFont){ XY_FONT_TITLE, COVER_SIZE * self->k }));
  add_line (self, SUBTITLE, XY_FONT_KAI, SUBTITLE_SIZE, XY_ALIGN_CENTRE, 18);
  add_line (self, FOR_WHOM, XY_FONT_BODY, 16, XY_ALIGN_CENTRE, height / self->k * 0.26);
  add_line (self, version, XY_FONT_BODY, BODY_SIZE, XY_ALIGN_CENTRE, 12);
}

static void
add_contents (Booklet *self)
{
  const GPtrArray *topics = xy_help_topics (self->help);
  const char *group = NULL;

  xy_paper_add (self->paper, xy_block_page_break_new ());
  xy_paper_add (self->paper, xy_block_title_new (CONTENTS, (XyFont){ XY_FONT_TITLE, GROUP_SIZE * self->k }));
  xy_paper_add (self->paper, xy_block_space_new (6 * self->k));
  for (guint i = 0; i < topics->len; i++)
    {
      const XyHelpTopic *topic = topics->pdata[i];
      if (g_strcmp0 (group, topic->group) != 0)
        xy_block_set_keep (add_line (self, topic->group, XY_FONT_HEI, BODY_SIZE, XY_ALIGN_LEFT, 5), XY_KEEP_WITH_NEXT);
      group = topic->group;
      add_entry (self, topic);
    }
}

/* What a block says, with the pages of the topics that it leads to. */
static char *
make_text (Booklet *self, const XyHelpBlock *block)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < block->runs->len; i++)
    {
      const XyHelpRun *run = block->runs->pdata[i];
      const XyHelpTopic *to = run->kind == XY_HELP_LINK ? xy_help_topic (self->help, run->topic) : NULL;
      g_string_append_printf (text, run->kind == XY_HELP_NAME ? "“%s”" : "%s", run->text);
      /* The words are easily found, and there are many of them. */
      if (to != NULL && xy_help_word (to, run->text) == NULL)
        g_string_append_printf (text, ON_PAGE, GPOINTER_TO_UINT (g_hash_table_lookup (self->pages, to)));
    }
  return g_string_free (text, FALSE);
}

static XyTextStyle
get_style (const Booklet *self, double size)
{
  return (XyTextStyle){ .font = { XY_FONT_BODY, size * self->k },
                        .line_height = size * self->k * LINE,
                        .lead_role = XY_FONT_HEI };
}

/* With what it shows below it. */
static void
add_picture (Booklet *self, const XyHelpBlock *from)
{
  g_autoptr (GBytes) png = xy_help_picture (from->term);
  XyBlock *picture = xy_paper_add (self->paper, xy_block_picture_new (png, self->k < 1 ? A5_PICTURE_DPI : PICTURE_DPI));

  xy_block_set_space_before (picture, 6 * self->k);
  xy_block_set_keep (picture, XY_KEEP_WITH_NEXT);
  add_line (self, from->text, XY_FONT_KAI, CAPTION_SIZE, XY_ALIGN_LEFT, 0);
}

static void
add_block (Booklet *self, const XyHelpBlock *from)
{
  g_autofree char *text = make_text (self, from), *label = NULL, *whole = NULL;
  XyTextStyle style = get_style (self, BODY_SIZE);
  double before = 2;

  switch (from->kind)
    {
    case XY_HELP_HEADING:
    case XY_HELP_QUESTION:
      style = get_style (self, from->kind == XY_HELP_HEADING ? HEADING_SIZE : BODY_SIZE);
      style.font.role = XY_FONT_HEI;
      before = 7;
      break;
    case XY_HELP_STEP:
    case XY_HELP_ITEM:
      label = from->kind == XY_HELP_STEP ? g_strdup_printf ("%u.", from->number) : g_strdup (DOT);
      style.label = label;
      style.indent = from->kind == XY_HELP_STEP ? 0.5 : 0.75;
      style.hang = 2;
      break;
    case XY_HELP_NOTE:
      whole = g_strconcat (MIND, text, NULL);
      style.lead = (guint) strlen (MIND);
      before = 4;
      break;
    case XY_HELP_WORD:
      whole = g_strconcat (from->term, "　", text, NULL);
      style.lead = (guint) strlen (from->term);
      style.hang = 2;
      before = 4;
      break;
    case XY_HELP_PICTURE:
      add_picture (self, from);
      return;
    case XY_HELP_PARAGRAPH:
    default:
      style.indent = 2;
    }
  XyBlock *block = xy_paper_add (self->paper, xy_block_paragraph_new (whole != NULL ? whole : text, &style));
  xy_block_set_space_before (block, before * self->k);
  if (from->kind == XY_HELP_HEADING || from->kind == XY_HELP_QUESTION)
    xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
}

static void
add_topic (Booklet *self, const XyHelpTopic *topic, gboolean begins_group)
{
  if (begins_group || g_hash_table_contains (self->held, topic))
    xy_paper_add (self->paper, xy_block_page_break_new ());
  if (begins_group)
    {
      XyBlock *group = add_line (self, topic->group, XY_FONT_TITLE, GROUP_SIZE, XY_ALIGN_LEFT, 0);
      XyBlock *rule = xy_paper_add (self->paper, xy_block_rule_new (1));
      xy_block_set_keep (group, XY_KEEP_WITH_NEXT);
      xy_block_set_keep (rule, XY_KEEP_WITH_NEXT);
    }
  XyBlock *head = add_line (self, topic->title, XY_FONT_HEI, TOPIC_SIZE, XY_ALIGN_LEFT, begins_group ? 8 : 20);
  xy_block_set_keep (head, XY_KEEP_WITH_NEXT);
  g_ptr_array_add (self->heads, head);
  for (guint i = 0; i < topic->blocks->len; i++)
    add_block (self, topic->blocks->pdata[i]);
}

/* What folding leaves over. */
static void
add_notes (Booklet *self)
{
  static const char *const line[] = { " ", NULL };

  xy_paper_add (self->paper, xy_block_page_break_new ());
  add_line (self, NOTES, XY_FONT_HEI, TOPIC_SIZE, XY_ALIGN_LEFT, 0);
  for (guint i = 0; i < 10; i++)
    xy_paper_add (self->paper, xy_block_blanks_new (line, (XyFont){ XY_FONT_BODY, BODY_SIZE * self->k }, 40));
}

static void
build (Booklet *self, guint n_notes)
{
  const GPtrArray *topics = xy_help_topics (self->help);
  const char *group = NULL;

  g_clear_object (&self->paper);
  self->paper = xy_paper_new (KIND, &self->setup);
  xy_paper_set_furniture (self->paper, &(XyFurniture){ .kind = KIND });
  g_ptr_array_set_size (self->heads, 0);
  add_cover (self);
  add_contents (self);
  for (guint i = 0; i < topics->len; i++)
    {
      const XyHelpTopic *topic = topics->pdata[i];
      add_topic (self, topic, g_strcmp0 (group, topic->group) != 0);
      group = topic->group;
    }
  for (guint i = 0; i < n_notes; i++)
    add_notes (self);
}

/* Returns: whether all topics begin on the pages that were named. HOLD: none comes forward any more. */
static gboolean
note_pages (Booklet *self, gboolean hold)
{
  const GPtrArray *topics = xy_help_topics (self->help);
  gboolean same = TRUE;

  for (guint i = 0; i < topics->len; i++)
    {
      guint named = GPOINTER_TO_UINT (g_hash_table_lookup (self->pages, topics->pdata[i]));
      guint page = xy_paper_find_page (self->paper, self->heads->pdata[i]) + 1;
      same = same && named == page;
      /* Those behind it come with it. */
      if (hold && page < named)
        {
          g_hash_table_add (self->held, topics->pdata[i]);
          return FALSE;
        }
      g_hash_table_insert (self->pages, topics->pdata[i], GUINT_TO_POINTER (page));
    }
  return same;
}

/*
 * A number that becomes shorter may bring a topic forward, and that another number to be longer again: where it goes
 * round, a topic that would come forward is held on its page.
 */
static void
set (Booklet *self)
{
  const GPtrArray *topics = xy_help_topics (self->help);

  for (guint pass = 0; pass < MOST_PASSES + topics->len; pass++)
    {
      build (self, 0);
      if (note_pages (self, pass >= MOST_PASSES))
        return;
    }
  g_warn_if_reached ();
}

XyPaper *
xy_help_booklet_new (const XyHelp *help, XyHelpFormat format)
{
  Booklet self = { .help = help,
                   .setup = xy_page_setup (format == XY_HELP_FOLDED ? XY_PAGE_A5 : XY_PAGE_A4, FALSE),
                   .k = format == XY_HELP_FOLDED ? A5_SCALE : 1 };
  g_autoptr (GHashTable) pages = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) held = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();

  self.pages = pages;
  self.held = held;
  self.heads = heads;
  set (&self);
  if (format == XY_HELP_ON_A4)
    return self.paper;

  guint left_over = (4 - xy_paper_get_n_pages (self.paper) % 4) % 4;
  if (left_over > 0)
    build (&self, left_over);
  g_warn_if_fail (note_pages (&self, FALSE));
  g_autoptr (XyPaper) pages_of_it = self.paper;
  return xy_paper_fold (pages_of_it);
}

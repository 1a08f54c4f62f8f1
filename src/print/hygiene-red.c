/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/hygiene-red.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-list.h"
#include "core/mask.h"
#include "core/stroke.h"
#include "print/hygiene-parts.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define WHAT "红榜"
#define CONTINUED "%s（续）"
#define LEAD "经评委实地查看、逐户打分，下列%u户为本期红榜户，予以表扬。"
#define LEAD_PLACES "经评委实地查看打分，下列%u处为本期红榜，予以表扬。"
#define STREAK "连续%u期上红榜"

/* Sizes on A4, points; fewer rows are set larger. */
#define TITLE_SIZE 36
#define LEAD_SIZE 14
#define NAME_SIZE 15
#define CELL_SIZE 13
#define ROW_HEIGHT 23
#define LARGEST 1.6
#define SMALLEST 0.86 /* names on A3 are not below 18 points */
#define STEP 0.95
#define INSET 8 /* mm of the border from the edge */

enum
{
  BY_SCORE,
  BY_GROUP,
  BY_STROKES,
};

static const XyPaperOrder orders[] = {
  [BY_SCORE] = { "score", N_ ("By score") },
  [BY_GROUP] = { "group", N_ ("By group") },
  [BY_STROKES] = { "strokes", N_ ("By strokes of the name") },
  { NULL },
};

enum
{
  PART_SCORE = 1 << 0,
  PART_BRIGHT = 1 << 1,
  PART_RED = 1 << 2,
};

static const XyPaperPart parts[] = {
  { "score", N_ ("Score"), FALSE },
  { "bright", N_ ("Bright point"), FALSE },
  { "red", N_ ("In red"), FALSE },
  { NULL, NULL, FALSE },
};

static int
compare_by_walk (gconstpointer a, gconstpointer b)
{
  const XyHygieneOutcome *x = *(const XyHygieneOutcome *const *) a, *y = *(const XyHygieneOutcome *const *) b;

  return (x->sort > y->sort) - (x->sort < y->sort);
}

static int
compare_by_strokes (gconstpointer a, gconstpointer b)
{
  const XyHygieneOutcome *x = *(const XyHygieneOutcome *const *) a, *y = *(const XyHygieneOutcome *const *) b;
  g_autoptr (GBytes) first = xy_stroke_key (x->name != NULL ? x->name : "");
  g_autoptr (GBytes) second = xy_stroke_key (y->name != NULL ? y->name : "");

  return g_bytes_compare (first, second);
}

/* Those on the list, out of all, in the order that was asked for. (transfer container) */
static GPtrArray *
pick (GPtrArray *outcomes, guint order)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < outcomes->len; i++)
    if (g_strcmp0 (((const XyHygieneOutcome *) outcomes->pdata[i])->list, "red") == 0)
      g_ptr_array_add (picked, outcomes->pdata[i]);
  if (order != BY_SCORE)
    g_ptr_array_sort (picked, order == BY_GROUP ? compare_by_walk : compare_by_strokes);
  return picked;
}

/* 亮点: what was seen there, and for how long it has been so. NULL: nothing. (transfer full) */
static char *
make_note (const XyHygieneOutcome *outcome)
{
  g_autofree char *bright = outcome->bright != NULL ? xy_mask_text (outcome->bright) : NULL;
  g_autofree char *streak = outcome->streak_list > 1 ? g_strdup_printf (STREAK, outcome->streak_list) : NULL;

  if (bright != NULL && streak != NULL)
    return g_strdup_printf ("%s；%s", bright, streak);
  return bright != NULL ? g_steal_pointer (&bright) : g_steal_pointer (&streak);
}

static XyBlock *
build_table (const XyHygienePaper *self, const GPtrArray *rows, const char *continued, double k)
{
  guint parts_shown = self->ask->parts, decimals = 0, n = 0, places[4];
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  gboolean any = FALSE, groups = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      char *note = make_note (rows->pdata[i]);
      any = any || note != NULL;
      groups = groups || ((const XyHygieneOutcome *) rows->pdata[i])->unit_name != NULL;
      g_ptr_array_add (notes, note);
      decimals = MAX (decimals, xy_words_count_decimals (((const XyHygieneOutcome *) rows->pdata[i])->score));
    }
  if (!any)
    parts_shown &= ~PART_BRIGHT;
  const XyPaperColumn all[] = {
    { .title = "组别",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_SHRINK,
      .font = { XY_FONT_SANS, CELL_SIZE * k },
      .weight = 1,
      .min_width = 60 * k,
      .limit = 6 },
    { .title = self->places ? "地点" : "户主",
      .align = XY_ALIGN_CENTRE,
      .fit = self->places ? XY_FIT_WRAP : XY_FIT_SHRINK,
      .font = { XY_FONT_SONG, NAME_SIZE * k },
      .weight = 2,
      .min_width = 84 * k,
      .limit = self->places ? 14 : 6,
      .name = !self->places },
    { .title = "得分",
      .align = XY_ALIGN_CENTRE,
      .font = { XY_FONT_SANS, CELL_SIZE * k },
      .weight = 1,
      .min_width = 60 * k },
    { .title = "亮点",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_WRAP,
      .font = { XY_FONT_SONG, CELL_SIZE * k },
      .weight = 4,
      .min_width = 120 * k,
      .limit = 14 },
  };
  XyPaperColumn columns[G_N_ELEMENTS (all)];

  for (guint c = 0; c < G_N_ELEMENTS (all); c++)
    if (!(c == 0 && !groups) && !(c == 2 && (parts_shown & PART_SCORE) == 0)
        && !(c == 3 && (parts_shown & PART_BRIGHT) == 0))
      {
        places[n] = c;
        columns[n++] = all[c];
      }
  XyTableStyle style = xy_paper_list_style (k, 1);
  style.lines = XY_TABLE_ROWS;
  style.shaded = FALSE;
  style.row_height = ROW_HEIGHT * k;
  style.head_height = 27 * k;
  style.head_font.size = CELL_SIZE * k;
  style.continued = continued;
  XyBlock *table = xy_paper_table_new (&style, columns, n);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyHygieneOutcome *row = rows->pdata[i];
      g_autofree char *score = xy_words_points (row->score, decimals, FALSE);
      const char *texts[] = { row->unit_name, row->name, score, notes->pdata[i] }, *cells[G_N_ELEMENTS (texts)];
      for (guint c = 0; c < n; c++)
        cells[c] = texts[places[c]];
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

/* LARGER than usual is what the rows are set. */
static XyPaper *
build (const XyHygienePaper *self, const GPtrArray *rows, double larger, GError **error)
{
  XyInk ink = (self->ask->parts & PART_RED) != 0 ? XY_INK_RED : XY_INK_BLACK;
  double k = self->k;
  g_autofree char *title = xy_hygiene_paper_title (self, WHAT), *continued = g_strdup_printf (CONTINUED, title);
  g_autofree char *lead = g_strdup_printf (self->places ? LEAD_PLACES : LEAD, rows->len);
  g_autofree char *judged = xy_hygiene_words_judged (self);
  g_autoptr (XyPaper) paper = xy_hygiene_paper_new (self, WHAT);

  xy_paper_set_border (paper, XY_BORDER_FRET, ink, INSET * k);
  XyBlock *head = xy_block_title_new (title, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * k });
  xy_block_set_ink (head, ink);
  xy_paper_add (paper, head);
  XyBlock *issue =
      xy_hygiene_add_line (paper, self->issue, (XyFont){ XY_FONT_KAI, 20 * k }, XY_ALIGN_CENTRE, XY_KEEP_WITH_NEXT);
  xy_block_set_ink (issue, ink);
  XyBlock *text =
      xy_block_text_new (lead, (XyFont){ XY_FONT_BODY, LEAD_SIZE * k }, LEAD_SIZE * 1.7 * k, 2, XY_ALIGN_LEFT);
  xy_block_set_keep (text, XY_KEEP_WITH_NEXT);
  xy_block_set_space_before (xy_paper_add (paper, text), 4 * k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (self, rows, continued, k * larger)), 8 * k);
  xy_block_set_space_before (
      xy_hygiene_add_line (paper, judged, (XyFont){ XY_FONT_BODY, 12.5 * k }, XY_ALIGN_LEFT, XY_KEEP_WITH_PREVIOUS),
      8 * k);
  if (!xy_hygiene_add_end (self, paper, NULL, 0, error))
    return NULL;
  return g_steal_pointer (&paper);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyHygienePaper) self = { 0 };
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!xy_hygiene_paper_open (&self, store, ask, TRUE, error))
    return NULL;
  outcomes = xy_hygiene_outcomes (store, &ask->record, error);
  if (outcomes == NULL)
    return NULL;
  rows = pick (outcomes, ask->order);
  if (rows->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nobody is on the red list of this round."));
      return NULL;
    }
  /* Room for the border. */
  self.setup.top_mm = self.setup.bottom_mm = 23 * self.k;
  self.setup.left_mm = self.setup.right_mm = 24 * self.k;
  for (double larger = LARGEST; larger > SMALLEST; larger *= STEP)
    {
      g_autoptr (XyPaper) tried = build (&self, rows, larger, error);
      if (tried == NULL)
        return NULL;
      if (xy_paper_get_n_pages (tried) == 1)
        return g_steal_pointer (&tried);
    }
  return build (&self, rows, 1, error);
}

const XyPaperKind xy_hygiene_red_paper = {
  .name = XY_HYGIENE_RED_PAPER,
  .title = N_ ("Red list of hygiene"),
  .act = N_ ("Print the red list of hygiene"),
  .prefix = "HB",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_SEAL | XY_PAPER_TURNS,
  .orders = orders,
  .parts = parts,
  .of = &xy_hygiene_round_type,
  .make = make,
};

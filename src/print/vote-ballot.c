/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 表决票: cards to be cut apart, each with its number and never with a name. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/vote-roll.h"
#include "print/paper-parts.h"
#include "print/paper-sheets.h"
#include "print/vote-paper.h"
#include "print/vote-papers.h"

#define TITLE "表决票"
#define NUMBER "编号：%04u"
#define ASKED "表决事项："
#define HOW_ONE "填写说明：在所选一项下面的空格内画“○”，只能选一项。不选、多选或者无法辨认的，为无效票。"
#define HOW_MANY "填写说明：每件事项在所选一项下面的空格内画“○”，只能选一项。不选、多选或者无法辨认的，该项无效。"
#define SECRET "本票不记名，加盖公章有效。"

/* On an A6 card, points. */
#define BODY_SIZE 12.5
#define TITLE_SIZE 22
#define TEXT_SIZE 12.5
#define SMALL_SIZE 9.5
#define LARGEST 1.15
#define SMALLEST 0.8
#define STEP 0.96

enum
{
  PART_TWO = 1 << 0,
  PART_ALONE = 1 << 1,
};

static const XyPaperPart parts[] = {
  { "two", N_ ("Two on a sheet, larger"), TRUE },
  { "alone", N_ ("This question only, where the meeting has several"), TRUE },
  { NULL, NULL, FALSE },
};

typedef struct
{
  XyVotePaper of;
  GPtrArray *questions; /* char * */
  guint n;              /* ballots */
  gboolean text;        /* with what is proposed under the question */
} Ballots;

static void
ballots_clear (Ballots *self)
{
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  xy_vote_paper_clear (&self->of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ballots, ballots_clear)

/* As many as are given out; before that as many as should come. */
static gboolean
count_ballots (Ballots *self, XyStore *store, GError **error)
{
  const XyVote *vote = self->of.vote;
  g_autoptr (XyVoteRoll) roll = NULL;

  self->n = (guint) (vote->given > 0 ? vote->given : vote->due);
  if (self->n > 0)
    return TRUE;
  roll = xy_vote_roll (store, self->of.of.sheet->meeting, vote->basis, vote->as_of, error);
  if (roll == NULL)
    return FALSE;
  self->n = roll->voters->len;
  if (self->n > 0)
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nobody has a voice in this vote."));
  return FALSE;
}

/* Whether OTHER stands on the same ballot as VOTE: the same people answer it at the same meeting. */
static gboolean
is_together (const XyVote *vote, const XyVote *other)
{
  return other->closed_on == NULL && xy_id_is_none (&other->recount_of) && g_str_equal (other->method, vote->method)
         && g_str_equal (other->basis, vote->basis) && g_str_equal (other->as_of, vote->as_of)
         && other->given == vote->given && other->due == vote->due;
}

static gboolean
load_questions (Ballots *self, XyStore *store, gboolean alone, GError **error)
{
  const XyVote *vote = self->of.vote;
  g_autoptr (GPtrArray) votes = xy_votes (store, &vote->meeting, error);

  if (votes == NULL)
    return FALSE;
  self->questions = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < votes->len; i++)
    {
      const XyVote *other = votes->pdata[i];
      if (xy_id_same (&other->record.id, &vote->record.id) || (!alone && is_together (vote, other)))
        g_ptr_array_add (self->questions, xy_vote_paper_question (other));
    }
  self->text = self->questions->len == 1 && self->of.text != NULL;
  return TRUE;
}

static gboolean
check_given (const XyVote *vote, gboolean closed, GError **error)
{
  if (!g_str_equal (vote->method, "ballots"))
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                         _ ("This vote is not by ballots, so that there are none."));
  else if (closed)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("This vote is closed: no more ballots are given out."));
  else if (!xy_id_is_none (&vote->recount_of))
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                         _ ("A recount counts the ballots that were given out; there are no further ones."));
  else
    return TRUE;
  return FALSE;
}

static XyBlock *
add_text (XyPaper *paper, const char *text, XyFont font, guint lead, XyAlign align)
{
  const XyTextStyle style = {
    .font = font, .line_height = font.size * 1.5, .align = align, .lead_role = XY_FONT_HEI, .lead = lead
  };
  XyBlock *block = xy_block_paragraph_new (text, &style);

  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  return xy_paper_add (paper, block);
}

/* One question over its three boxes, or a line for each with its boxes at the end. */
static XyBlock *
build_boxes (const Ballots *self, double k)
{
  gboolean one = self->questions->len == 1;
  XyFont hei = { XY_FONT_HEI, TEXT_SIZE * k }, song = { XY_FONT_SONG, TEXT_SIZE * 0.92 * k };
  const XyPaperColumn choices[] = {
    { .title = "赞成", .align = XY_ALIGN_CENTRE, .font = hei, .weight = one, .min_width = 36 * k },
    { .title = "反对", .align = XY_ALIGN_CENTRE, .font = hei, .weight = one, .min_width = 36 * k },
    { .title = "弃权", .align = XY_ALIGN_CENTRE, .font = hei, .weight = one, .min_width = 36 * k },
  };
  const XyPaperColumn columns[] = {
    { .title = "表决事项", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 90 * k },
    choices[0],
    choices[1],
    choices[2],
  };
  XyTableStyle style = xy_paper_list_style (k, -1);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = (one ? 38 : 27) * k;
  style.head_height = 23 * k;
  style.head_font = hei;
  style.padding = 4 * k;
  if (one)
    {
      XyBlock *table = xy_paper_table_new (&style, choices, G_N_ELEMENTS (choices));
      xy_paper_table_add_row (table, XY_ROW_PLAIN, (const char *const[]){ NULL, NULL, NULL });
      return table;
    }
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < self->questions->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u. %s", i + 1, (char *) self->questions->pdata[i]);
      xy_paper_table_add_row (table, XY_ROW_PLAIN, (const char *const[]){ text, NULL, NULL, NULL });
    }
  return table;
}

static void
add_ballot (const Ballots *self, XyPaper *paper, guint number, double k)
{
  const XyMeetingPaper *of = &self->of.of;
  gboolean one = self->questions->len == 1;
  XyFont font = { XY_FONT_SONG, TEXT_SIZE * k }, small = { XY_FONT_SANS, SMALL_SIZE * k };
  g_autofree char *body = g_strconcat (of->village->name, of->name, NULL);
  g_autofree char *said = g_strdup_printf (NUMBER, number);
  g_autofree char *question = g_strconcat (ASKED, self->questions->pdata[0], NULL);
  g_autofree char *issuer = xy_meeting_paper_issuer (of), *day = xy_day_to_chinese (of->sheet->meeting->day);
  const char *const notes[] = { one ? HOW_ONE : HOW_MANY, SECRET, NULL };

  xy_paper_add (paper, xy_block_title_new (TITLE, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * k }));
  add_text (paper, body, (XyFont){ XY_FONT_HEI, BODY_SIZE * k }, 0, XY_ALIGN_CENTRE);
  add_text (paper, said, small, 0, XY_ALIGN_RIGHT);
  if (one)
    xy_block_set_space_before (add_text (paper, question, font, strlen (ASKED), XY_ALIGN_LEFT), 3 * k);
  if (self->text)
    add_text (paper, self->of.text, (XyFont){ XY_FONT_KAI, TEXT_SIZE * 0.88 * k }, 0, XY_ALIGN_LEFT);
  XyBlock *boxes = build_boxes (self, k);
  xy_block_set_space_before (xy_paper_add (paper, boxes), 4 * k);
  xy_block_set_keep (boxes, XY_KEEP_WITH_NEXT);
  XyBlock *end = xy_block_signature_new (notes, small, issuer, day, (XyFont){ XY_FONT_SONG, 10.5 * k });
  xy_block_set_space_before (xy_paper_add (paper, end), 6 * k);
}

/* The ballots from FIRST on, N of them, of SIZE. */
static XyPaper *
build (const Ballots *self, guint first, guint n, XyPageSize size, gboolean lies, double k)
{
  const XyMeetingPaper *of = &self->of.of;
  XyPageSetup setup = xy_page_setup (size, lies);
  double side = MAX (setup.left_mm, setup.top_mm);
  g_autofree char *title = g_strconcat (of->village->name, TITLE, NULL);

  /* Lying or upright, the scissors leave as much. */
  setup.left_mm = setup.right_mm = side;
  XyPaper *paper = xy_paper_new (title, &setup);
  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  for (guint i = first; i < first + n; i++)
    {
      if (i > first)
        xy_paper_add (paper, xy_block_page_break_new ());
      add_ballot (self, paper, i + 1, k);
    }
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = of->village->name,
                                                 .record_number = self->of.ask.number,
                                                 .printed_at = self->of.ask.printed_at });
  return paper;
}

/* The largest type with which a ballot is one page of SIZE; 0 where none is. */
static double
find_scale (const Ballots *self, XyPageSize size, gboolean lies)
{
  double largest = size == XY_PAGE_A6 ? LARGEST : size == XY_PAGE_A5 ? LARGEST * 1.3 : LARGEST * 1.6;

  for (double k = largest; k >= SMALLEST; k *= STEP)
    {
      g_autoptr (XyPaper) tried = build (self, self->n - 1, 1, size, lies, k);
      if (xy_paper_get_n_pages (tried) == 1)
        return k;
    }
  return 0;
}

/* As many on a sheet of A4 as there is room for: four, two, one. */
static XyPaper *
build_sheets (Ballots *self, gboolean two)
{
  for (guint n = two ? 2 : 4; n > 1; n /= 2)
    {
      XyPageSize size = n == 4 ? XY_PAGE_A6 : XY_PAGE_A5;
      double k = find_scale (self, size, n == 2);
      if (k == 0)
        continue;
      g_autoptr (XyPaper) cards = build (self, 0, self->n, size, n == 2, k);
      return xy_paper_n_up (cards, n);
    }
  double k = find_scale (self, XY_PAGE_A4, FALSE);
  return k > 0 ? build (self, 0, self->n, XY_PAGE_A4, FALSE, k) : NULL;
}

static XyPaper *
build_fitting (Ballots *self, GError **error)
{
  XyPageSize size = self->of.ask.size;
  XyPaper *paper = NULL;

  for (guint tries = 0; paper == NULL && tries < 2; tries++)
    {
      /* What is proposed stands on the ballot only where there is room for all of it. */
      double k = size != XY_PAGE_A4 ? find_scale (self, size, FALSE) : 0;
      if (size == XY_PAGE_A4)
        paper = build_sheets (self, (self->of.ask.parts & PART_TWO) != 0);
      else if (k > 0)
        paper = build (self, 0, self->n, size, FALSE, k);
      self->text = FALSE;
    }
  if (paper == NULL)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID,
                         _ ("There is no room for so long a question on this sheet. Please take a larger one, or put "
                            "fewer questions on one ballot."));
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Ballots) self = { 0 };

  if (!xy_vote_paper_open (&self.of, store, ask, error) || !check_given (self.of.vote, self.of.closed, error)
      || !load_questions (&self, store, (ask->parts & PART_ALONE) != 0, error) || !count_ballots (&self, store, error))
    return NULL;
  return build_fitting (&self, error);
}

const XyPaperKind xy_vote_ballot_paper = {
  .name = "vote-ballot",
  .title = N_ ("Ballots"),
  .act = N_ ("Print ballots"),
  .prefix = "BP",
  .flags = XY_PAPER_CARDS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A5 | 1 << XY_PAGE_A6,
  .parts = parts,
  .of = &xy_vote_type,
  .make = make,
};

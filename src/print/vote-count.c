/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 计票单: who came, what came back, what two people counted stroke by stroke, and who signs for it. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "print/matter-parts.h"
#include "print/meeting-words.h"
#include "print/paper-parts.h"
#include "print/vote-paper.h"
#include "print/vote-papers.h"
#include "print/vote-strokes.h"

#define KIND "计票单"
#define CALLED "唱票人计票"
#define RECORDED "计票人计票"
#define OF "%s（%s）"
#define BY_HAND "计票记录（每票一画，满五画成一“正”字）"
#define TWO "本表由唱票一方、计票一方各填一份，两份相符才能结束计票。"
#define AGREE "两人计票结果一致。"
#define DIFFER "两人计票结果不一致，应当重新清点。"
#define RESULT "计票结果："
#define RECOUNT "本次为重新计票，原因：%s。"
#define COUNTING "计票中"

#define TITLE_SIZE 24
#define TEXT_SIZE 12
#define SIDE 20
#define BLANK_SIDE 24
#define ROW 24
#define PER_SIGN 5
#define SMALLEST 0.75
#define STEP 0.96

enum
{
  PART_BLANK = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "blank", N_ ("Empty squares, to count by hand"), TRUE },
  { NULL, NULL, FALSE },
};

typedef struct
{
  XyVotePaper of;
  GPtrArray *tallies; /* XyVoteTally, empty where nobody counts or nobody has begun */
  gboolean blank;
} Count;

static void
count_clear (Count *self)
{
  g_clear_pointer (&self->tallies, g_ptr_array_unref);
  xy_vote_paper_clear (&self->of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Count, count_clear)

static const XyVoteTally *
find_tally (const Count *self, const char *role)
{
  for (guint i = 0; i < self->tallies->len; i++)
    if (g_str_equal (((const XyVoteTally *) self->tallies->pdata[i])->role, role))
      return self->tallies->pdata[i];
  return NULL;
}

static gboolean
is_same (const XyVoteTally *a, const XyVoteTally *b)
{
  return a->yes == b->yes && a->no == b->no && a->abstain == b->abstain && a->invalid == b->invalid;
}

static XyBlock *
add_line (const Count *self, XyPaper *paper, const char *text, XyFontRole role, guint lead, XyKeep keep)
{
  double k = self->of.of.k;
  const XyTextStyle style = {
    .font = { role, TEXT_SIZE * k }, .line_height = TEXT_SIZE * 1.7 * k, .lead_role = XY_FONT_HEI, .lead = lead
  };
  XyBlock *block = xy_block_paragraph_new (text, &style);

  xy_block_set_keep (block, keep);
  return xy_paper_add (paper, block);
}

/* What was asked, when and how, and who counted. */
static void
add_form (const Count *self, XyPaper *paper)
{
  const XyMeetingPaper *of = &self->of.of;
  const XyVote *vote = self->of.vote;
  XyBlock *form = xy_matter_paper_form_new (TEXT_SIZE, ROW, of->k);
  g_autofree char *day = xy_day_to_chinese (of->sheet->meeting->day);
  g_autofree char *place = xy_meeting_words_text (of->sheet->meeting->place);
  g_autofree char *overseer = xy_meeting_words_text (vote->overseer), *caller = xy_meeting_words_text (vote->caller);
  g_autofree char *counter = xy_meeting_words_text (vote->counter), *recorder = xy_meeting_words_text (vote->recorder);

  xy_matter_paper_form_add (form, "表决事项", self->of.question, NULL, NULL);
  xy_matter_paper_form_add (form, "表决日期", day, "地点", place);
  xy_matter_paper_form_add (form, "表决方式", xy_vote_paper_method (vote), "会议", self->of.called);
  xy_matter_paper_form_add (form, "监票人", overseer, "唱票人", caller);
  xy_matter_paper_form_add (form, "计票人", counter, "记录人", recorder);
  xy_block_set_space_before (xy_paper_add (paper, form), 6 * of->k);
}

/* Pairs of a label and a figure, four to a row; below nothing: to be written in. */
static void
add_figures (const Count *self, XyPaper *paper, const char *const *labels, const gint64 *figures, guint n)
{
  double k = self->of.of.k;
  XyFont hei = { XY_FONT_HEI, TEXT_SIZE * k }, sans = { XY_FONT_SANS, (TEXT_SIZE + 1) * k };
  XyPaperColumn columns[8];
  XyTableStyle style = xy_paper_list_style (k, -1);

  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    columns[c] =
        (XyPaperColumn){ .align = XY_ALIGN_CENTRE, .font = c % 2 == 0 ? hei : sans, .weight = 1, .min_width = 44 * k };
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = ROW * k;
  style.head_height = 0;
  style.padding = 2 * k;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint first = 0; first < n; first += 4)
    {
      const char *cells[8] = { NULL };
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < 4 && first + i < n; i++)
        {
          gint64 figure = figures[first + i];
          char *text = figure >= 0 ? g_strdup_printf ("%d", (int) figure) : g_strdup (" ");
          g_ptr_array_add (texts, text);
          cells[2 * i] = labels[first + i];
          cells[2 * i + 1] = text;
        }
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  xy_block_set_space_before (xy_paper_add (paper, table), 6 * k);
}

/* VALUE where something is known, otherwise to be written by hand. */
static gint64
show (gboolean known, gint64 value)
{
  return known ? value : -1;
}

static void
add_attendance (const Count *self, XyPaper *paper)
{
  const XyVote *vote = self->of.vote;
  gboolean came = !self->blank && vote->present > 0, counted = !self->blank && vote->returned > 0;
  gboolean done = counted && vote->yes + vote->no + vote->abstain + vote->invalid > 0;
  static const char *const labels[] = { "应到", "实到", "其中妇女", "委托", "发出票", "收回票", "有效票", "无效票" },
                           *const spoken[] = {
                             "应到", "实到", "其中妇女", "委托", "参加表决", "已表决", "有效", "无效"
                           };
  const gint64 figures[] = { show (vote->due > 0, vote->due),
                             show (came, vote->present),
                             show (came, vote->women),
                             show (came, vote->proxies),
                             show (counted, vote->given),
                             show (counted, vote->returned),
                             show (done, vote->yes + vote->no + vote->abstain),
                             show (done, vote->invalid) };

  add_figures (self, paper, g_str_equal (vote->method, "ballots") ? labels : spoken, figures, G_N_ELEMENTS (figures));
}

static XyBlock *
strokes_new (const Count *self, double side)
{
  double k = self->of.of.k;

  return xy_vote_strokes_new (&(XyStrokesStyle){ .font = { XY_FONT_HEI, TEXT_SIZE * k },
                                                 .side = side * k,
                                                 .label_width = 60 * k,
                                                 .sum_width = 60 * k,
                                                 .heads = { "表决意见", "画“正”字", "票数" } });
}

static const char *const choices[] = { "赞成", "反对", "弃权", "无效" };

static void
add_tally (const Count *self, XyPaper *paper, const char *role, const char *what, const char *name)
{
  const XyVoteTally *tally = find_tally (self, role);
  g_autofree char *clean = xy_meeting_words_text (name);
  g_autofree char *head = *clean != '\0' ? g_strdup_printf (OF, what, clean) : g_strdup (what);

  if (tally == NULL)
    return;
  const gint64 n[] = { tally->yes, tally->no, tally->abstain, tally->invalid };
  XyBlock *strokes = strokes_new (self, SIDE);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    xy_vote_strokes_add (strokes, choices[i], (guint) n[i]);
  xy_block_set_space_before (add_line (self, paper, head, XY_FONT_HEI, 0, XY_KEEP_WITH_NEXT), 6 * self->of.of.k);
  xy_paper_add (paper, strokes);
}

/* Room for every ballot to say the same. */
static void
add_squares (const Count *self, XyPaper *paper)
{
  const XyVote *vote = self->of.vote;
  gint64 n = vote->returned > 0 ? vote->returned : vote->given > 0 ? vote->given : vote->due;
  guint squares = (guint) (n + PER_SIGN - 1) / PER_SIGN;
  XyBlock *strokes = strokes_new (self, BLANK_SIDE);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    xy_vote_strokes_add_blank (strokes, choices[i], MAX (squares, 1));
  xy_block_set_space_before (add_line (self, paper, BY_HAND, XY_FONT_HEI, 0, XY_KEEP_WITH_NEXT), 6 * self->of.of.k);
  xy_paper_add (paper, strokes);
  add_line (self, paper, TWO, XY_FONT_BODY, 0, XY_KEEP_WITH_PREVIOUS);
}

static void
add_counted (const Count *self, XyPaper *paper)
{
  const XyVote *vote = self->of.vote;
  const XyVoteTally *called = find_tally (self, "called"), *recorded = find_tally (self, "recorded");

  if (g_str_equal (vote->method, "ballots") && (self->blank || self->tallies->len == 0))
    {
      add_squares (self, paper);
      return;
    }
  add_tally (self, paper, "called", CALLED, vote->caller);
  add_tally (self, paper, "recorded", RECORDED, vote->counter);
  if (called != NULL && recorded != NULL)
    add_line (self, paper, is_same (called, recorded) ? AGREE : DIFFER, XY_FONT_BODY, 0, XY_KEEP_WITH_PREVIOUS);
  gboolean known = !self->blank && (self->of.closed || vote->yes + vote->no + vote->abstain > 0);
  const gint64 figures[] = { show (known, vote->yes), show (known, vote->no), show (known, vote->abstain),
                             show (known, vote->invalid) };
  add_figures (self, paper, choices, figures, G_N_ELEMENTS (figures));
}

/* What it came to, and who signs for it. */
static void
add_end (const Count *self, XyPaper *paper)
{
  double k = self->of.of.k;
  g_autofree char *sentence = self->blank ? NULL : xy_vote_paper_sentence (&self->of);
  g_autofree char *reason = xy_meeting_words_text (self->of.vote->note);
  static const char *const first[] = { "监票人（签名）：", "唱票人（签名）：", NULL }, *const second[] = {
    "计票人（签名）：", "记录人（签名）：", NULL
  };

  if (!xy_id_is_none (&self->of.vote->recount_of))
    {
      g_autofree char *said = g_strdup_printf (RECOUNT, reason);
      add_line (self, paper, said, XY_FONT_BODY, 0, XY_KEEP_WITH_NEXT);
    }
  if (sentence != NULL)
    {
      g_autofree char *said = g_strconcat (RESULT, sentence, "。", NULL);
      xy_block_set_space_before (add_line (self, paper, said, XY_FONT_BODY, strlen (RESULT), XY_KEEP_WITH_NEXT), 6 * k);
    }
  for (guint i = 0; i < 2; i++)
    {
      XyBlock *line = xy_block_blanks_new (i == 0 ? first : second, (XyFont){ XY_FONT_BODY, TEXT_SIZE * k }, 30 * k);
      xy_block_set_keep (line, i == 0 ? XY_KEEP_WITH_PREVIOUS | XY_KEEP_WITH_NEXT : XY_KEEP_WITH_PREVIOUS);
      xy_block_set_space_before (xy_paper_add (paper, line), i == 0 ? 6 * k : 0);
    }
}

static XyPaper *
build (const Count *self)
{
  const XyMeetingPaper *of = &self->of.of;
  g_autofree char *title = g_strconcat (of->village->name, of->name, KIND, NULL);
  XyPaper *paper = xy_paper_new (title, &of->setup);

  xy_meeting_paper_set_furniture (of, paper, KIND, FALSE);
  if (!self->of.closed && self->tallies->len > 0)
    xy_paper_set_mark (paper, COUNTING);
  xy_paper_add_heading (paper, title, TITLE_SIZE, NULL, of->k);
  add_form (self, paper);
  add_attendance (self, paper);
  add_counted (self, paper);
  add_end (self, paper);
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Count) self = { 0 };

  if (!xy_vote_paper_open (&self.of, store, ask, error))
    return NULL;
  self.tallies = xy_vote_tallies (store, &self.of.vote->record.id, error);
  if (self.tallies == NULL)
    return NULL;
  self.blank = (ask->parts & PART_BLANK) != 0;
  if (self.blank)
    g_ptr_array_set_size (self.tallies, 0);
  /* Who signs should see what he signs for: a little smaller rather than on a page of its own. */
  double usual = self.of.of.k;
  for (; self.of.of.k > usual * SMALLEST; self.of.of.k *= STEP)
    {
      g_autoptr (XyPaper) tried = build (&self);
      if (xy_paper_get_n_pages (tried) == 1)
        return g_steal_pointer (&tried);
    }
  self.of.of.k = usual;
  return build (&self);
}

const XyPaperKind xy_vote_count_paper = {
  .name = "vote-count",
  .title = N_ ("Count sheet"),
  .act = N_ ("Print the count sheet"),
  .prefix = "JP",
  .flags = XY_PAPER_TURNS,
  .parts = parts,
  .of = &xy_vote_type,
  .make = make,
};

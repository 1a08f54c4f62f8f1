/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 逐户签字表: carried from door to door, or signed at the meeting (domain.md 4.7). A telephone never stands on it. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/household.h"
#include "core/meeting-kind.h"
#include "core/person.h"
#include "core/vote-roll.h"
#include "print/meeting-words.h"
#include "print/paper-parts.h"
#include "print/vote-paper.h"
#include "print/vote-papers.h"

#define OF_HOUSEHOLDS "逐户签字表"
#define OF_PEOPLE "签字表"
#define ASKED "表决事项："
#define WHEN "表决日期：%s　　应签字：%u%s"
#define HOW "请在所选一项下面画“√”，只能选一项，并签名或按手印。代签的写代签人的姓名。"
#define CONTINUED ASKED "%s。表决日期：%s（%s续）"
#define LONGEST 240 /* characters of a question that are said again on each page */

#define TITLE_SIZE 24
#define TEXT_SIZE 12
#define LINE 21
#define CELL_SIZE 12
#define NAME_SIZE 13.5
#define TICK "√"
#define INVALID "无效"
#define PROXY "委托"
#define SUM "合计"

enum
{
  PART_BLANK = 1 << 0,
  PART_REST = 1 << 1,
};

static const XyPaperPart parts[] = {
  { "blank", N_ ("Without what was keyed"), TRUE },
  { "rest", N_ ("Only who has not signed yet"), TRUE },
  { NULL, NULL, FALSE },
};

enum
{
  NUMBER,
  UNIT,
  NAME,
  YES,
  NO,
  ABSTAIN,
  SIGNED,
  DAY,
  NOTE,
  N_COLUMNS,
};

typedef struct
{
  char *unit, *name;
  const XyBallot *ballot; /* NULL: has not spoken */
} Row;

typedef struct
{
  XyVotePaper of;
  GPtrArray *ballots; /* owns those of the rows */
  GArray *rows;       /* Row */
  guint n_spoken;
  gboolean notes; /* something stands in the last column */
} Sheet;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->unit);
  g_free (row->name);
}

static void
sheet_clear (Sheet *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->ballots, g_ptr_array_unref);
  xy_vote_paper_clear (&self->of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

static void
add_row (Sheet *self, const char *unit, const char *name, const XyBallot *ballot)
{
  gboolean blank = (self->of.ask.parts & PART_BLANK) != 0;
  Row row = { .ballot = blank ? NULL : ballot };

  if (ballot != NULL && (self->of.ask.parts & PART_REST) != 0)
    return;
  row.unit = unit != NULL ? xy_meeting_words_text (unit) : NULL;
  row.name = xy_meeting_words_text (name);
  self->n_spoken += row.ballot != NULL;
  self->notes =
      self->notes || (row.ballot != NULL && (row.ballot->proxy || g_str_equal (row.ballot->choice, "invalid")));
  g_array_append_val (self->rows, row);
}

/* Who has a voice; of one group where the paper is of one. (transfer full) */
static XyVoteRoll *
load_roll (const Sheet *self, XyStore *store, gboolean whole, GError **error)
{
  const XyVote *vote = self->of.vote;
  const XyMeeting *meeting = self->of.of.sheet->meeting;
  g_autoptr (XyMeeting) copy = xy_record_copy (meeting);

  if (!whole)
    {
      char text[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&self->of.ask.unit, text);
      xy_set_str (&copy->units, text);
    }
  return xy_vote_roll (store, copy, vote->basis, vote->as_of, error);
}

/* The name of a voter who is not on the roll any more. (transfer full), NULL with an error. */
static char *
find_name (XyStore *store, const char *basis, const XyId *id, GError **error)
{
  if (g_str_equal (basis, "household"))
    {
      g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, id, error);
      return household != NULL ? g_strdup (household->head_name != NULL ? household->head_name : "") : NULL;
    }
  if (g_str_equal (basis, "person"))
    {
      g_autoptr (XyPerson) person = xy_record_get (store, &xy_person_type, id, error);
      return person != NULL ? g_strdup (person->name) : NULL;
    }
  g_autoptr (XyMeetingMember) member = xy_record_get (store, &xy_meeting_member_type, id, error);
  return member != NULL ? g_strdup (member->name) : NULL;
}

/* In the order in which one walks; behind them whoever spoke and has left since, so that the sums are those of the
 * vote. */
static gboolean
load_rows (Sheet *self, XyStore *store, GError **error)
{
  gboolean one = !xy_id_is_none (&self->of.ask.unit) && !g_str_equal (self->of.vote->basis, "member");
  g_autoptr (GHashTable) spoken = g_hash_table_new (xy_id_hash, xy_id_equal);
  g_autoptr (GHashTable) in_group = g_hash_table_new (xy_id_hash, xy_id_equal);
  g_autoptr (XyVoteRoll) all = load_roll (self, store, TRUE, error);
  g_autoptr (XyVoteRoll) group = all != NULL && one ? load_roll (self, store, FALSE, error) : NULL;

  self->ballots = all != NULL ? xy_vote_ballots (store, &self->of.vote->record.id, error) : NULL;
  if (self->ballots == NULL || (one && group == NULL))
    return FALSE;
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  for (guint i = 0; i < self->ballots->len; i++)
    g_hash_table_insert (spoken, &((XyBallot *) self->ballots->pdata[i])->voter, self->ballots->pdata[i]);
  for (guint i = 0; group != NULL && i < group->voters->len; i++)
    g_hash_table_add (in_group, &((XyVoter *) group->voters->pdata[i])->id);
  for (guint i = 0; i < all->voters->len; i++)
    {
      const XyVoter *voter = all->voters->pdata[i];
      const XyBallot *ballot = g_hash_table_lookup (spoken, &voter->id);
      g_hash_table_remove (spoken, &voter->id);
      if (!one || g_hash_table_contains (in_group, &voter->id))
        add_row (self, voter->unit_name, voter->name, ballot);
    }
  for (guint i = 0; !one && i < self->ballots->len; i++)
    {
      const XyBallot *ballot = self->ballots->pdata[i];
      if (!g_hash_table_contains (spoken, &ballot->voter))
        continue;
      g_autofree char *name = find_name (store, self->of.vote->basis, &ballot->voter, error);
      if (name == NULL)
        return FALSE;
      add_row (self, NULL, name, ballot);
    }
  if (self->rows->len > 0)
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                       (self->of.ask.parts & PART_REST) != 0 ? _ ("Everybody who has a voice has signed.")
                                                             : _ ("Nobody has a voice in this vote."));
  return FALSE;
}

static int
find_column (const char *choice)
{
  return g_str_equal (choice, "yes")       ? YES
         : g_str_equal (choice, "no")      ? NO
         : g_str_equal (choice, "abstain") ? ABSTAIN
                                           : NOTE;
}

/* "11月21日". (transfer full) */
static char *
say_day (gint64 at)
{
  g_autofree char *day = xy_day_from_instant (at), *whole = xy_day_to_chinese (day);
  const char *year = strstr (whole, "年");

  return g_strdup (year != NULL ? year + strlen ("年") : whole);
}

static void
fill_row (XyBlock *table, guint number, const Row *row)
{
  g_autofree char *counted = g_strdup_printf ("%u", number);
  const XyBallot *ballot = row->ballot;
  g_autofree char *day = ballot != NULL && ballot->at != 0 ? say_day (ballot->at) : NULL;
  g_autofree char *signer = ballot != NULL && ballot->signer != NULL ? xy_meeting_words_text (ballot->signer) : NULL;
  const char *cells[N_COLUMNS] = { [NUMBER] = counted, [UNIT] = row->unit, [NAME] = row->name, [DAY] = day };

  if (ballot != NULL)
    {
      int column = find_column (ballot->choice);
      cells[SIGNED] = signer != NULL ? signer : row->name;
      cells[NOTE] = ballot->proxy ? PROXY : NULL;
      cells[column] = column == NOTE ? INVALID : TICK;
    }
  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
}

/* What the rows come to. */
static void
set_totals (const Sheet *self, XyBlock *table)
{
  guint n[N_COLUMNS] = { 0 };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const XyBallot *ballot = g_array_index (self->rows, Row, i).ballot;
      if (ballot != NULL)
        n[find_column (ballot->choice)]++;
    }
  g_autofree char *yes = g_strdup_printf ("%u", n[YES]), *no = g_strdup_printf ("%u", n[NO]);
  g_autofree char *abstain = g_strdup_printf ("%u", n[ABSTAIN]);
  g_autofree char *signed_by = g_strdup_printf ("已签%u%s", self->n_spoken, self->of.measure);
  g_autofree char *rest = g_strdup_printf ("共%u%s", self->rows->len, self->of.measure);
  g_autofree char *invalid = n[NOTE] > 0 ? g_strdup_printf (INVALID "%u", n[NOTE]) : NULL;
  const char *cells[N_COLUMNS] = {
    [UNIT] = SUM, [NAME] = rest, [YES] = yes, [NO] = no, [ABSTAIN] = abstain, [SIGNED] = signed_by, [NOTE] = invalid
  };
  xy_paper_table_set_totals (table, cells);
}

static XyBlock *
build_table (const Sheet *self, const char *continued, double k)
{
  gboolean household = g_str_equal (self->of.vote->basis, "household");
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, NAME_SIZE * k };
  const XyPaperColumn tick = { .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 40 * k };
  XyPaperColumn columns[N_COLUMNS] = {
    [NUMBER] = { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    [UNIT] = { .title = "组别",
               .align = XY_ALIGN_CENTRE,
               .fit = XY_FIT_SHRINK,
               .font = sans,
               .min_width = 46 * k,
               .limit = 8 },
    [NAME] = { .title = household ? "户主" : "姓名",
               .align = XY_ALIGN_CENTRE,
               .fit = XY_FIT_SHRINK,
               .font = song,
               .weight = 1,
               .min_width = 76 * k,
               .limit = 8,
               .name = TRUE },
    [YES] = tick,
    [NO] = tick,
    [ABSTAIN] = tick,
    [SIGNED] = { .title = "签名（手印）",
                 .align = XY_ALIGN_CENTRE,
                 .fit = XY_FIT_SHRINK,
                 .font = song,
                 .weight = 3,
                 .min_width = 90 * k,
                 .limit = 8,
                 .name = TRUE },
    [DAY] = { .title = "日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 56 * k },
    [NOTE] = { .title = "备注", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 38 * k },
  };
  XyTableStyle style = xy_paper_list_style (k, NAME);

  columns[YES].title = "同意";
  columns[NO].title = "不同意";
  columns[ABSTAIN].title = "弃权";
  /* What was keyed from the sheet that people signed; it is not that sheet. */
  if (self->of.closed)
    {
      columns[SIGNED].title = "签字人";
      columns[DAY].title = "登记日期";
    }
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 27 * k;
  style.head_height = 27 * k;
  style.head_font.size = 12 * k;
  style.padding = 3 * k;
  style.continued = continued;
  XyBlock *table = xy_paper_table_new (&style, columns, self->notes ? N_COLUMNS : NOTE);
  for (guint i = 0; i < self->rows->len; i++)
    fill_row (table, i + 1, &g_array_index (self->rows, Row, i));
  if (self->n_spoken > 0)
    set_totals (self, table);
  return table;
}

static XyBlock *
add_text (XyPaper *paper, const char *text, XyFont font, guint lead, XyKeep keep)
{
  const XyTextStyle style = {
    .font = font, .line_height = font.size * LINE / TEXT_SIZE, .lead_role = XY_FONT_HEI, .lead = lead
  };
  XyBlock *block = xy_block_paragraph_new (text, &style);

  xy_block_set_keep (block, keep);
  return xy_paper_add (paper, block);
}

/* What is asked, when, and how one answers. */
static void
add_head (const Sheet *self, XyPaper *paper, const char *day)
{
  double k = self->of.of.k;
  XyFont font = { XY_FONT_BODY, TEXT_SIZE * k };
  g_autofree char *asked = g_strconcat (ASKED, self->of.question, NULL);
  g_autofree char *when = g_strdup_printf (WHEN, day, self->rows->len, self->of.measure);

  xy_block_set_space_before (add_text (paper, asked, font, strlen (ASKED), XY_KEEP_WITH_NEXT), 5 * k);
  if (self->of.text != NULL)
    add_text (paper, self->of.text, (XyFont){ XY_FONT_KAI, TEXT_SIZE * k }, 0, XY_KEEP_WITH_NEXT);
  add_text (paper, when, font, 0, XY_KEEP_WITH_NEXT);
  if (!self->of.closed)
    add_text (paper, HOW, (XyFont){ XY_FONT_BODY, 10.5 * k }, 0, XY_KEEP_WITH_NEXT);
}

static void
add_blanks (const Sheet *self, XyPaper *paper, const char *const *labels)
{
  double k = self->of.of.k;
  XyBlock *line = xy_block_blanks_new (labels, (XyFont){ XY_FONT_BODY, TEXT_SIZE * k }, 26 * k);

  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, line);
}

/* The question as it is said above each further page. (transfer full) */
static char *
make_caption (const Sheet *self, const char *kind, const char *day)
{
  g_autofree char *most =
      g_utf8_strlen (self->of.question, -1) > LONGEST ? g_utf8_substring (self->of.question, 0, LONGEST) : NULL;
  g_autofree char *question = most != NULL ? g_strconcat (most, "……", NULL) : g_strdup (self->of.question);

  return g_strdup_printf (CONTINUED, question, day, kind);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Sheet) self = { 0 };

  if (!xy_vote_paper_open (&self.of, store, ask, error))
    return NULL;
  const XyMeetingPaper *of = &self.of.of;
  const char *method = self.of.vote->method;
  if (!g_str_equal (method, "doors") && !g_str_equal (method, "signatures"))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                           _ ("In this vote nobody signs what he says, so that there is no sheet of signatures."));
      return NULL;
    }
  if (!load_rows (&self, store, error))
    return NULL;
  const char *kind = g_str_equal (self.of.vote->basis, "household") ? OF_HOUSEHOLDS : OF_PEOPLE;
  g_autofree char *title = g_strconcat (of->village->name, of->name, kind, NULL);
  g_autofree char *day = xy_day_to_chinese (of->sheet->meeting->day);
  g_autofree char *continued = make_caption (&self, kind, day);
  XyPaper *paper = xy_paper_new (title, &of->setup);
  xy_meeting_paper_set_furniture (of, paper, kind, FALSE);
  xy_paper_add_heading (paper, title, TITLE_SIZE, ask->scope != NULL ? ask->scope : of->issue, of->k);
  add_head (&self, paper, day);
  xy_block_set_space_before (xy_paper_add (paper, build_table (&self, continued, of->k)), 4 * of->k);
  if (self.n_spoken == 0)
    add_blanks (&self, paper, (const char *const[]){ "同意：", "不同意：", "弃权：", "合计签字：", NULL });
  add_blanks (&self, paper,
              (const char *const[]){ "入户人员（签名）：", "监票人（签名）：", "记录人（签名）：", NULL });
  return paper;
}

const XyPaperKind xy_vote_sheet_paper = {
  .name = "vote-sheet",
  .title = N_ ("Sheet of signatures"),
  .act = N_ ("Print the sheet of signatures"),
  .prefix = "QB",
  .flags = XY_PAPER_UNIT | XY_PAPER_TURNS,
  .parts = parts,
  .of = &xy_vote_type,
  .make = make,
};

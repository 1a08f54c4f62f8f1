/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/number.h"
#include "print/matter-parts.h"
#include "print/meeting-paper.h"
#include "print/meeting-papers.h"
#include "print/meeting-words.h"
#include "print/paper-parts.h"

#define WHAT "议定事项清单"
#define CONTINUED "议定事项清单（续）"
#define INTERNAL "村委会留存，不张贴"
#define HELD "会议时间：%s；%s。"
#define PUBLICITY "公示期：自张贴之日起%s日（张贴当日不计）。"
#define OBJECTION "如有异议，请在公示期内向村务监督委员会提出。"
#define PASSED "（表决通过）"
#define NOT_PASSED "（表决未通过）"
#define NOTHING "—"

#define TITLE_SIZE 26
#define CELL_SIZE 12
#define LARGEST 1.25
#define STEP 0.95

enum
{
  PART_STATE = 1 << 0,
  PART_PRIVATE = 1 << 1,
};

static const XyPaperPart parts[] = {
  { "state", N_ ("Where each of them stands"), FALSE },
  { "private", N_ ("Private matters too: for the office only"), TRUE },
  { NULL, NULL, FALSE },
};

enum
{
  NUMBER,
  TEXT,
  OWNER,
  HELPERS,
  UNTIL,
  DOES,
  STATE,
  N_COLUMNS,
};

/* What it says of the vote, "" where there was none. */
static const char *
say_vote (const XyMeetingPaper *self, const XyMeetingLine *line)
{
  gboolean passed = FALSE;
  g_autofree char *verdict = xy_meeting_words_verdict (self->sheet, line, &passed);

  return verdict == NULL ? "" : passed ? PASSED : NOT_PASSED;
}

static void
add_row (const XyMeetingPaper *self, XyBlock *table, const XyMeetingLine *line, guint place, guint n_columns)
{
  const XyMatter *matter = xy_id_is_none (&line->matter) ? NULL : g_hash_table_lookup (self->matters, &line->record.id);
  g_autofree char *number = matter != NULL ? xy_matter_number (matter) : g_strdup_printf ("%u", place);
  g_autofree char *text = xy_meeting_words_text (line->text);
  g_autofree char *what = g_strconcat (text, say_vote (self, line), NULL);
  g_autofree char *owner =
      xy_meeting_words_text (matter != NULL && matter->owner != NULL ? matter->owner : line->owner);
  g_autofree char *helpers = xy_meeting_words_text (line->helpers), *partner = xy_meeting_words_text (line->partner);
  g_autofree char *all = g_strconcat (helpers, *helpers != '\0' && *partner != '\0' ? "、" : "", partner, NULL);
  const char *state = matter != NULL ? xy_matter_paper_stage (matter->stage) : NOTHING;
  const char *cells[N_COLUMNS] = { number, what, owner, all, line->until, xy_matter_paper_does (line->does), state };

  g_return_if_fail (n_columns <= N_COLUMNS);
  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
}

static XyBlock *
build_table (const XyMeetingPaper *self, const GPtrArray *lines, double k)
{
  XyFont sans = { XY_FONT_SANS, (CELL_SIZE - 0.5) * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[N_COLUMNS] = {
    { .title = "编号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = "议定事项", .fit = XY_FIT_WRAP, .font = song, .weight = 5, .min_width = 120 * k, .limit = 40 },
    { .title = "责任人", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_WRAP, .font = song, .min_width = 50 * k, .limit = 4 },
    { .title = "配合", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_WRAP, .font = song, .min_width = 50 * k, .limit = 4 },
    { .title = "时限", .align = XY_ALIGN_CENTRE, .font = sans },
    { .title = "办理方式",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_WRAP,
      .font = song,
      .min_width = 50 * k,
      .limit = 6 },
    { .title = "状态", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_WRAP, .font = song, .min_width = 40 * k, .limit = 3 },
  };
  guint n = (self->ask->parts & PART_STATE) != 0 ? N_COLUMNS : N_COLUMNS - 1;
  XyTableStyle style = xy_paper_rows_style (k, TEXT, 26, 28, CELL_SIZE, CONTINUED);

  style.padding = 3 * k;
  XyBlock *table = xy_paper_table_new (&style, columns, n);
  for (guint i = 0; i < lines->len; i++)
    add_row (self, table, lines->pdata[i], i + 1, n);
  return table;
}

/* The rows LARGER than usual. DAYS: how long it hangs; 0: it does not. */
static XyPaper *
build (const XyMeetingPaper *self, const GPtrArray *lines, int days, double larger)
{
  g_autofree char *title = g_strconcat (self->village->name, self->name, WHAT, NULL);
  g_autofree char *when = xy_day_to_chinese (self->sheet->meeting->day);
  g_autofree char *attendance = xy_meeting_words_attendance (self->sheet);
  g_autofree char *held = g_strdup_printf (HELD, when, attendance),
                  *today = xy_day_from_instant (self->ask->printed_at);
  g_autofree char *days_text = xy_chinese_number (days), *publicity = g_strdup_printf (PUBLICITY, days_text);
  const char *notes[] = { held, publicity, OBJECTION };
  XyPaper *paper = xy_paper_new (title, &self->setup);

  xy_meeting_paper_set_furniture (self, paper, WHAT, TRUE);
  xy_paper_add_heading (paper, title, TITLE_SIZE, days == 0 ? INTERNAL : self->issue, self->k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (self, lines, self->k * larger)), 8 * self->k);
  xy_paper_add (paper, xy_paper_public_end_new (self->village, self->ask, notes, days == 0 ? 1 : G_N_ELEMENTS (notes),
                                                today, self->k));
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyMeetingPaper) self = { 0 };
  gboolean internal = (ask->parts & PART_PRIVATE) != 0;
  g_autofree char *today = xy_day_from_instant (ask->printed_at);

  if (!xy_meeting_paper_open (&self, store, ask, error))
    return NULL;
  self.setup = xy_page_setup (ask->size, !ask->turned);
  g_autoptr (GPtrArray) lines = xy_meeting_paper_lines (&self, "decision");
  for (guint i = lines->len; i-- > 0 && !internal;)
    if (xy_meeting_paper_is_private (&self, lines->pdata[i]))
      g_ptr_array_remove_index (lines, i);
  if (lines->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                           _ ("Nothing was agreed that could stand on this list."));
      return NULL;
    }
  int days = internal ? 0 : xy_paper_publicity_days (store, "consultation", today, error);
  if (days == 0 && !internal)
    return NULL;
  for (double larger = LARGEST; larger > 1; larger *= STEP)
    {
      g_autoptr (XyPaper) tried = build (&self, lines, days, larger);
      if (xy_paper_get_n_pages (tried) == 1)
        return g_steal_pointer (&tried);
    }
  return build (&self, lines, days, 1);
}

const XyPaperKind xy_meeting_decisions_paper = {
  .name = "meeting-decisions",
  .title = N_ ("List of agreed matters"),
  .act = N_ ("Print the list of agreed matters"),
  .prefix = "YD",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_TURNS | XY_PAPER_LANDSCAPE | XY_PAPER_SEAL,
  .parts = parts,
  .of = &xy_meeting_type,
  .make = make,
};

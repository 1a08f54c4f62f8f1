/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/hygiene-results.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-score.h"
#include "core/mask.h"
#include "print/hygiene-parts.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define WHAT "评比结果表"
#define CONTINUED "%s（续）"
#define RANKED "参评%u户，平均%s分"
#define RANKED_PLACES "评%u处，平均%s分"
#define PASSED "参评%u户，合格%u户"
#define NONE_RANKED "没有参评"
#define EXCUSED "不参评"
#define ABSENT "未评上"
#define CORRECTED "张贴后更正"
#define ASIDE "回避"
#define SUMMARY "共%u%s：参评%u%s，不参评%u%s，未评上%u%s；红榜%u%s，待改进%u%s。"
#define MISSING "缺打分表的说明：%s。"

#define TITLE_SIZE 24
#define CELL_SIZE 10.5
#define NAME_SIZE 12
#define NAME_ACROSS 4 /* characters of a judge's name in a line of the head */
#define SIGNERS_ABREAST 3

typedef struct
{
  XyHygienePaper of;
  XyHygieneGrid *grid;
  GPtrArray *outcomes;
  GHashTable *by_result; /* XyId → XyHygieneOutcome */
  GPtrArray *rows;       /* XyHygieneGridRow, those of the group that was asked for */
  guint decimals;        /* of the averages */
} Results;

typedef struct
{
  guint all, ranked, passed, excused, absent, red, low;
  gint64 total; /* of the averages */
} Count;

static void
results_clear (Results *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->by_result, g_hash_table_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_clear_pointer (&self->grid, xy_hygiene_grid_free);
  xy_hygiene_paper_clear (&self->of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Results, results_clear)

static gboolean
load (Results *self, GError **error)
{
  const XyPaperAsk *ask = self->of.ask;
  g_autoptr (GHashTable) units = xy_hygiene_units_below (self->of.store, &ask->unit, error);

  self->grid = units != NULL ? xy_hygiene_grid (self->of.store, &ask->record, error) : NULL;
  self->outcomes = self->grid != NULL ? xy_hygiene_outcomes (self->of.store, &ask->record, error) : NULL;
  if (self->outcomes == NULL)
    return FALSE;
  self->by_result = g_hash_table_new (xy_id_hash, xy_id_equal);
  for (guint i = 0; i < self->outcomes->len; i++)
    {
      XyHygieneOutcome *outcome = self->outcomes->pdata[i];
      g_hash_table_insert (self->by_result, &outcome->result, outcome);
      self->decimals = MAX (self->decimals, xy_words_count_decimals (outcome->score));
    }
  self->rows = g_ptr_array_new ();
  for (guint i = 0; i < self->grid->rows->len; i++)
    {
      XyHygieneGridRow *row = self->grid->rows->pdata[i];
      if (g_hash_table_contains (self->by_result, &row->result)
          && (xy_id_is_none (&ask->unit) || g_hash_table_contains (units, &row->unit)))
        g_ptr_array_add (self->rows, row);
    }
  if (self->rows->len > 0)
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is nothing to judge here in this round."));
  return FALSE;
}

static const XyHygieneOutcome *
get_outcome (const Results *self, guint i)
{
  return g_hash_table_lookup (self->by_result, &((const XyHygieneGridRow *) self->rows->pdata[i])->result);
}

static void
count (Count *sums, const XyHygieneOutcome *outcome)
{
  sums->all++;
  sums->excused += g_str_equal (outcome->state, "excused");
  sums->absent += g_str_equal (outcome->state, "absent");
  sums->red += g_strcmp0 (outcome->list, "red") == 0;
  sums->low += g_strcmp0 (outcome->list, "low") == 0;
  if (outcome->rank == 0)
    return;
  sums->ranked++;
  sums->total += outcome->score;
  sums->passed += g_strcmp0 (outcome->band, XY_HYGIENE_TICK_PASSED) == 0;
}

/* "参评28户，平均85.20分". (transfer full) */
static char *
describe_group (const Results *self, const Count *sums)
{
  if (sums->ranked == 0)
    return g_strdup (NONE_RANKED);
  if (self->of.ticks)
    return g_strdup_printf (PASSED, sums->ranked, sums->passed);
  g_autofree char *average = xy_words_points (xy_hygiene_average (sums->total, sums->ranked), 2, FALSE);
  return g_strdup_printf (self->of.places ? RANKED_PLACES : RANKED, sums->ranked, average);
}

/* The head of the group that begins with row FIRST. */
static void
add_group (const Results *self, XyBlock *table, guint first, guint n_columns)
{
  const XyHygieneGridRow *row = self->rows->pdata[first];
  g_autofree const char **cells = g_new0 (const char *, n_columns);
  Count sums = { 0 };

  for (guint i = first; i < self->rows->len; i++)
    {
      if (!xy_id_same (&((const XyHygieneGridRow *) self->rows->pdata[i])->unit, &row->unit))
        break;
      count (&sums, get_outcome (self, i));
    }
  g_autofree char *said = describe_group (self, &sums);
  cells[0] = row->unit_name;
  cells[1] = said;
  xy_paper_table_add_row (table, XY_ROW_GROUP, cells);
}

static char *
format_sheet (const Results *self, const XyHygieneCell *cell)
{
  if (cell->aside != NULL)
    return g_strdup (ASIDE);
  if (xy_id_is_none (&cell->sheet))
    return NULL;
  if (self->of.ticks)
    return g_strdup (cell->sum > 0 ? "√" : "×");
  return xy_words_points (cell->sum, 1, FALSE);
}

/* Why it is as it is: not judged, decided otherwise, corrected. (transfer full), or NULL. */
static char *
make_note (const XyHygieneOutcome *outcome)
{
  g_autofree char *reason = outcome->reason != NULL ? xy_mask_text (outcome->reason) : NULL;

  if (g_str_equal (outcome->state, "excused"))
    return g_strdup (EXCUSED);
  if (g_str_equal (outcome->state, "absent"))
    return g_strdup (ABSENT);
  if (outcome->corrected)
    return reason != NULL ? g_strdup_printf ("%s：%s", CORRECTED, reason) : g_strdup (CORRECTED);
  return g_steal_pointer (&reason);
}

static void
add_row (const Results *self, XyBlock *table, guint i, guint n_columns)
{
  const XyHygieneGridRow *row = self->rows->pdata[i];
  const XyHygieneOutcome *outcome = get_outcome (self, i);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autofree const char **cells = g_new0 (const char *, n_columns);
  guint c = 0;

  g_ptr_array_add (owned, g_strdup_printf ("%u", i + 1));
  cells[c++] = self->of.places ? owned->pdata[0] : row->number;
  cells[c++] = row->name;
  for (guint j = 0; j < self->grid->judges->len; j++)
    {
      char *sheet = format_sheet (self, &row->cells[j]);
      g_ptr_array_add (owned, sheet);
      cells[c++] = sheet;
    }
  if (outcome->rank > 0)
    {
      char *average = xy_words_points (outcome->score, self->decimals, FALSE);
      char *rank = g_strdup_printf ("%u", outcome->rank);
      g_ptr_array_add (owned, average);
      g_ptr_array_add (owned, rank);
      if (!self->of.ticks)
        {
          cells[c++] = average;
          cells[c++] = rank;
        }
      cells[c++] = outcome->band;
      cells[c++] = g_strcmp0 (outcome->list, "red") == 0   ? "红榜"
                   : g_strcmp0 (outcome->list, "low") == 0 ? "待改进"
                                                           : NULL;
    }
  char *note = make_note (outcome);
  g_ptr_array_add (owned, note);
  cells[n_columns - 1] = note;
  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
}

/* A name of many characters in several lines. (transfer full) */
static char *
break_name (const char *name, guint *n_lines)
{
  guint left = (guint) g_utf8_strlen (name, -1), lines = (left + NAME_ACROSS - 1) / NAME_ACROSS;
  g_autoptr (GString) broken = g_string_new (NULL);

  *n_lines = MAX (*n_lines, lines);
  for (; lines > 0; lines--)
    {
      guint n = (left + lines - 1) / lines;
      const char *end = g_utf8_offset_to_pointer (name, n);
      g_string_append_len (broken, name, end - name);
      if (lines > 1)
        g_string_append_c (broken, '\n');
      left -= n;
      name = end;
    }
  return g_string_free (g_steal_pointer (&broken), FALSE);
}

static void
add_columns (const Results *self, GArray *columns, GPtrArray *heads, guint *n_lines)
{
  double k = self->of.k;
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn number = {
    .title = self->of.places ? "序号" : "户编号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 38 * k
  };
  XyPaperColumn name = xy_paper_name_column ("户主", NAME_SIZE * k, 56 * k);
  const XyPaperColumn place = { .title = "地点", .fit = XY_FIT_WRAP, .font = song, .min_width = 90 * k, .limit = 10 };
  const XyPaperColumn figures[] = {
    { .title = "平均分", .align = XY_ALIGN_CENTRE, .font = { XY_FONT_SANS_BOLD, CELL_SIZE * k }, .min_width = 42 * k },
    { .title = "名次", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 32 * k },
  };
  const XyPaperColumn ends[] = {
    { .title = "等次", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = song, .min_width = 40 * k, .limit = 4 },
    { .title = "名单", .align = XY_ALIGN_CENTRE, .font = song, .min_width = 42 * k },
    { .title = "备注", .fit = XY_FIT_WRAP, .font = song, .weight = 3, .min_width = 50 * k, .limit = 10 },
  };

  g_array_append_val (columns, number);
  g_array_append_val (columns, *(self->of.places ? &place : &name));
  for (guint j = 0; j < self->grid->judges->len; j++)
    {
      char *judge = break_name (((const XyHygieneJudge *) self->grid->judges->pdata[j])->name, n_lines);
      XyPaperColumn column = { .title = judge, .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 38 * k };
      g_ptr_array_add (heads, judge);
      g_array_append_val (columns, column);
    }
  if (!self->of.ticks)
    g_array_append_vals (columns, figures, G_N_ELEMENTS (figures));
  g_array_append_vals (columns, ends, G_N_ELEMENTS (ends));
}

static XyBlock *
build_table (const Results *self, const char *continued)
{
  double k = self->of.k;
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (XyPaperColumn));
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  XyTableStyle style = xy_paper_list_style (k, 1);
  guint n_lines = 1;

  add_columns (self, columns, heads, &n_lines);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 18 * k;
  style.head_height = (11 + 13.2 * n_lines) * k;
  style.padding = 2.5 * k;
  style.continued = continued;
  XyBlock *table = xy_paper_table_new (&style, (const XyPaperColumn *) (gpointer) columns->data, columns->len);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const XyHygieneGridRow *row = self->rows->pdata[i];
      if (!self->of.places
          && (i == 0 || !xy_id_same (&((const XyHygieneGridRow *) self->rows->pdata[i - 1])->unit, &row->unit)))
        add_group (self, table, i, columns->len);
      add_row (self, table, i, columns->len);
    }
  return table;
}

static void
add_end (const Results *self, XyPaper *paper)
{
  double k = self->of.k;
  XyFont font = { XY_FONT_BODY, 11.5 * k };
  const char *unit = self->of.places ? "处" : "户";
  Count sums = { 0 };

  for (guint i = 0; i < self->rows->len; i++)
    count (&sums, get_outcome (self, i));
  g_autofree char *summary = g_strdup_printf (SUMMARY, sums.all, unit, sums.ranked, unit, sums.excused, unit,
                                              sums.absent, unit, sums.red, unit, sums.low, unit);
  xy_block_set_space_before (xy_hygiene_add_line (paper, summary, font, XY_ALIGN_LEFT, XY_KEEP_WITH_PREVIOUS), 6 * k);
  if (self->of.round->missing != NULL)
    {
      g_autofree char *missing = xy_mask_text (self->of.round->missing), *text = g_strdup_printf (MISSING, missing);
      xy_hygiene_add_line (paper, text, font, XY_ALIGN_LEFT, XY_KEEP_WITH_PREVIOUS);
    }
  xy_hygiene_add_line (paper, "评委签名：", font, XY_ALIGN_LEFT, XY_KEEP_WITH_PREVIOUS);
  for (guint j = 0; j < self->of.judges->len; j += SIGNERS_ABREAST)
    {
      g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
      for (guint s = j; s < MIN (j + SIGNERS_ABREAST, self->of.judges->len); s++)
        g_ptr_array_add (labels, g_strdup_printf ("%s：", ((const XyHygieneJudge *) self->of.judges->pdata[s])->name));
      g_ptr_array_add (labels, NULL);
      xy_hygiene_add_blanks (paper, (const char *const *) labels->pdata, XY_KEEP_WITH_PREVIOUS, k);
    }
  xy_hygiene_add_blanks (paper, (const char *const[]){ "填表人：", "监督委员会：", "日期：", NULL },
                         XY_KEEP_WITH_PREVIOUS, k);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Results) self = { 0 };

  if (!xy_hygiene_paper_open (&self.of, store, ask, TRUE, error) || !load (&self, error))
    return NULL;
  g_autofree char *title = xy_hygiene_paper_title (&self.of, WHAT), *judged = xy_hygiene_words_judged (&self.of);
  g_autofree char *continued = g_strdup_printf (CONTINUED, title);
  XyPaper *paper = xy_hygiene_paper_new (&self.of, WHAT);

  xy_paper_add_heading (paper, title, TITLE_SIZE, self.of.issue, self.of.k);
  xy_hygiene_add_line (paper, judged, (XyFont){ XY_FONT_BODY, 12 * self.of.k }, XY_ALIGN_LEFT, XY_KEEP_WITH_NEXT);
  xy_block_set_space_before (xy_paper_add (paper, build_table (&self, continued)), 4 * self.of.k);
  add_end (&self, paper);
  return paper;
}

const XyPaperKind xy_hygiene_results_paper = {
  .name = "hygiene-results",
  .title = N_ ("Results of a hygiene round"),
  .act = N_ ("Print the results of a hygiene round"),
  .prefix = "HJ",
  .flags = XY_PAPER_UNIT | XY_PAPER_TURNS,
  .of = &xy_hygiene_round_type,
  .make = make,
};

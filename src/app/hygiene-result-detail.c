/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-result-detail.h"

#include <glib/gi18n-lib.h>

#include "core/number.h"

static void
add_head (XyDetail *detail, const XyHygieneResultRow *row)
{
  const XyHygieneOutcome *outcome = row->outcome;
  g_autofree char *more = outcome->unit_name != NULL && outcome->number != NULL
                              ? g_strdup_printf ("%s · %s", outcome->unit_name, outcome->number)
                              : g_strdup (outcome->unit_name != NULL ? outcome->unit_name : outcome->number);
  g_autofree char *word = xy_hygiene_result_word (row);
  g_autofree char *score = outcome->n > 0 ? xy_points_format (outcome->score) : g_strdup ("—");
  g_autofree char *rank = outcome->rank > 0 ? g_strdup_printf ("%u", outcome->rank) : g_strdup ("—");
  GtkWidget *figures;

  xy_detail_add_title (detail, outcome->name != NULL ? outcome->name : "—", more,
                       word != NULL ? xy_pill_new (xy_hygiene_result_pill (row), word) : NULL);
  figures = xy_detail_add_figures (detail);
  xy_detail_add_figure (figures, score, _ ("Score"));
  xy_detail_add_figure (figures, rank, _ ("Place"));
  xy_detail_add_figure (figures, outcome->band != NULL ? outcome->band : "—", _ ("Band"));
}

static const char *
list_word (const char *list)
{
  return list == NULL ? _ ("neither list") : xy_word_label (xy_hygiene_words ("list"), list);
}

static void
add_decision (XyDetail *detail, const XyHygieneOutcome *outcome)
{
  GtkWidget *facts;
  g_autofree char *streak =
      outcome->streak_list > 1   ? g_strdup_printf (_ ("%u times in a row on this list"), outcome->streak_list)
      : outcome->streak_band > 1 ? g_strdup_printf (_ ("%u times in a row in this band"), outcome->streak_band)
                                 : NULL;
  g_autofree char *before = outcome->before >= 0 ? xy_points_format (outcome->before) : NULL;

  if (outcome->tie)
    xy_detail_add_words (detail, _ ("Its score is the one at the edge of a list, which others have too."), "quiet");
  if (outcome->corrected)
    xy_detail_add_words (detail, _ ("Its list was changed after it hung: a correction has to be posted."), "problem");
  facts = xy_detail_add_facts (detail);
  if (g_strcmp0 (outcome->suggested, outcome->list) != 0)
    {
      xy_detail_add_fact (facts, _ ("The figures say"), list_word (outcome->suggested));
      xy_detail_add_fact (facts, _ ("Decided"), list_word (outcome->list));
    }
  xy_detail_add_fact (facts, _ ("Why otherwise"), outcome->reason);
  xy_detail_add_fact (facts, _ ("In a row"), streak);
  xy_detail_add_fact (facts, _ ("Round before"), before);
  xy_detail_add_fact (facts, _ ("Bright point"), outcome->bright);
  xy_detail_add_fact (facts, _ ("Problem"), outcome->problem);
  xy_detail_add_fact (facts, _ ("Plate"), outcome->plate);
}

/* "庭院整洁 28、柴草 15 …" */
static char *
describe_scores (const XyHygieneGrid *grid, const XyHygieneCell *cell)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; cell->scores != NULL && i < grid->items->len; i++)
    {
      g_autofree char *score = xy_points_format (cell->scores[i]);
      g_string_append_printf (words, "%s%s %s", i > 0 ? "、" : "", g_array_index (grid->items, XyHygieneItem, i).name,
                              score);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static void
add_sheets (XyDetail *detail, const XyHygieneResultFacts *facts)
{
  const XyHygieneGrid *grid = facts->grid;
  gboolean tick = g_str_equal (grid->round->mode, "tick");

  if (!g_str_equal (facts->row->state, "in"))
    return;
  xy_detail_add_heading (detail, _ ("What the judges gave"));
  GtkWidget *steps = xy_detail_add_steps (detail);
  for (guint i = 0; i < grid->judges->len; i++)
    {
      const XyHygieneJudge *judge = grid->judges->pdata[i];
      const XyHygieneCell *cell = &facts->row->cells[i];
      g_autofree char *sum = xy_points_format (cell->sum), *scores = describe_scores (grid, cell);
      gboolean typed = !xy_id_is_none (&cell->sheet);

      xy_detail_add_step (steps,
                          typed                 ? "xy-check-symbolic"
                          : cell->aside != NULL ? "xy-close-symbolic"
                                                : "xy-more-symbolic",
                          judge->name,
                          typed ? (tick ? (cell->sum > 0 ? XY_HYGIENE_TICK_PASSED : XY_HYGIENE_TICK_FAILED) : sum)
                          : cell->aside != NULL ? _ ("steps aside")
                                                : _ ("not typed yet"));
      if (cell->aside != NULL || scores != NULL || cell->note != NULL)
        xy_detail_add_note (steps, cell->aside != NULL ? cell->aside : scores != NULL ? scores : cell->note);
    }
}

void
xy_hygiene_result_detail_show (XyDetail *detail, const XyHygieneResultRow *row, const XyHygieneResultFacts *facts)
{
  xy_detail_start (detail);
  add_head (detail, row);
  if (facts != NULL && facts->row != NULL && facts->row->excuse != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Why it is helped (for the office only): %s"), facts->row->excuse);
      xy_detail_add_words (detail, words, "quiet");
    }
  add_decision (detail, row->outcome);
  if (facts == NULL || facts->row == NULL)
    return;
  if (facts->photo != NULL && g_file_test (facts->photo, G_FILE_TEST_EXISTS))
    {
      xy_detail_add_heading (detail, _ ("Photo"));
      gtk_box_append (GTK_BOX (xy_detail_add_steps (detail)), xy_detail_make_photo (facts->photo));
    }
  add_sheets (detail, facts);
}

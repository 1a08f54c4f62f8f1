/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-round-detail.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/hygiene-basis-lists.h"
#include "app/period-words.h"
#include "core/day.h"

/* 11-21 */
static const char *
short_day (const char *day)
{
  return day != NULL && strlen (day) == 10 ? day + 5 : "";
}

static void
add_head (XyDetail *detail, const XyHygieneRoundRow *row)
{
  g_autofree char *kind = g_strdup (xy_word_label (xy_hygiene_words ("kind"), row->round->kind));
  g_autofree char *period = xy_period_words (row->round->period != NULL ? row->round->period : "");
  g_autofree char *more = g_strjoin (" · ", period[0] != '\0' ? period : kind,
                                     row->unit_names != NULL ? row->unit_names : _ ("the whole village"),
                                     xy_hygiene_target_word (row->round->target), NULL);
  g_autofree char *word = xy_hygiene_round_word (row);
  GtkWidget *figures;

  xy_detail_add_title (detail, row->title, more, xy_pill_new (xy_hygiene_round_pill (row), word));
  figures = xy_detail_add_figures (detail);
  g_autofree char *in = g_strdup_printf ("%u", row->n_in), *excused = g_strdup_printf ("%u", row->n_excused);
  g_autofree char *absent = g_strdup_printf ("%u", row->n_absent), *red = g_strdup_printf ("%u", row->n_red);
  g_autofree char *low = g_strdup_printf ("%u", row->n_low);
  xy_detail_add_figure (figures, in, _ ("Taking part"));
  if (row->round->closed_on == NULL)
    {
      xy_detail_add_figure (figures, excused, _ ("Excused"));
      xy_detail_add_figure (figures, absent, _ ("Not reached"));
    }
  else
    {
      xy_detail_add_figure (figures, red, _ ("Red list"));
      xy_detail_add_figure (figures, low, _ ("To improve"));
    }
}

/* NEXT: what the round waits for; AT: the step. Done, next, or still to come. */
static void
add_step (GtkWidget *steps, XyHygieneNext next, XyHygieneNext at, const char *what, const char *when)
{
  GtkWidget *line;

  xy_detail_add_step (steps,
                      at < next    ? "xy-check-symbolic"
                      : at == next ? "xy-next-symbolic"
                                   : "xy-more-symbolic",
                      what, when);
  line = gtk_widget_get_last_child (steps);
  if (at == next)
    gtk_widget_add_css_class (gtk_widget_get_next_sibling (gtk_widget_get_first_child (line)), "bold");
  else if (at > next)
    gtk_widget_add_css_class (line, "faint");
}

static void
add_steps (XyDetail *detail, const XyHygieneRoundRow *row)
{
  XyHygieneNext next = xy_hygiene_round_next (row);
  g_autofree char *sheets = g_strdup_printf ("%u/%u", row->n_sheets, row->n_expected);
  g_autofree char *slips =
      row->n_open_slips > 0 ? g_strdup_printf (_ ("%u not closed"), row->n_open_slips) : g_strdup ("");
  const char *posted = row->red_posted_on != NULL ? row->red_posted_on : row->low_posted_on;
  GtkWidget *steps;

  xy_detail_add_heading (detail, _ ("What is next"));
  steps = xy_detail_add_steps (detail);
  add_step (steps, next, XY_HYGIENE_NEXT_PRINT, _ ("Print the score sheets, go round"), short_day (row->round->day));
  add_step (steps, next, XY_HYGIENE_NEXT_TYPE, _ ("Type the scores"), sheets);
  add_step (steps, next, XY_HYGIENE_NEXT_CLOSE, _ ("Decide the lists"), short_day (row->round->closed_on));
  add_step (steps, next, XY_HYGIENE_NEXT_POST, _ ("Print and post the boards"), short_day (posted));
  add_step (steps, next, XY_HYGIENE_NEXT_MEND, _ ("Have it put right"), slips);
}

static void
add_problems (XyDetail *detail, const XyHygieneRoundRow *row, const XyHygieneRoundFacts *facts)
{
  if (row->round->missing != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Decided though sheets are missing: %s"), row->round->missing);
      xy_detail_add_words (detail, words, "problem");
    }
  if (facts != NULL && facts->missing != NULL)
    xy_detail_add_words (detail, facts->missing, "problem");
  if (xy_hygiene_round_next (row) == XY_HYGIENE_NEXT_POST)
    xy_detail_add_words (detail,
                         _ ("Judged and decided but not posted: inspectors take points off for that. Print the boards "
                            "and register the posting."),
                         "problem");
}

static void
add_settings (XyDetail *detail, const XyHygieneRound *round, const XyHygieneRoundFacts *facts)
{
  gboolean tick = g_strcmp0 (round->mode, "tick") == 0;
  g_autofree char *red = xy_hygiene_list_words (round->red_by, round->red_value, FALSE);
  g_autofree char *low =
      tick ? g_strdup (_ ("who failed")) : xy_hygiene_list_words (round->low_by, round->low_value, TRUE);
  g_autofree char *bands = tick ? NULL : xy_hygiene_bands_words (round->bands);
  g_autofree char *limit =
      g_strdup_printf (ngettext ("%d day", "%d days", (gulong) round->limit_days), (int) round->limit_days);
  gboolean edges = g_strcmp0 (round->red_by, "share") == 0 || g_strcmp0 (round->red_by, "number") == 0
                   || g_strcmp0 (round->low_by, "share") == 0 || g_strcmp0 (round->low_by, "number") == 0;
  GtkWidget *facts_grid;

  xy_detail_add_heading (detail, _ ("How it is judged"));
  facts_grid = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts_grid, _ ("Day"), round->day);
  xy_detail_add_fact (facts_grid, _ ("Scored"), xy_word_label (xy_hygiene_words ("mode"), round->mode));
  xy_detail_add_fact (facts_grid, _ ("Checklist"), facts != NULL ? facts->checklist : NULL);
  xy_detail_add_fact (facts_grid, _ ("Red list"), tick ? _ ("none") : red);
  xy_detail_add_fact (facts_grid, _ ("To improve"), low);
  if (edges && !tick)
    xy_detail_add_fact (facts_grid, _ ("With equal scores"), xy_word_label (xy_hygiene_words ("ties"), round->ties));
  xy_detail_add_fact (facts_grid, _ ("Bands"), bands);
  xy_detail_add_fact (facts_grid, _ ("To put right in"), limit);
  xy_detail_add_fact (facts_grid, _ ("Handed to the points"), round->points_on);
  xy_detail_add_fact (facts_grid, _ ("Note"), round->note);
}

static void
add_judges (XyDetail *detail, const GPtrArray *judges)
{
  GtkWidget *facts;

  if (judges->len == 0)
    return;
  xy_detail_add_heading (detail, _ ("Judges"));
  facts = xy_detail_add_facts (detail);
  for (guint i = 0; i < judges->len; i++)
    {
      const XyHygieneJudge *judge = judges->pdata[i];
      xy_detail_add_fact (facts, judge->name, judge->post != NULL ? judge->post : " ");
    }
}

static void
add_corrections (XyDetail *detail, const GPtrArray *corrections)
{
  GtkWidget *steps;

  if (corrections->len == 0)
    return;
  xy_detail_add_heading (detail, _ ("Corrections after the posting"));
  steps = xy_detail_add_steps (detail);
  for (guint i = 0; i < corrections->len; i++)
    {
      const XyHygieneCorrection *correction = corrections->pdata[i];
      xy_detail_add_step (steps, "xy-edit-symbolic", correction->reason, short_day (correction->day));
    }
}

void
xy_hygiene_round_detail_show (XyDetail *detail, const XyHygieneRoundRow *row, const XyHygieneRoundFacts *facts)
{
  xy_detail_start (detail);
  add_head (detail, row);
  add_problems (detail, row, facts);
  add_steps (detail, row);
  add_settings (detail, row->round, facts);
  if (facts == NULL)
    return;
  add_judges (detail, facts->judges);
  add_corrections (detail, facts->corrections);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-waiting-detail.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/number.h"
#include "core/points-rule.h"

/* 曾小平 11-21 */
static char *
who_and_when (const char *who, const char *day)
{
  return g_strdup_printf ("%s%s%s", who != NULL ? who : "", who != NULL ? " " : "",
                          day != NULL && strlen (day) == 10 ? day + 5 : "");
}

static void
add_head (XyDetail *detail, const XyPointsItemRow *row)
{
  g_autofree char *title = g_strdup_printf (_ ("Household of %s"), row->head != NULL ? row->head : "—");
  g_autofree char *more = row->unit_name != NULL && row->number != NULL
                              ? g_strdup_printf ("%s · %s", row->unit_name, row->number)
                              : g_strdup (row->unit_name != NULL ? row->unit_name : row->number);
  g_autofree char *delta = xy_points_format_change (row->item->delta);
  g_autofree char *number = xy_amount_format (row->item->amount), *cut = xy_points_format (ABS (row->item->cut));
  g_autofree char *amount = g_strconcat (number, row->measure != NULL ? row->measure : "", NULL);
  GtkWidget *figures;

  xy_detail_add_title (detail, title, more, xy_pill_new (xy_points_waiting_pill (row), row->word));
  figures = xy_detail_add_figures (detail);
  xy_detail_add_figure (figures, delta, _ ("Points"));
  xy_detail_add_figure (figures, amount, _ ("Amount"));
  if (row->item->cut != 0)
    xy_detail_add_figure (figures, cut, _ ("Cut"));
}

static void
add_facts (XyDetail *detail, const XyPointsItemRow *row)
{
  const XyPointsItem *item = row->item;
  g_autofree char *at = xy_instant_format (item->at);
  g_autofree char *recorded = g_strdup_printf ("%s, %s", item->recorder != NULL ? item->recorder : "", at);
  g_autofree char *withheld = item->withheld != 0 ? xy_points_format (item->withheld) : NULL;
  GtkWidget *facts;

  xy_detail_add_heading (detail, item->item);
  if (row->reason != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Why not: %s"), row->reason);
      xy_detail_add_words (detail, words, "problem");
    }
  if (item->why != NULL)
    xy_detail_add_words (detail, item->why, NULL);
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Category"), item->category);
  xy_detail_add_fact (facts, _ ("Happened"), item->day);
  xy_detail_add_fact (facts, _ ("Who did it"), row->person_name);
  xy_detail_add_fact (facts, _ ("Cannot be spent"), withheld);
  xy_detail_add_fact (facts, _ ("Witness"), item->witness);
  xy_detail_add_fact (facts, _ ("Note"), item->note);
  xy_detail_add_fact (facts, _ ("Recorded"), recorded);
  xy_detail_add_fact (facts, _ ("Objections until"), row->until);
  xy_detail_add_fact (facts, _ ("Answer by"), row->due);
}

static void
add_photo (XyDetail *detail, const char *path)
{
  xy_detail_add_heading (detail, _ ("Photo"));
  gtk_box_append (GTK_BOX (xy_detail_add_steps (detail)), xy_detail_make_photo (path));
}

/* "评议通过（2026年第3次评议），回避：刘桂英": what a step was, where, and who stepped aside. */
static char *
describe_step (const XyPointsStep *step, const XyPointsSitting *sitting)
{
  g_autoptr (GString) words = g_string_new (xy_points_step_word (step->kind));

  if (sitting != NULL)
    {
      g_autofree char *name = xy_points_sitting_describe (sitting);
      g_string_append_printf (words, _ (" (%s)"), name);
    }
  if (step->recused != NULL)
    {
      g_string_append (words, _ (", stepped aside: "));
      g_string_append (words, step->recused);
    }
  if (step->note != NULL)
    g_string_append_printf (words, _ (": %s"), step->note);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_steps (XyDetail *detail, const XyPointsItemFacts *facts)
{
  const XyPointsItem *item = facts->row->item;
  g_autofree char *recorded_on = xy_day_from_instant (item->at), *recorded = who_and_when (item->recorder, recorded_on);
  GtkWidget *steps;

  xy_detail_add_heading (detail, _ ("What happened"));
  steps = xy_detail_add_steps (detail);
  xy_detail_add_step (steps, "xy-check-symbolic", _ ("Registered"), recorded);
  for (guint i = 0; i < facts->steps->len; i++)
    {
      const XyPointsStep *step = facts->steps->pdata[i];
      gboolean is_no = g_str_equal (step->kind, "reject") || g_str_equal (step->kind, "withdraw");
      g_autofree char *what = describe_step (step, facts->sittings->pdata[i]);
      g_autofree char *when = who_and_when (step->by, step->day);
      xy_detail_add_step (steps, is_no ? "xy-alert-symbolic" : "xy-check-symbolic", what, when);
    }
}

static void
add_objections (XyDetail *detail, const XyPointsItemFacts *facts)
{
  GtkWidget *steps;

  if (facts->objections->len == 0)
    return;
  xy_detail_add_heading (detail, _ ("Objections"));
  steps = xy_detail_add_steps (detail);
  for (guint i = 0; i < facts->objections->len; i++)
    {
      const XyObjectionLine *line = facts->objections->pdata[i];
      const XyObjection *objection = line->objection;
      g_autofree char *received = who_and_when (line->who, objection->received_on);

      xy_detail_add_step (steps, "xy-alert-symbolic", objection->about, received);
      if (objection->answered_on != NULL)
        {
          const char *word = xy_word_label (xy_objection_results, objection->result);
          g_autofree char *answer =
              g_strdup_printf (_ ("Answer (%s): %s"), word != NULL ? word : "", objection->answer);
          g_autofree char *answered = who_and_when (objection->answered_by, objection->answered_on);
          xy_detail_add_step (steps, "xy-check-symbolic", answer, answered);
        }
      else
        {
          g_autofree char *due =
              g_strdup_printf (_ ("To be answered by %s; it does not count before."), objection->answer_due);
          xy_detail_add_words (detail, due, "problem");
        }
    }
}

void
xy_points_waiting_detail_show (XyDetail *detail, const XyPointsItemRow *row, const XyPointsItemFacts *facts)
{
  xy_detail_start (detail);
  add_head (detail, row);
  add_facts (detail, row);
  if (facts == NULL)
    return;
  if (facts->photo != NULL && g_file_test (facts->photo, G_FILE_TEST_EXISTS))
    add_photo (detail, facts->photo);
  add_objections (detail, facts);
  add_steps (detail, facts);
}

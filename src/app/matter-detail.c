/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-detail.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/mask.h"

/* 曾小平 11-21 */
static void
add_step (GtkWidget *steps, const char *icon, const char *what, const char *who, const char *day)
{
  g_autofree char *when =
      g_strdup_printf ("%s %s", who != NULL ? who : "", day != NULL && strlen (day) == 10 ? day + 5 : "");

  xy_detail_add_step (steps, icon, what, when);
}

static char *
describe_step (const XyMatterStep *step)
{
  g_autoptr (GString) words = g_string_new (xy_matter_kind_label (xy_matter_kind_from_name (step->kind)));

  if (step->owner != NULL)
    g_string_append_printf (words, _ (" to %s"), step->owner);
  if (step->until != NULL)
    g_string_append_printf (words, _ (" until %s"), step->until);
  if (g_strcmp0 (step->satisfaction, "fair") == 0)
    g_string_append_printf (words, _ (" (%s)"), xy_word_label (xy_matter_satisfactions, step->satisfaction));
  if (step->note != NULL)
    g_string_append_printf (words, _ (": %s"), step->note);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static const char *
icon_of (XyMatterKind kind)
{
  if (kind == XY_MATTER_FINISH || kind == XY_MATTER_SATISFIED || kind == XY_MATTER_CLOSE)
    return "xy-check-symbolic";
  if (kind == XY_MATTER_UNSATISFIED)
    return "xy-alert-symbolic";
  return kind == XY_MATTER_MAKE_VOID ? "xy-close-symbolic" : "xy-calendar-symbolic";
}

static void
add_steps (XyDetail *detail, const XyMatter *matter, const XyMatterFacts *facts)
{
  GtkWidget *steps;

  xy_detail_add_heading (detail, _ ("What happened"));
  steps = xy_detail_add_steps (detail);
  add_step (steps, "xy-document-symbolic", _ ("Registered"), matter->recorder, matter->day);
  for (guint i = 0; facts != NULL && i < facts->steps->len; i++)
    {
      const XyMatterStep *step = facts->steps->pdata[i];
      g_autofree char *what = describe_step (step);
      add_step (steps, icon_of (xy_matter_kind_from_name (step->kind)), what, step->by, step->day);
    }
}

void
xy_matter_detail_show (XyDetail *detail, const XyMatterRow *row, const XyMatterFacts *facts)
{
  const XyMatter *matter = row->matter;
  const char *source = xy_word_label (xy_matter_sources, matter->source);
  g_autofree char *level = g_strdup_printf ("%d", (int) matter->level);
  g_autofree char *more = g_strdup_printf ("%s · %s", row->number, source != NULL ? source : "");
  g_autofree char *left = xy_matter_left (row), *who = xy_matter_who (row);
  g_autofree char *phone = matter->phone != NULL ? xy_mask_phone (matter->phone) : NULL;
  g_autofree char *until = matter->until != NULL && left != NULL ? g_strdup_printf ("%s · %s", matter->until, left)
                                                                 : g_strdup (matter->until);
  GtkWidget *grid;

  xy_detail_start (detail);
  xy_detail_add_title (detail, matter->title, more, xy_pill_new (xy_matter_pill (row), row->word));
  if (matter->private)
    xy_detail_add_words (detail, _ ("Stays in the office: never on a board."), "quiet");
  if (matter->content != NULL)
    xy_detail_add_words (detail, matter->content, NULL);
  grid = xy_detail_add_facts (detail);
  xy_detail_add_fact (grid, _ ("Owner"), matter->owner);
  xy_detail_add_fact (grid, _ ("Helpers"), matter->helpers);
  xy_detail_add_fact (grid, _ ("Partner outside"), matter->partner);
  xy_detail_add_fact (grid, _ ("Last day"), until);
  xy_detail_add_fact (grid, _ ("Who does it"), xy_word_label (xy_matter_does, matter->kind));
  xy_detail_add_fact (grid, _ ("Level"), matter->level > 0 ? xy_word_label (xy_matter_levels, level) : NULL);
  xy_detail_add_fact (grid, _ ("Raised by"), who);
  xy_detail_add_fact (grid, _ ("Phone"), phone);
  xy_detail_add_fact (grid, _ ("Group"), row->unit_name);
  xy_detail_add_fact (grid, _ ("Where it is"), matter->place);
  xy_detail_add_fact (grid, _ ("Who was heard"), xy_word_label (xy_matter_heard, matter->heard));
  xy_detail_add_fact (grid, _ ("What was asked"), xy_word_label (xy_matter_asked, matter->asked));
  xy_detail_add_fact (grid, _ ("Heard by"), matter->visitor);
  xy_detail_add_fact (grid, _ ("Satisfaction"), xy_word_label (xy_matter_satisfactions, matter->satisfaction));
  if (facts != NULL && facts->reserved != NULL && matter->stage < XY_MATTER_CLOSED)
    xy_detail_add_words (detail, facts->reserved, "quiet");
  add_steps (detail, matter, facts);
}

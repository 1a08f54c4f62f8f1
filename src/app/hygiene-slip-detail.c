/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-slip-detail.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* 曾小平 11-21 */
static char *
who_and_when (const char *who, const char *day)
{
  return g_strdup_printf ("%s%s%s", who != NULL ? who : "", who != NULL ? " " : "",
                          day != NULL && strlen (day) == 10 ? day + 5 : "");
}

static void
add_step (GtkWidget *steps, const char *icon, const char *what, const char *who, const char *day)
{
  g_autofree char *when = who_and_when (who, day);

  xy_detail_add_step (steps, icon, what, when);
}

static char *
describe_recheck (const XyHygieneRecheck *recheck)
{
  XyHygieneRecheckKind kind = xy_hygiene_recheck_from_name (recheck->kind);
  g_autoptr (GString) words = g_string_new (xy_hygiene_recheck_label (kind));

  if (recheck->until != NULL)
    g_string_append_printf (words, _ (" until %s"), recheck->until);
  if (recheck->note != NULL)
    g_string_append_printf (words, _ (": %s"), recheck->note);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_steps (XyDetail *detail, const XyHygieneSlipRow *row, const XyHygieneSlipFacts *facts)
{
  const XyHygieneSlip *slip = row->slip;
  GtkWidget *steps;

  xy_detail_add_heading (detail, _ ("What happened"));
  steps = xy_detail_add_steps (detail);
  add_step (steps, "xy-check-symbolic", _ ("Issued"), slip->recorder, slip->day);
  if (slip->received_on != NULL)
    add_step (steps, "xy-check-symbolic", _ ("Signed for"), slip->received_by, slip->received_on);
  for (guint i = 0; facts != NULL && i < facts->rechecks->len; i++)
    {
      const XyHygieneRecheck *recheck = facts->rechecks->pdata[i];
      XyHygieneRecheckKind kind = xy_hygiene_recheck_from_name (recheck->kind);
      g_autofree char *what = describe_recheck (recheck);
      add_step (steps,
                kind == XY_HYGIENE_PASS || kind == XY_HYGIENE_CLOSE ? "xy-check-symbolic"
                : kind == XY_HYGIENE_MAKE_VOID                      ? "xy-close-symbolic"
                                                                    : "xy-calendar-symbolic",
                what, recheck->by, recheck->day);
    }
}

void
xy_hygiene_slip_detail_show (XyDetail *detail, const XyHygieneSlipRow *row, const XyHygieneSlipFacts *facts)
{
  const XyHygieneSlip *slip = row->slip;
  g_autofree char *owner = xy_hygiene_slip_owner (row);
  g_autofree char *more = row->unit_name != NULL
                              ? g_strdup_printf (_ ("Rectification notice %s · %s"), row->number, row->unit_name)
                              : g_strdup_printf (_ ("Rectification notice %s"), row->number);
  g_autofree char *left = xy_hygiene_slip_left (row);
  g_autofree char *until = left != NULL ? g_strdup_printf ("%s · %s", slip->until, left) : g_strdup (slip->until);
  GtkWidget *grid;

  xy_detail_start (detail);
  xy_detail_add_title (detail, owner, more, xy_pill_new (xy_hygiene_slip_pill (row), row->word));
  if (slip->help)
    xy_detail_add_words (detail, _ ("Helped, not told off: somebody goes along and does it with them."), "quiet");
  xy_detail_add_heading (detail, _ ("What is to be put right"));
  xy_detail_add_words (detail, slip->problem, row->overdue ? "problem" : NULL);
  grid = xy_detail_add_facts (detail);
  xy_detail_add_fact (grid, _ ("Last day"), until);
  xy_detail_add_fact (grid, _ ("Helper"), slip->helper);
  xy_detail_add_fact (grid, _ ("Round"), row->round_title);
  if (slip->received_on == NULL && slip->stage < XY_HYGIENE_CLOSED)
    xy_detail_add_fact (grid, _ ("Signed for"), _ ("not yet"));
  if (facts != NULL && facts->photo != NULL && g_file_test (facts->photo, G_FILE_TEST_EXISTS))
    {
      xy_detail_add_heading (detail, _ ("Photo"));
      gtk_box_append (GTK_BOX (xy_detail_add_steps (detail)), xy_detail_make_photo (facts->photo));
    }
  add_steps (detail, row, facts);
}

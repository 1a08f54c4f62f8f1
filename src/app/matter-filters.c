/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-filters.h"

#include <glib/gi18n-lib.h>

#include "app/roster-form.h"
#include "core/day.h"
#include "core/matter.h"

static const struct
{
  const char *words;
  XySpan span;
  int back; /* so many spans before this one */
} periods[] = {
  { N_ ("This month"), XY_SPAN_MONTH, 0 },     { N_ ("This quarter"), XY_SPAN_QUARTER, 0 },
  { N_ ("Last quarter"), XY_SPAN_QUARTER, 1 }, { N_ ("This year"), XY_SPAN_YEAR, 0 },
  { N_ ("Last year"), XY_SPAN_YEAR, 1 },
};

GtkWidget *
xy_matter_filter_add_source (XyPageTab *tab)
{
  const char *words[16] = { _ ("All sources") };

  for (guint i = 0; xy_matter_sources[i].value != NULL && i + 2 < G_N_ELEMENTS (words); i++)
    words[i + 1] = _ (xy_matter_sources[i].label);
  return xy_page_tab_add_choice (tab, _ ("Source"), words);
}

GtkWidget *
xy_matter_filter_add_period (XyPageTab *tab)
{
  const char *words[G_N_ELEMENTS (periods) + 2] = { _ ("Any time") };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    words[i + 1] = _ (periods[i].words);
  return xy_page_tab_add_choice (tab, _ ("Period"), words);
}

const char *
xy_matter_filter_source (GtkWidget *choice)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), n = 0;

  while (xy_matter_sources[n].value != NULL)
    n++;
  return at > 0 && at <= n ? xy_matter_sources[at - 1].value : NULL;
}

char *
xy_matter_filter_period (GtkWidget *choice)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  if (at == 0 || at > G_N_ELEMENTS (periods))
    return NULL;
  g_autofree char *today = xy_roster_form_today ();
  g_autofree char *now = xy_period_of (today, periods[at - 1].span);
  return xy_period_move (now, -periods[at - 1].back);
}

char *
xy_matter_filter_board_period (GtkWidget *choice)
{
  char *period = xy_matter_filter_period (choice);
  g_autofree char *today = xy_roster_form_today ();

  return period != NULL ? period : xy_period_of (today, XY_SPAN_QUARTER);
}

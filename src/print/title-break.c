/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/title-break.h"

#include <math.h>
#include <string.h>

#include "core/phrase.h"

#define MOST_LINES 4

/* What a break in a bad place weighs against a poor shape. */
#define COST_WEIGHT 0.03

typedef struct
{
  const double *at;   /* x of each place, and of the end */
  const guint *costs; /* of each place */
  guint n;            /* places, the start and the end among them */
  double room;
  guint n_lines;
  guint current[MOST_LINES + 1];
  guint best[MOST_LINES + 1];
  double best_cost;
} Search;

/* Parts of the longest line: widest in the middle, or from line to line wider or narrower. */
static double
get_shape_cost (const double *widths, guint n)
{
  static const double shapes[][3][MOST_LINES] = {
    { { 1, 0.82 }, { 0.82, 1 }, { 1, 0.7 } },
    { { 0.75, 1, 0.75 }, { 0.7, 0.85, 1 }, { 1, 0.85, 0.7 } },
    { { 0.75, 1, 1, 0.75 }, { 0.7, 0.8, 0.9, 1 }, { 1, 0.9, 0.8, 0.7 } },
  };
  double longest = 0, best = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    longest = MAX (longest, widths[i]);
  for (guint s = 0; s < G_N_ELEMENTS (shapes[0]); s++)
    {
      double cost = 0;
      for (guint i = 0; i < n; i++)
        cost += pow (widths[i] / longest - shapes[n - 2][s][i], 2);
      best = MIN (best, cost);
    }
  return best;
}

static void
judge (Search *search)
{
  double widths[MOST_LINES];
  double cost = 0;

  for (guint i = 0; i < search->n_lines; i++)
    {
      widths[i] = search->at[search->current[i + 1]] - search->at[search->current[i]];
      if (widths[i] > search->room)
        return;
      if (i > 0)
        cost += COST_WEIGHT * search->costs[search->current[i]];
    }
  cost += get_shape_cost (widths, search->n_lines);
  if (cost >= search->best_cost)
    return;
  search->best_cost = cost;
  memcpy (search->best, search->current, sizeof search->best);
}

static void
try_breaks (Search *search, guint line)
{
  if (line + 1 == search->n_lines)
    {
      search->current[line + 1] = search->n - 1;
      judge (search);
      return;
    }
  for (guint i = search->current[line] + 1; i + 1 < search->n; i++)
    {
      if (search->at[i] - search->at[search->current[line]] > search->room)
        break;
      search->current[line + 1] = i;
      try_breaks (search, line + 1);
    }
}

void
xy_title_break (XyFontSet *fonts, XyFont font, const char *text, double width, GArray *lines)
{
  double whole = xy_typeset_width (fonts, font, text, -1);

  if (strchr (text, '\n') != NULL || whole <= width || whole > MOST_LINES * width)
    {
      xy_typeset_break (fonts, font, text, width, 0, lines);
      return;
    }

  g_autoptr (GArray) breaks = xy_phrase_find_breaks (text);
  guint n = breaks->len + 2;
  g_autofree double *at = g_new0 (double, n);
  g_autofree guint *costs = g_new0 (guint, n);
  g_autofree guint *bytes = g_new0 (guint, n);
  for (guint i = 0; i < breaks->len; i++)
    {
      const XyPhraseBreak *one = &g_array_index (breaks, XyPhraseBreak, i);
      bytes[i + 1] = one->at;
      costs[i + 1] = one->cost;
      at[i + 1] = xy_typeset_width (fonts, font, text, one->at);
    }
  bytes[n - 1] = (guint) strlen (text);
  at[n - 1] = whole;

  Search search = { .at = at, .costs = costs, .n = n, .room = width, .best_cost = G_MAXDOUBLE };
  for (search.n_lines = (guint) ceil (whole / width); search.n_lines <= MOST_LINES; search.n_lines++)
    {
      try_breaks (&search, 0);
      if (search.best_cost < G_MAXDOUBLE)
        break;
    }
  if (search.best_cost >= G_MAXDOUBLE)
    {
      xy_typeset_break (fonts, font, text, width, 0, lines);
      return;
    }
  for (guint i = 0; i < search.n_lines; i++)
    {
      guint from = bytes[search.best[i]], to = bytes[search.best[i + 1]];
      while (to > from && text[to - 1] == ' ')
        to--;
      XyLine line = { .start = from, .length = to - from, .last = TRUE };
      line.width = xy_typeset_width (fonts, font, text + from, to - from);
      line.n_gaps = xy_typeset_count_gaps (fonts, font, text + from, to - from);
      g_array_append_val (lines, line);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-tiers.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/normalize.h"
#include "core/number.h"
#include "core/points-rule.h"

#define TIERS_LIMIT 50
/* As in points-record.c and points-rule.c: a million of the unit, ten thousand points. */
#define AMOUNT_LIMIT 100000000
#define SCORE_LIMIT 1000000

static gboolean
read_cell (const char *text, gint64 *number)
{
  return text[0] != '\0' && xy_points_parse (text, number, NULL);
}

static gboolean
read_line (const char *line, XyPointsTier *tier)
{
  g_autoptr (GString) narrow = g_string_new (line);
  g_string_replace (narrow, "／", "/", 0);
  g_string_replace (narrow, "｜", "|", 0);
  g_auto (GStrv) cells = g_strsplit_set (narrow->str, "\t/|", -1);

  *tier = (XyPointsTier){ 0 };
  for (char **cell = cells; *cell != NULL; cell++)
    {
      char *clean = xy_text_clean (*cell);
      g_free (*cell);
      *cell = clean;
    }
  if (g_strv_length (cells) != 3 || !read_cell (cells[0], &tier->from) || !read_cell (cells[2], &tier->score))
    return FALSE;
  return (cells[1][0] == '\0' || xy_points_parse (cells[1], &tier->step, NULL)) && tier->from >= 0 && tier->step >= 0
         && tier->from <= AMOUNT_LIMIT && tier->step <= AMOUNT_LIMIT && tier->score != 0
         && ABS (tier->score) <= SCORE_LIMIT;
}

/* What is wrong with TIER after LAST, or NULL. */
static const char *
problem_after (const XyPointsTier *last, const XyPointsTier *tier)
{
  if (tier->from <= last->from)
    return _ ("Each line of the score by amount begins with more than the one before: “%s”.");
  if ((tier->score > 0) != (last->score > 0))
    return _ ("The lines of the score by amount all give points, or all take them: “%s”.");
  return NULL;
}

GArray *
xy_points_tiers (const char *text, GError **error)
{
  g_autoptr (GArray) tiers = g_array_new (FALSE, FALSE, sizeof (XyPointsTier));
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *clean = xy_text_clean (*line);
      const char *problem = NULL;
      XyPointsTier tier;

      if (clean[0] == '\0')
        continue;
      if (!read_line (*line, &tier) || tiers->len >= TIERS_LIMIT)
        problem = _ ("A line of the score by amount is from how many, for every how many, the score: “%s”.");
      else if (tiers->len > 0)
        problem = problem_after (&g_array_index (tiers, XyPointsTier, tiers->len - 1), &tier);
      if (problem != NULL)
        {
          g_autoptr (GString) sentence = g_string_new (problem);
          g_string_replace (sentence, "%s", clean, 1);
          xy_set_invalid (error, "tiers", "%s", sentence->str);
          return NULL;
        }
      g_array_append_val (tiers, tier);
    }
  if (tiers->len > 0)
    return g_steal_pointer (&tiers);
  xy_set_invalid (error, "tiers", _ ("The score by amount has no line."));
  return NULL;
}

static char *
plain_amount (gint64 hundredths)
{
  char *text = xy_points_to_text (hundredths);

  if (g_str_has_suffix (text, ".0"))
    text[strlen (text) - 2] = '\0';
  return text;
}

char *
xy_points_tiers_to_text (GArray *tiers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < tiers->len; i++)
    {
      const XyPointsTier *tier = &g_array_index (tiers, XyPointsTier, i);
      g_autofree char *from = plain_amount (tier->from), *score = plain_amount (tier->score);
      g_autofree char *step = tier->step > 0 ? plain_amount (tier->step) : g_strdup ("");

      g_string_append_printf (text, "%s%s\t%s\t%s", i > 0 ? "\n" : "", from, step, score);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gint64
xy_points_tiers_value (GArray *tiers, gint64 amount)
{
  for (guint i = tiers->len; i > 0; i--)
    {
      const XyPointsTier *tier = &g_array_index (tiers, XyPointsTier, i - 1);
      if (amount >= tier->from)
        return tier->step > 0 ? amount / tier->step * tier->score : tier->score;
    }
  return 0;
}

char *
xy_points_tiers_sentence (GArray *tiers, const char *unit)
{
  g_autoptr (GString) text = g_string_new (NULL);

  unit = unit != NULL ? unit : "";
  for (guint i = 0; i < tiers->len; i++)
    {
      const XyPointsTier *tier = &g_array_index (tiers, XyPointsTier, i);
      g_autofree char *from = xy_amount_format (tier->from), *step = xy_amount_format (tier->step);
      g_autofree char *score = xy_points_format_change (tier->score), *part = NULL;

      if (tier->step == 0)
        /* Translators: from so many of a unit on a score, once: "from 4 hours on +1.0". */
        part = g_strdup_printf (_ ("from %s %s on %s"), from, unit, score);
      else if (tier->from == 0)
        /* Translators: how many of a unit, the unit, the score: "every 10 yuan +0.1". */
        part = g_strdup_printf (_ ("every %s %s %s"), step, unit, score);
      else
        /* Translators: "from 100 yuan on +1.0 for every 100 yuan". */
        part = g_strdup_printf (_ ("from %s %s on %s for every %s %s"), from, unit, score, step, unit);
      g_string_append_printf (text, "%s%s", i > 0 ? _ ("; ") : "", part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

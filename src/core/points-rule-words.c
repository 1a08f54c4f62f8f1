/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/normalize.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/points-rule.h"
#include "core/points-tiers.h"

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[0] == '\0';
}

char *
xy_amount_format (gint64 hundredths)
{
  char *text = xy_points_format (hundredths);

  if (g_str_has_suffix (text, ".0"))
    text[strlen (text) - 2] = '\0';
  return text;
}

static char *
tiers_text (const XyPointsRule *rule)
{
  g_autoptr (GArray) tiers = xy_points_tiers (rule->tiers, NULL);

  if (tiers == NULL)
    return g_strdup ("");
  const XyPointsTier *first = &g_array_index (tiers, XyPointsTier, 0);
  const XyPointsTier *last = &g_array_index (tiers, XyPointsTier, tiers->len - 1);
  g_autofree char *low = xy_points_format_change (first->score), *high = xy_points_format_change (last->score);
  const char *unit = is_empty (rule->unit) ? _ ("amount") : rule->unit;

  if (tiers->len == 1)
    return g_strdup_printf (_ ("%s by %s"), low, unit);
  /* Translators: the lowest and the highest score of a rule, and the unit by which they differ: "+1.0~+50.0 by hours".
   */
  return g_strdup_printf (_ ("%s~%s by %s"), low, high, unit);
}

char *
xy_points_rule_score_text (const XyPointsRule *rule)
{
  g_autofree char *low = xy_points_format_change (rule->score);
  g_autofree char *high = xy_points_format_change (rule->score_max);
  g_autofree char *score = xy_points_rule_is_range (rule) ? g_strdup_printf ("%s~%s", low, high) : g_strdup (low);
  const char *unit = is_empty (rule->unit) ? "" : rule->unit;

  if (!is_empty (rule->tiers))
    return tiers_text (rule);
  if (rule->step > 0)
    {
      g_autofree char *step = xy_amount_format (rule->step);
      /* Translators: a score for each step of an amount, as in "+0.1 for every 10 yuan". */
      return g_strdup_printf (_ ("%s for every %s %s"), score, step, unit);
    }
  return unit[0] != '\0' ? g_strdup_printf ("%s/%s", score, unit) : g_steal_pointer (&score);
}

/* FORMAT with POINTS for its %s; the format was chosen among translated ones. */
static char *
with_points (const char *format, gint64 points)
{
  g_autofree char *number = xy_amount_format (points);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", number, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
xy_points_rule_cap_text (const XyPointsRule *rule)
{
  g_autofree char *act = rule->cap_act > 0 ? with_points (_ ("at most %s each time"), rule->cap_act) : NULL;

  if (rule->cap == 0)
    return act != NULL ? g_steal_pointer (&act) : g_strdup ("");
  g_autofree char *cap = with_points (g_str_equal (rule->cap_period, "month")     ? _ ("at most %s a month")
                                      : g_str_equal (rule->cap_period, "quarter") ? _ ("at most %s a quarter")
                                                                                  : _ ("at most %s a year"),
                                      rule->cap);
  return act != NULL ? g_strconcat (act, _ (", "), cap, NULL) : g_steal_pointer (&cap);
}

char **
xy_points_rule_tags (const char *tags)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) separator = g_regex_new ("[,，、;；\\n]", 0, 0, NULL);
  g_auto (GStrv) parts = g_regex_split (separator, tags != NULL ? tags : "", 0);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *clean = xy_text_clean (*part);
      if (clean[0] != '\0' && g_hash_table_add (seen, g_strdup (clean)))
        g_strv_builder_add (builder, clean);
    }
  return g_strv_builder_end (builder);
}

static char *
tag_words (const char *tags)
{
  g_auto (GStrv) list = xy_points_rule_tags (tags);

  return g_strjoinv (_ (", "), list);
}

const char *
xy_points_span_word (const char *period)
{
  if (g_strcmp0 (period, "month") == 0)
    return _ ("this month");
  return g_strcmp0 (period, "quarter") == 0 ? _ ("this quarter") : _ ("this year");
}

void
xy_points_span_days (const char *period, const char *day, char first[XY_DAY_SIZE], char last[XY_DAY_SIZE])
{
  xy_day_span (day,
               g_strcmp0 (period, "month") == 0     ? XY_SPAN_MONTH
               : g_strcmp0 (period, "quarter") == 0 ? XY_SPAN_QUARTER
                                                    : XY_SPAN_YEAR,
               first, last);
}

/* What one time, or one step, is worth: "1 分", "2 到 3 分". */
static char *
worth_text (const XyPointsRule *rule)
{
  gint64 least = MIN (ABS (rule->score), ABS (rule->score_max));
  g_autofree char *low = xy_amount_format (least);
  g_autofree char *high = xy_amount_format (MAX (ABS (rule->score), ABS (rule->score_max)));

  return xy_points_rule_is_range (rule)
             ? g_strdup_printf (_ ("%s to %s points"), low, high)
             : g_strdup_printf (ngettext ("%s point", "%s points", least == 100 ? 1 : 2), low);
}

static char *
score_sentence (const XyPointsRule *rule)
{
  const char *unit = is_empty (rule->unit) ? _ ("time") : rule->unit;

  if (!is_empty (rule->tiers))
    {
      g_autoptr (GArray) tiers = xy_points_tiers (rule->tiers, NULL);
      g_autofree char *text = tiers != NULL ? xy_points_tiers_sentence (tiers, rule->unit) : g_strdup ("");
      const char *format = rule->tiers_period == NULL                    ? _ ("By the amount: %s.")
                           : g_str_equal (rule->tiers_period, "month")   ? _ ("By what came together in a month: %s.")
                           : g_str_equal (rule->tiers_period, "quarter") ? _ ("By what came together in a quarter: %s.")
                                                                         : _ ("By what came together in a year: %s.");
      g_autoptr (GString) sentence = g_string_new (format);
      g_string_replace (sentence, "%s", text, 1);
      return g_string_free (g_steal_pointer (&sentence), FALSE);
    }

  g_autofree char *worth = worth_text (rule);
  if (rule->step > 0)
    {
      g_autofree char *step = xy_amount_format (rule->step);
      return rule->score_max > 0 ? g_strdup_printf (_ ("Gives %s for every %s %s."), worth, step, unit)
                                 : g_strdup_printf (_ ("Takes %s for every %s %s."), worth, step, unit);
    }
  return rule->score_max > 0 ? g_strdup_printf (_ ("Gives %s for each %s."), worth, unit)
                             : g_strdup_printf (_ ("Takes %s for each %s."), worth, unit);
}

static void G_GNUC_PRINTF (2, 3) add (GStrvBuilder *lines, const char *format, ...)
{
  va_list args;
  g_autofree char *line = NULL;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_strv_builder_add (lines, line);
}

char **
xy_points_rule_sentences (const XyPointsRule *rule)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *score = score_sentence (rule), *cap = xy_points_rule_cap_text (rule);
  g_autofree char *target = tag_words (rule->target), *exempt = tag_words (rule->exempt);

  add (lines, "%s", score);
  if (cap[0] != '\0')
    add (lines, _ ("Cap: %s."), cap);
  if (rule->round == 10)
    add (lines, _ ("What is less than a tenth of a point falls away."));
  else if (rule->round == 100)
    add (lines, _ ("What is less than a whole point falls away."));
  if (rule->repeat_period != NULL)
    add (lines, "%s",
         g_str_equal (rule->repeat_period, "month") ? _ ("The second and each further time in a month counts twice.")
         : g_str_equal (rule->repeat_period, "quarter")
             ? _ ("The second and each further time in a quarter counts twice.")
             : _ ("The second and each further time in a year counts twice."));
  if (!is_empty (rule->pool))
    add (lines, _ ("Of what one day brings under “%s” only the largest counts."), rule->pool);
  if (rule->account != NULL)
    add (lines, _ ("Goes to: %s."), xy_points_account_label (rule->account));
  if (rule->unspendable)
    add (lines, _ ("Counts, but cannot be exchanged."));
  if (target[0] != '\0')
    add (lines, _ ("Only for: %s."), target);
  if (exempt[0] != '\0')
    add (lines, _ ("Not for: %s."), exempt);
  if (rule->evidence)
    add (lines, _ ("A paper or photo is welcome; it is not compulsory."));
  return g_strv_builder_end (lines);
}

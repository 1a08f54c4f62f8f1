/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/points-account.h"
#include "core/points-rule.h"
#include "core/points-tiers.h"
#include "core/record-check.h"
#include "core/tag.h"

/* More than any known scheme gives for one thing (a base of 1000); beyond it is a slip of the finger. */
#define SCORE_LIMIT 1000000

static gboolean
check_words (XyPointsRule *rule, GError **error)
{
  const char *field = NULL;

  if (!xy_record_tidy (rule, error))
    return FALSE;
  if (rule->code == NULL)
    field = "code";
  else if (rule->category == NULL)
    field = "category";
  else if (rule->name == NULL)
    field = "name";
  if (field == NULL)
    return TRUE;
  xy_set_invalid (error, field, _ ("A rule needs a code, a category and a name."));
  return FALSE;
}

/* The score of a rule with tiers is that of its first line: all that asks which side a rule is on finds it there. */
static gboolean
check_tiers (XyPointsRule *rule, GError **error)
{
  if (rule->tiers == NULL)
    {
      if (rule->tiers_period == NULL)
        return TRUE;
      xy_set_invalid (error, "tiers_period", _ ("Amounts are put together only for a score by amount."));
      return FALSE;
    }

  g_autoptr (GArray) tiers = xy_points_tiers (rule->tiers, error);
  if (tiers == NULL)
    return FALSE;
  if (rule->step != 0)
    {
      xy_set_invalid (error, "step", _ ("A score by amount has its steps in its own lines."));
      return FALSE;
    }
  g_free (rule->tiers);
  rule->tiers = xy_points_tiers_to_text (tiers);
  rule->score = rule->score_max = g_array_index (tiers, XyPointsTier, 0).score;
  return TRUE;
}

static gboolean
check_scores (XyPointsRule *rule, GError **error)
{
  if (rule->score > rule->score_max)
    {
      xy_set_invalid (error, "score_max", _ ("The highest score must not be less than the lowest one."));
      return FALSE;
    }
  if (rule->score < -SCORE_LIMIT || rule->score_max > SCORE_LIMIT)
    {
      xy_set_invalid (error, "score", _ ("A score of more than 10,000 points cannot be right."));
      return FALSE;
    }
  if ((rule->score < 0 && rule->score_max > 0) || (rule->score == 0 && rule->score_max == 0))
    {
      xy_set_invalid (error, "score", _ ("A rule either gives points or takes them away."));
      return FALSE;
    }
  if (rule->step < 0)
    {
      xy_set_invalid (error, "step", _ ("The amount per step must not be negative."));
      return FALSE;
    }
  if (rule->round != 0 && rule->round != 10 && rule->round != 100)
    {
      xy_set_invalid (error, "round", _ ("What counts is rounded to whole tenths or to whole points, or not at all."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_cap (XyPointsRule *rule, GError **error)
{
  if (rule->cap < 0 || rule->cap_act < 0)
    {
      xy_set_invalid (error, rule->cap < 0 ? "cap" : "cap_act", _ ("A cap is written without a minus sign."));
      return FALSE;
    }
  if ((rule->cap > 0) != (rule->cap_period != NULL))
    {
      xy_set_invalid (error, "cap_period", _ ("A cap needs its period: month, quarter or year."));
      return FALSE;
    }
  return TRUE;
}

/* PERIOD is one of month, quarter, year, or nothing. */
static gboolean
check_period (const char *period, const char *field, GError **error)
{
  if (period == NULL || xy_word_label (xy_points_spans, period) != NULL)
    return TRUE;
  xy_set_invalid (error, field, _ ("“%s” is no period: it is month, quarter or year."), period);
  return FALSE;
}

static gboolean
check_periods (XyPointsRule *rule, GError **error)
{
  if (!check_period (rule->cap_period, "cap_period", error) || !check_period (rule->tiers_period, "tiers_period", error)
      || !check_period (rule->repeat_period, "repeat_period", error))
    return FALSE;
  if (rule->tiers_period != NULL && rule->repeat_period != NULL)
    {
      xy_set_invalid (error, "repeat_period",
                      _ ("Where amounts are put together, a second time is part of the sum and cannot double."));
      return FALSE;
    }
  if (rule->account != NULL && xy_word_label (xy_points_accounts, rule->account) == NULL)
    {
      xy_set_invalid (error, "account", _ ("“%s” is no account of points."), rule->account);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_days (XyPointsRule *rule, GError **error)
{
  if (rule->starts != NULL && !xy_day_is_valid (rule->starts))
    {
      xy_set_invalid (error, "starts", _ ("“%s” is not a day of the calendar."), rule->starts);
      return FALSE;
    }
  if (rule->ends != NULL && !xy_day_is_valid (rule->ends))
    {
      xy_set_invalid (error, "ends", _ ("“%s” is not a day of the calendar."), rule->ends);
      return FALSE;
    }
  if (rule->starts != NULL && rule->ends != NULL && strcmp (rule->starts, rule->ends) > 0)
    {
      xy_set_invalid (error, "ends", _ ("The rule ends before it starts."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
knows_tag (XyStore *store, const char *name, gboolean *knows, GError **error)
{
  g_autoptr (GPtrArray) tags = xy_tag_list (store, NULL, error);

  *knows = FALSE;
  for (guint i = 0; tags != NULL && i < tags->len; i++)
    *knows |= g_str_equal (((XyTag *) tags->pdata[i])->name, name);
  return tags != NULL;
}

static gboolean
check_tags (XyStore *store, char **member, const char *field, GError **error)
{
  g_auto (GStrv) tags = xy_points_rule_tags (*member);

  for (char **tag = tags; *tag != NULL; tag++)
    {
      gboolean knows;
      if (!knows_tag (store, *tag, &knows, error))
        return FALSE;
      if (!knows)
        {
          xy_set_invalid (error, field, _ ("There is no tag “%s”. Please make it among the tags of the roster first."),
                          *tag);
          return FALSE;
        }
    }
  g_free (*member);
  *member = tags[0] != NULL ? g_strjoinv (",", tags) : NULL;
  return TRUE;
}

gboolean
xy_points_rule_check (XyStore *store, XyPointsRule *rule, GError **error)
{
  return check_words (rule, error) && check_tiers (rule, error) && check_scores (rule, error)
         && check_periods (rule, error) && check_cap (rule, error) && check_days (rule, error)
         && check_tags (store, &rule->target, "target", error) && check_tags (store, &rule->exempt, "exempt", error);
}

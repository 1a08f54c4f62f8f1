/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-account.h"

#include <glib/gi18n-lib.h>

const XyWord xy_points_accounts[] = {
  { XY_POINTS_PERSON, N_ ("person's points") },
  { XY_POINTS_VOLUNTEER, N_ ("volunteer's points") },
  { NULL, NULL },
};

const XyWord xy_points_spans[] = {
  { "month", N_ ("a month") },
  { "quarter", N_ ("a quarter") },
  { "year", N_ ("a year") },
  { NULL, NULL },
};

const char *
xy_points_account_label (const char *account)
{
  for (const XyWord *word = xy_points_accounts; account != NULL && word->value != NULL; word++)
    if (g_str_equal (word->value, account))
      return _ (word->label);
  return _ ("household's points");
}

const char *
xy_points_account (const char *text)
{
  for (const XyWord *word = xy_points_accounts; text != NULL && word->value != NULL; word++)
    if (g_str_equal (word->value, text))
      return word->value;
  return NULL;
}

gboolean
xy_points_refuse_period (const char *period, GError **error)
{
  xy_set_invalid (error, "period", _ ("“%s” is no month, quarter or year; 2026-11, 2026Q4 and 2026 are."), period);
  return FALSE;
}

gboolean
xy_points_account_parse (const char *text, const char **account, GError **error)
{
  *account = xy_points_account (text);
  if (text == NULL || *account != NULL || g_str_equal (text, XY_POINTS_HOUSEHOLD))
    return TRUE;
  xy_set_invalid (error, "account", _ ("“%s” is no account; household, person and volunteer are."), text);
  return FALSE;
}

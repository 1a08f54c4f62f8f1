/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-due.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static const struct
{
  const char *word;
  XyMeetingEach each;
  int least, most; /* of the figure behind it; most 0: there is none */
  gboolean alone;  /* it may stand without a figure */
} words[] = {
  { "day", XY_MEETING_EACH_DIGIT, 0, 9, FALSE },   { "week", XY_MEETING_EACH_WEEK, 1, 7, FALSE },
  { "month", XY_MEETING_EACH_MONTH, 1, 31, TRUE }, { "quarter", XY_MEETING_EACH_QUARTER, 0, 0, TRUE },
  { "year", XY_MEETING_EACH_YEAR, 0, 0, TRUE },
};

gboolean
xy_meeting_recurs_parse (const char *text, XyMeetingRecurs *recurs)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      guint64 at = 0;
      if (n == 0 || !g_str_equal (parts[0], words[i].word))
        continue;
      *recurs = (XyMeetingRecurs){ words[i].each, 0 };
      if (n == 1)
        return words[i].alone;
      if (n > 2 || words[i].most == 0
          || !g_ascii_string_to_unsigned (parts[1], 10, (guint64) words[i].least, (guint64) words[i].most, &at, NULL))
        return FALSE;
      recurs->at = (int) at;
      return TRUE;
    }
  return FALSE;
}

char *
xy_meeting_recurs_words (const char *text)
{
  XyMeetingRecurs recurs;

  if (!xy_meeting_recurs_parse (text, &recurs))
    return NULL;
  switch (recurs.each)
    {
    case XY_MEETING_EACH_DIGIT:
      /* Translators: 逢四 */
      return g_strdup_printf (_ ("on days ending in %d"), recurs.at);
    case XY_MEETING_EACH_WEEK:
      /* Translators: %s is a day of the week */
      return g_strdup_printf (_ ("each week on %s"), xy_weekday_word (recurs.at % 7));
    case XY_MEETING_EACH_MONTH:
      return recurs.at > 0 ? g_strdup_printf (_ ("each month on day %d"), recurs.at) : g_strdup (_ ("once a month"));
    case XY_MEETING_EACH_QUARTER:
      return g_strdup (_ ("once a quarter"));
    case XY_MEETING_EACH_YEAR:
    default:
      return g_strdup (_ ("once a year"));
    }
}

gboolean
xy_meeting_recurs_has_days (const XyMeetingRecurs *recurs)
{
  return recurs->each == XY_MEETING_EACH_DIGIT || recurs->each == XY_MEETING_EACH_WEEK
         || (recurs->each == XY_MEETING_EACH_MONTH && recurs->at > 0);
}

static int
day_of_month (const char *day)
{
  return (int) g_ascii_strtoll (day + 8, NULL, 10);
}

static gboolean
is_day (const XyMeetingRecurs *recurs, const char *day)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (recurs->each == XY_MEETING_EACH_DIGIT)
    return day_of_month (day) % 10 == recurs->at;
  if (recurs->each == XY_MEETING_EACH_WEEK)
    return xy_day_weekday (day) == recurs->at % 7;
  xy_day_span (day, XY_SPAN_MONTH, first, last);
  return day_of_month (day) == MIN (recurs->at, day_of_month (last));
}

static void
span_of (const XyMeetingRecurs *recurs, const char *day, char first[XY_DAY_SIZE], char last[XY_DAY_SIZE])
{
  xy_day_span (day,
               recurs->each == XY_MEETING_EACH_YEAR      ? XY_SPAN_YEAR
               : recurs->each == XY_MEETING_EACH_QUARTER ? XY_SPAN_QUARTER
                                                         : XY_SPAN_MONTH,
               first, last);
}

void
xy_meeting_recurs_next (const XyMeetingRecurs *recurs, const char *day, char out[XY_DAY_SIZE])
{
  char at[XY_DAY_SIZE], first[XY_DAY_SIZE];

  g_strlcpy (at, day, sizeof at);
  if (!xy_meeting_recurs_has_days (recurs))
    span_of (recurs, at, first, out);
  else
    {
      while (!is_day (recurs, at))
        xy_day_add (at, 1, at);
      g_strlcpy (out, at, XY_DAY_SIZE);
    }
}

void
xy_meeting_recurs_before (const XyMeetingRecurs *recurs, const char *day, char out[XY_DAY_SIZE])
{
  char at[XY_DAY_SIZE], last[XY_DAY_SIZE];

  g_strlcpy (at, day, sizeof at);
  if (!xy_meeting_recurs_has_days (recurs))
    span_of (recurs, at, out, last);
  else
    {
      while (!is_day (recurs, at))
        xy_day_add (at, -1, at);
      g_strlcpy (out, at, XY_DAY_SIZE);
    }
}

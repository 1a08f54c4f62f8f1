/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-mark.h"

#include <string.h>

/* More of one household is a number of something else. */
#define MOST_PEOPLE 99

const char *
xy_meeting_mark_read (const char *text, const char **rest)
{
  static const struct
  {
    const char *mark, *kind;
  } marks[] = {
    { "#", "topic" },         { "＃", "topic" },       { "议题：", "topic" },         { "议题:", "topic" },
    { "*", "policy" },        { "＊", "policy" },      { "政策：", "policy" },        { "政策:", "policy" },
    { "-", "speech" },        { "－", "speech" },      { "发言：", "speech" },        { "发言:", "speech" },
    { "!", "decision" },      { "！", "decision" },    { "议定：", "decision" },      { "议定:", "decision" },
    { "?", "dissent" },       { "？", "dissent" },     { "未达成一致：", "dissent" }, { "未达成一致:", "dissent" },
    { "决定：", "decision" }, { "决定:", "decision" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (text, marks[i].mark))
      {
        *rest = text + strlen (marks[i].mark);
        while (**rest == ' ')
          (*rest)++;
        return marks[i].kind;
      }
  *rest = text;
  return NULL;
}

static gboolean
is_letter (gunichar c)
{
  return c >= 0x80 || g_ascii_isalpha ((char) c);
}

/* The character before AT, 0 where there is none. */
static gunichar
before (const char *text, const char *at)
{
  return at > text ? g_utf8_get_char (g_utf8_find_prev_char (text, at)) : 0;
}

/* Whether what stands at AT is an addition to what is before, and not a part of a household's number. */
static gboolean
is_addition (const char *text, const char *at)
{
  gunichar c = before (text, at);

  return c != 0 && (c == ' ' || is_letter (c));
}

void
xy_meeting_typed_read (const char *text, XyMeetingTyped *typed)
{
  g_autofree char *folded = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  *typed = (XyMeetingTyped){ .text = g_strstrip (g_strdup (folded != NULL ? folded : "")) };
  for (;;)
    {
      gsize length = strlen (typed->text);
      char *last = typed->text + length;
      if (length == 0)
        return;
      last--;
      if ((*last == '-' || *last == '+') && is_addition (typed->text, last))
        {
          typed->leave = typed->leave || *last == '-';
          typed->guest = typed->guest || *last == '+';
        }
      else if (typed->people == 0 && g_ascii_isdigit (*last))
        {
          while (last > typed->text && g_ascii_isdigit (last[-1]))
            last--;
          gint64 people = g_ascii_strtoll (last, NULL, 10);
          if (!is_addition (typed->text, last) || people < 1 || people > MOST_PEOPLE)
            return;
          typed->people = people;
        }
      else
        return;
      *last = '\0';
      g_strchomp (typed->text);
    }
}

void
xy_meeting_typed_clear (XyMeetingTyped *typed)
{
  g_clear_pointer (&typed->text, g_free);
}

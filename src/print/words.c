/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/words.h"

#include <string.h>

#include "core/day.h"
#include "core/number.h"

#define NOTHING "—"

static char *
write_span (const char *from, const char *to, gboolean with_year)
{
  if (!xy_day_is_valid (from) || !xy_day_is_valid (to))
    return g_strdup_printf ("%s至%s", from != NULL ? from : "", to != NULL ? to : "");

  g_autofree char *first = xy_day_to_chinese (from);
  g_autofree char *last = xy_day_to_chinese (to);
  gboolean same_year = strncmp (from, to, strlen ("2026-")) == 0;
  gboolean same_month = strncmp (from, to, strlen ("2026-10-")) == 0;
  const char *start = with_year || !same_year ? first : strstr (first, "年") + strlen ("年");
  const char *end = last;

  if (same_month)
    end = strstr (last, "月") + strlen ("月");
  else if (same_year)
    end = strstr (last, "年") + strlen ("年");
  return g_strdup_printf ("%s至%s", start, end);
}

char *
xy_words_span (const char *from, const char *to)
{
  return write_span (from, to, TRUE);
}

char *
xy_words_short_span (const char *from, const char *to)
{
  return write_span (from, to, FALSE);
}

guint
xy_words_count_decimals (gint64 hundredths)
{
  return hundredths % 10 == 0 ? 1 : 2;
}

char *
xy_words_points (gint64 hundredths, guint decimals, gboolean is_signed)
{
  if (hundredths == 0 && is_signed)
    return g_strdup (NOTHING);

  char *text = is_signed ? xy_points_format_change (hundredths) : xy_points_format (hundredths);
  if (decimals < 2 || xy_words_count_decimals (hundredths) == 2)
    return text;
  char *longer = g_strconcat (text, "0", NULL);
  g_free (text);
  return longer;
}

char *
xy_words_phone (const char *phone)
{
  if (phone == NULL)
    return g_strdup ("");
  if (strlen (phone) != 11 || strspn (phone, "0123456789") != 11 || phone[0] != '1')
    return g_strdup (phone);
  return g_strdup_printf ("%.3s %.4s %.4s", phone, phone + 3, phone + 7);
}

char *
xy_words_level (guint level, guint number)
{
  g_return_val_if_fail (level >= 1 && level <= 4, NULL);

  g_autofree char *chinese = xy_chinese_number ((int) number);
  switch (level)
    {
    case 1:
      return g_strdup_printf ("%s、", chinese);
    case 2:
      return g_strdup_printf ("（%s）", chinese);
    case 3:
      return g_strdup_printf ("%u. ", number);
    default:
      return g_strdup_printf ("（%u）", number);
    }
}

/* After a Chinese number (CHINESE) or figures at *TEXT, if there are any. */
static gboolean
skip_number (const char **text, gboolean chinese)
{
  const char *at = *text;

  while (chinese ? *at != '\0' && g_utf8_strchr ("〇零一二三四五六七八九十百", -1, g_utf8_get_char (at)) != NULL
                 : g_ascii_isdigit (*at))
    at = g_utf8_next_char (at);
  gboolean any = at > *text;
  *text = at;
  return any;
}

static gboolean
starts_with_any (const char *text, const char *const *marks)
{
  for (; *marks != NULL; marks++)
    if (g_str_has_prefix (text, *marks))
      return TRUE;
  return FALSE;
}

guint
xy_words_find_level (const char *text)
{
  static const char *const opening[] = { "（", "(", NULL }, *const closing[] = { "）", ")", NULL };
  static const char *const after_chinese[] = { "、", NULL }, *const after_figures[] = { ".", "．", "、", NULL };
  gboolean bracketed = starts_with_any (text, opening);
  const char *at = bracketed ? g_utf8_next_char (text) : text;
  gboolean chinese = skip_number (&at, TRUE);

  if (!chinese && !skip_number (&at, FALSE))
    return 0;
  if (bracketed)
    return starts_with_any (at, closing) ? (chinese ? 2 : 4) : 0;
  if (!starts_with_any (at, chinese ? after_chinese : after_figures))
    return 0;
  /* "3.5亩" is no number of a paragraph. */
  return chinese ? 1 : (g_ascii_isdigit (*g_utf8_next_char (at)) ? 0 : 3);
}

guint
xy_words_head_length (const char *text)
{
  const char *stop = strstr (text, "。");
  const char *newline = strchr (text, '\n');
  const char *end = stop != NULL ? stop + strlen ("。") : text + strlen (text);

  if (newline != NULL && newline < end)
    end = newline;
  return (guint) (end - text);
}

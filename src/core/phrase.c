/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/phrase.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#define COST_IN_WORD 6
#define COST_PARTICLE 4
#define COST_LINK 2

/* They belong to what stands before them. */
#define PARTICLES "的地得了着过们等者性化年月日号"

/* They belong to what follows. */
#define LINKS "和与及或在对为从向由被把将第各本关"

static UBreakIterator *
open_breaks (UBreakIteratorType type, const UChar *text, int32_t length)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *breaks = ubrk_open (type, "zh", text, length, &status);

  if (U_SUCCESS (status))
    return breaks;
  g_warning ("ICU: %s", u_errorName (status));
  return NULL;
}

static guint
get_cost (UBreakIterator *words, int32_t at, const char *text, guint offset)
{
  const char *next = text + offset;
  const char *before = g_utf8_find_prev_char (text, next);
  guint cost = words == NULL || ubrk_isBoundary (words, at) ? 0 : COST_IN_WORD;

  if (g_utf8_strchr (PARTICLES, -1, g_utf8_get_char (next)) != NULL)
    cost += COST_PARTICLE;
  if (before != NULL && g_utf8_strchr (LINKS, -1, g_utf8_get_char (before)) != NULL)
    cost += COST_LINK;
  return cost;
}

GArray *
xy_phrase_find_breaks (const char *text)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (XyPhraseBreak));
  glong length = 0;
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);

  if (wide == NULL || length == 0)
    return found;
  UBreakIterator *lines = open_breaks (UBRK_LINE, (const UChar *) wide, (int32_t) length);
  UBreakIterator *words = open_breaks (UBRK_WORD, (const UChar *) wide, (int32_t) length);
  const char *here = text;
  int32_t unit = 0;

  if (lines != NULL)
    {
      ubrk_first (lines);
      for (int32_t at = ubrk_next (lines); at != UBRK_DONE && at < length; at = ubrk_next (lines))
        {
          for (; unit < at; here = g_utf8_next_char (here))
            unit += g_utf8_get_char (here) > 0xffff ? 2 : 1;
          XyPhraseBreak one = { .at = (guint) (here - text) };
          one.cost = get_cost (words, at, text, one.at);
          g_array_append_val (found, one);
        }
      ubrk_close (lines);
    }
  if (words != NULL)
    ubrk_close (words);
  return found;
}

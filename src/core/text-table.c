/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/text-table.h"

#include <stdlib.h>
#include <string.h>

/* bsearch comparisons: every table starts with the character it is sorted by. */
static int
compare_character (const void *key, const void *row)
{
  guint32 a = *(const guint32 *) key, b = *(const guint32 *) row;

  return (a > b) - (a < b);
}

static int
compare_surname (const void *key, const void *row)
{
  const guint32 *a = key, *b = row;

  return a[0] != b[0] ? (a[0] > b[0]) - (a[0] < b[0]) : (a[1] > b[1]) - (a[1] < b[1]);
}

static const XyTextExtra *
find_extra (gunichar character)
{
  guint32 key = character;

  return bsearch (&key, xy_text_extras, xy_text_n_extras, sizeof *xy_text_extras, compare_character);
}

guint16
xy_text_syllable (gunichar character)
{
  const XyTextExtra *extra;

  if (character >= XY_TEXT_FIRST && character <= XY_TEXT_LAST)
    return xy_text_syllable_of[character - XY_TEXT_FIRST];
  extra = find_extra (character);
  return extra != NULL ? extra->syllable : 0;
}

guint16
xy_text_rank (gunichar character)
{
  const XyTextExtra *extra;

  if (character >= XY_TEXT_FIRST && character <= XY_TEXT_LAST)
    return xy_text_rank_of[character - XY_TEXT_FIRST];
  extra = find_extra (character);
  return extra != NULL ? extra->rank : 0;
}

static guint
add_readings (const XyTextReading *row, guint16 syllables[XY_TEXT_READINGS], guint n)
{
  for (guint i = 0; row != NULL && i < XY_TEXT_READINGS && row->syllables[i] != 0 && n < XY_TEXT_READINGS; i++)
    {
      gboolean there = FALSE;

      for (guint k = 0; k < n; k++)
        there = there || syllables[k] == row->syllables[i];
      if (!there)
        syllables[n++] = row->syllables[i];
    }
  return n;
}

guint
xy_text_readings_of (gunichar character, gboolean as_surname, guint16 syllables[XY_TEXT_READINGS])
{
  guint32 key = character;
  guint n = 0;

  if (as_surname)
    n = add_readings (bsearch (&key, xy_text_surname_readings, xy_text_n_surname_readings,
                               sizeof *xy_text_surname_readings, compare_character),
                      syllables, n);
  n = add_readings (bsearch (&key, xy_text_readings, xy_text_n_readings, sizeof *xy_text_readings, compare_character),
                    syllables, n);
  if (n == 0 && xy_text_syllable (character) != 0)
    syllables[n++] = xy_text_syllable (character);
  return n;
}

const XyTextSurname *
xy_text_find_surname (gunichar a, gunichar b)
{
  guint32 key[2] = { a, b };

  return bsearch (key, xy_text_surnames, xy_text_n_surnames, sizeof *xy_text_surnames, compare_surname);
}

gboolean
xy_text_is_han (gunichar character)
{
  return character == 0x3007 || g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

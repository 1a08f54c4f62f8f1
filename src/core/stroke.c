/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/stroke.h"

#include "core/normalize.h"
#include "core/text-table.h"

/* How a character begins in a key: a rank with 00 to 7f, and after all ranks: */
enum
{
  NO_RANK = 0xe0,
  NOT_CHINESE = 0xf0,
  EMPTY = 0xff,
};

static void
append_byte (GByteArray *key, guint byte)
{
  guint8 b = (guint8) byte;

  g_byte_array_append (key, &b, 1);
}

static void
append_character (GByteArray *key, gunichar c)
{
  guint rank = xy_text_rank (c) & (guint) ~XY_TEXT_RANK_SURE;

  if (rank == 0)
    {
      gboolean han = xy_text_is_han (c);

      c = han ? c : g_unichar_tolower (c);
      append_byte (key, han ? NO_RANK : NOT_CHINESE);
      append_byte (key, c >> 16);
      rank = c & 0xffff;
    }
  append_byte (key, rank >> 8);
  append_byte (key, rank & 0xff);
}

GBytes *
xy_stroke_key (const char *name)
{
  glong length, at = 0;
  g_autofree gunichar *characters = xy_text_characters (name, &length);
  GByteArray *key = g_byte_array_new ();

  if (length == 0)
    append_byte (key, EMPTY);
  else if (xy_text_is_han (characters[0]))
    {
      append_character (key, characters[at++]);
      if (length > 2 && xy_text_find_surname (characters[0], characters[1]) != NULL)
        append_character (key, characters[at++]);
      else
        {
          append_byte (key, 0);
          append_byte (key, 0);
        }
      append_byte (key, (guint) MIN (length - at, 0xff));
    }
  for (; at < length; at++)
    append_character (key, characters[at]);
  return g_byte_array_free_to_bytes (key);
}

char *
xy_stroke_unknown (const char *text)
{
  glong length;
  g_autofree gunichar *characters = xy_text_characters (text, &length);
  GString *unknown = g_string_new (NULL);

  for (glong i = 0; i < length; i++)
    if (xy_text_is_han (characters[i]) && (xy_text_rank (characters[i]) & XY_TEXT_RANK_SURE) == 0
        && g_utf8_strchr (unknown->str, -1, characters[i]) == NULL)
      g_string_append_unichar (unknown, characters[i]);
  return g_string_free (unknown, unknown->len == 0);
}

gboolean
xy_stroke_is_known (const char *text)
{
  g_autofree char *unknown = xy_stroke_unknown (text);

  return unknown == NULL;
}

const char *
xy_stroke_version (void)
{
  return xy_text_table_version ();
}

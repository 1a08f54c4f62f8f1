/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/stroke.h"

#include "core/text-table.h"

/* After every digit of a key. */
#define EMPTY_KEY "~"

/* Ranks begin with 0 to 7, characters without a rank with e, all others with f: in this order they sort. */
static void
append_character (GString *key, gunichar character)
{
  guint rank = xy_text_rank (character) & (guint) ~XY_TEXT_RANK_SURE;

  if (rank != 0)
    g_string_append_printf (key, "%04x", rank);
  else if (xy_text_is_han (character))
    g_string_append_printf (key, "e%06x", character);
  else
    g_string_append_printf (key, "f%06x", g_unichar_tolower (character));
}

/* The letters and Chinese characters of TEXT without what is between them. */
static gunichar *
take_characters (const char *text, glong *length)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *narrow = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  glong all = 0;
  gunichar *characters = g_utf8_to_ucs4_fast (narrow, -1, &all);

  *length = 0;
  for (glong i = 0; i < all; i++)
    if (g_unichar_isalnum (characters[i]) || xy_text_is_han (characters[i]))
      characters[(*length)++] = characters[i];
  return characters;
}

char *
xy_stroke_key (const char *name)
{
  glong length, at = 0;
  g_autofree gunichar *characters = take_characters (name, &length);
  GString *key = g_string_new (NULL);

  if (length == 0)
    g_string_append (key, EMPTY_KEY);
  else if (xy_text_is_han (characters[0]))
    {
      append_character (key, characters[at++]);
      if (length > 2 && xy_text_find_surname (characters[0], characters[1]) != NULL)
        append_character (key, characters[at++]);
      else
        g_string_append (key, "0000");
      g_string_append_printf (key, "%02x", (guint) MIN (length - at, 0xff));
    }
  for (; at < length; at++)
    append_character (key, characters[at]);
  return g_string_free (key, FALSE);
}

char *
xy_stroke_unknown (const char *text)
{
  glong length;
  g_autofree gunichar *characters = take_characters (text, &length);
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

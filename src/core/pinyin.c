/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pinyin.h"

#include "core/normalize.h"
#include "core/text-table.h"

#include <string.h>

#define MOST XY_TEXT_READINGS

/* One character's ways to be typed. */
typedef struct
{
  char ways[MOST][8];
  guint n;
} Part;

static void
part_add (Part *part, const char *way)
{
  for (guint i = 0; i < part->n; i++)
    if (strcmp (part->ways[i], way) == 0)
      return;
  if (part->n < MOST)
    g_strlcpy (part->ways[part->n++], way, sizeof part->ways[0]);
}

static void
part_add_syllable (Part *part, const char *syllable)
{
  char plain[8];

  part_add (part, syllable);
  g_strlcpy (plain, syllable, sizeof plain);
  if (g_strdelimit (plain, "v", 'u'), strcmp (plain, syllable) != 0)
    part_add (part, plain);
}

static Part
part_initials (const Part *full, gboolean han)
{
  Part part = { 0 };

  for (guint i = 0; i < full->n; i++)
    {
      char initial[2] = { full->ways[i][0], '\0' };

      part_add (&part, han ? initial : full->ways[i]);
    }
  return part;
}

/* The parts taken one way each: all the first way, then one part at a time another way, three results at most. */
static char *
join (const Part *parts, guint n)
{
  GString *key = g_string_new (NULL);
  guint written = 1;

  for (guint i = 0; i < n; i++)
    g_string_append (key, parts[i].ways[0]);

  for (guint other = 0; other < n; other++)
    for (guint way = 1; way < parts[other].n && written < MOST; way++, written++)
      {
        g_string_append_c (key, ' ');
        for (guint i = 0; i < n; i++)
          g_string_append (key, parts[i].ways[i == other ? way : 0]);
      }
  return g_string_free (key, FALSE);
}

static void
add_part (GArray *full, GArray *initials, Part part, gboolean han)
{
  Part first = part_initials (&part, han);

  g_array_append_val (full, part);
  g_array_append_val (initials, first);
}

static void
add_character (GArray *full, GArray *initials, gunichar character, gboolean as_surname)
{
  guint16 syllables[XY_TEXT_READINGS];
  Part part = { 0 };
  guint n = xy_text_is_han (character) ? xy_text_readings_of (character, as_surname, syllables) : 0;

  if (n == 0)
    {
      char text[8] = "";

      text[g_unichar_to_utf8 (g_unichar_tolower (character), text)] = '\0';
      part_add (&part, text);
      add_part (full, initials, part, FALSE);
      return;
    }
  for (guint i = 0; i < n; i++)
    part_add_syllable (&part, xy_text_syllables[syllables[i]]);
  add_part (full, initials, part, TRUE);
}

/* One Part for each of the N characters of a name in each of the two arrays. */
static void
read_name (const gunichar *characters, glong n, GArray *full, GArray *initials)
{
  glong at = 0;

  /* 欧阳 alone is 欧 with the given name 阳: nobody has no given name. */
  if (n > 2)
    {
      const XyTextSurname *surname = xy_text_find_surname (characters[0], characters[1]);

      for (; surname != NULL && at < 2; at++)
        {
          Part part = { 0 };

          part_add_syllable (&part, xy_text_syllables[surname->syllables[at]]);
          add_part (full, initials, part, TRUE);
        }
    }
  for (; at < n; at++)
    add_character (full, initials, characters[at], at == 0);
}

void
xy_pinyin_keys (const char *text, char **full, char **initials)
{
  g_autoptr (GArray) full_parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) initial_parts = g_array_new (FALSE, FALSE, sizeof (Part));
  glong n;
  g_autofree gunichar *characters = xy_text_characters (text, &n);

  read_name (characters, n, full_parts, initial_parts);
  if (full != NULL)
    *full = join ((const Part *) (gpointer) full_parts->data, full_parts->len);
  if (initials != NULL)
    *initials = join ((const Part *) (gpointer) initial_parts->data, initial_parts->len);
}

char *
xy_pinyin_order (const char *name)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) unused = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GString) order = g_string_new (NULL);
  glong n;
  g_autofree gunichar *characters = xy_text_characters (name, &n);

  read_name (characters, n, parts, unused);
  for (glong i = 0; i < n; i++)
    {
      g_string_append (order, g_array_index (parts, Part, i).ways[0]);
      g_string_append_c (order, ' ');
      g_string_append_unichar (order, characters[i]);
      g_string_append_c (order, ' ');
    }
  return order->len > 0 ? g_string_free (g_steal_pointer (&order), FALSE) : NULL;
}

const char *
xy_pinyin_version (void)
{
  return xy_text_table_version ();
}

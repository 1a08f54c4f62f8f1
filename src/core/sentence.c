/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sentence.h"

void
xy_sentence_append (GString *words, const char *sentence)
{
  if (sentence == NULL || sentence[0] == '\0')
    return;
  /* What ends in a Chinese character or mark needs no space behind it. */
  if (words->len > 0 && (guchar) words->str[words->len - 1] < 0x80 && !g_ascii_isspace (words->str[words->len - 1]))
    g_string_append_c (words, ' ');
  g_string_append (words, sentence);
}

char *
xy_sentence_join (const char *first, const char *second)
{
  GString *words = g_string_new (first);

  xy_sentence_append (words, second);
  return g_string_free (words, FALSE);
}

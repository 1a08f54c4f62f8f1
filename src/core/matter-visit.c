/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/matter-visit.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/normalize.h"

#define TITLE_MOST 30

/* What a line begins with, and the source or the answer that it means. */
static const struct
{
  const char *words, *source, *asked;
} heads[] = {
  { "微心愿", "wish", NULL },
  { "困难", "visit", "difficulty" },
  { "期盼", "visit", "hope" },
  { "建议", "visit", "advice" },
};

/* After a head stands a colon, a space or nothing: 困难：…, 困难 …. NULL where TEXT begins otherwise. */
static const char *
skip_head (const char *text, const char *head)
{
  static const char *const marks[] = { "：", ":", "、", "，", " " };

  if (!g_str_has_prefix (text, head))
    return NULL;
  text += strlen (head);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (text, marks[i]))
      return text + strlen (marks[i]);
  return NULL;
}

/* As much of LINE as is a title: its first sentence, or so many characters. (transfer full) */
static char *
cut_title (const char *line)
{
  static const char *const ends[] = { "。", "；", ";" };
  const char *end = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *at = strstr (line, ends[i]);
      if (at != NULL && at > line && (end == NULL || at < end))
        end = at;
    }
  g_autofree char *first = end != NULL ? g_strndup (line, (gsize) (end - line)) : g_strdup (line);
  return g_utf8_strlen (first, -1) > TITLE_MOST ? g_utf8_substring (first, 0, TITLE_MOST) : g_strdup (first);
}

static XyMatter *
matter_new (const XyMatter *heard, const char *line)
{
  XyMatter *matter = xy_record_copy (heard);
  const char *source = "visit", *asked = heard->asked, *said = line;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      const char *rest = skip_head (line, heads[i].words);
      if (rest == NULL)
        continue;
      source = heads[i].source;
      asked = heads[i].asked;
      said = rest;
      break;
    }
  g_autofree char *clean = xy_text_clean (said), *title = cut_title (clean);
  xy_set_str (&matter->source, source);
  xy_set_str (&matter->asked, asked);
  xy_set_str (&matter->title, title);
  xy_set_str (&matter->content, strcmp (title, clean) != 0 ? clean : NULL);
  return matter;
}

gboolean
xy_matter_visit_act (XyTxn *txn, gpointer data, GError **error)
{
  XyMatterVisit *visit = data;
  g_autofree char *typed = xy_text_clean_lines (visit->lines);
  g_auto (GStrv) lines = g_strsplit (typed, "\n", -1);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (char **line = lines; *line != NULL; line++)
    {
      if ((*line)[0] == '\0')
        continue;
      g_autoptr (XyMatter) matter = matter_new (visit->heard, *line);
      XyMatterWriting writing = { .matter = matter };
      if (!xy_matter_write_act (txn, &writing, error))
        return FALSE;
      g_array_append_val (made, writing.made);
    }
  if (made->len == 0)
    {
      xy_set_invalid (error, "lines", _ ("Please write what was heard, a line for each matter."));
      return FALSE;
    }
  g_autofree char *title =
      g_strdup_printf (ngettext ("Enter a visit: %u matter", "Enter a visit: %u matters", made->len), made->len);
  xy_txn_set_title (txn, title);
  visit->made = g_steal_pointer (&made);
  return TRUE;
}

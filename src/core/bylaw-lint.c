/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-lint.h"

#include <string.h>

#define JOINT "的，"
/* No clause has so many; each carries the clause in all its wordings. */
#define FINDINGS_MOST 50

/* One clause while it is looked at: TEXT is the clause behind what it is an item of, START is where it begins. */
typedef struct
{
  const char *text;
  gsize start;
  GPtrArray *findings;
} Look;

typedef struct
{
  int from, to;
} Span;

static void
wording_free (XyBylawWording *wording)
{
  g_free (wording->words);
  g_free (wording->clause);
  g_free (wording);
}

void
xy_bylaw_finding_free (XyBylawFinding *finding)
{
  g_free (finding->words);
  g_ptr_array_unref (finding->wordings);
  g_free (finding);
}

/* TEMPLATE with what the pattern's groups caught in place of {name}; NULL where one caught nothing. (transfer full) */
static char *
fill (const char *template, GMatchInfo *match)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = template; *at != '\0';)
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;

      if (end == NULL)
        {
          g_string_append_c (out, *at++);
          continue;
        }
      g_autofree char *name = g_strndup (at + 1, (gsize) (end - at - 1));
      g_autofree char *value = g_match_info_fetch_named (match, name);
      if (value == NULL || *value == '\0')
        return NULL;
      g_string_append (out, value);
      at = end + 1;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "的，由…" behind what it is said of: with 的 where that has none yet, and not behind a stop. */
static const char *
join (const char *clause, gsize at, const char *words)
{
  if (!g_str_has_prefix (words, JOINT))
    return words;
  const char *stop = at > 0 ? g_utf8_prev_char (clause + at) : "，";
  if (g_utf8_strchr ("，、；：。 ", -1, g_utf8_get_char (stop)) != NULL)
    return words + strlen (JOINT);
  return g_str_has_prefix (stop, "的") || g_str_has_prefix (stop, "者") ? words + strlen ("的") : words;
}

static void
add_wording (XyBylawFinding *finding, const char *clause, gsize from, gsize to, char *words)
{
  XyBylawWording *wording = g_new0 (XyBylawWording, 1);
  g_autofree char *head = g_strndup (clause, from);

  wording->words = words;
  wording->clause = g_strconcat (head, words, clause + to, NULL);
  g_ptr_array_add (finding->wordings, wording);
}

static gboolean
is_stop (gunichar c)
{
  return c == 0 || g_utf8_strchr ("。；！", -1, c) != NULL;
}

static void
add_wordings (const Look *look, XyBylawFinding *finding, GMatchInfo *match)
{
  const char *clause = look->text + look->start, *begin = clause + finding->from, *end = clause + finding->to;

  for (char **template = finding->rule->wordings; *template != NULL; template ++)
    {
      g_autofree char *words = fill (*template, match);
      if (words != NULL)
        add_wording (finding, clause, finding->from, finding->to, g_strdup (join (clause, finding->from, words)));
    }
  while (begin > clause && !is_stop (g_utf8_get_char (g_utf8_prev_char (begin))))
    begin = g_utf8_prev_char (begin);
  while (!is_stop (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  for (char **template = finding->rule->sentences; *template != NULL; template ++)
    {
      char *words = fill (*template, match);
      if (words != NULL)
        add_wording (finding, clause, (gsize) (begin - clause), (gsize) (end - clause), words);
    }
}

/* Where the patterns that clear match, whatever they clear. (transfer full) */
static GArray *
clear_spans (const Look *look, GPtrArray *patterns)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = 0; i < patterns->len; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      Span span;

      g_regex_match (patterns->pdata[i], look->text, 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        if (g_match_info_fetch_pos (match, 0, &span.from, &span.to) && span.to > span.from)
          g_array_append_val (spans, span);
    }
  return spans;
}

static gboolean
overlaps (const GArray *spans, const Span *span)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *other = &g_array_index (spans, Span, i);
      if (other->from < span->to && span->from < other->to)
        return TRUE;
    }
  return FALSE;
}

/* What a pattern means: its group "hit", or all it matched. */
static gboolean
fetch_span (GMatchInfo *match, Span *span)
{
  if ((!g_match_info_fetch_named_pos (match, "hit", &span->from, &span->to) || span->from < 0)
      && !g_match_info_fetch_pos (match, 0, &span->from, &span->to))
    return FALSE;
  return span->to > span->from;
}

static void
add_finding (Look *look, const XyBylawRule *rule, const Span *span, GMatchInfo *match)
{
  XyBylawFinding *finding = g_new0 (XyBylawFinding, 1);
  const char *clause = look->text + look->start;

  finding->rule = rule;
  finding->from = (gsize) span->from - look->start;
  finding->to = (gsize) span->to - look->start;
  finding->first = (guint) g_utf8_strlen (clause, (gssize) finding->from);
  finding->n = (guint) g_utf8_strlen (clause + finding->from, (gssize) (finding->to - finding->from));
  finding->words = g_strndup (clause + finding->from, finding->to - finding->from);
  finding->wordings = g_ptr_array_new_with_free_func ((GDestroyNotify) wording_free);
  add_wordings (look, finding, match);
  g_ptr_array_add (look->findings, finding);
}

static void
apply (Look *look, const XyBylawRule *rule)
{
  g_autoptr (GArray) cleared = clear_spans (look, rule->unless);

  for (guint i = 0; i < rule->find->len; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      Span span;

      g_regex_match (rule->find->pdata[i], look->text, 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        if (fetch_span (match, &span) && (gsize) span.from >= look->start && !overlaps (cleared, &span)
            && look->findings->len < FINDINGS_MOST)
          {
            add_finding (look, rule, &span, match);
            /* No second finding of this rule in the same words. */
            g_array_append_val (cleared, span);
          }
    }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const XyBylawFinding *x = *(const XyBylawFinding *const *) a, *y = *(const XyBylawFinding *const *) b;

  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return (x->to > y->to) - (x->to < y->to);
}

GPtrArray *
xy_bylaw_lint_clause (const XyBylawRules *rules, const char *above, const char *clause)
{
  g_autofree char *text = g_strconcat (above != NULL ? above : "", clause, NULL);
  Look look = { text, above != NULL ? strlen (above) : 0,
                g_ptr_array_new_with_free_func ((GDestroyNotify) xy_bylaw_finding_free) };

  for (guint i = 0; i < rules->rules->len; i++)
    apply (&look, rules->rules->pdata[i]);
  g_ptr_array_sort (look.findings, compare_findings);
  return look.findings;
}

/* The text that LINE is an item of: that of the nearest line above it that is not as deep, where a list follows it. */
static const char *
text_above (GPtrArray *lines, guint at)
{
  const XyBylawLine *line = lines->pdata[at];

  while (at-- > 0)
    {
      const XyBylawLine *above = lines->pdata[at];
      if (above->depth < line->depth)
        return g_str_has_suffix (above->node->text, "：") || g_str_has_suffix (above->node->text, ":")
                   ? above->node->text
                   : NULL;
    }
  return NULL;
}

GPtrArray *
xy_bylaw_lint (const XyBylawRules *rules, GPtrArray *lines)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_bylaw_finding_free);

  for (guint i = 0; i < lines->len; i++)
    {
      const XyBylawLine *line = lines->pdata[i];
      g_autoptr (GPtrArray) own = xy_bylaw_lint_clause (rules, text_above (lines, i), line->node->text);

      while (own->len > 0)
        {
          XyBylawFinding *finding = g_ptr_array_steal_index (own, 0);
          finding->line = i;
          g_ptr_array_add (all, finding);
        }
    }
  return all;
}

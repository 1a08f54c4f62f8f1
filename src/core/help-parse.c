/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A topic of the help out of its text. */
#include "core/help.h"

#include <string.h>

#include "core/find.h"

#define NAME_BEGINS "「"
#define NAME_ENDS "」"

/* What a line begins with. */
static const struct
{
  const char *mark;
  XyHelpKind kind;
} marks[] = {
  { "== ", XY_HELP_HEADING }, { "- ", XY_HELP_ITEM }, { "! ", XY_HELP_NOTE },
  { "? ", XY_HELP_QUESTION }, { "= ", XY_HELP_WORD }, { "@ ", XY_HELP_PICTURE },
};

typedef struct
{
  XyHelpTopic *topic;
  GPtrArray *mistakes; /* may be NULL */
  guint line;
  XyHelpKind last;
  guint step; /* the last one, 0: none stands before this line */
} Parser;

static void G_GNUC_PRINTF (2, 3) add_mistake (const Parser *parser, const char *format, ...)
{
  va_list args;

  if (parser->mistakes == NULL)
    return;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (parser->mistakes, g_strdup_printf ("%s.txt:%u: %s", parser->topic->name, parser->line, what));
}

static void
run_free (gpointer data)
{
  XyHelpRun *run = data;

  g_free (run->text);
  g_free (run->topic);
  g_free (run);
}

static void
block_free (gpointer data)
{
  XyHelpBlock *block = data;

  g_free (block->term);
  g_free (block->text);
  g_ptr_array_unref (block->runs);
  g_free (block->key);
  g_free (block);
}

void
xy_help_topic_free (XyHelpTopic *topic)
{
  if (topic == NULL)
    return;
  g_free (topic->name);
  g_free (topic->title);
  g_ptr_array_unref (topic->places);
  g_ptr_array_unref (topic->windows);
  g_ptr_array_unref (topic->blocks);
  g_free (topic->key);
  g_free (topic);
}

/* Nothing is added for an empty piece. */
static void
add_run (XyHelpBlock *block, XyHelpRunKind kind, const char *text, gsize length, const char *topic, gsize topic_length)
{
  if (length == 0)
    return;
  XyHelpRun *run = g_new0 (XyHelpRun, 1);
  run->kind = kind;
  run->text = g_strndup (text, length);
  run->topic = topic != NULL ? g_strndup (topic, topic_length) : NULL;
  g_ptr_array_add (block->runs, run);
}

/* "[冲正](words)" at TEXT. Returns: what comes behind it, or NULL where there is no link. */
static const char *
read_link (XyHelpBlock *block, const char *text)
{
  const char *middle = strstr (text, "](");
  const char *end = middle != NULL ? strchr (middle, ')') : NULL;

  if (end == NULL || middle == text + 1 || end == middle + 2)
    return NULL;
  add_run (block, XY_HELP_LINK, text + 1, (gsize) (middle - text - 1), middle + 2, (gsize) (end - middle - 2));
  return end + 1;
}

static const char *
read_name (XyHelpBlock *block, const char *text)
{
  const char *inside = text + strlen (NAME_BEGINS), *end = strstr (inside, NAME_ENDS);

  if (end == NULL || end == inside)
    return NULL;
  add_run (block, XY_HELP_NAME, inside, (gsize) (end - inside), NULL, 0);
  return end + strlen (NAME_ENDS);
}

static void
read_runs (const Parser *parser, XyHelpBlock *block, const char *text)
{
  const char *from = text, *at = text;

  while (*at != '\0')
    {
      gboolean is_name = g_str_has_prefix (at, NAME_BEGINS), is_link = *at == '[';
      gsize n = block->runs->len;
      if (g_str_has_prefix (at, NAME_ENDS))
        add_mistake (parser, "a name ends that has not begun");
      if (!is_name && !is_link)
        {
          at = g_utf8_next_char (at);
          continue;
        }
      add_run (block, XY_HELP_PLAIN, from, (gsize) (at - from), NULL, 0);
      const char *after = is_name ? read_name (block, at) : read_link (block, at);
      if (after == NULL)
        {
          add_mistake (parser, is_name ? "a name does not end" : "this is no link: %s", at);
          g_ptr_array_set_size (block->runs, (int) n);
          at = g_utf8_next_char (at);
          continue;
        }
      from = at = after;
    }
  add_run (block, XY_HELP_PLAIN, from, (gsize) (at - from), NULL, 0);
}

static char *
join_runs (const XyHelpBlock *block)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < block->runs->len; i++)
    {
      const XyHelpRun *run = block->runs->pdata[i];
      g_string_append_printf (text, run->kind == XY_HELP_NAME ? "“%s”" : "%s", run->text);
    }
  return g_string_free (text, FALSE);
}

/* "冲正 | 再记一笔…": the word, and what is behind it; of a picture its name and what it shows. */
static const char *
read_term (const Parser *parser, XyHelpBlock *block, const char *text)
{
  const char *apart = block->kind == XY_HELP_WORD ? " | " : " ", *end = strstr (text, apart);

  if (end == NULL || end == text || end[strlen (apart)] == '\0')
    {
      add_mistake (parser, "a word needs its meaning, a picture what it shows");
      block->term = g_strdup (text);
      return "";
    }
  block->term = g_strndup (text, (gsize) (end - text));
  return end + strlen (apart);
}

/* "3. …": after the number. */
static const char *
read_step (Parser *parser, XyHelpBlock *block, const char *line)
{
  char *end = NULL;
  guint64 number = g_ascii_strtoull (line, &end, 10);

  if (end == line || !g_str_has_prefix (end, ". "))
    return NULL;
  block->kind = XY_HELP_STEP;
  block->number = (guint) number;
  if (block->number != parser->step + 1)
    add_mistake (parser, "after step %u comes step %u", parser->step, block->number);
  return end + 2;
}

static void
check_order (const Parser *parser, XyHelpKind kind)
{
  gboolean is_over = kind == XY_HELP_HEADING || kind == XY_HELP_QUESTION;

  if (is_over && (parser->last == XY_HELP_HEADING || parser->last == XY_HELP_QUESTION))
    add_mistake (parser, "there is nothing under the heading or question before");
}

static void
read_block (Parser *parser, const char *line)
{
  XyHelpBlock *block = g_new0 (XyHelpBlock, 1);
  const char *text = line;

  block->runs = g_ptr_array_new_with_free_func (run_free);
  block->line = parser->line;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (line, marks[i].mark))
      {
        block->kind = marks[i].kind;
        text = line + strlen (marks[i].mark);
        break;
      }
  if (g_ascii_isdigit (*line))
    {
      const char *step = read_step (parser, block, line);
      text = step != NULL ? step : text;
    }
  if (block->kind == XY_HELP_WORD || block->kind == XY_HELP_PICTURE)
    text = read_term (parser, block, text);
  read_runs (parser, block, text);
  block->text = join_runs (block);
  if (block->text[0] == '\0')
    add_mistake (parser, "there is nothing on this line");
  check_order (parser, block->kind);
  /* Items and notes may stand between the steps of one thing. */
  if (block->kind == XY_HELP_STEP)
    parser->step = block->number;
  else if (block->kind == XY_HELP_HEADING || block->kind == XY_HELP_QUESTION)
    parser->step = 0;
  if (block->kind == XY_HELP_HEADING || block->kind == XY_HELP_QUESTION || block->kind == XY_HELP_WORD)
    block->key = xy_find_key (block->term != NULL ? block->term : block->text, NULL, NULL, NULL);
  parser->last = block->kind;
  g_ptr_array_add (parser->topic->blocks, block);
}

static void
read_head (Parser *parser, const char *line, char **words)
{
  const char *colon = strstr (line, ": ");
  g_autofree char *what = colon != NULL ? g_strndup (line, (gsize) (colon - line)) : NULL;
  const char *value = colon != NULL ? colon + 2 : "";

  if (g_strcmp0 (what, "title") == 0 && parser->topic->title == NULL)
    parser->topic->title = g_strdup (value);
  else if (g_strcmp0 (what, "place") == 0)
    g_ptr_array_add (parser->topic->places, g_strdup (value));
  else if (g_strcmp0 (what, "window") == 0)
    g_ptr_array_add (parser->topic->windows, g_strdup (value));
  else if (g_strcmp0 (what, "words") == 0 && *words == NULL)
    *words = g_strdup (value);
  else
    add_mistake (parser, "a topic has no such line in its head: %s", line);
}

/* Of the title and of each further word. */
static char *
make_key (const XyHelpTopic *topic, const char *words)
{
  GString *key = g_string_new (NULL);
  g_auto (GStrv) each = g_strsplit (words != NULL ? words : "", " ", -1);
  g_autofree char *title = xy_find_key (topic->title, NULL, NULL, NULL);

  g_string_append (key, title);
  for (guint i = 0; each[i] != NULL; i++)
    if (each[i][0] != '\0')
      {
        g_autofree char *one = xy_find_key (each[i], NULL, NULL, NULL);
        g_string_append (key, one);
      }
  return g_string_free (key, FALSE);
}

XyHelpTopic *
xy_help_topic_parse (const char *name, const char *text, GPtrArray *mistakes)
{
  XyHelpTopic *topic = g_new0 (XyHelpTopic, 1);
  Parser parser = { .topic = topic, .mistakes = mistakes };
  g_autofree char *words = NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean is_head = TRUE;

  topic->name = g_strdup (name);
  topic->places = g_ptr_array_new_with_free_func (g_free);
  topic->windows = g_ptr_array_new_with_free_func (g_free);
  topic->blocks = g_ptr_array_new_with_free_func (block_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      parser.line = i + 1;
      if (!g_utf8_validate (line, -1, NULL))
        add_mistake (&parser, "this line is no UTF-8");
      else if (*line == '\0')
        is_head = FALSE;
      else if (is_head)
        read_head (&parser, line, &words);
      else
        read_block (&parser, line);
    }
  check_order (&parser, XY_HELP_HEADING);
  if (topic->title == NULL)
    {
      add_mistake (&parser, "the topic has no title");
      topic->title = g_strdup (name);
    }
  if (topic->blocks->len == 0)
    add_mistake (&parser, "the topic says nothing");
  topic->key = make_key (topic, words);
  return topic;
}

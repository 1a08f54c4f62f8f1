/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-text.h"

#include <string.h>

#include "core/bylaw-mark.h"
#include "core/number.h"

#define INDENT "\u3000\u3000"
#define WIDE_SPACE "\u3000"

typedef struct
{
  XyBylawText *text;
  GPtrArray *stack; /* of XyBylawNode, the root first */
  XyBylawNode *last;
  int counts[XY_BYLAW_STYLES]; /* the last number of each style */
} Parser;

static gboolean
is_one_of (gunichar c, const char *set)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

static void
node_free (XyBylawNode *node)
{
  g_free (node->mark);
  g_free (node->text);
  g_ptr_array_unref (node->children);
  g_free (node);
}

static XyBylawNode *
node_new (XyBylawStyle style, const char *text)
{
  XyBylawNode *node = g_new0 (XyBylawNode, 1);

  node->style = style;
  node->text = g_strdup (text);
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
  return node;
}

static XyBylawNode *
top (Parser *parser)
{
  return parser->stack->pdata[parser->stack->len - 1];
}

/* The place on the stack of the node of STYLE, 0 (the root's) for none. */
static guint
find_style (Parser *parser, XyBylawStyle style)
{
  for (guint i = parser->stack->len - 1; i > 0; i--)
    if (((XyBylawNode *) parser->stack->pdata[i])->style == style)
      return i;
  return 0;
}

static void
add_numbered (Parser *parser, const XyBylawMark *mark, const char *text)
{
  XyBylawNode *node = node_new (mark->style, text + mark->skip);
  guint same = find_style (parser, mark->style);

  if (same > 0)
    g_ptr_array_set_size (parser->stack, (int) same);
  else if (mark->style == XY_BYLAW_CHAPTER)
    g_ptr_array_set_size (parser->stack, 1);
  else if (mark->style == XY_BYLAW_SECTION)
    g_ptr_array_set_size (parser->stack, (int) find_style (parser, XY_BYLAW_CHAPTER) + 1);
  node->mark = g_strndup (text, mark->length);
  node->run_on = same == 0 && mark->style > XY_BYLAW_ARTICLE && mark->number > 1
                 && mark->number == parser->counts[mark->style] + 1;
  if (same > 0 || node->run_on || mark->style == XY_BYLAW_ARTICLE)
    parser->counts[mark->style]++;
  else
    parser->counts[mark->style] = 1;
  g_ptr_array_add (top (parser)->children, node);
  g_ptr_array_add (parser->stack, node);
  parser->last = node;
}

/* A heading without a mark stands under the chapter or section, and so do the lines of who signs and when. */
static void
add_heading (Parser *parser, const char *text)
{
  XyBylawNode *node = node_new (XY_BYLAW_PLAIN, text);
  guint under = find_style (parser, XY_BYLAW_SECTION);

  if (under == 0)
    under = find_style (parser, XY_BYLAW_CHAPTER);
  g_ptr_array_set_size (parser->stack, (int) under + 1);
  g_ptr_array_add (top (parser)->children, node);
  g_ptr_array_add (parser->stack, node);
  parser->last = node;
}

/* A further paragraph of an article stands behind its items and is the article's. */
static void
add_paragraph (Parser *parser, const char *text)
{
  guint article = find_style (parser, XY_BYLAW_ARTICLE);
  XyBylawNode *node = node_new (XY_BYLAW_PLAIN, text);

  if (article > 0)
    g_ptr_array_set_size (parser->stack, (int) article + 1);
  g_ptr_array_add (top (parser)->children, node);
  parser->last = node;
}

/* Whether a mark begins one clause too many. */
static gboolean
is_full (Parser *parser, const XyBylawMark *mark)
{
  return parser->counts[mark->style] >= XY_BYLAW_MOST
         && (mark->style == XY_BYLAW_ARTICLE || find_style (parser, mark->style) > 0);
}

static void
add (Parser *parser, const char *text)
{
  XyBylawMark mark;

  if (xy_bylaw_mark_read (text, &mark) && !is_full (parser, &mark))
    add_numbered (parser, &mark, text);
  else if (parser->last != NULL && parser->last->style != XY_BYLAW_PLAIN && parser->last->text[0] == '\0')
    {
      g_free (parser->last->text);
      parser->last->text = g_strdup (text + xy_bylaw_mark_skip (text));
    }
  else if (xy_bylaw_text_is_heading (text))
    add_heading (parser, text);
  else
    add_paragraph (parser, text);
}

XyBylawText *
xy_bylaw_text_parse (const char *source)
{
  g_autoptr (GPtrArray) paragraphs = xy_bylaw_text_paragraphs (source), stack = g_ptr_array_new ();
  Parser parser = { g_new0 (XyBylawText, 1), stack, NULL, { 0 } };
  guint first = 0;

  parser.text->root = node_new (XY_BYLAW_PLAIN, "");
  g_ptr_array_add (stack, parser.text->root);
  if (paragraphs->len > 0)
    {
      if (xy_bylaw_text_is_title (paragraphs->pdata[0]))
        {
          parser.text->title = g_strdup (paragraphs->pdata[0]);
          first = 1;
        }
    }
  for (guint i = first; i < paragraphs->len; i++)
    add (&parser, paragraphs->pdata[i]);
  return parser.text;
}

void
xy_bylaw_text_free (XyBylawText *text)
{
  if (text == NULL)
    return;
  g_free (text->title);
  node_free (text->root);
  g_free (text);
}

static char *
make_mark (XyBylawStyle style, int number)
{
  g_autofree char *han = xy_chinese_number (number);

  switch (style)
    {
    case XY_BYLAW_CHAPTER:
      return g_strdup_printf ("第%s章", han);
    case XY_BYLAW_SECTION:
      return g_strdup_printf ("第%s节", han);
    case XY_BYLAW_ARTICLE:
      return g_strdup_printf ("第%s条", han);
    case XY_BYLAW_HAN:
      return g_strdup_printf ("%s、", han);
    case XY_BYLAW_HAN_BRACKET:
      return g_strdup_printf ("（%s）", han);
    case XY_BYLAW_ARABIC:
      return g_strdup_printf ("%d.", number);
    case XY_BYLAW_ARABIC_BRACKET:
      return g_strdup_printf ("（%d）", number);
    case XY_BYLAW_PLAIN:
    default:
      return g_strdup ("");
    }
}

/* The mark without the stop that separates it from the text. */
static char *
spoken_mark (const char *mark)
{
  char *name = g_strdup (mark);

  for (gsize n = strlen (name); n > 0; n = strlen (name))
    {
      const char *end = g_utf8_prev_char (name + n);
      if (!is_one_of (g_utf8_get_char (end), "、．.：: "))
        break;
      name[end - name] = '\0';
    }
  return name;
}

static void
add_lines (GPtrArray *lines, const XyBylawNode *parent, guint depth, const char *above, int *counts)
{
  gboolean begun[XY_BYLAW_STYLES] = { FALSE };

  for (guint i = 0; i < parent->children->len; i++)
    {
      const XyBylawNode *node = parent->children->pdata[i];
      XyBylawLine *line = g_new0 (XyBylawLine, 1);
      g_autofree char *own = spoken_mark (node->mark != NULL ? node->mark : "");

      if (begun[node->style] || node->run_on || node->style == XY_BYLAW_ARTICLE)
        counts[node->style]++;
      else
        counts[node->style] = 1;
      /* What follows a further paragraph of an article counts from one unless it runs on. */
      if (node->style == XY_BYLAW_PLAIN)
        memset (begun, 0, sizeof begun);
      begun[node->style] = TRUE;
      line->node = node;
      line->depth = depth;
      line->heading = xy_bylaw_node_is_heading (node);
      line->mark = make_mark (node->style, counts[node->style]);
      /* An article is known by its number alone, whatever it stands under; so are clauses by theirs under a heading of
       * words. */
      line->name = node->style == XY_BYLAW_ARTICLE ? g_steal_pointer (&own) : g_strconcat (above, own, NULL);
      g_ptr_array_add (lines, line);
      add_lines (lines, node, depth + 1, line->name, counts);
    }
}

void
xy_bylaw_line_free (XyBylawLine *line)
{
  g_free (line->mark);
  g_free (line->name);
  g_free (line);
}

GPtrArray *
xy_bylaw_text_lines (const XyBylawText *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_bylaw_line_free);
  int counts[XY_BYLAW_STYLES] = { 0 };

  add_lines (lines, text->root, 0, "", counts);
  return lines;
}

char *
xy_bylaw_text_write (const XyBylawText *text)
{
  g_autoptr (GPtrArray) lines = xy_bylaw_text_lines (text);
  GString *out = g_string_new (NULL);

  if (text->title != NULL)
    g_string_append_printf (out, "%s\n\n", text->title);
  for (guint i = 0; i < lines->len; i++)
    {
      const XyBylawLine *line = lines->pdata[i];
      const XyBylawNode *node = line->node;
      gboolean law = node->style >= XY_BYLAW_CHAPTER && node->style <= XY_BYLAW_ARTICLE;

      if (node->style != XY_BYLAW_CHAPTER && node->style != XY_BYLAW_SECTION)
        g_string_append (out, INDENT);
      g_string_append (out, line->mark);
      if (law && node->text[0] != '\0')
        g_string_append (out, WIDE_SPACE);
      else if (node->style == XY_BYLAW_ARABIC
               && is_one_of (g_utf8_get_char (node->text), "0123456789０１２３４５６７８９"))
        g_string_append_c (out, ' ');
      g_string_append_printf (out, "%s\n", node->text);
    }
  return g_string_free (out, FALSE);
}

static gboolean
node_equal (const XyBylawNode *a, const XyBylawNode *b)
{
  if (a->style != b->style || a->run_on != b->run_on || !g_str_equal (a->text, b->text)
      || a->children->len != b->children->len)
    return FALSE;
  for (guint i = 0; i < a->children->len; i++)
    if (!node_equal (a->children->pdata[i], b->children->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
xy_bylaw_text_equal (const XyBylawText *a, const XyBylawText *b)
{
  return g_strcmp0 (a->title, b->title) == 0 && node_equal (a->root, b->root);
}

gboolean
xy_bylaw_node_is_heading (const XyBylawNode *node)
{
  return node->style == XY_BYLAW_CHAPTER || node->style == XY_BYLAW_SECTION
         || (node->children->len > 0 && node->style != XY_BYLAW_ARTICLE && xy_bylaw_text_is_heading (node->text));
}

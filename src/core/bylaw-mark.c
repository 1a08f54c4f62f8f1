/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-mark.h"

#include <string.h>

#include "core/number.h"

#define WIDE_SPACE "\u3000"
#define HEADING_MOST 16
#define TITLE_MOST 40
/* A line that was broken by its width is about as wide as the widest; in halves of a Chinese character. */
#define WRAP_LEAST 32
#define WRAP_SLACK 4

/* One paragraph of the source, its lines joined. */
typedef struct
{
  GString *text;
  guint width; /* of its last line */
} Paragraph;

static gboolean
is_space (gunichar c)
{
  return c == '\t' || c == ' ' || c == 0x2800 || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

static gboolean
is_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
is_one_of (gunichar c, const char *set)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

/* A stop, after which a sentence is over. */
static gboolean
is_stop (gunichar c)
{
  return is_one_of (c, "。！？；：…!?;:");
}

static gsize
skip_spaces (const char *at)
{
  const char *begin = at;

  while (is_space (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return (gsize) (at - begin);
}

gsize
xy_bylaw_mark_skip (const char *at)
{
  const char *begin = at;

  while (is_space (g_utf8_get_char (at)) || is_one_of (g_utf8_get_char (at), "、．.：:"))
    at = g_utf8_next_char (at);
  return (gsize) (at - begin);
}

static gunichar
narrow_digit (gunichar c)
{
  return c >= 0xff10 && c <= 0xff19 ? c - 0xff10 + '0' : c;
}

static gboolean
is_digit (gunichar c)
{
  return narrow_digit (c) < 0x80 && g_ascii_isdigit ((char) narrow_digit (c));
}

/* Digits of one kind, Chinese or other, spaces among them where SPACED. Returns: their length, 0 for none. */
static gsize
read_number (const char *at, gboolean spaced, int *number, gboolean *han)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *begin = at, *end = at;
  guint n = 0;

  *han = !is_digit (g_utf8_get_char (at));
  for (; *at != '\0' && n < 8; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (spaced && n > 0 && is_space (c) && end == at)
        continue;
      if (*han ? !is_one_of (c, "〇零一二三四五六七八九十百两廿卅") : !is_digit (c))
        break;
      g_string_append_unichar (digits, narrow_digit (c));
      end = g_utf8_next_char (at);
      n++;
    }
  if (n == 0)
    return 0;
  if (*han)
    {
      if (!xy_chinese_number_parse (digits->str, number))
        return 0;
    }
  else
    *number = n <= 3 ? (int) g_ascii_strtoll (digits->str, NULL, 10) : 0;
  return *number >= 1 ? (gsize) (end - begin) : 0;
}

/* 第三条规定的 speaks of an article and is none. */
static gboolean
is_reference (const char *after)
{
  static const char *const words[] = { "规定", "所", "的", "至", "和", "与", "或", "第", "中" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (after, words[i]))
      return TRUE;
  return FALSE;
}

/* 第一条, 第 12 章. */
static gboolean
read_law_mark (const char *text, XyBylawMark *mark)
{
  static const struct
  {
    const char *word;
    XyBylawStyle style;
  } words[] = { { "章", XY_BYLAW_CHAPTER }, { "节", XY_BYLAW_SECTION }, { "条", XY_BYLAW_ARTICLE } };
  gboolean han;

  if (!g_str_has_prefix (text, "第"))
    return FALSE;
  const char *at = text + strlen ("第");
  at += skip_spaces (at);
  gsize length = read_number (at, TRUE, &mark->number, &han);
  if (length == 0)
    return FALSE;
  at += length;
  at += skip_spaces (at);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (at, words[i].word))
      {
        mark->style = words[i].style;
        mark->length = (gsize) (at - text) + strlen (words[i].word);
        return !is_reference (text + mark->length);
      }
  return FALSE;
}

/* （一）, (1), 1). */
static gboolean
read_bracket_mark (const char *text, XyBylawMark *mark)
{
  const char *at = text;
  gboolean open = is_one_of (g_utf8_get_char (at), "（("), han;

  if (open)
    at = g_utf8_next_char (at);
  gsize length = read_number (at, FALSE, &mark->number, &han);
  if (length == 0 || !is_one_of (g_utf8_get_char (at + length), "）)"))
    return FALSE;
  at = g_utf8_next_char (at + length);
  mark->style = han ? XY_BYLAW_HAN_BRACKET : XY_BYLAW_ARABIC_BRACKET;
  mark->length = (gsize) (at - text);
  return TRUE;
}

/* 一、 and 1. or 1、; but 1.5米 and 8:30 are figures. */
static gboolean
read_list_mark (const char *text, XyBylawMark *mark)
{
  gboolean han;
  gsize length = read_number (text, FALSE, &mark->number, &han);

  if (length == 0 || !is_one_of (g_utf8_get_char (text + length), "、．.：:"))
    return FALSE;
  const char *after = g_utf8_next_char (text + length);
  if (!han && !g_str_has_prefix (text + length, "、") && is_digit (g_utf8_get_char (after)))
    return FALSE;
  mark->style = han ? XY_BYLAW_HAN : XY_BYLAW_ARABIC;
  mark->length = (gsize) (after - text);
  return TRUE;
}

gboolean
xy_bylaw_mark_read (const char *text, XyBylawMark *mark)
{
  if (!read_law_mark (text, mark) && !read_bracket_mark (text, mark) && !read_list_mark (text, mark))
    return FALSE;
  mark->skip = mark->length + xy_bylaw_mark_skip (text + mark->length);
  mark->separated = mark->skip > mark->length || text[mark->skip] == '\0';
  return TRUE;
}

/* A few words without a stop. */
static gboolean
is_short (const char *text, glong most)
{
  glong n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), n++)
    if (n >= most || is_stop (g_utf8_get_char (at)) || is_one_of (g_utf8_get_char (at), "，,"))
      return FALSE;
  return n > 0;
}

gboolean
xy_bylaw_text_is_heading (const char *text)
{
  return is_short (text, HEADING_MOST);
}

gboolean
xy_bylaw_text_is_title (const char *text)
{
  static const char *const words[] = { "规约", "民约", "公约", "乡约", "章程", "制度",  "办法",
                                       "守则", "条例", "规定", "细则", "约定", "红十条" };
  XyBylawMark mark;

  if (!is_short (text, TITLE_MOST) || xy_bylaw_mark_read (text, &mark))
    return FALSE;
  const char *bracket = strpbrk (text, "(");
  const char *wide = strstr (text, "（");
  if (bracket == NULL || (wide != NULL && wide < bracket))
    bracket = wide;
  g_autofree char *name = bracket != NULL ? g_strndup (text, (gsize) (bracket - text)) : g_strdup (text);
  g_strchomp (name);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_suffix (name, words[i]))
      return TRUE;
  return FALSE;
}

/* Whether a paragraph ends as paragraphs end, maybe with a quotation mark or bracket after the stop. */
static gboolean
is_ended (const char *text)
{
  const char *end = text + strlen (text);

  for (guint i = 0; i < 2 && end > text; i++)
    {
      end = g_utf8_prev_char (end);
      gunichar c = g_utf8_get_char (end);
      if (is_stop (c))
        return TRUE;
      if (!is_one_of (c, "”’」』）)\"'"))
        return FALSE;
    }
  return FALSE;
}

static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return width;
}

static void
paragraph_free (Paragraph *paragraph)
{
  g_string_free (paragraph->text, TRUE);
  g_free (paragraph);
}

static gboolean
is_unseen (gunichar c)
{
  return (g_unichar_iscntrl (c) && c != '\t') || g_unichar_type (c) == G_UNICODE_FORMAT || (c >= 0xfe00 && c <= 0xfe0f)
         || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

/* The lines of SOURCE as they stand, with the spaces before them and without those behind. (transfer full) */
static GPtrArray *
split_lines (const char *source)
{
  g_autofree char *valid = g_utf8_make_valid (source != NULL ? source : "", -1);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) line = g_string_new (NULL);

  for (const char *at = valid;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0 || is_break (c))
        {
          while (line->len > 0 && is_space (g_utf8_get_char (g_utf8_find_prev_char (line->str, line->str + line->len))))
            g_string_truncate (line, (gsize) (g_utf8_find_prev_char (line->str, line->str + line->len) - line->str));
          g_ptr_array_add (lines, g_strdup (line->str));
          g_string_truncate (line, 0);
        }
      else if (c == '\t')
        g_string_append_c (line, ' ');
      else if (!is_unseen (c))
        g_string_append_unichar (line, c);
      if (c == 0)
        return lines;
      if (c == '\r' && at[1] == '\n')
        at++;
    }
}

/* A paragraph begins further in than one column. */
static gboolean
is_indented (const char *line, gsize spaces)
{
  return g_str_has_prefix (line, WIDE_SPACE) || spaces > 1;
}

/* A point of a list, as word processors paste them. */
static gboolean
is_bullet (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return (c >= 0x2460 && c <= 0x2473) || is_one_of (c, "●○■□◆◇★☆•·▪▶►➢✓√－—*-");
}

/* Whether LINE, no paragraph's beginning by its looks, is the rest of BEFORE. COUNTS are the last numbers seen. */
static gboolean
goes_on (const Paragraph *before, const char *line, guint widest, const int *counts)
{
  gboolean full = before->width + WRAP_SLACK >= widest && before->width >= WRAP_LEAST;
  XyBylawMark mark;

  if (is_ended (before->text->str) || is_bullet (line))
    return FALSE;
  if (xy_bylaw_mark_read (line, &mark))
    return full && mark.number != 1 && mark.number != counts[mark.style] + 1
           && (!mark.separated || mark.style > XY_BYLAW_ARTICLE);
  gsize skip = xy_bylaw_mark_read (before->text->str, &mark) ? mark.skip : 0;
  return full
         || (!xy_bylaw_text_is_heading (before->text->str + skip) && before->text->str[skip] != '\0'
             && !xy_bylaw_text_is_heading (line));
}

GPtrArray *
xy_bylaw_text_paragraphs (const char *source)
{
  g_autoptr (GPtrArray) lines = split_lines (source);
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) paragraph_free);
  int counts[XY_BYLAW_STYLES] = { 0 };
  guint widest = 0;
  gboolean apart = TRUE;

  for (guint i = 0; i < lines->len; i++)
    widest = MAX (widest, width_of (lines->pdata[i]));
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = lines->pdata[i];
      gsize spaces = skip_spaces (line);
      const char *text = line + spaces;
      Paragraph *before = paragraphs->len > 0 ? paragraphs->pdata[paragraphs->len - 1] : NULL;
      XyBylawMark mark;

      if (*text == '\0')
        {
          apart = TRUE;
          continue;
        }
      if (!apart && !is_indented (line, spaces) && !(paragraphs->len == 1 && xy_bylaw_text_is_title (before->text->str))
          && goes_on (before, text, widest, counts))
        {
          if (g_ascii_isalnum (before->text->str[before->text->len - 1]) && g_ascii_isalnum (*text))
            g_string_append_c (before->text, ' ');
          g_string_append (before->text, text);
          before->width = width_of (line);
          continue;
        }
      if (xy_bylaw_mark_read (text, &mark))
        counts[mark.style] = mark.number;
      before = g_new0 (Paragraph, 1);
      before->text = g_string_new (text);
      before->width = width_of (line);
      g_ptr_array_add (paragraphs, before);
      apart = FALSE;
    }
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < paragraphs->len; i++)
    g_ptr_array_add (texts, g_strdup (((Paragraph *) paragraphs->pdata[i])->text->str));
  return texts;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-paste.h"

#include <string.h>

#include "core/group-name.h"
#include "core/normalize.h"
#include "core/number.h"

typedef enum
{
  NAME,
  NUMBER, /* of a household */
  GROUP,
  AMOUNT,
  N_KINDS,
} Kind;

typedef struct
{
  Kind kind;
  char *text;
  gint64 amount;
  gunichar after; /* the separator behind it */
} Token;

typedef struct
{
  GPtrArray *list;
  GPtrArray *tokens;    /* of the line */
  int columns[N_KINDS]; /* of a block with headings, or -1 */
  gboolean has_columns;
  char *group; /* of the lines below one that only names a group */
} Parser;

static const char *const headings[N_KINDS][9] = {
  [NAME] = { "户主", "姓名", "户主姓名", "家庭户主", "户主名", "名字", NULL },
  [NUMBER] = { "户编号", "户号", "门牌号", "家庭编号", "编号", NULL },
  [GROUP] = { "组", "组别", "小组", "村民小组", "所在组", "网格", NULL },
  [AMOUNT] = { "数量", "次数", "小时", "金额", "天数", "得分", "积分", "分值", NULL },
};

static void
token_free (gpointer data)
{
  Token *token = data;

  g_free (token->text);
  g_free (token);
}

static gboolean
is_han (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3ffff);
}

static gboolean
is_hard (gunichar c)
{
  return c != 0 && g_utf8_strchr ("、，,；;。|", -1, c) != NULL;
}

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || is_hard (c) || c == 0xff1a || c == ':';
}

/* "2", "1.5小时", "×2", "2次"; not "3组" and "16号", which are names of things. */
static gboolean
parse_amount (const char *text, gint64 *amount)
{
  g_autofree char *clean = xy_text_clean (text);
  char *end = clean + strlen (clean), *start = clean;

  while (*start != '\0' && g_utf8_strchr ("×xX*", -1, g_utf8_get_char (start)) != NULL)
    start = g_utf8_next_char (start);
  for (guint i = 0; i < 2 && end > start; i++)
    {
      char *last = g_utf8_find_prev_char (start, end);
      if (last == NULL || !is_han (g_utf8_get_char (last)) || g_str_has_prefix (last, "组")
          || g_str_has_prefix (last, "号"))
        break;
      end = last;
    }
  *end = '\0';
  return g_ascii_isdigit (end > start ? end[-1] : 0) && xy_points_parse (start, amount, NULL);
}

/* "3-016", "16号". */
static char *
parse_number (const char *text)
{
  g_autofree char *clean = xy_digits_clean (text);
  gsize first = strspn (clean, "0123456789"), second;

  if (first == 0 || first > 6)
    return NULL;
  if (g_str_equal (clean + first, "号"))
    return g_strndup (clean, first);
  if (clean[first] != '-')
    return NULL;
  second = strspn (clean + first + 1, "0123456789");
  if (second == 0 || second > 6)
    return NULL;
  return clean[first + 1 + second] == '\0' || g_str_equal (clean + first + 1 + second, "号")
             ? g_strndup (clean, first + 1 + second)
             : NULL;
}

static gboolean
is_group (const char *text)
{
  static const char *const ends[] = { "组", "屋场", "院落", "网格" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]) && strlen (text) > strlen (ends[i]))
      return TRUE;
  return FALSE;
}

static void
push (Parser *self, Kind kind, const char *text, gssize length, gint64 amount)
{
  Token *token = g_new0 (Token, 1);

  token->kind = kind;
  token->text = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);
  token->amount = amount;
  g_ptr_array_add (self->tokens, token);
}

/* Where the name in TEXT ends and "2次", "×2", "+2" begins; NULL where nothing follows it. */
static const char *
find_tail (const char *text)
{
  const char *p = text;

  while (*p != '\0' && !g_ascii_isdigit (*p) && g_utf8_strchr ("×*+", -1, g_utf8_get_char (p)) == NULL)
    p = g_utf8_next_char (p);
  return p > text && *p != '\0' ? p : NULL;
}

/* One word between separators may be several things: "1.曾国强", "3组16号", "曾国强×2". */
static void
push_word (Parser *self, const char *word)
{
  gint64 amount = 0;
  gsize serial = strspn (word, "0123456789");
  g_autofree char *number = parse_number (word);
  const char *group_end = strstr (word, "组"), *tail;

  if (number != NULL)
    push (self, NUMBER, number, -1, 0);
  else if (parse_amount (word, &amount))
    push (self, AMOUNT, word, -1, amount);
  else if (serial > 0 && serial < 5 && strchr (".)", word[serial]) != NULL && word[serial] != '\0'
           && !g_ascii_isdigit (word[serial + 1]))
    push_word (self, word + serial + 1);
  else if (is_group (word))
    push (self, GROUP, word, -1, 0);
  else if (group_end != NULL && group_end > word && group_end[strlen ("组")] != '\0')
    {
      push (self, GROUP, word, group_end + strlen ("组") - word, 0);
      const char *rest = group_end + strlen ("组");
      if (strspn (rest, "0123456789") == strlen (rest))
        push (self, NUMBER, rest, -1, 0);
      else
        push_word (self, rest);
    }
  else if ((tail = find_tail (word)) != NULL && parse_amount (tail[0] == '+' ? tail + 1 : tail, &amount))
    {
      push (self, NAME, word, tail - word, 0);
      push (self, AMOUNT, tail, -1, amount);
    }
  else if (word[0] != '\0')
    push (self, NAME, word, -1, 0);
}

static XyPointsPasted *
start (Parser *self, const char *group)
{
  XyPointsPasted *pasted = g_new0 (XyPointsPasted, 1);

  pasted->group = g_strdup (group != NULL ? group : self->group);
  pasted->text = g_strdup ("");
  g_ptr_array_add (self->list, pasted);
  return pasted;
}

static void
add_text (XyPointsPasted *pasted, const char *text)
{
  char *old = pasted->text;

  pasted->text = old[0] != '\0' ? g_strjoin (" ", old, text, NULL) : g_strdup (text);
  g_free (old);
}

static void
split_words (Parser *self, const char *line)
{
  const char *p = line;

  while (*p != '\0')
    {
      const char *from = p;
      while (*p != '\0' && !is_separator (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > from)
        {
          g_autofree char *word = g_strndup (from, (gsize) (p - from));
          push_word (self, word);
        }
      while (*p != '\0' && is_separator (g_utf8_get_char (p)))
        {
          Token *last = self->tokens->len > 0 ? self->tokens->pdata[self->tokens->len - 1] : NULL;
          if (last != NULL && !is_hard (last->after))
            last->after = g_utf8_get_char (p);
          p = g_utf8_next_char (p);
        }
    }
}

/* "张 三", padded to the width of three characters. */
static void
join_padded (Parser *self)
{
  for (guint i = 0; i + 1 < self->tokens->len; i++)
    {
      Token *one = self->tokens->pdata[i], *next = self->tokens->pdata[i + 1];
      if (one->kind != NAME || next->kind != NAME || is_hard (one->after) || g_utf8_strlen (one->text, -1) != 1
          || g_utf8_strlen (next->text, -1) != 1)
        continue;
      char *both = g_strconcat (one->text, next->text, NULL);
      g_free (one->text);
      one->text = both;
      one->after = next->after;
      g_ptr_array_remove_index (self->tokens, i + 1);
    }
}

/* "1、曾国强 2、刘桂英": a line that begins with a number before a mark counts its names with them. */
static gboolean
is_serial (Parser *self, guint at)
{
  Token *first = self->tokens->pdata[0], *token = self->tokens->pdata[at], *next;

  if (at + 1 >= self->tokens->len || token->kind != AMOUNT)
    return FALSE;
  next = self->tokens->pdata[at + 1];
  if (at == 0)
    return next->kind != AMOUNT;
  return first->kind == AMOUNT && is_hard (first->after) && token->after == first->after && next->kind != AMOUNT;
}

static void
take_token (Parser *self, const Token *token, const char *group, XyPointsPasted **current, gboolean *closed)
{
  XyPointsPasted *now = *current;

  if (token->kind == AMOUNT && now != NULL && now->amount == 0 && token->amount != 0)
    now->amount = token->amount;
  else if (token->kind == NUMBER && now != NULL && !*closed && now->number == NULL)
    now->number = g_strdup (token->text);
  else if (token->kind == NAME && now != NULL && !*closed && now->name == NULL)
    now->name = g_strdup (token->text);
  else
    {
      now = *current = start (self, group);
      /* A second number is no amount of anybody: it is shown as it stands. */
      if (token->kind == NUMBER)
        now->number = g_strdup (token->text);
      else
        now->name = g_strdup (token->text);
    }
  add_text (now, token->text);
  *closed = is_hard (token->after);
}

static void
take_words (Parser *self, const char *line)
{
  XyPointsPasted *current = NULL;
  const char *group = NULL;
  gboolean closed = FALSE;

  g_ptr_array_set_size (self->tokens, 0);
  split_words (self, line);
  join_padded (self);
  if (self->tokens->len == 1 && ((Token *) self->tokens->pdata[0])->kind == GROUP)
    {
      g_free (self->group);
      self->group = g_strdup (((Token *) self->tokens->pdata[0])->text);
      return;
    }
  for (guint i = 0; i < self->tokens->len; i++)
    {
      Token *token = self->tokens->pdata[i];
      if (is_serial (self, i))
        continue;
      if (token->kind == GROUP)
        {
          group = token->text;
          current = NULL;
        }
      else
        take_token (self, token, group, &current, &closed);
    }
}

static gboolean
read_headings (Parser *self, char **cells)
{
  int columns[N_KINDS] = { -1, -1, -1, -1 };

  for (int i = 0; cells[i] != NULL; i++)
    for (Kind kind = 0; kind < N_KINDS; kind++)
      if (columns[kind] < 0 && g_strv_contains ((const char *const *) headings[kind], cells[i]))
        columns[kind] = i;
  if (columns[NAME] < 0 && columns[NUMBER] < 0)
    return FALSE;
  memcpy (self->columns, columns, sizeof columns);
  return self->has_columns = TRUE;
}

static const char *
cell_of (Parser *self, char **cells, Kind kind)
{
  int n = (int) g_strv_length (cells), at = self->columns[kind];

  return at >= 0 && at < n && cells[at][0] != '\0' ? cells[at] : NULL;
}

static void
take_columns (Parser *self, char **cells, const char *line)
{
  const char *name = cell_of (self, cells, NAME), *number = cell_of (self, cells, NUMBER),
             *group = cell_of (self, cells, GROUP), *amount = cell_of (self, cells, AMOUNT);
  XyPointsPasted *pasted = start (self, group);

  pasted->name = g_strdup (name);
  pasted->number = number != NULL ? xy_digits_clean (number) : NULL;
  if (amount != NULL)
    parse_amount (amount, &pasted->amount);
  add_text (pasted, line);
}

/* A block without headings: one household a row, its amount behind it. */
static void
take_cells (Parser *self, char **cells, const char *line)
{
  XyPointsPasted *pasted = start (self, NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_ptr_array_set_size (self->tokens, 0);
      push_word (self, cells[i]);
      for (guint k = 0; k < self->tokens->len; k++)
        {
          Token *token = self->tokens->pdata[k];
          gboolean named = pasted->name != NULL || pasted->number != NULL;
          char **place = token->kind == NAME     ? &pasted->name
                         : token->kind == NUMBER ? &pasted->number
                         : token->kind == GROUP  ? &pasted->group
                                                 : NULL;
          if (place != NULL && (*place == NULL || (place == &pasted->group && !named)))
            {
              g_free (*place);
              *place = g_strdup (token->text);
            }
          else if (place == NULL && named && pasted->amount == 0)
            pasted->amount = token->amount;
        }
    }
  add_text (pasted, line);
}

static gboolean
is_sum (const char *line)
{
  return g_str_has_prefix (line, "合计") || g_str_has_prefix (line, "小计") || g_str_has_prefix (line, "总计");
}

static void
take_line (Parser *self, const char *line)
{
  g_autofree char *shown = xy_text_clean (line);

  if (shown[0] == '\0' || is_sum (shown))
    return;
  if (strchr (line, '\t') == NULL)
    {
      take_words (self, shown);
      return;
    }
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  for (guint i = 0; cells[i] != NULL; i++)
    {
      char *clean = xy_name_clean (cells[i]);
      gint64 amount;
      /* The point of a number is no dot between names. */
      if (parse_amount (cells[i], &amount))
        {
          g_free (clean);
          clean = xy_text_clean (cells[i]);
        }
      g_free (cells[i]);
      cells[i] = clean;
    }
  if (!self->has_columns && read_headings (self, cells))
    return;
  if (self->has_columns)
    take_columns (self, cells, shown);
  else
    take_cells (self, cells, shown);
}

void
xy_points_pasted_free (XyPointsPasted *pasted)
{
  g_free (pasted->text);
  g_free (pasted->name);
  g_free (pasted->number);
  g_free (pasted->group);
  g_free (pasted);
}

GPtrArray *
xy_points_paste_parse (const char *text)
{
  Parser self = { .columns = { -1, -1, -1, -1 } };
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) lines = g_strsplit_set (valid, "\r\n", -1);

  self.list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_pasted_free);
  self.tokens = g_ptr_array_new_with_free_func (token_free);
  for (guint i = 0; lines[i] != NULL; i++)
    take_line (&self, lines[i]);
  g_ptr_array_unref (self.tokens);
  g_free (self.group);
  return self.list;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text with separators: csv, tsv, txt and what the clipboard holds. Every cell is text, for the file says nothing
 * else. ="0123" and '0123, the two ways in which spreadsheets keep digits as they are, are read as 0123.
 */
#include "tabular/charset.h"
#include "tabular/input.h"

#include <string.h>

#define GUESS_BYTES 65536
#define GUESS_LINES 200
#define STEP 65536 /* bytes between looks at the cancel button */

/* Of two that explain the file equally well the earlier wins. The last is Chinese text's own comma: sentences hold it
 * too, so it counts only where nothing else is found. */
static const gunichar separators[] = { '\t', ',', ';', '|', 0xff0c };
#define N_SEPARATORS G_N_ELEMENTS (separators)
#define CHINESE_COMMA (N_SEPARATORS - 1)

typedef struct
{
  const char *text;
  gsize length, at;
  char separator[8];
  gsize separator_length;
  GString *field;
} Parser;

static int
find_separator (gunichar c)
{
  for (guint i = 0; i < N_SEPARATORS; i++)
    if (separators[i] == c)
      return (int) i;
  return -1;
}

/* How many of the lines have the number of separators that most of them have. */
static guint
count_agreeing (const guint *counts, guint lines, guint *usual)
{
  guint best = 0;

  *usual = 0;
  for (guint i = 0; i < lines; i++)
    {
      guint same = 0;
      if (counts[i] == 0)
        continue;
      for (guint j = 0; j < lines; j++)
        same += counts[j] == counts[i];
      if (same > best || (same == best && counts[i] > *usual))
        {
          best = same;
          *usual = counts[i];
        }
    }
  return best;
}

static gunichar
guess_separator (const char *text, gsize length)
{
  guint counts[N_SEPARATORS][GUESS_LINES] = { { 0 } }, lines = 0;
  gboolean quoted = FALSE, at_start = TRUE, filled = FALSE;
  const char *end = text + MIN (length, GUESS_BYTES);

  for (const char *p = text; p < end && lines < GUESS_LINES;)
    {
      gsize left = (gsize) (text + length - p);
      gunichar c = g_utf8_get_char_validated (p, (gssize) left);
      if (c >= (gunichar) -2)
        break;
      p += g_utf8_skip[(guchar) *p];
      if (quoted)
        {
          quoted = c != '"';
          continue;
        }
      if (c == '"' && at_start)
        quoted = TRUE;
      int i = find_separator (c);
      if (i >= 0)
        counts[i][lines]++;
      if (c == '\n' || c == '\r')
        {
          lines += filled;
          filled = FALSE;
        }
      else
        filled = TRUE;
      at_start = i >= 0 || c == '\n' || c == '\r';
    }
  lines += filled && lines < GUESS_LINES;

  guint best = 1, best_lines = 0, best_usual = 0;
  for (guint i = 0; i < N_SEPARATORS; i++)
    {
      guint usual, agreeing = count_agreeing (counts[i], lines, &usual);
      if (i == CHINESE_COMMA && best_lines > 0)
        break;
      if (agreeing > best_lines || (agreeing == best_lines && usual > best_usual))
        {
          best = i;
          best_lines = agreeing;
          best_usual = usual;
        }
    }
  return separators[best];
}

static gboolean
at_separator (const Parser *parser)
{
  return parser->length - parser->at >= parser->separator_length
         && memcmp (parser->text + parser->at, parser->separator, parser->separator_length) == 0;
}

/* FALSE, and nothing read, where no quote closes the one that opens here: then it is a character like others, as in an
 * address with inches in it, and must not swallow the rest of the file. */
static gboolean
parse_quoted (Parser *parser)
{
  gsize at = parser->at + 1;

  while (at < parser->length)
    {
      const char *from = parser->text + at;
      const char *quote = memchr (from, '"', MIN (parser->length - at, XY_TABLE_MAX_CELL));
      if (quote == NULL)
        break;
      g_string_append_len (parser->field, from, quote - from);
      at += (gsize) (quote - from) + 1;
      if (parser->field->len > XY_TABLE_MAX_CELL)
        break;
      if (at == parser->length || parser->text[at] != '"')
        {
          parser->at = at;
          return TRUE;
        }
      g_string_append_c (parser->field, '"');
      at++;
    }
  g_string_truncate (parser->field, 0);
  return FALSE;
}

/* Reads one field and what ends it. Returns '\n' at a line's end, 0 at the file's, else ','. */
static char
parse_field (Parser *parser)
{
  g_string_truncate (parser->field, 0);
  if (parser->at < parser->length && parser->text[parser->at] == '"')
    parse_quoted (parser);

  gsize start = parser->at;
  char first = parser->separator[0], ending = 0;
  for (; parser->at < parser->length; parser->at++)
    {
      char c = parser->text[parser->at];
      if (c == '\n' || c == '\r')
        {
          ending = '\n';
          break;
        }
      if (c == first && at_separator (parser))
        {
          ending = ',';
          break;
        }
    }
  g_string_append_len (parser->field, parser->text + start, (gssize) (parser->at - start));
  if (ending == ',')
    parser->at += parser->separator_length;
  else if (ending == '\n')
    parser->at +=
        parser->text[parser->at] == '\r' && parser->at + 1 < parser->length && parser->text[parser->at + 1] == '\n' ? 2
                                                                                                                    : 1;
  return ending;
}

static void
unwrap (const GString *field, const char **text, gsize *length)
{
  const char *s = field->str;
  gsize n = field->len;

  if (n >= 3 && s[0] == '=' && s[1] == '"' && s[n - 1] == '"' && memchr (s + 2, '"', n - 3) == NULL)
    {
      s += 2;
      n -= 3;
    }
  else if (n >= 2 && s[0] == '\'')
    {
      s++;
      n--;
    }
  *text = s;
  *length = n;
}

/* Excel's own first line "sep=;". */
static gunichar
told_separator (const XyDecoded *decoded)
{
  const char *text = decoded->text;

  if (decoded->length >= 6 && g_ascii_strncasecmp (text, "sep=", 4) == 0 && (text[5] == '\n' || text[5] == '\r'))
    return (guchar) text[4];
  return 0;
}

static gboolean
parse (XyWorkbook *workbook, XyInput *input, const XyDecoded *decoded, GError **error)
{
  gunichar told = told_separator (decoded), separator = input->options->separator;
  Parser parser = { .text = decoded->text, .length = decoded->length };
  guint row = 0, column = 0;
  gsize next_step = 0;
  gboolean ok = TRUE;

  if (told != 0)
    {
      row = 1;
      parser.at = 6;
      if (parser.at < parser.length && parser.text[5] == '\r' && parser.text[6] == '\n')
        parser.at = 7;
    }
  if (separator == 0)
    separator = told != 0 ? told : guess_separator (parser.text, parser.length);
  parser.separator_length = (gsize) g_unichar_to_utf8 (separator, parser.separator);
  xy_workbook_set_decoding (workbook, decoded->charset, decoded->guessed, separator, decoded->unreadable);

  XySheet *sheet = xy_workbook_add_sheet (workbook, "", FALSE, FALSE, error);
  if (sheet == NULL)
    return FALSE;

  parser.field = g_string_sized_new (256);
  while (ok && parser.at < parser.length)
    {
      XyNewCell cell = { .row = row, .column = column, .kind = XY_CELL_TEXT };
      char ending = parse_field (&parser);
      unwrap (parser.field, &cell.text, &cell.length);
      if (cell.length > 0)
        ok = xy_sheet_put (sheet, &cell, error);
      column++;
      if (ending == '\n')
        {
          row++;
          column = 0;
        }
      if (ok && parser.at >= next_step)
        {
          ok = xy_input_step (input, parser.at, parser.length, error);
          next_step = parser.at + STEP;
        }
    }
  g_string_free (parser.field, TRUE);
  return ok && xy_sheet_seal (sheet, error);
}

gboolean
xy_read_csv (XyWorkbook *workbook, XyInput *input, GError **error)
{
  g_autofree guint8 *owned = NULL;
  const guint8 *bytes = xy_input_read_all (input, &owned, error);
  XyDecoded decoded;

  if (bytes == NULL)
    return FALSE;
  if (!xy_charset_decode (bytes, (gsize) input->length, input->options->charset, &decoded, error))
    return FALSE;
  if (decoded.owned != NULL)
    g_clear_pointer (&owned, g_free);

  gboolean ok = parse (workbook, input, &decoded, error);
  g_free (decoded.owned);
  return ok;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/normalize.h"

#include "core/text-table.h"

#include <string.h>

#define NAME_DOT 0xb7

static gboolean
is_noncharacter (gunichar c)
{
  return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

/* Marks of direction, joining, variant forms and the like: never seen, and two names that look alike must be alike. */
static gboolean
is_unseen (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe0fff)
         || c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
}

static gboolean
is_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
is_space (gunichar c)
{
  return c == '\t' || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR || c == 0x2800;
}

static gunichar
narrow (gunichar c)
{
  if ((c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a))
    return c - 0xfee0;
  return c;
}

/*
 * What most cells are: Chinese characters and what is on a keyboard, single spaces between; nothing below changes any
 * of it. An import looks at a million texts, and this spares all but a few of them the rest.
 */
static gboolean
is_tidy (const char *text)
{
  const guchar *c = (const guchar *) (text != NULL ? text : "");

  if (*c == '\'')
    return FALSE;
  while (*c != '\0')
    if (*c > ' ' && *c < 0x7f)
      c++;
    else if (*c == ' ' && c > (const guchar *) text && c[1] > ' ')
      c++;
    else if (*c >= 0xe4 && *c <= 0xe9 && (c[1] & 0xc0) == 0x80 && (c[2] & 0xc0) == 0x80 && (*c > 0xe4 || c[1] >= 0xb8))
      c += 3; /* U+4E00 to U+9FFF */
    else
      return FALSE;
  return TRUE;
}

/* Valid text, narrow, without what is not seen; breaks are '\n' and spaces ' '. */
static gunichar *
take (const char *text, glong *length)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  glong all = 0;
  gunichar *c = g_utf8_to_ucs4_fast (composed, -1, &all);

  *length = 0;
  for (glong i = 0; i < all; i++)
    if (c[i] == '\r' && i + 1 < all && c[i + 1] == '\n')
      continue;
    else if (is_break (c[i]))
      c[(*length)++] = '\n';
    else if (is_space (c[i]))
      c[(*length)++] = ' ';
    else if (!g_unichar_iscntrl (c[i]) && !is_unseen (c[i]) && !is_noncharacter (c[i]))
      c[(*length)++] = narrow (c[i]);
  return c;
}

static char *
give (const gunichar *c, glong length)
{
  g_autofree char *text = g_ucs4_to_utf8 (c, length, NULL, NULL, NULL);

  return g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
}

static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == '\n';
}

static gboolean
is_wide (gunichar c)
{
  return xy_text_is_han (c) || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff65);
}

/* Writes the run of blanks from BEGIN to END as it should be; returns where writing goes on. */
static glong
put_gap (gunichar *c, glong at, const gunichar *begin, const gunichar *end, gboolean lines)
{
  gboolean broken = FALSE;

  for (const gunichar *gap = begin; gap < end; gap++)
    broken = broken || *gap == '\n';

  if (broken && lines)
    {
      for (const gunichar *gap = begin; gap < end; gap++)
        if (*gap == '\n')
          c[at++] = '\n';
    }
  else if (!broken || !is_wide (c[at - 1]) || !is_wide (*end))
    c[at++] = ' ';
  return at;
}

static glong
close_up (gunichar *c, glong length, gboolean lines)
{
  glong at = 0, end = length;

  while (end > 0 && is_blank (c[end - 1]))
    end--;
  for (glong i = 0; i < end;)
    {
      glong next = i;

      while (is_blank (c[next]))
        next++;
      if (next > i && at > 0)
        at = put_gap (c, at, c + i, c + next, lines);
      c[at++] = c[next];
      i = next + 1;
    }
  return at;
}

/* Spreadsheets write '0123 for a text of digits; other quotes are somebody's words. */
static glong
skip_mark (const gunichar *c, glong length)
{
  glong i = 0;

  while (i < length && (c[i] == '\'' || is_blank (c[i])))
    i++;
  return i;
}

static char *
clean (const char *text, gboolean lines)
{
  if (is_tidy (text))
    return g_strdup (text != NULL ? text : "");

  glong length;
  g_autofree gunichar *c = take (text, &length);
  glong skip = skip_mark (c, length);

  length = close_up (c + skip, length - skip, lines);
  return give (c + skip, length);
}

static gboolean
is_name_dot (gunichar c)
{
  switch (c)
    {
    case '.':
    case NAME_DOT:
    case 0x0387: /* · Greek */
    case 0x2022: /* • */
    case 0x2027: /* ‧ */
    case 0x2219: /* ∙ */
    case 0x22c5: /* ⋅ */
    case 0x25cf: /* ● */
    case 0x2e31: /* ⸱ */
    case 0x30fb: /* ・ */
    case 0xfe52: /* ﹒ */
    case 0xff0e: /* . */
    case 0xff65: /* ・ narrow */
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_dash (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212 || c == 0xffe3;
}

gunichar *
xy_text_characters (const char *text, glong *n)
{
  g_autofree char *narrow = NULL;

  if (text == NULL)
    text = "";
  if (!is_tidy (text))
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);
      narrow = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
    }
  gunichar *characters = g_utf8_to_ucs4_fast (narrow != NULL ? narrow : text, -1, n);
  glong kept = 0;

  for (glong i = 0; i < *n; i++)
    if (xy_text_is_han (characters[i]) || g_unichar_isalnum (characters[i]))
      characters[kept++] = characters[i];
  *n = kept;
  return characters;
}

gboolean
xy_text_is_valid (const char *text, gssize length)
{
  const char *end;

  g_return_val_if_fail (text != NULL, FALSE);
  if (length < 0)
    length = (gssize) strlen (text);
  if (!g_utf8_validate_len (text, (gsize) length, NULL))
    return FALSE;

  end = text + length;
  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if ((g_unichar_iscntrl (c) && c != '\t' && c != '\n') || is_noncharacter (c))
        return FALSE;
    }
  return TRUE;
}

char *
xy_text_clean (const char *text)
{
  return clean (text, FALSE);
}

char *
xy_text_clean_lines (const char *text)
{
  return clean (text, TRUE);
}

char *
xy_name_clean (const char *name)
{
  if (name != NULL && is_tidy (name) && strpbrk (name, " .") == NULL)
    return g_strdup (name);

  g_autofree char *text = clean (name, FALSE);
  glong length, at = 0;
  g_autofree gunichar *c = g_utf8_to_ucs4_fast (text, -1, &length);
  glong first = 0;

  while (first < length && (c[first] == ' ' || c[first] == '\'' || is_name_dot (c[first])))
    first++;
  for (glong i = first, next = 0; i < length; i = MAX (next, i + 1))
    {
      gboolean point = FALSE, dot = FALSE, inside, han;

      for (next = i; next < length && (c[next] == ' ' || is_name_dot (c[next])); next++)
        {
          point = point || c[next] == '.';
          dot = dot || (c[next] != '.' && c[next] != ' ');
        }
      inside = at > 0 && next < length;
      han = inside && xy_text_is_han (c[at - 1]) && xy_text_is_han (c[next]);

      /* "J. Smith" keeps its point; 买买提.艾力 means the dot of a name. */
      if (next == i)
        c[at++] = c[i];
      else if (inside && (dot || (han && point)))
        c[at++] = NAME_DOT;
      else if (!dot && !han)
        for (glong k = i; k < next; k++)
          c[at++] = c[k];
    }
  return give (c, at);
}

char *
xy_digits_clean (const char *text)
{
  if (text != NULL && is_tidy (text) && strchr (text, ' ') == NULL)
    return g_strdup (text);

  g_autofree char *line = clean (text, FALSE);
  glong length, at = 0;
  g_autofree gunichar *c = g_utf8_to_ucs4_fast (line, -1, &length);

  for (glong i = 0; i < length; i++)
    if (c[i] != ' ')
      c[at++] = is_dash (c[i]) ? '-' : c[i];
  return give (c, at);
}

static void
add_phone (GPtrArray *phones, GString *digits)
{
  const char *number = digits->str;

  /* The country's code, with what the exchanges put before it. */
  if (g_str_has_prefix (number, "0086"))
    number += 4;
  else if (g_str_has_prefix (number, "86") && strlen (number) == 13)
    number += 2;

  if (*number != '\0' && !g_ptr_array_find_with_equal_func (phones, number, g_str_equal, NULL))
    g_ptr_array_add (phones, g_strdup (number));
  g_string_truncate (digits, 0);
}

/* Whether DIGITS and MORE, with a space or dash between them, are two numbers and not parts of one. */
static gboolean
is_next_number (const char *digits, const char *more)
{
  gsize length = strlen (digits), longer = strspn (more, "0123456789");

  if (xy_phone_is_mobile (digits))
    return TRUE;
  if (g_str_has_prefix (digits, "86") || g_str_has_prefix (digits, "0086"))
    return length >= 13;
  return length >= 7 && length + longer > 12;
}

char **
xy_phone_split (const char *text)
{
  g_autofree char *line = clean (text, FALSE);
  g_autoptr (GPtrArray) phones = g_ptr_array_new ();
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean apart = FALSE;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_ascii_isdigit (*at))
        {
          if (apart && is_next_number (digits->str, at))
            add_phone (phones, digits);
          apart = FALSE;
          g_string_append_c (digits, *at);
        }
      else if (c == ' ' || is_dash (c))
        apart = TRUE;
      else if (*at == '.' && strspn (at + 1, "0") == strlen (at + 1))
        break; /* a spreadsheet's number: 19900001234.0 */
      else if (*at != '+' && c != '(' && c != ')' && c != 0xff08 && c != 0xff09)
        add_phone (phones, digits);
      else
        apart = apart || *at == '+';
    }
  add_phone (phones, digits);
  g_ptr_array_add (phones, NULL);
  return (char **) g_ptr_array_steal (phones, NULL);
}

gboolean
xy_phone_is_mobile (const char *phone)
{
  return phone != NULL && strlen (phone) == 11 && strspn (phone, "0123456789") == 11 && phone[0] == '1'
         && phone[1] >= '3';
}

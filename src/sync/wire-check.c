/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/wire.h"

#include <string.h>

/* The keys of the object that is open at one depth. */
typedef struct
{
  const char *at[XY_WIRE_KEYS_MOST];
  guint8 length[XY_WIRE_KEYS_MOST];
  guint n;
} Keys;

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  Keys keys[XY_WIRE_DEPTH_MOST];
} Scan;

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t';
}

/* The four digits of a \u, or -1. */
static int
read_unit (Scan *scan)
{
  int unit = 0;

  if (scan->end - scan->at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*scan->at++);
      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* Behind a \u: no control character other than tab and line feed, no half of a pair. */
static gboolean
skip_escaped (Scan *scan)
{
  int unit = read_unit (scan);

  if (unit < 0 || (unit < 0x20 && unit != '\t' && unit != '\n') || (unit >= 0x7f && unit < 0xa0))
    return FALSE;
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit > 0xdbff || scan->end - scan->at < 6 || scan->at[0] != '\\' || scan->at[1] != 'u')
    return FALSE;
  scan->at += 2;
  unit = read_unit (scan);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/* Behind the quotation mark that opens a string; ESCAPED says whether there is a backslash in it. */
static gboolean
skip_string (Scan *scan, gboolean *escaped)
{
  *escaped = FALSE;
  while (scan->at < scan->end)
    {
      char c = *scan->at++;

      if (c == '"')
        return TRUE;
      if (c != '\\')
        continue;
      *escaped = TRUE;
      if (scan->at == scan->end)
        return FALSE;
      c = *scan->at++;
      /* \b, \f and \r are control characters too. */
      if (c == 'u' ? !skip_escaped (scan) : strchr ("\"\\/nt", c) == NULL || c == '\0')
        return FALSE;
    }
  return FALSE;
}

static gboolean
is_key (const char *key, gsize length)
{
  if (length == 0 || length > XY_WIRE_KEY_MOST)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (key[i]) && !g_ascii_isdigit (key[i]) && key[i] != '_')
      return FALSE;
  return TRUE;
}

/* Keeps KEY of the object that is open; FALSE where it is there already. */
static gboolean
add_key (Scan *scan, const char *key, gsize length)
{
  Keys *keys = scan->depth > 0 ? &scan->keys[scan->depth - 1] : NULL;

  if (keys == NULL || keys->n == XY_WIRE_KEYS_MOST || !is_key (key, length))
    return FALSE;
  for (guint i = 0; i < keys->n; i++)
    if (keys->length[i] == length && memcmp (keys->at[i], key, length) == 0)
      return FALSE;
  keys->at[keys->n] = key;
  keys->length[keys->n++] = (guint8) length;
  return TRUE;
}

static XyWireFlaw
scan_string (Scan *scan)
{
  const char *start = scan->at;
  gboolean escaped;

  if (!skip_string (scan, &escaped))
    return XY_WIRE_TEXT;
  const char *stop = scan->at - 1;
  while (scan->at < scan->end && is_space (*scan->at))
    scan->at++;
  if (scan->at == scan->end || *scan->at != ':')
    return XY_WIRE_FINE;
  return !escaped && add_key (scan, start, (gsize) (stop - start)) ? XY_WIRE_FINE : XY_WIRE_KEY;
}

static XyWireFlaw
scan_number (Scan *scan)
{
  char digits[24];
  gsize n = 0;
  gint64 value;

  for (; scan->at < scan->end && (g_ascii_isalnum (*scan->at) || strchr ("+-.", *scan->at) != NULL); scan->at++)
    {
      if (n == sizeof digits - 1)
        return XY_WIRE_NUMBER;
      digits[n++] = *scan->at;
    }
  digits[n] = '\0';
  return g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, &value, NULL) ? XY_WIRE_FINE : XY_WIRE_NUMBER;
}

static XyWireFlaw
scan (Scan *scan)
{
  while (scan->at < scan->end)
    {
      XyWireFlaw flaw = XY_WIRE_FINE;
      char c = *scan->at;

      if (c == '{' || c == '[')
        {
          if (scan->depth == XY_WIRE_DEPTH_MOST)
            return XY_WIRE_DEPTH;
          scan->keys[scan->depth++].n = 0;
          scan->at++;
        }
      else if (c == '}' || c == ']')
        {
          if (scan->depth-- == 0)
            return XY_WIRE_JSON;
          scan->at++;
        }
      else if (c == '"')
        {
          scan->at++;
          flaw = scan_string (scan);
        }
      else if (g_ascii_isdigit (c) || c == '-')
        flaw = scan_number (scan);
      else
        scan->at++;
      if (flaw != XY_WIRE_FINE)
        return flaw;
    }
  return scan->depth == 0 ? XY_WIRE_FINE : XY_WIRE_JSON;
}

XyWireFlaw
xy_wire_check_line (const char *line, gsize length)
{
  Scan state = { .at = line, .end = line + length };

  if (length == 0 || length > XY_WIRE_LINE_MOST)
    return XY_WIRE_LENGTH;
  if (!g_utf8_validate_len (line, length, NULL))
    return XY_WIRE_TEXT;
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) line[i];
      /* U+0080 to U+009F are control characters as well. */
      if (c < 0x20 || c == 0x7f || (c == 0xc2 && (guchar) line[i + 1] < 0xa0))
        return XY_WIRE_TEXT;
    }
  return scan (&state);
}

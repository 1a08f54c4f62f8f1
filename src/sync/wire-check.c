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
  guint depth, most;
  Keys keys[XY_WIRE_ROW_DEPTH_MOST];
} Scan;

static XyWireFlaw scan_value (Scan *scan);

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
  /* SQLite takes what begins with a digit for a place in an array. */
  if (length == 0 || length > XY_WIRE_KEY_MOST || g_ascii_isdigit (key[0]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (key[i]) && !g_ascii_isdigit (key[i]) && key[i] != '_')
      return FALSE;
  return TRUE;
}

/* Keeps KEY of the object that has KEYS; FALSE where it is there already. */
static gboolean
add_key (Keys *keys, const char *key, gsize length)
{
  if (keys->n == XY_WIRE_KEYS_MOST || !is_key (key, length))
    return FALSE;
  for (guint i = 0; i < keys->n; i++)
    if (keys->length[i] == length && memcmp (keys->at[i], key, length) == 0)
      return FALSE;
  keys->at[keys->n] = key;
  keys->length[keys->n++] = (guint8) length;
  return TRUE;
}

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->end && *scan->at == ' ')
    scan->at++;
}

/* Whether C comes next; then it is behind. */
static gboolean
skip (Scan *scan, char c)
{
  skip_space (scan);
  if (scan->at == scan->end || *scan->at != c)
    return FALSE;
  scan->at++;
  return TRUE;
}

static XyWireFlaw
scan_member (Scan *scan, Keys *keys)
{
  gboolean escaped;

  if (!skip (scan, '"'))
    return XY_WIRE_JSON;
  const char *key = scan->at;
  if (!skip_string (scan, &escaped))
    return XY_WIRE_TEXT;
  if (escaped || !add_key (keys, key, (gsize) (scan->at - 1 - key)))
    return XY_WIRE_KEY;
  return skip (scan, ':') ? scan_value (scan) : XY_WIRE_JSON;
}

/* Behind the brace or bracket that CLOSE belongs to. */
static XyWireFlaw
scan_nested (Scan *scan, char close)
{
  if (scan->depth == scan->most)
    return XY_WIRE_DEPTH;
  Keys *keys = &scan->keys[scan->depth++];
  keys->n = 0;
  if (!skip (scan, close))
    {
      do
        {
          XyWireFlaw flaw = close == '}' ? scan_member (scan, keys) : scan_value (scan);
          if (flaw != XY_WIRE_FINE)
            return flaw;
        }
      while (skip (scan, ','));
      if (!skip (scan, close))
        return XY_WIRE_JSON;
    }
  scan->depth--;
  return XY_WIRE_FINE;
}

/* -?[0-9]+ of 64 bits, with no 0 before other digits. */
static XyWireFlaw
scan_number (Scan *scan)
{
  char text[24];
  gsize n = 0;
  gint64 value;

  for (; scan->at < scan->end && (g_ascii_isalnum (*scan->at) || strchr ("+-.", *scan->at) != NULL); scan->at++)
    {
      if (n == sizeof text - 1)
        return XY_WIRE_NUMBER;
      text[n++] = *scan->at;
    }
  text[n] = '\0';
  const char *digits = text + (text[0] == '-');
  gsize length = strspn (digits, "0123456789");
  if (length == 0 || digits[length] != '\0')
    return XY_WIRE_NUMBER;
  if (length > 1 && digits[0] == '0')
    return XY_WIRE_JSON;
  return length < 19 || g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL) ? XY_WIRE_FINE
                                                                                                  : XY_WIRE_NUMBER;
}

static XyWireFlaw
scan_word (Scan *scan)
{
  static const char *const words[] = { "null", "true", "false" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);
      if ((gsize) (scan->end - scan->at) >= length && memcmp (scan->at, words[i], length) == 0)
        {
          scan->at += length;
          return XY_WIRE_FINE;
        }
    }
  return XY_WIRE_JSON;
}

static XyWireFlaw
scan_value (Scan *scan)
{
  gboolean escaped;

  if (skip (scan, '"'))
    return skip_string (scan, &escaped) ? XY_WIRE_FINE : XY_WIRE_TEXT;
  if (skip (scan, '{'))
    return scan_nested (scan, '}');
  if (skip (scan, '['))
    return scan_nested (scan, ']');
  if (scan->at < scan->end && (g_ascii_isdigit (*scan->at) || *scan->at == '-'))
    return scan_number (scan);
  return scan_word (scan);
}

/* One object, and nothing behind it. */
static XyWireFlaw
scan_line (Scan *scan)
{
  if (!skip (scan, '{'))
    return XY_WIRE_JSON;
  XyWireFlaw flaw = scan_nested (scan, '}');
  skip_space (scan);
  return flaw == XY_WIRE_FINE && scan->at < scan->end ? XY_WIRE_JSON : flaw;
}

/* In each byte of the eight: whether it is 0; whether it is less than N. Exact up to the first that is. */
#define BYTES(c) (G_GUINT64_CONSTANT (0x0101010101010101) * (c))
#define ZERO(x) (((x) -BYTES (1)) & ~(x) &BYTES (0x80))
#define LESS(x, n) (((x) -BYTES (n)) & ~(x) &BYTES (0x80))

/* Whether there is a control character in TEXT, which is UTF-8. */
static gboolean
has_control (const char *text, gsize length)
{
  gsize i = 0;

  while (i < length)
    {
      guint64 eight;
      if (length - i >= sizeof eight)
        {
          memcpy (&eight, text + i, sizeof eight);
          if ((LESS (eight, 0x20) | ZERO (eight ^ BYTES (0x7f)) | ZERO (eight ^ BYTES (0xc2))) == 0)
            {
              i += sizeof eight;
              continue;
            }
        }
      guchar c = (guchar) text[i];
      /* U+0080 to U+009F are control characters as well. */
      if (c < 0x20 || c == 0x7f || (c == 0xc2 && (guchar) text[i + 1] < 0xa0))
        return TRUE;
      i++;
    }
  return FALSE;
}

static XyWireFlaw
check (const char *line, gsize length, guint depth_most)
{
  Scan scan;

  if (!g_utf8_validate_len (line, length, NULL) || has_control (line, length))
    return XY_WIRE_TEXT;
  scan.at = line;
  scan.end = line + length;
  scan.depth = 0;
  scan.most = depth_most;
  return scan_line (&scan);
}

XyWireFlaw
xy_wire_check_line (const char *line, gsize length)
{
  return length == 0 || length > XY_WIRE_LINE_MOST ? XY_WIRE_LENGTH : check (line, length, XY_WIRE_DEPTH_MOST);
}

gboolean
xy_wire_check_row (const char *row, gsize length)
{
  return check (row, length, XY_WIRE_ROW_DEPTH_MOST) == XY_WIRE_FINE;
}

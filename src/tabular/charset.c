/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/charset.h"

#include "core/error.h"
#include "tabular/input.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define SAMPLE 65536
#define MAX_DECODED 40000000 /* bytes */
#define MAX_UNREADABLE 20000 /* characters; more of them and it is another charset, or no text */

static void
set_no_text (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS,
                       _ ("This is not a spreadsheet that can be read here. If WPS can open it, save it from there as "
                          ".xlsx, then import that."));
}

/* Too many unreadable characters: the caller's word was wrong, or, where there was none, it is no text. */
static void
set_wrong_charset (const char *forced, GError **error)
{
  if (forced != NULL)
    xy_set_invalid (error, "charset", _ ("The text is not written in %s. Choose another character encoding."), forced);
  else
    set_no_text (error);
}

/* "UTF-16LE" or "UTF-16BE" by where zero bytes fall among those of plain ASCII; NULL if it is neither. */
static const char *
guess_utf16 (const guint8 *bytes, gsize length)
{
  gsize zeros[2] = { 0, 0 }, n = MIN (length, SAMPLE);

  for (gsize i = 0; i < n; i++)
    if (bytes[i] == 0)
      zeros[i & 1]++;
  if (zeros[1] > 8 * zeros[0])
    return "UTF-16LE";
  if (zeros[0] > 8 * zeros[1])
    return "UTF-16BE";
  return NULL;
}

/* UTF-8, but for at most a last character cut short, as in a file that was copied halfway. */
static gboolean
is_utf8 (const guint8 *bytes, gsize length)
{
  const char *end;

  if (g_utf8_validate_len ((const char *) bytes, length, &end))
    return TRUE;
  gsize left = length - (gsize) (end - (const char *) bytes);
  return left < 4 && g_utf8_get_char_validated (end, (gssize) left) == (gunichar) -2;
}

static gboolean
convert (const guint8 *bytes, gsize length, const char *forced, XyDecoded *decoded, GError **error)
{
  const char *charset = decoded->charset;
  GIConv converter = g_iconv_open ("UTF-8", charset);
  gsize unit = g_str_has_prefix (charset, "UTF-16") ? 2 : 1, size = MIN (length + length / 2 + 64, MAX_DECODED);

  if (converter == (GIConv) -1)
    {
      xy_set_invalid (error, "charset", _ ("This computer knows no character encoding called %s."), charset);
      return FALSE;
    }

  char *in = (char *) (gpointer) bytes, *buffer = g_malloc (size), *out = buffer;
  gsize in_left = length, out_left = size;
  while (in_left > 0)
    {
      gsize done = g_iconv (converter, &in, &in_left, &out, &out_left);
      int problem = done == (gsize) -1 ? errno : 0;
      if (problem == 0)
        break;
      if (problem != E2BIG && out_left >= 3)
        {
          memcpy (out, "\xef\xbf\xbd", 3);
          out += 3;
          out_left -= 3;
          /* EINVAL: the last character is cut short. */
          gsize skip = problem == EINVAL ? in_left : MIN (unit, in_left);
          in += skip;
          in_left -= skip;
          if (++decoded->unreadable > MAX_UNREADABLE)
            {
              g_free (buffer);
              g_iconv_close (converter);
              set_wrong_charset (forced, error);
              return FALSE;
            }
          continue;
        }
      if (size >= MAX_DECODED)
        {
          g_free (buffer);
          g_iconv_close (converter);
          xy_set_too_large (error);
          return FALSE;
        }
      gsize used = (gsize) (out - buffer);
      size = MIN (2 * size, MAX_DECODED);
      buffer = g_realloc (buffer, size);
      out = buffer + used;
      out_left = size - used;
    }
  g_iconv_close (converter);

  decoded->owned = buffer;
  decoded->text = buffer;
  decoded->length = (gsize) (out - buffer);
  return TRUE;
}

/* Takes what is not UTF-8 for unreadable characters. (Converters may also produce such: glibc's own from UTF-8 does.)
 */
static gboolean
make_valid (const char *bytes, gsize length, const char *forced, XyDecoded *decoded, GError **error)
{
  GString *valid = g_string_sized_new (length + 64);

  while (length > 0)
    {
      const char *end;
      g_utf8_validate_len (bytes, length, &end);
      g_string_append_len (valid, bytes, end - bytes);
      length -= (gsize) (end - bytes);
      if (length == 0)
        break;
      gboolean cut_short = *end != '\0' && g_utf8_get_char_validated (end, (gssize) length) == (gunichar) -2;
      gsize skip = cut_short ? length : 1;
      g_string_append (valid, "\xef\xbf\xbd");
      bytes = end + skip;
      length -= skip;
      if (++decoded->unreadable > MAX_UNREADABLE)
        {
          g_string_free (valid, TRUE);
          g_clear_pointer (&decoded->owned, g_free);
          set_wrong_charset (forced, error);
          return FALSE;
        }
    }
  g_free (decoded->owned);
  decoded->length = valid->len;
  decoded->owned = g_string_free (valid, FALSE);
  decoded->text = decoded->owned;
  return TRUE;
}

/* Bytes that make no sense as a table in any charset: a program, a picture of an unknown kind. */
static gboolean
is_nonsense (const XyDecoded *decoded)
{
  gsize controls = 0, n = MIN (decoded->length, SAMPLE);

  for (gsize i = 0; i < n; i++)
    {
      guchar c = (guchar) decoded->text[i];
      if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f')
        controls++;
    }
  return controls > 4 + n / 100 || decoded->unreadable > 16 + decoded->length / 50;
}

gboolean
xy_charset_decode (const guint8 *bytes, gsize length, const char *forced, XyDecoded *decoded, GError **error)
{
  static const struct
  {
    const char *bom;
    gsize length;
    const char *charset;
  } marks[] = {
    { "\xef\xbb\xbf", 3, "UTF-8" },
    { "\x84\x31\x95\x33", 4, "GB18030" },
    { "\xff\xfe", 2, "UTF-16LE" },
    { "\xfe\xff", 2, "UTF-16BE" },
  };
  const char *charset = forced;
  const char *marked = NULL;

  memset (decoded, 0, sizeof *decoded);
  for (guint i = 0; i < G_N_ELEMENTS (marks) && marked == NULL; i++)
    if (length >= marks[i].length && memcmp (bytes, marks[i].bom, marks[i].length) == 0
        && (forced == NULL || g_ascii_strcasecmp (forced, marks[i].charset) == 0))
      {
        marked = charset = marks[i].charset;
        bytes += marks[i].length;
        length -= marks[i].length;
      }
  if (charset == NULL)
    {
      decoded->guessed = TRUE;
      if (length > 0 && memchr (bytes, 0, MIN (length, SAMPLE)) != NULL)
        charset = guess_utf16 (bytes, length);
      else
        charset = is_utf8 (bytes, length) ? "UTF-8" : "GB18030";
      if (charset == NULL)
        {
          set_no_text (error);
          return FALSE;
        }
    }

  decoded->charset = charset;
  if (g_ascii_strcasecmp (charset, "UTF-8") == 0)
    {
      decoded->text = (const char *) bytes;
      decoded->length = length;
    }
  else if (!convert (bytes, length, forced, decoded, error))
    return FALSE;
  if (!g_utf8_validate_len (decoded->text, decoded->length, NULL)
      && !make_valid (decoded->text, decoded->length, forced, decoded, error))
    return FALSE;

  if (forced == NULL && is_nonsense (decoded))
    {
      g_clear_pointer (&decoded->owned, g_free);
      set_no_text (error);
      return FALSE;
    }
  return TRUE;
}

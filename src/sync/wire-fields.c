/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wire: the members of an object, taken apart in a copy of it, in which each text ends with a NUL. */
#include "sync/wire-private.h"

#include <string.h>

/* What is read now. */
typedef struct
{
  char *at;
  char *end; /* a NUL */
} Text;

/* The quotation mark that ends the string that begins at AT. */
static char *
string_end (char *at, char *end)
{
  for (; at < end && *at != '"'; at++)
    if (*at == '\\' && at + 1 < end)
      at++;
  return at;
}

/* Where the number, word, object or array at AT ends: at a comma, brace or bracket that is not its own. */
static char *
value_end (char *at, char *end)
{
  guint depth = 0;

  for (; at < end; at++)
    {
      if (*at == '"')
        at = string_end (at + 1, end);
      else if (*at == '{' || *at == '[')
        depth++;
      else if (depth == 0 && (*at == ',' || *at == '}' || *at == ']'))
        break;
      else if (*at == '}' || *at == ']')
        depth--;
    }
  return MIN (at, end);
}

static gunichar
read_unit (const char *at)
{
  gunichar unit = 0;

  for (int i = 0; i < 4; i++)
    unit = unit << 4 | (gunichar) (g_ascii_xdigit_value (at[i]) & 15);
  return unit;
}

/* A \u at *AT, which moves on to its last character, as UTF-8 at OUT. Returns: behind that. */
static char *
unescape_unit (char **at, const char *end, char *out)
{
  if (end - *at <= 4)
    return out;
  gunichar unit = read_unit (*at + 1);
  *at += 4;
  if (unit >= 0xd800 && unit < 0xdc00 && end - *at > 6 && (*at)[1] == '\\' && (*at)[2] == 'u')
    {
      unit = 0x10000 + ((unit - 0xd800) << 10) + (read_unit (*at + 3) - 0xdc00);
      *at += 6;
    }
  return out + g_unichar_to_utf8 (unit, out);
}

/* The string of LENGTH at TEXT without its backslashes, in its place. */
static void
unescape (char *text, gsize length)
{
  static const char letters[] = "btnfr", meant[] = "\b\t\n\f\r";
  const char *end = text + length;
  char *out = memchr (text, '\\', length);

  if (out == NULL)
    return;
  for (char *at = out; at < end; at++)
    {
      if (*at != '\\' || at + 1 == end)
        {
          *out++ = *at;
          continue;
        }
      const char *letter = *++at != '\0' ? strchr (letters, *at) : NULL;
      if (*at == 'u')
        out = unescape_unit (&at, end, out);
      else
        *out++ = letter != NULL ? meant[letter - letters] : *at;
    }
  *out = '\0';
}

static void
skip_space (Text *text)
{
  while (text->at < text->end && (*text->at == ' ' || *text->at == ','))
    text->at++;
}

static gboolean
read_string (Text *text, const char **string)
{
  char *start = text->at + 1, *stop = string_end (start, text->end);

  if (stop == text->end)
    return FALSE;
  *stop = '\0';
  unescape (start, (gsize) (stop - start));
  *string = start;
  text->at = stop + 1;
  return TRUE;
}

static char
kind_of (char first)
{
  return first == 'n'                              ? '0'
         : first == 't' || first == 'f'            ? 'b'
         : first == '{' || first == '['            ? first
         : g_ascii_isdigit (first) || first == '-' ? 'n'
                                                   : '\0';
}

/* The value at AT. What follows it is read before it gets its NUL. */
static gboolean
read_value (Text *text, XyWireField *field)
{
  while (text->at < text->end && *text->at == ' ')
    text->at++;
  field->number = 0;
  if (text->at < text->end && *text->at == '"')
    {
      field->kind = 't';
      return read_string (text, &field->text);
    }
  char *start = text->at, *stop = value_end (start, text->end);
  field->kind = kind_of (*start);
  field->text = start;
  text->at = stop < text->end ? stop + 1 : stop;
  while (stop > start && stop[-1] == ' ')
    stop--;
  *stop = '\0';
  if (field->kind == 'n')
    field->number = g_ascii_strtoll (start, NULL, 10);
  return field->kind != '\0';
}

guint
xy_wire_split (char *text, gsize length, XyWireField *list, guint most)
{
  Text rest = { .at = text, .end = text + length };
  guint n = 0;

  skip_space (&rest);
  gboolean named = *rest.at == '{';
  if (rest.at < rest.end)
    rest.at++;
  for (skip_space (&rest); n < most && rest.at < rest.end && *rest.at != '}' && *rest.at != ']'; skip_space (&rest))
    {
      XyWireField *field = &list[n];
      field->name = NULL;
      if (named)
        {
          if (*rest.at != '"' || !read_string (&rest, &field->name))
            break;
          while (rest.at < rest.end && (*rest.at == ' ' || *rest.at == ':'))
            rest.at++;
        }
      if (!read_value (&rest, field))
        break;
      n++;
    }
  return n;
}

void
xy_wire_fields_read (XyWireFields *fields, const char *object, gsize length)
{
  guint most = 1;

  for (const char *at = object; (at = memchr (at, ',', length - (gsize) (at - object))) != NULL; at++)
    most++;
  fields->own = g_strndup (object, length);
  fields->list = g_new (XyWireField, most);
  fields->n = xy_wire_split (fields->own, length, fields->list, most);
}

void
xy_wire_fields_clear (XyWireFields *fields)
{
  g_free (fields->list);
  g_free (fields->own);
  *fields = (XyWireFields){ 0 };
}

const XyWireField *
xy_wire_fields_find (const XyWireFields *fields, const char *name)
{
  for (guint i = 0; i < fields->n; i++)
    if (fields->list[i].name[0] == name[0] && strcmp (fields->list[i].name, name) == 0)
      return &fields->list[i];
  return NULL;
}

const char *
xy_wire_fields_text (const XyWireFields *fields, const char *name)
{
  const XyWireField *field = xy_wire_fields_find (fields, name);

  return field != NULL && field->kind == 't' ? field->text : NULL;
}

gint64
xy_wire_fields_int (const XyWireFields *fields, const char *name)
{
  const XyWireField *field = xy_wire_fields_find (fields, name);

  return field != NULL ? field->number : 0;
}

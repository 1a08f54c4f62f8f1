/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/json.h"

struct _XyJson
{
  GString *text;
  GString *open; /* the brackets that are open */
};

static void
append_string (GString *json, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (json, '"');
  for (const char *c = valid; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *c < 0x20)
        g_string_append_printf (json, "\\u%04x", *c);
      else
        g_string_append_c (json, *c);
    }
  g_string_append_c (json, '"');
}

static void
start_member (XyJson *json, const char *key)
{
  gsize length = json->text->len;

  if (length > 0 && json->text->str[length - 1] != '{' && json->text->str[length - 1] != '[')
    g_string_append_c (json->text, ',');
  if (key != NULL)
    {
      append_string (json->text, key);
      g_string_append_c (json->text, ':');
    }
}

XyJson *
xy_json_new (void)
{
  XyJson *json = g_new0 (XyJson, 1);

  json->text = g_string_new (NULL);
  json->open = g_string_new (NULL);
  return json;
}

void
xy_json_free (XyJson *json)
{
  if (json == NULL)
    return;
  g_string_free (json->text, TRUE);
  g_string_free (json->open, TRUE);
  g_free (json);
}

void
xy_json_open (XyJson *json, const char *key, char bracket)
{
  start_member (json, key);
  g_string_append_c (json->text, bracket);
  g_string_append_c (json->open, bracket);
}

void
xy_json_close (XyJson *json)
{
  g_return_if_fail (json->open->len > 0);
  g_string_append_c (json->text, json->open->str[json->open->len - 1] == '{' ? '}' : ']');
  g_string_truncate (json->open, json->open->len - 1);
}

void
xy_json_text (XyJson *json, const char *key, const char *text)
{
  start_member (json, key);
  if (text != NULL)
    append_string (json->text, text);
  else
    g_string_append (json->text, "null");
}

void
xy_json_int (XyJson *json, const char *key, gint64 number)
{
  start_member (json, key);
  g_string_append_printf (json->text, "%" G_GINT64_FORMAT, number);
}

void
xy_json_bool (XyJson *json, const char *key, gboolean value)
{
  start_member (json, key);
  g_string_append (json->text, value ? "true" : "false");
}

const char *
xy_json_get (XyJson *json)
{
  return json->text->str;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/record-check.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"

#define MEMBER(record, field) (*(char **) ((char *) (record) + (field)->offset))

static gboolean
too_long (const XyField *field, const char *text, glong most, GError **error)
{
  if (text == NULL || g_utf8_strlen (text, -1) <= most)
    return FALSE;

  xy_set_invalid (error, field->name, _ ("%s is too long: at most %ld characters."), _ (field->label), most);
  return TRUE;
}

static gboolean
tidy_text (const XyField *field, char **member, GError **error)
{
  gboolean is_long = (field->flags & XY_FIELD_LONG_TEXT) != 0;

  if (!xy_text_is_valid (*member, -1))
    {
      xy_set_invalid (error, field->name, _ ("%s contains characters that cannot be kept. Please type it again."),
                      _ (field->label));
      return FALSE;
    }
  char *clean = is_long ? xy_text_clean_lines (*member) : xy_text_clean (*member);
  g_free (*member);
  *member = clean;
  if (clean[0] == '\0')
    g_clear_pointer (member, g_free);
  return !too_long (field, *member, is_long ? XY_LONG_TEXT_MOST : XY_TEXT_MOST, error);
}

static guint
count_rows (const char *text)
{
  guint n = text[0] != '\0';

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* Whether TEXT, deflated, is at most XY_TABLE_PACKED_MOST bytes. */
static gboolean
packs_well (const char *text, gsize length)
{
  g_autoptr (GConverter) packer = G_CONVERTER (
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, /* as the window and a phone can wait for */ 6));
  g_autofree char *packed = g_malloc (XY_TABLE_PACKED_MOST + 1);
  gsize read, written;

  return length == 0
         || g_converter_convert (packer, text, length, packed, XY_TABLE_PACKED_MOST + 1, G_CONVERTER_INPUT_AT_END,
                                 &read, &written, NULL)
                == G_CONVERTER_FINISHED;
}

/* Each cell is cleaned for itself; a tab ends a cell, a line feed a row. */
static gboolean
tidy_table (const XyField *field, char **member, GError **error)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  g_auto (GStrv) rows = g_strsplit (*member, "\n", -1);

  if (!xy_text_is_valid (*member, -1))
    {
      xy_set_invalid (error, field->name, _ ("%s contains characters that cannot be kept. Please type it again."),
                      _ (field->label));
      return FALSE;
    }
  for (char **row = rows; *row != NULL; row++)
    {
      g_auto (GStrv) cells = g_strsplit (*row, "\t", -1);
      for (char **cell = cells; *cell != NULL; cell++)
        {
          g_autofree char *text = xy_text_clean (*cell);
          g_string_append_printf (clean, "%s%s", cell != cells ? "\t" : "", text);
        }
      g_string_append (clean, row[1] != NULL ? "\n" : "");
    }
  g_strchomp (clean->str);
  clean->len = strlen (clean->str);
  guint n_rows = count_rows (clean->str);
  if (n_rows > XY_TABLE_ROWS_MOST)
    {
      xy_set_invalid (error, field->name,
                      _ ("%s has %u rows; one document holds at most %d. Please make one for each group."),
                      _ (field->label), n_rows, XY_TABLE_ROWS_MOST);
      return FALSE;
    }
  if (clean->len > XY_TABLE_TEXT_MOST || !packs_well (clean->str, clean->len))
    {
      xy_set_invalid (error, field->name,
                      _ ("%s is too long to be kept in one document. Please make one for each group."),
                      _ (field->label));
      return FALSE;
    }
  xy_set_str (member, clean->str[0] != '\0' ? clean->str : NULL);
  return TRUE;
}

static gboolean
tidy_day (const XyField *field, char **member, GError **error)
{
  char day[XY_DAY_SIZE];

  if (xy_day_precision (*member) != XY_DAY_NONE)
    return TRUE;
  if (xy_day_parse (*member, day) == XY_DAY_NONE)
    {
      xy_set_invalid (error, field->name, _ ("%s is no day of the calendar. Please write it as 2026-11-22."),
                      _ (field->label));
      return FALSE;
    }
  xy_set_str (member, day);
  return TRUE;
}

gboolean
xy_record_tidy (gpointer record, GError **error)
{
  const XyRecordType *type = xy_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const XyField *field = &type->fields[i];

      if ((field->flags & XY_FIELD_DERIVED) != 0 || (field->type != XY_FIELD_TEXT && field->type != XY_FIELD_DAY))
        continue;
      char **member = &MEMBER (record, field);
      if (*member != NULL && (*member)[0] == '\0')
        g_clear_pointer (member, g_free);
      if (*member == NULL)
        continue;
      if (field->type == XY_FIELD_DAY            ? !tidy_day (field, member, error)
          : (field->flags & XY_FIELD_TABLE) != 0 ? !tidy_table (field, member, error)
                                                 : !tidy_text (field, member, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_record_check_length (gconstpointer record, const char *field, const char *text, glong most, GError **error)
{
  return !too_long (xy_record_type_field (xy_record_type (record), field), text, most, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/record-format.h"
#include "sync/standing-private.h"

/* So many of its fields tell a record from others. */
#define FIELDS_MOST 4
/* What a text is cut at, characters. */
#define TEXT_MOST 24

#define NOT_SHOWN (XY_FIELD_DERIVED | XY_FIELD_LONG_TEXT | XY_FIELD_SENSITIVE | XY_FIELD_TABLE | XY_FIELD_ATTACHMENT)

/* NULL where it has none. */
static char *
own_name (const XyRecord *record)
{
  static const char *const names[] = { "head_name", "name", "title", "topic", "item" };
  const XyRecordType *type = xy_record_type (record);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const XyField *name = xy_record_type_field (type, names[i]);
      g_autofree char *found = name != NULL ? xy_record_format (record, name, TRUE) : NULL;
      if (found != NULL && *found != '\0')
        return g_steal_pointer (&found);
    }
  return NULL;
}

/* What a record is called that another one names. */
static char *
name_of (XyStore *store, const XyField *field, const char *text)
{
  const XyRecordType *type = xy_record_type_by_table (field->of != NULL ? field->of : field->name);
  XyId id;

  if (type == NULL || text == NULL || !xy_id_from_text (text, &id))
    return NULL;
  g_autoptr (XyRecord) record = xy_record_get (store, type, &id, NULL);
  return record != NULL ? own_name (record) : NULL;
}

static char *
shown (XyStore *store, const XyRecord *record, const XyField *field)
{
  g_autofree char *text = NULL;

  if ((field->flags & NOT_SHOWN) != 0)
    return NULL;
  switch (field->type)
    {
    case XY_FIELD_ID:
      text = xy_record_get_text (record, field);
      return name_of (store, field, text);
    case XY_FIELD_TEXT:
    case XY_FIELD_DAY:
    case XY_FIELD_POINTS:
    case XY_FIELD_MONEY:
      text = xy_record_format (record, field, TRUE);
      break;
    case XY_FIELD_INT:
    case XY_FIELD_BOOL:
    case XY_FIELD_INSTANT:
    case XY_FIELD_BYTES:
    default:
      return NULL;
    }
  if (*text == '\0' || g_str_equal (text, "0"))
    return NULL;
  if (g_utf8_strlen (text, -1) <= TEXT_MOST)
    return g_steal_pointer (&text);
  g_autofree char *cut = g_utf8_substring (text, 0, TEXT_MOST);
  return g_strconcat (cut, "…", NULL);
}

char *
xy_standing_value (XyStore *store, const XyField *field, const char *text, gboolean masked)
{
  if (field->type != XY_FIELD_ID)
    return xy_field_format (field, text, masked);
  char *name = name_of (store, field, text);
  return name != NULL ? name : g_strdup (text != NULL ? _ ("(a record without a name)") : "");
}

char *
xy_standing_words (XyStore *store, const XyRecord *record)
{
  const XyRecordType *type = xy_record_type (record);
  GString *words = g_string_new (_ (type->noun));

  for (guint i = 0, n = 0; i < type->n_fields && n < FIELDS_MOST; i++)
    {
      g_autofree char *text = shown (store, record, &type->fields[i]);

      if (text == NULL)
        continue;
      g_string_append_printf (words, " · %s", text);
      n++;
    }
  return g_string_free (words, FALSE);
}

char *
xy_standing_name (XyStore *store, const XyRecord *record)
{
  char *name = own_name (record);

  return name != NULL ? name : xy_standing_words (store, record);
}

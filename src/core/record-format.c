/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/record-format.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/mask.h"
#include "core/number.h"

/* 云岭镇石板溪村3组12号 is 云岭镇石板溪村***. */
static char *
mask_address (const char *address)
{
  static const char *const places[] = { "村", "社区", "镇", "乡", "街道", "县" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *at = strstr (address, places[i]);
      if (at != NULL)
        return g_strdup_printf ("%.*s***", (int) (at - address + (gssize) strlen (places[i])), address);
    }
  return g_strdup ("***");
}

static char *
mask (const XyField *field, const char *text)
{
  if (field->type == XY_FIELD_DAY)
    return g_strndup (text, 4);
  if (g_str_equal (field->name, "id_number"))
    return xy_mask_id_number (text);
  if (g_str_equal (field->name, "phone"))
    return xy_mask_phone (text);
  if (g_str_equal (field->name, "bank"))
    return xy_mask_bank_card (text);
  if (g_str_equal (field->name, "address"))
    return mask_address (text);
  return xy_mask_text (text);
}

static char *
format_text (const XyField *field, const char *text, gboolean masked)
{
  const char *label = xy_word_label (field->words, text);

  if (label != NULL)
    return g_strdup (label);
  return masked && (field->flags & XY_FIELD_PERSONAL) != 0 ? mask (field, text) : g_strdup (text);
}

char *
xy_field_format (const XyField *field, const char *text, gboolean masked)
{
  gint64 number;

  if (text == NULL || text[0] == '\0')
    return g_strdup ("");
  number = g_ascii_strtoll (text, NULL, 10);
  switch (field->type)
    {
    case XY_FIELD_TEXT:
    case XY_FIELD_DAY:
      return format_text (field, text, masked);
    case XY_FIELD_INT:
      return g_strdup (text);
    case XY_FIELD_BOOL:
      return g_strdup (number != 0 ? _ ("yes") : _ ("no"));
    case XY_FIELD_POINTS:
      return xy_points_format (number);
    case XY_FIELD_MONEY:
      return xy_money_format (number);
    case XY_FIELD_INSTANT:
      return xy_instant_format (number);
    case XY_FIELD_ID:
    case XY_FIELD_BYTES:
    default:
      return g_strdup ("");
    }
}

char *
xy_record_format (gconstpointer record, const XyField *field, gboolean masked)
{
  g_autofree char *text = xy_record_get_text (record, field);

  return xy_field_format (field, text, masked);
}

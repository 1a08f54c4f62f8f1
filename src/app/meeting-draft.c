/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-draft.h"

/* Where it was, its id, whether it has a row, its fields. */
#define LINE "(ssba{ss})"

void
xy_meeting_draft_clear (XyMeetingDraft *draft)
{
  g_clear_object (&draft->composed);
  g_clear_object (&draft->edited);
  g_clear_pointer (&draft->sent, g_ptr_array_unref);
}

static void
add (GVariantBuilder *builder, const char *where, const XyMeetingLine *line)
{
  const XyRecordType *type = &xy_meeting_line_type;
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&line->record.id, id);
  g_variant_builder_open (builder, G_VARIANT_TYPE (LINE));
  g_variant_builder_add (builder, "s", where);
  g_variant_builder_add (builder, "s", id);
  g_variant_builder_add (builder, "b", line->record.stored);
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *value = xy_record_get_text (line, &type->fields[i]);
      if (value != NULL && g_utf8_validate (value, -1, NULL))
        g_variant_builder_add (builder, "{ss}", type->fields[i].name, value);
    }
  g_variant_builder_close (builder);
  g_variant_builder_close (builder);
}

char *
xy_meeting_draft_write (const XyMeetingDraft *draft)
{
  GVariantBuilder builder;

  if (draft->composed == NULL && draft->edited == NULL && (draft->sent == NULL || draft->sent->len == 0))
    return NULL;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" LINE));
  for (guint i = 0; draft->sent != NULL && i < draft->sent->len; i++)
    add (&builder, "sent", draft->sent->pdata[i]);
  if (draft->edited != NULL)
    add (&builder, "edited", draft->edited);
  if (draft->composed != NULL)
    add (&builder, "composed", draft->composed);
  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (all, FALSE);
}

static XyMeetingLine *
read_line (const char *id, gboolean stored, GVariant *values)
{
  XyMeetingLine *line = xy_record_new (&xy_meeting_line_type);
  const char *name, *value;
  GVariantIter iter;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    {
      const XyField *field = xy_record_type_field (&xy_meeting_line_type, name);
      if (field != NULL)
        xy_record_set_text (line, field, value);
    }
  line->record.stored = stored;
  if (!xy_id_from_text (id, &line->record.id))
    g_clear_object (&line);
  return line;
}

void
xy_meeting_draft_read (const char *text, const XyId *meeting, XyMeetingDraft *draft)
{
  g_autoptr (GVariant) all = NULL;
  GVariantIter iter;
  GVariant *values;
  const char *where, *id;
  gboolean stored;

  *draft = (XyMeetingDraft){ .sent = g_ptr_array_new_with_free_func (g_object_unref) };
  all = text != NULL ? g_variant_parse (G_VARIANT_TYPE ("a" LINE), text, NULL, NULL, NULL) : NULL;
  if (all == NULL)
    return;
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "(&s&sb@a{ss})", &where, &id, &stored, &values))
    {
      g_autoptr (XyMeetingLine) line = read_line (id, stored, values);

      g_variant_unref (values);
      if (line == NULL || !xy_id_same (&line->meeting, meeting))
        continue;
      if (g_str_equal (where, "sent"))
        g_ptr_array_add (draft->sent, g_steal_pointer (&line));
      else if (g_str_equal (where, "edited"))
        g_set_object (&draft->edited, line);
      else if (g_str_equal (where, "composed"))
        g_set_object (&draft->composed, line);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the hand into the minutes, and back where it was refused. */
#include <glib/gi18n-lib.h>

#include "app/meeting-desk-private.h"
#include "core/error.h"

void
xy_meeting_desk_stop_editing (XyMeetingDesk *self)
{
  if (self->edited == NULL)
    return;
  xy_meeting_desk_set_row_child (self, &self->edited_id, NULL);
  g_clear_pointer (&self->edited, xy_meeting_hand_free);
  self->edited_id = XY_ID_NONE;
  xy_meeting_desk_keep_draft_soon (self);
}

void
xy_meeting_desk_edit (XyMeetingDesk *self, const XyId *id, const char *field)
{
  XyMeetingLine *line = self->sheet != NULL ? xy_meeting_sheet_line (self->sheet, id) : NULL;

  if (line == NULL || !xy_meeting_desk_is_open (self))
    return;
  if (self->edited != NULL && xy_id_same (&self->edited_id, id))
    {
      xy_meeting_hand_focus (self->edited, field != NULL ? field : "text");
      return;
    }
  xy_meeting_desk_build_lines (self);
  /* What was changed there is kept first. */
  if (self->edited != NULL && !xy_meeting_desk_leave_hand (self, self->edited))
    return;
  self->edited = xy_meeting_hand_new (self);
  self->edited_id = *id;
  xy_meeting_hand_refresh (self->edited);
  xy_meeting_hand_take (self->edited, line);
  xy_meeting_desk_set_row_child (self, id, self->edited->box);
  xy_meeting_hand_focus (self->edited, field != NULL ? field : "text");
}

static gboolean
differs (const XyMeetingLine *one, const XyMeetingLine *other)
{
  for (guint i = 0; i < xy_meeting_line_type.n_fields; i++)
    if (!xy_record_field_equal (one, other, &xy_meeting_line_type.fields[i]))
      return TRUE;
  return FALSE;
}

/* The topic that a line at the end belongs to; one that was left a moment ago may not have been read yet. */
static XyId
last_topic (XyMeetingDesk *self)
{
  XyId topic = XY_ID_NONE;

  if (!xy_id_is_none (&self->new_topic) && xy_meeting_sheet_line (self->sheet, &self->new_topic) == NULL)
    return self->new_topic;
  for (guint i = 0; i < self->sheet->lines->len; i++)
    {
      const XyMeetingLine *line = self->sheet->lines->pdata[i];
      if (g_str_equal (line->kind, "topic"))
        topic = line->record.id;
    }
  return topic;
}

gboolean
xy_meeting_desk_leave_hand (XyMeetingDesk *self, XyMeetingHand *hand)
{
  g_autoptr (XyMeetingLine) line = xy_meeting_hand_read (hand);
  gboolean changes = hand == self->edited;

  if (self->sheet == NULL || (!changes && xy_meeting_hand_is_empty (hand)))
    return TRUE;
  if (changes && !differs (line, hand->line))
    {
      xy_meeting_desk_stop_editing (self);
      return TRUE;
    }
  if (line->text == NULL)
    {
      xy_meeting_hand_set_problem (hand, "text", _ ("Please write the point."));
      return FALSE;
    }
  if (!changes && g_str_equal (line->kind, "topic"))
    {
      line->topic = XY_ID_NONE;
      self->new_topic = line->record.id;
    }
  else if (!changes)
    line->topic = last_topic (self);
  xy_meeting_desk_send (self, g_steal_pointer (&line));
  if (changes)
    xy_meeting_desk_stop_editing (self);
  else
    {
      /* After a topic people speak. */
      if (g_str_equal (hand->kind, "topic") && self->sheet->meeting->stage != XY_MEETING_PLANNED)
        hand->kind = "speech";
      self->at_end = TRUE;
      xy_meeting_hand_renew (hand);
      xy_meeting_hand_focus (hand, NULL);
    }
  return TRUE;
}

void
xy_meeting_desk_refused (XyMeetingDesk *self, XyMeetingLine *line, const GError *error)
{
  XyMeetingHand *hand = self->composed;
  const char *field = xy_error_get_field (error);

  if (xy_id_same (&self->new_topic, &line->record.id))
    self->new_topic = XY_ID_NONE;
  if (line->record.stored)
    {
      xy_meeting_desk_edit (self, &line->record.id, NULL);
      if (self->edited != NULL && xy_id_same (&self->edited_id, &line->record.id))
        hand = self->edited;
    }
  /* Whoever typed on meanwhile keeps that too. */
  else if (!xy_meeting_hand_is_empty (hand))
    {
      g_autoptr (XyMeetingLine) typed = xy_meeting_hand_read (hand);
      g_autofree char *both = g_strconcat (line->text, "\n", typed->text != NULL ? typed->text : "", NULL);
      xy_set_str (&line->text, both);
    }
  g_autoptr (XyMeetingLine) before = hand == self->edited ? g_object_ref (hand->line) : NULL;
  xy_meeting_hand_take (hand, line);
  /* Against what is in the file, so that it counts as changed. */
  if (before != NULL)
    g_set_object (&hand->line, before);
  xy_meeting_hand_set_problem (hand, field, error->message);
  xy_meeting_desk_keep_draft_now (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes on behind the desk: reading, and the draft of what is in hand. */
#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/meeting-desk-private.h"
#include "app/meeting-draft.h"
#include "core/draft.h"
#include "core/store.h"

/* Acts follow one another quickly while people come in: reads once they pause for so long. */
#define READ_DELAY 40

static void
desk_clear (gpointer data)
{
  XyMeetingDesk *self = data;

  g_clear_pointer (&self->sheet, xy_meeting_sheet_free);
  g_clear_pointer (&self->gaps, g_ptr_array_unref);
  g_hash_table_unref (self->present_rows);
  g_hash_table_unref (self->line_rows);
  g_hash_table_unref (self->places);
  g_clear_object (&self->due);
  g_ptr_array_unref (self->sending);
  g_queue_clear_full (&self->asks, (GDestroyNotify) xy_meeting_coming_free);
  g_clear_pointer (&self->keeper, xy_draft_keeper_free);
  g_clear_object (&self->desk);
}

XyMeetingDesk *
xy_meeting_desk_ref (XyMeetingDesk *self)
{
  return g_rc_box_acquire (self);
}

void
xy_meeting_desk_unref (XyMeetingDesk *self)
{
  g_rc_box_release_full (self, desk_clear);
}

/* The draft. */

char *
xy_meeting_desk_dump_draft (gpointer desk)
{
  XyMeetingDesk *self = desk;
  XyMeetingDraft draft = { .sent = self->sending };
  g_autoptr (XyMeetingLine) composed =
      xy_meeting_hand_is_empty (self->composed) ? NULL : xy_meeting_hand_read (self->composed);
  g_autoptr (XyMeetingLine) edited = self->edited != NULL ? xy_meeting_hand_read (self->edited) : NULL;

  draft.composed = composed;
  draft.edited = edited;
  return xy_meeting_draft_write (&draft);
}

void
xy_meeting_desk_draft_saved (gpointer desk, const GError *error)
{
  if (((XyMeetingDesk *) desk)->dialog != NULL)
    xy_meeting_desk_show_saved (desk, error);
}

/* Before it is read nothing is known of what was there. */
void
xy_meeting_desk_keep_draft_now (XyMeetingDesk *self)
{
  if (self->loaded)
    xy_draft_keeper_now (self->keeper);
}

void
xy_meeting_desk_keep_draft_soon (XyMeetingDesk *self)
{
  if (self->loaded)
    xy_draft_keeper_soon (self->keeper);
}

/* A line that was left and did not arrive sets out again. */
static void
restore (XyMeetingDesk *self, const char *text)
{
  g_auto (XyMeetingDraft) draft = { 0 };
  XyMeetingLine *stored;
  gboolean back = FALSE;

  xy_meeting_draft_read (text, &self->id, &draft);
  for (guint i = 0; i < draft.sent->len && xy_meeting_desk_is_open (self); i++)
    {
      XyMeetingLine *line = draft.sent->pdata[i];
      if (!line->record.stored && xy_meeting_sheet_line (self->sheet, &line->record.id) == NULL)
        {
          xy_meeting_desk_send (self, g_object_ref (line));
          back = TRUE;
        }
      else if (line->record.stored && draft.edited == NULL)
        draft.edited = g_object_ref (line);
    }
  if (draft.composed != NULL && xy_meeting_sheet_line (self->sheet, &draft.composed->record.id) == NULL)
    {
      xy_meeting_hand_take (self->composed, draft.composed);
      back = TRUE;
    }
  stored = draft.edited != NULL ? xy_meeting_sheet_line (self->sheet, &draft.edited->record.id) : NULL;
  if (stored != NULL && xy_meeting_desk_is_open (self))
    {
      xy_meeting_desk_edit (self, &stored->record.id, NULL);
      xy_meeting_hand_take (self->edited, draft.edited);
      g_set_object (&self->edited->line, stored);
      back = TRUE;
    }
  gtk_widget_set_visible (self->resumed, back);
  /* What arrived is no draft any more. */
  if (text != NULL)
    xy_meeting_desk_keep_draft_soon (self);
}

/* Reading */

typedef struct
{
  XyMeetingDesk *self;
  XyId id;
  char *draft_name; /* NULL: not the first time */
  XyMeetingSheet *sheet;
  GPtrArray *gaps, *due;
  char *draft;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->sheet, xy_meeting_sheet_free);
  g_clear_pointer (&reading->gaps, g_ptr_array_unref);
  g_clear_pointer (&reading->due, g_ptr_array_unref);
  g_free (reading->draft_name);
  g_free (reading->draft);
  g_free (reading);
}

static gpointer
read_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->sheet = xy_meeting_sheet_load (store, &reading->id, error);
  if (reading->sheet == NULL)
    return NULL;
  reading->gaps = xy_meeting_missing (store, &reading->id, error);
  if (reading->gaps == NULL)
    return NULL;
  if (reading->draft_name == NULL)
    return reading;
  reading->due = xy_meeting_people_due (store, reading->sheet->meeting, reading->sheet->kind, error);
  reading->draft = xy_draft_load (store, reading->draft_name, NULL);
  return reading->due != NULL ? reading : NULL;
}

static void
take (XyMeetingDesk *self, Reading *reading)
{
  gboolean first = !self->loaded;

  g_clear_pointer (&self->sheet, xy_meeting_sheet_free);
  g_clear_pointer (&self->gaps, g_ptr_array_unref);
  self->sheet = g_steal_pointer (&reading->sheet);
  self->gaps = g_steal_pointer (&reading->gaps);
  if (reading->due != NULL)
    xy_meeting_desk_take_due (self, g_steal_pointer (&reading->due));
  if (first)
    self->composed->kind = "topic";
  xy_meeting_desk_show (self);
  if (!first)
    return;
  self->loaded = TRUE;
  if (self->sheet->lines->len > 0 && xy_meeting_desk_is_recording (self))
    xy_meeting_hand_set_kind (self->composed, "speech");
  restore (self, reading->draft);
  if (self->edited == NULL)
    {
      if (self->sheet->n_present == 0 && xy_meeting_desk_is_recording (self) && self->sheet->lines->len == 0)
        gtk_widget_grab_focus (self->arrive);
      else
        xy_meeting_hand_focus (self->composed, xy_meeting_hand_is_empty (self->composed) ? NULL : "text");
    }
}

static void start_reading (XyMeetingDesk *self);

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  XyMeetingDesk *self = data;
  g_autoptr (GError) error = NULL;
  Reading *reading = xy_worker_run_finish (XY_WORKER (source), result, &error);

  self->reading = FALSE;
  if (self->dialog != NULL && reading != NULL)
    take (self, reading);
  else if (self->dialog != NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  if (self->dialog != NULL && self->read_again)
    start_reading (self);
  xy_meeting_desk_unref (self);
}

static void
start_reading (XyMeetingDesk *self)
{
  Reading *reading;

  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  reading = g_new0 (Reading, 1);
  reading->id = self->id;
  reading->draft_name = self->loaded ? NULL : g_strdup (xy_draft_keeper_get_name (self->keeper));
  /* The answer is the question, filled in. */
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_on_worker, reading, reading_free, NULL, NULL,
                 on_read, xy_meeting_desk_ref (self));
}

static gboolean
on_read_due (gpointer data)
{
  XyMeetingDesk *self = data;

  self->read_source = 0;
  start_reading (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (XyWorker *worker, guint topics, XyMeetingDesk *self)
{
  if ((topics & (XY_TOPIC_MEETING | XY_TOPIC_MATTER)) != 0 && self->loaded && self->read_source == 0)
    self->read_source = g_timeout_add (READ_DELAY, on_read_due, self);
}

void
xy_meeting_desk_load (XyMeetingDesk *self)
{
  self->changed_handler = g_signal_connect (xy_desk_get_worker (self->desk), "changed", G_CALLBACK (on_changed), self);
  self->desk_handler =
      g_signal_connect_swapped (self->desk, "changed", G_CALLBACK (xy_meeting_desk_facts_changed), self);
  start_reading (self);
}

/* The window is gone; what is under way goes on. */
void
xy_meeting_desk_close (XyMeetingDesk *self)
{
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_handle_id (&self->build_source, g_source_remove);
  g_clear_handle_id (&self->come_source, g_source_remove);
  g_clear_signal_handler (&self->changed_handler, xy_desk_get_worker (self->desk));
  g_clear_signal_handler (&self->desk_handler, self->desk);
  xy_draft_keeper_flush (self->keeper);
  g_clear_pointer (&self->edited, xy_meeting_hand_free);
  g_clear_pointer (&self->composed, xy_meeting_hand_free);
  self->dialog = NULL;
}

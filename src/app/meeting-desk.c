/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-desk.h"

#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/dialog.h"
#include "app/help-window.h"
#include "app/keys.h"
#include "app/meeting-desk-private.h"
#include "app/words.h"

/* Pixels; with larger text the minutes need the room. */
#define PEOPLE_WIDTH 372
#define PEOPLE_LEAST 290 /* at the standard text size */

gboolean
xy_meeting_desk_is_recording (const XyMeetingDesk *self)
{
  return self->sheet != NULL && self->sheet->meeting->stage == XY_MEETING_RECORDING
         && xy_desk_may (self->desk, XY_MAY_KEEP_MEETINGS) && !xy_desk_is_read_only (self->desk);
}

gboolean
xy_meeting_desk_is_open (const XyMeetingDesk *self)
{
  return xy_meeting_desk_is_recording (self)
         || (self->sheet != NULL && self->sheet->meeting->stage == XY_MEETING_PLANNED
             && xy_desk_may (self->desk, XY_MAY_KEEP_MEETINGS) && !xy_desk_is_read_only (self->desk));
}

void
xy_meeting_desk_say (XyMeetingDesk *self, gboolean wrong, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->status), words != NULL ? words : "");
  gtk_widget_set_tooltip_text (self->status, words);
  gtk_widget_set_visible (self->status, words != NULL);
  xy_cells_set_css (self->status, "error-line", wrong);
}

/* What the stage means for whoever writes here. */
static const char *
note_of_stage (const XyMeetingDesk *self)
{
  switch ((XyMeetingStage) self->sheet->meeting->stage)
    {
    case XY_MEETING_READY:
      return _ ("The record is complete and waits to be signed. Go on writing opens it again.");
    case XY_MEETING_SIGNED:
    case XY_MEETING_FILED:
      return _ ("The minutes are signed and do not change any more. Put a mistake right by an addition.");
    case XY_MEETING_CANCELLED:
    case XY_MEETING_VOID:
      return _ ("This meeting is over; nothing is written here any more.");
    case XY_MEETING_PLANNED:
    case XY_MEETING_RECORDING:
    case XY_MEETING_N_STAGES:
    default:
      return NULL;
    }
}

void
xy_meeting_desk_show (XyMeetingDesk *self)
{
  self->filling = TRUE;
  xy_meeting_desk_show_head (self);
  xy_meeting_desk_show_tick (self);
  xy_meeting_desk_show_people (self);
  xy_meeting_hand_refresh (self->composed);
  if (self->edited != NULL)
    xy_meeting_hand_refresh (self->edited);
  xy_meeting_desk_show_lines (self);
  xy_meeting_desk_show_foot (self);
  gtk_label_set_text (GTK_LABEL (self->stage_note), note_of_stage (self) != NULL ? note_of_stage (self) : "");
  gtk_widget_set_visible (self->stage_note, note_of_stage (self) != NULL);
  self->filling = FALSE;
}

void
xy_meeting_desk_facts_changed (XyMeetingDesk *self)
{
  if (self->dialog != NULL && self->sheet != NULL)
    xy_meeting_desk_show_foot (self);
}

/* Keys */

static XyMeetingHand *
hand_with_keys (XyMeetingDesk *self)
{
  return self->edited != NULL && xy_meeting_hand_has_focus (self->edited) ? self->edited : self->composed;
}

/* What stands in a text can be taken back there; otherwise it is the last act. */
static gboolean
undo (XyMeetingDesk *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->dialog));
  gboolean typed = FALSE;

  if (GTK_IS_TEXT_VIEW (focus))
    typed = gtk_text_buffer_get_can_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)));
  else if (GTK_IS_EDITABLE (focus))
    typed = gtk_editable_get_text (GTK_EDITABLE (focus))[0] != '\0';
  if (typed)
    return FALSE;
  self->new_topic = XY_ID_NONE;
  xy_desk_undo (self->desk);
  return TRUE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyMeetingDesk *self)
{
  static const struct
  {
    guint key;
    const char *kind;
  } kinds[] = { { GDK_KEY_F2, "topic" },
                { GDK_KEY_F3, "speech" },
                { GDK_KEY_F4, "decision" },
                { GDK_KEY_F5, "dissent" },
                { GDK_KEY_F6, "policy" } };
  gboolean control = (state & GDK_CONTROL_MASK) != 0, other = (state & (GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0;
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;
  XyMeetingHand *hand = hand_with_keys (self);

  if (self->sheet == NULL)
    return FALSE;
  if (key != GDK_KEY_Escape)
    self->may_close = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (key == kinds[i].key && !control && !other && xy_meeting_desk_is_open (self))
      {
        xy_meeting_hand_set_kind (hand, kinds[i].kind);
        return TRUE;
      }
  if (key == GDK_KEY_F7)
    gtk_widget_grab_focus (self->arrive);
  else if (key == GDK_KEY_F8)
    xy_meeting_hand_focus (self->composed, "text");
  else if (key == GDK_KEY_F9)
    xy_meeting_desk_set_now (self, FALSE);
  else if (key == GDK_KEY_F12)
    xy_meeting_desk_set_now (self, TRUE);
  /* The record is not completed by a key that is pressed while one writes. */
  else if (control && enter)
    {
      if (xy_meeting_hand_has_focus (hand))
        xy_meeting_hand_toggle_words (hand);
    }
  else if (control && (key == GDK_KEY_z || key == GDK_KEY_Z) && !other)
    return undo (self);
  else if (key == GDK_KEY_Escape && self->edited != NULL && xy_meeting_hand_has_focus (self->edited)
           && !xy_meeting_hand_drops_down (self->edited))
    xy_meeting_desk_stop_editing (self);
  else if (key == GDK_KEY_Escape && !self->may_close && xy_meeting_hand_has_focus (self->composed)
           && !xy_meeting_hand_drops_down (self->composed) && !xy_meeting_hand_is_empty (self->composed))
    {
      /* Not by a slip of the finger in the middle of a sentence. */
      self->may_close = TRUE;
      xy_meeting_desk_say (self, FALSE,
                           _ ("Esc once more goes back; the line that is not finished stays for the next time."));
    }
  else if (key == GDK_KEY_Up && !control && !other && xy_meeting_hand_has_focus (self->composed)
           && !xy_meeting_hand_drops_down (self->composed) && xy_meeting_hand_is_empty (self->composed))
    xy_meeting_desk_focus_lines (self);
  else
    return FALSE;
  return TRUE;
}

/* The frame */

static void
on_refused (XyMeetingDesk *self, const GError *error)
{
  if (self->dialog != NULL)
    xy_meeting_desk_say (self, TRUE, error->message);
}

static void
on_destroyed (XyMeetingDesk *self)
{
  g_clear_signal_handler (&self->refused_handler, self->desk);
  xy_meeting_desk_close (self);
  xy_meeting_desk_unref (self);
}

static GtkWidget *
make_content (XyMeetingDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *people = xy_meeting_desk_make_people (self);
  GtkWidget *help =
      xy_words_new_line (_ ("Enter: keep the line · Shift+Enter: new line in it · Ctrl+Enter: word for word · Up: "
                            "to the lines · Alt+Up, Alt+Down: move · Delete: take out · Ctrl+Z: take back"),
                         "quiet");

  gtk_widget_set_size_request (people, MAX (PEOPLE_WIDTH, xy_cells_scaled (PEOPLE_LEAST)), -1);
  gtk_widget_set_hexpand (people, FALSE);
  gtk_box_append (GTK_BOX (both), people);
  gtk_box_append (GTK_BOX (both), xy_meeting_desk_make_lines (self));
  gtk_widget_set_vexpand (both, TRUE);
  self->status = xy_words_new_line ("", "sum");
  gtk_widget_set_visible (self->status, FALSE);
  self->resumed = xy_words_new_line (_ ("What was half written when this was closed is here again."), "banner");
  gtk_widget_set_visible (self->resumed, FALSE);
  self->stage_note = xy_words_new_line ("", "banner");
  gtk_widget_set_visible (self->stage_note, FALSE);
  gtk_widget_add_css_class (help, "small");
  gtk_widget_set_tooltip_text (help, gtk_label_get_text (GTK_LABEL (help)));
  gtk_box_append (GTK_BOX (box), xy_meeting_desk_make_head (self));
  gtk_box_append (GTK_BOX (box), self->stage_note);
  gtk_box_append (GTK_BOX (box), self->resumed);
  gtk_box_append (GTK_BOX (box), both);
  gtk_box_append (GTK_BOX (box), self->status);
  gtk_box_append (GTK_BOX (box), help);
  return box;
}

static void
size_over (GtkWidget *dialog, GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  int width = GTK_IS_WINDOW (root) ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;
  int height = GTK_IS_WINDOW (root) ? gtk_widget_get_height (GTK_WIDGET (root)) : 0;

  gtk_window_set_default_size (GTK_WINDOW (dialog), MAX (width - 24, 960), MAX (height - 24, 600));
  if (GTK_IS_WINDOW (root) && gtk_window_is_maximized (GTK_WINDOW (root)))
    gtk_window_maximize (GTK_WINDOW (dialog));
}

void
xy_meeting_desk_open (GtkWidget *from, XyDesk *desk, const XyId *meeting)
{
  XyMeetingDesk *self = g_rc_box_new0 (XyMeetingDesk);

  self->desk = g_object_ref (desk);
  self->id = *meeting;
  self->keeper =
      xy_draft_keeper_new (desk, "meeting", meeting, xy_meeting_desk_dump_draft, xy_meeting_desk_draft_saved, self);
  self->present_rows = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  self->line_rows = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  self->places = g_hash_table_new (xy_id_hash, xy_id_equal);
  self->sending = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->asks);
  self->dialog = xy_dialog_new (from, _ ("Keep the minutes"), NULL);
  /* Its title becomes the meeting's name. */
  xy_help_mark (self->dialog, "minutes");
  xy_dialog_set_closing (XY_DIALOG (self->dialog), _ ("Back"));
  xy_dialog_set_content (XY_DIALOG (self->dialog), make_content (self));
  xy_meeting_desk_make_foot (self);
  size_over (self->dialog, from);

  XY_KEYS_TAKE_FIRST (self->dialog, on_key_pressed, self);
  self->refused_handler = g_signal_connect_swapped (self->desk, "refused", G_CALLBACK (on_refused), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  xy_meeting_desk_load (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

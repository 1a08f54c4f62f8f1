/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of the desk: which meeting, where, from when to when, who presides and who writes, how many came. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cells.h"
#include "app/meeting-desk-private.h"
#include "app/words.h"
#include "core/clock.h"
#include "core/day.h"

static const char *
field_value (const XyMeeting *meeting, const char *name)
{
  return g_str_equal (name, "place")    ? meeting->place
         : g_str_equal (name, "starts") ? meeting->starts
         : g_str_equal (name, "ends")   ? meeting->ends
         : g_str_equal (name, "host")   ? meeting->host
                                        : meeting->recorder;
}

/* A field is kept once it is left. */
static void
keep_field (XyMeetingDesk *self, GtkWidget *entry)
{
  const char *name = g_object_get_data (G_OBJECT (entry), "field");
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  const char *filled = g_object_get_data (G_OBJECT (entry), "filled");

  if (self->sheet == NULL || !xy_meeting_desk_is_open (self) || filled == NULL || g_str_equal (text, filled))
    return;
  g_object_set_data_full (G_OBJECT (entry), "filled", g_strdup (text), g_free);
  xy_meeting_desk_set_field (self, name, text);
}

static void
on_left (GtkEventControllerFocus *focus, XyMeetingDesk *self)
{
  if (self->dialog != NULL)
    keep_field (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));
}

static void
on_activated (GtkWidget *entry, XyMeetingDesk *self)
{
  keep_field (self, entry);
  gtk_widget_child_focus (self->dialog, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
make_field (XyMeetingDesk *self, GtkWidget *line, const char *name, const char *label, int width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *words = gtk_label_new (label);
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (words, "quiet");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  if (width > 0)
    gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (entry), "field", (gpointer) name);
  g_signal_connect (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activated), self);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (line), box);
  return entry;
}

static void
on_start_clicked (XyMeetingDesk *self)
{
  xy_meeting_desk_set_now (self, FALSE);
}

static void
on_end_clicked (XyMeetingDesk *self)
{
  xy_meeting_desk_set_now (self, TRUE);
}

static void
add_now (XyMeetingDesk *self, GtkWidget *entry, const char *label, const char *tooltip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "small-verb");
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (entry)), button);
}

void
xy_meeting_desk_set_now (XyMeetingDesk *self, gboolean ends)
{
  g_autofree char *now = xy_instant_format (xy_env_now (xy_env_system ()));

  if (self->sheet == NULL || !xy_meeting_desk_is_recording (self))
    return;
  gtk_editable_set_text (GTK_EDITABLE (ends ? self->ends : self->starts), now + strlen ("2026-11-22 "));
  keep_field (self, ends ? self->ends : self->starts);
}

GtkWidget *
xy_meeting_desk_make_head (XyMeetingDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18),
            *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  self->title = xy_words_new_line (NULL, "heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->figures = xy_words_new_line (NULL, "sum");
  self->saved = xy_words_new_line (NULL, "quiet");
  gtk_box_append (GTK_BOX (first), self->title);
  gtk_box_append (GTK_BOX (first), self->figures);
  gtk_box_append (GTK_BOX (first), self->saved);
  self->place = make_field (self, second, "place", _ ("Place of the meeting"), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->place), -1);
  gtk_widget_set_hexpand (self->place, TRUE);
  self->starts = make_field (self, second, "starts", _ ("Begins"), 5);
  add_now (self, self->starts, _ ("now F9"), _ ("The meeting begins now"), G_CALLBACK (on_start_clicked));
  self->ends = make_field (self, second, "ends", _ ("Ends"), 5);
  add_now (self, self->ends, _ ("now F12"), _ ("The meeting ends now"), G_CALLBACK (on_end_clicked));
  self->host = make_field (self, second, "host", _ ("Presided by"), 7);
  self->recorder = make_field (self, second, "recorder", _ ("Minutes by"), 7);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

/* What somebody typed and did not leave yet stays. */
static void
fill (XyMeetingDesk *self, GtkWidget *entry)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->dialog));
  const char *value = field_value (self->sheet->meeting, g_object_get_data (G_OBJECT (entry), "field"));
  const char *filled = g_object_get_data (G_OBJECT (entry), "filled");
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  gtk_widget_set_sensitive (entry, xy_meeting_desk_is_open (self));
  if (focus != NULL && gtk_widget_is_ancestor (focus, entry) && filled != NULL && !g_str_equal (text, filled))
    return;
  if (g_strcmp0 (text, value != NULL ? value : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), value != NULL ? value : "");
  g_object_set_data_full (G_OBJECT (entry), "filled", g_strdup (value != NULL ? value : ""), g_free);
}

void
xy_meeting_desk_show_head (XyMeetingDesk *self)
{
  const XyMeetingSheet *sheet = self->sheet;
  GtkWidget *entries[] = { self->place, self->starts, self->ends, self->host, self->recorder };
  g_autofree char *name = xy_meeting_sheet_name (sheet);
  g_autofree char *day = xy_day_to_chinese (sheet->meeting->day);
  g_autofree char *title =
      g_strdup_printf ("%s · %s · %s", name, day, xy_meeting_stage_word ((XyMeetingStage) sheet->meeting->stage));
  g_autoptr (GString) figures = g_string_new (NULL);
  gboolean households = g_strcmp0 (sheet->kind->comes, "household") == 0;

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_tooltip_text (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self->dialog), name);
  if (sheet->due > 0)
    g_string_append_printf (figures,
                            households ? ngettext ("%d household due · ", "%d households due · ", (gulong) sheet->due)
                                       : _ ("%d due · "),
                            (int) sheet->due);
  g_string_append_printf (figures,
                          households ? _ ("%u came") : ngettext ("%u person came", "%u people came", sheet->n_present),
                          sheet->n_present);
  if (households)
    g_string_append_printf (figures, ngettext (" · %u person", " · %u people", sheet->n_people), sheet->n_people);
  if (sheet->n_guests > 0)
    g_string_append_printf (figures, _ (" · %u sit in"), sheet->n_guests);
  if (sheet->n_leave > 0)
    g_string_append_printf (figures, _ (" · %u on leave"), sheet->n_leave);
  gtk_label_set_text (GTK_LABEL (self->figures), figures->str);
  gtk_widget_set_tooltip_text (self->figures, figures->str);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    fill (self, entries[i]);
}

void
xy_meeting_desk_show_saved (XyMeetingDesk *self, const GError *error)
{
  g_autofree char *now = xy_instant_format (xy_env_now (xy_env_system ()));
  g_autofree char *words = error != NULL ? g_strdup_printf (_ ("Not saved: %s"), error->message)
                                         : g_strdup_printf (_ ("Saved %s"), now + strlen ("2026-11-22 "));

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->saved)), words) == 0)
    return;
  gtk_label_set_text (GTK_LABEL (self->saved), words);
  gtk_widget_set_tooltip_text (self->saved, words);
  xy_cells_set_css (self->saved, "error-line", error != NULL);
}

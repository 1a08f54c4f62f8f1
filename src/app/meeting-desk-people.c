/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes: one entry, and below it who is here, the last one first. */
#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/keys.h"
#include "app/meeting-desk-private.h"
#include "app/meeting-mark.h"
#include "core/error.h"

void
xy_meeting_coming_free (XyMeetingComing *coming)
{
  g_clear_pointer (&coming->person, xy_meeting_person_free);
  g_free (coming->typed);
  g_free (coming->name);
  g_free (coming->post);
  g_free (coming->question);
  g_free (coming);
}

/* What is said below the entry: the question that waits, or what just happened. */
static void
says (XyMeetingDesk *self, gboolean wrong, const char *words)
{
  XyMeetingComing *asked = g_queue_peek_head (&self->asks);
  const char *text = asked != NULL ? asked->question : words;

  gtk_label_set_text (GTK_LABEL (self->arrive_says), text != NULL ? text : "");
  xy_cells_set_css (self->arrive_says, "error-line", asked == NULL && wrong);
  xy_cells_set_css (self->arrive_says, "question", asked != NULL);
  xy_cells_set_css (self->arrive_says, "quiet", asked == NULL && !wrong);
}

static void
says_usage (XyMeetingDesk *self)
{
  says (self, FALSE, _ ("Initials or household number, Enter. Behind it 2: two came, -: on leave, +: sits in"));
}

/* Takes COMING. */
static void
ask_about (XyMeetingDesk *self, XyMeetingComing *coming, char *question)
{
  g_free (coming->question);
  coming->question = question;
  g_queue_push_tail (&self->asks, coming);
  says (self, FALSE, NULL);
}

/* Nobody of that name: "张书记 镇驻村干部" sits in. */
static void
ask_about_guest (XyMeetingDesk *self, XyMeetingComing *coming, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);

  coming->name = g_strdup (parts[0]);
  coming->post = parts[0] != NULL && parts[1] != NULL ? g_strstrip (g_strdup (parts[1])) : NULL;
  coming->guest = TRUE;
  if (coming->name == NULL || g_ascii_isalnum (coming->name[0]))
    {
      g_autofree char *words = g_strdup_printf (_ ("Nobody is found for “%s”."), text);
      xy_meeting_coming_free (coming);
      says (self, TRUE, words);
    }
  else
    ask_about (
        self, coming,
        g_strdup_printf (_ ("“%s” is not in the roster. Enter once more: sits in as a guest. Esc: nobody."), text));
}

static void
on_took (XyMeetingWho *who, const XyMeetingPerson *person, const char *text, XyMeetingDesk *self)
{
  XyMeetingComing *coming = g_new0 (XyMeetingComing, 1);
  g_auto (XyMeetingTyped) typed = { 0 };

  xy_meeting_typed_read (text, &typed);
  coming->typed = g_strdup (text);
  coming->people = typed.people;
  coming->leave = typed.leave;
  coming->guest = typed.guest || (person != NULL && person->guest);
  coming->sure = coming->guest;
  if (!xy_meeting_desk_is_recording (self))
    {
      xy_meeting_coming_free (coming);
      says (self, TRUE, _ ("Begin the meeting first; then people can come."));
    }
  else if (person == NULL && g_utf8_strlen (typed.text, -1) > 0)
    ask_about_guest (self, coming, typed.text);
  else if (person == NULL)
    xy_meeting_coming_free (coming);
  else
    {
      coming->person = xy_meeting_person_copy (person);
      xy_meeting_desk_arrive (self, coming);
    }
}

/* Enter in the empty entry says yes to the question. */
static void
on_passed (XyMeetingDesk *self)
{
  XyMeetingComing *coming = g_queue_pop_head (&self->asks);

  if (coming == NULL)
    {
      xy_meeting_hand_focus (self->composed, NULL);
      return;
    }
  coming->sure = TRUE;
  says_usage (self);
  xy_meeting_desk_arrive (self, coming);
}

static gboolean
on_entry_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyMeetingDesk *self)
{
  XyHitEntry *entry = XY_HIT_ENTRY (self->arrive);

  if (key == GDK_KEY_Escape && !g_queue_is_empty (&self->asks) && !xy_hit_entry_is_down (entry))
    {
      xy_meeting_coming_free (g_queue_pop_head (&self->asks));
      says_usage (self);
      return TRUE;
    }
  if (key == GDK_KEY_Escape && !xy_hit_entry_is_down (entry) && xy_hit_entry_get_text (entry)[0] != '\0')
    {
      gtk_editable_set_text (GTK_EDITABLE (xy_hit_entry_get_entry (entry)), "");
      return TRUE;
    }
  return FALSE;
}

void
xy_meeting_desk_came (XyMeetingDesk *self, XyMeetingComing *coming, const GError *error)
{
  const char *name = coming->person != NULL ? coming->person->name : coming->name;
  const char *field = error != NULL ? xy_error_get_field (error) : NULL;
  gboolean asks =
      error != NULL && !coming->sure && field != NULL
      && (g_str_equal (field, "household") || g_str_equal (field, "person") || g_str_equal (field, "member"));

  if (asks)
    {
      char *question = g_strdup_printf (_ ("%s Enter once more: as a guest. Esc: not at all."), error->message);
      ask_about (self, coming, question);
      return;
    }
  if (error != NULL)
    says (self, TRUE, error->message);
  else
    {
      g_autofree char *words = g_strdup_printf (coming->leave                   ? _ ("%s asked for leave.")
                                                : coming->guest || coming->sure ? _ ("%s sits in.")
                                                                                : _ ("%s came."),
                                                name);
      says (self, FALSE, words);
    }
  xy_meeting_coming_free (coming);
}

static void
on_looked_at (XyMeetingDesk *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->people_stack)), "tick") == 0)
    xy_meeting_desk_fill_tick (self);
}

GtkWidget *
xy_meeting_desk_make_people (XyMeetingDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *switcher = gtk_stack_switcher_new ();

  self->arrive = xy_meeting_who_new (xy_desk_get_worker (self->desk), XY_MEETING_ARRIVING, _ ("Who comes"),
                                     _ ("Who comes (F7): initials, number"));
  XY_KEYS_TAKE_FIRST (self->arrive, on_entry_key_pressed, self);
  g_signal_connect (self->arrive, "took", G_CALLBACK (on_took), self);
  g_signal_connect_swapped (self->arrive, "passed", G_CALLBACK (on_passed), self);
  self->arrive_says = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->arrive_says), 0);
  gtk_label_set_yalign (GTK_LABEL (self->arrive_says), 0);
  gtk_label_set_wrap (GTK_LABEL (self->arrive_says), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->arrive_says), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (self->arrive_says), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (self->arrive_says), 20);
  gtk_label_set_lines (GTK_LABEL (self->arrive_says), 3);
  gtk_widget_add_css_class (self->arrive_says, "small");
  says_usage (self);
  self->people_stack = gtk_stack_new ();
  gtk_stack_add_titled (GTK_STACK (self->people_stack), xy_meeting_desk_make_present (self), "present", _ ("Who came"));
  gtk_stack_add_titled (GTK_STACK (self->people_stack), xy_meeting_desk_make_tick (self), "tick",
                        _ ("Tick off the sheet"));
  g_signal_connect_swapped (self->people_stack, "notify::visible-child", G_CALLBACK (on_looked_at), self);
  gtk_widget_set_vexpand (self->people_stack, TRUE);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->people_stack));
  gtk_widget_add_css_class (box, "panel");
  gtk_widget_add_css_class (box, "meeting-people");
  gtk_box_append (GTK_BOX (box), self->arrive);
  gtk_box_append (GTK_BOX (box), self->arrive_says);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), self->people_stack);
  return box;
}
